"""Scores of places: recognition, and accuracy within 161 km (100 miles) over all gold toponyms, found or not.

A found toponym counts when it covers the same characters as a gold one, the class word after it aside ("Anbar province" for "Anbar").
Modifiers that no gold toponym covers and described places ("a dam on the Euphrates") are no false alarms where the gold has none of
their kind (GeoVirus annotates neither).
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields
from pathlib import Path

from sayso.evaluation.toponym_corpora import GoldPlaces, GoldToponym, geovirus, wiktor
from sayso.language.analysis import Analysis
from sayso.places import Gazetteer, find_places
from sayso.places.geometry import distance_km
from sayso.places.lexicon import words
from sayso.records import Place, Report
from sayso.vocabulary import Role

RADIUS_KM = 161.0
Analyse = Callable[[Report], Analysis]
_LAST_WORD = re.compile(r"[ \n]+(\S+)$")


@dataclass(frozen=True, slots=True)
class PlacesScore:
    """Counts over a set of documents; they add up.

    ``right`` of ``gold`` toponyms recognised, of ``found`` ones; ``near`` of ``located`` gold toponyms (those with coordinates) resolved
    within `RADIUS_KM`; ``answered`` of the recognised and located ones given a point; ``country`` of ``with_country`` and ``role`` of
    ``with_role`` recognised ones right.
    """

    documents: int = 0
    gold: int = 0
    found: int = 0
    right: int = 0
    located: int = 0
    recognised: int = 0
    answered: int = 0
    near: int = 0
    with_country: int = 0
    country: int = 0
    with_role: int = 0
    role: int = 0

    def __add__(self, other: "PlacesScore") -> "PlacesScore":
        """The counts of two sets together."""
        return PlacesScore(**{f.name: getattr(self, f.name) + getattr(other, f.name) for f in fields(self)})

    @property
    def precision(self) -> float:
        """The share of found toponyms that are right."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """The share of gold toponyms that were found."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.right / (self.gold + self.found) if self.gold + self.found else 0.0

    @property
    def within(self) -> float:
        """The share of all gold toponyms with coordinates that were resolved within `RADIUS_KM`."""
        return self.near / self.located if self.located else 0.0


def evaluate_places(documents: Iterable[GoldPlaces], analyse: Analyse, gazetteer: Gazetteer) -> PlacesScore:
    """The scores of `sayso.places` on gold documents, added up."""
    total = PlacesScore()
    for document in documents:
        total += score_document(document, find_places(document.report, analyse(document.report), gazetteer)[0])
    return total


def geovirus_dev(data: Path) -> Iterable[GoldPlaces]:
    """GeoVirus' development documents in the folder of the corpora."""
    return geovirus(data / "geo" / "geovirus" / "GeoVirus.xml", "dev")


def wiktor_sample(data: Path, every: int = 20) -> Iterable[GoldPlaces]:
    """One in ``every`` WikToR documents in the folder of the corpora."""
    return (d for i, d in enumerate(wiktor(data / "geo" / "wiktor" / "wiktor_eupeg.tar.gz")) if i % every == 0)


def score_document(gold: GoldPlaces, found: Iterable[Place]) -> PlacesScore:
    """The counts of one document."""
    named = [p for p in found if not (p.rule or "").startswith("described")]
    cores = {(p.start, core_end(p)): p for p in named} | {(p.start, p.end): p for p in named}
    pairs = [(g, cores.get((g.start, g.end)) or cores.get((g.start, _cut(gold, g)))) for g in gold.toponyms]
    matched = {p.id for _, p in pairs if p is not None}
    extra = [p for p in named if p.id not in matched and (gold.modifiers or p.role is not Role.MODIFIER)]
    hits = [(g, p) for g, p in pairs if p is not None]
    located = [(g, p) for g, p in hits if g.latitude is not None]
    return PlacesScore(
        documents=1,
        gold=len(pairs),
        found=len(hits) + (len(extra) if gold.complete else 0),
        right=len(hits),
        located=sum(g.latitude is not None for g in gold.toponyms),
        recognised=len(located),
        answered=sum(p.latitude is not None for _, p in located),
        near=sum(is_near(g, p) for g, p in located),
        with_country=sum(g.country is not None for g, _ in hits),
        country=sum(g.country is not None and g.country == p.country for g, p in hits),
        with_role=sum(g.role is not None for g, _ in hits),
        role=sum(g.role is not None and g.role == p.role for g, p in hits),
    )


def core_end(place: Place) -> int:
    """The end of a toponym without the lower-case class word after it."""
    match = _LAST_WORD.search(place.text)
    return place.start + match.start() if match and match[1] in words("type-after") else place.end


def _cut(gold: GoldPlaces, toponym: GoldToponym) -> int:
    match = _LAST_WORD.search(gold.report.text[toponym.start : toponym.end])
    return toponym.start + match.start() if match and match[1] in words("type-after") else toponym.end


def is_near(gold: GoldToponym, place: Place) -> bool:
    """Whether a place lies within `RADIUS_KM` of the gold point."""
    if gold.latitude is None or gold.longitude is None or place.latitude is None or place.longitude is None:
        return False
    return distance_km(gold.latitude, gold.longitude, place.latitude, place.longitude) <= RADIUS_KM
