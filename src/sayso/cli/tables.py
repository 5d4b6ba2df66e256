"""The layers of a coding as rows of printable text."""

from sayso.cli.printable import excerpt
from sayso.cli.wording import letter, who
from sayso.records import Coding, Event, Party, Span
from sayso.wording import REALIS, figure, hedged, interval, standing, sureness, voice, what

SHORT = 40
LONG = 90
AROUND = 28


def statement_rows(coding: Coding) -> list[tuple[str, ...]]:
    """Who says what, by letter."""
    return [
        (
            letter(number),
            excerpt(who(statement), SHORT),
            statement.act.value,
            statement.form.value,
            standing(statement),
            excerpt(" … ".join(span.text for span in statement.content), LONG),
        )
        for number, statement in enumerate(coding.statements)
    ]


def entity_rows(coding: Coding) -> list[tuple[str, ...]]:
    """Who and what the report speaks of, most often named first."""
    ranked = sorted(coding.entities, key=lambda entity: -len(entity.mentions))
    return [
        (entity.id, excerpt(entity.name, SHORT), entity.kind.value, entity.country or "", " ".join(entity.sectors), str(len(entity.mentions)))
        for entity in ranked
    ]


def time_rows(coding: Coding) -> list[tuple[str, ...]]:
    """The time expressions, in the order of the text."""
    return [
        (time.id, excerpt(time.text, SHORT), time.type.value.lower(), time.value, _moment(time.first), _moment(time.last)) for time in coding.times
    ]


def place_rows(coding: Coding) -> list[tuple[str, ...]]:
    """The toponyms, in the order of the text."""
    return [
        (
            place.id,
            excerpt(place.text, SHORT),
            place.role.value,
            excerpt(place.name or "", SHORT),
            place.country or "",
            _point(place.latitude, place.longitude),
        )
        for place in coding.places
    ]


def fact_rows(coding: Coding) -> list[tuple[str, ...]]:
    """The events that the reporter, in his own voice, has as facts: who did what to whom."""
    return [_event(coding, number, event, REALIS[event.realis]) for number, event in enumerate(coding.events, start=1) if event.is_fact]


def claim_rows(coding: Coding) -> list[tuple[str, ...]]:
    """The events that are claimed, threatened, denied, demanded or planned, each with the one on whose say-so it stands."""
    told = {statement.id: statement for statement in coding.statements}
    letters = {statement.id: letter(number) for number, statement in enumerate(coding.statements)}
    rows = []
    for number, event in enumerate(coding.events, start=1):
        if not event.is_fact:
            mark = f" [{letters[event.asserted_in]}]" if event.asserted_in in letters else ""
            rows.append(_event(coding, number, event, voice(event, told) + mark))
    return rows


def _event(coding: Coding, number: int, event: Event, standing_words: str) -> tuple[str, ...]:
    places = {place.id: place.name or place.text for place in coding.places}
    return (
        f"V{number}",
        what(event),
        _parties(event.actors),
        _parties(event.recipients),
        excerpt(", ".join(places.get(key, key) for key in event.where), SHORT),
        interval(event.when),
        excerpt("; ".join(f"{count.kind} {figure(count) or count.span.text}" for count in event.counts), LONG),
        excerpt(standing_words, LONG),
        sureness(event),
        in_context(coding.report.text, event.predicate),
    )


def in_context(text: str, span: Span, around: int = AROUND) -> str:
    """The words of a span in brackets among the words beside it, on one line."""
    before, after = text[max(0, span.start - around) : span.start], text[span.end : span.end + around]
    before = before.split("\n\n")[-1] if "\n\n" in before else before.partition(" ")[2] if span.start > around else before
    after = after.split("\n\n")[0] if "\n\n" in after else after.rpartition(" ")[0] if span.end + around < len(text) else after
    return excerpt(f"{before}[{text[span.start : span.end]}]{after}", 3 * around)


def _moment(value: str | None) -> str:
    """A date, or a datetime with a space in it where it may be wrapped."""
    return (value or "").replace("T", " ")


def _parties(parties: tuple[Party, ...]) -> str:
    return "; ".join(excerpt(f"{hedged(party)} (inferred)" if party.inferred else hedged(party), SHORT) for party in parties)


def _point(latitude: float | None, longitude: float | None) -> str:
    return "" if latitude is None or longitude is None else f"{latitude:.2f}, {longitude:.2f}"
