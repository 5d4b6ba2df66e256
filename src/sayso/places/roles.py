"""What a toponym does in its sentence: location, actor (a state or its capital that acts or is acted on) or modifier (it says whose).

With a tree the rules go by its relations (Universal Dependencies); without one by the words around. Only countries, unions of them and
capitals act; other places are locations unless they modify.
"""

from collections.abc import Iterator

from sayso.language.analysis import ROOT, Analysis
from sayso.places.candidates import Candidate, Word
from sayso.places.context import Page
from sayso.places.entries import Rank
from sayso.places.lexicon import words
from sayso.places.verbs import is_verb, stem
from sayso.vocabulary import Role

_BODIES = frozenset(
    {
        "european union",
        "eu",
        "soviet union",
        "ussr",
        "yugoslavia",
        "czechoslovakia",
        "europe",
        "ottoman empire",
        "gaza",
        "gaza strip",
        "iraqi kurdistan",
    }
)
_HELPERS = frozenset(
    {
        "has",
        "have",
        "had",
        "will",
        "would",
        "also",
        "is",
        "was",
        "could",
        "should",
        "may",
        "might",
        "must",
        "did",
        "does",
        "not",
        "never",
        "later",
        "itself",
        "then",
        "again",
        "on",
        "recently",
        "twice",
    }
)
_COMPASS = frozenset({"north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest"})
_BACK = 6
_SKIPPED = 5
_AHEAD = 6


def role_of(page: Page, candidate: Candidate) -> Role:
    """The role of a toponym (not of a demonym)."""
    if any(start <= candidate.start < end for start, end in page.datelines):
        return Role.LOCATION
    after = page.after(candidate)
    if after is not None and page.gap_after(candidate) in {"-", "‑"} and after.key in words("participle"):
        return Role.MODIFIER
    acts = _may_act(candidate)
    analysis = page.analysis
    if analysis is not None and analysis.heads:
        first, last = analysis.within(candidate.start, candidate.end)
        if first < last:
            return _by_tree(analysis, first, last, acts)
    return _by_words(page, candidate, acts=acts)


def _may_act(candidate: Candidate) -> bool:
    if candidate.key in _BODIES:
        return True
    named = [e for e in candidate.named if e.rank is not Rank.ALTERNATE]
    return any(e.is_country for e in named) or any(e.feature == "P/PPLC" for e in named)


def _by_tree(analysis: Analysis, first: int, last: int, acts: bool) -> Role:  # noqa: FBT001
    token = next((t for t in range(first, last) if not first <= analysis.heads[t] < last), first)
    own_case = _cases(analysis, token)
    token = _top_conjunct(analysis, token)
    relation = analysis.deprels[token].split(":")[0]
    head = analysis.heads[token]
    case = own_case or _cases(analysis, token)
    if head == ROOT:
        return Role.LOCATION
    noun = analysis.lower[head]
    if relation in {"compound", "amod", "flat"} or (relation == "nmod" and "'s" in case) or analysis.deprels[token] == "nmod:poss":
        return _owned(noun, possessive=relation == "nmod")
    if not acts:
        return Role.MODIFIER if relation == "nmod" and "of" in case and noun in words("institution") else Role.LOCATION
    if relation == "nsubj":
        return _as_subject(analysis, head, passive=analysis.deprels[token].endswith("pass"))
    if relation in {"obj", "iobj"}:
        return Role.ACTOR if relation == "iobj" or stem(analysis.lemmas[head].lower(), "victim-verb") else Role.LOCATION
    if relation in {"obl", "nmod"}:
        return _as_oblique(analysis, head, case)
    return Role.LOCATION


def _top_conjunct(analysis: Analysis, token: int) -> int:
    """The first of the coordinated or apposed words that a word belongs to."""
    for _ in range(len(analysis)):
        if analysis.deprels[token].split(":")[0] not in {"conj", "appos"} or analysis.heads[token] == ROOT:
            break
        token = analysis.heads[token]
    return token


def _cases(analysis: Analysis, token: int) -> frozenset[str]:
    return frozenset(analysis.lower[c].replace("’", "'") for c in analysis.children(token, "case"))


def _owned(noun: str, *, possessive: bool) -> Role:
    if noun in words("ground") or (possessive and noun not in words("institution")):
        return Role.LOCATION
    return Role.MODIFIER


