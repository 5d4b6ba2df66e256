"""Entities for those who speak and were not found to be anybody: every source of a report is somebody."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache

import msgspec

from sayso.actors.tables import packaged
from sayso.records import Abstention, Entity, Span, Statement
from sayso.statements.chains import link_sources
from sayso.statements.lexicon import word_class
from sayso.vocabulary import Kind, Sector, SourceKind

PEOPLE = frozenset({Kind.PERSON, Kind.GROUP, Kind.ORGANIZATION, Kind.PLACE})
SINGULAR = {"he": Kind.PERSON, "she": Kind.PERSON, "him": Kind.PERSON, "her": Kind.PERSON, "his": Kind.PERSON}
MANY = frozenset(
    "they their them two three four five six seven eight nine ten several some many most few both dozens hundreds all those others".split()
)
ARTICLES = frozenset({"the", "a", "an", "this", "that", "these", "those", "his", "her", "its", "their"})
RULE = "statements.source"
WHY = "the report names the source by these words only"
LABELS = frozenset({"q", "a", "question", "answer"})
BACK = 4
FAR = 1200
LAST = 12


def speaking_entities(
    statements: Iterable[Statement], entities: Sequence[Entity]
) -> tuple[tuple[Statement, ...], tuple[Entity, ...], tuple[Abstention, ...]]:
    """The statements linked to their sources (see `link_sources`), and the entities with one more for each source that was none of them.

    A pronoun without an entity is taken for the nearest source before it that it can stand for, and so is a text by itself (*the
    statement says*). A description gets an entity of its own, or that of the same words before it; the entities that were there keep their
    ids, and new ones follow with the next numbers. What is not known of a new one (its country) is left empty, with a reason.
    """
    linked = link_sources(statements, entities)
    found: dict[str, Entity] = {}
    heads: dict[str, str] = {}
    known = {entity.id: entity for entity in entities}
    order = sorted(linked, key=lambda one: one.source.start if one.source is not None else -1)
    done: dict[str, Statement] = {}
    last: list[tuple[int, Entity]] = []
    for statement in order:
        whole = statement
        if statement.source is not None and statement.source_entity is None:
            entity = _earlier(statement, last) or _described(statement, found, heads, len(entities))
            if entity is not None:
                if entity.rule == RULE:
                    entity = found[entity.id] = known[entity.id] = _mentioned(found.get(entity.id, entity), statement.source)
                    heads[_head(entity.name)] = entity.id
                whole = _spoken_by(statement, entity)
        spoken = known.get(whole.source_entity or "")
        if spoken is not None and whole.source is not None and spoken.kind in PEOPLE:
            last.append((whole.source.end, spoken))
        done[statement.id] = whole
    fresh = tuple(found.values())
    return tuple(done[one.id] for one in linked), (*entities, *fresh), tuple(_open(fresh))


def _earlier(statement: Statement, last: Sequence[tuple[int, Entity]]) -> Entity | None:
    """Who a pronoun or a text stands for: the nearest source before it, not far off, that it agrees with."""
    source = statement.source
    if source is None or statement.source_kind not in {SourceKind.PRONOUN, SourceKind.DOCUMENT}:
        return None
    words = source.text.lower().split()
    if statement.source_kind is SourceKind.DOCUMENT and not (words[0] in {"the", "this", "it"} and len(words) <= BACK):
        return None
    wanted = _agreeing(words[0]) if statement.source_kind is SourceKind.PRONOUN else frozenset({Kind.ORGANIZATION, Kind.PERSON, Kind.GROUP})
    near = (entity for end, entity in reversed(last[-LAST:]) if source.start - end <= FAR and entity.kind in wanted)
    return next(near, None)


def _agreeing(pronoun: str) -> frozenset[Kind]:
    if pronoun in SINGULAR:
        return frozenset({Kind.PERSON})
    if pronoun in {"they", "their", "them", "we", "our"}:
        return frozenset({Kind.GROUP, Kind.ORGANIZATION})
    return frozenset({Kind.ORGANIZATION, Kind.PLACE}) if pronoun in {"it", "its", "itself"} else frozenset()


def _described(statement: Statement, found: Mapping[str, Entity], heads: Mapping[str, str], before: int) -> Entity | None:
    """The entity of a description: the one that was given the same words before, or a new one."""
    source = statement.source
    if source is None or statement.source_kind in {SourceKind.PRONOUN, SourceKind.UNSTATED} or source.text.lower() in LABELS:
        return None
    name = _bare(source.text)
    if not name:
        return None
    same = found.get(heads.get(_head(name), ""))
    if same is not None and _again(source.text, same, name):
        return same
    kind, sectors = _kind_of(source.text, statement.source_kind)
    return Entity(id=f"e{before + len(found) + 1}", name=name, kind=kind, sectors=sectors, rule=RULE)


def _again(text: str, entity: Entity, name: str) -> bool:
    """Whether words name the one of an earlier description again: its very words, or its head with ``the``."""
    return entity.name.lower() == name.lower() or (text.lower().startswith("the ") and len(name.split()) == 1)


def _bare(text: str) -> str:
    words = text.split()
    return " ".join(words[1:] if len(words) > 1 and words[0].lower() in ARTICLES else words)


def _core(text: str) -> list[str]:
    """The words of a phrase up to its first preposition or relative."""
    core: list[str] = []
    for word in text.lower().replace(",", " ,").split():
        if core and (word in word_class("prepositions") or word in word_class("clause openers") or word == ","):
            break
        core.append(word)
    return core


def _head(text: str) -> str:
    core = _core(text)
    return core[-1] if core else ""


def _kind_of(text: str, kind: SourceKind) -> tuple[Kind, tuple[Sector, ...]]:
    core = _core(text)
    head = core[-1] if core else ""
    known = _heads()
    single = next((form for form in (head, head.removesuffix("s"), head[:-3] + "man" if head.endswith("men") else head) if form in known), None)
    several = bool(MANY & set(core)) or (head.endswith("s") and head.removesuffix("s") in known) or head.endswith("men")
    if single is None:
        plural = several or (kind is SourceKind.UNNAMED and head.endswith("s"))
        named = kind is SourceKind.NAMED
        return (Kind.GROUP if plural else Kind.ORGANIZATION if named or kind is SourceKind.DOCUMENT else Kind.PERSON), ()
    found, sectors = known[single]
    return (Kind.GROUP if several and found is Kind.PERSON else found), sectors


@cache
def _heads() -> dict[str, tuple[Kind, tuple[Sector, ...]]]:
    """What the tables of the actors' room say of head nouns."""
    found: dict[str, tuple[Kind, tuple[Sector, ...]]] = {}
    for row in packaged("actors", "heads.tsv"):
        sectors = tuple(Sector(part) for part in row.listed("sectors") if part in set(Sector))
        for word in row.listed("words"):
            found.setdefault(word.lower(), (Kind(row.cell("kind")) if row.cell("kind") else Kind.PERSON, sectors))
    return found


def _mentioned(entity: Entity, span: Span) -> Entity:
    if any((m.start, m.end) == (span.start, span.end) for m in entity.mentions):
        return entity
    return msgspec.structs.replace(entity, mentions=(*entity.mentions, span))


def _spoken_by(statement: Statement, entity: Entity) -> Statement:
    chain = statement.chain
    if chain and statement.source is not None and chain[-1].name == statement.source.text and chain[-1].entity is None:
        chain = (*chain[:-1], msgspec.structs.replace(chain[-1], name=entity.name, entity=entity.id))
    return msgspec.structs.replace(statement, source_entity=entity.id, chain=chain)


def _open(entities: Iterable[Entity]) -> Iterable[Abstention]:
    for entity in entities:
        yield Abstention(path=f"entities[{entity.id}].country", reason=WHY)
        if not entity.sectors:
            yield Abstention(path=f"entities[{entity.id}].sectors", reason=WHY)
