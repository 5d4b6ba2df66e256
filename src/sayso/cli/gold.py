"""``sayso gold``: check, find, show, compile and compare annotated reports."""

import sys
from pathlib import Path

import click

FILE = click.Path(exists=True, path_type=Path)


@click.group()
def gold() -> None:
    """Work on annotated reports (rNNN.ann beside rNNN.txt)."""


@gold.command()
@click.argument("paths", nargs=-1, required=True, type=FILE)
@click.option("--quiet", is_flag=True, help="Errors only, no warnings.")
def check(paths: tuple[Path, ...], *, quiet: bool) -> None:
    """Verify every span, reference and value of annotations (files or folders)."""
    from sayso.evaluation.gold.lint import check as lint  # noqa: PLC0415

    errors = warnings = count = 0
    for path in annotations(paths):
        count += 1
        for problem in lint(path)[1]:
            errors += problem.level == "error"
            warnings += problem.level == "warning"
            if problem.level == "error" or not quiet:
                click.echo(str(problem))
    click.echo(f"{count} annotations: {errors} errors, {warnings} warnings")
    sys.exit(1 if errors else 0)


@gold.command()
@click.argument("path", type=FILE)
@click.argument("words", nargs=-1, required=True)
def find(path: Path, words: tuple[str, ...]) -> None:
    """List where WORDS stand in a report (rNNN.txt or rNNN.ann), with paragraph and occurrence numbers."""
    from sayso.evaluation.gold.finder import Finder  # noqa: PLC0415

    with path.with_suffix(".txt").open(encoding="utf-8", newline="") as stream:
        finder = Finder(stream.read())
    for quote in words:
        for row in finder.table(quote):
            click.echo(row)


@gold.command()
def names() -> None:
    """List the event types with their modes, the contexts and the kinds of counts."""
    from sayso.evaluation.gold.scheme import scheme  # noqa: PLC0415

    lists = scheme()
    for kind in lists.types.values():
        click.echo(f"{kind.name}: {kind.definition}")
        for mode, meaning in kind.modes.items():
            click.echo(f"  mode={mode}: {meaning}")
    for context, meaning in lists.contexts.items():
        click.echo(f"context={context}: {meaning}")
    click.echo(f"count: {' '.join(sorted(lists.counts))}")


@gold.command(name="compile")
@click.argument("paths", nargs=-1, required=True, type=FILE)
def compile_(paths: tuple[Path, ...]) -> None:
    """Print the records of annotations, one JSON object a line."""
    import msgspec  # noqa: PLC0415

    from sayso.evaluation.gold.compiler import load  # noqa: PLC0415

    for path in annotations(paths):
        click.echo(msgspec.json.encode(load(path).coding).decode())


@gold.command()
@click.argument("path", type=FILE)
def show(path: Path) -> None:
    """Print an annotation for review: the text with its marks, then every layer in words."""
    from sayso.evaluation.gold.lint import check as lint  # noqa: PLC0415
    from sayso.evaluation.gold.view import show as view  # noqa: PLC0415

    annotation, problems = lint(path)
    if annotation is not None:
        click.echo(view(annotation))
    for problem in problems:
        click.echo(str(problem), err=True)
    sys.exit(1 if any(p.level == "error" for p in problems) else 0)


@gold.command()
@click.argument("one", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("two", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="One JSON object a figure.")
def agree(one: Path, two: Path, *, as_json: bool) -> None:
    """Print the agreement between two folders of annotations of the same reports, layer by layer."""
    import msgspec  # noqa: PLC0415

    from sayso.evaluation.gold.agreement import agree_folders  # noqa: PLC0415

    for row in agree_folders(one, two):
        value = "-" if row.value is None else f"{100 * row.value:.1f}" if row.kind != "alpha" else f"{row.value:.2f}"
        click.echo(msgspec.json.encode(row).decode() if as_json else f"{row.layer:<11} {row.measure:<38} {row.kind:<6} {value:>6}  n={row.count}")


def annotations(paths: tuple[Path, ...]) -> list[Path]:
    """List the annotation files among paths, folders opened, in order."""
    return [found for path in paths for found in (sorted(path.glob("*.ann")) if path.is_dir() else [path])]


if __name__ == "__main__":
    gold()
