"""The events layer of the evaluation: gold against gold is perfect, and every kind of mistake is seen where it belongs and nowhere else."""

import math
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner

from sayso.cli.evaluate import evaluate
from sayso.errors import UsageError
from sayso.evaluation.bootstrap import interval
from sayso.evaluation.calibration import Judged, calibration
from sayso.evaluation.event_errors import event_errors
from sayso.evaluation.events import SHARES, EventScores, score_all, score_events, total, within
from sayso.evaluation.factuality import fits, misfits, read_mentions, tabulate
from sayso.evaluation.gold import Annotation, compile_text
from sayso.evaluation.own import evaluate_events, event_errors_of, false_events, quiet_measure, quiet_sentences
from sayso.evaluation.segmentation import Counts
from sayso.language.analysis import Analysis
from sayso.records import Coding, Event, Party, Provenance, Report, Span, When, report_id
from sayso.vocabulary import Authenticity, Realis

TEXT = """Rebels free two officers

ABIDJAN, March 9 (Lagoon Wire) - Gunmen near Bouake on Monday released two officers, the interior ministry said.

Its spokeswoman, Mariam Koffi, demanded that the rebels lay down their guns. Police arrested three farmers in Abidjan on March 8.
Soldiers may march on Bouake.
"""
GOLD = """report
  published 2021-03-09
  publisher "Lagoon Wire"
  headline "Rebels free two officers"
entity E1 group "rebels" country=CIV sectors=REB
  mention "Rebels", "Gunmen near Bouake", "the rebels"
entity E2 group "two officers" country=CIV sectors=COP
  mention "two officers" *
entity E3 organization "interior ministry" country=CIV sectors=GOV
  mention "the interior ministry"
entity E4 person "Mariam Koffi" country=CIV sectors=GOV
  name "Mariam Koffi"
entity E5 group "Police" country=CIV sectors=COP
  mention "Police"
entity E6 group "three farmers" country=CIV
  mention "three farmers"
place P1 "ABIDJAN" location name="Abidjan" country=CIV
place P2 "Bouake" #1 location country=CIV
place P3 "Abidjan" location country=CIV
time T1 "March 9" DATE 2021-03-09
time T2 "Monday" DATE 2021-03-08
time T3 "March 8" DATE 2021-03-08
statement S1 indirect say attributed asserted p2
  source "the interior ministry" -> E3
  cue "said"
  content "Gunmen" .. "officers"
statement S2 indirect demand attributed directive p3
  source "Mariam Koffi" -> E4
  cue "demanded"
  content "the rebels lay down their guns"
event V1 RETREAT occurred mode=release p2
  predicate "released"
  actor "Gunmen near Bouake" -> E1
  recipient "two officers" -> E2
  where P2
  when T2
  count released recipient "two" n=2 of="officers"
  link account_of V2
event V2 RETREAT occurred mode=release p1
  predicate "free"
  actor "Rebels" -> E1
  recipient "two officers" -> E2
event V3 REQUEST occurred mode=yield p3
  predicate "demanded"
  performs S2
  actor "Mariam Koffi" -> E4 purported
  recipient "the rebels" -> E1
event V4 RETREAT directed mode=disarm p3
  predicate "lay down"
  actor "the rebels" -> E1
event V5 COERCE occurred mode=arrest context=crime p3
  predicate "arrested"
  actor "Police" -> E5
  recipient "three farmers" -> E6
  where P3
  when T3
"""


def annotation(path: str = "data/own/reports/r001.ann") -> Annotation:
    found, problems = compile_text(TEXT, GOLD, path)
    assert found is not None
    assert not [p for p in problems if p.level == "error"], problems
    return found


def gold() -> Coding:
    return annotation().coding


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start=start, end=start + len(words), text=words)


def changed(number: int, **values: object) -> Coding:
    """The gold with one event changed."""
    coding = gold()
    events = list(coding.events)
    events[number] = msgspec.structs.replace(events[number], **values)
    return msgspec.structs.replace(coding, events=tuple(events))


def wrong_shares(scores: EventScores) -> set[str]:
    return {name for name in SHARES if scores.of(name).f1 < 1}


