"""Lint: what compiles and is still wrong (errors) or doubtful (warnings). Every problem names its line and says what to do."""

from collections.abc import Callable, Iterator
from pathlib import Path

from sayso.evaluation.gold import lint_coverage, lint_events, lint_frame, lint_statements
from sayso.evaluation.gold.compiler import Annotation, compile_file, compile_text
from sayso.evaluation.gold.found import Found
from sayso.evaluation.gold.reader import Problem
from sayso.vocabulary import Layer

Rule = Callable[[Annotation], Iterator[Found]]
RULES: tuple[tuple[Layer, tuple[Rule, ...]], ...] = (
    (Layer.ENTITIES, (lint_frame.entities, lint_frame.shared_mentions, lint_coverage.names, lint_coverage.pronouns)),
    (Layer.TIMES, (lint_frame.times, lint_coverage.days)),
    (Layer.PLACES, (lint_frame.places,)),
    (
        Layer.STATEMENTS,
        (lint_statements.parts, lint_statements.words, lint_statements.hedges, lint_statements.crossing, lint_coverage.cues, lint_coverage.marks),
    ),
    (Layer.EVENTS, (lint_events.quiet, lint_events.realis, lint_events.participants, lint_events.times, lint_events.counts, lint_events.acts)),
)


def check(path: Path, text: Path | None = None) -> tuple[Annotation | None, tuple[Problem, ...]]:
    """The annotation of a file and all its problems, in the order of its lines."""
    annotation, problems = compile_file(path, text)
    return annotation, _with_lint(annotation, problems)


def check_text(text: str, source: str) -> tuple[Annotation | None, tuple[Problem, ...]]:
    """The same for an annotation in memory."""
    annotation, problems = compile_text(text, source)
    return annotation, _with_lint(annotation, problems)


def _with_lint(annotation: Annotation | None, problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    if annotation is None:
        return problems
    found = [
        Problem(annotation.path, annotation.lines.get(hit.id or "", 0), hit.level, hit.what, hit.fix)
        for layer, rules in RULES
        if layer in annotation.coding.layers
        for rule in rules
        for hit in rule(annotation)
    ]
    return tuple(sorted([*problems, *found], key=lambda p: (p.level != "error", p.line)))
