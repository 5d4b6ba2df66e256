"""Guards against metaphors: where a paragraph or a report is about sport or the weather, attacks and clashes are no events."""

from collections.abc import Sequence

from sayso.events.codebook import Topic
from sayso.events.draft import Draft
from sayso.events.predicates import Reader

WHOLE = 2  # a report is about a topic with so many times the words that are enough for a paragraph
LENGTH = 200  # in every so many tokens


def guarded(drafts: Sequence[Draft], reader: Reader) -> tuple[Draft, ...]:
    """The drafts that no topic of the codebook forbids where they stand."""
    kinds = {draft.frame.type for draft in drafts}
    topics = [topic for topic in reader.codebook.topics if kinds & topic.types]
    if not topics:
        return tuple(drafts)
    counts = _counts(topics, reader)
    barred = [(topic.types, _paragraphs(topic, counts[number], reader)) for number, topic in enumerate(topics)]
    barred = [row for row in barred if row[1]]
    return tuple(draft for draft in drafts if not any(draft.frame.type in types and _start(draft, reader) in starts for types, starts in barred))


def _counts(topics: Sequence[Topic], reader: Reader) -> list[dict[int, int]]:
    """How many words of each topic stand in each paragraph, by the paragraph's start."""
    analysis, words = reader.analysis, reader.words
    listed: dict[str, list[int]] = {}
    for number, topic in enumerate(topics):
        for word in topic.words:
            listed.setdefault(word, []).append(number)
    counts: list[dict[int, int]] = [{} for _ in topics]
    known = frozenset(listed)
    for token in range(len(analysis)):
        lemmas = words.of(token)
        if known.isdisjoint(lemmas):
            continue
        for number in {number for lemma in lemmas if lemma in listed for number in listed[lemma]}:
            start = analysis.paragraph_of(analysis.starts[token])[0]
            counts[number][start] = counts[number].get(start, 0) + 1
    return counts


def _paragraphs(topic: Topic, counts: dict[int, int], reader: Reader) -> frozenset[int]:
    """The starts of the paragraphs that a topic rules; all of them where it rules the report."""
    analysis = reader.analysis
    if sum(counts.values()) >= topic.enough * WHOLE * max(1, len(analysis) // LENGTH):
        return frozenset(start for start, _ in analysis.paragraphs) | {0}
    return frozenset(start for start, count in counts.items() if count >= topic.enough)


def _start(draft: Draft, reader: Reader) -> int:
    return reader.analysis.paragraph_of(reader.analysis.starts[draft.predicate])[0]
