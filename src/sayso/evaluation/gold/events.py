"""Events of an annotation."""

from dataclasses import dataclass, field
from typing import Any

from sayso.evaluation.gold.reader import Reader, scope_of, split, values
from sayso.evaluation.gold.statements import innermost
from sayso.evaluation.gold.syntax import Line, Locator, Node
from sayso.evaluation.gold.times import day
from sayso.records import Count, Entity, Event, EventLink, Party, Place, Report, Source, Span, Statement, TimeExpression, When, event_id
from sayso.vocabulary import REAL, Authenticity, Factuality, Precision, Realis, Relation, Sector, Side, WhenBasis

FIELDS = ("predicate", "evidence", "actor", "recipient", "where", "when", "count", "in", "performs", "factuality", "link")
_HEAD = "Write: event V1 ASSAULT occurred mode=firearms context=terrorism"


@dataclass(frozen=True)
class Known:
    """What an event may refer to."""

    report: Report
    entities: dict[str, Entity]
    times: dict[str, TimeExpression]
    places: dict[str, Place]
    statements: dict[str, Statement]


@dataclass(frozen=True)
class Happened:
    """The events, the ids of those that their statement only presupposes, and the labels (``V1``) by id."""

    events: tuple[Event, ...]
    presupposed: frozenset[str] = frozenset()
    labels: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class _Draft:
    label: str
    line: int
    values: dict[str, Any]
    links: tuple[tuple[int, str, str], ...]
    presupposed: bool


def events_of(found: list[Node], known: Known, reader: Reader) -> Happened:
    """The events, with ids made from report, predicate and type; links and labels resolved."""
    drafts = [draft for node in found if (draft := _draft(node, known, reader)) is not None]
    ids: dict[str, str] = {}
    for draft in drafts:
        identity = event_id(known.report.id, draft.values["predicate"], draft.values["type"])
        if identity in ids.values():
            reader.error(draft.line, "two events of one type on the same predicate", "One predicate and type is one event; put both parties in it.")
        ids[draft.label] = identity
        reader.lines[identity] = draft.line
    events = tuple(Event(id=ids[d.label], links=_links(d, ids, reader), **d.values) for d in drafts)
    return Happened(events, frozenset(ids[d.label] for d in drafts if d.presupposed), {ids[d.label]: d.label for d in drafts})


def _links(draft: _Draft, ids: dict[str, str], reader: Reader) -> tuple[EventLink, ...]:
    found = []
    for number, relation, to in draft.links:
        if to not in ids or to == draft.label:
            reader.error(number, f"there is no other event {to}", "Write: link account_of V2")
        elif relation not in tuple(Relation):
            reader.error(number, f"{relation!r} is no relation", f"Use one of: {' '.join(Relation)}.")
        else:
            found.append(EventLink(to=ids[to], relation=Relation(relation)))
    return tuple(found)


def _draft(node: Node, known: Known, reader: Reader) -> _Draft | None:
    line = node.line
    label = reader.identity(node, "V")
    scope, rest = scope_of(line.tokens[1:])
    given, words = split(rest)
    plain = [str(w) for w in words]
    presupposed = "presupposed" in plain
    plain = [w for w in plain if w != "presupposed"]
    types = reader.scheme.types
    if len(plain) != 2 or plain[0] not in types:  # noqa: PLR2004
        reader.error(line.number, "an event needs a PLOVER type and a realis", f"{_HEAD}; types: {' '.join(types)}.")
        return None
    realis = reader.member(line, plain[1], Realis)
    rows = [row for row in node.fields if row.word == "predicate"]
    if len(rows) != 1:
        reader.error(line.number, f"an event needs one predicate, not {len(rows)}", 'Write: predicate "killed"; further mentions are evidence.')
    predicate = reader.only(rows[0], rows[0].tokens, scope) if rows else None
    if predicate is None or realis is None:
        return None
    for key in given:
        if key not in ("mode", "context"):
            reader.error(line.number, f"{key}= means nothing here", "Use mode= and context=.")
    fields = _Fields(node.fields, scope, known, reader)
    kind = {
        "type": plain[0],
        "mode": reader.listed(line, values(given.get("mode")), types[plain[0]].modes, f"mode of {plain[0]}"),
        "context": reader.listed(line, values(given.get("context")), reader.scheme.contexts, "context"),
        "quad": types[plain[0]].quad,
    }
    return _Draft(label, line.number, {**kind, **_values(line, predicate, realis, fields)}, fields.links(), presupposed)


