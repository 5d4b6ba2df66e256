"""Datelines: ``BAGHDAD (AP) —``, ``Geneva, 12 March (Reuters) -``, ``KYIV/MOSCOW, 3 May 2022 -``, ``NAIROBI, Kenya —``.

A hand-written reader over the first words of a paragraph: a place, then a date and an agency in either order, then the mark
that ends the dateline. What could be an ordinary beginning of a sentence is left alone: a place in lower-case letters
needs a date, or an agency that is listed or looks like one.
"""

import datetime as dt
import re
import tomllib
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from sayso.intake.agencies import is_name, load_agencies
from sayso.intake.lines import Range

REACH = 220
MOST_WORDS = 5
MOST_REGIONS = 3
SHORTEST = 3
LONGEST_ABBREVIATION = 6
DASHES = frozenset({"-", "--", "---", "\N{EN DASH}", "\N{EM DASH}", "\N{HORIZONTAL BAR}", "\N{MINUS SIGN}"})
TOKEN = re.compile(r"[^\W\d_]+(?:['’.\-][^\W\d_]+)*\.?|\d+(?:st|nd|rd|th)?|-+|[^\w\s]|_")
DAY = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?\Z", re.ASCII)
OPENERS = frozenset("“\"‘'«„")
YEAR = re.compile(r"(?:19|20)\d\d\Z", re.ASCII)


@dataclass(frozen=True, slots=True)
class Calendar:
    """Names of months (to their numbers) and of weekdays, those of them that are not abbreviations, and the small words of sentences."""

    months: dict[str, int]
    weekdays: frozenset[str]
    whole: frozenset[str]
    connectors: frozenset[str]
    starters: frozenset[str]


@dataclass(frozen=True, slots=True)
class FoundDateline:
    """A dateline: ranges of place, date and agency as printed; ``full`` where the date has day, month and year.

    ``weak`` says that only capital letters speak for it.
    """

    place: Range
    date: Range | None = None
    agency: Range | None = None
    full: dt.date | None = None
    weak: bool = False


@dataclass(frozen=True, slots=True)
class _Words:
    """The tokens of a paragraph's beginning."""

    text: str
    ranges: tuple[Range, ...]

    def __getitem__(self, index: int) -> str:
        return self.text[slice(*self.ranges[index])] if index < len(self.ranges) else ""

    def span(self, first: int, last: int) -> Range:
        return self.ranges[first][0], self.ranges[last - 1][1]


@cache
def load_calendar() -> Calendar:
    """The calendar words that ship with Sayso (``data/dates.toml``)."""
    raw = tomllib.loads(files(__package__).joinpath("data/dates.toml").read_text(encoding="utf-8"))
    months = {form: number for number, forms in enumerate(raw["months"]["forms"], start=1) for form in forms}
    weekdays = frozenset(raw["weekdays"]["forms"])
    return Calendar(
        months=months,
        weekdays=weekdays,
        whole=frozenset(forms[0] for forms in raw["months"]["forms"]) | {day for day in weekdays if day.endswith("day")},
        connectors=frozenset(raw["connectors"]["forms"]),
        starters=frozenset(raw["starters"]["forms"]),
    )


def find_dateline(text: str, start: int, stop: int) -> FoundDateline | None:
    """The dateline that opens the paragraph ``[start, stop)``, or None where there is none or it is not certain."""
    reach = min(stop, start + REACH)
    words = _Words(text, tuple(m.span() for m in TOKEN.finditer(text, start, reach)))
    position = _place(words)
    if position is None:
        return None
    found = FoundDateline(place=words.span(0, position))
    while True:
        dated = None if found.date else _date(words, position)
        if dated is not None:
            first, position, full = dated
            found = replace(found, date=words.span(first, position), full=full)
            continue
        credited = None if found.agency else _agency(words, position, dated=found.date is not None)
        if credited is None:
            break
        found, position = replace(found, agency=credited[0]), credited[1]
    return _accept(words, found, position)


def _place(words: _Words) -> int | None:
    """The number of tokens of the place that begins a dateline: names parted by slashes, each with its regions."""
    position, regions = _name(words, 0), 0
    if position == 0:
        return None
    while True:
        after = words[position]
        if after == "," and regions < MOST_REGIONS and _date(words, position) is None and (end := _name(words, position + 1)) > position + 1:
            position, regions = end, regions + 1
        elif after == "/" and (end := _name(words, position + 1)) > position + 1:
            position, regions = end, 0
        else:
            return position


def _name(words: _Words, first: int) -> int:
    """The end of a name of up to five capitalised words, small words between them allowed; ``first`` where there is none."""
    calendar = load_calendar()
    position = end = first
    while position < first + MOST_WORDS:
        word = words[position]
        if not word or not word[0].isalpha():
            break
        if word[0].isupper():
            if position > first and _date(words, position) is not None:
                break
            end = position + 1
        elif (position == first and (first == 0 or word != "the")) or word not in calendar.connectors:
            break
        position += 1
    if end == first + 1 and (_is_month(words[first]) or words[first].casefold().rstrip(".") in calendar.weekdays):
        return first
    return end


def _is_month(word: str) -> bool:
    return word.casefold().rstrip(".") in load_calendar().months


