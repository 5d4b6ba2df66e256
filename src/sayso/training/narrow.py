"""The narrow network from the wide one: each feed-forward layer keeps the units that its output can least do without.

Units go one after another, the one whose loss the others can make up for best first, and the weights of those that stay are
solved anew so that the layer's output changes least on real text (optimal brain surgeon; Hassibi and Stork, 1993).
"""

from collections.abc import Iterable, Sequence

import torch
from torch import Tensor, nn
from torch.nn import functional

from sayso.training.encoder import NARROW, WIDE, Layer
from sayso.training.heads import Batch, Head
from sayso.training.network import Network

DAMP = 0.01  # share of the mean diagonal added to it, so that the inverse exists


def narrowed(teacher: Network, heads: Sequence[Head], sample: Iterable[Batch]) -> Network:
    """A narrow network with the teacher's heads and embeddings and the best half of its feed-forward units."""
    student = Network(heads, NARROW)
    state = {name: value for name, value in teacher.state_dict().items() if ".inner." not in name and ".outer.weight" not in name}
    student.load_state_dict(state, strict=False)
    grams = _grams(teacher, sample)
    for number, gram in enumerate(grams):
        wide, thin = teacher.encoder.layers[number], student.encoder.layers[number]
        kept, weight = select(gram, wide.outer.weight.detach(), NARROW.inner)
        thin.inner.weight.data.copy_(wide.inner.weight[kept])
        thin.inner.bias.data.copy_(wide.inner.bias[kept])
        thin.outer.weight.data.copy_(weight)
    return student


def _grams(teacher: Network, sample: Iterable[Batch]) -> list[Tensor]:
    """For each layer the sums of products of its units' activations."""
    grams = [torch.zeros(WIDE.inner, WIDE.inner) for _ in teacher.encoder.layers]

    def watch(number: int) -> None:
        def note(module: nn.Module, arguments: tuple[Tensor, ...], output: Tensor) -> None:  # noqa: ARG001
            active = functional.gelu(output).flatten(0, 1)
            grams[number] += active.T @ active

        layer = teacher.encoder.layers[number]
        if isinstance(layer, Layer):
            hooks.append(layer.inner.register_forward_hook(note))

    hooks: list[torch.utils.hooks.RemovableHandle] = []
    for number in range(len(grams)):
        watch(number)
    teacher.eval()
    with torch.no_grad():
        for batch in sample:
            teacher.vectors(batch)
    for hook in hooks:
        hook.remove()
    return grams


def select(gram: Tensor, weight: Tensor, keep: int) -> tuple[Tensor, Tensor]:
    """The ``keep`` units to stay, in order, and the output weights ``[out, keep]`` for them."""
    gram = gram + DAMP * gram.diagonal().mean() * torch.eye(len(gram))
    inverse, left = torch.linalg.inv(gram), torch.ones(len(gram), dtype=torch.bool)
    new = weight.clone()
    for _ in range(len(gram) - keep):
        cost = (new**2).sum(dim=0) / inverse.diagonal()
        gone = int(torch.argmin(torch.where(left, cost, torch.inf)))
        row = inverse[gone] / inverse[gone, gone]
        new.addr_(new[:, gone].clone(), row, alpha=-1)
        inverse.addr_(inverse[:, gone].clone(), row, alpha=-1)
        left[gone] = False
        inverse[gone, :] = inverse[:, gone] = 0.0
        inverse[gone, gone] = 1.0
        new[:, gone] = 0.0
    kept = torch.nonzero(left)[:, 0]
    inner = gram[kept][:, kept]
    return kept, torch.linalg.solve(inner, gram[kept] @ weight.T).T.contiguous()
