"""Scores of time expressions as TempEval-3 counts them: strict and relaxed spans, types and values, and the days invented."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from sayso.evaluation.timeml import GoldTime, GoldTimes, gold_files, read_gold
from sayso.language.analysis import Analysis
from sayso.records import Report, TimeExpression
from sayso.times import find_times

DAY = re.compile(r"\d{4}-\d\d-\d\d(?:T.*)?|\d{4}-W\d\d-[1-7](?:T.*)?")
Analyse = Callable[[Report], Analysis]


@dataclass(frozen=True, slots=True)
class Fraction:
    """Hits among what was found and what was to be found."""

    hits: int
    found: int
    gold: int

    @property
    def precision(self) -> float:
        """Hits among those found; 0 where nothing was."""
        return self.hits / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Hits among those to be found; 0 where there were none."""
        return self.hits / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.hits / (self.found + self.gold) if self.found + self.gold else 0.0


@dataclass(frozen=True, slots=True)
class TimesScore:
    """The scores of one set of documents.

    ``strict``: the same characters; ``relaxed``: characters in common, one to one; ``type`` and ``value``: relaxed with the same type
    or TIMEX3 value; ``invented``: matched expressions whose value names a day where the gold value names none.
    """

    documents: int
    strict: Fraction
    relaxed: Fraction
    type: Fraction
    value: Fraction
    invented: int


@dataclass(frozen=True, slots=True)
class Pairing:
    """The expressions of one document: pairs, what was missed and what was too much."""

    name: str
    pairs: tuple[tuple[GoldTime, TimeExpression], ...]
    missed: tuple[GoldTime, ...]
    extra: tuple[TimeExpression, ...]


def evaluate_times(paths: Iterable[Path], analyse: Analyse) -> TimesScore:
    """The scores of `sayso.times` on corpus files or folders of them (TimeML, WikiWars, CAT, codings). Raises `DataError` (S302)."""
    return score(pair(gold, analyse) for gold in map(read_gold, gold_files(tuple(paths))))


def pair(gold: GoldTimes, analyse: Analyse) -> Pairing:
    """What `sayso.times` finds in a report beside its gold expressions, one to one, the closest first."""
    times, _ = find_times(gold.report, analyse(gold.report))
    begin, end = gold.scope
    return pair_up(gold.name, gold.times, tuple(t for t in times if begin <= t.start and t.end <= end))


def pair_up(name: str, gold: tuple[GoldTime, ...], found: tuple[TimeExpression, ...]) -> Pairing:
    """Gold and found expressions one to one by the characters that they share."""
    shares = ((share, i, j) for i, g in enumerate(gold) for j, f in enumerate(found) if (share := _share(g, f)) > 0)
    ranked = sorted(shares, key=lambda row: (-row[0], row[1], row[2]))
    left: dict[int, int] = {}
    right: set[int] = set()
    for _, i, j in ranked:
        if i not in left and j not in right:
            left[i] = j
            right.add(j)
    return Pairing(
        name=name,
        pairs=tuple((gold[i], found[j]) for i, j in sorted(left.items())),
        missed=tuple(g for i, g in enumerate(gold) if i not in left),
        extra=tuple(f for j, f in enumerate(found) if j not in right),
    )


def _share(gold: GoldTime, found: TimeExpression) -> float:
    common = min(gold.end, found.end) - max(gold.start, found.start)
    return common / (max(gold.end, found.end) - min(gold.start, found.start)) if common > 0 else 0.0


def score(pairings: Iterable[Pairing]) -> TimesScore:
    """The scores of paired documents together (micro-averaged)."""
    documents = found = gold = strict = relaxed = types = values = invented = 0
    for pairing in pairings:
        documents += 1
        found += len(pairing.pairs) + len(pairing.extra)
        gold += len(pairing.pairs) + len(pairing.missed)
        relaxed += len(pairing.pairs)
        for want, got in pairing.pairs:
            strict += (want.start, want.end) == (got.start, got.end)
            types += want.type == got.type.value
            values += want.value == got.value
            invented += bool(DAY.fullmatch(got.value)) and not (want.value and DAY.fullmatch(want.value))
    return TimesScore(
        documents=documents,
        strict=Fraction(strict, found, gold),
        relaxed=Fraction(relaxed, found, gold),
        type=Fraction(types, found, gold),
        value=Fraction(values, found, gold),
        invented=invented,
    )