def _values(line: Line, predicate: Span, realis: Realis, fields: "_Fields") -> dict[str, Any]:
    told = fields.told(predicate)
    return {
        "predicate": predicate,
        "evidence": tuple(sorted({predicate, *fields.evidence()}, key=lambda s: (s.start, s.end))),
        "actors": fields.parties("actor"),
        "recipients": fields.parties("recipient"),
        "where": fields.where(),
        "when": fields.when(realis),
        "counts": fields.counts(),
        "factuality": fields.factuality(line, realis),
        "realis": realis,
        "asserted_in": told.id if told else None,
        "performs": fields.performs(),
        "chain": told.chain if told else (Source(name=fields.known.report.publisher or "the report"),),
    }


@dataclass(frozen=True)
class _Fields:
    """The field lines of one event, read field by field."""

    rows: tuple[Line, ...]
    scope: Locator | None
    known: Known
    reader: Reader

    def __post_init__(self) -> None:
        for row in self.rows:
            if row.word not in FIELDS:
                self.reader.error(row.number, f"unknown field {row.word!r} of event", f"Use: {' '.join(FIELDS)}.")

    def named(self, word: str) -> list[Line]:
        return [row for row in self.rows if row.word == word]

    def evidence(self) -> tuple[Span, ...]:
        return tuple(span for row in self.named("evidence") for span in self._spans(row))

    def _spans(self, row: Line) -> tuple[Span, ...]:
        spans, rest = self.reader.spans(row, row.tokens, self.scope)
        self.reader.leftover(row, rest)
        return spans

    def told(self, predicate: Span) -> Statement | None:
        """The innermost statement that holds the predicate; what ``in`` says must agree."""
        holder = innermost(predicate, self.known.statements.values())
        for row in self.named("in"):
            wanted = row.tokens[0] if row.tokens else ""
            if wanted != (holder.id if holder else "none"):
                said = f"{holder.id} holds the predicate" if holder else "no statement's content holds the predicate"
                self.reader.error(row.number, f"{said}, not {wanted}", "Mend the content or the predicate; the line may be left out.")
        return holder

    def performs(self) -> str | None:
        for row in self.named("performs"):
            wanted = str(row.tokens[0]) if row.tokens else ""
            if wanted in self.known.statements:
                return wanted
            self.reader.error(row.number, f"there is no statement {wanted}", "Name the statement that this act makes.")
        return None

    def links(self) -> tuple[tuple[int, str, str], ...]:
        found = []
        for row in self.named("link"):
            words = [str(token) for token in row.tokens if isinstance(token, str)]
            if len(words) == 2 and len(row.tokens) == 2:  # noqa: PLR2004
                found.append((row.number, words[0], words[1]))
            else:
                self.reader.error(row.number, "a link is a relation and an event", "Write: link account_of V2")
        return tuple(found)

    def factuality(self, line: Line, realis: Realis) -> Factuality:
        for row in self.named("factuality"):
            return self.reader.member(row, str(row.tokens[0]) if row.tokens else "", Factuality) or Factuality.UNKNOWN
        default = self.reader.scheme.realis_factuality.get(realis)
        if default is None:
            self.reader.error(line.number, f"an event that is {realis} needs its factuality", "Add: factuality CT+ (or PR+, PS+, Uu …).")
        return Factuality(default) if default else Factuality.UNKNOWN

    def where(self) -> tuple[str, ...]:
        found = []
        for row in self.named("where"):
            for word in row.tokens:
                if word in self.known.places:
                    found.append(str(word))
                else:
                    self.reader.error(row.number, f"there is no place {word}", "Write the ids of places: where P1 P2")
        return tuple(found)

    def parties(self, word: str) -> tuple[Party, ...]:
        found = [self._party(row) for row in self.named(word) if row.tokens != ("none",)]
        return tuple(party for party in found if party is not None)

    def _party(self, row: Line) -> Party | None:
        given, tokens = split(row.tokens)
        spans, rest = self.reader.spans(row, tokens, self.scope)
        words = [str(t) for t in rest if t != "->"]
        key = next((w for w in words if w[:1] == "E" and w[1:2].isdigit()), None)
        hedge = next((Authenticity(w) for w in words if w in tuple(Authenticity)), None)
        self.reader.leftover(row, [w for w in words if w not in (key, hedge, "inferred")])
        entity = self.known.entities.get(key or "")
        if key and entity is None:
            self.reader.error(row.number, f"there is no entity {key}", "Add it, or quote the words without an entity.")
        if len(spans) > 1 or (entity is None and not spans):
            if not self.reader.has_error(row.number):
                self.reader.error(row.number, f"an {row.word} is one quote, an entity, or both", 'Write: actor "gunmen" -> E2')
            return None
        sectors = self.reader.listed(row, values(given.get("sectors")), Sector, "sector")
        return Party(
            name=entity.name if entity else spans[0].text,
            span=spans[0] if spans else None,
            entity=entity.id if entity else None,
            country=self.reader.country(row, given.get("country")) or (entity.country if entity else None),
            sectors=tuple(Sector(s) for s in sectors) or (entity.sectors if entity else ()),
            authenticity=hedge,
            inferred="inferred" in words,
        )

    def when(self, realis: Realis) -> When:
        """The time that the line names; without one, a real event lies before the report's day (``basis: tense``)."""
        published = (self.known.report.published or "")[:10] or None
        before = published if realis in REAL else None
        row = next(iter(self.named("when")), None)
        if row is None:
            return When(last=before, basis=WhenBasis.TENSE) if before else When()
        given, words = split(row.tokens)
        time = next((self.known.times[str(w)] for w in words if w in self.known.times), None)
        basis = next((WhenBasis(str(w)) for w in words if w in tuple(WhenBasis)), None)
        self.reader.leftover(row, [w for w in words if w != basis and (time is None or w != time.id)])
        if basis is WhenBasis.NONE:
            return When()
        first, last, precision = (time.first, time.last, time.precision) if time else (None, None, None)
        if first is None and last is None:
            last = before
        return When(
            time=time.id if time else None,
            first=day(row, given, "first", first, self.reader),
            last=day(row, given, "last", last, self.reader),
            precision=self.reader.member(row, given["precision"], Precision) if "precision" in given else precision,
            basis=basis or (WhenBasis.EXPRESSION if time else WhenBasis.TENSE),
        )

    def counts(self) -> tuple[Count, ...]:
        found = [self._count(row) for row in self.named("count")]
        return tuple(count for count in found if count is not None)

    def _count(self, row: Line) -> Count | None:
        given, tokens = split(row.tokens)
        start = next((i for i, t in enumerate(tokens) if not isinstance(t, str)), len(tokens))
        spans, rest = self.reader.spans(row, tokens[start:], self.scope)
        words = [str(t) for t in (*tokens[:start], *rest)]
        at = next((i for i, w in enumerate(words) if i and w in tuple(Side)), None)  # the first word is the kind: "other" is a kind and a side
        side = None if at is None else Side(words.pop(at))
        kinds = self.reader.listed(row, words, self.reader.scheme.counts, "kind of count")
        if len(kinds) != 1 or len(spans) != 1:
            if not self.reader.has_error(row.number):
                self.reader.error(
                    row.number, "a count needs a kind and the words", 'Write: count killed recipient "at least 12" low=12 best=12 of="people"'
                )
            return None
        for key in given:
            if key not in ("n", "low", "best", "high", "of"):
                self.reader.error(row.number, f"{key}= means nothing here", "Use n= or low= best= high=, and of=.")
        bounds = {key: self._bound(row, given.get(key, given.get("n"))) for key in ("low", "best", "high")}
        return Count(kind=kinds[0], side=side, of=given.get("of"), span=spans[0], **bounds)

    def _bound(self, row: Line, value: str | None) -> int | None:
        if value is None or value == "-":
            return None
        if not value.isdecimal():
            self.reader.error(row.number, f"{value!r} is no whole number", "Write digits, or - for unknown.")
            return None
        return int(value)