def test_gold_against_gold_is_perfect() -> None:
    scores = score_events(gold(), gold())
    assert {c.f1 for c in scores.measures.values()} == {1.0}
    assert scores.of("type") == Counts(5, 5, 5)
    assert scores.of("facts") == Counts(3, 3, 3)
    assert scores.of("counts") == Counts(1, 1, 1)
    assert scores.types["RETREAT"] == Counts(3, 3, 3)
    assert scores.realis == {("occurred", "occurred"): 4, ("directed", "directed"): 1}
    assert scores.leaked == 0
    assert event_errors("r001", gold(), gold()) == []


def test_nothing_found_is_all_missed() -> None:
    empty = msgspec.structs.replace(gold(), events=())
    scores = score_events(gold(), empty)
    assert scores.of("type") == Counts(0, 5, 0)
    assert scores.of("realis") == Counts(0, 0, 0)
    assert [e.kind for e in event_errors("r001", gold(), empty)] == ["missed"] * 5


@pytest.mark.parametrize(
    ("change", "wrong", "kind"),
    [
        ({"realis": Realis.HYPOTHETICAL}, {"realis"}, "realis"),
        ({"actors": ()}, {"actors, all", "actors, any", "actors and recipients, all", "actors and recipients, any"}, "actors"),
        ({"where": ("P1",)}, set(), None),  # the same town, named elsewhere
        ({"where": ("P2",)}, {"where"}, "where"),
        ({"where": ()}, {"where"}, "where"),
        ({"when": When(first="2021-03-09", last="2021-03-09")}, {"when"}, "when"),
        ({"when": When()}, {"when"}, "when"),
        ({"asserted_in": "S1"}, {"reporter's or attributed", "asserted_in"}, "asserted_in"),
        ({"performs": "S1"}, {"performs"}, "performs"),
    ],
)
def test_a_wrong_field_is_wrong_there_and_nowhere_else(change: dict[str, object], wrong: set[str], kind: str | None) -> None:
    guess = changed(4, **change)
    scores = score_events(gold(), guess)
    assert wrong_shares(scores) == wrong
    assert scores.of("type") == Counts(5, 5, 5)
    for name in wrong:
        assert scores.of(name) == Counts(4, 5, 5)
    errors = event_errors("r001", gold(), guess)
    assert [e.kind for e in errors] == ([kind] if kind else [])
    assert all("[arrested] three farmers" in e.sentence for e in errors)


def test_a_wrong_mode_costs_the_mode_alone() -> None:
    scores = score_events(gold(), changed(4, mode=("seize",)))
    assert scores.of("type and mode") == Counts(4, 5, 5)
    assert scores.of("modes") == Counts(4, 5, 5)
    assert scores.of("type").f1 == 1
    assert not wrong_shares(scores)


def test_a_wrong_type_is_a_miss_and_a_false_event_and_no_field_of_it_counts() -> None:
    guess = changed(4, type="ASSAULT", realis=Realis.NEGATED)
    scores = score_events(gold(), guess)
    assert scores.of("found") == Counts(5, 5, 5)
    assert scores.of("type") == Counts(4, 5, 5)
    assert scores.types["COERCE"] == Counts(0, 1, 0)
    assert scores.types["ASSAULT"] == Counts(0, 0, 1)
    assert not wrong_shares(scores)
    (error,) = event_errors("r001", gold(), guess)
    assert (error.kind, error.wanted, error.found) == ("type", "COERCE", "ASSAULT")


def test_another_telling_of_the_occurrence_matches_and_a_second_one_is_false() -> None:
    told = msgspec.structs.replace(gold(), events=(msgspec.structs.replace(gold().events[4], evidence=(span("arrested"), span("march"))),))
    once = msgspec.structs.replace(gold(), events=(msgspec.structs.replace(gold().events[4], predicate=span("march")),))
    assert score_events(told, once).of("type") == Counts(1, 1, 1)
    twice = msgspec.structs.replace(gold(), events=(*once.events, gold().events[4]))
    assert score_events(told, twice).of("type") == Counts(1, 1, 2)
    (error,) = event_errors("r001", told, twice)
    assert (error.kind, error.wanted) == ("false", "told twice")


def test_a_large_evidence_span_of_the_guess_catches_nothing() -> None:
    guess = changed(4, predicate=span("Soldiers may march"), evidence=(span(TEXT),))
    assert score_events(gold(), guess).of("found") == Counts(4, 5, 5)


