"""``--published-from``: a table of publication dates by file name."""

import datetime as dt
import tomllib
from pathlib import Path

from sayso.errors import DataError, UsageError
from sayso.intake import check_published


def read_dates(path: Path) -> dict[str, str]:
    """The dates of a TOML file's table ``[published]``, by file name. Raises `DataError` (S305)."""
    where = str(path)
    try:
        raw = tomllib.loads(path.read_bytes().decode("utf-8"))
    except OSError as problem:
        raise DataError("S305", f"it cannot be read ({problem.strerror}).", where=where) from problem
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as problem:
        raise DataError("S305", "it is not proper TOML.", where=where, fix="Check the file.") from problem
    table = raw.get("published")
    if not isinstance(table, dict):
        raise DataError("S305", "it has no table [published].", where=where, fix='Write [published] and lines like "report.txt" = 2015-12-26.')
    try:
        return {name: check_published(_written(value)) for name, value in table.items()}
    except UsageError as problem:
        raise DataError("S305", problem.what, where=where, fix=problem.fix) from problem


def _written(value: object) -> str:
    """A TOML date or datetime, or a string, as a string."""
    return value.isoformat() if isinstance(value, (dt.date, dt.datetime)) else str(value)
