"""The layers of a coding as rows of printable text."""

from sayso.cli.printable import excerpt
from sayso.cli.wording import letter, standing, voice, who
from sayso.records import Coding, Event, Party

SHORT = 40
LONG = 90


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


def event_rows(coding: Coding) -> list[tuple[str, ...]]:
    """Who did what to whom, and on whose say-so."""
    letters = {statement.id: letter(number) for number, statement in enumerate(coding.statements)}
    return [
        (
            str(number),
            " ".join([event.type, *event.mode]),
            _parties(event.actors),
            _parties(event.recipients),
            _when(event),
            voice(event, letters),
            excerpt(event.predicate.text, SHORT),
        )
        for number, event in enumerate(coding.events, start=1)
    ]


def _moment(value: str | None) -> str:
    """A date, or a datetime with a space in it where it may be wrapped."""
    return (value or "").replace("T", " ")


def _parties(parties: tuple[Party, ...]) -> str:
    return "; ".join(excerpt(f"{party.name} (inferred)" if party.inferred else party.name, SHORT) for party in parties)


def _when(event: Event) -> str:
    first, last = _moment(event.when.first), _moment(event.when.last)
    return first if first == last else f"{first}..{last}"


def _point(latitude: float | None, longitude: float | None) -> str:
    return "" if latitude is None or longitude is None else f"{latitude:.2f}, {longitude:.2f}"
