"""Makers of durations, distances and sets."""

from sayso.times.captures import Captures, Settings, Site, integer, meaning, number, text
from sayso.times.meaning import Amount, Calendar, Meaning
from sayso.vocabulary import TimeType

BACKWARD = {"MORE_THAN": "BEFORE", "LESS_THAN": "AFTER", "EQUAL_OR_MORE": "ON_OR_BEFORE", "EQUAL_OR_LESS": "ON_OR_AFTER", "APPROX": "APPROX"}
FORWARD = {"MORE_THAN": "AFTER", "LESS_THAN": "BEFORE", "EQUAL_OR_MORE": "ON_OR_AFTER", "EQUAL_OR_LESS": "ON_OR_BEFORE", "APPROX": "APPROX"}
HALF, QUARTER_HOUR = 0.5, 15
RATE_REACH = 3
YEARS = range(1900, 2100)
SINGULAR = frozenset({"day", "week", "month", "hour", "minute", "night", "season", "weekend"})
WORD_UNITS = {"day": "D", "night": "N", "week": "W", "year": "Y", "summer": "SN", "winter": "SN"}
ONE = frozenset({"a", "an", "another"})
NOT_COUNTED = frozenset(
    {"is", "was", "are", "were", "took", "take", "takes", "lasted", "spent", "than", "within", "after", "half", "all", "such", "not", "quite"}
)


def make_amount(captures: Captures, settings: Settings, site: Site) -> Meaning | None:  # noqa: ARG001
    """So many units; no amount where the words leave it open."""
    words, unit = site.words, text(captures, "unit")
    if unit is None:
        quarters = 3 if words[0] == "three" else 1
        return Meaning(type=TimeType.DURATION, how="amount", amounts=(("MIN", QUARTER_HOUR * quarters),)) if "hour" in words else None
    if not _is_amount(captures, site, unit):
        return None
    found: list[Amount] = []
    if (first := text(captures, "unit1")) is not None:
        found.append((first, number(captures, "number1") if "number1" in captures else 1))
    return Meaning(type=TimeType.DURATION, how="amount", amounts=(*found, (unit, _count(captures, words))))


def _is_amount(captures: Captures, site: Site, unit: str) -> bool:
    """Whether words are an amount of time: not a fraction, an ordinal, a year before a noun or the half of a compound."""
    words, after, figure = site.words, site.pieces.word(site.last), number(captures, "number")
    if unit == "Q" and ("vague" in captures or after in {"of", "in", "to"} or words[0] in ONE):
        return False
    if words[0] in ONE and (unit == "S" or (after == "-" and site.pieces.glued(site.last) and words[0] != "another")):
        return False
    return not (figure is not None and figure in YEARS and "-" not in words and site.pieces.words[captures["unit"].first] in SINGULAR)


def _count(captures: Captures, words: tuple[str, ...]) -> int | float | None:
    """The number of units; None for ``several``."""
    if "vague" in captures:
        return None
    value = number(captures, "number")
    if "half" in words and value is None:
        return HALF if "half" in words[:2] else 1 + HALF
    if value is not None and words[-2:-1] == ("half",) and isinstance(value, int):
        return value + HALF
    return 1 if value is None else value


def _amounts(captures: Captures, site: Site) -> tuple[Amount, ...]:
    """The amounts that a rule captured: an amount, or a unit with or without a number."""
    amount = meaning(captures, "AMOUNT")
    if amount is not None:
        return amount.amounts
    if (unit := text(captures, "units")) is not None:
        return ((unit, number(captures, "number")),)
    if (unit := text(captures, "unit")) is not None:
        plural = site.pieces.words[captures["unit"].first].endswith(("s", "ia"))
        return ((unit, number(captures, "number") if plural else number(captures, "number") or 1),)
    return ()


def make_shift(captures: Captures, settings: Settings, site: Site) -> Meaning | None:
    """A place some units before or after the anchor or the date mentioned before."""
    amounts = _amounts(captures, site)
    if not amounts:
        return None
    sign, base = integer_setting(settings, "sign"), str(settings["base"])
    mod = (BACKWARD if sign < 0 else FORWARD).get(text(captures, "about") or "")
    return Meaning(how="shift", amounts=amounts, sign=sign, base=base, mod=mod, unit=amounts[-1][0])


