"""What an expression means before it is anchored: a place on the calendar with holes, a distance, an amount, a vague reference."""

from dataclasses import dataclass

from sayso.vocabulary import TimeType

Amount = tuple[str, int | float | None]


@dataclass(frozen=True, slots=True)
class Calendar:
    """A place on the calendar; what is not known is None.

    Years before Christ are negative (-480 is 480 BC); decades and centuries hold their leading digits (199 for the 1990s, 18 for the
    19th century), with ``bc`` where they are counted backwards. ``unit`` is the granularity of a place of which nothing else is
    known (``D``: some day).
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    week: int | None = None
    weekday: int | None = None
    weekend: bool = False
    quarter: int | None = None
    half: int | None = None
    season: str | None = None
    decade: int | None = None
    century: int | None = None
    bc: bool = False
    part: str | None = None
    hour: int | None = None
    minute: int | None = None
    zone: int | None = None
    fiscal: bool = False
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Meaning:
    """The meaning of one expression, not yet anchored.

    ``how`` says where the missing parts come from:
    ``fill`` by tense from the anchor; ``last``, ``this`` and ``next`` counted from the publication; ``previous``, ``same`` and
    ``following`` from the date mentioned before; ``shift`` by ``amounts`` in the direction of ``sign`` from ``base`` (published or
    mention); ``within`` as a part of ``of``; ``value`` for a fixed TIMEX3 value; ``amount`` for durations and sets.
    """

    type: TimeType = TimeType.DATE
    calendar: Calendar = Calendar()
    how: str = "fill"
    amounts: tuple[Amount, ...] = ()
    sign: int = 0
    base: str = "published"
    of: "Meaning | None" = None
    nth: int | None = None
    unit: str | None = None
    mod: str | None = None
    quant: str | None = None
    freq: str | None = None
    value: str | None = None
    side: str | None = None
    holiday: int | None = None
    impossible: str | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """A meaning with the pieces ``[first, last)`` that express it, and the id of the rule that found it."""

    first: int
    last: int
    meaning: Meaning
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Capture:
    """What a class of a pattern matched: its value and pieces ``[first, last)``."""

    value: object
    first: int
    last: int
