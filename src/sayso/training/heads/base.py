"""What a head is: some layers over the encoder's word vectors, a loss, and what the exported graph returns of it."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

import torch
from torch import Tensor, nn
from torch.nn import functional

from sayso.training.corpora import Document

IGNORE = -100


class Batch:
    """Windows of some documents as tensors, with where each word stands: ``rows[d]`` are the (row, column) of document d's words."""

    def __init__(self, arrays: Mapping[str, Tensor], documents: Sequence[Document], rows: Sequence[Tensor]) -> None:
        self.arrays, self.documents, self.rows = arrays, documents, rows
        self.words = arrays["begins"]

    def spread(self, layer: Sequence[Sequence[int] | None], fill: int = IGNORE) -> Tensor:
        """A layer given per document (None where it has none) as ``[B, W]``."""
        table = torch.full(self.words.shape, fill, dtype=torch.long)
        for values, places in zip(layer, self.rows, strict=True):
            if values is not None and len(values):
                table[places[:, 0], places[:, 1]] = torch.as_tensor(values, dtype=torch.long)
        return table


def divergence(scores: Tensor, target: Tensor) -> Tensor:
    """Mean Kullback-Leibler divergence of the distribution of ``scores`` from that of ``target``, over rows."""
    goal, found = torch.log_softmax(target.float(), dim=-1), torch.log_softmax(scores.float(), dim=-1)
    return functional.kl_div(found, goal, log_target=True, reduction="batchmean")


class Head(Protocol):
    """One file of this folder and one line of the registry make a head.

    A head may have ``match(module, teacher, vectors, target, batch, known)``, its distance from the teacher's soft labels.
    """

    name: str
    weight: float

    def prepare(self, documents: Sequence[Document]) -> dict[str, Any]:
        """Learn the inventory from the training documents, unless it was restored; what is returned goes into `labels.json`."""

    def restore(self, labels: Mapping[str, Any]) -> None:
        """Take the inventory back from `labels.json`."""

    def build(self, width: int) -> nn.Module:
        """Its layers."""

    def loss(self, module: nn.Module, vectors: Tensor, batch: Batch) -> Tensor | None:
        """Its loss on a batch, or None where the batch has no such layer."""

    def outputs(self, module: nn.Module, vectors: Tensor) -> dict[str, Tensor]:
        """Its outputs in the exported graph, by name."""

    def side(self, module: nn.Module) -> dict[str, Any]:
        """Parameters that are used outside of the graph, saved beside it by name."""
