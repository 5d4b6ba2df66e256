"""Distances: ``two days ago``, ``three years later``, ``hours earlier``."""

import math
from dataclasses import replace
from datetime import datetime

from sayso.times import place as places
from sayso.times.calendars import add_days
from sayso.times.context import NO_MENTION, REACH, REFERENCES, TOO_FAR, Context
from sayso.times.count import reference
from sayso.times.meaning import Calendar, Meaning
from sayso.times.place import Interval
from sayso.times.resolved import Resolved, at, unsettled
from sayso.vocabulary import Precision

MENTION_REACH = 6  # sentences back in which "two days later" looks for its day
DAY_MINUTES, HOUR_MINUTES = 1440, 60
LAST_HOUR = 23
WHOLE = {"S": "MIN", "N": "D", "FN": "W", **{unit: unit for unit in ("MIN", "H", "D", "W", "WE", "M", "Q", "Y", "DE", "CE")}}
FINER = {"Y": ("M", 12), "W": ("D", 7), "M": ("W", 4), "DE": ("Y", 10), "D": ("H", 24), "CE": ("DE", 10)}


def shift(meaning: Meaning, context: Context) -> Resolved | None:
    """The place some units before or after the anchor or the date mentioned before, as wide as the finest unit."""
    finest = finest_unit(meaning)
    if finest is None or any(count is None for _, count in meaning.amounts):
        return _vague(meaning, context)
    if meaning.base == "mention":
        recent = context.recent(finest, MENTION_REACH)
        return _coarse(context, finest) if recent is None else _moved(meaning, context, finest, recent.place, recent.id)
    if context.anchor.day is None:
        return context.uncounted(Calendar(unit=finest), meaning.sign)
    return _moved(meaning, context, finest, places.on(context.anchor.day), context.anchor.name)


def _moved(meaning: Meaning, context: Context, finest: str, base: Calendar, name: str | None) -> Resolved:
    if finest in {"H", "MIN"}:
        return _hours(meaning, context, base, name)
    for unit, count in whole_amounts(meaning):
        moved = places.shift(base, unit, meaning.sign * count)
        if moved is None:
            return unsettled(Calendar(unit=finest), TOO_FAR)
        base = moved if unit == finest else _keep(base, moved)
    return at(base, name, "counted")


def _keep(base: Calendar, moved: Calendar) -> Calendar:
    """The finer fields of a place kept while its year or month moves."""
    return replace(base, year=moved.year, month=moved.month if moved.month is not None else base.month, day=None)


def finest_unit(meaning: Meaning) -> str | None:
    """The unit that a distance is precise to."""
    unit, count = meaning.amounts[-1]
    if isinstance(count, float) and not count.is_integer() and unit in FINER:
        return FINER[unit][0]
    return WHOLE.get(unit)


def whole_amounts(meaning: Meaning) -> tuple[tuple[str, int], ...]:
    """The amounts of a distance in whole units."""
    found = []
    for unit, count in meaning.amounts:
        if count is None:
            continue
        if isinstance(count, float) and not count.is_integer() and unit in FINER:
            finer, size = FINER[unit]
            found.append((finer, round(count * size)))
        else:
            found.append((WHOLE.get(unit, "D"), round(count) * (2 if unit == "FN" else 1)))
    return tuple(found)


def _vague(meaning: Meaning, context: Context) -> Resolved | None:
    """A distance without a number: bounded on one side."""
    value = REFERENCES[meaning.sign]
    if meaning.base != "mention":
        return reference(replace(meaning, value=value), context)
    recent = context.last
    if recent is None:
        return Resolved(None, value, Interval(), None, "vague", NO_MENTION)
    span = places.interval(recent.place)
    bounds = Interval(span.first, None, Precision.VAGUE) if meaning.sign > 0 else Interval(None, span.last, Precision.VAGUE)
    return Resolved(None, value, bounds, recent.id, "vague")


def _coarse(context: Context, finest: str) -> Resolved:
    """A distance from a date that is coarser than the unit: what is certain of it."""
    recent = context.recent("Y", REACH)
    if recent is None or finest in {"H", "MIN"}:
        return unsettled(Calendar(unit=finest), NO_MENTION)
    return unsettled(Calendar(year=recent.place.year, unit=finest), "counted from a date that is not precise enough", recent.id)


def _hours(meaning: Meaning, context: Context, base: Calendar, name: str | None) -> Resolved:
    """A distance in hours or minutes, from a moment or, where the hour is not known, from a day."""
    minutes = sum(count * (HOUR_MINUTES if unit == "H" else 1) for unit, count in whole_amounts(meaning)) * meaning.sign
    moment = context.anchor.moment if meaning.base == "published" else None
    day = places.day_of(base)
    if moment is None and base.hour is not None and day is not None:
        moment = datetime(day.year, day.month, day.day, min(base.hour, LAST_HOUR), base.minute or 0)
    if moment is None:
        return _days_of_hours(meaning, context, minutes, name)
    moved = places.later(moment.replace(tzinfo=None), minutes)
    place = replace(places.on(moved.date()), hour=moved.hour, minute=moved.minute)
    return Resolved(place, places.value(place), places.interval(replace(place, minute=None)), name, "counted")


def _days_of_hours(meaning: Meaning, context: Context, minutes: int, name: str | None) -> Resolved:
    """Hours before or after a day whose hour is not known: the days that they can lead to."""
    day = context.anchor.day if meaning.base == "published" else None
    first = None if day is None else add_days(day, math.floor(minutes / DAY_MINUTES))
    last = None if day is None else add_days(day, math.ceil(minutes / DAY_MINUTES))
    if first is None or last is None:
        return unsettled(Calendar(unit="H"), "the hour it is counted from is not known")
    if first == last:
        place = places.on(first)
        return Resolved(place, places.value(place) + "TXX", Interval(first, last, Precision.DAY), name, "counted")
    place = Calendar(unit="H")
    return Resolved(place, places.value(place), Interval(first, last, Precision.VAGUE), name, "counted")
