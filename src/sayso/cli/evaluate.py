"""`sayso evaluate`: every layer against gold, on the corpora at hand or on a file that the user names."""

import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from sayso.evaluation.own import Read
    from sayso.evaluation.toponym_corpora import GoldPlaces

DATA = click.option(
    "--data",
    type=click.Path(path_type=Path),
    default=lambda: Path(os.environ.get("SAYSO_DATA", "../shared/data")),
    help="Folder of the corpora ($SAYSO_DATA).",
)
MODEL = click.option("--model", type=click.Path(path_type=Path, exists=True, file_okay=False), help="Another language model than the packaged one.")


@click.group()
def evaluate() -> None:
    """Score gold against codings, layer by layer."""


@evaluate.command()
@click.argument("file", type=click.Path(path_type=Path), required=False)
@DATA
@MODEL
def language(file: Path | None, data: Path, model: Path | None) -> None:
    """Tags, trees and lemmas on gold tokens; token and sentence F1 from raw text. FILE: .conllu or a folder; without it, EWT dev and GUM dev."""
    from sayso.evaluation.language import documents, evaluate_trees  # noqa: PLC0415
    from sayso.language import Analyser  # noqa: PLC0415
    from sayso.training.held_out import treebank_dev  # noqa: PLC0415

    sets: dict[str, list[tuple[str, object]]] = {}
    if file:
        sets[file.name] = list(documents(file))
    else:
        _need(data)
        sets = {f"{c} dev": list(treebank_dev(data, c)) for c in ("ewt", "gum")}
        sets["gum dev, news and interview"] = [d for d in sets["gum dev"] if "_news_" in d[0] or "_interview_" in d[0]]
    analyser = Analyser(model)
    rows = []
    for name, found in sets.items():
        trees, cuts = evaluate_trees(analyser, [d for _, d in found])  # type: ignore[misc]
        rates = trees.rates()
        rows.append([name, trees.words, *(f"{rates[k]:.2f}" for k in rates), f"{100 * cuts.tokens.f1:.2f}", f"{100 * cuts.sentences.f1:.2f}"])
    _table(["corpus", "words", "UPOS", "XPOS", "feats", "lemma", "UAS", "LAS", "token F1", "sentence F1"], rows)


@evaluate.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True), required=False)
@DATA
@MODEL
def names(file: Path | None, data: Path, model: Path | None) -> None:
    """Names (person, organization, place), exact spans. FILE is an .iob2 file; without it, the re3d documents set aside and UNER EWT dev."""
    from sayso.evaluation.language import evaluate_names, read_iob  # noqa: PLC0415
    from sayso.evaluation.segmentation import Counts  # noqa: PLC0415
    from sayso.language import Analyser  # noqa: PLC0415
    from sayso.training.held_out import re3d_dev  # noqa: PLC0415

    if file:
        sets = {file.name: read_iob(file)}
    else:
        _need(data)
        sets = {"re3d dev": re3d_dev(data), "UNER EWT dev": read_iob(data / "language" / "uner_english_ewt" / "en_ewt-ud-dev.iob2")}
    analyser = Analyser(model)
    rows = []
    for name, passages in sets.items():
        counts = evaluate_names(analyser, passages)
        for kind, one in [*counts.items(), ("all", sum(counts.values(), Counts()))]:
            rows.append([name, str(kind), one.gold, *(f"{100 * x:.1f}" for x in (one.precision, one.recall, one.f1))])
    _table(["corpus", "kind", "gold", "precision", "recall", "F1"], rows)


@evaluate.command()
@DATA
@MODEL
def coreference(data: Path, model: Path | None) -> None:
    """Coreference on GUM dev in OntoGUM's form: MUC, B-cubed, CEAF and their mean."""
    from sayso.evaluation.language import evaluate_coreference  # noqa: PLC0415
    from sayso.language import Analyser  # noqa: PLC0415
    from sayso.training.held_out import coreference_dev  # noqa: PLC0415

    _need(data)
    found = evaluate_coreference(Analyser(model), coreference_dev(data))
    measures = {"mentions": found.mentions, "MUC": found.muc, "B-cubed": found.b_cubed, "CEAF": found.ceaf}
    rows = [[name, *(f"{100 * x:.1f}" for x in (one.precision, one.recall, one.f1))] for name, one in measures.items()]
    _table(["measure", "precision", "recall", "F1"], [*rows, ["CoNLL", "", "", f"{100 * found.conll:.1f}"]])


@evaluate.command()
@click.argument("path", type=click.Path(path_type=Path, exists=True), nargs=-1)
@DATA
@MODEL
def times(path: tuple[Path, ...], data: Path, model: Path | None) -> None:
    """Time expressions: strict, relaxed, type and value F1, days invented. PATH: TimeML, WikiWars, CAT, codings; without it, the dev sets."""
    from sayso.evaluation.times import evaluate_times  # noqa: PLC0415
    from sayso.language import Analyser  # noqa: PLC0415
    from sayso.training.held_out import time_sets  # noqa: PLC0415

    if not path:
        _need(data)
    sets = {p.name: [p] for p in path} or time_sets(data)
    rows = []
    for name, files in sets.items():
        found = evaluate_times(files, Analyser(model).analyse)
        shares = (found.strict, found.relaxed, found.type, found.value)
        rows.append([name, found.documents, found.relaxed.gold, *(f"{100 * f.f1:.1f}" for f in shares), found.invented])
    _table(["corpus", "documents", "gold", "strict", "relaxed", "type", "value", "days invented"], rows)


