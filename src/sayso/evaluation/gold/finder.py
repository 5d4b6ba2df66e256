"""Exact quotes to spans: every quote must stand in the report, and exactly where the annotation says.

White space in a quote stands for any white space in the report (wrapped lines), nothing else is folded: a curly mark is not a
straight one. Words are whole: ``he`` is not found in ``she``.
"""

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from sayso.evaluation.gold.syntax import Locator, Pick
from sayso.records import Span

_BLANK = re.compile(r"\n[^\S\n]*\n\s*")
_FOLD = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "—": "-", "–": "-"})
_SHOWN = 6


class NotFoundError(Exception):
    """A quote that is not there, or is there more than once; ``fix`` says what to write."""

    def __init__(self, *, what: str, fix: str) -> None:
        """Keep both, for the problem that a reader makes of it."""
        super().__init__(what)
        self.what, self.fix = what, fix


@dataclass(frozen=True)
class Finder:
    """Finds the quotes of an annotation in one text."""

    text: str

    @cached_property
    def paragraphs(self) -> tuple[tuple[int, int], ...]:
        """The paragraphs, parted by blank lines: half-open ranges of code points without the white space around them."""
        marks = [(0, 0), *(m.span() for m in _BLANK.finditer(self.text)), (len(self.text), len(self.text))]
        found = []
        for (_, start), (end, _) in pairwise(marks):
            block = self.text[start:end]
            if block.strip():
                found.append((start + len(block) - len(block.lstrip()), start + len(block.rstrip())))
        return tuple(found)

    @cached_property
    def _folded(self) -> "Finder":
        return Finder(self.text.translate(_FOLD))

    def paragraph_at(self, offset: int) -> int:
        """The number of the paragraph that holds an offset, from 1; 0 where none does."""
        return next((i for i, (start, end) in enumerate(self.paragraphs, 1) if start <= offset < end), 0)

    def span(self, start: int, end: int) -> Span:
        """The span of the characters ``[start, end)``."""
        return Span(start=start, end=end, text=self.text[start:end])

    def occurrences(self, quote: str, start: int = 0, end: int | None = None) -> tuple[tuple[int, int], ...]:
        """Where whole words stand in ``[start, end)``, in order."""
        words = quote.split()
        if not words:
            return ()
        before = r"(?<!\w)" if re.match(r"\w", words[0]) else ""
        after = r"(?!\w)" if re.match(r"\w", words[-1][-1]) else ""
        pattern = re.compile(before + r"\s+".join(map(re.escape, words)) + after)
        return tuple(m.span() for m in pattern.finditer(self.text, start, len(self.text) if end is None else end))

    def table(self, quote: str) -> tuple[str, ...]:
        """Every occurrence on a line: number in the report, paragraph and number there, context."""
        rows = []
        inside: dict[int, int] = {}
        for number, (start, end) in enumerate(self.occurrences(quote), 1):
            paragraph = self.paragraph_at(start)
            inside[paragraph] = inside.get(paragraph, 0) + 1
            around = " ".join(self.text[max(0, start - 32) : end + 32].split())
            rows.append(f'"{quote}" #{number}  p{paragraph}#{inside[paragraph]}  …{around}…')
        return tuple(rows) or (f'"{quote}" does not occur',)

    def spans(self, pick: Pick, scope: Locator | None = None) -> tuple[Span, ...]:
        """The spans that a quote stands for, in the order written. Raises `NotFoundError`."""
        if pick.every:
            hits = tuple(h for place in pick.locators or (scope,) for h in self.occurrences(pick.text, *self._range(place or scope)))
            if not hits:
                self._missing(pick.text)
            return tuple(self.span(*hit) for hit in hits)
        locators: tuple[Locator | None, ...] = pick.locators or (None,)
        return tuple(self._one(pick, place, scope) for place in locators)

    def _one(self, pick: Pick, place: Locator | None, scope: Locator | None) -> Span:
        start, end = self._range(place if place is not None and place.first is not None else scope)
        if pick.near is not None:
            start, end = self._near(pick, start, end)
        hits = self.occurrences(pick.text, start, end)
        number = place.number if place is not None else None
        if not hits:
            self._missing(pick.text)
        if number is None and len(hits) > 1:
            what = f'"{pick.text}" stands here {len(hits)} times: {self._listed(hits)}'
            raise NotFoundError(what=what, fix='Say which: "…" #n, "…" pN, "…" pN#n, or "…" ~"longer words around it".')
        if number is not None and not 1 <= number <= len(hits):
            raise NotFoundError(what=f'"{pick.text}" has no occurrence #{number} here: {self._listed(hits)}', fix="Count again.")
        first, last = hits[(number or 1) - 1]
        if pick.to is not None:
            last = self._end(pick, first, last)
        if _BLANK.search(self.text, first, last):
            raise NotFoundError(what=f'"{pick.text}" runs over a paragraph break', fix="Write one quote for each paragraph.")
        return self.span(first, last)

    def _near(self, pick: Pick, start: int, end: int) -> tuple[int, int]:
        around = self.occurrences(pick.near or "", start, end)
        if len(around) != 1:
            raise NotFoundError(what=f'the context ~"{pick.near}" stands here {len(around)} times, not once', fix="Copy a context that is unique.")
        return around[0]

    def _end(self, pick: Pick, first: int, last: int) -> int:
        paragraph = next((p for p in self.paragraphs if p[0] <= first < p[1]), (0, len(self.text)))
        hits = [h for h in self.occurrences(pick.to or "", first, paragraph[1]) if h[1] >= last]
        if not hits:
            raise NotFoundError(
                what=f'"{pick.to}" does not follow "{pick.text}" in its paragraph', fix="Copy the last words of the span as they stand."
            )
        return hits[0][1]

    def _range(self, place: Locator | None) -> tuple[int, int]:
        if place is None or not place.first:
            return 0, len(self.text)
        last = place.last or place.first
        if not place.first <= last <= len(self.paragraphs):
            raise NotFoundError(
                what=f"there is no paragraph p{last}; the report has {len(self.paragraphs)}", fix="Count blocks between blank lines, headline first."
            )
        return self.paragraphs[place.first - 1][0], self.paragraphs[last - 1][1]

    def _missing(self, quote: str) -> None:
        hits = self.occurrences(quote)
        if hits:
            raise NotFoundError(
                what=f'"{quote}" does not stand in this paragraph, but elsewhere: {self._listed(hits)}',
                fix='Add where: "…" pN (p0 is the whole report).',
            )
        folded = self._folded.occurrences(quote.translate(_FOLD))
        if folded:
            what = f'"{quote}" is not in the report; {self.text[slice(*folded[0])]!r} is'
            raise NotFoundError(what=what, fix="Copy quotation marks and dashes as they stand.")
        raise NotFoundError(what=f'"{quote}" is not in the report', fix="Copy the words exactly, whole words only.")

    def _listed(self, hits: tuple[tuple[int, int], ...]) -> str:
        rows = []
        for number, (start, end) in enumerate(hits[:_SHOWN], 1):
            around = " ".join(self.text[max(0, start - 18) : end + 18].split())
            rows.append(f"p{self.paragraph_at(start)} #{number} …{around}…")
        return " | ".join(rows) + (" | …" if len(hits) > _SHOWN else "")
