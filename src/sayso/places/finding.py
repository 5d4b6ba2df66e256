"""`find_places`: the places of a report, each with its words, its role, where it is, and how sure that is.

Candidates come from the gazetteer, the context and the language layer's names; a logistic model keeps the toponyms; a log-linear model
ranks what each may be; a calibrated probability decides whether it is said or left open. One place left open never touches the others.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sayso.language.analysis import Analysis
from sayso.places.candidates import Candidate, candidates, extended, scan
from sayso.places.context import Page, dateline_spans, page_of
from sayso.places.demonyms import is_modifier
from sayso.places.described import Described, facilities, parts
from sayso.places.entries import Entry, Rank
from sayso.places.evidence import Scene, scene_of
from sayso.places.gazetteer import Gazetteer
from sayso.places.lexicon import words
from sayso.places.ranking import Resolution, resolve
from sayso.places.recognition import Toponym, recognise, weights
from sayso.places.roles import role_of
from sayso.places.unknown import with_unknown
from sayso.records import Abstention, Place, Report
from sayso.vocabulary import Part, Role

_SURE = 0.8
_COUNTY_KM = 60.0
_DIVISION_KM = 100.0
_SHOWN = 3
_DIGITS = 5


@dataclass(frozen=True)
class Reading:
    """Everything that was decided about the places of one report, with the reasons (for `sayso why`)."""

    page: Page
    toponyms: tuple[Toponym, ...]
    scene: Scene
    resolutions: tuple[Resolution, ...]


@dataclass(frozen=True, slots=True)
class _Draft:
    """A place before it has its number: the record's fields, and why some of them are null."""

    start: int
    end: int
    role: Role
    values: dict[str, object]
    reasons: tuple[tuple[str, str], ...] = ()


def find_places(report: Report, analysis: Analysis, gazetteer: Gazetteer) -> tuple[tuple[Place, ...], tuple[Abstention, ...]]:
    """The places of a report in the order of its text, and why values that a reader would look for are null.

    Works without any layer of the analysis; names, tags and trees sharpen it where they are there. Never raises on odd text.
    """
    reading = read_places(report, analysis, gazetteer)
    drafts = [*_toponyms(reading), *_demonyms(reading), *_described(reading)]
    places, open_values = [], []
    for number, draft in enumerate(sorted(drafts, key=lambda d: (d.start, -d.end)), 1):
        name = f"p{number}"
        places.append(Place(id=name, start=draft.start, end=draft.end, text=report.text[draft.start : draft.end], role=draft.role, **draft.values))  # type: ignore[arg-type]
        open_values += [Abstention(path=f"places[{name}].{field}", reason=reason) for field, reason in draft.reasons]
    return tuple(places), tuple(open_values)


def read_places(report: Report, analysis: Analysis | None, gazetteer: Gazetteer) -> Reading:
    """The decisions behind `find_places`."""
    scanned = scan(report.text)
    known = extended(report.text, scanned, candidates(report.text, scanned, gazetteer))
    datelines = tuple((p.start, p.end) for p in report.parts if p.part is Part.DATELINE)
    lines = (*datelines, *dateline_spans(report.text))
    page = page_of(report.text, scanned, with_unknown(report.text, scanned, known, analysis, lines), analysis, datelines)
    found = recognise(page)
    scene = scene_of(page, [t.candidate for t in found], report, gazetteer)
    return Reading(page, found, scene, resolve(scene, weights()))


def _toponyms(reading: Reading) -> Iterable[_Draft]:
    resolved = {r.group.key: r for r in reading.resolutions}
    for toponym in reading.toponyms:
        candidate = toponym.candidate
        resolution = resolved[candidate.key]
        role = role_of(reading.page, candidate)
        values, reasons = _located(reading, candidate, resolution)
        yield _Draft(candidate.start, candidate.end, role, values, reasons)


def _located(reading: Reading, candidate: Candidate, resolution: Resolution) -> tuple[dict[str, object], tuple[tuple[str, str], ...]]:
    best = resolution.best
    if best is None:
        return _only_container(reading, candidate, resolution)
    if resolution.probability < weights().limits["resolution"]:
        names = "; ".join(_described_entry(r.entry) for r in resolution.ranked[:_SHOWN])
        country = _agreed_country(resolution)
        return {"country": country, "rule": "places:ambiguous"}, (
            ("latitude", f"several places bear this name and the text does not decide: {names}"),
        )
    kind = _county(reading.page, candidate, best)
    name = reading.page.text[candidate.start : candidate.end] if kind else best.name
    values: dict[str, object] = {
        "name": name,
        "country": best.country or _country_by_sentence(reading, candidate, best),
        "admin1": best.division,
        "feature": kind or best.feature,
        "latitude": round(best.latitude, _DIGITS),
        "longitude": round(best.longitude, _DIGITS),
        "geonameid": None if kind else best.geonameid,
        "radius_km": round((_COUNTY_KM if kind == "A/ADM2" else _DIVISION_KM) if kind else best.radius_km, 1),
        "score": round(resolution.probability, 3),
        "rule": _rule(resolution),
    }
    return values, ()


def _county(page: Page, candidate: Candidate, best: Entry) -> str | None:
    """The feature of a county or province that is known only by the town of its name."""
    if not best.is_town or candidate.last - candidate.first == 1 or best.population == 0:
        return None
    last = page.words[candidate.last - 1].key
    if last in words("county-type") and last not in words("town-type"):
        return "A/ADM2"
    return "A/ADM1" if last in words("division-type") and best.name.lower().split()[-1] != last else None


