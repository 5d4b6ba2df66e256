"""Readers of corpora with time expressions: TimeML, WikiWars (TIMEX2), MEANTIME (CAT XML), our own annotations and our record format.

Each file gives one `GoldTimes`: a report with its frozen text, and the expressions in characters of that text. Malformed files raise
`DataError` (S302).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as ET

import msgspec

from sayso.errors import DataError
from sayso.evaluation.gold import load
from sayso.records import Coding, Report, report_id
from sayso.vocabulary import Basis

TURNED = re.compile(r"(\d\d)-(\d\d)-(\d{4})")
ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d")
MALFORMED = "S302"
CAT_SENTENCES = 5  # MEANTIME annotates the headline, the date line and the first four sentences of the story
CLOSING = re.compile(r"^(?:[.,;:!?%)\]}]|'s|’s|''|n't|'re|'ve|'ll|'d|'m)")
OPENING = frozenset({"(", "[", "{", "``", "$", "€", "£", "“", "‘"})


@dataclass(frozen=True, slots=True)
class GoldTime:
    """An expression as annotated: characters ``[start, end)``, its type (None where the corpus has none) and value (None where open)."""

    start: int
    end: int
    type: str | None
    value: str | None


@dataclass(frozen=True, slots=True)
class GoldTimes:
    """A report with its gold expressions; only those inside the characters ``scope`` are annotated, and scored."""

    name: str
    report: Report
    times: tuple[GoldTime, ...]
    scope: tuple[int, int]


def read_gold(path: Path) -> GoldTimes:
    """One corpus file, its format told by its content. Raises `DataError` (S302)."""
    if path.suffix == ".ann":
        return _of_coding(load(path).coding, path.name)
    try:
        content = path.read_text(encoding="utf-8", errors="replace")
    except OSError as error:
        raise DataError(MALFORMED, f"cannot be read: {error}", where=path.name, fix="Check the path.") from error
    head = content[:4096]
    if "<!ENTITY" in head:
        raise DataError(MALFORMED, "declares XML entities, which are refused.", where=path.name, fix="Expand them first.")
    if head.lstrip().startswith("{"):
        return _coding(content, path.name)
    if "<Document" in head:
        return _cat(content, path.name)
    if "<TIMEX2" in content:
        return _timex2(content, path.name)
    return _timeml(content, path.name)


def gold_files(paths: list[Path] | tuple[Path, ...]) -> Iterator[Path]:
    """The files of the paths: a file stands for itself, a folder for its files of a known kind, in the order of their names."""
    for path in paths:
        if path.is_dir():
            yield from sorted(p for p in path.rglob("*") if p.suffix in {".tml", ".xml", ".json", ".ann"} and p.is_file())
        else:
            yield path


def _report(text: str, published: str | None) -> Report:
    day = plain_value(published[:10]) if published else None
    day = day if day is not None and ISO_DAY.fullmatch(day) else None
    return Report(id=report_id(text), text=text, published=day, published_basis=Basis.METADATA if day else Basis.NONE)


def plain_value(value: str | None) -> str | None:
    """A gold value, with days written day-month-year (MEANTIME has some) turned round; None for an empty one."""
    match = TURNED.fullmatch(value or "")
    return f"{match[3]}-{match[2]}-{match[1]}" if match else None if value in {None, "", "null"} else value


def parse_xml(content: str, name: str) -> ET.Element:
    """The root of a corpus file, whose entities the caller has refused. Raises `DataError` (S302)."""
    try:
        return ET.fromstring(content)  # noqa: S314 - entities are refused above
    except ET.ParseError as error:
        raise DataError(MALFORMED, f"is no well-formed XML: {error}", where=name, fix="Check the file.") from error


def _timeml(content: str, name: str) -> GoldTimes:
    root = parse_xml(content, name)
    created, body = None, root.find("TEXT")
    for element in root.iter("TIMEX3"):
        if element.get("functionInDocument") in {"CREATION_TIME", "PUBLICATION_TIME"} and created is None:
            created = element.get("value")
    if body is None:
        raise DataError(MALFORMED, "has no TEXT element.", where=name, fix="Give TimeML files.")
    text, times = _inline(body, "TIMEX3")
    return GoldTimes(name, _report(text, created), times, (0, len(text)))


def _inline(body: ET.Element, tag: str) -> tuple[str, tuple[GoldTime, ...]]:
    """The text of an element, and its outermost expressions."""
    parts: list[str] = []
    times: list[GoldTime] = []
    length = 0
    stack: list[tuple[ET.Element, bool, int, bool]] = [(body, False, 0, False)]
    while stack:
        element, closing, start, inside = stack.pop()
        if closing:
            if element.tag == tag and not inside and length > start:
                value = element.get("value") or element.get("val")
                times.append(GoldTime(start, length, element.get("type"), plain_value(value)))
            if element is not body and element.tail:
                parts.append(element.tail)
                length += len(element.tail)
            continue
        begin = length
        if element.text:
            parts.append(element.text)
            length += len(element.text)
        stack.append((element, True, begin, inside))
        nested = inside or element.tag == tag
        stack.extend((child, False, 0, nested) for child in reversed(element))
    return "".join(parts), tuple(sorted(times, key=lambda time: time.start))


_AMPERSAND = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[0-9a-fA-F]+);)")


def _timex2(content: str, name: str) -> GoldTimes:
    root = parse_xml(_AMPERSAND.sub("&amp;", content), name)
    created = root.find("DATETIME/TIMEX2")
    body = root.find("TEXT")
    if body is None:
        raise DataError(MALFORMED, "has no TEXT element.", where=name, fix="Give WikiWars key files.")
    text, times = _inline(body, "TIMEX2")
    return GoldTimes(name, _report(text, created.get("val") if created is not None else None), times, (0, len(text)))


def _cat(content: str, name: str) -> GoldTimes:
    root = parse_xml(content, name)
    text, places, limit = cat_text(root)
    created, times = None, []
    for element in root.iter("TIMEX3"):
        anchors = [places[a.get("t_id", "")] for a in element.findall("token_anchor") if a.get("t_id", "") in places]
        if element.get("functionInDocument") == "CREATION_TIME":
            created = element.get("value")
        if anchors:
            start, end = min(a for a, _ in anchors), max(b for _, b in anchors)
            if end <= limit:
                times.append(GoldTime(start, end, element.get("type"), plain_value(element.get("value"))))
    created = created or next((t.value for t in times if t.value and ISO_DAY.fullmatch(t.value)), None)
    times.sort(key=lambda time: (time.start, -time.end))
    return GoldTimes(name, _report(text, created), _outermost(times), (0, limit))


def _outermost(times: list[GoldTime]) -> tuple[GoldTime, ...]:
    """The expressions, in the order of their starts and the longest first, that do not lie inside another."""
    found: list[GoldTime] = []
    for time in times:
        inside = found and found[-1].start <= time.start and time.end <= found[-1].end
        if not inside or (found[-1].start, found[-1].end) == (time.start, time.end):
            found.append(time)
    return tuple(found)


def cat_text(root: ET.Element) -> tuple[str, dict[str, tuple[int, int]], int]:
    """The text put together again from the tokens, the characters of each token, and the end of the annotated part."""
    parts: list[str] = []
    places: dict[str, tuple[int, int]] = {}
    length, sentence, limit, before = 0, "0", 0, ""
    for token in root.iter("token"):
        word, here = token.text or "", token.get("sentence", "0")
        gap = "" if not parts else "\n\n" if here != sentence and int(here) <= 2 else "\n" if here != sentence else " "  # noqa: PLR2004
        if gap == " " and (CLOSING.match(word) or before in OPENING):
            gap = ""
        parts += [gap, word]
        length += len(gap)
        places[token.get("t_id", "")] = (length, length + len(word))
        length += len(word)
        sentence, before = here, word
        if int(here) <= CAT_SENTENCES:
            limit = length
    return "".join(parts), places, limit


def _coding(content: str, name: str) -> GoldTimes:
    try:
        coding = msgspec.json.decode(content.encode("utf-8"), type=Coding)
    except (msgspec.DecodeError, ValueError) as error:
        raise DataError(MALFORMED, f"is no coding: {error}", where=name, fix="Give what `sayso read --json` prints.") from error
    return _of_coding(coding, name)


def _of_coding(coding: Coding, name: str) -> GoldTimes:
    times = tuple(GoldTime(t.start, t.end, t.type, t.value) for t in coding.times)
    return GoldTimes(name, coding.report, times, (0, len(coding.report.text)))
