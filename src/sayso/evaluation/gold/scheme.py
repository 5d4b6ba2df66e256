"""The closed lists of an annotation: PLOVER's names, country codes, kinds of counts, and what follows from a status."""

import functools
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from typing import Any


@dataclass(frozen=True, slots=True)
class EventType:
    """A PLOVER type: its quad category, its modes and whether it needs a recipient."""

    name: str
    quad: str
    recipient: bool
    definition: str
    modes: dict[str, str]


@dataclass(frozen=True, slots=True)
class Scheme:
    """Everything that an annotation may name beyond the record's own closed lists."""

    types: dict[str, EventType]
    contexts: dict[str, str]
    countries: frozenset[str]
    counts: frozenset[str]
    pronouns: frozenset[str]
    mods: frozenset[str]
    status_realis: dict[str, tuple[str, ...]]
    realis_factuality: dict[str, str]
    act_status: dict[str, tuple[str, ...]]
    forgotten: dict[str, frozenset[str]]


@functools.cache
def scheme() -> Scheme:
    """The scheme that comes with the package: types, modes and contexts are those of the shipped codebook, whose frames are not read."""
    lists = tomllib.loads((resources.files("sayso.evaluation.gold") / "data" / "scheme.toml").read_text(encoding="utf-8"))
    book = tomllib.loads((resources.files("sayso.events") / "codebooks" / "plover.toml").read_text(encoding="utf-8"))
    return Scheme(
        types={name: _type(name, row) for name, row in book["types"].items()},
        contexts=_definitions(book["contexts"]),
        countries=frozenset(lists["countries"].split()) | frozenset(lists["actor_codes"].split()),
        counts=frozenset(lists["counts"].split()),
        pronouns=frozenset(lists["pronouns"].split()),
        mods=frozenset(lists["mods"].split()),
        status_realis={name: tuple(row) for name, row in lists["status_realis"].items()},
        realis_factuality=lists["realis_factuality"],
        act_status={name: tuple(row) for name, row in lists["act_status"].items()},
        forgotten={name: frozenset(words.split()) for name, words in lists["forgotten"].items()},
    )


def _type(name: str, row: Mapping[str, Any]) -> EventType:
    return EventType(name, row["quad"], row.get("recipient", False), row["definition"], _definitions(row.get("modes", {})))


def _definitions(table: Mapping[str, Any]) -> dict[str, str]:
    """The definition of each name; an entry is a string or a table with one."""
    return {name: row if isinstance(row, str) else row["definition"] for name, row in table.items()}
