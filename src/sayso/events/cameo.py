"""CAMEO codes of PLOVER events, and PLOVER's reading of CAMEO codes; the reviewed mapping stands in ``codebooks/cameo.toml``."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from sayso.errors import DataError

CODE = "S306"
ROOT, LONGEST = 2, 4  # digits


@dataclass(frozen=True, slots=True)
class Reading:
    """What a CAMEO code is in PLOVER: a type with its modes, or nothing (``type`` is None) and why; ``departs`` from the 2021 crosswalk."""

    type: str | None
    mode: tuple[str, ...] = ()
    dropped: str | None = None
    departs: str | None = None


@dataclass(frozen=True)
class Cameo:
    """The mapping both ways: ``codes`` by CAMEO code, ``types`` and ``modes`` by PLOVER type (and mode)."""

    codes: Mapping[str, Reading]
    types: Mapping[str, str]
    modes: Mapping[tuple[str, str], str]

    def cameo_of(self, kind: str, mode: tuple[str, ...] = (), override: str | None = None) -> str:
        """The CAMEO code of an event: its frame's ``override``, else that of its first mode that has one, else its type's.

        Raises `DataError` (S306) for a type that PLOVER does not have.
        """
        if override is not None:
            return override
        if kind not in self.types:
            raise DataError(CODE, f"there is no type {kind!r}", where="cameo.toml", fix=f"Types: {', '.join(self.types)}.")
        return next((self.modes[kind, name] for name in mode if (kind, name) in self.modes), self.types[kind])

    def plover_of(self, code: str) -> Reading:
        """What a CAMEO code is in PLOVER; a code that is not listed is read as its parent (0311 as 031, then 03).

        Raises `DataError` (S306) for what is no CAMEO code.
        """
        for length in range(len(code) if len(code) <= LONGEST else 0, ROOT - 1, -1):
            found = self.codes.get(code[:length])
            if found is not None:
                return found
        raise DataError(CODE, f"{code[:10]!r} is no CAMEO code", where="cameo.toml", fix="CAMEO codes have two to four digits, from 01 to 20.")


@cache
def load_cameo(path: Path | None = None) -> Cameo:
    """The mapping in a file, without a path the one that ships with Sayso. Raises `DataError` (S306) where it is malformed."""
    source = Path(str(files("sayso.events").joinpath("codebooks/cameo.toml"))) if path is None else path
    try:
        table = tomllib.loads(source.read_bytes().decode("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        raise DataError(CODE, f"cannot be read ({error})", where=str(source), fix="Correct the file.") from error
    plover, codes = table.get("plover"), table.get("codes")
    if not isinstance(plover, dict) or not isinstance(codes, dict):
        raise DataError(CODE, "needs the tables [plover] and [codes]", where=str(source), fix="See the file that ships with Sayso.")
    types = {kind: _string(row, "code", f"{source}: plover.{kind}") for kind, row in plover.items()}
    modes = {(kind, mode): str(code) for kind, row in plover.items() for mode, code in row.get("modes", {}).items()}
    return Cameo({code: _reading(row, f"{source}: codes.{code}") for code, row in codes.items()}, types, modes)


def _reading(row: Any, where: str) -> Reading:
    """One line of [codes]: a type or the reason why there is none."""
    if isinstance(row, dict) and "dropped" in row and "type" not in row:
        return Reading(None, (), _string(row, "dropped", where), row.get("departs"))
    modes = row.get("mode", []) if isinstance(row, dict) else None
    if not isinstance(modes, list) or not all(isinstance(mode, str) for mode in modes):
        raise DataError(CODE, "mode must be a list of words", where=where, fix='Write: mode = ["release"]')
    return Reading(_string(row, "type", where), tuple(modes), None, row.get("departs"))


def _string(row: Any, name: str, where: str) -> str:
    found = row.get(name) if isinstance(row, dict) else None
    if not isinstance(found, str) or not found:
        raise DataError(CODE, f"needs {name}", where=where, fix=f'Write: {name} = "…"')
    return found
