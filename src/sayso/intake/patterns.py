"""The patterns of tags, slugs, notes, bylines and credit lines (``data/frame.toml``), compiled once."""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class CreditPattern:
    """A credit line: ``sure`` ones need no known agency; ``rights`` ones state a copyright."""

    pattern: re.Pattern[str]
    sure: bool
    rights: bool


@dataclass(frozen=True, slots=True)
class FramePatterns:
    """What can stand around a story. Tags match at the start of a line, the others all of a line or block."""

    tag: re.Pattern[str]
    revision: re.Pattern[str]
    slug: re.Pattern[str]
    note: re.Pattern[str]
    byline_opens: tuple[str, ...]
    byline_small: frozenset[str]
    credit: tuple[CreditPattern, ...]


@cache
def load_patterns() -> FramePatterns:
    """Read and compile the patterns that ship with Sayso."""
    raw = tomllib.loads(files(__package__).joinpath("data/frame.toml").read_text(encoding="utf-8"))
    revisions = [entry["pattern"] for entry in raw["tag"] if entry["revision"]]
    return FramePatterns(
        tag=re.compile(rf"(?:{_any(entry['pattern'] for entry in raw['tag'])})(?=\s?[-:/–—]|\s*\Z)"),
        revision=re.compile(rf"(?<!\w)(?:{_any(revisions)})(?!\w)"),
        slug=re.compile(_any(entry["pattern"] for entry in raw["slug"])),
        note=re.compile(_any(entry["pattern"] for entry in raw["note"]), re.DOTALL),
        byline_opens=tuple(sorted(raw["byline"]["opens"], key=len, reverse=True)),
        byline_small=frozenset(raw["byline"]["small"]),
        credit=tuple(CreditPattern(re.compile(entry["pattern"]), sure=entry["sure"], rights=entry.get("rights", False)) for entry in raw["credit"]),
    )


def _any(patterns: Iterable[str]) -> str:
    return "|".join(f"(?:{pattern})" for pattern in patterns)
