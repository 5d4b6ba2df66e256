"""Parties: who is one, whose name and country he has, who stands behind an instrument, and what stays empty."""

from functools import cache
from pathlib import Path

import pytest

from sayso.events.codebook import load
from sayso.intake import Document, Given, make_report
from sayso.reading import Resources, read_report
from sayso.records import Coding, Event

SMALL = Path(__file__).parent / "codebooks" / "small.toml"


@cache
def resources() -> Resources:
    return Resources(load_codebook=lambda: load(SMALL))


def read(text: str) -> Coding:
    return read_report(make_report(Document(text, "test"), Given(published="2021-03-09")), resources())


def event(text: str, predicate: str) -> Event:
    found = [e for e in read(text).events if e.predicate.text == predicate]
    assert len(found) == 1, [(e.type, e.predicate.text) for e in read(text).events]
    return found[0]


def actors(found: Event) -> list[str]:
    return [party.span.text if party.span else party.name for party in found.actors]


def recipients(found: Event) -> list[str]:
    return [party.span.text if party.span else party.name for party in found.recipients]


@pytest.mark.parametrize(
    ("text", "predicate", "who", "whom"),
    [
        ("Airstrikes by Russia have killed three teachers near Idlib.", "killed", ["Russia"], ["three teachers"]),
        ("Soldiers and policemen attacked the protesters in Lima.", "attacked", ["Soldiers", "policemen"], ["the protesters"]),
        ("Three teachers were killed in an attack by rebels near Goma.", "killed", ["rebels"], ["Three teachers"]),
        ("The villagers came under fire from gunmen near Goma.", "fire", ["gunmen"], ["The villagers"]),
        ("Rebels destroyed the homes of farmers near Goma.", "destroyed", ["Rebels"], ["farmers"]),
        ("Police opened fire on the strikers on Monday.", "opened fire on", ["Police"], ["the strikers"]),
    ],
)
def test_who_did_what_to_whom(text: str, predicate: str, who: list[str], whom: list[str]) -> None:
    found = event(text, predicate)
    assert actors(found) == who
    assert recipients(found) == whom


def test_an_agent_that_is_not_stated_stays_empty() -> None:
    found = event("Four soldiers were captured near Gao on Monday.", "captured")
    assert found.actors == ()
    assert recipients(found) == ["Four soldiers"]


def test_a_thing_is_no_party() -> None:
    found = event("A rocket destroyed a bridge in Kherson on Monday.", "destroyed")
    assert found.actors == ()
    assert found.recipients == ()


def test_nobody_makes_no_event() -> None:
    assert read("No one was injured in Kherson, police said.").events == ()


def test_pronouns_and_names_resolve_to_the_entity() -> None:
    text = "Rebels of the Aldan Front entered Kano on Monday. They attacked the villagers there."
    found = event(text, "attacked")
    assert found.actors[0].entity is not None
    assert "They" not in found.actors[0].name
    coding = read(text)
    assert found.actors[0].name in {entity.name for entity in coding.entities}


def test_country_and_sectors_come_from_the_entity() -> None:
    found = event("The French army attacked the rebels near Kidal on Monday.", "attacked")
    assert (found.actors[0].country, [str(s) for s in found.actors[0].sectors]) == ("FRA", ["MIL"])


def test_parties_of_a_mutual_event_are_all_actors() -> None:
    found = event("The Kenyan president met the rebels in Oslo on Monday.", "met")
    assert len(found.actors) == 2
    assert found.recipients == ()


def test_the_holder_of_a_place_is_only_inferred() -> None:
    found = event("Troops attacked the rebel-held town of Saraqib on Monday.", "attacked")
    assert [(party.name, party.inferred, party.span) for party in found.recipients] == [("rebel", True, None)]


def test_a_speech_act_has_its_speaker_and_the_one_spoken_to() -> None:
    found = event("The Kenyan president urged the rebels to free the nurses on Monday.", "urged")
    assert found.performs is not None
    assert found.asserted_in is None
    assert actors(found) == ["The Kenyan president"]
    assert recipients(found) == ["the rebels"]


def test_a_hedge_on_the_speaker_goes_with_his_acts() -> None:
    text = (
        "The Aldan Front on Monday released a message purportedly from its leader, Musa Dar.\n\n"
        "In the message, Dar threatened Kenya and urged all farmers to rise up."
    )
    found = event(text, "urged")
    assert [str(party.authenticity) for party in found.actors] == ["purported"]
