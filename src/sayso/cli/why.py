"""``sayso why``: one value of a reading, the characters it rests on, and the rule, table line or model that made it."""

import re
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import click

from sayso.cli.printable import printable
from sayso.errors import UsageError

if TYPE_CHECKING:
    from sayso.events.codebook import Codebook
    from sayso.records import Coding, Entity, Event, Place, Statement, TimeExpression

Item: TypeAlias = "Entity | TimeExpression | Place | Statement | Event"
AROUND = 40  # characters shown on each side of the evidence
ROOMS = ("actors", "places", "times", "statements", "events")
NUMBER = re.compile(r"[Vv](\d{1,9})")
LINE = re.compile(r"([\w.-]+\.(?:tsv|toml)):(\d+)")


@click.command(short_help="Explain one value of a reading.", epilog="Try:  sayso why report.txt e1")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.argument("identity", metavar="ID")
@click.option("--published", metavar="DATE", help="Publication date of the report.")
@click.option("--publisher", metavar="NAME", help="Who published the report.")
@click.option("--aliases", multiple=True, type=click.Path(path_type=Path), help="Your own table of actors.")
@click.option("--codebook", type=click.Path(path_type=Path), help="Your own codebook of events.")
def why(file: Path, identity: str, published: str | None, publisher: str | None, aliases: tuple[Path, ...], codebook: Path | None) -> None:
    """Explain the entity, time, place, statement or event ID (e1, t2, p3, s4, V5 ...) of the report FILE."""
    from sayso.cli.read import resources_for  # noqa: PLC0415
    from sayso.intake import Given, check_published, reports_from_path  # noqa: PLC0415
    from sayso.reading import read_report  # noqa: PLC0415

    given = Given(published=check_published(published) if published is not None else None, publisher=publisher)
    report = next(iter(reports_from_path(file, given)))
    resources = resources_for(aliases, codebook=codebook)
    coding = read_report(report, resources)
    wanted = named(identity, coding)
    layers: dict[str, tuple[Item, ...]] = {
        "entity": coding.entities,
        "time": coding.times,
        "place": coding.places,
        "statement": coding.statements,
        "event": coding.events,
    }
    found = next(((kind, item) for kind, items in layers.items() for item in items if item.id == wanted), None)
    if found is None:
        raise UsageError("S202", f"the reading has no {identity}.", where=file.name, fix="`sayso read` lists what there is.")
    for line in explain(*found, coding, aliases, resources.codebook if found[0] == "event" else None):
        click.echo(printable(line))


def named(identity: str, coding: "Coding") -> str:
    """The id that is meant: events are also known by the number that readings show (``V5``)."""
    number = NUMBER.fullmatch(identity)
    if number and 0 < int(number[1]) <= len(coding.events):
        return coding.events[int(number[1]) - 1].id
    return identity


def explain(kind: str, item: "Item", coding: "Coding", aliases: tuple[Path, ...], book: "Codebook | None" = None) -> list[str]:
    """The lines that explain one part of a coding; an event's rule is shown with its frame in the codebook."""
    from sayso.cli.why_events import event_lines, frame_of  # noqa: PLC0415
    from sayso.records import Event, spans_of  # noqa: PLC0415

    values = {name: getattr(item, name) for name in item.__struct_fields__}
    lines = [f"{kind} {values['id']}", *(event_lines(item, coding) if isinstance(item, Event) else ())]
    for name, value in values.items() if not isinstance(item, Event) else ():
        if name not in {"id", "rule"} and isinstance(value, (str, int, float)) and not isinstance(value, bool):
            lines.append(f"  {name:<12} {value}")
        elif name == "sectors" and value:
            lines.append(f"  {name:<12} {' '.join(value)}")
    lines.append("rests on")
    text = coding.report.text
    for span in sorted({(s.start, s.end) for s in spans_of(item)}):
        before, after = text[max(0, span[0] - AROUND) : span[0]], text[span[1] : span[1] + AROUND]
        lines.append(f"  {span[0]}-{span[1]}  …{before}[{text[span[0] : span[1]]}]{after}…".replace("\n", " "))
    lines.append("made by")
    rule = str(values.get("rule") or "no rule is recorded")
    lines += [
        f"  {rule}",
        *table_lines(rule, aliases),
        *(frame_of(rule, book) if book else ()),
        f"  model {coding.provenance.model}",
        f"  {coding.provenance.software}",
    ]
    left = [a for a in coding.abstained if f"[{values['id']}]" in a.path]
    return lines + (["left open", *(f"  {a.path}: {a.reason}" for a in left)] if left else [])


def table_lines(rule: str, aliases: tuple[Path, ...]) -> list[str]:
    """The lines of the tables that a rule names (``armed_groups.tsv:6``)."""
    found = []
    for name, number in LINE.findall(rule):
        for path in [*(p for p in aliases if p.name == name), *(files("sayso") / room / "data" / name for room in ROOMS)]:
            if path.is_file():
                rows = path.read_text(encoding="utf-8").splitlines()
                if int(number) <= len(rows):
                    found.append(f"  {name}:{number}  {rows[int(number) - 1]}")
                break
    return found