def _only_container(reading: Reading, candidate: Candidate, resolution: Resolution) -> tuple[dict[str, object], tuple[tuple[str, str], ...]]:
    """A name that the gazetteer does not know: what the text puts it in, else the one country its sentence speaks of, and no point."""
    reason = "the gazetteer does not know this name"
    by_key = {r.group.key: r for r in reading.resolutions}
    for key in sorted(resolution.group.containers):
        outer = by_key[key].best if key in by_key else None
        if outer is not None and outer.country and (outer.is_country or outer.is_division or outer.is_town):
            return {"country": outer.country, "admin1": outer.division, "rule": "places:unknown+container"}, (("latitude", reason),)
    spoken = _countries_of_sentence(reading.page, candidate)
    if len(spoken) == 1:
        return {"country": spoken.pop(), "rule": "places:unknown+sentence"}, (("latitude", reason),)
    return {"rule": "places:unknown"}, (("country", reason), ("latitude", reason))


def _agreed_country(resolution: Resolution) -> str | None:
    shares: dict[str | None, float] = {}
    for ranked in resolution.ranked:
        shares[ranked.entry.country] = shares.get(ranked.entry.country, 0.0) + ranked.share
    country, share = max(shares.items(), key=lambda item: item[1])
    return country if share >= _SURE else None


def _country_by_sentence(reading: Reading, candidate: Candidate, entry: Entry) -> str | None:
    """For a river or range in several countries: the one of them that the sentence speaks of."""
    if len(entry.countries) < 2:  # noqa: PLR2004
        return None
    shared = _countries_of_sentence(reading.page, candidate) & set(entry.countries)
    return shared.pop() if len(shared) == 1 else None


def _countries_of_sentence(page: Page, candidate: Candidate) -> set[str]:
    """The countries that the sentence of a toponym names, by name or by demonym."""
    text = page.text
    start = max(text.rfind(". ", 0, candidate.start), text.rfind("\n\n", 0, candidate.start)) + 1
    end = text.find(". ", candidate.end)
    end = len(text) if end < 0 else end
    return {e.countries[0] for c in page.candidates if start <= c.start < end for e in c.entries if e.is_country and e.rank is not Rank.ALTERNATE}


def _rule(resolution: Resolution) -> str:
    """The way to the place in one line: what bears most on it."""
    features = resolution.ranked[0].features
    model = weights().ranking
    told = sorted((n for n in features if model.get(n, 0.0) * features[n] > 0), key=lambda n: -model[n] * features[n])
    return "places:" + "+".join(told[:_SHOWN] or ["only"])


def _described_entry(entry: Entry) -> str:
    return ", ".join(part for part in (entry.name, entry.division if entry.division != entry.name else None, entry.country) if part)


def _demonyms(reading: Reading) -> Iterable[_Draft]:
    page = reading.page
    named = {r.best.countries[0] for r in reading.resolutions if r.best is not None and r.best.is_country}
    for candidate in page.candidates:
        if not candidate.demonym or not is_modifier(page, candidate):
            continue
        entries = [e for e in candidate.entries if e.rank is Rank.DEMONYM]
        spoken_of = [e for e in entries if e.country in named]
        entries = spoken_of if len(spoken_of) == 1 else entries
        start, end = _with_gloss(page, candidate)
        if len(entries) > 1:
            names = "; ".join(_described_entry(e) for e in entries[:_SHOWN])
            yield _Draft(start, end, Role.MODIFIER, {"rule": "places:demonym"}, (("country", f"a demonym of several places: {names}"),))
            continue
        yield _Draft(start, end, Role.MODIFIER, _whole(entries[0]) | {"rule": "places:demonym"})


def _with_gloss(page: Page, candidate: Candidate) -> tuple[int, int]:
    """A demonym in square brackets explains the word before it: both are one expression ("the Zionist [Israeli] army")."""
    text = page.text
    before = page.before(candidate)
    bracketed = text[candidate.start - 1 : candidate.start] == "[" and text[candidate.end : candidate.end + 1] == "]"
    if bracketed and before is not None and before.capital and text[before.end : candidate.start] == " [":
        return before.start, candidate.end + 1
    return candidate.start, candidate.end


def _whole(entry: Entry) -> dict[str, object]:
    return {
        "name": entry.name,
        "country": entry.country,
        "admin1": entry.division,
        "feature": entry.feature,
        "latitude": round(entry.latitude, _DIGITS),
        "longitude": round(entry.longitude, _DIGITS),
        "geonameid": entry.geonameid,
        "radius_km": round(entry.radius_km, 1),
        "score": 1.0,
    }


def _described(reading: Reading) -> Iterable[_Draft]:
    found: Sequence[Described] = (
        *facilities(reading.page, [(t.candidate.start, t.candidate.end) for t in reading.toponyms]),
        *parts(reading.page, _countries_named(reading)),
    )
    for place in found:
        values: dict[str, object] = {"feature": place.feature, "rule": place.rule, "country": place.country.country if place.country else None}
        reasons = [("name", "described, not named")]
        if place.point is not None:
            values |= {"latitude": place.point[0], "longitude": place.point[1], "radius_km": place.radius_km}
        else:
            reasons.append(("latitude", "described, not named: the text does not say which one"))
        yield _Draft(place.start, place.end, Role.LOCATION, values, tuple(reasons))


def _countries_named(reading: Reading) -> list[tuple[int, Entry]]:
    resolved = {r.group.key: r.best for r in reading.resolutions}
    found = [(t.candidate.start, resolved[t.candidate.key]) for t in reading.toponyms]
    found += [(c.start, c.entries[0]) for c in reading.page.candidates if c.demonym and len(c.entries) == 1]
    return sorted(((start, e) for start, e in found if e is not None and e.is_country), key=lambda item: item[0])
