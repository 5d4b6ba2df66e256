"""Confidence intervals of a figure over documents: the percentile bootstrap (Efron 1979), with a fixed seed."""

import random
from collections.abc import Callable, Sequence
from typing import TypeVar

Item = TypeVar("Item")
ROUNDS = 1000
LEVEL = 0.95
SEED = 5


def interval(
    documents: Sequence[Item], figure: Callable[[Sequence[Item]], float], *, rounds: int = ROUNDS, level: float = LEVEL
) -> tuple[float, float]:
    """The bounds between which ``figure`` lies in ``level`` of the samples of the documents, drawn with replacement.

    The same documents always give the same bounds; without documents both are NaN.
    """
    if not documents:
        return float("nan"), float("nan")
    draw = random.Random(SEED)  # noqa: S311 (no secret depends on it)
    found = sorted(figure(draw.choices(documents, k=len(documents))) for _ in range(rounds))
    cut = round((1 - level) / 2 * (rounds - 1))
    return found[cut], found[rounds - 1 - cut]
