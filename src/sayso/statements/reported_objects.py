"""Verbs that report with an object: the thing said, the accused, the thing named, a number, or only what the act is about."""

from dataclasses import replace

from sayso.statements.reported_build import Verb, with_range
from sayso.statements.reported_drafts import LIKELY, WEAK, Reported
from sayso.statements.reported_lexicon import Frame, Reading, word_list
from sayso.statements.reported_sources import RELATIVES, case_of
from sayso.statements.reported_trees import carried_on, cut_off, extent, is_infinitive, trimmed
from sayso.statements.scene import Scene
from sayso.statements.trees import phrase_of
from sayso.vocabulary import Act, Commitment, Form, Status

AS = "as"
TAKEN = frozenset({Act.CRITICISE, Act.PRAISE, Act.THANK, Act.MOCK})
CHARGED = frozenset({"of", "for", "on", "over"})
GOODS = frozenset({"order", "offer"})
DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday little".split())


def charge(scene: Scene, verb: Verb, reading: Reading) -> Reported | None:
    """``accused X of C``."""
    target = _object(scene, verb)
    if target is None:
        return None
    for child in (*scene.analysis.children(verb.token, "advcl", "obl", "ccomp", "xcomp"), *scene.analysis.children(target, "acl")):
        joint = next(
            (c for c in scene.analysis.dependents[child] if scene.words[c] in CHARGED and scene.analysis.deprels[c] in {"mark", "case"}), None
        )
        if joint is not None and joint > target:
            return _charged(scene, verb, reading, target, joint, child)
    return None


def _charged(scene: Scene, verb: Verb, reading: Reading, target: int, joint: int, child: int) -> Reported | None:
    whole = carried_on(scene, verb.token, (joint + 1, extent(scene, child)[1]))
    content = trimmed(scene, *cut_off(scene, verb.token, whole, clause=False, asides=word_list("spoken")))
    if content is None:
        return None
    spot = phrase_of(scene, target)
    commitment = Commitment.ASSERTED if reading.act in TAKEN else verb.reporter.commitment
    return Reported(
        cues=((verb.token, verb.end), (joint, joint + 1)),
        act=reading.act,
        rule="reported.charge",
        status=reading.status,
        commitment=commitment,
        contents=(content,),
        sourced=verb.sourced,
        target=spot,
        confidence=LIKELY,
    )


def named(scene: Scene, verb: Verb, reading: Reading) -> Reported | None:
    """``described X as C``; ``called X C``."""
    target = _object(scene, verb)
    if target is None:
        return None
    for child in scene.analysis.children(verb.token, "obl", "advcl", "xcomp"):
        joint = next((c for c in scene.analysis.dependents[child] if scene.words[c] == AS), None)
        if joint is not None and joint > target:
            return _charged(scene, verb, reading, target, joint, child)
        adjective = scene.analysis.deprels[child] == "xcomp" and scene.analysis.upos[child] == "ADJ"
        if verb.reporter.lemma == "call" and adjective and child > target:
            return with_range(scene, verb, reading, Frame.NAMED, (phrase_of(scene, target)[0], extent(scene, child)[1]))
    return _called(scene, verb, reading, target) if verb.reporter.lemma == "call" else None


def _called(scene: Scene, verb: Verb, reading: Reading, target: int) -> Reported | None:
    """``called X a trap``; ``a vote that he called a trap``; ``what he called a trap``."""
    analysis = scene.analysis
    after = [c for c in analysis.children(verb.token, "obj", "iobj", "xcomp") if c > verb.token and not is_infinitive(scene, c)]
    if len(after) > 1:
        return with_range(scene, verb, _name(scene, after[1], reading), Frame.NAMED, extent(scene, after[1]), target=phrase_of(scene, target))
    if not after or not analysis.deprels[verb.token].startswith("acl") or scene.words[after[0]] in RELATIVES:
        return None
    head = analysis.heads[verb.token]
    reading = _name(scene, after[0], reading)
    if scene.words[head] != "what":
        return with_range(scene, verb, reading, Frame.NAMED, extent(scene, after[0]), target=phrase_of(scene, head, verb.token))
    found = with_range(scene, verb, reading, Frame.NAMED, extent(scene, after[0]))
    return replace(found, commitment=Commitment.DISTANCED) if found is not None else None


def _name(scene: Scene, head: int, reading: Reading) -> Reading:
    """A name (``the Alliance of the Hills``) is given as one; only a description is a judgement."""
    name = scene.analysis.upos[head] == "PROPN" or scene.words[extent(scene, head)[0]] == "the"
    return Reading(reading.act, Status.ASSERTED) if name else reading


def phrase(scene: Scene, verb: Verb, reading: Reading) -> Reported | None:
    """``announced a ceasefire``; ``called for talks``."""
    head = _object(scene, verb)
    if head is None or scene.analysis.upos[head] == "PRON" or scene.analysis.children(verb.token, "iobj"):
        return None
    if (Frame.ABOUT in verb.reporter.frames and scene.words[head] in word_list("spoken")) or scene.words[head] in DAYS:
        return None
    if verb.reporter.lemma in GOODS and scene.words[head] not in word_list("deeds"):
        return None
    content = trimmed(scene, max(extent(scene, head)[0], verb.end), extent(scene, head)[1])
    return with_range(scene, verb, reading, Frame.PHRASE, content) if content is not None else None


def amount(scene: Scene, verb: Verb, reading: Reading) -> Reported | None:
    """``put the toll at 31``."""
    head = _object(scene, verb)
    at = next((c for c in scene.analysis.children(verb.token, "obl") if case_of(scene, c) == "at"), None)
    if head is None or at is None or at < head or not _counted(scene, at):
        return None
    return with_range(scene, verb, reading, Frame.AMOUNT, (extent(scene, head)[0], extent(scene, at)[1]))


def _counted(scene: Scene, token: int) -> bool:
    return scene.analysis.upos[token] == "NUM" or any(scene.analysis.upos[c] == "NUM" for c in scene.analysis.subtree(token))


def about(scene: Scene, verb: Verb, reading: Reading) -> Reported | None:
    """``rejected the offer``; ``an offer, which he rejected``."""
    head = _object(scene, verb)
    if head is None:
        return None
    if scene.words[head] in {"which", "that", "who", "whom"} and scene.analysis.deprels[verb.token].startswith("acl"):
        head = scene.analysis.heads[verb.token]
        spot = phrase_of(scene, head, verb.token)
    else:
        spot = phrase_of(scene, head)
    return Reported(
        cues=((verb.token, verb.end),),
        act=reading.act,
        rule="reported.about",
        status=reading.status,
        commitment=verb.reporter.commitment,
        form=Form.SUMMARY,
        sourced=verb.sourced,
        target=spot,
        confidence=WEAK,
    )


def _object(scene: Scene, verb: Verb) -> int | None:
    """The object of a verb, or of its preposition."""
    analysis = scene.analysis
    if verb.reporter.particle:
        found = (c for c in analysis.children(verb.token, "obl", "obj", "advcl") if c >= verb.end and extent(scene, c)[0] <= verb.end)
        return next(found, None)
    return next(iter((*analysis.children(verb.token, "obj"), *analysis.children(verb.token, "iobj"))), None)
