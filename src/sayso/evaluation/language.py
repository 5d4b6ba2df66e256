"""Scores of the language layer: tags and trees on gold tokens, segmentation on raw text, names, coreference.

`evaluate_trees` gives the analyser the gold words and sentences (as published scores do) and counts words whose tag, features,
lemma, head and labelled head are right; all words count, punctuation too, with the full relation (``nmod:poss``).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from sayso.errors import DataError, InputError
from sayso.evaluation.coreference import Clusters, CoreferenceScore, score
from sayso.evaluation.segmentation import Counts, Segmentation, segmentation_scores
from sayso.language.analyser import Analyser
from sayso.language.analysis import Analysis, Mention
from sayso.language.conllu import read_conllu
from sayso.vocabulary import Kind

DROPPED = ("Typo=", "Style=", "Abbr=", "ExtPos=", "Foreign=")  # features of the spelling, not of the word
SCORED_NAMES = (Kind.PERSON, Kind.ORGANIZATION, Kind.PLACE)


@dataclass(frozen=True)
class TreeScore:
    """Right words by layer, over ``words``."""

    words: int = 0
    upos: int = 0
    xpos: int = 0
    feats: int = 0
    lemma: int = 0
    uas: int = 0
    las: int = 0

    def __add__(self, other: "TreeScore") -> "TreeScore":
        """The counts of two documents together."""
        return TreeScore(*(getattr(self, f) + getattr(other, f) for f in self.__dataclass_fields__))

    def rates(self) -> dict[str, float]:
        """Percentages by layer."""
        return {f: 100 * getattr(self, f) / max(self.words, 1) for f in self.__dataclass_fields__ if f != "words"}


def documents(path: Path) -> Iterator[tuple[str, Analysis]]:
    """The documents of a CoNLL-U file, or of every file of a folder. Raises `InputError` (S101) where there is none."""
    paths = sorted(path.glob("*.conllu")) if path.is_dir() else [path]
    if not paths or not paths[0].is_file():
        raise InputError("S101", "there is no CoNLL-U file.", where=str(path), fix="Name a .conllu file or a folder of them.")
    for one in paths:
        content = one.read_text(encoding="utf-8")
        head, *parts = content.split("# newdoc id = ")
        for part in parts or [head]:
            name, _, rest = part.partition("\n") if parts else (one.stem, "", part)
            yield name.strip(), read_conllu(rest, str(one))


def reanalyse(analyser: Analyser, gold: Analysis) -> Analysis:
    """The analyser's reading of gold words and sentences."""
    return analyser.annotate(gold.text, list(zip(gold.starts, gold.ends, strict=True)), gold.sentences, gold.paragraphs)


def compare_trees(gold: Analysis, guess: Analysis) -> TreeScore:
    """Counts of right words."""
    counts = dict.fromkeys(TreeScore.__dataclass_fields__, 0)
    for i in range(len(gold)):
        counts["words"] += 1
        counts["upos"] += gold.upos[i] == guess.upos[i]
        counts["xpos"] += gold.xpos[i] == guess.xpos[i]
        counts["feats"] += _kept(gold.feats[i]) == _kept(guess.feats[i])
        counts["lemma"] += gold.lemmas[i] == guess.lemmas[i]
        counts["uas"] += gold.heads[i] == guess.heads[i]
        counts["las"] += gold.heads[i] == guess.heads[i] and gold.deprels[i] == guess.deprels[i]
    return TreeScore(**counts)


def _kept(feats: str) -> str:
    return "|".join(p for p in feats.split("|") if not p.startswith(DROPPED)) or "_"


def evaluate_trees(analyser: Analyser, gold: Iterable[Analysis]) -> tuple[TreeScore, Segmentation]:
    """Tags and trees on gold tokens, and segmentation from raw text, over some documents."""
    trees, cuts = TreeScore(), Segmentation()
    for one in gold:
        trees += compare_trees(one, reanalyse(analyser, one))
        cuts += segmentation_scores(one)
    return trees, cuts


NameSet = dict[tuple[int, int], frozenset[Kind]]


@dataclass(frozen=True)
class TaggedText:
    """A passage with gold names: words, sentences, names with their allowed kinds, and words that were left unannotated."""

    words: tuple[str, ...]
    sentences: tuple[tuple[int, int], ...]
    names: NameSet
    unknown: frozenset[int] = frozenset()


