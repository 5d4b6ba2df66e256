"""What is said when something goes wrong: a coded error as it is; a bug by its place in the program, with nothing of the document."""

import os
import platform
import traceback
from pathlib import PurePath

import click

from sayso.cli.printable import printable
from sayso.errors import SaysoError

STATUS = 5
DEEPEST = 12


def complain(problem: SaysoError) -> None:
    """Print a coded error on standard error."""
    click.echo(f"sayso: {printable(str(problem))}", err=True)


def report_crash(problem: BaseException, where: str | None = None) -> int:
    """Print a crash report on standard error and give back the exit status. SAYSO_DEBUG adds Python's own traceback."""
    click.echo(describe_crash(problem, where), err=True)
    if os.environ.get("SAYSO_DEBUG"):
        traceback.print_exception(problem)
    return STATUS


def describe_crash(problem: BaseException, where: str | None = None) -> str:
    """A report that can be passed on: kinds of errors and places in the program, no message, no value, no text of a document."""
    place = f"{where}: " if where else ""
    lines = [f"sayso: [S501] {place}a bug in Sayso ({type(problem).__name__}). Please report these lines; they hold nothing of your document."]
    seen: list[BaseException] = []
    cause: BaseException | None = problem
    while cause is not None and cause not in seen:
        seen.append(cause)
        frames = traceback.extract_tb(cause.__traceback__)[-DEEPEST:]
        lines += [f"  {type(cause).__name__}", *(f"    {_module(f.filename)}:{f.lineno} {f.name}" for f in frames)]
        cause = cause.__cause__ or cause.__context__
    return "\n".join([*lines, f"  Python {platform.python_version()}, {platform.system()} {platform.machine()}"])


def _module(name: str) -> str:
    """A file of the program without the folders of this machine."""
    parts = PurePath(name).parts
    anchors = [i for i, part in enumerate(parts) if part in {"sayso", "site-packages"}]
    return "/".join(parts[anchors[-1] :]) if anchors else parts[-1]