def test_the_looser_measure_asks_for_the_sentence_only() -> None:
    scores = score_events(gold(), changed(4, predicate=span("Police")))
    assert scores.of("type") == Counts(4, 5, 5)
    assert scores.of("type, same sentence") == Counts(5, 5, 5)
    assert score_events(gold(), changed(4, predicate=span("march"))).of("type, same sentence") == Counts(4, 5, 5)


def test_parties_match_by_words_by_entity_and_by_a_mention_of_it() -> None:
    right = [
        Party(name="x", span=span("Police")),
        Party(name="x", entity="E5"),
        Party(name="Police"),
    ]
    for party in right:
        assert not wrong_shares(score_events(gold(), changed(4, actors=(party,)))), party
    elsewhere = Party(name="x", span=span("Rebels"))
    assert not wrong_shares(score_events(gold(), changed(0, actors=(elsewhere,))))
    for party in (Party(name="x", span=span("three farmers")), Party(name="x", entity="E4"), Party(name="Soldiers")):
        assert "actors, any" in wrong_shares(score_events(gold(), changed(4, actors=(party,)))), party


def test_a_party_too_many_is_right_for_any_and_wrong_for_all() -> None:
    coding = gold()
    guess = changed(4, actors=(*coding.events[4].actors, Party(name="Soldiers", span=span("Soldiers"))))
    scores = score_events(coding, guess)
    assert wrong_shares(scores) == {"actors, all", "actors and recipients, all"}
    assert scores.of("actor") == Counts(5, 5, 6)


def test_a_forgotten_hedge_is_seen() -> None:
    actor = msgspec.structs.replace(gold().events[2].actors[0], authenticity=None)
    assert gold().events[2].actors[0].authenticity is Authenticity.PURPORTED
    assert score_events(gold(), changed(2, actors=(actor,))).of("purported or disputed") == Counts(0, 1, 0)


def test_events_inside_contents_that_are_given_to_the_reporter_leak() -> None:
    scores = score_events(gold(), changed(3, asserted_in=None))
    assert scores.of("inside") == Counts(1, 2, 2)
    assert scores.leaked == 0.5


@pytest.mark.parametrize(
    ("wanted", "found", "right"),
    [
        ((None, None), (None, None), True),
        ((None, None), ("2021-03-08", "2021-03-08"), False),
        (("2021-03-01", "2021-03-31"), ("2021-03-08", "2021-03-08"), True),
        (("2021-03-08", "2021-03-08"), ("2021-03-01", "2021-03-31"), False),
        (("2021-03-08", "2021-03-08"), (None, "2021-03-08"), False),
        ((None, "2021-03-09"), (None, "2021-03-09"), True),
        ((None, "2021-03-09"), ("2021-03-08", "2021-03-08T10:00"), True),
        ((None, "2021-03-09"), ("2021-03-08", None), False),
        (("2021-03-08", None), ("2021-03-09", None), True),
        (("2021-03-08", None), (None, None), False),
    ],
)
def test_intervals(wanted: tuple[str | None, str | None], found: tuple[str | None, str | None], right: bool) -> None:  # noqa: FBT001
    assert within(When(first=wanted[0], last=wanted[1]), When(first=found[0], last=found[1])) is right


def test_confidences_are_judged_by_what_became_of_them() -> None:
    coding = gold()
    events = [msgspec.structs.replace(e, confidence={"type": 0.8, "realis": 0.9}) for e in coding.events]
    events[4] = msgspec.structs.replace(events[4], realis=Realis.FUTURE)
    events[3] = msgspec.structs.replace(events[3], type="ASSAULT")
    found = calibration(score_events(coding, msgspec.structs.replace(coding, events=tuple(events))).judged)
    assert (found["type"].answers, found["type"].accuracy) == (5, 0.8)
    assert found["type"].error == pytest.approx(0)
    assert (found["realis"].answers, found["realis"].accuracy) == (4, 0.75)
    assert found["realis"].error == pytest.approx(0.15)


def test_the_calibration_error_is_by_bins() -> None:
    found = calibration([Judged("x", 0.95, right=False), Judged("x", 0.05, right=True)])["x"]
    assert found.accuracy == found.confidence == 0.5
    assert found.error == pytest.approx(0.95)
    assert calibration([Judged("x", 1.0, right=True)])["x"].error == 0


