"""Active verbs that report: a clause, an infinitive, a participle, a noun phrase, or only the act and what it is about."""

from collections.abc import Callable, Iterator

from sayso.language.analysis import ROOT
from sayso.statements.reported_build import Verb, made, with_range
from sayso.statements.reported_drafts import CERTAIN, Reported
from sayso.statements.reported_lexicon import Frame, Reading, Reporter, load_constructions, word_list
from sayso.statements.reported_objects import about, amount, asked_for, charge, named, phrase
from sayso.statements.reported_passives import passive_report
from sayso.statements.reported_sources import RELATIVES, case_of, of_verb
from sayso.statements.reported_trees import (
    DEEPEST,
    PAUSES,
    Range,
    around,
    carried_on,
    cut_off,
    extent,
    has_mark,
    is_infinitive,
    is_negated,
    is_participle,
    is_passive,
    subject_of,
    told_until,
    trimmed,
    voiced_apart,
)
from sayso.statements.scene import Scene
from sayso.statements.trees import phrase_of
from sayso.vocabulary import Act, Status

ATTITUDES = frozenset({Act.BELIEVE, Act.HOPE, Act.WANT, Act.PREDICT, Act.FEAR})
COMPLEMENTS = ("ccomp", "xcomp", "advcl")
OPENING = frozenset({"DET", "NOUN", "PROPN", "PRON", "NUM", "ADJ"})
FARTHEST_TO = 14
OBJECT_IN = frozenset({Act.WANT, Act.PREDICT, Act.BELIEVE})
ADDRESSED = frozenset({"tell", "inform", "remind", "assure", "warn", "ask", "advise", "alert", "promise"})


def verb_reports(scene: Scene) -> Iterator[Reported]:
    """What the verbs of a text report, in the order of the text."""
    verbs = load_constructions().verbs
    upos = scene.analysis.upos
    for token, word in enumerate(scene.words):
        if word not in verbs or upos[token] != "VERB" or not scene.parsed_at(token):
            continue
        for reporter in verbs[word]:
            end = token + 1 + len(reporter.particle)
            if scene.words[token + 1 : end] != reporter.particle or _other_particle(scene, token, end):
                continue
            found = _report(scene, token, end, reporter)
            if found is not None:
                yield found
                break


def _other_particle(scene: Scene, token: int, end: int) -> bool:
    """Whether a particle that is no part of the cue makes another verb of it (``called off``)."""
    return any(c >= end for c in scene.analysis.children(token, "compound:prt"))


def _report(scene: Scene, token: int, end: int, reporter: Reporter) -> Reported | None:
    participle = scene.analysis.deprels[token] == "acl" and bool(scene.analysis.xpos) and scene.analysis.xpos[token] == "VBN"
    if is_passive(scene, token) or participle or scene.words[token + 1 : token + 3] == ("to", "be"):
        found = passive_report(scene, token, reporter)
        if found is not None or is_passive(scene, token) or participle:
            return found
    sourced = of_verb(scene, token)
    if sourced is None:
        return passive_report(scene, token, reporter)
    if sourced.range[0] <= token < sourced.range[1]:
        return None
    verb = Verb(token, end, reporter, sourced)
    if _withheld(scene, token):
        return None
    for frame, read in FINDERS:
        reading = reporter.frames.get(frame)
        found = read(scene, verb, reading) if reading is not None else None
        if found is not None:
            return _negated(scene, token, found)
    return None


def _withheld(scene: Scene, token: int) -> bool:
    """Whether somebody declines to say it (``declined to say how many``)."""
    head = scene.analysis.heads[token]
    return (
        head != ROOT
        and scene.words[token] in word_list("silent")
        and scene.analysis.deprels[token] == "xcomp"
        and scene.words[head] in word_list("declining")
    )


def _negated(scene: Scene, token: int, found: Reported) -> Reported | None:
    """What is not said is not reported; what is not believed or wanted is denied."""
    if not is_negated(scene, token):
        return found
    if found.act not in ATTITUDES:
        return None
    return Reported(
        cues=found.cues,
        act=found.act,
        rule=found.rule,
        status=Status.DENIED,
        contents=found.contents,
        sourced=found.sourced,
        confidence=found.confidence,
    )


