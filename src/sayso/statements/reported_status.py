"""The status of a reported clause by its main verb: future, condition, refusal, and whose deed it is."""

from collections.abc import Collection, Sequence

from sayso.statements.lexicon import word_class
from sayso.statements.reported_trees import Range, extent, has_mark, is_negated, subject_of, trimmed
from sayso.statements.scene import Scene
from sayso.vocabulary import Act, Status

FUTURE = frozenset({"will", "would", "wo", "shall", "'ll", "'d"})
MODALS = FUTURE | {"could", "should", "might", "may", "can"}
OWN = frozenset({"its", "his", "her", "their", "our", "my"})


def reported_status(scene: Scene, contents: Sequence[Range], speakers: Collection[str], act: Act) -> Status:
    """The status of a content that its cue leaves open (``said``, ``warned``): asserted unless its main verb is in the future.

    ``speakers`` are the pronouns that the source goes by; what they, or somebody of theirs, will do is a promise or, with harm, a threat.
    """
    top = _main_verb(scene, contents)
    if top is None:
        return Status.ASSERTED
    helpers = {scene.words[c] for c in scene.analysis.children(top, "aux")}
    condition = any(has_mark(scene, c, "if", "unless") for c in scene.analysis.children(top, "advcl"))
    subject = subject_of(scene, top)
    if subject is None and scene.analysis.deprels[top] == "conj":
        subject = subject_of(scene, scene.analysis.heads[top])
    own = subject is not None and _own(scene, subject, speakers)
    harm = bool(word_class("harm") & {scene.words[t] for first, last in contents for t in range(first, last)})
    future = bool(helpers & FUTURE)
    if future and own and is_negated(scene, top):
        return Status.THREATENED if condition or _until(scene, top) else Status.DENIED
    if future and (harm or act is Act.WARN) and (own or act is Act.WARN) and (own or harm):
        return Status.THREATENED
    if condition and helpers & MODALS:
        return Status.PROMISED if own and future else Status.CONDITIONAL
    if not future:
        return Status.ASSERTED
    return Status.PROMISED if own else Status.PREDICTED


def _main_verb(scene: Scene, contents: Sequence[Range]) -> int | None:
    """The word of a content that hangs on a word outside it and has a subject, or else the first that does."""
    tokens = [token for first, last in contents for token in range(first, last)]
    inside = frozenset(tokens)
    tops = [token for token in tokens if scene.analysis.heads[token] not in inside and scene.analysis.deprels[token] != "punct"]
    return next((token for token in tops if subject_of(scene, token) is not None), tops[0] if tops else None)


def _own(scene: Scene, subject: int, speakers: Collection[str]) -> bool:
    if scene.words[subject] in speakers:
        return True
    return any(scene.words[c] in OWN for c in scene.analysis.children(subject, "nmod:poss"))


def _until(scene: Scene, top: int) -> bool:
    return any(has_mark(scene, c, "until") for c in scene.analysis.children(top, "advcl"))


def parted(scene: Scene, content: Range) -> tuple[Range, ...]:
    """A clause in the parts whose status differs: what was done, and what the same subject will do (``it had come and would stay``)."""
    top = _main_verb(scene, (content,))
    if top is None or {scene.words[c] for c in scene.analysis.children(top, "aux")} & FUTURE:
        return (content,)
    for child in scene.analysis.children(top, "conj"):
        future = bool({scene.words[c] for c in scene.analysis.children(child, "aux")} & FUTURE)
        first = extent(scene, child)[0]
        if future and subject_of(scene, child) is None and content[0] < first < content[1]:
            before, after = trimmed(scene, content[0], first), trimmed(scene, first, content[1])
            return (before, after) if before is not None and after is not None else (content,)
    return (content,)