def test_scores_add_up() -> None:
    two = score_all([(gold(), gold()), (gold(), msgspec.structs.replace(gold(), events=()))])
    assert two.of("type") == Counts(5, 10, 5)
    assert two == total([score_events(gold(), gold()), score_events(gold(), msgspec.structs.replace(gold(), events=()))])


def test_intervals_over_documents_hold_the_figure_and_repeat() -> None:
    parts = [Counts(1, 1, 1)] * 6 + [Counts(0, 1, 1)] * 4

    def figure(sample: object) -> float:
        return sum(sample, Counts()).f1  # type: ignore[call-overload, no-any-return]

    low, high = interval(parts, figure)
    assert (low, high) == interval(parts, figure)
    assert 0.2 <= low < 0.6 < high <= 1
    assert interval([Counts(1, 1, 1)] * 3, figure) == (1, 1)
    assert all(map(math.isnan, interval([], figure)))


def reader(answer: Callable[[Report], Coding]) -> Callable[[Report], tuple[Analysis, Coding]]:
    return lambda report: (None, answer(report))  # type: ignore[return-value]


def test_reports_with_nothing_to_code_are_counted_by_sentences() -> None:
    quiet = replace(annotation(), quiet=True)
    (scores,) = evaluate_events([quiet], reader(lambda _: gold()))
    assert (scores.quiet.given, scores.quiet.gold) == (5, 5)


def test_errors_of_the_test_part_are_refused_before_anything_is_read() -> None:
    read = reader(lambda _: gold())
    assert event_errors_of([annotation()], read) == []
    with pytest.raises(UsageError, match="S206"):
        event_errors_of([annotation("data/own/reports/r016.ann")], reader(lambda _: pytest.fail("read")))


def test_quiet_sentences_one_a_line(tmp_path: Path) -> None:
    assert quiet_sentences(tmp_path / "none", "dev") == []
    (tmp_path / "test.txt").write_text("Not to be seen.", encoding="utf-8")
    (tmp_path / "dev.txt").write_text("# source: own\nThe forwards attacked from the start.\n\nStorms battered the coast.\n", encoding="utf-8")
    sentences = quiet_sentences(tmp_path, "dev")
    assert sentences == ["The forwards attacked from the start.", "Storms battered the coast."]

    def answer(report: Report) -> Coding:
        at = report.text.find("attacked")
        predicate = Span(start=at, end=at + 8, text="attacked") if at >= 0 else None
        found = (Event(id="1", type="ASSAULT", predicate=predicate, realis=Realis.OCCURRED),) if predicate else ()
        return Coding(report=report, events=found, provenance=Provenance(software="s"))

    assert [(text, e.type) for text, e in false_events(sentences, reader(answer))] == [(sentences[0], "ASSAULT")]
    assert quiet_measure(sentences, reader(answer)) == {"events.quiet sentences left alone": 50.0}
    assert quiet_measure([], reader(answer)) == {}


CAT = """<?xml version="1.0"?><Document doc_name="x">
<token t_id="1" sentence="0" number="0">Ministers</token><token t_id="2" sentence="0" number="1">met</token>
<token t_id="3" sentence="0" number="2">and</token><token t_id="4" sentence="0" number="3">will</token>
<token t_id="5" sentence="0" number="4">sign</token><token t_id="6" sentence="0" number="5">.</token>
<Markables><EVENT_MENTION m_id="1" certainty="CERTAIN" polarity="POS" time="NON_FUTURE"><token_anchor t_id="2"/></EVENT_MENTION>
<EVENT_MENTION m_id="2" certainty="CERTAIN" polarity="POS" time="FUTURE"><token_anchor t_id="5"/></EVENT_MENTION></Markables></Document>"""


