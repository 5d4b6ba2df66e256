"""Anchors: what an expression is counted from, and how a place with holes is filled from it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from sayso.times import place as places
from sayso.times.calendars import MAX_YEAR, MIN_YEAR, add_days, add_months, feast_days, month_end, week_of
from sayso.times.lexicon import Holiday
from sayso.times.meaning import Calendar
from sayso.times.place import Interval
from sayso.times.tense import FUTURE, PRESENT
from sayso.vocabulary import Precision

LEAP_REACH = 8
NARRATIVE_BACK = 2


@dataclass(frozen=True, slots=True)
class Mention:
    """A date that the text has given: its place, the id of its expression and the sentence it stands in."""

    place: Calendar
    id: str
    sentence: int
    explicit: bool = False


@dataclass(frozen=True, slots=True)
class Anchor:
    """What counts as now: a day with its name in the record (``published``, the id of an expression, or ``speech`` with no day)."""

    day: date | None
    name: str | None
    moment: datetime | None = None


@dataclass(frozen=True, slots=True)
class Option:
    """One way to fill a place: the result with its days."""

    place: Calendar
    first: date
    last: date
    exact: bool = True


def options(place: Calendar, around: date, feast: Holiday | None) -> Iterator[Option]:
    """The ways to fill the holes of a place near a day, in the order of time."""
    if feast is not None:
        yield from _feasts(feast, around)
    elif place.decade is not None:
        for decade in range(max(1, around.year // 10 - 20), around.year // 10 + 11):
            if decade % 10 == place.decade and decade * 10 + 9 <= MAX_YEAR:
                yield Option(Calendar(decade=decade), date(max(decade * 10, 1), 1, 1), date(decade * 10 + 9, 12, 31))
    elif place.month is not None and place.day is not None:
        yield from _month_days(place, around)
    elif place.day is not None:
        yield from _days(place, around)
    elif place.weekday is not None or place.weekend:
        yield from _weekdays(place, around)
    else:
        yield from _parts(place, around)


def _feasts(feast: Holiday, around: date) -> Iterator[Option]:
    for year in range(around.year - 2, around.year + 3):
        for first, last in feast_days(feast, year):
            exact = first == last
            yield Option(feast_place(first, last), first, last, exact)


def feast_place(first: date, last: date) -> Calendar:
    """The narrowest place that holds the days of a feast."""
    if first == last:
        return places.on(first)
    return Calendar(year=first.year, month=first.month) if (first.year, first.month) == (last.year, last.month) else Calendar(year=first.year)


def _month_days(place: Calendar, around: date) -> Iterator[Option]:
    reach = LEAP_REACH + (place.weekday is not None) * 4
    for year in range(max(MIN_YEAR, around.year - reach), min(MAX_YEAR, around.year + reach) + 1):
        if place.month and place.day and place.day <= month_end(year, place.month).day:
            day = date(year, place.month, place.day)
            if place.weekday in {None, day.isoweekday()}:
                yield Option(places.on(day), day, day)


def _days(place: Calendar, around: date) -> Iterator[Option]:
    for count in range(-13, 14):
        first = add_months(around, count)
        if first is not None and place.day and place.day <= month_end(first.year, first.month).day:
            day = first.replace(day=place.day)
            if place.weekday in {None, day.isoweekday()}:
                yield Option(places.on(day), day, day)


def _weekdays(place: Calendar, around: date) -> Iterator[Option]:
    for count in range(-7, 8):
        day = add_days(around, count)
        if day is None:
            continue
        if place.weekend and day.isoweekday() == 6 and (end := add_days(day, 1)):  # noqa: PLR2004
            year, week = week_of(day)
            yield Option(Calendar(year=year, week=week, weekend=True), day, end)
        elif day.isoweekday() == place.weekday:
            yield Option(places.on(day), day, day)


def _parts(place: Calendar, around: date) -> Iterator[Option]:
    for year in range(max(MIN_YEAR, around.year - 2), min(MAX_YEAR - 1, around.year + 2) + 1):
        filled = replace(place, year=year)
        span = places.interval(filled)
        if not isinstance(span.first, date) or not isinstance(span.last, date):
            continue
        first, last = span.first, span.last
        if place.season == "WI" and year > MIN_YEAR:
            first, last = date(year - 1, 12, 1), month_end(year, 2)
        yield Option(filled, first, last)


def pick(found: list[Option], around: date, way: str | None) -> Option | None:
    """The option that a tense means: the latest that has begun for the past, the earliest that is not over for future and present."""
    if way in {FUTURE, PRESENT}:
        ahead = [option for option in found if option.last >= around]
        return min(ahead, key=lambda option: option.first, default=None)
    behind = [option for option in found if option.first <= around]
    return max(behind, key=lambda option: option.first, default=None)


def pick_this(found: list[Option], around: date, way: str | None) -> Option | None:
    """The option of the current year, or week for weekdays by tense (``this Friday``: ahead unless the tense is past)."""
    if found and found[0].first == found[0].last and (found[-1].first - found[0].first).days < 20:  # noqa: PLR2004
        return pick(found, around, way or FUTURE)
    same = [option for option in found if option.place.year == around.year]
    return min(same, key=lambda option: abs((option.first - around).days), default=None)


def pick_last(found: list[Option], around: date) -> Option | None:
    """The latest option that was over before a day."""
    behind = [option for option in found if option.last < around]
    return max(behind, key=lambda option: option.first, default=None)


def pick_next(found: list[Option], around: date) -> Option | None:
    """The earliest option that begins after a day."""
    ahead = [option for option in found if option.first > around]
    return min(ahead, key=lambda option: option.first, default=None)


def pick_close(found: list[Option], around: date) -> Option | None:
    """The option nearest to a day."""
    return min(found, key=lambda option: abs((option.first - around).days), default=None)


def pick_near(found: list[Option], mention: Calendar) -> Option | None:
    """The option nearest to a date mentioned before, a little rather after it than before: stories go forward."""
    span = places.interval(mention)
    if not isinstance(span.first, date) or not isinstance(span.last, date):
        return None
    first, last = (end.date() if isinstance(end, datetime) else end for end in (span.first, span.last))

    def distance(option: Option) -> int:
        if option.first > last:
            return (option.first - last).days
        return NARRATIVE_BACK * (first - option.last).days if option.last < first else 0

    return min(found, key=distance, default=None)


def merge(option: Option) -> Interval:
    """The interval of an option: by its place, or by its days where they are not certain."""
    if option.exact:
        return places.interval(option.place)
    return Interval(option.first, option.last, Precision.VAGUE)


def overnight(day: date, way: str | None) -> Interval:
    """The night that ``overnight`` means on a day: the one before it, or after it where the sentence looks ahead."""
    start = datetime.combine(day, datetime.min.time()).replace(hour=18)
    try:
        start -= timedelta(days=0 if way == FUTURE else 1)
        return Interval(start, start + timedelta(hours=12, minutes=-1), Precision.DAY)
    except OverflowError:
        return Interval()
