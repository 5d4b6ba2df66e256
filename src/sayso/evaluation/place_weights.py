"""Fit the weights of places on GeoVirus' training documents: recognition, vote, ranking and calibration.

Plain logistic and conditional-logit models with an L2 penalty, fitted by Newton's method or gradient descent; deterministic. Features
that the corpus cannot teach (datelines, the language layer's names) keep the values of `PRESET`.
"""

import math
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from sayso.evaluation.places import Analyse
from sayso.evaluation.toponym_corpora import GoldPlaces, geovirus, wiktor
from sayso.places.candidates import Candidate, candidates, extended, scan
from sayso.places.context import Features, Page, features_of, page_of
from sayso.places.entries import Entry
from sayso.places.evidence import Scene, scene_of
from sayso.places.gazetteer import Gazetteer
from sayso.places.geometry import distance_km
from sayso.places.lexicon import words
from sayso.places.ranking import Ranked, calibration_features, group_features, rank, shortlist, strongest
from sayso.places.recognition import sigmoid, votes
from sayso.places.unknown import with_unknown

PRESET = {
    "dateline": 4.0,
    "byline": -4.0,
    "title_line": -0.3,
    "typed_region": 2.5,
    "title_before": -2.5,
    "initial_before": -2.0,
    "person_after": -3.0,
    "not_proper": -1.5,
    "place_name": 3.0,
    "place_name_around": 0.5,
    "group_name": -1.5,
    "person_name": -4.0,
    "organization_name": -1.5,
    "organization_around": -3.5,
    "no_name": -1.0,
    "unknown": 0.0,
    "unknown_bare": 0.0,
    "unknown_single": 0.0,
}
# GeoVirus has no datelines and only places that have a page, and counts places inside the names of organizations, which are none here.
UNTAUGHT = (
    "unknown", "unknown_bare", "unknown_single",
    "dateline", "byline", "typed_region", "title_before", "initial_before", "person_after", "person_name", "organization_name", "organization_around",
)  # fmt: skip
RANKING = {
    "inside": 2.5,
    "outside": -2.5,
    "contradicted": 0.0,
    "home": 0.8,
    "dateline_country": 1.2,
    "dateline_division": 2.5,
    "dateline_town": 6.0,
    "seat": -6.0,
    "kind_division": 4.0,
    "kind_not_division": -4.0,
    "kind_county": 1.0,
    "kind_water": 2.0,
    "kind_island": 1.5,
    "kind_land": 1.5,
    "kind_town": 0.5,
    "own": 1.0,
}
DOUBTS = {"contradicted": -2.5, "obscure": -2.0}
START = {
    "country": 4.0,
    "division": 1.5,
    "region": 2.0,
    "capital": 2.0,
    "population": 3.0,
    "inside": 3.0,
    "alternate": -2.0,
    "behind": -1.0,
    "spoken_of": 2.0,
}
RECOGNITION, RESOLUTION = 0.42, 0.4
_FOLDS, _STEPS, _DESCENT, _ROUNDS = 5, 30, 400, 2
_NEAR, _COUNTRY = 161.0, 900.0
_EVERY = 100

Judged = tuple[Candidate, Features, bool]
Point = tuple[float, float]


def fit(documents: Sequence[GoldPlaces], gazetteer: Gazetteer, analyse: Analyse, ambiguous: Sequence[GoldPlaces] = ()) -> dict[str, dict[str, float]]:
    """The tables of ``weights.toml``; ``ambiguous`` documents (not complete) teach the ranking only."""
    pages = [_page(d, gazetteer, analyse) for d in documents]
    judged = [_judged(d, p) for d, p in zip(documents, pages, strict=True)]
    unread = logistic(*_rows([_judged(d, _page(d, gazetteer, None)) for d in documents]), PRESET)
    recognition = logistic(*_rows(judged), {name: PRESET[name] for name in UNTAUGHT})
    vote = _fit_vote(judged)
    scenes = [(d, p, _scene(d, p, j, recognition, vote, gazetteer)) for d, p, j in zip(documents, pages, judged, strict=True)]
    more = [(d, p, _scene(d, p, _judged(d, p), recognition, vote, gazetteer)) for d in ambiguous for p in (_page(d, gazetteer, analyse),)]
    ranking = dict(START)
    for _ in range(_ROUNDS):
        ranking = {**conditional_logit([x for d, p, s in (*scenes, *more) for x in _choices(d, p, s, ranking)]), **RANKING}
    shown = [x for d, p, s in scenes for x in _outcomes(d, p, s, ranking)]
    return {
        "recognition": recognition,
        "unread": unread,
        "vote": vote,
        "ranking": ranking,
        "calibration": logistic([f for f, _ in shown], [y for _, y in shown], DOUBTS),
        "limits": {"recognition": RECOGNITION, "resolution": RESOLUTION},
    }


