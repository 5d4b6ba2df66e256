"""The text of a report as HTML: every span of the record is an element with the address ``c<start>-<end>``.

Spans nest where they can. Where two overlap, the later one is split into pieces; the first piece carries the address, and
`Woven.split` names the addresses whose pieces have to be lit up together.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from sayso.cli.html.elements import Markup, element, shown
from sayso.cli.html.words import ROLES, STANDINGS, event_label, label, standing
from sayso.cli.marked import LONGEST_NAME, NEVER_NAMES
from sayso.cli.printable import excerpt
from sayso.language.sentences import LINE_END, paragraphs
from sayso.records import Coding, Place, Span, TimeExpression, spans_of

DEEPEST = 24


@dataclass(frozen=True, slots=True)
class Mark:
    """A range to mark: its classes in the style sheet, words shown before it, a letter after it, and words on pointing at it."""

    start: int
    end: int
    classes: tuple[str, ...] = ()
    label: str = ""
    role: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Woven:
    """The marked passages of a text, in order, and the addresses of marks that are in several pieces."""

    passages: tuple[Markup, ...]
    split: tuple[str, ...]


def address(span: Span | Mark, prefix: str = "") -> str:
    """The fragment that leads to a span."""
    return f"{prefix}c{span.start}-{span.end}"


def passages(text: str) -> list[tuple[int, int]]:
    """The paragraphs as ranges that together are the whole text; white space after a paragraph belongs to it."""
    found = paragraphs(text)
    cuts = [0]
    for (_, end), (start, _) in pairwise(found):
        ends = [line.end() for line in LINE_END.finditer(text, end, start)]
        cuts.append(ends[-1] if ends else start)
    return list(zip(cuts, [*cuts[1:], len(text)], strict=True))


def marks_of(coding: Coding) -> list[Mark]:
    """One mark for each range that the record points to, in the order of the text, outer ones first."""
    found: dict[tuple[int, int], list[Mark]] = {}
    for mark in [*_statement_marks(coding), *_name_marks(coding), *_event_marks(coding), *_plain_marks(coding)]:
        found.setdefault((mark.start, mark.end), []).append(mark)
    return [_merged(found[key]) for key in sorted(found, key=lambda key: (key[0], -key[1]))]


def _merged(marks: list[Mark]) -> Mark:
    """The marks of one range as one."""
    classes = dict.fromkeys(name for mark in marks for name in mark.classes)
    labels, roles, titles = (
        [part for part in dict.fromkeys(parts) if part] for parts in zip(*((m.label, m.role, m.title) for m in marks), strict=True)
    )
    return Mark(marks[0].start, marks[0].end, tuple(classes), " · ".join(labels), "".join(roles), " · ".join(titles))


def _statement_marks(coding: Coding) -> Iterable[Mark]:
    for number, statement in enumerate(coding.statements, start=1):
        group = f"st-{STANDINGS[statement.status]}"
        words = label(statement, number)
        for count, span in enumerate(statement.content):
            yield Mark(span.start, span.end, ("st", group), f"S{number} …" if count else words, title=f"S{number}: {standing(statement)}")
        parts = (("quo", statement.quotations), ("cue", statement.cue), ("gloss", statement.glosses), ("src", (statement.source,)))
        for name, spans in parts:
            for part in spans:
                if part:
                    yield Mark(part.start, part.end, (name,))


def _name_marks(coding: Coding) -> Iterable[Mark]:
    for entity in coding.entities:
        for span in entity.mentions:
            words = span.text
            if len(words) <= LONGEST_NAME and words.casefold() not in NEVER_NAMES and any(letter.isupper() for letter in words):
                yield Mark(span.start, span.end, ("who", f"k-{entity.kind.value}"), title=f"{excerpt(entity.name, 80)} ({entity.kind.value})")
    for place in coding.places:
        yield Mark(place.start, place.end, ("place",), role=ROLES[place.role][0], title=_where(place))
    for time in coding.times:
        yield Mark(time.start, time.end, ("time",), title=_when(time))


def _event_marks(coding: Coding) -> Iterable[Mark]:
    for number, event in enumerate(coding.events, start=1):
        span = event.predicate
        yield Mark(
            span.start, span.end, ("ev", "ev-fact" if event.is_fact else "ev-claim"), event_label(event, number), title=excerpt(event.type, 40)
        )


def _plain_marks(coding: Coding) -> Iterable[Mark]:
    for part in coding.report.parts:
        yield Mark(part.start, part.end, ("part", f"part-{part.part.value}"), title=part.part.value)
    for span in spans_of(coding):
        yield Mark(span.start, span.end)


def _where(place: Place) -> str:
    parts = [place.name, place.admin1, place.country]
    return f"{place.role.value}: " + excerpt(", ".join(filter(None, parts)) or "not resolved", 120)


def _when(time: TimeExpression) -> str:
    interval = f": {time.first or 'open'} to {time.last or 'open'}" if time.first or time.last else ""
    return f"{time.type.value.lower()} {excerpt(time.value, 40)}{interval}"


def weave(text: str, ranges: Iterable[tuple[int, int]], marks: Iterable[Mark], prefix: str = "") -> Woven:
    """The ranges of a text, which follow one another and hold all of it, with the sorted marks as elements."""
    waiting = list(marks)[::-1]
    carried: list[Mark] = []
    split: dict[str, None] = {}
    found = []
    for start, end in ranges:
        loom = _Loom(text, prefix, start, split)
        for mark in carried:
            loom.open(mark)
        while waiting and waiting[-1].start < end:
            mark = waiting.pop()
            loom.advance(mark.start)
            loom.open(mark)
        loom.advance(end)
        carried = loom.close()
        found.append(loom.markup())
    return Woven(tuple(found), tuple(split))


class _Loom:
    """One passage in the making: what is written, where it stands, and which marks are open, outermost first."""

    def __init__(self, text: str, prefix: str, position: int, split: dict[str, None]) -> None:
        self.text, self.prefix, self.position, self.split = text, prefix, position, split
        self.written: list[str] = []
        self.stack: list[Mark] = []

    def advance(self, target: int) -> None:
        """Write the text up to a position, closing what ends before it."""
        while self.stack and (stop := min(mark.end for mark in self.stack)) <= target:
            self._write(stop)
            first = next(i for i, mark in enumerate(self.stack) if mark.end <= stop)
            above = self.stack[first:]
            del self.stack[first:]
            self.written += ["</span>"] * len(above)
            for mark in above:
                if mark.end > stop:
                    self.open(mark)
        self._write(target)

    def open(self, mark: Mark) -> None:
        """Begin a mark, or go on with one that was begun before; too deep a one gets its address and no more."""
        fresh = self.position == mark.start
        if len(self.stack) >= DEEPEST:
            if fresh:
                self.written.append(element("span", id=address(mark, self.prefix)))
            return
        self.written.append(self._tag(mark, fresh=fresh))
        self.stack.append(mark)

    def close(self) -> list[Mark]:
        """End the passage; the marks that go on in the next one."""
        left = [mark for mark in self.stack if mark.end > self.position]
        self.written += ["</span>"] * len(self.stack)
        self.stack.clear()
        return left

    def markup(self) -> Markup:
        """The passage."""
        return Markup("".join(self.written))

    def _write(self, target: int) -> None:
        if target > self.position:
            self.written.append(shown(self.text[self.position : target]))
            self.position = target

    def _tag(self, mark: Mark, *, fresh: bool) -> str:
        """The start tag of a mark's first piece, with its address and its words, or of a later piece."""
        key = address(mark, self.prefix)
        classes = " ".join(mark.classes) or None
        if not fresh:
            self.split[key] = None
            return _start(element("span", class_=classes, data_of=key, title=mark.title or None))
        last = mark.role or None
        return _start(element("span", id=key, class_=classes, data_l=mark.label or None, data_r=last, title=mark.title or None))


def _start(whole: Markup) -> str:
    return whole.removesuffix("</span>")
