"""Who is who, as editable tables: states, organisations, armed groups, parties, agencies, media, companies, leaders.

A line holds a name, its aliases, the country and sectors in PLOVER's codes, and the period for which they hold. `Aliases.load` reads the
packaged tables and then the user's own files; where two lines give one alias for the same day, the later line wins.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from functools import cache, cached_property
from pathlib import Path

from sayso.actors.lexicon import Lexicon
from sayso.actors.pieces import cut, first_piece
from sayso.actors.tables import Row, malformed, packaged, read
from sayso.vocabulary import Kind, Sector

INTERNATIONAL = frozenset({"UNO", "EUR", "IGO", "NGO", "ISM", "IMG", "MNC"})
COLUMNS = ("name", "aliases", "country", "sectors", "kind", "since", "until", "office", "note")
TABLES = ("organisations.tsv", "armed_groups.tsv", "agencies.tsv", "parties.tsv", "media.tsv", "companies.tsv", "leaders.tsv")
_DATE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")
_COUNTRY = re.compile(r"[A-Z]{3}")
_SECTORS = {sector.value: sector for sector in Sector}
_KINDS = {kind.value: kind for kind in Kind}


class Form(IntEnum):
    """How a line is named: by a name, by an adjective or a word for its people, or by its seat."""

    NAME = 0
    DEMONYM = 1
    SEAT = 2


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: what it says of somebody or something, and for which days (ISO dates as precise as known, both included)."""

    name: str
    country: str | None
    sectors: tuple[Sector, ...]
    kind: Kind
    source: str
    order: tuple[int, int]
    state: bool = False
    since: str = ""
    until: str = ""
    office: str = ""

    def holds_on(self, day: str) -> bool:
        """Whether the line holds on an ISO date."""
        return (not self.since or day[: len(self.since)] >= self.since) and (not self.until or day[: len(self.until)] <= self.until)


@dataclass(frozen=True, slots=True)
class Alias:
    """One way to name a line; ``weak`` where the words are ambiguous and need support from the report."""

    text: str
    entry: Entry
    form: Form = Form.NAME
    weak: bool = False


Found = tuple[tuple[tuple[str, ...], tuple[Alias, ...]], ...]
_Raw = tuple[str, Form, Row, int]


@dataclass(frozen=True)
class Aliases:
    """The tables, ready for look-ups: `starting` gives the aliases by their first word, `lexicon` the common words."""

    raw: Mapping[str, list[_Raw]] = field(repr=False)
    lexicon: Lexicon = field(repr=False)
    made: dict[str, Found] = field(default_factory=dict, repr=False, compare=False)

    @staticmethod
    def load(*user_files: Path) -> "Aliases":
        """The packaged tables with the user's files after them; loaded once for each list of files. Raises `DataError` (S304)."""
        return _load(*((path, path.stat().st_mtime_ns if path.exists() else 0) for path in user_files))

    def starting(self, word: str) -> Found:
        """The aliases that start with a folded word, longest first, each with its lines in the order of the tables."""
        if word not in self.raw:
            return ()
        found = self.made.get(word)
        if found is None:
            table: dict[tuple[str, ...], list[Alias]] = {}
            for text, form, row, layer in self.raw.get(word, ()):
                plain = text.removeprefix("?")
                table.setdefault(cut(plain), []).append(Alias(plain, _entry(row, layer), form, weak=plain != text))
            found = tuple(sorted(((words, tuple(aliases)) for words, aliases in table.items()), key=lambda item: -len(item[0])))
            self.made[word] = found
        return found

    @cached_property
    def dependencies(self) -> Mapping[str, tuple[str, tuple[Sector, ...]]]:
        """The state, and the sectors that come with it, for each ISO code that PLOVER does not use."""
        rows = packaged("actors", "dependencies.tsv")
        return {row.cell("code"): (row.cell("country"), _sectors(row)) for row in rows}

    @cached_property
    def leaders(self) -> Mapping[str, tuple[Entry, ...]]:
        """The terms of those who held an office, by the last word of their name."""
        found: dict[str, list[Entry]] = {}
        for row in packaged("actors", "leaders.tsv"):
            found.setdefault(cut(row.cell("name"))[-1], []).append(_entry(row, 2))
        return {word: tuple(entries) for word, entries in found.items()}

    @cached_property
    def states(self) -> Mapping[str, str]:
        """The name in use of each country, by its code."""
        return {row.cell("iso3"): row.cell("name") for row in packaged("places", "countries.tsv")}

    def actor_code(self, country: str | None) -> tuple[str | None, tuple[Sector, ...]]:
        """The country that PLOVER gives for an ISO code (dependencies under their state), and the sectors that come with it."""
        return self.dependencies.get(country or "", (country, ()))


