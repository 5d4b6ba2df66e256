"""Reported statements of a verb, built from the range of what it takes."""

from dataclasses import dataclass

from sayso.statements.reported_drafts import LIKELY, Reported
from sayso.statements.reported_lexicon import Frame, Reading, Reporter, word_list
from sayso.statements.reported_sources import Sourced
from sayso.statements.reported_trees import Range, carried_on, cut_off, more_infinitives, trimmed
from sayso.statements.scene import Scene

LONG = frozenset({Frame.INFINITIVE, Frame.TOLD, Frame.PHRASE, Frame.PARTICIPLE})


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb that may report, at the tokens ``[token, end)`` (its particle included), and who its subject is."""

    token: int
    end: int
    reporter: Reporter
    sourced: Sourced


def with_range(
    scene: Scene,
    verb: Verb,
    reading: Reading,
    frame: Frame,
    content: Range,
    *,
    addressee: Range | None = None,
    target: Range | None = None,
) -> Reported | None:
    """What a verb reports with a content in one piece, less the reporter's asides at its end; None where nothing is left of it."""
    whole = carried_on(scene, verb.token, content) if frame in LONG else content
    if frame in {Frame.INFINITIVE, Frame.TOLD}:
        whole = whole[0], more_infinitives(scene, verb.token, whole)
    found = trimmed(scene, *cut_off(scene, verb.token, whole, clause=False, asides=word_list("spoken")))
    return made(verb, reading, frame, (found,), addressee=addressee, target=target) if found is not None else None


def made(
    verb: Verb,
    reading: Reading,
    frame: Frame,
    contents: tuple[Range, ...],
    *,
    addressee: Range | None = None,
    target: Range | None = None,
    confidence: float = LIKELY,
) -> Reported:
    """What a verb reports."""
    return Reported(
        cues=((verb.token, verb.end),),
        act=reading.act,
        rule=f"reported.{frame.value}",
        status=reading.status,
        commitment=verb.reporter.commitment,
        contents=contents,
        sourced=verb.sourced,
        addressee=addressee,
        target=target,
        confidence=confidence,
    )
