"""Entities, names and places of an annotation."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

import msgspec

from sayso.evaluation.gold.finder import NotFoundError
from sayso.evaluation.gold.reader import Name, Reader, scope_of, split, values
from sayso.evaluation.gold.syntax import Line, Locator, Node, Quote, Token, picks
from sayso.records import Entity, Place, Span
from sayso.vocabulary import Kind, Role, Sector

ROLES = {**{role.value: role for role in Role}, "demonym": Role.MODIFIER}
_NUMBERS: dict[str, Callable[[str], float]] = {"latitude": float, "longitude": float, "geonameid": int, "radius_km": float}
_PLACE_KEYS = ("name", "country", "admin1", "feature", *_NUMBERS)


@dataclass
class Names:
    """The proper names found so far, one for each span."""

    by_span: dict[tuple[int, int], Name] = field(default_factory=dict)
    longer: tuple[tuple[int, int], ...] = ()

    def add(self, span: Span, kind: Kind, entity: str | None = None) -> None:
        """Note a name; the first reading of a span that has an entity stays."""
        old = self.by_span.get((span.start, span.end))
        if old is None or (old.entity is None and entity is not None):
            self.by_span[span.start, span.end] = Name(span, kind, entity)

    def overlaps(self, span: Span) -> bool:
        """Whether a span shares a character with a name."""
        return any(start < span.end and span.start < end for start, end in self.by_span)

    def listed(self) -> tuple[Name, ...]:
        """The names in the order of the text."""
        return tuple(self.by_span[key] for key in sorted(self.by_span))

    def outermost(self, spans: Iterable[Span]) -> tuple[Span, ...]:
        """The spans that are no part of a longer name."""
        return tuple(s for s in spans if not any(start <= s.start and s.end <= end and end - start > s.end - s.start for start, end in self.longer))


def survey(nodes: Iterable[Node], names: Names, reader: Reader) -> None:
    """Note where every quoted name of the annotation may stand, so that ``"Niger" *`` leaves "Niger River" alone."""
    spans: set[tuple[int, int]] = set()
    for node in nodes:
        scope, head = scope_of(node.line.tokens)
        rows = [(line, line.tokens) for line in node.fields if line.word == "name"] if node.line.word == "entity" else [(node.line, head)]
        for _, tokens in rows:
            start = next((i for i, token in enumerate(tokens) if isinstance(token, Quote)), len(tokens))
            for pick in picks(tokens[start:])[0]:
                try:
                    spans.update((s.start, s.end) for s in reader.finder.spans(pick, scope))
                except NotFoundError:
                    continue
    names.longer = tuple(sorted(spans))


def entities_of(found: list[Node], names: Names, reader: Reader) -> dict[str, Entity]:
    """The entities by id."""
    entities = [_entity(node, names, reader) for node in found]
    return {entity.id: entity for entity in entities if entity is not None}


def _entity(node: Node, names: Names, reader: Reader) -> Entity | None:
    line = node.line
    identity = reader.identity(node, "E")
    scope, rest = scope_of(line.tokens[1:])
    given, rest = split(rest)
    words = [t for t in rest if isinstance(t, str)]
    quotes = [t.text for t in rest if isinstance(t, Quote)]
    kind = reader.member(line, words[0], Kind) if words else None
    if kind is None or len(quotes) != 1 or len(words) > 1 or len(rest) != len(words) + len(quotes):
        reader.error(line.number, "an entity needs an id, a kind and its best name", 'Write: entity E1 person "Amina Diallo" country=NER sectors=GOV')
        return None
    _known(line, given, ("country", "sectors"), reader)
    mentions: set[tuple[int, int]] = set()
    for row in node.fields:
        if row.word not in ("name", "mention"):
            reader.error(row.number, f"unknown field {row.word!r} of entity", "Use name (proper names) and mention (all other mentions).")
            continue
        spans = _located(row, row.tokens, scope, names, reader)
        mentions.update((s.start, s.end) for s in spans)
        if row.word == "name":
            for span in spans:
                names.add(span, kind, identity)
    return Entity(
        id=identity,
        name=quotes[0],
        kind=kind,
        country=reader.country(line, given.get("country")),
        sectors=tuple(Sector(s) for s in reader.listed(line, values(given.get("sectors")), Sector, "sector")),
        mentions=tuple(reader.finder.span(*key) for key in sorted(mentions)),
    )


def _located(line: Line, tokens: tuple[Token, ...], scope: Locator | None, names: Names, reader: Reader) -> tuple[Span, ...]:
    """The spans of a line; occurrences asked for by ``*`` that are part of a longer name are left out."""
    found: list[Span] = []
    wanted, rest = picks(tokens)
    reader.leftover(line, rest)
    for pick in wanted:
        try:
            spans = reader.finder.spans(pick, scope)
        except NotFoundError as problem:
            reader.error(line.number, problem.what, problem.fix)
            continue
        found.extend(names.outermost(spans) if pick.every else spans)
    if not wanted:
        reader.error(line.number, f"{line.word} quotes nothing", 'Write at least one "…".')
    return tuple(found)


def _known(line: Line, given: dict[str, str], keys: tuple[str, ...], reader: Reader) -> None:
    for key in given:
        if key not in keys:
            reader.error(line.number, f"{key}= means nothing here", f"Use: {' '.join(f'{k}=' for k in keys)}.")


def loose_names(found: list[Node], names: Names, reader: Reader) -> None:
    """Proper names that belong to no listed entity or place: ``name group "Iraqi" *``."""
    for node in found:
        line = node.line
        scope, rest = scope_of(line.tokens)
        kind = reader.member(line, rest[0], Kind) if rest and isinstance(rest[0], str) else None
        if kind is None:
            reader.error(line.number, "a name needs its kind", 'Write: name other "Nobel Prize"')
            continue
        for span in _located(line, rest[1:], scope, names, reader):
            names.add(span, kind)


def places_of(found: list[Node], entities: dict[str, Entity], names: Names, reader: Reader) -> tuple[dict[str, Place], dict[str, Entity]]:
    """The places by id (``P1``, and ``P1.2`` … for further occurrences), and the entities with the mentions that the places add."""
    places: dict[str, Place] = {}
    added: dict[str, set[tuple[int, int]]] = {}
    for node in found:
        for place, demonym in _places(node, entities, names, reader):
            places[place.id] = place
            names.add(reader.finder.span(place.start, place.end), Kind.GROUP if demonym else Kind.PLACE, place.entity)
            if place.entity:
                added.setdefault(place.entity, set()).add((place.start, place.end))
    return places, {key: _enlarged(entity, added.get(key, set()), reader) for key, entity in entities.items()}


def _enlarged(entity: Entity, spans: set[tuple[int, int]], reader: Reader) -> Entity:
    every = sorted(spans | {(m.start, m.end) for m in entity.mentions})
    return msgspec.structs.replace(entity, mentions=tuple(reader.finder.span(*key) for key in every))


def _places(node: Node, entities: dict[str, Entity], names: Names, reader: Reader) -> list[tuple[Place, bool]]:
    line = node.line
    identity = reader.identity(node, "P")
    given, rest = split(line.tokens[1:])
    wanted, left = picks(rest)
    words = [t for t in left if isinstance(t, str) and t != "->"]
    role = next((w for w in words if w in ROLES), None)
    entity = next((w for w in words if w in entities), None)
    spans = _located(line, tuple(t for t in rest if t not in left), None, names, reader) if wanted else ()
    reader.leftover(line, [t for t in left if t not in (role, entity, "->")])
    for row in node.fields:
        reader.error(row.number, "a place has no fields of its own lines", "Write its attributes on its line: country=NER.")
    if role is None or not wanted:
        reader.error(line.number, "a place needs its words and a role", 'Write: place P1 "Niamey" location country=NER')
        return []
    _known(line, given, _PLACE_KEYS, reader)
    shown = next((s.text for s in spans if not s.text.isupper()), spans[0].text.title() if spans else "")
    numbers = {key: _number(line, given[key], key, reader) for key in _NUMBERS if key in given}
    return [
        (
            Place(
                id=identity if number == 1 else f"{identity}.{number}",
                start=span.start,
                end=span.end,
                text=span.text,
                role=ROLES[role],
                entity=entity,
                name=given.get("name") or (entities[entity].name if entity else None if role == "demonym" else shown),
                country=reader.country(line, given.get("country") or (entities[entity].country if entity else None)),
                admin1=given.get("admin1"),
                feature=given.get("feature"),
                **numbers,  # type: ignore[arg-type]
            ),
            role == "demonym",
        )
        for number, span in enumerate(spans, 1)
    ]


def _number(line: Line, value: str, key: str, reader: Reader) -> float | None:
    try:
        return _NUMBERS[key](value)
    except ValueError:
        reader.error(line.number, f"{key}={value} is no number", "Write decimal degrees, kilometres or a GeoNames id.")
        return None
