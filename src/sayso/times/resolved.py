"""A resolved time: what an expression stands for once it is anchored."""

from dataclasses import dataclass

from sayso.times.meaning import Calendar
from sayso.times.place import Interval, interval, value


@dataclass(frozen=True, slots=True)
class Resolved:
    """The TIMEX3 value with its interval, the anchor it was counted from, how it was reached, and why an interval is missing."""

    place: Calendar | None
    value: str
    span: Interval
    anchor: str | None
    how: str
    reason: str | None = None
    mod: str | None = None
    begin: str | None = None
    end: str | None = None


def at(place: Calendar, anchor: str | None, how: str, reason: str | None = None) -> Resolved:
    """A place with the value and the interval that follow from it."""
    return Resolved(place, value(place), interval(place), anchor, how, reason)


def unsettled(place: Calendar, reason: str | None, anchor: str | None = None) -> Resolved:
    """A place with what is open left open, and the reason why."""
    return Resolved(place, value(place), Interval(), anchor, "open", reason)
