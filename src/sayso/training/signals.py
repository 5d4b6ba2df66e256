"""Labels of single words for the signals that later rooms read: who says what by which words, and the events' predicates.

Attribution is flat: where statements nest, cue and source words come before contents. Events name the PLOVER type of the
event whose predicate a word is part of; function words inside a predicate (``took part in``) are nothing.
"""

import re
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path

from sayso.evaluation.gold.scheme import scheme
from sayso.language.analysis import ROOT, Analysis
from sayso.records import Coding, Span

IGNORE = -100
ATTRIBUTION = ("O", "B-cue", "I-cue", "B-source", "I-source", "B-content", "I-content")
_PARTS = {"content": 5, "source": 3, "cue": 1}  # the later ones write over the earlier ones
_EMPTY = frozenset(
    """
    a an the of to in on at by for from with into onto over up out off down upon as and or that not n't no be been being is are was were am
    has have had having will would shall should may might can could do does did its his her their our my your it he she they we i 's’s ’s
    """.split()
)


def event_labels() -> tuple[str, ...]:
    """`O` and PLOVER's types in the order of their names."""
    return ("O", *sorted(scheme().types))


def attribution_of(coding: Coding, tokens: Sequence[tuple[int, int]]) -> list[int]:
    """The attribution labels of an annotated report's tokens."""
    labels = [0] * len(tokens)
    for part, number in _PARTS.items():
        for statement in coding.statements:
            spans = statement.content if part == "content" else statement.cue if part == "cue" else (statement.source,)
            for span in spans:
                if span is not None:
                    for order, token in enumerate(_inside(span, tokens)):
                        labels[token] = number + (order > 0)
    return labels


def events_of(coding: Coding, tokens: Sequence[tuple[int, int]]) -> list[int]:
    """The event labels of an annotated report's tokens; the first event of a word counts."""
    numbers = {label: i for i, label in enumerate(event_labels())}
    labels = [0] * len(tokens)
    for event in reversed(coding.events):
        _mark(labels, coding.report.text, tokens, event.predicate, numbers[event.type])
    return labels


def _mark(labels: list[int], text: str, tokens: Sequence[tuple[int, int]], span: Span, number: int) -> None:
    inside = _inside(span, tokens)
    telling = [i for i in inside if text[tokens[i][0] : tokens[i][1]].lower() not in _EMPTY]
    for i in telling or inside:
        labels[i] = number


def _inside(span: Span, tokens: Sequence[tuple[int, int]]) -> list[int]:
    return [i for i, (a, b) in enumerate(tokens) if a < span.end and span.start < b]


def codebook_examples(folder: Path) -> Iterator[tuple[str, Span, str]]:
    """The positive examples of an event codebook: text, predicate, type; examples without one whole predicate are left out."""
    for path in sorted(folder.glob("*.toml")):
        book = tomllib.loads(path.read_text(encoding="utf-8"))
        for frame in book.get("frame", ()):
            name = frame.get("type", book.get("type"))
            for example in frame.get("positive", ()):
                text, predicate = str(example.get("text", "")), str(example.get("predicate", ""))
                at = text.find(predicate)
                if predicate and at >= 0 and name in scheme().types:
                    yield text, Span(start=at, end=at + len(predicate), text=predicate), str(name)


def example_labels(text: str, tokens: Sequence[tuple[int, int]], marks: Sequence[tuple[Span, str]]) -> list[int]:
    """The event labels of a codebook's examples; nothing is said of their other words."""
    labels = [IGNORE] * len(tokens)
    for span, name in marks:
        _mark(labels, text, tokens, span, event_labels().index(name))
    return labels


def gum_attribution(path: Path, trees: Analysis) -> list[int] | None:
    """GUM's attribution relations as labels, or None where the units' words are not the tree's.

    The satellite holds cue and source: its verb and that verb's subject, or ``according to`` and what follows. The content is the
    nucleus with what depends on it in the same sentence; words of which nothing is known are ignored.
    """
    units = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    words = [word for unit in units for word in unit[1].split(" ")]
    if words != [trees.word(i) for i in range(len(trees))]:
        return None
    ranges, start = [], 0
    for unit in units:
        ranges.append((start, start + len(unit[1].split(" "))))
        start = ranges[-1][1]
    head = [int(unit[6]) - 1 for unit in units]
    sentence = [m[1] if (m := re.search(r"sid=(\d+)", unit[5])) else "" for unit in units]
    labels, satellites = [0] * len(words), [i for i, unit in enumerate(units) if unit[7].startswith("attribution")]
    for i in satellites:
        inside = [j for j in range(len(units)) if j != i and _under(j, head[i], head, i)]
        run = sorted(t for j in inside if sentence[j] == sentence[head[i]] for t in range(*ranges[j]) if labels[t] in {0, IGNORE})
        for order, token in enumerate(run):
            labels[token] = _PARTS["content"] + (order > 0)
        for j in inside:
            if sentence[j] != sentence[head[i]]:
                labels[slice(*ranges[j])] = [n or IGNORE for n in labels[slice(*ranges[j])]]
    for i in satellites:
        _satellite(labels, trees, *ranges[i])
    unsure = {sentence[i] for i in satellites}  # a clause may be cut in two units, and only one of them is the satellite
    for i, bounds in enumerate(ranges):
        for token in range(*bounds):
            if sentence[i] in unsure and labels[token] == 0 and trees.upos[token] == "VERB":
                labels[token] = IGNORE
    return labels


def _under(unit: int, top: int, head: Sequence[int], without: int) -> bool:
    """Whether a unit is ``top`` or hangs on it by way of other units than ``without``."""
    for _ in range(len(head)):
        if unit == top:
            return True
        if unit in {without, -1}:
            return False
        unit = head[unit]
    return False


def _satellite(labels: list[int], trees: Analysis, first: int, last: int) -> None:
    labels[first:last] = [IGNORE] * (last - first)
    if trees.lower[first : first + 2] == ("according", "to"):
        source = [t for t in range(first + 2, last) if trees.upos[t] != "PUNCT"]
        cue = [first, first + 1]
    else:
        tops = [t for t in range(first, last) if trees.upos[t] == "VERB" and (trees.heads[t] == ROOT or not first <= trees.heads[t] < last)]
        cue = tops[:1]
        subjects = [s for t in cue for s in trees.children(t, "nsubj") if first <= s < last]
        source = [t for s in subjects[:1] for t in trees.subtree(s) if first <= t < last]
    for part, run in (("source", source), ("cue", cue)):
        for order, token in enumerate(run):
            labels[token] = _PARTS[part] + (order > 0)
