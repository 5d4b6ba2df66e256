"""`sayso evaluate`: every layer against gold, on the corpora at hand or on a file that the user names."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sayso.cli.evaluate_own import events, factuality, gate, own
from sayso.cli.evaluate_statements import statements
from sayso.cli.evaluating import DATA, MODEL, need, print_table

if TYPE_CHECKING:
    from sayso.evaluation.toponym_corpora import GoldPlaces


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
        need(data)
        sets = {f"{c} dev": list(treebank_dev(data, c)) for c in ("ewt", "gum")}
        sets["gum dev, news and interview"] = [d for d in sets["gum dev"] if "_news_" in d[0] or "_interview_" in d[0]]
    analyser = Analyser(model)
    rows = []
    for name, found in sets.items():
        trees, cuts = evaluate_trees(analyser, [d for _, d in found])  # type: ignore[misc]
        rates = trees.rates()
        rows.append([name, trees.words, *(f"{rates[k]:.2f}" for k in rates), f"{100 * cuts.tokens.f1:.2f}", f"{100 * cuts.sentences.f1:.2f}"])
    print_table(["corpus", "words", "UPOS", "XPOS", "feats", "lemma", "UAS", "LAS", "token F1", "sentence F1"], rows)


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
        need(data)
        sets = {"re3d dev": re3d_dev(data), "UNER EWT dev": read_iob(data / "language" / "uner_english_ewt" / "en_ewt-ud-dev.iob2")}
    analyser = Analyser(model)
    rows = []
    for name, passages in sets.items():
        counts = evaluate_names(analyser, passages)
        for kind, one in [*counts.items(), ("all", sum(counts.values(), Counts()))]:
            rows.append([name, str(kind), one.gold, *(f"{100 * x:.1f}" for x in (one.precision, one.recall, one.f1))])
    print_table(["corpus", "kind", "gold", "precision", "recall", "F1"], rows)


@evaluate.command()
@DATA
@MODEL
def coreference(data: Path, model: Path | None) -> None:
    """Coreference on GUM dev in OntoGUM's form: MUC, B-cubed, CEAF and their mean."""
    from sayso.evaluation.language import evaluate_coreference  # noqa: PLC0415
    from sayso.language import Analyser  # noqa: PLC0415
    from sayso.training.held_out import coreference_dev  # noqa: PLC0415

    need(data)
    found = evaluate_coreference(Analyser(model), coreference_dev(data))
    measures = {"mentions": found.mentions, "MUC": found.muc, "B-cubed": found.b_cubed, "CEAF": found.ceaf}
    rows = [[name, *(f"{100 * x:.1f}" for x in (one.precision, one.recall, one.f1))] for name, one in measures.items()]
    print_table(["measure", "precision", "recall", "F1"], [*rows, ["CoNLL", "", "", f"{100 * found.conll:.1f}"]])


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
        need(data)
    sets = {p.name: [p] for p in path} or time_sets(data)
    rows = []
    for name, files in sets.items():
        found = evaluate_times(files, Analyser(model).analyse)
        shares = (found.strict, found.relaxed, found.type, found.value)
        rows.append([name, found.documents, found.relaxed.gold, *(f"{100 * f.f1:.1f}" for f in shares), found.invented])
    print_table(["corpus", "documents", "gold", "strict", "relaxed", "type", "value", "days invented"], rows)


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
        need(data)
    sets: dict[str, Iterable[GoldPlaces]] = {p.name: codings(p) for p in path}
    if not path:
        sets["GeoVirus dev"] = geovirus_dev(data)
    rows = []
    for name, documents in sets.items():
        found = evaluate_places(documents, Analyser(model).analyse, Gazetteer.open())
        rows.append([name, found.documents, found.gold, *(f"{100 * x:.1f}" for x in (found.precision, found.recall, found.f1, found.within))])
    print_table(["corpus", "documents", "gold", "precision", "recall", "F1", "within 161 km"], rows)


for command in (own, events, factuality, gate, statements):
    evaluate.add_command(command)
