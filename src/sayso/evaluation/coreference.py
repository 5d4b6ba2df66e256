"""Coreference scores: MUC, B-cubed, CEAF (entity) and their mean, the CoNLL score (Pradhan et al., 2014).

Mentions are hashable spans; a key or response is a list of clusters of two or more of them.
"""

from collections.abc import Sequence
from dataclasses import dataclass

Span = tuple[int, int]
Clusters = Sequence[Sequence[Span]]


@dataclass(frozen=True)
class Ratio:
    """Sums over documents: precision and recall are ratios of them."""

    right_of_response: float = 0.0
    response: float = 0.0
    right_of_key: float = 0.0
    key: float = 0.0

    def __add__(self, other: "Ratio") -> "Ratio":
        """The sums over both."""
        return Ratio(
            self.right_of_response + other.right_of_response,
            self.response + other.response,
            self.right_of_key + other.right_of_key,
            self.key + other.key,
        )

    @property
    def precision(self) -> float:
        """Share of the response that is right."""
        return self.right_of_response / self.response if self.response else 0.0

    @property
    def recall(self) -> float:
        """Share of the key that was found."""
        return self.right_of_key / self.key if self.key else 0.0

    @property
    def f1(self) -> float:
        """Their harmonic mean."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def muc(key: Clusters, response: Clusters) -> Ratio:
    """Links (Vilain et al., 1995)."""
    right_key, all_key = _muc_side(key, response)
    right_response, all_response = _muc_side(response, key)
    return Ratio(right_response, all_response, right_key, all_key)


def _muc_side(one: Clusters, other: Clusters) -> tuple[float, float]:
    owner = {span: i for i, cluster in enumerate(other) for span in cluster}
    right = total = 0
    for cluster in one:
        known = [owner[s] for s in cluster if s in owner]
        total += len(cluster) - 1
        right += len(cluster) - (len(set(known)) + len(cluster) - len(known))
    return float(right), float(total)


def b_cubed(key: Clusters, response: Clusters) -> Ratio:
    """Mentions (Bagga and Baldwin, 1998)."""
    right_key, all_key = _b_side(key, response)
    right_response, all_response = _b_side(response, key)
    return Ratio(right_response, all_response, right_key, all_key)


def _b_side(one: Clusters, other: Clusters) -> tuple[float, float]:
    owner = {span: i for i, cluster in enumerate(other) for span in cluster}
    right = 0.0
    for cluster in one:
        counts: dict[int, int] = {}
        for span in cluster:
            if span in owner:
                counts[owner[span]] = counts.get(owner[span], 0) + 1
        right += sum(n * n for n in counts.values()) / len(cluster)
    return right, float(sum(map(len, one)))


def ceaf(key: Clusters, response: Clusters) -> Ratio:
    """Entities under the best one-to-one alignment (Luo, 2005; phi 4)."""
    table = [[2 * len(set(k) & set(r)) / (len(k) + len(r)) for r in response] for k in key]
    right = best_alignment(table) if key and response else 0.0
    return Ratio(right, float(len(response)), right, float(len(key)))


def best_alignment(table: Sequence[Sequence[float]]) -> float:
    """The largest sum over one-to-one pairs of rows and columns (Kuhn 1955, in the form of Jonker and Volgenant)."""
    if len(table) > len(table[0]):
        table = [list(column) for column in zip(*table, strict=True)]
    rows, columns = len(table), len(table[0])
    u, v, match, way = [0.0] * (rows + 1), [0.0] * (columns + 1), [0] * (columns + 1), [0] * (columns + 1)
    for row in range(1, rows + 1):
        match[0], column = row, 0
        least, used = [float("inf")] * (columns + 1), [False] * (columns + 1)
        while True:
            used[column] = True
            current, delta, following = match[column], float("inf"), 0
            for j in range(1, columns + 1):
                if not used[j]:
                    cost = -table[current - 1][j - 1] - u[current] - v[j]
                    if cost < least[j]:
                        least[j], way[j] = cost, column
                    if least[j] < delta:
                        delta, following = least[j], j
            for j in range(columns + 1):
                if used[j]:
                    u[match[j]] += delta
                    v[j] -= delta
                else:
                    least[j] -= delta
            column = following
            if match[column] == 0:
                break
        while column:
            match[column], column = match[way[column]], way[column]
    return sum(table[match[j] - 1][j - 1] for j in range(1, columns + 1) if match[j])


@dataclass(frozen=True)
class CoreferenceScore:
    """The three measures over all documents, and mention detection."""

    muc: Ratio
    b_cubed: Ratio
    ceaf: Ratio
    mentions: Ratio

    @property
    def conll(self) -> float:
        """The mean F1 of the three."""
        return (self.muc.f1 + self.b_cubed.f1 + self.ceaf.f1) / 3


def score(pairs: Sequence[tuple[Clusters, Clusters]]) -> CoreferenceScore:
    """The scores of (key, response) pairs, one a document."""
    totals = [Ratio(), Ratio(), Ratio(), Ratio()]
    for key, response in pairs:
        totals = [total + measure(key, response) for total, measure in zip(totals, (muc, b_cubed, ceaf, _mentions), strict=True)]
    return CoreferenceScore(*totals)


def _mentions(key: Clusters, response: Clusters) -> Ratio:
    gold, found = {s for c in key for s in c}, {s for c in response for s in c}
    both = float(len(gold & found))
    return Ratio(both, float(len(found)), both, float(len(gold)))
