"""The status of a reported clause by its main verb: future, condition, refusal, and whose deed it is."""

from collections.abc import Collection, Sequence

from sayso.statements.lexicon import word_class
from sayso.statements.reported_lexicon import word_list
from sayso.statements.reported_trees import Range, extent, has_mark, is_negated, subject_of, trimmed
from sayso.statements.scene import Scene
from sayso.vocabulary import Act, Status

FUTURE = frozenset({"will", "would", "wo", "shall", "'ll", "'d"})
MODALS = FUTURE | {"could", "should", "might", "may", "can"}
DIRECTING = frozenset({Act.SAY, Act.WARN, Act.ANSWER, Act.EXPLAIN, Act.DECLARE})
SPEAKING = frozenset({Act.SAY, Act.ANNOUNCE, Act.CONFIRM, Act.ANSWER, Act.EXPLAIN, Act.PROMISE, Act.DECLARE})
OWN = frozenset({"its", "his", "her", "their", "our", "my"})


def reported_status(scene: Scene, contents: Sequence[Range], speakers: Collection[str], act: Act) -> Status:
    """The status of a content that its cue leaves open (``said``, ``warned``): asserted unless its main verb is in the future.

    ``speakers`` are the pronouns that the source goes by; what they, somebody of theirs, or a body that it can speak for will do, and
    what will be done by nobody named, is a promise or, with harm, a threat. What others *should* do is directive.
    """
    top = _main_verb(scene, contents)
    if top is None:
        return Status.ASSERTED
    words = {scene.words[t] for first, last in contents for t in range(first, last)}
    if words & word_list("authorship"):
        return Status.AUTHORSHIP
    helpers = {scene.words[c] for c in scene.analysis.children(top, "aux")}
    subject = subject_of(scene, top)
    if subject is None and scene.analysis.deprels[top] == "conj":
        subject = subject_of(scene, scene.analysis.heads[top])
    own = subject is not None and _own(scene, subject, speakers)
    if "should" in helpers and not own and act in DIRECTING:
        return Status.DIRECTIVE
    if helpers & {"would", "could"} and "have" in helpers:
        return Status.CONDITIONAL
    if not helpers & FUTURE and not (helpers & MODALS and _on_condition(scene, top)):
        return Status.ASSERTED
    return _future(
        scene, top, own=own, willing=own or (act in SPEAKING and _willing(scene, top, subject)), harm=bool(word_class("harm") & words), act=act
    )


def _future(scene: Scene, top: int, *, own: bool, willing: bool, harm: bool, act: Act) -> Status:
    """The status of what will or would be: by whose deed it is, what it does, and on what condition."""
    future = any(scene.words[c] in FUTURE for c in scene.analysis.children(top, "aux"))
    condition = _on_condition(scene, top)
    unless = condition and _marked(scene, top, "unless")
    warned = act is Act.WARN
    if future and ((warned and (own or harm or condition)) or (willing and (unless or harm))):
        return Status.THREATENED
    if future and own and is_negated(scene, top):
        return Status.THREATENED if condition or _until(scene, top) else Status.DENIED
    if condition:
        return Status.PROMISED if own and future else Status.CONDITIONAL
    if not future:
        return Status.ASSERTED
    return Status.PROMISED if willing and not warned else Status.PREDICTED


def _on_condition(scene: Scene, top: int) -> bool:
    return _marked(scene, top, "if", "unless")


def _marked(scene: Scene, top: int, *words: str) -> bool:
    return any(has_mark(scene, c, *words) for c in scene.analysis.children(top, "advcl"))


def _willing(scene: Scene, top: int, subject: int | None) -> bool:
    """Whether somebody can speak for a subject: a name, a body, or whoever is left out of a passive."""
    if subject is None:
        return False
    if scene.analysis.children(top, "aux:pass"):
        return scene.analysis.upos[subject] != "PRON" and not scene.analysis.children(top, "obl:agent")
    return scene.analysis.upos[subject] == "PROPN" or scene.words[subject] in word_list("bodies")


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
