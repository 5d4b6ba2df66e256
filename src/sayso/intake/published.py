"""Publication dates as users and wires give them: an ISO date, or a datetime with its zone."""

import datetime as dt
import re

from sayso.errors import UsageError

DATE = re.compile(r"\d{4}-\d{2}-\d{2}\Z", re.ASCII)
DATETIME = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?(?:Z|[+-]\d{2}:\d{2})\Z", re.ASCII)
FIX = "Write YYYY-MM-DD, or YYYY-MM-DDThh:mm+hh:mm with the publisher's time zone."


def check_published(value: str, where: str | None = None) -> str:
    """Check a publication date and give it back unchanged. Raises `UsageError` (S201) on anything but the two forms."""
    day, moment = DATE.match(value), DATETIME.match(value)
    try:
        if day:
            dt.date.fromisoformat(value)
        elif moment:
            dt.datetime.fromisoformat(value)
    except ValueError as problem:
        raise UsageError("S201", f"{value!r} is no day of the calendar.", where=where, fix=FIX) from problem
    if not day and not moment:
        raise UsageError("S201", f"{value!r} is no publication date.", where=where, fix=FIX)
    return value
