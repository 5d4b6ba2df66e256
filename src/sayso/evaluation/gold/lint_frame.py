"""Lint of entities, times and places."""

import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from sayso.evaluation.gold.compiler import Annotation
from sayso.evaluation.gold.found import Found, error, warning
from sayso.evaluation.gold.intervals import interval
from sayso.evaluation.gold.scheme import scheme
from sayso.records import Place, TimeExpression
from sayso.vocabulary import Role, TimeType

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december")
_MONTH = re.compile(r"\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)(?:[a-z]*)\b", re.IGNORECASE)
_VALUES = {
    TimeType.DATE: re.compile(
        r"(?:PAST|PRESENT|FUTURE)_REF\Z|(?:BC)?[\dX]{2,4}\Z|[\dX]{4}-(?:(?:[\dX]{2}|W[\dX]{2}|SP|SU|FA|WI|Q[1-4X]|H[12X])(?:-(?:[\dX]{2}|WE|[1-7X]))?)\Z"
    ),
    TimeType.TIME: re.compile(
        r"(?:[\dX]{4}-(?:[\dX]{2}-[\dX]{2}|W[\dX]{2}-[1-7X]))?T(?:[\dX]{2}(?::[\dX]{2}){0,2}(?:Z|[+-]\d\d:?\d\d)?|MO|MI|AF|EV|NI|DT)\Z"
    ),
    TimeType.DURATION: re.compile(
        r"P(?:(?:\d+(?:\.\d+)?|X)(?:DE|CE|WE|SP|SU|FA|WI|[YMWDQ]))*(?:T(?:(?:\d+(?:\.\d+)?|X)[HMS]|(?:\d+|X)(?:MO|MI|AF|EV|NI))+)?\Z"
    ),
    TimeType.SET: re.compile(r"(?:P[\dXTYMWDHSEQ.]+|[\dX]{4}-\S+|T\S+)\Z"),
}


def entities(annotation: Annotation) -> Iterator[Found]:
    """Every entity is in the text by the name it is given, and has a mention; names are bare."""
    text = " ".join(annotation.coding.report.text.lower().split())
    for entity in annotation.coding.entities:
        if " ".join(entity.name.lower().split()) not in text:
            yield error(entity.id, f"{entity.name!r} is not in the report", "Use the best name that the report itself has.")
        if not entity.mentions:
            yield error(entity.id, f"{entity.id} has no mention", "Add name, mention, or a place line with this entity.")
    for name in annotation.names:
        first = name.span.text.split()[0]
        if first.lower() in ("the", "a", "an", "mr", "mr.", "mrs", "mrs.", "ms", "ms.", "dr", "dr."):
            yield warning(name.entity, f"name {name.span.text!r} begins with {first!r}", "Names are bare: no article, no title.")
        elif not re.search(r"[^\W\d_]", name.span.text) or name.span.text.islower():
            yield warning(name.entity, f"name {name.span.text!r} is in lower case", "Use mention for what is no proper name.")


def shared_mentions(annotation: Annotation) -> Iterator[Found]:
    """No two entities have the same mention."""
    owner: dict[tuple[int, int], str] = {}
    for entity in annotation.coding.entities:
        for mention in entity.mentions:
            other = owner.setdefault((mention.start, mention.end), entity.id)
            if other != entity.id:
                yield error(entity.id, f'"{mention.text}" at {mention.start} is a mention of {other} too', "Decide for one; say which occurrences.")


