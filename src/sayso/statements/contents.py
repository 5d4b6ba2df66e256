"""What is said: the content of a quotation with the words outside its marks that belong to it, glosses and omissions."""

import re

from sayso.records import Span
from sayso.statements.cues import COMMAS, STOPPED, Attribution
from sayso.statements.lexicon import word_class
from sayso.statements.phrases import opens_phrase, phrase_after
from sayso.statements.scene import Quoted, Scene
from sayso.statements.trees import complement_of, phrase_of, top_of
from sayso.vocabulary import Act

ELLIPSIS = re.compile(r"\[\s?(?:\.\s?\.\s?\.|…)\s?\]|\.(?:\s?\.){2,3}|…")
BRACKETS = re.compile(r"\[[^\[\]]{1,200}\]")
BREAKS = frozenset({";", ":", "—", "–", "(", ")"})
GOES_ON = frozenset({"as", "including", "not"})
LEADS = frozenset({"that", "for", "of", "about", "and", "but", "or"})
BINDING = frozenset({"because", "if", "unless", "who", "whose", "whom", "where"})
ENDS = frozenset(".?!")
OPENING = frozenset({"VBD", "VBZ", "VBP", "MD"})
FARTHEST_THAT = 20
NEAR_THAT = 4


def content_of(scene: Scene, quoted: Quoted, found: Attribution) -> tuple[tuple[int, int], ...]:
    """The content as ranges of tokens: the marked words, and the rest of the clause where they are a part of one."""
    whole = (quoted.first, quoted.last)
    if found.rule == "quote.led":
        return (whole,)
    if found.rule in {"quote.inverted", "quote.after", "quote.phrase"}:
        clause = _back(scene, quoted, found)
        rest = _after_cue(scene, quoted, found) if clause != whole else None
        return (clause, rest) if rest is not None else (clause,)
    if found.rule == "quote.role":
        last = _forward(scene, quoted, found) if found.cue is not None and found.cue.act is Act.ACCUSE else quoted.last
        return ((found.gap[0], last),)
    if found.rule in {"quote.headline", "quote.noun"}:
        return (whole,)
    if found.rule in {"quote.adjacent", "quote.listed", "quote.colon"}:
        return ((quoted.first, _forward(scene, quoted, found)),)
    if found.rule == "quote.distant":
        return ((_clause_start(scene, quoted), found.gap[0]),)
    if found.rule == "quote.medial":
        start = scene.start_of(quoted.first)
        return (_clause_start(scene, quoted, start), found.gap[0]), (found.gap[1], _forward(scene, quoted, found))
    first = _embedded_start(scene, quoted, found)
    clause = (first, _forward(scene, quoted, found))
    about = _antecedent(scene, found, first)
    return (about, clause) if about is not None else (clause,)


def _antecedent(scene: Scene, found: Attribution, first: int) -> tuple[int, int] | None:
    """What a relative clause is about whose verb opens the content (``a deal, which he said had “gone quiet”``)."""
    cue = found.cues[0][0]
    if not scene.parsed_at(cue) or not scene.analysis.deprels[cue].startswith("acl") or scene.analysis.xpos[first] not in OPENING:
        return None
    about = phrase_of(scene, scene.analysis.heads[cue], cue)
    return about if about[0] < about[1] <= cue else None


def _back(scene: Scene, quoted: Quoted, found: Attribution) -> tuple[int, int]:
    """A quotation before its cue, with the words of its sentence that stand before the marks: ``All are “well,” she said``."""
    start = scene.start_of(quoted.first)
    if start < quoted.first and found.rule in {"quote.after", "quote.phrase"} and all(scene.owner[token] < 0 for token in range(start, quoted.first)):
        words = scene.words[start : quoted.first]
        if words[-1] not in {",", ":", "—", "–"} and any(word[0].isalnum() for word in words):
            return _clause_start(scene, quoted), quoted.last
    return quoted.first, quoted.last


def _after_cue(scene: Scene, quoted: Quoted, found: Attribution) -> tuple[int, int] | None:
    """What goes on a clause after its cue without a subject of its own: ``The men had been “well,” she said, and had left``."""
    position, end = found.cues[0][1], scene.end_of(quoted.last - 1)
    joined = scene.words[position : position + 2] in {(",", "and"), (",", "but")} and scene.parsed_at(position)
    if not joined or position + 3 >= end or scene.analysis.upos[position + 2] != "AUX":
        return None
    last = end - 1 if scene.words[end - 1] in ENDS else end
    return (position + 2, last) if all(scene.owner[token] < 0 for token in range(position, last)) else None


def _clause_start(scene: Scene, quoted: Quoted, start: int = 0) -> int:
    """The start of the sentence, after a conjunction that joins it to the one before."""
    start = max(start, scene.start_of(quoted.first))
    while start < quoted.first and (scene.words[start] in {"and", "but", "meanwhile"} or scene.words[start] in COMMAS):
        start += 1
    return start


def _embedded_start(scene: Scene, quoted: Quoted, found: Attribution) -> int:
    """Where a reported clause that holds marked words begins: by the tree, else after ``that`` or the one spoken to."""
    first, last = found.gap
    told = phrase_after(scene, first) if found.cue is not None and found.cue.addressed else None
    start = _tree_start(scene, quoted, found)
    if start is not None:
        return told[1] if told is not None and start == first and told[1] < last and opens_phrase(scene, told[1]) else start
    first = told[1] if told is not None and told[1] < last else first
    if first < last and scene.words[first] in scene.lexicon.pronouns:
        return first
    thats = [token for token in range(first, last) if scene.words[token] == "that"]
    joined = [token for token in thats if scene.words[token - 1] in {"and", "but", "or"}]
    if thats and thats[0] - first <= FARTHEST_THAT:
        return (joined[-1] if joined else thats[0]) + 1
    while first < last and (scene.words[first] in COMMAS or scene.words[first] in LEADS):
        first += 1
    return first


