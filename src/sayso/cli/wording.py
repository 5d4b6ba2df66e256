"""What the terminal adds to the words of the record (`sayso.wording`): brackets, colours, letters."""

from sayso.records import Report, Statement
from sayso.vocabulary import Form, Kind
from sayso.wording import AUTHENTICITY, BASIS

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
