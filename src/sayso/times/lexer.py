"""The lexer: which classes of the grammar (months, years, numbers, clock times ...) begin at each piece of a text."""

import re
from collections.abc import Callable, Iterator

from sayso.times import senses
from sayso.times.lexicon import Entry, Lexicon
from sayso.times.numbers import number_at, ordinal_at
from sayso.times.pieces import Pieces

Edge = tuple[str, int, object]
MAX_DAY = 31
MAX_HOUR = 24
MAX_MINUTE = 59
FOUR = 4
TWO = 2
_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:t(\d\d):(\d\d)(?::\d\d(?:\.\d+)?)?(z|[+-]\d\d:?\d\d)?)?")
_SLASHED = re.compile(r"(\d{1,4})[-./](\d{1,2})[-./](\d{1,4})")
_DECADE = re.compile(r"'?(\d{0,3})0'?s")


def edges_at(pieces: Pieces, piece: int, lexicon: Lexicon) -> Iterator[Edge]:
    """The classes that begin at a piece as (class, end, value); the ends lie in the text and the scan reads a few pieces only."""
    word = pieces.words[piece]
    entries = lexicon.entries.get(word, ())
    for entry in entries:
        yield from _entry(pieces, piece, entry, lexicon)
    if "time" in {pieces.word(piece + 1), pieces.word(piece + 2)} and pieces.capital(piece) and (end := _place_time(pieces, piece)):
        yield "place_time", end, 0
    if word[0].isdigit() or word[0] == "'":
        yield from _figures(pieces, piece, word, lexicon)
    if word in lexicon.numerals or word[0].isdecimal():
        number = number_at(pieces, piece, lexicon)
        if number is not None:
            yield "number", *number
        ordinal = ordinal_at(pieces, piece, lexicon)
        if ordinal is not None:
            yield "ord", *ordinal
            if 1 <= ordinal[1] <= MAX_DAY:
                yield ("dayth" if word[0].isdigit() else "dayword"), *ordinal


def _place_time(pieces: Pieces, piece: int) -> int | None:
    """The end of ``Baghdad time`` or ``New York time``."""
    for end in (piece + 1, piece + 2):
        if pieces.word(end) == "time" and all(pieces.capital(here) and pieces.word(here).isalpha() for here in range(piece, end)):
            return end + 1
    return None


def _entry(pieces: Pieces, piece: int, entry: Entry, lexicon: Lexicon) -> Iterator[Edge]:
    words, name, value = entry
    if len(words) > 1 and pieces.words[piece : piece + len(words)] != words:
        return
    end = piece + len(words)
    if name in SHORT:
        end += pieces.word(end) == "." and pieces.glued(end)
    check = CHECKS.get(name)
    if check is None or check(pieces, piece, end, lexicon):
        yield SHORT.get(name, name), end, value


SHORT = {"month_short": "month", "weekday_short": "weekday"}
CHECKS: dict[str, Callable[[Pieces, int, int, Lexicon], bool]] = {
    "month": senses.is_month,
    "month_short": senses.is_short_month,
    "weekday": senses.is_weekday,
    "weekday_short": senses.is_short_weekday,
    "season": senses.is_season,
    "zone": senses.is_upper,
    "era": senses.is_upper,
    "holiday": senses.is_capital,
    "adverb": senses.is_adverb,
}


def _figures(pieces: Pieces, piece: int, word: str, lexicon: Lexicon) -> Iterator[Edge]:
    if word.isdecimal() and word.isascii():
        yield from _digits(pieces, piece, word, lexicon)
    elif (match := _ISO.fullmatch(word)) is not None:
        yield "iso", piece + 1, match.groups()
    elif ":" in word or _decimal(word):
        yield from _clock(piece, word)
    elif word[0] == "'" and word[1:].isdecimal() and word.isascii():
        yield "year2", piece + 1, int(word[1:])
    elif (match := _DECADE.fullmatch(word)) is not None:
        yield from _decade(piece, match.group(1))
    elif (match := _SLASHED.fullmatch(word)) is not None and ("." not in word or FOUR in map(len, match.groups())):
        yield "slashed", piece + 1, match.groups()


def _digits(pieces: Pieces, piece: int, word: str, lexicon: Lexicon) -> Iterator[Edge]:
    value, size = int(word) if len(word) <= FOUR else -1, len(word)
    if value < 0:
        return
    if size <= TWO and 1 <= value <= MAX_DAY and senses.is_plain_figure(pieces, piece, lexicon):
        yield "day", piece + 1, value
    if size <= TWO and value <= MAX_HOUR:
        yield "hour", piece + 1, value
    if size == TWO:
        yield "two", piece + 1, value
    if size == FOUR and value:
        yield "four", piece + 1, value
        if senses.is_year(pieces, piece, value, lexicon):
            yield "year", piece + 1, value
    if size == FOUR and value // 100 < MAX_HOUR and value % 100 <= MAX_MINUTE:
        yield "hhmm", piece + 1, (value // 100, value % 100)
    if value:
        yield "int", piece + 1, value


def _decimal(word: str) -> bool:
    whole, point, rest = word.partition(".")
    return bool(point) and len(rest) == TWO and len(whole) <= TWO


def _clock(piece: int, word: str) -> Iterator[Edge]:
    parts = re.split(r"[:.]", word)
    if all(part.isdecimal() for part in parts) and int(parts[0]) <= MAX_HOUR and int(parts[1]) <= MAX_MINUTE:
        yield ("hm" if ":" in word else "hmdot"), piece + 1, (int(parts[0]), int(parts[1]))


def _decade(piece: int, digits: str) -> Iterator[Edge]:
    if len(digits) == FOUR - 1:
        yield "decade", piece + 1, int(digits)
    elif len(digits) == TWO:
        yield "decade_old", piece + 1, int(digits)
    elif len(digits) == 1:
        yield "decade2", piece + 1, int(digits)
