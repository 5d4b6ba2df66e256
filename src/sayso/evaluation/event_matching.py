"""When a found event is a gold event, and a found party a gold party.

**Events.** A found event can stand for a gold one if its predicate shares a character with the gold predicate or with one of the gold
evidence spans (the predicates of other tellings of the same occurrence). Pairs are one to one, the best first: equal types before
different ones, then the predicate itself before evidence, then equal standing (the reporter's own or attributed; an act or not).

**Parties.** A found party is a gold party if their spans are alike (intersection over union of half), or the found span is so alike to a
mention of the gold party's entity, or the entities of the two are paired (by their mentions, one to one); or if their spans share a
character and nothing says that they are of two different entities.

**Places.** By characters in common, or the same resolved name: a report may name one place often.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sayso.evaluation.entities import pair_entities
from sayso.evaluation.gold.matching import iou, pair, points
from sayso.evaluation.statements import pair_statements
from sayso.language.sentences import paragraphs, split_sentences
from sayso.language.tokens import tokenize
from sayso.records import Coding, Event, Party, Place, Span

HALF = 0.5
TYPE = 8.0
ITSELF, TOLD_AGAIN = 4.0, 2.0
STANDING = 0.5


@dataclass(frozen=True)
class Twins:
    """What of two codings of one report is the same: the gold side's entities and statements with their twins by id, and all by id."""

    gold: Coding
    guess: Coding
    entities: dict[str, str]
    statements: dict[str, str]

    @staticmethod
    def of(gold: Coding, guess: Coding) -> "Twins":
        """Pair entities and statements. Raises `ValueError` where the two are of different texts."""
        if gold.report.text != guess.report.text:
            msg = "gold and coding are of different reports"
            raise ValueError(msg)
        entities = {g.id: f.id for g, f in pair_entities(gold.entities, guess.entities)}
        statements = {g.id: f.id for g, f in pair_statements(gold.statements, guess.statements)}
        return Twins(gold, guess, entities, statements)

    def parties(self, wanted: Sequence[Party], found: Sequence[Party]) -> list[tuple[Party, Party]]:
        """Parties one to one, the most alike first."""
        return pair(wanted, found, self._party, 0.01)

    def _party(self, wanted: Party, found: Party) -> float:
        alike = iou((wanted.span,), (found.span,))
        if alike >= HALF:
            return 2 + alike
        twin = self.entities.get(wanted.entity or "")
        if twin is not None and twin == found.entity:
            return 2.0
        mentions = next((e.mentions for e in self.gold.entities if e.id == wanted.entity), ())
        if found.span and any(iou((m,), (found.span,)) >= HALF for m in mentions):
            return 1.5
        if twin is not None and found.entity in self.entities.values():
            return 0.0
        if wanted.span is None or found.span is None:
            return float(wanted.name.casefold() == found.name.casefold())
        return alike

    def places(self, wanted: Sequence[str], found: Sequence[str]) -> list[tuple[Place, Place]]:
        """The places behind two lists of ids, one to one."""
        first = [p for p in self.gold.places if p.id in wanted]
        second = [p for p in self.guess.places if p.id in found]
        return pair(first, second, _place, 0.01)


def pair_events(gold: Sequence[Event], guess: Sequence[Event]) -> list[tuple[Event, Event]]:
    """Events one to one, as the module says, whatever their types."""
    return pair(gold, guess, _alike, 1.0)


def pair_in_sentences(gold: Coding, guess: Coding) -> list[tuple[Event, Event]]:
    """Events of equal type one to one that are told in the same sentence, those on the same words first: a looser measure."""
    cuts = sentence_ends(gold.report.text)

    def alike(wanted: Event, found: Event) -> float:
        if wanted.type != found.type:
            return 0.0
        told = {sentence_of(s, cuts) for s in (wanted.predicate, *wanted.evidence)}
        return (1.0 if sentence_of(found.predicate, cuts) in told else 0.0) + _alike(wanted, found)

    return pair(gold.events, guess.events, alike, 1.0)


def meets(one: Span, other: Span) -> bool:
    """Whether two spans have a character in common."""
    return one.start < other.end and other.start < one.end


def sentence_ends(text: str) -> list[tuple[int, int]]:
    """The sentences of a text as character ranges, by the tokenizer's and splitter's rules alone (no model)."""
    tokens = tokenize(text)
    found = split_sentences(text, tokens, paragraphs(text))
    return [(tokens[first][0], tokens[last - 1][1]) for first, last in found if first < last]


def sentence_of(span: Span, sentences: Sequence[tuple[int, int]]) -> int:
    """The number of the sentence that a span begins in; -1 where it is outside all."""
    return next((i for i, (start, end) in enumerate(sentences) if start <= span.start < end), -1)


def _alike(wanted: Event, found: Event) -> float:
    if meets(wanted.predicate, found.predicate):
        near = ITSELF + len(points((wanted.predicate,)) & points((found.predicate,))) / 1000
    elif any(meets(span, found.predicate) for span in wanted.evidence):
        near = TOLD_AGAIN
    else:
        return 0.0
    near += TYPE * (wanted.type == found.type)
    near += STANDING * ((wanted.asserted_in is None) == (found.asserted_in is None))
    return near + STANDING * ((wanted.performs is None) == (found.performs is None))


def _place(wanted: Place, found: Place) -> float:
    if meets(wanted, found):
        return 2.0
    names = {n.casefold() for n in (wanted.name, wanted.text) if n} & {n.casefold() for n in (found.name, found.text) if n}
    return float(bool(names))
