"""The closed lists of an annotation: PLOVER's names, country codes, kinds of counts, and what follows from a status."""

import functools
import tomllib
from dataclasses import dataclass
from importlib import resources


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
    """The scheme that comes with the package."""
    folder = resources.files("sayso.evaluation.gold") / "data"
    plover = tomllib.loads((folder / "plover.toml").read_text(encoding="utf-8"))
    lists = tomllib.loads((folder / "scheme.toml").read_text(encoding="utf-8"))
    return Scheme(
        types={name: EventType(name, row["quad"], row["recipient"], row["definition"], row["modes"]) for name, row in plover["types"].items()},
        contexts=plover["contexts"],
        countries=frozenset(lists["countries"].split()) | frozenset(lists["actor_codes"].split()),
        counts=frozenset(lists["counts"].split()),
        pronouns=frozenset(lists["pronouns"].split()),
        mods=frozenset(lists["mods"].split()),
        status_realis={name: tuple(row) for name, row in lists["status_realis"].items()},
        realis_factuality=lists["realis_factuality"],
        act_status={name: tuple(row) for name, row in lists["act_status"].items()},
        forgotten={name: frozenset(words.split()) for name, words in lists["forgotten"].items()},
    )
