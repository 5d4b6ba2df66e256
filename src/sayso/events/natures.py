"""What the types of a codebook are to the engine, whatever they are called.

Where a deed's nature matters (the place of a protest is where its object stands, a threat has the status of one), the engine asks for the
``nature`` that the codebook gives the type, never for its name: a researcher may call types what he likes. Inside the engine types go by
their natures; `labelled` gives the events the codebook's own names back.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

import msgspec

from sayso.events.codebook import Codebook, EventType, Performed
from sayso.records import Event, event_id


@lru_cache(maxsize=8)
def natural(codebook: Codebook) -> Codebook:
    """A codebook with its types under the names of their natures; itself where they are the same."""
    names = {name: kind.nature for name, kind in codebook.types.items()}
    if all(name == nature for name, nature in names.items()):
        return codebook
    return replace(
        codebook,
        types={names[name]: _type(kind, names) for name, kind in codebook.types.items()},
        frames=tuple(replace(frame, type=names[frame.type]) for frame in codebook.frames),
        topics=tuple(replace(topic, types=frozenset(names[kind] for kind in topic.types)) for topic in codebook.topics),
        acts=_performed(codebook.acts, names),
        statuses=_performed(codebook.statuses, names),
        pledges={names[kind]: row for kind, row in _performed(codebook.pledges, names).items()},
    )


def _type(kind: EventType, names: Mapping[str, str]) -> EventType:
    return replace(kind, name=kind.nature, future=names[kind.future] if kind.future is not None else None)


def _performed(table: Mapping[str, Performed], names: Mapping[str, str]) -> dict[str, Performed]:
    return {key: replace(row, type=names[row.type]) for key, row in table.items()}


def labelled(events: Sequence[Event], report: str, codebook: Codebook) -> tuple[Event, ...]:
    """Events whose types are natures with the codebook's names, and ids that hang on them; ``report`` is the report's id."""
    names = {kind.nature: name for name, kind in codebook.types.items()}
    if all(name == nature for nature, name in names.items()):
        return tuple(events)
    ids = {event.id: event_id(report, event.predicate, names[event.type]) for event in events}
    return tuple(
        msgspec.structs.replace(
            event,
            id=ids[event.id],
            type=names[event.type],
            links=tuple(msgspec.structs.replace(link, to=ids[link.to]) for link in event.links),
        )
        for event in events
    )
