"""Times: the time expressions of a report as TIMEX3 values with honest intervals, and the time of an event."""

from sayso.times.find import find_times
from sayso.times.when import when_of

__all__ = ["find_times", "when_of"]
