"""What went wrong with the events of a report, one line an error, with the sentence that holds it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sayso.evaluation.event_matching import Twins, meets, pair_events, sentence_ends, sentence_of
from sayso.evaluation.events import judge
from sayso.records import Coding, Event, Party, Span, When

KINDS = ("missed", "false", "type", "mode", "actors", "recipients", "where", "when", "realis", "factuality", "asserted_in", "performs", "counts")


@dataclass(frozen=True, slots=True)
class EventError:
    """One error: its kind (`KINDS`), where it is, what the gold has, what was found, by which rule, and the sentence."""

    report: str
    position: int
    kind: str
    event: str
    wanted: str
    found: str
    rule: str
    sentence: str


def event_errors(name: str, gold: Coding, guess: Coding) -> list[EventError]:
    """The errors of a coding, in the order of the text."""
    twins = Twins.of(gold, guess)
    pairs = pair_events(gold.events, guess.events)
    sentences = sentence_ends(gold.report.text)
    found = [*_unpaired(pairs, twins)]
    for wanted, event in pairs:
        found += _fields(wanted, event, twins) if wanted.type == event.type else [("type", wanted, event, wanted.type, event.type)]
    errors = []
    for kind, wanted_event, event_found, wanted_value, value in found:
        one = wanted_event or event_found
        if one is not None:
            errors.append(
                EventError(
                    name,
                    one.predicate.start,
                    kind,
                    f'{one.type} "{one.predicate.text}"',
                    wanted_value,
                    value,
                    (event_found.rule or "") if event_found else "",
                    in_sentence(one.predicate, sentences, gold.report.text),
                )
            )
    return sorted(errors, key=lambda e: (e.position, KINDS.index(e.kind)))


_Found = tuple[str, Event | None, Event | None, str, str]


def _unpaired(pairs: list[tuple[Event, Event]], twins: Twins) -> Iterator[_Found]:
    """Missed and false events; a false one is "told twice" where it tells again of a gold event that was found elsewhere."""
    had, used = {id(g) for g, _ in pairs}, {id(f) for _, f in pairs}
    for event in twins.gold.events:
        if id(event) not in had:
            yield "missed", event, None, f"{event.type} {event.realis}", ""
    for event in twins.guess.events:
        if id(event) not in used:
            twice = any(g.type == event.type and any(meets(s, event.predicate) for s in (g.predicate, *g.evidence)) for g, _ in pairs)
            yield "false", None, event, "told twice" if twice else "", f"{event.type} {event.realis}"


def _fields(wanted: Event, event: Event, twins: Twins) -> Iterator[_Found]:
    right = judge(wanted, event, twins)
    values = {
        "mode": (", ".join(wanted.mode), ", ".join(event.mode)),
        "actors": (_parties(wanted.actors), _parties(event.actors)),
        "recipients": (_parties(wanted.recipients), _parties(event.recipients)),
        "where": (_places(wanted, twins.gold), _places(event, twins.guess)),
        "when": (_when(wanted.when), _when(event.when)),
        "realis": (wanted.realis.value, event.realis.value),
        "factuality": (wanted.factuality.value, event.factuality.value),
        "asserted_in": (_content(wanted, twins.gold), _content(event, twins.guess)),
        "performs": (_act(wanted, twins.gold), _act(event, twins.guess)),
        "counts": (_counts(wanted), _counts(event)),
    }
    for kind, (one, other) in values.items():
        if not right[f"{kind}, all" if f"{kind}, all" in right else kind]:
            yield kind, wanted, event, one or "none", other or "none"


def _parties(parties: Sequence[Party]) -> str:
    return " + ".join(f"{p.span.text if p.span else p.name}{' (inferred)' if p.inferred else ''}" for p in parties)


def _places(event: Event, coding: Coding) -> str:
    return ", ".join(p.text for p in coding.places if p.id in event.where)


def _when(when: When) -> str:
    return f"{when.first or '…'} to {when.last or '…'} ({when.basis})" if when.first or when.last else ""


def _content(event: Event, coding: Coding) -> str:
    statement = next((s for s in coding.statements if s.id == event.asserted_in), None)
    return f"{statement.act} “{' … '.join(c.text for c in statement.content)[:80]}”" if statement else ""


def _act(event: Event, coding: Coding) -> str:
    return next((f"{s.act} ({', '.join(c.text for c in s.cue)})" for s in coding.statements if s.id == event.performs), "")


def _counts(event: Event) -> str:
    return "; ".join(f"{c.kind} {c.low}/{c.best}/{c.high} “{c.span.text}”" for c in event.counts)


def in_sentence(span: Span, sentences: Sequence[tuple[int, int]], text: str) -> str:
    """The sentence of a span on one line, the span in brackets."""
    number = sentence_of(span, sentences)
    start, end = sentences[number] if number >= 0 else (span.start, span.end)
    before, after = text[start : span.start], text[span.end : max(end, span.end)]
    return " ".join(f"{before}[{text[span.start : span.end]}]{after}".split())
