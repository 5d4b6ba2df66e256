"""`sayso evaluate`: every layer against gold, on the corpora at hand or on a file that the user names."""

import os
from collections.abc import Iterable
from pathlib import Path

import click

DATA = click.option(
    "--data", type=click.Path(path_type=Path), default=lambda: Path(os.environ.get("SAYSO_DATA", "../shared/data")), help="Folder of the corpora ($SAYSO_DATA)."
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
    """Tags, trees and lemmas on gold tokens; token and sentence F1 from raw text. FILE is a .conllu file or a folder; without it, EWT dev and GUM dev."""
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
