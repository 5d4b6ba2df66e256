"""From a report with all that the rooms before have found to its events: `find_events`, a pure function."""

from collections.abc import Sequence
from dataclasses import dataclass

import msgspec

from sayso.actors import Aliases
from sayso.events.acts import acts_of, addressed, as_pledged, speakers
from sayso.events.arguments import Arguments
from sayso.events.codebook import Codebook
from sayso.events.confidence import confident
from sayso.events.context import contexts_of, hits_in, index_of
from sayso.events.counts import counts_of
from sayso.events.draft import Draft
from sayso.events.guards import guarded
from sayso.events.merging import merged
from sayso.events.natures import labelled, natural
from sayso.events.participants import Cast
from sayso.events.predicates import Reader, drafts_of, reader_of
from sayso.events.realis import Reality, reality_of
from sayso.events.setting import Setting
from sayso.events.standing import WORDS, Standing, standing_of
from sayso.events.when import timing_of, when_of_event
from sayso.events.where import where_of
from sayso.events.words import Words
from sayso.language.analysis import Analysis
from sayso.records import Abstention, Entity, Event, Party, Place, Report, Statement, TimeExpression, event_id
from sayso.vocabulary import Realis, Status

Hits = tuple[tuple[int, str], ...]
MUTUAL = 2  # parties that are each other's recipients
UNADDRESSED = f"acts.{Status.DIRECTIVE.value}"
PLEDGED = frozenset({Realis.FUTURE, Realis.THREATENED})


@dataclass(frozen=True, slots=True)
class Coded:
    """A draft as an event, with what it stands on."""

    draft: Draft
    event: Event
    standing: Standing
    reality: Reality


def find_events(
    report: Report,
    analysis: Analysis,
    times: tuple[TimeExpression, ...],
    places: tuple[Place, ...],
    entities: tuple[Entity, ...],
    statements: tuple[Statement, ...],
    codebook: Codebook,
    aliases: Aliases,
) -> tuple[tuple[Event, ...], tuple[Abstention, ...]]:
    """The events of a report in the order of their predicates, and what was left open or not coded, with the reason.

    ``analysis`` must be of the report's text; without trees there are no events. Ids are hashes of report, predicate and type. Parties are
    those that the text names; an agent that it does not state stays empty. Never raises on odd text or trees.
    """
    if not analysis.heads or not analysis.upos:
        return (), ()
    setting = Setting(report, analysis, times, places, entities, statements)
    reader = reader_for(setting, natural(codebook), aliases)
    drafts = as_pledged(drafts_of(reader), reader)
    drafts = guarded(drafts, reader)
    hits = hits_in(analysis, index_of(reader.codebook))
    told = _all(drafts, drafts, hits, reader)
    menacing = {row.event.asserted_in: row.draft for row in told if row.event.realis is Realis.THREATENED and row.event.asserted_in}
    acts = guarded(acts_of(reader, drafts, menacing), reader)
    coded = [*told, *_all(acts, (*drafts, *acts), hits, reader)]
    events, abstained = _settled(sorted(coded, key=lambda row: row.draft.first), reader)
    return labelled(events, report.id, codebook), abstained


def _all(drafts: Sequence[Draft], every: Sequence[Draft], hits: Hits, reader: Reader) -> list[Coded]:
    """Some of all drafts as events."""
    predicates = frozenset(token for draft in every for token in (draft.predicate, draft.clause))
    return [row for draft in drafts if (row := _coded(draft, predicates, hits, reader)) is not None]


def reader_for(setting: Setting, codebook: Codebook, aliases: Aliases) -> Reader:
    """The reader of a report."""
    words = Words(setting.analysis)
    arguments = Arguments(setting.analysis, words, codebook.light)
    return reader_of(setting, codebook, Cast(setting, aliases, words, arguments.clauses), arguments, words)


