"""The context of an expression: what it can be anchored to, and how that is said when it cannot."""

from dataclasses import dataclass
from datetime import date, datetime

from sayso.times import place as places
from sayso.times.anchor import Anchor, Mention
from sayso.times.lexicon import Holiday, Lexicon
from sayso.times.meaning import Calendar, Meaning
from sayso.times.place import Interval
from sayso.times.resolved import Resolved, unsettled

WEEK = 7
REACH = 2  # sentences back in which a clock time, a day of the month or "the same time" looks for its date
REFERENCES = {-1: "PAST_REF", 0: "PRESENT_REF", 1: "FUTURE_REF"}
NO_ANCHOR = "the report has no publication date; --published would settle it"
QUOTED = "inside a quotation: the day of the speech is not known"
NO_MENTION = "no date before it in the text that it could be counted from"
TOO_FAR = "outside the years 1 to 9999"


@dataclass(frozen=True, slots=True)
class Context:
    """The anchor, the dates mentioned before an expression (the last one last), its sentence and tense.

    ``narrative``: in a history of other years; ``quoted``: inside a quotation whose day is not known; ``year``: the year that the
    course of the story gives to a date without one; ``sole``: the only day that the text has named in the week up to the anchor;
    ``before``: the word before the expression.
    """

    anchor: Anchor
    mentions: tuple[Mention, ...]
    sentence: int
    way: str | None
    narrative: bool
    quoted: bool
    lexicon: Lexicon
    published: Anchor
    year: int | None = None
    sole: Mention | None = None
    before: str = ""

    @property
    def last(self) -> Mention | None:
        """The date mentioned last."""
        return self.mentions[-1] if self.mentions else None

    def recent(self, unit: str, reach: int) -> Mention | None:
        """The last date mentioned that is at least as fine as a unit, not further back than ``reach`` sentences."""
        for mention in reversed(self.mentions):
            if self.sentence - mention.sentence > reach:
                return None
            if is_fine(mention.place, unit):
                return mention
        return None

    def recent_day(self, reach: int) -> Mention | None:
        """The last day mentioned in the week up to the anchor, or the only one; else the last of all in the last two sentences."""
        day = self.anchor.day
        for mention in reversed(self.mentions):
            on = places.day_of(mention.place)
            if on is not None and day is not None and self.sentence - mention.sentence <= reach and abs((day - on).days) <= WEEK:
                return mention
        return self.sole or self.recent("D", REACH)

    def feast(self, meaning: Meaning) -> Holiday | None:
        """The named day of a meaning, if it has one."""
        return None if meaning.holiday is None else self.lexicon.holidays[meaning.holiday]

    def unanchored(self, place: Calendar) -> Resolved:
        """A place that only an anchor could fill."""
        return unsettled(place, QUOTED, "speech") if self.quoted else unsettled(place, NO_ANCHOR)

    def uncounted(self, place: Calendar, step: int) -> Resolved:
        """What would be counted from an anchor: a vague reference inside a quotation, else a place left open."""
        if self.quoted:
            return Resolved(None, REFERENCES[step], Interval(), "speech", "quoted", QUOTED)
        return self.unanchored(place)


def is_fine(place: Calendar, unit: str) -> bool:
    """Whether a place says which unit of that size it lies in."""
    if unit in {"DE", "CE"}:
        return place.year is not None or place.decade is not None or place.century is not None
    if place.year is None:
        return False
    if unit in {"Y", "H", "MIN"}:
        return unit == "Y" or place.hour is not None
    if unit in {"M", "Q"}:
        return place.month is not None or (unit == "Q" and place.quarter is not None)
    return places.day_of(place) is not None or (unit in {"W", "WE"} and place.week is not None)


def first_day(place: Calendar) -> date | None:
    """The first day of a place, or None where it has no interval."""
    first = places.interval(place).first
    return first.date() if isinstance(first, datetime) else first
