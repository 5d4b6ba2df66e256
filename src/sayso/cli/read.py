"""``sayso read``: reports to codings, for a person, as one HTML page, as JSON Lines, or as CoNLL-U trees."""

import hashlib
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import click

from sayso.cli.printable import printable
from sayso.cli.trouble import complain, report_crash
from sayso.errors import InputError, SaysoError

if TYPE_CHECKING:
    from sayso.intake import Given
    from sayso.reading import Resources
    from sayso.records import Coding, Report

ALL_READ, SOME_SKIPPED, NONE_READ, BUG = 0, 1, 3, 5
NARROWEST, WIDEST = 20, 400

Printer: TypeAlias = "Callable[[Report], None]"
Coder: TypeAlias = "Callable[[Report], Coding]"


@click.command(short_help="Read reports and show who said and did what.", epilog="Try:  sayso read report.txt --published 2015-12-26")
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path(allow_dash=True))
@click.option("--published", metavar="DATE", help="Publication date of the reports: YYYY-MM-DD, or a datetime with its zone.")
@click.option(
    "--published-from",
    metavar="TABLE",
    type=click.Path(path_type=Path),
    help='TOML file with lines like "report.txt" = 2015-12-26 under [published].',
)
@click.option("--publisher", metavar="NAME", help="Who published the reports; every chain of say-so begins there.")
@click.option("--aliases", multiple=True, type=click.Path(path_type=Path), help="Your own table of actors (TSV, docs/actors.md); later lines win.")
@click.option("--codebook", type=click.Path(path_type=Path), help="Your own codebook of events (TOML, docs/codebook.md) instead of PLOVER.")
@click.option("--language", type=click.Choice(["en"]), help="Insist that the reports are in English.")
@click.option("--json", "as_json", is_flag=True, help="One record a line on standard output, everything else on standard error.")
@click.option("--conllu", "as_conllu", is_flag=True, help="The trees that the reading rests on, as CoNLL-U.")
@click.option("--html", "page", metavar="OUT", help="Write one self-contained HTML page of all the reports to OUT (- for standard output).")
@click.option("--csv", "csv_folder", metavar="DIR", help="Write tidy tables with their data dictionary to the folder DIR, as CSV.")
@click.option("--parquet", "parquet_folder", metavar="DIR", help="The same tables as Parquet (extra: sayso[parquet]).")
@click.option("--rows", type=click.Choice(["pairs", "events"]), help="One row a pair of actor and recipient (default), or one row an event.")
@click.option("--only-asserted", is_flag=True, help="Leave out every event that the reporter does not have as a fact.")
@click.option("--no-color", is_flag=True, help="No colours (as does NO_COLOR).")
@click.option("--width", metavar="N", type=click.IntRange(NARROWEST, WIDEST), help="Columns to print in, instead of the terminal's.")
@click.pass_context
def read(
    ctx: click.Context,
    /,
    files: tuple[str, ...],
    *,
    published: str | None,
    published_from: Path | None,
    publisher: str | None,
    aliases: tuple[Path, ...],
    codebook: Path | None,
    language: str | None,
    **options: Any,
) -> None:
    """Read reports (text files, or - for standard input) and show who said and did what.

    A file that cannot be read is reported and skipped; the exit status is then 1, or 3 where none could be read.
    """
    output = Output(**options)
    output.check()
    _exclude({"--published": published is not None, "--published-from": published_from is not None})
    given = _given(published, published_from, publisher, language)
    resources = resources_for(aliases, ctx.obj, codebook)
    code = _coder(resources, only_asserted=output.only_asserted)
    if output.page is not None:
        ctx.exit(_read_page(files, given, code, output.page))
    for form, name in output.folders.items():
        ctx.exit(_read_tables(files, given, code, (form, name, output.rows or "pairs", not output.only_asserted)))
    if output.as_json:
        show = _json_printer(code)
    elif output.as_conllu:
        show = _conllu_printer(resources)
    else:
        show = _terminal_printer(code, no_color=output.no_color, width=output.width)
    ctx.exit(_read_all(files, given, show))


@dataclass(frozen=True, kw_only=True)
class Output:
    """What is wanted, and where: the options of ``read`` that say nothing of the reports."""

    as_json: bool
    as_conllu: bool
    page: str | None
    csv_folder: str | None
    parquet_folder: str | None
    rows: str | None
    only_asserted: bool
    no_color: bool
    width: int | None

    @property
    def folders(self) -> dict[str, str]:
        """The folder of each form of tables that is wanted."""
        found = {"csv": self.csv_folder, "parquet": self.parquet_folder}
        return {form: name for form, name in found.items() if name is not None}

    def check(self) -> None:
        """Raise `UsageError` where options exclude each other or have nothing to say something of."""
        tables = {f"--{form}": True for form in self.folders}
        _exclude({"--json": self.as_json, "--conllu": self.as_conllu, "--html": self.page is not None, **tables})
        _exclude({"--conllu": self.as_conllu, "--only-asserted": self.only_asserted})
        if self.rows is not None and not tables:
            msg = "--rows is for tables: name a folder with --csv or --parquet."
            raise click.UsageError(msg)


def _exclude(options: dict[str, bool]) -> None:
    """Raise `UsageError` where more than one of the options is used."""
    used = [name for name, given in options.items() if given]
    if len(used) > 1:
        msg = f"{' and '.join(used)} exclude each other."
        raise click.UsageError(msg)