def _coded(draft: Draft, predicates: frozenset[int], hits: Hits, reader: Reader) -> Coded | None:
    """A draft as an event; None where nobody and no place takes part, or where it would be the reporter's word for somebody's quotation."""
    setting, frame = reader.setting, draft.frame
    span = draft.span(setting.analysis)
    standing = standing_of(span, _said(frame.type, reader.codebook), setting)
    if standing.unsourced:
        return None
    timing = timing_of(draft.predicate, draft.clause, standing, setting)
    reality = reality_of(draft.predicate, draft.clause, range(draft.first, draft.last), standing, timing, setting)
    kind = _type_of(draft, reality, reader.codebook)
    mode = frame.mode if kind == frame.type else ()
    actors, recipients = _parties(draft, standing, reader.cast)
    if frame.id == UNADDRESSED and not recipients:
        return None  # "Call it a pause," he said: nobody is asked
    event = Event(
        id=event_id(setting.report.id, span, kind),
        type=kind,
        mode=mode,
        context=contexts_of(span, (*actors, *recipients), frame.context if kind == frame.type else (), hits, setting),
        cameo=reader.codebook.cameo_of(kind, mode, frame),
        quad=reader.codebook.types[kind].quad,
        intensity=reader.codebook.intensity_of(kind, mode),
        predicate=span,
        evidence=(span,),
        actors=actors,
        recipients=recipients,
        where=where_of(draft.predicate, draft.clause, kind, standing, setting),
        when=when_of_event(reality.realis, timing, setting),
        counts=counts_of(draft, kind, mode, predicates, setting),
        factuality=reality.factuality,
        realis=reality.realis,
        asserted_in=standing.asserted_in.id if standing.asserted_in else None,
        performs=standing.performs.id if standing.performs else None,
        chain=standing.chain,
        rule=frame.rule,
    )
    return Coded(draft, event, standing, reality)


def _said(kind: str, codebook: Codebook) -> str:
    """A type as the standing of events knows it: any other type of words stands as a plain one."""
    return kind if kind in WORDS or not codebook.types[kind].quad.startswith("verbal") else "CONSULT"


def _type_of(draft: Draft, reality: Reality, codebook: Codebook) -> str:
    """The type of a frame, or what it becomes when it is only planned."""
    future = codebook.types[draft.frame.type].future
    return future if future is not None and reality.realis is Realis.FUTURE else draft.frame.type


def _parties(draft: Draft, standing: Standing, cast: Cast) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
    if standing.performs is not None:
        actors, recipients = speakers(draft, standing.performs, cast), addressed(draft, standing.performs, cast)
    else:
        actors = tuple(cast.party(argument) for argument in draft.actors)
        recipients = tuple(cast.party(argument) for argument in draft.recipients)
    names = {(party.entity, party.name) for party in actors}
    return actors, tuple(party for party in recipients if (party.entity, party.name) not in names)


def _settled(coded: Sequence[Coded], reader: Reader) -> tuple[tuple[Event, ...], tuple[Abstention, ...]]:
    """The events with every occurrence once, and why others are not coded."""
    pledges = {row.event.performs for row in coded if row.event.quad == "verbal cooperation" and row.event.performs is not None}
    told = [row for row in coded if not (row.event.asserted_in in pledges and row.event.realis in PLEDGED)]
    bare = {row.event.id for row in told if _alone(row, reader)}
    events: list[Event] = []
    abstained: list[Abstention] = []
    for event in merged(tuple({row.event.id: row.event for row in told}.values()), reader.setting):
        if not (event.actors or event.recipients) and event.id in bare:
            continue
        if reader.codebook.types[event.type].recipient and not event.recipients and len(event.actors) < MUTUAL:
            abstained.append(Abstention(path=f"events[{event.id}]", reason=f"{event.type} is not coded without a recipient"))
            continue
        events.append(event)
    return confident(_linked(events), reader.setting), tuple(abstained)


def _alone(row: Coded, reader: Reader) -> bool:
    """Whether a predicate says of nobody and nowhere that it took place: a noun without a verb that does, a verb without a place or a thing."""
    draft = row.draft
    if reader.analysis.upos[draft.predicate] == "NOUN":
        return draft.clause == draft.predicate
    return not row.event.where and not draft.slots.get("object")


def _linked(events: Sequence[Event]) -> tuple[Event, ...]:
    """The events without links to what is not coded."""
    ids = {event.id for event in events}
    return tuple(msgspec.structs.replace(e, links=tuple(link for link in e.links if link.to in ids)) for e in events)
