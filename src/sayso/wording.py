"""The closed lists of the record in words, for people: terminal, pages and tables all say the same."""

from collections.abc import Mapping

from sayso.records import Count, Event, Party, Source, Statement, When
from sayso.vocabulary import REAL, Authenticity, Basis, Commitment, Form, Realis, Relation, Sector, SourceKind, Status, WhenBasis

ARROW = " ▸ "
UNSTATED = "a source that is not stated"
BASIS = {
    Basis.GIVEN: "given",
    Basis.METADATA: "from the file",
    Basis.DATELINE: "from the dateline",
    Basis.URL: "from the address",
    Basis.FEED: "from the feed",
}
COMMITMENT = {
    Commitment.ASSERTED: "the reporter agrees",
    Commitment.ATTRIBUTED: "the reporter passes it on",
    Commitment.DISTANCED: "the reporter keeps away from it",
    Commitment.PURPORTED: "the reporter leaves its authorship in doubt",
}
SHORT_COMMITMENT = {
    Commitment.ASSERTED: "reporter agrees",
    Commitment.ATTRIBUTED: "",
    Commitment.DISTANCED: "reporter keeps away",
    Commitment.PURPORTED: "authorship in doubt",
}
STATUS = {
    Status.ASSERTED: "asserted",
    Status.DENIED: "denied",
    Status.CONDITIONAL: "on a condition",
    Status.THREATENED: "threatened",
    Status.PROMISED: "promised",
    Status.DIRECTIVE: "demanded",
    Status.PERFORMATIVE: "done by saying it",
    Status.DESIRED: "wished",
    Status.PRESUPPOSED: "taken for granted",
    Status.PREDICTED: "predicted",
    Status.QUESTIONED: "asked",
    Status.EVALUATION: "judged",
    Status.AUTHORSHIP: "about authorship",
}
FORMS = {
    Form.DIRECT: "direct quotation",
    Form.MIXED: "partly quoted",
    Form.INDIRECT: "indirect speech",
    Form.SUMMARY: "summary of what was said",
}
UNNAMED = {SourceKind.UNNAMED: "unnamed", SourceKind.DOCUMENT: "a document"}
AUTHENTICITY = {Authenticity.PURPORTED: "purportedly", Authenticity.DISPUTED: "disputed"}
REALIS = {
    Realis.OCCURRED: "happened",
    Realis.ONGOING: "is going on",
    Realis.HISTORICAL: "happened in the past",
    Realis.FUTURE: "lies ahead",
    Realis.THREATENED: "threatened",
    Realis.HYPOTHETICAL: "hypothetical",
    Realis.NEGATED: "said not to have happened",
    Realis.DIRECTED: "demanded",
}
WHEN = {
    WhenBasis.EXPRESSION: "stated",
    WhenBasis.TENSE: "from the tense",
    WhenBasis.RELEASE: "day of the release",
    WhenBasis.ANCHOR: "the report's own day",
    WhenBasis.NONE: "",
}
RELATION = {
    Relation.SAME: "the same as",
    Relation.ACCOUNT_OF: "an account of",
    Relation.PART_OF: "part of",
    Relation.DENIES: "denies",
}
SECTORS = {
    Sector.COP: "police",
    Sector.GOV: "government",
    Sector.JUD: "courts",
    Sector.LEG: "parliament",
    Sector.MIL: "armed forces",
    Sector.PRM: "pro-government militia",
    Sector.PTY: "political party",
    Sector.REB: "armed opposition",
    Sector.SPY: "intelligence",
    Sector.UAF: "armed, side unknown",
    Sector.UNK: "unidentified",
    Sector.AGR: "farming",
    Sector.BUS: "business",
    Sector.CRM: "crime",
    Sector.CVL: "civilians",
    Sector.EDU: "education",
    Sector.ELI: "elite, out of office",
    Sector.JRN: "journalism",
    Sector.LAB: "labour",
    Sector.MED: "health",
    Sector.REF: "refugees",
    Sector.OPP: "political opposition",
    Sector.PRE: "partly recognised state",
    Sector.REL: "religious body",
    Sector.SOC: "civic groups",
}
COUNTRYLESS = {
    "UNO": "United Nations",
    "EUR": "European Union",
    "IGO": "body of states",
    "NGO": "non-governmental organization",
    "ISM": "movement of ideas",
    "IMG": "armed movement across borders",
    "MNC": "multinational company",
}


