"""What the commands of `sayso evaluate` share: options, tables, and the pipeline as a function."""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from sayso.evaluation.own import Read
    from sayso.language.analysis import Analysis
    from sayso.reading import AnalyserLike
    from sayso.records import Report

DATA = click.option(
    "--data",
    type=click.Path(path_type=Path),
    default=lambda: Path(os.environ.get("SAYSO_DATA", "../shared/data")),
    help="Folder of the corpora ($SAYSO_DATA).",
)
MODEL = click.option("--model", type=click.Path(path_type=Path, exists=True, file_okay=False), help="Another language model than the packaged one.")
SPLIT = click.option(
    "--split", type=click.Choice(["train", "dev", "test"]), default="dev", help="Which part; the test part is for reporting only.", show_default=True
)


def make_reader(model: Path | None) -> "Read":
    """A function that reads a report, and gives its analysis beside its coding."""
    from sayso.language import Analyser  # noqa: PLC0415
    from sayso.reading import Resources, read_report  # noqa: PLC0415

    analyser = Once(Analyser(model))
    resources = Resources(load_analyser=lambda: analyser)
    return lambda report: (analyser.analyse(report), read_report(report, resources))


class Once:
    """An analyser that keeps its last analysis, so that the model runs once a report."""

    def __init__(self, analyser: "AnalyserLike") -> None:
        self.analyser = analyser
        self.last: tuple[Report, Analysis] | None = None

    @property
    def identity(self) -> str:
        """The identity of the model."""
        return self.analyser.identity

    def analyse(self, report: "Report") -> "Analysis":
        """The analysis of a report."""
        if self.last is None or self.last[0] != report:
            self.last = report, self.analyser.analyse(report)
        return self.last[1]


def need(data: Path) -> None:
    """Raise `UsageError` (S203) where the corpora are not at hand."""
    from sayso.errors import UsageError  # noqa: PLC0415

    if not data.is_dir():
        raise UsageError("S203", "the corpora are not here.", where=str(data), fix="Name a file, or set SAYSO_DATA to their folder.")


def print_table(columns: list[str], rows: Iterable[Iterable[object]]) -> None:
    """Print an aligned table, the first column to the left."""
    cells = [columns, *([str(c) for c in row] for row in rows)]
    widths = [max(len(row[i]) for row in cells) for i in range(len(columns))]
    for row in cells:
        click.echo("  ".join(cell.ljust(w) if i == 0 else cell.rjust(w) for i, (cell, w) in enumerate(zip(row, widths, strict=True))).rstrip())
