"""How well entities were found and coded: codings against gold codings, both in the record's own format.

Entities are paired one to one by their mentions: a pair's weight is the share of mentions that they have in common (the entity similarity
of CEAF-e, Luo 2005), where two mentions are the same if more than half of their joint characters are shared. The best pairs come first.
Country and sectors are then compared over the pairs: an answer where the gold has none counts as invented, never as right.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, fields

from sayso.evaluation.segmentation import Counts
from sayso.records import Coding, Entity, Span
from sayso.vocabulary import Kind

SAME = 0.5
ACTORS = frozenset({Kind.PERSON, Kind.ORGANIZATION, Kind.GROUP})


@dataclass(frozen=True)
class Answers:
    """Answers to one question over the paired entities; what was left open is ``asked - given``."""

    right: int = 0
    wrong: int = 0
    asked: int = 0
    invented: int = 0

    def __add__(self, other: "Answers") -> "Answers":
        """The answers of two documents together."""
        return Answers(self.right + other.right, self.wrong + other.wrong, self.asked + other.asked, self.invented + other.invented)

    @property
    def accuracy(self) -> float:
        """The share of the gold's values that were given right, 0 to 1; 1 where the gold has none."""
        return self.right / self.asked if self.asked else 1.0

    @property
    def precision(self) -> float:
        """The share of the given values that are right, invented ones among the wrong, 0 to 1; 1 where none was given."""
        given = self.right + self.wrong + self.invented
        return self.right / given if given else 1.0


@dataclass(frozen=True)
class EntityScores:
    """Detection of entities (all, and those of actors' kinds), and of the pairs: kind, name, country, all sectors, and the first sector."""

    entities: Counts = field(default_factory=Counts)
    actors: Counts = field(default_factory=Counts)
    mentions: Counts = field(default_factory=Counts)
    kind: Answers = Answers()
    name: Answers = Answers()
    country: Answers = Answers()
    sectors: Answers = Answers()
    first_sector: Answers = Answers()

    def __add__(self, other: "EntityScores") -> "EntityScores":
        """The scores of two documents together."""
        return EntityScores(*(getattr(self, item.name) + getattr(other, item.name) for item in fields(self)))

    def rows(self) -> tuple[tuple[str, str], ...]:
        """The figures as lines of a table: label and percentages."""
        found = [(label, getattr(self, label)) for label in ("entities", "actors", "mentions")]
        asked = [(label, getattr(self, label)) for label in ("kind", "name", "country", "sectors", "first_sector")]
        return (
            *((label, f"P {c.precision:.1%}  R {c.recall:.1%}  F1 {c.f1:.1%}  ({c.right}/{c.gold} gold, {c.given} given)") for label, c in found),
            *((label.replace("_", " "), f"{a.accuracy:.1%} of {a.asked}  precision {a.precision:.1%}  invented {a.invented}") for label, a in asked),
        )


def score_entities(gold: Coding, guess: Coding) -> EntityScores:
    """The scores of one coding. Raises `ValueError` where the two are of different texts."""
    if gold.report.text != guess.report.text:
        msg = "gold and coding are of different reports"
        raise ValueError(msg)
    pairs = pair_entities(gold.entities, guess.entities)
    acting = sum(g.kind in ACTORS and e.kind in ACTORS for g, e in pairs)
    shared = sum(len(_shared(g, e)) for g, e in pairs)
    return EntityScores(
        entities=Counts(len(pairs), len(gold.entities), len(guess.entities)),
        actors=Counts(acting, sum(e.kind in ACTORS for e in gold.entities), sum(e.kind in ACTORS for e in guess.entities)),
        mentions=Counts(shared, sum(len(e.mentions) for e in gold.entities), sum(len(e.mentions) for e in guess.entities)),
        kind=_sum(_answer(g.kind, e.kind) for g, e in pairs),
        name=_sum(_answer(g.name.casefold(), e.name.casefold()) for g, e in pairs),
        country=_sum(_answer(g.country, e.country) for g, e in pairs),
        sectors=_sum(_answer(frozenset(g.sectors), frozenset(e.sectors)) for g, e in pairs),
        first_sector=_sum(_answer(g.sectors[:1], e.sectors[:1]) for g, e in pairs),
    )


def score_all(pairs: Iterable[tuple[Coding, Coding]]) -> EntityScores:
    """The scores of many codings together, each gold with its guess."""
    total = EntityScores()
    for gold, guess in pairs:
        total += score_entities(gold, guess)
    return total


def pair_entities(gold: Sequence[Entity], guess: Sequence[Entity]) -> list[tuple[Entity, Entity]]:
    """Entities that share mentions, one to one, the most alike first; ties go to the earlier ones."""
    weighed = []
    for i, one in enumerate(gold):
        for j, other in enumerate(guess):
            common = len(_shared(one, other))
            if common:
                weighed.append((-2 * common / (len(one.mentions) + len(other.mentions)), i, j))
    pairs, left, right = [], set(range(len(gold))), set(range(len(guess)))
    for _, i, j in sorted(weighed):
        if i in left and j in right:
            pairs.append((gold[i], guess[j]))
            left.discard(i)
            right.discard(j)
    return pairs


def _shared(gold: Entity, guess: Entity) -> list[Span]:
    """The gold mentions that the guess has too, each guess mention used once."""
    free = list(guess.mentions)
    shared = []
    for mention in gold.mentions:
        match = next((other for other in free if _same(mention, other)), None)
        if match is not None:
            free.remove(match)
            shared.append(mention)
    return shared


def _same(one: Span, other: Span) -> bool:
    common = min(one.end, other.end) - max(one.start, other.start)
    return common > SAME * (max(one.end, other.end) - min(one.start, other.start))


def _answer(wanted: object, got: object) -> Answers:
    if not wanted:
        return Answers(invented=int(bool(got)))
    return Answers(right=int(wanted == got), wrong=int(bool(got) and wanted != got), asked=1)


def _sum(answers: Iterable[Answers]) -> Answers:
    return sum(answers, start=Answers())
