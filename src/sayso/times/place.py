"""Places on the calendar: their TIMEX3 value, the interval they span and the arithmetic of units on them."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from sayso.times.calendars import MAX_YEAR, MIN_YEAR, add_days, add_months, monday_of, month_end, week_of
from sayso.times.meaning import Calendar
from sayso.vocabulary import Precision

Moment = date | datetime
SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
# Hours of the parts of a day, wide on purpose: (first hour, hours).
PARTS = {"MO": (0, 12), "MI": (11, 3), "AF": (12, 6), "EV": (16, 8), "NI": (18, 12), "DT": (5, 16)}
DAY_MINUTES, HOUR_MINUTES = 1440, 60
DECADE, CENTURY = 10, 100
LAST_HOUR = 24  # midnight: which end of the day it is, few texts say
UNKNOWN = {
    "Y": "XXXX",
    "M": "XXXX-XX",
    "W": "XXXX-WXX",
    "WE": "XXXX-WXX-WE",
    "D": "XXXX-XX-XX",
    "H": "XXXX-XX-XXTXX",
    "MIN": "XXXX-XX-XXTXX:XX",
    "Q": "XXXX-QX",
    "DE": "XXX",
    "CE": "XX",
}
WIDTHS = {
    "CE": Precision.CENTURY,
    "DE": Precision.DECADE,
    "Y": Precision.YEAR,
    "H1": Precision.HALF,
    "SN": Precision.SEASON,
    "Q": Precision.QUARTER,
    "M": Precision.MONTH,
    "WE": Precision.WEEKEND,
    "W": Precision.WEEK,
    "D": Precision.DAY,
    "H": Precision.HOUR,
    "MIN": Precision.MINUTE,
}


@dataclass(frozen=True, slots=True)
class Interval:
    """Both ends included; None where an end is not known."""

    first: Moment | None = None
    last: Moment | None = None
    precision: Precision | None = None


def grain(place: Calendar) -> str:
    """The finest unit that a place states; ``D`` for parts of the day too."""
    if place.hour is not None:
        return "MIN" if place.minute else "H"
    for unit, stated in (
        ("D", place.day is not None or place.part is not None or (place.weekday is not None)),
        ("WE", place.weekend),
        ("W", place.week is not None),
        ("M", place.month is not None),
        ("Q", place.quarter is not None),
        ("SN", place.season is not None),
        ("H1", place.half is not None),
        ("Y", place.year is not None and place.unit is None),
        ("DE", place.decade is not None),
        ("CE", place.century is not None),
    ):
        if stated:
            return unit
    return place.unit or "D"


def value(place: Calendar) -> str:
    """The TIMEX3 value of a place, with X for what is open."""
    if place.century is not None:
        return ("BC" if place.bc else "") + f"{place.century:02d}"
    if place.decade is not None:
        return ("BC" if place.bc else "") + (f"{place.decade:03d}" if place.decade >= DECADE else f"XX{place.decade}")
    return _date_value(place) + _time_value(place)


def _date_value(place: Calendar) -> str:
    year = "XXXX" if place.year is None else f"BC{-place.year:04d}" if place.year < 0 else f"{place.year:04d}"
    if place.fiscal:
        year = f"FY{year}"
    if place.week is not None or place.weekend or (place.weekday is not None and place.month is None and place.day is None):
        week = "WXX" if place.week is None else f"W{place.week:02d}"
        tail = "-WE" if place.weekend else "" if place.weekday is None else f"-{place.weekday}"
        return f"{year}-{week}{tail}"
    if place.season is not None or place.quarter is not None or place.half is not None:
        return f"{year}-{place.season or (f'Q{place.quarter}' if place.quarter is not None else f'H{place.half}')}"
    if place.unit is not None:
        return UNKNOWN.get(place.unit, "XXXX-XX-XX").replace("XXXX", year)
    if place.day is not None or place.part is not None or place.hour is not None:
        return f"{year}-{_two(place.month)}-{_two(place.day)}"
    return year if place.month is None else f"{year}-{place.month:02d}"


def _two(number: int | None) -> str:
    return "XX" if number is None else f"{number:02d}"


def _time_value(place: Calendar) -> str:
    if place.hour is None:
        return "" if place.part is None else f"T{place.part}"
    return f"T{place.hour:02d}:{place.minute or 0:02d}{zone_text(place.zone)}"


def zone_text(zone: int | None) -> str:
    """An offset from UTC as ISO 8601 writes it."""
    if zone is None:
        return ""
    hours, minutes = divmod(abs(zone), HOUR_MINUTES)
    return "Z" if zone == 0 else f"{'-' if zone < 0 else '+'}{hours:02d}:{minutes:02d}"


def interval(place: Calendar) -> Interval:
    """The interval that a place spans, as wide as its words leave it; empty where a larger unit is open or the year is no year of ours."""
    width = WIDTHS.get(grain(place))
    days = _days(place)
    if days is None:
        return Interval()
    first, last = days
    if place.hour is None and place.part is None:
        return Interval(first, last, width)
    if place.part is not None and place.hour is None:
        start, hours = PARTS[place.part]
        opening = datetime.combine(first, time(start))
        return Interval(opening, later(opening, hours * HOUR_MINUTES - 1), Precision.DAY)
    if place.hour == LAST_HOUR:
        return Interval(datetime.combine(first, time()), later(datetime.combine(first, time()), DAY_MINUTES + HOUR_MINUTES - 1), Precision.DAY)
    opening = later(datetime.combine(first, time()), (place.hour or 0) * HOUR_MINUTES + (place.minute or 0))
    exact = place.minute not in {None, 0}
    return Interval(opening, opening if exact else later(opening, HOUR_MINUTES - 1), Precision.MINUTE if exact else Precision.HOUR)


def later(moment: datetime, minutes: int) -> datetime:
    """The moment so many minutes later; the last one of the calendar beyond its end."""
    try:
        return moment + timedelta(minutes=minutes)
    except OverflowError:
        return datetime.max.replace(second=0, microsecond=0)


def _days(place: Calendar) -> tuple[date, date] | None:
    """The days of a place, or None where a larger unit is open or the calendar does not reach."""
    if place.fiscal or place.bc or place.unit is not None:
        return None
    if place.century is not None or place.decade is not None:
        return _age(place)
    year = place.year
    if year is None or not MIN_YEAR <= year <= MAX_YEAR:
        return None
    if place.week is not None:
        return _week(year, place.week, place.weekday, weekend=place.weekend)
    if place.month is not None and place.day is not None:
        return _day(year, place.month, place.day)
    return _season(year, place.season) if place.season is not None else _months(year, place)


def _months(year: int, place: Calendar) -> tuple[date, date] | None:
    """The days of a month, quarter, half or year; None for a day that is open."""
    if place.weekday is not None or place.day is not None or place.part is not None or place.hour is not None or place.weekend:
        return None
    first, length = 1, 12
    if place.month is not None:
        first, length = place.month, 1
    elif place.quarter is not None:
        first, length = place.quarter * 3 - 2, 3
    elif place.half is not None:
        first, length = place.half * 6 - 5, 6
    return date(year, first, 1), month_end(year, first + length - 1)


def _day(year: int, month: int, day: int) -> tuple[date, date] | None:
    return (found, found) if day <= month_end(year, month).day and (found := date(year, month, day)) else None


def _age(place: Calendar) -> tuple[date, date] | None:
    size = CENTURY if place.century is not None else DECADE
    number = place.century if place.century is not None else place.decade
    if number is None or (size == DECADE and number < DECADE):
        return None
    first = max(number * size, MIN_YEAR)
    return (date(first, 1, 1), date(number * size + size - 1, 12, 31)) if number * size + size - 1 <= MAX_YEAR else None


def _week(year: int, week: int, weekday: int | None, *, weekend: bool) -> tuple[date, date] | None:
    monday = monday_of(year, week)
    if monday is None:
        return None
    begin, length = (5, 2) if weekend else (weekday - 1, 1) if weekday is not None else (0, 7)
    first = add_days(monday, begin)
    last = add_days(monday, begin + length - 1)
    return None if first is None or last is None else (first, last)


def _season(year: int, season: str) -> tuple[date, date] | None:
    """Northern seasons by whole months; a winter may be the one before or after New Year, so both are covered."""
    begin = date(year, SEASONS[season], 1)
    if season != "WI":
        end = add_months(begin, 3)
        return (begin, end - timedelta(days=1)) if end is not None else None
    if not MIN_YEAR < year < MAX_YEAR:
        return None
    return date(year - 1, 12, 1), month_end(year + 1, 2)


def shift(place: Calendar, unit: str, count: int) -> Calendar | None:
    """The place so many units away, of that unit's width; None where the place is too coarse or the calendar ends."""
    if unit in {"Y", "DE", "CE"}:
        return _shift_years(place, unit, count)
    if unit in {"M", "Q"}:
        return _shift_months(place, unit, count)
    day = day_of(place)
    if unit == "WE":
        unit, weekend = "W", True
    else:
        weekend = False
    if unit == "W":
        monday = day or (monday_of(place.year, place.week) if place.year and place.week else None)
        found = None if monday is None else add_days(monday, 7 * count)
        if found is None:
            return None
        year, week = week_of(found)
        return Calendar(year=year, week=week, weekend=weekend)
    found = None if day is None else add_days(day, count)
    return None if found is None else on(found)


