"""`Document` to `Report`: what a reader found in a file, what the user says about it, and what the text itself shows."""

import re
from dataclasses import dataclass

from sayso.errors import InputError
from sayso.intake.agencies import load_agencies
from sayso.intake.dateline import FoundDateline
from sayso.intake.english import check_english
from sayso.intake.head import read_head
from sayso.intake.lines import Range
from sayso.intake.published import check_published
from sayso.intake.tail import read_tail
from sayso.records import Dateline, PartSpan, Report, report_id
from sayso.vocabulary import Basis, Part

SURROGATE = re.compile(r"[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Document:
    """One report as a reader takes it out of a file: its text to the character, and the file's own metadata."""

    text: str
    extractor: str
    headline: str | None = None
    byline: str | None = None
    agency: str | None = None
    publisher: str | None = None
    uri: str | None = None
    published: str | None = None
    published_basis: Basis = Basis.NONE
    revision: str | None = None
    rights: str | None = None


@dataclass(frozen=True, slots=True)
class Given:
    """What the user says about a report: stronger than all that is read. ``language="en"`` insists that it is English."""

    published: str | None = None
    publisher: str | None = None
    language: str | None = None


NOTHING_GIVEN = Given()


def make_report(document: Document, given: Given = NOTHING_GIVEN, where: str | None = None) -> Report:
    """The report of a document. The text is kept; `Report.parts` are the receipts of what was recognised in it.

    Publication date: given, else the file's metadata, else a dateline with day, month and year, else none.
    Raises `UsageError` (S201) for a bad given date and `InputError` (S106, S107) for broken or foreign text.
    """
    text = document.text
    if SURROGATE.search(text):
        raise InputError("S106", "the text holds half of a surrogate pair.", where=where, fix="Save it as UTF-8 text.")
    published = check_published(given.published, where) if given.published is not None else None
    language = "en" if given.language == "en" else check_english(text, where)
    head = read_head(text)
    stated = _agency(text, head.dateline) or head.agency
    tail = read_tail(text, stated)
    date, basis = _published(published, document, head.dateline)
    return Report(
        id=report_id(text),
        text=text,
        headline=document.headline or _slice(text, head.headline),
        byline=document.byline or _slice(text, head.byline),
        dateline=_dateline(text, head.dateline),
        agency=document.agency or stated or tail.agency,
        publisher=given.publisher or document.publisher,
        uri=document.uri,
        language=language,
        published=date,
        published_basis=basis,
        revision=document.revision or head.revision,
        rights=document.rights or tail.rights,
        extractor=document.extractor,
        parts=_parts(
            text, [(Part.HEADLINE, head.headline), (Part.BYLINE, head.byline), *_dateline_parts(head.dateline)], head.credits + tail.credits
        ),
    )


def _slice(text: str, span: Range | None) -> str | None:
    return text[slice(*span)] if span else None


def _agency(text: str, found: FoundDateline | None) -> str | None:
    """The agency of a dateline: a listed one by its name, another as printed."""
    if found is None or found.agency is None:
        return None
    printed = " ".join(text[slice(*found.agency)].split())
    return load_agencies().known(printed) or printed


def _dateline(text: str, found: FoundDateline | None) -> Dateline | None:
    if found is None:
        return None
    day = " ".join(text[slice(*found.date)].split()) if found.date else None
    return Dateline(place=" ".join(text[slice(*found.place)].split()), date=day)


def _dateline_parts(found: FoundDateline | None) -> list[tuple[Part, Range | None]]:
    """Place and date as one receipt, the agency as another."""
    if found is None:
        return []
    end = max(found.place[1], found.date[1]) if found.date else found.place[1]
    return [(Part.DATELINE, (found.place[0], end)), (Part.CREDIT, found.agency)]


def _parts(text: str, named: list[tuple[Part, Range | None]], credits_: tuple[Range, ...]) -> tuple[PartSpan, ...]:
    """The receipts, in the order of the text."""
    spans = {(span, part) for part, span in [*named, *((Part.CREDIT, span) for span in credits_)] if span is not None}
    return tuple(PartSpan(start=start, end=end, text=text[start:end], part=part) for (start, end), part in sorted(spans))


def _published(given: str | None, document: Document, dateline: FoundDateline | None) -> tuple[str | None, Basis]:
    if given is not None:
        return given, Basis.GIVEN
    if document.published is not None and document.published_basis is Basis.METADATA:
        return document.published, Basis.METADATA
    if dateline is not None and dateline.full is not None:
        return dateline.full.isoformat(), Basis.DATELINE
    return document.published, document.published_basis
