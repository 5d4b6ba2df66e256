"""Demonyms as modifiers: "Iraqi troops", "Saudi-led"; not the people ("Iraqis") and not the language ("in French")."""

from sayso.places.candidates import Candidate, Word
from sayso.places.context import Page
from sayso.places.lexicon import words
from sayso.vocabulary import Kind

_PEOPLE = ("men", "man", "women", "woman", "ians", "ans")
_OPENERS = frozenset({" ", "-", "‑", " “", ' "', " ‘", " '", "\n", "] ", " and ", " or ", "/", "–", " or the ", " and the "})
_NOMINAL = frozenset({"NOUN", "PROPN"})


def is_modifier(page: Page, candidate: Candidate) -> bool:
    """Whether a demonym modifies a noun: not the people or the language, not a part of an organisation's name."""
    word = page.words[candidate.last - 1]
    if not word.capital or word.owner or _names_people(candidate, word) or _in_organization(page, candidate):
        return False
    after = page.after(candidate)
    if after is None or after.key == "language" or not _opens(page, candidate):
        return False
    before = page.before(candidate)
    if before is not None and before.key in words("language-cue") and (page.gap_after(candidate) != " " or after.key in words("function")):
        return False
    if page.gap_after(candidate) in {" ", "\n"} and (after.key in words("function") and after.key != "and"):
        return after.key == "or" and _modifies(page, candidate)
    return _modifies(page, candidate)


def _opens(page: Page, candidate: Candidate) -> bool:
    """Whether a noun, or another demonym of a list, may follow."""
    gap = page.gap_after(candidate)
    if gap in _OPENERS:
        return True
    following = page.at_word.get(candidate.last)
    return gap == ", " and following is not None and page.candidates[following].demonym


def _modifies(page: Page, candidate: Candidate) -> bool:
    """By the tree, where there is one: an adjective, or a noun inside a compound."""
    analysis = page.analysis
    if analysis is None or not analysis.deprels:
        return True
    first, last = analysis.within(candidate.start, candidate.end)
    relations = {analysis.deprels[t].split(":")[0] for t in range(first, last)}
    if any(analysis.feature(t, "Number") == "Plur" and analysis.upos[t] in _NOMINAL for t in range(first, last) if analysis.feats):
        return False
    return bool(relations & {"amod", "compound", "nmod", "conj", "dep", "flat", "obl", "punct"}) or any(
        analysis.upos[t] == "ADJ" for t in range(first, last)
    )


def _names_people(candidate: Candidate, word: Word) -> bool:
    """A plural (Iraqis) or a compound with -man: people."""
    key = word.key
    if key.endswith(_PEOPLE) and not key.endswith(("german", "roman", "ottoman", "oman")):
        return True
    singular = key.removesuffix("s")
    return key.endswith("s") and singular != key and any(e.name != word.text for e in candidate.entries) and not key.endswith("ss")


def _in_organization(page: Page, candidate: Candidate) -> bool:
    after = page.after(candidate)
    beside = after is not None and page.gap_after(candidate) == " " and after.capital
    analysis = page.analysis
    if beside and after is not None and analysis is not None and analysis.names:
        first, last = analysis.within(candidate.start, candidate.end)
        return any(n.kind in {Kind.ORGANIZATION, Kind.OTHER} and n.first < last and first < n.last and n.last > last for n in analysis.names)
    if not beside or after is None or _title_line(page, candidate):
        return False
    following = page.at_word.get(candidate.last)
    another = following is not None and page.candidates[following].demonym
    return not (another or after.key in words("person-before") or after.key in words("nation"))


def _title_line(page: Page, candidate: Candidate) -> bool:
    return any(a <= candidate.start < b for a, b in page.titles)