def _given(published: str | None, table: Path | None, publisher: str | None, language: str | None) -> Callable[[str], "Given"]:
    """What the user says about each file. Raises `UsageError` or `DataError` before anything is read."""
    from sayso.cli.published import read_dates  # noqa: PLC0415
    from sayso.intake import Given, check_published  # noqa: PLC0415

    dates = read_dates(table) if table else {}
    day = check_published(published) if published is not None else None
    return lambda name: Given(published=day or dates.get(Path(name).name), publisher=publisher, language=language)


def resources_for(aliases: tuple[Path, ...] = (), obj: object = None, codebook: Path | None = None) -> "Resources":
    """What the stages need; the user's own tables are read, and named by their hash in the provenance, before any report is."""
    from sayso.reading import Resources  # noqa: PLC0415

    if isinstance(obj, Resources):
        return obj
    found = Resources()
    if codebook is not None:
        from sayso.events.codebook import load  # noqa: PLC0415

        book = load(codebook)
        found = replace(found, load_codebook=lambda: book)
    if aliases:
        from sayso.actors import Aliases  # noqa: PLC0415

        table = Aliases.load(*aliases)
        digest = hashlib.sha256(b"".join(path.read_bytes() for path in aliases)).hexdigest()[:12]
        found = replace(found, load_aliases=lambda: table, options={"aliases": digest})
    return found


def _coder(resources: "Resources", *, only_asserted: bool) -> Coder:
    """A function from a report to its coding, without the claims if that is wanted."""
    from sayso.exports.asserted import only_asserted as facts_of  # noqa: PLC0415
    from sayso.reading import read_report  # noqa: PLC0415

    if only_asserted:
        return lambda report: facts_of(read_report(report, resources))
    return lambda report: read_report(report, resources)


def _read_all(files: tuple[str, ...], given: Callable[[str], "Given"], show: Printer) -> int:
    """Read and show every file, complain of those that cannot be read, and give back the exit status."""
    done = skipped = bugs = 0
    for name in files:
        try:
            for report in _reports(name, given(name)):
                show(report)
            done += 1
        except InputError as problem:
            skipped += 1
            complain(problem)
        except (SaysoError, BrokenPipeError):
            raise
        except Exception as problem:  # noqa: BLE001 (one bad document must not keep the others from being read)
            bugs += 1
            report_crash(problem, printable(name))
    if len(files) > 1 and done < len(files):
        click.echo(f"sayso: {done} of {len(files)} files read, {len(files) - done} skipped", err=True)
    if bugs:
        return BUG
    return NONE_READ if not done else SOME_SKIPPED if skipped else ALL_READ


def _read_page(files: tuple[str, ...], given: Callable[[str], "Given"], code: Coder, name: str) -> int:
    """Read every file and put what could be read on one page; where nothing could, there is no page. The exit status."""
    from sayso.cli.html import Destination, make_page  # noqa: PLC0415

    destination = Destination(name)
    destination.check(files)
    codings: list[Coding] = []
    status = _read_all(files, given, lambda report: codings.append(code(report)))
    if codings:
        destination.write(make_page(codings))
        click.echo(f"sayso: {len(codings)} report{'' if len(codings) == 1 else 's'} on the page {printable(name)}", err=True)
    return status


def _read_tables(files: tuple[str, ...], given: Callable[[str], "Given"], code: Coder, wanted: tuple[str, str, str, bool]) -> int:
    """Read every file and write the tables of what could be read; where nothing could, nothing is written. The exit status."""
    from sayso.exports.folder import Folder  # noqa: PLC0415
    from sayso.exports.write import check_folder, tables_in  # noqa: PLC0415

    form, name, rows, claims = wanted
    folder = Folder(name)
    check_folder(folder, form)
    count = 0

    def add(report: "Report") -> None:
        nonlocal count
        write(code(report))
        count += 1

    with tables_in(folder, form, rows, claims=claims) as write:
        status = _read_all(files, given, add)
    if count:
        click.echo(
            f"sayso: tables of {count} report{'' if count == 1 else 's'} in the folder {printable(name)}; dictionary.md explains them", err=True
        )
    return status


def _reports(name: str, given: "Given") -> Iterator["Report"]:
    from sayso.intake import reports_from_path, reports_from_stream  # noqa: PLC0415

    yield from reports_from_stream(sys.stdin.buffer, given) if name == "-" else reports_from_path(Path(name), given)


def _json_printer(code: Coder) -> Printer:
    import msgspec  # noqa: PLC0415

    stream = sys.stdout.buffer

    def show(report: "Report") -> None:
        stream.write(msgspec.json.encode(code(report)) + b"\n")
        stream.flush()

    return show


def _conllu_printer(resources: "Resources") -> Printer:
    from sayso.language.conllu import write_conllu  # noqa: PLC0415

    stream = sys.stdout.buffer

    def show(report: "Report") -> None:
        stream.write(write_conllu(resources.analyser.analyse(report), report.id).encode())
        stream.flush()

    return show


def _terminal_printer(code: Coder, *, no_color: bool, width: int | None) -> Printer:
    from sayso.cli.terminal import make_console, show_coding  # noqa: PLC0415

    console = make_console(no_color=no_color, width=width)

    def show(report: "Report") -> None:
        show_coding(console, code(report))

    return show
