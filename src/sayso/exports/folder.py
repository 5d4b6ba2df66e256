"""The folder that tables go to: checked before anything is read, and every file whole or not there at all."""

import os
import secrets
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from sayso.errors import UsageError
from sayso.exports.dictionary import NAME, TITLE

CODE = "S204"


@dataclass(frozen=True)
class Folder:
    """A folder for tables; files of an earlier export in it are replaced, other files are not touched."""

    name: str

    @property
    def path(self) -> Path:
        """The folder itself, behind any links to it."""
        return Path(self.name).resolve()

    def check(self, files: Sequence[str]) -> None:
        """Raise `UsageError` (S204) unless files of these names can go here without destroying what is no earlier export."""
        try:
            why = self._obstacle(files)
        except (OSError, ValueError) as problem:
            raise self._refused(problem) from problem
        if why:
            raise self._refused(why)

    @contextmanager
    def draft(self, files: Sequence[str]) -> Iterator[Path]:
        """A hidden folder to write in; when the block ends well its files go to their places, and those of ``files`` that it lacks go.

        When the block fails, or leaves no file, nothing is changed. Raises `UsageError` (S204) where the folder cannot be written.
        """
        try:
            fresh = not self.path.exists()
            self.path.mkdir(exist_ok=True)
            place = self.path / f".sayso-{secrets.token_hex(8)}.part"
            place.mkdir()
            try:
                yield place
                self._settle(sorted(place.iterdir()), files)
            finally:
                shutil.rmtree(place, ignore_errors=True)
                if fresh and not any(self.path.iterdir()):
                    self.path.rmdir()
        except OSError as problem:
            raise self._refused(problem) from problem

    def _settle(self, made: Sequence[Path], files: Sequence[str]) -> None:
        """Move the files to their places, one step each, and take away those of an earlier export that there are none of now."""
        for file in made:
            file.replace(self.path / file.name)
        for name in set(files) - {file.name for file in made} if made else ():
            (self.path / name).unlink(missing_ok=True)

    def _obstacle(self, files: Sequence[str]) -> str | None:
        path = self.path
        if not path.exists():
            return None if path.parent.is_dir() else "the folder that it would be in does not exist."
        if not path.is_dir():
            return "it is a file."
        there = [name for name in (*files, NAME) if (path / name).exists()]
        ours = (path / NAME).is_file() and (path / NAME).read_bytes()[: len(TITLE)] == TITLE.encode()
        return f"it holds a file {there[0]} that is no earlier export." if there and not ours else None

    def _refused(self, why: str | Exception) -> UsageError:
        if isinstance(why, Exception):
            reason = why.strerror if isinstance(why, OSError) else None
            why = f"it cannot be written ({reason or type(why).__name__})."
        return UsageError(CODE, why, where=self.name, fix="Name another folder for the tables.")


def settle(stream: IO[Any]) -> None:
    """Make sure that what was written is on the disk."""
    stream.flush()
    os.fsync(stream.fileno())
