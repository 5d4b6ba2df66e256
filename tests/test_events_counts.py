"""Numbers of people and things: value, hedge, what is counted, which event has it."""

import pytest

from event_readings import setting_of, tokens
from sayso.events.codebook import Frame
from sayso.events.counts import counts_of
from sayso.events.draft import Argument, Draft
from sayso.events.setting import Setting
from sayso.records import Count


def counted(text: str, words: str, kind: str = "ASSAULT", mode: tuple[str, ...] = (), others: tuple[str, ...] = ()) -> tuple[Count, ...]:
    setting = setting_of(text)
    draft = _draft(setting, words, kind, mode)
    drafts = [draft, *(_draft(setting, other, kind, ()) for other in others)]
    return counts_of(draft, kind, mode, frozenset(t for d in drafts for t in (d.predicate, d.clause)), setting)


def _draft(setting: Setting, words: str, kind: str, mode: tuple[str, ...]) -> Draft:
    token, clause, inside = tokens(setting, words)
    analysis = setting.analysis
    recipients = tuple(Argument(child, child, child + 1) for child in analysis.children(clause, "obj", "nsubj:pass") if child not in inside)
    actors = tuple(Argument(child, child, child + 1) for child in analysis.dependents[clause] if analysis.deprels[child] == "nsubj")
    return Draft(token, inside.start, inside.stop, clause, Frame(id="x", type=kind, mode=mode), {}, actors, recipients)


@pytest.mark.parametrize(
    ("text", "words", "kind", "what", "bounds", "span"),
    [
        ("Gunmen killed 12 villagers on Monday.", "killed", "ASSAULT", "killed", (12, 12, 12), "12"),
        ("Gunmen killed at least twelve villagers.", "killed", "ASSAULT", "killed", (12, 12, None), "at least twelve"),
        ("Gunmen killed more than 1,200 people.", "killed", "ASSAULT", "killed", (1200, 1200, None), "more than 1,200"),
        ("Gunmen killed up to 90 soldiers.", "killed", "ASSAULT", "killed", (None, None, 90), "up to 90"),
        ("Some 40 people were wounded in Dorne.", "wounded", "ASSAULT", "injured", (None, 40, None), "Some 40"),
        ("Between 60 and 70 people were detained.", "detained", "COERCE", "detained", (60, None, 70), "Between 60 and 70"),
        ("Several villagers were killed.", "killed", "ASSAULT", "killed", (None, None, None), "Several"),
        ("Dozens were killed in Dorne.", "killed", "ASSAULT", "killed", (None, None, None), "Dozens"),
        ("The raid killed twenty-four people.", "killed", "ASSAULT", "killed", (24, 24, 24), "twenty-four"),
        ("Hundreds of people fled the town.", "fled", "SANCTION", "displaced", (None, None, None), "Hundreds"),
        ("The judge fined the station $2 million.", "fined", "SANCTION", "money", (2000000, 2000000, 2000000), "$2 million"),
        ("Rebels burned 13 trucks near Dorne.", "burned", "ASSAULT", "vehicles", (13, 13, 13), "13"),
        ("Soldiers burned three houses in Dorne.", "burned", "ASSAULT", "buildings", (3, 3, 3), "three"),
        ("About 300 people demonstrated in Dorne.", "demonstrated", "PROTEST", "participants", (None, 300, None), "About 300"),
        ("The army sent 400 soldiers to the border.", "sent", "MOBILIZE", "personnel", (400, 400, 400), "400"),
        ("The rebels released two nurses.", "released", "RETREAT", "released", (2, 2, 2), "two"),
        ("Armed men kidnapped five engineers.", "kidnapped", "ASSAULT", "abducted", (5, 5, 5), "five"),
    ],
)
def test_a_number_is_read_with_its_hedge(text: str, words: str, kind: str, what: str, bounds: tuple[int | None, ...], span: str) -> None:
    found = counted(text, words, kind)
    assert [(c.kind, (c.low, c.best, c.high), c.span.text) for c in found] == [(what, bounds, span)]


def test_the_toll_of_a_participle_belongs_to_the_attack() -> None:
    found = counted("Gunmen attacked a convoy near Dorne, killing two guards and wounding nine.", "attacked")
    assert [(c.kind, c.best) for c in found] == [("killed", 2), ("injured", 9)]


def test_a_number_belongs_to_the_nearest_predicate() -> None:
    text = "Police shot four marchers and detained nine others in Dorne."
    assert [c.best for c in counted(text, "detained", "COERCE", others=("shot",))] == [9]
    assert [c.best for c in counted(text, "shot", "ASSAULT", others=("detained",))] == [4]


def test_the_noun_that_a_participle_describes_is_counted() -> None:
    assert [(c.kind, c.best) for c in counted("Nine people detained on Monday went home.", "detained", "COERCE")] == [("detained", 9)]


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen killed a guard on 12 May 2021.",
        "Gunmen killed Abdou Kane, 58, in Dorne.",
        "Gunmen killed a guard 40 miles from Dorne.",
        "Gunmen killed a 24-year-old guard.",
        "Gunmen killed a guard at 7:40 a.m. on Monday.",
        "Gunmen killed a guard and lost the match 3-1.",
    ],
)
def test_days_ages_and_measures_count_nobody(text: str) -> None:
    assert counted(text, "killed") == ()


def test_what_is_counted_keeps_the_text_s_words() -> None:
    (found,) = counted("Gunmen killed five suspected rebels.", "killed")
    assert found.of == "suspected rebels"
    assert found.side == "recipient"


@pytest.mark.parametrize(
    "text", ["killed 1 2 3 4 5 6 7 8 9 10 11 12", "killed " + "one hundred " * 50, "killed $ $ $ 1,,,2", "killed 99999999999999999999 men"]
)
def test_odd_numbers_do_no_harm(text: str) -> None:
    counted(text, "killed")
