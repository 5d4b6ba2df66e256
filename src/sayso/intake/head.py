"""The head of a report: slugs, headline, notes, byline and dateline, found without cutting anything out.

Blocks of lines are read from the top until the story begins. A headline is the one short paragraph without a final stop
that comes before byline, dateline or story; where two could be it, or what follows does not bear it out, there is none.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sayso.intake.agencies import load_agencies
from sayso.intake.dateline import FoundDateline, find_dateline, load_calendar
from sayso.intake.lines import Range, blocks
from sayso.intake.patterns import load_patterns

REACH = 6000
MOST_BLOCKS = 14
LONGEST_HEADLINE = 200
MOST_LINES = 3
FEWEST_WORDS = 2
LONGEST_BYLINE = 120
LONGEST_UNDER_BYLINE = 60
SHORTEST_STORY = 60
FINAL_STOP = re.compile(r"[.…][\"”’'»)\]]*\Z")
INNER_STOPS = re.compile(r"(?:\w\.){2,}\Z")
OPEN_END = re.compile(r"[,;:(\-–—]\Z")
ASKS = re.compile(r"[?!][\"”’'»)\]]*\Z")
NAME_END = re.compile(r"\b(?:\w|Jr|Sr|Dr|St)\.\Z")
SEGMENT = re.compile(r"[^,|/;()–—]+")
FRAME = frozenset({"byline", "dateline", "note", "credit"})


@dataclass(frozen=True, slots=True)
class Unit:
    """One piece of the head: ``slug``, ``note``, ``byline``, ``credit``, ``dateline``, ``short`` (perhaps a headline) or ``story``."""

    kind: str
    start: int
    end: int
    dateline: FoundDateline | None = None


@dataclass(frozen=True, slots=True)
class Head:
    """What the head of a report says; ranges are code points of the text."""

    headline: Range | None = None
    byline: Range | None = None
    dateline: FoundDateline | None = None
    credits: tuple[Range, ...] = ()
    agency: str | None = None
    revision: str | None = None


def read_head(text: str) -> Head:
    """Find the frame at the top of a text, in time bounded by `REACH` characters."""
    units = list(_units(text))
    byline = next((u for u in units if u.kind == "byline"), None)
    last = next((u for u in units if u.kind == "dateline"), None)
    credited = [_known_part(text, u) for u in units if u.kind in {"byline", "credit"}]
    ranges = tuple(r for r in credited if r is not None)
    return Head(
        headline=_headline(text, units),
        byline=(byline.start, byline.end) if byline else None,
        dateline=last.dateline if last else None,
        credits=ranges,
        agency=load_agencies().known(text[slice(*ranges[0])]) if ranges else None,
        revision=_revision(text, units),
    )


def _units(text: str) -> Iterator[Unit]:
    """The pieces of the head in order, the last of them the beginning of the story."""
    stop = min(len(text), REACH)
    for block in blocks(text, 0, stop)[:MOST_BLOCKS]:
        whole = Unit("note", block[0][0], block[-1][1])
        if load_patterns().note.fullmatch(text, whole.start, whole.end):
            yield whole
            continue
        for unit in _block_units(text, block):
            yield unit
            if unit.kind in {"dateline", "story"}:
                return


def _block_units(text: str, block: list[Range]) -> Iterator[Unit]:
    """The pieces of one block: its first lines are looked at one by one, as wires often leave no blank lines."""
    first, end = 0, block[-1][1]
    after_byline = False
    for number, (start, stop) in enumerate(block):
        kind = _line_kind(text, start, stop) if number - first < MOST_LINES else "plain"
        dateline = find_dateline(text, start, end) if kind == "plain" and number - first < MOST_LINES else None
        if dateline is not None and dateline.weak and not _bears_weak(text, start, end):
            dateline = None
        if (
            kind == "plain"
            and dateline is None
            and after_byline
            and stop - start <= LONGEST_UNDER_BYLINE
            and not FINAL_STOP.search(text, start, stop)
        ):
            kind = "note"
        if kind == "plain" and dateline is None:
            after_byline = False
            continue
        if number > first:
            yield _plain(text, block[first:number])
        if dateline is not None:
            yield Unit("dateline", start, end, dateline)
            return
        yield Unit(kind, start, stop)
        after_byline = kind == "byline" or (after_byline and kind in {"note", "credit"})
        first = number + 1
    if first < len(block):
        yield _plain(text, block[first:])


def _line_kind(text: str, start: int, stop: int) -> str:
    """What a line is by itself."""
    line, patterns = text[start:stop], load_patterns()
    if len(line) > LONGEST_HEADLINE:
        return "plain"
    tag = patterns.tag.match(line)
    if patterns.slug.fullmatch(line) or (tag is not None and not line[tag.end() :].strip(" -:/–—")):
        return "slug"
    if patterns.note.fullmatch(line):
        return "note"
    if is_byline(line):
        return "byline"
    if load_agencies().known(line):
        return "credit"
    return "slug" if line.isalpha() else "plain"


def is_byline(line: str) -> bool:
    """Whether a line reads ``By Name and Name in Place, Role``: capitalised words and the few small ones that such lines hold."""
    patterns, calendar = load_patterns(), load_calendar()
    opening = next((o for o in patterns.byline_opens if line.startswith(f"{o} ")), None)
    if opening is None or len(line) > LONGEST_BYLINE or (line.endswith(".") and not NAME_END.search(line)):
        return False
    words = re.findall(r"[^\W_][\w'’.\-]*", line[len(opening) :])
    if not words or words[0].casefold() in calendar.weekdays or (words[0].casefold() in calendar.months and len(words) == 1):
        return False
    named = any(w[0].isupper() for w in words) or "correspondent" in line or "reporter" in line or "writer" in line
    return named and all(w[0].isupper() or w in patterns.byline_small for w in words) and not any(c.isdigit() for c in line)


def _plain(text: str, lines: list[Range]) -> Unit:
    """A run of plain lines: short enough for a headline and without a final stop, or the story."""
    start, end = lines[0][0], lines[-1][1]
    piece = text[start : min(end, start + LONGEST_HEADLINE + 1)]
    short = (
        end - start <= LONGEST_HEADLINE
        and len(lines) <= MOST_LINES
        and len(piece.split()) >= FEWEST_WORDS
        and not OPEN_END.search(piece)
        and (not FINAL_STOP.search(piece) or INNER_STOPS.search(piece) is not None)
    )
    return Unit("short" if short else "story", start, end)


def _bears_weak(text: str, start: int, end: int) -> bool:
    """Whether a paragraph is a story's: only then do capital letters alone make its beginning a dateline."""
    if load_patterns().tag.match(text, start, end):
        return False
    return end - start >= SHORTEST_STORY and (end - start > LONGEST_HEADLINE or FINAL_STOP.search(text, start, end) is not None)


