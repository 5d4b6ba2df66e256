"""The project's own annotated reports as a measure of the whole pipeline, layer by layer."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from sayso.errors import UsageError
from sayso.evaluation import entities, statements
from sayso.evaluation.coreference import Clusters, score
from sayso.evaluation.event_errors import EventError, event_errors
from sayso.evaluation.events import EventScores, score_events, total
from sayso.evaluation.gold import Annotation, compile_file, split_of
from sayso.evaluation.gold.splits import TEST
from sayso.evaluation.language import SCORED_NAMES
from sayso.evaluation.places import PlacesScore, score_document
from sayso.evaluation.segmentation import Counts
from sayso.evaluation.timeml import GoldTime
from sayso.evaluation.times import Pairing, TimesScore, pair_up
from sayso.evaluation.times import score as score_times
from sayso.evaluation.toponym_corpora import of_coding
from sayso.language.analysis import Analysis
from sayso.records import Coding, Event, Report, report_id
from sayso.vocabulary import Form, Kind, Layer

Read = Callable[[Report], tuple[Analysis, Coding]]


@dataclass(frozen=True)
class OwnScores:
    """The scores of the pipeline on some annotated reports."""

    reports: int
    names: dict[Kind, Counts]
    times: TimesScore
    places: PlacesScore
    entities: entities.EntityScores
    statements: statements.StatementScores
    coreference: float
    events: tuple[EventScores, ...] = ()

    def measures(self) -> dict[str, float]:
        """The figures that floors are set on, in percent (F1 unless the name says otherwise)."""
        found = {
            "names": sum((self.names[k] for k in SCORED_NAMES), Counts()).f1,
            "times.relaxed": self.times.relaxed.f1,
            "times.value": self.times.value.f1,
            "places.recognition": self.places.f1,
            "places.role accuracy": self.places.role / max(self.places.with_role, 1),
            "entities.actors": self.entities.actors.f1,
            "entities.country accuracy": self.entities.country.accuracy,
            "coreference.conll": self.coreference,
            "statements.direct": self.statements.by_form.get(Form.DIRECT, Counts()).f1,
            "statements.mixed": self.statements.by_form.get(Form.MIXED, Counts()).f1,
            "statements.indirect": self.statements.by_form.get(Form.INDIRECT, Counts()).f1,
            "statements.content": self.statements.content.f1,
        }
        told = total(self.events)
        if told.of("type").given:
            found |= {
                "events.type": told.of("type").f1,
                "events.type and mode": told.of("type and mode").f1,
                "events.facts": told.of("facts").f1,
                "events.actors and recipients": told.of("actors and recipients, all").f1,
                "events.when": told.of("when").f1,
                "events.realis": told.of("realis").f1,
                "events.kept inside statements": 1 - told.leaked,
            }
        return {name: round(100 * value, 2) for name, value in found.items()}


def annotations(folder: Path, split: str) -> list[Annotation]:
    """The annotated reports of one split in ``data/own/reports``; those not yet annotated, or with errors, are left out."""
    found = []
    for path in sorted(folder.glob("r*.ann")):
        if split_of(path.stem) == split:
            annotation, problems = compile_file(path)
            if annotation is not None and annotation.names and not any(p.level == "error" for p in problems):
                found.append(annotation)
    return found


def evaluate_own(gold: Sequence[Annotation], read: Read) -> OwnScores:
    """The scores of ``read`` (a report to its analysis and coding) on annotated reports. Their headers are given, their texts are read."""
    names = dict.fromkeys(SCORED_NAMES, Counts())
    pairings, places, pairs, clusters, happened = [], PlacesScore(), [], [], []
    for annotation in gold:
        analysis, coding = read(annotation.coding.report)
        for kind, counts in _names(annotation, analysis).items():
            names[kind] += counts
        pairings.append(_times(annotation.coding, coding))
        places += score_document(of_coding(annotation.path, annotation.coding), coding.places)
        pairs.append((annotation.coding, coding))
        clusters.append((_clusters(annotation.coding), _clusters(coding)))
        if Layer.EVENTS in annotation.coding.layers:
            happened.append(score_events(annotation.coding, coding, quiet=annotation.quiet))
    return OwnScores(
        reports=len(gold),
        names=names,
        times=score_times(pairings),
        places=places,
        entities=entities.score_all(pairs),
        statements=statements.score_all(pairs),
        coreference=score(clusters).conll,
        events=tuple(happened),
    )


def evaluate_events(gold: Sequence[Annotation], read: Read) -> tuple[EventScores, ...]:
    """The scores of the events of annotated reports, report by report."""
    kept = [a for a in gold if Layer.EVENTS in a.coding.layers]
    return tuple(score_events(a.coding, read(a.coding.report)[1], quiet=a.quiet) for a in kept)


def event_errors_of(gold: Sequence[Annotation], read: Read) -> list[EventError]:
    """The errors of ``read`` in the events of annotated reports. Raises `UsageError` (S206) for a report of the test part, which nobody looks at."""
    found = []
    for annotation in gold:
        name = Path(annotation.path).stem
        if split_of(name) == TEST:
            code = "S206"
            raise UsageError(
                code, "the errors of the test part are not shown: what has been looked at is no test.", where=name, fix="Use train or dev."
            )
        found += event_errors(name, annotation.coding, read(annotation.coding.report)[1])
    return found


def quiet_sentences(folder: Path, split: str) -> list[str]:
    """The sentences with nothing to code of a split, one a line in ``dev.txt`` (``dev*.txt``) and so on; lines with ``#`` are left out."""
    lines = [line.strip() for path in sorted(folder.glob(f"{split}*.txt")) for line in path.read_text(encoding="utf-8").splitlines()]
    return [line for line in lines if line and not line.startswith("#")]


def false_events(sentences: Iterable[str], read: Read) -> list[tuple[str, Event]]:
    """Every event that is found in sentences with nothing to code, each read as a report of its own."""
    found = []
    for text in sentences:
        coding = read(Report(id=report_id(text), text=text))[1]
        found += [(text, event) for event in coding.events]
    return found


def quiet_measure(sentences: Sequence[str], read: Read) -> dict[str, float]:
    """The share of the sentences with nothing to code in which nothing was found, in percent; nothing without sentences."""
    wrong = {text for text, _ in false_events(sentences, read)}
    return {"events.quiet sentences left alone": round(100 * (1 - len(wrong) / len(sentences)), 2)} if sentences else {}


def _names(annotation: Annotation, analysis: Analysis) -> dict[Kind, Counts]:
    """Exact spans in characters; place modifiers and loose names count as they are annotated."""
    found = {(analysis.starts[n.first], analysis.ends[n.last - 1], n.kind) for n in analysis.names}
    wanted = {(n.span.start, n.span.end, n.kind) for n in annotation.names}
    return {
        kind: Counts(
            len({w for w in wanted if w[2] == kind} & found),
            sum(w[2] == kind for w in wanted),
            sum(f[2] == kind for f in found),
        )
        for kind in SCORED_NAMES
    }


def _times(gold: Coding, guess: Coding) -> Pairing:
    return pair_up(gold.report.id, tuple(GoldTime(t.start, t.end, t.type, t.value) for t in gold.times), guess.times)


def _clusters(coding: Coding) -> Clusters:
    """Entities of two or more mentions, as character ranges."""
    found = [sorted({(m.start, m.end) for m in e.mentions}) for e in coding.entities]
    return [c for c in found if len(c) > 1]
