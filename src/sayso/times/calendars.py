"""Calendar arithmetic: movable feasts, the tabular Islamic calendar, ISO weeks, shifts by units. Gregorian throughout, years 1 to 9999.

Sources: the anonymous Gregorian and Meeus' Julian algorithm for Easter; for the Islamic calendar the arithmetic (civil) calendar
with leap years 2, 5, 7, 10, 13, 16, 18, 21, 24, 26 and 29 of thirty and the epoch of 16 July 622 (Julian), whose days may differ by
one from the sighted calendar.
"""

import calendar as months
from datetime import date, timedelta

from sayso.times.lexicon import Holiday

WEEK = 7
YEAR_MONTHS = 12
MIN_YEAR, MAX_YEAR = 1, 9999
ISLAMIC_EPOCH = date(622, 7, 19).toordinal()  # 16 July 622 of the Julian calendar
Span = tuple[date, date]


def easter(year: int) -> date:
    """Western Easter Sunday of a year from 1583 on (earlier years: by the Gregorian rule carried back)."""
    golden = year % 19
    century, rest = divmod(year, 100)
    leap, remainder = divmod(century, 4)
    correction = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leap - correction + 15) % 30
    quarter, years = divmod(rest, 4)
    weekday = (32 + 2 * remainder + 2 * quarter - epact - years) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def orthodox_easter(year: int) -> date:
    """Orthodox Easter Sunday as a Gregorian date, right from 1900 to 2099."""
    moon = (19 * (year % 19) + 15) % 30
    weekday = (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7
    month, day = divmod(moon + weekday + 114, 31)
    return date(year, month, day + 1) + timedelta(days=13)


def islamic(year: int, month: int, day: int) -> date | None:
    """The Gregorian date of a day of the tabular Islamic calendar; None beyond the year 9999."""
    days = (year - 1) * 354 + (3 + 11 * year) // 30 + 29 * (month - 1) + month // 2 + day - 1
    return date.fromordinal(ISLAMIC_EPOCH + days) if 0 < ISLAMIC_EPOCH + days <= date.max.toordinal() else None


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date | None:
    """The n-th such weekday of a month (1 is Monday; n = -1: the last), or None where it has none."""
    length = months.monthrange(year, month)[1]
    first = date(year, month, 1)
    if nth < 0:
        last = date(year, month, length)
        return last - timedelta(days=(last.isoweekday() - weekday) % WEEK)
    day = 1 + (weekday - first.isoweekday()) % WEEK + WEEK * (nth - 1)
    return date(year, month, day) if day <= length else None


def feast_days(feast: Holiday, year: int) -> tuple[Span, ...]:
    """The days of a feast that begin in a year (twice for some Islamic feasts, none for others), widened where the day is not certain."""
    if not MIN_YEAR < year < MAX_YEAR:
        return ()
    if feast.kind == "fixed":
        day = date(year, feast.month, feast.day)
        return ((day, day),)
    if feast.kind == "nth":
        found = nth_weekday(year, feast.month, feast.weekday, feast.nth)
        return ((moved := found + timedelta(days=feast.offset), moved),) if found else ()
    if feast.kind in {"easter", "orthodox"}:
        day = (easter if feast.kind == "easter" else orthodox_easter)(year) + timedelta(days=feast.offset)
        return ((day, day),)
    if feast.kind == "window":
        return ((date.fromisoformat(f"{year:04d}-{feast.first}"), date.fromisoformat(f"{year:04d}-{feast.last}")),)
    return _islamic_days(feast, year)


def _islamic_days(feast: Holiday, year: int) -> tuple[Span, ...]:
    lunar = (year - 622) * 33 // 32
    found = []
    for candidate in range(max(1, lunar - 1), lunar + 3):
        first = islamic(candidate, feast.month, feast.day)
        before, after = (None, None) if first is None else (add_days(first, -1), add_days(first, feast.length))
        if first is not None and first.year == year and before is not None and after is not None:
            found.append((before, after))
    return tuple(found)


def add_months(day: date, count: int) -> date | None:
    """The first of the month so many months after a day's, or None beyond the years 1 to 9999."""
    number = day.year * YEAR_MONTHS + day.month - 1 + count
    year, month = divmod(number, YEAR_MONTHS)
    return date(year, month + 1, 1) if MIN_YEAR <= year <= MAX_YEAR else None


def add_days(day: date, count: int) -> date | None:
    """The day so many days later, or None beyond the years 1 to 9999."""
    number = day.toordinal() + count
    return date.fromordinal(number) if 1 <= number <= date.max.toordinal() else None


def month_end(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, months.monthrange(year, month)[1])


def week_of(day: date) -> tuple[int, int]:
    """The ISO year and week of a day."""
    year, week, _ = day.isocalendar()
    return year, week


def monday_of(year: int, week: int) -> date | None:
    """The Monday of an ISO week, or None where there is none."""
    try:
        return date.fromisocalendar(year, week, 1)
    except ValueError:
        return None
