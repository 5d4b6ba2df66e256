"""From the annotation format to the record: a ``Coding`` whose every span is verified, and the names that training needs.

Nothing is guessed: what an annotation leaves out is filled only from what it says elsewhere (an event's time from the time it names, a
chain from publisher and source, ``asserted_in`` from the contents), and everything that does not fit is a `Problem` with its line.
"""

from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from sayso.errors import DataError
from sayso.evaluation.gold import events, statements
from sayso.evaluation.gold.entities import Names, entities_of, loose_names, places_of, survey
from sayso.evaluation.gold.finder import Finder
from sayso.evaluation.gold.header import Header, header_of
from sayso.evaluation.gold.reader import Name, Problem, Reader
from sayso.evaluation.gold.syntax import Node, nodes
from sayso.evaluation.gold.times import times_of
from sayso.records import Coding, Provenance
from sayso.vocabulary import Layer

KINDS = ("report", "layers", "quiet", "entity", "name", "time", "place", "statement", "event")


@dataclass(frozen=True)
class Annotation:
    """One annotated report: its record, its proper names, and what the header says of it.

    ``presupposed`` events and ``cueless`` statements are those marked so; ``labels`` gives the label of an event (``V1``) for its id,
    ``lines`` the line of every id and label.
    """

    path: str
    coding: Coding
    names: tuple[Name, ...] = ()
    genre: str | None = None
    region: str | None = None
    quiet: bool = False
    presupposed: frozenset[str] = frozenset()
    cueless: frozenset[str] = frozenset()
    labels: dict[str, str] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)


def load(path: Path, text: Path | None = None) -> Annotation:
    """The annotation in ``path`` with the text beside it (or at ``text``). Raises `DataError` (S301) with the first problems."""
    annotation, problems = compile_file(path, text)
    errors = [p for p in problems if p.level == "error"]
    if annotation is None or errors:
        code = "S301"
        raise DataError(code, "; ".join(map(str, errors[:5])), fix="Run `sayso gold check` on it.")
    return annotation


def compile_file(path: Path, text: Path | None = None) -> tuple[Annotation | None, tuple[Problem, ...]]:
    """The annotation in a file with the text beside it (or at ``text``); None where the record cannot be built."""
    beside = text or path.with_suffix(".txt")
    try:
        with beside.open(encoding="utf-8", newline="") as stream:
            report = stream.read()
        source = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        return None, (Problem(str(path), 0, "error", f"cannot be read: {error}", "Put rNNN.txt and rNNN.ann side by side, both in UTF-8."),)
    return compile_text(report, source, str(path))


def compile_text(text: str, source: str, path: str = "-") -> tuple[Annotation | None, tuple[Problem, ...]]:
    """The annotation ``source`` of the report ``text``; None where the record cannot be built. Never raises."""
    found, faults = nodes(source)
    reader = Reader(path, Finder(text))
    for fault in faults:
        reader.error(fault.number, fault.what, fault.fix)
    by_kind: dict[str, list[Node]] = {kind: [] for kind in KINDS}
    for node in found:
        if node.line.word in by_kind:
            by_kind[node.line.word].append(node)
        else:
            reader.error(node.line.number, f"unknown record {node.line.word!r}", f"Use one of: {' '.join(KINDS)}.")
    header = header_of(by_kind["report"], reader)
    try:
        annotation = _annotation(by_kind, header, reader)
    except (ValueError, msgspec.ValidationError) as error:
        reader.error(1, f"the record cannot be built: {error}", "Mend the problems listed before this one first.")
        annotation = None
    return annotation, tuple(sorted(reader.problems, key=lambda p: p.line))


def _annotation(by_kind: dict[str, list[Node]], header: Header, reader: Reader) -> Annotation:
    names = Names()
    survey([*by_kind["entity"], *by_kind["place"], *by_kind["name"]], names, reader)
    entities = entities_of(by_kind["entity"], names, reader)
    times = times_of(by_kind["time"], reader)
    places, entities = places_of(by_kind["place"], entities, names, reader)
    loose_names([*by_kind["name"], *header.credits], names, reader)
    told = statements.statements_of(by_kind["statement"], entities, names, header.report.publisher, reader)
    happened = events.events_of(by_kind["event"], events.Known(header.report, entities, times, places, told), reader)
    coding = Coding(
        report=header.report,
        entities=tuple(entities.values()),
        times=tuple(times.values()),
        places=tuple(places.values()),
        statements=tuple(told.values()),
        events=happened.events,
        provenance=Provenance(software="annotation", codebook="plover-2"),
        layers=_layers(by_kind["layers"], reader),
    )
    return Annotation(
        path=reader.path,
        coding=coding,
        names=names.listed(),
        genre=header.genre,
        region=header.region,
        quiet=bool(by_kind["quiet"]),
        presupposed=happened.presupposed,
        cueless=frozenset(
            str(node.line.tokens[0]) for node in by_kind["statement"] for row in node.fields if row.word == "cue" and row.tokens == ("none",)
        ),
        labels=happened.labels,
        lines=dict(reader.lines),
    )


def _layers(found: list[Node], reader: Reader) -> tuple[Layer, ...]:
    wanted = [word for node in found for word in node.line.tokens]
    for node in found:
        for word in node.line.tokens:
            if word not in tuple(Layer):
                reader.error(node.line.number, f"no such layer: {word!r}", f"Use: {' '.join(Layer)}.")
    return tuple(layer for layer in Layer if layer in wanted) if found else tuple(Layer)
