"""One label a word: part of speech, Penn tag, features, lemma rule."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional

from sayso.language.lemmas import lemma_rule
from sayso.training.corpora import Document
from sayso.training.heads.base import IGNORE, Batch, divergence

UNSEEN = 3  # a label must occur this often in the training part to be in the inventory


def upos(document: Document) -> Sequence[str] | None:
    """Universal part-of-speech tags."""
    return document.trees.upos if document.trees else None


def xpos(document: Document) -> Sequence[str] | None:
    """Penn Treebank tags."""
    return document.trees.xpos if document.trees else None


def feats(document: Document) -> Sequence[str] | None:
    """Universal features, without what marks a misspelling."""
    if not document.trees:
        return None
    drop = ("Typo=", "Style=", "Abbr=", "ExtPos=", "Foreign=")
    return ["|".join(p for p in f.split("|") if not p.startswith(drop)) or "_" for f in document.trees.feats]


def lemma(document: Document) -> Sequence[str] | None:
    """Lemma rules (see `language/lemmas.py`)."""
    trees = document.trees
    return [lemma_rule(word, trees.lemmas[i]) for i, word in enumerate(document.words)] if trees else None


class Tags:
    """A linear classifier over words."""

    def __init__(self, name: str, read: Callable[[Document], Sequence[str] | None], weight: float) -> None:
        self.name, self.read, self.weight = name, read, weight
        self.number: dict[str, int] = {}

    def prepare(self, documents: Sequence[Document]) -> dict[str, Any]:
        """The inventory, commonest label first; each document gets its numbers."""
        layers = [self.read(document) for document in documents]
        if not self.number:
            counts = Counter(label for d, layer in zip(documents, layers, strict=True) if d.split == "train" for label in layer or ())
            self.number = {label: i for i, (label, n) in enumerate(counts.most_common()) if n >= UNSEEN}
        for document, layer in zip(documents, layers, strict=True):
            if layer is not None:
                document.layers[self.name] = [self.number.get(label, IGNORE) for label in layer]
        return {self.name: list(self.number)}

    def restore(self, labels: Mapping[str, Any]) -> None:
        """The inventory as saved."""
        self.number = {label: i for i, label in enumerate(labels.get(self.name, ()))}

    def build(self, width: int) -> nn.Module:
        """One linear layer."""
        return nn.Linear(width, len(self.number))

    def loss(self, module: nn.Module, vectors: Tensor, batch: Batch) -> Tensor | None:
        """Cross entropy over the words that have the layer."""
        gold = batch.spread([d.layers.get(self.name) for d in batch.documents])
        if not (gold != IGNORE).any():
            return None
        chosen = gold != IGNORE
        return functional.cross_entropy(module(vectors[chosen]), gold[chosen])

    def match(self, module: nn.Module, teacher: nn.Module, vectors: Tensor, target: Tensor, batch: Batch, known: Tensor) -> Tensor:  # noqa: ARG002
        """Distance from the teacher's probabilities, over all words."""
        return divergence(module(vectors[known]), teacher(target[known]))

    def outputs(self, module: nn.Module, vectors: Tensor) -> dict[str, Tensor]:
        """The best label of each word."""
        return {self.name: torch.argmax(module(vectors), dim=-1)}

    def side(self, module: nn.Module) -> dict[str, Any]:  # noqa: ARG002
        """Nothing outside the graph."""
        return {}
