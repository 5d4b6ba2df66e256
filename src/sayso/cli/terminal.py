"""One reading for a person: the report in a line, its text with what was found in it, tables, and what stays open."""

import sys
from collections import Counter

from rich.console import Console
from rich.text import Text

from sayso.cli.layout import show_rows, show_wrapped
from sayso.cli.marked import marked_text, names, statement_marks
from sayso.cli.printable import excerpt, printable
from sayso.cli.tables import claim_rows, entity_rows, fact_rows, place_rows, statement_rows, time_rows
from sayso.cli.wording import MARKS, PLAIN_MARKS, published
from sayso.language.sentences import paragraphs
from sayso.records import Coding, Report
from sayso.vocabulary import Layer

SHOWN = 60_000
SHORT_ID = 8
WOULD_SETTLE = "--published"
EVENT = ("", "what", "who", "to whom", "where", "when", "how many")
LAYERS = (
    (Layer.STATEMENTS, "Statements", ("", "who", "act", "form", "standing", "content"), statement_rows),
    (Layer.EVENTS, "Facts: events in the reporter's own voice", (*EVENT, "realis", "sure", "evidence"), fact_rows),
    (Layer.EVENTS, "Claims: events that are no facts here", (*EVENT, "on whose say-so", "sure", "evidence"), claim_rows),
    (Layer.ENTITIES, "Entities", ("", "name", "kind", "country", "sector", "times"), entity_rows),
    (Layer.TIMES, "Times", ("", "words", "type", "value", "from", "to"), time_rows),
    (Layer.PLACES, "Places", ("", "words", "role", "place", "country", "point"), place_rows),
)


def make_console(*, no_color: bool = False, width: int | None = None) -> Console:
    """A console on standard output that interprets nothing in what it prints and honours NO_COLOR, pipes and narrow windows."""
    return Console(file=sys.stdout, no_color=True if no_color else None, width=width, highlight=False, markup=False, emoji=False, soft_wrap=False)


def show_coding(console: Console, coding: Coding) -> None:
    """Print the reading of one report."""
    report = coding.report
    console.print(Text(_heading(report), style="bold"))
    console.print(Text("─" * min(console.width, 80) if _unicode(console) else "-" * min(console.width, 80), style="dim"))
    _show_text(console, coding)
    for layer, title, columns, rows_of in LAYERS:
        if layer in coding.layers:
            rows = rows_of(coding)
            if rows:
                show_rows(console, columns, rows, title)
            else:
                console.print(Text(f"{title}: none found\n", style="dim"))
    _show_notes(console, coding)
    console.print()


def _heading(report: Report) -> str:
    issuer = " / ".join(dict.fromkeys(filter(None, (report.agency, report.publisher)))) or "no source named"
    words = len(report.text.split())
    parts = [
        issuer,
        published(report),
        *([report.revision] if report.revision else []),
        f"{words:,} word{'' if words == 1 else 's'}",
        report.id[:SHORT_ID],
    ]
    return " · ".join(printable(part) for part in parts)


def _unicode(console: Console) -> bool:
    return not console.options.ascii_only


def _show_text(console: Console, coding: Coding) -> None:
    """The paragraphs, statements in lettered brackets; a very long text only at its beginning."""
    text, plain = coding.report.text, not _unicode(console)
    marks, named = statement_marks(coding, plain=plain), names(coding)
    for start, end in paragraphs(text[:SHOWN]):
        show_wrapped(console, marked_text(text, start, end, marks, named), 0)
        console.print()
    if len(text) > SHOWN:
        console.print(Text(f"The text goes on for {len(text) - SHOWN:,} characters; --json has it all.\n", style="dim"))
    forms = dict.fromkeys(statement.form for statement in coding.statements)
    if forms:
        shapes = PLAIN_MARKS if plain else MARKS
        console.print(Text("Brackets: " + "  ".join(f"{shapes[form][0]}{form.value}{shapes[form][1]}" for form in forms) + "\n", style="dim"))


def _show_notes(console: Console, coding: Coding) -> None:
    """What was left open and why, like reasons together; what a publication date would settle."""
    if not coding.abstained:
        return
    reasons = Counter(abstention.reason for abstention in coding.abstained)
    paths: dict[str, list[str]] = {}
    for abstention in coding.abstained:
        paths.setdefault(abstention.reason, []).append(abstention.path)
    console.print(Text("Left open", style="bold"))
    for reason, count in reasons.items():
        shown = ", ".join(paths[reason][:3]) + (f" and {count - 3} more" if count > 3 else "")  # noqa: PLR2004
        show_wrapped(console, Text(f"{excerpt(shown, 120)}: {excerpt(reason, 200)}"))
    settled = sum(count for reason, count in reasons.items() if WOULD_SETTLE in reason)
    if coding.report.published is None and settled:
        noun = "time" if settled == 1 else "times"
        show_wrapped(console, Text(f"Give the report's day with --published YYYY-MM-DD to settle {settled} {noun}.", style="bold"))
