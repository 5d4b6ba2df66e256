"""Corpora of toponyms as gold: GeoVirus, WikToR, and codings in the record's own format.

GeoVirus (Gritta et al. 2018): Wikinews, one-based offsets; the documents whose number in the file is divisible by three are the
development part, the others fit the weights. WikToR (Gritta et al. 2017): first paragraphs of articles on ambiguous names; only
the name of the article is annotated.
"""

import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree  # noqa: ICN001 (no binding makes it clearer)

import msgspec

from sayso.errors import DataError
from sayso.records import Coding, Report, report_id
from sayso.vocabulary import Layer

_PARTS = 3
_CELLS = 6


@dataclass(frozen=True, slots=True)
class GoldToponym:
    """A toponym at characters ``[start, end)`` with what the gold says of it: degrees, country (ISO alpha-3), role; null where it says nothing."""

    start: int
    end: int
    latitude: float | None = None
    longitude: float | None = None
    country: str | None = None
    role: str | None = None


@dataclass(frozen=True, slots=True)
class GoldPlaces:
    """A report with its gold toponyms; ``complete`` where every toponym of the text is annotated, ``modifiers`` where demonyms are too."""

    name: str
    report: Report
    toponyms: tuple[GoldToponym, ...]
    complete: bool = True
    modifiers: bool = False


def geovirus(path: Path, part: str | None = None) -> Iterator[GoldPlaces]:
    """The documents of GeoVirus: of part ``dev`` (every third), ``train`` (the others) or all. Raises `DataError` (S302)."""
    try:
        root = ElementTree.parse(path).getroot()  # noqa: S314 (a corpus file that the user names)
        for number, article in enumerate(root):
            if part is None or (part == "dev") == (number % _PARTS == 0):
                yield _article(number, article)
    except (OSError, ElementTree.ParseError, TypeError, ValueError) as error:
        raise DataError("S302", "this is no GeoVirus file.", where=path.name, fix="Name GeoVirus.xml.") from error


def _article(number: int, article: ElementTree.Element) -> GoldPlaces:
    text = article.findtext("text") or ""
    toponyms = [
        GoldToponym(int(_field(x, "start")) - 1, int(_field(x, "end")) - 1, float(_field(x, "lat")), float(_field(x, "lon")))
        for x in article.iterfind("locations/location")
    ]
    return GoldPlaces(f"geovirus-{number}", Report(id=report_id(text), text=text), tuple(sorted(toponyms, key=lambda t: t.start)))


def _field(element: ElementTree.Element, name: str) -> str:
    value = element.findtext(name)
    if value is None:
        msg = f"no {name}"
        raise ValueError(msg)
    return value


def wiktor(path: Path) -> Iterator[GoldPlaces]:
    """The documents of WikToR's archive. Raises `DataError` (S302)."""
    try:
        with tarfile.open(path) as archive:  # read in the order of the archive: a seek back would unpack it anew
            files = {m.name: _content(archive, m) for m in archive if m.isfile()}
        gold = next(content for name, content in files.items() if name.endswith("WikToR_gold.txt"))
        for number, line in enumerate(gold.splitlines()):
            text = files.get(f"corpora/WikToR/{number}")
            if text is not None:
                yield GoldPlaces(
                    f"wiktor-{number}", Report(id=report_id(text), text=text), tuple(_row(r) for r in line.split("||") if r), complete=False
                )
    except (OSError, StopIteration, ValueError, tarfile.TarError) as error:
        raise DataError("S302", "this is no WikToR archive.", where=path.name, fix="Name wiktor_eupeg.tar.gz.") from error


def _content(archive: tarfile.TarFile, member: tarfile.TarInfo) -> str:
    file = archive.extractfile(member)
    return file.read().decode("utf-8", "replace") if file is not None else ""


def _row(row: str) -> GoldToponym:
    cells = row.split(",,")
    if len(cells) != _CELLS:
        msg = "a row of the gold file has another number of cells"
        raise ValueError(msg)
    return GoldToponym(int(cells[4]), int(cells[5]), float(cells[2]), float(cells[3]))


def codings(path: Path) -> Iterator[GoldPlaces]:
    """The codings of a JSON Lines file that claim to hold places. Raises `DataError` (S302)."""
    try:
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if line.strip():
                coding = msgspec.json.decode(line, type=Coding)
                if Layer.PLACES in coding.layers:
                    yield of_coding(f"{path.stem}-{number}", coding)
    except (OSError, UnicodeDecodeError, msgspec.MsgspecError) as error:
        raise DataError(
            "S302", f"this is no file of codings: {error}", where=path.name, fix="One coding a line, as `sayso read --json` prints them."
        ) from error


def of_coding(name: str, coding: Coding) -> GoldPlaces:
    """The gold places of one coding; described places (without a name) are left out."""
    named = [p for p in coding.places if not (p.rule or "").startswith("described")]
    toponyms = (GoldToponym(p.start, p.end, p.latitude, p.longitude, p.country, str(p.role)) for p in named)
    return GoldPlaces(name, coding.report, tuple(sorted(toponyms, key=lambda t: t.start)), modifiers=True)
