"""Proper names as BIO over five kinds, trained on sets of allowed labels (see `training/names.py`)."""

from collections.abc import Mapping, Sequence
from typing import Any

import torch
from torch import Tensor, nn

from sayso.training.corpora import Document
from sayso.training.heads.base import Batch, divergence
from sayso.training.names import LABELS, OPEN


class Names:
    """A linear classifier whose loss sums over the labels that the corpus allows."""

    name, weight = "names", 1.0

    def prepare(self, documents: Sequence[Document]) -> dict[str, Any]:  # noqa: ARG002
        """The labels are fixed."""
        return {"names": list(LABELS)}

    def restore(self, labels: Mapping[str, Any]) -> None:
        """Nothing to take back."""

    def build(self, width: int) -> nn.Module:
        """One hidden layer."""
        return nn.Sequential(nn.Dropout(0.1), nn.Linear(width, len(LABELS)))

    def loss(self, module: nn.Module, vectors: Tensor, batch: Batch) -> Tensor | None:
        """Minus the log probability of the allowed labels, over words where not all are allowed."""
        masks = batch.spread([d.names for d in batch.documents], fill=OPEN)
        known = masks != OPEN
        if not known.any():
            return None
        scores = torch.log_softmax(module(vectors[known]).float(), dim=-1)
        allowed = (masks[known][:, None] >> torch.arange(len(LABELS))) & 1
        return -torch.logsumexp(scores.masked_fill(allowed == 0, -1e4), dim=-1).mean()

    def match(self, module: nn.Module, teacher: nn.Module, vectors: Tensor, target: Tensor, batch: Batch, known: Tensor) -> Tensor:  # noqa: ARG002
        """Distance from the teacher's probabilities, over all words."""
        return divergence(module(vectors[known]), teacher(target[known]))

    def outputs(self, module: nn.Module, vectors: Tensor) -> dict[str, Tensor]:
        """The log probability of each label."""
        return {"names": torch.log_softmax(module(vectors), dim=-1)}

    def side(self, module: nn.Module) -> dict[str, Any]:  # noqa: ARG002
        """Nothing outside the graph."""
        return {}
