"""The chain of say-so, from the publisher inwards, and the link from sources to entities."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from sayso.records import Entity, Report, Source, Span, Statement
from sayso.vocabulary import Form

FIRST_PERSON = frozenset({"i", "me", "my", "myself"})


def chain_of(report: Report, carrier: Span | None, source: Span | None) -> tuple[Source, ...]:
    """Publisher (or else agency), who passes the words on, and source, each as far as it is known, under the words that name it."""
    outer = report.publisher or report.agency
    links = [Source(name=outer)] if outer else []
    links += [Source(name=span.text) for span in (carrier, source) if span is not None]
    return tuple(links)


def link_sources(statements: Iterable[Statement], entities: Sequence[Entity]) -> tuple[Statement, ...]:
    """The statements with ``source_entity`` and the last link of their chain set to the entity that the source mentions.

    A source is taken to mention the entity whose mention covers it best: the same span, else the longest mention inside it that
    ends where it ends or begins where it begins, else the shortest mention around it. *I* inside somebody's direct speech is that
    one; a label such as ``A:`` stands for the one named in the chain. Links take the entity's name.
    """
    mentions = sorted(((m.start, m.end, entity) for entity in entities for m in entity.mentions), key=lambda row: (row[0], row[1]))
    starts = [row[0] for row in mentions]
    names = {mention.text: entity for entity in reversed(entities) for mention in entity.mentions}
    done: dict[str, Statement] = {}
    people = {entity.id: entity for entity in entities}
    listed = tuple(statements)
    outer = {statement.id: statement for statement in listed}
    for statement in sorted(listed, key=lambda one: _depth(one, outer)):
        done[statement.id] = _linked(statement, mentions, starts, names, people, done.get(statement.inside or ""))
    return tuple(done[statement.id] for statement in listed)


def _depth(statement: Statement, outer: dict[str, Statement]) -> int:
    depth, seen = 0, {statement.id}
    while statement.inside in outer and statement.inside not in seen:
        statement = outer[statement.inside]
        seen.add(statement.id)
        depth += 1
    return depth


def _linked(
    statement: Statement,
    mentions: list[tuple[int, int, Entity]],
    starts: list[int],
    names: Mapping[str, Entity],
    people: Mapping[str, Entity],
    outer: Statement | None,
) -> Statement:
    source = statement.source
    if source is None:
        return statement
    entity = people.get(outer.source_entity or "") if outer is not None and _speaks_of_himself(source, outer) else None
    if entity is None:
        near = mentions[max(0, bisect_right(starts, source.start) - 12) : bisect_right(starts, source.end)]
        labelled = (statement.rule or "").startswith("transcript.") and statement.chain
        entity = _best(source, near) or (names.get(statement.chain[-1].name) if labelled else None)
    if entity is None:
        return statement
    chain = statement.chain
    if chain and (chain[-1].name in {source.text, entity.name} or names.get(chain[-1].name) == entity):
        chain = (*chain[:-1], msgspec.structs.replace(chain[-1], name=entity.name, entity=entity.id))
    return msgspec.structs.replace(statement, source_entity=entity.id, chain=chain)


def _speaks_of_himself(source: Span, outer: Statement) -> bool:
    """Whether a source is the first person singular in the direct words of somebody."""
    if source.text.lower() not in FIRST_PERSON:
        return False
    marked = outer.content if outer.form is Form.DIRECT else outer.quotations
    return any(span.start <= source.start and source.end <= span.end for span in marked)


def _best(source: Span, mentions: list[tuple[int, int, Entity]]) -> Entity | None:
    ranked: list[tuple[int, int, int, Entity]] = []
    for order, (start, end, entity) in enumerate(mentions):
        if (start, end) == (source.start, source.end):
            return entity
        if source.start <= start and end <= source.end and (start == source.start or end == source.end):
            ranked.append((0, start - end, order, entity))
        elif start <= source.start and source.end <= end:
            ranked.append((1, end - start, order, entity))
    return min(ranked, key=lambda row: row[:3])[3] if ranked else None
