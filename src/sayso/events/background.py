"""Whether an event belongs to the background that a report recalls: more than about a month before it, or in a story told as past.

The day counts where words give one: of the event, of a clause that it stands under, of the words that tell it ("told Meridian in
September that guards took"), of the clause that describes it ("the invasion it launched in 2022"). Without a day of its own, a plain past
right after a sentence of the background goes on with it.
"""

from sayso.events.setting import Setting
from sayso.events.standing import Standing
from sayso.events.trees import DEEPEST, marks, relation
from sayso.events.verbs import form_of
from sayso.events.when import is_long_ago, stated
from sayso.language.analysis import ROOT, Analysis
from sayso.records import When
from sayso.vocabulary import WhenBasis

EARLIER = frozenset({"earlier", "previous", "previously"})
AGES = frozenset({"months", "years", "decades", "generations", "centuries"})
NEXT = 3


def is_background(predicate: int, clause: int, standing: Standing, timing: When, setting: Setting) -> bool:
    """Whether a real event lies in the past of the report's story. Without a publication day only years tell."""
    analysis = setting.analysis
    if any(analysis.lower[child] in EARLIER for child in analysis.dependents[predicate] if relation(analysis, child) == "amod"):
        return True
    if _since(clause, setting) or _ages_before(clause, setting):
        return True
    if timing.basis in {WhenBasis.EXPRESSION, WhenBasis.RELEASE}:
        return is_long_ago(timing, setting)
    if _above(clause, standing, setting) or _described(predicate, setting) or _told_then(standing, setting):
        return True
    return standing.asserted_in is None and _goes_on_with(clause, setting)


def _since(clause: int, setting: Setting) -> bool:
    """Whether a perfect counts what has happened since a time of long ago (``has been raided twice since 2021``)."""
    analysis = setting.analysis
    if not form_of(analysis, clause).perfect:
        return False
    for child in analysis.dependents[clause]:
        if relation(analysis, child) in {"obl", "advcl", "nmod"} and "since" in marks(analysis, child):
            first, last = analysis.subtree(child)[0], analysis.subtree(child)[-1]
            start, end = analysis.starts[first], analysis.ends[last]
            found = next((time for time in setting.times if start <= time.start < end and time.first), None)
            if found is not None:
                return is_long_ago(When(first=found.first, last=found.first, basis=WhenBasis.EXPRESSION), setting)
    return False


def _ages_before(clause: int, setting: Setting) -> bool:
    """Whether what is told came months or years after an event (``lifted sanctions nine months after it imposed them``)."""
    analysis = setting.analysis
    if relation(analysis, clause) != "advcl" or not marks(analysis, clause) & {"after", "since"}:
        return False
    return any(analysis.lower[child] in AGES for child in analysis.dependents[clause] if relation(analysis, child) == "obl" and child < clause)


def _above(node: int, standing: Standing, setting: Setting) -> bool:
    """Whether a clause that an event stands under is of long ago, and the event is no later thing."""
    analysis, holder = setting.analysis, standing.asserted_in
    form = form_of(analysis, node)
    if form.present or form.modal is not None:
        return False
    for _ in range(DEEPEST):
        head = analysis.heads[node]
        if head == ROOT or (holder is not None and not _inside(head, standing, setting)):
            return False
        node = head
        if analysis.upos[node] in {"VERB", "AUX"} and form_of(analysis, node).finite:
            found = stated(node, setting)
            if found.basis is WhenBasis.EXPRESSION:
                return is_long_ago(found, setting)
    return False


def _inside(token: int, standing: Standing, setting: Setting) -> bool:
    start = setting.analysis.starts[token]
    return standing.asserted_in is not None and any(span.start <= start < span.end for span in standing.asserted_in.content)


def _described(predicate: int, setting: Setting) -> bool:
    """Whether a clause that describes a noun event dates it long ago."""
    analysis = setting.analysis
    clauses = (child for child in analysis.dependents[predicate] if relation(analysis, child) == "acl")
    return any((found := stated(clause, setting)).basis is WhenBasis.EXPRESSION and is_long_ago(found, setting) for clause in clauses)


def _told_then(standing: Standing, setting: Setting) -> bool:
    """Whether the words that tell an event were said long ago."""
    holder = standing.asserted_in
    if holder is None or not holder.cue:
        return False
    first, last = setting.analysis.within(holder.cue[0].start, holder.cue[0].end)
    if first >= last:
        return False
    found = stated(first, setting)
    return found.basis is WhenBasis.EXPRESSION and is_long_ago(found, setting)


def _goes_on_with(clause: int, setting: Setting) -> bool:
    """Whether a plain past follows a sentence of the background in its paragraph."""
    analysis = setting.analysis
    form = form_of(analysis, clause)
    if not form.past or form.perfect or form.progressive or form.modal is not None:
        return False
    number = analysis.sentence_index[clause]
    begin = analysis.paragraph_of(analysis.starts[clause])[0]
    for before in range(number - 1, max(number - 1 - NEXT, -1), -1):
        first, last = analysis.sentences[before]
        if analysis.starts[first] < begin:
            return False
        found = _dated(analysis, first, last, setting)
        if found is not None:
            return is_long_ago(found, setting)
    return False


def _dated(analysis: Analysis, first: int, last: int, setting: Setting) -> When | None:
    """The day of the main clause of a sentence."""
    root = next((token for token in range(first, last) if analysis.heads[token] == ROOT), None)
    if root is None:
        return None
    found = stated(root, setting)
    return found if found.basis is WhenBasis.EXPRESSION else None
