"""What the parts of this room pass on to each other: a predicate with its frame and its arguments, all as tokens."""

from collections.abc import Mapping
from dataclasses import dataclass

from sayso.events.codebook import Frame
from sayso.language.analysis import Analysis
from sayso.records import Span


@dataclass(frozen=True, slots=True)
class Argument:
    """A phrase that fills a slot: tokens ``[first, last)`` around its ``head``; ``inferred`` where the text only implies that it does."""

    head: int
    first: int
    last: int
    inferred: bool = False


@dataclass(frozen=True, slots=True)
class Draft:
    """One predicate that a frame of the codebook has matched.

    ``predicate`` carries the type ("fire" in "came under fire"), ``[first, last)`` are the tokens of its span with its particle, ``clause``
    is the token that carries tense, mood and polarity (the light verb, or the predicate itself). ``slots`` are the logical ones
    (see `sayso.events.arguments`); ``actors`` and ``recipients`` are those of them that the frame gives a part.
    """

    predicate: int
    first: int
    last: int
    clause: int
    frame: Frame
    slots: Mapping[str, tuple[Argument, ...]]
    actors: tuple[Argument, ...]
    recipients: tuple[Argument, ...]

    def span(self, analysis: Analysis) -> Span:
        """The characters of the predicate."""
        return analysis.span(self.first, self.last)
