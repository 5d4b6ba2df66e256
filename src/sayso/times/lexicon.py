"""The words of the time grammar and the named days, loaded from their data files."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

from sayso.language.analysis import Analysis
from sayso.times.pieces import cut

Entry = tuple[tuple[str, ...], str, int | str]


@dataclass(frozen=True)
class Holiday:
    """A named day or feast; which fields count depends on ``kind`` (see ``data/holidays.toml``)."""

    kind: str
    year: int = 0
    month: int = 0
    day: int = 0
    weekday: int = 0
    nth: int = 0
    offset: int = 0
    length: int = 1
    first: str = ""
    last: str = ""


@dataclass(frozen=True)
class Lexicon:
    """``entries`` by first word (words, class, value; longest first), the words that begin ``numerals``, word ``lists``, the named days."""

    entries: dict[str, tuple[Entry, ...]]
    numerals: frozenset[str]
    lists: dict[str, frozenset[str]]
    holidays: tuple[Holiday, ...]


def data() -> Path:
    """The folder of the data files that come with this room."""
    return Path(str(files("sayso.times"))) / "data"


@cache
def load_lexicon(folder: Path) -> Lexicon:
    """The lexicon in ``lexicon.toml`` and ``holidays.toml`` of a folder."""
    tables = tomllib.loads((folder / "lexicon.toml").read_text(encoding="utf-8"))
    feasts = tomllib.loads((folder / "holidays.toml").read_text(encoding="utf-8"))["holiday"]
    lists = {name: frozenset(words) for name, words in tables.pop("lists").items()}
    found: list[Entry] = [(split(words), name, value) for name, table in tables.items() for words, value in table.items()]
    holidays = []
    for number, feast in enumerate(feasts):
        found += [(split(name), "holiday", number) for name in feast["names"]]
        holidays.append(Holiday(**{key: value for key, value in feast.items() if key not in {"names", "example"}}))
    entries: dict[str, list[Entry]] = {}
    for entry in found:
        entries.setdefault(entry[0][0], []).append(entry)
    ordered = {word: tuple(sorted(rows, key=lambda row: -len(row[0]))) for word, rows in entries.items()}
    numerals = frozenset(tables["cardinal"]) | frozenset(tables["ordinal"])
    return Lexicon(entries=ordered, numerals=numerals, lists=lists, holidays=tuple(holidays))


def split(words: str) -> tuple[str, ...]:
    """The pieces of a lexicon entry."""
    return cut(Analysis(text=words, starts=(), ends=(), sentences=())).words