def test_meantime_predicates_beside_realis(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text(CAT, encoding="utf-8")
    report, mentions = read_mentions(tmp_path / "a.xml")
    assert [m.span.text for m in mentions] == ["met", "sign"]
    assert report.id == report_id("Ministers met and will sign.")

    def answer(read: Report) -> tuple[Analysis, Coding]:
        tokens = ((0, 9), (10, 13), (14, 17), (18, 22), (23, 27), (27, 28))
        analysis = Analysis(
            text=read.text,
            starts=tuple(a for a, _ in tokens),
            ends=tuple(b for _, b in tokens),
            sentences=((0, 6),),
            upos=("NOUN", "VERB", "CCONJ", "AUX", "VERB", "PUNCT"),
            xpos=("NNS", "VBD", "CC", "MD", "VB", "."),
            feats=("_", "Tense=Past|VerbForm=Fin", "_", "_", "VerbForm=Inf", "_"),
            lemmas=("minister", "meet", "and", "will", "sign", "."),
            heads=(1, -1, 4, 4, 1, 1),
            deprels=("nsubj", "root", "cc", "aux", "conj", "punct"),
        )
        wrong = Event(id="1", type="CONSULT", predicate=mentions[1].span, realis=Realis.OCCURRED)
        return analysis, Coding(report=read, events=(wrong,), provenance=Provenance(software="s"))

    tables = tabulate(tmp_path, answer)
    assert tables["time"] == {("NON_FUTURE", "occurred"): 1, ("FUTURE", "future"): 1}
    assert tables["fit"] == {("CERTAIN POS NON_FUTURE", "fits"): 1, ("CERTAIN POS FUTURE", "fits"): 1}
    assert tables["coded"] == {("CERTAIN POS FUTURE", "does not fit"): 1}
    assert list(misfits(tmp_path, answer)) == []
    (tmp_path / "a.xml").write_text(CAT.replace('time="FUTURE"', 'time="NON_FUTURE"'), encoding="utf-8")
    assert list(misfits(tmp_path, answer)) == ["CERTAIN POS NON_FUTURE: future  Ministers met and will [sign]."]


def test_what_the_attributes_leave_room_for() -> None:
    plain = {"certainty": "CERTAIN", "polarity": "POS", "time": "NON_FUTURE"}
    assert fits(plain, Realis.HISTORICAL) is True
    assert fits(plain, Realis.NEGATED) is False
    assert fits(plain | {"polarity": "NEG"}, Realis.NEGATED) is True
    assert fits(plain | {"time": "FUTURE"}, Realis.THREATENED) is True
    assert fits(plain | {"certainty": "UNDERSPECIFIED"}, Realis.OCCURRED) is None


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with an annotated report for training and one for the test; reading them makes one mistake."""
    for name in ("r001", "r016"):
        (tmp_path / f"{name}.txt").write_text(TEXT, encoding="utf-8")
        (tmp_path / f"{name}.ann").write_text(GOLD, encoding="utf-8")
    monkeypatch.setattr("sayso.cli.evaluate_own.make_reader", lambda _: reader(lambda _: changed(4, realis=Realis.FUTURE, confidence={"type": 0.9})))
    return tmp_path


def test_the_command_prints_every_table(folder: Path) -> None:
    ran = CliRunner().invoke(evaluate, ["events", str(folder), "--split", "train", "--quiet", str(folder / "none")])
    assert ran.exit_code == 0, ran.output
    lines = {" ".join(line.split()) for line in ran.output.splitlines()}
    assert "events, own train: 1 reports" in lines
    assert "type 5 5 100.0 100.0 100.0 100.0-100.0" in lines
    assert "realis 5 80.0 80.0-80.0" in lines
    assert "COERCE 1 1 100.0 100.0 100.0" in lines
    assert "type 1 90.0 100.0 10.0" in lines
    assert any(line.startswith("events inside attributed content: 2; taken as the reporter's own: 0") for line in lines)


def test_the_command_lists_errors_and_refuses_those_of_the_test_part(folder: Path) -> None:
    ran = CliRunner().invoke(evaluate, ["events", str(folder), "--split", "train", "--errors"])
    assert 'r001 REALIS      COERCE "arrested"  gold: occurred  found: future' in ran.output
    assert "Police [arrested] three farmers in Abidjan on March 8." in ran.output
    only = CliRunner().invoke(evaluate, ["events", str(folder), "--split", "train", "--errors", "--kind", "missed"])
    assert "REALIS" not in only.output
    refused = CliRunner().invoke(evaluate, ["events", str(folder), "--split", "test", "--errors"])
    assert isinstance(refused.exception, UsageError)
    assert "arrested" not in refused.output
