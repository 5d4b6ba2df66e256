"""Coreference by head words: mention scores and pair scores (see `language/coreference.py` for features and decoding)."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from sayso.language.coreference import FEATURES, OFFSETS, pair_features
from sayso.training.corpora import Document, head_of
from sayso.training.heads.base import Batch

VECTOR, HIDDEN = 96, 128
KEEP = 0.32  # candidates per word while training
MOST = 420


class CoreferenceLayers(nn.Module):
    """A small vector of each word, its mention score, and the pair scorer."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.vector, self.mention = nn.Linear(width, VECTOR), nn.Linear(width, 1)
        self.left, self.right = nn.Linear(VECTOR, HIDDEN, bias=False), nn.Linear(VECTOR, HIDDEN, bias=False)
        self.product, self.features = nn.Linear(VECTOR, HIDDEN, bias=False), nn.Embedding(sum(FEATURES), HIDDEN)
        self.bias, self.out = nn.Parameter(torch.zeros(HIDDEN)), nn.Linear(HIDDEN, 1)
        self.scale = nn.Parameter(torch.tensor(0.1))
        self.dropout = nn.Dropout(0.25)
        nn.init.normal_(self.features.weight, std=0.05)

    def forward(self, vectors: Tensor, mention: Tensor, features: Tensor) -> Tensor:
        """The score of each pair of candidates ``[n, n]``."""
        v = self.dropout(vectors)
        rows, columns = torch.tril_indices(len(v), len(v), -1)
        left, right = self.left(v), self.right(v)
        hidden = left[rows] + right[columns] + self.product(v[rows] * v[columns]) + self.bias
        hidden = hidden + functional.embedding(features[rows, columns] + torch.tensor(OFFSETS), self.features.weight).sum(dim=1)
        found = self.out(self.dropout(torch.relu(hidden)))[:, 0] + self.scale * (mention[rows] + mention[columns])
        return torch.full((len(v), len(v)), -1e4).index_put((rows, columns), found.float())


class Coreference:
    """Marginal likelihood of any right antecedent (Lee et al., 2017) over head words."""

    name, weight = "coreference", 0.5

    def prepare(self, documents: Sequence[Document]) -> dict[str, Any]:
        """Heads of the gold mentions, numbered by cluster."""
        for document in documents:
            trees = document.trees or document.parsed
            if document.clusters is not None and trees is not None:
                table = [0] * len(document.words)
                for number, cluster in enumerate(document.clusters, start=1):
                    for first, last in cluster:
                        table[head_of(trees, first, last)] = number
                document.layers["cluster"] = table
        return {}

    def restore(self, labels: Mapping[str, Any]) -> None:
        """Nothing to take back."""

    def build(self, width: int) -> nn.Module:
        """The layers."""
        return CoreferenceLayers(width)

    def loss(self, module: nn.Module, vectors: Tensor, batch: Batch) -> Tensor | None:
        """Mention detection plus antecedents, over the documents that have clusters."""
        losses = []
        for document, places in zip(batch.documents, batch.rows, strict=True):
            if "cluster" in document.layers:
                losses.append(self._document(module, vectors[places[:, 0], places[:, 1]], document))
        return torch.stack(losses).mean() if losses else None

    def _document(self, module: nn.Module, words: Tensor, document: Document) -> Tensor:
        gold = torch.tensor(document.layers["cluster"])
        mention = module.mention(words)[:, 0].float()
        detect = functional.binary_cross_entropy_with_logits(mention, (gold > 0).float(), pos_weight=torch.tensor(2.0))
        count = min(MOST, max(2, int(KEEP * len(words))), len(words))
        chosen = torch.topk(mention.detach() + (gold > 0) * 4.0, count).indices.sort().values
        trees = document.trees or document.parsed
        if trees is None:
            msg = f"{document.name} has clusters but no trees"
            raise ValueError(msg)
        features = torch.from_numpy(pair_features(trees, chosen.tolist()))
        scores = module(module.vector(words[chosen]).float(), mention[chosen], features)
        scores = torch.cat([scores, torch.zeros(count, 1)], dim=1)
        mine = gold[chosen]
        right = (mine[:, None] == mine[None, :]) & (mine[:, None] > 0)
        right = torch.tril(right, -1)
        none = ~right.any(dim=1, keepdim=True)
        right = torch.cat([right, none], dim=1)
        link = torch.logsumexp(scores, dim=1) - torch.logsumexp(scores.masked_fill(~right, -1e4), dim=1)
        return detect + link.mean()

    def outputs(self, module: nn.Module, vectors: Tensor) -> dict[str, Tensor]:
        """Vector and mention score of each word."""
        return {"coreference": torch.cat([module.vector(vectors), module.mention(vectors)], dim=-1)}

    def side(self, module: nn.Module) -> dict[str, Any]:
        """The pair scorer."""
        return {
            "pair_left": module.left.weight.T,
            "pair_right": module.right.weight.T,
            "pair_product": module.product.weight.T,
            "pair_features": module.features.weight,
            "pair_bias": module.bias,
            "pair_out": module.out.weight[0],
            "pair_scalars": np.asarray([float(module.scale), float(module.out.bias)], dtype=np.float32),
        }
