"""Lint of statements."""

import re
from collections.abc import Iterator

from sayso.evaluation.gold.compiler import Annotation
from sayso.evaluation.gold.found import Found, error, warning
from sayso.evaluation.gold.scheme import scheme
from sayso.records import Span, Statement
from sayso.vocabulary import Act, Commitment, Form, SourceKind, Status

_MARK = re.compile(r"[\"“”„«»‘’']")
_DISTANT = (Act.CLAIM, Act.ALLEGE)


def parts(annotation: Annotation) -> Iterator[Found]:
    """A statement has a cue and a content, the one outside the other; forms have the marks they need."""
    for statement in annotation.coding.statements:
        key = statement.id
        if not statement.cue and key not in annotation.cueless:
            yield error(key, f"{key} has no cue", "Quote the cue; where there is none, write: cue none")
        if not statement.content and statement.form is not Form.SUMMARY:
            yield error(key, f"{key} has no content", "Quote it, or make the form summary.")
        if statement.content and statement.form is Form.SUMMARY:
            yield warning(key, f"{key} is a summary with content", "A summary says only what the act is about (target).")
        if statement.form is Form.SUMMARY and statement.target is None and statement.addressee is None:
            yield warning(key, f"{key} is a summary about nothing", "Quote its target or addressee.")
        for span in (*statement.cue, *([statement.source] if statement.source else [])):
            if any(_meet(span, content) for content in statement.content):
                yield error(key, f'"{span.text}" stands inside the content of {key} itself', "Split the content around it.")
        yield from _marks(statement)


def _marks(statement: Statement) -> Iterator[Found]:
    key = statement.id
    if statement.form is Form.MIXED and not statement.quotations:
        yield error(key, f"{key} is mixed and quotes nothing", "Add quote lines for the marked parts.")
    if statement.form is Form.INDIRECT and statement.quotations:
        yield error(key, f"{key} is indirect and has quoted parts", "Make it mixed, or drop them.")
    if statement.form is Form.DIRECT and statement.inside is None and not all(_MARK.match(c.text) for c in statement.content):
        yield warning(key, f"a direct content of {key} does not begin with a quotation mark", "Marks belong to the span.")
    for quotation in statement.quotations:
        if not any(c.start <= quotation.start and quotation.end <= c.end for c in statement.content):
            yield error(key, f"{quotation.text[:40]!r} is quoted outside the content of {key}", "A quoted part lies within the content.")
        if statement.form is Form.MIXED and not _MARK.match(quotation.text):
            yield error(key, f"{quotation.text[:40]!r} has no quotation mark", "Quote it with its marks.")


def words(annotation: Annotation) -> Iterator[Found]:
    """Act, commitment and status go together."""
    for statement in annotation.coding.statements:
        key = statement.id
        wanted = scheme().act_status.get(statement.act)
        if wanted and statement.status not in wanted:
            yield warning(key, f"act {statement.act} with status {statement.status}", f"Usually: {' or '.join(wanted)}.")
        if (statement.commitment is Commitment.PURPORTED) != (statement.status is Status.AUTHORSHIP):
            yield error(
                key, "commitment purported and status authorship go together", "A hedge on the speaker goes on the source: source … purported"
            )
        if statement.act in _DISTANT and statement.commitment is Commitment.ATTRIBUTED:
            yield warning(key, f"act {statement.act} with commitment attributed", "Claimed and alleged are distanced.")
        if statement.source_kind is not SourceKind.UNSTATED and statement.source is None:
            yield error(key, f"{key} has a source of kind {statement.source_kind} without words", "Quote the source, or drop the kind.")


def hedges(annotation: Annotation) -> Iterator[Found]:
    """A hedge on who speaks lasts: later statements of the same source carry it too."""
    hedged: dict[str, str] = {}
    for statement in sorted(annotation.coding.statements, key=_place):
        last = statement.chain[-1] if statement.chain else None
        if last is None or last.entity is None:
            continue
        if last.authenticity is not None:
            hedged.setdefault(last.entity, statement.id)
        elif last.entity in hedged:
            fix = "Add purported to the source unless the report withdrew it or this is another carrier."
            yield warning(statement.id, f"{last.name} is hedged in {hedged[last.entity]} and not here", fix)


def crossing(annotation: Annotation) -> Iterator[Found]:
    """Contents nest or are apart; no relation is there twice."""
    seen: dict[tuple[tuple[int, int], ...], str] = {}
    statements = annotation.coding.statements
    for statement in statements:
        shape = tuple((s.start, s.end) for s in (*statement.cue, *statement.content, *([statement.target] if statement.target else [])))
        other = seen.setdefault(shape, statement.id)
        if other != statement.id:
            yield error(statement.id, f"{statement.id} repeats {other}", "One relation is one statement.")
    spans = sorted(((c, s.id) for s in statements for c in s.content), key=lambda row: (row[0].start, -row[0].end))
    for number, (outer, one) in enumerate(spans):
        for inner, two in spans[number + 1 :]:
            if inner.start >= outer.end:
                break
            if inner.end > outer.end and one != two:
                yield warning(two, f"the contents of {one} and {two} cross", "Contents nest or are apart.")


def _meet(one: Span, two: Span) -> bool:
    return one.start < two.end and two.start < one.end


def _place(statement: Statement) -> int:
    return min((s.start for s in (*statement.cue, *statement.content)), default=0)
