"""What the tables hold: every column with its kind and meaning. The data dictionary is made of this, and the rows are checked against it."""

from dataclasses import dataclass
from enum import StrEnum

from sayso.vocabulary import (
    Act,
    Authenticity,
    Basis,
    Commitment,
    Factuality,
    Form,
    Kind,
    Precision,
    Realis,
    Relation,
    Role,
    Side,
    SourceKind,
    Status,
    TimeType,
    WhenBasis,
)

TEXT, INTEGER, NUMBER, BOOLEAN = "text", "integer", "number", "boolean"
PAIRS, EVENTS = "pairs", "events"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, kind, meaning, and the only values that it holds (empty: any). A cell may always be empty: unknown."""

    name: str
    kind: str
    about: str
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Layout:
    """A table: its name, what one row is, and its columns."""

    name: str
    row: str
    columns: tuple[Column, ...]


def _text(name: str, about: str, values: type[StrEnum] | None = None) -> Column:
    return Column(name, TEXT, about, tuple(str(v) for v in values) if values is not None else ())


def _integer(name: str, about: str) -> Column:
    return Column(name, INTEGER, about)


def _number(name: str, about: str) -> Column:
    return Column(name, NUMBER, about)


REPORT = _text("report", "id of the report: the hash of its text; the same in every table")
EVENT = _text("event", "id of the event; unique within a report, the same when the report is read again")
OFFSETS = "(code points of the report's text, the end not included)"
STANDING = (
    Column(
        "fact", BOOLEAN, "true if the reporter, in his own voice, has it as something that happened; false for claims, threats, denials and plans"
    ),
    _text("voice", "on whose say-so, in words: 'the reporter, as a fact', 'according to X', 'according to X: threatened'"),
    _text("asserted_by", "the chain of say-so from the publisher inwards, with hedges: 'Lagoon Wire > the ministry > X (purported)'"),
)


def _parties(side: str, words: str) -> tuple[Column, ...]:
    return (
        _text(side, f"best name of the {side}{words}; empty where the text states none"),
        _text(f"{side}_entity", f"id of the {side}'s entity in the report's record{words}"),
        _text(f"{side}_country", "ISO 3166-1 alpha-3, or PLOVER's UNO EUR IGO NGO ISM IMG MNC" + words),
        _text(f"{side}_sectors", "PLOVER's sectors, joined by '|'" + words),
        _text(f"{side}_authenticity", "hedge on who is really acting" + words, None if words else Authenticity),
        Column(f"{side}_inferred", TEXT if words else BOOLEAN, f"whether the text only implies the {side}" + words),
    )


CIRCUMSTANCES = (
    _text("first", "first day (or moment) that it may have happened, ISO 8601"),
    _text("last", "last day (or moment) that it may have happened, ISO 8601"),
    _text("precision", "how wide the stated time is", Precision),
    _text("time_basis", "what the interval rests on", WhenBasis),
    _text("time", "id of the time expression"),
    _text("place", "name of the first place of the event; all are in `event_places`"),
    _text("place_country", "its country, ISO 3166-1 alpha-3"),
    _text("place_admin1", "its province or state"),
    _number("latitude", "degrees, WGS 84"),
    _number("longitude", "degrees, WGS 84"),
    _integer("geonameid", "GeoNames id"),
    _number("radius_km", "how far around the point the place reaches, km"),
    _text("predicate", "the words that tell of it"),
    _integer("predicate_start", f"first character of the predicate {OFFSETS}"),
    _integer("predicate_end", f"end of the predicate {OFFSETS}"),
    _text("evidence", "the sentence around the predicate, cut to 300 characters"),
    _text("links", "relations to other events: 'account_of ID', joined by '|'"),
    _number("confidence", "confidence in the type, 0 to 1, calibrated on our own dev reports"),
    _text("rule", "the frame of the codebook, or the rule, that made it"),
)


def event_columns(rows: str) -> tuple[Column, ...]:
    """The columns of `events` and `claims`, one row a pair of actor and recipient (`PAIRS`) or one row an event (`EVENTS`)."""
    words = "; several are joined by '; '" if rows == EVENTS else ""
    pairs = (
        _integer("pair", "number of this row among the rows of its event, from 1"),
        _integer("pairs", "how many rows its event has; weigh rows by 1/pairs to count each event once"),
    )
    return (
        REPORT,
        EVENT,
        *(pairs if rows == PAIRS else ()),
        _text("published", "when the report was published, as in `reports`"),
        _text("type", "event type of the codebook (PLOVER)"),
        _text("mode", "modes of the type that the text states, joined by '|'"),
        _text("context", "contexts, joined by '|'"),
        _text("cameo", "CAMEO code"),
        _text("quad", "verbal or material cooperation or conflict"),
        _number("intensity", "the codebook's intensity, from -10 (conflict) to 10 (cooperation)"),
        *STANDING,
        _text("realis", "whether it happened, as the last one in the chain has it", Realis),
        _text("factuality", "FactBank's value: certain, probable, possible; + or -; Uu unknown", Factuality),
        _text("asserted_in", "id of the innermost statement that holds it; empty in the reporter's own voice"),
        _text("performs", "id of the statement that this act (threatening, demanding ...) makes"),
        *_parties("actor", words),
        *_parties("recipient", words),
        *CIRCUMSTANCES,
    )


REPORTS = Layout(
    "reports",
    "one report",
    (
        REPORT,
        _text("headline", "headline"),
        _text("byline", "byline"),
        _text("dateline_place", "place of the dateline as printed"),
        _text("dateline_date", "date of the dateline as printed"),
        _text("agency", "agency"),
        _text("publisher", "publisher"),
        _text("uri", "address; empty for local files"),
        _text("language", "language, ISO 639-1"),
        _text("published", "ISO date, or a datetime with its zone"),
        _text("published_basis", "where the date came from", Basis),
        _text("revision", "update or correction number"),
        _text("rights", "what the source says of rights; go by it when you pass evidence on"),
        _integer("words", "words of the text"),
        _integer("statements", "statements found"),
        _integer("facts", "events that the reporter has as facts"),
        _integer("claims", "events that are claimed, threatened, denied, demanded or planned"),
        _integer("left_open", "values left open with a reason (in the JSON record)"),
        _text("software", "program and version"),
        _text("model", "language model"),
        _text("codebook", "codebook, with the beginning of its hash"),
        _text("gazetteer", "gazetteer"),
        _text("options", "options of the reading, 'name=value' joined by '|'"),
    ),
)
STATEMENTS = Layout(
    "statements",
    "one statement: someone is presented as saying, thinking or wanting something",
    (
        REPORT,
        _text("statement", "id of the statement within the report"),
        _text("form", "how it is reported", Form),
        _text("act", "what the cue makes of it", Act),
        _text("source", "the words for its source"),
        _text("source_kind", "how the source is named", SourceKind),
        _text("source_name", "best name of the source's entity"),
        _text("source_entity", "id of the source's entity"),
        _text("source_country", "its country"),
        _text("source_sectors", "its sectors, joined by '|'"),
        _text("source_authenticity", "hedge on who is really speaking", Authenticity),
        _text("asserted_by", STANDING[2].about),
        _text("commitment", "how far the reporter stands behind it", Commitment),
        _text("status", "the standing that the source gives it", Status),
        _text("standing", "status and commitment in words"),
        _text("inside", "id of the statement that it is part of"),
        _text("cue", "the words that report it, joined by ' ... '"),
        _text("content", "what is said, cut to 300 characters; parts joined by ' ... '"),
        _integer("content_start", f"first character of the content {OFFSETS}"),
        _integer("content_end", f"end of the content {OFFSETS}"),
        _text("addressee", "who is spoken to"),
        _text("target", "who or what it is about: the accused, praised ..."),
        _number("confidence", "confidence, 0 to 1"),
        _text("rule", "the rule that made it"),
    ),
)
PARTICIPANTS = Layout(
    "participants",
    "one party of one event",
    (
        REPORT,
        EVENT,
        Column("fact", BOOLEAN, STANDING[0].about),
        Column("side", TEXT, "actor or recipient", ("actor", "recipient")),
        _integer("number", "place in the list of this side, from 1"),
        _text("name", "best name"),
        _text("words", "the words of the report for it here"),
        _integer("start", f"first character of the words {OFFSETS}"),
        _integer("end", f"end of the words {OFFSETS}"),
        _text("entity", "id of its entity"),
        _text("kind", "what the entity is", Kind),
        _text("country", "ISO 3166-1 alpha-3, or PLOVER's UNO EUR IGO NGO ISM IMG MNC"),
        _text("sectors", "PLOVER's sectors, joined by '|'"),
        _text("authenticity", "hedge on who is really acting", Authenticity),
        Column("inferred", BOOLEAN, "whether the text only implies it"),
    ),
)
PLACES = Layout(
    "places",
    "one toponym of the text",
    (
        REPORT,
        _text("place", "id of the place within the report"),
        _text("words", "the words of the report"),
        _integer("start", f"first character {OFFSETS}"),
        _integer("end", f"end {OFFSETS}"),
        _text("role", "what the toponym does: only locations are where something happens", Role),
        _text("name", "resolved name"),
        _text("country", "ISO 3166-1 alpha-3"),
        _text("admin1", "province or state"),
        _text("feature", "GeoNames class and code"),
        _number("latitude", "degrees, WGS 84"),
        _number("longitude", "degrees, WGS 84"),
        _integer("geonameid", "GeoNames id"),
        _number("radius_km", "how far around the point it reaches, km"),
        _number("score", "confidence, 0 to 1"),
        _text("rule", "the rule that resolved it"),
    ),
)
EVENT_PLACES = Layout(
    "event_places",
    "one place of one event",
    (
        REPORT,
        EVENT,
        Column("fact", BOOLEAN, STANDING[0].about),
        _integer("number", "place in the event's list, from 1"),
        _text("place", "id in `places`"),
    ),
)
TIMES = Layout(
    "times",
    "one time expression (TIMEX3)",
    (
        REPORT,
        _text("time", "id of the expression within the report"),
        _text("words", "the words of the report"),
        _integer("start", f"first character {OFFSETS}"),
        _integer("end", f"end {OFFSETS}"),
        _text("type", "TIMEX3 type", TimeType),
        _text("value", "TIMEX3 value; days that stay open are XXXX-WXX-6"),
        _text("mod", "TIMEX3 modifier"),
        _text("first", "first day or moment, ISO 8601"),
        _text("last", "last day or moment, ISO 8601"),
        _text("precision", "how wide it is", Precision),
        _text("anchor", "what it was read from"),
        _text("rule", "the rule that made it"),
    ),
)
COUNTS = Layout(
    "counts",
    "one figure of one event (killed, injured, detained ...)",
    (
        REPORT,
        EVENT,
        *STANDING,
        _text("type", "type of the event"),
        _text("kind", "what is counted"),
        _text("side", "whose people or things they are", Side),
        _text("of", "who is counted"),
        _text("words", "the words of the report: 'at least 12'"),
        _integer("start", f"first character {OFFSETS}"),
        _integer("end", f"end {OFFSETS}"),
        _integer("low", "at least so many, as a FACT of the reporter's; empty for claims"),
        _integer("best", "best figure, as a FACT of the reporter's; empty for claims"),
        _integer("high", "at most so many, as a FACT of the reporter's; empty for claims"),
        _integer("claimed_low", "at least so many, as CLAIMED by `asserted_by`; empty for facts: never add it to a total of facts"),
        _integer("claimed_best", "best figure, as CLAIMED by `asserted_by`; empty for facts: never add it to a total of facts"),
        _integer("claimed_high", "at most so many, as CLAIMED by `asserted_by`; empty for facts: never add it to a total of facts"),
    ),
)
LINKS = Layout(
    "links",
    "one relation between two events of a report",
    (REPORT, EVENT, _text("relation", "same, account_of (another telling of it), part_of, denies", Relation), _text("to", "id of the other event")),
)


def layouts(rows: str = PAIRS, *, claims: bool = True) -> tuple[Layout, ...]:
    """The tables in their order; ``claims`` says whether the table of claims is among them."""
    unit = "one pair of actor and recipient of one event" if rows == PAIRS else "one event"
    columns = event_columns(rows)
    found = [REPORTS, Layout("events", f"{unit} that the reporter has as a FACT", columns)]
    if claims:
        found.append(Layout("claims", f"{unit} that is claimed, threatened, denied, demanded or planned: NOT a fact here", columns))
    return (*found, PARTICIPANTS, COUNTS, EVENT_PLACES, LINKS, STATEMENTS, PLACES, TIMES)
