"""Clauses and phrases as ranges of tokens, by the tree."""

from sayso.language.analysis import ROOT
from sayso.statements.reported_lexicon import load_constructions, word_list
from sayso.statements.scene import Scene
from sayso.statements.trees import in_tense_of

Range = tuple[int, int]
PAUSES = frozenset({",", ";", ":", "—", "–", "-", "--", "(", ")"})
EDGES = PAUSES | {".", "?", "!"}
JOINTS = frozenset({"and", "but", "or", "that", "yet", "so"})
SUBJECTS = frozenset({"nsubj", "csubj", "expl"})
SHIFTED = frozenset({"would", "could", "might", "had"})
CONTRASTS = frozenset({"although", "though", "while", "which", "even"})
LISTED = frozenset({",", "and", "or", "but", "not"})
RELATED = frozenset({"who", "which", "whose", "whom"})
DATED = frozenset({"after", "hours", "days", "weeks", "months", "years", "day", "even"})
JOINED = frozenset({"conj", "parataxis", "ccomp"})
LOOSE = frozenset({"appos", "acl:relcl", "parataxis", "acl", "advcl"})
REASONS = ("because", "as", "after", "when", "while", "although", "though")
DEEPEST = 40


def subject_of(scene: Scene, token: int) -> int | None:
    """The subject of a verb, passive or not: the nearest before it, else the first after it; expletives are none."""
    found = [c for c in scene.analysis.dependents[token] if scene.analysis.deprels[c].split(":")[0] in {"nsubj", "csubj"}]
    before = [c for c in found if c < token]
    return before[-1] if before else (found[0] if found else None)


def has_mark(scene: Scene, token: int, *words: str) -> bool:
    """Whether one of the words marks the clause of a token."""
    return any(scene.words[c] in words for c in scene.analysis.dependents[token] if scene.analysis.deprels[c] in {"mark", "case"})


def is_infinitive(scene: Scene, token: int) -> bool:
    """Whether a clause is an infinitive with ``to`` (``were to blame`` is none)."""
    if not has_mark(scene, token, "to"):
        return False
    mark = next((c for c in scene.analysis.dependents[token] if scene.words[c] == "to"), token)
    subject = subject_of(scene, token)
    helpers = scene.analysis.children(token, "cop", "aux")
    return subject is None or not any(subject < helper < mark for helper in helpers)


