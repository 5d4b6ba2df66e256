"""Whether an event happened, as the last source of its chain has it: realis, and factuality in FactBank's values.

The form of the predicate (tense, modality, aspect, negation) is read first, then every word above it that decides about it
(``data/embedding.toml``), up to the edge of the content that holds it or of its sentence. Inside a statement the status of the
content decides last (`BY_STATUS`, the table of the design), unless the event is only presupposed there: in a relative clause,
after ``after``, as a definite noun. What cannot be told is never made real by default where a word above leaves it open.
"""

from dataclasses import dataclass, replace

from sayso.events.background import is_background
from sayso.events.embedding import Effect, Word, embedding_of, lemma_of, load_embedding, modifier_of, names_of
from sayso.events.reality import USUAL, Reality, by_status, menaces
from sayso.events.setting import Setting
from sayso.events.standing import Standing
from sayso.events.trees import DEEPEST, has_subject, marks, relation
from sayso.events.verbs import Form, denied_noun, form_of
from sayso.language.analysis import ROOT, Analysis
from sayso.records import Statement, When
from sayso.vocabulary import Factuality, Realis

__all__ = ["Reality", "Told", "reality_of"]

BY_EFFECT = {
    Effect.NEGATED: Realis.NEGATED,
    Effect.FUTURE: Realis.FUTURE,
    Effect.HYPOTHETICAL: Realis.HYPOTHETICAL,
    Effect.DIRECTED: Realis.DIRECTED,
    Effect.THREATENED: Realis.THREATENED,
    Effect.REPORTED: Realis.HYPOTHETICAL,
}
STANDING = frozenset({Realis.OCCURRED, Realis.ONGOING})
OPEN = frozenset({"if", "unless", "whether", "lest"})
GIVEN = frozenset({"after", "since", "because", "when", "while", "as", "where", "before", "although", "though", "once", "until", "following"})
INSTEAD = frozenset({"without", "instead", "rather"})
OWNED = frozenset({"the", "this", "that", "these", "those", "its", "his", "her", "their", "our", "my", "your", "both"})
CARRIED = frozenset({"to", "into", "with", "under"})
ASKING = frozenset({"who", "whom", "what", "how", "why", "where"})
NOW = frozenset({"still", "now", "currently"})
NOUNS = frozenset({"NOUN", "PROPN", "PRON", "ADJ", "NUM"})
LASTING = frozenset({"since", "for"})
UNITS = frozenset({"hour", "day", "week", "month", "year", "decade", "time", "long"})
STOPS = frozenset(".?!\u2026\"\u201d'\u2019)\u00bb")


@dataclass(frozen=True, slots=True)
class Told:
    """A predicate to be read: the token that carries the type, the one that carries its tense, its own tokens, and who tells it."""

    predicate: int
    clause: int
    inside: range
    standing: Standing
    setting: Setting

    @property
    def holder(self) -> Statement | None:
        """The statement that holds the predicate."""
        return self.standing.asserted_in

    def outside(self, token: int) -> bool:
        """Whether a token stands outside the content that holds the predicate."""
        if self.holder is None:
            return False
        start = self.setting.analysis.starts[token]
        return not any(span.start <= start < span.end for span in self.holder.content)

    def elsewhere(self, token: int) -> bool:
        """Whether a token stands in a content that does not hold the predicate (and is not around it)."""
        start, own = self.setting.analysis.starts[token], self.setting.analysis.starts[self.predicate]
        for _, first, last, statement in self.setting.parts:
            if first <= start < last and not any(span.start <= own < span.end for span in statement.content):
                return True
        return False

    def explained(self, token: int) -> bool:
        """Whether a token is the cue of a statement: what it reports is known, and the predicate is no part of it unless its content says so."""
        start = self.setting.analysis.starts[token]
        return any(first <= start < last for first, last, _ in self.setting.cues)


def reality_of(predicate: int, clause: int, inside: range, standing: Standing, timing: When, setting: Setting) -> Reality:
    """The realis and factuality of an event, relative to the last source of its chain.

    ``predicate`` is the token that carries the type, ``clause`` the verb that carries its tense (the light verb, or the predicate itself),
    ``inside`` the tokens of the predicate's span, ``timing`` the interval that its words give (`sayso.events.when.timing_of`).
    """
    told = Told(predicate, clause, inside, standing, setting)
    own = _own(told)
    found = own if told.holder is None else by_status(own, told.holder)
    if told.holder is not None and menaces(found, told.holder, standing.kind, _sentence(told)):
        found = Reality(Realis.THREATENED, Factuality.UNKNOWN, "harm to come")
    if found.realis is Realis.OCCURRED and is_background(predicate, clause, standing, timing, setting):
        found = replace(found, realis=Realis.HISTORICAL, rule="long ago")
    return found


