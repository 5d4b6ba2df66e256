"""Checkpoint to the packaged model: one ONNX graph, quantised to int8, with the side parameters, inventories and checksums."""

import argparse
import hashlib
import json
import shutil
import tempfile
import warnings
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from sayso.training.encoder import SHAPES_OF_ENCODER
from sayso.training.heads import Head, registry
from sayso.training.network import Network

INPUTS = ("pieces", "shapes", "begins", "finishes")


class Graph(nn.Module):
    """The network with named outputs, for tracing."""

    def __init__(self, network: Network, heads: Sequence[Head]) -> None:
        super().__init__()
        self.network, self.parts = network, heads
        self.names: list[str] = []

    def forward(self, pieces: Tensor, shapes: Tensor, begins: Tensor, finishes: Tensor) -> tuple[Tensor, ...]:
        """All outputs of all heads, in the order of `names`."""
        vectors = self.network.encoder(pieces, shapes, begins, finishes)
        found = {name: t for head in self.parts for name, t in head.outputs(self.network.heads[head.name], vectors).items()}
        self.names = list(found)
        return tuple(found.values())


def export_graph(network: Network, heads: Sequence[Head], path: Path) -> None:
    """Write the fp32 graph, for one window at a time."""
    network.eval()
    graph = Graph(network, heads)
    pieces = torch.tensor([[101, 2023, 2003, 102]])
    sample = (pieces, torch.zeros_like(pieces), torch.tensor([[1, 2]]), torch.tensor([[1, 2]]))
    with torch.no_grad():
        graph(*sample)
        axes = {
            "pieces": {1: "piece"},
            "shapes": {1: "piece"},
            "begins": {1: "word"},
            "finishes": {1: "word"},
        }
        axes |= {name: {1: "word", 2: "head"} if name == "arcs" else {1: "word"} for name in graph.names}
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            torch.onnx.export(
                graph, sample, str(path), input_names=list(INPUTS), output_names=graph.names, dynamic_axes=axes, opset_version=17, dynamo=False
            )


def quantise(source: Path, target: Path) -> None:
    """Dynamic int8 for matrix products and embeddings; products with a vector stay as they are (onnxruntime cannot run them quantised)."""
    import onnx  # noqa: PLC0415
    from onnxruntime.quantization import QuantType, quantize_dynamic  # noqa: PLC0415
    from onnxruntime.quantization.shape_inference import quant_pre_process  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as folder:
        prepared = Path(folder) / "prepared.onnx"
        quant_pre_process(str(source), str(prepared), skip_symbolic_shape=True)
        model = onnx.load(str(prepared))
        thin = {i.name for i in model.graph.initializer if len(i.dims) == 1 or 1 in i.dims}
        excluded = [n.name for n in model.graph.node if n.op_type == "MatMul" and any(i in thin for i in n.input)]
        quantize_dynamic(
            str(prepared),
            str(target),
            weight_type=QuantType.QInt8,
            per_channel=True,
            reduce_range=True,
            op_types_to_quantize=["MatMul", "Gather"],
            nodes_to_exclude=excluded,
        )


def save_side(network: Network, heads: Sequence[Head], path: Path) -> None:
    """The parameters that are used outside of the graph, in half precision."""
    side = {}
    for head in heads:
        for name, value in head.side(network.heads[head.name]).items():
            table = value.detach().numpy() if isinstance(value, Tensor) else np.asarray(value)
            side[name] = table.astype(np.float16)
    np.savez_compressed(path, allow_pickle=False, **side)


def write_checksums(folder: Path, version: str) -> str:
    """`checksums.json` with the SHA-256 of every file and the identity made of them."""
    names = ("model.onnx", "side.npz", "labels.json", "tokenizer.json")
    sums = {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in names}
    identity = f"sayso-language-{version}+{hashlib.sha256(json.dumps(sums, sort_keys=True).encode()).hexdigest()[:12]}"
    (folder / "checksums.json").write_text(json.dumps({"identity": identity, **sums}, indent=1) + "\n", encoding="utf-8")
    return identity


def mixed(path: Path, other: Path | None, share: float) -> dict[str, Tensor]:
    """A checkpoint, or the weighted mean of two that lie on one training path (Izmailov et al., 2018)."""
    state: dict[str, Tensor] = torch.load(path)
    if other is None:
        return state
    earlier = torch.load(other)
    return {name: share * value + (1 - share) * earlier[name] if value.is_floating_point() else value for name, value in state.items()}


def main(arguments: Sequence[str] | None = None) -> None:
    """Export a checkpoint to a folder; ``--precision fp32`` leaves the graph unquantised (for comparison)."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cache", type=Path, default=Path("build/student"))
    parser.add_argument("--checkpoint", default="latest.pt")
    parser.add_argument("--mix", type=Path, help="a second checkpoint of the same training, averaged in")
    parser.add_argument("--share", type=float, default=0.7, help="share of the first checkpoint in the average")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--shape", choices=tuple(SHAPES_OF_ENCODER), default="narrow")
    parser.add_argument("--weights", type=Path, help="save the averaged checkpoint here too (a teacher)")
    parser.add_argument("--version", default="2")
    parser.add_argument("--precision", choices=("int8", "fp32"), default="int8")
    options = parser.parse_args(arguments)
    options.out.mkdir(parents=True, exist_ok=True)
    state = mixed(options.cache / options.checkpoint, options.mix, options.share)
    if options.weights:
        torch.save(state, options.weights)
    trained = {name.split(".")[1] for name in state if name.startswith("heads.")}
    heads = [head for head in registry() if head.name in trained]
    labels = json.loads((options.cache / "labels.json").read_text(encoding="utf-8"))
    for head in heads:
        head.restore(labels)
    network = Network(heads, SHAPES_OF_ENCODER[options.shape])
    network.load_state_dict(state)
    fp32 = options.cache / "model-fp32.onnx"
    export_graph(network, heads, fp32)
    if options.precision == "int8":
        quantise(fp32, options.out / "model.onnx")
    else:
        shutil.copy(fp32, options.out / "model.onnx")
    save_side(network, heads, options.out / "side.npz")
    (options.out / "labels.json").write_text(json.dumps(labels, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")
    shutil.copy(options.cache / "tokenizer.json", options.out / "tokenizer.json")
    write_checksums(options.out, options.version)


if __name__ == "__main__":
    main()
