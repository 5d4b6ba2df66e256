"""`sayso evaluate own`, `events`, `factuality` and `gate`: the project's own annotated reports, and the floors."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sayso.cli.evaluating import DATA, MODEL, SPLIT, make_reader, need, print_table

if TYPE_CHECKING:
    from sayso.evaluation.event_errors import EventError
    from sayso.evaluation.events import EventScores
    from sayso.evaluation.segmentation import Counts

REPORTS = click.option("--reports", type=click.Path(path_type=Path, exists=True), default="data/own/reports", help="Folder of annotated reports.")


@click.command()
@REPORTS
@SPLIT
@MODEL
def own(reports: Path, split: str, model: Path | None) -> None:
    """Every layer on the project's own annotated reports."""
    from sayso.evaluation.own import annotations, evaluate_own  # noqa: PLC0415

    found = evaluate_own(annotations(reports, split), make_reader(model))
    click.echo(f"own {split}: {found.reports} reports")
    print_table(["measure", "percent"], [[name, f"{value:.1f}"] for name, value in found.measures().items()])
    click.echo()
    print_table(["entities", ""], found.entities.rows())
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
    print_table(["statements", "gold", "precision", "recall", "F1"], rows)


@click.command()
@REPORTS
@click.option("--floors", type=click.Path(path_type=Path, exists=True), default="data/floors.toml", help="The pinned floors.")
@DATA
def gate(reports: Path, floors: Path, data: Path) -> None:
    """Fail when a measure falls below its pinned floor: own dev and test reports always, the outside dev sets where they are at hand."""
    from sayso.evaluation.gate import judge, read_floors  # noqa: PLC0415
    from sayso.evaluation.own import annotations, evaluate_own, quiet_measure, quiet_sentences  # noqa: PLC0415
    from sayso.training.held_out import outside_measures  # noqa: PLC0415

    pinned = read_floors(floors)
    read = make_reader(None)
    verdicts = []
    for split, table in (("dev", "own"), ("test", "own_test")):
        quiet = quiet_measure(quiet_sentences(reports.parent / "quiet", split), read)
        verdicts += judge(pinned.get(table, {}), evaluate_own(annotations(reports, split), read).measures() | quiet, f"own {split}")
    if data.is_dir():
        verdicts += judge(pinned.get("outside", {}), outside_measures(data), "outside dev")
    print_table(["measure", "floor", "found", ""], [[v.name, v.floor, v.found, "" if v.holds else "BELOW"] for v in verdicts])
    failed = [v.name for v in verdicts if not v.holds]
    if failed:
        click.echo(f"below the floor: {', '.join(failed)}", err=True)
        sys.exit(1)


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False), default="data/own/reports")
@SPLIT
@MODEL
@click.option("--quiet", type=click.Path(path_type=Path, file_okay=False), default="data/own/quiet", help="Folder of sentences with nothing to code.")
@click.option("--errors", is_flag=True, help="List misses, false events and wrong fields with their sentences (train and dev only).")
@click.option("--kind", "kinds", multiple=True, help="With --errors: these kinds only (missed, false, type, actors, when …).")
@click.option("--report", "reports", multiple=True, help="These reports only (r013).")
def events(folder: Path, split: str, model: Path | None, quiet: Path, *, errors: bool, kinds: tuple[str, ...], reports: tuple[str, ...]) -> None:
    """Events: type, mode, participants, place, time, realis, counts, calibration; false events on quiet text. FOLDER: annotated reports."""
    from sayso.evaluation.own import annotations, evaluate_events, event_errors_of, false_events, quiet_sentences  # noqa: PLC0415

    gold = [a for a in annotations(folder, split) if not reports or Path(a.path).stem in reports]
    read = make_reader(model)
    if errors:
        show_errors([e for e in event_errors_of(gold, read) if not kinds or e.kind in kinds])
        return
    found = evaluate_events(gold, read)
    click.echo(f"events, own {split}: {len(found)} reports")
    show_events(found)
    sentences = [] if reports else quiet_sentences(quiet, split)
    if sentences:
        wrong = false_events(sentences, read)
        click.echo(f"\n{len(sentences)} quiet sentences: {len(wrong)} events ({100 * len(wrong) / len(sentences):.1f} per 100)")
        for text, event in wrong if split != "test" else ():  # what has been looked at is no test
            click.echo(f'  {event.type} {event.realis} "{event.predicate.text}" [{event.rule or ""}]  {text}')


