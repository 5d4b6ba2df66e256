"""The trained model: one ONNX graph (int8) for the encoder and its heads, and the small parameters used outside of it.

One window is run at a time: dynamic quantisation scales by what is in the batch, so only this keeps a report's reading
independent of its company.
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from sayso.errors import InstallError
from sayso.language.coreference import Weights
from sayso.language.windows import Window, batch_arrays, load_tokenizer

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from tokenizers import Tokenizer

FILES = ("model.onnx", "side.npz", "labels.json", "tokenizer.json")


@dataclass(frozen=True)
class Model:
    """The graph's session, its tokenizer, its inventories and its side parameters."""

    session: Any
    tokenizer: "Tokenizer"
    labels: dict[str, list[str]]
    side: dict[str, "NDArray[np.float32]"]
    identity: str

    def run(self, window: Window) -> dict[str, "NDArray[Any]"]:
        """The outputs of every head for one window, without the batch dimension."""
        found = self.session.run(None, batch_arrays([window]))
        return {name: table[0] for name, table in zip(self.outputs, found, strict=True)}

    @cached_property
    def outputs(self) -> tuple[str, ...]:
        """The names of the graph's outputs."""
        return tuple(output.name for output in self.session.get_outputs())

    @cached_property
    def pair_weights(self) -> Weights:
        """The parameters of the coreference scorer."""
        s = self.side
        return Weights(
            left=s["pair_left"],
            right=s["pair_right"],
            product=s["pair_product"],
            features=s["pair_features"],
            bias=s["pair_bias"],
            out=s["pair_out"],
            mention=float(s["pair_scalars"][0]),
            offset=float(s["pair_scalars"][1]),
        )


def default_folder() -> Path:
    """Where the packaged model lies."""
    return Path(str(resources.files("sayso.language") / "model_files"))


def checksums(folder: Path) -> dict[str, str]:
    """The SHA-256 of each of the model's files. Raises `InstallError` (S401) where one is missing."""
    found = {}
    for name in FILES:
        path = folder / name
        if not path.is_file():
            raise InstallError("S401", "a file of the language model is missing.", where=str(path.name), fix="Install Sayso again.")
        found[name] = hashlib.sha256(path.read_bytes()).hexdigest()
    return found


def verify(folder: Path) -> str:
    """The model's identity, after its files have been compared with `checksums.json`. Raises `InstallError` (S401)."""
    found = checksums(folder)
    expected = json.loads((folder / "checksums.json").read_text(encoding="utf-8"))
    damaged = [name for name in FILES if found[name] != expected.get(name)]
    if damaged:
        raise InstallError("S401", "the language model's files are damaged.", where=", ".join(damaged), fix="Install Sayso again.")
    return str(expected["identity"])


@cache
def load_model(folder: Path, threads: int = 1) -> Model:
    """Load a model once per process. Raises `InstallError` (S401) on missing or unreadable files."""
    import onnxruntime  # noqa: PLC0415 (heavy)

    missing = [name for name in (*FILES, "checksums.json") if not (folder / name).is_file()]
    if missing:
        raise InstallError("S401", "files of the language model are missing.", where=", ".join(missing), fix="Install Sayso again.")
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(str(folder / "model.onnx"), options, providers=["CPUExecutionProvider"])
    with np.load(folder / "side.npz") as archive:
        side = {name: archive[name].astype(np.float32) for name in archive.files}
    labels = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
    identity = json.loads((folder / "checksums.json").read_text(encoding="utf-8"))["identity"]
    return Model(session, load_tokenizer(folder / "tokenizer.json"), labels, side, identity)


def label_scores(side: dict[str, "NDArray[np.float32]"], dependent: "NDArray[np.float32]", head: "NDArray[np.float32]") -> "NDArray[np.float32]":
    """The score of every relation for pairs of dependent and head vectors."""
    product = (dependent * head) @ side["label_product"].T + side["label_bias"]
    return np.asarray(product + dependent @ side["label_dependent"].T + head @ side["label_head"].T, dtype=np.float32)


def decode_names(log_probabilities: "NDArray[np.float32]", labels: Sequence[str], sentences: Sequence[tuple[int, int]]) -> list[int]:
    """The best label numbers that form proper BIO within each sentence: Viterbi, unless the best labels already do."""
    best = np.argmax(log_probabilities, axis=1)
    proper = np.ones(len(best), dtype=np.bool_)
    proper[1:] = _transitions(tuple(labels))[best[:-1], best[1:]]
    at = [first for first, _ in sentences]
    proper[at] = _starts(tuple(labels))[best[at]]
    path = [int(i) for i in best.tolist()]
    for number in np.unique(np.searchsorted(at, np.flatnonzero(~proper), side="right") - 1).tolist():
        first, last = sentences[number]
        path[first:last] = _best_path(log_probabilities[first:last], tuple(labels))
    return path


def _best_path(log_probabilities: "NDArray[np.float32]", labels: tuple[str, ...]) -> list[int]:
    cost = np.where(_transitions(labels), 0.0, -1e6)
    score = log_probabilities[0] + np.where(_starts(labels), 0.0, -1e6)
    back = []
    for row in log_probabilities[1:]:
        table = score[:, None] + cost
        back.append(np.argmax(table, axis=0))
        score = np.max(table, axis=0) + row
    path = [int(np.argmax(score))]
    for pointers in reversed(back):
        path.append(int(pointers[path[-1]]))
    return path[::-1]


@cache
def _transitions(labels: tuple[str, ...]) -> "NDArray[np.bool_]":
    """Whether label b may follow label a: I only after B or I of its kind."""
    return np.asarray([[not b.startswith("I-") or a[2:] == b[2:] for b in labels] for a in labels])


@cache
def _starts(labels: tuple[str, ...]) -> "NDArray[np.bool_]":
    return np.asarray([not label.startswith("I-") for label in labels])
