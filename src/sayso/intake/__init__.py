"""Intake: files, streams and bytes to `Report`, or a coded error that says what is wrong with them."""

from pathlib import Path
from typing import BinaryIO

from sayso.intake.detector import detect
from sayso.intake.files import LIMIT, read_bytes, read_stream
from sayso.intake.published import check_published
from sayso.intake.report import NOTHING_GIVEN, Document, Given, make_report
from sayso.records import Report

__all__ = ["LIMIT", "Document", "Given", "check_published", "make_report", "reports_from_bytes", "reports_from_path", "reports_from_stream"]


def reports_from_path(path: Path, given: Given = NOTHING_GIVEN, limit: int = LIMIT) -> tuple[Report, ...]:
    """The reports in a file, in its order. Raises `InputError` (S101-S108) or `UsageError` (S201)."""
    return reports_from_bytes(read_bytes(path, limit), given, str(path))


def reports_from_stream(stream: BinaryIO, given: Given = NOTHING_GIVEN, where: str = "standard input", limit: int = LIMIT) -> tuple[Report, ...]:
    """The reports in a binary stream, read to its end. Raises as `reports_from_path`."""
    return reports_from_bytes(read_stream(stream, where, limit), given, where)


def reports_from_bytes(data: bytes, given: Given = NOTHING_GIVEN, where: str | None = None) -> tuple[Report, ...]:
    """The reports in some bytes of any known format. Raises as `reports_from_path`."""
    return tuple(make_report(document, given, where) for document in detect(data, where).read(data, where))
