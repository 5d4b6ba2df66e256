"""Numbers in words and figures: ``24``, ``1,200``, ``twenty-four``, ``two and a half``, ``one hundred and sixteen``."""

from sayso.times.lexicon import Lexicon
from sayso.times.pieces import Pieces

Number = int | float
LIMIT = 10**9
HUNDRED = 100
TEN = 10
LONGEST = 16


def number_at(pieces: Pieces, piece: int, lexicon: Lexicon) -> tuple[int, Number] | None:
    """The number that begins at a piece as (end, value), the longest one, or None; never reads more than a few pieces."""
    found = _figures(pieces, piece)
    if found is None:
        found = _words(pieces, piece, lexicon)
    if found is None:
        return None
    end, value = found
    scale = _value(pieces, end, lexicon, "scale")
    while scale is not None and scale > HUNDRED and value * scale < LIMIT:
        end, value = end + 1, value * scale
        scale = _value(pieces, end, lexicon, "scale")
    if pieces.word(end) == "dozen" and value < HUNDRED:
        end, value = end + 1, value * 12
    return _halves(pieces, end, value)


def ordinal_at(pieces: Pieces, piece: int, lexicon: Lexicon) -> tuple[int, int] | None:
    """The ordinal number that begins at a piece (``3rd``, ``third``, ``twenty-first``) as (end, value), or None."""
    word = pieces.word(piece)
    if word[:1].isdigit() and word[-2:] in {"st", "nd", "rd", "th"}:
        digits = word[:-2]
        return (piece + 1, int(digits)) if digits.isdecimal() and digits.isascii() and len(digits) < TEN else None
    tens = _value(pieces, piece, lexicon, "cardinal")
    if tens is not None and tens >= TEN and tens % TEN == 0:
        after = piece + 1 + (pieces.word(piece + 1) == "-")
        ones = _value(pieces, after, lexicon, "ordinal")
        if ones is not None and ones < TEN:
            return after + 1, tens + ones
    value = _value(pieces, piece, lexicon, "ordinal")
    return None if value is None else (piece + 1, value)


def _halves(pieces: Pieces, end: int, value: Number) -> tuple[int, Number]:
    if pieces.word(end) == "½":
        return end + 1, value + 0.5
    for words in (("and", "a", "half"), ("and", "half"), ("-", "and", "-", "a", "-", "half"), ("-", "and", "-", "half")):
        if all(pieces.word(end + offset) == word for offset, word in enumerate(words)):
            return end + len(words), value + 0.5
    return end, value


def _figures(pieces: Pieces, piece: int) -> tuple[int, Number] | None:
    word = pieces.word(piece)
    if not word[:1].isdigit() or not word.isascii() or len(word) >= LONGEST:
        return None
    plain = word.replace(",", "")
    if plain.isdecimal():
        return piece + 1, int(plain)
    whole, point, fraction = plain.partition(".")
    if point and whole.isdecimal() and fraction.isdecimal():
        return piece + 1, float(plain)
    return None


def _words(pieces: Pieces, piece: int, lexicon: Lexicon) -> tuple[int, int] | None:
    """Up to the thousands; scales above are the caller's."""
    total, here, seen = 0, piece, False
    for _ in range(LONGEST):
        value = _value(pieces, here, lexicon, "cardinal")
        if value is None:
            break
        here, seen, last = here + 1, True, value
        if value >= TEN + TEN:
            gap = pieces.word(here) == "-"
            ones = _value(pieces, here + gap, lexicon, "cardinal")
            if ones is not None and 0 < ones < TEN:
                here, last = here + gap + 1, value + ones
        if _value(pieces, here, lexicon, "scale") == HUNDRED:
            here, last = here + 1, last * HUNDRED
            total += last
            joint = pieces.word(here) == "and"
            if _value(pieces, here + joint, lexicon, "cardinal") is None:
                break
            here += joint
            continue
        total += last
        break
    return (here, total) if seen else None


def _value(pieces: Pieces, piece: int, lexicon: Lexicon, name: str) -> int | None:
    for words, kind, value in lexicon.entries.get(pieces.word(piece), ()):
        if kind == name and len(words) == 1 and isinstance(value, int):
            return value
    return None
