"""``sayso why`` of an event: each field in words with what it rests on, the chain, and the frame of the codebook that made it."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sayso.wording import ARROW, COMMITMENT, REALIS, RELATION, STATUS, WHEN, figure, hedged, interval, voice, what

if TYPE_CHECKING:
    from sayso.events.codebook import Codebook
    from sayso.records import Coding, Event, Party, Span

RULE = "codebook/"


def event_lines(event: "Event", coding: "Coding") -> Iterator[str]:
    """The fields of an event, each with its words and characters."""
    told = {statement.id: statement for statement in coding.statements}
    numbers = {other.id: number for number, other in enumerate(coding.events, start=1)}
    extra = [
        event.quad or "",
        f"intensity {event.intensity:+g}" if event.intensity is not None else "",
        f"CAMEO {event.cameo}" if event.cameo else "",
    ]
    yield _line("what", f"{what(event)} {_at(event.predicate)}", ", ".join(filter(None, [*extra, *event.context])))
    for name, parties in (("who", event.actors), ("to whom", event.recipients)):
        for party in parties:
            yield _line(name, _party(party))
    for place in (p for p in coding.places if p.id in event.where):
        yield _line("where", f"{place.name or place.text} {_at(place)}")
    if interval(event.when):
        time = next((t for t in coding.times if t.id == event.when.time), None)
        yield _line("when", interval(event.when), ", ".join(filter(None, [WHEN[event.when.basis], _at(time) if time else ""])))
    for count in event.counts:
        yield _line("how many", f"{count.kind} {figure(count) or 'no figure'} {_at(count.span)}", f"of the {count.side}" if count.side else "")
    yield _line("realis", REALIS[event.realis], f"factuality {event.factuality}")
    yield _line("voice", voice(event, told))
    if event.chain:
        yield _line("chain", ARROW.join(hedged(link) for link in event.chain))
    for name, key in (("told in", event.asserted_in), ("performs", event.performs)):
        statement = told.get(key or "")
        if statement is not None:
            yield _line(name, f"{statement.id} ({statement.act}: {STATUS[statement.status]}; {COMMITMENT[statement.commitment]})")
    for link in event.links:
        yield _line("link", f"{RELATION[link.relation]} V{numbers.get(link.to, link.to)}")
    for name, value in event.confidence.items():
        yield _line("confidence", f"{name} {value:.2f}")


def frame_of(rule: str, book: "Codebook") -> list[str]:
    """The frame that a rule names, in words; nothing where the rule names none."""
    from sayso.cli.codebook import frame_lines  # noqa: PLC0415

    names = [part.removeprefix(RULE) for part in rule.split() if part.startswith(RULE)]
    return [f"  {line}" for frame in book.frames if frame.id in names for line in frame_lines(frame)]


def _line(name: str, words: str, note: str = "") -> str:
    return f"  {name:<12} {words}" + (f" ({note})" if note else "")


def _at(span: "Span") -> str:
    return f"“{span.text}” {span.start}-{span.end}"


def _party(party: "Party") -> str:
    notes = [party.country or "", " ".join(party.sectors), "inferred" if party.inferred else ""]
    words = f"{hedged(party)} {_at(party.span)}" if party.span else hedged(party)
    held = ", ".join(filter(None, notes))
    return f"{words} ({held})" if held else words
