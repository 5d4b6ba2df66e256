"""The makers by name: rules say with ``make`` which one turns what they captured into a meaning."""

from collections.abc import Callable

from sayso.times import make_amounts, make_calendar, make_clock, make_lists
from sayso.times.captures import Captures, Made, Settings, Site

Maker = Callable[[Captures, Settings, Site], Made | None]

MAKERS: dict[str, Maker] = {
    "calendar": make_calendar.make_calendar,
    "iso": make_calendar.make_iso,
    "slashed": make_calendar.make_slashed,
    "holiday": make_calendar.make_holiday,
    "eve": make_calendar.make_eve,
    "nth": make_calendar.make_nth,
    "weekday_of": make_calendar.make_weekday_of,
    "modify": make_calendar.make_modify,
    "rest": make_calendar.make_rest,
    "side": make_calendar.make_side,
    "deictic": make_calendar.make_deictic,
    "day": make_calendar.make_day,
    "same_time": make_calendar.make_same_time,
    "same_of_last_year": make_calendar.make_same_of_last_year,
    "reference": make_calendar.make_reference,
    "shift": make_amounts.make_shift,
    "amount": make_amounts.make_amount,
    "duration": make_amounts.make_duration,
    "duration_of": make_amounts.make_duration_of,
    "set": make_amounts.make_set,
    "clock": make_clock.make_clock,
    "part": make_clock.make_part,
    "clock_day": make_clock.make_clock_day,
    "clock_alone": make_clock.make_clock_alone,
    "days": make_lists.make_days,
    "months": make_lists.make_months,
    "dates": make_lists.make_dates,
    "years": make_lists.make_years,
    "two_amounts": make_lists.make_two_amounts,
    "clocks": make_lists.make_clocks,
}
