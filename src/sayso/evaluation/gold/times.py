"""Time expressions of an annotation."""

from datetime import date, datetime

from sayso.evaluation.gold.intervals import Interval, interval
from sayso.evaluation.gold.reader import Reader, split
from sayso.evaluation.gold.syntax import Line, Node, picks
from sayso.records import TimeExpression
from sayso.vocabulary import Precision, TimeType

KEYS = ("mod", "quant", "freq", "begin", "end", "first", "last", "precision", "anchor")


def times_of(found: list[Node], reader: Reader) -> dict[str, TimeExpression]:
    """The time expressions by id."""
    times = [time for node in found for time in _times(node, reader)]
    return {time.id: time for time in times}


def _times(node: Node, reader: Reader) -> list[TimeExpression]:
    line = node.line
    identity = reader.identity(node, "T")
    given, rest = split(line.tokens[1:])
    wanted, left = picks(rest)
    spans, _ = reader.spans(line, tuple(t for t in rest if t not in left), None)
    words = [t for t in left if isinstance(t, str)]
    kind = reader.member(line, words[0], TimeType) if words else None
    for key in given:
        if key not in KEYS:
            reader.error(line.number, f"{key}= means nothing here", f"Use: {' '.join(f'{k}=' for k in KEYS)}.")
    for row in node.fields:
        reader.error(row.number, "a time has no fields of its own lines", "Write its attributes on its line: first=2021-03-09.")
    if kind is None or len(words) != 2 or not wanted:  # noqa: PLR2004
        reader.error(line.number, "a time needs its words, a type and a value", 'Write: time T1 "Tuesday" DATE 2021-03-09')
        return []
    found = _interval(line, words[1], given, reader)
    return [
        TimeExpression(
            id=identity if number == 1 else f"{identity}.{number}",
            start=span.start,
            end=span.end,
            text=span.text,
            type=kind,
            value=words[1],
            mod=given.get("mod"),
            quant=given.get("quant"),
            freq=given.get("freq"),
            begin_point=given.get("begin"),
            end_point=given.get("end"),
            first=found.first,
            last=found.last,
            precision=found.precision,
            anchor=given.get("anchor"),
        )
        for number, span in enumerate(spans, 1)
    ]


def _interval(line: Line, value: str, given: dict[str, str], reader: Reader) -> Interval:
    """The interval that the value holds, with what the annotation says otherwise (``-`` for unknown)."""
    try:
        found = interval(value, given.get("mod"))
    except ValueError as error:
        reader.error(line.number, f"{value} is not in the calendar: {error}", "Write a TIMEX3 value.")
        found = Interval()
    precision = reader.member(line, given["precision"], Precision) if "precision" in given else found.precision
    return Interval(day(line, given, "first", found.first, reader), day(line, given, "last", found.last, reader), precision)


def day(line: Line, given: dict[str, str], key: str, default: str | None, reader: Reader) -> str | None:
    """The ISO day or minute of an attribute; ``-`` says unknown; the default where it is not written."""
    if key not in given:
        return default
    if given[key] == "-":
        return None
    for parse in (date.fromisoformat, datetime.fromisoformat):
        try:
            parse(given[key])
        except ValueError:
            continue
        return given[key]
    reader.error(line.number, f"{key}={given[key]} is no date", "Write YYYY-MM-DD, YYYY-MM-DDThh:mm, or - for unknown.")
    return default