def standing(statement: Statement) -> str:
    """How the source and the reporter stand to a statement, in few words."""
    return ", ".join(filter(None, [STATUS[statement.status], SHORT_COMMITMENT[statement.commitment]]))


def chain_words(chain: tuple[Source, ...]) -> str:
    """A chain of say-so, the publisher first, each name with its hedge; empty for an empty chain."""
    return ARROW.join(hedged(link) for link in chain)


def hedged(link: Source | Party) -> str:
    """A name with its hedge in brackets: ``Baghdadi (purported)``."""
    return f"{link.name} ({link.authenticity})" if link.authenticity else link.name


def voice(event: Event, statements: Mapping[str, Statement]) -> str:
    """On whose say-so an event stands, and how, in words; claims always begin with "according to" (``statements`` by id).

    ``the reporter, as a fact`` · ``the reporter: lies ahead`` · ``according to the ministry`` · ``according to the ministry: threatened``.
    """
    if event.is_fact:
        return "the reporter, as a fact"
    said = "the reporter" if event.asserted_in is None else f"according to {source_of(event, statements)}"
    return said if event.asserted_in is not None and event.realis in REAL else f"{said}: {REALIS[event.realis]}"


def source_of(event: Event, statements: Mapping[str, Statement]) -> str:
    """Who the claim of an event is by: the last link of its chain, with those that passed it on; `UNSTATED` where the report names none."""
    statement = statements.get(event.asserted_in or "")
    if statement is not None and statement.source is None and (len(event.chain) <= 1 or statement.source_kind is SourceKind.UNSTATED):
        return UNSTATED
    if not event.chain:
        return statement.source.text if statement is not None and statement.source is not None else UNSTATED
    carriers = event.chain[1:-1]
    return hedged(event.chain[-1]) + (f", as told by {' and '.join(hedged(link) for link in reversed(carriers))}" if carriers else "")


def interval(when: When) -> str:
    """The interval of an event: ``2021-03-08``, ``2021-03-01 to 2021-03-08``, ``2021-03-01 to …``, ``by 2021-03-08``; empty if unknown."""
    first, last = (when.first or "").replace("T", " "), (when.last or "").replace("T", " ")
    if not first:
        return f"by {last}" if last else ""
    return first if first == last else f"{first} to {last or '…'}"


def figure(count: Count) -> str:
    """The figure of a count in words: ``12``, ``at least 12``, ``12 to 15``; empty where the words give no number."""
    low, best, high = count.low, count.best, count.high
    if best is not None and low == best == high:
        return f"{best:,}"
    if low is not None and high is not None:
        return f"{low:,} to {high:,}"
    if low is not None:
        return f"at least {low:,}"
    if high is not None:
        return f"at most {high:,}"
    return f"about {best:,}" if best is not None else ""


def sureness(event: Event) -> str:
    """The confidence in an event's type, and the field that is least sure where another one is; empty where none is recorded."""
    if not event.confidence:
        return ""
    name = min(sorted(event.confidence), key=lambda key: event.confidence[key])
    first = f"{event.confidence['type']:.2f}" if "type" in event.confidence else ""
    weakest = "" if name == "type" else f"{name} {event.confidence[name]:.2f}"
    return ", ".join(filter(None, [first, weakest]))


def what(event: Event) -> str:
    """Type and modes."""
    return " ".join([event.type, *event.mode])
