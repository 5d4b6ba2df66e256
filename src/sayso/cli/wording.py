"""The codes of the record in words, for people."""

from sayso.records import Event, Report, Statement
from sayso.vocabulary import Authenticity, Basis, Commitment, Form, Kind, Status

BASIS = {
    Basis.GIVEN: "given",
    Basis.METADATA: "from the file",
    Basis.DATELINE: "from the dateline",
    Basis.URL: "from the address",
    Basis.FEED: "from the feed",
}
COMMITMENT = {
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
AUTHENTICITY = {Authenticity.PURPORTED: "purportedly", Authenticity.DISPUTED: "disputed"}
MARKS = {Form.DIRECT: "⟦⟧", Form.MIXED: "⟪⟫", Form.INDIRECT: "⟨⟩", Form.SUMMARY: "⦅⦆"}
PLAIN_MARKS = {Form.DIRECT: "[]", Form.MIXED: "{}", Form.INDIRECT: "<>", Form.SUMMARY: "()"}
COLOURS = {Kind.PERSON: "cyan", Kind.ORGANIZATION: "magenta", Kind.GROUP: "yellow", Kind.PLACE: "green", Kind.OTHER: "blue"}
ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def letter(number: int) -> str:
    """A, B, ... Z, AA, AB, ... for 0, 1, ..."""
    found = ""
    number += 1
    while number:
        number, digit = divmod(number - 1, len(ALPHABET))
        found = ALPHABET[digit] + found
    return found


def published(report: Report) -> str:
    """The publication date and what it rests on."""
    return f"{report.published} ({BASIS[report.published_basis]})" if report.published else "no date"


def who(statement: Statement) -> str:
    """The source of a statement as the report has it, with a hedge on its authenticity."""
    hedges = [AUTHENTICITY[link.authenticity] for link in statement.chain[-1:] if link.authenticity]
    name = statement.source.text if statement.source else f"({statement.source_kind})"
    return " ".join([*hedges, name])


def standing(statement: Statement) -> str:
    """How the source and the reporter stand to the content."""
    return ", ".join(filter(None, [STATUS[statement.status], COMMITMENT[statement.commitment]]))


def voice(event: Event, letters: dict[str, str]) -> str:
    """On whose say-so an event stands in the report."""
    said = f"in {letters.get(event.asserted_in, event.asserted_in)}" if event.asserted_in else "reporter"
    hedges = [AUTHENTICITY[link.authenticity] for link in event.chain if link.authenticity]
    return ", ".join([said, "fact" if event.is_fact else event.realis.value, *hedges[:1]])
