"""Quoted and reported statements as one list: order, ids, nesting and the chains of nested statements."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

import msgspec

from sayso.records import Source, Statement
from sayso.vocabulary import SourceKind


def merged(quoted: Sequence[Statement], reported: Sequence[Statement]) -> tuple[Statement, ...]:
    """All statements in the order of the text, with the ids ``s1``, ``s2`` …, ``inside`` and the chains of nested ones set.

    A statement is inside the one with the shortest content that holds its cue; its chain goes through that of the outer one.
    Time is linear in the statements of a text for contents that do not nest without end.
    """
    ordered = sorted((*quoted, *reported), key=_place)
    named = [msgspec.structs.replace(statement, id=f"s{number}") for number, statement in enumerate(ordered, start=1)]
    outer = _outer(named)
    done: dict[str, Statement] = {}
    for index in sorted(range(len(named)), key=lambda i: _depth(outer, i)):
        holder = outer[index]
        done[named[index].id] = named[index] if holder is None else _nested(named[index], done[named[holder].id])
    return tuple(done[statement.id] for statement in named)


def _place(statement: Statement) -> tuple[int, int, int]:
    spans = [*statement.content, *statement.cue] or [span for span in (statement.source,) if span is not None]
    start = min((span.start for span in spans), default=0)
    size = sum(span.end - span.start for span in statement.content)
    return start, -size, min((span.start for span in statement.cue), default=start)


def _outer(statements: Sequence[Statement]) -> list[int | None]:
    """For each statement, the number of the one whose content is the shortest to hold its cue."""
    pieces = sorted((span.start, span.end, number) for number, statement in enumerate(statements) for span in statement.content)
    longest = max((end - start for start, end, _ in pieces), default=0)
    return [_holder(statement, number, pieces, longest, statements) for number, statement in enumerate(statements)]


def _holder(statement: Statement, number: int, pieces: list[tuple[int, int, int]], longest: int, statements: Sequence[Statement]) -> int | None:
    if not statement.cue:
        return None

    cue = statement.cue[0]
    low, high = bisect_left(pieces, (cue.start - longest, 0, 0)), bisect_right(pieces, (cue.start, 1 << 60, 0))
    best: tuple[int, int] | None = None
    for start, end, other in pieces[max(low, high - 40) : high]:
        if other != number and start <= cue.start and cue.end <= end and not _holds(statement, statements[other]):
            best = min(best or (end - start, other), (end - start, other))
    return best[1] if best is not None else None


def _holds(one: Statement, other: Statement) -> bool:
    """Whether the content of a statement holds the cue of another."""
    return any(span.start <= cue.start and cue.end <= span.end for span in one.content for cue in other.cue)


def _depth(outer: Sequence[int | None], number: int) -> int:
    depth, seen = 0, {number}
    step = outer[number]
    while step is not None and step not in seen:
        seen.add(step)
        depth += 1
        step = outer[step]
    return depth


def _nested(statement: Statement, outer: Statement) -> Statement:
    """A statement inside another: its chain goes on where that of the other ends; a pronoun for its source adds no link."""
    own = statement.source
    chain = outer.chain
    if own is not None and statement.source_kind is not SourceKind.PRONOUN:
        chain = (*chain, Source(name=own.text))
    return msgspec.structs.replace(statement, inside=outer.id, chain=chain)
