"""Counting from an anchor or from the date mentioned before: last, this and next; previous, same and following; yesterday; clock times."""

from dataclasses import replace

from sayso.times import anchor as anchors
from sayso.times import place as places
from sayso.times.context import NO_MENTION, QUOTED, REACH, TOO_FAR, Context, first_day
from sayso.times.fill import settled
from sayso.times.meaning import Calendar, Meaning
from sayso.times.place import Interval
from sayso.times.resolved import Resolved, at, unsettled
from sayso.times.tense import PAST
from sayso.vocabulary import Precision

STEPS = {"last": -1, "previous": -1, "this": 0, "same": 0, "present": 0, "next": 1, "following": 1}
SATURDAY = 6
CLOCK_REACH = 8  # sentences back in which a clock time looks for its day
NEAR = 6  # sentences back in which a story's "this month" looks for its month
UNCOUNTED = {"SN", "FN"}  # units that nobody can say which one is meant of


def from_anchor(meaning: Meaning, context: Context) -> Resolved | None:
    """``last``, ``this``, ``next`` and ``present`` (``the end of the year``): from the anchor, or from the story where one is told."""
    step, day, place = STEPS[meaning.how], context.anchor.day, meaning.calendar
    told = _of_the_story(meaning, context)
    if told is not None:
        return told
    if day is None:
        if meaning.unit is not None:
            return context.uncounted(Calendar(unit=meaning.unit), step)
        return context.unanchored(place if meaning.holiday is None else Calendar(unit="D"))
    if meaning.unit is not None:
        if meaning.unit == "WE" and meaning.how == "this" and context.way == PAST and day.isoweekday() < SATURDAY:
            step = -1
        return _counted_unit(places.on(day), meaning.unit, step, context.anchor.name)
    options = list(anchors.options(place, day, context.feast(meaning)))
    pickers = {-1: anchors.pick_last, 1: anchors.pick_next}
    chosen = pickers[step](options, day) if step else anchors.pick_this(options, day, context.way)
    return settled(chosen, place, context.anchor.name, "counted")


def _counted_unit(base: Calendar, unit: str, step: int, name: str | None) -> Resolved | None:
    if unit in UNCOUNTED:
        return None
    found = places.shift(base, unit, step)
    return unsettled(Calendar(unit=unit), TOO_FAR) if found is None else at(found, name, "counted")


def _of_the_story(meaning: Meaning, context: Context) -> Resolved | None:
    """``this month`` or ``the month`` of a story, and ``the day`` of an event just dated."""
    if meaning.unit is None or STEPS[meaning.how]:
        return None
    recent = None
    if meaning.how == "this" and context.narrative and context.way in {PAST, None}:
        recent = context.recent(meaning.unit, NEAR)
    elif meaning.how == "present":
        recent = context.last if context.narrative else context.recent("D", 1) if meaning.unit == "D" else None
    held = None if recent is None else places.widen(recent.place, meaning.unit)
    return None if recent is None or held is None else at(held, recent.id, "mention")


def from_mention(meaning: Meaning, context: Context) -> Resolved | None:
    """``previous``, ``same`` and ``following``: from the date mentioned before. ``the same time`` is none without one."""
    step, unit = STEPS[meaning.how], meaning.unit
    if unit == "*":
        recent = context.last
        return None if recent is None or context.sentence - recent.sentence > 1 else at(recent.place, recent.id, "mention")
    if unit is None:
        return _named_from_mention(meaning, context, step)
    base = context.recent(unit, context.sentence)
    if base is None:
        return unsettled(Calendar(unit=unit), NO_MENTION)
    held = places.widen(base.place, unit) if step == 0 else places.shift(base.place, unit, step)
    return unsettled(Calendar(unit=unit), NO_MENTION) if held is None else at(held, base.id, "mention")


def _named_from_mention(meaning: Meaning, context: Context, step: int) -> Resolved:
    """A weekday, month, season or feast before, at or after the date mentioned before."""
    place, base = meaning.calendar, context.last
    day = None if base is None else first_day(base.place)
    options = [] if day is None else list(anchors.options(place, day, context.feast(meaning)))
    if base is None or day is None or not options:
        filled = replace(place, year=base.place.year) if base is not None and step == 0 else place
        return unsettled(filled if meaning.holiday is None else Calendar(unit="D"), NO_MENTION)
    near = anchors.pick_near(options, base.place)
    chosen = {-1: anchors.pick_last(options, day), 0: near, 1: anchors.pick_next(options, day)}[step]
    return settled(chosen, place, base.id, "mention")


def year_back(meaning: Meaning, context: Context) -> Resolved:
    """The part of the year mentioned before, one year earlier."""
    recent = context.recent(meaning.unit or "Y", REACH)
    held = None if recent is None else recent.place if meaning.unit is None else places.widen(recent.place, meaning.unit)
    if recent is None or held is None or held.year is None or (held.week is not None and meaning.of is None):
        return unsettled(Calendar(unit=meaning.unit or "Y"), NO_MENTION)
    stated = meaning.of.calendar.year if meaning.of is not None else None
    return at(replace(held, year=stated if stated is not None else places.add_years(held.year, -1)), recent.id, "mention")


def day(meaning: Meaning, context: Context) -> Resolved:
    """Yesterday, today, tomorrow."""
    anchor = context.anchor.day
    if anchor is None:
        return context.uncounted(Calendar(unit="D"), (meaning.sign > 0) - (meaning.sign < 0))
    found = places.shift(places.on(anchor), "D", meaning.sign)
    return unsettled(Calendar(unit="D"), TOO_FAR) if found is None else at(found, context.anchor.name, "counted")


def clock(meaning: Meaning, context: Context) -> Resolved:
    """A time of day without a day: of the day mentioned in this sentence or just before."""
    recent = context.recent_day(CLOCK_REACH)
    on = None if recent is None else places.day_of(recent.place)
    if recent is None or on is None:
        return unsettled(meaning.calendar, QUOTED if context.quoted else "the text gives no day for this time")
    return at(replace(meaning.calendar, year=on.year, month=on.month, day=on.day), recent.id, "mention")


def overnight(meaning: Meaning, context: Context) -> Resolved:
    """The night before or after the publication day, as the tense has it."""
    on = context.anchor.day
    if on is None:
        return context.unanchored(meaning.calendar)
    span = anchors.overnight(on, context.way)
    night = span.first if span.first is not None else on
    place = replace(meaning.calendar, year=night.year, month=night.month, day=night.day)
    return Resolved(place, places.value(place), span, context.anchor.name, "counted")


def reference(meaning: Meaning, context: Context) -> Resolved | None:
    """A vague reference: bounded by the anchor on one side. ``soon`` is none in the past tense."""
    if meaning.side == "ahead" and context.way == PAST:
        return None
    on, value = context.anchor.day, meaning.value or "PRESENT_REF"
    name = "speech" if context.quoted else context.anchor.name
    if on is None:
        return Resolved(None, value, Interval(), name, "vague", QUOTED if context.quoted else None)
    span = Interval(on, None, Precision.VAGUE) if value == "FUTURE_REF" else Interval(None, on, Precision.VAGUE)
    return Resolved(None, value, span, name, "vague")
