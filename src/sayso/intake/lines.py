"""Lines and blocks of lines of a stretch of text, as ranges of code points."""

import re

LINE_END = re.compile(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")

Range = tuple[int, int]


def blocks(text: str, start: int, stop: int) -> list[list[Range]]:
    """The runs of lines between blank lines in ``[start, stop)``; every line trimmed of white space and never empty."""
    found: list[list[Range]] = []
    fresh = True
    position = start
    while position < stop:
        end = LINE_END.search(text, position, stop)
        last = end.start() if end else stop
        line = trim(text, position, last)
        if line is None:
            fresh = True
        elif fresh:
            found.append([line])
            fresh = False
        else:
            found[-1].append(line)
        position = end.end() if end else stop
    return found


def trim(text: str, start: int, stop: int) -> Range | None:
    """The range without the white space at both ends; None where nothing else is in it."""
    piece = text[start:stop]
    if not piece.strip():
        return None
    return start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())
