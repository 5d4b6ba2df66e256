"""Statements of an annotation: attribution relations with their chains."""

from collections.abc import Iterable
from dataclasses import dataclass

import msgspec

from sayso.evaluation.gold.entities import Names
from sayso.evaluation.gold.reader import Reader, scope_of, split
from sayso.evaluation.gold.syntax import Line, Locator, Node, Quote, Token
from sayso.records import Entity, Source, Span, Statement
from sayso.vocabulary import Act, Authenticity, Commitment, Form, Kind, SourceKind, Status

SPANS = {"cue": "cue", "content": "content", "quote": "quotations", "gloss": "glosses", "ellipsis": "ellipses"}
SINGLE = ("addressee", "target")
FIELDS = ("source", "chain", "inside", *SPANS, *SINGLE)
_TRANSLATED = {"yes": True, "no": False}
_INWARDS = (">",)
_HEAD = "Write: statement S1 form act commitment status, e.g. statement S1 indirect say attributed asserted"


@dataclass(frozen=True)
class _Draft:
    statement: Statement
    links: tuple[Source, ...]
    inside: str | None
    line: int


@dataclass(frozen=True)
class _Head:
    id: str
    form: Form
    act: Act
    commitment: Commitment
    status: Status
    scope: Locator | None
    given: dict[str, str]


@dataclass(frozen=True)
class _Teller:
    span: Span | None = None
    entity: str | None = None
    kind: SourceKind = SourceKind.UNSTATED
    authenticity: Authenticity | None = None


def statements_of(found: list[Node], entities: dict[str, Entity], names: Names, publisher: str | None, reader: Reader) -> dict[str, Statement]:
    """The statements by id, ``inside`` and chains filled in."""
    drafts = [draft for node in found if (draft := _draft(node, entities, names, reader)) is not None]
    by_id = {draft.statement.id: draft for draft in drafts}
    inside = {draft.statement.id: _inside(draft, by_id, reader) for draft in drafts}
    first = Source(name=publisher or "the report")
    return {
        key: msgspec.structs.replace(draft.statement, inside=inside[key], chain=(first, *_chain(key, by_id, inside))) for key, draft in by_id.items()
    }


def innermost(span: Span, statements: Iterable[Statement]) -> Statement | None:
    """The statement with the shortest content that holds a span."""
    best: tuple[int, Statement] | None = None
    for statement in statements:
        size = sum(c.end - c.start for c in statement.content)
        if any(c.start <= span.start and span.end <= c.end for c in statement.content) and (best is None or size < best[0]):
            best = (size, statement)
    return best[1] if best else None


def _inside(draft: _Draft, by_id: dict[str, _Draft], reader: Reader) -> str | None:
    statement = draft.statement
    anchor = next(iter(statement.cue or statement.content), None)
    others = [d.statement for d in by_id.values() if d is not draft]
    holder = innermost(anchor, others) if anchor else None
    if draft.inside is None:
        return holder.id if holder else None
    if draft.inside not in by_id:
        reader.error(draft.line, f"there is no statement {draft.inside}", "Name the statement whose content holds this one.")
    elif holder is not None and holder.id != draft.inside:
        reader.error(
            draft.line, f"the cue stands in the content of {holder.id}, not of {draft.inside}", f"Write inside {holder.id}, or leave it out."
        )
    return draft.inside if draft.inside in by_id else None


def _chain(key: str, by_id: dict[str, _Draft], inside: dict[str, str | None]) -> tuple[Source, ...]:
    """The links from the outermost statement inwards; who speaks within his own statement adds no link."""
    links: tuple[Source, ...] = ()
    seen: set[str] = set()
    step: str | None = key
    while step is not None and step not in seen:
        seen.add(step)
        outer = by_id[step].links
        again = bool(outer and links) and outer[-1].entity is not None and outer[-1].entity == links[0].entity
        links = (*outer, *(links[1:] if again else links))
        step = inside[step]
    return links


def _draft(node: Node, entities: dict[str, Entity], names: Names, reader: Reader) -> _Draft | None:
    head = _head(node, reader)
    if head is None:
        return None
    teller = _Teller()
    links: tuple[Source, ...] = ()
    inside = None
    for row in node.fields:
        if row.word == "source":
            teller = _teller(row, head.scope, entities, names, reader)
        elif row.word == "chain":
            links = _links(row, entities, reader)
        elif row.word == "inside":
            inside = str(row.tokens[0]) if row.tokens else ""
        elif row.word not in FIELDS:
            reader.error(row.number, f"unknown field {row.word!r} of statement", f"Use: {' '.join(FIELDS)}.")
    return _Draft(_statement(head, node, teller, reader), links or _own(teller, entities), inside, node.line.number)


def _head(node: Node, reader: Reader) -> _Head | None:
    line = node.line
    identity = reader.identity(node, "S")
    scope, rest = scope_of(line.tokens[1:])
    given, words = split(rest)
    plain = [word for word in words if isinstance(word, str)]
    if len(plain) != 4 or len(words) != 4:  # noqa: PLR2004
        reader.error(line.number, "a statement needs form, act, commitment and status, in this order", _HEAD)
        return None
    form, act = reader.member(line, plain[0], Form), reader.member(line, plain[1], Act)
    commitment, status = reader.member(line, plain[2], Commitment), reader.member(line, plain[3], Status)
    if form is None or act is None or commitment is None or status is None:
        return None
    return _Head(identity, form, act, commitment, status, scope, given)


