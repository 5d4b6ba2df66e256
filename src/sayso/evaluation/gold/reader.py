"""What every layer's reading of an annotation shares: its problems, its spans, its closed lists."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeVar

from sayso.evaluation.gold.finder import Finder, NotFoundError
from sayso.evaluation.gold.scheme import Scheme, scheme
from sayso.evaluation.gold.syntax import Attribute, Line, Locator, Node, Token, locator, picks
from sayso.records import Span
from sayso.vocabulary import Kind

Member = TypeVar("Member", bound=StrEnum)
_ID = re.compile(r"([A-Z])\d{1,4}(?:\.\d+)?[a-z]?\Z")


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong (``error``) or doubtful (``warning``) in an annotation, with its line (from 1) and what to do."""

    path: str
    line: int
    level: str
    what: str
    fix: str = ""

    def __str__(self) -> str:
        """Write it as editors read it: file, line, level, what, and what to do."""
        return f"{self.path}:{self.line}: {self.level}: {self.what} {self.fix}".rstrip()


@dataclass(frozen=True, slots=True)
class Name:
    """A proper name of the report, its kind, and its entity where it has one."""

    span: Span
    kind: Kind
    entity: str | None = None


@dataclass
class Reader:
    """Collects the problems of one annotation while its records are read."""

    path: str
    finder: Finder
    problems: list[Problem] = field(default_factory=list)
    lines: dict[str, int] = field(default_factory=dict)

    @property
    def scheme(self) -> Scheme:
        """The closed lists."""
        return scheme()

    def error(self, line: int, what: str, fix: str = "") -> None:
        """Note an error."""
        self.problems.append(Problem(self.path, line, "error", what, fix))

    def warn(self, line: int, what: str, fix: str = "") -> None:
        """Note something doubtful."""
        self.problems.append(Problem(self.path, line, "warning", what, fix))

    def identity(self, node: Node, letter: str) -> str:
        """The id of a record, unique and beginning with its letter; a made-up one where it has none."""
        first = node.line.tokens[0] if node.line.tokens else None
        match = _ID.match(first) if isinstance(first, str) else None
        if match is None or match[1] != letter:
            self.error(node.line.number, f"a {node.line.word} starts with its id", f"Write: {node.line.word} {letter}1 …")
            first = f"{letter}0-{node.line.number}"
        elif first in self.lines:
            self.error(node.line.number, f"{first} is there twice (line {self.lines[str(first)]})", "Give it another number.")
            first = f"{first}-{node.line.number}"
        self.lines[str(first)] = node.line.number
        return str(first)

    def spans(self, line: Line, tokens: tuple[Token, ...], scope: Locator | None) -> tuple[tuple[Span, ...], tuple[Token, ...]]:
        """The spans that a line quotes, and its other tokens; a quote that is not found is an error and left out."""
        wanted, rest = picks(tokens)
        found: list[Span] = []
        for pick in wanted:
            try:
                found.extend(self.finder.spans(pick, scope))
            except NotFoundError as problem:
                self.error(line.number, problem.what, problem.fix)
        return tuple(found), rest

    def only(self, line: Line, tokens: tuple[Token, ...], scope: Locator | None) -> Span | None:
        """The one span that a line quotes."""
        found, rest = self.spans(line, tokens, scope)
        self.leftover(line, rest)
        if len(found) != 1:
            if not self.has_error(line.number):
                self.error(line.number, f"{line.word} needs one quote, not {len(found)}", 'Write one "…".')
            return found[0] if found else None
        return found[0]

    def has_error(self, line: int) -> bool:
        """Whether a line has been found faulty already."""
        return any(p.line == line and p.level == "error" for p in self.problems)

    def leftover(self, line: Line, rest: Iterable[Token]) -> None:
        """Complain of tokens that nothing has read."""
        for token in rest:
            shown = f"{token.key}=" if isinstance(token, Attribute) else token if isinstance(token, str) else f'"{token.text}"'
            self.error(line.number, f"{shown} means nothing here", "See docs/guideline.md for what this line may hold.")

    def member(self, line: Line, word: str, closed: type[Member]) -> Member | None:
        """A word of a closed list, or None with an error."""
        try:
            return closed(word)
        except ValueError:
            self.error(line.number, f"{word!r} is no {closed.__name__.lower()}", f"Use one of: {' '.join(closed)}.")
            return None

    def listed(self, line: Line, values: Iterable[str], closed: Iterable[str], what: str) -> tuple[str, ...]:
        """The values, each checked against a closed list."""
        allowed = tuple(closed)
        for value in values:
            if value not in allowed:
                hint = f"Use one of: {' '.join(sorted(allowed))}." if len(allowed) < 60 else "Use ISO 3166-1 alpha-3 or UNO EUR IGO NGO ISM IMG MNC."  # noqa: PLR2004
                self.error(line.number, f"{value!r} is no {what}", hint)
        return tuple(value for value in values if value in allowed)

    def country(self, line: Line, value: str | None) -> str | None:
        """A country or PLOVER actor code, checked."""
        return (self.listed(line, (value,), self.scheme.countries, "country code") or (None,))[0] if value else None


def split(tokens: Iterable[Token]) -> tuple[dict[str, str], tuple[Token, ...]]:
    """The attributes among tokens and the other tokens."""
    kept = tuple(tokens)
    return {t.key: t.value for t in kept if isinstance(t, Attribute)}, tuple(t for t in kept if not isinstance(t, Attribute))


def scope_of(tokens: Iterable[Token]) -> tuple[Locator | None, tuple[Token, ...]]:
    """The paragraphs that a record's first line names (``p3``), and the other tokens."""
    scope: Locator | None = None
    rest: list[Token] = []
    for token in tokens:
        place = locator(token) if isinstance(token, str) else None
        if place is not None and place.number is None:
            scope = place
        else:
            rest.append(token)
    return scope, tuple(rest)


def values(text: str | None) -> tuple[str, ...]:
    """The values of a list written with commas."""
    return tuple(v for v in (text or "").split(",") if v)
