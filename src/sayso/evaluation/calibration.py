"""How far confidences can be believed: the expected calibration error (Naeini et al. 2015) of answers that are right or wrong."""

from collections.abc import Iterable
from dataclasses import dataclass

BINS = 10


@dataclass(frozen=True, slots=True)
class Judged:
    """One answer: the field it is of, the confidence it was given with (0 to 1), and whether it is right."""

    name: str
    confidence: float
    right: bool


@dataclass(frozen=True, slots=True)
class Calibration:
    """The answers of one field: how many, their mean confidence, the share that is right, and the expected calibration error."""

    answers: int
    confidence: float
    accuracy: float
    error: float


def calibration(answers: Iterable[Judged], bins: int = BINS) -> dict[str, Calibration]:
    """The calibration of each field, in the order of their names; bins are of equal width, empty ones do not count."""
    fields: dict[str, list[Judged]] = {}
    for answer in answers:
        fields.setdefault(answer.name, []).append(answer)
    return {name: _of(found, bins) for name, found in sorted(fields.items())}


def _of(answers: list[Judged], bins: int) -> Calibration:
    size = len(answers)
    cells: dict[int, list[Judged]] = {}
    for answer in answers:
        cells.setdefault(min(int(max(answer.confidence, 0.0) * bins), bins - 1), []).append(answer)
    gap = sum(abs(sum(a.confidence for a in cell) - sum(a.right for a in cell)) for cell in cells.values())
    return Calibration(size, sum(a.confidence for a in answers) / size, sum(a.right for a in answers) / size, gap / size)
