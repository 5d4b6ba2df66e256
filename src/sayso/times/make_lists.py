"""Makers of lists and ranges: several expressions that share a month, a year or a unit (``June 4, 5 and 9``)."""

from sayso.times.captures import Captures, Settings, Site, integer, meaning, number, text
from sayso.times.make_calendar import impossible_meaning, year_of
from sayso.times.meaning import Calendar, Capture, Item, Meaning
from sayso.vocabulary import TimeType

YEARS = range(1900, 2100)
HUNDRED = 100
TEN = 10


def _place(captures: Captures, place: Calendar) -> Meaning:
    """A place of the list with the year that the captures give, if any."""
    of = meaning(captures, "YEAR")
    year = year_of(captures)
    if year is not None:
        place = Calendar(year=year, month=place.month, day=place.day, season=place.season)
    if (wrong := impossible_meaning(place)) is not None:
        return wrong
    if of is not None and year is None:
        return Meaning(calendar=place, how="within", of=of)
    return Meaning(calendar=place, how="absolute" if year is not None else "fill")


def _numbered(captures: Captures, name: str) -> list[Capture]:
    found = [captures[f"{name}{number}"] for number in range(1, 6) if f"{name}{number}" in captures]
    return sorted(found, key=lambda capture: capture.first)


def _items(site: Site, captures: list[Capture], meanings: list[Meaning], *, shared_first: int | None = None) -> tuple[Item, ...]:
    """One item a capture; the first reaches back to the start of the match, the last forward to its end."""
    items = []
    for index, (capture, found) in enumerate(zip(captures, meanings, strict=True)):
        first = shared_first if index == 0 and shared_first is not None else capture.first
        last = site.last if index == len(captures) - 1 else capture.last
        items.append(Item(first, last, found))
    return tuple(items)


def make_days(captures: Captures, settings: Settings, site: Site) -> tuple[Item, ...] | None:  # noqa: ARG001
    """Several days of one month."""
    days, month = _numbered(captures, "day"), integer(captures, "month")
    numbers = [day.value for day in days if isinstance(day.value, int)]
    if numbers != sorted(numbers) or len(set(numbers)) != len(numbers):
        return None
    meanings = [_place(captures, Calendar(month=month, day=number)) for number in numbers]
    return _items(site, days, meanings, shared_first=site.first)


def make_months(captures: Captures, settings: Settings, site: Site) -> tuple[Item, ...] | None:  # noqa: ARG001
    """Several months or seasons of one year."""
    found, name = _numbered(captures, "month"), "month"
    if not found:
        found, name = _numbered(captures, "season"), "season"
    meanings = []
    for capture in found:
        place = Calendar(month=capture.value) if name == "month" and isinstance(capture.value, int) else Calendar(season=str(capture.value))
        meanings.append(_place(captures, place))
    return _items(site, found, meanings)


def make_dates(captures: Captures, settings: Settings, site: Site) -> tuple[Item, ...] | None:  # noqa: ARG001
    """Two days of one year, each with its month."""
    months, days = _numbered(captures, "month"), _numbered(captures, "day")
    items = []
    for index, (month, day) in enumerate(zip(months, days, strict=True)):
        if not isinstance(month.value, int) or not isinstance(day.value, int):
            return None
        last = site.last if index else max(month.last, day.last)
        items.append(Item(min(month.first, day.first), last, _place(captures, Calendar(month=month.value, day=day.value))))
    return tuple(items)


def make_years(captures: Captures, settings: Settings, site: Site) -> tuple[Item, ...] | None:  # noqa: ARG001
    """Two years, the second in short or both in one era; or two decades of one century."""
    if "decade1" in captures:
        first, second = integer(captures, "decade1") or 0, integer(captures, "decade2") or 0
        decades = [Meaning(calendar=Calendar(decade=value), how="absolute") for value in (first, first // TEN * TEN + second)]
        return _items(site, [captures["decade1"], captures["decade2"]], decades, shared_first=site.first) if second > first % TEN else None
    first = integer(captures, "year1") or 0
    if (short := integer(captures, "two")) is None:
        short = integer(captures, "year2") or 0
    era = text(captures, "era")
    if era is not None:
        sign = -1 if era == "BC" else 1
        years = [sign * first, sign * short]
        if not first or not short or (era == "BC" and short >= first):
            return None
        captured = [captures["year1"], captures["year2"]]
    else:
        glued = site.pieces.glued(site.last - 1) and site.pieces.glued(site.last - 2)
        if "two" in captures and not glued:
            return None
        second = first // HUNDRED * HUNDRED + short
        if second <= first:
            return None
        years, captured = [first, second], [captures["year1"], captures["two"] if "two" in captures else captures["year2"]]
    return _items(site, captured, [Meaning(calendar=Calendar(year=year), how="absolute") for year in years])


def make_two_amounts(captures: Captures, settings: Settings, site: Site) -> tuple[Item, ...] | None:  # noqa: ARG001
    """Two amounts of one unit."""
    unit = text(captures, "units") or text(captures, "unit")
    low, high = number(captures, "number1"), number(captures, "number")
    if unit is None or low is None or high is None or low >= high or low in YEARS:
        return None
    meanings = [Meaning(type=TimeType.DURATION, how="amount", amounts=((unit, count),)) for count in (low, high)]
    return _items(site, [captures["number1"], captures["number"]], meanings)


def make_clocks(captures: Captures, settings: Settings, site: Site) -> tuple[Item, ...] | None:  # noqa: ARG001
    """Two times of one half of the day."""
    half = text(captures, "ampm")
    items = []
    for index in (1, 2):
        capture = captures.get(f"hm{index}") or captures[f"hour{index}"]
        hour, minute = capture.value if isinstance(capture.value, tuple) else (capture.value, 0)
        if not isinstance(hour, int) or not 1 <= hour <= 12:  # noqa: PLR2004
            return None
        clock = hour % 12 + (12 if half == "pm" else 0)
        of = meaning(captures, "of")
        how = "clock" if of is None else "within"
        found = Meaning(type=TimeType.TIME, calendar=Calendar(hour=clock, minute=minute), how=how, of=of, unit="H")
        first = site.first if index == 1 else capture.first
        items.append(Item(first, site.last if index == 2 else capture.last, found))  # noqa: PLR2004
    return tuple(items)
