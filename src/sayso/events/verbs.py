"""What the form of a predicate says: tense, mood, aspect and polarity, from its auxiliaries, tags and negations."""

from dataclasses import dataclass

from sayso.events.trees import marks, relation
from sayso.language.analysis import ROOT, Analysis

WILL = frozenset({"will", "'ll", "wo", "shall", "sha"})
WOULD = frozenset({"would", "'d"})
MAY = frozenset({"may", "might", "could"})
CAN = frozenset({"can", "ca"})
MUST = frozenset({"must", "should", "ought"})
HAVE = frozenset({"have", "has", "had", "'ve", "having"})
NOT = frozenset({"not", "n't", "never", "neither", "nor"})
NOBODY = frozenset({"nobody", "none", "nothing", "no-one", "noone"})
NO = frozenset({"no", "neither", "zero"})
ONLY = frozenset({"only", "just", "merely", "simply", "until"})
HELPERS = frozenset({"aux", "cop"})
ARGUMENTS = frozenset({"nsubj", "obj", "obl", "iobj", "csubj"})
PRESENT_TAGS = frozenset({"VBZ", "VBP"})


@dataclass(frozen=True, slots=True)
class Form:
    """The form of a clause: at most one ``modal`` group, its tense by tag, aspect, and whether words negate it."""

    finite: bool
    modal: str | None
    past: bool
    present: bool
    perfect: bool
    progressive: bool
    passive: bool
    infinitive: bool
    negated: bool


def form_of(analysis: Analysis, node: int, inside: range = range(0)) -> Form:
    """The form of the clause of a token: of a verb by itself and its auxiliaries, of anything else by its copula.

    Helpers and negations ``inside`` a predicate's own tokens belong to its type (``would not show``) and are not counted.
    """
    helpers = [child for child in analysis.dependents[node] if relation(analysis, child) in HELPERS and child not in inside]
    words = {analysis.lower[child] for child in helpers}
    tags = {analysis.xpos[child] for child in helpers}
    tag = analysis.xpos[node] if analysis.upos[node] in {"VERB", "AUX"} or analysis.xpos[node].startswith("VB") else ""
    modal = _modal(words)
    tag_past = (
        "VBD" in tags or tag == "VBD" or (tag == "VBN" and not helpers and _has_subject_before(analysis, node) and not _reduced(analysis, node))
    )
    present = bool(tags & PRESENT_TAGS) or tag in PRESENT_TAGS
    to = "to" in marks(analysis, node) and tag in {"VB", "VBN", "VBG", ""}
    copula = {"is", "are", "was", "were", "'re", "'s"} & words
    if to and copula and tag in {"VB", ""} and any(child < node and relation(analysis, child) == "nsubj" for child in analysis.dependents[node]):
        modal, to = "will", False
    return Form(
        finite=bool(modal) or tag_past or present,
        modal=modal,
        past=tag_past,
        present=present,
        perfect=bool(words & HAVE) and tag in {"VBN", "VBG", "VBD", ""},
        progressive=(tag == "VBG" and bool(helpers)) or "being" in words,
        passive=tag == "VBN" and any(analysis.deprels[child] == "aux:pass" for child in helpers),
        infinitive=to,
        negated=is_negated(analysis, node, inside),
    )


def _modal(words: set[str]) -> str | None:
    groups = (("will", WILL), ("would", WOULD), ("may", MAY), ("can", CAN), ("must", MUST))
    return next((name for name, forms in groups if words & forms), None)


def _has_subject_before(analysis: Analysis, node: int) -> bool:
    return any(child < node and relation(analysis, child) == "nsubj" for child in analysis.dependents[node])


def _reduced(analysis: Analysis, node: int) -> bool:
    return relation(analysis, node) in {"acl", "amod"} and analysis.deprels[node] != "acl:relcl"


def is_negated(analysis: Analysis, node: int, inside: range = range(0)) -> bool:
    """Whether words negate a predicate: ``not``, ``never``, ``no longer``; ``no`` or ``none`` as its subject or object; ``without``."""
    for child in analysis.dependents[node]:
        word, label = analysis.lower[child], relation(analysis, child)
        if child in inside:
            continue
        if word in NOT and label in {"advmod", "cc", "aux", "dep"} and not _only(analysis, child):
            return True
        if label in ARGUMENTS and _none(analysis, child):
            return True
        if label == "advmod" and word == "longer" and child and analysis.lower[child - 1] == "no":
            return True
        if label in {"mark", "case"} and word == "without":
            return True
    return False


def _only(analysis: Analysis, token: int) -> bool:
    return token + 1 < len(analysis) and analysis.lower[token + 1] in ONLY


def _none(analysis: Analysis, token: int) -> bool:
    """Whether a noun phrase says that there is none (``no rounds``, ``none of them``, ``not one of the trucks``)."""
    if analysis.lower[token] in NOBODY or (analysis.lower[token] == "one" and token and analysis.lower[token - 1] in {"no", "not"}):
        return True
    return any(
        (analysis.deprels[child] == "det" and analysis.lower[child] in NO)
        or (relation(analysis, child) in {"advmod", "nummod", "det"} and analysis.lower[child] in {"not", "nobody"} and child < token)
        for child in analysis.dependents[token]
    )


def denied_noun(analysis: Analysis, token: int) -> bool:
    """Whether a noun predicate is itself what there is none of (``no attack``, ``neither raid``)."""
    return any(analysis.deprels[child] == "det" and analysis.lower[child] in NO for child in analysis.dependents[token])


def tensed_above(analysis: Analysis, node: int) -> int | None:
    """The nearest token at or above a node whose clause is finite; None where there is none."""
    for _ in range(40):
        if form_of(analysis, node).finite:
            return node
        if analysis.heads[node] == ROOT:
            return None
        node = analysis.heads[node]
    return None
