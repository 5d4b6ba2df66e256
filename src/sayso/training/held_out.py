"""The development parts of the corpora in the shapes that the evaluation scores; nothing here needs torch."""

from collections.abc import Iterator
from pathlib import Path

from sayso.evaluation.coreference import Clusters
from sayso.evaluation.language import NameSet, TaggedText
from sayso.language.analysis import Analysis
from sayso.training.corpora import DEV, Document, read_treebanks
from sayso.training.names import LABELS, OPEN
from sayso.training.sources import read_re3d
from sayso.vocabulary import Kind


def treebank_dev(data: Path, corpus: str) -> Iterator[tuple[str, Analysis]]:
    """The development documents of EWT or GUM, by name."""
    for document in read_treebanks(data):
        if document.split == DEV and document.corpus == corpus and document.trees is not None:
            yield document.name, document.trees


def coreference_dev(data: Path) -> Iterator[tuple[Analysis, Clusters]]:
    """The development documents of GUM with their OntoGUM clusters."""
    for document in read_treebanks(data):
        if document.split == DEV and document.corpus == "gum" and document.trees is not None and document.clusters is not None:
            yield document.trees, document.clusters


def re3d_dev(data: Path) -> Iterator[TaggedText]:
    """The re3d documents that training never sees."""
    for document in read_re3d(data):
        if document.split == DEV:
            yield tagged(document)


def tagged(document: Document) -> TaggedText:
    """A training document's names as gold: each with the kinds that its corpus allows; open words are unknown."""
    masks = document.names or []
    names: NameSet = {}
    i = 0
    while i < len(masks):
        kinds = _kinds(masks[i], "B")
        if masks[i] == OPEN or not kinds or masks[i] & 1:
            i += 1
            continue
        end = i + 1
        while end < len(masks) and masks[end] != OPEN and _kinds(masks[end], "I") and not masks[end] & 1 and not _kinds(masks[end], "B"):
            end += 1
        names[i, end] = kinds
        i = end
    unknown = frozenset(i for i, mask in enumerate(masks) if mask == OPEN)
    return TaggedText(tuple(document.words), tuple(document.sentences), names, unknown)


def _kinds(mask: int, part: str) -> frozenset[Kind]:
    return frozenset(Kind(label[2:]) for i, label in enumerate(LABELS) if mask >> i & 1 and label.startswith(f"{part}-"))
