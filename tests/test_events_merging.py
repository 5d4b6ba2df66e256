"""One occurrence, one event; a claim and the reporter's account apart and linked."""

from typing import Any

import msgspec
import pytest

from event_readings import predicate, setting_of
from sayso.events.merging import load_weights, merged
from sayso.events.setting import Setting
from sayso.records import Count, Event, Party, Span, When, event_id
from sayso.vocabulary import Factuality, Realis, Relation, Side, WhenBasis

HEADED = "Gunmen kill two guards near Dorne\n\nDORNE - Gunmen killed two guards near Dorne on Monday.\n\nThe killing shocked the town."


def event(setting: Setting, words: str, actor: str = "", recipient: str = "", kind: str = "ASSAULT", number: int = -1, **fields: Any) -> Event:
    span = predicate(setting, words)
    if number >= 0:
        start = -1
        for _ in range(number + 1):
            start = setting.report.text.index(words, start + 1)
        span = Span(start=start, end=start + len(words), text=words)
    made = Event(
        id=event_id(setting.report.id, span, kind),
        type=kind,
        predicate=span,
        evidence=(span,),
        actors=(Party(name=actor),) if actor else (),
        recipients=(Party(name=recipient),) if recipient else (),
        factuality=Factuality.CERTAIN,
        realis=Realis.OCCURRED,
    )
    return msgspec.structs.replace(made, **fields)


def test_headline_lead_and_a_definite_noun_are_one_event_of_the_body() -> None:
    setting = setting_of(HEADED)
    found = merged(
        (
            event(setting, "kill", "Gunmen", "guards", number=0),
            event(setting, "killed", "Gunmen", "guards", where=("p1",)),
            event(setting, "killing", number=0),
        ),
        setting,
    )
    assert len(found) == 1
    assert found[0].predicate.text == "killed"
    assert [span.text for span in found[0].evidence] == ["kill", "killed", "killing"]
    assert found[0].where == ("p1",)


def test_the_toll_joins_its_attack_and_brings_its_counts() -> None:
    text = "Gunmen attacked a convoy near Dorne on Monday, killing two guards."
    setting = setting_of(text)
    count = Count(kind="killed", side=Side.RECIPIENT, low=2, best=2, high=2, span=predicate(setting, "two"))
    found = merged((event(setting, "attacked", "Gunmen"), event(setting, "killing", "Gunmen", counts=(count,))), setting)
    assert [e.predicate.text for e in found] == ["attacked"]
    assert found[0].counts == (count,)


@pytest.mark.parametrize(
    ("text", "one", "two", "changes"),
    [
        ("Rebels killed a guard in Dorne. Soldiers killed a farmer in Varn.", ("killed", "Rebels", "guard"), ("killed", "Soldiers", "farmer"), {}),
        (
            "Rebels killed a guard. Rebels may kill a farmer.",
            ("killed", "Rebels", "guard"),
            ("kill", "Rebels", "farmer"),
            {"realis": Realis.HYPOTHETICAL},
        ),
        ("Rebels killed a guard. Rebels killed a guard.", ("killed", "Rebels", "guard"), ("killed", "Rebels", "guard"), {"type": "COERCE"}),
    ],
)
def test_what_differs_in_party_realis_or_type_stays_apart(
    text: str, one: tuple[str, str, str], two: tuple[str, str, str], changes: dict[str, Any]
) -> None:
    setting = setting_of(text)
    assert len(merged((event(setting, *one, number=0), event(setting, *two, **changes)), setting)) == 2


def test_days_apart_are_two_occurrences() -> None:
    setting = setting_of("Rebels shelled the town on Monday. Rebels shelled the town on Friday.")
    days = [When(time=f"t{d}", first=f"2024-05-{d}", last=f"2024-05-{d}", basis=WhenBasis.EXPRESSION) for d in (10, 13)]
    pair = (event(setting, "shelled", "Rebels", "town", number=0, when=days[0]), event(setting, "shelled", "Rebels", "town", when=days[1]))
    assert len(merged(pair, setting)) == 2


def test_a_claim_stays_apart_and_is_linked() -> None:
    text = "Gunmen attacked a convoy near Dorne on Monday. The army said gunmen attacked the convoy with rockets."
    setting = setting_of(text)
    statement = next(s for s in setting.statements if s.content)
    own = event(setting, "attacked", "gunmen", "convoy", number=0)
    claim = event(setting, "attacked", "gunmen", "convoy", asserted_in=statement.id)
    found = merged((own, claim), setting)
    assert [e.asserted_in for e in found] == [None, statement.id]
    assert [(link.to, link.relation) for link in found[1].links] == [(own.id, Relation.ACCOUNT_OF)]
    assert found[0].links == ()


def test_a_denial_is_linked_as_one() -> None:
    text = "Soldiers burned the mill on Monday. The army denied that soldiers burned the mill."
    setting = setting_of(text)
    statement = next(s for s in setting.statements if s.content)
    own = event(setting, "burned", "Soldiers", "mill", number=0)
    denial = event(setting, "burned", "soldiers", "mill", asserted_in=statement.id, realis=Realis.NEGATED)
    assert [link.relation for link in merged((own, denial), setting)[1].links] == [Relation.DENIES]


def test_merging_keeps_every_predicate_and_never_mixes_voices() -> None:
    setting = setting_of(HEADED)
    events = tuple(event(setting, words, "Gunmen", number=0) for words in ("kill", "killed"))
    claimed = (events[0], msgspec.structs.replace(events[1], asserted_in="s9"))
    assert {span.text for e in merged(claimed, setting) for span in e.evidence} == {"kill", "killed"}
    assert len(merged(claimed, setting)) == 2
    assert merged((), setting) == ()


def test_weights_name_what_the_code_asks_for() -> None:
    names = set(load_weights().weights)
    assert {name for name in names if name.startswith("no_")} < names
    assert all(load_weights().weights[name] < 0 for name in names if name.startswith("no_"))


def test_what_is_done_to_things_is_apart_from_the_dead() -> None:
    setting = setting_of("Airstrikes by the army destroyed a depot and killed two guards.")
    pair = (event(setting, "destroyed", "army"), event(setting, "killed", "army", "guards"))
    assert len(merged(pair, setting)) == 2