def _shift_years(place: Calendar, unit: str, count: int) -> Calendar | None:
    if place.year is None:
        return _shift_ages(place, unit, count)
    year = add_years(place.year, count * {"Y": 1, "DE": DECADE, "CE": CENTURY}[unit])
    if not -MAX_YEAR <= year <= MAX_YEAR:
        return None
    if unit == "Y":
        return Calendar(year=year)
    return Calendar(decade=abs(year) // DECADE, bc=year < 0) if unit == "DE" else Calendar(century=abs(year) // CENTURY, bc=year < 0)


def _shift_ages(place: Calendar, unit: str, count: int) -> Calendar | None:
    """Decades and centuries away from a decade or century."""
    step = -count if place.bc else count
    if unit == "DE" and place.decade is not None:
        return Calendar(decade=place.decade + step, bc=place.bc)
    if unit == "CE" and (place.century is not None or place.decade is not None):
        century = place.century if place.century is not None else (place.decade or 0) // DECADE
        return Calendar(century=century + step, bc=place.bc)
    return None


def add_years(year: int, count: int) -> int:
    """A year so many years later; there is no year 0, so 1 BC (-1) is followed by 1."""
    number = (year + 1 if year < 0 else year) + count
    return number if number > 0 else number - 1


def _shift_months(place: Calendar, unit: str, count: int) -> Calendar | None:
    if place.year is None or place.year < 0:
        return None
    if unit == "Q":
        quarter = place.quarter or (None if place.month is None else (place.month + 2) // 3)
        if quarter is None:
            return None
        years, rest = divmod(quarter - 1 + count, 4)
        return Calendar(year=place.year + years, quarter=rest + 1) if MIN_YEAR <= place.year + years <= MAX_YEAR else None
    if place.month is None:
        return None
    found = add_months(date(place.year, place.month, 1), count) if MIN_YEAR <= place.year <= MAX_YEAR else None
    return None if found is None else Calendar(year=found.year, month=found.month)


def on(day: date) -> Calendar:
    """The place of a day."""
    return Calendar(year=day.year, month=day.month, day=day.day)


def day_of(place: Calendar) -> date | None:
    """The day of a place that states one, or None."""
    if place.week is not None and place.weekday is not None and place.year is not None:
        monday = monday_of(place.year, place.week)
        return None if monday is None else add_days(monday, place.weekday - 1)
    if place.year is None or place.month is None or place.day is None or not MIN_YEAR <= place.year <= MAX_YEAR:
        return None
    found = _day(place.year, place.month, place.day)
    return None if found is None else found[0]


def widen(place: Calendar, unit: str) -> Calendar | None:
    """The unit that holds a place, or None where the place does not say it."""
    if unit in {"Y", "DE", "CE"}:
        return shift(place, unit, 0)
    if unit == "SN":
        return Calendar(year=place.year, season=place.season) if place.season else None
    if unit == "D" and place.year is not None and place.month is not None and place.day is not None:
        return Calendar(year=place.year, month=place.month, day=place.day)
    if unit == "M" and place.month is not None:
        return replace(Calendar(), year=place.year, month=place.month)
    return shift(place, unit, 0)