def _sentence(told: Told) -> tuple[str, ...]:
    first, last = told.setting.analysis.sentence_of(told.clause)
    return told.setting.analysis.lower[first:last]


def _own(told: Told) -> Reality:
    """The realis by the predicate's form and by the words above it, up to the edge of the content or the sentence."""
    analysis = told.setting.analysis
    found = _of_form(told.clause, told)
    if told.predicate != told.clause and denied_noun(analysis, told.predicate) and found.realis is not Realis.NEGATED:
        found = _flipped(found)
    for token in dict.fromkeys((told.predicate, told.clause)):
        word = modifier_of(analysis, token)
        if word is not None and not _cued(token, word, told):
            found = _under(word, found, "modifier")
    return _climbed(found, told, noun=told.clause == told.predicate and _is_noun(analysis, told.predicate))


def _cued(token: int, word: Word, told: Told) -> bool:
    """Whether a modifier is the cue of a statement (``allegedly``), so that its content speaks for itself."""
    analysis = told.setting.analysis
    if word.effect is Effect.REPORTED and told.holder is not None:
        return True
    return word.effect is Effect.REPORTED and any(
        told.explained(child) for child in analysis.dependents[token] if analysis.lower[child] == word.lemma
    )


def _is_noun(analysis: Analysis, token: int) -> bool:
    return analysis.upos[token] in NOUNS and not any(relation(analysis, child) == "cop" for child in analysis.dependents[token])


def _of_form(node: int, told: Told) -> Reality:
    """The realis by tense, modality, aspect and negation of a clause alone."""
    analysis = told.setting.analysis
    if _is_noun(analysis, node):
        negative = denied_noun(analysis, node)
        return Reality(Realis.NEGATED, Factuality.CERTAIN_NOT, "no") if negative else Reality(Realis.OCCURRED, Factuality.CERTAIN, "noun")
    form = form_of(analysis, node, told.inside)
    if not form.finite and relation(analysis, node) == "conj":
        form = _shared_form(node, form, analysis)
    found = _of_mood(form, told.holder)
    if found.rule == "modal will" and _conditional(node, analysis):
        found = Reality(Realis.HYPOTHETICAL, Factuality.UNKNOWN, "condition")
    if found.realis is Realis.OCCURRED and _goes_on(node, form, told):
        found = replace(found, realis=Realis.ONGOING, rule="aspect")
    found = replace(found, told=form.past or form.perfect)
    return _flipped(found) if form.negated else found


def _shared_form(node: int, form: Form, analysis: Analysis) -> Form:
    """The form of a conjunct without tense of its own: the modal or tense of the verb it is joined to, and its negation after ``or``."""
    head = analysis.heads[node]
    for _ in range(DEEPEST):
        above = form_of(analysis, head)
        if above.finite or relation(analysis, head) != "conj":
            alternative = any(analysis.lower[child] in {"or", "nor"} for child in analysis.dependents[node])
            return replace(above, negated=form.negated or (above.negated and alternative), progressive=form.progressive or above.progressive)
        head = analysis.heads[head]
    return form


def _of_mood(form: Form, holder: Statement | None) -> Reality:
    if form.modal == "must" and form.perfect:
        return Reality(Realis.OCCURRED, Factuality.PROBABLE, "modal must have")
    if form.modal == "will" or (form.modal == "would" and holder is not None and not form.perfect):
        return Reality(Realis.FUTURE, Factuality.CERTAIN, "modal will")
    if form.modal == "may":
        return Reality(Realis.HYPOTHETICAL, Factuality.POSSIBLE, "modal may")
    if form.modal is not None:
        return Reality(Realis.HYPOTHETICAL, Factuality.UNKNOWN, f"modal {form.modal}")
    return Reality(Realis.OCCURRED, Factuality.CERTAIN, "tense")


def _conditional(node: int, analysis: Analysis) -> bool:
    """Whether a condition hangs on a clause."""
    return any(relation(analysis, child) == "advcl" and marks(analysis, child) & OPEN for child in analysis.dependents[node])


