"""``sayso``: the group of commands, and what becomes of errors, interrupts and closed pipes.

Exit statuses: 0 all done, 1 some documents skipped, 2 a request that makes no sense, 3 nothing could be read, 5 a bug or a
broken installation; 130 interrupted, 141 the reader of a pipe has gone.
"""

import importlib
import io
import os
import sys
from collections.abc import Sequence
from typing import NoReturn

import click

from sayso.cli.trouble import complain, report_crash
from sayso.errors import SaysoError

COMMANDS = {
    "read": "sayso.cli.read:read",
    "why": "sayso.cli.why:why",
    "stages": "sayso.cli.stages:stages",
    "doctor": "sayso.cli.doctor:doctor",
    "evaluate": "sayso.cli.evaluate:evaluate",
    "codebook": "sayso.cli.codebook:codebook",
    "gold": "sayso.cli.gold:gold",
    "gazetteer": "sayso.cli.gazetteer:gazetteer",
}
USAGE = 2
INTERRUPTED = 130
PIPE_CLOSED = 141
HELP = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


class Commands(click.Group):
    """Commands that are imported when they are called or listed, in a fixed order."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 (click's signature)
        """Name the commands in the order of the help."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 (click's signature)
        """Import a command, or None where there is none of this name."""
        target = COMMANDS.get(cmd_name)
        if target is None:
            return None
        module, _, name = target.partition(":")
        found = getattr(importlib.import_module(module), name)
        return found if isinstance(found, click.Command) else None

    def invoke(self, ctx: click.Context) -> object:
        """Run a command; click itself would end with status 1 when a pipe is closed."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            return _drop_output()


def _version(ctx: click.Context, _option: click.Parameter, value: bool) -> None:  # noqa: FBT001 (click's signature)
    if value:
        from sayso.reading import software  # noqa: PLC0415 (heavy)

        click.echo(software())
        ctx.exit()


@click.group(cls=Commands, context_settings=HELP, epilog="Try:  sayso read examples/bridge-talks.txt")
@click.option("--version", is_flag=True, is_eager=True, expose_value=False, callback=_version, help="Show the version and exit.")
def sayso() -> None:
    """Sayso: who did what to whom, where and when, and on whose say-so.

    Reads English news reports into sourced event data. Every value points to its words, every claim keeps its
    claimant and its doubt, and what the text does not say stays blank.
    """


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command line and leave with its exit status; never a traceback, unless SAYSO_DEBUG is set."""
    sys.exit(run(arguments))


def run(arguments: Sequence[str] | None = None, obj: object = None) -> int:
    """Run the command line and give back its exit status. ``obj`` replaces the resources that ``read`` loads."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        status = sayso.main(args=arguments, prog_name="sayso", standalone_mode=False, obj=obj)
        sys.stdout.flush()
    except click.ClickException as problem:
        problem.show()
        return USAGE
    except SaysoError as problem:
        complain(problem)
        return problem.status
    except (click.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except BrokenPipeError:
        return _drop_output()
    except Exception as problem:  # noqa: BLE001 (the one place where everything ends)
        return report_crash(problem)
    return status if isinstance(status, int) else 0


def _drop_output() -> int:
    """Let what is still buffered go nowhere, so that leaving does not fail on the closed pipe again; give back the status."""
    try:
        target = os.open(os.devnull, os.O_WRONLY)
        os.dup2(target, sys.stdout.fileno())
        os.close(target)
    except (OSError, ValueError):  # no real file behind it
        pass
    return PIPE_CLOSED
