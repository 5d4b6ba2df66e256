"""Tables as CSV: RFC 4180, UTF-8 without a byte-order mark, one file a table, and a `datapackage.json` that describes them.

A cell of text that a spreadsheet would run as a formula has an apostrophe before it (OWASP's advice on CSV injection). NUL characters
and lone surrogates, which CSV and UTF-8 cannot hold, become U+FFFD. Everything else stands as in the report.
"""

import csv
import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import IO, Any

from sayso.exports.columns import BOOLEAN, INTEGER, NUMBER, TEXT, Layout
from sayso.exports.folder import settle
from sayso.exports.tables import Row, Value, cells

ACTIVE = frozenset("=+-@|%\t\r\n＝＋－＠")
UNWRITABLE = re.compile("[\x00\ud800-\udfff]")
KINDS = {TEXT: "string", INTEGER: "integer", NUMBER: "number", BOOLEAN: "boolean"}
SUFFIX = ".csv"


class CsvTables:
    """The files of some tables, open for rows until `close`. Raises ``OSError`` where they cannot be written."""

    def __init__(self, folder: Path, layouts: Sequence[Layout]) -> None:
        self.layouts = {layout.name: layout for layout in layouts}
        self.folder = folder
        self.streams: dict[str, IO[str]] = {}
        self.writers: dict[str, Any] = {}
        for layout in layouts:
            stream = (folder / f"{layout.name}{SUFFIX}").open("x", encoding="utf-8", newline="")
            self.streams[layout.name] = stream
            self.writers[layout.name] = csv.writer(stream, lineterminator="\r\n")
            self.writers[layout.name].writerow([column.name for column in layout.columns])

    def add(self, table: str, row: Row) -> None:
        """Write one row; tables that are not among the layouts are left out."""
        layout = self.layouts.get(table)
        if layout is not None:
            self.writers[table].writerow([cell(value) for value in cells(layout, row)])

    def close(self) -> None:
        """Put everything on disk, and the description beside it."""
        for stream in self.streams.values():
            settle(stream)
            stream.close()
        description = json.dumps(describe(list(self.layouts.values())), indent=1, ensure_ascii=False)
        with (self.folder / "datapackage.json").open("x", encoding="utf-8") as stream:
            stream.write(description + "\n")
            settle(stream)

    def abandon(self) -> None:
        """Close the files as they are."""
        for stream in self.streams.values():
            stream.close()


def cell(value: Value) -> str:
    """A value as CSV holds it: empty for None, ``true`` and ``false``, figures as Python prints them, text made safe."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return safe(value) if isinstance(value, str) else repr(value)


def safe(text: str) -> str:
    """Text that no spreadsheet takes for a formula; an apostrophe of ours comes before what would be one, and before a leading apostrophe."""
    shown = UNWRITABLE.sub("\N{REPLACEMENT CHARACTER}", text)
    return f"'{shown}" if shown.lstrip(" \xa0")[:1] in ACTIVE or shown.startswith("'") else shown


def describe(layouts: Sequence[Layout]) -> dict[str, object]:
    """The tables as a Frictionless data package (schema only)."""
    resources = [
        {
            "name": layout.name,
            "path": f"{layout.name}{SUFFIX}",
            "description": f"One row is {layout.row}.",
            "format": "csv",
            "encoding": "utf-8",
            "schema": {
                "fields": [
                    {
                        "name": column.name,
                        "type": KINDS[column.kind],
                        "description": column.about,
                        **({"constraints": {"enum": list(column.values)}} if column.values else {}),
                    }
                    for column in layout.columns
                ],
                "missingValues": [""],
            },
        }
        for layout in layouts
    ]
    return {"profile": "tabular-data-package", "name": "sayso", "resources": resources}