def _clause(scene: Scene, verb: Verb, reading: Reading) -> Reported | None:
    """``said (that) C``; ``C, X said``; ``C1, X said, C2``."""
    if Frame.TOLD in verb.reporter.frames and _told_by_words(scene, verb, verb.reporter.frames[Frame.TOLD]) is not None:
        return None
    clauses = [c for c in scene.analysis.children(verb.token, "ccomp", "xcomp") if _finite(scene, c)]
    head = next((c for c in clauses if subject_of(scene, c) is not None), next(iter(clauses), None))
    head = _that_clause(scene, verb, head)
    if head is None:
        head = next((c for c in scene.analysis.children(verb.token, "advcl") if _bare(scene, verb, c)), None)
    if head is None:
        head = _host(scene, verb.token)
    if head is None:
        return None
    contents = _joined(scene, verb, head, around(scene, head, verb.token, _cue_clause(scene, verb, head)))
    if not contents:
        return None
    contents = _split_subject(scene, verb, contents)
    contents = _with_antecedent(scene, verb, head, _from_that(scene, verb, head, contents))
    if reading.act is Act.ASK and _is_wish(scene, head, contents[-1]):
        reading = Reading(Act.REQUEST, Status.DIRECTIVE)
    return made(verb, reading, Frame.CLAUSE, contents, addressee=_addressee(scene, verb, contents[0]), confidence=CERTAIN)


def _that_clause(scene: Scene, verb: Verb, head: int | None) -> int | None:
    """The clause after the first ``that`` behind a verb and whom it addresses, where the tree hangs it elsewhere; else the one given."""
    if head is not None and has_mark(scene, head, "that"):
        return head
    stop = min(verb.end + FARTHEST_TO, scene.end_of(verb.token), head if head is not None and head < verb.token else len(scene.words))
    for token in range(verb.end, stop):
        if scene.words[token] == "that" and scene.analysis.deprels[token] == "mark":
            found = scene.analysis.heads[token]
            return found if found > token and scene.owner[found] == scene.owner[verb.token] and verb.reporter.lemma in ADDRESSED - {"ask"} else head
        if scene.analysis.xpos[token] in {"VBD", "VBZ", "VBP", "MD"}:
            break
    return head


def _from_that(scene: Scene, verb: Verb, head: int, contents: tuple[Range, ...]) -> tuple[Range, ...]:
    """The contents without what stands before ``that`` (``told both sides, by his own account, that``)."""
    if not contents or contents[-1][0] < verb.token:
        return contents
    first, last = contents[-1]
    that = next((c for c in scene.analysis.children(head, "mark") if scene.words[c] == "that" and first < c < head), None)
    return (*contents[:-1], (that + 1, last)) if that is not None and that - first < FARTHEST_TO else contents


def _is_wish(scene: Scene, head: int, content: Range) -> bool:
    """Whether what is asked is a clause in the subjunctive and no question (``asked that the road be opened``)."""
    question = scene.words[content[0]] in {"whether", "if", "how", "what", "who", "whom", "when", "where", "why", "which"}
    helpers = [scene.words[c] for c in scene.analysis.children(head, "aux", "cop")]
    return not question and ("be" in helpers[:1] or (not helpers and scene.analysis.xpos[head] == "VB"))


def _split_subject(scene: Scene, verb: Verb, contents: tuple[Range, ...]) -> tuple[Range, ...]:
    """The contents of ``The river, engineers say, will rise``: a clause that begins with its verb has its subject before it."""
    first, start = contents[0][0], scene.start_of(verb.token)
    bare = scene.analysis.upos[first] == "AUX" or scene.analysis.xpos[first] in {"VBD", "VBZ", "VBP", "MD"}
    if not bare or scene.analysis.deprels[verb.token].startswith("acl"):
        return contents
    if first < verb.token:
        begin = next((t + 1 for t in range(first - 1, start, -1) if scene.words[t] in {";", ":", "—", "–"}), start)
        whole = trimmed(scene, begin, contents[0][1])
        return (whole, *contents[1:]) if whole is not None and scene.words[first - 1] != "," else contents
    begin = next((t + 1 for t in range(verb.token - 1, start, -1) if scene.words[t] == ","), start)
    if first != verb.end + 1 or scene.words[verb.end] != "," or begin - 1 <= start or scene.words[begin - 1] != ",":
        return contents
    before = trimmed(scene, next((t + 1 for t in range(begin - 2, start, -1) if scene.words[t] == ";"), start), begin - 1)
    return (before, *contents) if before is not None else contents


def _with_antecedent(scene: Scene, verb: Verb, head: int, contents: tuple[Range, ...]) -> tuple[Range, ...]:
    """The contents of ``two ships that he said had sunk``: what the relative clause is about belongs to them."""
    analysis = scene.analysis
    subject, own = subject_of(scene, head), subject_of(scene, verb.token)
    gap = own is not None and scene.words[own] not in RELATIVES and (subject is None or (scene.words[subject] in RELATIVES and subject < verb.token))
    if not analysis.deprels[verb.token].startswith("acl") or not gap or contents[-1][0] < verb.token:
        return contents
    noun = analysis.heads[verb.token]
    first, last = phrase_of(scene, noun, verb.token)
    if analysis.deprels[noun] == "conj" and analysis.heads[noun] < noun:
        first = phrase_of(scene, analysis.heads[noun], verb.token)[0]
    return ((first, last), contents[-1]) if first < last <= verb.token else contents


