"""The whole network: the encoder and the layers of every head."""

from collections.abc import Sequence

from torch import Tensor, nn

from sayso.training.encoder import NARROW, WIDTH, Encoder, Shape
from sayso.training.heads import Batch, Head


class Network(nn.Module):
    """The encoder and the layers of all heads."""

    def __init__(self, heads: Sequence[Head], shape: Shape = NARROW) -> None:
        super().__init__()
        self.encoder = Encoder(shape)
        self.heads = nn.ModuleDict({head.name: head.build(WIDTH) for head in heads})

    def vectors(self, batch: Batch) -> Tensor:
        """The vectors of the words of a batch."""
        a = batch.arrays
        return self.encoder(a["pieces"], a["shapes"], a["begins"], a["finishes"])
