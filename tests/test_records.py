"""The record: invariants, round trip, and the committed schema."""

import json
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.records import Coding, Entity, Event, Party, Provenance, Report, Source, Span, Statement, TimeExpression, event_id, report_id, spans_of
from sayso.vocabulary import Act, Authenticity, Basis, Form, Kind, Realis, Sector, Status, TimeType

TEXT = "Rebels “took Ostra”, the army said on Tuesday."


def span(start: int, end: int, text: str = TEXT) -> Span:
    return Span(start=start, end=end, text=text[start:end])


def coding(**layers: object) -> Coding:
    report = Report(id=report_id(TEXT), text=TEXT, published="2021-03-09", published_basis=Basis.GIVEN)
    return msgspec.structs.replace(Coding(report=report, provenance=Provenance(software="test")), **layers)


def test_a_span_must_be_exact() -> None:
    with pytest.raises(ValueError, match="start < end"):
        Span(start=3, end=3, text="")
    with pytest.raises(ValueError, match="end - start"):
        Span(start=0, end=2, text="abc")


def test_a_coding_rejects_spans_that_the_text_does_not_hold() -> None:
    with pytest.raises(ValueError, match="not 'Robots'"):
        coding(entities=(Entity(id="e1", name="Rebels", kind=Kind.GROUP, mentions=(Span(start=0, end=6, text="Robots"),)),))


def test_a_reports_id_is_the_hash_of_its_text() -> None:
    with pytest.raises(ValueError, match="hash of its text"):
        Report(id="0" * 32, text=TEXT)
    assert report_id("a") != report_id("a ")


def test_published_and_its_basis_go_together() -> None:
    with pytest.raises(ValueError, match="published_basis"):
        Report(id=report_id(TEXT), text=TEXT, published="2021-03-09")
    with pytest.raises(ValueError, match="published_basis"):
        Report(id=report_id(TEXT), text=TEXT, published_basis=Basis.URL)


def test_decoding_checks_spans_and_closed_lists() -> None:
    good = json.loads(
        msgspec.json.encode(coding(times=(TimeExpression(id="t1", start=38, end=45, text="Tuesday", type=TimeType.DATE, value="2021-03-09"),)))
    )
    assert msgspec.convert(good, Coding).times[0].text == "Tuesday"
    for path, value in (("type", "DAY"), ("text", "Twosday"), ("surprise", 1)):
        bad = json.loads(json.dumps(good))
        bad["times"][0][path] = value
        with pytest.raises(msgspec.ValidationError):
            msgspec.convert(bad, Coding)


def test_only_the_reporters_real_events_are_facts() -> None:
    event = Event(id="v1", type="ASSAULT", predicate=span(8, 12), realis=Realis.OCCURRED)
    assert event.is_fact
    assert not msgspec.structs.replace(event, asserted_in="s1").is_fact
    assert not msgspec.structs.replace(event, realis=Realis.THREATENED).is_fact


def test_an_events_id_survives_a_re_run_and_tells_events_apart() -> None:
    assert event_id("r", span(8, 12), "ASSAULT") == event_id("r", span(8, 12), "ASSAULT")
    assert (
        len(
            {
                event_id("r", span(8, 12), "ASSAULT"),
                event_id("r", span(8, 12), "COERCE"),
                event_id("r", span(0, 6), "ASSAULT"),
                event_id("q", span(8, 12), "ASSAULT"),
            }
        )
        == 4
    )


def test_the_committed_schema_is_the_generated_one() -> None:
    committed = (Path(__file__).parent.parent / "docs" / "schema.json").read_text(encoding="utf-8")
    assert json.loads(committed) == json.loads(msgspec.json.encode(msgspec.json.schema(Coding)))


@st.composite
def spans(draw: st.DrawFn) -> Span:
    start = draw(st.integers(0, len(TEXT) - 1))
    return span(start, draw(st.integers(start + 1, len(TEXT))))


@given(
    mentions=st.lists(spans(), max_size=4),
    sectors=st.lists(st.sampled_from(Sector), max_size=3),
    act=st.sampled_from(Act),
    status=st.sampled_from(Status),
    form=st.sampled_from(Form),
    hedge=st.sampled_from([None, *Authenticity]),
    name=st.text(max_size=20),
    confidence=st.none() | st.floats(0, 1),
)
def test_every_coding_survives_the_round_trip(
    mentions: list[Span], sectors: list[Sector], act: Act, status: Status, form: Form, hedge: Authenticity | None, name: str, confidence: float | None
) -> None:
    statement = Statement(
        id="s1", form=form, act=act, status=status, content=tuple(mentions), chain=(Source(name="x", authenticity=hedge),), confidence=confidence
    )
    entity = Entity(id="e1", name=name.encode("utf-8", "replace").decode(), kind=Kind.GROUP, sectors=tuple(sectors), mentions=tuple(mentions))
    event = Event(
        id="v1", type="ASSAULT", predicate=span(8, 12), realis=Realis.OCCURRED, actors=(Party(name="Rebels", span=span(0, 6), entity="e1"),)
    )
    one = coding(entities=(entity,), statements=(statement,), events=(event,))
    assert msgspec.json.decode(msgspec.json.encode(one), type=Coding) == one
    assert len(list(spans_of(one))) == 2 * len(mentions) + 2
