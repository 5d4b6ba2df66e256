"""Lemmas as rules: the edit that turns a form into its lemma, so that a classifier over rules can lemmatise unseen words.

After the lemma rules of UDPipe 2 (Straka, 2018): a rule says how to case the lemma and what to replace at the form's two ends.
A rule reads ``case|start cut,start add|end cut,end add``; `WHOLE` spells an irregular lemma out.
"""

from functools import lru_cache

WHOLE = "="
_CASES = {"l": str.lower, "t": str.title, "u": str.upper}


def lemma_rule(form: str, lemma: str) -> str:
    """The rule that gives ``lemma`` from ``form``; `apply_rule` is its inverse."""
    case = _case_of(form, lemma)
    low_form, low_lemma = form.lower(), lemma.lower()
    start, size = _longest_common(low_form, low_lemma)
    if size == 0 or "|" in lemma or len(low_form) != len(form) or len(low_lemma) != len(lemma):
        return WHOLE + lemma
    at = low_lemma.index(low_form[start : start + size])
    rule = f"{case}|{start},{low_lemma[:at]}|{len(low_form) - start - size},{low_lemma[at + size :]}"
    return rule if apply_rule(rule, form) == lemma else WHOLE + lemma


@lru_cache(1 << 14)
def apply_rule(rule: str, form: str) -> str:
    """The lemma that a rule gives for a form; the form itself where the rule cuts more than there is."""
    if rule.startswith(WHOLE):
        return rule[1:]
    case, front, back = rule.split("|", 2)
    cut_front, _, add_front = front.partition(",")
    cut_back, _, add_back = back.partition(",")
    if int(cut_front) + int(cut_back) >= len(form) + (not add_front and not add_back):
        return form
    kept = form[int(cut_front) : len(form) - int(cut_back)]
    lemma = add_front + (kept.lower() if case != "k" else kept) + add_back
    return _CASES[case](lemma) if case in _CASES else lemma


def _case_of(form: str, lemma: str) -> str:
    if lemma.islower() or not any(c.isalpha() for c in lemma):
        return "l"
    if lemma.lower() in form.lower() and lemma in form:
        return "k"
    return "t" if lemma == lemma.title() else "u" if lemma.isupper() else "k"


def _longest_common(a: str, b: str) -> tuple[int, int]:
    """Start in ``a`` and length of the longest common substring."""
    best, where = 0, 0
    previous = [0] * (len(b) + 1)
    for i, letter in enumerate(a):
        row = [0] * (len(b) + 1)
        for j, other in enumerate(b):
            if letter == other:
                row[j + 1] = previous[j] + 1
                if row[j + 1] > best:
                    best, where = row[j + 1], i - row[j + 1] + 1
        previous = row
    return where, best
