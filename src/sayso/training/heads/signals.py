"""Signals for later rooms: one label a word out of a fixed list, with a hidden layer of its own (`training/signals.py`)."""

from collections.abc import Mapping, Sequence
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional

from sayso.training.corpora import Document
from sayso.training.heads.base import IGNORE, Batch

HIDDEN = 128


class Signal:
    """A small classifier; the documents bring its numbers in their layer of the same name.

    ``nothing`` is the weight of a word without a label beside one that has one, since those are few.
    """

    def __init__(self, name: str, labels: Sequence[str], weight: float, nothing: float) -> None:
        self.name, self.labels, self.weight, self.nothing = name, tuple(labels), weight, nothing

    def prepare(self, documents: Sequence[Document]) -> dict[str, Any]:  # noqa: ARG002
        """The labels are fixed."""
        return {self.name: list(self.labels)}

    def restore(self, labels: Mapping[str, Any]) -> None:
        """Nothing to take back."""

    def build(self, width: int) -> nn.Module:
        """One hidden layer."""
        return nn.Sequential(nn.Dropout(0.15), nn.Linear(width, HIDDEN), nn.ReLU(), nn.Dropout(0.15), nn.Linear(HIDDEN, len(self.labels)))

    def loss(self, module: nn.Module, vectors: Tensor, batch: Batch) -> Tensor | None:
        """Cross entropy over the words that have a label."""
        gold = batch.spread([d.layers.get(self.name) for d in batch.documents])
        chosen = gold != IGNORE
        if not chosen.any():
            return None
        weights = torch.ones(len(self.labels))
        weights[0] = self.nothing
        return functional.cross_entropy(module(vectors[chosen]), gold[chosen], weights)

    def outputs(self, module: nn.Module, vectors: Tensor) -> dict[str, Tensor]:
        """The probability of each label."""
        return {self.name: torch.softmax(module(vectors), dim=-1)}

    def side(self, module: nn.Module) -> dict[str, Any]:  # noqa: ARG002
        """Nothing outside the graph."""
        return {}