@evaluate.command()
@click.argument("path", type=click.Path(path_type=Path, exists=True), nargs=-1)
@DATA
@MODEL
def places(path: tuple[Path, ...], data: Path, model: Path | None) -> None:
    """Toponyms: recognition F1, and the share of all gold toponyms put within 161 km. PATH: codings; without it, GeoVirus' dev part."""
    from sayso.evaluation.places import evaluate_places, geovirus_dev  # noqa: PLC0415
    from sayso.evaluation.toponym_corpora import codings  # noqa: PLC0415
    from sayso.language import Analyser  # noqa: PLC0415
    from sayso.places import Gazetteer  # noqa: PLC0415

    if not path:
        _need(data)
    sets: dict[str, Iterable[GoldPlaces]] = {p.name: codings(p) for p in path}
    if not path:
        sets["GeoVirus dev"] = geovirus_dev(data)
    rows = []
    for name, documents in sets.items():
        found = evaluate_places(documents, Analyser(model).analyse, Gazetteer.open())
        rows.append([name, found.documents, found.gold, *(f"{100 * x:.1f}" for x in (found.precision, found.recall, found.f1, found.within))])
    _table(["corpus", "documents", "gold", "precision", "recall", "F1", "within 161 km"], rows)


REPORTS = click.option("--reports", type=click.Path(path_type=Path, exists=True), default="data/own/reports", help="Folder of annotated reports.")


@evaluate.command()
@REPORTS
@click.option("--split", type=click.Choice(["train", "dev", "test"]), default="dev", help="Which part; the test part is for reporting only.")
@MODEL
def own(reports: Path, split: str, model: Path | None) -> None:
    """Every layer on the project's own annotated reports."""
    from sayso.evaluation.own import annotations, evaluate_own  # noqa: PLC0415

    found = evaluate_own(annotations(reports, split), _reader(model))
    click.echo(f"own {split}: {found.reports} reports")
    _table(["measure", "percent"], [[name, f"{value:.1f}"] for name, value in found.measures().items()])
    click.echo()
    _table(["entities", ""], found.entities.rows())
    told = found.statements
    rows = [[str(form), c.gold, *(f"{100 * x:.1f}" for x in (c.precision, c.recall, c.f1))] for form, c in told.by_form.items()]
    rows += [
        [name, c.gold, *(f"{100 * x:.1f}" for x in (c.precision, c.recall, c.f1))]
        for name, c in (("all", told.content), ("exact", told.exact), ("cue", told.cue))
    ]
    rows += [
        [f"{name} of matched", c.gold, "", f"{100 * c.recall:.1f}", ""]
        for name, c in (("source", told.source_span), ("source entity", told.source_entity))
    ]
    rows += [[f"{name} of matched", told.paired, "", f"{100 * told.share(name):.1f}", ""] for name in told.fields]
    click.echo()
    _table(["statements", "gold", "precision", "recall", "F1"], rows)


@evaluate.command()
@REPORTS
@click.option("--floors", type=click.Path(path_type=Path, exists=True), default="data/floors.toml", help="The pinned floors.")
@DATA
def gate(reports: Path, floors: Path, data: Path) -> None:
    """Fail when a measure falls below its pinned floor: own dev reports always, the outside dev sets where they are at hand."""
    from sayso.evaluation.gate import judge, read_floors  # noqa: PLC0415
    from sayso.evaluation.own import annotations, evaluate_own  # noqa: PLC0415
    from sayso.training.held_out import outside_measures  # noqa: PLC0415

    pinned = read_floors(floors)
    verdicts = judge(pinned.get("own", {}), evaluate_own(annotations(reports, "dev"), _reader(None)).measures(), "own dev")
    if data.is_dir():
        verdicts += judge(pinned.get("outside", {}), outside_measures(data), "outside dev")
    _table(["measure", "floor", "found", ""], [[v.name, v.floor, v.found, "" if v.holds else "BELOW"] for v in verdicts])
    failed = [v.name for v in verdicts if not v.holds]
    if failed:
        click.echo(f"below the floor: {', '.join(failed)}", err=True)
        sys.exit(1)


def _reader(model: Path | None) -> "Read":
    """A function that reads a report, and gives its analysis beside its coding."""
    from sayso.language import Analyser  # noqa: PLC0415
    from sayso.reading import Resources, read_report  # noqa: PLC0415

    analyser = Analyser(model)
    resources = Resources(load_analyser=lambda: analyser)
    return lambda report: (analyser.analyse(report), read_report(report, resources))


def _need(data: Path) -> None:
    from sayso.errors import UsageError  # noqa: PLC0415

    if not data.is_dir():
        raise UsageError("S203", "the corpora are not here.", where=str(data), fix="Name a file, or set SAYSO_DATA to their folder.")


def _table(columns: list[str], rows: Iterable[Iterable[object]]) -> None:
    """Print an aligned table."""
    cells = [columns, *([str(c) for c in row] for row in rows)]
    widths = [max(len(row[i]) for row in cells) for i in range(len(columns))]
    for row in cells:
        click.echo("  ".join(cell.ljust(w) if i == 0 else cell.rjust(w) for i, (cell, w) in enumerate(zip(row, widths, strict=True))).rstrip())
