"""Which way a sentence looks from the publication: the tense that governs an expression.

With a tree, the nearest verb above the expression decides, with its auxiliaries; with tags only, the nearest verb in the sentence; with
words only, lists of forms.
"""

from sayso.language.analysis import ROOT, Analysis
from sayso.times.lexicon import Lexicon

PAST, PRESENT, FUTURE, GENERIC = "past", "present", "future", "generic"
WILL = frozenset({"will", "'ll", "wo", "shall", "would", "'d", "should", "could", "may", "might", "can", "must", "ca", "sha"})
FINITE = {"VBD": PAST, "VBZ": PRESENT, "VBP": PRESENT}
HAVE = frozenset({"have", "has", "had", "'ve", "having"})
UNTIL = frozenset({"until", "till", "by"})
CONDITIONS = frozenset({"if", "unless", "until", "once", "when"})
TO_BE = frozenset({"be", "remain"})
STEPS = 12
AHEAD = 5
REACH = 14


def direction(analysis: Analysis, first: int, last: int, lexicon: Lexicon) -> str | None:
    """The direction in which tokens ``[first, last)`` lie: past, present, future; generic for what is said of the time itself; or None."""
    if not len(analysis) or first >= len(analysis):
        return None
    found = _direction(analysis, first, last, lexicon)
    if found is None and first > 0 and analysis.lower[first - 1] in UNTIL:
        return FUTURE
    return found


def _direction(analysis: Analysis, first: int, last: int, lexicon: Lexicon) -> str | None:
    if _heads_for(analysis, first, last, lexicon) or _planned(analysis, first, last, lexicon):
        return FUTURE
    if analysis.lower[last : last + 1] in {("onwards",), ("onward",)}:
        return FUTURE
    if analysis.heads and analysis.upos:
        found = _by_tree(analysis, first, last, lexicon)
        if found is not None:
            return found
    return _by_words(analysis, first, last, lexicon)


def _heads_for(analysis: Analysis, first: int, last: int, lexicon: Lexicon) -> bool:
    """Whether the words right after a time, up to the next mark, make it one to come (``the Friday deadline``)."""
    for token in range(last, min(last + AHEAD, analysis.sentence_of(first)[1])):
        word = analysis.lower[token]
        if word in lexicon.lists["future_nouns"]:
            return True
        if not word[0].isalnum() and word != "'s":
            return False
    return False


def _planned(analysis: Analysis, first: int, last: int, lexicon: Lexicon) -> bool:
    """Whether a time says for when something is planned (``a strike planned for Thursday``, ``a hearing was set for May 2``)."""
    if first == 0 or analysis.lower[first - 1] != "for":
        return False
    before = analysis.lower[first - 2 : first - 1]
    if analysis.heads:
        node = analysis.heads[top(analysis, first, last)]
        before = (*before, analysis.lower[node]) if node != ROOT else before
    return any(word in lexicon.lists["planned_words"] for word in before)


def top(analysis: Analysis, first: int, last: int) -> int:
    """The token of a range whose head lies outside it (the first such; the first token where there is no tree)."""
    for token in range(first, min(last, len(analysis))):
        head = analysis.heads[token] if analysis.heads else ROOT
        if head == ROOT or not first <= head < last:
            return token
    return first


def _by_tree(analysis: Analysis, first: int, last: int, lexicon: Lexicon) -> str | None:
    node = top(analysis, first, last)
    if any(analysis.deprels[child] == "cop" for child in analysis.dependents[node]) and not analysis.deprels[node].startswith("nsubj"):
        return tense_of(analysis, node, lexicon)
    if analysis.deprels[node] == "nsubj" and tense_of(analysis, analysis.heads[node], lexicon) == PRESENT:
        return GENERIC
    if first > 0 and analysis.lower[first - 1] == "since":
        return PAST
    for _ in range(STEPS):
        head = analysis.heads[node]
        if head == ROOT:
            return None
        node = head
        if first <= node < last:
            continue
        if _promises(analysis, node, first, lexicon) or _conditional(analysis, node, first, lexicon):
            return FUTURE
        found = tense_of(analysis, node, lexicon)
        if found is not None and not (found == FUTURE and _owned(analysis, first, last, node)):
            return found
    return None


def _owned(analysis: Analysis, first: int, last: int, verb: int) -> bool:
    """Whether a time owns a noun deep inside the clause (``will accept a recount of Sunday's vote``), of which the verb says nothing."""
    token = top(analysis, first, last)
    return analysis.deprels[token] == "nmod:poss" and analysis.heads[analysis.heads[token]] != verb


