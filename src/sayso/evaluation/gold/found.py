"""What a lint rule finds."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Found:
    """Something wrong (``error``) or doubtful (``warning``) in the record with this id (None: in the annotation as a whole)."""

    id: str | None
    level: str
    what: str
    fix: str = ""


def error(identity: str | None, what: str, fix: str = "") -> Found:
    """Something wrong."""
    return Found(identity, "error", what, fix)


def warning(identity: str | None, what: str, fix: str = "") -> Found:
    """Something doubtful."""
    return Found(identity, "warning", what, fix)
