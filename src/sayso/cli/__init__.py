"""The command line. Thin: parse, call, print; whatever is heavy is imported inside the commands."""

from sayso.cli.app import main

__all__ = ["main"]