def show_errors(errors: "Sequence[EventError]") -> None:
    """Print the errors, one a paragraph, and how many there are of each kind."""
    from collections import Counter  # noqa: PLC0415

    for e in errors:
        values = f"gold: {e.wanted or '-'}  found: {e.found or '-'}" + (f"  [{e.rule}]" if e.rule else "")
        click.echo(f"{e.report} {e.kind.upper():<11} {e.event}  {values}\n     {e.sentence}")
    click.echo("  ".join(f"{kind} {count}" for kind, count in Counter(e.kind for e in errors).most_common()))


def show_events(documents: "Sequence[EventScores]") -> None:
    """Print the tables of event scores."""
    from sayso.evaluation.bootstrap import interval  # noqa: PLC0415
    from sayso.evaluation.calibration import calibration  # noqa: PLC0415
    from sayso.evaluation.events import SHARES, total  # noqa: PLC0415
    from sayso.evaluation.segmentation import Counts  # noqa: PLC0415

    found = total(documents)

    def bounds(name: str) -> str:
        parts = [d.of(name) for d in documents]
        if not sum(parts, Counts()).gold:
            return ""
        low, high = interval(parts, lambda sample: sum(sample, Counts()).f1)
        return f"{100 * low:.1f}-{100 * high:.1f}"

    rows = [[name, c.gold, c.given, *_percents(c), bounds(name)] for name, c in found.measures.items() if name not in (*SHARES, "inside")]
    print_table(["events", "gold", "found", "precision", "recall", "F1", "95 %"], rows)
    click.echo()
    print_table(["right of matched", "matched", "percent", "95 %"], [[n, found.of(n).gold, _percents(found.of(n))[-1], bounds(n)] for n in SHARES])
    click.echo()
    print_table(["type", "gold", "found", "precision", "recall", "F1"], [[n, c.gold, c.given, *_percents(c)] for n, c in found.types.items()])
    click.echo()
    names = sorted({v for pair in found.realis for v in pair})
    print_table(["realis: gold \\ found", *names], [[g, *(found.realis.get((g, f), 0) or "." for f in names)] for g in names])
    inside = found.of("inside")
    click.echo(
        f"\nevents inside attributed content: {inside.given}; taken as the reporter's own: {inside.given - inside.right} ({100 * found.leaked:.1f} %)"
    )
    if found.quiet.gold:
        click.echo(f"reports with nothing to code: {found.quiet.given} events in {found.quiet.gold} sentences")
    judged = calibration(found.judged)
    if judged:
        click.echo()
        rows = [[n, c.answers, f"{100 * c.confidence:.1f}", f"{100 * c.accuracy:.1f}", f"{100 * c.error:.1f}"] for n, c in judged.items()]
        print_table(["calibration", "answers", "confidence", "right", "expected error"], rows)


def _percents(counts: "Counts") -> list[str]:
    if not counts.gold + counts.given:
        return ["-"] * 3
    return [f"{100 * x:.1f}" for x in (counts.precision, counts.recall, counts.f1)]


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False), required=False)
@DATA
@MODEL
@click.option("--errors", is_flag=True, help="List the predicates whose realis does not agree, in their sentences.")
def factuality(folder: Path | None, data: Path, model: Path | None, *, errors: bool) -> None:
    """Realis beside MEANTIME's certainty, polarity and time of the same predicates (corpus_gm). FOLDER: another folder of CAT files."""
    from sayso.evaluation.factuality import ATTRIBUTES, misfits, tabulate  # noqa: PLC0415

    if folder is None:
        need(data)
        folder = data / "multi" / "meantime_en" / "intra_cross-doc_annotation" / "corpus_gm"
    if errors:
        for line in misfits(folder, make_reader(model)):
            click.echo(line)
        return
    table = tabulate(folder, make_reader(model))
    click.echo("every predicate that MEANTIME marks")
    for attribute in ATTRIBUTES:
        values = sorted({v for v, _ in table[attribute]})
        names = sorted({r for _, r in table[attribute]})
        click.echo()
        print_table([f"{attribute} \\ realis", *names], [[v, *(table[attribute].get((v, n), 0) or "." for n in names)] for v in values])
    for name, title in (("fit", "certainty, polarity, time"), ("coded", "the same, those coded as events")):
        counts = {v: (table[name][v, "fits"], table[name][v, "fits"] + table[name][v, "does not fit"]) for v in sorted({v for v, _ in table[name]})}
        counts["all"] = (sum(n for n, _ in counts.values()), sum(n for _, n in counts.values()))
        click.echo()
        print_table([title, "fits", "of"], [[v, *both] for v, both in counts.items()])
