"""`sayso evaluate statements`: who said what, form by form, on the project's own reports and on GUM's attribution relations."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sayso.cli.evaluating import DATA, MODEL, SPLIT, print_table

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sayso.evaluation.gum_attribution import RelationScores
    from sayso.evaluation.statement_forms import FormScores
    from sayso.records import Coding, Report
    from sayso.vocabulary import Form

USES = ("rules", "model", "both")


@click.command()
@click.option("--reports", type=click.Path(path_type=Path, exists=True), default="data/own/reports", help="Folder of annotated reports.")
@SPLIT
@click.option("--use", "uses", type=click.Choice(USES), multiple=True, default=["rules"], help="What finds statements; may be given again.")
@DATA
@MODEL
def statements(reports: Path, split: str, uses: tuple[str, ...], data: Path, model: Path | None) -> None:
    """Statements by form on the own reports; content and source on GUM's attribution relations (dev), where the corpora are at hand."""
    from sayso.evaluation.own import annotations  # noqa: PLC0415
    from sayso.evaluation.statement_forms import score_forms  # noqa: PLC0415

    read = _codings(model)
    gold = [annotation.coding for annotation in annotations(reports, split)]
    found = [(one, read(one.report)) for one in gold]
    for use in uses:
        click.echo(f"own {split}, {use}: {len(gold)} reports")
        _print_forms(score_forms((one, coding[use]) for one, coding in found))
    folder = data / "quotes" / "gum_attribution" / "dev"
    if folder.is_dir():
        _print_relations(folder, uses, read)


def _codings(model: Path | None) -> "Callable[[Report], dict[str, Coding]]":
    """A function that reads a report once, and gives its coding by each of the ways of finding statements."""
    import msgspec  # noqa: PLC0415

    from sayso.language import Analyser  # noqa: PLC0415
    from sayso.reading import STAGES, Resources, read_report  # noqa: PLC0415
    from sayso.statements import Use, find_statements, inherit_authenticity, speaking_entities  # noqa: PLC0415

    analyser = Analyser(model)
    resources = Resources(load_analyser=lambda: analyser)
    before = STAGES[: next(number for number, stage in enumerate(STAGES) if stage.name == "statements")]

    def read(report: "Report") -> "dict[str, Coding]":
        base = read_report(report, resources, before)
        analysis = analyser.analyse(report)
        codings = {}
        for use in Use:
            found, entities, _ = speaking_entities(find_statements(report, analysis, use), base.entities)
            codings[use.value] = msgspec.structs.replace(base, statements=inherit_authenticity(found, entities), entities=entities)
        return codings

    return read


def _print_forms(scores: "Mapping[Form | None, FormScores]") -> None:
    rows = []
    for form, one in scores.items():
        spans = [_percent(count.f1) for count in (one.content, one.exact, one.cue)]
        shares = [_percent(count.recall) for count in (one.source, one.entity, one.chain)]
        labels = [_percent(one.macro(name)) for name in ("act", "commitment", "status")]
        paired = [_percent(one.content.precision), _percent(one.content.recall)]
        rows.append(["all" if form is None else str(form), one.content.gold, *paired, *spans, *shares, *labels])
    columns = ["form", "gold", "precision", "recall", "IoU F1", "exact F1", "cue F1", "source", "entity", "chain", "act", "commitment", "status"]
    print_table(columns, rows)
    click.echo("source, entity, chain: share of the paired; act, commitment, status: macro-F1 of the paired\n")


def _print_relations(folder: Path, uses: tuple[str, ...], read: "Callable[[Report], dict[str, Coding]]") -> None:
    from sayso.evaluation.gum_attribution import RelationScores, documents, score_relations  # noqa: PLC0415
    from sayso.records import Report, report_id  # noqa: PLC0415

    total = dict.fromkeys(uses, RelationScores())
    news = dict.fromkeys(uses, RelationScores())
    for name, text, relations in documents(folder):
        codings = read(Report(id=report_id(text), text=text))
        for use in uses:
            one = score_relations(relations, codings[use].statements)
            total[use] += one
            if "_news_" in name:
                news[use] += one
    rows = [[f"{label}, {use}", *_row(table[use])] for label, table in (("all genres", total), ("news", news)) for use in uses]
    print_table(["GUM dev", "relations", "content precision", "recall", "F1", "cue in unit", "source of paired"], rows)


def _row(one: "RelationScores") -> list[str]:
    counts = one.content
    shares = (counts.precision, counts.recall, counts.f1, one.found.recall, one.source.recall)
    return [str(counts.gold), *(_percent(share) for share in shares)]


def _percent(share: float) -> str:
    return f"{100 * share:.1f}"
