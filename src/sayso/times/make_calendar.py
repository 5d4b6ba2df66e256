"""Makers of calendar expressions: from what a rule captured to a meaning. A maker that declines returns None: no match."""

import calendar
from dataclasses import replace

from sayso.times.captures import Captures, Settings, Site, figure, integer, meaning, text
from sayso.times.meaning import Calendar, Meaning
from sayso.vocabulary import TimeType

FIRST_YEAR, LAST_YEAR = 1, 9999
NEAR = 25
LAST_QUARTER = 4
HUNDRED = 100
SEPTEMBER_11 = (9, 11)
MAX_QUARTER = 4
MONTHS, HOURS, MINUTES = 12, 24, 60
MAX_CENTURY = 40
UNIT_WORDS = {"week": "W", "month": "M", "quarter": "Q", "year": "Y"}


def make_calendar(captures: Captures, settings: Settings, site: Site) -> Meaning | None:
    """A place on the calendar from the parts captured, as far as they are stated."""
    if any(name in captures for name in ("decade", "decade2", "century")):
        return _ages(captures)
    if (short := integer(captures, "year2")) is not None:
        return Meaning(how="short", nth=short, unit="Y")
    place = _parts(captures, settings, site)
    if (place.quarter or 1) > MAX_QUARTER or (settings.get("kind") == "quarter" and in_sports(site)):
        return None
    return impossible_meaning(place) or _placed(place, captures, site)


def impossible_meaning(place: Calendar) -> Meaning | None:
    """The meaning of a day that its month does not have, or None."""
    reason = impossible_day(place)
    return Meaning(calendar=Calendar(unit="D"), how="impossible", impossible=reason) if reason else None


def _placed(place: Calendar, captures: Captures, site: Site) -> Meaning:
    of = meaning(captures, "YEAR")
    if place.year is None and of is not None:
        return Meaning(calendar=place, how="within", of=of)
    if (place.month, place.day) == SEPTEMBER_11 and place.year is None and site.pieces.word(site.last) in site.lexicon.lists["attack"]:
        return Meaning(calendar=replace(place, year=2001), how="known")
    return Meaning(calendar=place, how="absolute" if place.year is not None else "fill")


def _parts(captures: Captures, settings: Settings, site: Site) -> Calendar:
    """The parts of the calendar that a rule captured."""
    of = meaning(captures, "YEAR")
    quarter = integer(captures, "quarter")
    return Calendar(
        year=year_of(captures),
        month=integer(captures, "month"),
        day=integer(captures, "day"),
        weekday=integer(captures, "weekday"),
        quarter=LAST_QUARTER if quarter is None and "quarter" in site.words else quarter,
        half=integer(captures, "half"),
        season=text(captures, "season"),
        weekend=bool(settings.get("weekend")),
        fiscal=bool(settings.get("fiscal")) or (of is not None and of.calendar.fiscal),
    )


def _ages(captures: Captures) -> Meaning | None:
    era = text(captures, "era") == "BC"
    if (decade := integer(captures, "decade")) is not None:
        return Meaning(calendar=Calendar(decade=decade, bc=era), how="absolute")
    if (century := integer(captures, "century")) is not None:
        return Meaning(calendar=Calendar(century=century - 1, bc=era), how="absolute") if 1 <= century <= MAX_CENTURY else None
    return Meaning(calendar=Calendar(decade=integer(captures, "decade2")), how="fill")


def year_of(captures: Captures) -> int | None:
    """The year that the captures state in full, negative before Christ, or None."""
    for name in ("year", "four"):
        if (year := integer(captures, name)) is not None:
            return year
    if (number := integer(captures, "int")) is not None:
        year = -number if text(captures, "era") == "BC" else number
        return year if FIRST_YEAR <= abs(year) <= LAST_YEAR else None
    of = meaning(captures, "YEAR")
    return of.calendar.year if of is not None and of.how == "absolute" else None


