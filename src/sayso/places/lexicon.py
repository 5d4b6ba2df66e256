"""The words that tell a place from other names: groups of ``data/words.toml`` and the lists beside it."""

import tomllib
from dataclasses import dataclass
from functools import cache

from sayso.errors import InstallError
from sayso.places.facts import data_folder


@dataclass(frozen=True, slots=True)
class Group:
    """One group of words with an example of its use; ``places`` are the toponyms of the example, each with its role."""

    id: str
    words: frozenset[str]
    example: str
    places: tuple[tuple[str, str], ...]


@cache
def groups() -> dict[str, Group]:
    """Every group by its id. Raises `InstallError` (S402) where the file is damaged."""
    try:
        loaded = tomllib.loads((data_folder() / "words.toml").read_text(encoding="utf-8"))
        return {
            g["id"]: Group(g["id"], frozenset(g["words"]), g["example"], tuple((p.rpartition(":")[0], p.rpartition(":")[2]) for p in g["places"]))
            for g in loaded["group"]
        }
    except (OSError, KeyError, tomllib.TOMLDecodeError) as error:
        raise InstallError("S402", "the word lists of places cannot be read.", where="words.toml", fix="Reinstall Sayso.") from error


@cache
def words(group: str) -> frozenset[str]:
    """The words of one group."""
    return groups()[group].words


@cache
def listed(name: str) -> frozenset[str]:
    """The words of one list (``common``, ``given``, ``surnames``), one a line."""
    lines = (data_folder() / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))