def _flipped(found: Reality) -> Reality:
    """The same event denied."""
    if found.realis is Realis.NEGATED:
        return replace(found, realis=Realis.OCCURRED, factuality=Factuality.CERTAIN, rule="two negations")
    if found.realis is Realis.FUTURE:
        return replace(found, factuality=Factuality.CERTAIN_NOT, rule="negated future")
    return replace(found, realis=Realis.NEGATED, factuality=Factuality.CERTAIN_NOT, rule="negation")


def _goes_on(node: int, form: Form, told: Told) -> bool:
    """Whether a clause tells of what still goes on: a progressive or a present that is no act of speech, a state that lasts until now."""
    analysis = told.setting.analysis
    if _headlined(node, told.setting):
        return False
    if form.perfect and not form.progressive:
        return form.present and _lasts(node, analysis)
    return told.standing.performs is None and (form.progressive or (form.present and not form.infinitive))


def _lasts(node: int, analysis: Analysis) -> bool:
    """Whether a perfect tells of something that goes on: with ``now`` or ``still``, or of a lasting thing ``since`` a time or ``for`` a length."""
    if any(analysis.lower[child] in NOW for child in analysis.dependents[node]):
        return True
    if not load_embedding().lasting & set(names_of(analysis, node)):
        return False
    spans = (child for child in analysis.dependents[node] if relation(analysis, child) in {"obl", "advcl", "advmod", "nmod"})
    return any(
        (marks(analysis, child) & LASTING and lemma_of(analysis, child) in UNITS | {"then"}) or "since" in marks(analysis, child) for child in spans
    )


def _headlined(node: int, setting: Setting) -> bool:
    """Whether a token stands in the headline or in another line that no stop closes, where the present tells of the past."""
    if setting.in_headline(node):
        return True
    last = setting.analysis.sentence_of(node)[1] - 1
    end = setting.analysis.paragraph_of(setting.analysis.starts[node])[1]
    return setting.analysis.ends[last] >= end - 1 and setting.analysis.word(last)[-1:] not in STOPS


def _climbed(found: Reality, told: Told, *, noun: bool) -> Reality:
    """What the words above a clause leave of an event."""
    node, analysis = told.clause, told.setting.analysis
    for _ in range(DEEPEST):
        head = analysis.heads[node]
        if head == ROOT or told.outside(head):
            return _asked(node, found, told)
        marked, label = marks(analysis, node), relation(analysis, node)
        if told.standing.performs is not None and told.elsewhere(head):
            return found
        if label == "conj" and (told.elsewhere(head) or _tense_apart(node, head, analysis)):
            return _asked(node, found, told)
        if marked & OPEN and label in {"advcl", "ccomp", "xcomp", "acl", "csubj"}:
            return Reality(Realis.HYPOTHETICAL, Factuality.UNKNOWN, "condition")
        if marked & INSTEAD and label in {"advcl", "acl", "obl", "nmod"}:
            return Reality(Realis.NEGATED, Factuality.CERTAIN_NOT, "without")
        if not noun and label in {"ccomp", "advcl"} and _asks(node, analysis):
            return replace(found, presupposed=True)
        word = embedding_of(analysis, node, head, noun=noun)
        if word is not None and told.standing.performs is not None and told.explained(head):
            return found
        if word is not None and not (noun and _taken_for_granted(node, word, analysis)):
            found = _through(head, _under(_tensed(word, head, told), found, "embedding"), word, told)
            noun = _is_noun(analysis, head)
        elif noun:
            found, goes_on = _of_noun(node, head, found, told)
            if not goes_on:
                return found
            noun = _is_noun(analysis, head)
        elif _stops(node, label, marked, analysis):
            return replace(found, presupposed=True)
        node = head
    return found


def _tense_apart(node: int, head: int, analysis: Analysis) -> bool:
    """Whether a conjunct has a tense of its own that the verb it is joined to has not (``said he would not come and opened fire``)."""
    own, above = form_of(analysis, node), form_of(analysis, head)
    return own.finite and own.modal is None and (not above.finite or above.modal is not None)


def _asks(node: int, analysis: Analysis) -> bool:
    """Whether a clause asks for a part of what it takes for granted (``who set it alight``, ``how they came to be shot``)."""
    return any(analysis.lower[child] in ASKING and relation(analysis, child) in {"nsubj", "advmod", "obj"} for child in analysis.dependents[node])