def impossible_day(place: Calendar) -> str | None:
    """Why a month has no such day, or None where it may have."""
    if place.month is None or place.day is None:
        return None
    year = place.year if place.year is not None and FIRST_YEAR <= place.year <= LAST_YEAR else 2000
    if place.day <= calendar.monthrange(year, place.month)[1]:
        return None
    return f"{calendar.month_name[place.month]} has no day {place.day}" + (f" in {year}" if place.year is not None else "")


def in_sports(site: Site) -> bool:
    """Whether words of sport stand near, so that a quarter is one of a match and not of the year."""
    around = site.pieces.words[max(0, site.first - NEAR) : site.last + NEAR]
    return any(word in site.lexicon.lists["sports"] for word in around)


def make_iso(captures: Captures, settings: Settings, site: Site) -> Meaning | None:  # noqa: ARG001
    """An ISO 8601 date or time; one that does not exist stays open."""
    groups = captures["iso"].value
    year, month, day, hour, minute, zone = (*groups,) if isinstance(groups, tuple) else (None,) * 6
    place = Calendar(year=int(year), month=int(month), day=int(day))
    wrong = "no such day" if not 1 <= int(month) <= MONTHS or not int(day) or not int(year) else impossible_day(place)
    if wrong is None and hour is not None and (int(hour) > HOURS or int(minute) >= MINUTES):
        wrong = "no such time"
    if wrong:
        return Meaning(calendar=Calendar(unit="D"), how="impossible", impossible=wrong)
    if hour is None:
        return Meaning(calendar=place, how="absolute")
    digits = (zone or "").replace(":", "")
    offset = None if not zone else 0 if zone == "z" else int(f"{digits[0]}1") * (int(digits[1:3]) * MINUTES + int(digits[3:5]))
    return Meaning(type=TimeType.TIME, calendar=replace(place, hour=int(hour), minute=int(minute), zone=offset), how="absolute")


def _figures(groups: object) -> tuple[int, int, int]:
    first, middle, last = (int(part) for part in groups) if isinstance(groups, tuple) else (0, 0, 0)
    return first, middle, last


def make_slashed(captures: Captures, settings: Settings, site: Site) -> Meaning | None:  # noqa: ARG001
    """A date in figures; where day and month may change places, the day stays open."""
    first, middle, last = _figures(captures["slashed"].value)
    if first >= HUNDRED:
        year, options = first, {(middle, last)}
    else:
        year = last if last >= HUNDRED else last + (1900 if last > 50 else 2000)  # noqa: PLR2004
        options = {(first, middle), (middle, first)}
    real = {(m, d) for m, d in options if 1 <= m <= 12 and 1 <= d <= 31 and not impossible_day(Calendar(year=year, month=m, day=d))}  # noqa: PLR2004
    if not real or not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    if len(real) > 1:
        return Meaning(calendar=Calendar(year=year, unit="D"), how="impossible", impossible="day and month may change places")
    ((month, day),) = real
    return Meaning(calendar=Calendar(year=year, month=month, day=day), how="absolute")


def make_holiday(captures: Captures, settings: Settings, site: Site) -> Meaning | None:  # noqa: ARG001
    """A named day, of a year where one is stated."""
    number = figure(captures, "holiday")
    year = year_of(captures)
    feast = site.lexicon.holidays[number]
    if feast.kind == "date":
        return Meaning(calendar=Calendar(year=feast.year, month=feast.month, day=feast.day), how="known")
    of = meaning(captures, "YEAR")
    if year is None and of is not None:
        return Meaning(how="within", of=of, holiday=number)
    return Meaning(calendar=Calendar(year=year), how="absolute" if year is not None else "fill", holiday=number)


def make_nth(captures: Captures, settings: Settings, site: Site) -> Meaning | None:  # noqa: ARG001
    """The n-th (or last) day, weekday, weekend or month of a period; with ``nth`` 0 the week that holds a day."""
    of = meaning(captures, "of")
    nth = integer(captures, "nth")
    if of is None or nth == 0:
        return None
    unit = settings.get("unit")
    fixed = settings.get("nth")
    nth = fixed if isinstance(fixed, int) else nth or -1
    place = Calendar(weekday=integer(captures, "weekday"))
    return Meaning(calendar=place, how="within", of=of, nth=nth, unit=str(unit) if unit else "WD")


