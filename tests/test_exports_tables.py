"""Tables: facts and claims apart, one row a pair or an event, claimed figures in columns of their own, and a dictionary of every column."""

import re
from pathlib import Path
from typing import Any

import msgspec
import pytest

from sayso.exports.asserted import only_asserted
from sayso.exports.columns import BOOLEAN, EVENTS, INTEGER, NUMBER, PAIRS, layouts
from sayso.exports.columns import TEXT as WORDS
from sayso.exports.dictionary import TITLE, dictionary
from sayso.exports.tables import rows_of, tables_of
from sayso.records import Coding, Count, Event, Party, Provenance, Report, Source, Span, Statement, report_id, spans_of
from sayso.vocabulary import Act, Authenticity, Form, Realis, SourceKind, Status
from sayso.wording import REALIS, UNSTATED, figure, sureness, voice
from test_evaluation_events import TEXT, changed, gold, span

KINDS = {WORDS: str, INTEGER: int, NUMBER: (int, float), BOOLEAN: bool}


def table(name: str, coding: Coding | None = None, rows: str = PAIRS) -> list[dict[str, Any]]:
    return tables_of([coding or gold()], rows)[name]


@pytest.mark.parametrize("rows", [PAIRS, EVENTS])
def test_every_cell_belongs_to_a_column_and_is_of_its_kind(rows: str) -> None:
    known = {layout.name: {column.name: column for column in layout.columns} for layout in layouts(rows)}
    seen: dict[str, set[str]] = {name: set() for name in known}
    for name, row in rows_of(gold(), rows):
        assert row.keys() <= known[name].keys()
        for key, value in row.items():
            if value is not None:
                column = known[name][key]
                assert isinstance(value, KINDS[column.kind]), (name, key, value)  # type: ignore[arg-type]
                assert isinstance(value, bool) == (column.kind == BOOLEAN), (name, key, value)
                assert not column.values or str(value) in column.values, (name, key, value)
                seen[name].add(key)
    assert all(seen.values())


def test_facts_and_claims_are_in_tables_of_their_own() -> None:
    facts, claims = table("events"), table("claims")
    assert [row["predicate"] for row in facts] == ["free", "demanded", "arrested"]
    assert [row["predicate"] for row in claims] == ["released", "lay down"]
    assert {row["fact"] for row in facts} == {True}
    assert {row["fact"] for row in claims} == {False}
    assert {row["voice"] for row in facts} == {"the reporter, as a fact"}
    assert [row["voice"] for row in claims] == ["according to interior ministry", "according to Mariam Koffi: demanded"]
    assert claims[0]["asserted_by"] == "Lagoon Wire > interior ministry"
    assert claims[0]["asserted_in"] == "S1"
    assert facts[1]["performs"] == "S2"
    assert facts[1]["actor_authenticity"] == "purported"


def test_a_claim_of_an_unnamed_source_never_looks_like_the_publishers() -> None:
    outer = (Source(name="Lagoon Wire"),)
    told = Statement(id="s1", form=Form.INDIRECT, act=Act.SAY, source_kind=SourceKind.UNSTATED, chain=outer)
    event = Event(
        id="1",
        type="ASSAULT",
        predicate=Span(start=0, end=1, text="x"),
        realis=Realis.OCCURRED,
        asserted_in="s1",
        chain=outer,
    )
    assert voice(event, {"s1": told}) == f"according to {UNSTATED}"
    ministry = Span(start=2, end=5, text="the")
    known = msgspec.structs.replace(told, source=ministry, source_kind=SourceKind.NOMINAL)
    assert voice(event, {"s1": known}) == "according to Lagoon Wire"
    carried = (Source(name="Lagoon Wire"), Source(name="state television"), Source(name="the envoy", authenticity=Authenticity.PURPORTED))
    quoted = msgspec.structs.replace(event, chain=carried, realis=Realis.NEGATED)
    assert voice(quoted, {"s1": known}) == "according to the envoy (purported), as told by state television: said not to have happened"


def test_every_realis_has_a_voice_and_only_facts_go_without_a_doubt() -> None:
    told = Statement(id="s1", form=Form.DIRECT, act=Act.SAY, status=Status.ASSERTED, source=Span(start=0, end=1, text="x"))
    for realis in Realis:
        for holder in (None, "s1"):
            event = Event(id="1", type="T", predicate=Span(start=0, end=1, text="x"), realis=realis, asserted_in=holder, chain=(Source(name="X"),))
            words = voice(event, {"s1": told})
            assert (words == "the reporter, as a fact") == event.is_fact
            assert words.startswith("according to X") == (holder is not None)
            assert event.is_fact or holder is not None or words == f"the reporter: {REALIS[realis]}"


def test_one_row_a_pair_and_one_row_an_event() -> None:
    two = (Party(name="Soldiers", span=span("Soldiers"), country="CIV"), Party(name="Police", inferred=True))
    coding = changed(4, actors=two, recipients=(*gold().events[4].recipients, Party(name="Mariam Koffi", entity="E4")))
    pairs = [row for row in table("events", coding) if row["predicate"] == "arrested"]
    assert [(row["actor"], row["recipient"], row["pair"], row["pairs"]) for row in pairs] == [
        ("Soldiers", "three farmers", 1, 4),
        ("Soldiers", "Mariam Koffi", 2, 4),
        ("Police", "three farmers", 3, 4),
        ("Police", "Mariam Koffi", 4, 4),
    ]
    (one,) = (row for row in table("events", coding, EVENTS) if row["predicate"] == "arrested")
    assert (one["actor"], one["actor_country"], one["actor_inferred"]) == ("Soldiers; Police", "CIV; ", "false; true")
    assert "pair" not in one
    with pytest.raises(ValueError, match="pairs or events"):
        list(rows_of(coding, "both"))