def _joined(scene: Scene, verb: Verb, head: int, contents: tuple[Range, ...]) -> tuple[Range, ...]:
    """Contents with the clauses that are joined to them, less the reporter's asides."""
    if not contents or contents[-1][0] < verb.token:
        return contents
    first, last = contents[-1]
    for child in scene.analysis.children(verb.token, "ccomp", "conj"):
        if child > head and (scene.analysis.deprels[child] == "ccomp" or has_mark(scene, child, "that")):
            last = max(last, extent(scene, child)[1])
    last = carried_on(scene, verb.token, (first, last))[1]
    whole = cut_off(scene, head, voiced_apart(scene, verb.token, head, (first, last)), clause=True, asides=word_list("spoken"))
    part = trimmed(scene, whole[0], told_until(scene, *whole))
    return (*contents[:-1], part) if part is not None else contents[:-1]


def _finite(scene: Scene, clause: int) -> bool:
    subject = subject_of(scene, clause) is not None
    raised = scene.analysis.deprels[clause] == "xcomp" and not (subject and has_mark(scene, clause, "that"))
    return not raised and not is_infinitive(scene, clause) and (subject or not is_participle(scene, clause))


def _bare(scene: Scene, verb: Verb, clause: int) -> bool:
    """Whether a clause that the tree takes for an adverbial follows a verb of saying at once (``said it hoped``)."""
    following = scene.words[verb.end] if verb.end < len(scene.words) else ""
    near = extent(scene, clause)[0] <= verb.end + 1 < clause and following not in {",", ";", ":"}
    return near and _finite(scene, clause) and not any(scene.words[c] != "that" for c in scene.analysis.children(clause, "mark"))


def _host(scene: Scene, token: int) -> int | None:
    """The sentence that a cue clause stands beside: ``C, X said`` with the cue as a parataxis of C."""
    analysis = scene.analysis
    head, subject = analysis.heads[token], subject_of(scene, token)
    if head == ROOT or subject is None:
        return None
    if analysis.deprels[token].startswith("acl"):
        return _interrupted(scene, token, subject)
    if analysis.deprels[token] not in {"parataxis", "conj"} or analysis.children(token, "cc"):
        return None
    first = extent(scene, token)[0]
    while first > 0 and scene.words[first] in PAUSES:
        first += 1
    if first == 0 or scene.words[first - 1] not in PAUSES or analysis.children(token, "obj", "ccomp", "xcomp"):
        return None
    return _outermost(scene, head) if scene.words[token + 1 : token + 2] == (",",) else head


def _outermost(scene: Scene, head: int) -> int:
    """The clause that a clause is reported in: what is interrupted is the whole sentence."""
    for _ in range(DEEPEST):
        above = scene.analysis.heads[head]
        if above == ROOT or above > head or scene.analysis.deprels[head] not in {"ccomp", "xcomp"}:
            break
        head = above
    return head


def _interrupted(scene: Scene, token: int, subject: int) -> int | None:
    """The clause that ``, he said,`` stands in after its subject, where the tree makes a relative clause of it."""
    first = extent(scene, subject)[0]
    apart = 0 < first < token and scene.words[first - 1] == "," and scene.words[token + 1 : token + 2] == (",",)
    if not apart or scene.words[subject] in RELATIVES:
        return None
    return next((head for head in scene.analysis.ancestors(token) if subject_of(scene, head) is not None), None)


def _cue_clause(scene: Scene, verb: Verb, head: int) -> Range:
    """The range of a cue with its subject; before a comma, with all that belongs to it."""
    subject = subject_of(scene, verb.token)
    begin, end = verb.token, verb.end
    if subject is not None:
        first, last = extent(scene, subject)
        begin, end = min(begin, first), max(end, last)
    if head > verb.token and not _breaks(scene, end):
        for child in scene.analysis.dependents[verb.token]:
            if end <= child < extent(scene, head)[0]:
                end = max(end, extent(scene, child)[1])
        return begin, end
    stop = scene.end_of(verb.token)
    while end < stop and scene.words[end] not in PAUSES:
        end += 1
    return begin, end


def _breaks(scene: Scene, token: int) -> bool:
    return token < len(scene.words) and scene.words[token] == ","