def _as_subject(analysis: Analysis, verb: int, *, passive: bool) -> Role:
    lemma = analysis.lemmas[verb].lower()
    if passive:
        return Role.ACTOR if stem(lemma, "victim-verb") else Role.LOCATION
    if analysis.children(verb, "cop"):
        return Role.LOCATION
    return Role.LOCATION if lemma in words("static-verb") else Role.ACTOR


def _as_oblique(analysis: Analysis, head: int, case: frozenset[str]) -> Role:
    noun = analysis.lower[head]
    lemma = analysis.lemmas[head].lower()
    if "of" in case:
        return Role.MODIFIER if noun in words("institution") else Role.LOCATION
    if case & {"by", "against"}:
        return Role.ACTOR
    if case & {"with", "between"}:
        near = {noun, lemma, *(analysis.lower[a] for a in analysis.ancestors(head))}
        parties = near & words("party-noun") or any(stem(w, "agent-verb") for w in near)
        return Role.ACTOR if parties and noun not in words("ground") else Role.LOCATION
    if "to" in case:
        objects = {analysis.lower[c] for c in analysis.children(head, "obj")}
        return Role.ACTOR if ({noun, lemma} | objects) & words("address-noun") else Role.LOCATION
    return Role.ACTOR if "for" in case and noun in words("party-noun") else Role.LOCATION


def _by_words(page: Page, candidate: Candidate, *, acts: bool) -> Role:
    before, after = _word_before(page, candidate), page.after(candidate)
    gap = page.gap_after(candidate)
    owner = page.words[candidate.last - 1].owner
    if after is not None and owner and after.key in words("institution"):
        return Role.MODIFIER
    if before is not None and before.key == "of":
        return Role.MODIFIER if any(w.key in words("institution") for w in _back(page, candidate, 3)) else Role.LOCATION
    if acts and before is not None and _takes_part(page, candidate, before):
        return Role.ACTOR
    if before is not None and before.key in words("locative"):
        return Role.LOCATION
    if after is not None and gap == " " and not owner and not after.capital and after.key in words("institution"):
        return Role.MODIFIER
    if acts and after is not None and not owner and gap == " " and _acting(page, candidate, after):
        return Role.ACTOR
    if acts and before is not None and stem(before.key, "victim-verb") and page.gap_before(candidate).strip() == "":
        return Role.ACTOR
    return Role.LOCATION


def _word_before(page: Page, candidate: Candidate) -> Word | None:
    for back in range(1, _SKIPPED):
        word = page.before(candidate, back)
        if word is None or not (word.key == "the" or word.key in words("direction")):
            return word
    return None


def _back(page: Page, candidate: Candidate, most: int) -> Iterator[Word]:
    end = candidate.start
    for back in range(1, most + 1):
        word = page.before(candidate, back)
        if word is None or any(c in ".;:!?\n" for c in page.text[word.end : end].removeprefix("'s").removeprefix("’s")):
            return
        yield word
        end = word.start


def _takes_part(page: Page, candidate: Candidate, before: Word) -> bool:
    """After "by", "against", "with", "between", or coordinated with a phrase after one of these, near a word such as talks or sanctions."""
    if before.key == "to":
        return any(w.key in words("address-noun") for w in _back(page, candidate, _BACK))
    if before.key not in words("party-preposition") and before.key != "and":
        return False
    near = list(_back(page, candidate, _BACK + 2))
    marks = [w.key for w in near if w.key in words("party-preposition") or w.key in words("locative")]
    if not marks or marks[0] not in words("party-preposition"):
        return False
    return marks[0] in {"by", "against"} or any(w.key in words("party-noun") for w in near)


def _acting(page: Page, candidate: Candidate, after: Word) -> bool:
    """Followed by a verb of acting, or by helpers and then one; "and its allies" in between counts."""
    for ahead in range(_AHEAD):
        word = page.after(candidate, ahead)
        if word is None or any(c in ".;:!?\n" for c in page.text[candidate.end : word.start]):
            return False
        if is_verb(word.key) and not word.capital:
            return True
        if word.key not in _HELPERS and word.key not in {"and", "its", "allies", "which"} and not word.key.endswith(("ly", "day")):
            return False
    return after.key in _HELPERS
