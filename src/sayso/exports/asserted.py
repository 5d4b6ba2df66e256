"""A coding without its claims."""

import msgspec

from sayso.records import Coding


def only_asserted(coding: Coding) -> Coding:
    """The coding with those events alone that the reporter has as facts, and the links among them; provenance says so. All else is kept."""
    facts = [event for event in coding.events if event.is_fact]
    kept = {event.id for event in facts}
    events = tuple(msgspec.structs.replace(event, links=tuple(link for link in event.links if link.to in kept)) for event in facts)
    provenance = msgspec.structs.replace(coding.provenance, options=coding.provenance.options | {"only_asserted": "true"})
    return msgspec.structs.replace(coding, events=events, provenance=provenance)
