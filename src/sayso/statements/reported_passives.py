"""Passives that report: raised subjects (``is believed to have left``), orders and news that somebody is told, quotations passed on."""

from sayso.language.analysis import ROOT
from sayso.statements.reported_drafts import LIKELY, WEAK, Reported
from sayso.statements.reported_lexicon import Frame, Reporter, word_list
from sayso.statements.reported_sources import of_passive, of_phrase
from sayso.statements.reported_trees import cut_off, extent, is_infinitive, is_negated, is_passive, subject_of, trimmed
from sayso.statements.scene import Scene
from sayso.statements.trees import phrase_of
from sayso.vocabulary import Act, Commitment, Status

ASKING = frozenset({"ask"})
PASSIVE_PHRASES = frozenset({"report", "expect", "promise", "pledge", "announce"})
PRONOUNS = frozenset({"we", "i", "you", "it", "he", "she", "they", "who", "which", "that", "what"})


def passive_report(scene: Scene, token: int, reporter: Reporter) -> Reported | None:
    """What a passive verb, or a participle without a subject, reports; None where it reports nothing."""
    if is_negated(scene, token):
        return None
    analysis = scene.analysis
    infinitive = next((c for c in analysis.children(token, "xcomp", "ccomp", "advcl") if c > token and is_infinitive(scene, c)), None)
    if infinitive is None and scene.words[token + 1 : token + 3] == ("to", "be") and analysis.heads[token + 1] > token:
        infinitive = analysis.heads[token + 1]
    subject = subject_of(scene, token)
    if subject is None and analysis.deprels[token].startswith("acl"):
        subject = analysis.heads[token]
    if infinitive is not None and subject is not None:
        told = _told(scene, token, reporter, subject, infinitive)
        return told if told is not None else _raised(scene, token, reporter, subject, infinitive)
    if subject is not None and Frame.CHARGE in reporter.frames:
        charged = _charged(scene, token, reporter, subject)
        if charged is not None:
            return charged
    if reporter.lemma == "call" and subject is not None:
        return _called(scene, token, subject)
    found = _told_that(scene, token, reporter, subject)
    return found if found is not None or subject is None else _phrase(scene, token, reporter, subject)


def _charged(scene: Scene, token: int, reporter: Reporter, subject: int) -> Reported | None:
    """``was accused of C``, ``men suspected of C``: of a suspicion, who is suspected belongs to what is believed."""
    joint = token + 1
    if scene.words[joint : joint + 1] != ("of",):
        return None
    content = trimmed(scene, joint + 1, extent(scene, scene.analysis.heads[joint])[1])
    if content is None:
        return None
    reading = reporter.frames[Frame.CHARGE]
    if scene.words[subject] in PRONOUNS and scene.analysis.deprels[token].startswith("acl"):
        subject = scene.analysis.heads[token]
    target = phrase_of(scene, subject, token)
    believed = reading.act is Act.BELIEVE and target[1] <= token
    return Reported(
        cues=((token, token + 1), (joint, joint + 1)),
        act=reading.act,
        rule="reported.charged-passive",
        status=reading.status,
        commitment=reporter.commitment,
        contents=(target, content) if believed else (content,),
        sourced=of_passive(scene, token),
        target=target,
        confidence=LIKELY,
    )


def _told(scene: Scene, token: int, reporter: Reporter, subject: int, head: int) -> Reported | None:
    """``were told to leave``: the subject is the one spoken to."""
    reading = reporter.frames.get(Frame.TOLD)
    if reading is None or Frame.RAISED in reporter.frames:
        return None
    if scene.words[subject] in PRONOUNS and scene.analysis.deprels[token].startswith("acl"):
        subject = scene.analysis.heads[token]
    content = trimmed(scene, token + 1, extent(scene, head)[1])
    if content is None or reporter.particle:
        return None
    if reporter.lemma in ASKING and not is_passive(scene, token) and scene.analysis.children(head, "aux:pass"):
        sourced = of_phrase(scene, subject, "source.noun", token)
        return Reported(
            cues=((token, token + 1),), act=reading.act, rule="reported.infinitive", status=reading.status, contents=(content,), sourced=sourced
        )
    return Reported(
        cues=((token, token + 1),),
        act=reading.act,
        rule="reported.told-passive",
        status=reading.status,
        contents=(content,),
        sourced=of_passive(scene, token),
        addressee=phrase_of(scene, subject),
        confidence=LIKELY,
    )


