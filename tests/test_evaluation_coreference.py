"""Coreference measures against worked examples of the literature."""

import itertools
import random

import pytest

from sayso.evaluation.coreference import b_cubed, best_alignment, ceaf, muc, score

A, B, C, D, E = ((i, i + 1) for i in range(5))
KEY = [[A, B, C, D]]
SPLIT = [[A, B], [C, D]]


def test_muc_counts_missing_links() -> None:
    found = muc(KEY, SPLIT)
    assert found.recall == pytest.approx(2 / 3)
    assert found.precision == 1.0


def test_b_cubed_counts_mentions() -> None:
    found = b_cubed(KEY, SPLIT)
    assert (found.recall, found.precision) == (0.5, 1.0)
    spurious = b_cubed(KEY, [[A, B, C, D], [E, (9, 10)]])
    assert spurious.recall == 1.0
    assert spurious.precision == pytest.approx(4 / 6)


def test_ceaf_aligns_entities_one_to_one() -> None:
    found = ceaf(KEY, SPLIT)
    assert found.recall == pytest.approx(2 * 2 / (4 + 2))
    assert found.precision == pytest.approx((2 * 2 / 6) / 2)


def test_the_alignment_is_the_best_of_all() -> None:
    chance = random.Random(5)
    for _ in range(50):
        rows, columns = chance.randint(1, 5), chance.randint(1, 5)
        table = [[chance.random() for _ in range(columns)] for _ in range(rows)]
        wide = table if rows <= columns else [list(c) for c in zip(*table, strict=True)]
        best = max(sum(row[j] for row, j in zip(wide, order, strict=True)) for order in itertools.permutations(range(len(wide[0])), len(wide)))
        assert best_alignment(table) == pytest.approx(best)


def test_a_perfect_response_scores_one_and_an_empty_one_nothing() -> None:
    assert score([(SPLIT, SPLIT)]).conll == pytest.approx(1.0)
    assert score([(SPLIT, [])]).conll == 0.0
    assert score([([], [])]).conll == 0.0
