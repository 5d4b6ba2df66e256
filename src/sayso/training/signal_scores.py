"""Scores of the signal heads on the project's own development reports, word by word: `python -m sayso.training.signal_scores`."""

import argparse
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from sayso.evaluation.segmentation import Counts
from sayso.language import Analyser
from sayso.training.corpora import DEV, Document
from sayso.training.signals import ATTRIBUTION, event_labels
from sayso.training.sources import read_own_gold

LABELS = {"attribution": ATTRIBUTION, "events": event_labels()}


def score(analyser: Analyser, documents: Sequence[Document]) -> dict[str, dict[str, Counts]]:
    """For each signal the counts of each kind of word; ``all`` sums them up, ``any event`` forgets the type."""
    found: dict[str, dict[str, Counter[str]]] = {name: {} for name in LABELS}
    for document in documents:
        text = " ".join(document.words)
        bounds: list[tuple[int, int]] = []
        for word in document.words:
            at = bounds[-1][1] + 1 if bounds else 0
            bounds.append((at, at + len(word)))
        analysis = analyser.annotate(text, bounds, document.sentences, [(0, len(text))])
        for name, labels in LABELS.items():
            gold = document.layers.get(name)
            if gold is None or name not in analysis.signals:
                continue
            for number, said in zip(gold, analysis.signals[name], strict=True):
                _count(found[name], labels[number].split("-")[-1], said.split("-")[-1])
    return {name: {kind: Counts(c["both"], c["gold"], c["found"]) for kind, c in kinds.items()} for name, kinds in found.items()}


def _count(table: dict[str, Counter[str]], gold: str, said: str) -> None:
    for kind, label in (("gold", gold), ("found", said)):
        if label != "O":
            table.setdefault(label, Counter())[kind] += 1
            table.setdefault("any", Counter())[kind] += 1
    if gold != "O" and said != "O":
        table["any"]["both"] += 1
    if gold == said != "O":
        table[gold]["both"] += 1


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--own", type=Path, default=Path("data/own"))
    parser.add_argument("--model", type=Path, help="folder of an exported model instead of the packaged one")
    options = parser.parse_args(arguments)
    documents = [d for d in read_own_gold(options.own / "reports") if d.split == DEV]
    for name, kinds in score(Analyser(options.model), documents).items():
        for kind, counts in sorted(kinds.items()):
            print(f"{name:12s}{kind:12s}{counts.gold:6d}{100 * counts.precision:7.1f}{100 * counts.recall:7.1f}{100 * counts.f1:7.1f}")  # noqa: T201


if __name__ == "__main__":
    main()
