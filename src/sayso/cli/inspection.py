"""What is installed: the packages that ``sayso read`` needs, with versions and licences, and the state of model and gazetteer."""

import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import metadata
from importlib.resources import files

from sayso.errors import InstallError, SaysoError

PROJECT = "sayso"
LONGEST_LICENCE = 60
CLASSIFIER = "License :: "


@dataclass(frozen=True, slots=True)
class Package:
    """An installed package; ``licence`` is an SPDX expression or the words of its metadata, None where it states none."""

    name: str
    version: str
    licence: str | None


@dataclass(frozen=True, slots=True)
class Check:
    """One part of the installation: whether it is sound, and what is to be said of it."""

    name: str
    sound: bool
    says: str


@dataclass(frozen=True, slots=True)
class Credit:
    """Data that Sayso ships and owes to others."""

    what: str
    source: str
    licence: str


def needed_packages(root: str = PROJECT) -> tuple[tuple[Package, ...], tuple[str, ...]]:
    """The packages that the core needs, directly or not, on this machine, and the names of those that are missing."""
    found: dict[str, Package] = {}
    missing: set[str] = set()
    waiting = [root]
    while waiting:
        name = _canonical(waiting.pop())
        if name in found or name in missing:
            continue
        try:
            distribution = metadata.distribution(name)
        except metadata.PackageNotFoundError:
            missing.add(name)
            continue
        found[name] = Package(name, distribution.version, licence_of(distribution))
        waiting += _requirements(distribution)
    found.pop(_canonical(root), None)
    return tuple(found[name] for name in sorted(found)), tuple(sorted(missing))


def _requirements(distribution: metadata.Distribution) -> list[str]:
    """The names of what a package requires here, without its extras."""
    from packaging.requirements import Requirement  # noqa: PLC0415 (only for this command)

    wanted = [Requirement(line) for line in distribution.requires or ()]
    return [r.name for r in wanted if r.marker is None or r.marker.evaluate({"extra": ""})]


def _canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def licence_of(distribution: metadata.Distribution) -> str | None:
    """The licence that a package states: its SPDX expression, its classifiers, or a short licence field."""
    fields = distribution.metadata
    if "License-Expression" in fields:
        return fields["License-Expression"]
    classes = [line.split(" :: ")[-1] for line in fields.get_all("Classifier") or () if line.startswith(CLASSIFIER)]
    named = [name for name in classes if name != "OSI Approved"]
    stated = fields["License"].strip() if "License" in fields else ""
    if stated and len(stated) <= LONGEST_LICENCE and "\n" not in stated:
        return stated
    return "; ".join(named) or None


@cache
def load_credits() -> tuple[Credit, ...]:
    """Read ``data/credits.toml``."""
    raw = tomllib.loads(files(__package__).joinpath("data/credits.toml").read_text(encoding="utf-8"))
    return tuple(Credit(entry["what"], entry["source"], entry["licence"]) for entry in raw["credit"])


def check(name: str, look: Callable[[], str]) -> Check:
    """Run a look at a part of the installation; a coded error, or a file that cannot be read, makes it unsound."""
    try:
        return Check(name, sound=True, says=look())
    except SaysoError as problem:
        return Check(name, sound=False, says=str(problem))
    except (ImportError, OSError, ValueError, KeyError) as problem:
        return Check(name, sound=False, says=f"{type(problem).__name__}: it cannot be loaded")


def look_at_packages() -> str:
    """Say how many packages there are. Raises `ImportError` where one is missing."""
    found, missing = needed_packages()
    if missing:
        msg = ", ".join(missing)
        raise ImportError(msg)
    return f"{len(found)} packages, all there"


def look_at_model() -> str:
    """Compare the language model with its checksums and name it. Raises `InstallError` (S401)."""
    from sayso.language.model import default_folder, verify  # noqa: PLC0415 (heavy)

    return f"{verify(default_folder())}, checksums right"


def look_at_gazetteer() -> str:
    """Compare the gazetteer with its digest and name it. Raises `InstallError` (S402)."""
    from sayso.places import Gazetteer  # noqa: PLC0415 (heavy)

    gazetteer = Gazetteer.shipped()
    if not gazetteer.verify():
        raise InstallError("S402", "the gazetteer is damaged.", fix="Install Sayso again.")
    return f"{gazetteer.identity}, {len(gazetteer):,} places, digest right"


def look_at_codebook() -> str:
    """Load the codebook of events and name it. Raises `DataError` (S306)."""
    from sayso.events.codebook import load  # noqa: PLC0415 (heavy)

    book = load()
    return f"{book.identity}, {len(book.types)} types, {len(book.frames):,} frames"