def places(annotation: Annotation) -> Iterator[Found]:
    """Coordinates are possible and whole; what acts or modifies has an entity; a place has a country."""
    taken: dict[tuple[int, int], str] = {}
    for place in annotation.coding.places:
        label = place.id.split(".")[0]
        other = taken.setdefault((place.start, place.end), place.id)
        if other != place.id:
            yield error(label, f'"{place.text}" at {place.start} is {other} too', "One place record for one occurrence.")
        yield from _coordinates(place, label)
        if place.text.lower() in scheme().pronouns and not (place.text.isupper() and len(place.text) > 1):  # "US" is no pronoun
            yield error(label, f'"{place.text}" is a pronoun', "Make it a mention of the place's entity.")
        if place.role is not Role.LOCATION and place.entity is None:
            yield error(label, f'"{place.text}" is a {place.role} without an entity', 'Write: place P1 "Moscow" actor E3')
        if place.country is None:
            yield warning(label, f'"{place.text}" has no country', "Add country= unless it belongs to none (seas, regions).")


def _coordinates(place: Place, label: str) -> Iterator[Found]:
    if (place.latitude is None) != (place.longitude is None):
        yield error(label, "latitude and longitude come together", "Write both or neither.")
    elif place.latitude is not None and place.longitude is not None and not (abs(place.latitude) <= 90 and abs(place.longitude) <= 180):  # noqa: PLR2004
        yield error(label, f"{place.latitude}, {place.longitude} is not on the globe", "Decimal degrees, latitude first.")


def times(annotation: Annotation) -> Iterator[Found]:
    """Values are TIMEX3 and agree with the words; intervals are in order and agree with the values; references resolve."""
    known = {time.id for time in annotation.coding.times} | {"DCT"}
    ordered = sorted(annotation.coding.times, key=lambda t: (t.start, -t.end))
    for before, after in pairwise(ordered):
        if after.start < before.end:
            yield error(after.id.split(".")[0], f'"{after.text}" and "{before.text}" overlap', "A time expression holds no other.")
    for time in annotation.coding.times:
        label = time.id.split(".")[0]
        yield from (error(label, what, fix) for what, fix in _time_faults(time, known))


def _time_faults(time: TimeExpression, known: set[str]) -> Iterator[tuple[str, str]]:
    if not _VALUES[time.type].match(time.value):
        yield f"{time.value!r} is no value of a {time.type}", "See the table in the guideline, section 3."
    if time.mod is not None and time.mod not in scheme().mods:
        yield f"{time.mod!r} is no mod", f"Use one of: {' '.join(sorted(scheme().mods))}."
    if (time.quant or time.freq) and time.type is not TimeType.SET:
        yield "quant= and freq= belong to a SET", "Change the type, or drop them."
    for reference in (time.begin_point, time.end_point, time.anchor):
        if reference is not None and reference not in known:
            yield f"there is no time {reference}", "Name a time of this file, or DCT."
    if time.first and time.last and time.first > time.last:
        yield f"first={time.first} is after last={time.last}", "Swap them."
    yield from _against_value(time)
    yield from _against_words(time)


def _against_value(time: TimeExpression) -> Iterator[tuple[str, str]]:
    try:
        plain = interval(time.value)
    except ValueError:
        return
    if plain.first and plain.last and ((time.first and time.first[:10] > plain.last) or (time.last and time.last[:10] < plain.first)):
        yield f"{time.first}..{time.last} lies outside the value {time.value}", "Leave first= and last= out: they follow from the value."


def _against_words(time: TimeExpression) -> Iterator[tuple[str, str]]:
    """A value's day must be the week day, and its month the month, that the words name."""
    words = time.text.lower()
    day = re.match(r"(\d{4}-\d\d-\d\d)", time.value)
    named = next((i for i, name in enumerate(_DAYS) if re.search(rf"\b{name}\b", words)), None)
    if day and named is not None:
        try:
            real = date.fromisoformat(day[1]).weekday()
        except ValueError:
            return
        if real != named:
            yield f'{day[1]} was a {_DAYS[real].capitalize()}, "{time.text}" says otherwise', "Count from the publication day again."
    month = _MONTH.search(time.text)
    value = re.match(r"[\dX]{4}-(\d\d)", time.value)
    if month and value and "after" not in words and _MONTHS[int(value[1]) - 1][:3] != month[1].lower():
        yield f'{time.value} is not in the month of "{time.text}"', "Mend the value."
