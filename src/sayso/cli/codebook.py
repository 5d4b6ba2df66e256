"""``sayso codebook``: check a codebook and its examples, and look up what a type or a word means in it."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sayso.cli.printable import printable

if TYPE_CHECKING:
    from sayso.events.codebook import Codebook, EventType, Frame

FILE = click.Path(path_type=Path, dir_okay=False)
SHIPPED = "Without FILE, the codebook that ships with Sayso."


@click.group()
def codebook() -> None:
    """Codebooks of events: check one of your own, look types and words up."""


@codebook.command(epilog=SHIPPED)
@click.argument("file", type=FILE, required=False)
@click.option("--quiet", is_flag=True, help="Errors only, no warnings.")
def check(file: Path | None, *, quiet: bool) -> None:
    """Check a codebook: its form, its names, conflicts between frames, and every example sentence. Exit status 1 where there is an error."""
    from sayso.errors import DataError  # noqa: PLC0415
    from sayso.events.codebook import check as check_codebook  # noqa: PLC0415
    from sayso.events.codebook import load  # noqa: PLC0415

    problems = check_codebook(file)
    errors = [p for p in problems if p.level == "error"]
    for problem in errors if quiet else problems:
        click.echo(printable(f"{problem.level}: {problem.where}: {problem.what}"))
    with suppress(DataError):  # it stands among the problems
        click.echo(printable(summary(load(file))))
    click.echo(f"{len(errors)} error{'' if len(errors) == 1 else 's'}, {len(problems) - len(errors)} warnings")
    click.get_current_context().exit(1 if errors else 0)


@codebook.command(epilog=SHIPPED + "\n\nTry:  sayso codebook show ASSAULT    sayso codebook show release")
@click.argument("name", required=False, metavar="[TYPE|LEMMA|FRAME]")
@click.option("--codebook", "file", type=FILE, help="Your own codebook.")
def show(name: str | None, file: Path | None) -> None:
    """Show what a type, a word or a frame means; without a name, all types."""
    from sayso.errors import UsageError  # noqa: PLC0415
    from sayso.events.codebook import load  # noqa: PLC0415

    book = load(file)
    lines = list(describe(book, name))
    if not lines:
        raise UsageError("S205", f"the codebook {book.identity} has no type, frame or word {name!r}.", fix="`sayso codebook show` lists the types.")
    for line in lines:
        click.echo(printable(line))


@codebook.command(epilog="Try:  sayso codebook copy mine && sayso codebook check mine/plover.toml")
@click.argument("folder", type=click.Path(path_type=Path))
def copy(folder: Path) -> None:
    """Copy the codebook that ships with Sayso to a new FOLDER, to edit it there and read with it (--codebook)."""
    import shutil  # noqa: PLC0415
    from importlib.resources import as_file, files  # noqa: PLC0415

    from sayso.errors import UsageError  # noqa: PLC0415

    if folder.exists():
        raise UsageError("S204", "it exists.", where=str(folder), fix="Name a new folder.")
    try:
        with as_file(files("sayso.events") / "codebooks") as shipped:
            shutil.copytree(shipped, folder)
    except OSError as problem:
        raise UsageError("S204", f"it cannot be written ({problem.strerror}).", where=str(folder), fix="Name another folder.") from problem
    click.echo(str(folder / "plover.toml"))


def summary(book: "Codebook") -> str:
    """A codebook in a line: its identity and how much it holds."""
    words = sum(len(f.verbs) + len(f.nouns) + len(f.adjectives) for f in book.frames)
    modes = sum(len(t.modes) for t in book.types.values())
    examples = sum(len(f.positive) + len(f.negative) for f in book.frames)
    return (
        f"{book.identity}: {len(book.types)} types, {modes} modes, {len(book.contexts)} contexts, {len(book.frames)} frames, "
        f"{words} words, {examples} examples"
    )


def describe(book: "Codebook", name: str | None) -> Iterator[str]:
    """The lines that describe all types, or one type (upper case), frame or word; none where there is no such thing."""
    if name is None:
        yield summary(book)
        for kind in book.types.values():
            frames = sum(f.type == kind.name for f in book.frames)
            yield f"{kind.name:<10} {kind.quad}, {kind.intensity:+g}, {frames} frames: {kind.definition}"
    elif name in book.types:
        yield from _type(book, book.types[name])
    else:
        wanted = " ".join(name.lower().split())
        for frame in book.frames:
            if frame.id == wanted or wanted in {*frame.verbs, *frame.nouns, *frame.adjectives}:
                yield from frame_lines(frame)
        yield from (f"class @{key}: holds {wanted!r}" for key, words in sorted(book.classes.items()) if wanted in words)
        yield from (f"context {key}: shown by {wanted!r}" for key, context in sorted(book.contexts.items()) if wanted in context.words)


def _type(book: "Codebook", kind: "EventType") -> Iterator[str]:
    yield f"{kind.name}: {kind.definition}"
    yield f"  quad {kind.quad}, intensity {kind.intensity:+g}, CAMEO {kind.cameo or 'none'}" + (", needs a recipient" if kind.recipient else "")
    if kind.future:
        yield f"  when only planned or promised: {kind.future}"
    for mode in kind.modes.values():
        extra = [f"CAMEO {mode.cameo}"] if mode.cameo else []
        extra += [f"intensity {mode.intensity:+g}"] if mode.intensity is not None else []
        yield f"  mode {mode.name}: {mode.definition}" + (f" ({', '.join(extra)})" if extra else "")
    for frame in book.frames:
        if frame.type == kind.name:
            mode_names = f" [{', '.join(frame.mode)}]" if frame.mode else ""
            yield f"  frame {frame.id}{mode_names}: {', '.join((*frame.verbs, *frame.nouns, *frame.adjectives))}"


def frame_lines(frame: "Frame") -> Iterator[str]:
    """A frame in words: its type, its words, who is who, its conditions, and its examples."""
    yield f"frame {frame.id}: {' '.join((frame.type, *frame.mode))}"
    for label, words in (("verbs", frame.verbs), ("nouns", frame.nouns), ("adjectives", frame.adjectives)):
        if words:
            yield f"  {label:<10} {', '.join(words)}"
    if frame.verbs or frame.adjectives:
        yield f"  {'of verbs':<10} actor: {', '.join(frame.actor) or 'none'}; recipient: {', '.join(frame.recipient) or 'none'}"
    if frame.nouns:
        yield f"  {'of nouns':<10} actor: {', '.join(frame.noun_actor) or 'none'}; recipient: {', '.join(frame.noun_recipient) or 'none'}"
    yield from _conditions("needs", frame.needs)
    yield from _conditions("bars", frame.bars)
    notes = [*(["all parties are actors"] if frame.reciprocal else []), *(["passive only"] if frame.passive_only else [])]
    notes += [f"CAMEO {frame.cameo}"] if frame.cameo else []
    notes += [f"contexts {', '.join(frame.context)}"] if frame.context else []
    if notes:
        yield f"  {'also':<10} {'; '.join(notes)}"
    for label, examples in (("is", frame.positive), ("is not", frame.negative)):
        for example in examples:
            yield f"  {label:<10} {example.text.replace(example.predicate, f'[{example.predicate}]', 1)}"


def _conditions(label: str, table: Mapping[str, frozenset[str]]) -> Iterator[str]:
    for slot, fillers in table.items():
        yield f"  {label:<10} {slot}: {', '.join(sorted(fillers))}"
