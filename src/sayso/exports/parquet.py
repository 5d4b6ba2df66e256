"""Tables as Parquet (extra ``parquet``): one file a table, typed columns, each with its meaning in its metadata.

Lone surrogates, which UTF-8 cannot hold, become U+FFFD; everything else stands as in the report.
"""

from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from sayso.errors import InstallError
from sayso.exports.columns import BOOLEAN, INTEGER, NUMBER, TEXT, Layout
from sayso.exports.csv import UNWRITABLE
from sayso.exports.tables import Row, Value, cells

SUFFIX = ".parquet"
BATCH = 5000


class ParquetTables:
    """The files of some tables, open for rows until `close`. Raises `InstallError` (S403) without pyarrow, ``OSError`` from writing."""

    def __init__(self, folder: Path, layouts: Sequence[Layout]) -> None:
        need()
        import pyarrow as pa  # noqa: PLC0415 (an extra)
        from pyarrow.parquet import ParquetWriter  # noqa: PLC0415

        self.arrow: Any = pa
        self.layouts = {layout.name: layout for layout in layouts}
        kinds = {TEXT: pa.string(), INTEGER: pa.int64(), NUMBER: pa.float64(), BOOLEAN: pa.bool_()}
        self.schemas = {
            layout.name: pa.schema(
                [pa.field(c.name, kinds[c.kind], metadata={"description": c.about}) for c in layout.columns],
                metadata={"description": f"One row is {layout.row}."},
            )
            for layout in layouts
        }
        self.writers = {name: ParquetWriter(folder / f"{name}{SUFFIX}", schema) for name, schema in self.schemas.items()}
        self.waiting: dict[str, list[list[Value]]] = {layout.name: [] for layout in layouts}

    def add(self, table: str, row: Row) -> None:
        """Keep one row until there are enough of them; tables that are not among the layouts are left out."""
        layout = self.layouts.get(table)
        if layout is not None:
            self.waiting[table].append([_cell(value) for value in cells(layout, row)])
            if len(self.waiting[table]) >= BATCH:
                self._write(table)

    def close(self) -> None:
        """Put everything on disk."""
        for table, writer in self.writers.items():
            self._write(table)
            writer.close()

    def abandon(self) -> None:
        """Close the files as they are."""
        for writer in self.writers.values():
            writer.close()

    def _write(self, table: str) -> None:
        rows, self.waiting[table] = self.waiting[table], []
        if rows:
            columns = [
                self.arrow.array(list(values), type=field.type) for values, field in zip(zip(*rows, strict=True), self.schemas[table], strict=True)
            ]
            self.writers[table].write_table(self.arrow.Table.from_arrays(columns, schema=self.schemas[table]))


def need() -> None:
    """Raise `InstallError` (S403) where pyarrow is not installed."""
    if find_spec("pyarrow") is None:
        raise InstallError("S403", "Parquet needs pyarrow.", fix='Install it: pip install "sayso[parquet]"')


def _cell(value: Value) -> Value:
    return UNWRITABLE.sub("\N{REPLACEMENT CHARACTER}", value) if isinstance(value, str) else value
