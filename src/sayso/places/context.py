"""What speaks for and against a candidate being a toponym: named features of its words and their neighbours.

Each feature is 0 or 1, or a small number; their weights (``data/weights.toml``) were fitted on development data. A feature says one
thing that a reader could check, so that a decision can be explained by the list of those that are not zero.
"""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from sayso.language.analysis import Analysis
from sayso.places.candidates import Candidate, Word
from sayso.places.entries import Rank
from sayso.places.lexicon import listed, words
from sayso.places.verbs import is_verb
from sayso.vocabulary import Kind

Features = dict[str, float]
_SENTENCE_ENDS = '.!?:;\n“"‘([—–•|'
_LIST_GAPS = frozenset({", ", " and ", ", and ", " or ", " & ", ", or ", " and the ", ", and the ", ", the ", "; "})
_BIG = 100_000
_SHORT = 3
_TITLE_CASE = 0.8
_REACH = 70
_DEFINED = re.compile(r"(?:,|,? (?:is|was),?) (?:a|an|the|another|one of the) ([a-z][\w' -]{2,60})")
_LETTERS = re.compile(r"[a-z]+")
_BREAK = re.compile(r"\n")
_BYLINE = re.compile(r"(?m)^[ \t]*(?:By|BY|Reporting by|Story by) [A-Z][^\n.]{2,60}$")
_DATELINE = re.compile(
    r"(?m)^[ \t]*[A-Z][A-Z.’' -]{2,40}(?:, [A-Z][\w. ]{1,30}){0,2},?(?: [A-Z][a-z]{2,8}\.? \d{1,2},?)?(?: \([^)\n]{1,30}\))? ?(?=[—–]|-{1,2} )"
)


@dataclass(frozen=True)
class Page:
    """A text with its words and candidates, and what can be said of them once."""

    text: str
    words: tuple[Word, ...]
    candidates: tuple[Candidate, ...]
    analysis: Analysis | None = None
    low: frozenset[str] = frozenset()
    people: frozenset[str] = frozenset()
    at_word: Mapping[int, int] = field(default_factory=dict)
    titles: tuple[tuple[int, int], ...] = ()
    datelines: tuple[tuple[int, int], ...] = ()
    bylines: tuple[tuple[int, int], ...] = ()

    def gap_before(self, candidate: Candidate) -> str:
        """The characters between a candidate and the word before it."""
        start = self.words[candidate.first - 1].end if candidate.first else 0
        return self.text[start : candidate.start]

    def gap_after(self, candidate: Candidate) -> str:
        """The characters between a candidate and the word after it."""
        end = self.words[candidate.last].start if candidate.last < len(self.words) else len(self.text)
        return self.text[candidate.end : end]

    def before(self, candidate: Candidate, back: int = 1) -> Word | None:
        """The word before a candidate, or the one before that."""
        return self.words[candidate.first - back] if candidate.first >= back else None

    def after(self, candidate: Candidate, ahead: int = 0) -> Word | None:
        """The word after a candidate, or a later one."""
        return self.words[candidate.last + ahead] if candidate.last + ahead < len(self.words) else None


def page_of(
    text: str, scanned: tuple[Word, ...], found: tuple[Candidate, ...], analysis: Analysis | None, datelines: tuple[tuple[int, int], ...] = ()
) -> Page:
    """The page of a text: which words also occur in lower case, which are parts of people's names, which lines are set as titles."""
    low = frozenset(w.key for w in scanned if not w.capital)
    at_word = {i: number for number, c in enumerate(found) for i in range(c.first, c.last)}
    lines = (*datelines, *dateline_spans(text))
    bylines = tuple(m.span() for m in _BYLINE.finditer(text))
    return Page(text, scanned, found, analysis, low, _people(text, scanned), at_word, _titles(text, scanned), lines, bylines)


