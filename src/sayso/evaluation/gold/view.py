"""An annotation as a person reviews it: the text with its marks, then every layer in words.

Marks are brackets and labels, so that they can be read without colour: ``[E1 …]`` a mention, ``{T1 …}`` a time, ``<P1 …>`` a place,
``S1« … »S1`` content, ``!V1 …!`` a predicate, ``~S1 …~`` a cue.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sayso.evaluation.gold.compiler import Annotation
from sayso.evaluation.gold.finder import Finder
from sayso.records import Count, Event, Party, Source, Span, Statement, When

_CUT = 100


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    before: str
    after: str


def show(annotation: Annotation) -> str:
    """The whole view, lines parted by line feeds."""
    return "\n".join([*_text(annotation), "", *_entities(annotation), *_frame(annotation), *_statements(annotation), *_events(annotation)])


def _marks(annotation: Annotation) -> Iterator[_Mark]:
    coding = annotation.coding
    placed = {(p.start, p.end) for p in coding.places}
    owned = {(m.start, m.end) for e in coding.entities for m in e.mentions}
    for entity in coding.entities:
        yield from (_Mark(m.start, m.end, f"[{entity.id} ", "]") for m in entity.mentions if (m.start, m.end) not in placed)
    for name in annotation.names:
        if (name.span.start, name.span.end) not in placed | owned:
            yield _Mark(name.span.start, name.span.end, f"[{name.kind} ", "]")
    for place in coding.places:
        yield _Mark(place.start, place.end, f"<{place.id}/{place.role} ", ">")
    for time in coding.times:
        yield _Mark(time.start, time.end, f"{{{time.id} ", "}")
    for statement in coding.statements:
        yield from (_Mark(c.start, c.end, f"{statement.id}« ", f" »{statement.id}") for c in statement.content)
        yield from (_Mark(c.start, c.end, f"~{statement.id} ", "~") for c in statement.cue)
    for event in coding.events:
        yield _Mark(event.predicate.start, event.predicate.end, f"!{annotation.labels.get(event.id, event.id)} ", "!")


def _text(annotation: Annotation) -> Iterator[str]:
    report = annotation.coding.report
    finder = Finder(report.text)
    marks = sorted(_marks(annotation), key=lambda m: (m.start, -m.end))
    yield f"{annotation.path}  published {report.published or 'unknown'}  {report.publisher or ''}"
    for number, (start, end) in enumerate(finder.paragraphs, 1):
        inside = [m for m in marks if start <= m.start < end]
        yield f"p{number:<3} {' '.join(_marked(report.text, start, end, inside).split())}"


def _marked(text: str, start: int, end: int, marks: list[_Mark]) -> str:
    """The characters with every mark put in; what opens first closes last, and crossing marks stay readable by their labels."""
    inserts: dict[int, tuple[list[str], list[str]]] = {}
    for mark in marks:
        inserts.setdefault(mark.start, ([], []))[1].append(mark.before)
    for mark in sorted(marks, key=lambda m: (-m.start, m.end)):
        inserts.setdefault(min(mark.end, end), ([], []))[0].append(mark.after)
    pieces = []
    last = start
    for offset in sorted(inserts):
        closing, opening = inserts[offset]
        pieces += [text[last:offset], *closing, *opening]
        last = offset
    return "".join([*pieces, text[last:end]])


def _entities(annotation: Annotation) -> Iterator[str]:
    for entity in annotation.coding.entities:
        about = " ".join(filter(None, [entity.kind, entity.country, ",".join(entity.sectors)]))
        yield f"{entity.id:<5}{entity.name}  ({about})  {' | '.join(' '.join(m.text.split()) for m in entity.mentions)}"


def _frame(annotation: Annotation) -> Iterator[str]:
    for time in annotation.coding.times:
        extra = "".join(
            f" {key}={value}" for key, value in (("mod", time.mod), ("quant", time.quant), ("freq", time.freq), ("anchor", time.anchor)) if value
        )
        yield f"{time.id:<5}{time.text!r}  {time.type} {time.value}{extra}  {_days(time.first, time.last)}"
    for place in annotation.coding.places:
        spot = f" {place.latitude}, {place.longitude}" if place.latitude is not None else ""
        owner = f"  = {place.entity}" if place.entity else ""
        yield f"{place.id:<5}{place.text!r}  {place.role}  {place.name or '?'}, {place.country or '?'}{spot}{owner}"


def _statements(annotation: Annotation) -> Iterator[str]:
    for statement in annotation.coding.statements:
        yield f"{statement.id:<5}{_chain(statement.chain)}: {statement.act} ({statement.form}, {statement.commitment}, {statement.status})"
        yield f"     source {_words(statement.source)} ({statement.source_kind})  cue {_joined(statement.cue)}{_rest(statement)}"
        yield from (f"     “ {' '.join(c.text.split())} ”" for c in statement.content)


def _rest(statement: Statement) -> str:
    fields = (("to", statement.addressee), ("about", statement.target))
    parts = [f"  {word} {_words(span)}" for word, span in fields if span]
    lists = (("quoted", statement.quotations if statement.form == "mixed" else ()), ("gloss", statement.glosses), ("ellipsis", statement.ellipses))
    parts += [f"  {word} {_joined(spans)}" for word, spans in lists if spans]
    return "".join(parts) + (f"  inside {statement.inside}" if statement.inside else "")


def _events(annotation: Annotation) -> Iterator[str]:
    if annotation.quiet:
        yield "no events"
    for event in annotation.coding.events:
        label = annotation.labels.get(event.id, event.id)
        mode = "".join(f"/{m}" for m in event.mode)
        voice = "FACT" if event.is_fact else f"in {event.asserted_in}" if event.asserted_in else "reporter"
        yield f"{label:<5}{event.type}{mode} {event.realis} {event.factuality}  [{voice}]  {_joined(event.evidence)}"
        yield f"     {_parties(event.actors)} -> {_parties(event.recipients)}{_about(event, annotation)}"


def _about(event: Event, annotation: Annotation) -> str:
    links = "".join(f"  {link.relation} {annotation.labels.get(link.to, link.to)}" for link in event.links)
    where = f"  at {', '.join(event.where)}" if event.where else ""
    performs = f"  performs {event.performs}" if event.performs else ""
    context = f"  about {', '.join(event.context)}" if event.context else ""
    return f"{where}  {_when(event.when)}{performs}{context}{''.join(_count(c) for c in event.counts)}{links}"


def _when(when: When) -> str:
    return f"when {when.time or ''} {_days(when.first, when.last)} ({when.basis})".replace("  ", " ")


def _count(count: Count) -> str:
    return f"  {count.kind} {count.side or ''} {count.of or ''} {count.low}/{count.best}/{count.high} {count.span.text!r}"


def _parties(parties: Iterable[Party]) -> str:
    shown = [f"{p.name}{f' ({p.authenticity})' if p.authenticity else ''}{' (inferred)' if p.inferred else ''}" for p in parties]
    return " + ".join(shown) or "(nobody stated)"


def _chain(chain: Iterable[Source]) -> str:
    return " > ".join(f"{s.name}{f' ({s.authenticity})' if s.authenticity else ''}" for s in chain)


def _days(first: str | None, last: str | None) -> str:
    if first is None or last is None:
        return f"from {first}" if first else f"by {last}" if last else "(open)"
    return first if first == last else f"{first}..{last}"


def _words(span: Span | None) -> str:
    return repr(" ".join(span.text.split())[:_CUT]) if span else "(none)"


def _joined(spans: Iterable[Span]) -> str:
    return " + ".join(_words(span) for span in spans) or "(none)"
