"""Verbs that report with an object: the thing said, the accused, the thing named, a number, or only what the act is about."""

from dataclasses import replace

from sayso.statements.reported_build import Verb, with_range
from sayso.statements.reported_drafts import LIKELY, WEAK, Reported
from sayso.statements.reported_lexicon import Frame, Reading, load_constructions, word_list
from sayso.statements.reported_sources import RELATIVES, case_of
from sayso.statements.reported_trees import carried_on, cut_off, extent, has_mark, is_infinitive, subject_of, trimmed
from sayso.statements.scene import Scene
from sayso.statements.trees import phrase_of
from sayso.vocabulary import Act, Commitment, Form, Status

AS = "as"
TAKEN = frozenset({Act.CRITICISE, Act.PRAISE, Act.THANK, Act.MOCK})
GIVEN = frozenset({Act.PROMISE, Act.OFFER, Act.WANT, Act.DEMAND, Act.REQUEST})
JUDGING = frozenset({Act.CALL})
CHARGED = frozenset({"of", "for", "on", "over"})
GOODS = frozenset({"order", "offer"})
FARTHEST_AT = 14
DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday little".split())


def charge(scene: Scene, verb: Verb, reading: Reading) -> Reported | None:
    """``accused X of C``."""
    target = _object(scene, verb)
    if target is None:
        return _accused(scene, verb, reading) if verb.reporter.lemma == "accuse" else None
    for child in (*scene.analysis.children(verb.token, "advcl", "obl", "ccomp", "xcomp"), *scene.analysis.children(target, "acl")):
        joint = next(
            (c for c in scene.analysis.dependents[child] if scene.words[c] in CHARGED and scene.analysis.deprels[c] in {"mark", "case"}), None
        )
        if joint is not None and joint > target:
            return _charged(scene, verb, reading, target, joint, child)
    return _accused(scene, verb, reading) if verb.reporter.lemma == "accuse" else None


def _accused(scene: Scene, verb: Verb, reading: Reading) -> Reported | None:
    """``accused X of C`` by its words: the last ``of`` before a noun, or the first before a participle."""
    stop = min(verb.end + FARTHEST_AT, scene.end_of(verb.token))
    joints = []
    for token in range(verb.end, stop - 1):
        if scene.words[token] in {",", ";", "and"} or scene.owner[token] >= 0:
            break
        if scene.words[token] == "of":
            joints.append(token)
            if scene.analysis.xpos[token + 1] == "VBG":
                break
    if not joints or joints[-1] == verb.end:
        return None
    joint = joints[-1]
    head = joint + 1 if scene.analysis.xpos[joint + 1] == "VBG" else scene.analysis.heads[joint]
    found = with_range(scene, verb, reading, Frame.CHARGE, (joint + 1, extent(scene, head)[1]), target=(verb.end, joint)) if head > joint else None
    return replace(found, cues=(*found.cues, (joint, joint + 1))) if found is not None else None


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
            found = _charged(scene, verb, reading, target, joint, child)
            return _whole(scene, verb, found, target, joint) if reading.act in JUDGING else found
        adjective = scene.analysis.deprels[child] == "xcomp" and scene.analysis.upos[child] == "ADJ"
        if verb.reporter.lemma == "call" and adjective and child > target:
            return with_range(scene, verb, reading, Frame.NAMED, (phrase_of(scene, target)[0], extent(scene, child)[1]))
    return _called(scene, verb, reading, target) if verb.reporter.lemma == "call" else None


def _whole(scene: Scene, verb: Verb, found: Reported | None, target: int, joint: int) -> Reported | None:
    """``described the dead men as insurgents``, ``a step that he described as theft``: what is described belongs to what is said."""
    if found is None:
        return None
    last = found.contents[0][1]
    if scene.words[target] in RELATIVES:
        relative = scene.analysis.deprels[verb.token].startswith("acl")
        spot = phrase_of(scene, scene.analysis.heads[verb.token], verb.token) if relative else (joint, joint)
        return replace(found, cues=found.cues[:1], contents=(spot, (joint, last)), target=spot) if spot[0] < spot[1] <= verb.token else found
    first, end = phrase_of(scene, target)
    return replace(found, cues=found.cues[:1], contents=((first, last),)) if first < end <= joint else found


def _called(scene: Scene, verb: Verb, reading: Reading, target: int) -> Reported | None:
    """``called X a trap``; ``a vote that he called a trap``; ``what he called a trap``."""
    analysis = scene.analysis
    after = [c for c in analysis.children(verb.token, "obj", "iobj", "xcomp") if c > verb.token and not is_infinitive(scene, c)]
    if len(after) > 1:
        spot = phrase_of(scene, target)
        own = scene.words[target].endswith(("self", "selves"))
        first = extent(scene, after[1])[0] if own else min(spot[0], extent(scene, after[1])[0])
        return with_range(scene, verb, _name(scene, after[1], reading), Frame.NAMED, (first, extent(scene, after[1])[1]), target=spot)
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
    if head is None:
        return _wanted(scene, verb, reading)
    if scene.analysis.children(verb.token, "iobj"):
        return None
    if scene.analysis.upos[head] == "PRON" or scene.words[head] in DAYS:
        return None
    denied = denied_clause(scene, verb, reading, head)
    if denied is not None:
        return denied
    bare = not scene.analysis.children(head, "acl", "ccomp")
    if Frame.ABOUT in verb.reporter.frames and bare and scene.words[head] in word_list("spoken"):
        return None
    if reading.act is Act.OFFER and (
        scene.words[head] in word_list("spoken") or any(scene.words[c] == "no" for c in scene.analysis.dependents[head])
    ):
        return None
    past = verb.reporter.lemma == "offer" and scene.analysis.xpos[verb.token] == "VBD"
    if verb.reporter.lemma in GOODS and not past and scene.words[head] not in word_list("deeds"):
        return None
    if reading.act is Act.ANNOUNCE and any(
        scene.words[token] in word_list("plans") for token in (head, *scene.analysis.children(head, "nummod", "compound"))
    ):
        reading = Reading(reading.act, Status.PROMISED)
    content = trimmed(scene, max(extent(scene, head)[0], verb.end), extent(scene, head)[1])
    return with_range(scene, verb, reading, Frame.PHRASE, content) if content is not None else None


