"""On whose say-so an event stands: the statement that holds it, the statement that it makes, and the chain of sources.

The promise that weighs most is kept here: what stands inside attributed content is never the reporter's own. A predicate that a
content holds, or cuts through, belongs to the innermost such statement; one inside quotation marks that no statement explains is
``unsourced`` and must not be coded as something the reporter asserts.
"""

from dataclasses import dataclass, field

from sayso.events.setting import Setting
from sayso.events.trees import DEEPEST, relation, top_of
from sayso.language.analysis import ROOT, Analysis
from sayso.records import Source, Span, Statement
from sayso.vocabulary import Act, Status

WORDS = frozenset({"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "SANCTION", "COERCE"})
MADE = {
    "THREATEN": frozenset({Status.THREATENED}),
    "REQUEST": frozenset({Status.DIRECTIVE, Status.DESIRED}),
    "AGREE": frozenset({Status.PROMISED}),
    "CONCEDE": frozenset({Status.PROMISED, Status.PERFORMATIVE, Status.PRESUPPOSED}),
    "REJECT": frozenset({Status.DENIED, Status.THREATENED}),
    "ACCUSE": frozenset({Status.EVALUATION, Status.PRESUPPOSED}),
    "SUPPORT": frozenset({Status.EVALUATION, Status.PRESUPPOSED}),
}
BLAMING = frozenset({Act.ACCUSE, Act.CRITICISE, Act.ALLEGE})
LABEL = 3
SPEAKERS = frozenset({"i", "me", "my", "we", "us", "our", "myself", "ourselves"})
SAID = frozenset({"said", "says", "say", "told", "added", "reported", "wrote"})
ACCOUNTS = frozenset({"count", "tally", "reckoning", "telling", "account", "estimate", "view", "version", "words"})
APART = frozenset({"acl:relcl", "parataxis", "appos", "advcl", "csubj", "nsubj"})


@dataclass(frozen=True, slots=True)
class Standing:
    """The statement whose content holds the predicate, the statement that the event performs, and the chain, outermost first.

    ``kind`` is the type that the event was asked about as.
    """

    asserted_in: Statement | None
    performs: Statement | None
    chain: tuple[Source, ...]
    unsourced: bool = False
    kind: str = field(default="", compare=False)


def standing_of(predicate: Span, kind: str, setting: Setting) -> Standing:
    """Who asserts an event of a type with this predicate, and which statement it makes.

    ``asserted_in`` is the innermost statement whose content holds the predicate (or part of it), or by the tree should hold it (`_cut_short`);
    never the one that the event performs.
    ``performs`` is the statement whose cue the predicate is, for types that are done in words. The chain is that of ``asserted_in``, or the
    publisher alone.
    """
    made = performed(predicate, kind, setting)
    holder = holding(predicate, setting, made) or _cut_short(predicate, setting, made)
    chain = holder.chain if holder is not None and holder.chain else (Source(name=setting.report.publisher or "the report"),)
    return Standing(holder, made, chain, holder is None and _unexplained(predicate, setting, made), kind)


def holding(predicate: Span, setting: Setting, made: Statement | None = None) -> Statement | None:
    """The statement with the shortest content that holds a span; failing that, one whose content cuts through it."""
    cut = None
    for _, start, end, statement in setting.parts:
        if statement is made or start >= predicate.end or end <= predicate.start:
            continue
        if start <= predicate.start and predicate.end <= end:
            return statement
        cut = cut or statement
    return cut


def _cut_short(predicate: Span, setting: Setting, made: Statement | None) -> Statement | None:
    """The statement that by the tree reports a predicate just outside its content: the complement clause of its cue, or a part of its content.

    Another act of speech joined to a content is the next thing that its speaker does, not a part of it; relative clauses and clauses set
    beside it are the reporter's.
    """
    analysis = setting.analysis
    first, last = analysis.within(predicate.start, predicate.end)
    if not analysis.heads or first >= last or made is not None:
        return None
    node, joined = top_of(analysis, first, last), False
    for _ in range(DEEPEST):
        head, label = analysis.heads[node], relation(analysis, node)
        if head == ROOT or analysis.deprels[node] in APART:
            return None
        start = analysis.starts[head]
        inside = next((row[3] for row in setting.parts if row[1] <= start < row[2] and row[3] is not made), None)
        if inside is not None:
            return inside
        cue = next((row[2] for row in setting.cues if row[0] <= start < row[1] and row[2] is not made), None)
        if cue is not None:
            return cue if label == "ccomp" and not joined and cue.content else None
        node, joined = head, joined or label == "conj"
    return None


def performed(predicate: Span, kind: str, setting: Setting) -> Statement | None:
    """The statement whose cue the predicate is; of several with one cue the one whose status fits the type."""
    if kind not in WORDS:
        return None
    found = [statement for start, end, statement in setting.cues if start < predicate.end and predicate.start < end]
    fitting = [statement for statement in found if statement.status in MADE.get(kind, ())]
    if kind == "ACCUSE" and not fitting:
        fitting = [statement for statement in found if statement.act in BLAMING]
    return next(iter(fitting or found), None)


def _unexplained(predicate: Span, setting: Setting, made: Statement | None) -> bool:
    """Whether a predicate stands in somebody's words that no statement explains.

    In a quotation of more than a few words (a label in marks is the reporter's own word), in a paragraph that speaks as "I" or "we" outside
    marks (an interview), or in a sentence with a source of its own ("according to", ", she said", "by its count") that no statement has
    (but for an act of speech).
    """
    analysis = setting.analysis
    for mark in analysis.quotations:
        if mark.start <= predicate.start and predicate.end <= mark.end:
            first, last = analysis.within(mark.start, mark.end)
            return last - first > LABEL + 2
    at = analysis.within(predicate.start, predicate.end)[0]
    if at >= len(analysis):
        return False
    return _spoken(predicate.start, setting) or (made is None and _aside(analysis.sentence_index[at], setting))


def _spoken(start: int, setting: Setting) -> bool:
    """Whether a paragraph speaks as "I" or "we" outside marks. Worked out once a paragraph."""
    analysis = setting.analysis
    paragraph = analysis.paragraph_of(start)
    found = setting.voices.get(paragraph)
    if found is None:
        tokens = range(*analysis.within(*paragraph))
        found = any(analysis.lower[t] in SPEAKERS and analysis.upos[t] == "PRON" and not _quoted(t, analysis) for t in tokens)
        setting.voices[paragraph] = found
    return found


def _aside(number: int, setting: Setting) -> bool:
    """Whether a sentence names a source on the side that no statement has. Worked out once a sentence."""
    found = setting.voices.get((-1, number))
    if found is None:
        found = setting.voices[-1, number] = any(_source(token, setting) for token in range(*setting.analysis.sentences[number]))
    return found


def _quoted(token: int, analysis: Analysis) -> bool:
    return any(mark.start <= analysis.starts[token] < mark.end for mark in analysis.quotations)


def _source(token: int, setting: Setting) -> bool:
    """Whether a word names a source on the side, and belongs to no statement's cue."""
    analysis = setting.analysis
    word = analysis.lower[token]
    following = analysis.lower[token + 1] if token + 1 < len(analysis) else ""
    owned = bool(analysis.children(token, "nmod:poss")) or following == "of"
    counted = word in ACCOUNTS and relation(analysis, token) == "obl" and owned and analysis.lower[token - 1 : token] != ("on",)
    aside = (word == "according" and following == "to") or (word in SAID and relation(analysis, token) == "parataxis") or counted
    start = analysis.starts[token]
    return aside and not any(first <= start < last for first, last, _ in setting.cues)
