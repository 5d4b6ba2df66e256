"""Where a page goes: checked before anything is read, written whole or not at all."""

import os
import secrets
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sayso.errors import UsageError

CODE = "S204"
STANDARD_OUTPUT = "-"
OPENING = b"<!doctype html>"


@dataclass(frozen=True)
class Destination:
    """A file for a page, or standard output for ``-``."""

    name: str

    @property
    def path(self) -> Path:
        """The file itself, behind any links to it."""
        return Path(self.name).resolve()

    def check(self, inputs: Sequence[str]) -> None:
        """Raise `UsageError` (S204) unless a page can go here without destroying one of the inputs or anything else that is no page."""
        if self.name == STANDARD_OUTPUT:
            return
        try:
            why = self._obstacle(inputs)
        except (OSError, ValueError) as problem:
            raise self._refused(problem) from problem
        if why:
            raise self._refused(why)

    def write(self, page: str) -> None:
        """Put the page there in one step, UTF-8; a reader sees the old file or the whole new one. Raises `UsageError` (S204)."""
        content = page.encode()
        if self.name == STANDARD_OUTPUT:
            sys.stdout.buffer.write(content)
            sys.stdout.buffer.flush()
            return
        target = self.path
        draft = target.with_name(f".sayso-{secrets.token_hex(8)}.part")
        try:
            try:
                with draft.open("xb") as stream:
                    stream.write(content)
                    stream.flush()
                    os.fsync(stream.fileno())
                draft.replace(target)
            finally:
                draft.unlink(missing_ok=True)
        except OSError as problem:
            raise self._refused(problem) from problem

    def _obstacle(self, inputs: Sequence[str]) -> str | None:
        """What is in the way of a page here, or None."""
        path = self.path
        if path.is_dir():
            return "it is a folder."
        if not path.parent.is_dir():
            return "its folder does not exist."
        if any(name != STANDARD_OUTPUT and Path(name).exists() and Path(name).samefile(path) for name in inputs if path.exists()):
            return "it is one of the reports."
        return "it exists and is no HTML page." if path.exists() and not self._replaceable() else None

    def _replaceable(self) -> bool:
        if not self.path.is_file():
            return False
        with self.path.open("rb") as stream:
            start = stream.read(len(OPENING))
        return not start or start.lower() == OPENING

    def _refused(self, why: str | Exception) -> UsageError:
        if isinstance(why, Exception):
            reason = why.strerror if isinstance(why, OSError) else None
            why = f"it cannot be written ({reason or type(why).__name__})."
        return UsageError(CODE, why, where=self.name, fix="Name another file for the page.")
