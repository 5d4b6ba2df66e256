"""The pipeline: a `Report` to its `Coding`, through an explicit tuple of stages.

`STAGES` is all there is to it. A stage names what of the working state it reads, what it writes and which resources it
uses; its ``run`` is a pure function that returns its changes. Adding a room is one entry here, with an adapter function
where the room's function does not fit. `check_stages` refuses an order in which something would be read before it is written.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from functools import cache, cached_property
from importlib import metadata
from typing import TYPE_CHECKING, Protocol, TypedDict

from sayso.language.analysis import Analysis
from sayso.records import Abstention, Coding, Entity, Event, Place, Provenance, Report, Statement, TimeExpression
from sayso.vocabulary import Layer

if TYPE_CHECKING:
    from sayso.actors import Aliases
    from sayso.events import Codebook
    from sayso.places import Gazetteer

IDENTIFIED = {"model": "analyser", "gazetteer": "gazetteer", "codebook": "codebook"}


class AnalyserLike(Protocol):
    """What the pipeline needs of `sayso.language.Analyser`."""

    @property
    def identity(self) -> str:
        """Name and content hash of the model."""

    def analyse(self, report: Report) -> Analysis:
        """Tokens, sentences, trees, names, coreference and quotation marks of a report."""


def _load_analyser() -> AnalyserLike:
    from sayso.language import Analyser  # noqa: PLC0415 (heavy: numpy, onnxruntime)

    return Analyser()


def _load_gazetteer() -> "Gazetteer":
    from sayso.places import Gazetteer  # noqa: PLC0415 (a room is loaded when it is first used)

    return Gazetteer.open()


def _load_aliases() -> "Aliases":
    from sayso.actors import Aliases  # noqa: PLC0415 (a room is loaded when it is first used)

    return Aliases.load()


def _load_codebook() -> "Codebook":
    from sayso.events import load  # noqa: PLC0415 (a room is loaded when it is first used)

    return load()


@dataclass(frozen=True)
class Resources:
    """What stages need besides the report, each loaded on first use and then kept.

    Tests and callers with a model of their own pass other loaders; ``options`` go into the provenance of every record.
    """

    load_analyser: Callable[[], AnalyserLike] = _load_analyser
    load_gazetteer: Callable[[], "Gazetteer"] = _load_gazetteer
    load_aliases: Callable[[], "Aliases"] = _load_aliases
    load_codebook: Callable[[], "Codebook"] = _load_codebook
    options: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def analyser(self) -> AnalyserLike:
        """The language analyser. Raises `InstallError` (S401) where its model is missing."""
        return self.load_analyser()

    @cached_property
    def gazetteer(self) -> "Gazetteer":
        """The gazetteer. Raises `InstallError` (S402) or `DataError` (S303) at its first look-up where a file is damaged."""
        return self.load_gazetteer()

    @cached_property
    def aliases(self) -> "Aliases":
        """The names of states, organisations and offices."""
        return self.load_aliases()

    @cached_property
    def codebook(self) -> "Codebook":
        """The codebook of events. Raises `DataError` (S306) where it is malformed."""
        return self.load_codebook()

    def identity(self, name: str) -> str:
        """The identity of a resource (``model``, ``gazetteer``, ``codebook``) for the provenance of a record."""
        return str(getattr(self, IDENTIFIED[name]).identity)


@dataclass(frozen=True)
class Reading:
    """The working state: what is known of a report so far. `analysis` is not part of the record."""

    report: Report
    analysis: Analysis | None = None
    times: tuple[TimeExpression, ...] = ()
    places: tuple[Place, ...] = ()
    entities: tuple[Entity, ...] = ()
    statements: tuple[Statement, ...] = ()
    events: tuple[Event, ...] = ()
    abstained: tuple[Abstention, ...] = ()


class Changes(TypedDict, total=False):
    """What a stage adds to the working state; ``abstained`` is appended, everything else replaces what was there."""

    analysis: Analysis
    times: tuple[TimeExpression, ...]
    places: tuple[Place, ...]
    entities: tuple[Entity, ...]
    statements: tuple[Statement, ...]
    events: tuple[Event, ...]
    abstained: tuple[Abstention, ...]


@dataclass(frozen=True)
class Stage:
    """One step of the pipeline and its contract; ``uses`` are the resources whose identity goes into the provenance."""

    name: str
    reads: tuple[str, ...]
    writes: tuple[str, ...]
    run: Callable[[Reading, Resources], Changes] = field(repr=False)
    about: str
    uses: tuple[str, ...] = ()


def _explain_report(reading: Reading, _resources: Resources) -> Changes:
    """Say why the frame of a report is empty where it is."""
    report = reading.report
    undated = "the dateline has no year" if report.dateline and report.dateline.date else "the text states no full date"
    missing = {
        "published": f"no publication date was given, and {undated}",
        "publisher": "no publisher was given",
        "agency": "no dateline or credit line names an agency",
        "headline": "the text does not open with what is certainly a headline",
        "language": "the text is too short to tell its language",
    }
    return {"abstained": tuple(Abstention(path=f"report.{name}", reason=why) for name, why in missing.items() if getattr(report, name) is None)}


def _analyse(reading: Reading, resources: Resources) -> Changes:
    return {"analysis": resources.analyser.analyse(reading.report)}


def _times(reading: Reading, _resources: Resources) -> Changes:
    from sayso.times import find_times  # noqa: PLC0415 (a room is loaded when it is first used)

    times, abstained = find_times(reading.report, _analysis(reading))
    return {"times": times, "abstained": abstained}


def _places(reading: Reading, resources: Resources) -> Changes:
    from sayso.places import find_places  # noqa: PLC0415 (a room is loaded when it is first used)

    places, abstained = find_places(reading.report, _analysis(reading), resources.gazetteer)
    return {"places": places, "abstained": abstained}


def _entities(reading: Reading, resources: Resources) -> Changes:
    """Find the entities; the places come back with the entities that they belong to."""
    from sayso.actors import find_entities  # noqa: PLC0415 (a room is loaded when it is first used)

    entities, places, abstained = find_entities(reading.report, _analysis(reading), reading.places, resources.aliases)
    return {"entities": entities, "places": places, "abstained": abstained}


def _statements(reading: Reading, _resources: Resources) -> Changes:
    """Find the statements; speakers that no entity had so far get one."""
    from sayso.statements import find_statements, inherit_authenticity, speaking_entities  # noqa: PLC0415 (a room is loaded when it is first used)

    found, entities, abstained = speaking_entities(find_statements(reading.report, _analysis(reading)), reading.entities)
    return {"statements": inherit_authenticity(found, entities), "entities": entities, "abstained": abstained}


def _events(reading: Reading, resources: Resources) -> Changes:
    from sayso.events import find_events  # noqa: PLC0415 (a room is loaded when it is first used)

    events, abstained = find_events(
        reading.report,
        _analysis(reading),
        reading.times,
        reading.places,
        reading.entities,
        reading.statements,
        resources.codebook,
        resources.aliases,
    )
    return {"events": events, "abstained": abstained}


def _analysis(reading: Reading) -> Analysis:
    """The analysis; `check_stages` has made sure that it is there."""
    if reading.analysis is None:
        msg = "a stage reads the analysis before it is written"
        raise RuntimeError(msg)
    return reading.analysis


STAGES: tuple[Stage, ...] = (
    Stage("report", ("report",), ("abstained",), _explain_report, "why the report's date, agency or headline is unknown"),
    Stage("language", ("report",), ("analysis",), _analyse, "tokens, sentences, trees, names, coreference, quotation marks", ("model",)),
    Stage("times", ("report", "analysis"), ("times", "abstained"), _times, "time expressions as TIMEX3 values with honest intervals"),
    Stage("places", ("report", "analysis"), ("places", "abstained"), _places, "toponyms, resolved where the text allows", ("gazetteer",)),
    Stage(
        "entities",
        ("report", "analysis", "places"),
        ("entities", "places", "abstained"),
        _entities,
        "people, organizations and groups, with every mention",
    ),
    Stage(
        "statements",
        ("report", "analysis", "entities"),
        ("statements", "entities", "abstained"),
        _statements,
        "direct, mixed and indirect speech with cues, sources, chains and hedges",
    ),
    Stage(
        "events",
        ("report", "analysis", "times", "places", "entities", "statements"),
        ("events", "abstained"),
        _events,
        "who did what to whom, by the codebook, with realis, time, place and say-so",
        ("codebook",),
    ),
)


def read_report(report: Report, resources: Resources, stages: tuple[Stage, ...] = STAGES) -> Coding:
    """Read one report. The same report, resources and stages always give the same record, whatever else was read before."""
    check_stages(stages)
    reading = Reading(report)
    for stage in stages:
        reading = _apply(stage, reading, resources)
    written = {name for stage in stages for name in stage.writes}
    used = {name: resources.identity(name) for stage in stages for name in stage.uses}
    return Coding(
        report=report,
        entities=reading.entities,
        times=reading.times,
        places=reading.places,
        statements=reading.statements,
        events=reading.events,
        abstained=reading.abstained,
        provenance=Provenance(
            software=software(),
            model=used.get("model"),
            codebook=used.get("codebook"),
            gazetteer=used.get("gazetteer"),
            options=dict(resources.options),
        ),
        layers=tuple(layer for layer in Layer if layer.value in written),
    )


def _apply(stage: Stage, reading: Reading, resources: Resources) -> Reading:
    """The working state after a stage. Raises `RuntimeError` where it writes what it has not declared."""
    changes = stage.run(reading, resources).copy()
    if not changes.keys() <= set(stage.writes):
        msg = f"the stage {stage.name} writes {sorted(changes.keys() - set(stage.writes))}, which it does not declare"
        raise RuntimeError(msg)
    changes["abstained"] = reading.abstained + changes.get("abstained", ())
    return replace(reading, **changes)


def check_stages(stages: tuple[Stage, ...]) -> None:
    """Check that every stage reads only what the report or a stage before it provides. Raises `ValueError`."""
    names = {part.name for part in fields(Reading)}
    ready = {"report"}
    for stage in stages:
        unknown = (set(stage.reads) | set(stage.writes)) - names
        early = set(stage.reads) - ready
        if unknown or early or "report" in stage.writes:
            msg = f"the stage {stage.name} reads {sorted(early)} too early or names unknown fields {sorted(unknown)}"
            raise ValueError(msg)
        ready |= set(stage.writes)


@cache
def software() -> str:
    """The program and its version, as the provenance of a record names it."""
    try:
        return f"sayso {metadata.version('sayso')}"
    except metadata.PackageNotFoundError:
        return "sayso (not installed)"
