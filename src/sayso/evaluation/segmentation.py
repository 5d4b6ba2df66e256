"""How well a text was cut into tokens and sentences: the span F1 of the CoNLL 2018 shared task.

A unit counts as right when it covers the same characters as a unit of the gold, white space left out of account. Tokens are
syntactic words: gold words that share a multiword token have their own characters (``do`` + ``n't``), as `read_conllu` gives them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sayso.language.analysis import Analysis
from sayso.language.sentences import paragraphs, split_sentences
from sayso.language.tokens import tokenize


@dataclass(frozen=True)
class Counts:
    """How many units are right, how many the gold has and how many the system gave; counts of documents add up."""

    right: int = 0
    gold: int = 0
    given: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        """The counts of two documents together."""
        return Counts(self.right + other.right, self.gold + other.gold, self.given + other.given)

    @property
    def precision(self) -> float:
        """The share of the given units that are right, 0 to 1; 1 where none was given."""
        return self.right / self.given if self.given else 1.0

    @property
    def recall(self) -> float:
        """The share of the gold units that were given, 0 to 1; 1 where there is none."""
        return self.right / self.gold if self.gold else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall, 0 to 1."""
        return 2 * self.right / (self.gold + self.given) if self.gold + self.given else 1.0


@dataclass(frozen=True)
class Segmentation:
    """The counts of tokens and of sentences."""

    tokens: Counts = Counts()
    sentences: Counts = Counts()

    def __add__(self, other: "Segmentation") -> "Segmentation":
        """The counts of two documents together."""
        return Segmentation(self.tokens + other.tokens, self.sentences + other.sentences)


def span_counts(gold: Iterable[tuple[int, int]], given: Iterable[tuple[int, int]]) -> Counts:
    """Counts over two sets of character ranges ``[start, end)``; a range counts once however often it is listed."""
    wanted, found = set(gold), set(given)
    return Counts(len(wanted & found), len(wanted), len(found))


def sentence_spans(tokens: Sequence[tuple[int, int]], sentences: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The character range of each sentence, given as a half-open range of tokens; empty sentences are left out."""
    return [(tokens[first][0], tokens[last - 1][1]) for first, last in sentences if first < last]


def segmentation_scores(gold: Analysis) -> Segmentation:
    """Counts of the tokens and sentences that this package finds in the raw text of a gold analysis."""
    tokens = tokenize(gold.text)
    sentences = split_sentences(gold.text, tokens, paragraphs(gold.text))
    gold_tokens = list(zip(gold.starts, gold.ends, strict=True))
    return Segmentation(
        span_counts(gold_tokens, tokens),
        span_counts(sentence_spans(gold_tokens, gold.sentences), sentence_spans(tokens, sentences)),
    )
