"""The `report` record of an annotation: publication, publisher, genre, region, and the printed frame of the report."""

import re
from dataclasses import dataclass
from datetime import date, datetime

from sayso.evaluation.gold.reader import Reader
from sayso.evaluation.gold.syntax import Line, Node, Quote
from sayso.records import Dateline, PartSpan, Report, report_id
from sayso.vocabulary import Basis, Part

_DATELINE_DATE = re.compile(r"\b(?:\d{1,2}\s+)?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?(?:\s+\d{1,2})?(?:,?\s+\d{4})?")
_PLAIN = ("published", "publisher", "genre", "region", "agency", "title")


@dataclass(frozen=True)
class Header:
    """What the header says; ``credits`` are further name records that it implies (none today)."""

    report: Report
    genre: str | None = None
    region: str | None = None
    credits: tuple[Node, ...] = ()


def header_of(found: list[Node], reader: Reader) -> Header:
    """The header of an annotation; a report without a publication date has none set, and its relative times stay open."""
    if len(found) != 1:
        reader.error(found[1].line.number if found else 1, f"{len(found)} report records", "Write exactly one, first.")
    plain: dict[str, str] = {}
    parts: list[PartSpan] = []
    for line in found[0].fields if found else ():
        if line.word in _PLAIN:
            plain[line.word] = " ".join(t.text if isinstance(t, Quote) else str(t) for t in line.tokens)
        elif line.word in tuple(Part):
            spans, rest = reader.spans(line, line.tokens, None)
            reader.leftover(line, rest)
            parts.extend(PartSpan(start=s.start, end=s.end, text=s.text, part=Part(line.word)) for s in spans)
        else:
            reader.error(line.number, f"unknown field {line.word!r} of report", f"Use: {' '.join((*_PLAIN, *Part))}.")
    published = _published(found[0].fields if found else (), plain.get("published"), reader)
    return Header(_report(reader.finder.text, plain, parts, published), plain.get("genre"), plain.get("region"))


def _report(text: str, plain: dict[str, str], parts: list[PartSpan], published: str | None) -> Report:
    first = {part.part: part.text for part in reversed(parts)}
    return Report(
        id=report_id(text),
        text=text,
        headline=first.get(Part.HEADLINE),
        byline=first.get(Part.BYLINE),
        dateline=_dateline(first.get(Part.DATELINE)),
        agency=plain.get("agency"),
        publisher=plain.get("publisher"),
        language="en",
        published=published,
        published_basis=Basis.GIVEN if published else Basis.NONE,
        parts=tuple(sorted(parts, key=lambda p: p.start)),
    )


def _dateline(text: str | None) -> Dateline | None:
    if text is None:
        return None
    match = _DATELINE_DATE.search(text)
    place = text[: match.start()] if match else text
    return Dateline(place=place.strip(" ,-") or None, date=match[0].strip() if match else None)


def _published(lines: tuple[Line, ...], value: str | None, reader: Reader) -> str | None:
    if value is None:
        return None
    for parse in (date.fromisoformat, datetime.fromisoformat):
        try:
            parse(value)
        except ValueError:
            continue
        return value
    number = next(line.number for line in lines if line.word == "published")
    reader.error(number, f"{value!r} is no date", "Write YYYY-MM-DD, or leave the line out where the report has no date.")
    return None