def _statement(head: _Head, node: Node, teller: _Teller, reader: Reader) -> Statement:
    spans: dict[str, tuple[Span, ...]] = dict.fromkeys(SPANS.values(), ())
    single: dict[str, Span | None] = {}
    for row in node.fields:
        if row.word in SPANS and row.tokens != ("none",):
            found, rest = reader.spans(row, row.tokens, head.scope)
            reader.leftover(row, rest)
            spans[SPANS[row.word]] += found
        elif row.word in SINGLE:
            single[row.word] = reader.only(row, row.tokens, head.scope)
    if head.form is Form.DIRECT and not spans["quotations"]:
        spans["quotations"] = spans["content"]
    for key, value in head.given.items():
        if key != "translated" or value not in _TRANSLATED:
            reader.error(node.line.number, f"{key}={value} means nothing here", "Use translated=yes or translated=no.")
    return Statement(
        id=head.id,
        form=head.form,
        act=head.act,
        commitment=head.commitment,
        status=head.status,
        source=teller.span,
        source_kind=teller.kind,
        source_entity=teller.entity,
        translated=_TRANSLATED.get(head.given.get("translated", "")),
        **{key: tuple(sorted(found, key=lambda s: s.start)) for key, found in spans.items()},  # type: ignore[arg-type]
        **single,  # type: ignore[arg-type]
    )


def _teller(line: Line, scope: Locator | None, entities: dict[str, Entity], names: Names, reader: Reader) -> _Teller:
    if line.tokens == ("none",):
        return _Teller()
    spans, rest = reader.spans(line, line.tokens, scope)
    words = [str(t) for t in rest if isinstance(t, str) and t != "->"]
    entity = next((w for w in words if w[:1] == "E" and w[1:2].isdigit()), None)
    kind = next((SourceKind(w) for w in words if w in tuple(SourceKind)), None)
    hedge = next((Authenticity(w) for w in words if w in tuple(Authenticity)), None)
    reader.leftover(line, [t for t in rest if t not in ("->", entity, kind, hedge)])
    if entity and entity not in entities:
        reader.error(line.number, f"there is no entity {entity}", "Add it, or leave the entity out.")
        entity = None
    if len(spans) > 1:
        reader.error(line.number, f"a source is one span, not {len(spans)}", "Quote the whole noun phrase, or its head where it is split.")
    span = spans[0] if spans else None
    return _Teller(span, entity, kind or _kind(span, entities.get(entity or ""), names, reader), hedge)


def _kind(span: Span | None, entity: Entity | None, names: Names, reader: Reader) -> SourceKind:
    """What the words show: a pronoun, a name, a description of someone named or institutional elsewhere, or someone unnamed."""
    if span is None:
        return SourceKind.UNSTATED
    if span.text.lower() in reader.scheme.pronouns:
        return SourceKind.PRONOUN
    if names.overlaps(span) and (
        entity is None or any(n.entity == entity.id and n.span.start < span.end and span.start < n.span.end for n in names.listed())
    ):
        return SourceKind.NAMED
    if entity is not None and (entity.kind in (Kind.ORGANIZATION, Kind.PLACE) or any(n.entity == entity.id for n in names.listed())):
        return SourceKind.NOMINAL
    return SourceKind.UNNAMED


def _own(teller: _Teller, entities: dict[str, Entity]) -> tuple[Source, ...]:
    name = entities[teller.entity].name if teller.entity else teller.span.text if teller.span else "unstated"
    return (Source(name=name, entity=teller.entity, authenticity=teller.authenticity),)


def _links(line: Line, entities: dict[str, Entity], reader: Reader) -> tuple[Source, ...]:
    """``chain E7 > "a resident" disputed > E1``: the links after the publisher and the enclosing statement."""
    groups: list[list[Token]] = [[]]
    for token in line.tokens:
        if token in _INWARDS:
            groups.append([])
        else:
            groups[-1].append(token)
    found = [_link(line, group, entities, reader) for group in groups]
    return tuple(link for link in found if link is not None)


def _link(line: Line, group: list[Token], entities: dict[str, Entity], reader: Reader) -> Source | None:
    hedge = next((Authenticity(t) for t in group if isinstance(t, str) and t in tuple(Authenticity)), None)
    rest = [t for t in group if t != hedge]
    if len(rest) == 1 and isinstance(rest[0], Quote):
        return Source(name=rest[0].text, authenticity=hedge)
    if len(rest) == 1 and isinstance(rest[0], str) and rest[0] in entities:
        return Source(name=entities[rest[0]].name, entity=rest[0], authenticity=hedge)
    reader.error(line.number, "a link of a chain is an entity or a quoted name", 'Write: chain E7 > E1 purported, or chain "a resident"')
    return None
