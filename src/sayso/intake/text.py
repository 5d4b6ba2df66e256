"""Plain text files: one report each."""

from sayso.intake.decoding import decode
from sayso.intake.report import Document


def read_text(data: bytes, where: str | None = None) -> tuple[Document, ...]:
    """The report of a text file. Raises `InputError` (S104, S105, S106)."""
    text, encoding = decode(data, where)
    return (Document(text=text, extractor=f"text/{encoding}"),)
