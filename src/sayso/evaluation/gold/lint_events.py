"""Lint of events."""

from collections.abc import Iterator

from sayso.evaluation.gold.compiler import Annotation
from sayso.evaluation.gold.found import Found, error, warning
from sayso.evaluation.gold.scheme import scheme
from sayso.records import Event, Span
from sayso.vocabulary import REAL, Realis, Relation

_FUTURE = {"CONSULT": "AGREE", "SUPPORT": "AGREE", "COOPERATE": "AGREE", "AID": "AGREE", "RETREAT": "CONCEDE"}
_LONG = 5


def quiet(annotation: Annotation) -> Iterator[Found]:
    """A report without events says so."""
    if annotation.quiet == bool(annotation.coding.events):
        yield error(
            None,
            "quiet, and yet there are events" if annotation.quiet else "no event, and no quiet line",
            "Write quiet only for a report with no event.",
        )


def realis(annotation: Annotation) -> Iterator[Found]:
    """What a statement holds has the realis of its status; PLOVER's future rule is kept."""
    statements = {s.id: s for s in annotation.coding.statements}
    for event in annotation.coding.events:
        told = statements.get(event.asserted_in or "")
        allowed = scheme().status_realis.get(told.status) if told else None
        if told and allowed is not None and event.realis not in allowed and event.id not in annotation.presupposed:
            fix = f"Write {' or '.join(allowed) or 'no event'}; if its clause takes it for granted, write presupposed on the event line."
            yield error(event.id, f"{_shown(event)} is {event.realis} in {told.id}, whose status is {told.status}", fix)
        if event.realis is Realis.FUTURE and event.type in _FUTURE:
            yield warning(event.id, f"{_shown(event)} is future", f"PLOVER: a future {event.type} is {_FUTURE[event.type]}.")
        if len(event.predicate.text.split()) > _LONG:
            yield warning(event.id, f"the predicate {event.predicate.text!r} is long", "Quote the shortest words that carry the type.")


def participants(annotation: Annotation) -> Iterator[Found]:
    """Types that need a recipient have one, and nothing is without any participant and place."""
    for event in annotation.coding.events:
        kind = scheme().types[event.type]
        if kind.recipient and not event.recipients and len(event.actors) < 2 and event.realis in REAL:  # noqa: PLR2004
            yield warning(event.id, f"{_shown(event)} has no recipient", f"PLOVER requires one for {event.type}: is the type right?")
        if not (event.actors or event.recipients or event.where):
            yield warning(event.id, f"{_shown(event)} has no actor, recipient or place", "Such a mention is no event.")
        for link in event.links:
            if link.relation is Relation.DENIES and event.realis is not Realis.NEGATED:
                yield warning(event.id, f"{_shown(event)} denies and is {event.realis}", "A denial is negated.")


def times(annotation: Annotation) -> Iterator[Found]:
    """Intervals are in order, and what happened did so by the day of the report."""
    published = (annotation.coding.report.published or "9999")[:10]
    for event in annotation.coding.events:
        when = event.when
        if when.first and when.last and when.first > when.last:
            yield error(event.id, f"{_shown(event)}: first={when.first} is after last={when.last}", "Swap them.")
        if event.realis in REAL and when.first and when.first[:10] > published:
            yield error(event.id, f"{_shown(event)} is {event.realis} on {when.first}, after the report", "Make it future, or mend the time.")


def counts(annotation: Annotation) -> Iterator[Found]:
    """Low, best and high are in order."""
    for event in annotation.coding.events:
        for count in event.counts:
            given = [n for n in (count.low, count.best, count.high) if n is not None]
            if given != sorted(given):
                yield error(event.id, f"count {count.span.text!r}: low={count.low} best={count.best} high={count.high}", "Write low <= best <= high.")


def acts(annotation: Annotation) -> Iterator[Found]:
    """A speech act that fits a type is an event: its predicate is the cue of the statement that it makes."""
    statements = {s.id: s for s in annotation.coding.statements}
    performed = {event.performs for event in annotation.coding.events}
    told_again = [span for event in annotation.coding.events if event.performs for span in event.evidence]
    for event in annotation.coding.events:
        told = statements.get(event.performs or "")
        if told and told.cue and not any(_meet(event.predicate, c) for c in told.cue):
            yield warning(event.id, f"{_shown(event)} performs {told.id}, but is not its cue", "The predicate of a speech act is the cue.")
    for key, statement in statements.items():
        again = any(_meet(cue, span) for cue in statement.cue for span in told_again)
        if statement.act in scheme().forgotten["acts"] and key not in performed and not again and not annotation.quiet:
            yield warning(key, f"{key} ({statement.act}) makes no event", f"Code the act: event V… performs {key}. Leave it if it fits no type.")


def _meet(one: Span, two: Span) -> bool:
    return one.start < two.end and two.start < one.end


def _shown(event: Event) -> str:
    return f'{event.type} "{event.predicate.text}"'
