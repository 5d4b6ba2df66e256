"""The data dictionary: every table and column in words, as Markdown, made of `sayso.exports.columns`."""

from collections.abc import Sequence

from sayso.exports.columns import Column, Layout

NAME = "dictionary.md"
TITLE = "# Tables written by Sayso"
NOTES = """
- A row of `events` is something that the reporter has, in his own voice, as a fact. Everything that is claimed by somebody, threatened, denied,
  demanded, planned or hypothetical is in `claims` (with the same columns) and never in `events`; `voice` says in words on whose say-so it stands,
  `asserted_by` names the whole chain.
- Figures that are claimed stand in the columns `claimed_*` of `counts`, never in `low`, `best`, `high`: a sum over those holds facts only. One
  occurrence may be told by several reports, and its victims counted by each: a sum over reports is a sum of reporting.
- An empty cell means unknown or not stated, never zero and never no. Days are never invented: an open interval is empty at that end.
- Tables join on `report` and `event`, `statement`, `place` or `time` (ids are unique within a report).
- Offsets are code points of the report's text, which is in no table. Evidence is quoted from the reports: mind their rights (`reports.rights`).
- The rows show what was reported, not what happened.
"""


def dictionary(layouts: Sequence[Layout], notes: Sequence[str] = ()) -> str:
    """The dictionary of some tables; ``notes`` are lines of the format's own."""
    parts = [TITLE, "", NOTES.strip("\n"), *(f"- {note}" for note in notes), ""]
    for layout in layouts:
        parts += [f"## {layout.name}", f"One row is {layout.row}.", "", "| column | kind | meaning |", "|---|---|---|"]
        parts += [_row(column) for column in layout.columns]
        parts.append("")
    return "\n".join(parts)


def _row(column: Column) -> str:
    values = f" ({', '.join(f'`{value}`' for value in column.values)})" if column.values else ""
    return f"| `{column.name}` | {column.kind} | {_shown(column.about)}{values} |"


def _shown(words: str) -> str:
    return words.replace("|", "\\|")
