"""Clauses and phrases as ranges of tokens, by the tree."""

from collections.abc import Iterable

from sayso.language.analysis import ROOT
from sayso.statements.scene import Scene

Range = tuple[int, int]
PAUSES = frozenset({",", ";", ":", "—", "–", "-", "--", "(", ")"})
EDGES = PAUSES | {".", "?", "!"}
JOINTS = frozenset({"and", "but", "or", "that", "yet", "so"})
SUBJECTS = frozenset({"nsubj", "csubj", "expl"})
KEPT_AFTER = frozenset({"xcomp", "ccomp", "obl", "obj"})
DEEPEST = 40


def subject_of(scene: Scene, token: int) -> int | None:
    """The subject of a verb, passive or not; expletives are none."""
    return next((c for c in scene.analysis.dependents[token] if scene.analysis.deprels[c].split(":")[0] in {"nsubj", "csubj"}), None)


def has_mark(scene: Scene, token: int, *words: str) -> bool:
    """Whether one of the words marks the clause of a token."""
    return any(scene.words[c] in words for c in scene.analysis.dependents[token] if scene.analysis.deprels[c] in {"mark", "case"})


def is_infinitive(scene: Scene, token: int) -> bool:
    """Whether a clause is an infinitive with ``to``."""
    return has_mark(scene, token, "to")


def is_participle(scene: Scene, token: int) -> bool:
    """Whether a clause is a participle in -ing without a subject or an auxiliary of its own."""
    finite = any(scene.analysis.deprels[c].split(":")[0] in {"nsubj", "cop"} for c in scene.analysis.dependents[token])
    first = scene.words[token].endswith("ing") or any(
        scene.words[c].endswith("ing") for c in scene.analysis.dependents[token] if scene.analysis.deprels[c].startswith("aux")
    )
    return first and not finite and not any(
        scene.words[c] in {"is", "are", "was", "were", "be", "been"} for c in scene.analysis.dependents[token] if scene.analysis.deprels[c] == "aux"
    )


def is_passive(scene: Scene, token: int) -> bool:
    """Whether a verb is passive by its auxiliary or its subject."""
    return any(scene.analysis.deprels[c] in {"aux:pass", "nsubj:pass", "csubj:pass"} for c in scene.analysis.dependents[token])


def is_negated(scene: Scene, token: int) -> bool:
    """Whether ``not``, ``n't`` or ``never`` belongs to a verb, or its subject is ``nobody``."""
    subject = subject_of(scene, token)
    if subject is not None and scene.words[subject] in {"nobody", "none", "neither"}:
        return True
    return any(scene.words[c] in {"not", "n't", "never", "nor", "neither", "n’t"} for c in scene.analysis.dependents[token])


def trimmed(scene: Scene, first: int, last: int) -> Range | None:
    """A range without stops, commas and joining words at its edges (a closing mark keeps the stop before it)."""
    while first < last and (scene.words[first] in EDGES or scene.words[first] in JOINTS):
        first += 1
    while last > first and scene.words[last - 1] in EDGES and not (scene.words[last - 1] == ")" and "(" in scene.words[first:last]):
        last -= 1
    return (first, last) if first < last else None


def extent(scene: Scene, head: int, without: Iterable[int] = ()) -> Range:
    """The range from the first to the last token of a subtree, less the subtrees of ``without``."""
    left = set(scene.analysis.subtree(head))
    for token in without:
        left.difference_update(scene.analysis.subtree(token))
    return (min(left), max(left) + 1) if left else (head, head + 1)


def around(scene: Scene, head: int, cue: int, clause: Range) -> tuple[Range, ...]:
    """What is said around a cue clause: before it, after it, or on both sides where the cue interrupts it.

    ``clause`` is the range of the cue with its subject; ``head`` the main word of what is said.
    """
    first, last = extent(scene, head, (cue,) if scene.analysis.heads[cue] == head else ())
    begin, end = clause
    if first >= end or first >= begin:
        return _solid(scene, (max(first, end), last))
    if last <= begin:
        return _solid(scene, (first, last))
    if head >= end and not _interrupts(scene, first, begin, end):
        return _solid(scene, (end, last))
    if head >= end:
        return _solid(scene, (first, begin), (end, last))
    stop = _goes_on(scene, head, end)
    parts = ((first, begin), (end, stop)) if stop > end and scene.words[end] == "," else ((first, begin),)
    return _solid(scene, *parts)


def _interrupts(scene: Scene, first: int, begin: int, end: int) -> bool:
    """Whether commas set off a cue clause in the middle of another."""
    return first < begin and scene.words[begin - 1] in PAUSES and scene.words[min(end, len(scene.words) - 1)] in PAUSES


def _goes_on(scene: Scene, head: int, end: int) -> int:
    """Where a clause that begins before its cue ends after it: its complements and its reasons, not the sentences joined to it."""
    stop = end
    for child in scene.analysis.dependents[head]:
        if child < end:
            continue
        relation = scene.analysis.deprels[child].split(":")[0]
        reason = relation == "advcl" and has_mark(scene, child, "because", "if", "unless", "so")
        if relation not in KEPT_AFTER and not reason:
            break
        stop = extent(scene, child)[1]
    return stop


def _solid(scene: Scene, *ranges: Range) -> tuple[Range, ...]:
    return tuple(part for first, last in ranges if first < last and (part := trimmed(scene, first, last)) is not None)


def climb(scene: Scene, token: int, relations: frozenset[str]) -> int | None:
    """The nearest verb above a token, over ``relations``, that has a subject."""
    for _ in range(DEEPEST):
        head = scene.analysis.heads[token]
        if head == ROOT or scene.analysis.deprels[token].split(":")[0] not in relations:
            return None
        token = head
        if subject_of(scene, token) is not None:
            return token
    return None
