"""Dependency trees: biaffine arcs (Dozat and Manning, 2017) within a sentence, labels by an elementwise product."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional

from sayso.language.analysis import ROOT
from sayso.training.corpora import Document
from sayso.training.heads.base import IGNORE, Batch, divergence

ARC, LABEL = 256, 128


class TreeLayers(nn.Module):
    """Projections of each word as a dependent and as a head."""

    def __init__(self, width: int, labels: int) -> None:
        super().__init__()
        self.arc_dependent, self.arc_head = nn.Linear(width, ARC), nn.Linear(width, ARC)
        self.label_dependent, self.label_head = nn.Linear(width, LABEL), nn.Linear(width, LABEL)
        self.weight = nn.Parameter(torch.zeros(ARC, ARC))
        self.root_arc, self.root_label = nn.Parameter(torch.zeros(ARC)), nn.Parameter(torch.zeros(LABEL))
        self.scorer = nn.Linear(LABEL, labels)
        self.only_dependent, self.only_head = nn.Linear(LABEL, labels, bias=False), nn.Linear(LABEL, labels, bias=False)
        self.dropout = nn.Dropout(0.2)
        nn.init.eye_(self.weight)
        self.weight.data *= ARC**-0.5

    def arcs(self, vectors: Tensor) -> Tensor:
        """``[B, W, W + 1]``: the score of each head for each word; the last column is the root."""
        dependent = self.dropout(functional.leaky_relu(self.arc_dependent(vectors), 0.1))
        head = self.dropout(functional.leaky_relu(self.arc_head(vectors), 0.1))
        turned = dependent @ self.weight
        return torch.cat([turned @ head.transpose(1, 2), turned @ self.root_arc[:, None]], dim=-1)

    def label_vectors(self, vectors: Tensor) -> tuple[Tensor, Tensor]:
        """The vectors of each word as dependent and as head."""
        dependent = self.dropout(functional.leaky_relu(self.label_dependent(vectors), 0.1))
        return dependent, self.dropout(functional.leaky_relu(self.label_head(vectors), 0.1))

    def labels(self, dependent: Tensor, head: Tensor) -> Tensor:
        """The scores of every label for pairs of a dependent and its head."""
        return self.scorer(dependent * head) + self.only_dependent(dependent) + self.only_head(head)


def _within(scores: Tensor, sentences: Tensor) -> Tensor:
    """Arc scores with the heads outside of a word's sentence ruled out."""
    outside = sentences[:, :, None] != sentences[:, None, :]
    outside = torch.cat([outside, torch.zeros_like(outside[:, :, :1])], dim=-1)
    return scores.float().masked_fill(outside, -1e4)


def _label_scores(module: nn.Module, vectors: Tensor, index: Tensor) -> Tensor:
    """The scores of every relation of each word to the head with the number ``index`` (the last one is the root)."""
    dependent, head = module.label_vectors(vectors)
    head = torch.cat([head, module.root_label.to(head.dtype).expand(len(head), 1, LABEL)], dim=1)
    found: Tensor = module.labels(dependent, torch.gather(head, 1, index))
    return found


class Trees:
    """The parser."""

    name, weight = "trees", 2.5

    def __init__(self) -> None:
        self.number: dict[str, int] = {}

    def prepare(self, documents: Sequence[Document]) -> dict[str, Any]:
        """The inventory of relations."""
        if not self.number:
            counts = Counter(r for d in documents if d.split == "train" and d.trees for r in d.trees.deprels)
            self.number = {label: i for i, (label, n) in enumerate(counts.most_common()) if n > 1}
        for document in documents:
            if document.trees:
                document.layers["deprel"] = [self.number.get(r, IGNORE) for r in document.trees.deprels]
        return {"deprel": list(self.number)}

    def restore(self, labels: Mapping[str, Any]) -> None:
        """The inventory as saved."""
        self.number = {label: i for i, label in enumerate(labels["deprel"])}

    def build(self, width: int) -> nn.Module:
        """The biaffine layers."""
        return TreeLayers(width, len(self.number))

    def loss(self, module: nn.Module, vectors: Tensor, batch: Batch) -> Tensor | None:
        """Cross entropy of the head among the words of the sentence, plus that of the label given the gold head."""
        heads, sentences, labels = self._gold(batch)
        known = heads != IGNORE
        if not known.any():
            return None
        kept = known.any(dim=1)
        vectors, heads, sentences, labels, known = vectors[kept], heads[kept], sentences[kept], labels[kept], known[kept]
        scores = _within(module.arcs(vectors), sentences)
        arc = functional.cross_entropy(scores[known], heads[known])
        found = _label_scores(module, vectors, heads.clamp(min=0)[:, :, None].expand(-1, -1, LABEL))
        scored = known & (labels != IGNORE)
        label = functional.cross_entropy(found[scored].float(), labels[scored])
        return arc + label

    def _gold(self, batch: Batch) -> tuple[Tensor, Tensor, Tensor]:
        width = batch.words.shape[1]
        heads: list[list[int] | None] = []
        owners: list[list[int]] = []
        for document, places in zip(batch.documents, batch.rows, strict=True):
            owners.append([i for i, (a, b) in enumerate(document.sentences) for _ in range(a, b)])
            if document.trees is None:
                heads.append(None)
                continue
            row, column = places[:, 0].tolist(), places[:, 1].tolist()
            found = []
            for i, h in enumerate(document.trees.heads):
                found.append(width if h == ROOT else column[h] if row[h] == row[i] else IGNORE)
            heads.append(found)
        labels = batch.spread([d.layers.get("deprel") for d in batch.documents])
        return batch.spread(heads), batch.spread(owners, fill=-1), labels

    def match(self, module: nn.Module, teacher: nn.Module, vectors: Tensor, target: Tensor, batch: Batch, known: Tensor) -> Tensor:
        """Distance from the teacher's arcs, and from its relations for the heads that it likes best."""
        owners = batch.spread([[i for i, (a, b) in enumerate(d.sentences) for _ in range(a, b)] for d in batch.documents], fill=-1)
        goal = _within(teacher.arcs(target), owners)
        arc = divergence(_within(module.arcs(vectors), owners)[known], goal[known])
        index = goal.argmax(dim=-1)[:, :, None].expand(-1, -1, LABEL)
        mine, theirs = _label_scores(module, vectors, index), _label_scores(teacher, target, index)
        return arc + divergence(mine[known], theirs[known])

    def outputs(self, module: nn.Module, vectors: Tensor) -> dict[str, Tensor]:
        """Arc scores, and the label vectors (labels are scored outside, once the tree is known)."""
        dependent, head = module.label_vectors(vectors)
        return {"arcs": module.arcs(vectors), "label_dependent": dependent, "label_head": head}

    def side(self, module: nn.Module) -> dict[str, Any]:
        """The label scorer."""
        return {
            "label_root": module.root_label,
            "label_product": module.scorer.weight,
            "label_bias": module.scorer.bias,
            "label_dependent": module.only_dependent.weight,
            "label_head": module.only_head.weight,
        }