def _date(words: _Words, position: int) -> tuple[int, int, dt.date | None] | None:
    """A date, with or without a weekday and a year, as its tokens ``first, end`` and the day where it is full."""
    if words[position] == ",":
        position += 1
    first = position
    if words[position].casefold().rstrip(".") in load_calendar().weekdays:
        position += 1
        after = _day_and_month(words, position + 1 if words[position] == "," else position)
        return (first, *after) if after else (first, position, None)
    after = _day_and_month(words, position) or _iso(words, position)
    return (first, *after) if after else None


def _day_and_month(words: _Words, position: int) -> tuple[int, dt.date | None] | None:
    one, two = words[position], words[position + 1]
    if _is_month(one) and DAY.match(two):
        month, day = one, two
    elif DAY.match(one) and _is_month(two):
        month, day = two, one
    else:
        return None
    position += 2
    year = words[position + 1] if words[position] == "," else words[position]
    if not YEAR.match(year):
        return position, None
    position += 2 if words[position] == "," else 1
    number = load_calendar().months[month.casefold().rstrip(".")]
    return position, _day(int(year), number, int(re.sub(r"\D", "", day)))


def _iso(words: _Words, position: int) -> tuple[int, dt.date | None] | None:
    """``2021-03-04``."""
    parts = [words[position + i] for i in range(5)]
    if YEAR.match(parts[0]) and parts[1] == parts[3] == "-" and all(len(p) == 2 and DAY.match(p) for p in (parts[2], parts[4])):  # noqa: PLR2004
        return position + 5, _day(int(parts[0]), int(parts[2]), int(parts[4]))
    return None


def _day(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _agency(words: _Words, position: int, *, dated: bool) -> tuple[Range, int] | None:
    """An agency in brackets or slashes, or, after a date, a listed one without: its range and the token after it."""
    if words[position] in {",", "."} and words[position + 1] in {"(", "/"}:
        position += 1
    closing = {"(": ")", "/": "/"}.get(words[position])
    if closing:
        for end in range(position + 2, min(position + 12, len(words.ranges))):
            if words[end] == closing:
                inner = words.span(position + 1, end)
                printed = words.text[slice(*inner)]
                return (inner, end + 1) if is_name(printed) or load_agencies().known(printed) else None
    if dated and position < len(words.ranges) and load_agencies().known(words[position]):
        return words.ranges[position], position + 1
    return None


def _accept(words: _Words, found: FoundDateline, position: int) -> FoundDateline | None:
    """The dateline if what ends it, and what it holds, leave no doubt."""
    printed = words.text[slice(*found.agency)] if found.agency else ""
    trusted = bool(printed) and (load_agencies().known(printed) is not None or load_agencies().likely(printed))
    capitals = _in_capitals(words.text[slice(*found.place)])
    mark, story = _mark(words, found, position)
    opens = bool(words[story]) and _opens_sentence(words[story])
    if not words[story] or not (capitals or trusted or words[0].casefold() not in load_calendar().starters):
        return None
    if mark == "stop":
        sure = opens and found.date is not None and (capitals or bool(printed))
    elif mark == "nothing":
        sure = opens and trusted and (capitals or found.date is not None)
    else:
        sure = trusted or (found.date is not None and (capitals or opens)) or (capitals and bool(printed) and mark == "dash")
    weak = not sure and capitals and opens and not printed and mark in {"dash", "colon"}
    return replace(_without_stops(words.text, found), weak=weak) if sure or weak else None


def _without_stops(text: str, found: FoundDateline) -> FoundDateline:
    """The dateline without the stop that ends its place or date, unless it is an abbreviation's (``Ont.``, ``Dec.``)."""
    place, day = found.place, found.date
    words = text[slice(*place)].split()
    if words[-1].endswith(".") and "." not in words[-1][:-1] and len(words[-1]) > (SHORTEST + 1 if words[-1].isupper() else LONGEST_ABBREVIATION):
        place = (place[0], place[1] - 1)
    if day and text[day[1] - 1] == "." and text[slice(*day)].rsplit(maxsplit=1)[-1][:-1].casefold() in load_calendar().whole:
        day = (day[0], day[1] - 1)
    return replace(found, place=place, date=day)


def _mark(words: _Words, found: FoundDateline, position: int) -> tuple[str, int]:
    """What ends the dateline (dash, colon, stop or nothing) and the first token of the story after it."""
    mark = words[position]
    if mark == "." and words[position + 1] in DASHES:
        return "dash", position + 2
    if mark in DASHES and (mark != "-" or found.agency or words.ranges[position][0] > words.ranges[position - 1][1]):
        return "dash", position + 1
    if mark in {":", "."}:
        return "colon" if mark == ":" else "stop", position + 1
    if found.date and words[position - 1].endswith(".") and words.ranges[position - 1][1] == found.date[1]:
        return "stop", position
    return "nothing", position


def _opens_sentence(word: str) -> bool:
    return word[0] in OPENERS or word[0].isupper() or word[0].isdigit()


def _in_capitals(place: str) -> bool:
    """Whether the first name of a place is printed in capitals (``McALLEN`` counts)."""
    name: str = re.split(r"[,/]", place, maxsplit=1)[0]
    capitals = sum(c.isupper() for c in name)
    return capitals >= SHORTEST and capitals > 2 * sum(c.islower() for c in name)
