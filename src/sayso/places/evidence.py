"""What a report says of where its toponyms are: containers named in the text, words for their kind, countries spoken of, the dateline.

Occurrences of one name are one question: they share their evidence and get one answer (a group).
"""

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sayso.places.candidates import Candidate
from sayso.places.context import Page, definition
from sayso.places.entries import Entry, Rank
from sayso.places.gazetteer import Gazetteer
from sayso.places.lexicon import words
from sayso.records import Report

KINDS = ("division-type", "county-type", "town-type", "water-type", "island-type", "land-type")
_LINKS = frozenset(
    {
        ", ",
        ", in ",
        " in ",
        " of ",
        " in the ",
        " (",
        " of the ",
        " – ",
        " - ",
        " in southern ",
        " in northern ",
        " in eastern ",
        " in western ",
        " in central ",
    }
)
_REACH = 60
_SURE_RATIO = 10
_STEPS = 2
_LONGEST = 200  # characters of a publisher or dateline that are read


@dataclass(frozen=True)
class Group:
    """The occurrences of one name, with what the text says of it.

    ``containers`` are the keys of the names that the text puts around it, ``kinds`` the types that its words give it.
    """

    key: str
    members: tuple[int, ...]
    entries: tuple[Entry, ...]
    containers: frozenset[str]
    kinds: frozenset[str]


@dataclass(frozen=True)
class Scene:
    """What is said once for the whole report: its groups, how much it speaks of each country, where its publisher and its dateline are."""

    groups: tuple[Group, ...]
    countries: Mapping[str, float]
    home: frozenset[str]
    desk: tuple[frozenset[str], frozenset[tuple[str, str]]]
    by_key: Mapping[str, Group]


def scene_of(page: Page, found: Sequence[Candidate], report: Report, gazetteer: Gazetteer) -> Scene:
    """The groups of the toponyms found (``page.candidates`` also hold the demonyms) and the countries of the report."""
    members: dict[str, list[int]] = defaultdict(list)
    containers: dict[str, set[str]] = defaultdict(set)
    kinds: dict[str, set[str]] = defaultdict(set)
    for number, candidate in enumerate(found):
        members[candidate.key].append(number)
        kinds[candidate.key] |= _kinds(page, candidate)
        if any(a <= candidate.start < b and not page.text[a : candidate.start].strip() for a, b in page.datelines):
            kinds[candidate.key].add("dateline")
        if number + 1 < len(found):
            other = found[number + 1]
            if page.text[candidate.end : min(other.start, candidate.end + _REACH)] in _LINKS or _chained(page, candidate, other):
                containers[candidate.key].add(other.key)
        if number:
            other = found[number - 1]
            if page.text[other.end : other.end + 3] in {"'s ", "’s "} and other.end + 3 == candidate.start:
                containers[candidate.key].add(other.key)
    outers = _closure(containers)
    groups = tuple(
        Group(key, tuple(numbers), found[numbers[0]].named, outers.get(key, frozenset()), frozenset(kinds[key])) for key, numbers in members.items()
    )
    return Scene(groups, _countries(page), _home(report, gazetteer), _desk(report, gazetteer), {g.key: g for g in groups})


def _chained(page: Page, inner: Candidate, outer: Candidate) -> bool:
    """A definition that names the container: "Ramadi, the provincial capital of the sprawling Anbar province", "Reading is a town in X"."""
    told = definition(page, inner)
    if told is None or outer.start - told[1] > _REACH or outer.start < told[1]:
        return False
    gap = page.text[told[1] : outer.start]
    return not any(c in gap for c in '.;:!?\n“”"(,') and (gap.split() or [""])[0] in {"in", "of", "on", "near", "within"}


def _closure(containers: Mapping[str, set[str]]) -> dict[str, frozenset[str]]:
    """With each container its own containers, up to three steps."""
    found = {}
    for key, outers in containers.items():
        reached = set(outers)
        for _ in range(_STEPS):
            reached |= {more for outer in reached for more in containers.get(outer, ())}
        found[key] = frozenset(reached - {key})
    return found


def _kinds(page: Page, candidate: Candidate) -> set[str]:
    """The types that the words next to an occurrence, or its own last word, give it."""
    found = set()
    after, before, two = page.after(candidate), page.before(candidate), page.before(candidate, 2)
    near = []
    if after is not None and page.gap_after(candidate) == " ":
        near.append(after.key)
    if before is not None and page.gap_before(candidate) == " ":
        if before.key == "of" and two is not None:
            near.append(two.key)
        elif before.key in {"lake", "mt", "river"} or (before.key != "state" and not before.capital):
            near.append(before.key)
    if candidate.last - candidate.first > 1:
        near.append(page.words[candidate.last - 1].key)
    told = definition(page, candidate)
    if told is not None:
        near.append(told[0])
    for word in near:
        found |= {kind for kind in KINDS if word in words(kind)}
    return found


def _countries(page: Page) -> dict[str, float]:
    """The share of each country in what the report names surely: countries by name or demonym."""
    counts: Counter[str] = Counter()
    for candidate in page.candidates:
        sure = _sure(candidate)
        if sure is not None:
            counts[sure] += 1
    total = sum(math.sqrt(n) for n in counts.values())
    return {country: math.sqrt(n) / total for country, n in counts.items()}


def _sure(candidate: Candidate) -> str | None:
    """The country that a candidate names beyond doubt."""
    lands = [e for e in candidate.entries if e.is_country and e.rank is not Rank.ALTERNATE]
    if len(lands) == 1 and not any(e.is_division and e.rank <= Rank.ALIAS for e in candidate.entries):
        return lands[0].countries[0]
    towns = [e for e in candidate.named if e.rank <= Rank.ALIAS]
    if not lands and towns and all(e.country == towns[0].country for e in towns) and candidate.last - candidate.first > 1:
        return towns[0].country
    if not lands and len(towns) > 1 and towns[0].population > _SURE_RATIO * max(1, towns[1].population) and towns[0].feature in {"P/PPLC", "A/ADM1"}:
        return towns[0].country
    return None


def _home(report: Report, gazetteer: Gazetteer) -> frozenset[str]:
    """The countries that the publisher's and the agency's names speak of."""
    found = set()
    for name in (report.publisher, report.agency):
        for word in (name or "")[:_LONGEST].split():
            found |= {e.countries[0] for e in gazetteer.lookup(word) if e.is_country and e.rank is not Rank.ALTERNATE}
    return frozenset(found)


def _desk(report: Report, gazetteer: Gazetteer) -> tuple[frozenset[str], frozenset[tuple[str, str]]]:
    """The countries that the dateline names or its town most likely lies in, and the divisions (country, code) that it names."""
    place = report.dateline.place if report.dateline is not None else None
    named = [tuple(e for e in gazetteer.lookup(part.strip()) if e.rank <= Rank.ALIAS) for part in (place or "")[:_LONGEST].split(",")]
    outer = [e for entries in named[1:] for e in entries if e.is_country or e.is_division]
    first = named[0] if named else ()
    held = [e for e in first if any(e.countries == o.countries and (o.is_country or o.admin1 == e.admin1) for o in outer)]
    towns = held or ([] if outer else sorted((e for e in first if e.is_town), key=lambda e: -e.population)[:1])
    lands = {e.countries[0] for e in (*towns, *outer) if e.countries}
    return frozenset(lands), frozenset((e.countries[0], e.admin1) for e in outer if e.admin1)
