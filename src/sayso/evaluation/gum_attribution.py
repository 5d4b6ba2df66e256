"""GUM's attribution relations (eRST) as a measure: who is the source of a unit, and which words are attributed.

A relation goes from the unit that holds source and cue to the unit that is attributed. The attributed words are those of that unit
and of the units under it in its own sentence; source and cue words are the tokens that GUM names as the relation's signals.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from sayso.evaluation.segmentation import Counts
from sayso.evaluation.statements import SAME
from sayso.language.analysis import Analysis
from sayso.language.conllu import read_conllu
from sayso.records import Span, Statement

RELATION = re.compile(r"attribution-(?:positive|negative)")
SOURCE = re.compile(r"attribution_source-([\d,-]+?)-(?:_|gold)")
SENTENCE = re.compile(r"\|sid=(\d+)")
SIGNALS = 9
MASKED = re.compile(r"_+")


@dataclass(frozen=True, slots=True)
class Relation:
    """One attribution in character offsets: the words attributed, the source (may be empty) and the unit that holds source and cue."""

    content: frozenset[int]
    source: frozenset[int]
    unit: frozenset[int]


@dataclass(frozen=True, slots=True)
class RelationScores:
    """Counts: contents (IoU of `SAME`), relations found at all (a statement with its cue in the unit), and right sources of those paired."""

    content: Counts = field(default_factory=Counts)
    found: Counts = field(default_factory=Counts)
    source: Counts = field(default_factory=Counts)

    def __add__(self, other: "RelationScores") -> "RelationScores":
        """The scores of two documents together."""
        return RelationScores(self.content + other.content, self.found + other.found, self.source + other.source)


@dataclass(frozen=True, slots=True)
class _Unit:
    number: int
    characters: frozenset[int]
    sentence: str
    head: int
    relation: str
    signals: str


def documents(folder: Path) -> Iterator[tuple[str, str, tuple[Relation, ...]]]:
    """Name, text and relations of each document of a folder (``*.rsd`` beside ``*.conllu``); those whose words are masked are left out."""
    for path in sorted(folder.glob("*.rsd")):
        trees = read_conllu(path.with_suffix(".conllu").read_text(encoding="utf-8"), str(path))
        if len(trees) and not all(MASKED.fullmatch(trees.word(token)) for token in range(min(20, len(trees)))):
            yield path.stem, trees.text, tuple(_relations(path.read_text(encoding="utf-8"), trees))


def _relations(content: str, trees: Analysis) -> Iterator[Relation]:
    units = list(_units(content, trees))
    under: dict[int, list[_Unit]] = {}
    for unit in units:
        under.setdefault(unit.head, []).append(unit)
    known = {unit.number: unit for unit in units}
    for unit in units:
        head = known.get(unit.head)
        if RELATION.match(unit.relation) and head is not None:
            own = unit.characters.union(*(part.characters for part in under.get(unit.number, ()) if part.relation.startswith("same-unit")))
            yield Relation(_attributed(head, unit, under) - own, frozenset(_signalled(unit, trees)), own)


def _attributed(head: _Unit, without: _Unit, under: dict[int, list[_Unit]]) -> frozenset[int]:
    """The characters of a unit and of those under it in its sentence."""
    found, stack = set(head.characters), [head.number]
    seen = {head.number, without.number}
    while stack:
        for unit in under.get(stack.pop(), ()):
            if unit.number not in seen and unit.sentence == head.sentence:
                seen.add(unit.number)
                found |= unit.characters
                stack.append(unit.number)
    return frozenset(found)


def _units(content: str, trees: Analysis) -> Iterator[_Unit]:
    position = 0
    for line in content.splitlines():
        cells = line.split("\t")
        if len(cells) <= SIGNALS:
            continue
        size = len(cells[1].split())
        first, last = position, min(position + size, len(trees))
        position += size
        spot = frozenset(range(trees.starts[first], trees.ends[last - 1])) if first < last else frozenset()
        sentence = SENTENCE.search(cells[5])
        yield _Unit(int(cells[0]), spot, sentence[1] if sentence else "", int(cells[6]), cells[7], cells[SIGNALS])


def _signalled(unit: _Unit, trees: Analysis) -> Iterator[int]:
    """The characters of the source tokens (numbered from 1; ``31-41`` is a range)."""
    for match in SOURCE.finditer(unit.signals):
        for part in match[1].split(","):
            low, _, high = part.partition("-")
            for token in range(int(low) - 1, min(int(high or low), len(trees))):
                yield from range(trees.starts[token], trees.ends[token])


def score_relations(relations: Sequence[Relation], statements: Sequence[Statement]) -> RelationScores:
    """The scores of one document: relations and statements pair one to one by their contents, and loosely by cue and unit."""
    contents = [_points(one.content) for one in statements]
    pairs = [(i, j) for i, relation in enumerate(relations) for j, content in enumerate(contents) if relation.content & content]
    ranked = sorted(((len(relations[i].content & contents[j]) / len(relations[i].content | contents[j]), i, j) for i, j in pairs), reverse=True)
    left: dict[int, int] = {}
    for share, i, j in ranked:
        if share >= SAME and i not in left and j not in left.values():
            left[i] = j
    met = sum(any(_points(one.cue) & r.unit for one in statements) for r in relations)
    sourced = [(relations[i], statements[j]) for i, j in left.items() if relations[i].source]
    right = sum(bool(one.source is not None and _points((one.source,)) & r.source) for r, one in sourced)
    spoken = [one for one in statements if one.content]
    return RelationScores(
        Counts(len(left), len(relations), len(spoken)),
        Counts(met, len(relations), len(relations)),
        Counts(right, len(sourced), sum(one.source is not None for _, one in sourced)),
    )


def _points(spans: Sequence[Span]) -> set[int]:
    return {point for span in spans for point in range(span.start, span.end)}
