"""Codings to a folder of tables with their data dictionary, report by report, in CSV or Parquet."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from sayso.exports import csv, parquet
from sayso.exports.columns import PAIRS, Layout, layouts
from sayso.exports.dictionary import NAME, dictionary
from sayso.exports.folder import Folder, settle
from sayso.exports.tables import rows_of
from sayso.records import Coding

CSV, PARQUET = "csv", "parquet"
SUFFIXES = {CSV: csv.SUFFIX, PARQUET: parquet.SUFFIX}
NOTES = {
    CSV: [
        "CSV after RFC 4180, UTF-8; `true` and `false`.",
        "An apostrophe stands before a text that a spreadsheet would take for a formula, and before one that begins with an apostrophe.",
    ],
    PARQUET: ["Parquet with typed columns; the meaning of each column is in its metadata as well."],
}


def file_names(form: str) -> tuple[str, ...]:
    """Every file that an export in this form may write, the data dictionary apart."""
    found = tuple(f"{layout.name}{SUFFIXES[form]}" for layout in layouts())
    return (*found, "datapackage.json") if form == CSV else found


def check_folder(folder: Folder, form: str) -> None:
    """Raise `UsageError` (S204) or, where a package is missing, `InstallError` (S403) before anything is read."""
    if form == PARQUET:
        parquet.need()
    folder.check(file_names(form))


@contextmanager
def tables_in(folder: Folder, form: str, rows: str = PAIRS, *, claims: bool = True) -> Iterator[Callable[[Coding], None]]:
    """A function that takes codings one by one; when the block ends well, the tables of all of them stand in the folder, else nothing new does.

    ``rows`` is `PAIRS` or `EVENTS`; without ``claims`` there is no table of claims. Where no coding came, no file is written.
    """
    chosen = layouts(rows, claims=claims)
    count = 0
    with folder.draft(file_names(form)) as place:
        tables = csv.CsvTables(place, chosen) if form == CSV else parquet.ParquetTables(place, chosen)

        def add(coding: Coding) -> None:
            nonlocal count
            count += 1
            for name, row in rows_of(coding, rows):
                tables.add(name, row)

        try:
            yield add
            tables.close()
        except BaseException:
            tables.abandon()
            raise
        if count:
            _describe(place, chosen, form)
        else:
            for file in place.iterdir():
                file.unlink()


def _describe(place: Path, chosen: Sequence[Layout], form: str) -> None:
    with (place / NAME).open("x", encoding="utf-8") as stream:
        stream.write(dictionary(chosen, NOTES[form]))
        settle(stream)
