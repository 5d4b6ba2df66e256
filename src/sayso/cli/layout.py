"""Rows on a terminal: a table where there is room for one, a stack of small cards where there is not."""

from collections.abc import Sequence

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from sayso.cli.printable import printable

TABLE_WIDTH = 76
MOST_ROWS = 300
SHORTEST_COLUMN = 4
INDENT = 2
GAP = 3


def show_rows(console: Console, columns: Sequence[str], rows: Sequence[Sequence[str]], title: str | None = None) -> None:
    """Print rows, made printable; the first column names the row. At most `MOST_ROWS`, and then how many are left out."""
    shown = [[printable(cell) for cell in row] for row in rows[:MOST_ROWS]]
    if title:
        console.print(Text(f"{title} ({len(rows)})" if rows else title, style="bold"))
    if console.width >= TABLE_WIDTH:
        console.print(_table(columns, shown, console.width))
    else:
        for row in shown:
            _card(console, columns, row)
    console.print()
    if len(rows) > MOST_ROWS:
        console.print(Text(f"{len(rows) - MOST_ROWS} more rows are left out here; --json has them all.\n", style="dim"))


def _table(columns: Sequence[str], rows: Sequence[Sequence[str]], width: int) -> Table:
    """Columns in which nothing is written are left out; where room is short, all but the last wrap at spaces as soon as they can."""
    kept = [i for i, name in enumerate(columns) if any(row[i] for row in rows)]
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, header_style="dim")
    longest = {i: max(len(row[i]) for row in rows) for i in kept}
    crowded = sum(longest.values()) + GAP * len(kept) > width
    for i in kept:
        word = max(len(columns[i]), *(len(part) for row in rows for part in row[i].split()), 0)
        narrow = max(word, width // 5 if i == 1 or longest[i] > width // 4 else width // 7)
        cap = min(narrow, width // 3) if crowded and i != kept[-1] else None
        table.add_column(columns[i], overflow="fold", min_width=min(SHORTEST_COLUMN, longest[i]), max_width=cap)
    for row in rows:
        table.add_row(*(Text(row[i], style="bold" if i == 0 else "") for i in kept))
    return table


def _card(console: Console, columns: Sequence[str], row: Sequence[str]) -> None:
    """The first two cells as a heading, the others with their columns' names under it."""
    console.print(Text(" ".join(filter(None, row[:2])), style="bold"))
    cells = [Text.assemble((f"{name} ", "dim"), value) for name, value in zip(columns[2:], row[2:], strict=True) if value]
    if cells:
        show_wrapped(console, Text(" · ", style="dim").join(cells))


def show_wrapped(console: Console, text: Text, indent: int = INDENT) -> None:
    """Print text wrapped and indented, without trailing white space."""
    for line in text.wrap(console, max(1, console.width - indent)):
        line.rstrip()
        console.print(Text(" " * indent) + line)
