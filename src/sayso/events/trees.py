"""Small questions about trees that the parts of this room share: labels, marks, subjects, the top of a range."""

from sayso.language.analysis import ROOT, Analysis

DEEPEST = 40
SUBJECTS = frozenset({"nsubj", "csubj", "expl"})


def relation(analysis: Analysis, token: int) -> str:
    """The label of a token's arc without its subtype."""
    return analysis.deprels[token].split(":")[0]


def top_of(analysis: Analysis, first: int, last: int) -> int:
    """The token of a range that hangs on a word outside it (the first one such)."""
    for token in range(first, last):
        head = analysis.heads[token] if analysis.heads else ROOT
        if head == ROOT or not first <= head < last:
            return token
    return first


def has_subject(analysis: Analysis, token: int) -> bool:
    """Whether a verb has a subject of its own."""
    return any(relation(analysis, child) in SUBJECTS for child in analysis.dependents[token])


def marks(analysis: Analysis, token: int) -> frozenset[str]:
    """The words that mark a clause or a phrase, in lower case (``if``, ``to``, ``after``, ``from``)."""
    return frozenset(analysis.lower[child] for child in analysis.dependents[token] if analysis.deprels[child] in {"mark", "case"})
