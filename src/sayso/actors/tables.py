"""Tables in TSV: rows by column name, with the line that each stands on.

A line that starts with ``#`` is a comment, the first other line names the columns, and cells may be left out at the end of a row.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

from sayso.errors import DataError

LONGEST_LINE = 20_000


class Row(NamedTuple):
    """One row: the name of its file, its line (from 1), the place of each column, and its cells."""

    file: str
    line: int
    columns: Mapping[str, int]
    cells: Sequence[str]

    def cell(self, column: str) -> str:
        """The cell of a column, without white space around it; empty where the row or the table has none."""
        place = self.columns.get(column, -1)
        return self.cells[place].strip() if 0 <= place < len(self.cells) else ""

    @property
    def source(self) -> str:
        """``FILE:LINE``, as rules name it."""
        return f"{self.file}:{self.line}"

    def listed(self, column: str, separator: str = "|") -> tuple[str, ...]:
        """The parts of a cell, empty ones left out."""
        return tuple(part for cell in self.cell(column).split(separator) if (part := cell.strip()))


def parse(content: str, file: str, known: Iterable[str], needed: Iterable[str]) -> tuple[Row, ...]:
    """The rows of a table. Raises `DataError` (S304) naming file and line."""
    columns: dict[str, int] = {}
    rows: list[Row] = []
    for number, raw in enumerate(content.splitlines(), start=1):
        line = raw.removeprefix("\ufeff")
        if not line.strip() or line.startswith("#"):
            continue
        if len(line) > LONGEST_LINE:
            raise _malformed(file, number, f"the line has more than {LONGEST_LINE} characters.")
        cells = line.split("\t")
        if not columns:
            names = _header([cell.strip() for cell in cells], file, number, tuple(known), tuple(needed))
            columns = {name: place for place, name in enumerate(names)}
            continue
        if len(cells) > len(columns):
            raise _malformed(file, number, f"{len(cells)} cells, but {len(columns)} columns.")
        row = Row(file, number, columns, cells)
        empty = [column for column in needed if not row.cell(column)]
        if empty:
            raise _malformed(file, number, f"no {empty[0]}.")
        rows.append(row)
    return tuple(rows)


def _header(columns: list[str], file: str, number: int, known: tuple[str, ...], needed: tuple[str, ...]) -> list[str]:
    unknown = [column for column in columns if column not in known]
    missing = [column for column in needed if column not in columns]
    if unknown or missing or len(set(columns)) < len(columns):
        what = f"unknown column {unknown[0][:40]!r}." if unknown else f"no column {missing[0]!r}." if missing else "a column stands twice."
        raise _malformed(file, number, f"{what} The first line that is no comment names the columns: {', '.join(known)}.")
    return columns


def _malformed(file: str, line: int, what: str) -> DataError:
    return DataError("S304", what, where=f"{file}:{line}", fix="docs/actors.md shows the columns of an alias file.")


def malformed(row: Row, what: str) -> DataError:
    """The error for a row whose cells make no sense."""
    return _malformed(row.file, row.line, what)


def read(path: Path, known: Iterable[str], needed: Iterable[str]) -> tuple[Row, ...]:
    """The rows of a user's file. Raises `DataError` (S304)."""
    try:
        content = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = "is not UTF-8." if isinstance(error, UnicodeDecodeError) else f"cannot be read ({error.strerror})."
        unreadable = DataError("S304", reason, where=str(path), fix="Give a TSV file in UTF-8.")
        raise unreadable from error
    return parse(content, str(path), known, needed)


@cache
def packaged(room: str, file: str) -> tuple[Row, ...]:
    """The rows of a table that a room of Sayso ships in its ``data`` folder; tests check them, not this. The room's code is not loaded."""
    content = files("sayso").joinpath(room, "data", file).read_text(encoding="utf-8")
    lines = [(number, line) for number, line in enumerate(content.splitlines(), start=1) if line and not line.startswith("#")]
    columns = {name: place for place, name in enumerate(lines[0][1].split("\t"))}
    return tuple(Row(file, number, columns, line.split("\t")) for number, line in lines[1:])