def is_participle(scene: Scene, token: int) -> bool:
    """Whether a clause is a participle in -ing without a subject or an auxiliary of its own."""
    finite = any(scene.analysis.deprels[c].split(":")[0] in {"nsubj", "cop"} for c in scene.analysis.dependents[token])
    first = scene.words[token].endswith("ing") or any(
        scene.words[c].endswith("ing") for c in scene.analysis.dependents[token] if scene.analysis.deprels[c].startswith("aux")
    )
    return (
        first
        and not finite
        and not any(
            scene.words[c] in {"is", "are", "was", "were", "be", "been"}
            for c in scene.analysis.dependents[token]
            if scene.analysis.deprels[c] == "aux"
        )
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


def extent(scene: Scene, head: int, without: tuple[int, ...] = ()) -> Range:
    """The range from the first to the last token of a subtree, less the subtrees of ``without``."""
    if not without:
        return scene.bounds[head]
    left = set(scene.analysis.subtree(head))
    for token in without:
        left.difference_update(scene.analysis.subtree(token))
    return (min(left), max(left) + 1) if left else (head, head + 1)


def around(scene: Scene, head: int, cue: int, clause: Range) -> tuple[Range, ...]:
    """What is said around a cue clause: before it, after it, or on both sides where the cue interrupts it.

    ``clause`` is the range of the cue with its subject; ``head`` the main word of what is said.
    """
    first, last = extent(scene, head, (cue,) if head in scene.analysis.ancestors(cue) else ())
    begin, end = clause
    if first >= end or first >= begin:
        return _solid(scene, (max(first, end), last))
    if last <= begin:
        return _solid(scene, (first, last))
    if head >= end and not _interrupts(scene, first, begin, end):
        return _solid(scene, (end, last))
    if head >= end:
        return _solid(scene, (first, begin), (end, last))
    first = _after_semicolon(scene, first, begin)
    paused = scene.words[begin - 1] == "," and end < len(scene.words) and scene.words[end] == ","
    return _solid(scene, (first, begin), (end, _goes_on(scene, end))) if paused else _solid(scene, (first, begin))


def _after_semicolon(scene: Scene, first: int, last: int) -> int:
    return next((token + 1 for token in range(last - 1, first, -1) if scene.words[token] == ";"), first)


def _interrupts(scene: Scene, first: int, begin: int, end: int) -> bool:
    """Whether commas set off a cue clause in the middle of another."""
    return first < begin and scene.words[begin - 1] in PAUSES and scene.words[min(end, len(scene.words) - 1)] in PAUSES


def _goes_on(scene: Scene, end: int) -> int:
    """Where a clause that a cue between commas interrupts ends: with its sentence, or before a clause that is the reporter's own."""
    if scene.words[end + 1 : end + 2] and scene.words[end + 1] in CONTRASTS:
        return end
    return told_until(scene, end, scene.end_of(end))


def told_until(scene: Scene, first: int, last: int) -> int:
    """Where reported speech in ``[first, last)`` ends: before a semicolon, or a joined clause with a subject that is the reporter's own."""
    for token in range(first + 1, last):
        if scene.words[token] == ";":
            return token
        if scene.analysis.deprels[token] in JOINED and subject_of(scene, token) is not None:
            begin = extent(scene, token)[0]
            comma = scene.words[begin] in PAUSES
            apart = first < begin and (comma or scene.words[begin - 1] in PAUSES) and scene.words[begin + comma] not in RELATED
            if apart and not has_mark(scene, token, "that") and not _shifted(scene, token, begin):
                return begin
    return last


def _shifted(scene: Scene, token: int, first: int) -> bool:
    """Whether a clause joined to reported speech is reported too: about somebody in it, in the shifted future, or set against it."""
    subject = subject_of(scene, token)
    told = subject is not None and scene.analysis.upos[subject] == "PRON"
    later = any(scene.words[c] in SHIFTED for c in scene.analysis.children(token, "aux"))
    against = "but" in scene.words[first : first + 2]
    return scene.words[token] not in load_constructions().verbs and (told or later or against)


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


def carried_on(scene: Scene, cue: int, content: Range) -> Range:
    """A content after its cue, with what follows without a pause or as a condition, and hangs on the cue only by the tree's mistake."""
    first, last = content
    stop = scene.end_of(cue)
    for child in scene.analysis.dependents[cue]:
        begin, end = extent(scene, child)
        condition = scene.analysis.deprels[child] == "advcl" and has_mark(scene, child, "if", "unless")
        free = condition or scene.words[begin] not in EDGES
        if begin == last and last < stop and free and scene.words[begin] not in {"and", "but", "since"}:
            last = end
    return first, last


def more_infinitives(scene: Scene, cue: int, content: Range) -> int:
    """Where an infinitive ends with those that are joined to it (``to pay, to apologise and to leave``), however the tree attaches them."""
    first, last = content
    stop = scene.end_of(cue)
    for _ in range(DEEPEST):
        token = last
        while token < stop and scene.words[token] in LISTED:
            token += 1
        if token == last or token >= stop or scene.words[token] != "to" or scene.analysis.deprels[token] != "mark":
            break
        verb = scene.analysis.heads[token]
        head = scene.analysis.heads[verb]
        if not (head == cue or first <= head < last):
            break
        last = max(token + 1, extent(scene, verb)[1])
    return last


def cut_off(scene: Scene, head: int, content: Range, *, clause: bool, asides: frozenset[str]) -> Range:
    """A content without the aside that ends it: after a comma a relative clause or an apposition, and a reason, that are the reporter's.

    Of a whole clause, only an apposition that speaks of what was said (``asides``) is cut.
    """
    first, last = content
    for token in scene.analysis.subtree(head):
        relation = scene.analysis.deprels[token]
        if token == head or relation not in LOOSE or not first < token < last:
            continue
        begin, end = extent(scene, token)
        if begin <= first + 1 or end < last - 1:
            continue
        paused = scene.words[begin] == "," or scene.words[begin - 1] == ","
        spoken = (relation == "appos" and scene.words[token] in asides) or (relation == "acl:relcl" and scene.words[token] in word_list("asides"))
        participle = relation in {"acl", "advcl"} and scene.words[token].endswith("ing") and subject_of(scene, token) is None
        aside = (participle or relation in {"appos", "acl:relcl", "parataxis"}) and paused
        reason = relation == "advcl" and has_mark(scene, token, *REASONS)
        judged = relation == "acl:relcl" and scene.words[token] in word_list("asides")
        opening = set(scene.words[begin : begin + 5])
        later = bool(DATED & opening) and "which" not in opening and not _in_future(scene, head)
        dated = clause and paused and relation in {"advcl", "obl"} and later
        if dated or (paused and spoken) or (not clause and (aside or reason or judged)):
            last = begin
    for token in range(first + 3, last):
        if scene.words[token] in asides and scene.words[token - 1] in {"a", "an"} and scene.words[token - 2] == ",":
            return first, token - 2
    return first, last


def _in_future(scene: Scene, head: int) -> bool:
    """Whether a clause is in the future, where ``after`` and ``as`` tell when and are no aside."""
    return any(scene.words[c] in {"will", "would"} for c in scene.analysis.children(head, "aux"))


def voiced_apart(scene: Scene, cue: int, head: int, content: Range) -> Range:
    """A content that ends before a verb that is the cue's partner, not the content's (``claims X burned it and warns``)."""
    for child in scene.analysis.children(head, "conj"):
        if content[0] < child < content[1] and partners(scene, cue, head, child):
            return content[0], min(content[1], extent(scene, child)[0])
    return content


def partners(scene: Scene, cue: int, head: int, joined: int) -> bool:
    """Whether a verb that the tree joins to a content is the cue's partner: in its tense, and in the past a verb that reports."""
    return in_tense_of(scene, cue, head, joined) and (scene.analysis.xpos[cue] != "VBD" or scene.words[joined] in load_constructions().verbs)
