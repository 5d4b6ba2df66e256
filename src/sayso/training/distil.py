"""What the teacher knows, for the student: the vector of every word, computed once and kept on disk in half precision.

The student's heads see those vectors too, so the soft labels of every head come from them for next to nothing.
"""

import csv
import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from sayso.training.batches import batches, key
from sayso.training.corpora import TRAIN, Document
from sayso.training.encoder import WIDTH
from sayso.training.heads import Batch, Head
from sayso.training.network import Network
from sayso.training.sources import from_text

MATCH = 2.0  # weight of the distance between the vectors of student and teacher
SOFT = 1.0  # weight of the soft labels, each times its head's weight
RAW_WORDS = 220_000  # of each raw corpus
PASSAGE = 20  # sentences of a passage of raw text
LONGEST = 1500  # words of a passage; longer ones (tables, lists without stops) are left out


def read_raw(data: Path) -> Iterator[Document]:
    """News text without annotation: Wikinews of 2019 and 2020, and part of the Voice of America text of the GMB."""
    folder = data / "language"
    for year in (2019, 2020):
        csv.field_size_limit(10_000_000)
        with (folder / "wikinews_2019_2020" / f"wikinews_{year}.csv").open(encoding="utf-8", newline="") as stream:
            for number, row in enumerate(csv.DictReader(stream)):
                document, _ = from_text(f"{year}-{number:04d}", "wikinews", TRAIN, row["text"] or "")
                yield from _parts(document)
    lines = (folder / "voa_text_gmb" / "sentences.txt").read_text(encoding="utf-8").splitlines()
    count = 0
    for start in range(0, len(lines), PASSAGE):
        rows = [line.split() for line in lines[start : start + PASSAGE] if line.strip()]
        ends = np.cumsum([len(row) for row in rows]).tolist()
        yield Document(f"{start:05d}", "voa", TRAIN, [w for row in rows for w in row], list(zip([0, *ends[:-1]], ends, strict=True)))
        count += ends[-1]
        if count > RAW_WORDS:
            break


def _parts(document: Document) -> Iterator[Document]:
    """A long document in parts of whole sentences: a batch never splits a document, and memory is finite."""
    for start in range(0, len(document.sentences), PASSAGE):
        sentences = document.sentences[start : start + PASSAGE]
        first, last = sentences[0][0], sentences[-1][1]
        if last - first <= LONGEST:
            moved = [(a - first, b - first) for a, b in sentences]
            yield Document(f"{document.name}-{start:03d}", document.corpus, document.split, document.words[first:last], moved)


class Teacher:
    """The teacher's vectors of the training documents that were there when it ran, shared by the workers through one file."""

    def __init__(self, path: Path) -> None:
        self._place: dict[str, list[int]] = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
        self._table = np.memmap(path, dtype=np.float16, mode="r+", shape=(path.stat().st_size // (2 * WIDTH), WIDTH))

    @staticmethod
    def lay_out(documents: Sequence[Document], path: Path) -> None:
        """Make the file, empty, and its table of contents."""
        ends = np.cumsum([len(d.words) for d in documents]).tolist()
        with path.open("wb") as stream:
            stream.truncate(ends[-1] * WIDTH * 2)
        places = {key(d): (end - len(d.words), end) for d, end in zip(documents, ends, strict=True)}
        path.with_suffix(".json").write_text(json.dumps(places), encoding="utf-8")

    def fill(self, network: Network, documents: Sequence[Document], inputs: dict[str, tuple[list[list[int]], list[int]]]) -> None:
        """Compute the vectors of some documents."""
        network.eval()
        with torch.no_grad():
            for batch in batches(documents, inputs, 900, None):
                vectors = network.vectors(batch)
                for document, places in zip(batch.documents, batch.rows, strict=True):
                    first, last = self._place[key(document)]
                    self._table[first:last] = vectors[places[:, 0], places[:, 1]].numpy().astype(np.float16)
        self._table.flush()

    def vectors(self, batch: Batch) -> tuple[Tensor, Tensor]:
        """The vectors of a batch's words ``[B, W, 384]``, and where they are known ``[B, W]``."""
        found, known = torch.zeros(*batch.words.shape, WIDTH), torch.zeros(batch.words.shape, dtype=torch.bool)
        for document, places in zip(batch.documents, batch.rows, strict=True):
            first, last = self._place.get(key(document), (0, 0))
            if last - first == len(document.words):
                found[places[:, 0], places[:, 1]] = torch.from_numpy(self._table[first:last].astype(np.float32))
                known[places[:, 0], places[:, 1]] = True
        return found, known


def distillation(
    heads: Sequence[Head], modules: nn.ModuleDict, frozen: nn.ModuleDict, vectors: Tensor, target: Tensor, batch: Batch, known: Tensor
) -> Tensor:
    """The student's distance from the teacher on a batch: vectors, and the soft labels of the heads that have them."""
    total = MATCH * functional.mse_loss(vectors[known], target[known])
    for head in heads:
        match = getattr(head, "match", None)
        if match is not None and head.name in frozen:
            total = total + SOFT * head.weight * match(modules[head.name], frozen[head.name], vectors, target, batch, known)
    return total