def _addressee(scene: Scene, verb: Verb, content: Range) -> Range | None:
    """Who is told: the object of an addressing verb, or ``to X``."""
    analysis = scene.analysis
    objects = analysis.children(verb.token, "iobj", "obj") if verb.reporter.lemma in ADDRESSED else ()
    spoken = next((c for c in objects if not content[0] <= c < content[1]), None)
    if spoken is None:
        spoken = next((c for c in analysis.children(verb.token, "obl") if case_of(scene, c) == "to" and not content[0] <= c < content[1]), None)
    if spoken is None:
        return None
    first, last = phrase_of(scene, spoken)
    return (first + 1 if scene.words[first] == "to" else first), last


def _infinitive(scene: Scene, verb: Verb, reading: Reading) -> Reported | None:
    head = _to_clause(scene, verb)
    if head is None or subject_of(scene, head) is not None or _told_one(scene, verb, head) is not None:
        return None
    if reading.act is Act.REFUSE and scene.words[head] in word_list("silent") and not scene.analysis.children(head, "obj", "ccomp"):
        return None
    return with_range(scene, verb, reading, Frame.INFINITIVE, _to_range(scene, verb, head))


def _told(scene: Scene, verb: Verb, reading: Reading) -> Reported | None:
    head = _to_clause(scene, verb)
    told = _told_one(scene, verb, head) if head is not None else None
    if told is None or head is None:
        return _told_by_words(scene, verb, reading)
    begin, end = phrase_of(scene, told)
    first, last = _to_range(scene, verb, head)
    if reading.act in OBJECT_IN:
        return with_range(scene, verb, reading, Frame.TOLD, (begin, last))
    begin += scene.words[begin] in {"to", "on", "upon"}
    return with_range(scene, verb, reading, Frame.TOLD, (max(first, end), last), addressee=(begin, end))


def _told_by_words(scene: Scene, verb: Verb, reading: Reading) -> Reported | None:
    """``urged those who had left to come back`` by its words: a noun phrase right after the verb, and the infinitive after it."""
    analysis, stop = scene.analysis, scene.end_of(verb.token)
    if verb.end >= stop or analysis.upos[verb.end] not in OPENING or reading.act in OBJECT_IN:
        return None
    for token in range(verb.end + 1, min(verb.end + FARTHEST_TO, stop)):
        word = scene.words[token]
        related = scene.words[token - 1] in RELATIVES or scene.words[token - 2] in RELATIVES
        if word in PAUSES or word == "that" or scene.owner[token] >= 0 or (analysis.upos[token] in {"VERB", "AUX"} and not related):
            return None
        if word == "to" and analysis.deprels[token] == "mark" and analysis.heads[token] == token + 1:
            content = (token - (scene.words[token - 1] == "not"), extent(scene, token + 1)[1])
            return with_range(scene, verb, reading, Frame.TOLD, content, addressee=(verb.end, content[0]))
    return None


def _to_clause(scene: Scene, verb: Verb) -> int | None:
    """The infinitive that a verb takes."""
    for child in scene.analysis.children(verb.token, *COMPLEMENTS):
        if child > verb.token and is_infinitive(scene, child) and not has_mark(scene, child, "in"):
            return child
    return None


def _to_range(scene: Scene, verb: Verb, head: int) -> Range:
    mark = next(c for c in scene.analysis.dependents[head] if scene.words[c] == "to")
    before = mark - 1 if scene.words[mark - 1] == "not" else mark
    return max(before, verb.end), extent(scene, head)[1]


def _told_one(scene: Scene, verb: Verb, head: int) -> int | None:
    """Who is told to do something: the object before an infinitive, however the tree attaches it."""
    analysis = scene.analysis
    near = [*analysis.children(verb.token, "obj", "iobj"), *((analysis.children(verb.token, "obl")) if verb.reporter.particle else ())]
    own = subject_of(scene, head)
    return next((c for c in [*near, *([own] if own is not None else [])] if verb.token < c < head), None)


def _participle(scene: Scene, verb: Verb, reading: Reading) -> Reported | None:
    head = next((c for c in scene.analysis.children(verb.token, *COMPLEMENTS) if is_participle(scene, c)), None)
    if head is None or extent(scene, head)[0] != verb.end:
        return None
    return with_range(scene, verb, reading, Frame.PARTICIPLE, extent(scene, head))


FINDERS: tuple[tuple[Frame, Callable[[Scene, Verb, Reading], Reported | None]], ...] = (
    (Frame.CLAUSE, _clause),
    (Frame.TOLD, _told),
    (Frame.INFINITIVE, _infinitive),
    (Frame.PARTICIPLE, _participle),
    (Frame.AMOUNT, amount),
    (Frame.FOR, asked_for),
    (Frame.CHARGE, charge),
    (Frame.NAMED, named),
    (Frame.PHRASE, phrase),
    (Frame.ABOUT, about),
)
