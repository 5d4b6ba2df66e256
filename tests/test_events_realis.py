"""Realis and factuality: every word that decides about an event, tense, modals, negation, conditions, the status table, the background."""

from dataclasses import replace

import pytest

from event_readings import setting_of, tokens, told
from sayso.events.embedding import load_embedding
from sayso.events.realis import Told, reality_of
from sayso.events.reality import BY_STATUS, USUAL, Reality, by_status
from sayso.events.standing import Standing
from sayso.records import Span, Statement, When
from sayso.vocabulary import REAL, Act, Factuality, Form, Realis, Status

EXAMPLES, BARE = load_embedding().examples, load_embedding().bare


@pytest.mark.parametrize(("text", "word", "realis"), EXAMPLES, ids=[f"{text[:40]}/{word}" for text, word, _ in EXAMPLES])
def test_every_word_of_the_lexicon_does_to_its_example_what_it_says(text: str, word: str, realis: str) -> None:
    assert told(text, word)[2].realis == realis


@pytest.mark.parametrize(
    ("text", "word", "realis", "factuality"),
    [
        ("Gunmen attacked the convoy on Monday.", "attacked", "occurred", "CT+"),
        ("The army did not attack the village.", "attack", "negated", "CT-"),
        ("No shells hit the market.", "hit", "negated", "CT-"),
        ("None of the gunmen fired at the crowd.", "fired", "negated", "CT-"),
        ("The militia left without burning the mill.", "burning", "negated", "CT-"),
        ("The general will attack the port on Friday.", "attack", "future", "CT+"),
        ("The general will not attack the port.", "attack", "future", "CT-"),
        ("The rebels may attack the bridge.", "attack", "hypothetical", "PS+"),
        ("If the rebels attack the bridge, the ferry stops.", "attack", "hypothetical", "Uu"),
        ("Unless soldiers seize the mine, it closes.", "seize", "hypothetical", "Uu"),
        ("Rebels are shelling the old town.", "shelling", "ongoing", "CT+"),
        ("Police detained nine men and did not beat them.", "beat", "negated", "CT-"),
        ("Soldiers did not fail to seize the depot.", "seize", "occurred", "CT+"),
        ("The gunmen must have killed the guide at dawn.", "killed", "occurred", "PR+"),
        ("The prisoners were beaten after the guards arrested them.", "arrested", "occurred", "CT+"),
    ],
)
def test_form_decides(text: str, word: str, realis: str, factuality: str) -> None:
    found = told(text, word)[2]
    assert (found.realis, found.factuality) == (realis, factuality)


@pytest.mark.parametrize(
    ("text", "word", "realis"),
    [
        ("In March 2021 the army shelled the town.", "shelled", "historical"),
        ("Troops shelled the town on Monday.", "shelled", "occurred"),
        ("In March 2021 the army shelled the town. Rebels burned the bridge.", "burned", "historical"),
        ("The bloc lifted the sanctions on Monday, two years after it imposed them.", "imposed", "historical"),
        ("The college has been raided twice since 2021.", "raided", "historical"),
        ("The clerics have been held since 2021.", "held", "ongoing"),
    ],
)
def test_what_lies_long_before_the_report_is_background(text: str, word: str, realis: str) -> None:
    assert told(text, word)[2].realis == realis


@pytest.mark.parametrize(
    ("text", "word", "realis"),
    [
        ("The mayor denied that police had beaten the students.", "beaten", "negated"),
        ("The union demanded that the army release the miners.", "release", "directed"),
        ("The warlord threatened to burn the port.", "burn", "threatened"),
        ("The minister promised to free the pilots.", "free", "future"),
        ("The guide said gunmen killed the driver.", "killed", "occurred"),
    ],
)
def test_a_content_takes_its_realis_from_its_status(text: str, word: str, realis: str) -> None:
    standing, _, found = told(text, word)
    assert standing.asserted_in is not None
    assert found.realis == realis


def test_what_a_content_presupposes_keeps_its_own_realis() -> None:
    standing, _, found = told("The court ordered the army to free the miners whom soldiers had beaten.", "beaten")
    assert standing.asserted_in is not None
    assert found.realis == Realis.OCCURRED


@pytest.mark.parametrize(("status", "realis"), BY_STATUS.items())
def test_the_status_table_is_the_design_s(status: Status, realis: Realis) -> None:
    statement = _statement(status, Act.DEMAND)
    own = Reality(Realis.OCCURRED, Factuality.CERTAIN, "tense")
    found = by_status(own, statement)
    assert (found.realis, found.factuality) == (realis, USUAL[realis])
    assert by_status(replace(own, presupposed=True), statement) == replace(own, presupposed=True)


@pytest.mark.parametrize("status", [Status.ASSERTED, Status.PRESUPPOSED, Status.PERFORMATIVE])
def test_other_statuses_leave_an_event_its_own_realis(status: Status) -> None:
    own = Reality(Realis.ONGOING, Factuality.CERTAIN, "aspect")
    assert by_status(own, _statement(status, Act.SAY)) == own


@pytest.mark.parametrize(("text", "word", "realis"), BARE, ids=[text[:40] for text, _, _ in BARE])
def test_nothing_under_a_word_of_saying_without_a_statement_is_a_fact(text: str, word: str, realis: str) -> None:
    setting = setting_of(text)
    token, clause, inside = tokens(setting, word)
    found = reality_of(token, clause, inside, Standing(None, None, ()), When(), replace(setting, statements=()))
    assert found.realis == realis
    assert found.realis not in REAL


def test_the_tokens_of_a_predicate_do_not_negate_it() -> None:
    setting = setting_of("The rangers would not show her the papers.")
    token, clause, inside = tokens(setting, "would not show")
    standing = Standing(None, None, ())
    assert Told(token, clause, inside, standing, setting).holder is None
    assert told("The rangers would not show her the papers.", "would not show", "REJECT")[2].realis == Realis.OCCURRED


def _statement(status: Status, act: Act) -> Statement:
    return Statement(id="s1", form=Form.INDIRECT, act=act, status=status, content=(Span(start=0, end=1, text="x"),))
