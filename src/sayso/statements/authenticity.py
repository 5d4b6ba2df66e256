"""Whether a source is really who it is said to be: hedges on a carrier (``a message purportedly from X``), passed on until withdrawn."""

from collections.abc import Iterable, Sequence

import msgspec

from sayso.records import Entity, Source, Span, Statement
from sayso.vocabulary import Act, Authenticity, Commitment, Kind, Status

GENUINE = frozenset({"authentic", "genuine"})
NEAR = 3
MOST = 64


def inherit_authenticity(statements: Sequence[Statement], entities: Sequence[Entity]) -> tuple[Statement, ...]:
    """The statements with ``chain[].authenticity`` set where an earlier one of them hedges who speaks.

    Call it after `link_sources`. A hedge (act ``purport``, status ``authorship``) marks the entity that its content names and the one it
    takes for its source; every later statement of theirs has the link *purported*, until one confirms that the carrier is genuine. A text
    that is the hedged carrier speaks for its author. Nested statements take the links of the one around them.
    """
    people = {entity.id: entity for entity in entities}
    hedged: set[str] = set()
    done: dict[str, Statement] = {}
    before = {statement.id: statement for statement in statements}
    hedges = [s for s in statements if s.act is Act.PURPORT and s.status is Status.AUTHORSHIP][:MOST]
    authors = {s.id: _author(s, entities) for s in hedges}
    for statement in _in_order(statements):
        if statement.id in authors:
            hedged.update(e for e in (authors[statement.id], statement.source_entity) if e is not None)
        elif _withdraws(statement):
            hedged.clear()
        carried = _carried(statement, hedges, authors)
        if carried is not None:
            hedged.add(carried)
            done[statement.id] = _spoken_by(statement, people[carried])
        else:
            done[statement.id] = _marked(_rechained(statement, before, done, people), hedged)
    return tuple(done[statement.id] for statement in statements)


def _in_order(statements: Sequence[Statement]) -> list[Statement]:
    """By the place of the cue, so that a hedge comes before what it hedges, and each statement before those inside it."""
    known = {statement.id: statement for statement in statements}
    return sorted(statements, key=lambda statement: _rank(statement, known))


def _rank(statement: Statement, known: dict[str, Statement]) -> tuple[int, int, int]:
    place = min((span.start for span in statement.cue or statement.content), default=0)
    outer, depth, seen = statement, 0, {statement.id}
    while outer.inside is not None and outer.inside in known and outer.inside not in seen:
        outer = known[outer.inside]
        seen.add(outer.id)
        depth += 1
    return min((span.start for span in outer.cue or outer.content), default=0), depth, place


def _author(hedge: Statement, entities: Iterable[Entity]) -> str | None:
    """The entity that the content of a hedge names: a person before a body, a proper name before a description."""
    last = hedge.content[-1]
    found = [
        (entity.kind is Kind.PERSON, mention.text == entity.name, mention.end, entity.id)
        for entity in entities
        if entity.kind in {Kind.PERSON, Kind.ORGANIZATION, Kind.GROUP}
        for mention in entity.mentions
        if last.start <= mention.start and mention.end <= last.end
    ]
    return max(found)[3] if found else None


def _carried(statement: Statement, hedges: Iterable[Statement], authors: dict[str, str | None]) -> str | None:
    """The purported author of a statement whose source is the hedged carrier itself."""
    source = statement.source
    if source is None or statement.act is Act.PURPORT:
        return None
    for hedge in hedges:
        touches = 0 <= hedge.cue[0].start - source.end < NEAR or (len(hedge.content) > 1 and _overlap(hedge.content[0], source))
        author = authors[hedge.id]
        if touches and author is not None:
            return author
    return None


def _overlap(one: Span, other: Span) -> bool:
    return max(one.start, other.start) < min(one.end, other.end)


def _spoken_by(statement: Statement, author: Entity) -> Statement:
    link = Source(name=author.name, entity=author.id, authenticity=Authenticity.PURPORTED)
    return msgspec.structs.replace(statement, source_entity=author.id, chain=(*statement.chain[:-1], link))


def _withdraws(statement: Statement) -> bool:
    """Whether a statement settles that a carrier is genuine (``confirmed that the recording was authentic``)."""
    settled = statement.act is Act.CONFIRM or statement.commitment is Commitment.ASSERTED
    plain = statement.status is Status.ASSERTED
    return settled and plain and any(word in GENUINE for span in statement.content for word in span.text.lower().split())


def _rechained(statement: Statement, before: dict[str, Statement], done: dict[str, Statement], people: dict[str, Entity]) -> Statement:
    """A nested statement with the chain of the one around it as it is now; a pronoun for somebody else adds a link."""
    outer = done.get(statement.inside) if statement.inside is not None else None
    if outer is None:
        return statement
    own = statement.chain[len(before[outer.id].chain) :]
    entity = people.get(statement.source_entity or "")
    if not own and entity is not None and entity.id != outer.source_entity:
        own = (Source(name=entity.name, entity=entity.id),)
    return msgspec.structs.replace(statement, chain=(*outer.chain, *own))


def _marked(statement: Statement, hedged: set[str]) -> Statement:
    """A statement with its chain's links to hedged entities marked."""
    if not any(link.entity in hedged for link in statement.chain):
        return statement
    chain = tuple(
        msgspec.structs.replace(link, authenticity=link.authenticity or Authenticity.PURPORTED) if link.entity in hedged else link
        for link in statement.chain
    )
    return msgspec.structs.replace(statement, chain=chain)
