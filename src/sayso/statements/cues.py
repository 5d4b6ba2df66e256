"""The cue of a quotation: the word next to it that presents it as somebody's."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from sayso.statements.lexicon import Cue, word_class
from sayso.statements.scene import CueAt, Quoted, Scene
from sayso.statements.trees import governs
from sayso.vocabulary import Act

COMMAS = frozenset({",", "—", "–", "-", "--"})
SPOKEN_ENDS = frozenset(",?!…—–-")
STOPPED = frozenset(".?!…")
LONGEST_SUBJECT = 36
LONGEST_GAP = 45
LONGEST_ROLE = 4
LONGEST_INNER = 8
NESTED = 4
SHORT = 3
SPEAKER = 5
TAKES_ROLE = frozenset({Act.CALL, Act.CRITICISE, Act.PRAISE, Act.MOCK, Act.ACCUSE, Act.THANK, Act.REFUSE, Act.DENY, Act.APOLOGISE, Act.BELIEVE})
DATED = frozenset({"after", "before", "since", "when", "while", "as", "until"})
BEFORE_CONTENT = frozenset({"as", "for", "of"})


@dataclass(frozen=True, slots=True)
class Attribution:
    """How a quotation hangs on its cue.

    ``cues`` are ranges of tokens (none where a colon or the text before gives the speaker), the governing verb first; ``gap`` are the
    tokens between cue and quotation; ``gloss`` is an explanation between the closing mark and the cue.
    """

    rule: str
    cue: Cue | None
    cues: tuple[tuple[int, int], ...]
    gap: tuple[int, int]
    confidence: float
    gloss: tuple[int, int] | None = None


def attribution(scene: Scene, quoted: Quoted) -> Attribution | None:
    """What introduces a quotation, from the words before and after it in its own sentences; None where nothing does."""
    before, after = _before(scene, quoted), _after(scene, quoted)
    if before is not None and (before.rule == "quote.medial" or _goes_on(scene, quoted, before) or _resumed(scene, before)):
        return _medial(scene, quoted) or before
    close = before is not None and before.rule in {"quote.adjacent", "quote.colon"}
    ahead = after is not None and (after.rule == "quote.headline" or not close)
    return (after if ahead else before) or _medial(scene, quoted) or _distant(scene, quoted)


def _before(scene: Scene, quoted: Quoted) -> Attribution | None:
    """A cue before the opening mark, in its sentence or in a sentence before it that ends in a colon."""
    start = scene.start_of(quoted.first)
    last = quoted.first
    if start == last and last and scene.words[last - 1] in {":", ","} and scene.owner[last - 1] < 0:
        start = scene.start_of(last - 1)
    if start == last:
        return None
    for found in _candidates(scene, start, last):
        if found.cue.phrase:
            return _fronted(scene, found, last)
        kind, confidence = _kind_of_gap(scene, quoted, found)
        if kind is not None:
            bound = kind == "quote.embedded" or (kind == "quote.adjacent" and not {",", ":"} & set(scene.words[found.last : last]))
            outer = _outermost(scene, found, start) if bound else found
            kind = "quote.embedded" if outer is not found else kind
            cues, cue = _governed(scene, outer, start)
            return Attribution(kind, cue, cues, (outer.last, last), confidence)
    return Attribution("quote.colon", None, ((last - 1, last),), (start, last), 0.6) if scene.words[last - 1] == ":" else None


def _candidates(scene: Scene, start: int, last: int) -> Iterator[CueAt]:
    """The cues before a quotation, the nearest first, no farther back than a sentence of reported speech can hold."""
    for token in range(last - 1, max(start, last - LONGEST_GAP) - 1, -1):
        found = scene.cues.get(token)
        if found is not None and found.last <= last:
            yield found
        if scene.words[token] == ";":
            return


def _outermost(scene: Scene, found: CueAt, start: int) -> CueAt:
    """The cue that reports the clause of a cue (``he said they had promised to “…”``): what is marked is of the one who reports it."""
    for _ in range(NESTED):
        outer = _reporting(scene, found, start)
        if outer is None:
            break
        found = outer
    return found


def _reporting(scene: Scene, found: CueAt, start: int) -> CueAt | None:
    """The cue whose reported clause holds another cue; what somebody is reported to have *said* stays his."""
    if found.cue.act is Act.SAY:
        return None
    return _reporting_by_tree(scene, found) if scene.parsed_at(found.first) else _reporting_by_words(scene, found, start)


def _reporting_by_tree(scene: Scene, found: CueAt) -> CueAt | None:
    analysis, token = scene.analysis, found.first
    if analysis.deprels[token] == "conj" and not analysis.children(token, "nsubj"):
        return None
    for _ in range(NESTED):
        relation = analysis.deprels[token].split(":")[0]
        dated = relation == "advcl" and any(scene.words[mark] in DATED for mark in analysis.children(token, "mark"))
        if relation not in {"ccomp", "xcomp", "conj", "advcl"} or dated:
            break
        token = analysis.heads[token]
        if relation == "ccomp" and token in scene.cues and token < found.first:
            return scene.cues[token]
    return None


def _reporting_by_words(scene: Scene, found: CueAt, start: int) -> CueAt | None:
    outer = next(iter(_candidates(scene, start, found.first)), None)
    if outer is None or outer.cue.phrase or outer.cue.direct or found.first - outer.last > LONGEST_INNER:
        return None
    between = scene.words[outer.last : found.first]
    return outer if between and not {",", ":", "and", "but", "as", "by", "to"} & set(between) else None


def _fronted(scene: Scene, found: CueAt, last: int) -> Attribution | None:
    """``According to X, “…”``, ``According to X, the army “…”``."""
    comma = next((token for token in range(found.last + 1, last) if scene.words[token] == ","), None)
    if comma is None:
        return None
    rule = "quote.adjacent" if comma + 1 == last else "quote.embedded"
    return Attribution(rule, found.cue, ((found.first, found.last),), (comma + 1, last), 0.8)


def _nearest(scene: Scene, start: int, last: int) -> CueAt | None:
    """The last cue before a quotation, no farther back than a clause can hold."""
    return next(iter(_candidates(scene, start, last)), None)


def _kind_of_gap(scene: Scene, quoted: Quoted, found: CueAt) -> tuple[str | None, float]:
    """What the words between a cue and an opening mark make of the quotation."""
    gap = scene.words[found.last : quoted.first]
    bare = [word for word in gap if word not in COMMAS and word not in {":", "that", "it"}]
    if not bare:
        return (None, 0.0) if not gap and found.cue.addressed and _is_addressee(scene, quoted) else (_adjacent(scene, quoted, found), 0.95)
    ending = gap[-1]
    if ending == ":":
        return "quote.led", 0.9
    marked = next((token for token in range(found.last, quoted.first) if scene.owner[token] >= 0), None)
    if marked is not None and _lists(scene, marked, quoted.first):
        return "quote.listed", 0.85
    if ending == "," and "that" not in gap and marked is None and _opens_sentence(scene, quoted):
        return "quote.led", 0.85
    free = gap[0] == "," or found.cue.direct or (gap[0] in {"and", "but"} and not scene.parsed_at(quoted.first))
    if free or (scene.parsed_at(quoted.first) and "that" not in gap and not governs(scene, found, quoted)):
        return None, 0.0
    return "quote.embedded", 0.7


def _is_addressee(scene: Scene, quoted: Quoted) -> bool:
    """Whether a few marked words after ``told`` are the ones who were told."""
    first, last = scene.inner(quoted)
    return last - first <= SHORT and scene.final(quoted) not in SPOKEN_ENDS | STOPPED and quoted.last < scene.end_of(quoted.last - 1) - 1


def _resumed(scene: Scene, before: Attribution) -> bool:
    """Whether a verb goes on, after the comma behind a cue, the clause before it: ``The port, she said, had “gone quiet.”``."""
    last = before.cues[-1][1]
    resumes = before.rule == "quote.embedded" and scene.words[last] == "," and scene.parsed_at(last)
    return resumes and (scene.analysis.upos[last + 1] == "AUX" or scene.analysis.xpos[last + 1] in {"VBD", "VBZ", "VBP"})


def _goes_on(scene: Scene, quoted: Quoted, before: Attribution) -> bool:
    """Whether marked words that begin in lower case go on the clause before the cue: ``They found nobody, he said, “which tells us much.”``."""
    first, last = scene.inner(quoted)
    if before.rule != "quote.adjacent" or before.cue is None or scene.words[quoted.first - 1] != "," or first >= last:
        return False
    start = scene.start_of(before.cues[0][0])
    free = all(scene.owner[token] < 0 for token in range(start, quoted.first))
    return free and scene.analysis.word(first)[0].islower() and "," in scene.words[start : before.cues[0][0]]


def _adjacent(scene: Scene, quoted: Quoted, found: CueAt) -> str:
    """A condition before ``she said,`` belongs to the content: ``If they stay, she said, “we leave”``."""
    start = scene.start_of(found.first)
    conditional = scene.words[start] in {"if", "unless", "until", "once"} and quoted.first - found.last == 1
    return "quote.medial" if conditional and "," in scene.words[start : found.first] else "quote.adjacent"


def _lists(scene: Scene, first: int, last: int) -> bool:
    """Whether nothing but quotations, commas and conjunctions stands here."""
    return all(scene.owner[token] >= 0 or scene.words[token] in COMMAS or scene.words[token] in {"and", "or"} for token in range(first, last))


def _opens_sentence(scene: Scene, quoted: Quoted) -> bool:
    first, last = scene.inner(quoted)
    return first < last and scene.analysis.word(first)[0].isupper()


def _governed(scene: Scene, found: CueAt, start: int) -> tuple[tuple[tuple[int, int], ...], Cue]:
    """``threatened … by saying`` and ``was quoted as saying`` are one relation: the outer verb tells the act."""
    before = scene.words[found.first - 1] if found.first > start else ""
    if found.cue.act is Act.SAY and scene.words[found.first].endswith("ing") and before in {"by", "as"}:
        outer = _nearest(scene, start, found.first - 1)
        if outer is not None and not outer.cue.phrase:
            return ((outer.first, outer.last), (found.first, found.last)), outer.cue
    return ((found.first, found.last),), found.cue


def _after(scene: Scene, quoted: Quoted) -> Attribution | None:
    """A cue after the closing mark: ``…,” said X``, ``…,” X said``, ``…,” according to X``."""
    end = scene.end_of(quoted.last - 1)
    if _is_headline(scene, quoted, end):
        return Attribution("quote.headline", None, ((quoted.last, quoted.last + 1),), (quoted.last, end), 0.7)
    position, gloss = _after_gloss(scene, quoted.last, end)
    comma = position < end and scene.words[position] in COMMAS
    position += comma
    if position >= end or not (comma or gloss or scene.final(quoted) in SPOKEN_ENDS or scene.final(quoted) in STOPPED):
        found = scene.cues.get(position) if position < end else None
        return (
            Attribution("quote.phrase", found.cue, ((found.first, found.last),), (quoted.last, position), 0.8) if found and found.cue.phrase else None
        )
    tag = _tag(scene, position, end)
    if tag is None:
        return None
    rule, found = tag
    return Attribution(rule, found.cue, ((found.first, found.last),), (quoted.last, position), 0.95, gloss)


def _is_headline(scene: Scene, quoted: Quoted, end: int) -> bool:
    """Whether a sentence is a quotation, a colon or dash and a speaker: ``‘We asked for a road’: mayor``."""
    if quoted.last >= end or scene.words[quoted.last] not in COMMAS | {":"} - {","} or quoted.first != scene.start_of(quoted.first):
        return False
    rest = scene.words[quoted.last + 1 : end]
    return 0 < len(rest) <= SPEAKER and not any(word in STOPPED or word in {",", ":"} for word in rest)


def _after_gloss(scene: Scene, position: int, end: int) -> tuple[int, tuple[int, int] | None]:
    """Where an explanation that follows the closing mark (``“mujahideen,” or holy warriors, he said``) ends."""
    if position < end and scene.words[position] in {"or", "meaning"}:
        for token in range(position + 1, min(position + 8, end)):
            if scene.words[token] == ",":
                return token, (position, token)
    return position, None


def _tag(scene: Scene, position: int, end: int) -> tuple[str, CueAt] | None:
    """The cue of a clause ``said X`` or ``X said`` that begins here."""
    found = scene.cues.get(position)
    if found is not None and found.cue.phrase:
        return "quote.phrase", found
    if found is not None and found.cue.act is not Act.CALL and not scene.words[position].endswith("ing"):
        return "quote.inverted", found
    word = scene.words[position]
    if word in word_class("no subject") or not (word[0].isalnum() or word == "as"):
        return None
    return _subject_first(scene, position, end)


def _subject_first(scene: Scene, position: int, end: int) -> tuple[str, CueAt] | None:
    """``X said``, where X may hold an apposition or a relative clause, but no clause of its own."""
    aside = False
    for token in range(position + 1, min(position + LONGEST_SUBJECT, end)):
        word = scene.words[token]
        if scene.owner[token] >= 0 or word in {":", ";"}:
            return None
        if word == ",":
            aside = not aside
        found = scene.cues.get(token)
        tagging = found is not None and found.cue.act is not Act.CALL and not word.endswith("ing") and not _in_relative(scene, token)
        if tagging and found is not None and not aside and scene.words[token - 1] not in {"who", "which", "that", "to"} and _is_last(scene, found):
            return ("quote.after", found) if not found.cue.phrase else None
        if not aside and word in word_class("subordinators"):
            return None
    return None


def _is_last(scene: Scene, found: CueAt) -> bool:
    """Whether a verb has no clause of its own after it (``“…”, the yard says nobody left``)."""
    if found.cue.addressed or not scene.parsed_at(found.first):
        return True
    return all(child < found.first or scene.owner[child] >= 0 for child in scene.analysis.children(found.first, "ccomp"))


def _in_relative(scene: Scene, token: int) -> bool:
    """Whether a verb belongs to a relative clause (``a ruling that his lawyers called unjust``)."""
    if not scene.parsed_at(token):
        return False
    for _ in range(NESTED):
        if scene.analysis.deprels[token] != "conj":
            break
        token = scene.analysis.heads[token]
    return scene.analysis.deprels[token].startswith("acl")


def _medial(scene: Scene, quoted: Quoted) -> Attribution | None:
    """A cue set off by commas before the quotation, with content on both sides: ``All, she said, were “well”``."""
    start = scene.start_of(quoted.first)
    found = _nearest(scene, start, quoted.first)
    if found is None or found.cue.phrase or found.last >= quoted.first or scene.words[found.last] != ",":
        return None
    position = found.first - 1
    while position > start and scene.words[position] != ",":
        position -= 1
    if position == start or scene.words[position + 1] in word_class("no subject"):
        return None
    return Attribution("quote.medial", found.cue, ((found.first, found.last),), (position, found.last + 1), 0.7)


def _distant(scene: Scene, quoted: Quoted) -> Attribution | None:
    """A cue at the end of the sentence, with words between: ``They “will not leave” the town, he said``."""
    end = scene.end_of(quoted.last - 1)
    for token in range(quoted.last, end - 1):
        if scene.words[token] != ",":
            continue
        tag = _tag(scene, token + 1, end)
        if tag is None:
            continue
        rule, found = tag
        following = scene.words[found.last] if found.last < end else "."
        if rule != "quote.inverted" and (following in {",", ".", "on", "in", "at", "to"} or found.last >= end or rule == "quote.phrase"):
            return Attribution("quote.distant", found.cue, ((found.first, found.last),), (token, token + 1), 0.7)
    return None


def with_role(scene: Scene, found: Attribution) -> tuple[Attribution, tuple[int, int] | None]:
    """``condemned the raid as “…”``: the preposition joins the cue, and what stands between is the target."""
    if found.rule not in {"quote.embedded", "quote.adjacent"} or found.cue is None or found.cue.act not in TAKES_ROLE:
        return found, None
    first, last = found.gap
    if first >= last:
        return found, None
    joint = next((token for token in range(last - 1, first - 1, -1) if scene.words[token] in BEFORE_CONTENT), None)
    if joint is not None and last - joint <= LONGEST_ROLE:
        target = (first, joint) if joint > first else None
        if target is not None and scene.words[joint] == "as" and not _leaves_out(scene, target):
            return replace(found, rule="quote.role", gap=(first, last)), target
        return replace(found, rule="quote.role", cues=(*found.cues, (joint, joint + 1)), gap=(joint + 1, last)), target
    if found.cue.act is Act.CALL and not {"that", ","} & set(scene.words[first:last]):
        return replace(found, rule="quote.role", gap=(last if _leaves_out(scene, (first, last)) else first, last)), (first, last)
    return found, None


def _leaves_out(scene: Scene, target: tuple[int, int]) -> bool:
    """Whether what is named is no part of what is said: a reflexive pronoun (``calls itself “the Fist”``)."""
    return scene.words[target[0]].endswith(("self", "selves"))


def is_linker(word: str) -> bool:
    """Whether a word may stand between a subject and its verb."""
    return word in word_class("linkers") or word.endswith("ly")
