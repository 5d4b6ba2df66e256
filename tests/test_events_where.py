"""The place that governs a predicate, never just any in the report; and its time."""

import tomllib
from importlib.resources import files

import pytest

from event_readings import predicate, setting_of, tokens
from sayso.events.standing import standing_of
from sayso.events.when import timing_of, when_of_event
from sayso.events.where import where_of
from sayso.records import When
from sayso.vocabulary import Realis, WhenBasis


def place(text: str, words: str, kind: str = "ASSAULT") -> list[str]:
    setting = setting_of(text)
    token, clause, _ = tokens(setting, words)
    names = {p.id: p.text for p in setting.places}
    return [names[i] for i in where_of(token, clause, kind, standing_of(predicate(setting, words), kind, setting), setting)]


@pytest.mark.parametrize(
    ("text", "words", "where"),
    [
        ("Rebels attacked a convoy in Mali on Monday.", "attacked", ["Mali"]),
        ("Gunmen in Niger attacked a convoy on Monday.", "attacked", ["Niger"]),
        ("Gunmen attacked a village in western Niger on Monday.", "attacked", ["Niger"]),
        ("Gunmen attacked a post in Mali, killing two guards.", "killing", ["Mali"]),
        ("Crowds burned tyres in Baghdad and Basra.", "burned", ["Baghdad", "Basra"]),
        ("Soldiers entered Goma on Monday. Two guards were killed there.", "killed", ["Goma"]),
        ("Rebels overran the town of Goma on Monday. Soldiers retook the town on Friday.", "retook", ["Goma"]),
        ("Rebels attacked a convoy. Farmers in Kenya sold maize.", "attacked", []),
        ("The ministry in Paris sent troops on Friday.", "sent", []),
    ],
)
def test_the_governing_place(text: str, words: str, where: list[str]) -> None:
    assert place(text, words) == where


def test_an_act_of_speech_has_no_place() -> None:
    assert place("The president threatened the rebels in Mali.", "threatened", "THREATEN") == []


def when(text: str, words: str, realis: Realis = Realis.OCCURRED, kind: str = "ASSAULT") -> When:
    setting = setting_of(text)
    token, clause, _ = tokens(setting, words)
    standing = standing_of(predicate(setting, words), kind, setting)
    return when_of_event(realis, timing_of(token, clause, standing, setting), setting)


@pytest.mark.parametrize(
    ("text", "words", "first", "last"),
    [
        ("Rebels attacked a convoy on Monday.", "attacked", "2024-05-13", "2024-05-13"),
        ("Rebels crossed the river on Monday and burned a mill.", "burned", "2024-05-13", "2024-05-13"),
        ("Police fired on Monday when marchers stormed the hall.", "stormed", "2024-05-13", "2024-05-13"),
        ("Rebels attacked a convoy before dawn on Monday.", "attacked", "2024-05-13", "2024-05-13"),
        ("Police fired on Monday at a crowd demanding water.", "demanding", "2024-05-13", "2024-05-13"),
        ("Rebels attacked a convoy.", "attacked", None, "2024-05-15"),
    ],
)
def test_the_governing_time(text: str, words: str, first: str | None, last: str | None) -> None:
    found = when(text, words)
    assert (found.first and found.first[:10], found.last and found.last[:10]) == (first, last)


@pytest.mark.parametrize("realis", [Realis.FUTURE, Realis.NEGATED, Realis.DIRECTED, Realis.THREATENED, Realis.HYPOTHETICAL])
def test_what_did_not_happen_has_no_day_but_a_stated_one(realis: Realis) -> None:
    assert when("Rebels did not attack a convoy.", "attack", realis) == When()
    assert when("Rebels will attack a convoy on Friday.", "attack", realis).basis == WhenBasis.EXPRESSION


def test_the_day_of_a_message_is_the_day_of_its_release() -> None:
    text = "The militia posted a video on Friday. In the video, its chief threatened the miners of Dorne."
    found = when(text, "threatened", kind="THREATEN")
    assert (found.basis, found.first) == (WhenBasis.RELEASE, "2024-05-10")
    text = "The militia met on Friday. Its chief threatened the miners of Dorne."
    assert when(text, "threatened", kind="THREATEN").basis == WhenBasis.TENSE


def test_the_word_lists_do_what_their_examples_say() -> None:
    for name, row in tomllib.loads(files("sayso.events").joinpath("data/where.toml").read_text(encoding="utf-8")).items():
        assert place(row["example"], row["event"]) == ([row["place"]] if row["place"] else []), name
    for name, row in tomllib.loads(files("sayso.events").joinpath("data/release.toml").read_text(encoding="utf-8")).items():
        assert when(row["example"], row["act"], kind="THREATEN").basis == WhenBasis.RELEASE, name
