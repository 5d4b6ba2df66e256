"""Which expressions of a report mean the same thing: candidates, pair features and clusters.

Word-level coreference (Dobrovolskii, 2021): a mention is its head word while links are scored, and becomes a span through the
tree afterwards. The scores come from the shared encoder's head words and from the features below; training and reading share
this module, and everything here is numpy on one report.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from sayso.language.analysis import ROOT, Analysis, Mention

if TYPE_CHECKING:
    from numpy.typing import NDArray

Array = "NDArray[np.float32]"

FIRST, SECOND, HE, SHE, IT, THEY, WHICH, NAME, NOUN, OTHER = range(10)
_PRONOUNS = {
    FIRST: "i me my mine myself we us our ours ourselves",
    SECOND: "you your yours yourself yourselves",
    HE: "he him his himself",
    SHE: "she her hers herself",
    IT: "it its itself this that",
    THEY: "they them their theirs themselves these those",
    WHICH: "who whom whose which",
}
_TYPE = {word: kind for kind, words in _PRONOUNS.items() for word in words.split()}
_PLURAL = frozenset("we us our ours ourselves they them their theirs themselves these those".split())
_DETERMINERS = {"the": 1, "this": 2, "that": 2, "these": 2, "those": 2, "a": 3, "an": 3, "some": 3, "another": 3, "no": 3, "any": 3}
INDEFINITE, POSSESSED = 3, 4
APPOSITION, SUBJECT = 1, 2
FEATURES = (100, 60, 12, 10, 5, 25, 9, 5, 3, 6, 3)  # the number of values of each feature of `pair_features`
CHUNK = 512  # pairs scored at a time: few enough for the processor's cache
TOGETHER = ((0,), (1, 9), (2, 4, 8), (3, 6, 10), (5, 7))  # features whose parameters are looked up together
OFFSETS = tuple(int(x) for x in np.cumsum((0, *FEATURES[:-1])))


@dataclass(frozen=True)
class Weights:
    """The parameters of the pair scorer (see `training/heads/coreference.py`)."""

    left: "NDArray[np.float32]"
    right: "NDArray[np.float32]"
    product: "NDArray[np.float32]"
    features: "NDArray[np.float32]"
    bias: "NDArray[np.float32]"
    out: "NDArray[np.float32]"
    mention: float
    offset: float

    @cached_property
    def tables(self) -> tuple[tuple[tuple[int, ...], "NDArray[np.float32]"], ...]:
        """The parameters of several features at a time, added up for all combinations of their values."""
        found = []
        for numbers in TOGETHER:
            table = np.zeros((1, self.features.shape[1]), dtype=np.float32)
            for number in numbers:
                own = self.features[OFFSETS[number] : OFFSETS[number] + FEATURES[number]]
                table = (table[:, None, :] + own[None, :, :]).reshape(-1, own.shape[1])
            found.append((numbers, table))
        return tuple(found)


def pair_features(analysis: Analysis, heads: Sequence[int]) -> "NDArray[np.int64]":
    """Categories of every ordered pair of candidate heads: ``[n, n, F]``, row the anaphor, column the antecedent."""
    n = len(heads)
    at = np.asarray(heads, dtype=np.int64)
    kind = np.asarray([_type_of(analysis, h) for h in heads], dtype=np.int64)
    sentence = np.asarray([analysis.sentence_index[h] for h in heads], dtype=np.int64)
    number = np.asarray([_number(analysis, h) for h in heads], dtype=np.int64)
    determiner = np.asarray([_determiner(analysis, h) for h in heads], dtype=np.int64)
    extents = _extents(analysis, heads)
    order = np.arange(n)
    apart = np.clip(sentence[:, None] - sentence[None, :], 0, None)
    far = np.digitize(apart, (1, 2, 3, 5, 9))
    steps = np.minimum(np.log2(np.maximum(order[:, None] - order[None, :], 1) + 0.01).astype(np.int64) + (order[:, None] - order[None, :] > 1), 9)
    same = _same_words(analysis, heads, kind)
    agree = np.where((number[:, None] == 0) | (number[None, :] == 0), 0, np.where(number[:, None] == number[None, :], 1, 2))
    inside = (at[None, :] >= extents[:, 0, None]) & (at[None, :] < extents[:, 1, None])
    holds = (at[:, None] >= extents[None, :, 0]) & (at[:, None] < extents[None, :, 1])
    nested = np.where(inside, 1, np.where(holds, 2, 0))
    columns = [
        kind[:, None] * 10 + kind[None, :],
        kind[:, None] * 6 + far,
        same + 0 * far,
        np.clip(steps, 0, 9),
        agree + 0 * far,
        determiner[:, None] * 5 + determiner[None, :],
        _linked(analysis, heads),
        _names(analysis, heads, kind),
        nested,
        far,
        _siblings(analysis, at),
    ]
    return np.stack(columns, axis=-1)


def _type_of(analysis: Analysis, token: int) -> int:
    if analysis.upos[token] in {"PRON", "DET"}:
        return _TYPE.get(analysis.lower[token], OTHER)
    return {"PROPN": NAME, "NOUN": NOUN}.get(analysis.upos[token], OTHER)


def _number(analysis: Analysis, token: int) -> int:
    """0 unknown, 1 singular, 2 plural."""
    if analysis.lower[token] in _PLURAL:
        return 2
    return {"Sing": 1, "Plur": 2}.get(analysis.feature(token, "Number") or "", 0)


def _determiner(analysis: Analysis, token: int) -> int:
    for child in analysis.children(token, "det", "nmod", "poss"):
        word = analysis.lower[child]
        if word in _DETERMINERS:
            return _DETERMINERS[word]
        if analysis.deprels[child] == "nmod:poss":
            return POSSESSED
    return 0


def _extents(analysis: Analysis, heads: Sequence[int]) -> "NDArray[np.int64]":
    spans = []
    for head in heads:
        tokens = analysis.subtree(head)
        spans.append((tokens[0], tokens[-1] + 1))
    return np.asarray(spans, dtype=np.int64).reshape(-1, 2)


def _same_words(analysis: Analysis, heads: Sequence[int], kind: "NDArray[np.int64]") -> "NDArray[np.int64]":
    """Head words compared: 0 differ, 1 same lemma, 2 same word; times the anaphor's class (pronoun, name, noun, other)."""
    words: dict[str, int] = {}
    lemmas: dict[str, int] = {}
    word = np.asarray([words.setdefault(analysis.lower[h], len(words)) for h in heads], dtype=np.int64)
    lemma = np.asarray([lemmas.setdefault(analysis.lemmas[h].lower(), len(lemmas)) for h in heads], dtype=np.int64)
    grade = (lemma[:, None] == lemma[None, :]).astype(np.int64) + (word[:, None] == word[None, :])
    group = np.where(kind < NAME, 0, np.where(kind == NAME, 1, np.where(kind == NOUN, 2, 3)))
    return np.asarray(grade + 3 * group[:, None], dtype=np.int64)


