"""Entities of codings against gold: pairs by shared mentions, and what counts as right, wrong, open and invented."""

import pytest

from sayso.evaluation.entities import EntityScores, pair_entities, score_all, score_entities
from sayso.records import Coding, Entity, Provenance, Span
from sayso.vocabulary import Kind, Sector
from test_actors_phrases import report_of

TEXT = "Two miners met Deputy Mwansa. He told the miners that police had left."


def entity(identity: str, words: str, *spans: tuple[int, int], **more: object) -> Entity:
    mentions = tuple(Span(start=a, end=b, text=TEXT[a:b]) for a, b in spans)
    return Entity(id=identity, name=words, mentions=mentions, **{"kind": Kind.GROUP, **more})  # type: ignore[arg-type]


def coding(*entities: Entity, text: str = TEXT) -> Coding:
    return Coding(report=report_of(text), entities=entities, provenance=Provenance(software="test"))


GOLD = coding(
    entity("g1", "miners", (0, 10), (38, 48), country="ZMB", sectors=(Sector.LAB,)),
    entity("g2", "Mwansa", (22, 28), (30, 32), kind=Kind.PERSON, country="ZMB", sectors=(Sector.LEG,)),
    entity("g3", "police", (54, 60), kind=Kind.ORGANIZATION, sectors=(Sector.COP,)),
)


def test_the_gold_itself_is_perfect() -> None:
    scores = score_entities(GOLD, GOLD)
    assert scores.entities.f1 == scores.mentions.f1 == scores.actors.f1 == 1
    assert scores.country.accuracy == scores.sectors.accuracy == scores.kind.accuracy == scores.name.accuracy == 1
    assert (scores.country.asked, scores.country.invented) == (2, 0)


def test_right_wrong_open_and_invented_are_told_apart() -> None:
    guess = coding(
        entity("e1", "two miners", (4, 10), (38, 48), country="ZMB", sectors=(Sector.LAB, Sector.CVL)),
        entity("e2", "Mwansa", (15, 28), kind=Kind.PERSON, sectors=(Sector.GOV,)),
        entity("e3", "police", (54, 60), kind=Kind.ORGANIZATION, country="ZMB", sectors=(Sector.COP,)),
        entity("e4", "left", (65, 69)),
    )
    scores = score_entities(GOLD, guess)
    assert (scores.entities.right, scores.entities.gold, scores.entities.given) == (2, 3, 4)
    assert (scores.country.right, scores.country.wrong, scores.country.asked, scores.country.invented) == (1, 0, 1, 1)
    assert scores.country.precision == 0.5
    assert (scores.sectors.right, scores.first_sector.right, scores.sectors.asked) == (1, 2, 2)
    assert (scores.mentions.right, scores.mentions.gold, scores.mentions.given) == (3, 5, 5)


def test_a_mention_that_only_touches_another_is_not_the_same() -> None:
    inside = coding(entity("e1", "Deputy Mwansa. He told the miners", (15, 48)))
    assert pair_entities(GOLD.entities, inside.entities) == []


def test_each_entity_is_paired_once_with_the_one_most_like_it() -> None:
    whole = entity("e1", "miners", (0, 10), (38, 48))
    half = entity("e2", "miners", (0, 10))
    pairs = pair_entities(GOLD.entities[:1], (half, whole))
    assert [(g.id, e.id) for g, e in pairs] == [("g1", "e1")]
    assert [(g.id, e.id) for g, e in pair_entities((GOLD.entities[0],) * 2, (half, whole))] == [("g1", "e1"), ("g1", "e2")]


def test_scores_of_documents_add_up() -> None:
    empty = coding()
    assert score_all([(GOLD, GOLD), (GOLD, empty)]) == score_entities(GOLD, GOLD) + score_entities(GOLD, empty)
    assert score_all([(GOLD, empty)]).entities.recall == 0
    assert score_all([]) == EntityScores()
    assert [label for label, _ in EntityScores().rows()][:2] == ["entities", "actors"]


def test_codings_of_different_texts_are_refused() -> None:
    with pytest.raises(ValueError, match="different reports"):
        score_entities(GOLD, coding(text="Another text."))
