"""Events for a person: tables in which facts and claims are apart, `sayso why`, and `sayso codebook`."""

import re
from pathlib import Path
from typing import Any

import msgspec
import pytest
from click.testing import CliRunner

from sayso.cli.app import sayso as app
from sayso.cli.codebook import describe, frame_lines
from sayso.cli.html import make_page
from sayso.cli.tables import claim_rows, fact_rows, in_context
from sayso.cli.why import explain, named
from sayso.events.codebook import Codebook, EventType, Example, Frame, Mode
from sayso.records import Party, Span
from sayso.vocabulary import Authenticity
from test_cli_html import check_safe
from test_cli_read import ENGLISH, sayso, write
from test_cli_terminal import flat, shown
from test_evaluation_events import TEXT, changed, gold, span

__all__ = ["sayso"]  # a fixture


def book() -> Codebook:
    kind = EventType(
        "COERCE",
        "material conflict",
        -7.0,
        "Uses power.",
        "COERCE",
        cameo="17",
        future="THREATEN",
        modes={"arrest": Mode("arrest", "Arrests.", "173")},
    )
    frame = Frame(
        id="coerce-arrest",
        type="COERCE",
        mode=("arrest",),
        verbs=("arrest", "take into custody"),
        needs={"object": frozenset({"#party"})},
        positive=(Example("Police arrested a man.", "arrested"),),
        negative=(Example("Doctors arrested the bleeding.", "arrested"),),
    )
    return Codebook("test", "1", "", "abcdef0123456789", {"COERCE": kind}, (frame,), classes={"weapon": frozenset({"rifle"})})


def test_facts_and_claims_are_rows_of_different_tables() -> None:
    facts, claims = fact_rows(gold()), claim_rows(gold())
    assert [(row[0], row[1]) for row in facts] == [("V2", "RETREAT release"), ("V3", "REQUEST yield"), ("V5", "COERCE arrest")]
    assert [(row[0], row[1]) for row in claims] == [("V1", "RETREAT release"), ("V4", "RETREAT disarm")]
    assert [row[7] for row in claims] == ["according to interior ministry [A]", "according to Mariam Koffi: demanded [B]"]
    assert [row[7] for row in facts] == ["happened"] * 3
    assert facts[1][2] == "Mariam Koffi (purported)"
    assert claims[0][6] == "released 2"
    assert facts[2][4:6] == ("Abidjan", "2021-03-08")


def test_a_reading_keeps_them_apart_and_says_according_to() -> None:
    text = flat(shown(gold(), 240))
    facts, claims = text.split("Facts: events")[1].split("Claims: events")
    assert "COERCE arrest" in facts
    assert "according to" not in facts
    assert "[arrested] three farmers" in facts
    assert "according to interior ministry [A]" in claims
    assert "COERCE" not in claims.split("Entities")[0]


def test_without_claims_the_reading_says_that_there_are_none() -> None:
    facts = msgspec.structs.replace(gold(), events=tuple(e for e in gold().events if e.is_fact))
    assert "Claims: events that are no facts here: none found" in flat(shown(facts, 160))


def test_words_in_their_context_stay_in_their_paragraph() -> None:
    assert in_context(TEXT, span("free")) == "Rebels [free] two officers"
    assert in_context(TEXT, span("arrested")) == "down their guns. Police [arrested] three farmers in Abidjan"
    assert in_context("x", Span(start=0, end=1, text="x")) == "[x]"


def test_the_page_shows_evidence_realis_chain_confidence_and_links() -> None:
    coding = gold()
    events = tuple(msgspec.structs.replace(e, confidence={"type": 0.91, "when": 0.5}, rule="codebook/coerce-arrest") for e in coding.events)
    root = check_safe(make_page([msgspec.structs.replace(coding, events=events)]))
    held = {node.attributes["id"]: node.text for node in root.every("details") if "id" in node.attributes}
    assert "according to interior ministry (S1)" in held["claims"]
    assert "Lagoon Wire ▸ interior ministry" in held["claims"]
    assert "an account of V2" in held["claims"]
    assert "released: 2 (two)" in held["claims"]
    assert "type 0.91, when 0.50" in held["facts"]
    assert "codebook/coerce-arrest" in held["facts"]
    assert "according to" not in held["facts"]
    links = [node.attributes["href"] for node in root.every("a") if node.text == "arrested"]
    at = span("arrested")
    assert f"#c{at.start}-{at.end}" in links


def test_why_of_an_event_names_every_field_the_chain_and_the_frame() -> None:
    coding = changed(4, rule="codebook/coerce-arrest", confidence={"type": 0.9})
    event = coding.events[4]
    assert named("V5", coding) == named("v5", coding) == event.id
    assert named("V9", coding) == "V9"
    assert named("e1", coding) == "e1"
    text = "\n".join(explain("event", event, coding, (), book()))
    at = span("arrested")
    assert f"what         COERCE arrest “arrested” {at.start}-{at.end}" in text
    assert "who          Police “Police”" in text
    assert "to whom      three farmers “three farmers”" in text
    assert "where        Abidjan “Abidjan”" in text
    assert "when         2021-03-08 (stated, “March 8”" in text
    assert "voice        the reporter, as a fact" in text
    assert "confidence   type 0.90" in text
    assert "frame coerce-arrest: COERCE arrest" in text
    assert "is not     Doctors [arrested] the bleeding." in text
    claim = "\n".join(explain("event", coding.events[0], coding, ()))
    assert "voice        according to interior ministry" in claim
    assert "chain        Lagoon Wire ▸ interior ministry" in claim
    assert "link         an account of V2" in claim
    assert "told in      S1 (say: asserted; the reporter passes it on)" in claim