def integer_setting(settings: Settings, name: str) -> int:
    """A whole number of a rule's settings, 0 where it has none."""
    value = settings.get(name, 0)
    return value if isinstance(value, int) else 0


def make_duration(captures: Captures, settings: Settings, site: Site) -> Meaning | None:
    """A length of time, with the side of an anchor on which it lies where the words say so."""
    words = site.words
    amounts = _amounts(captures, site)
    if settings.get("bare") and amounts and amounts[-1][0] in {"Q", "SN"}:
        return None
    if not amounts and (found := next((WORD_UNITS[word] for word in words if word in WORD_UNITS), None)):
        amounts = ((found, 1),)
    before_years = words[-1:] == ("years",) and site.pieces.word(site.last).isdecimal()
    if not amounts or before_years or (amounts[-1][0] == "S" and words[0] in {"a", "second"}):
        return None
    edge = settings.get("edge")
    return Meaning(type=TimeType.DURATION, how="amount", amounts=amounts, mod=text(captures, "about"), side=str(edge) if edge else None)


def make_duration_of(captures: Captures, settings: Settings, site: Site) -> Meaning | None:  # noqa: ARG001
    """The first or last units of a period."""
    of = meaning(captures, "of")
    if (unit := text(captures, "of_unit")) is not None:
        of = Meaning(how="present", unit=unit)
    amounts = _amounts(captures, site)
    if not amounts or of is None:
        return None
    side = "first" if site.words[1] in {"first", "opening"} else "final"
    return Meaning(type=TimeType.DURATION, how="amount", amounts=amounts, of=of, side=side)


def make_set(captures: Captures, settings: Settings, site: Site) -> Meaning | None:
    """Something that comes again: TIMEX3 SET with quant and freq."""
    words = site.words
    if (settings.get("rate") and not is_rate(site)) or (settings.get("per") and not _is_per(site)):
        return None
    quant = text(captures, "each") or ("EVERY" if words[0] in {"every", "everyday"} else None)
    times = integer(captures, "times") or integer(captures, "frequency")
    freq = None if times is None else f"{times}X"
    place = Calendar(
        month=integer(captures, "month"),
        weekday=integer(captures, "weekday") or integer(captures, "weekdays"),
        season=text(captures, "season"),
        part=text(captures, "daypart") or text(captures, "dayparts"),
        weekend=words == ("weekends",),
    )
    holiday = integer(captures, "holiday")
    if holiday is not None or place != Calendar():
        return Meaning(type=TimeType.SET, how="set", calendar=place, holiday=holiday, quant=quant, freq=freq)
    amount = _period(captures, words)
    if settings.get("rate") or settings.get("per") or "adverb" in captures:
        quant = "EVERY"
    return None if amount is None else Meaning(type=TimeType.SET, how="set", amounts=(amount,), quant=quant, freq=freq)


def _period(captures: Captures, words: tuple[str, ...]) -> Amount | None:
    """The unit after which a set comes again, and how many of it."""
    if (code := text(captures, "adverb")) is not None:
        return code[1:], int(code[0])
    if words in {("everyday",), ("weekdays",)}:
        return "D", 1
    unit = text(captures, "unit") or text(captures, "units")
    if unit is None:
        return None
    return unit, None if "few" in words else integer(captures, "number") or (2 if "other" in words else 1)


def _is_per(site: Site) -> bool:
    """Whether ``per day`` says how often, and is no speed and no part of a path."""
    if site.pieces.word(site.first - 1) in site.lexicon.lists["distance"]:
        return False
    return site.words[0] != "/" or site.pieces.glued(site.first)


def is_rate(site: Site) -> bool:
    """Whether ``a year`` says how often or how much: right after a figure, or after a counted noun; speeds do not count."""
    pieces, lists = site.pieces, site.lexicon.lists
    before = pieces.word(site.first - 1)
    if before in lists["distance"]:
        return False
    if _is_figure(site, before):
        return True
    if not before.isalpha() or before in lists["year_before"] or before in lists["month_before"] or before in NOT_COUNTED:
        return False
    for back in range(2, 2 + RATE_REACH):
        word = pieces.word(site.first - back)
        if _is_figure(site, word):
            return True
        if not word.isalpha() or word in NOT_COUNTED:
            return False
    return False


def _is_figure(site: Site, word: str) -> bool:
    return word.replace(",", "").replace(".", "").isdecimal() or word in site.lexicon.lists["rate"] or word in site.lexicon.numerals