def _promises(analysis: Analysis, verb: int, first: int, lexicon: Lexicon) -> bool:
    """Whether a time after the object of a promise, threat or order says when it will be kept (``promised a reply in May``)."""
    word, lists = analysis.lower[verb], lexicon.lists
    if first <= verb or not (word in lists["promisers"] or word in lists["orderers"]):
        return False
    if any(analysis.lower[child] == "had" for child in analysis.dependents[verb]):
        return False
    if analysis.lower[first - 1] in UNTIL:
        return True
    objects = (verb < child < first and analysis.deprels[child] in {"obj", "ccomp", "xcomp"} for child in analysis.dependents[verb])
    return word in lists["promisers"] and any(objects)


def _conditional(analysis: Analysis, node: int, first: int, lexicon: Lexicon) -> bool:
    """Whether a clause is the condition of something still to come (``would burn it if he were not paid by Easter``)."""
    if analysis.deprels[node].split(":")[0] != "advcl" or analysis.heads[node] == ROOT:
        return False
    marks = {analysis.lower[child] for child in analysis.dependents[node] if analysis.deprels[child] == "mark"}
    if analysis.lower[first - 1 : first] in {("by",), ("until",)} and marks & {"if", "unless"}:
        return True
    return bool(marks & CONDITIONS) and tense_of(analysis, analysis.heads[node], lexicon) == FUTURE


def tense_of(analysis: Analysis, node: int, lexicon: Lexicon) -> str | None:
    """The tense of the clause headed by a token: its finite form or auxiliaries; None for what heads no finite clause."""
    helpers = [child for child in analysis.dependents[node] if analysis.deprels[child].split(":")[0] in {"aux", "cop"}]
    words = {analysis.lower[child] for child in helpers}
    tags = {analysis.xpos[child] for child in helpers} if analysis.xpos else set()
    tag = analysis.xpos[node] if analysis.xpos else ""
    if words & WILL or "going" in words:
        return FUTURE if not words & HAVE else PAST
    if any(analysis.lower[child] == "to" and analysis.deprels[child] == "mark" for child in analysis.dependents[node]):
        return _of_infinitive(analysis, node, lexicon)
    if tag == "VB" and not helpers and analysis.heads[node] != ROOT and analysis.lower[analysis.heads[node]] in lexicon.lists["future_governors"]:
        return FUTURE
    if words & HAVE or "VBD" in tags or tag == "VBD" or (tag == "VBN" and not helpers):
        return PAST
    if analysis.lower[node] in lexicon.lists["dating_words"]:
        return PAST
    if tags & {"VBZ", "VBP"} or tag in {"VBZ", "VBP"}:
        return FUTURE if (words | {analysis.lower[node]}) & {"due", "going"} else PRESENT
    return None


def _of_infinitive(analysis: Analysis, node: int, lexicon: Lexicon) -> str | None:
    head = analysis.heads[node]
    if head == ROOT:
        return FUTURE
    governor = analysis.lower[head]
    if analysis.deprels[node].split(":")[0] == "acl":
        return FUTURE
    return FUTURE if governor in lexicon.lists["future_governors"] else None


def _by_words(analysis: Analysis, first: int, last: int, lexicon: Lexicon) -> str | None:
    start, end = analysis.sentence_of(first)
    before = range(first - 1, max(start, first - REACH) - 1, -1)
    after = range(last, min(end, last + REACH))
    if first > start and analysis.lower[first - 1] == "since":
        return PAST
    for token in (*before, *after):
        found = _form(analysis, token, start, lexicon)
        if found is not None:
            return found
    return None


def _form(analysis: Analysis, token: int, start: int, lexicon: Lexicon) -> str | None:
    """The direction in which one word points, by its form and the words right before it."""
    word, lists = analysis.lower[token], lexicon.lists
    tag = analysis.xpos[token] if analysis.xpos else ""
    near = analysis.lower[max(start, token - 3) : token]
    planned = near[-1:] == ("to",) and (word in TO_BE or any(w in lists["future_governors"] for w in near))
    promised = any(w in lists["future_words"] for w in near) and (tag == "VB" or not tag) and word.isalpha()
    would = word == "would" and "have" not in analysis.lower[token : token + 3]
    if planned or promised or would or word in lists["future_words"]:
        return FUTURE
    if tag:
        return FINITE.get(tag) or (PAST if tag == "VBN" else None)
    return None if near[-2:] == ("to", "be") else _plain_form(word, near, lexicon)


def _plain_form(word: str, near: tuple[str, ...], lexicon: Lexicon) -> str | None:
    """The direction of a word without tags: by its ending, and lists of forms."""
    participle = word.endswith("ed") and len(word) > len("need")
    if participle and near[-1:] and near[-1] in {"is", "are", "'s", "'re", "being", "be"}:
        return PRESENT
    if participle or word in lexicon.lists["past_words"]:
        return PAST
    return PRESENT if word in lexicon.lists["present_words"] else None
