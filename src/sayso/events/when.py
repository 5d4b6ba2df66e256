"""When an event took place: the expression that governs its predicate, the clause whose time it shares, or the release of the words it is made in.

Builds on `sayso.times.when_of`. A clause without an expression of its own shares the time of the verb it is joined to, of the clause that it
goes along with (``when women sat down``, ``after soldiers shot``), or of the noun that it describes as it happens (``a crowd demanding
water``). A part of the day keeps its day whatever the preposition (``before dawn on Saturday`` is that Saturday). Nothing else is passed on.
"""

import tomllib
from bisect import bisect_right
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

import msgspec

from sayso.events.embedding import lemma_of
from sayso.events.setting import Setting
from sayso.events.standing import Standing
from sayso.events.trees import marks, relation
from sayso.events.verbs import form_of
from sayso.language.analysis import ROOT, Analysis
from sayso.records import Statement, When
from sayso.times import when_of
from sayso.vocabulary import REAL, Authenticity, Precision, Realis, SourceKind, TimeType, WhenBasis

CLIMB = 4
ALONG = frozenset({"when", "as", "while", "after", "once", "until", "where", "because"})
LONG_AGO, FOUR_WEEKS = 31, 28


def timing_of(predicate: int, clause: int, standing: Standing, setting: Setting) -> When:
    """The interval that words give an event (``basis`` expression or release); of no meaning where they give none."""
    found = stated(predicate, setting)
    if found.basis is not WhenBasis.EXPRESSION and clause != predicate:
        found = stated(clause, setting)
    if found.basis is not WhenBasis.EXPRESSION:
        shared = _shared(clause, standing.asserted_in, setting)
        found = shared or found
    if found.basis is not WhenBasis.EXPRESSION and standing.performs is not None:
        found = _released(standing.performs, setting) or found
    return found


def when_of_event(realis: Realis, timing: When, setting: Setting) -> When:
    """The time of an event of a realis: what words give; else a real one lies before the report's day, and an unreal one is open."""
    if timing.basis in {WhenBasis.EXPRESSION, WhenBasis.RELEASE}:
        return timing
    published = (setting.report.published or "")[:10]
    if realis not in REAL or not published:
        return When()
    if realis is Realis.ONGOING:
        return When(last=published, precision=Precision.VAGUE, basis=WhenBasis.ANCHOR)
    return When(last=published, precision=Precision.VAGUE, basis=WhenBasis.TENSE)


def is_long_ago(timing: When, setting: Setting) -> bool:
    """Whether an interval ends more than a month before the report, or is a calendar month or year that is over by then."""
    published = (setting.report.published or "")[:10]
    if timing.basis is not WhenBasis.EXPRESSION or timing.last is None:
        return False
    if not published:
        return timing.precision in {Precision.YEAR, Precision.DECADE, Precision.CENTURY}
    try:
        day, last = date.fromisoformat(published), date.fromisoformat(timing.last[:10])
        first = date.fromisoformat(timing.first[:10]) if timing.first else last
    except ValueError:
        return False
    if timing.precision is Precision.MONTH:
        return (day - first).days > LONG_AGO and (day - last).days >= FOUR_WEEKS
    return (day - last).days > LONG_AGO


def stated(token: int, setting: Setting) -> When:
    """What `when_of` finds for a token, with the whole of a part of the day (``by nightfall``). Worked out once a token."""
    found = setting.dates.get(token)
    if found is None:
        found = setting.dates[token] = _stated(token, setting)
    return found


def _stated(token: int, setting: Setting) -> When:
    if setting.analysis.sentence_index[token] not in setting.dated:
        return When()
    found = when_of(token, setting.analysis, setting.times, setting.report)
    if found.basis is WhenBasis.EXPRESSION and (found.first is None or found.last is None):
        time = next((time for time in setting.times if time.id == found.time), None)
        if time is not None and (time.type is TimeType.TIME or (time.mod == "END" and found.first is None)) and time.first and time.last:
            return msgspec.structs.replace(found, first=time.first[:10], last=time.last[:10], precision=time.precision)
    return found


def _shared(node: int, holder: Statement | None, setting: Setting) -> When | None:
    """The time of the clause that a clause goes along with."""
    analysis = setting.analysis
    for _ in range(CLIMB):
        head = analysis.heads[node]
        if head == ROOT or _leaves(head, holder, setting):
            return None
        if analysis.deprels[node] == "acl:relcl" and marks_time(node, analysis):
            dated = _names_time(head, setting)
            if dated is not None:
                return dated
        if not _goes_along(node, head, analysis):
            return None
        found = stated(head, setting)
        if found.basis is WhenBasis.EXPRESSION:
            return found
        node = head
    return None


