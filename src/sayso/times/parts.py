"""Parts of periods: the n-th day of a month, Friday of last week, the morning of a day, May of that year."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

from sayso.times import place as places
from sayso.times.calendars import add_days, nth_weekday, week_of
from sayso.times.meaning import Calendar, Meaning
from sayso.times.place import Interval
from sayso.times.resolved import Resolved

THURSDAY, SATURDAY = 4, 6


def nth_of(meaning: Meaning, of: Resolved) -> Resolved:
    """The n-th (-1: last) weekday, day, weekend or month of a period; with nth 0 the week that holds it."""
    place = _nth(meaning, of)
    if place is None:
        unit = {"WD": "D", "EVE": "D", "WM": "W"}.get(meaning.unit or "D", meaning.unit)
        open_place = replace(meaning.calendar, unit=None) if meaning.calendar.weekday is not None else Calendar(unit=unit)
        return Resolved(open_place, places.value(open_place), Interval(), of.anchor, "open", of.reason or "the period has none")
    span = places.interval(place)
    if meaning.unit == "WM":
        span = _seven_days(span, of.span, meaning.nth or 0)
    return Resolved(place, places.value(place), span, of.anchor, of.how)


def _seven_days(week: Interval, month: Interval, nth: int) -> Interval:
    """The days that may count as the n-th week of a month: the ISO week and the n-th (last) seven days, inside the month."""
    if week.first is None or week.last is None or month.first is None or month.last is None:
        return week
    begin = add_days(month.first, 7 * (nth - 1)) if nth > 0 else add_days(month.last, -6)
    end = add_days(month.first, 7 * nth - 1) if nth > 0 else month.last
    if begin is None or end is None:
        return week
    return Interval(max(month.first, min(begin, week.first)), min(month.last, max(end, week.last)), week.precision)


def _nth(meaning: Meaning, of: Resolved) -> Calendar | None:
    first, last = of.span.first, of.span.last
    if of.place is None or first is None or last is None or isinstance(first, datetime) or isinstance(last, datetime):
        return None
    finders: dict[str, Callable[[Meaning, Calendar, date, date], Calendar | None]] = {
        "EVE": _day_before,
        "W": _holding_week,
        "WM": _week_of_month,
        "M": _month_of_year,
        "D": _day_of_period,
        "WE": _weekend_of_month,
        "WD": _weekday_of_period,
    }
    return finders[meaning.unit or "D"](meaning, of.place, first, last)


def _holding_week(meaning: Meaning, of: Calendar, first: date, last: date) -> Calendar | None:  # noqa: ARG001
    year, week = week_of(first)
    return Calendar(year=year, week=week)


def _day_before(meaning: Meaning, of: Calendar, first: date, last: date) -> Calendar | None:  # noqa: ARG001
    day = add_days(first, -1) if first == last else None
    return None if day is None else places.on(day)


def _month_of_year(meaning: Meaning, of: Calendar, first: date, last: date) -> Calendar | None:  # noqa: ARG001
    nth = meaning.nth or 0
    return Calendar(year=first.year, month=nth if nth > 0 else last.month) if nth <= last.month else None


def _day_of_period(meaning: Meaning, of: Calendar, first: date, last: date) -> Calendar | None:  # noqa: ARG001
    nth = meaning.nth or 0
    day = add_days(first, nth - 1) if nth > 0 else last
    return places.on(day) if day is not None and day <= last else None


def _weekend_of_month(meaning: Meaning, of: Calendar, first: date, last: date) -> Calendar | None:  # noqa: ARG001
    day = nth_weekday(first.year, first.month, SATURDAY, meaning.nth or 1) if of.month is not None else None
    if day is None:
        return None
    year, week = week_of(day)
    return Calendar(year=year, week=week, weekend=True)


def _weekday_of_period(meaning: Meaning, of: Calendar, first: date, last: date) -> Calendar | None:  # noqa: ARG001
    weekday = meaning.calendar.weekday
    if weekday is None:
        return None
    if of.week is not None:
        day = add_days(first, weekday - 1)
    else:
        day = nth_weekday(first.year, first.month, weekday, meaning.nth or 1) if of.month is not None else None
    return None if day is None else places.on(day)


def _week_of_month(meaning: Meaning, of: Calendar, first: date, last: date) -> Calendar | None:  # noqa: ARG001
    """The n-th ISO week of a month: weeks belong to the month that has their Thursday."""
    thursday = nth_weekday(first.year, first.month, THURSDAY, meaning.nth or 1)
    if thursday is None or thursday > last:
        return None
    year, week = week_of(thursday)
    return Calendar(year=year, week=week)


def part_of(meaning: Meaning, of: Resolved) -> Resolved:
    """A time, day, month or season of a period, with what is open left open."""
    part = meaning.calendar
    if of.place is None:
        place = replace(part, unit=None)
        return Resolved(place, places.value(place), Interval(), of.anchor, "open", of.reason)
    if part.hour is not None or part.part is not None:
        day = places.day_of(of.place)
        held = places.on(day) if day is not None else replace(of.place, unit=None)
        if day is None and (of.place.hour is not None or of.place.part is not None):
            held = replace(held, part=None, hour=None, minute=None)
        place = replace(held, part=part.part, hour=part.hour, minute=part.minute, zone=part.zone)
    else:
        month = part.month if part.month is not None else of.place.month
        place = replace(part, year=of.place.year, month=month)
    return Resolved(place, places.value(place), places.interval(place), of.anchor, of.how, of.reason)
