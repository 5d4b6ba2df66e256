"""Trees from arc scores: always one root, never a cycle, and the best such tree."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.language.trees import NONE, best_tree, settle


def is_tree(heads: list[int]) -> bool:
    if heads.count(NONE) != 1:
        return False
    for start in range(len(heads)):
        node, steps = start, 0
        while node != NONE:
            node, steps = heads[node], steps + 1
            if steps > len(heads):
                return False
    return True


def total(scores: np.ndarray, heads: list[int]) -> float:
    return float(sum(scores[i, h if h != NONE else len(heads)] for i, h in enumerate(heads)))


def exhaustive(scores: np.ndarray) -> float:
    n = len(scores)
    options = [[h for h in [*range(n), NONE] if h != i] for i in range(n)]
    return max(total(scores, list(heads)) for heads in itertools.product(*options) if is_tree(list(heads)))


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 5), st.integers(0, 10_000))
def test_it_is_a_tree_and_the_best_one_under_its_root(n: int, seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(n, n + 1)).astype(np.float32) * 3
    heads = best_tree(scores)
    assert is_tree(heads)
    rooted = scores.copy()
    rooted[:, n] = -1e4
    rooted[heads.index(NONE), n] = scores[heads.index(NONE), n]
    assert total(scores, heads) == pytest.approx(exhaustive(rooted), abs=1e-3)


def test_a_plain_maximum_that_is_a_tree_is_taken() -> None:
    scores = np.array([[0, 1, 9, 0], [9, 0, 1, 0], [0, 1, 0, 9]], dtype=np.float32)
    assert best_tree(scores) == [2, 0, NONE]


@given(st.lists(st.integers(-1, 11), min_size=1, max_size=12))
def test_joined_parts_become_one_tree(heads: list[int]) -> None:
    n = len(heads)
    assert is_tree(settle([h if h < n and h != i else NONE for i, h in enumerate(heads)]))
