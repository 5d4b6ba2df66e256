"""One occurrence, one event: the tellings of a report brought together, and what stays apart linked.

Two events of one type are one where one voice tells both (the reporter, or the same source), both have the same standing in reality, and
what they share outweighs what they contradict (`data/merging.toml`). The first telling of the body keeps its predicate; the others, the
headline's too, become evidence, and fill what it leaves open. A claim and the reporter's own account stay two events, linked `account_of`;
a denial is linked `denies`.
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

import msgspec

from sayso.events.setting import Setting
from sayso.events.tellings import ANYBODY, Telling, dated, in_one_clause, is_toll, telling_of
from sayso.records import Count, Event, EventLink, Span
from sayso.vocabulary import Realis, Relation

MOST = 150
NEAR = 1
ALIKE = 0.25


@dataclass(frozen=True, slots=True)
class Weights:
    """The tables of ``data/merging.toml``."""

    weights: Mapping[str, float]
    same: float
    kin: float
    account: float
    denial: float


@cache
def load_weights() -> Weights:
    """The weights that ship with Sayso."""
    data = tomllib.loads(files(__package__).joinpath("data/merging.toml").read_text(encoding="utf-8"))
    return Weights(data["weights"], **data["enough"])


def merged(events: Sequence[Event], setting: Setting) -> tuple[Event, ...]:
    """The events of a report with each occurrence once in each voice, in the order of their predicates, and linked."""
    weights = load_weights()
    tellings = _with_leads([telling_of(number, event, setting) for number, event in enumerate(events[:MOST])])
    groups = _grouped(tellings, setting, weights)
    found = [(group, _joined(group)) for group in groups]
    linked = [msgspec.structs.replace(event, links=_links(group, event, found, setting, weights)) for group, event in found]
    rest = tuple(events[MOST:])
    return tuple(sorted((*linked, *rest), key=lambda event: (event.predicate.start, event.predicate.end)))


def _with_leads(tellings: list[Telling]) -> list[Telling]:
    """The tellings, the first of each type and voice in the body marked."""
    seen: set[tuple[str, bool]] = set()
    found = []
    for telling in tellings:
        key = telling.event.type, bool(telling.voice)
        lead = not telling.line and key not in seen
        if lead:
            seen.add(key)
        found.append(replace(telling, lead=lead))
    return found


def _grouped(tellings: list[Telling], setting: Setting, weights: Weights) -> list[list[Telling]]:
    """The tellings of each occurrence: a telling joins the group whose best match is strongest, and contradicts none of it."""
    groups: list[list[Telling]] = []
    for telling in tellings:
        best: tuple[float, int] | None = None
        for number, group in enumerate(groups):
            if not _one_voice(telling, group[0]):
                continue
            scores = [likeness(other, telling, setting, weights) for other in group]
            value = max(scores)
            if value >= weights.same and min(scores) >= weights.kin and (best is None or value > best[0]):
                best = (value, number)
        if best is None:
            groups.append([telling])
        else:
            groups[best[1]].append(telling)
    return groups


def _one_voice(one: Telling, other: Telling) -> bool:
    """Whether two tellings may be one: of one type, told by one voice, and both real or of one realis."""
    a, b = one.event, other.event
    if a.type != b.type or one.voice != other.voice or (a.performs is None) != (b.performs is None):
        return False
    return a.realis == b.realis or (one.real and other.real and Realis.HISTORICAL not in {a.realis, b.realis})


def likeness(one: Telling, other: Telling, setting: Setting, weights: Weights) -> float:
    """What speaks for two tellings being of one occurrence, minus what speaks against it."""
    names = [*_shared(one, other, setting), *_against(one, other, setting)]
    return sum(weights.weights[name] for name in names)


def _shared(one: Telling, other: Telling, setting: Setting) -> list[str]:
    a, b = one.event, other.event
    later = max(one, other, key=lambda t: t.number)
    checks = {
        "clause": in_one_clause(one, other, setting.analysis),
        "line": one.line or other.line,
        "lead": one.line != other.line and (other if one.line else one).lead,
        "back": later.noun and later.definite and one.sentence != other.sentence,
        "word": bool(one.stems & other.stems),
        "actor": bool(one.actors & other.actors),
        "recipient": bool(one.recipients & other.recipients),
        "time": dated(a) and dated(b) and (a.when.first, a.when.last) == (b.when.first, b.when.last),
        "place": bool(_places(a, setting) & _places(b, setting)),
        "count": bool(_numbers(a) & _numbers(b)),
        "content": bool(one.content) and _overlap(one, other) >= ALIKE,
    }
    return [name for name, holds in checks.items() if holds]


def _against(one: Telling, other: Telling, setting: Setting) -> list[str]:
    a, b = one.event, other.event
    kinds = {count.kind for count in a.counts} & {count.kind for count in b.counts}
    checks = {
        "no_actor": bool(one.actors and other.actors) and not one.actors & other.actors,
        "no_recipient": _strangers(one, other),
        "no_time": dated(a) and dated(b) and _apart(a, b),
        "no_place": _elsewhere(a, b, setting),
        "no_count": bool(kinds) and not _numbers(a) & _numbers(b),
        "no_mode": bool(a.mode and b.mode) and not set(a.mode) & set(b.mode),
        "no_content": bool(one.content and other.content) and _overlap(one, other) < ALIKE,
        "far": abs(one.sentence - other.sentence) > NEAR and not (one.line or other.line),
    }
    return [name for name, holds in checks.items() if holds]


def _strangers(one: Telling, other: Telling) -> bool:
    """Whether two tellings name different recipients; a toll counts its victims, whoever the target was."""
    if not one.recipients or not other.recipients or one.recipients & other.recipients or is_toll(one) != is_toll(other):
        return False
    return not (one.recipients <= ANYBODY or other.recipients <= ANYBODY)


def _elsewhere(a: Event, b: Event, setting: Setting) -> bool:
    """Whether two events lie in different countries."""
    country = {place.id: place.country for place in setting.places} if a.where and b.where else {}
    one, other = ({country.get(identity) for identity in event.where} - {None} for event in (a, b))
    return bool(one and other) and not one & other


def _overlap(one: Telling, other: Telling) -> float:
    return len(one.content & other.content) / max(min(len(one.content), len(other.content)), 1)


def _apart(a: Event, b: Event) -> bool:
    return (a.when.last or "") < (b.when.first or "")[:10] or (b.when.last or "") < (a.when.first or "")[:10]


def _places(event: Event, setting: Setting) -> set[str]:
    names = {place.id: place.name or place.text for place in setting.places} if event.where else {}
    return {names.get(identity, identity) for identity in event.where}


def _numbers(event: Event) -> set[tuple[str, int | None, int | None, int | None]]:
    return {(count.kind, count.low, count.best, count.high) for count in event.counts}


def _joined(group: list[Telling]) -> Event:
    """One event of the tellings of an occurrence."""
    if len(group) == 1:
        return group[0].event
    main = next((telling.event for telling in group if not telling.line), group[0].event)
    others = [telling.event for telling in group if telling.event is not main]
    evidence = {(span.start, span.end): span for event in (main, *others) for span in event.evidence}
    when = next((event.when for event in (main, *others) if event.when.time is not None), main.when)
    return msgspec.structs.replace(
        main,
        evidence=tuple(evidence[key] for key in sorted(evidence)),
        mode=main.mode or next((event.mode for event in others if event.mode), ()),
        actors=main.actors or next((event.actors for event in others if event.actors), ()),
        recipients=main.recipients or next((event.recipients for event in others if event.recipients), ()),
        where=main.where or next((event.where for event in others if event.where), ()),
        when=when,
        counts=_all_counts((main, *others)),
    )


def _all_counts(events: Sequence[Event]) -> tuple[Count, ...]:
    """The counts of all tellings, each number of a kind once."""
    found: dict[tuple[object, ...], Count] = {}
    for event in events:
        for count in event.counts:
            found.setdefault((count.kind, count.low, count.best, count.high, count.best is None and count.span.text.lower()), count)
    return tuple(sorted(found.values(), key=lambda count: count.span.start))


def _links(group: list[Telling], event: Event, found: list[tuple[list[Telling], Event]], setting: Setting, weights: Weights) -> tuple[EventLink, ...]:
    """The link of a claim or a denial to the event that it is about."""
    if event.asserted_in is None or event.performs is not None:
        return event.links
    best: tuple[float, int, EventLink] | None = None
    for others, other in found:
        if other is event or other.type != event.type or others[0].voice == group[0].voice:
            continue
        relation = _relation(group[0], event, others[0], other)
        if relation is None:
            continue
        value = max(likeness(one, two, setting, weights) for one in group for two in others)
        enough = weights.denial if relation is Relation.DENIES else weights.account
        own = other.asserted_in is None
        if value >= enough and (best is None or (value + own, -other.predicate.start) > best[:2]):
            best = (value + own, -other.predicate.start, EventLink(to=other.id, relation=relation))
    return event.links if best is None else (*event.links, best[2])


def _relation(one: Telling, event: Event, two: Telling, other: Event) -> Relation | None:
    """How a claim stands to another event: it denies it, gives an account of it, or neither."""
    if event.realis is Realis.NEGATED and (two.real or other.realis is Realis.FUTURE):
        return Relation.DENIES
    earlier = other.asserted_in is None or other.predicate.start < event.predicate.start
    return Relation.ACCOUNT_OF if one.real and two.real and earlier else None


def spans_of(event: Event) -> tuple[Span, ...]:
    """The predicates of all tellings of an event."""
    return event.evidence or (event.predicate,)
