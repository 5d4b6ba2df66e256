"""Scores of statements: content, source and cue spans, source entity, and the categorical fields, by form.

A found statement pairs with a gold one, one to one, by the share of characters of their contents (intersection over union);
statements without content (summaries) pair by their cues. It counts as found from `SAME` on, as exact where the contents are the same.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sayso.evaluation.segmentation import Counts
from sayso.records import Coding, Span, Statement
from sayso.vocabulary import Form

SAME = 0.5
FIELDS = ("form", "act", "commitment", "status")


@dataclass(frozen=True)
class StatementScores:
    """Counts of contents (IoU of `SAME`, and exact) by form and over all, and right answers of the ``paired``.

    ``by_form`` pairs statements of one form on both sides: recall over the gold of that form, precision over what was given with it.
    """

    content: Counts = field(default_factory=Counts)
    exact: Counts = field(default_factory=Counts)
    cue: Counts = field(default_factory=Counts)
    by_form: dict[Form, Counts] = field(default_factory=dict)
    paired: int = 0
    source_span: Counts = field(default_factory=Counts)
    source_entity: Counts = field(default_factory=Counts)
    fields: dict[str, int] = field(default_factory=dict)

    def __add__(self, other: "StatementScores") -> "StatementScores":
        """The scores of two documents together."""
        return StatementScores(
            self.content + other.content,
            self.exact + other.exact,
            self.cue + other.cue,
            {form: self.by_form.get(form, Counts()) + other.by_form.get(form, Counts()) for form in Form},
            self.paired + other.paired,
            self.source_span + other.source_span,
            self.source_entity + other.source_entity,
            {name: self.fields.get(name, 0) + other.fields.get(name, 0) for name in FIELDS},
        )

    def share(self, name: str) -> float:
        """The share of paired statements whose field is right."""
        return self.fields.get(name, 0) / self.paired if self.paired else 0.0


def score_statements(gold: Coding, guess: Coding) -> StatementScores:
    """The scores of one coding. Raises `ValueError` where the two are of different texts."""
    if gold.report.text != guess.report.text:
        msg = "gold and coding are of different reports"
        raise ValueError(msg)
    pairs = pair_statements(gold.statements, guess.statements)
    names = {e.id: e.mentions for e in gold.entities}, {e.id: e.mentions for e in guess.entities}
    sourced = [(g, f) for g, f in pairs if g.source is not None]
    linked = [(g, f) for g, f in pairs if g.source_entity is not None]
    wanted, given = len(gold.statements), len(guess.statements)
    return StatementScores(
        content=Counts(len(pairs), wanted, given),
        exact=Counts(sum(points(g.content) == points(f.content) and bool(g.content) for g, f in pairs), wanted, given),
        cue=Counts(
            sum(bool(points(g.cue) & points(f.cue)) for g, f in pairs),
            sum(bool(g.cue) for g in gold.statements),
            sum(bool(f.cue) for f in guess.statements),
        ),
        by_form={form: _of_form(gold.statements, guess.statements, pairs, form) for form in Form},
        paired=len(pairs),
        source_span=Counts(sum(overlapping(g.source, f.source) for g, f in sourced), len(sourced), sum(f.source is not None for _, f in pairs)),
        source_entity=Counts(sum(same_entity(g, f, *names) for g, f in linked), len(linked), sum(f.source_entity is not None for _, f in pairs)),
        fields={name: sum(getattr(g, name) == getattr(f, name) for g, f in pairs) for name in FIELDS},
    )


def score_all(pairs: Iterable[tuple[Coding, Coding]]) -> StatementScores:
    """The scores of many codings together."""
    total = StatementScores()
    for gold, guess in pairs:
        total += score_statements(gold, guess)
    return total


def pair_statements(gold: Sequence[Statement], guess: Sequence[Statement]) -> list[tuple[Statement, Statement]]:
    """Statements one to one, the most alike first."""
    ranked = sorted(((_alike(g, f), -i, -j) for i, g in enumerate(gold) for j, f in enumerate(guess)), reverse=True)
    left: dict[int, int] = {}
    right: set[int] = set()
    for share, i, j in ranked:
        if share >= SAME and -i not in left and -j not in right:
            left[-i] = -j
            right.add(-j)
    return [(gold[i], guess[j]) for i, j in sorted(left.items())]


def _alike(gold: Statement, guess: Statement) -> float:
    if not gold.content or not guess.content:
        return float(not gold.content and not guess.content and bool(points(gold.cue) & points(guess.cue)))
    wanted, found = points(gold.content), points(guess.content)
    return len(wanted & found) / len(wanted | found)


def _of_form(gold: Sequence[Statement], guess: Sequence[Statement], pairs: Sequence[tuple[Statement, Statement]], form: Form) -> Counts:
    both = sum(g.form == form and f.form == form for g, f in pairs)
    return Counts(both, sum(g.form == form for g in gold), sum(f.form == form for f in guess))


def points(spans: Iterable[Span]) -> set[int]:
    """The characters of spans."""
    return {i for span in spans for i in range(span.start, span.end)}


def overlapping(one: Span | None, other: Span | None) -> bool:
    """Whether two spans share a character."""
    return one is not None and other is not None and max(one.start, other.start) < min(one.end, other.end)


def same_entity(gold: Statement, guess: Statement, ours: Mapping[str, tuple[Span, ...]], theirs: Mapping[str, tuple[Span, ...]]) -> bool:
    """Whether the two sources' entities share a mention (in characters)."""
    wanted, found = points(ours.get(gold.source_entity or "", ())), points(theirs.get(guess.source_entity or "", ()))
    return bool(wanted & found)
