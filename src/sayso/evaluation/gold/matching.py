"""Pairing what two annotations of one report hold: spans, statements, events, entities, one to one, best first."""

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from sayso.records import Entity, Event, Span, Statement

Item = TypeVar("Item")


def pair(one: Sequence[Item], two: Sequence[Item], score: Callable[[Item, Item], float], least: float) -> list[tuple[Item, Item]]:
    """One-to-one pairs with a score of at least ``least``, the best first; ties go by the order of the text."""
    ranked = sorted(
        ((value, i, j) for i, a in enumerate(one) for j, b in enumerate(two) if (value := score(a, b)) >= least), key=lambda r: (-r[0], r[1], r[2])
    )
    left: set[int] = set()
    right: set[int] = set()
    found = []
    for _, i, j in ranked:
        if i not in left and j not in right:
            left.add(i)
            right.add(j)
            found.append((i, j))
    return [(one[i], two[j]) for i, j in sorted(found)]


def points(spans: Iterable[Span | None]) -> set[int]:
    """The characters that spans cover."""
    return {i for span in spans if span is not None for i in range(span.start, span.end)}


def iou(one: Iterable[Span | None], two: Iterable[Span | None]) -> float:
    """Characters in both over characters in either; 0 where both are empty."""
    a, b = points(one), points(two)
    return len(a & b) / len(a | b) if a | b else 0.0


def same_span(one: Span, two: Span) -> float:
    """1 for equal spans, the share of common characters below that."""
    return iou((one,), (two,))


def statements(one: Statement, two: Statement) -> float:
    """How far two statements are one: by content, and by cue and target where neither has any."""
    if one.content or two.content:
        value = iou(one.content, two.content)
        return value + 0.01 * iou(one.cue, two.cue) if value else 0.0
    return iou((*one.cue, one.target), (*two.cue, two.target))


def events(one: Event, two: Event) -> float:
    """How far two events are one: predicates that meet, or one's predicate among the evidence of the other; the type decides ties."""
    near = 2 * bool(points((one.predicate,)) & points((two.predicate,)))
    near += bool(points((one.predicate,)) & points(two.evidence)) or bool(points((two.predicate,)) & points(one.evidence))
    return near + 0.5 * (one.type == two.type) if near else 0.0


def entities(one: Sequence[Entity], two: Sequence[Entity]) -> dict[str, str]:
    """For each entity of the one annotation the entity of the other that shares most of its mentions, one to one."""

    def score(a: Entity, b: Entity) -> float:
        left, right = ({(m.start, m.end) for m in e.mentions} for e in (a, b))
        return 2 * len(left & right) / (len(left) + len(right)) if left & right else 0.0

    return {a.id: b.id for a, b in pair(one, two, score, 0.01)}
