"""Filling a date without its year, month or day: by tense from the anchor, or from the dates around it where the text tells a story."""

from dataclasses import replace
from datetime import date

from sayso.times import anchor as anchors
from sayso.times import place as places
from sayso.times.anchor import Mention, Option
from sayso.times.calendars import month_end
from sayso.times.context import NO_MENTION, REACH, TOO_FAR, Context, first_day
from sayso.times.meaning import Calendar, Meaning
from sayso.times.place import Interval
from sayso.times.resolved import Resolved, at, unsettled
from sayso.times.tense import GENERIC, PAST, PRESENT

SHORT_AHEAD = 9  # years that a year in two digits may lie ahead
CENTURY = 100


def fill(meaning: Meaning, context: Context) -> Resolved:
    """A date with holes (``May``, ``5 May``, ``Saturday``, ``the 20th``, ``Christmas``)."""
    place = meaning.calendar
    bare_day = place.weekday is not None and place.month is None and place.day is None
    if (place.season is not None and context.way == PRESENT and meaning.mod is None) or (bare_day and context.way == GENERIC):
        return unsettled(place, None)
    told = _told(meaning, context)
    if told is not None:
        return told
    feast = context.feast(meaning)
    anchor = context.published if context.quoted and _in_a_year(place) else context.anchor
    day = anchor.day
    if day is None:
        return context.unanchored(place if feast is None else Calendar(unit="D"))
    options = list(anchors.options(place, day, feast))
    if feast is not None and context.way == PRESENT:
        chosen = anchors.pick_close(options, day)
    else:
        chosen = anchors.pick(options, day, PAST if place.decade is not None else context.way)
    return settled(chosen, place, anchor.name, context.way or "past")


def settled(chosen: Option | None, place: Calendar, name: str | None, how: str) -> Resolved:
    """The option chosen for a place, or the place left open where the calendar ends."""
    if chosen is None:
        return unsettled(place, TOO_FAR)
    return Resolved(chosen.place, places.value(chosen.place), anchors.merge(chosen), name, how)


def _told(meaning: Meaning, context: Context) -> Resolved | None:
    """A date that the text around it fills."""
    place = meaning.calendar
    if context.year is not None:
        return _of_year(meaning, context, context.year)
    if context.narrative or context.quoted or _goes_on(place, context):
        told = _from_story(meaning, context)
        if told is not None:
            return told
    recent = context.recent("M", REACH) if place.day is not None and place.month is None else None
    if recent is None:
        return None
    return at(replace(place, year=recent.place.year, month=recent.place.month, weekday=None), recent.id, "mention")


def _goes_on(place: Calendar, context: Context) -> bool:
    """Whether a month or day stands right after a full date of an earlier year, in the past tense: the story goes on from there."""
    day, mention = context.anchor.day, context.last
    if day is None or mention is None or place.month is None or place.weekday is not None:
        return False
    if context.way not in {PAST, None} or context.before == "since":
        return False
    full = mention.explicit and mention.place.month is not None and context.sentence - mention.sentence <= 1
    return full and (mention.place.year or day.year) < day.year


def _of_year(meaning: Meaning, context: Context, year: int) -> Resolved:
    """A date in the year that the course of the story gives it."""
    place = replace(meaning.calendar, year=year, weekday=None)
    found = at(place, context.last.id if context.last is not None else None, "story")
    if place.season == "WI" and found.span.first is not None:
        return replace(found, span=Interval(date(year - 1, 12, 1), month_end(year, 2), found.span.precision))
    return found


def _from_story(meaning: Meaning, context: Context) -> Resolved | None:
    """A date filled from the one mentioned before it, as histories are told."""
    place = meaning.calendar
    mention = next((m for m in reversed(context.mentions) if m.place.year is not None), None)
    if mention is None or mention.place.year is None:
        return None
    weekday = (place.weekday is not None or place.weekend) and place.day is None
    if weekday and places.day_of(mention.place) is None:
        return unsettled(place, NO_MENTION)
    if mention.place.year < 0 or (places.grain(mention.place) == "Y" and _in_a_year(place)):
        return at(replace(place, year=mention.place.year), mention.id, "story")
    return _near(meaning, context, mention)


def _in_a_year(place: Calendar) -> bool:
    return bool(place.month or place.season or place.quarter or place.half)


def _near(meaning: Meaning, context: Context, mention: Mention) -> Resolved | None:
    day = first_day(mention.place)
    if day is None:
        return None
    chosen = anchors.pick_near(list(anchors.options(meaning.calendar, day, context.feast(meaning))), mention.place)
    return None if chosen is None else settled(chosen, meaning.calendar, mention.id, "story")


def fill_short(meaning: Meaning, context: Context) -> Resolved:
    """A year by its last two digits (``'97``): the latest that is not far ahead of the story or the anchor."""
    mention = next((m for m in reversed(context.mentions) if context.narrative and (m.place.year or 0) > 0), None)
    day = context.anchor.day
    base = mention.place.year if mention is not None else day.year if day is not None else None
    if base is None:
        return context.unanchored(Calendar(unit="Y"))
    year = base + SHORT_AHEAD - (base + SHORT_AHEAD - (meaning.nth or 0)) % CENTURY
    return at(Calendar(year=max(year, 1)), mention.id if mention is not None else context.anchor.name, "counted")
