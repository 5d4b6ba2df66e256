"""On whose say-so: nothing inside attributed content is the reporter's own."""

import pytest

from event_readings import predicate, setting_of
from sayso.events.setting import Setting
from sayso.events.standing import Standing, standing_of
from sayso.language.analysis import Analysis
from sayso.records import Report, Source, Span, Statement, report_id
from sayso.vocabulary import Act, Authenticity, Form, Status


def standing(text: str, words: str, kind: str = "ASSAULT") -> Standing:
    setting = setting_of(text)
    return standing_of(predicate(setting, words), kind, setting)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Rebels killed two guards, the mayor said.", "killed"),
        ("The mayor said rebels had killed two guards.", "killed"),
        ("“They shot my brother,” Idris said.", "shot"),
        ("According to the mayor, rebels burned the mill.", "burned"),
        ("The army denied that its men had tortured the driver.", "tortured"),
        ("The mayor accused the army of shelling the market.", "shelling"),
    ],
)
def test_what_a_content_holds_is_its_source_s(text: str, words: str) -> None:
    found = standing(text, words)
    assert found.asserted_in is not None
    assert any(words in span.text for span in found.asserted_in.content)
    assert found.chain == found.asserted_in.chain


@pytest.mark.parametrize("text", ["Rebels killed two guards on Monday.", "Rebels killed two guards. The mayor said the town was quiet."])
def test_the_reporter_s_own_words_stand_on_the_publisher(text: str) -> None:
    found = standing(text, "killed")
    assert found == Standing(None, None, (Source(name="The Courier"),))


def test_an_act_of_speech_performs_its_statement_and_stands_outside_it() -> None:
    found = standing("The rebels threatened to burn the mill.", "threatened", "THREATEN")
    assert found.performs is not None
    assert found.asserted_in is None
    inside = standing("The rebels threatened to burn the mill.", "burn")
    assert inside.asserted_in == found.performs
    assert inside.performs is None


def test_only_types_that_words_make_perform() -> None:
    assert standing("The rebels threatened to burn the mill.", "threatened", "MOBILIZE").performs is None


def test_nested_statements_the_innermost_holds() -> None:
    found = standing("The mayor said the priest had told him that rebels killed two guards.", "killed")
    assert found.asserted_in is not None
    assert "told" in found.asserted_in.cue[0].text


def test_a_quotation_that_no_statement_explains_is_nobody_s_fact() -> None:
    setting = setting_of("“They killed two guards and burned the mill.”")
    bare = Setting(setting.report, setting.analysis)
    assert standing_of(predicate(setting, "killed"), "ASSAULT", bare).unsourced


def test_a_label_in_marks_is_the_reporter_s_word() -> None:
    setting = setting_of("The army called the “raid” a success.")
    bare = Setting(setting.report, setting.analysis)
    assert not standing_of(predicate(setting, "raid"), "ASSAULT", bare).unsourced


def test_a_content_that_cuts_through_a_predicate_holds_it() -> None:
    text = "guards opened fire"
    cut = _statement("s1", (Span(start=0, end=13, text=text[:13]),))
    setting = _bare(text, (cut,))
    assert standing_of(Span(start=7, end=18, text="opened fire"), "ASSAULT", setting).asserted_in == cut


def test_the_shortest_content_holds_and_parts_count_together() -> None:
    text = "a b c killed d e f"
    wide = _statement("s1", (Span(start=0, end=18, text=text),))
    parts = _statement("s2", (Span(start=0, end=3, text="a b"), Span(start=6, end=12, text="killed")))
    assert standing_of(Span(start=6, end=12, text="killed"), "ASSAULT", _bare(text, (wide, parts))).asserted_in == parts


def test_the_chain_keeps_a_hedge_on_who_speaks() -> None:
    chain = (Source(name="The Courier"), Source(name="Okello", authenticity=Authenticity.PURPORTED))
    told = _statement("s1", (Span(start=0, end=6, text="killed"),), chain)
    assert standing_of(Span(start=0, end=6, text="killed"), "ASSAULT", _bare("killed them", (told,))).chain == chain


def _statement(name: str, content: tuple[Span, ...], chain: tuple[Source, ...] = ()) -> Statement:
    return Statement(id=name, form=Form.INDIRECT, act=Act.SAY, status=Status.ASSERTED, content=content, chain=chain)


def _bare(text: str, statements: tuple[Statement, ...]) -> Setting:
    starts = tuple(i for i, c in enumerate(text) if c != " " and (i == 0 or text[i - 1] == " "))
    ends = tuple(next((j for j in range(s, len(text)) if text[j] == " "), len(text)) for s in starts)
    analysis = Analysis(text, starts, ends, ((0, len(starts)),))
    return Setting(Report(id=report_id(text), text=text), analysis, statements=statements)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("We handed in the rifles on Monday. I buried mine behind the mosque.", "handed in"),
        ("In Dorne 40 people were killed in 2011, by the tally of one website.", "killed"),
    ],
)
def test_words_of_somebody_that_no_statement_explains_are_nobody_s_fact(text: str, words: str) -> None:
    setting = setting_of(text)
    bare = Setting(setting.report, setting.analysis)
    assert standing_of(predicate(setting, words), "ASSAULT", bare).unsourced


@pytest.mark.parametrize(
    "text",
    [
        "Rebels killed two guards on account of a debt.",
        "Rebels killed two guards. “We are lost,” Idris said.",
        "Rebels killed two guards, and the mayor said nothing.",
    ],
)
def test_the_reporter_s_own_sentences_are_no_loose_words(text: str) -> None:
    assert not standing(text, "killed").unsourced