def _headline(text: str, units: list[Unit]) -> Range | None:
    shorts = [number for number, unit in enumerate(units) if unit.kind == "short"]
    if len(shorts) != 1 or any(unit.kind in {"byline", "dateline"} for unit in units[: shorts[0]]) or shorts[0] + 1 == len(units):
        return None
    unit, following = units[shorts[0]], units[shorts[0] + 1]
    if following.kind in FRAME:
        return unit.start, unit.end
    borne_out = (
        following.kind == "story"
        and following.end - following.start > max(unit.end - unit.start, SHORTEST_STORY)
        and (FINAL_STOP.search(text, following.start, following.end) is not None or following.end - following.start > LONGEST_HEADLINE)
        and not ASKS.search(text, unit.start, unit.end)
    )
    return (unit.start, unit.end) if borne_out else None


def _known_part(text: str, unit: Unit) -> Range | None:
    """The part of a byline or credit line that is a listed agency."""
    for segment in SEGMENT.finditer(text, unit.start, unit.end):
        printed = segment[0]
        if load_agencies().known(printed):
            return segment.start() + len(printed) - len(printed.lstrip()), segment.start() + len(printed.rstrip())
    return None


def _revision(text: str, units: list[Unit]) -> str | None:
    """The first tag of the head that says which version of a story this is, as printed."""
    for unit in units:
        if unit.kind == "slug":
            found = load_patterns().revision.search(text, unit.start, unit.end)
        elif unit.kind == "short":
            tag = load_patterns().tag.match(text, unit.start, unit.end)
            found = load_patterns().revision.fullmatch(text, unit.start, tag.end()) if tag else None
        else:
            found = None
        if found:
            return found[0]
    return None
