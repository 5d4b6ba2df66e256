"""The pipeline: its contract, its purity, its provenance; with a fake analyser, so that no model is needed."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, fields
from importlib import metadata

import msgspec
import pytest

from sayso.intake import Document, Given, make_report
from sayso.language.analysis import ROOT, Analysis
from sayso.language.sentences import paragraphs, split_sentences
from sayso.language.tokens import tokenize
from sayso.reading import STAGES, AnalyserLike, Changes, Reading, Resources, Stage, check_stages, read_report, software
from sayso.records import Abstention, Coding, Report
from sayso.vocabulary import Layer

TEXT = "ARNHEM, Nov 30 (AP) — The council said on Friday that the road was shut.\n\n“Nobody was hurt,” the mayor said.\n"


class FakeAnalyser:
    """Tokens, sentences and paragraphs by rule; flat trees; no names."""

    identity = "fake:0"

    def __init__(self) -> None:
        self.read: list[str] = []

    def analyse(self, report: Report) -> Analysis:
        self.read.append(report.id)
        text = report.text
        tokens = tokenize(text)
        parts = paragraphs(text)
        count = len(tokens)
        return Analysis(
            text=text,
            starts=tuple(a for a, _ in tokens),
            ends=tuple(b for _, b in tokens),
            sentences=tuple(split_sentences(text, tokens, parts)),
            paragraphs=tuple(parts),
            upos=("X",) * count,
            xpos=("X",) * count,
            feats=("_",) * count,
            lemmas=tuple(text[a:b].lower() for a, b in tokens),
            heads=(ROOT,) * count,
            deprels=("dep",) * count,
        )


@dataclass(frozen=True)
class Watched:
    """A working state that notes which of its fields a stage looks at."""

    reading: Reading
    seen: set[str] = field(default_factory=set)

    def __getattr__(self, name: str) -> object:
        self.seen.add(name)
        return getattr(self.reading, name)


def fake_resources() -> tuple[Resources, FakeAnalyser]:
    analyser = FakeAnalyser()
    return Resources(load_analyser=lambda: analyser), analyser


def report(text: str = TEXT, **given: str) -> Report:
    return make_report(Document(text=text, extractor="text/utf-8"), Given(**given))


def states() -> Iterator[tuple[Stage, Reading, Resources]]:
    resources, _ = fake_resources()
    reading = Reading(report())
    for stage in STAGES:
        yield stage, reading, resources
        changes = stage.run(reading, resources).copy()
        changes["abstained"] = reading.abstained + changes.get("abstained", ())
        reading = Reading(**{part.name: changes.get(part.name, getattr(reading, part.name)) for part in fields(Reading)})  # type: ignore[arg-type]


def test_the_stages_are_in_an_order_that_works() -> None:
    check_stages(STAGES)
    assert STAGES[0].reads == ("report",)
    assert len({stage.name for stage in STAGES}) == len(STAGES)
    assert all(stage.about for stage in STAGES)


def test_every_stage_keeps_its_contract() -> None:
    for stage, reading, resources in states():
        watched = Watched(reading)
        changes = stage.run(watched, resources)  # type: ignore[arg-type]
        assert watched.seen <= set(stage.reads), stage.name
        assert changes.keys() <= set(stage.writes), stage.name


def test_stages_are_pure() -> None:
    for stage, reading, resources in states():
        assert stage.run(reading, resources) == stage.run(reading, resources), stage.name


def nothing(_reading: Reading, _resources: Resources) -> Changes:
    return {}


def stage(name: str, reads: tuple[str, ...], writes: tuple[str, ...], run: Callable[[Reading, Resources], Changes] = nothing) -> Stage:
    return Stage(name, reads, writes, run, "a test")


@pytest.mark.parametrize(
    "stages",
    [
        (stage("early", ("analysis",), ("times",)),),
        (stage("one", ("report",), ("times",)), stage("two", ("places",), ())),
        (stage("unknown", ("report",), ("moods",)),),
        (stage("unknown", ("moods",), ()),),
        (stage("forger", ("report",), ("report",)),),
    ],
)
def test_a_bad_order_is_refused(stages: tuple[Stage, ...]) -> None:
    with pytest.raises(ValueError, match="stage"):
        check_stages(stages)


def test_a_stage_may_write_only_what_it_declares() -> None:
    resources, _ = fake_resources()
    sly = stage("sly", ("report",), ("times",), lambda _r, _s: {"abstained": (Abstention(path="x", reason="y"),)})
    with pytest.raises(RuntimeError, match="sly writes"):
        read_report(report(), resources, (sly,))


def test_abstentions_add_up_and_layers_follow_the_stages() -> None:
    resources, _ = fake_resources()
    note = (Abstention(path="x", reason="y"),)
    coding = read_report(report(), resources, (stage("a", ("report",), ("abstained",), lambda _r, _s: {"abstained": note}),) * 3)
    assert coding.abstained == note * 3
    assert coding.layers == ()
    assert read_report(report(), resources, (stage("t", ("report",), ("times", "places")),)).layers == (Layer.TIMES, Layer.PLACES)


def test_resources_are_loaded_once_and_only_when_needed() -> None:
    loads: list[int] = []

    def load() -> AnalyserLike:
        loads.append(1)
        return FakeAnalyser()

    resources = Resources(load_analyser=load)
    read_report(report(), resources, STAGES[:1])
    assert loads == []
    read_report(report(), resources)
    read_report(report("Nobody came."), resources)
    assert loads == [1]


def test_the_analyser_runs_once_a_report() -> None:
    resources, analyser = fake_resources()
    one, two = report(), report("Nobody came. Nobody left.")
    for each in (one, two, one):
        read_report(each, resources)
    assert analyser.read == [one.id, two.id, one.id]


def test_a_record_does_not_depend_on_its_company() -> None:
    texts = [TEXT, "Nobody came.", "“Yes,” she said on 3 May 2021.", "?"]
    resources, _ = fake_resources()
    together = [msgspec.json.encode(read_report(report(text), resources)) for text in texts]
    again = [msgspec.json.encode(read_report(report(text), resources)) for text in reversed(texts)]
    alone = [msgspec.json.encode(read_report(report(text), fake_resources()[0])) for text in texts]
    assert together == alone == again[::-1]


def test_provenance_names_program_and_model_and_nothing_of_the_machine() -> None:
    resources, _ = fake_resources()
    coding = read_report(report(), resources)
    assert coding.provenance.software == software() == f"sayso {metadata.version('sayso')}"
    assert coding.provenance.model == "fake:0"
    assert read_report(report(), resources, STAGES[:1]).provenance.model is None


def test_the_record_round_trips() -> None:
    coding = read_report(report(published="2021-12-03"), fake_resources()[0])
    assert msgspec.json.decode(msgspec.json.encode(coding), type=Coding) == coding


@pytest.mark.parametrize(
    ("text", "given", "expected"),
    [
        (TEXT, {}, {"report.published": "the dateline has no year", "report.headline": "headline", "report.publisher": "publisher"}),
        (TEXT, {"published": "2021-12-03", "publisher": "The Page"}, {"report.headline": "headline"}),
        ("Nobody came.", {}, {"report.published": "states no full date", "report.agency": "credit line", "report.language": "too short"}),
    ],
)
def test_what_the_report_does_not_say_is_explained(text: str, given: dict[str, str], expected: dict[str, str]) -> None:
    coding = read_report(report(text, **given), fake_resources()[0], STAGES[:1])
    reasons = {abstention.path: abstention.reason for abstention in coding.abstained}
    assert all(words in reasons[path] for path, words in expected.items())
    assert {path for path in reasons if path != "report.headline"} >= {path for path in expected if path != "report.headline"}
    assert all(getattr(coding.report, path.removeprefix("report.")) is None for path in reasons)


def test_times_rest_on_the_given_date() -> None:
    coding = read_report(report(published="2021-12-03"), fake_resources()[0])
    assert [(t.text, t.first) for t in coding.times if t.text == "Friday"] == [("Friday", "2021-12-03")]
    undated = read_report(report(), fake_resources()[0])
    assert any("--published" in abstention.reason for abstention in undated.abstained)
