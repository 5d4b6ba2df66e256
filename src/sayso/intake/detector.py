"""Which reader reads which bytes: one detector over an explicit tuple of readers, tried in order."""

from collections.abc import Callable
from dataclasses import dataclass

from sayso.intake.report import Document
from sayso.intake.text import read_text


@dataclass(frozen=True, slots=True)
class Reader:
    """A file format: ``accepts`` looks at the first bytes and the name; ``read`` takes out the reports or raises `InputError`."""

    name: str
    accepts: Callable[[bytes, str | None], bool]
    read: Callable[[bytes, str | None], tuple[Document, ...]]


def anything(_head: bytes, _name: str | None) -> bool:
    """Accept whatever no reader before has claimed."""
    return True


READERS = (Reader("text", anything, read_text),)


def detect(data: bytes, name: str | None = None, readers: tuple[Reader, ...] = READERS) -> Reader:
    """The first reader that accepts the data."""
    head = data[:4096]
    return next(reader for reader in readers if reader.accepts(head, name))
