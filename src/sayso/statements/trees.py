"""Noun phrases and dominance by the tree."""

from collections.abc import Collection

from sayso.language.analysis import ROOT
from sayso.statements.lexicon import word_class
from sayso.statements.scene import CueAt, Quoted, Scene

LOOSE = frozenset(
    {"appos", "parataxis", "punct", "cc:preconj", "discourse", "dep", "advcl", "ccomp", "cop", "aux", "mark", "orphan", "reparandum", "vocative"}
)
ASIDES = frozenset({"acl", "nmod", "obl", "amod", "advmod"})
MARKS = frozenset({",", "—", "–", "-", "--", "("})
INNER = frozenset({"compound", "flat", "nmod:poss", "nummod", "det", "amod", "nmod"})
INNER_MARKS = frozenset({"-", "–", "’", "'"})
NOUNS = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
PAUSES = frozenset({",", ";", "—", "–"})
FINITE = frozenset({"VBZ", "VBP", "VBD"})
DEEPEST = 60


def phrase_of(scene: Scene, head: int, without: int = -1) -> tuple[int, int]:
    """The phrase of a noun by the tree: its restrictive parts, without appositions, clauses set off by commas and ``without``."""
    analysis = scene.analysis
    named = _apposed(scene, head)
    if named is not None:
        return named
    kept, stack = {head}, [head]
    while stack:
        parent = stack.pop()
        for child in analysis.dependents[parent]:
            if child != without and _belongs(scene, parent, child, head):
                kept.add(child)
                stack.append(child)
    first = last = head
    while first - 1 in kept:
        first -= 1
    while last + 1 in kept or (last + 2 in kept and scene.words[last + 1] == "," and analysis.deprels[last + 2] in {"conj", "flat"}):
        last += 1
    return first, last + 1


def _belongs(scene: Scene, parent: int, child: int, head: int) -> bool:
    """Whether a dependent is a part of the phrase of a noun."""
    relation = scene.analysis.deprels[child]
    if relation == "punct":
        return scene.words[child] in INNER_MARKS or (parent != head and scene.owner[child] >= 0)
    if parent != head:
        return relation not in {"appos", "parataxis"}
    loose = relation in LOOSE or relation.split(":")[0] in LOOSE or (relation == "case" and child < head)
    return not loose and not _set_off(scene, child, head)


def _set_off(scene: Scene, child: int, head: int) -> bool:
    """Whether a part stands after a comma."""
    if scene.analysis.deprels[child].split(":")[0] not in ASIDES or child < head:
        return False
    first = scene.analysis.subtree(child)[0]
    return (first > 0 and scene.words[first - 1] in MARKS) or scene.words[first] in MARKS


def _apposed(scene: Scene, head: int) -> tuple[int, int] | None:
    """The proper name that explains a common noun (``its secretary, Ida Holm``)."""
    analysis = scene.analysis
    if analysis.upos[head] == "PROPN" and analysis.word(head) not in scene.lexicon.titles:
        return None
    for child in analysis.children(head, "appos", "flat"):
        if analysis.upos[child] == "PROPN" and child > head:
            first = last = child
            while first - 1 > head and analysis.upos[first - 1] == "PROPN":
                first -= 1
            while (
                last + 1 < len(analysis)
                and (analysis.upos[last + 1] == "PROPN" or scene.words[last + 1] == "-")
                and last + 1 in set(analysis.subtree(child))
            ):
                last += 1
            return first, last + 1
    return None


def top_noun(scene: Scene, first: int, last: int) -> int | None:
    """The head of the noun phrase whose first noun stands in a range of tokens."""
    analysis = scene.analysis
    head = next((token for token in range(first, last) if analysis.upos[token] in NOUNS), None)
    for _ in range(DEEPEST):
        if head is None or not first <= analysis.heads[head] < last or analysis.deprels[head] not in INNER:
            break
        head = analysis.heads[head]
    return head


def top_of(scene: Scene, quoted: Quoted) -> int:
    """The token of a quotation that hangs on a word outside it."""
    heads = scene.analysis.heads
    return next((token for token in range(quoted.first, quoted.last) if not quoted.first <= heads[token] < quoted.last), quoted.first)


def governs(scene: Scene, found: CueAt, quoted: Quoted) -> bool:
    """Whether the tree puts the quotation into what the cue reports: a complement, or an object under a preposition such as ``of``."""
    analysis = scene.analysis
    token = top_of(scene, quoted)
    for _ in range(DEEPEST):
        head = analysis.heads[token]
        if found.first <= head < found.last:
            relation = analysis.deprels[token].split(":")[0]
            if relation not in {"obl", "nmod"}:
                return relation not in {"nsubj", "advmod", "acl"}
            return any(scene.words[case] in word_class("before content") for case in analysis.children(token, "case"))
        if head == ROOT:
            return analysis.deprels[found.first] == "parataxis"
        token = head
    return False


def complement_of(scene: Scene, quoted: Quoted, cues: Collection[int]) -> frozenset[int] | None:
    """The tokens of the part of a cue that holds a quotation; None where the tree does not tell, or takes it for a part of the subject.

    Of clauses that are joined, each with a subject of its own, it is the one that holds the quotation.
    """
    if not scene.parsed_at(quoted.first):
        return None
    analysis, token = scene.analysis, top_of(scene, quoted)
    below = token
    for _ in range(DEEPEST):
        head = analysis.heads[token]
        if head in cues:
            if analysis.deprels[token].startswith("nsubj"):
                return None
            joined = below != token and analysis.deprels[below] == "conj" and _own_clause(scene, below)
            clause = below if joined else token
            return frozenset(analysis.subtree(clause)) - _joined_to(scene, head, clause)
        if head == ROOT:
            return None
        below, token = token, head
    return None


def _own_clause(scene: Scene, token: int) -> bool:
    """Whether a conjunct has a subject or a ``that`` of its own."""
    return bool(scene.analysis.children(token, "nsubj", "csubj", "expl")) or any(
        scene.words[mark] == "that" for mark in scene.analysis.children(token, "mark")
    )


def _joined_to(scene: Scene, cue: int, token: int) -> frozenset[int]:
    """The tokens of the clauses that are joined to a clause but are the reporter's: after a pause without ``that``, or in the cue's own tense."""
    joined = [child for child in scene.analysis.children(token, "conj") if _apart(scene, child) or in_tense_of(scene, cue, token, child)]
    return frozenset(inner for child in joined for inner in scene.analysis.subtree(child))


def _apart(scene: Scene, child: int) -> bool:
    if not _own_clause(scene, child) or any(scene.words[mark] == "that" for mark in scene.analysis.children(child, "mark")):
        return False
    first = scene.analysis.subtree(child)[0]
    return first > 0 and (scene.words[first - 1] in PAUSES or scene.words[first] in PAUSES)


def in_tense_of(scene: Scene, cue: int, head: int, joined: int) -> bool:
    """Whether a verb that the tree joins to a content shares the tense of the cue and not of the content, without a subject or auxiliary."""
    xpos = scene.analysis.xpos
    if not xpos or xpos[joined] != xpos[cue] or xpos[joined] == xpos[head] or xpos[cue] not in FINITE:
        return False
    return not scene.analysis.children(joined, "nsubj", "csubj", "aux")
