"""Fitting the confidences of events on annotated reports: the share of right answers of every bucket, drawn towards the wider one.

``fit`` gives the table of `sayso.events.confidence`; ``written`` is the file. Refit with

    python -c "from pathlib import Path; from sayso.evaluation.event_confidence import refit; refit(Path('data/own/reports'))"
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from sayso.evaluation.calibration import Judged, calibration
from sayso.evaluation.event_matching import Twins, pair_events
from sayso.evaluation.events import judge
from sayso.evaluation.own import annotations
from sayso.events.confidence import FIELDS, Table, buckets_of
from sayso.events.setting import Setting
from sayso.reading import Resources, read_report
from sayso.records import Coding

PRIOR = 8.0
FEWEST = 5
TARGET = Path("src/sayso/events/data/confidence.toml")
ASKED = {"actors": "actors, all", "recipients": "recipients, all", "where": "where", "when": "when", "realis": "realis"}


@dataclass(frozen=True, slots=True)
class Answer:
    """One field of one found event: its buckets, and whether it was right."""

    name: str
    coarse: str
    fine: str
    right: bool


def answers_of(gold: Coding, guess: Coding, setting: Setting) -> list[Answer]:
    """The answers of a coding: the type of every found event, the other fields of those whose type is right."""
    twins = Twins.of(gold, guess)
    paired = {id(found): wanted for wanted, found in pair_events(gold.events, guess.events) if wanted.type == found.type}
    answers = []
    for event in guess.events:
        buckets = buckets_of(event, setting)
        wanted = paired.get(id(event))
        answers.append(Answer("type", *buckets["type"], wanted is not None))
        if wanted is not None:
            right = judge(wanted, event, twins)
            answers.extend(Answer(name, *buckets[name], right[key]) for name, key in ASKED.items())
    return answers


def fit(answers: Iterable[Answer]) -> Table:
    """The table of the answers: every share drawn towards the one above it as if `PRIOR` answers more had been seen; rare fine buckets left out."""
    rows = list(answers)
    means = {name: _share([row.right for row in rows if row.name == name], 0.5) for name in FIELDS}
    coarse: dict[str, list[bool]] = defaultdict(list)
    fine: dict[tuple[str, str], list[bool]] = defaultdict(list)
    for row in rows:
        coarse[f"{row.name}/{row.coarse}"].append(row.right)
        fine[f"{row.name}/{row.coarse}", row.fine].append(row.right)
    buckets = {key: _share(found, means[key.split("/")[0]]) for key, found in coarse.items()}
    narrow = {f"{key}/{last}": _share(found, buckets[key]) for (key, last), found in fine.items() if len(found) >= FEWEST}
    return Table(means, {**buckets, **narrow})


def _share(found: list[bool], prior: float) -> float:
    return (sum(found) + PRIOR * prior) / (len(found) + PRIOR)


def judged(answers: Iterable[Answer], table: Table) -> list[Judged]:
    """The answers with the confidences that a table gives them."""
    return [Judged(row.name, table.confidence(row.name, row.coarse, row.fine), row.right) for row in answers]


def written(table: Table) -> str:
    """The table as the file that ships with Sayso."""
    head = "# How often answers of each kind were right on the own training reports; written by sayso.evaluation.event_confidence.\n"
    means = "".join(f"{name} = {value:.3f}\n" for name, value in table.means.items())
    buckets = "".join(f'"{name}" = {value:.3f}\n' for name, value in sorted(table.buckets.items()))
    return f"{head}\n[means]\n{means}\n[buckets]\n{buckets}"


def refit(folder: Path, target: Path = TARGET, show: Callable[[str], None] = print) -> Table:
    """Fit on the training reports in a folder, write the table, and show its calibration there and on the tuning reports."""
    resources = Resources()
    by_split = {split: [row for gold in annotations(folder, split) for row in _read(gold.coding, resources)] for split in ("train", "dev")}
    table = fit(by_split["train"])
    target.write_text(written(table), encoding="utf-8")
    for split, rows in by_split.items():
        for name, found in calibration(judged(rows, table)).items():
            show(f"{split:6}{name:12}{found.answers:6}  confidence {found.confidence:.3f}  right {found.accuracy:.3f}  error {found.error:.3f}")
    return table


def _read(gold: Coding, resources: Resources) -> list[Answer]:
    guess = read_report(gold.report, resources)
    analysis = resources.analyser.analyse(gold.report)
    return answers_of(gold, guess, Setting(gold.report, analysis, guess.times, guess.places, guess.entities, guess.statements))
