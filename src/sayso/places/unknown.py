"""Names that the gazetteer does not know and that still are places, by the words around them or by the language layer.

Patterns, each with an example of its kind in `words.toml`: "the village of X", "X, Anbar province", "X district", a name of kind PLACE.
"""

from collections.abc import Iterator, Sequence

from sayso.language.analysis import Analysis
from sayso.places.candidates import Candidate, Word, joined
from sayso.places.folding import fold
from sayso.places.lexicon import listed, words
from sayso.vocabulary import Kind

_MOST = 5
_FOLLOWED = frozenset({"in", "of"})


def with_unknown(text: str, scanned: Sequence[Word], known: Sequence[Candidate], analysis: Analysis | None) -> tuple[Candidate, ...]:
    """The known candidates together with names that only their context makes places, in the order of the text."""
    taken = {i for c in known for i in range(c.first, c.last)}
    begins = {c.first: c for c in known}
    found: dict[int, Candidate] = {}
    for first, last in (*_runs(text, scanned, taken, begins), *_named(scanned, analysis, taken)):
        if first not in found and not any(i in taken for i in range(first, last)):
            key = " ".join(w.key for w in scanned[first:last])
            found[first] = Candidate(first, last, scanned[first].start, scanned[last - 1].end, key, ())
            taken.update(range(first, last))
    return tuple(sorted((*known, *found.values()), key=lambda c: c.first))


def _runs(text: str, scanned: Sequence[Word], taken: set[int], begins: dict[int, Candidate]) -> Iterator[tuple[int, int]]:
    first = 0
    while first < len(scanned):
        if first in taken or not scanned[first].capital or scanned[first].key in words("never") or scanned[first].key in listed("common"):
            first += 1
            continue
        last = first + 1
        while last < len(scanned) and last - first < _MOST and last not in taken and _goes_on(text, scanned, last):
            last += 1
        while last > first + 1 and not scanned[last - 1].capital:
            last -= 1
        if _in_context(text, scanned, first, last, begins):
            yield first, last
        first = last


def _goes_on(text: str, scanned: Sequence[Word], at: int) -> bool:
    word = scanned[at]
    if not joined(text, scanned[at - 1], word) or scanned[at - 1].owner:
        return False
    follows = scanned[at + 1] if at + 1 < len(scanned) else None
    return word.capital or (
        word.key in words("particle") and follows is not None and follows.capital and word.key not in {"of", "and", "in", "on", "by", "with"}
    )


def _in_context(text: str, scanned: Sequence[Word], first: int, last: int, begins: dict[int, Candidate]) -> bool:
    one = scanned[first - 1] if first >= 1 else None
    two = scanned[first - 2] if first >= 2 else None  # noqa: PLR2004
    spaced = one is not None and text[one.end : scanned[first].start] == " "
    if one is not None and two is not None and spaced and one.key == "of" and two.key in words("container-before") and not two.capital:
        return True
    follows = scanned[last] if last < len(scanned) else None
    gap = text[scanned[last - 1].end : follows.start] if follows is not None else ""
    if follows is not None and gap == " " and follows.key in words("county-type") and not follows.owner:
        return True
    locative = one is not None and spaced and (one.key in words("locative") or one.key in words("town-type")) and not one.capital
    container = begins.get(last)
    outer = container is not None and any(e.is_country or e.is_division for e in container.named)
    return locative and outer and gap == ", "


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
