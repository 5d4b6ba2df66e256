"""Events of whole texts: types by the codebook, planned deeds, guards, speech acts, promises, and purity."""

from functools import cache
from pathlib import Path

import msgspec
import pytest

from sayso.events.build import find_events
from sayso.events.codebook import Codebook, load
from sayso.intake import Document, Given, make_report
from sayso.language.analysis import Analysis
from sayso.reading import Resources, read_report
from sayso.records import Coding
from sayso.vocabulary import Realis

SMALL = Path(__file__).parent / "codebooks" / "small.toml"


@cache
def resources() -> Resources:
    return Resources(load_codebook=lambda: load(SMALL))


def read(text: str, using: Resources | None = None) -> Coding:
    return read_report(make_report(Document(text, "test"), Given(published="2021-03-09")), using or resources())


def types(text: str) -> list[tuple[str, str]]:
    return [(event.type, event.predicate.text) for event in read(text).events]


def test_type_mode_and_codes_come_from_the_codebook() -> None:
    (found,) = read("Rebels captured four soldiers near Gao on Monday.").events
    assert (found.type, found.mode, found.cameo, found.quad, found.intensity) == ("HIT", ("take",), "181", "material conflict", -7.5)
    assert found.rule == "codebook/hit-take"
    assert found.realis is Realis.OCCURRED


def test_the_more_specific_frame_wins_and_bars_keep_out() -> None:
    assert types("A storm attacked the coast of Kenya on Monday.") == []
    assert types("The film captured the mood in Paris.") == []
    assert types("Rebels freed two officers in Gao.") == [("LEAVE", "freed")]


def test_a_light_verb_is_no_event_of_its_own() -> None:
    assert types("The army launched an attack on the rebels near Gao.") == [("HIT", "attack")]


def test_a_noun_alone_is_no_event() -> None:
    assert types("He has written a book about talks.") == []


def test_headlines_in_the_present_are_read() -> None:
    assert ("LEAVE", "free") in types("Rebels free two officers\n\nGAO, March 9 - A road was opened on Monday.")


def test_what_is_only_planned_becomes_its_future_type() -> None:
    (found,) = read("The president will meet the rebels in Oslo on Friday.").events
    assert (found.type, found.realis) == ("PLEDGE", Realis.FUTURE)
    (found,) = read("The president met the rebels in Oslo on Friday.").events
    assert found.type == "MEET"


def test_a_type_that_needs_a_recipient_is_not_coded_without_one() -> None:
    coding = read("Sailors rescued a crate near Malta on Monday.")
    assert coding.events == ()
    assert any("HELP is not coded without a recipient" in a.reason for a in coding.abstained)
    assert types("Sailors rescued the migrants near Malta on Monday.") == [("HELP", "rescued")]


def test_a_topic_keeps_metaphors_out() -> None:
    text = "The visitors attacked the hosts from the start, and their coach praised the referee after the second goal."
    assert types(text) == []


def test_a_speech_act_is_an_event_and_its_content_another() -> None:
    coding = read("The minister accused the army of attacking the villagers near Gao.")
    act, deed = coding.events
    assert (act.type, act.asserted_in, act.realis) == ("BLAME", None, Realis.OCCURRED)
    assert act.performs is not None
    assert deed.type == "HIT"
    assert deed.asserted_in == act.performs


def test_what_saying_so_is_depends_on_the_deed() -> None:
    assert [t for t, _ in types("The general said on Monday that the army would withdraw from the town of Gao.")] == ["YIELD"]
    found = types("The general promised on Monday to attack the rebels near Gao.")
    assert found[0][0] == "MENACE"


def test_a_word_in_somebodys_mouth_is_never_the_reporters() -> None:
    coding = read("“They attacked the villagers at dawn,” the mayor said in Gao on Monday.")
    assert coding.events
    assert all(event.asserted_in is not None for event in coding.events)


def test_swapping_the_words_of_two_types_swaps_exactly_their_rows(tmp_path: Path) -> None:
    text = (
        "Rebels attacked the villagers near Gao on Monday. The president met the governor in Oslo on Friday. Sailors rescued the migrants near Malta."
    )
    (tmp_path / "small").mkdir()
    swapped = {"HIT": "MEET", "MEET": "HIT"}
    source = (SMALL.parent / "small" / "frames.toml").read_text(encoding="utf-8")
    lines = [f'type = "{swapped[t]}"' if (t := line.removeprefix('type = "').rstrip('"')) in swapped else line for line in source.splitlines()]
    lines = [line for line in lines if not line.startswith("mode")]
    (tmp_path / "small" / "frames.toml").write_text("\n".join(lines), encoding="utf-8")
    (tmp_path / "small.toml").write_text(SMALL.read_text(encoding="utf-8"), encoding="utf-8")
    before = read(text).events
    after = read(text, Resources(load_codebook=lambda: load(tmp_path / "small.toml"))).events
    assert {"HIT", "MEET", "HELP"} <= {event.type for event in before}
    assert [swapped.get(event.type, event.type) for event in before] == [event.type for event in after]
    assert [event.predicate for event in before] == [event.predicate for event in after]
    assert [event.actors for event in before] == [event.actors for event in after]


def test_every_event_carries_its_receipt() -> None:
    coding = read("Rebels captured four soldiers near Gao on Monday. The army launched an attack on the rebels.")
    for event in coding.events:
        assert coding.report.text[event.predicate.start : event.predicate.end] == event.predicate.text
        assert event.predicate in event.evidence
        assert event.rule is not None
        assert all(party.span is None or party.span.text for party in (*event.actors, *event.recipients))
    assert len({event.id for event in coding.events}) == len(coding.events)
    assert coding.provenance.codebook == load(SMALL).identity


def test_the_same_report_gives_the_same_events() -> None:
    text = "Rebels captured four soldiers near Gao on Monday, the army said."
    assert msgspec.json.encode(read(text)) == msgspec.json.encode(read(text))


def test_without_trees_there_are_no_events() -> None:
    report = make_report(Document("Rebels attacked Gao.", "test"), Given())
    analysis = Analysis(text=report.text, starts=(0,), ends=(6,), sentences=((0, 1),))
    assert find_events(report, analysis, (), (), (), (), load(SMALL), resources().aliases) == ((), ())


@pytest.mark.parametrize("text", ["“" * 3000, "attack. " * 500, "kill " * 500, "Who who who attacked whom whom whom?"])
def test_odd_text_never_raises(text: str) -> None:
    read(text)


def test_the_shipped_codebook_is_loaded_once() -> None:
    assert isinstance(load(), Codebook)
    assert load() is load()
