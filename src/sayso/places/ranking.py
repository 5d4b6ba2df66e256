"""Which place a toponym is: a log-linear model over named features of each place that bears the name, and a calibrated probability.

First every group is ranked by what the text says of it; then once more with the distances to what the others most likely are.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sayso.places.context import Features
from sayso.places.entries import Entry, Rank
from sayso.places.evidence import Group, Scene
from sayso.places.geometry import distance_km
from sayso.places.recognition import Weights, sigmoid

MOST = 60  # places ranked for one name
ANCHORS = 60  # places that a place is measured against
_NEAR_KM = 150.0
_FAR_KM = 800.0
_KNOWN = 100_000


@dataclass(frozen=True, slots=True)
class Ranked:
    """One place that a group may be, with its score (log-linear), its share among all, and the features behind it."""

    entry: Entry
    score: float
    share: float
    features: Features


@dataclass(frozen=True, slots=True)
class Resolution:
    """The places that a group may be, best first, and the probability that the best is right."""

    group: Group
    ranked: tuple[Ranked, ...]
    probability: float

    @property
    def best(self) -> Entry | None:
        """The best place, or None where the gazetteer knows none."""
        return self.ranked[0].entry if self.ranked else None


def resolve(scene: Scene, model: Weights) -> tuple[Resolution, ...]:
    """Rank the places of every group, twice: the second time knowing the likely places of the other groups."""
    pools = [shortlist(group) for group in scene.groups]
    anchors: list[tuple[str, Entry, float]] = []
    ranked: list[tuple[Ranked, ...]] = []
    for _ in range(2):
        ranked = [rank(pool, group_features(pool, group, scene, anchors), model.ranking) for pool, group in zip(pools, scene.groups, strict=True)]
        anchors = strongest(scene.groups, ranked)
    return tuple(Resolution(g, r, probability_of(r, g, model.calibration)) for g, r in zip(scene.groups, ranked, strict=True))


def strongest(groups: Sequence[Group], ranked: Sequence[Sequence[Ranked]]) -> list[tuple[str, Entry, float]]:
    """The likely places of the groups that say most of where the report is: the most certain and most often named, at most `ANCHORS`."""
    found = [(g.key, r[0].entry, r[0].share, len(g.members)) for g, r in zip(groups, ranked, strict=True) if r]
    found.sort(key=lambda a: -a[2] * min(a[3], 3))
    return [(key, entry, share) for key, entry, share, _ in found[:ANCHORS]]


def shortlist(group: Group) -> tuple[Entry, ...]:
    """The places worth ranking: all but the least populous bearers of a very common name."""
    return tuple(sorted(group.entries, key=lambda e: (e.rank, -e.population, e.index))[:MOST])


def group_features(pool: Sequence[Entry], group: Group, scene: Scene, anchors: Sequence[tuple[str, Entry, float]]) -> list[Features]:
    """The features of each place of a pool."""
    top = max((e.population for e in pool if e.is_town), default=0)
    outers = [e for key in group.containers if key in scene.by_key for e in _outer(scene.by_key[key])]
    held = [any(_holds(outer, entry) for outer in outers) for entry in pool]
    seats = {(e.countries, e.admin1) for e in pool if e.is_town and e.rank is Rank.NAME}
    others = [(e, share) for key, e, share in anchors if key != group.key and e.countries and not e.is_country]
    told = any(held), bool(outers) and not any(held)
    rows = [_features(entry, group, scene, top, (inside, *told), others) for entry, inside in zip(pool, held, strict=True)]
    for entry, found in zip(pool, rows, strict=True):
        if entry.is_division and entry.rank is Rank.NAME and (entry.countries, entry.admin1) in seats and "division-type" not in group.kinds:
            found["seat"] = 1.0
    return rows


def _features(
    entry: Entry,
    group: Group,
    scene: Scene,
    top: int,
    held: tuple[bool, bool, bool],
    others: Sequence[tuple[Entry, float]],
) -> Features:
    found: Features = {
        "alias": entry.rank is Rank.ALIAS,
        "alternate": entry.rank is Rank.ALTERNATE,
        "country": entry.is_country,
        "division": entry.is_division,
        "region": not (entry.is_country or entry.is_division or entry.is_town),
        "capital": entry.feature == "P/PPLC",
        "population": math.log10(1 + entry.population) / 7 if entry.is_town else 0.0,
        "behind": (math.log10(1 + top) - math.log10(1 + entry.population)) / 3 if entry.is_town else 0.0,
        "inside": held[0],
        "contradicted": held[2],
        "outside": held[1] and not held[0],
        "own": entry.user,
    }
    if entry.countries and not entry.is_country:
        found["spoken_of"] = max(scene.countries.get(c, 0.0) for c in entry.countries)
        found["not_spoken_of"] = bool(scene.countries) and found["spoken_of"] == 0.0
        found["home"] = any(c in scene.home for c in entry.countries)
        found["dateline_country"] = any(c in scene.desk[0] for c in entry.countries)
        found["dateline_division"] = entry.admin1 is not None and (entry.countries[0], entry.admin1) in scene.desk[1]
    _of_kind(entry, group, found)
    _spread(entry, others, found)
    return {name: float(value) for name, value in found.items() if value}


def _of_kind(entry: Entry, group: Group, found: Features) -> None:
    kinds = group.kinds
    if "division-type" in kinds:
        found["kind_division"] = entry.is_division
        found["kind_not_division"] = not entry.is_division
    if "county-type" in kinds:
        found["kind_county"] = entry.feature.startswith("A/ADM") and not entry.is_division
    if "dateline" in kinds:
        found["dateline_town"] = entry.is_town
    if "town-type" in kinds:
        found["kind_town"] = entry.is_town
    if "water-type" in kinds:
        found["kind_water"] = entry.feature.startswith("H/")
    if "island-type" in kinds:
        found["kind_island"] = entry.feature[:5] in {"L/ISL", "L/PEN", "T/ISL"}
    if "land-type" in kinds:
        found["kind_land"] = entry.feature.startswith("T/")


def _spread(entry: Entry, others: Sequence[tuple[Entry, float]], found: Features) -> None:
    """How near the place is to what the other names of the report most likely are."""
    if entry.feature == "A/PCLI" or not others:
        return
    near = same = 0.0
    closest = _FAR_KM
    for other, share in others:
        away = distance_km(entry.latitude, entry.longitude, other.latitude, other.longitude)
        near = max(near, share * math.exp(-away / _NEAR_KM))
        closest = min(closest, away + _FAR_KM * (1 - share))
        if entry.admin1 and other.admin1 == entry.admin1 and other.countries == entry.countries:
            same = max(same, share)
    found["near"] = near
    found["same_division"] = same
    found["far"] = closest / _FAR_KM


def _outer(group: Group) -> list[Entry]:
    return [e for e in group.entries if e.rank <= Rank.ALIAS and (e.is_country or e.is_division or not e.is_town)]


def _holds(outer: Entry, inner: Entry) -> bool:
    """Whether one place lies in another: the same country or division, or within the radius of a region."""
    if outer.index == inner.index or inner.is_country:
        return False
    if outer.is_country:
        return outer.countries[0] in inner.countries
    if outer.is_division:
        if inner.admin1 is not None:
            return outer.admin1 == inner.admin1 and outer.countries == inner.countries
        return outer.countries == inner.countries and distance_km(outer.latitude, outer.longitude, inner.latitude, inner.longitude) < outer.radius_km
    return distance_km(outer.latitude, outer.longitude, inner.latitude, inner.longitude) < 1.5 * outer.radius_km


def rank(pool: Sequence[Entry], features: Sequence[Features], weights: Mapping[str, float]) -> tuple[Ranked, ...]:
    """The places of a pool by their score, best first."""
    scores = [sum(weights.get(name, 0.0) * value for name, value in f.items()) for f in features]
    if not scores:
        return ()
    top = max(scores)
    powers = [math.exp(s - top) for s in scores]
    total = sum(powers)
    rows = [Ranked(e, s, p / total, f) for e, s, p, f in zip(pool, scores, powers, features, strict=True)]
    return tuple(sorted(rows, key=lambda r: (-r.score, r.entry.index)))


def calibration_features(ranked: Sequence[Ranked], group: Group) -> Features:
    """What the probability rests on: the share of the best place, its kind, and whether the text confirms it."""
    best = ranked[0]
    rest = sum(r.share for r in ranked[1:] if distance_km(best.entry.latitude, best.entry.longitude, r.entry.latitude, r.entry.longitude) > _NEAR_KM)
    found: Features = {
        "bias": 1.0,
        "share": 1.0 - rest,
        "doubt": math.log(max(rest, 1e-4)) / math.log(1e-4),
        "country": best.entry.is_country,
        "division": best.entry.is_division,
        "alternate": best.entry.rank is Rank.ALTERNATE,
        "inside": "inside" in best.features,
        "unconfirmed": "not_spoken_of" in best.features,
        "contradicted": "contradicted" in best.features and not best.entry.is_country,
        "obscure": "not_spoken_of" in best.features and best.entry.is_town and best.entry.population < _KNOWN,
        "near": best.features.get("near", 0.0),
        "population": best.features.get("population", 0.0),
        "repeated": len(group.members) > 1,
    }
    return {name: float(value) for name, value in found.items() if value}


def probability_of(ranked: Sequence[Ranked], group: Group, weights: Mapping[str, float]) -> float:
    """The calibrated probability that the best place is right; 0 where there is none."""
    if not ranked:
        return 0.0
    return sigmoid(sum(weights.get(name, 0.0) * value for name, value in calibration_features(ranked, group).items()))
