"""Names that the gazetteer does not know and that still are places, by the words around them or by the language layer.

Patterns, each with an example of its kind in `words.toml`: "the village of X", "X, Anbar province", "X district", "X River", "near X",
a name of kind PLACE; and the same words elsewhere in the text. What is a pattern here is only a candidate: `recognition` decides.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from sayso.language.analysis import Analysis
from sayso.places.candidates import Candidate, Word, joined
from sayso.places.folding import fold
from sayso.places.lexicon import listed, words
from sayso.vocabulary import Kind

_MOST = 5
_SUFFIX = 5
_SHORTEST = 4
_OPENERS = frozenset({"lake", "mt", "river", "loch", "cape", "wadi", "camp"})
_AT = frozenset({"at", "near", "outside", "in", "around", "toward", "towards", "leaving", "entering", "reached"})


def with_unknown(
    text: str, scanned: Sequence[Word], known: Sequence[Candidate], analysis: Analysis | None, datelines: Sequence[tuple[int, int]] = ()
) -> tuple[Candidate, ...]:
    """The known candidates together with names that only their context makes places, in the order of the text."""
    opening = tuple(_opening(text, scanned, known, datelines))
    known = tuple(c for c in known if not any(o.first <= c.first < o.last for o in opening)) + opening
    taken = {i for c in known if not _weak(scanned, c) for i in range(c.first, c.last)}
    begins = {c.first: c for c in known}
    found: list[Candidate] = []
    for first, last in (*_named(scanned, analysis, taken), *_runs(text, scanned, taken, begins)):
        same = first in begins and begins[first].last == last
        if not same and not any(i in taken for i in range(first, last)):
            key = " ".join(w.key for w in scanned[first:last])
            found.append(Candidate(first, last, scanned[first].start, scanned[last - 1].end, key, ()))
            taken.update(range(first, last))
    covered = {i for c in found for i in range(c.first, c.last)}
    kept = [c for c in known if not any(i in covered for i in range(c.first, c.last))]
    return tuple(sorted((*kept, *found), key=lambda c: c.first))


def _weak(scanned: Sequence[Word], candidate: Candidate) -> bool:
    """A known name that may be only a part of an unknown one: a type word, a common word, one that begins with a particle."""
    if candidate.last - candidate.first == 1:
        return candidate.key in words("type-after") or candidate.key in listed("common") or candidate.key in _OPENERS
    return not scanned[candidate.first].capital


def _opening(text: str, scanned: Sequence[Word], known: Sequence[Candidate], datelines: Sequence[tuple[int, int]]) -> Iterator[Candidate]:
    """The first name of each dateline where no candidate covers it whole: KESWANAH LANDING, Ont."""
    for start, end in datelines:
        first = bisect_left(scanned, (start,))
        last = first
        while last < len(scanned) and scanned[last].end <= end and (last == first or joined(text, scanned[last - 1], scanned[last])):
            last += 1
        if first < last <= first + _MOST and scanned[first].text.isupper() and not any(c.first == first and c.last == last for c in known):
            covered = [c for c in known if first <= c.first < last]
            if not any(c.first == first for c in covered):
                key = " ".join(w.key for w in scanned[first:last])
                yield Candidate(first, last, scanned[first].start, scanned[last - 1].end, key, ())


def _runs(text: str, scanned: Sequence[Word], taken: set[int], begins: dict[int, Candidate]) -> Iterator[tuple[int, int]]:
    """Runs of capitalised words that their context makes places, and other runs of the same words."""
    runs: list[tuple[int, int, str]] = []
    first = 0
    while first < len(scanned):
        word = scanned[first]
        if first in taken or not word.capital or word.key in words("never") or (word.key in listed("common") and word.key not in _OPENERS):
            first += 1
            continue
        last = first + 1
        while last < len(scanned) and last - first < _MOST and last not in taken and _goes_on(text, scanned, last):
            last += 1
        while last > first + 1 and not scanned[last - 1].capital and text[scanned[last - 2].end : scanned[last - 1].start] != "-":
            last -= 1
        runs.append((first, last, " ".join(w.key for w in scanned[first:last])))
        first = last
    placed = {key for first, last, key in runs if _in_context(text, scanned, first, last, begins)}
    for first, last, key in runs:
        if key in placed:
            yield first, last


def _goes_on(text: str, scanned: Sequence[Word], at: int) -> bool:
    word = scanned[at]
    if not joined(text, scanned[at - 1], word) or scanned[at - 1].owner:
        return False
    if word.capital:
        return True
    if text[scanned[at - 1].end : word.start] == "-":
        return len(word.text) <= _SUFFIX and word.key not in words("participle") and word.key not in words("function")
    follows = scanned[at + 1] if at + 1 < len(scanned) else None
    return word.key in words("inner-particle") and follows is not None and follows.capital


def _in_context(text: str, scanned: Sequence[Word], first: int, last: int, begins: dict[int, Candidate]) -> bool:
    one = scanned[first - 1] if first >= 1 else None
    two = scanned[first - 2] if first >= 2 else None  # noqa: PLR2004
    spaced = one is not None and text[one.end : scanned[first].start] == " "
    if one is not None and two is not None and spaced and one.key == "of" and two.key in words("container-before") and not two.capital:
        return True
    if _typed(scanned, first, last):
        return True
    follows = scanned[last] if last < len(scanned) else None
    gap = text[scanned[last - 1].end : follows.start] if follows is not None else ""
    if follows is not None and gap == " " and follows.key in words("county-type") and not follows.owner:
        return True
    locative = one is not None and spaced and (one.key in words("locative") or one.key in words("town-type")) and not one.capital
    if one is not None and spaced and one.key in _AT and not one.capital and not _empty(scanned, first, last):
        return True
    container = begins.get(last)
    outer = container is not None and any(e.is_country or e.is_division for e in container.named)
    return locative and outer and gap == ", "


def _typed(scanned: Sequence[Word], first: int, last: int) -> bool:
    """A run whose last word is River, Islands ... or whose first is Lake or Mount."""
    if last - first == 1:
        return False
    natural = any(scanned[last - 1].key in words(group) for group in ("water-type", "island-type")) and scanned[last - 1].capital
    return natural or scanned[first].key in _OPENERS


def _empty(scanned: Sequence[Word], first: int, last: int) -> bool:
    """A run that is no name of a place by its looks: capitals throughout, organisation words, given names."""
    run = scanned[first:last]
    if any(w.key in words("organization-head") or w.key in words("never") or w.key in listed("given") or w.key in listed("common") for w in run):
        return True
    return all(w.text.isupper() for w in run) or len(run[0].text) < _SHORTEST


def _named(scanned: Sequence[Word], analysis: Analysis | None, taken: set[int]) -> Iterator[tuple[int, int]]:
    """The names of kind PLACE that no candidate covers."""
    if analysis is None or not analysis.names:
        return
    at = 0
    for name in sorted(analysis.names, key=lambda n: n.first):
        if name.kind is not Kind.PLACE:
            continue
        start, end = analysis.starts[name.first], analysis.ends[name.last - 1]
        while at < len(scanned) and scanned[at].end <= start:
            at += 1
        last = at
        while last < len(scanned) and scanned[last].start < end:
            last += 1
        first = at
        while first < last and fold(scanned[first].text) == "the":
            first += 1
        if first < last and scanned[first].capital and first not in taken:
            yield first, last
