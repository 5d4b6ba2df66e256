"""The analyser: a report to its `Analysis`. The model runs here, once a report, and nowhere else."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from sayso.language.analysis import ROOT, Analysis, Mention, Name
from sayso.language.coreference import clusters_of, link, pair_features
from sayso.language.inflection import mended
from sayso.language.lemmas import apply_rule
from sayso.language.model import Model, decode_names, default_folder, label_scores, load_model
from sayso.language.names import agree
from sayso.language.quotes import pair_quotations
from sayso.language.sentences import paragraphs, split_sentences
from sayso.language.tokens import tokenize
from sayso.language.trees import NONE, best_tree, settle
from sayso.language.windows import pack, shapes_of, word_pieces
from sayso.records import Report
from sayso.vocabulary import Kind

if TYPE_CHECKING:
    from numpy.typing import NDArray

CANDIDATE = -2.0  # mention score (log odds) above which a word may stand for a mention
LINK = 0.35  # score above which an antecedent is taken; 0, the score of none, links a little more and is wrong more often (chosen on GUM dev)
SIGNALS = ("attribution", "events")  # heads whose labels go to `Analysis.signals` as they are, where the model has them
BLOCK = 320  # candidates scored against one another at a time


class Analyser:
    """Tokens, sentences, tags, trees, names, coreference and quotation marks of reports; loads its model on first use."""

    def __init__(self, folder: Path | None = None, threads: int = 1) -> None:
        self._folder, self._threads = folder or default_folder(), threads

    @property
    def model(self) -> Model:
        """The loaded model. Raises `InstallError` (S401)."""
        return load_model(self._folder, self._threads)

    @property
    def identity(self) -> str:
        """Name and content hash of the model, for the provenance of a record."""
        return self.model.identity

    def analyse(self, report: Report) -> Analysis:
        """The analysis of a report's text; depends on nothing but that text and the model."""
        text = report.text
        tokens = tokenize(text)
        parts = paragraphs(text)
        return self.annotate(text, tokens, split_sentences(text, tokens, parts), parts)

    def annotate(
        self, text: str, tokens: Sequence[tuple[int, int]], sentences: Sequence[tuple[int, int]], parts: Sequence[tuple[int, int]]
    ) -> Analysis:
        """The analysis of a text whose tokens and sentences are given (gold tokens in evaluation)."""
        quotations = pair_quotations(text, parts)
        starts, ends = tuple(a for a, _ in tokens), tuple(b for _, b in tokens)
        if not tokens:
            return Analysis(text, starts, ends, (), tuple(parts), tuple(quotations))
        words = [text[a:b] for a, b in tokens]
        found = _Tables(self.model, words, sentences)
        upos, xpos = found.tags("upos"), found.tags("xpos")
        rules = zip(found.tags("lemma"), words, upos, xpos, strict=True)
        analysis = Analysis(
            text=text,
            starts=starts,
            ends=ends,
            sentences=tuple(sentences),
            paragraphs=tuple(parts),
            quotations=tuple(quotations),
            upos=upos,
            xpos=xpos,
            feats=found.tags("feats"),
            lemmas=tuple(mended(apply_rule(rule, word), word, tag, fine) for rule, word, tag, fine in rules),
            heads=tuple(found.heads),
            deprels=tuple(found.relations),
            names=agree(found.names(sentences), words, sentences),
            signals=found.signals(),
        )
        return replace(analysis, clusters=found.clusters(analysis))