def fit_shipped(data: Path, analyse: Analyse) -> dict[str, dict[str, float]]:
    """The tables that Sayso ships: GeoVirus' training documents and one in a hundred WikToR articles, from the folder of the corpora."""
    geo = data / "geo"
    ambiguous = [d for i, d in enumerate(wiktor(geo / "wiktor" / "wiktor_eupeg.tar.gz")) if i % _EVERY == 1]
    return fit(list(geovirus(geo / "geovirus" / "GeoVirus.xml", "train")), Gazetteer.shipped(), analyse, ambiguous)


def write_weights(tables: Mapping[str, Mapping[str, float]], path: Path) -> None:
    """Write the tables as TOML."""
    lines = ["# Fitted by sayso.evaluation.place_weights on GeoVirus' training documents; see docs/places.md. Do not edit by hand."]
    for name, table in tables.items():
        lines += ["", f"[{name}]", *(f"{key} = {round(value, 3)}" for key, value in sorted(table.items()))]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def logistic(features: Sequence[Features], labels: Sequence[bool], fixed: Mapping[str, float], penalty: float = 1.0) -> dict[str, float]:
    """Weights of a logistic model (Newton's method, L2 penalty on all but the bias); ``fixed`` ones are kept as they are."""
    names = sorted({n for f in features for n in f} - set(fixed))
    table = np.array([[f.get(n, 0.0) for n in names] for f in features])
    offset = np.array([sum(fixed.get(n, 0.0) * v for n, v in f.items()) for f in features])
    wanted = np.array(labels, dtype=float)
    ridge = np.array([0.0 if n == "bias" else penalty for n in names])
    weights = np.zeros(len(names))
    for _ in range(_STEPS):
        p = 1 / (1 + np.exp(-np.clip(table @ weights + offset, -30, 30)))
        slope = table.T @ (p - wanted) + ridge * weights
        weights -= np.linalg.solve((table * (p * (1 - p))[:, None]).T @ table + np.diag(ridge + 1e-6), slope)
    return {**dict(zip(names, (float(w) for w in weights), strict=True)), **fixed}


def conditional_logit(choices: Sequence[tuple[Sequence[Features], Sequence[bool]]], penalty: float = 0.5) -> dict[str, float]:
    """Weights under which the right options of each choice get most of the probability (gradient descent)."""
    names = sorted({n for options, _ in choices for f in options for n in f} - set(RANKING))
    sets = [(options, right) for options, right in choices if any(right) and not all(right)]
    table = np.array([[f.get(n, 0.0) for n in names] for options, _ in sets for f in options])
    wanted = np.array([y for _, right in sets for y in right], dtype=float)
    sizes = np.array([len(right) for _, right in sets])
    starts = np.cumsum(sizes) - sizes
    weights = np.zeros(len(names))
    for step in range(_DESCENT):
        scores = table @ weights
        powers = np.exp(scores - np.repeat(np.maximum.reduceat(scores, starts), sizes))
        shares = powers / np.repeat(np.add.reduceat(powers, starts), sizes)
        kept = shares * wanted
        kept /= np.repeat(np.add.reduceat(kept, starts), sizes)
        slope = penalty * weights + table.T @ (shares - kept)
        weights -= 0.3 * slope / math.sqrt(1 + step) / (1 + len(sets) / 60)
    return dict(zip(names, (float(w) for w in weights), strict=True))


def _page(document: GoldPlaces, gazetteer: Gazetteer, analyse: Analyse | None) -> Page:
    text = document.report.text
    scanned = scan(text)
    analysis = analyse(document.report) if analyse else None
    known = extended(text, scanned, candidates(text, scanned, gazetteer))
    return page_of(text, scanned, with_unknown(text, scanned, known, analysis), analysis)


def _judged(document: GoldPlaces, page: Page) -> list[Judged]:
    gold = _gold(document)
    return [(c, features_of(page, i), _core(page, c) in gold) for i, c in enumerate(page.candidates) if not c.demonym]


def _rows(judged: Sequence[Sequence[Judged]]) -> tuple[list[Features], list[bool]]:
    return [f for document in judged for _, f, _ in document], [y for document in judged for _, _, y in document]


