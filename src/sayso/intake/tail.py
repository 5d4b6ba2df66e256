"""The tail of a report: credit lines, copyright and end marks, found without cutting anything out.

Read from the last line upwards, as long as what is there is no story. A name alone, after a dash or in brackets is a
credit only where it is a listed agency, looks like one, or is the agency of the dateline: ``— Benjamin Franklin`` is not.
"""

import re
from dataclasses import dataclass

from sayso.intake.agencies import load_agencies
from sayso.intake.lines import Range, blocks
from sayso.intake.patterns import CreditPattern, load_patterns

REACH = 3000
MOST_BLOCKS = 5
LONGEST = 600


@dataclass(frozen=True, slots=True)
class Tail:
    """The credit lines below a story, in the order of the text, the agency that the last of them names, and a copyright line."""

    credits: tuple[Range, ...] = ()
    agency: str | None = None
    rights: str | None = None


@dataclass(frozen=True, slots=True)
class _Credit:
    span: Range
    agency: str | None = None
    rights: bool = False


def read_tail(text: str, agency: str | None = None) -> Tail:
    """Find the frame at the bottom of a text, given the agency of its dateline, in time bounded by `REACH` characters."""
    start = max(0, len(text) - REACH)
    region = blocks(text, start, len(text))
    found: list[_Credit] = []
    for block in reversed(region[1:][-MOST_BLOCKS:]):
        rows, goes_on = _read_block(text, block, agency)
        found += rows
        if not goes_on:
            break
    else:
        if region and len(region) <= MOST_BLOCKS:
            found += _read_lines(text, region[0][1:], agency)[0]
    found.reverse()
    rights = next((text[slice(*c.span)] for c in found if c.rights), None)
    named = next((c.agency for c in reversed(found) if c.agency), None)
    return Tail(credits=tuple(c.span for c in found), agency=named, rights=rights)


def _read_block(text: str, block: list[Range], agency: str | None) -> tuple[list[_Credit], bool]:
    """The credits of a block, from the bottom, and whether the search goes on above it."""
    whole = (block[0][0], block[-1][1])
    credit = _credit(text, whole, agency)
    if credit is not None:
        return [credit], True
    if whole[1] - whole[0] <= LONGEST and load_patterns().note.fullmatch(text, *whole):
        return [], True
    return _read_lines(text, block, agency)


def _read_lines(text: str, lines: list[Range], agency: str | None) -> tuple[list[_Credit], bool]:
    """The credits among the last of some lines, and whether all lines were credits or notes."""
    found: list[_Credit] = []
    for line in reversed(lines):
        credit = _credit(text, line, agency)
        if credit is not None:
            found.append(credit)
        elif not load_patterns().note.fullmatch(text, *line):
            return found, False
    return found, True


def _credit(text: str, span: Range, agency: str | None) -> _Credit | None:
    """The credit that a whole line or block is."""
    piece = text[slice(*span)]
    if len(piece) > LONGEST:
        return None
    for entry in load_patterns().credit:
        match = entry.pattern.fullmatch(piece)
        if match is None:
            continue
        named = _named(entry, match, agency)
        if entry.sure or named:
            return _Credit(span, named, entry.rights)
    return None


def _named(entry: CreditPattern, match: re.Match[str], agency: str | None) -> str | None:
    """The agency that a credit line names; an unlisted one as printed."""
    printed = match.groupdict().get("agency")
    if printed is None:
        return None
    printed = " ".join(printed.split())
    agencies = load_agencies()
    known = agencies.known(printed) or agencies.known(printed.rstrip("."))
    if known is not None or entry.sure:
        return known or printed
    if agency is not None and printed.casefold() == agency.casefold():
        return agency
    bare = match.start("agency") == match.start()
    return printed if not bare and agencies.likely(printed) else None