class _Tables:
    """The outputs of all windows of one report, put together by word."""

    def __init__(self, model: Model, words: Sequence[str], sentences: Sequence[tuple[int, int]]) -> None:
        self._model, self._words = model, words
        self._numbers: dict[str, list[int]] = {name: [0] * len(words) for name in ("upos", "xpos", "feats", "lemma")}
        self.heads, self.relations = [ROOT] * len(words), ["root"] * len(words)
        self._rows: dict[str, list[Any]] = {name: [] for name in ("names", "coreference", *SIGNALS) if name not in SIGNALS or name in model.labels}
        pieces = word_pieces(model.tokenizer, words)
        cut: set[int] = set()  # sentences read in parts
        for window in pack(pieces, shapes_of(words, sentences), sentences):
            outputs = model.run(window)
            first, last = window.core
            if window.core != (window.first, window.last):
                cut.add(window.sentences[0])
            inside = slice(first - window.first, last - window.first)
            for name, numbers in self._numbers.items():
                numbers[first:last] = outputs[name][inside].tolist()
            for name, rows in self._rows.items():
                rows.append(outputs[name][inside])
            self._read_trees(outputs, window.first, window.sentences, window.core)
        for first, last in (sentences[number] for number in sorted(cut)):
            self.heads[first:last] = [
                h + first if h != NONE else ROOT for h in settle([h - first if h != ROOT else NONE for h in self.heads[first:last]])
            ]

    def tags(self, name: str) -> tuple[str, ...]:
        """The labels of one head."""
        labels = self._model.labels[name]
        return tuple(labels[i] for i in self._numbers[name])

    def signals(self) -> dict[str, tuple[str, ...]]:
        """The best label of each word for every signal, and under ``<signal>_p`` its probability with two decimals."""
        found: dict[str, tuple[str, ...]] = {}
        for name in SIGNALS:
            if name in self._rows:
                table, labels = np.concatenate(self._rows[name]), self._model.labels[name]
                best = np.argmax(table, axis=1)
                found[name] = tuple(labels[i] for i in best.tolist())
                found[f"{name}_p"] = tuple(f"{p:.2f}" for p in table[np.arange(len(table)), best].tolist())
        return found

    def _read_trees(self, outputs: dict[str, "NDArray[Any]"], base: int, owners: Sequence[int], core: tuple[int, int]) -> None:
        """The trees of the sentences (or the part of a sentence) in a window, kept for its core."""
        arcs, width = outputs["arcs"], len(owners)
        local = np.full(width, NONE, dtype=np.int64)
        bounds = [i for i in range(width) if i == 0 or owners[i] != owners[i - 1]]
        for a, b in pairwise([*bounds, width]):
            scores = np.concatenate([arcs[a:b, a:b], arcs[a:b, width:]], axis=1)
            local[a:b] = [h + a if h != NONE else NONE for h in best_tree(scores)]
        side = self._model.side
        heads = np.where((local == NONE)[:, None], side["label_root"][None, :], outputs["label_head"][np.maximum(local, 0)])
        scores = label_scores(side, outputs["label_dependent"], heads)
        names = self._model.labels["deprel"]
        root = names.index("root")
        scores[:, root] = np.where(local == NONE, np.inf, -np.inf)
        inside = slice(core[0] - base, core[1] - base)
        self.heads[core[0] : core[1]] = [ROOT if head == NONE else head + base for head in local[inside].tolist()]
        self.relations[core[0] : core[1]] = [names[number] for number in np.argmax(scores[inside], axis=1).tolist()]

    def names(self, sentences: Sequence[tuple[int, int]]) -> tuple[Name, ...]:
        """The names of every sentence with their mean probability."""
        table, labels = np.concatenate(self._rows["names"]), self._model.labels["names"]
        found: list[Name] = []
        path = decode_names(table, labels, sentences)
        ends = {last for _, last in sentences}
        for first in (i for i, label in enumerate(path) if labels[label].startswith("B-")):
            kind, end = labels[path[first]][2:], first + 1
            while end not in ends and labels[path[end]] == f"I-{kind}":
                end += 1
            score = float(np.exp(np.mean([table[i, path[i]] for i in range(first, end)])))
            found.append(Name(first, end, Kind(kind), round(score, 4)))
        return tuple(found)

    def clusters(self, analysis: Analysis) -> tuple[tuple[Mention, ...], ...]:
        """The coreference clusters; candidates of a long report are compared block by block."""
        table = np.concatenate(self._rows["coreference"])
        vectors, mention = table[:, :-1], table[:, -1]
        heads = [int(i) for i in np.flatnonzero(mention > CANDIDATE) if analysis.upos[i] not in {"PUNCT", "VERB", "AUX", "ADV", "SYM"}]
        weights = self._model.pair_weights
        links: list[int | None] = []
        for start in range(0, len(heads), BLOCK):
            low = max(0, start - BLOCK)
            block = heads[low : start + BLOCK]
            features = pair_features(analysis, block)
            found = link(vectors[block], mention[block], features, weights)
            for i in range(start - low, len(block)):
                best = int(np.argmax(found[i, :i])) if i else 0
                links.append(low + best if i and found[i, best] > LINK else None)
        return clusters_of(analysis, heads, links)
