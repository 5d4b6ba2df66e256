"""Documents to batches of windows; a document is never split over two batches, so coreference sees all of it."""

import random
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import torch

from sayso.language.windows import WINDOW, Window, batch_arrays, pack, shapes_of, word_pieces
from sayso.training.corpora import Document
from sayso.training.heads import Batch

if TYPE_CHECKING:
    from tokenizers import Tokenizer

WIDTHS = (96, 128, 128, 160)  # pieces of a window while training


def prepare_input(documents: Sequence[Document], tokenizer: "Tokenizer") -> dict[str, tuple[list[list[int]], list[int]]]:
    """Pieces and shapes of every document, by its corpus and name."""
    return {key(d): (word_pieces(tokenizer, d.words), shapes_of(d.words, d.sentences)) for d in documents}


def key(document: Document) -> str:
    """The identity of a document over all corpora."""
    return f"{document.corpus}/{document.name}"


def batches(
    documents: Sequence[Document], inputs: dict[str, tuple[list[list[int]], list[int]]], size: int, chance: random.Random | None, window: int = WINDOW
) -> Iterator[Batch]:
    """Batches of about ``size`` pieces; shuffled, with windows of varied width, where ``chance`` is given."""
    order = list(documents)
    if chance:
        chance.shuffle(order)
    waiting: list[Document] = []
    filled = 0
    for document in order:
        length = sum(len(p) for p in inputs[key(document)][0])
        if waiting and filled + length > size:
            yield _batch(waiting, inputs, chance.choice(WIDTHS) if chance else window)
            waiting, filled = [], 0
        waiting.append(document)
        filled += length
    if waiting:
        yield _batch(waiting, inputs, window)


def _batch(documents: Sequence[Document], inputs: dict[str, tuple[list[list[int]], list[int]]], window: int) -> Batch:
    windows: list[Window] = []
    rows = []
    for document in documents:
        places = torch.zeros((len(document.words), 2), dtype=torch.long)
        for one in pack(*inputs[key(document)], document.sentences, window):
            first, last = one.core
            places[first:last, 0] = len(windows)
            places[first:last, 1] = torch.arange(first - one.first, last - one.first)
            windows.append(one)
        rows.append(places)
    return Batch({name: torch.from_numpy(table) for name, table in batch_arrays(windows).items()}, list(documents), rows)
