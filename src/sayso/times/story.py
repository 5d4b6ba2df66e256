"""Years in histories: which year a month or day without one belongs to in a text that tells of other years than its own.

The dates of such a text are a walk through time that the stated years pin down. Each date without a year gets the year that makes
the walk shortest, going back costing more than going forward; a stated date may also be an aside that the walk does not pass through.
The best walk is found by dynamic programming over a few years for each date.
"""

import calendar
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sayso.times.anchor import Anchor
from sayso.times.meaning import Calendar, Item, Meaning
from sayso.times.place import SEASONS

MIN_YEARS = 8
FAR = 2
FEW_YEARS, REMOTE = 2, 50
SHARE = 0.6
POINTERS_SHARE = 0.1
BACKWARD = 1.25
JUMP = 20.0  # no step costs more, however far
ASIDE_YEAR, ASIDE_DATE = 8.0, 9.0  # what it costs to take a stated year or date for an aside
MONTHS = 12
BEAM = 12
MAX_YEAR = 9999
POINTERS = frozenset({"day", "last", "next", "this"})
Months = tuple[int, int]  # first and last month, counted from the year 0


@dataclass(frozen=True, slots=True)
class Choice:
    """The year chosen for an item, with the choices made before it."""

    number: int
    year: int
    before: "Choice | None"


@dataclass(frozen=True, slots=True)
class Walk:
    """A walk so far: where it stands (None at the start), what it has cost and chosen."""

    here: Months | None
    cost: float
    choices: Choice | None


def is_story(items: tuple[Item, ...], anchor: Anchor) -> bool:
    """Whether a text tells the history of other years: most of the years it states lie far from its publication, and little points at it."""
    years = [item.meaning.calendar.year for item in items if item.meaning.how == "absolute" and item.meaning.calendar.year is not None]
    if anchor.day is not None and len(years) >= FEW_YEARS and all(abs(year - anchor.day.year) >= REMOTE for year in years):
        return True
    if len(years) < MIN_YEARS:
        return False
    pointers = sum(_points(item.meaning) for item in items)
    far = len(years) if anchor.day is None else sum(abs(year - anchor.day.year) >= FAR for year in years)
    return far >= SHARE * len(years) and pointers <= POINTERS_SHARE * len(years)


def _points(meaning: Meaning) -> bool:
    """Whether an expression points at the publication."""
    place = meaning.calendar
    weekday = meaning.how == "fill" and place.weekday is not None and place.month is None
    return weekday or meaning.how in POINTERS or (meaning.of is not None and _points(meaning.of))


def story_years(items: tuple[Item, ...], headings: frozenset[int] = frozenset()) -> dict[int, int]:
    """The year of each item that states a month, season, quarter or half but no year, by the number of the item.

    Dates that stand in headings (``headings``, numbers of items) are never taken for asides.
    """
    places = [item.meaning.calendar for item in items]
    stated = [place.year if item.meaning.how == "absolute" else None for item, place in zip(items, places, strict=True)]
    known = {(place.month, place.day): year for place, year in zip(places, stated, strict=True) if year is not None and place.day is not None}
    options = _options(places, stated)
    walks = [Walk(None, 0.0, None)]
    for number, (item, place, year) in enumerate(zip(items, places, stated, strict=True)):
        if year is not None:
            walks = _pass(walks, place, _months(place, year), aside=number not in headings)
        elif item.meaning.how == "fill" and not _year_only(place) and options[number]:
            same = known.get((place.month, place.day)) if place.day is not None else None
            years = [same] if same is not None else options[number]
            walks = _best([_step(walk, _months(place, y), number, y) for y in years if _real(place, y) for walk in walks]) or walks
    found: dict[int, int] = {}
    choice = walks[0].choices
    while choice is not None:
        found[choice.number] = choice.year
        choice = choice.before
    return found


def _pass(walks: list[Walk], place: Calendar, months: Months, *, aside: bool) -> list[Walk]:
    """The walks after a stated date: through it, or past it where it may be an aside."""
    through = [_step(walk, months) for walk in walks]
    price = ASIDE_YEAR if _year_only(place) else ASIDE_DATE
    past = [Walk(walk.here, walk.cost + price, walk.choices) for walk in walks if walk.here is not None] if aside else []
    return _best(through + past)


def _options(places: Sequence[Calendar], stated: Sequence[int | None]) -> list[list[int]]:
    """The years that each date could have: those stated last before it (with and without a month) and first after it, and their neighbours."""
    found: list[set[int]] = []
    any_before: int | None = None
    fine_before: int | None = None
    after: int | None = None
    for place, year in zip(places, stated, strict=True):
        found.append({y for y in (any_before, fine_before) if y is not None})
        if year is not None:
            any_before = year
            fine_before = fine_before if _year_only(place) else year
    for number in range(len(places) - 1, -1, -1):
        if after is not None:
            found[number].add(after)
        after = stated[number] if stated[number] is not None else after
    return [sorted({y + step for y in years for step in (-1, 0, 1)} - {0}) for years in found]


def _year_only(place: Calendar) -> bool:
    return not (place.month or place.season or place.quarter or place.half)


def _real(place: Calendar, year: int) -> bool:
    if place.month is None or place.day is None or year < 1:
        return True
    return place.day <= calendar.monthrange(min(year, MAX_YEAR), place.month)[1]


def _months(place: Calendar, year: int) -> Months:
    base = (year + 1 if year < 0 else year) * MONTHS
    if place.month is not None:
        return base + place.month - 1, base + place.month - 1
    if place.season is not None:
        first = SEASONS[place.season] - 1 - (MONTHS if place.season == "WI" else 0)
        return base + first, base + first + 2
    if place.quarter is not None:
        return base + place.quarter * 3 - 3, base + place.quarter * 3 - 1
    if place.half is not None:
        return base + place.half * 6 - 6, base + place.half * 6 - 1
    return base, base + MONTHS - 1


def _step(walk: Walk, months: Months, number: int | None = None, year: int | None = None) -> Walk:
    choices = walk.choices if number is None or year is None else Choice(number, year, walk.choices)
    if walk.here is None:
        return Walk(months, walk.cost, choices)
    gap_on, gap_back = months[0] - walk.here[1], walk.here[0] - months[1]
    price = min(float(gap_on), JUMP) if gap_on > 0 else min(BACKWARD * gap_back, JUMP) if gap_back > 0 else 0.0
    inside = months[0] <= walk.here[0] and walk.here[1] <= months[1]
    return Walk(walk.here if inside else months, walk.cost + price, choices)


def _best(walks: Iterable[Walk]) -> list[Walk]:
    """The cheapest walk to each place, the cheapest of all first, a few at most."""
    found: dict[Months | None, Walk] = {}
    for walk in walks:
        if walk.here not in found or walk.cost < found[walk.here].cost:
            found[walk.here] = walk
    return sorted(found.values(), key=lambda walk: walk.cost)[:BEAM]