def read_iob(path: Path, passage: int = 12) -> Iterator[TaggedText]:
    """Passages of ``passage`` sentences of an IOB2 file (word second, tag third as UNER has it; or word and tag). Raises `DataError` (S302)."""
    kinds = {"PER": Kind.PERSON, "ORG": Kind.ORGANIZATION, "LOC": Kind.PLACE, "GRP": Kind.GROUP, "OTH": Kind.OTHER}
    waiting: list[list[tuple[str, str]]] = []
    sentence: list[tuple[str, str]] = []
    for number, line in enumerate([*path.read_text(encoding="utf-8").splitlines(), ""], start=1):
        if line.startswith("#"):
            continue
        if line.strip():
            columns = line.split("\t") if "\t" in line else line.split()
            if len(columns) < 2:  # noqa: PLR2004 (word and tag)
                raise DataError("S302", f"line {number} has no tag.", where=str(path), fix="Give a word and a tag a line.")
            sentence.append((columns[1], columns[2]) if columns[0].isdigit() and len(columns) > 2 else (columns[0], columns[-1]))  # noqa: PLR2004
        elif sentence:
            waiting.append(sentence)
            sentence = []
        if waiting and (len(waiting) == passage):
            yield _tagged(waiting, kinds)
            waiting = []
    if waiting:
        yield _tagged(waiting, kinds)


def _tagged(sentences: Sequence[Sequence[tuple[str, str]]], kinds: dict[str, Kind]) -> TaggedText:
    words: list[str] = []
    bounds: list[tuple[int, int]] = []
    names: NameSet = {}
    for sentence in sentences:
        base = len(words)
        words += [word for word, _ in sentence]
        bounds.append((base, len(words)))
        start = None
        for i, (_, tag) in enumerate([*sentence, ("", "O")]):
            if start is not None and not tag.startswith("I-"):
                kind = kinds.get(sentence[start][1][2:])
                if kind:
                    names[base + start, base + i] = frozenset({kind})
                start = None
            if tag.startswith("B-"):
                start = i
    return TaggedText(tuple(words), tuple(bounds), names)


def analyse_words(analyser: Analyser, words: Sequence[str], sentences: Sequence[tuple[int, int]]) -> Analysis:
    """The analysis of words joined by single spaces."""
    tokens, at = [], 0
    for word in words:
        tokens.append((at, at + len(word)))
        at += len(word) + 1
    return analyser.annotate(" ".join(words), tokens, sentences, [(0, max(at - 1, 0))])


def compare_names(gold: TaggedText, guess: Analysis) -> dict[Kind, Counts]:
    """Counts by kind; names that touch unannotated words are left out on both sides."""
    found = {(n.first, n.last): n.kind for n in guess.names if not any(i in gold.unknown for i in range(n.first, n.last))}
    totals = dict.fromkeys(SCORED_NAMES, Counts())
    for kind in SCORED_NAMES:
        wanted = {span for span, kinds in gold.names.items() if kind in kinds and (len(kinds) == 1 or found.get(span) == kind)}
        given = {span for span, k in found.items() if k == kind}
        totals[kind] = Counts(len(wanted & given), len(wanted), len(given))
    return totals


def evaluate_names(analyser: Analyser, passages: Iterable[TaggedText]) -> dict[Kind, Counts]:
    """Exact-span counts by kind (person, organization, place) over some passages, on their own words."""
    totals = dict.fromkeys(SCORED_NAMES, Counts())
    for passage in passages:
        for kind, counts in compare_names(passage, analyse_words(analyser, passage.words, passage.sentences)).items():
            totals[kind] += counts
    return totals


def response_clusters(analysis: Analysis) -> Clusters:
    """Predicted clusters as word ranges in OntoNotes' convention, which holds the possessive marker inside the mention."""
    return [[_with_possessive(analysis, m) for m in cluster] for cluster in analysis.clusters]


def _with_possessive(analysis: Analysis, mention: Mention) -> tuple[int, int]:
    after = mention.last
    return (mention.first, after + 1) if after < len(analysis) and analysis.xpos[after] == "POS" else (mention.first, mention.last)


def evaluate_coreference(analyser: Analyser, pairs: Iterable[tuple[Analysis, Clusters]]) -> CoreferenceScore:
    """CoNLL scores on gold words and sentences, predicted everything else."""
    return score([(key, response_clusters(reanalyse(analyser, gold))) for gold, key in pairs])
