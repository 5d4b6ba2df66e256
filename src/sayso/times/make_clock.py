"""Makers of clock times and parts of the day."""

from dataclasses import replace

from sayso.times.captures import Captures, Settings, Site, integer, meaning, number, text
from sayso.times.make_calendar import in_sports
from sayso.times.meaning import Calendar, Meaning
from sayso.vocabulary import TimeType

NOON, MIDNIGHT, HOUR, NO_ZONE = 12, 24, 60, 9999
MAX_MINUTE = 59
SPORTY = 4
MAX_OFFSET = 14
LATE_PARTS = {"AF", "EV", "NI"}
NIGHT_ENDS = 6
FORMS = ("hm", "hmdot", "hhmm")
WHOLE_PARTS = {"night": "NI", "nighttime": "NI", "daytime": "DT", "day": "DT"}
ABOUT = frozenset({"about", "around", "approximately", "roughly"})
WORDS = {"morning": "MO", "afternoon": "AF", "evening": "EV"}


def make_clock(captures: Captures, settings: Settings, site: Site) -> Meaning | None:
    """A time of day; None for an hour or minute that no clock shows."""
    inner = meaning(captures, "of")
    if inner is not None:
        return _meaning(_twelve(inner.calendar.hour or 0, text(captures, "daypart") or "NI"), inner.calendar.minute, inner.calendar.zone)
    if "midday" in captures:
        return _meaning(integer(captures, "midday") or MIDNIGHT, 0, None)
    if {"half", "quarter", "minutes"} & set(site.words) and "hour" in captures:
        return _spoken(captures, site.words)
    hour, minute = _face(captures)
    if hour is None or (settings.get("colon") and (_of_a_match(site) or not _colon(captures, site))):
        return None
    half = text(captures, "ampm")
    part = text(captures, "daypart") or next((WORDS[word] for word in site.words if word in WORDS), None)
    if half is not None and 1 <= hour <= NOON:
        hour = hour % NOON + (NOON if half == "pm" else 0)
    elif half is not None and (hour == 0 or half == "am"):
        return None
    elif part is not None:
        hour = _twelve(hour, part)
    return _meaning(hour, minute, zone_of(captures)) if hour <= MIDNIGHT and minute <= MAX_MINUTE else None


def _of_a_match(site: Site) -> bool:
    """Whether a bare ``6:40`` may be the clock of a match: words of sport stand near, or many in the text."""
    return in_sports(site) or len(site.lexicon.lists["sports"] & site.pieces.vocabulary) >= SPORTY


def _face(captures: Captures) -> tuple[int | None, int]:
    """The hour and minute captured."""
    for form in FORMS:
        value = captures[form].value if form in captures else None
        if isinstance(value, tuple):
            hour, minute = value
            return int(hour), int(minute)
    return integer(captures, "hour"), 0


def _colon(captures: Captures, site: Site) -> bool:
    """Whether a bare ``10.30`` is a time: in figures with a point only after ``at`` and the like, and never money."""
    return "hm" in captures or (site.pieces.word(site.first - 1) == "at" and site.pieces.word(site.last) not in {"per", "a", "million", "percent"})


def _twelve(hour: int, part: str) -> int:
    """The hour of 24 that an hour of twelve is in a part of the day."""
    if hour < NOON and part in LATE_PARTS and not (part == "NI" and hour < NIGHT_ENDS):
        return hour + NOON
    return 0 if hour == NOON and part == "NI" else hour


def _meaning(hour: int, minute: int | None, zone: int | None) -> Meaning:
    return Meaning(type=TimeType.TIME, calendar=Calendar(hour=hour, minute=minute, zone=zone), how="clock", unit="MIN" if minute else "H")


def zone_of(captures: Captures) -> int | None:
    """The offset from UTC in minutes that the words name, or None."""
    sign, offset = integer(captures, "sign"), integer(captures, "offset")
    if sign is not None and offset is not None:
        return sign * offset * HOUR if offset <= MAX_OFFSET else None
    zone = integer(captures, "zone")
    return None if zone == NO_ZONE else zone


def _spoken(captures: Captures, words: tuple[str, ...]) -> Meaning | None:
    hour = number(captures, "hour")
    if not isinstance(hour, int) or not 1 <= hour <= NOON:
        return None
    minutes = number(captures, "minutes")
    away = minutes if isinstance(minutes, int) else 30 if "half" in words else 15
    if not 0 < away < HOUR:
        return None
    if "to" in words:
        return _meaning((hour - 2) % NOON + 1, HOUR - away, None)
    return _meaning(hour, away, None)


def make_part(captures: Captures, settings: Settings, site: Site) -> Meaning | None:
    """A part of a day: of a day named, of the publication day, or of the day mentioned before."""
    words = site.words
    part = "NI" if {"tonight", "overnight"} & set(words) or words[-2:] == ("last", "night") else text(captures, "daypart")
    part = part or str(settings.get("part") or "") or WHOLE_PARTS.get(words[0]) or "MO"
    mod = "START" if {"early", "small"} & set(words) else "END" if "late" in words else "MID" if words[0].startswith("mid") and part != "MI" else None
    of = meaning(captures, "of")
    place = Calendar(part=part)
    if of is not None:
        return Meaning(type=TimeType.TIME, calendar=place, how="within", of=of, mod=mod)
    how = str(settings.get("how", "fill"))
    if how == "this":
        of = Meaning(how="day", sign=-1 if words[-2:] == ("last", "night") else 0, unit="D")
        return Meaning(type=TimeType.TIME, calendar=place, how="within", of=of, mod=mod)
    if how in {"same", "previous", "following"}:
        return Meaning(type=TimeType.TIME, calendar=place, how="within", of=Meaning(how=how, unit="D"), mod=mod)
    if how == "generic":
        return Meaning(type=TimeType.TIME, calendar=place, how="impossible")
    return Meaning(type=TimeType.TIME, calendar=place, how="overnight" if how == "overnight" else "clock", mod=mod)


def make_clock_day(captures: Captures, settings: Settings, site: Site) -> Meaning | None:  # noqa: ARG001
    """A clock time of a day."""
    clock, of = meaning(captures, "CLOCK"), meaning(captures, "of")
    if clock is None:
        return None
    if of is None:
        shift = -1 if "yesterday" in site.words else 1 if "tomorrow" in site.words else 0
        of = Meaning(how="day", sign=shift, unit="D")
    part = text(captures, "daypart")
    if part is not None and clock.calendar.hour is not None:
        clock = replace(clock, calendar=replace(clock.calendar, hour=_twelve(clock.calendar.hour, part)))
    zone = clock.calendar.zone if clock.calendar.zone is not None else zone_of(captures)
    mod = "APPROX" if site.words[0] in ABOUT else None
    return Meaning(type=TimeType.TIME, calendar=replace(clock.calendar, zone=zone), how="within", of=of, unit=clock.unit, mod=mod)


def make_clock_alone(captures: Captures, settings: Settings, site: Site) -> Meaning | None:  # noqa: ARG001
    """A clock time whose day another expression gives."""
    clock = meaning(captures, "CLOCK")
    if clock is None:
        return None
    return replace(clock, mod="APPROX") if ABOUT & set(site.words) else clock
