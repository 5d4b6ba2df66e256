"""From arc scores to trees: the best head of each word, and where that is no tree, the maximum spanning one.

Chu and Liu (1965), Edmonds (1967); one root a sentence, as Universal Dependencies asks.
"""

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

NONE = -1
NEVER = -1e9


def best_tree(scores: "NDArray[np.float32]") -> list[int]:
    """Heads of ``n`` words from scores ``[n, n + 1]`` (the last column is the root): numbers of words, or `NONE` for the root."""
    n = len(scores)
    if n == 1:
        return [NONE]
    scores = scores.copy()
    np.fill_diagonal(scores, NEVER)
    roots = np.flatnonzero(np.argmax(scores, axis=1) == n)
    root = int(roots[0]) if len(roots) == 1 else _best_root(scores, roots if len(roots) else np.arange(n))
    scores[:, n] = NEVER
    scores[root] = NEVER
    scores[root, n] = 0.0
    heads = np.argmax(scores, axis=1)
    reached = np.append(heads, n)
    for _ in range(n.bit_length()):  # after k rounds each word sees 2 ** k steps up
        reached = reached[reached]
    if (reached != n).any():
        return _spanning(scores)
    return [h if h < n else NONE for h in heads.tolist()]


def _best_root(scores: "NDArray[np.float32]", candidates: "NDArray[np.int64]") -> int:
    """The word that loses most by not being the root."""
    others = np.max(scores[candidates, :-1], axis=1)
    return int(candidates[np.argmax(scores[candidates, -1] - others)])


def _cycle(heads: list[int]) -> list[int]:
    """The words of some cycle, or nothing."""
    state = [0] * len(heads)
    for start in range(len(heads)):
        path = []
        node = start
        while node != NONE and state[node] == 0:
            state[node] = 1
            path.append(node)
            node = heads[node]
        if node != NONE and state[node] == 1 and node in path:
            return path[path.index(node) :]
        for visited in path:
            state[visited] = 2
    return []


def _spanning(scores: "NDArray[np.float32]") -> list[int]:
    """Chu-Liu/Edmonds, by contracting one cycle at a time."""
    n = len(scores)
    # square matrix with the root as node n: weight[dependent, head]
    weight = np.full((n + 1, n + 1), NEVER, dtype=np.float64)
    weight[:n] = scores
    heads = _contract(weight, n)
    return [h if h < n else NONE for h in heads[:n]]


def _contract(weight: "NDArray[np.float64]", root: int) -> list[int]:
    stack = []
    size = len(weight)
    while True:
        heads = np.argmax(weight, axis=1)
        chosen = [int(h) if i != root else NONE for i, h in enumerate(heads)]
        cycle = _cycle(chosen)
        if not cycle:
            break
        stack.append((cycle, weight, size))
        weight, size = _merged(weight, cycle, chosen)
    for cycle, before, number in reversed(stack):
        chosen = _opened(cycle, before, number, chosen)
    return chosen


def _merged(weight: "NDArray[np.float64]", cycle: list[int], heads: list[int]) -> tuple["NDArray[np.float64]", int]:
    """The graph with a cycle as one new last node; nodes of the cycle stay, cut off."""
    size = len(weight)
    inside = np.asarray(cycle)
    outside = np.setdiff1d(np.arange(size), inside)
    grown = np.full((size + 1, size + 1), NEVER)
    grown[np.ix_(outside, outside)] = weight[np.ix_(outside, outside)]
    kept = weight[inside, [heads[i] for i in cycle]]
    gain = weight[np.ix_(inside, outside)] - kept[:, None]
    grown[size, outside] = gain.max(axis=0) + kept.sum()
    grown[outside, size] = weight[np.ix_(outside, inside)].max(axis=1)
    for node in cycle:  # parked below the new node, never chosen by others
        grown[node, size] = 0.0
    return grown, size + 1


def _opened(cycle: list[int], before: "NDArray[np.float64]", number: int, chosen: list[int]) -> list[int]:
    """The choice in the graph before a cycle was contracted."""
    new = number
    heads = chosen[:number]
    into = chosen[new]
    inner = np.argmax(before[cycle], axis=1)
    gains = [before[node, into] - before[node, inner[i]] for i, node in enumerate(cycle)]
    entry = int(np.argmax(gains))
    for i, node in enumerate(cycle):
        heads[node] = into if i == entry else int(inner[i])
    for node in range(number):
        if node not in cycle and heads[node] == new:
            heads[node] = cycle[int(np.argmax(before[node, cycle]))]
    return heads


def settle(heads: list[int]) -> list[int]:
    """Heads joined from overlapping parts of one long sentence, made a tree: one root, no cycle."""
    root = next((i for i, h in enumerate(heads) if h == NONE), 0)
    heads = [h if h != NONE or i == root else root for i, h in enumerate(heads)]
    heads[root] = NONE
    while cycle := _cycle(heads):
        heads[cycle[0]] = root
    return heads