def _tree_start(scene: Scene, quoted: Quoted, found: Attribution) -> int | None:
    """Where the part of the cue that holds the quotation begins; None where the tree does not tell or cannot be right."""
    first, last = found.gap
    within = _within(scene, quoted, found)
    if within is None:
        return None
    inside = (token for token in range(first, last) if token in within and scene.words[token][0].isalnum())
    start = next((token for token in inside if scene.words[token] not in LEADS), last)
    that = next((token for token in range(first, min(first + NEAR_THAT, last)) if scene.words[token] == "that"), None)
    if scene.words[start] in {"who", "which", "whose"}:
        return None
    if that is not None and that + 1 < start and not {"and", "but", "that", ","} & set(scene.words[that + 1 : start]):
        return that + 1
    if that is not None and start < that and scene.words[start] not in scene.lexicon.pronouns:
        return that + 1
    if found.cue is None or found.cue.addressed:
        return start
    objects = [
        token for child in scene.analysis.children(found.cues[-1][0], "obj") for token in scene.analysis.subtree(child) if first <= token < start
    ]
    return min([start, *objects])


def _within(scene: Scene, quoted: Quoted, found: Attribution) -> frozenset[int] | None:
    return complement_of(scene, quoted, [token for first, last in found.cues for token in range(first, last)])


def _forward(scene: Scene, quoted: Quoted, found: Attribution) -> int:
    """Where the clause that goes on after the closing mark ends."""
    end = scene.end_of(quoted.last - 1)
    if scene.final(quoted) in STOPPED or not quoted.quotation.closed:
        return quoted.last
    token = quoted.last
    pause = scene.final(quoted) == ","
    within = _within(scene, quoted, found)
    if within is not None and not pause:
        within |= _carried(scene, quoted, found)
    while token < end:
        word = scene.words[token]
        if within is not None and token not in within and word[0].isalnum():
            break
        if word in BREAKS or word in ENDS or (scene.owner[token] >= 0 and scene.words[token - 1] in {",", "and", "or"}):
            break
        if word == ",":
            following = scene.words[min(token + 1, end - 1)]
            if following not in GOES_ON and not (within is not None and following in BINDING and token + 1 in within):
                break
        elif not (within is not None and token + 1 in within) and _opens_clause(scene, token, end, pause=pause or scene.words[token - 1] == ","):
            break
        pause = False
        token += 1
    while token > quoted.last and _hangs(scene, token - 1):
        token -= 1
    return token


def _carried(scene: Scene, quoted: Quoted, found: Attribution) -> frozenset[int]:
    """What begins right after a marked noun phrase and belongs to it, though the tree hangs it on the cue: ``“hints” that …``."""
    if found.cue is None or quoted.last >= len(scene.words):
        return frozenset()
    cue = found.cues[0][0]
    joined = [
        c
        for c in scene.analysis.children(cue, "ccomp", "conj")
        if c > quoted.last and scene.words[scene.bounds[c][0] : scene.bounds[c][0] + 2] == ("and", "that")
    ]
    if joined and scene.bounds[joined[0]][0] == quoted.last:
        return frozenset(scene.analysis.subtree(joined[0]))
    if scene.analysis.upos[top_of(scene, quoted)] not in {"NOUN", "PROPN"}:
        return frozenset()
    warned = found.cue.act is Act.WARN
    for child in scene.analysis.children(cue, "ccomp", *(("obl", "advcl") if warned else ())):
        subtree = scene.analysis.subtree(child)
        if subtree[0] == quoted.last and (warned or scene.words[quoted.last] == "that"):
            rest = [c for c in scene.analysis.children(cue, "advcl") if warned and c > child]
            return frozenset(subtree).union(*(scene.analysis.subtree(c) for c in rest))
    return frozenset()


def _hangs(scene: Scene, token: int) -> bool:
    """Whether a word at the end of a cut clause belongs to what was cut off (``… and had``)."""
    word = scene.words[token]
    return word in COMMAS or word in {"and", "but", "or"} or (word in word_class("finite") and scene.analysis.word(token).islower())


def _opens_clause(scene: Scene, token: int, end: int, *, pause: bool) -> bool:
    """Whether a new clause, with a cue or after a pause, begins here."""
    word, following = scene.words[token], scene.words[token + 1] if token + 1 < end else ""
    if (token in scene.cues and scene.words[token - 2] != "what") or (following == "to" and word == "according"):
        return True
    if word in {"and", "but", "or"}:
        return (
            pause
            or following == "that"
            or token + 1 in scene.cues
            or following in scene.lexicon.pronouns
            or (token + 1 < end and scene.owner[token + 1] >= 0)
        )
    return pause and word in word_class("clause breaks") and (word, following) != ("as", "well")


def glosses_of(scene: Scene, contents: list[tuple[int, int]], found: Attribution | None) -> tuple[Span, ...]:
    """The editor's words: square brackets inside the content, and an explanation right after the closing mark."""
    text = scene.analysis.text
    spans = [
        scene.span(match.start(), match.end())
        for start, end in contents
        for match in BRACKETS.finditer(text, start, end)
        if ELLIPSIS.fullmatch(match.group()) is None
    ]
    if found is not None and found.gloss is not None:
        spans.append(scene.analysis.span(*found.gloss))
    return tuple(sorted(spans, key=lambda span: span.start))


def ellipses_of(scene: Scene, contents: list[tuple[int, int]]) -> tuple[Span, ...]:
    """The omission marks inside the content."""
    text = scene.analysis.text
    return tuple(scene.span(match.start(), match.end()) for start, end in contents for match in ELLIPSIS.finditer(text, start, end))
