"""The chain of say-so, from the publisher inwards, and the link from sources to entities."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence

import msgspec

from sayso.records import Entity, Report, Source, Span, Statement


def chain_of(report: Report, carrier: Span | None, source: Span | None) -> tuple[Source, ...]:
    """Publisher (or else agency), who passes the words on, and source, each as far as it is known, under the words that name it."""
    outer = report.publisher or report.agency
    links = [Source(name=outer)] if outer else []
    links += [Source(name=span.text) for span in (carrier, source) if span is not None]
    return tuple(links)


def link_sources(statements: Iterable[Statement], entities: Sequence[Entity]) -> tuple[Statement, ...]:
    """The statements with ``source_entity`` and the last link of their chain set to the entity that the source mentions.

    A source is taken to mention the entity whose mention covers it best: the same span, else the longest mention inside it that
    ends where it ends or begins where it begins, else the shortest mention around it. Links take the entity's name.
    """
    mentions = sorted(((m.start, m.end, entity) for entity in entities for m in entity.mentions), key=lambda row: (row[0], row[1]))
    starts = [row[0] for row in mentions]
    return tuple(_linked(statement, mentions, starts) for statement in statements)


def _linked(statement: Statement, mentions: list[tuple[int, int, Entity]], starts: list[int]) -> Statement:
    source = statement.source
    if source is None:
        return statement
    near = mentions[max(0, bisect_right(starts, source.start) - 12) : bisect_right(starts, source.end)]
    entity = _best(source, near)
    if entity is None:
        return statement
    chain = statement.chain
    if chain and chain[-1].name in {source.text, entity.name}:
        chain = (*chain[:-1], msgspec.structs.replace(chain[-1], name=entity.name, entity=entity.id))
    return msgspec.structs.replace(statement, source_entity=entity.id, chain=chain)


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
