"""From meanings to resolved times: a solver for each way of anchoring, then the modifiers."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta

from sayso.times import anchor as anchors
from sayso.times import count, fill, shifts
from sayso.times.calendars import add_months, feast_days, month_end
from sayso.times.context import TOO_FAR, Context
from sayso.times.durations import resolve_amount, resolve_set
from sayso.times.meaning import Calendar, Meaning
from sayso.times.parts import nth_of, part_of
from sayso.times.place import Interval
from sayso.times.resolved import Resolved, at, unsettled
from sayso.vocabulary import Precision

THIRDS = {"START": 0, "MID": 1, "END": 2}
BY_MONTHS = {Precision.YEAR, Precision.QUARTER, Precision.HALF, Precision.SEASON}
BY_YEARS = {Precision.DECADE, Precision.CENTURY}


def resolve(meaning: Meaning, context: Context) -> Resolved | None:
    """The resolved time of an expression; None where it turns out to be none (``at the same time`` with nothing before it)."""
    found = SOLVERS[meaning.how](meaning, context)
    if found is None:
        return None
    if meaning.side in {"earlier", "later"} and meaning.how != "amount":
        found = replace(found, span=_clip(found.span, meaning.side, context.anchor.day))
    if meaning.mod is not None:
        found = replace(found, mod=meaning.mod, span=narrow(found.span, meaning.mod))
    return found


def narrow(span: Interval, mod: str) -> Interval:
    """The third of an interval that START, MID and END mean; a vague precision for what is approximate.

    Years, quarters and halves are cut by months, decades and centuries by years, all else by days (a month: 1-10, 11-20, 21-end).
    """
    first, last = span.first, span.last
    if mod not in THIRDS:
        return replace(span, precision=Precision.VAGUE) if span.precision is not None else span
    if first is None or last is None or isinstance(first, datetime) or isinstance(last, datetime) or first == last:
        return span
    if span.precision in BY_MONTHS:
        begin, end = _cut((last.year - first.year) * 12 + last.month - first.month + 1, mod)
        opening, closing = add_months(first, begin), add_months(first, end - 1)
        return span if opening is None or closing is None else Interval(opening, month_end(closing.year, closing.month), span.precision)
    if span.precision in BY_YEARS:
        begin, end = _cut(last.year - first.year + 1, mod)
        return Interval(date(first.year + begin, 1, 1), date(first.year + end - 1, 12, 31), span.precision)
    begin, end = _cut((last - first).days + 1, mod)
    return Interval(first + timedelta(days=begin), first + timedelta(days=end - 1), span.precision)


def _cut(size: int, mod: str) -> tuple[int, int]:
    """The units of so many that a third takes: from, and up to but without."""
    third, number = max(size // 3, 1), THIRDS[mod]
    begin = min(number * third, size - 1)
    return begin, size if mod == "END" else max(begin + 1, min((number + 1) * third, size))


def _clip(span: Interval, side: str, day: date | None) -> Interval:
    """The part of an interval before or after the anchor, where the anchor lies in it."""
    first, last = span.first, span.last
    if day is None or first is None or last is None or isinstance(first, datetime) or isinstance(last, datetime) or not first <= day <= last:
        return span
    return Interval(first, day, span.precision) if side == "earlier" else Interval(day, last, span.precision)


def _stated(meaning: Meaning, context: Context) -> Resolved:
    place = meaning.calendar
    if meaning.holiday is not None and place.year is not None:
        return _feast(meaning.holiday, place.year, context, None, "stated")
    found = at(place, None, "stated", meaning.impossible)
    if place.fiscal:
        return replace(found, reason="fiscal years begin on different days")
    if found.span.first is None:
        return replace(found, reason="before the year 1" if place.bc or (place.year or 0) < 0 else TOO_FAR)
    return found


def _impossible(meaning: Meaning, context: Context) -> Resolved:  # noqa: ARG001
    return unsettled(meaning.calendar, meaning.impossible)


def _feast(number: int, year: int, context: Context, name: str | None, how: str) -> Resolved:
    """A feast of a year that is known."""
    days = feast_days(context.lexicon.holidays[number], year)
    if not days:
        return unsettled(Calendar(year=year), "no such feast in that year", name)
    first, last = days[0][0], days[-1][1]
    found = at(anchors.feast_place(first, last), name, how)
    return found if first == last else replace(found, span=Interval(first, last, Precision.VAGUE))


def _within(meaning: Meaning, context: Context) -> Resolved | None:
    """A part of a period that is resolved first."""
    of = None if meaning.of is None else resolve(replace(meaning.of, mod=None), context)
    if of is None:
        return None
    if meaning.holiday is not None:
        year = of.place.year if of.place is not None else None
        return _feast(meaning.holiday, year, context, of.anchor, of.how) if year else unsettled(Calendar(unit="D"), of.reason)
    return part_of(meaning, of) if meaning.nth is None else nth_of(meaning, of)


def _amount(meaning: Meaning, context: Context) -> Resolved | None:
    of = None if meaning.of is None else resolve(meaning.of, context)
    return resolve_amount(meaning, context.anchor, context.last, of)


def _set(meaning: Meaning, context: Context) -> Resolved | None:  # noqa: ARG001
    return resolve_set(meaning)


SOLVERS: dict[str, Callable[[Meaning, Context], Resolved | None]] = {
    "absolute": _stated,
    "known": _stated,
    "impossible": _impossible,
    "short": fill.fill_short,
    "fill": fill.fill,
    "last": count.from_anchor,
    "this": count.from_anchor,
    "next": count.from_anchor,
    "present": count.from_anchor,
    "previous": count.from_mention,
    "same": count.from_mention,
    "following": count.from_mention,
    "day": count.day,
    "year_back": count.year_back,
    "clock": count.clock,
    "overnight": count.overnight,
    "value": count.reference,
    "shift": shifts.shift,
    "within": _within,
    "amount": _amount,
    "set": _set,
}
