"""Reading what the classes of a pattern captured."""

from collections.abc import Mapping
from dataclasses import dataclass

from sayso.times.lexicon import Lexicon
from sayso.times.meaning import Capture, Item, Meaning
from sayso.times.pieces import Pieces

Captures = Mapping[str, Capture]
Settings = Mapping[str, object]
Made = Meaning | tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Site:
    """Where a rule matched: pieces ``[first, last)``."""

    pieces: Pieces
    lexicon: Lexicon
    first: int
    last: int

    @property
    def words(self) -> tuple[str, ...]:
        """The words that the rule matched."""
        return self.pieces.words[self.first : self.last]


def integer(captures: Captures, name: str) -> int | None:
    """A captured whole number, or None."""
    value = captures[name].value if name in captures else None
    return value if isinstance(value, int) else None


def figure(captures: Captures, name: str) -> int:
    """A whole number that the pattern is sure to have captured."""
    value = captures[name].value
    if not isinstance(value, int):
        msg = f"{name} is no whole number"
        raise TypeError(msg)
    return value


def number(captures: Captures, name: str) -> int | float | None:
    """A captured number, or None."""
    value = captures[name].value if name in captures else None
    return value if isinstance(value, (int, float)) else None


def text(captures: Captures, name: str) -> str | None:
    """A captured code word, or None."""
    value = captures[name].value if name in captures else None
    return value if isinstance(value, str) else None


def meaning(captures: Captures, name: str) -> Meaning | None:
    """A captured expression, or None."""
    value = captures[name].value if name in captures else None
    return value if isinstance(value, Meaning) else None