def _leaves(head: int, holder: Statement | None, setting: Setting) -> bool:
    """Whether the step up leaves the content that holds the predicate."""
    if holder is None:
        return False
    start = setting.analysis.starts[head]
    return not any(span.start <= start < span.end for span in holder.content)


def _goes_along(node: int, head: int, analysis: Analysis) -> bool:
    """Whether a clause happens when the clause above it does."""
    label = relation(analysis, node)
    if label == "conj":
        return _alike(node, head, analysis)
    if label == "advcl":
        form = form_of(analysis, node)
        return not form.infinitive and not form.perfect and (not form.finite or bool(marks(analysis, node) & ALONG) or _opened(node, analysis))
    if analysis.deprels[node] == "acl:relcl":
        return _opened(node, analysis) and form_of(analysis, node).past and not form_of(analysis, node).perfect
    if label == "acl":
        return analysis.xpos[node] == "VBG"
    return label in {"nsubj", "obj", "obl", "iobj", "xcomp"} and analysis.xpos[node] in {"NN", "NNS", "NNP", "NNPS", "VB", "VBG", "PRP"}


def _alike(node: int, head: int, analysis: Analysis) -> bool:
    """Whether a conjunct has the tense of the verb before it, or none of its own."""
    own, above = form_of(analysis, node), form_of(analysis, head)
    return not own.finite or ((own.past, own.perfect, own.modal) == (above.past, above.perfect, above.modal))


def _opened(node: int, analysis: Analysis) -> bool:
    return any(
        analysis.lower[child] in {"when", "where", "as"} and relation(analysis, child) in {"advmod", "mark"} for child in analysis.dependents[node]
    )


def marks_time(node: int, analysis: Analysis) -> bool:
    """Whether a relative clause says what happened then (``in 2018, when crowds set fire to offices``)."""
    return any(analysis.lower[child] in {"when", "during", "in"} for child in analysis.subtree(node)[:3])


def _names_time(head: int, setting: Setting) -> When | None:
    """The interval of the expression that a token belongs to."""
    start = setting.analysis.starts[head]
    for time in setting.times:
        if time.start <= start < time.end and (time.first or time.last):
            return When(time=time.id, first=time.first, last=time.last, precision=time.precision, basis=WhenBasis.EXPRESSION)
    return None


@dataclass(frozen=True, slots=True)
class _Words:
    release: frozenset[str]
    carriers: frozenset[str]


@cache
def _words() -> _Words:
    data = tomllib.loads(files(__package__).joinpath("data/release.toml").read_text(encoding="utf-8"))
    return _Words(frozenset(data["release"]["words"]), frozenset(data["carriers"]["words"]))


def releases(setting: Setting) -> tuple[tuple[int, When], ...]:
    """Where the report says on which day words were made public, and that day (``basis`` release)."""
    analysis, words, found = setting.analysis, _words(), []
    for token, lemma in enumerate(analysis.lemmas):
        if lemma.lower() not in words.release or analysis.upos[token] != "VERB":
            continue
        things = [child for child in analysis.dependents[token] if analysis.deprels[child] in {"obj", "nsubj:pass"}]
        if relation(analysis, token) == "acl" and analysis.heads[token] != ROOT:
            things.append(analysis.heads[token])
        if any(lemma_of(analysis, thing) in words.carriers for thing in things):
            day = stated(token, setting)
            if day.basis is WhenBasis.EXPRESSION:
                found.append((analysis.starts[token], msgspec.structs.replace(day, basis=WhenBasis.RELEASE)))
    return tuple(found)


def _released(made: Statement, setting: Setting) -> When | None:
    """The release of the words that an act is made in: where its source is a document, speaks in one, or only purports to speak."""
    if not made.cue or not _carried(made, setting):
        return None
    found = releases(setting)
    if not found:
        return None
    at = bisect_right([start for start, _ in found], made.cue[0].start)
    return found[max(at - 1, 0)][1]


def _carried(made: Statement, setting: Setting) -> bool:
    if made.source_kind is SourceKind.DOCUMENT or any(link.authenticity is Authenticity.PURPORTED for link in made.chain):
        return True
    analysis = setting.analysis
    first, last = analysis.within(made.cue[0].start, made.cue[0].end)
    if first >= last:
        return False
    start, end = analysis.sentence_of(first)
    carriers = _words().carriers
    return any(
        lemma_of(analysis, token) in carriers and relation(analysis, token) in {"obl", "nsubj"} and marks(analysis, token) <= {"in", "on"}
        for token in range(start, end)
    )
