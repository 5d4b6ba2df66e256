"""The analyser: a report to its `Analysis`. The model runs here, once a report, and nowhere else."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from sayso.language.analysis import ROOT, Analysis, Mention, Name
from sayso.language.coreference import clusters_of, forbidden, link, pair_features
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
LINK = 0.5  # score above which an antecedent is taken; 0, the score of none, links a little more and is wrong more often
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
        )
        return replace(analysis, clusters=found.clusters(analysis))


class _Tables:
    """The outputs of all windows of one report, put together by word."""

    def __init__(self, model: Model, words: Sequence[str], sentences: Sequence[tuple[int, int]]) -> None:
        self._model, self._words = model, words
        self._numbers: dict[str, list[int]] = {name: [0] * len(words) for name in ("upos", "xpos", "feats", "lemma")}
        self.heads, self.relations = [ROOT] * len(words), ["root"] * len(words)
        self._rows: dict[str, list[Any]] = {"names": [], "coreference": []}
        pieces = word_pieces(model.tokenizer, words)
        for window in pack(pieces, shapes_of(words, sentences), sentences):
            outputs = model.run(window)
            first, last = window.core
            inside = slice(first - window.first, last - window.first)
            for name, numbers in self._numbers.items():
                numbers[first:last] = outputs[name][inside].tolist()
            for name, rows in self._rows.items():
                rows.append(outputs[name][inside])
            self._read_trees(outputs, window.first, window.sentences, window.core)
        for first, last in sentences:
            self.heads[first:last] = [
                h + first if h != NONE else ROOT for h in settle([h - first if h != ROOT else NONE for h in self.heads[first:last]])
            ]

    def tags(self, name: str) -> tuple[str, ...]:
        """The labels of one head."""
        labels = self._model.labels[name]
        return tuple(labels[i] for i in self._numbers[name])

    def _read_trees(self, outputs: dict[str, "NDArray[Any]"], base: int, owners: Sequence[int], core: tuple[int, int]) -> None:
        """The trees of the sentences (or the part of a sentence) in a window, kept for its core."""
        arcs, width = outputs["arcs"], len(owners)
        local = np.full(width, NONE, dtype=np.int64)
        for owner in dict.fromkeys(owners):
            inside = [i for i, o in enumerate(owners) if o == owner]
            a, b = inside[0], inside[-1] + 1
            scores = np.concatenate([arcs[a:b, a:b], arcs[a:b, width:]], axis=1)
            local[a:b] = [h + a if h != NONE else NONE for h in best_tree(scores)]
        side = self._model.side
        heads = np.where((local == NONE)[:, None], side["label_root"][None, :], outputs["label_head"][np.maximum(local, 0)])
        scores = label_scores(side, outputs["label_dependent"], heads)
        names = self._model.labels["deprel"]
        root = names.index("root")
        scores[:, root] = np.where(local == NONE, np.inf, -np.inf)
        numbers = np.argmax(scores, axis=1)
        for word in range(core[0], core[1]):
            head = int(local[word - base])
            self.heads[word] = ROOT if head == NONE else head + base
            self.relations[word] = names[int(numbers[word - base])]

    def names(self, sentences: Sequence[tuple[int, int]]) -> tuple[Name, ...]:
        """The names of every sentence with their mean probability."""
        table, labels = np.concatenate(self._rows["names"]), self._model.labels["names"]
        found: list[Name] = []
        for first, last in sentences:
            path = decode_names(table[first:last], labels)
            for offset, label in enumerate(path):
                if not labels[label].startswith("B-"):
                    continue
                end = offset + 1
                while end < len(path) and labels[path[end]] == f"I-{labels[label][2:]}":
                    end += 1
                score = float(np.exp(np.mean([table[first + i, path[i]] for i in range(offset, end)])))
                found.append(Name(first + offset, first + end, Kind(labels[label][2:]), round(score, 4)))
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
            found = np.where(forbidden(features), -np.inf, link(vectors[block], mention[block], features, weights))
            for i in range(start - low, len(block)):
                best = int(np.argmax(found[i, :i])) if i else 0
                links.append(low + best if i and found[i, best] > LINK else None)
        return clusters_of(analysis, heads, links)
