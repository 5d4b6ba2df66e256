"""The text of a report with its statements in lettered brackets and its names underlined."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from rich.text import Text

from sayso.cli.printable import printable
from sayso.cli.wording import COLOURS, MARKS, PLAIN_MARKS, letter
from sayso.records import Coding

LONGEST_NAME = 60
NEVER_NAMES = frozenset({"he", "her", "his", "i", "it", "its", "me", "my", "our", "she", "their", "them", "they", "us", "we", "who", "you", "your"})


@dataclass(frozen=True, slots=True)
class Mark:
    """A bracket to insert before a character; ``order`` sorts closing brackets before opening ones, inner before outer."""

    position: int
    order: tuple[int, int]
    text: str


@dataclass(frozen=True, slots=True)
class Named:
    """A range to underline, and its colour."""

    start: int
    end: int
    colour: str


def statement_marks(coding: Coding, *, plain: bool = False) -> list[Mark]:
    """The brackets around the content of every statement: their shape shows the form, their letter the statement."""
    shapes = PLAIN_MARKS if plain else MARKS
    marks = []
    for number, statement in enumerate(coding.statements):
        shape = shapes[statement.form]
        for span in statement.content:
            length = span.end - span.start
            marks.append(Mark(span.start, (1, -length), f"{shape[0]}{letter(number)} "))
            marks.append(Mark(span.end, (0, length), shape[1]))
    return sorted(marks, key=lambda mark: (mark.position, mark.order))


def names(coding: Coding) -> list[Named]:
    """The mentions that are names, without overlaps, longest first where they nest."""
    found = [
        Named(span.start, span.end, COLOURS[entity.kind])
        for entity in coding.entities
        for span in entity.mentions
        if len(span.text) <= LONGEST_NAME and span.text.casefold() not in NEVER_NAMES and any(c.isupper() for c in span.text)
    ]
    found += [Named(place.start, place.end, COLOURS["place"]) for place in coding.places]  # type: ignore[index]
    kept: list[Named] = []
    for name in sorted(found, key=lambda n: (n.start, -n.end)):
        if not kept or name.start >= kept[-1].end:
            kept.append(name)
    return kept


def marked_text(text: str, start: int, end: int, marks: Sequence[Mark], named: Sequence[Named]) -> Text:
    """The characters ``[start, end)`` made printable, with the marks inserted and the names styled (both sorted)."""
    here = [mark for mark in marks if start <= mark.position <= end]
    inside = [name for name in named if name.start < end and name.end > start]
    cuts = sorted({start, end, *(m.position for m in here), *(p for n in inside for p in (n.start, n.end) if start < p < end)})
    colours = {n.start: n for n in inside}
    found = Text()
    waiting, current = 0, next((n for n in inside if n.start < start), None)
    for a, b in [*pairwise(cuts), (end, end)]:
        while waiting < len(here) and here[waiting].position <= a:
            found.append(here[waiting].text, style="bold")
            waiting += 1
        current = colours.get(a, current if current and current.end > a else None)
        found.append(printable(text[a:b]), style=f"underline {current.colour}" if current else "")
    return found
