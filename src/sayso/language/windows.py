"""Words to the encoder's input: word pieces, case shapes and windows; training and reading use the same code.

The encoder reads windows of whole sentences. A window holds consecutive sentences of one report as long as they fit in
`WINDOW` pieces; a sentence longer than `LIMIT` is cut into overlapping parts, so nothing is ever left out.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from tokenizers import Tokenizer

WINDOW = 160
LIMIT = 480
OVERLAP_WORDS = 60
LONGEST_WORD = 40  # characters of a word that the encoder sees: addresses and noise are cut, the token itself is not
CLS, SEP, UNKNOWN = 101, 102, 100
SHAPES = 18
_TITLE_CASED = 0.7


@dataclass(frozen=True, slots=True)
class Window:
    """Words ``[first, last)`` of a report as the encoder sees them; ``core`` are those whose answers are kept."""

    first: int
    last: int
    core: tuple[int, int]
    pieces: tuple[int, ...]
    shapes: tuple[int, ...]
    begins: tuple[int, ...]
    finishes: tuple[int, ...]
    sentences: tuple[int, ...]


def load_tokenizer(path: Path) -> "Tokenizer":
    """The WordPiece tokenizer, without truncation or padding."""
    from tokenizers import Tokenizer  # noqa: PLC0415 (heavy)

    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def word_pieces(tokenizer: "Tokenizer", words: Sequence[str]) -> list[list[int]]:
    """The piece numbers of each word; a word without any (control characters) is one unknown piece."""
    found: list[list[int]] = [[] for _ in words]
    encoding = tokenizer.encode([_sound(word[:LONGEST_WORD]) for word in words], is_pretokenized=True, add_special_tokens=False)
    for piece, word in zip(encoding.ids, encoding.word_ids, strict=True):
        if word is not None:
            found[word].append(piece)
    return [pieces or [UNKNOWN] for pieces in found]


def _sound(word: str) -> str:
    """The word as the tokenizer can take it: half a surrogate pair, which is no character, as a question mark."""
    return word if word.isascii() else word.encode("utf-8", "replace").decode("utf-8")


@lru_cache(1 << 14)
def word_shape(word: str) -> int:
    """The class of a word's letter case and make-up (1-8): what an uncased encoder cannot see."""
    if not any(c.isalnum() for c in word):
        return 7
    if any(c.isdigit() for c in word):
        return 6
    if word.islower():
        return 1
    if len(word) == 1:
        return 4
    if word.isupper():
        return 3
    if word[0].isupper() and word[1:].islower():
        return 2
    return 5 if any(c.isupper() for c in word) else 8


def shapes_of(words: Sequence[str], sentences: Sequence[tuple[int, int]]) -> list[int]:
    """The shape of each word, shifted by 9 in sentences that are capitalised throughout, such as headlines."""
    shapes = [word_shape(word) for word in words]
    for first, last in sentences:
        long = [i for i in range(first, last) if len(words[i]) > 3 and words[i].isalpha()]  # noqa: PLR2004 (function words are short)
        if len(long) > 2 and sum(words[i][0].isupper() for i in long) >= _TITLE_CASED * len(long):  # noqa: PLR2004
            for i in range(first, last):
                shapes[i] += 9
    return shapes


def pack(pieces: Sequence[Sequence[int]], shapes: Sequence[int], sentences: Sequence[tuple[int, int]], window: int = WINDOW) -> list[Window]:
    """Windows over all words, in order; every word is in the core of exactly one of them."""
    groups: list[tuple[int, int, int, int, int]] = []  # first, last, core first, core last, number of the first sentence
    size = 0
    for number, (first, last) in enumerate(sentences):
        length = sum(len(pieces[i]) for i in range(first, last))
        if length > LIMIT:
            groups += [(*part, number) for part in _parts(pieces, first, last)]
            size = window + 1
        elif groups and size + length <= window:
            groups[-1] = (groups[-1][0], last, groups[-1][2], last, groups[-1][4])
            size += length
        else:
            groups.append((first, last, first, last, number))
            size = length
    return [_window(pieces, shapes, sentences, group) for group in groups]


def _parts(pieces: Sequence[Sequence[int]], first: int, last: int) -> list[tuple[int, int, int, int]]:
    """A sentence too long for the encoder as overlapping ranges of words with their cores."""
    ranges: list[tuple[int, int]] = []
    start = first
    while True:
        end, size = start, 0
        while end < last and size + len(pieces[end]) <= LIMIT:
            size += len(pieces[end])
            end += 1
        ranges.append((start, end))
        if end == last:
            break
        start = end - min(OVERLAP_WORDS, (end - start) // 4)
    cuts = [first] + [(a + b) // 2 for (_, b), (a, _) in pairwise(ranges)] + [last]
    return [(a, b, cuts[i], cuts[i + 1]) for i, (a, b) in enumerate(ranges)]


def _window(
    pieces: Sequence[Sequence[int]], shapes: Sequence[int], sentences: Sequence[tuple[int, int]], group: tuple[int, int, int, int, int]
) -> Window:
    first, last, core_first, core_last, number = group
    ids, marks, begins, finishes, owners = [CLS], [0], [], [], []
    for word in range(first, last):
        while word >= sentences[number][1]:
            number += 1
        begins.append(len(ids))
        ids += pieces[word]
        marks += [shapes[word]] * len(pieces[word])
        finishes.append(len(ids) - 1)
        owners.append(number)
    return Window(
        first=first,
        last=last,
        core=(core_first, core_last),
        pieces=(*ids, SEP),
        shapes=(*marks, 0),
        begins=tuple(begins),
        finishes=tuple(finishes),
        sentences=tuple(owners),
    )


def batch_arrays(windows: Sequence[Window]) -> dict[str, np.ndarray]:
    """The windows of one batch as padded int64 arrays: pieces, shapes ``[B, P]``; begins, finishes ``[B, W]``."""
    longest = max(len(w.pieces) for w in windows)
    widest = max(len(w.begins) for w in windows)
    arrays = {name: np.zeros((len(windows), longest), dtype=np.int64) for name in ("pieces", "shapes")}
    arrays |= {name: np.zeros((len(windows), widest), dtype=np.int64) for name in ("begins", "finishes")}
    for row, window in enumerate(windows):
        arrays["pieces"][row, : len(window.pieces)] = window.pieces
        arrays["shapes"][row, : len(window.shapes)] = window.shapes
        arrays["begins"][row, : len(window.begins)] = window.begins
        arrays["finishes"][row, : len(window.finishes)] = window.finishes
    return arrays