def make_weekday_of(captures: Captures, settings: Settings, site: Site) -> Meaning | None:  # noqa: ARG001
    """A weekday of a week that points from the anchor."""
    of = meaning(captures, "of")
    if of is None or of.unit != "W":
        return None
    return Meaning(calendar=Calendar(weekday=figure(captures, "weekday")), how="within", of=of, nth=1, unit="WD")


def make_modify(captures: Captures, settings: Settings, site: Site) -> Meaning | None:
    """The beginning, middle or end of a period."""
    mod = settings.get("mod") or text(captures, "early") or text(captures, "edge")
    of = meaning(captures, "of")
    if "decade2" in captures:
        of = Meaning(calendar=Calendar(decade=integer(captures, "decade2")), how="fill")
    if of is None and (unit := text(captures, "unit")) is not None:
        of = Meaning(how="present", unit=unit)
    if of is None and settings.get("mod"):
        of = Meaning(how="present", unit=UNIT_WORDS[next(word for word in site.words if word in UNIT_WORDS)])
    if of is None or of.mod is not None:
        return None
    return replace(of, mod=str(mod))


def make_rest(captures: Captures, settings: Settings, site: Site) -> Meaning | None:  # noqa: ARG001
    """What is left of a period."""
    of = meaning(captures, "of") or Meaning(how="present", unit=text(captures, "unit"))
    return replace(of, side="later")


def make_side(captures: Captures, settings: Settings, site: Site) -> Meaning | None:  # noqa: ARG001
    """The part of a period before or after the anchor."""
    words = site.words
    side = "earlier" if "earlier" in words else "later"
    of = meaning(captures, "of")
    if of is not None:
        return replace(of, side=side) if of.side is None else None
    how = "this" if "this" in words else "same" if {"that", "same"} & set(words) else "present"
    return Meaning(how=how, unit=text(captures, "unit"), side=side)


def make_deictic(captures: Captures, settings: Settings, site: Site) -> Meaning | None:  # noqa: ARG001
    """A unit, weekday, month, season or holiday counted from an anchor."""
    unit = text(captures, "unit") or (str(settings["unit"]) if "unit" in settings else None)
    if unit in {"MIN", "H", "N", "ML", "S"}:
        return None
    place = Calendar(month=integer(captures, "month"), weekday=integer(captures, "weekday"), season=text(captures, "season"))
    return Meaning(calendar=place, how=str(settings["how"]), unit=unit, holiday=integer(captures, "holiday"))


def make_day(captures: Captures, settings: Settings, site: Site) -> Meaning | None:  # noqa: ARG001
    """Today and the days around it."""
    shift = settings["shift"]
    return Meaning(how="day", sign=shift if isinstance(shift, int) else 0, unit="D")


def make_same_time(captures: Captures, settings: Settings, site: Site) -> Meaning | None:  # noqa: ARG001
    """The date mentioned before, whatever its width."""
    return Meaning(how="same", unit="*")


def make_same_of_last_year(captures: Captures, settings: Settings, site: Site) -> Meaning | None:  # noqa: ARG001
    """The same part of the year before: the date mentioned before, a year back."""
    return Meaning(how="year_back", unit=text(captures, "unit"), of=meaning(captures, "of"))


def make_eve(captures: Captures, settings: Settings, site: Site) -> Meaning | None:
    """The day before a named day."""
    of = make_holiday(captures, settings, site)
    return None if of is None else Meaning(how="within", of=of, nth=-1, unit="EVE")


def make_reference(captures: Captures, settings: Settings, site: Site) -> Meaning | None:  # noqa: ARG001
    """A vague reference with a fixed value."""
    return Meaning(how="value", value=str(settings["value"]), side="ahead" if settings.get("ahead") else None)