def test_hedges_and_inferences_of_parties_are_said() -> None:
    coding = changed(4, actors=(Party(name="Koffi", authenticity=Authenticity.DISPUTED, inferred=True, country="CIV"),))
    assert fact_rows(coding)[2][2] == "Koffi (disputed) (inferred)"
    assert "who          Koffi (disputed) (CIV, inferred)" in "\n".join(explain("event", coding.events[4], coding, ()))


def test_types_words_and_frames_can_be_looked_up() -> None:
    assert list(describe(book(), "nothing")) == []
    everything = list(describe(book(), None))
    assert everything[0] == "test-1+abcdef012345: 1 types, 1 modes, 0 contexts, 1 frames, 2 words, 2 examples"
    assert everything[1] == "COERCE     material conflict, -7, 1 frames: Uses power."
    kind = "\n".join(describe(book(), "COERCE"))
    assert "when only planned or promised: THREATEN" in kind
    assert "mode arrest: Arrests. (CAMEO 173)" in kind
    assert "frame coerce-arrest [arrest]: arrest, take into custody" in kind
    for word in ("arrest", "Take  into custody", "coerce-arrest"):
        assert list(describe(book(), word)) == list(frame_lines(book().frames[0])), word
    assert "  needs      object: #party" in list(describe(book(), "arrest"))
    assert list(describe(book(), "rifle")) == ["class @weapon: holds 'rifle'"]


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    path = tmp_path / "mine.toml"
    path.write_text('[codebook]\nname = "mine"\nversion = "1"\nframes = ["../elsewhere.toml"]\n[types]\n', encoding="utf-8")
    return path


def test_a_broken_codebook_is_refused_before_anything_is_read(sayso: Any, broken: Path, tmp_path: Path) -> None:
    ran = sayso("codebook", "check", broken)
    assert ran.status == 1
    assert "error" in ran.out
    assert re.search(r"1 errors?, \d+ warnings", ran.out)
    ran = sayso("codebook", "show", "--codebook", broken)
    assert (ran.status, ran.out) == (2, "")
    assert "[S306]" in ran.err
    assert sayso("codebook", "check", tmp_path / "missing.toml").status == 1


def test_a_word_that_no_codebook_has_is_a_coded_error(sayso: Any) -> None:
    ran = sayso("codebook", "show", "blorptify")
    assert ran.status == 2
    assert "[S205]" in ran.err


def test_the_facts_alone_in_every_output(sayso: Any, tmp_path: Path) -> None:
    report = write(tmp_path / "report.txt", ENGLISH)
    coding = msgspec.json.decode(sayso("read", report, "--json", "--only-asserted").out)
    assert coding["provenance"]["options"]["only_asserted"] == "true"
    assert all(event.get("asserted_in") is None for event in coding.get("events", []))


def test_the_codebook_in_the_manual_loads_and_its_examples_hold(sayso: Any, tmp_path: Path) -> None:
    manual = (Path(__file__).parent.parent / "docs" / "codebook.md").read_text(encoding="utf-8")
    head, frames = re.findall(r"```toml\n(.*?)```", manual, re.DOTALL)
    (tmp_path / "book.toml").write_text(head, encoding="utf-8")
    (tmp_path / "frames.toml").write_text(frames, encoding="utf-8")
    ran = sayso("codebook", "check", tmp_path / "book.toml")
    assert ran.status == 0, ran.out
    assert "2 types, 1 modes, 1 contexts, 2 frames" in ran.out
    report = write(tmp_path / "report.txt", "Nurses walked out in Leeds on Monday after talks about overtime failed. Police arrested two of them.\n")
    read = CliRunner().invoke(app, ["read", str(report), "--json", "--codebook", str(tmp_path / "book.toml")])
    coding = msgspec.json.decode(read.stdout)
    assert [(e["type"], e["predicate"]["text"]) for e in coding["events"]] == [("WALKOUT", "walked out")]
    assert coding["provenance"]["codebook"].startswith("strikes-1+")


def test_the_shipped_codebook_can_be_copied_and_nothing_is_overwritten(sayso: Any, tmp_path: Path) -> None:
    ran = sayso("codebook", "copy", tmp_path / "mine")
    assert (ran.status, ran.out.strip()) == (0, str(tmp_path / "mine" / "plover.toml"))
    assert (tmp_path / "mine" / "plover" / "assault.toml").is_file()
    again = sayso("codebook", "copy", tmp_path / "mine")
    assert again.status == 2
    assert "[S204]" in again.err
