"""The hand-written facts: tables in ``data/``, one row a place, ``|`` between the parts of a field, ``#`` before a comment."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from sayso.errors import InstallError


@dataclass(frozen=True, slots=True)
class Country:
    """A country or territory: codes, name in use, rounded centre, other names, demonyms."""

    iso3: str
    iso2: str
    name: str
    point: tuple[float, float]
    aliases: tuple[str, ...]
    demonyms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Division:
    """A first-level division; ``code`` is GeoNames' admin1 code; ``point`` only where its towns would misplace it."""

    country: str
    code: str
    name: str
    point: tuple[float, float] | None
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Region:
    """A sea, river, range, island, county or informal region: GeoNames feature, rounded centre, radius (km), countries, names, demonyms."""

    name: str
    feature: str
    point: tuple[float, float]
    radius_km: float
    countries: tuple[str, ...]
    aliases: tuple[str, ...]
    demonyms: tuple[str, ...]


def data_folder() -> Traversable:
    """The folder of the data files of this room."""
    return files("sayso.places") / "data"


def default_path() -> Path:
    """Where the gazetteer that Sayso ships lies."""
    return Path(str(data_folder() / "gazetteer.bin"))


def rows(name: str, columns: int) -> list[list[str]]:
    """The rows of one table, without comments and heading. Raises `InstallError` (S402) where a row has another number of columns."""
    table = []
    for number, line in enumerate((data_folder() / name).read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith("#") or not line:
            continue
        row = line.split("\t")
        if len(row) != columns:
            raise InstallError(
                "S402", f"line {number} of {name} has {len(row)} columns, not {columns}.", where="sayso/places/data", fix="Reinstall Sayso."
            )
        table.append(row)
    return table[1:]


def _parts(field: str) -> tuple[str, ...]:
    return tuple(part for part in field.split("|") if part)


@cache
def countries() -> tuple[Country, ...]:
    """The countries and territories."""
    return tuple(Country(r[0], r[1], r[2], (float(r[3]), float(r[4])), _parts(r[5]), _parts(r[6])) for r in rows("countries.tsv", 7))


@cache
def divisions() -> tuple[Division, ...]:
    """The first-level divisions."""
    return tuple(Division(r[0], r[1], r[2], (float(r[3]), float(r[4])) if r[3] else None, _parts(r[5])) for r in rows("divisions.tsv", 6))


@cache
def regions() -> tuple[Region, ...]:
    """The seas, rivers, ranges, islands and regions."""
    return tuple(
        Region(r[0], r[1], (float(r[2]), float(r[3])), float(r[4]), _parts(r[5]), _parts(r[6]), _parts(r[7])) for r in rows("regions.tsv", 8)
    )


@cache
def division_demonyms() -> dict[tuple[str, str], tuple[str, ...]]:
    """Demonyms by country code and name of the division."""
    return {(r[0], r[1]): _parts(r[2]) for r in rows("demonyms.tsv", 3)}


@cache
def town_names() -> dict[int, tuple[str, tuple[str, ...]]]:
    """By GeoNames id: the name of a town in news use, and other names."""
    return {int(r[0]): (r[1], _parts(r[2])) for r in rows("towns.tsv", 3)}
