"""Words of a text for look-ups: lower case, no accents, straight apostrophes, cut at every mark, so that ``U.S.-led`` and ``US led`` line up.

Only positions are taken from the text; it is never changed.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

LONGEST_WORD = 64
_PIECE = re.compile(r"\w+|[^\w\s]")
_APOSTROPHES = str.maketrans(dict.fromkeys("\u2018\u2019\u02bc\u0060\u00b4\u02bb", "'") | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"))


def plain(text: str) -> str:
    """A text without accents and with straight apostrophes and hyphens, in its own case."""
    if text.isascii():
        return text
    unfolded = unicodedata.normalize("NFKD", text.translate(_APOSTROPHES))
    return "".join(c for c in unfolded if not unicodedata.combining(c))


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """The form of a word that look-ups compare."""
    return plain(word).casefold()


def cut(text: str) -> tuple[str, ...]:
    """The pieces of a name, folded."""
    return tuple(_PIECE.findall(text.lower() if text.isascii() else plain(text).casefold()))


def first_piece(text: str) -> str:
    """The first piece of a name, folded; empty where it has none."""
    found = _PIECE.search(text if text.isascii() else plain(text))
    return found.group().casefold() if found else ""


@dataclass(frozen=True, slots=True)
class Pieces:
    """The pieces of a text: folded words, their characters ``[start, end)``, and the token that holds each (-1 where none does)."""

    words: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    tokens: tuple[int, ...]


def pieces_of(text: str, starts: Sequence[int], ends: Sequence[int]) -> Pieces:
    """The pieces of a text whose tokens are given."""
    spans = [match.span() for match in _PIECE.finditer(text)]
    tokens, token, count = [], 0, len(starts)
    for start, _ in spans:
        while token < count and ends[token] <= start:
            token += 1
        tokens.append(token if token < count and starts[token] <= start else -1)
    words = tuple(fold(text[a:b]) if b - a <= LONGEST_WORD else "" for a, b in spans)
    return Pieces(words, tuple(a for a, _ in spans), tuple(b for _, b in spans), tuple(tokens))