def _raised(scene: Scene, token: int, reporter: Reporter, subject: int, head: int) -> Reported | None:
    """``the army is believed to have lost 40 men``: the raised subject belongs to the content."""
    reading = reporter.frames.get(Frame.RAISED)
    if reading is None:
        return None
    if scene.words[subject] in {"who", "which", "that"} and scene.analysis.deprels[token] == "acl:relcl":
        subject = scene.analysis.heads[token]
    first, last = phrase_of(scene, subject, token)
    whole = cut_off(scene, head, (token + 1, extent(scene, head)[1]), clause=False, asides=frozenset())
    rest = trimmed(scene, *whole)
    if rest is None or last > token:
        return None
    hedge = scene.words[subject] in word_list("voices") and any(scene.words[c] == "be" for c in scene.analysis.children(head, "cop"))
    return Reported(
        cues=((token, token + 1),),
        act=Act.PURPORT if hedge else reading.act,
        rule="reported.authorship" if hedge else "reported.raised",
        status=Status.AUTHORSHIP if hedge else reading.status,
        commitment=Commitment.PURPORTED if hedge else reporter.commitment,
        contents=((first, last), rest),
        sourced=of_passive(scene, token),
        confidence=LIKELY,
    )


def _phrase(scene: Scene, token: int, reporter: Reporter, subject: int) -> Reported | None:
    """``three cases were reported``, ``the rice pledged by donors``: the subject is what is said."""
    reading = reporter.frames.get(Frame.PHRASE)
    if reading is None or reporter.lemma not in PASSIVE_PHRASES or reporter.particle:
        return None
    given = next((c for c in scene.analysis.children(token, "obj") if c > token), None)
    if given is None and scene.words[subject] in PRONOUNS:
        return None
    first, last = phrase_of(scene, subject if given is None else given, token)
    if first >= last:
        return None
    return Reported(
        cues=((token, token + 1),),
        act=reading.act,
        rule="reported.phrase-passive",
        status=Status.ASSERTED if reading.status is Status.PERFORMATIVE else reading.status,
        commitment=reporter.commitment,
        contents=((first, last),),
        sourced=of_passive(scene, token),
        addressee=phrase_of(scene, subject) if given is not None else None,
        confidence=WEAK,
    )


def _told_that(scene: Scene, token: int, reporter: Reporter, subject: int | None) -> Reported | None:
    """``was told that C``, ``it is believed that C``, ``Asked whether C, he said``."""
    reading = reporter.frames.get(Frame.CLAUSE)
    clause = next((c for c in scene.analysis.children(token, "ccomp", "csubj") if c > token), None)
    if reading is None or clause is None or is_infinitive(scene, clause):
        return None
    asked = subject is None and reporter.lemma in ASKING and scene.analysis.deprels[token] == "advcl"
    if subject is None and not asked and not scene.analysis.children(token, "expl"):
        return None
    if asked:
        head = scene.analysis.heads[token]
        subject = subject_of(scene, head) if head != ROOT else None
    begin = extent(scene, clause)[0]
    content = trimmed(scene, max(begin, token + 1), extent(scene, clause)[1])
    if content is None:
        return None
    expletive = subject is None or scene.words[subject] == "it"
    return Reported(
        cues=((token, token + 1),),
        act=reading.act,
        rule="reported.clause-passive",
        status=reading.status,
        commitment=reporter.commitment,
        contents=(content,),
        sourced=of_passive(scene, token),
        addressee=None if expletive or subject is None else phrase_of(scene, subject),
        confidence=LIKELY,
    )


def _called(scene: Scene, token: int, subject: int) -> Reported | None:
    """``was wrongly called fair``: somebody's name for the subject, which the text denies or says whose it is; plain names report nothing."""
    name = next((c for c in scene.analysis.children(token, "xcomp", "obj") if c > token and scene.analysis.upos[c] != "VERB"), None)
    content = trimmed(scene, *extent(scene, name)) if name is not None else None
    if content is None:
        return None
    false = any(scene.words[c] in {"falsely", "wrongly", "mistakenly"} for c in scene.analysis.children(token, "advmod"))
    sourced = of_passive(scene, token)
    if not false and sourced is None:
        return None
    relative = scene.words[subject] in PRONOUNS and scene.analysis.deprels[token].startswith("acl")
    target = phrase_of(scene, scene.analysis.heads[token] if relative else subject, token)
    return Reported(
        cues=((token, token + 1),),
        act=Act.CALL,
        rule="reported.called-passive",
        status=Status.DENIED if false else Status.ASSERTED,
        contents=(content,),
        sourced=sourced,
        target=target,
        confidence=WEAK,
    )
