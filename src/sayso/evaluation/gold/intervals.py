"""What a plain TIMEX3 value says of first day, last day and precision, so that nobody writes what the value already holds.

Written apart from the times room on purpose: the gold must not echo the coder. Values that name no stretch of the calendar
(durations, sets, PAST_REF, seasons, values with X) give nothing, and the annotator may write the interval by hand.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from sayso.vocabulary import Precision

_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)\Z")
_PART = re.compile(r"(\d{4}-\d\d-\d\d)T(?:MO|MI|AF|EV|NI|DT)\Z")
_CLOCK = re.compile(r"(\d{4}-\d\d-\d\d)T(\d\d)(?::(\d\d)(?::\d\d)?)?(?:Z|[+-]\d\d:?\d\d)?\Z")
_WEEK = re.compile(r"(\d{4})-W(\d\d)(-WE)?\Z")
_MONTH = re.compile(r"(\d{4})-(\d\d)\Z")
_PIECE = re.compile(r"(\d{4})-([QH])([1-4])\Z")
_YEARS = re.compile(r"(\d{2,4})\Z")
_LENGTHS = {2: (100, Precision.CENTURY), 3: (10, Precision.DECADE), 4: (1, Precision.YEAR)}
_REFERENCES = ("PAST_REF", "PRESENT_REF", "FUTURE_REF")


@dataclass(frozen=True, slots=True)
class Interval:
    """First and last day (ISO, both included) and how wide the expression is."""

    first: str | None = None
    last: str | None = None
    precision: Precision | None = None


def interval(value: str, mod: str | None = None) -> Interval:
    """The interval of a TIMEX3 value. START, MID and END cut months and years into thirds; other mods leave it whole.

    Raises ``ValueError`` for a day or week that does not exist.
    """
    if value in _REFERENCES:
        return Interval(precision=Precision.VAGUE)
    found = _days(value) or _long(value)
    if found is None:
        return Interval()
    first, last, precision = found
    if mod in ("START", "MID", "END"):
        first, last = _third(first, last, precision, mod)
    return Interval(first.isoformat(), last.isoformat(), precision)


def _days(value: str) -> tuple[date, date, Precision] | None:
    if match := _DAY.match(value):
        day = date(*map(int, match.groups()))
        return day, day, Precision.DAY
    if match := _PART.match(value):
        day = date.fromisoformat(match[1])
        return day, day, Precision.DAY
    if match := _CLOCK.match(value):
        day = date.fromisoformat(match[1])
        return day, day, Precision.MINUTE if match[3] else Precision.HOUR
    if match := _WEEK.match(value):
        monday = date.fromisocalendar(int(match[1]), int(match[2]), 1)
        if match[3]:
            return monday + timedelta(days=5), monday + timedelta(days=6), Precision.WEEKEND
        return monday, monday + timedelta(days=6), Precision.WEEK
    return None


def _long(value: str) -> tuple[date, date, Precision] | None:
    if match := _MONTH.match(value):
        return *_months(int(match[1]), int(match[2]), 1), Precision.MONTH
    if match := _PIECE.match(value):
        size, precision = (3, Precision.QUARTER) if match[2] == "Q" else (6, Precision.HALF)
        return *_months(int(match[1]), (int(match[3]) - 1) * size + 1, size), precision
    if match := _YEARS.match(value):
        size, precision = _LENGTHS[len(match[1])]
        start = int(match[1]) * size
        return date(start, 1, 1), date(start + size - 1, 12, 31), precision
    return None


def _months(year: int, month: int, count: int) -> tuple[date, date]:
    last = month + count - 1
    return date(year, month, 1), date(year, last, monthrange(year, last)[1])


def _third(first: date, last: date, precision: Precision, mod: str) -> tuple[date, date]:
    if precision is Precision.MONTH:
        cuts = {"START": (first, first.replace(day=10)), "MID": (first.replace(day=11), first.replace(day=20)), "END": (first.replace(day=21), last)}
        return cuts[mod]
    if precision is Precision.YEAR:
        month = {"START": 1, "MID": 5, "END": 9}[mod]
        return _months(first.year, month, 4)
    return first, last