def name_words(analysis: Analysis, head: int) -> frozenset[str]:
    """The words of the proper name around a head."""
    found = {analysis.lower[head]}
    for child in analysis.children(head, "flat", "compound", "name"):
        if analysis.upos[child] == "PROPN":
            found.add(analysis.lower[child])
    return frozenset(found)


def _names(analysis: Analysis, heads: Sequence[int], kind: "NDArray[np.int64]") -> "NDArray[np.int64]":
    """Names compared: 0 not two names, 1 equal, 2 anaphor is part, 3 antecedent is part, 4 no word shared."""
    table = np.zeros((len(heads), len(heads)), dtype=np.int64)
    names = {int(i): name_words(analysis, heads[int(i)]) for i in np.flatnonzero(kind == NAME)}
    for i, left in names.items():
        for j, right in names.items():
            if j < i:
                table[i, j] = 1 if left == right else 2 if left < right else 3 if left > right else 4 if not left & right else 0
    return table


def _linked(analysis: Analysis, heads: Sequence[int]) -> "NDArray[np.int64]":
    """How the two hang together in the tree, where one is the other's head."""
    place = {head: i for i, head in enumerate(heads)}
    codes = {"appos": 1, "nsubj": 2, "conj": 3, "nmod": 4, "acl": 5, "flat": 6, "compound": 7}
    table = np.zeros((len(heads), len(heads)), dtype=np.int64)
    for i, token in enumerate(heads):
        j = place.get(analysis.heads[token])
        if j is not None:
            code = codes.get(analysis.deprels[token].split(":")[0], 8)
            table[max(i, j), min(i, j)] = code
    return table


