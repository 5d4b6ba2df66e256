"""The contexts of an event: what its own paragraph shows of the subject, by the codebook's words, at most three.

The frame's own contexts come first; then those whose words stand nearest: in the predicate's sentence they count double, in the rest of
its paragraph once, and in the phrases of its parties twice more. A context needs `ENOUGH`; none is an answer.
"""

from collections.abc import Mapping, Sequence
from functools import cache

from sayso.events.codebook import Codebook, Context
from sayso.events.embedding import stems_of
from sayso.events.setting import Setting
from sayso.language.analysis import Analysis
from sayso.records import Party, Span

MOST = 3
IN_SENTENCE, IN_PARAGRAPH, IN_PARTY = 2.0, 1.0, 2.0
ENOUGH = 3.0
LONGEST = 4
REMEMBERED = 50_000

Entry = tuple[tuple[str, ...], str]


class ContextIndex:
    """The phrases of contexts by the forms of their first word; what a form may begin is worked out once."""

    def __init__(self, contexts: Mapping[str, Context]) -> None:
        found: dict[str, list[Entry]] = {}
        for name, context in contexts.items():
            for phrase in context.words:
                words = tuple(phrase.split())
                if 0 < len(words) <= LONGEST:
                    found.setdefault(words[0], []).append((words, name))
        self._phrases = {first: tuple(sorted(rows)) for first, rows in found.items()}
        self._known: dict[tuple[str, str], tuple[Entry, ...]] = {}

    def entries(self, word: str, lemma: str) -> tuple[Entry, ...]:
        """The phrases that a word may begin."""
        key = word, lemma
        known = self._known.get(key)
        if known is None:
            names = dict.fromkeys((word, lemma, *stems_of(word)))
            known = tuple(dict.fromkeys(row for name in names for row in self._phrases.get(name, ())))
            if len(self._known) < REMEMBERED:
                self._known[key] = known
        return known


@cache
def index_of(codebook: Codebook) -> ContextIndex:
    """The index of a codebook's contexts."""
    return ContextIndex(codebook.contexts)


def hits_in(analysis: Analysis, index: ContextIndex) -> tuple[tuple[int, str], ...]:
    """Every word or phrase of a context in a text, as its first token and the context."""
    found: dict[tuple[int, str], None] = {}
    for token, (word, lemma) in enumerate(zip(analysis.lower, analysis.lemmas or analysis.lower, strict=True)):
        for words, context in index.entries(word, lemma):
            if len(words) == 1 or _matches(analysis, token, words):
                found[token, context] = None
    return tuple(found)


def _matches(analysis: Analysis, token: int, words: tuple[str, ...]) -> bool:
    if token + len(words) > len(analysis):
        return False
    following = analysis.lower[token + 1 : token + len(words)]
    return all(wanted == word or wanted in stems_of(word) for wanted, word in zip(words[1:], following, strict=True))


def contexts_of(
    predicate: Span,
    parties: Sequence[Party],
    own: tuple[str, ...],
    hits: tuple[tuple[int, str], ...],
    setting: Setting,
) -> tuple[str, ...]:
    """The contexts of an event, ``own`` of its frame first, then by weight. ``hits`` are `hits_in` of the report and the codebook's index."""
    analysis = setting.analysis
    first, last = analysis.within(predicate.start, predicate.end)
    if first >= last:
        return own[:MOST]
    start, end = analysis.paragraph_of(predicate.start)
    sentence = analysis.sentence_of(first)
    spans = [party.span for party in parties if party.span is not None]
    weights: dict[str, float] = {}
    for token, context in hits:
        at = analysis.starts[token]
        if start <= at < end:
            weight = IN_SENTENCE if sentence[0] <= token < sentence[1] else IN_PARAGRAPH
            if any(span.start <= at < span.end for span in spans) or predicate.start <= at < predicate.end:
                weight += IN_PARTY
            weights[context] = weights.get(context, 0.0) + weight
    ranked = sorted((name for name, weight in weights.items() if weight >= ENOUGH and name not in own), key=lambda name: (-weights[name], name))
    return (*own, *ranked)[:MOST]
