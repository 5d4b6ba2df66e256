"""The evaluation gate: floors per measure, pinned in ``data/floors.toml``, below which no change may fall.

A floor belongs to a set of documents: ``own`` (the project's annotated dev reports, always at hand) and, where the corpora are
here, the outside development sets. `EPSILON` allows for processors that round int8 differently; it is not room for regressions.
"""

import tomllib
from dataclasses import dataclass
from pathlib import Path

from sayso.errors import DataError

EPSILON = 0.3


@dataclass(frozen=True)
class Verdict:
    """One measure against its floor, in percent."""

    name: str
    floor: float
    found: float | None

    @property
    def holds(self) -> bool:
        """Whether the measure is not below its floor; a measure that is gone does not hold."""
        return self.found is not None and self.found >= self.floor - EPSILON


def read_floors(path: Path) -> dict[str, dict[str, float]]:
    """The floors by set and measure. Raises `DataError` (S302)."""
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
        return {name: {measure: float(floor) for measure, floor in table.items()} for name, table in tables.items()}
    except (OSError, tomllib.TOMLDecodeError, ValueError, AttributeError) as error:
        raise DataError("S302", f"the floors cannot be read: {error}", where=str(path), fix="Give tables of measure = percent.") from error


def judge(floors: dict[str, float], found: dict[str, float], prefix: str) -> list[Verdict]:
    """The verdict on every pinned measure of one set."""
    return [Verdict(f"{prefix}: {name}", floor, found.get(name)) for name, floor in floors.items()]
