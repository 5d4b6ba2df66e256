"""Places that are described, not named: "a major dam on the Euphrates River", "the country's north".

Their name and GeoNames id stay null: which dam it is the text does not say, and neither does the record.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sayso.places.context import Page
from sayso.places.entries import Entry
from sayso.places.geometry import DEGREE_KM
from sayso.places.lexicon import words

_BACK = 5
_OWNERS = frozenset({"country", "nation", "republic", "kingdom", "island"})
_ARTICLES = frozenset({"a", "an", "the", "another", "one"})
_FEATURES = {
    "dam": "S/DAM", "bridge": "S/BDG", "refinery": "S/OILR", "airbase": "S/AIRB", "airport": "S/AIRP", "airfield": "S/AIRF", "seaport": "H/HBR",
    "harbor": "H/HBR", "harbour": "H/HBR", "camp": "S/CMP", "prison": "S/PRN", "mine": "S/MN", "oilfield": "L/OILF", "gasfield": "L/GASF",
    "pipeline": "L/OILP", "reservoir": "H/RSV", "base": "S/INSM", "shrine": "S/SHRN", "monastery": "S/MSTY", "tunnel": "R/TNL", "crossing": "S/PSTB",
    "checkpoint": "S/PSTB", "barracks": "S/INSM",
}  # fmt: skip
_SHIFTS = {"north": (0.5, 0.0), "south": (-0.5, 0.0), "east": (0.0, 0.5), "west": (0.0, -0.5)}
_HYPHEN = re.compile(r"[-‑ ]")


@dataclass(frozen=True, slots=True)
class Described:
    """A described place at characters ``[start, end)``: its feature, the country it is in, and a point and radius where they follow from that."""

    start: int
    end: int
    feature: str
    country: Entry | None
    point: tuple[float, float] | None
    radius_km: float | None
    rule: str


def facilities(page: Page, starts: Sequence[tuple[int, int]]) -> tuple[Described, ...]:
    """Noun phrases such as "a dam on the X" around toponyms; ``starts`` are the toponyms' characters ``[start, end)``."""
    begins = dict(starts)
    found = []
    for at, word in enumerate(page.words[:-2]):
        if word.capital or word.key not in words("facility") or word.owner:
            continue
        link = page.words[at + 1]
        if link.key not in words("facility-link") or page.text[word.end : link.start] != " ":
            continue
        target = page.words[at + 2]
        if target.key == "the" and at + 3 < len(page.words):
            target = page.words[at + 3]
        first = _phrase_start(page, at)
        if target.start in begins and first is not None and "\n\n" not in page.text[link.end : target.start]:
            found.append(
                Described(page.words[first].start, begins[target.start], _FEATURES.get(word.key, "S"), None, None, None, "described:facility")
            )
    return tuple(found)


def _phrase_start(page: Page, at: int) -> int | None:
    """The article that opens the noun phrase of a word: only plain words in between."""
    for back in range(1, _BACK + 1):
        if at - back < 0 or page.text[page.words[at - back].end : page.words[at - back + 1].start] not in {" ", "-", ", ", "\n"}:
            return None
        word = page.words[at - back]
        if word.key in _ARTICLES:
            return at - back
        if word.owner or word.key in words("function"):
            return None
    return None


def parts(page: Page, countries: Sequence[tuple[int, Entry]]) -> tuple[Described, ...]:
    """Phrases such as "the country's north"; ``countries`` are the countries named so far, by offset, in the order of the text."""
    found = []
    for at, word in enumerate(page.words[:-1]):
        part = page.words[at + 1]
        if not (word.owner and word.key in _OWNERS and not word.capital and part.key in words("part") and not part.owner):
            continue
        if page.text[word.end + 2 : part.start] != " " or not at or page.words[at - 1].key != "the":
            continue
        before = [entry for start, entry in countries if start < word.start]
        country = before[-1] if before else None
        point, radius = _area(country, part.key) if country is not None else (None, None)
        found.append(Described(page.words[at - 1].start, part.end, "L/RGN", country, point, radius, "described:part"))
    return tuple(found)


def _area(country: Entry, part: str) -> tuple[tuple[float, float] | None, float | None]:
    """A disc for a part of a country: half its radius towards that side; None for parts without a side."""
    sides = [shift for name, shift in _SHIFTS.items() if name in _HYPHEN.sub("", part)]
    if not sides:
        return None, None
    degrees = country.radius_km / DEGREE_KM
    latitude = max(-90.0, min(90.0, country.latitude + degrees * sum(s[0] for s in sides)))
    longitude = country.longitude + degrees * sum(s[1] for s in sides)
    return (round(latitude, 2), round((longitude + 180) % 360 - 180, 2)), round(country.radius_km * 0.6, 1)
