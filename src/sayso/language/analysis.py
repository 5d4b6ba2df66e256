"""`Analysis`: what the language layer knows of one text, as parallel tuples over its tokens.

Tokens are numbered from 0; a range of tokens is always half open, ``[first, last)``. All character offsets are code points of
``text``. Nothing is copied out of the text until somebody asks for it (`word`, `slice`, `span`).
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from sayso.records import Span
from sayso.vocabulary import Kind

ROOT = -1


@dataclass(frozen=True, slots=True)
class Name:
    """A proper name: tokens ``[first, last)``, its kind and the model's probability for it."""

    first: int
    last: int
    kind: Kind
    score: float


@dataclass(frozen=True, slots=True)
class Mention:
    """A referring expression: tokens ``[first, last)`` around its ``head`` token."""

    first: int
    last: int
    head: int


@dataclass(frozen=True, slots=True)
class Quotation:
    """A pair of quotation marks: characters ``[start, end)``, marks included.

    ``level`` is 0 for an outermost pair; ``closed`` is false where the paragraph ended first; ``continues`` is true
    where the pair goes on a quotation that the paragraph before left open.
    """

    start: int
    end: int
    level: int = 0
    closed: bool = True
    continues: bool = False


@dataclass(frozen=True)
class Analysis:
    """Tokens, sentences, trees (Universal Dependencies), names, coreference and quotation marks of one text.

    ``heads[i]`` is the token that token ``i`` depends on, or `ROOT`; trees never cross sentences. ``clusters`` hold the
    mentions of one entity each, in the order of the text. Layers that were not computed are empty tuples.
    """

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    sentences: tuple[tuple[int, int], ...]
    paragraphs: tuple[tuple[int, int], ...] = ()
    quotations: tuple[Quotation, ...] = ()
    upos: tuple[str, ...] = ()
    xpos: tuple[str, ...] = ()
    feats: tuple[str, ...] = ()
    lemmas: tuple[str, ...] = ()
    heads: tuple[int, ...] = ()
    deprels: tuple[str, ...] = ()
    names: tuple[Name, ...] = ()
    clusters: tuple[tuple[Mention, ...], ...] = ()
    signals: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def __len__(self) -> int:
        """The number of tokens."""
        return len(self.starts)

    def word(self, token: int) -> str:
        """The characters of a token."""
        return self.text[self.starts[token] : self.ends[token]]

    def slice(self, first: int, last: int) -> str:
        """The characters from the start of token ``first`` to the end of token ``last - 1``."""
        return self.text[self.starts[first] : self.ends[last - 1]]

    def span(self, first: int, last: int) -> Span:
        """The span of tokens ``[first, last)``."""
        start, end = self.starts[first], self.ends[last - 1]
        return Span(start=start, end=end, text=self.text[start:end])

    def within(self, start: int, end: int) -> tuple[int, int]:
        """The range of tokens that share a character with ``[start, end)``; empty (``first == last``) where none does."""
        return bisect_right(self.ends, start), bisect_left(self.starts, end)

    def sentence_of(self, token: int) -> tuple[int, int]:
        """The range of tokens of the sentence that holds a token."""
        return self.sentences[self.sentence_index[token]]

    def paragraph_of(self, offset: int) -> tuple[int, int]:
        """The characters of the paragraph that holds an offset, or of the whole text where none does."""
        index = bisect_right(self.paragraphs, (offset, len(self.text))) - 1
        if index >= 0 and offset < self.paragraphs[index][1]:
            return self.paragraphs[index]
        return 0, len(self.text)

    @cached_property
    def sentence_index(self) -> tuple[int, ...]:
        """The number of the sentence of each token."""
        return tuple(number for number, (first, last) in enumerate(self.sentences) for _ in range(first, last))

    @cached_property
    def lower(self) -> tuple[str, ...]:
        """The words in lower case, with the typographic apostrophe made straight (for look-ups, never for offsets)."""
        return tuple(self.text[s:e].lower().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'") for s, e in zip(self.starts, self.ends, strict=True))

    @cached_property
    def dependents(self) -> tuple[tuple[int, ...], ...]:
        """The tokens that depend on each token, in the order of the text."""
        lists: list[list[int]] = [[] for _ in self.starts]
        for token, head in enumerate(self.heads):
            if head != ROOT:
                lists[head].append(token)
        return tuple(tuple(row) for row in lists)

    def children(self, token: int, *relations: str) -> tuple[int, ...]:
        """The dependents of a token; with ``relations``, those whose label is one of them (``nmod`` matches ``nmod:poss`` too)."""
        if not relations:
            return self.dependents[token]
        return tuple(child for child in self.dependents[token] if self.deprels[child] in relations or self.deprels[child].split(":")[0] in relations)

    def ancestors(self, token: int) -> Iterator[int]:
        """The head of a token, the head of that, and so on to the root."""
        head = self.heads[token]
        while head != ROOT:
            yield head
            head = self.heads[head]

    def subtree(self, token: int) -> tuple[int, ...]:
        """A token and all that depends on it, in the order of the text."""
        found, stack = [], [token]
        while stack:
            node = stack.pop()
            found.append(node)
            stack.extend(self.dependents[node])
        return tuple(sorted(found))

    def feature(self, token: int, name: str) -> str | None:
        """The value of a Universal Dependencies feature of a token, e.g. ``feature(i, "Tense")``."""
        for pair in self.feats[token].split("|"):
            key, _, value = pair.partition("=")
            if key == name:
                return value
        return None