def denied_clause(scene: Scene, verb: Verb, reading: Reading, head: int) -> Reported | None:
    """``denied reports that C``, ``dismissed the claim that C``: what is denied is the clause."""
    if reading.act not in {Act.DENY, Act.REFUSE} or scene.words[head] not in load_constructions().nouns:
        return None
    clause = next((c for c in scene.analysis.children(head, "acl", "ccomp") if c > head and has_mark(scene, c, "that")), None)
    if clause is None or subject_of(scene, clause) is None:
        return None
    that = next(c for c in scene.analysis.dependents[clause] if scene.words[c] == "that")
    found = with_range(scene, verb, Reading(Act.DENY, Status.DENIED), Frame.CLAUSE, (that + 1, extent(scene, clause)[1]))
    if found is None:
        return None
    first, last = cut_off(scene, clause, found.contents[0], clause=False, asides=frozenset())
    return replace(found, contents=((first, last),)) if first < last else found


def _wanted(scene: Scene, verb: Verb, reading: Reading) -> Reported | None:
    """``the schools that the governor promised``: what the relative clause is about, where the clause has no object of its own."""
    analysis = scene.analysis
    own = any(child > verb.token for child in analysis.children(verb.token, "obj", "ccomp", "xcomp", "obl", "advcl"))
    subject = subject_of(scene, verb.token)
    if own or subject is None or scene.words[subject] in RELATIVES or analysis.deprels[verb.token] != "acl:relcl":
        return None
    spot = phrase_of(scene, analysis.heads[verb.token], verb.token)
    if not spot[0] < spot[1] <= verb.token or reading.act not in GIVEN or scene.words[spot[1] - 1] in word_list("spoken"):
        return None
    return Reported(
        cues=((verb.token, verb.end),),
        act=reading.act,
        rule="reported.relative",
        status=reading.status,
        commitment=verb.reporter.commitment,
        contents=(spot,),
        sourced=verb.sourced,
        confidence=WEAK,
    )


def amount(scene: Scene, verb: Verb, reading: Reading) -> Reported | None:
    """``put the toll at 31``."""
    head = _object(scene, verb)
    if head is None:
        return None
    at = next((c for c in scene.analysis.children(verb.token, "obl") if case_of(scene, c) == "at"), None)
    if at is not None and at > head and _counted(scene, at):
        return with_range(scene, verb, reading, Frame.AMOUNT, (extent(scene, head)[0], extent(scene, at)[1]))
    stop = min(verb.end + FARTHEST_AT, scene.end_of(verb.token))
    near = next((token for token in range(verb.end, stop) if scene.words[token] == "at"), stop)
    number = next((token for token in range(near, min(near + 5, stop)) if scene.analysis.upos[token] == "NUM"), None)
    return with_range(scene, verb, reading, Frame.AMOUNT, (extent(scene, head)[0], number + 1)) if number is not None else None


def asked_for(scene: Scene, verb: Verb, reading: Reading) -> Reported | None:
    """``asked the army for tents``: the thing is the content, who is asked the addressee."""
    asked = next(iter(scene.analysis.children(verb.token, "iobj", "obj")), None)
    if asked is None or asked < verb.token:
        return None
    for child in (*scene.analysis.children(verb.token, "obl"), *scene.analysis.children(asked, "nmod")):
        joint = next((c for c in scene.analysis.children(child, "case") if scene.words[c] == "for"), None)
        if joint is not None and joint > asked and scene.analysis.upos[child] != "PRON":
            found = with_range(scene, verb, reading, Frame.PHRASE, (joint + 1, extent(scene, child)[1]), addressee=phrase_of(scene, asked, child))
            return replace(found, cues=(*found.cues, (joint, joint + 1)), rule="reported.asked-for") if found is not None else None
    return None


def _counted(scene: Scene, token: int) -> bool:
    return scene.analysis.upos[token] == "NUM" or any(scene.analysis.upos[c] == "NUM" for c in scene.analysis.subtree(token))


def about(scene: Scene, verb: Verb, reading: Reading) -> Reported | None:
    """``rejected the offer``; ``an offer, which he rejected``."""
    head = _object(scene, verb)
    if head is None:
        return None
    denied = denied_clause(scene, verb, reading, head)
    if denied is not None:
        return denied
    if scene.words[head] in {"which", "that", "who", "whom"} and scene.analysis.deprels[verb.token].startswith("acl"):
        head = scene.analysis.heads[verb.token]
        spot = phrase_of(scene, head, verb.token)
    else:
        spot = phrase_of(scene, head)
    denies = reading.act is Act.REFUSE and scene.words[head] in word_list("spoken") - word_list("bids")
    return Reported(
        cues=((verb.token, verb.end),),
        act=Act.DENY if denies else reading.act,
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
