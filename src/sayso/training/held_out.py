"""The development parts of the corpora in the shapes that the evaluation scores; nothing here needs torch."""

from collections.abc import Iterator
from pathlib import Path

from sayso.evaluation.coreference import Clusters
from sayso.evaluation.language import NameSet, TaggedText, evaluate_coreference, evaluate_names, evaluate_trees
from sayso.evaluation.places import evaluate_places, geovirus_dev
from sayso.evaluation.segmentation import Counts
from sayso.evaluation.times import evaluate_times
from sayso.language import Analyser, Analysis
from sayso.places import Gazetteer
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


def time_sets(data: Path) -> dict[str, list[Path]]:
    """The development sets of time expressions: every fourth WikiWars document, and MEANTIME's topic corpus_gm."""
    wars = sorted((data / "time" / "wikiwars" / "train_keyinline").iterdir())
    topic = next((data / "multi" / "meantime_en").rglob("corpus_gm"))
    return {"WikiWars dev": [f for i, f in enumerate(wars) if i % 4 == 3], "MEANTIME corpus_gm": sorted(topic.iterdir())}


def outside_measures(data: Path) -> dict[str, float]:
    """The figures of the packaged model and rooms on the outside development sets, in percent, for the gate."""
    analyser = Analyser()
    found: dict[str, float] = {}
    for corpus in ("ewt", "gum"):
        trees, cuts = evaluate_trees(analyser, [d for _, d in treebank_dev(data, corpus)])
        rates = trees.rates()
        found |= {f"{corpus} {name}": rates[name] for name in ("upos", "lemma", "las")}
        found |= {f"{corpus} tokens": 100 * cuts.tokens.f1, f"{corpus} sentences": 100 * cuts.sentences.f1}
    found["re3d names"] = 100 * sum(evaluate_names(analyser, re3d_dev(data)).values(), Counts()).f1
    found["gum coreference"] = 100 * evaluate_coreference(analyser, coreference_dev(data)).conll
    for name, files in time_sets(data).items():
        times = evaluate_times(files, analyser.analyse)
        found |= {f"{name} relaxed": 100 * times.relaxed.f1, f"{name} value": 100 * times.value.f1}
    places = evaluate_places(geovirus_dev(data), analyser.analyse, Gazetteer.open())
    found |= {"GeoVirus dev recognition": 100 * places.f1, "GeoVirus dev within 161 km": 100 * places.within}
    return {name: round(value, 2) for name, value in found.items()}