def test_an_event_without_parties_still_has_its_row() -> None:
    (row,) = (row for row in table("events", changed(4, actors=(), recipients=())) if row["predicate"] == "arrested")
    assert (row["pairs"], row.get("actor"), row.get("recipient")) == (1, None, None)


def test_claimed_figures_are_never_in_the_columns_of_facts() -> None:
    three = Count(kind="detained", low=3, best=3, high=3, span=span("three"))
    rows = table("counts", changed(4, counts=(three,)))
    assert [(r["kind"], r["fact"]) for r in rows] == [("released", False), ("detained", True)]
    assert (rows[0].get("best"), rows[0]["claimed_best"]) == (None, 2)
    assert (rows[1]["best"], rows[1].get("claimed_best")) == (3, None)
    assert rows[0]["voice"] == "according to interior ministry"


def test_places_times_and_participants_join_on_their_ids() -> None:
    found = tables_of([gold()])
    events = {row["event"] for name in ("events", "claims") for row in found[name]}
    for name in ("participants", "counts", "event_places", "links"):
        assert {row["event"] for row in found[name]} <= events
    assert {row["place"] for row in found["event_places"]} <= {row["place"] for row in found["places"]}
    (arrest,) = (row for row in found["events"] if row["predicate"] == "arrested")
    assert (arrest["place"], arrest["place_country"], arrest["first"], arrest["time"]) == ("Abidjan", "CIV", "2021-03-08", "T3")
    assert arrest["evidence"] == "Police arrested three farmers in Abidjan on March 8."
    for row in found["participants"]:
        assert row.get("start") is None or TEXT[int(str(row["start"])) : int(str(row["end"]))] == row["words"]
    assert found["links"][0]["relation"] == "account_of"
    assert found["reports"][0] | {"facts": 3, "claims": 2, "words": len(TEXT.split())} == found["reports"][0]


def test_long_sentences_and_contents_are_cut_around_the_words() -> None:
    text = f"{'Before '.lower() * 200}then rebels attacked {'after ' * 200}."
    predicate = Span(start=text.index("attacked"), end=text.index("attacked") + 8, text="attacked")
    content = Span(start=0, end=len(text), text=text)
    coding = Coding(
        report=Report(id=report_id(text), text=text),
        statements=(Statement(id="s1", form=Form.INDIRECT, act=Act.SAY, content=(content,)),),
        events=(Event(id="1", type="ASSAULT", predicate=predicate, realis=Realis.OCCURRED),),
        provenance=Provenance(software="s"),
    )
    found = tables_of([coding])
    evidence = str(found["events"][0]["evidence"])
    assert len(evidence) <= 300
    assert "attacked" in evidence
    assert len(str(found["statements"][0]["content"])) <= 300


def test_no_table_holds_the_text_of_the_report() -> None:
    assert not any(TEXT.split("\n\n")[2] in str(value) for _, row in rows_of(gold()) for value in row.values())


def test_only_asserted_leaves_the_facts_and_what_they_need() -> None:
    facts = only_asserted(gold())
    assert [event.predicate.text for event in facts.events] == ["free", "demanded", "arrested"]
    assert all(event.is_fact for event in facts.events)
    assert facts.statements == gold().statements
    assert facts.provenance.options["only_asserted"] == "true"
    kept = {event.id for event in facts.events}
    assert all(link.to in kept for event in facts.events for link in event.links)
    assert list(spans_of(facts))
    assert "claims" not in {layout.name for layout in layouts(claims=False)}


def test_the_dictionary_names_every_table_and_column_once() -> None:
    text = dictionary(layouts(), ["A note."])
    assert text.startswith(TITLE)
    assert "- A note." in text
    parts = dict(re.findall(r"^## (\w+)\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL))
    assert list(parts) == [layout.name for layout in layouts()]
    for layout in layouts():
        assert re.findall(r"^\| `(\w+)` \|", parts[layout.name], re.MULTILINE) == [column.name for column in layout.columns]
        assert len({column.name for column in layout.columns}) == len(layout.columns)
        assert all(column.about for column in layout.columns)


def test_figures_and_confidences_in_words() -> None:
    here = span("two")
    bounds = [(12, 12, 12), (12, 12, None), (12, None, 15), (None, None, 40), (None, 30, None), (None, None, None), (1200, 1200, 1200)]
    words = [figure(Count(kind="killed", low=a, best=b, high=c, span=here)) for a, b, c in bounds]
    assert words == ["12", "at least 12", "12 to 15", "at most 40", "about 30", "", "1,200"]
    event = gold().events[0]
    assert sureness(event) == ""
    assert sureness(msgspec.structs.replace(event, confidence={"type": 0.9, "when": 0.5})) == "0.90, when 0.50"
    assert sureness(msgspec.structs.replace(event, confidence={"type": 0.4, "when": 0.5})) == "0.40"


def test_the_rows_are_the_same_every_time(tmp_path: Path) -> None:
    assert list(rows_of(gold())) == list(rows_of(gold()))
    assert not list(tmp_path.iterdir())