def _siblings(analysis: Analysis, at: "NDArray[np.int64]") -> "NDArray[np.int64]":
    """Whether the two depend on one word as subject and object (2), or otherwise (1)."""
    above = np.asarray([analysis.heads[t] for t in at], dtype=np.int64)
    role = np.asarray([{"nsubj": 1, "obj": 2, "iobj": 2, "obl": 2}.get(analysis.deprels[t].split(":")[0], 0) for t in at], dtype=np.int64)
    together = (above[:, None] == above[None, :]) & (above[:, None] != ROOT)
    return np.where(together & (role[:, None] + role[None, :] == 3), 2, together.astype(np.int64))  # noqa: PLR2004 (subject + object)


def link(vectors: "NDArray[np.float32]", mention: "NDArray[np.float32]", features: "NDArray[np.int64]", weights: Weights) -> "NDArray[np.float32]":
    """The score of every pair ``[n, n]`` of an anaphor (row) and a candidate before it; minus infinity for all others and what is `forbidden`."""
    count = len(vectors)
    left, right = vectors @ weights.left, vectors @ weights.right + weights.bias
    rows, columns = np.nonzero(np.tri(count, k=-1, dtype=np.bool_) & ~forbidden(features))
    flat = features[rows, columns]
    indices = [np.ravel_multi_index(tuple(flat[:, i] for i in numbers), tuple(FEATURES[i] for i in numbers)) for numbers, _ in weights.tables]
    found = np.empty(len(rows), dtype=np.float32)
    for start in range(0, len(rows), CHUNK):
        part = slice(start, start + CHUNK)
        anaphor, antecedent = rows[part], columns[part]
        hidden = (vectors.take(anaphor, axis=0) * vectors.take(antecedent, axis=0)) @ weights.product
        hidden += left.take(anaphor, axis=0)
        hidden += right.take(antecedent, axis=0)
        for (_, table), index in zip(weights.tables, indices, strict=True):
            hidden += table.take(index[part], axis=0)
        found[part] = np.maximum(hidden, 0, out=hidden) @ weights.out
    scores = np.full((count, count), -np.inf, dtype=np.float32)
    scores[rows, columns] = found + weights.mention * (mention[rows] + mention[columns]) + weights.offset
    return scores


def forbidden(features: "NDArray[np.int64]") -> "NDArray[np.bool_]":
    """Pairs that cannot corefer whatever they score, by their categories: a new indefinite phrase, and a phrase with a part of itself.

    Both are allowed where the tree makes one the apposition or the predicate of the other.
    """
    determiner, linked, nested = features[:, :, 5] // 5, features[:, :, 6], features[:, :, 8]
    joined = (linked == APPOSITION) | (linked == SUBJECT)
    return np.asarray(((determiner == INDEFINITE) | (nested > 0)) & ~joined, dtype=np.bool_)


def clusters_of(analysis: Analysis, heads: Sequence[int], links: Sequence[int | None]) -> tuple[tuple[Mention, ...], ...]:
    """Candidates joined to their antecedents (numbers of candidates, None for none) as groups of two or more, in text order."""
    group = list(range(len(heads)))
    for i, antecedent in enumerate(links):
        if antecedent is not None:
            group[i] = group[antecedent]
    members: dict[int, list[int]] = {}
    for i, root in enumerate(group):
        members.setdefault(root, []).append(heads[i])
    rows = [tuple(dict.fromkeys(mention_at(analysis, h) for h in found)) for found in members.values() if len(found) > 1]
    return tuple(row for row in rows if len(row) > 1)


_EDGES = frozenset({"punct", "cc", "case", "mark", "discourse", "dep", "parataxis", "advmod:emph"})


def mention_at(analysis: Analysis, head: int) -> Mention:
    """The span of the phrase around a head word: its subtree without what only links it to the clause."""
    if analysis.upos[head] == "PRON":
        return Mention(head, head + 1, head)
    first = last = head
    for child in analysis.dependents[head]:
        relation = analysis.deprels[child]
        if relation in _EDGES or relation.split(":")[0] in {"conj", "cc", "nsubj", "cop", "aux", "advcl", "ccomp", "csubj", "expl"}:
            continue
        tokens = analysis.subtree(child)
        first, last = min(first, tokens[0]), max(last, tokens[-1])
    while last > head and analysis.upos[last] == "PUNCT":
        last -= 1
    while first < head and analysis.upos[first] == "PUNCT":
        first += 1
    return Mention(first, last + 1, head)