def _gold(document: GoldPlaces) -> dict[tuple[int, int], Point]:
    return {(t.start, t.end): (t.latitude, t.longitude) for t in document.toponyms if t.latitude is not None and t.longitude is not None}


def _core(page: Page, candidate: Candidate) -> tuple[int, int]:
    last = page.words[candidate.last - 1]
    if candidate.last - candidate.first > 1 and not last.capital and last.key in words("type-after"):
        return candidate.start, page.words[candidate.last - 2].end
    return candidate.start, candidate.end


def _score(features: Features, weights: Mapping[str, float]) -> float:
    return sum(weights.get(n, 0.0) * v for n, v in features.items())


def _fit_vote(judged: Sequence[Sequence[Judged]]) -> dict[str, float]:
    """The vote over scores that each document gets from a model fitted without it."""
    features: list[Features] = []
    labels: list[bool] = []
    for fold in range(_FOLDS):
        others = [row for i, document in enumerate(judged) if i % _FOLDS != fold for row in document]
        weights = logistic([f for _, f, _ in others], [y for _, _, y in others], {})
        for document in (d for i, d in enumerate(judged) if i % _FOLDS == fold):
            scores = [_score(f, weights) for _, f, _ in document]
            elsewhere = votes([c.key for c, _, _ in document], scores)
            features += [{"bias": 1.0, "own": s, "elsewhere": v} for s, v in zip(scores, elsewhere, strict=True)]
            labels += [y for _, _, y in document]
    return logistic(features, labels, {}, penalty=0.1)


def _scene(
    document: GoldPlaces, page: Page, judged: Sequence[Judged], recognition: Mapping[str, float], vote: Mapping[str, float], gazetteer: Gazetteer
) -> tuple[Scene, list[Candidate]]:
    scores = [_score(f, recognition) for _, f, _ in judged]
    elsewhere = votes([c.key for c, _, _ in judged], scores)
    kept = [
        c for (c, _, y), s, v in zip(judged, scores, elsewhere, strict=True)
        if y or sigmoid(vote["bias"] + vote["own"] * s + vote["elsewhere"] * v) >= RECOGNITION
    ]  # fmt: skip
    return scene_of(page, kept, document.report, gazetteer), kept


def _rank(scene: Scene, weights: Mapping[str, float]) -> list[tuple[list[Features], tuple[Ranked, ...]]]:
    anchors: list[tuple[str, Entry, float]] = []
    found: list[tuple[list[Features], tuple[Ranked, ...]]] = []
    for _ in range(2):
        found = []
        for group in scene.groups:
            pool = shortlist(group)
            features = group_features(pool, group, scene, anchors)
            found.append((features, rank(pool, features, weights)))
        anchors = strongest(scene.groups, [r for _, r in found])
    return found


def _right(document: GoldPlaces, page: Page, kept: Sequence[Candidate], members: Sequence[int]) -> list[Point]:
    gold = _gold(document)
    return [gold[core] for m in members if (core := _core(page, kept[m])) in gold]


def _hit(ranked: Ranked, point: Point) -> bool:
    """Near enough; for a country its own centre may lie farther from the gold's, as conventions differ."""
    limit = max(_NEAR, min(ranked.entry.radius_km, _COUNTRY)) if ranked.entry.is_country else _NEAR
    return distance_km(ranked.entry.latitude, ranked.entry.longitude, *point) <= limit


def _choices(
    document: GoldPlaces, page: Page, found: tuple[Scene, list[Candidate]], weights: Mapping[str, float]
) -> list[tuple[list[Features], list[bool]]]:
    scene, kept = found
    choices = []
    for group, (_, ranked) in zip(scene.groups, _rank(scene, weights), strict=True):
        points = _right(document, page, kept, group.members)
        if points and len(ranked) > 1:
            choices += [([r.features for r in ranked], [_hit(r, points[0]) for r in ranked])] * min(len(points), 3)
    return choices


def _outcomes(document: GoldPlaces, page: Page, found: tuple[Scene, list[Candidate]], weights: Mapping[str, float]) -> list[tuple[Features, bool]]:
    scene, kept = found
    outcomes = []
    for group, (_, ranked) in zip(scene.groups, _rank(scene, weights), strict=True):
        points = _right(document, page, kept, group.members)
        if points and ranked:
            outcomes.append((calibration_features(ranked, group), _hit(ranked[0], points[0])))
    return outcomes
