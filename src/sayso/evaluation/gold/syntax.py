"""The plain-text annotation format: characters to lines, lines to records with their fields.

A record starts at the margin, its fields are indented below it. A line holds words, ``key=value`` attributes and quotes, between
straight double quotation marks or, where the quoted words hold such marks themselves, between back-ticks. ``#`` followed by anything
but a digit starts a comment (``#2`` is an occurrence number). Nothing nests, nothing is escaped, and every line is read in linear time.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

_PIECE = re.compile(r'(?P<space>\s+)|"(?P<plain>[^"]*)"|`(?P<tick>[^`]*)`|(?P<bare>[^\s"`]+)|(?P<stray>["`])')
_LOCATOR = re.compile(r"(?:p(?P<first>\d{1,3})(?:-(?P<last>\d{1,3}))?)?(?:#(?P<number>\d{1,4}))?\Z")
LONGEST = 10_000
_TO = ("..", "…")
_EVERY = ("*",)
_ATTRIBUTE = re.compile(r"[A-Za-z_]\w*=")


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of the report between delimiters."""

    text: str


@dataclass(frozen=True, slots=True)
class Near:
    """``~"…"``: the longer words that hold the quote before it."""

    text: str


@dataclass(frozen=True, slots=True)
class Attribute:
    """``key=value``; ``quoted`` where the value stood between delimiters."""

    key: str
    value: str
    quoted: bool = False


Token = str | Quote | Near | Attribute


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its number (from 1), its first word and what follows it."""

    number: int
    word: str
    tokens: tuple[Token, ...]
    indented: bool = False


@dataclass(frozen=True, slots=True)
class Node:
    """A record: its line and the lines of its fields."""

    line: Line
    fields: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Locator:
    """Which occurrence is meant: paragraphs ``first..last`` (from 1; 0 is the whole report, None the scope of the record) and its number there."""

    first: int | None = None
    last: int | None = None
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Pick:
    """A quote as it was written: its words, the words it runs to (``"…" .. "…"``), where it is, or that every occurrence is meant (``*``)."""

    text: str
    to: str | None = None
    near: str | None = None
    locators: tuple[Locator, ...] = ()
    every: bool = False


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that the format does not allow, and what to do."""

    number: int
    what: str
    fix: str


@dataclass
class _Row:
    tokens: list[Token] = field(default_factory=list)
    pending: str | None = None


def nodes(source: str) -> tuple[tuple[Node, ...], tuple[Fault, ...]]:
    """The records of an annotation, and the lines that are none (never raises)."""
    found: list[tuple[Line, list[Line]]] = []
    faults: list[Fault] = []
    for line in _lines(source, faults):
        if not line.indented:
            found.append((line, []))
        elif found:
            found[-1][1].append(line)
        else:
            faults.append(Fault(line.number, "an indented line with no record above it", "Start each record at the margin."))
    return tuple(Node(line, tuple(fields)) for line, fields in found), tuple(faults)


def _lines(source: str, faults: list[Fault]) -> Iterator[Line]:
    for number, raw in enumerate(source.split("\n"), 1):
        tokens, fault = _tokens(raw) if len(raw) <= LONGEST else ((), f"a line of more than {LONGEST} characters")
        if fault:
            faults.append(Fault(number, fault, 'Quote with "…", or with back-ticks where the words hold straight marks.'))
        elif tokens and isinstance(tokens[0], str):
            yield Line(number, tokens[0], tokens[1:], raw[0] in " \t")
        elif tokens:
            faults.append(Fault(number, "a line must start with a word", "Name the record or the field first."))


def _tokens(raw: str) -> tuple[tuple[Token, ...], str | None]:
    row = _Row()
    for match in _PIECE.finditer(raw):
        if match["stray"]:
            return (), f"a quotation mark {match['stray']} that is never closed"
        if match["bare"]:
            if match["bare"][0] == "#" and not match["bare"][1:2].isdigit():
                break
            _bare(row, match["bare"])
        elif match["space"]:
            _flush(row)
        else:
            _quoted(row, match["plain"] if match["plain"] is not None else match["tick"])
    _flush(row)
    return tuple(row.tokens), None


def _flush(row: _Row) -> None:
    """Let go of a ``key=`` or ``~`` that no quote followed."""
    if row.pending is not None:
        row.tokens.append(Attribute(row.pending[:-1], "") if row.pending != "~" else row.pending)
    row.pending = None


def _bare(row: _Row, word: str) -> None:
    _flush(row)
    word = word.rstrip(",;")
    if word == "~" or (word.endswith("=") and _ATTRIBUTE.fullmatch(word)):
        row.pending = word
    elif match := _ATTRIBUTE.match(word):
        row.tokens.append(Attribute(word[: match.end() - 1], word[match.end() :]))
    elif word.endswith("~") and len(word) > 1:
        row.tokens.append(word[:-1])
        row.pending = "~"
    elif word:
        row.tokens.append(word)


def _quoted(row: _Row, text: str) -> None:
    if row.pending is None:
        row.tokens.append(Quote(text))
    elif row.pending == "~":
        row.tokens.append(Near(text))
    else:
        row.tokens.append(Attribute(row.pending[:-1], text, quoted=True))
    row.pending = None


def locator(word: str) -> Locator | None:
    """What ``#2``, ``p3``, ``p3-4`` or ``p3#2`` says, or None where a word is no locator."""
    match = _LOCATOR.match(word)
    if not word or match is None:
        return None
    first = int(match["first"]) if match["first"] else None
    return Locator(first, int(match["last"]) if match["last"] else first, int(match["number"]) if match["number"] else None)


def picks(tokens: tuple[Token, ...]) -> tuple[tuple[Pick, ...], tuple[Token, ...]]:
    """The quotes among tokens with all that locates them, and the tokens that are left, in order."""
    found: list[Pick] = []
    rest: list[Token] = []
    to = False
    for token in tokens:
        if isinstance(token, Quote):
            if to and found:
                found[-1] = _with(found[-1], to=token.text)
            else:
                found.append(Pick(token.text))
            to = False
            continue
        if found and token in _TO:
            to = True
            continue
        changed = _located(found[-1], token) if found and not rest else None
        if changed is not None:
            found[-1] = changed
        else:
            rest.append(token)
    return tuple(found), tuple(rest)


def _located(pick: Pick, token: Token) -> Pick | None:
    if isinstance(token, Near):
        return _with(pick, near=token.text)
    if token in _EVERY:
        return _with(pick, every=True)
    place = locator(token) if isinstance(token, str) else None
    if place is None:
        return None
    last = pick.locators[-1] if pick.locators else None
    if last is not None and last.first is not None and last.number is None and place.first is None:
        return _with(pick, locators=(*pick.locators[:-1], Locator(last.first, last.last, place.number)))
    return _with(pick, locators=(*pick.locators, place))


def _with(pick: Pick, *, to: str | None = None, near: str | None = None, locators: tuple[Locator, ...] = (), every: bool = False) -> Pick:
    return Pick(pick.text, to or pick.to, near or pick.near, locators or pick.locators, every or pick.every)
