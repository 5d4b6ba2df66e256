"""Numbers of people and things as the text writes them: value, hedge, the noun that they count.

Read from tokens and trees only: ``at least 12 people``, ``four of them``, ``between 60 and 70 women``, ``$2 million``, ``dozens``.
Dates, measures, ages, scores and numbers inside names are no counts.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from sayso.events.embedding import names_of
from sayso.events.trees import relation
from sayso.language.analysis import ROOT, Analysis
from sayso.records import TimeExpression

CURRENCIES = frozenset("$\u20ac\u00a3\u00a5\u20b9\u20a6")
FIGURES = CURRENCIES | frozenset("0123456789")
MOST = 10**12
LONGEST = 6
FIRST_YEAR, LAST_YEAR = 1500, 2100
HEDGE = 3
JOINTS = frozenset({"and", "to", "or", "-", "\u2013"})
NAMED_BY = frozenset({"no.", "number", "#", "route", "highway", "article", "resolution", "chapter", "unit", "block", "aged", "age", "page"})


@dataclass(frozen=True, slots=True)
class Figure:
    """A number at tokens ``[first, last)`` with its hedge; ``head`` is the token that carries the counted role, ``noun`` what is counted, if said.

    The bounds are included; None where the words give none.
    """

    first: int
    last: int
    head: int
    noun: int | None
    low: int | None
    best: int | None
    high: int | None
    money: bool = False


@dataclass(frozen=True, slots=True)
class CountWords:
    """The tables of ``data/counts.toml``."""

    numbers: Mapping[str, int]
    scales: Mapping[str, int]
    vague: frozenset[str]
    hedges: Mapping[tuple[str, ...], str]
    kinds: Mapping[str, str]
    states: Mapping[str, str]
    things: Mapping[str, str]
    people: frozenset[str]
    soldiers: frozenset[str]
    gatherings: frozenset[str]
    damage: frozenset[str]
    frequencies: Mapping[str, int]
    units: frozenset[str]
    openers: frozenset[str]


@cache
def load_counts() -> CountWords:
    """The words that ship with Sayso."""
    data = tomllib.loads(files(__package__).joinpath("data/counts.toml").read_text(encoding="utf-8"))

    def by_word(table: dict[str, list[str]]) -> dict[str, str]:
        return {word: kind for kind, words in table.items() for word in words}

    tens = [f"{one}-{two}" for one, a in data["numbers"].items() for two, b in data["numbers"].items() if a >= 20 and 0 < b < 10]  # noqa: PLR2004
    hedges = {tuple(words.split()): kind for kind, listed in data["hedges"].items() for words in listed}
    return CountWords(
        data["numbers"],
        data["scales"],
        frozenset(data["vague"]["words"]),
        hedges,
        by_word(data["kinds"]),
        by_word(data["states"]),
        by_word(data["things"]),
        frozenset(data["people"]["words"]),
        frozenset(data["soldiers"]["words"]),
        frozenset(data["gatherings"]["words"]),
        frozenset(data["damage"]["words"]),
        data["frequencies"],
        frozenset(data["units"]["words"]),
        frozenset({*data["numbers"], *data["vague"]["words"], *data["frequencies"], "a", *tens}),
    )


def find_figures(analysis: Analysis, times: tuple[TimeExpression, ...]) -> tuple[Figure, ...]:
    """Every number that may count something, in the order of the text."""
    words = load_counts()
    dated = _dated(analysis, times)
    found, token, lower = [], 0, analysis.lower
    while token < len(analysis):
        starts = lower[token] in words.openers or lower[token][:1] in FIGURES
        read = _number(analysis, token, words) if starts and token not in dated else None
        if read is None:
            token += 1
            continue
        end, value = read
        figure = _figure(analysis, token, end, value, words, dated)
        if figure is not None:
            found.append(figure)
            end = max(end, figure.last)
        token = end
    return tuple(found)


def _dated(analysis: Analysis, times: tuple[TimeExpression, ...]) -> frozenset[int]:
    return frozenset(token for time in times for token in range(*analysis.within(time.start, time.end)))


def _number(analysis: Analysis, token: int, words: CountWords) -> tuple[int, int | None] | None:
    """The number that begins at a token as (end, value); a vague one has no value."""
    word = analysis.lower[token]
    if word in words.vague:
        end = token + 1
        vague_scale = word == "several" and end < len(analysis) and analysis.lower[end] in words.scales
        return end + vague_scale, None
    if word in words.frequencies:
        return token + 1, words.frequencies[word]
    start = token + (word == "a")
    value = _plain(analysis, start, words) if start < len(analysis) else None
    end = start + 1
    if value is None:
        if start == token or analysis.lower[start : start + 1] not in {("dozen",), ("hundred",), ("thousand",), ("million",)}:
            return None
        value, end = 1.0, start
    elif start != token:
        return None
    while end < len(analysis) and end - token < LONGEST:
        step = _more(analysis, end, value, words)
        if step is None:
            break
        end, value = step
    return (end, round(value)) if value <= MOST and (value == round(value)) else None


def _plain(analysis: Analysis, token: int, words: CountWords) -> float | None:
    word = analysis.lower[token]
    if word[:1] in CURRENCIES:
        word = word[1:]
    if word in words.numbers:
        return float(words.numbers[word])
    whole, dash, part = word.partition("-")
    if dash and words.numbers.get(whole, 0) % 10 == 0 and 0 < words.numbers.get(part, 0) < 10 and whole in words.numbers:  # noqa: PLR2004
        return float(words.numbers[whole] + words.numbers[part])
    plain = word.replace(",", "")
    if word[:1].isdigit() and len(word) < 16 and plain.isascii():  # noqa: PLR2004
        left, _, right = plain.partition(".")
        if left.isdecimal() and (not right or right.isdecimal()):
            return float(plain.rstrip("."))
    return None


def _more(analysis: Analysis, end: int, value: float, words: CountWords) -> tuple[int, float] | None:
    """A number read on by a scale (``million``) or a smaller number (``twenty - four``, ``hundred and six``)."""
    word = analysis.lower[end]
    if word in words.scales and (value < words.scales[word] or value == round(value)):
        return end + 1, value * words.scales[word]
    step = end + (word in {"-", "and"})
    small = words.numbers.get(analysis.lower[step]) if step < len(analysis) and (word in {"-", "and"} or word in words.numbers) else None
    if small is None:
        return None
    tens = word == "-" and 20 <= value < 100 and value % 10 == 0 and 0 < small < 10  # noqa: PLR2004
    return (step + 1, value + small) if tens or (value >= 100 and value % 100 == 0 and word != "-" and small < 100) else None  # noqa: PLR2004


def _figure(analysis: Analysis, first: int, end: int, value: int | None, words: CountWords, dated: frozenset[int]) -> Figure | None:
    """The figure of a number with its hedge and its noun; None where it counts nothing."""
    if first and analysis.word(first - 1) == "(":
        return None
    money = analysis.lower[first][:1] in CURRENCIES or (first > 0 and analysis.word(first - 1)[-1:] in CURRENCIES)
    begin = first - (money and analysis.word(first)[:1] not in CURRENCIES)
    if money and begin and analysis.word(begin - 1) == "(":
        return None
    spread = _range(analysis, begin, end, value, words)
    reach = end if spread is None else spread[1]
    head, noun = _counted(analysis, first, reach)
    if not money and not _counts(analysis, first, reach, value, noun, words):
        return None
    if head in dated or (analysis.lower[first] == "one" and noun is None):
        return None
    if spread is not None:
        return Figure(spread[0], reach, head, noun, spread[2], None, spread[3], money)
    hedge, begin = _hedge(analysis, begin, words)
    low = value if hedge in {"exact", "least"} else None
    best = value if hedge != "most" else None
    high = value if hedge in {"exact", "most"} else None
    more = end < len(analysis) and analysis.lower[end] == "more" and head >= end
    return Figure(begin, end + more, head, noun, low, best, high, money)


def _counted(analysis: Analysis, first: int, end: int) -> tuple[int, int | None]:
    """The token that carries the role of what is counted, and its noun."""
    token = next((t for t in range(first, end) if not first <= analysis.heads[t] < end), first)
    label, head = relation(analysis, token), analysis.heads[token]
    if (
        label in {"nummod", "amod", "det", "advmod", "compound"}
        and head != ROOT
        and analysis.upos[head] in {"NOUN", "PROPN", "ADJ", "PRON", "SYM", "NUM"}
    ):
        return head, None if analysis.upos[head] in {"NUM", "SYM"} else head
    for child in analysis.children(token, "nmod"):
        if "of" in {analysis.lower[case] for case in analysis.children(child, "case")}:
            return token, child
    beside = end < len(analysis) and analysis.upos[end] == "NOUN" and label in {"obl", "obj", "nsubj", "nmod", "dep"}
    return (end, end) if beside else (token, None)


def _counts(analysis: Analysis, first: int, end: int, value: int | None, noun: int | None, words: CountWords) -> bool:
    """Whether a number can count people or things."""
    begin = analysis.sentence_of(first)[0]
    if first > begin and (analysis.lower[first - 1] in NAMED_BY or _glued(analysis, first) or _age(analysis, first, end, noun)):
        return False
    if noun is not None and analysis.lower[first] == "one" and noun >= end and relation(analysis, noun) == "nmod":
        return False
    after = analysis.lower[end] if end < len(analysis) else ""
    if after in words.units or after in {"-", "/", ":", "%"} or (noun is not None and words.units & set(names_of(analysis, noun))):
        return False
    if analysis.lower[first] in words.frequencies or analysis.lower[first] == "times":
        return True
    bare = analysis.word(first)
    year = noun is None and value is not None and FIRST_YEAR <= value <= LAST_YEAR and "," not in bare and bare.isdecimal()
    named = any(name.first <= first < name.last for name in analysis.names)
    return not year and not named


def _glued(analysis: Analysis, first: int) -> bool:
    """Whether a number is a part of something written together (``10:40``, ``12/5``) or in brackets."""
    sign = analysis.word(first - 1)
    return sign == "(" or (sign in {"/", ":"} and analysis.ends[first - 1] == analysis.starts[first])


def _age(analysis: Analysis, first: int, end: int, noun: int | None) -> bool:
    """Whether a bare number stands between commas after a name (``Zarrouki, 58, was``)."""
    return noun is None and analysis.word(first - 1) == "," and end < len(analysis) and analysis.word(end) in {",", "."}


def _hedge(analysis: Analysis, first: int, words: CountWords) -> tuple[str, int]:
    """What the words before a number leave of it, and where they begin."""
    for length in range(HEDGE, 0, -1):
        if first >= length:
            kind = words.hedges.get(analysis.lower[first - length : first])
            particle = analysis.lower[first - length] == "over" and first > length and analysis.upos[first - length - 1] in {"VERB", "AUX"}
            if kind is not None and not particle:
                return kind, first - length
    return "exact", first


def _range(analysis: Analysis, first: int, end: int, value: int | None, words: CountWords) -> tuple[int, int, int, int] | None:
    """A range (``between 60 and 70``, ``12 to 15``) as begin, end, low and high."""
    if value is None or end + 1 >= len(analysis) or analysis.lower[end] not in JOINTS:
        return None
    opened = first > 0 and analysis.lower[first - 1] in {"between", "from"}
    if analysis.lower[end] == "and" and not (opened and analysis.lower[first - 1] == "between"):
        return None
    other = _number(analysis, end + 1, words)
    if other is None or other[1] is None or other[1] <= value:
        return None
    return first - opened, other[0], value, other[1]