def _asked(node: int, found: Reality, told: Told) -> Reality:
    """A question leaves open whether something happened."""
    analysis = told.setting.analysis
    last = analysis.sentence_of(node)[1]
    if told.holder is not None and "?" in analysis.lower[max(last - 3, 0) : last] and found.realis in STANDING and not found.presupposed:
        return Reality(Realis.HYPOTHETICAL, Factuality.UNKNOWN, "question")
    return found


def _under(word: Word, found: Reality, rule: str) -> Reality:
    """An event under a word that decides about it."""
    effect, name = word.effect, f"{rule} {word.lemma}"
    if effect is Effect.OWN:
        return found
    if effect is Effect.GIVEN:
        return replace(found, presupposed=True)
    if effect is Effect.ONGOING:
        return replace(found, realis=Realis.ONGOING, rule=name) if found.realis is Realis.OCCURRED else found
    if effect in {Effect.BELIEVED, Effect.POSSIBLE}:
        value = Factuality.PROBABLE if effect is Effect.BELIEVED else Factuality.POSSIBLE
        return replace(found, factuality=value, rule=name) if found.factuality is Factuality.CERTAIN else found
    if effect is Effect.NEGATED and found.realis is Realis.NEGATED:
        return replace(found, realis=Realis.OCCURRED, factuality=Factuality.CERTAIN, rule=name)
    realis = BY_EFFECT[effect]
    return Reality(realis, word.factuality or USUAL[realis], name)


def _tensed(word: Word, head: int, told: Told) -> Word:
    """A word with the effect that its past tense has (``had planned to``)."""
    if word.past is None:
        return word
    form = form_of(told.setting.analysis, head)
    return replace(word, effect=word.past, factuality=None) if (form.past or form.perfect) and not form.passive else word


def _through(head: int, found: Reality, word: Word, told: Told) -> Reality:
    """An event as the clause of the word that decides about it leaves it: that clause's own negation, mood and aspect."""
    analysis = told.setting.analysis
    if _is_noun(analysis, head):
        return _flipped(found) if denied_noun(analysis, head) and found.realis is not Realis.NEGATED else found
    above = _of_form(head, told)
    if word.effect is Effect.GIVEN:
        return found
    if word.effect in {Effect.OWN, Effect.ONGOING}:
        if found.realis not in STANDING:
            return found
        return replace(above, rule=found.rule, realis=Realis.ONGOING) if word.effect is Effect.ONGOING and above.realis is Realis.OCCURRED else above
    if above.realis is not Realis.NEGATED:
        return found
    return _flipped(found) if found.realis is Realis.NEGATED else Reality(Realis.NEGATED, Factuality.CERTAIN_NOT, found.rule)


def _definite(node: int, analysis: Analysis) -> bool:
    return any(
        (analysis.deprels[child] == "det" and analysis.lower[child] in OWNED) or analysis.deprels[child] == "nmod:poss"
        for child in analysis.dependents[node]
    )


def _taken_for_granted(node: int, word: Word, analysis: Analysis) -> bool:
    """Whether a noun event is definite under a word that only leaves an indefinite one open."""
    return word.effect in {Effect.HYPOTHETICAL, Effect.REPORTED, Effect.BELIEVED} and _definite(node, analysis)


def _of_noun(node: int, head: int, found: Reality, told: Told) -> tuple[Reality, bool]:
    """A noun event under a word that is not listed: as real as its verb when indefinite, else taken for granted; and whether to go on."""
    analysis, label = told.setting.analysis, relation(told.setting.analysis, node)
    if label == "conj":
        return found, True
    inner = label in {"obj", "nsubj"} or (label == "obl" and bool(marks(analysis, node) & CARRIED))
    if inner and not _definite(node, analysis) and not _is_noun(analysis, head):
        above = _of_form(head, told)
        return (found if above.realis is Realis.OCCURRED else replace(above, told=False)), True
    return replace(found, presupposed=True), False


def _stops(node: int, label: str, marked: frozenset[str], analysis: Analysis) -> bool:
    """Whether what is above a clause says nothing about it: a relative clause, a participle of a noun, a finite clause of time or reason."""
    if label in {"acl", "amod"}:
        return analysis.deprels[node] == "acl:relcl" or "to" not in marked
    if label == "advcl":
        return bool(marked & GIVEN) or form_of(analysis, node).finite
    return label in {"parataxis", "appos"} and has_subject(analysis, node)
