"""The training corpora as `Document`s: one split for all layers of a corpus, missing layers as None.

Which label of which corpus becomes which of ours is written in `names.py` (names) and in the model card.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from sayso.language.analysis import ROOT, Analysis
from sayso.language.conllu import read_conllu

TRAIN, DEV = "train", "dev"


@dataclass
class Document:
    """One document of a corpus: words, sentences (word ranges) and the layers it has.

    ``parsed`` are trees of an earlier model: features for coreference where there is no gold tree, never a target.
    """

    name: str
    corpus: str
    split: str
    words: list[str]
    sentences: list[tuple[int, int]]
    trees: Analysis | None = None
    names: list[int] | None = None
    clusters: list[list[tuple[int, int]]] | None = None
    layers: dict[str, list[int]] = field(default_factory=dict)
    parsed: Analysis | None = None


def read_treebanks(data: Path) -> Iterator[Document]:
    """EWT (train, dev by its files) and GUM (by its document split), with coreference from OntoGUM."""
    folder = data / "language"
    for split in (TRAIN, DEV):
        content = (folder / "ud_english_ewt" / f"en_ewt-ud-{split}.conllu").read_text(encoding="utf-8")
        for name, part in _documents(content):
            yield _treebank_document(name, "ewt", split, part)
    splits = gum_splits(folder / "gum_open" / "splits.md")
    for path in sorted((folder / "gum_open" / "dep").glob("*.conllu")):
        document = _treebank_document(path.stem, "gum", splits.get(path.stem, TRAIN), path.read_text(encoding="utf-8"))
        document.clusters = read_ontogum(folder / "gum_open" / "ontogum_conll" / f"{path.stem}.conll", document.words)
        yield document


def gum_splits(path: Path) -> dict[str, str]:
    """Document name to split, as the corpus's own `splits.md` says (documents it does not name are for training)."""
    splits, current = {}, ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            current = line[3:].strip()
        elif line.strip().startswith("*"):
            splits[line.strip().lstrip("* ")] = current
    return splits


def _documents(content: str) -> Iterator[tuple[str, str]]:
    parts = content.split("# newdoc id = ")
    for part in parts[1:]:
        name, _, rest = part.partition("\n")
        yield name.strip(), rest


def _treebank_document(name: str, corpus: str, split: str, content: str) -> Document:
    trees = read_conllu(content, name)
    return Document(name, corpus, split, [trees.word(i) for i in range(len(trees))], list(trees.sentences), trees)


def read_ontogum(path: Path, words: list[str]) -> list[list[tuple[int, int]]] | None:
    """The clusters of a CoNLL coreference file as word ranges, or None where its words are not the treebank's."""
    found: list[str] = []
    clusters: dict[str, list[tuple[int, int]]] = defaultdict(list)
    opened: dict[str, list[int]] = defaultdict(list)
    for line in path.read_text(encoding="utf-8").splitlines():
        columns = line.split("\t")
        if line.startswith("#") or len(columns) < 2:
            continue
        found.append(columns[1])
        for mark in re.findall(r"\(\d+\)|\(\d+|\d+\)", columns[-1]):
            identity = mark.strip("()")
            if mark.startswith("("):
                opened[identity].append(len(found) - 1)
            if mark.endswith(")"):
                clusters[identity].append((opened[identity].pop(), len(found)))
    return [sorted(set(c)) for c in clusters.values()] if found == words else None


def head_of(trees: Analysis, first: int, last: int) -> int:
    """The head word of a span: the one whose own head lies outside of it (the first such)."""
    for token in range(first, last):
        if trees.heads[token] == ROOT or not first <= trees.heads[token] < last:
            return token
    return first


def read_columns(path: Path, separator: str | None = None) -> Iterator[tuple[list[str], list[str]]]:
    """Sentences of a two-column (word, tag) file."""
    words: list[str] = []
    tags: list[str] = []
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        if line.startswith("-DOCSTART-") or not line.strip():
            if words:
                yield words, tags
            words, tags = [], []
            continue
        columns = line.split(separator)
        words.append(columns[0])
        tags.append(columns[-1])


def read_json_lines(path: Path) -> list[dict[str, object]]:
    """The objects of a file of JSON lines."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8-sig").splitlines() if line.strip()]


def group_sentences(pairs: Iterable[tuple[list[str], list[str]]], size: int) -> Iterator[tuple[list[str], list[tuple[int, int]], list[str]]]:
    """Consecutive sentences joined into passages of at most ``size`` words (corpora without documents)."""
    words: list[str] = []
    tags: list[str] = []
    sentences: list[tuple[int, int]] = []
    for more_words, more_tags in pairs:
        if words and len(words) + len(more_words) > size:
            yield words, sentences, tags
            words, tags, sentences = [], [], []
        sentences.append((len(words), len(words) + len(more_words)))
        words, tags = words + more_words, tags + more_tags
    if words:
        yield words, sentences, tags
