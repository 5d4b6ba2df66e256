"""Strings that may be toponyms: runs of words that the gazetteer knows, however the text was tokenised."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sayso.places.entries import Entry, Rank
from sayso.places.folding import SHORT, fold
from sayso.places.gazetteer import Gazetteer
from sayso.places.lexicon import listed, words

LONGEST_WORD = 60  # letters; longer runs are noise
MOST_WORDS = 6
_SUFFIX = 5
_SHORT_CODE = 3
_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W\d_]+(?:['’ʼ][^\W\d_]+)*")
_POSSESSIVE = re.compile(r"['’ʼ][sS]$")
_APOSTROPHES = frozenset({"'", "’"})
_JOINS = frozenset({" ", "-", "‑", "–", "\u00a0", "\n", "\r\n", " \n"})
_STOPPED = frozenset({"st", "ste", "mt", "ft", "pt", "n", "s", "e", "w", "d"})


class Word(NamedTuple):
    """A word of the text without a possessive ending, with its key.

    ``owner`` where it has that ending; ``capital`` where it starts with a capital letter, or has one after an apostrophe (d'Ivoire).
    """

    start: int
    end: int
    text: str
    key: str
    owner: bool = False
    capital: bool = False


@dataclass(frozen=True, slots=True)
class Candidate:
    """Words ``[first, last)`` at characters ``[start, end)`` that may be a toponym; ``entries`` is empty for a name that is not in the gazetteer."""

    first: int
    last: int
    start: int
    end: int
    key: str
    entries: tuple[Entry, ...]

    @property
    def demonym(self) -> bool:
        """Whether the gazetteer knows it as a demonym, and as nothing else of weight."""
        return (
            bool(self.entries)
            and any(e.rank is Rank.DEMONYM for e in self.entries)
            and not any(e.is_country and e.rank < Rank.DEMONYM for e in self.entries)
        )

    @property
    def named(self) -> tuple[Entry, ...]:
        """The entries that it names, demonyms left out."""
        return tuple(e for e in self.entries if e.rank is not Rank.DEMONYM)


def scan(text: str) -> tuple[Word, ...]:
    """The words of a text, in order; linear in its length."""
    found = []
    for match in _WORD.finditer(text):
        start, end = match.span()
        word = match[0]
        if end - start > LONGEST_WORD:
            continue
        if word.isascii() and word.islower() and word.isalpha():
            owner = text[end : end + 1] in _APOSTROPHES and word[-1] == "s" and text[end + 1 : end + 2] == " "
            found.append(Word(start, end, word, SHORT.get(word, word), owner))
            continue
        owner = _POSSESSIVE.search(word) is not None
        if owner:
            word, end = word[:-2], end - 2
        if word:
            owner = owner or (text[end : end + 1] in _APOSTROPHES and word[-1] in "sS" and text[end + 1 : end + 2] == " ")
            capital = word[0].isupper() or (not word[-1].isupper() and word != word.lower())
            found.append(Word(start, end, word, fold(word), owner, capital))
    return tuple(found)


def joined(text: str, left: Word, right: Word) -> bool:
    """Whether two neighbouring words may belong to one name."""
    gap = text[left.end : right.start]
    if left.owner:
        gap = gap[2:] if gap[1:2] in {"s", "S"} else "'"
    return gap in _JOINS or (gap in {". ", "."} and left.key in _STOPPED) or (gap == ", " and right.key in {"dc", "jr"})


def candidates(text: str, scanned: Sequence[Word], gazetteer: Gazetteer) -> tuple[Candidate, ...]:
    """What the gazetteer knows in a text: at each capitalised word the best run of words; runs never overlap."""
    found: list[Candidate] = []
    until = 0
    for first, word in enumerate(scanned):
        if first < until or not _may_start(text, scanned, first):
            continue
        best = _best(tuple(_matches(text, scanned, first, gazetteer)))
        if best is not None and not _refused(text, scanned, best):
            found.append(best if not _abbreviated(text, word, best) else _with_stop(best))
            until = best.last
    return tuple(found)


def extended(text: str, scanned: Sequence[Word], found: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """The candidates with the word for their type that follows them: "Anbar province", "Orange County", but not "the Brooklyn District Attorney".

    A name with the type of a county is a name of its own (Dallas is not Dallas County), one with a capitalised River or Islands is no town;
    other types leave the key as it is. A known name that goes on with particles is replaced by the whole, unknown name.
    """
    begins = {c.first for c in found}
    whole = (_continued(text, scanned, c, begins) for c in found)
    kept: list[Candidate] = []
    for candidate in whole:
        if not kept or candidate.first >= kept[-1].last:
            kept.append(_with_type(scanned, candidate) if _takes_type(text, scanned, candidate, begins) else candidate)
    return tuple(kept)


def _continued(text: str, scanned: Sequence[Word], candidate: Candidate, begins: set[int]) -> Candidate:
    """A known name that is only the start of an unknown one: "San José del Tule", "Qasirat al-Wadi", "Yeonho-ri"."""
    last = candidate.last
    if last >= len(scanned) or (last in begins and scanned[last].capital) or candidate.demonym or scanned[last - 1].owner:
        return candidate
    gap, word = text[candidate.end : scanned[last].start], scanned[last]
    if gap == "-" and not word.capital and len(word.text) <= _SUFFIX and word.key not in words("participle") and word.key not in words("function"):
        return Candidate(candidate.first, last + 1, candidate.start, word.end, f"{candidate.key} {word.key}", ())
    at = last
    while at < len(scanned) and scanned[at].key in words("inner-particle") and not scanned[at].capital and joined(text, scanned[at - 1], scanned[at]):
        at += 1
    if last < at < len(scanned) and scanned[at].capital and joined(text, scanned[at - 1], scanned[at]):
        key = " ".join(w.key for w in scanned[candidate.first : at + 1])
        return Candidate(candidate.first, at + 1, candidate.start, scanned[at].end, key, ())
    return candidate


def _takes_type(text: str, scanned: Sequence[Word], candidate: Candidate, begins: set[int]) -> bool:
    last = candidate.last
    if last >= len(scanned) or last in begins or candidate.demonym or any(e.is_country and e.rank <= Rank.ALIAS for e in candidate.entries):
        return False
    word = scanned[last]
    if (
        text[candidate.end : word.start] != " "
        or word.key not in words("type-after")
        or scanned[last - 1].key in words("type-after")
        or scanned[last - 1].owner
    ):
        return False
    if not word.capital and candidate.last - candidate.first == 1 and candidate.key in listed("common"):
        return False
    after = scanned[last + 1] if last + 1 < len(scanned) and text[word.end : scanned[last + 1].start] == " " else None
    if word.key == "state":
        return any(e.is_division for e in candidate.entries) and (after is None or after.key in words("function"))
    if after is None:
        return True
    return not (
        after.capital or (after.key == "of" and word.capital) or after.key in words("organization-head") or after.key in words("person-before")
    )


def _with_type(scanned: Sequence[Word], candidate: Candidate) -> Candidate:
    word = scanned[candidate.last]
    natural = word.capital and any(word.key in words(group) for group in ("water-type", "island-type", "land-type"))
    key = f"{candidate.key} {word.key}" if natural or word.key in words("county-type") else candidate.key
    entries = tuple(e for e in candidate.entries if e.feature[0] in "HTL") if natural else candidate.entries
    return Candidate(candidate.first, candidate.last + 1, candidate.start, word.end, key, entries)


def _may_start(text: str, scanned: Sequence[Word], first: int) -> bool:
    word = scanned[first]
    if word.capital:
        return True
    follows = scanned[first + 1] if first + 1 < len(scanned) else None
    return follows is not None and follows.capital and text[word.end : follows.start] == "-" and word.key in words("particle")


def _matches(text: str, scanned: Sequence[Word], first: int, gazetteer: Gazetteer) -> Iterator[Candidate]:
    key = ""
    for last in range(first, min(len(scanned), first + MOST_WORDS)):
        word = scanned[last]
        if last > first and not joined(text, scanned[last - 1], word):
            return
        if last > first and not word.capital and word.key not in words("particle") and word.key not in words("type-after"):
            return
        key = f"{key}{_ending(text, scanned[last - 1])} {word.key}" if key else word.key
        entries = gazetteer.find(key)
        if entries and (word.capital or any(e.rank <= Rank.ALIAS for e in entries)):
            yield Candidate(first, last + 1, scanned[first].start, word.end, key, entries)


def _ending(text: str, word: Word) -> str:
    """The ``s`` of a possessive inside a name (Queen Anne's County)."""
    return "s" if word.owner and text[word.end + 1 : word.end + 2] in {"s", "S"} else ""


def _best(found: Sequence[Candidate]) -> Candidate | None:
    """The longest run; a shorter one where the longest is only an alternate name and the shorter one names a country."""
    if not found:
        return None
    longest = found[-1]
    if all(e.rank is Rank.ALTERNATE for e in longest.entries):
        for other in reversed(found[:-1]):
            if any(e.is_country and e.rank is not Rank.ALTERNATE for e in other.entries):
                return other
    return longest


def _refused(text: str, scanned: Sequence[Word], candidate: Candidate) -> bool:
    """Acronyms must be in capitals, abbreviations of divisions must stand after a comma and before their full stop, small words are none."""
    if text[candidate.end : candidate.end + 1] == "$" or text[candidate.start - 1 : candidate.start] == "$":
        return True
    if candidate.last - candidate.first > 1:
        return False
    word = scanned[candidate.first]
    bare = word.text.replace(".", "")
    if candidate.key in words("postal") and text[word.end : word.end + 1] == "." and text[word.start - 2 : word.start] == ", ":
        return False
    if candidate.key in words("capitals-only"):
        return not bare.isupper() or len(bare) != len(candidate.key)
    return len(bare) == 1 or (candidate.key in words("postal") and (len(bare) <= _SHORT_CODE or candidate.key in listed("common")))


def _abbreviated(text: str, word: Word, candidate: Candidate) -> bool:
    return candidate.last - candidate.first == 1 and candidate.key in words("postal") and text[word.end : word.end + 1] == "."


def _with_stop(candidate: Candidate) -> Candidate:
    return Candidate(candidate.first, candidate.last, candidate.start, candidate.end + 1, candidate.key, candidate.entries)
