"""Agreement between two annotations of the same reports.

What is found (spans, statements, events, participants) is compared by F1, which is the same in both directions; what is decided about
things that both found (closed lists) by Krippendorff's alpha for nominal data (Krippendorff 2011, two coders, nothing missing).
Figures are micro-averages over all reports given.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from sayso.errors import UsageError
from sayso.evaluation.gold import matching
from sayso.evaluation.gold.compiler import Annotation, load
from sayso.evaluation.gold.matching import pair, same_span
from sayso.records import Coding, Event, Party, Span, Statement
from sayso.vocabulary import Layer

HALF = 0.5
_ANY = 1e-9


@dataclass(frozen=True)
class Row:
    """One figure: layer, measure, ``kind`` (F1, alpha, share), value (None where nothing could be compared) and the items it rests on."""

    layer: str
    measure: str
    kind: str
    value: float | None
    count: int


@dataclass
class _Tally:
    found: dict[tuple[str, str], list[int]] = field(default_factory=dict)
    labels: dict[tuple[str, str], list[tuple[str, str]]] = field(default_factory=dict)
    shares: dict[tuple[str, str], list[float]] = field(default_factory=dict)

    def add(self, layer: str, measure: str, both: int, one: int, two: int) -> None:
        row = self.found.setdefault((layer, measure), [0, 0, 0])
        for i, n in enumerate((both, one, two)):
            row[i] += n

    def label(self, layer: str, measure: str, one: object, two: object) -> None:
        self.labels.setdefault((layer, measure), []).append((str(one), str(two)))

    def share(self, layer: str, measure: str, value: float) -> None:
        self.shares.setdefault((layer, measure), []).append(value)

    def rows(self) -> tuple[Row, ...]:
        order: dict[str, list[Row]] = {}
        for (layer, measure), (both, one, two) in self.found.items():
            order.setdefault(layer, []).append(Row(layer, measure, "F1", 2 * both / (one + two) if one + two else None, one + two))
        for (layer, measure), values in self.shares.items():
            order.setdefault(layer, []).append(Row(layer, measure, "share", sum(values) / len(values), len(values)))
        for (layer, measure), pairs in self.labels.items():
            order.setdefault(layer, []).append(Row(layer, measure, "alpha", alpha(pairs), len(pairs)))
        return tuple(row for rows in order.values() for row in rows)


def agree_folders(one: Path, two: Path) -> tuple[Row, ...]:
    """Agreement over the reports that both folders annotate; where the second holds no texts, those of the first serve.

    Raises `UsageError` (S203) where there are none, `DataError` for a faulty one.
    """
    common = sorted({p.name for p in one.glob("*.ann")} & {p.name for p in two.glob("*.ann")})
    if not common:
        code = "S203"
        raise UsageError(code, f"{one} and {two} have no annotation of the same name", fix="Give two folders with rNNN.ann and rNNN.txt.")
    texts = {name: (one if not (two / name).with_suffix(".txt").exists() else two) / f"{Path(name).stem}.txt" for name in common}
    return agree([(load(one / name), load(two / name, texts[name])) for name in common])


def agree(pairs: Iterable[tuple[Annotation, Annotation]]) -> tuple[Row, ...]:
    """Agreement between pairs of annotations of one report each, over the layers that both hold. Raises ``ValueError`` for different texts."""
    tally = _Tally()
    for one, two in pairs:
        if one.coding.report.text != two.coding.report.text:
            msg = f"{one.path} and {two.path} annotate different texts"
            raise ValueError(msg)
        layers = set(one.coding.layers) & set(two.coding.layers)
        for layer, compare in _LAYERS:
            if layer in layers:
                compare(one, two, tally)
    return tally.rows()


def alpha(pairs: Sequence[tuple[str, str]]) -> float | None:
    """Krippendorff's alpha, nominal, of two coders' values for the same items; None for no items, 1 where only one value was ever used."""
    if not pairs:
        return None
    totals = Counter(value for row in pairs for value in row)
    size = 2 * len(pairs)
    observed = sum(a != b for a, b in pairs) / len(pairs)
    expected = 1 - sum(n * (n - 1) for n in totals.values()) / (size * (size - 1))
    return 1.0 if expected == 0 else 1 - observed / expected


def _common(one: Sequence[Span], two: Sequence[Span], least: float) -> tuple[int, int, int]:
    return len(pair(one, two, same_span, least)), len(one), len(two)


def _entities(one: Annotation, two: Annotation, tally: _Tally) -> None:
    first, second = ({(n.span.start, n.span.end): n.kind for n in a.names} for a in (one, two))
    both = first.keys() & second.keys()
    tally.add("names", "spans", len(both), len(first), len(second))
    tally.add("names", "spans and kinds", sum(first[k] == second[k] for k in both), len(first), len(second))
    for key in both:
        tally.label("names", "kind", first[key], second[key])
    left, right = ({(m.start, m.end): e.id for e in a.coding.entities for m in e.mentions} for a in (one, two))
    tally.add("entities", "mentions", len(left.keys() & right.keys()), len(left), len(right))
    for value in _b_cubed(left, right):
        tally.share("entities", "coreference of common mentions (B3)", value)
    twins = matching.entities(one.coding.entities, two.coding.entities)
    known = {e.id: e for e in two.coding.entities}
    for entity in one.coding.entities:
        if entity.id in twins:
            other = known[twins[entity.id]]
            tally.label("entities", "kind", entity.kind, other.kind)
            tally.label("entities", "country", entity.country, other.country)
            tally.label("entities", "sectors", ",".join(sorted(entity.sectors)), ",".join(sorted(other.sectors)))


def _b_cubed(left: dict[tuple[int, int], str], right: dict[tuple[int, int], str]) -> list[float]:
    """For each common mention the F1 of the common mentions that share its entity on either side."""
    common = sorted(left.keys() & right.keys())
    values = []
    for key in common:
        a = {k for k in common if left[k] == left[key]}
        b = {k for k in common if right[k] == right[key]}
        values.append(2 * len(a & b) / (len(a) + len(b)))
    return values


def _times(one: Annotation, two: Annotation, tally: _Tally) -> None:
    first, second = one.coding.times, two.coding.times
    tally.add("times", "spans, strict", *_common(first, second, 1.0))
    tally.add("times", "spans, overlapping", *_common(first, second, _ANY))
    both = pair(first, second, same_span, _ANY)
    tally.add("times", "overlapping with equal value", sum(a.value == b.value for a, b in both), len(first), len(second))
    for a, b in both:
        tally.label("times", "type", a.type, b.type)
        tally.share("times", "equal interval", float((a.first, a.last) == (b.first, b.last)))


def _places(one: Annotation, two: Annotation, tally: _Tally) -> None:
    first, second = one.coding.places, two.coding.places
    tally.add("places", "spans, strict", *_common(first, second, 1.0))
    both = pair(first, second, same_span, HALF)
    tally.add("places", "spans and roles", sum(a.role == b.role for a, b in both), len(first), len(second))
    for a, b in both:
        tally.label("places", "role", a.role, b.role)
        tally.label("places", "country", a.country, b.country)


def _statements(one: Annotation, two: Annotation, tally: _Tally) -> None:
    first, second = one.coding.statements, two.coding.statements
    both = pair(first, second, matching.statements, HALF)
    tally.add("statements", "content, IoU >= .5", len(both), len(first), len(second))
    tally.add("statements", "content, exact", sum(_same(a.content, b.content) for a, b in both), len(first), len(second))
    cues, others = ([c for s in statements for c in s.cue] for statements in (first, second))
    tally.add("statements", "cues", *_common(cues, others, HALF))
    twins = matching.entities(one.coding.entities, two.coding.entities)
    for a, b in both:
        for name in ("form", "act", "commitment", "status", "source_kind"):
            tally.label("statements", name, getattr(a, name), getattr(b, name))
        tally.share("statements", "source overlaps", float(_source(a, b)))
        tally.share("statements", "source entity", float(_twin(a.source_entity, twins) == b.source_entity))
        tally.share("statements", "chain", float(_links(a, twins) == _links(b, {})))


def _same(one: Sequence[Span], two: Sequence[Span]) -> bool:
    return [(s.start, s.end) for s in one] == [(s.start, s.end) for s in two]


def _links(statement: Statement, twins: dict[str, str]) -> list[tuple[str, str | None]]:
    """The links of a chain: entities by their twin, others by name, each with its hedge."""
    return [(twins.get(s.entity, s.entity) if s.entity else s.name, s.authenticity) for s in statement.chain]


def _twin(identity: str | None, twins: dict[str, str]) -> str | None:
    return twins.get(identity, "(no twin)") if identity is not None else None


def _source(one: Statement, two: Statement) -> bool:
    if one.source is None or two.source is None:
        return one.source is two.source
    return bool(matching.points((one.source,)) & matching.points((two.source,)))


def _events(one: Annotation, two: Annotation, tally: _Tally) -> None:
    first, second = one.coding.events, two.coding.events
    both = pair(first, second, matching.events, _ANY)
    tally.add("events", "found", len(both), len(first), len(second))
    tally.add("events", "found with equal type", sum(a.type == b.type for a, b in both), len(first), len(second))
    twins = matching.entities(one.coding.entities, two.coding.entities)
    for a, b in both:
        tally.label("events", "type", a.type, b.type)
        tally.label("events", "realis", a.realis, b.realis)
        tally.label("events", "factuality", a.factuality, b.factuality)
        tally.label("events", "reporter's or attributed", a.asserted_in is None, b.asserted_in is None)
        if a.type == b.type:
            tally.share("events", "equal modes (of equal types)", float(set(a.mode) == set(b.mode)))
        _participants(a, b, twins, tally)
        _circumstances((a, one.coding), (b, two.coding), tally)


def _participants(a: Event, b: Event, twins: dict[str, str], tally: _Tally) -> None:
    for side, left, right in (("actors", a.actors, b.actors), ("recipients", a.recipients, b.recipients)):
        tally.add("events", side, len(pair(left, right, _parties(twins), _ANY)), len(left), len(right))


def _circumstances(one: tuple[Event, Coding], two: tuple[Event, Coding], tally: _Tally) -> None:
    (a, _), (b, _) = one, two
    where, there = ({(p.start, p.end) for p in coding.places if p.id in event.where} for event, coding in (one, two))
    tally.add("events", "where", len(where & there), len(where), len(there))
    tally.add("events", "contexts", len(set(a.context) & set(b.context)), len(a.context), len(b.context))
    tally.share("events", "equal interval", float((a.when.first, a.when.last) == (b.when.first, b.when.last)))
    counts, others = ({(c.kind, c.low, c.best, c.high) for c in event.counts} for event in (a, b))
    tally.add("events", "counts", len(counts & others), len(counts), len(others))


def _parties(twins: dict[str, str]) -> Callable[[Party, Party], float]:
    def score(a: Party, b: Party) -> float:
        if a.entity is not None and twins.get(a.entity) == b.entity:
            return 1.0
        return matching.iou((a.span,), (b.span,))

    return score


_LAYERS: tuple[tuple[Layer, Callable[[Annotation, Annotation, _Tally], None]], ...] = (
    (Layer.ENTITIES, _entities),
    (Layer.TIMES, _times),
    (Layer.PLACES, _places),
    (Layer.STATEMENTS, _statements),
    (Layer.EVENTS, _events),
)
