"""Coded errors: every one says what went wrong, where, and what to do.

    SaysoError
    ├── InputError      S1xx  a file or its text cannot be read          (exit status 3)
    ├── UsageError      S2xx  a request that makes no sense              (exit status 2)
    ├── DataError       S3xx  a data file of the user's is malformed     (exit status 2)
    └── InstallError    S4xx  a part of Sayso itself is missing or broken (exit status 5)

S501 is no class: it is what the command line says of any other exception, with exit status 5 and without the text of a document.

`docs/errors.md` lists every code; a test compares it with `CODES`.
"""

CODES = {
    "S101": "file not found",
    "S102": "not a file",
    "S103": "file too large",
    "S104": "empty",
    "S105": "binary, not text",
    "S106": "undecodable text",
    "S107": "not English",
    "S108": "unreadable file",
    "S201": "bad publication date",
    "S202": "unknown layer or format",
    "S203": "no project data",
    "S204": "output cannot be written",
    "S205": "no such item in the codebook",
    "S206": "not shown of the test part",
    "S301": "malformed gold annotation",
    "S302": "malformed corpus file",
    "S303": "malformed gazetteer file",
    "S304": "malformed alias file",
    "S305": "malformed table of publication dates",
    "S306": "malformed codebook",
    "S401": "model file missing or damaged",
    "S402": "gazetteer missing or damaged",
    "S403": "optional package missing",
    "S501": "a bug in Sayso",
}


class SaysoError(Exception):
    """Base of all errors that Sayso raises on purpose; ``status`` is the exit status of the command line."""

    status = 5

    def __init__(self, code: str, what: str, *, where: str | None = None, fix: str | None = None) -> None:
        if code not in CODES:
            msg = f"unknown error code {code}"
            raise ValueError(msg)
        self.code, self.what, self.where, self.fix = code, what, where, fix
        super().__init__(str(self))

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        fix = f" {self.fix}" if self.fix else ""
        return f"[{self.code}] {place}{self.what}{fix}"


class InputError(SaysoError):
    """A report's file or text cannot be read."""

    status = 3


class UsageError(SaysoError):
    """The request makes no sense: a bad date, an unknown layer."""

    status = 2


class DataError(SaysoError):
    """A data file that the user supplied is malformed; nothing of it has been kept."""

    status = 2


class InstallError(SaysoError):
    """A part of Sayso itself is missing or damaged."""

    status = 5
