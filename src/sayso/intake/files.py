"""Reading files and streams: at most `LIMIT` bytes of each, and a coded error for whatever goes wrong."""

import stat
from pathlib import Path
from typing import BinaryIO

from sayso.errors import InputError

LIMIT = 20_000_000


def read_bytes(path: Path, limit: int = LIMIT) -> bytes:
    """The bytes of a file (or of a pipe). Raises `InputError`: S101 missing, S102 no file, S103 too large, S108 unreadable."""
    where = str(path)
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            raise InputError("S102", "this is a folder.", where=where, fix="Name the files in it.")
        if not (stat.S_ISREG(mode) or stat.S_ISFIFO(mode) or stat.S_ISCHR(mode)):
            raise InputError("S102", "this is not a file.", where=where)
        with path.open("rb") as stream:
            return read_stream(stream, where, limit)
    except (FileNotFoundError, NotADirectoryError) as problem:
        raise InputError("S101", "there is no such file.", where=where, fix="Check the name.") from problem
    except ValueError as problem:
        raise InputError("S101", "this is no file name.", where=where) from problem
    except OSError as problem:
        raise InputError("S108", f"it cannot be read ({problem.strerror or type(problem).__name__}).", where=where) from problem


def read_stream(stream: BinaryIO, where: str, limit: int = LIMIT) -> bytes:
    """The bytes of a stream to its end. Raises `InputError` (S103) as soon as it holds more than ``limit``."""
    parts: list[bytes] = []
    size = 0
    while part := stream.read(min(1 << 20, limit + 1 - size)):
        parts.append(part)
        size += len(part)
        if size > limit:
            raise InputError("S103", f"it is larger than {limit / 1e6:g} MB.", where=where, fix="One report a file: split it.")
    return b"".join(parts)
