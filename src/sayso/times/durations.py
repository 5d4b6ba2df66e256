"""Durations and sets: their ISO 8601 values, and the interval of those that an anchor bounds."""

from datetime import date, datetime, timedelta

from sayso.times import place as places
from sayso.times.anchor import Anchor, Mention
from sayso.times.calendars import add_months
from sayso.times.meaning import Amount, Calendar, Meaning
from sayso.times.place import Interval
from sayso.times.resolved import Resolved
from sayso.vocabulary import Precision

CODES = {"S": "S", "MIN": "M", "H": "H", "D": "D", "N": "D", "W": "W", "FN": "W", "WE": "WE", "M": "M", "Q": "Q", "Y": "Y", "DE": "DE", "CE": "CE"}
CLOCK = {"S", "MIN", "H"}
DAYS = {"D": 1, "N": 1, "W": 7, "FN": 14, "WE": 7}
MONTHS = {"M": 1, "Q": 3, "Y": 12, "DE": 120, "CE": 1200}
WIDTHS = {
    "D": Precision.DAY,
    "N": Precision.DAY,
    "W": Precision.WEEK,
    "M": Precision.MONTH,
    "Q": Precision.QUARTER,
    "Y": Precision.YEAR,
    "DE": Precision.DECADE,
    "CE": Precision.CENTURY,
}
MINUTES = {"MIN": 1, "H": 60}


def iso_amount(amounts: tuple[Amount, ...]) -> str | None:
    """The TIMEX3 value of a duration (``P2W``, ``PT1H30M``, ``PXD``), or None for units that have none."""
    days: list[str] = []
    clock: list[str] = []
    for unit, count in amounts:
        code = CODES.get(unit)
        if code is None:
            return None
        number = "X" if count is None else _number(count * (2 if unit == "FN" else 1))
        (clock if unit in CLOCK else days).append(number + code)
    return "P" + "".join(days) + ("T" + "".join(clock) if clock else "")


def _number(count: float) -> str:
    return str(int(count)) if float(count).is_integer() else f"{count:g}"


def resolve_amount(meaning: Meaning, anchor: Anchor, mention: Mention | None, of: Resolved | None) -> Resolved | None:
    """A duration; bounded by the anchor (past, next), the date mentioned before (previous, following) or a period (first, final)."""
    if len(meaning.amounts) == 1 and meaning.amounts[0][1] == 0.5 and meaning.amounts[0][0] in {"H", "Y"}:  # noqa: PLR2004
        unit = meaning.amounts[0][0]
        value: str | None = "PT30M" if unit == "H" else "P6M"
    else:
        value = iso_amount(meaning.amounts)
    if value is None:
        return None
    begin, end, span, name = None, None, Interval(), None
    if meaning.side in {"past", "next"}:
        name = anchor.name or "published"
        begin, end = (None, name) if meaning.side == "past" else (name, None)
        span = _bounded(meaning.amounts, anchor.day, 1 if meaning.side == "next" else -1)
    elif meaning.side in {"previous", "following"} and mention is not None:
        name = mention.id
        begin, end = (None, name) if meaning.side == "previous" else (name, None)
        around = places.interval(mention.place)
        edge = around.first if meaning.side == "previous" else around.last
        span = _bounded(meaning.amounts, _date(edge), 1 if meaning.side == "following" else -1)
    elif meaning.side in {"first", "final"} and of is not None and of.place is not None:
        name = of.anchor
        span = _inside(meaning.amounts, of.span, first=meaning.side == "first")
        begin, end = (_iso(span.first), _iso(span.last)) if span.first else (None, None)
    return Resolved(None, value, span, name, "length", begin=begin, end=end)


def _date(moment: date | None) -> date | None:
    return moment.date() if isinstance(moment, datetime) else moment


def _iso(moment: date | None) -> str | None:
    return None if moment is None else moment.isoformat()


def move(day: date, amounts: tuple[Amount, ...], sign: int) -> date | None:
    """The day so long before or after another; None where the amount is vague or the calendar ends."""
    found: date | None = day
    for unit, count in amounts:
        if found is None or count is None:
            return None
        if unit in DAYS:
            days = round(count * DAYS[unit]) * sign
            found = date.fromordinal(found.toordinal() + days) if 1 <= found.toordinal() + days <= date.max.toordinal() else None
        elif unit in MONTHS:
            first = add_months(found, round(count * MONTHS[unit]) * sign)
            found = None if first is None else _same_day(first, found.day)
        elif unit in MINUTES:
            days = round(count * MINUTES[unit] / 1440 + 0.5) * sign
            found = date.fromordinal(found.toordinal() + days) if 1 <= found.toordinal() + days <= date.max.toordinal() else None
    return found


def _same_day(first: date, day: int) -> date:
    following = add_months(first, 1)
    length = (following - first).days if following is not None else 31
    return first.replace(day=min(day, length))


def _bounded(amounts: tuple[Amount, ...], day: date | None, sign: int) -> Interval:
    if day is None:
        return Interval()
    other = move(day, amounts, sign)
    width = WIDTHS.get(amounts[-1][0], Precision.DAY) if other is not None and amounts[-1][1] == 1 else Precision.VAGUE
    return Interval(day, other, width) if sign > 0 else Interval(other, day, width)


def _inside(amounts: tuple[Amount, ...], span: Interval, *, first: bool) -> Interval:
    begin, end = _date(span.first), _date(span.last)
    if begin is None or end is None:
        return Interval()
    one_day = timedelta(days=1)
    if first:
        found = move(begin, amounts, 1)
        return Interval(begin, found - one_day, _width(amounts)) if found is not None and begin < found <= end + one_day else Interval()
    found = None if end == date.max else move(end + one_day, amounts, -1)
    return Interval(found, end, _width(amounts)) if found is not None and begin <= found <= end else Interval()


def _width(amounts: tuple[Amount, ...]) -> Precision:
    unit, count = amounts[-1]
    return WIDTHS.get(unit, Precision.VAGUE) if count == 1 and len(amounts) == 1 else Precision.VAGUE


def resolve_set(meaning: Meaning) -> Resolved | None:
    """A set: the length after which it comes again, or the place of the calendar at which it does."""
    if meaning.amounts:
        unit, _ = meaning.amounts[0]
        if unit == "NI":
            place = Calendar(part="NI")
            return Resolved(place, places.value(place), Interval(), None, "set")
        value = iso_amount(meaning.amounts)
        return None if value is None else Resolved(None, value, Interval(), None, "set")
    place = meaning.calendar
    if meaning.holiday is not None:
        place = Calendar(unit="Y")
    return Resolved(place, places.value(place), Interval(), None, "set")
