"""What is known of one telling of an event, ready to be compared with another (`sayso.events.merging`)."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from sayso.events.embedding import names_of, stems_of
from sayso.events.figures import load_counts
from sayso.events.setting import Setting
from sayso.events.trees import DEEPEST, has_subject, relation, top_of
from sayso.language.analysis import ROOT, Analysis
from sayso.records import Event, Party, Statement
from sayso.vocabulary import REAL, WhenBasis

POINTING = frozenset({"the", "this", "that", "these", "those", "its", "his", "her", "their", "such"})
CONTENT = frozenset({"NOUN", "VERB", "PROPN", "NUM", "ADJ"})
STOPS = frozenset(".?!\u2026\"\u201d'\u2019)\u00bb:;")
NOUNS = frozenset({"NOUN", "PROPN"})
SUFFIXES = ("ation", "ment", "ings", "ing", "ion", "als", "al", "ers", "er", "ed", "es", "s", "e")
SHORTEST = 4
TOLLS = frozenset({"killed", "injured"})
ANYBODY = frozenset({"people", "peopl", "dozen", "dozens", "hundreds", "hundr", "thousands", "others", "person", "men", "women"})


@dataclass(frozen=True, slots=True)
class Telling:
    """One event with what it is compared by; ``voice`` is empty for the reporter's own."""

    event: Event
    number: int
    token: int
    sentence: int
    line: bool
    noun: bool
    definite: bool
    stems: frozenset[str]
    actors: frozenset[str]
    recipients: frozenset[str]
    voice: str
    content: frozenset[str]
    names: frozenset[str] = frozenset()
    lead: bool = False

    @property
    def real(self) -> bool:
        """Whether the event happened, for its last source."""
        return self.event.realis in REAL


def telling_of(number: int, event: Event, setting: Setting) -> Telling:
    """What an event is compared by."""
    analysis = setting.analysis
    first, last = analysis.within(event.predicate.start, event.predicate.end)
    token = top_of(analysis, first, last)
    holder = setting.by_id.get(event.asserted_in or "")
    made = setting.by_id.get(event.performs or "")
    return Telling(
        event=event,
        number=number,
        token=token,
        sentence=analysis.sentence_index[token],
        line=is_line(token, setting),
        noun=analysis.upos[token] in NOUNS,
        definite=any(
            (analysis.deprels[c] == "det" and analysis.lower[c] in POINTING) or analysis.deprels[c] == "nmod:poss" for c in analysis.dependents[token]
        ),
        stems=frozenset(stem for t in range(first, last) for name in names_of(analysis, t) if len(stem := stem_of(name)) >= SHORTEST - 1),
        actors=keys_of(event.actors),
        recipients=keys_of(event.recipients),
        voice=(event.asserted_in or "") if holder is None else voice_of(holder),
        content=frozenset() if made is None else _content(made, analysis),
        names=frozenset(name for t in range(first, last) for name in (analysis.lower[t], *names_of(analysis, t), *stems_of(analysis.lower[t]))),
    )


def voice_of(statement: Statement) -> str:
    """Who tells what a statement holds."""
    if statement.source_entity is not None:
        return statement.source_entity
    return statement.source.text.lower() if statement.source is not None else statement.id


def is_line(token: int, setting: Setting) -> bool:
    """Whether a token stands in the headline or in a line of its own that no stop closes."""
    if setting.in_headline(token):
        return True
    start, end = setting.analysis.paragraph_of(setting.analysis.starts[token])
    closing = setting.analysis.text[start:end].rstrip()[-1:]
    return closing not in STOPS


def stem_of(word: str) -> str:
    """A word without the endings that make nouns of verbs ("withdrawal", "killing", "deployment")."""
    for suffix in SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= SHORTEST:
            return word[: -len(suffix)]
    return word


def keys_of(parties: tuple[Party, ...]) -> frozenset[str]:
    """What parties can be told by: their entities, and the last words of their names."""
    found = set()
    for party in parties:
        if party.entity is not None:
            found.add(party.entity)
        words = party.name.lower().split()
        if words:
            found.add(stem_of(words[-1]))
        if party.country is not None and party.sectors:
            found.update(f"{party.country}/{sector}" for sector in party.sectors)
    return frozenset(found)


def _content(statement: Statement, analysis: Analysis) -> frozenset[str]:
    """The stems of what a statement says."""
    found = set()
    for span in statement.content:
        for token in range(*analysis.within(span.start, span.end)):
            if analysis.upos[token] in CONTENT:
                found.add(stem_of(analysis.lower[token]))
    return frozenset(found)


@cache
def deeds_apart() -> frozenset[str]:
    """What is done to things, of which deaths are no toll (``data/merging.toml``)."""
    data = tomllib.loads(files(__package__).joinpath("data/merging.toml").read_text(encoding="utf-8"))
    return frozenset(data["apart"]["words"])


def is_toll(telling: Telling) -> bool:
    """Whether a telling of violence only says what it did to people (``killing two``, ``26 were hurt``)."""
    kinds = load_counts().kinds
    hurts = any(kinds.get(name) in {"killed", "injured"} for name in telling.names) or any(c.kind in TOLLS for c in telling.event.counts)
    return telling.event.type == "ASSAULT" and hurts


def in_one_clause(one: Telling, other: Telling, analysis: Analysis) -> bool:
    """Whether one of two tellings is the toll of the other: joined to it, set under it, or in one sentence with nobody else to blame for it."""
    if one.sentence != other.sentence or one.event.type != other.event.type:
        return False
    tolls = [telling for telling in (one, other) if is_toll(telling)]
    if not tolls:
        return False
    if (one.names | other.names) & deeds_apart():
        return False
    if any(not telling.actors for telling in tolls):
        return True
    return any(_under(lower, upper, analysis) for upper, lower in ((one, other), (other, one)))


def _under(lower: Telling, upper: Telling, analysis: Analysis) -> bool:
    """Whether a predicate hangs under another over clauses without a subject of their own."""
    tops = {upper.token}
    if upper.noun and relation(analysis, upper.token) in {"obj", "nsubj", "obl"}:
        tops.add(analysis.heads[upper.token])
    node = lower.token
    for _ in range(DEEPEST):
        head, label = analysis.heads[node], relation(analysis, node)
        if head == ROOT or label not in {"advcl", "conj", "obl", "nmod", "xcomp"} or has_subject(analysis, node):
            return False
        if head in tops:
            return True
        node = head
    return False


def dated(event: Event) -> bool:
    """Whether words date an event."""
    return event.when.basis is WhenBasis.EXPRESSION and event.when.first is not None and event.when.last is not None