def dateline_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Where lines open like a dateline: a name in capitals, up to the dash."""
    return tuple(m.span() for m in _DATELINE.finditer(text))


def _in_dateline(page: Page, candidate: Candidate) -> bool:
    """Whether a candidate is one of a dateline's places: before the agency's bracket, and no month."""
    start = next((a for a, b in page.datelines if a <= candidate.start < b), None)
    return start is not None and "(" not in page.text[start : candidate.start] and candidate.key not in words("never")


def _titles(text: str, scanned: Sequence[Word]) -> tuple[tuple[int, int], ...]:
    """The lines whose longer words nearly all start with a capital: headlines, in title case or in capitals."""
    ends = [m.start() for m in _BREAK.finditer(text)] + [len(text)]
    counts = [[0, 0] for _ in ends]
    line = 0
    for word in scanned:
        if word.end - word.start > _SHORT:
            while ends[line] < word.start:
                line += 1
            counts[line][0] += 1
            counts[line][1] += word.capital
    starts = [0, *(e + 1 for e in ends[:-1])]
    return tuple(
        (a, b)
        for a, b, (longer, capital) in zip(starts, ends, counts, strict=True)
        if longer > _SHORT and capital >= _TITLE_CASE * longer and not text[a:b].rstrip().endswith((".", ".”", '."'))
    )


def _inside(spans: Sequence[tuple[int, int]], start: int) -> bool:
    return any(a <= start < b for a, b in spans)


def _people(text: str, scanned: Sequence[Word]) -> frozenset[str]:
    """Words that stand somewhere right after a given name, an initial or a title: surnames."""
    found = set()
    for left, right in pairwise(scanned):
        if not (left.capital and right.capital):
            continue
        gap = text[left.end : right.start]
        initial = len(left.text) == 1 and gap == ". "
        titled = left.key in words("person-before") and gap in {" ", ". "}
        if initial or titled or (gap == " " and left.key in listed("given")):
            found.add(right.key)
    return frozenset(found)


def features_of(page: Page, number: int) -> Features:
    """The features of one candidate."""
    candidate = page.candidates[number]
    found: Features = {"bias": 1.0}
    _own(page, candidate, found)
    _left(page, candidate, found)
    _right(page, candidate, found)
    _neighbours(page, number, found)
    _names(page, candidate, found)
    said = any(found.get(k) for k in ("container_before", "contained_after", "defined", "type_inside", "dateline"))
    found["unknown_bare"] = bool(found["unknown"]) and not said
    return {name: value for name, value in found.items() if value}


def _own(page: Page, candidate: Candidate, found: Features) -> None:
    entries = candidate.named
    best = [e for e in entries if e.rank <= Rank.ALIAS]
    single = candidate.last - candidate.first == 1
    population = max((e.population for e in best), default=0)
    found["country"] = any(e.is_country for e in best)
    found["division"] = any(e.is_division for e in best)
    found["region"] = any(not (e.is_country or e.is_division or e.is_town) for e in best)
    found["town"] = any(e.is_town for e in best)
    found["population"] = math.log10(1 + population) / 7
    found["big"] = any(e.is_town and e.population >= _BIG for e in best)
    found["alternate"] = bool(entries) and not best
    found["several_words"] = not single
    found["unknown"] = not entries
    word = candidate.key
    found["title_line"] = _inside(page.titles, candidate.start)
    found["dateline"] = _in_dateline(page, candidate)
    found["byline"] = _inside(page.bylines, candidate.start)
    acronym = word in words("capitals-only")
    found["common"] = single and not acronym and word in listed("common")
    found["common_parts"] = not single and all(w in listed("common") for w in word.split())
    found["lower_elsewhere"] = single and not acronym and word in page.low
    found["surname"] = single and not found["country"] and word in listed("surnames")
    found["unknown_single"] = not entries and single
    found["person_elsewhere"] = single and word in page.people
    found["type_alone"] = single and (word in words("type-after") or word in words("organization-head"))
    found["short"] = len(word) <= _SHORT and not found["country"] and not acronym
    found["capitals"] = single and len(word) > 1 and page.words[candidate.first].text.replace(".", "").isupper() and not found["country"]
    found["capitals"] = found["capitals"] and not found["title_line"] and not found["dateline"]


def _left(page: Page, candidate: Candidate, found: Features) -> None:
    gap, word = page.gap_before(candidate), page.before(candidate)
    if word is not None and gap == ". " and (word.key in words("person-before") or len(word.text) == 1):
        gap = " "
    starts = word is None or any(c in _SENTENCE_ENDS for c in gap)
    found["sentence_start"] = starts
    if word is None or starts:
        return
    near = gap.strip() in {"", "-"}
    if near and word.key == "the":
        found["the_before"] = 1.0
        word, gap = page.before(candidate, 2) or word, " "
    if not near:
        return
    two = page.before(candidate, 2)
    before_that = page.before(candidate, 3)
    found["container_before"] = word.key == "of" and two is not None and two.key in words("container-before")
    found["organization_of"] = _organization_of(page, candidate, word)
    found["locative_before"] = word.key in words("locative") and word.key != "of"
    found["of_before"] = word.key == "of"
    found["direction_before"] = word.key in words("direction")
    found["party_before"] = word.key in words("party-preposition")
    found["title_before"] = word.capital and word.key in words("person-before")
    found["given_before"] = word.capital and word.key in listed("given")
    found["initial_before"] = len(word.text) == 1 and word.capital
    found["capital_before"] = (
        word.capital
        and not found["title_line"]
        and not any(found.get(k) for k in ("title_before", "given_before", "initial_before", "direction_before"))
    )
    found["type_before"] = word.key in words("type-after") and not word.capital and before_that is not None
    found["owner_before"] = word.owner


def _organization_of(page: Page, candidate: Candidate, word: Word) -> bool:
    """``University of X``, ``Bank of the X``, ``University of Southern X``: the head within the four words before."""
    for back in range(1, 5):
        head = page.before(candidate, back)
        if head is None or not (head.capital or head.key in {"of", "the"}):
            return False
        if head.capital and back > 1 and head.key in words("organization-before"):
            return any((page.before(candidate, i) or word).key == "of" for i in range(1, back))
    return False


def _right(page: Page, candidate: Candidate, found: Features) -> None:
    gap, word = page.gap_after(candidate), page.after(candidate)
    last = page.words[candidate.last - 1]
    found["possessive"] = last.owner
    found["type_inside"] = last.key in words("type-after") and candidate.last - candidate.first > 1
    found["typed_region"] = found["type_inside"] and any(e.feature[0] in "HTL" for e in candidate.named)
    found["defined"] = definition(page, candidate) is not None
    if word is None:
        return
    if gap in {" ", "-", "\n"}:
        kind = word.key in words("type-after")
        found["type_after"] = kind
        found["organization_head"] = word.capital and not kind and word.key in words("organization-head")
        found["capital_after"] = word.capital and not found["title_line"] and not kind and not found["organization_head"] and not word.text.isupper()
        found["agent_verb_after"] = is_verb(word.key)
        found["person_after"] = word.key in words("person-after")
        found["compound"] = gap == "-"


def definition(page: Page, candidate: Candidate) -> tuple[str, int] | None:
    """The type that an apposition or a copula gives ("Sinjar, a town in", "Reading is a town"): the word and the offset after it."""
    match = _DEFINED.match(page.text, candidate.end, min(len(page.text), candidate.end + _REACH))
    if match is None:
        return None
    for word in _LETTERS.finditer(match[1]):
        if word[0] in words("container-before"):
            return word[0], match.start(1) + word.end()
        if word[0] in words("function"):
            return None
    return None


def _neighbours(page: Page, number: int, found: Features) -> None:
    candidate = page.candidates[number]
    for step, side in ((1, "after"), (-1, "before")):
        other = page.candidates[number + step] if 0 <= number + step < len(page.candidates) else None
        if other is None:
            continue
        left, right = (candidate, other) if step > 0 else (other, candidate)
        gap = page.text[left.end : right.start]
        if gap == ", ":
            found[f"contained_{side}"] = _contains(left, right)
        if gap in {" in ", " of ", ", in ", " in the ", " of the "}:
            found[f"linked_{side}"] = _contains(left, right)
        found[f"listed_{side}"] = gap in _LIST_GAPS and bool(other.entries) and any(e.rank <= Rank.ALIAS for e in other.named)


def _contains(inner: Candidate, outer: Candidate) -> bool:
    """Whether the second may contain the first: same country, or same division."""
    outers = [e for e in outer.named if e.is_country or e.is_division]
    if not inner.entries:
        return bool(outers)
    lands = {e.countries[0] for e in outers if e.is_country and e.countries}
    parts = {(e.countries[0], e.admin1) for e in outers if e.is_division}
    return any(e.countries and not e.is_country and (e.countries[0] in lands or (e.countries[0], e.admin1) in parts) for e in inner.named)


def _names(page: Page, candidate: Candidate, found: Features) -> None:
    """What the language layer says, where it says anything."""
    analysis = page.analysis
    if analysis is None or not analysis.names:
        return
    first, last = analysis.within(candidate.start, candidate.end)
    if first == last:
        return
    if analysis.upos:
        found["not_proper"] = all(tag not in {"PROPN", "X"} for tag in analysis.upos[first:last])
    over = next((n for n in analysis.names if n.first < last and first < n.last), None)
    if over is None:
        found["no_name"] = 1.0
        return
    exact = over.first >= first and over.last <= last
    if over.kind is Kind.PLACE:
        found["place_name" if exact else "place_name_around"] = over.score
    elif over.kind is Kind.GROUP:
        found["group_name"] = over.score
    elif over.kind is Kind.PERSON:
        found["person_name"] = over.score
    else:
        found["organization_name" if exact else "organization_around"] = over.score
