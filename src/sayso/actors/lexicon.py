"""What common words say of an actor: head nouns ("troops"), modifiers ("opposition") and links ("-led", "-backed").

Plurals are made from the words of the tables, so that a look-up needs no lemma.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple, TypeVar

from sayso.actors.pieces import cut
from sayso.actors.tables import Row, packaged
from sayso.vocabulary import Kind, Sector

HEAD_FORCES = ("office", "own", "open", "state", "none", "apart")
MODIFIER_FORCES = ("over", "give", "add", "past", "wide")
EFFECTS = ("led", "apart", "run", "home")
_T = TypeVar("_T", "Head", "Modifier")


class Head(NamedTuple):
    """A head noun: its sectors, how strongly they hold (``docs/actors.md``), and what it is."""

    sectors: tuple[Sector, ...]
    force: str
    kind: Kind
    source: str
    word: str
    plural: bool = False
    country: str | None = None


class Modifier(NamedTuple):
    """A word before the head: its sectors and what they do to the head's."""

    sectors: tuple[Sector, ...]
    force: str
    source: str
    word: str


@dataclass(frozen=True)
class Lexicon:
    """Head nouns, modifiers and words of organisations' names by their first piece, longest first; the pattern of links with their effects."""

    heads: Mapping[str, tuple[tuple[tuple[str, ...], Head], ...]]
    modifiers: Mapping[str, tuple[tuple[tuple[str, ...], Modifier], ...]]
    names: Mapping[str, tuple[tuple[tuple[str, ...], Modifier], ...]]
    effects: Mapping[str, tuple[str, str]]
    link: re.Pattern[str]

    @staticmethod
    def load() -> "Lexicon":
        """The packaged tables, read once."""
        return _load()


@cache
def _load() -> Lexicon:
    effects = {word: (row.cell("effect"), row.source) for row in packaged("actors", "links.tsv") for word in row.listed("words")}
    words = "|".join(sorted(effects, key=len, reverse=True))
    return Lexicon(
        heads=_index((words, head) for row in packaged("actors", "heads.tsv") for words, head in _heads(row)),
        modifiers=_index((cut(word), _modifier(row, word)) for row in packaged("actors", "modifiers.tsv") for word in row.listed("words")),
        names=_index((cut(word), _modifier(row, word)) for row in packaged("actors", "names.tsv") for word in row.listed("words")),
        effects=effects,
        link=re.compile(rf"\s?[-\u2010\u2011\u2013]?\s?({words})\b", re.IGNORECASE),
    )


def _index(items: Iterable[tuple[tuple[str, ...], _T]]) -> dict[str, tuple[tuple[tuple[str, ...], _T], ...]]:
    index: dict[str, list[tuple[tuple[str, ...], _T]]] = {}
    for words, item in items:
        index.setdefault(words[0], []).append((words, item))
    return {first: tuple(sorted(rows, key=lambda row: -len(row[0]))) for first, rows in index.items()}


def _heads(row: Row) -> Iterable[tuple[tuple[str, ...], Head]]:
    country, _, sectors = row.cell("sectors").rpartition("!")
    codes = tuple(Sector(code) for code in sectors.split())
    force, kind = row.cell("force"), Kind(row.cell("kind"))
    for word in row.listed("words"):
        yield cut(word), Head(codes, force, kind, row.source, word, country=country or None)
        more = plural(word)
        if more != word:
            yield cut(more), Head(codes, force, kind, row.source, word, plural=True, country=country or None)


def _modifier(row: Row, word: str) -> Modifier:
    return Modifier(tuple(Sector(code) for code in row.cell("sectors").split()), row.cell("force"), row.source, word)


def plural(word: str) -> str:
    """The regular plural of a noun phrase: of its last word, or of the word before "of"."""
    head, of, rest = word.partition(" of ")
    if head.endswith(("s", "men", "women", "people", "police", "forces", "media", "press", "infantry", "artillery", "mujahideen")):
        return word
    if head.endswith("y") and head[-2:-1] not in "aeiou":
        more = head[:-1] + "ies"
    elif head.endswith(("man", "woman")) and not head.endswith(("human", "ottoman")):
        more = head[:-2] + "en"
    elif head.endswith(("ch", "sh", "x", "z")):
        more = head + "es"
    elif head.endswith("child"):
        more = head + "ren"
    elif head.endswith("thief"):
        more = head[:-1] + "ves"
    else:
        more = head + "s"
    return more + of + rest
