"""The record: one ``Coding`` per report, and nothing else.

Every room of Sayso speaks in these frozen structs; the JSON Schema in ``docs/schema.json`` is generated from them.
All offsets are code points of ``report.text``, which is hashed before anything reads it and never normalised:
``text == report.text[start:end]`` holds for every span of a ``Coding`` and is checked when it is built.

Constructors raise ``ValueError`` on a broken invariant (``msgspec.ValidationError`` when decoding).
"""

import hashlib
from collections.abc import Iterator

import msgspec

from sayso.vocabulary import (
    REAL,
    Act,
    Authenticity,
    Basis,
    Commitment,
    Factuality,
    Form,
    Kind,
    Layer,
    Part,
    Precision,
    Realis,
    Relation,
    Role,
    Sector,
    Side,
    SourceKind,
    Status,
    TimeType,
    WhenBasis,
)

SCHEMA = "sayso/1"


class Record(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Base of every part of the record: immutable, with keyword arguments only."""


class Span(Record, frozen=True, kw_only=True):
    """The characters ``[start, end)`` of the report's text, in code points."""

    start: int
    end: int
    text: str

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end or len(self.text) != self.end - self.start:
            msg = f"a span needs 0 <= start < end and a text of end - start characters, got {self.start}-{self.end} {self.text!r}"
            raise ValueError(msg)


class Dateline(Record, frozen=True, kw_only=True):
    """The dateline as printed: its place, and its date where it has one (as printed too)."""

    place: str | None = None
    date: str | None = None


class PartSpan(Span, frozen=True, kw_only=True):
    """The receipt of a headline, byline, dateline or credit line that the text itself carries."""

    part: Part


class Report(Record, frozen=True, kw_only=True):
    """One report, its text frozen; ``id`` is the hash of the text (`report_id`)."""

    id: str
    text: str
    headline: str | None = None
    byline: str | None = None
    dateline: Dateline | None = None
    agency: str | None = None
    publisher: str | None = None
    uri: str | None = None
    language: str | None = None
    published: str | None = None
    published_basis: Basis = Basis.NONE
    revision: str | None = None
    rights: str | None = None
    extractor: str | None = None
    parts: tuple[PartSpan, ...] = ()

    def __post_init__(self) -> None:
        if self.id != report_id(self.text):
            msg = "a report's id must be the hash of its text"
            raise ValueError(msg)
        if (self.published is None) != (self.published_basis is Basis.NONE):
            msg = "published and published_basis must both be set, or neither"
            raise ValueError(msg)


class Entity(Record, frozen=True, kw_only=True):
    """Someone or something that the report speaks of, with every mention of it."""

    id: str
    name: str
    kind: Kind
    country: str | None = None
    sectors: tuple[Sector, ...] = ()
    identifiers: dict[str, str] = {}
    mentions: tuple[Span, ...] = ()
    rule: str | None = None


class TimeExpression(Span, frozen=True, kw_only=True):
    """A TIMEX3 with the interval ``first..last`` (ISO dates or datetimes, both ends included) it stands for."""

    id: str
    type: TimeType
    value: str
    mod: str | None = None
    quant: str | None = None
    freq: str | None = None
    begin_point: str | None = None
    end_point: str | None = None
    first: str | None = None
    last: str | None = None
    precision: Precision | None = None
    anchor: str | None = None
    rule: str | None = None


class Place(Span, frozen=True, kw_only=True):
    """A toponym, what it does in the sentence and, where it could be resolved, the point (degrees, WGS 84) and radius (km)."""

    id: str
    role: Role
    entity: str | None = None
    name: str | None = None
    country: str | None = None
    admin1: str | None = None
    feature: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    geonameid: int | None = None
    radius_km: float | None = None
    score: float | None = None
    rule: str | None = None


class Source(Record, frozen=True, kw_only=True):
    """One link of a chain of say-so."""

    name: str
    entity: str | None = None
    authenticity: Authenticity | None = None


class Statement(Record, frozen=True, kw_only=True):
    """An attribution relation: a source, its cue and its content; ``chain`` runs from the publisher inwards."""

    id: str
    form: Form
    act: Act
    source: Span | None = None
    source_kind: SourceKind = SourceKind.UNSTATED
    source_entity: str | None = None
    chain: tuple[Source, ...] = ()
    cue: tuple[Span, ...] = ()
    content: tuple[Span, ...] = ()
    quotations: tuple[Span, ...] = ()
    addressee: Span | None = None
    target: Span | None = None
    glosses: tuple[Span, ...] = ()
    ellipses: tuple[Span, ...] = ()
    translated: bool | None = None
    commitment: Commitment = Commitment.ATTRIBUTED
    status: Status = Status.ASSERTED
    inside: str | None = None
    confidence: float | None = None
    rule: str | None = None


class Party(Record, frozen=True, kw_only=True):
    """An actor or recipient of an event; ``inferred`` when the text only implies it."""

    name: str
    span: Span | None = None
    entity: str | None = None
    country: str | None = None
    sectors: tuple[Sector, ...] = ()
    authenticity: Authenticity | None = None
    inferred: bool = False


class When(Record, frozen=True, kw_only=True):
    """The interval of an event and what it rests on; ``time`` is the id of a time expression."""

    time: str | None = None
    first: str | None = None
    last: str | None = None
    precision: Precision | None = None
    basis: WhenBasis = WhenBasis.NONE


class Count(Record, frozen=True, kw_only=True):
    """How many were killed, injured, detained ...: bounds included, null where the words give none."""

    kind: str
    side: Side | None = None
    of: str | None = None
    low: int | None = None
    best: int | None = None
    high: int | None = None
    span: Span


class EventLink(Record, frozen=True, kw_only=True):
    """A relation to another event of the same report."""

    to: str
    relation: Relation


class Event(Record, frozen=True, kw_only=True):
    """Who did what to whom. A fact only if ``asserted_in`` is null and ``realis`` is in `REAL` (see `is_fact`)."""

    id: str
    type: str
    mode: tuple[str, ...] = ()
    context: tuple[str, ...] = ()
    cameo: str | None = None
    quad: str | None = None
    intensity: float | None = None
    predicate: Span
    evidence: tuple[Span, ...] = ()
    actors: tuple[Party, ...] = ()
    recipients: tuple[Party, ...] = ()
    where: tuple[str, ...] = ()
    when: When = When()
    counts: tuple[Count, ...] = ()
    factuality: Factuality = Factuality.UNKNOWN
    realis: Realis
    asserted_in: str | None = None
    performs: str | None = None
    chain: tuple[Source, ...] = ()
    links: tuple[EventLink, ...] = ()
    confidence: dict[str, float] = {}
    rule: str | None = None

    @property
    def is_fact(self) -> bool:
        """Whether the reporter, in his own voice, has it as something that happened."""
        return self.asserted_in is None and self.realis in REAL


class Abstention(Record, frozen=True, kw_only=True):
    """A value left null that a reader would look for, and why (``path`` like ``times[t3].first``)."""

    path: str
    reason: str


class Provenance(Record, frozen=True, kw_only=True):
    """Enough to reproduce the record: no clock, no path, no host."""

    software: str
    model: str | None = None
    codebook: str | None = None
    gazetteer: str | None = None
    options: dict[str, str] = {}


class Coding(Record, frozen=True, kw_only=True):
    """The reading of one report, by Sayso or by a person; ``layers`` says which layers it claims to hold."""

    report: Report
    entities: tuple[Entity, ...] = ()
    times: tuple[TimeExpression, ...] = ()
    places: tuple[Place, ...] = ()
    statements: tuple[Statement, ...] = ()
    events: tuple[Event, ...] = ()
    abstained: tuple[Abstention, ...] = ()
    provenance: Provenance
    layers: tuple[Layer, ...] = tuple(Layer)
    schema: str = SCHEMA

    def __post_init__(self) -> None:
        text = self.report.text
        for span in spans_of(self):
            if text[span.start : span.end] != span.text:
                msg = f"span {span.start}-{span.end} reads {text[span.start : span.end]!r} in the report, not {span.text!r}"
                raise ValueError(msg)


def spans_of(node: object) -> Iterator[Span]:
    """Every span inside a record, in the order of its fields."""
    if isinstance(node, Span):
        yield node
    if isinstance(node, Record):
        for field in node.__struct_fields__:
            value = getattr(node, field)
            if isinstance(value, (Record, tuple)):
                yield from spans_of(value)
    elif isinstance(node, tuple):
        for item in node:
            yield from spans_of(item)


def report_id(text: str) -> str:
    """The identity of a report: the first 32 hexadecimal digits of the SHA-256 of its text in UTF-8."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def event_id(report: str, predicate: Span, kind: str) -> str:
    """The identity of an event, so that it survives a re-run: a hash of report id, predicate span and type."""
    return hashlib.sha256(f"{report} {predicate.start} {predicate.end} {kind}".encode()).hexdigest()[:16]
