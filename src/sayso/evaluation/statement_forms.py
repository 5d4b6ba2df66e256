"""Scores of statements form by form: content, cue, source, chain, and macro-F1 of the labels."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sayso.evaluation.segmentation import Counts
from sayso.evaluation.statements import overlapping, pair_statements, points, same_entity
from sayso.records import Coding, Source, Span, Statement
from sayso.vocabulary import Form

LABELS = ("act", "commitment", "status")
Names = Mapping[str, tuple[Span, ...]]


@dataclass(frozen=True)
class FormScores:
    """Counts of one form (or of all): recall is over the gold of that form, precision over what was given with it.

    ``source``, ``entity`` and ``chain`` are over the paired; ``labels`` counts (gold, given) of the paired, field by field.
    """

    content: Counts = field(default_factory=Counts)
    exact: Counts = field(default_factory=Counts)
    cue: Counts = field(default_factory=Counts)
    source: Counts = field(default_factory=Counts)
    entity: Counts = field(default_factory=Counts)
    chain: Counts = field(default_factory=Counts)
    labels: Mapping[str, Counter[tuple[str, str]]] = field(default_factory=dict)

    def __add__(self, other: "FormScores") -> "FormScores":
        """The scores of two documents together."""
        return FormScores(
            self.content + other.content,
            self.exact + other.exact,
            self.cue + other.cue,
            self.source + other.source,
            self.entity + other.entity,
            self.chain + other.chain,
            {name: self.labels.get(name, Counter()) + other.labels.get(name, Counter()) for name in LABELS},
        )

    def macro(self, name: str) -> float:
        """The mean F1 over the values of a label that the gold has, of the paired statements; 1 where there are none."""
        counts = self.labels.get(name, Counter())
        values = {gold for gold, _ in counts}
        return sum(_f1(counts, value) for value in values) / len(values) if values else 1.0


def _f1(counts: Counter[tuple[str, str]], value: str) -> float:
    wanted = sum(n for (gold, _), n in counts.items() if gold == value)
    given = sum(n for (_, guess), n in counts.items() if guess == value)
    return Counts(counts[value, value], wanted, given).f1


def score_forms(pairs: Iterable[tuple[Coding, Coding]]) -> dict[Form | None, FormScores]:
    """The scores of many codings (gold, given) by form; under None those of all forms together."""
    total: dict[Form | None, FormScores] = {None: FormScores(), **{form: FormScores() for form in Form}}
    for gold, guess in pairs:
        paired = pair_statements(gold.statements, guess.statements)
        names = {e.id: e.mentions for e in gold.entities}, {e.id: e.mentions for e in guess.entities}
        for form in total:
            total[form] += _of_form(form, gold.statements, guess.statements, paired, *names)
    return total


def _of_form(
    form: Form | None,
    gold: Sequence[Statement],
    guess: Sequence[Statement],
    paired: Sequence[tuple[Statement, Statement]],
    ours: Names,
    theirs: Names,
) -> FormScores:
    wanted = [g for g in gold if form in {None, g.form}]
    given = [f for f in guess if form in {None, f.form}]
    both = [(g, f) for g, f in paired if form is None or g.form == f.form == form]
    sourced = [(g, f) for g, f in both if g.source is not None]
    linked = [(g, f) for g, f in both if g.source_entity is not None]
    return FormScores(
        content=Counts(len(both), len(wanted), len(given)),
        exact=Counts(sum(points(g.content) == points(f.content) for g, f in both), len(wanted), len(given)),
        cue=Counts(sum(bool(points(g.cue) & points(f.cue)) for g, f in both), sum(bool(g.cue) for g in wanted), sum(bool(f.cue) for f in given)),
        source=Counts(sum(overlapping(g.source, f.source) for g, f in sourced), len(sourced), sum(f.source is not None for _, f in both)),
        entity=Counts(sum(same_entity(g, f, ours, theirs) for g, f in linked), len(linked), sum(f.source_entity is not None for _, f in both)),
        chain=Counts(sum(_same_chain(g.chain, f.chain, ours, theirs) for g, f in both), len(both), len(both)),
        labels={name: Counter((getattr(g, name).value, getattr(f, name).value) for g, f in both) for name in LABELS},
    )


def _same_chain(gold: Sequence[Source], guess: Sequence[Source], ours: Names, theirs: Names) -> bool:
    """Whether two chains have the same links, outermost first, each with the same authenticity."""
    return len(gold) == len(guess) and all(_same_link(g, f, ours, theirs) for g, f in zip(gold, guess, strict=True))


def _same_link(gold: Source, guess: Source, ours: Names, theirs: Names) -> bool:
    named = gold.name.casefold() == guess.name.casefold()
    shared = points(ours.get(gold.entity or "", ())) & points(theirs.get(guess.entity or "", ()))
    return gold.authenticity == guess.authenticity and (named or bool(shared))