@cache
def _load(*user_files: tuple[Path, int]) -> Aliases:
    raw: dict[str, list[_Raw]] = {}
    for text, form, row, layer in (*_places(), *_packaged(), *_own(path for path, _ in user_files)):
        raw.setdefault(first_piece(text.removeprefix("?")), []).append((text, form, row, layer))
    raw.pop("", None)
    return Aliases(raw, Lexicon.load())


def _places() -> Iterable[_Raw]:
    """Names and demonyms of the places room's tables."""
    for file, columns in (("countries.tsv", ("name", "aliases")), ("demonyms.tsv", ()), ("regions.tsv", ())):
        for row in packaged("places", file):
            for column in columns:
                for text in row.listed(column):
                    yield text, Form.NAME, row, 0
            for text in row.listed("demonyms"):
                yield text, Form.DEMONYM, row, 0


def _packaged() -> Iterable[_Raw]:
    for row in packaged("actors", "states.tsv"):
        for column, form in (("aliases", Form.NAME), ("demonyms", Form.DEMONYM), ("seats", Form.SEAT)):
            for text in row.listed(column):
                yield text, form, row, 1
    for file in TABLES:
        for row in packaged("actors", file):
            for text in row.listed("aliases"):
                yield text, Form.NAME, row, 2


def _own(paths: Iterable[Path]) -> Iterable[_Raw]:
    for layer, path in enumerate(paths, start=3):
        for row in read(path, COLUMNS, ("name",)):
            _check(row)
            listed = row.listed("aliases")
            named = row.cell("name") in {text.removeprefix("?") for text in listed}
            for text in dict.fromkeys(listed if named else (row.cell("name"), *listed)):
                yield text, Form.NAME, row, layer


def _entry(row: Row, layer: int) -> Entry:
    """What a row says; rows of the places room give their country only where there is one."""
    if layer == 0:
        countries = row.listed("countries")
        country = row.cell("iso3") or row.cell("country") or (countries[0] if len(countries) == 1 else None)
        return Entry(row.cell("name") or row.cell("division"), country, (), Kind.PLACE, row.source, (0, row.line), state=bool(row.cell("iso3")))
    kind = Kind.PLACE if layer == 1 else _KINDS[row.cell("kind") or "organization"]
    period = row.cell("since"), row.cell("until")
    return Entry(
        row.cell("name"), row.cell("country") or None, _sectors(row), kind, row.source, (layer, row.line), layer == 1, *period, row.cell("office")
    )


def _sectors(row: Row) -> tuple[Sector, ...]:
    return tuple(_SECTORS[code] for code in row.cell("sectors").split())


def _check(row: Row) -> None:
    """Raise `DataError` (S304) where a cell of a user's row is not of its column's kind."""
    unknown = [code for code in row.cell("sectors").split() if code not in _SECTORS]
    if unknown:
        raise malformed(row, f"{unknown[0][:40]!r} is no sector; the sectors are {' '.join(sorted(_SECTORS))}.")
    country = row.cell("country")
    if country and not _COUNTRY.fullmatch(country):
        raise malformed(row, f"{country[:40]!r} is no country: three capital letters (ISO 3166-1 alpha-3, or {' '.join(sorted(INTERNATIONAL))}).")
    if row.cell("kind") and row.cell("kind") not in _KINDS:
        raise malformed(row, f"{row.cell('kind')[:40]!r} is no kind; the kinds are {' '.join(_KINDS)}.")
    for column in ("since", "until"):
        if row.cell(column) and not _DATE.fullmatch(row.cell(column)):
            raise malformed(row, f"{column} {row.cell(column)[:40]!r} is no date like 2023, 2023-04 or 2023-04-15.")
