"""The time of an event: the expression that governs its predicate, else what its tense says against the publication."""

from dataclasses import dataclass
from datetime import date, timedelta

from sayso.language.analysis import ROOT, Analysis
from sayso.records import Report, TimeExpression, When
from sayso.times.find import published_anchor
from sayso.times.lexicon import data, load_lexicon
from sayso.times.tense import FUTURE, PRESENT, direction, tense_of, top
from sayso.vocabulary import Precision, TimeType, WhenBasis

CLAUSES = frozenset({"root", "ccomp", "advcl", "acl", "parataxis", "csubj"})
ADVERBIAL = frozenset({"obl", "advmod", "npadvmod", "discourse", "dep", "parataxis"})
INSIDE_NOUN = frozenset({"nmod:poss", "compound", "nummod", "amod", "det"})
DIRECT, LOOSE = 0, 1
STEPS = 40
WIDTHS = tuple(Precision)
SINCE = frozenset({"since"})
UNTIL = frozenset({"until", "till", "through"})
BEFORE = frozenset({"before", "by"})
AFTER = frozenset({"after", "following"})
OPENERS = frozenset({"from", "between"})
JOINTS = frozenset({"to", "until", "till", "and", "-", "\N{EN DASH}", "through"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """An expression that may date the predicate, how closely it hangs on it, and its tokens."""

    time: TimeExpression
    rank: int
    first: int
    last: int


def when_of(predicate: int, analysis: Analysis, times: tuple[TimeExpression, ...], report: Report) -> When:
    """When the event of a predicate token took place.

    The expression that governs it in its clause, or in the clause whose unfinished or coordinate part it is (``basis`` expression, the
    bounds as its preposition sets them); else its tense against the publication (tense; anchor for what goes on); else nothing (none).
    An expression inside a quotation never dates what stands outside it, nor the other way round.
    """
    anchor = published_anchor(report).day
    found = governing(predicate, analysis, times, anchor)
    if found is not None:
        return _stated(found, analysis, times, anchor)
    if anchor is None:
        return When()
    way = _tense(predicate, analysis)
    quoted = bool(_quotes(analysis, analysis.starts[predicate])) if predicate < len(analysis) else False
    day = anchor.isoformat()
    if way == FUTURE:
        return When() if quoted else When(first=day, precision=Precision.VAGUE, basis=WhenBasis.TENSE)
    if way is None:
        return When()
    return When(last=day, precision=Precision.VAGUE, basis=WhenBasis.ANCHOR if way == PRESENT else WhenBasis.TENSE)


def _tense(predicate: int, analysis: Analysis) -> str | None:
    if predicate >= len(analysis):
        return None
    lexicon = load_lexicon(data())
    if analysis.heads:
        node = predicate
        for _ in range(STEPS):
            found = tense_of(analysis, node, lexicon)
            if found is not None or analysis.heads[node] == ROOT:
                return found
            node = analysis.heads[node]
        return None
    return direction(analysis, predicate + 1, predicate + 1, lexicon) if predicate + 1 < len(analysis) else None


def governing(predicate: int, analysis: Analysis, times: tuple[TimeExpression, ...], anchor: date | None) -> TimeExpression | None:
    """The expression that dates a predicate, or None.

    What is planned shares only a time ahead of the anchor with the planning; a conjunct only one before the first verb.
    """
    here = _in_sentence(predicate, analysis, times)
    if not here or not analysis.heads:
        return _nearest(here, predicate) if here else None
    node: int | None = predicate
    for _ in range(STEPS):
        if node is None:
            return None
        hanging = [found for candidate in here if (found := _hangs(candidate, node, analysis)) is not None]
        if hanging:
            return _best(hanging, predicate)
        up = _passes_on(node, analysis)
        here = [] if up is None else _shared(here, node, up, analysis, anchor)
        node = up
    return None


def _in_sentence(predicate: int, analysis: Analysis, times: tuple[TimeExpression, ...]) -> list[Candidate]:
    """The expressions with an interval in the sentence of a predicate, inside the same quotation or outside all."""
    if predicate >= len(analysis) or not analysis.sentences:
        return []
    start, end = analysis.sentence_of(predicate)
    quotes = _quotes(analysis, analysis.starts[predicate])
    found = []
    for time in times:
        first, last = analysis.within(time.start, time.end)
        if start <= first < last <= end and _dates(time) and _quotes(analysis, time.start) == quotes:
            found.append(Candidate(time, LOOSE, first, last))
    return found


def _shared(here: list[Candidate], node: int, up: int, analysis: Analysis, anchor: date | None) -> list[Candidate]:
    """The expressions that a clause shares with its conjunct or with what it plans."""
    relation = analysis.deprels[node]
    if relation.startswith("conj") and _verbal(node, analysis):
        return [candidate for candidate in here if candidate.last <= up]
    if relation.startswith("xcomp") and analysis.lower[up] in load_lexicon(data()).lists["future_governors"]:
        return [candidate for candidate in here if anchor is not None and (candidate.time.first or "") >= anchor.isoformat()]
    return here


def _dates(time: TimeExpression) -> bool:
    return time.type is not TimeType.SET and (time.first is not None or time.last is not None)


def _quotes(analysis: Analysis, offset: int) -> tuple[int, ...]:
    return tuple(n for n, mark in enumerate(analysis.quotations) if mark.start <= offset < mark.end)


def _nearest(found: list[Candidate], predicate: int) -> TimeExpression:
    return min(found, key=lambda c: min(abs(c.first - predicate), abs(c.last - 1 - predicate))).time


def _best(found: list[Candidate], predicate: int) -> TimeExpression:
    def order(candidate: Candidate) -> tuple[int, int, int]:
        width = candidate.time.precision
        return candidate.rank, WIDTHS.index(width) if width is not None else len(WIDTHS), abs(candidate.first - predicate)

    return min(found, key=order).time


def _hangs(candidate: Candidate, node: int, analysis: Analysis) -> Candidate | None:
    """The candidate with its rank where it hangs on a node inside one clause; None where another clause or a noun of its own holds it."""
    token = top(analysis, candidate.first, candidate.last)
    if candidate.first <= node < candidate.last:
        return None
    for step in range(STEPS):
        relation, head = analysis.deprels[token], analysis.heads[token]
        base = relation.split(":")[0]
        if head == ROOT or (step and _shut(token, analysis)):
            return None
        if head == node:
            direct = step == 0 and (base in ADVERBIAL or not _verbal(node, analysis))
            dated = base not in CLAUSES or base == "parataxis"
            return Candidate(candidate.time, DIRECT if direct else LOOSE, candidate.first, candidate.last) if dated else None
        possessive = relation == "nmod:poss" and analysis.deprels[head] == "nsubj"
        if (step == 0 and relation in INSIDE_NOUN and not possessive) or (step and base in {"nsubj", "csubj"}):
            return None
        token = head
    return None


def _shut(token: int, analysis: Analysis) -> bool:
    """Whether what hangs below a token says nothing of what is above it."""
    relation = analysis.deprels[token]
    return _clausal(token, analysis) or relation.split(":")[0] == "amod" or relation in {"nsubj:pass", "csubj:pass"}


def _verbal(token: int, analysis: Analysis) -> bool:
    return analysis.upos[token] in {"VERB", "AUX"} if analysis.upos else True


def _clausal(token: int, analysis: Analysis) -> bool:
    """Whether a token heads a clause of its own."""
    base = analysis.deprels[token].split(":")[0]
    return base in CLAUSES or (base == "conj" and _verbal(token, analysis)) or (base == "xcomp" and _verbal(token, analysis))


def _passes_on(node: int, analysis: Analysis) -> int | None:
    """The node whose time a node without one shares: the verb above a noun, the clause of an infinitive or participle, the first conjunct."""
    relation, head = analysis.deprels[node].split(":")[0], analysis.heads[node]
    if head == ROOT:
        return None
    if relation in {"xcomp", "aux", "cop", "nsubj", "obj", "iobj", "obl", "nmod", "compound", "flat", "fixed", "csubj", "amod", "appos"}:
        return head
    if relation == "conj":
        return head
    if relation == "advcl" and _unfinished(node, analysis):
        return head
    return None


def _unfinished(node: int, analysis: Analysis) -> bool:
    """Whether a clause has no finite verb (``claiming that ...``)."""
    if not analysis.xpos:
        return False
    tags = {analysis.xpos[node], *(analysis.xpos[child] for child in analysis.children(node, "aux", "cop"))}
    return not tags & {"VBD", "VBZ", "VBP", "MD"} and analysis.xpos[node] in {"VBG", "VBN", "VB"}


def _stated(time: TimeExpression, analysis: Analysis, times: tuple[TimeExpression, ...], anchor: date | None) -> When:
    """The bounds that an expression gives together with its preposition."""
    token, last = analysis.within(time.start, time.end)
    before = analysis.lower[token - 1] if token else ""
    day = None if anchor is None else anchor.isoformat()
    other = _range(token, last, analysis, times)
    if other is not None:
        low, high = sorted((time, other), key=lambda t: t.start)
        return _when(time, low.first, high.last, Precision.VAGUE)
    if before in SINCE:
        return _when(time, time.first, day if day is not None and (time.first or "") <= day else None, Precision.VAGUE)
    if before in UNTIL:
        return _when(time, None, time.last, Precision.VAGUE)
    if before in BEFORE:
        return _when(time, None, time.last if before == "by" else _eve(time.first), Precision.VAGUE)
    if before in AFTER:
        past = day is not None and time.first is not None and time.first[:10] <= day
        return _when(time, time.first, day if past else None, Precision.VAGUE)
    return _when(time, time.first, time.last, time.precision)


def _when(time: TimeExpression, first: str | None, last: str | None, precision: Precision | None) -> When:
    return When(time=time.id, first=first, last=last, precision=precision, basis=WhenBasis.EXPRESSION)


def _eve(first: str | None) -> str | None:
    if first is None:
        return None
    day = date.fromisoformat(first[:10])
    return (day - timedelta(days=1)).isoformat() if day > date.min else None


def _range(first: int, last: int, analysis: Analysis, times: tuple[TimeExpression, ...]) -> TimeExpression | None:
    """The other end of ``from A to B`` or ``between A and B``."""
    for time in times:
        other_first, other_last = analysis.within(time.start, time.end)
        low, high, edge = (last, other_first, first) if other_first >= last else (other_last, first, other_first)
        if high - low == 1 and analysis.lower[low] in JOINTS and edge and analysis.lower[edge - 1] in OPENERS and time.type is not TimeType.SET:
            return time
    return None
