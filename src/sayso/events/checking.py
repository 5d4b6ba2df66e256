"""A codebook checked: every example of every frame is read as a report of one sentence, and what does not come out as it says is named."""

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path

from sayso.actors import Aliases
from sayso.errors import SaysoError
from sayso.events.build import reader_for
from sayso.events.codebook import Codebook, Example, Frame, Problem, load
from sayso.events.frames import specific
from sayso.events.predicates import Found, Reader, actor_heads, candidates, matches_of, recipient_heads
from sayso.events.setting import Setting
from sayso.language.analysis import Analysis
from sayso.records import Report, report_id

Analyse = Callable[[Report], Analysis]


def check_codebook(path: Path | None = None, analyse: Analyse | None = None) -> tuple[Problem, ...]:
    """Everything wrong with a codebook, errors first: its form, its names, its examples, frames that contradict each other.

    ``analyse`` is the analyser (by default the one that ships with Sayso). A malformed file gives one problem and nothing more.
    """
    try:
        codebook = load(path)
    except SaysoError as error:
        return (Problem("error", error.where or str(path), error.what),)
    reading = analyse or _analyser()
    found = [*_missing(codebook), *_double(codebook)]
    for frame in codebook.frames:
        found += problems_of(frame, codebook, reading)
    return tuple(sorted(found, key=lambda problem: problem.level))


@cache
def _analyser() -> Analyse:
    from sayso.language import Analyser  # noqa: PLC0415 (heavy: numpy, onnxruntime)

    return Analyser().analyse


def _missing(codebook: Codebook) -> Iterator[Problem]:
    """Frames without examples; modes and words that nothing uses are no fault."""
    for frame in codebook.frames:
        for kind, rows in (("positive", frame.positive), ("negative", frame.negative)):
            if not rows:
                yield Problem("error", frame.id, f"has no {kind} example")
        for example in (*frame.positive, *frame.negative):
            if not example.predicate or example.predicate not in example.text:
                yield Problem("error", frame.id, f"the predicate {example.predicate!r} does not stand in {example.text!r}")


def _double(codebook: Codebook) -> Iterator[Problem]:
    """Frames that have one word, the same conditions and priority, and say different things of it: only their order decides."""
    seen: dict[tuple[object, ...], Frame] = {}
    for frame in codebook.frames:
        rules = tuple(sorted((slot, tuple(sorted(row))) for table in (frame.needs, frame.bars) for slot, row in table.items()))
        for kind, words in (("verbs", frame.verbs), ("nouns", frame.nouns), ("adjectives", frame.adjectives)):
            for word in words:
                key = (kind, word, rules, frame.priority, frame.passive_only)
                other = seen.setdefault(key, frame)
                if other is not frame and (other.type, other.mode) != (frame.type, frame.mode):
                    yield Problem("warning", frame.id, f"{word!r} is of {other.id} as well, under the same conditions")


def problems_of(frame: Frame, codebook: Codebook, analyse: Analyse) -> Iterator[Problem]:
    """What the examples of one frame show: a positive one must be of this frame's type and parties, a negative one of no match of it."""
    for example in frame.positive:
        yield from _positive(frame, example, codebook, analyse)
    for example in frame.negative:
        reader, matches = read(example, codebook, analyse)
        if any(match.entry.frame.id == frame.id for match in _at(example, reader, matches)):
            yield Problem("error", frame.id, f"matches its negative example {example.text!r}")


def read(example: Example, codebook: Codebook, analyse: Analyse) -> tuple[Reader, tuple[Found, ...]]:
    """The matches in the sentence of an example, read alone."""
    report = Report(id=report_id(example.text), text=example.text)
    reader = reader_for(Setting(report, analyse(report)), codebook, _aliases())
    return reader, matches_of(reader)


@cache
def _aliases() -> Aliases:
    return Aliases.load()


def _at(example: Example, reader: Reader, matches: tuple[Found, ...]) -> list[Found]:
    """The matches on the predicate of an example."""
    start = example.text.find(example.predicate)
    tokens = set(range(*reader.analysis.within(start, start + len(example.predicate)))) if start >= 0 else set()
    return [match for match in matches if match.bare.predicate in tokens]


def _positive(frame: Frame, example: Example, codebook: Codebook, analyse: Analyse) -> Iterator[Problem]:
    reader, matches = read(example, codebook, analyse)
    here = _at(example, reader, matches)
    match = next((m for m in here if m.entry.frame.id == frame.id), None)
    if match is None:
        others = [m for m in here if (m.entry.frame.type, m.entry.frame.mode) == (frame.type, frame.mode)]
        taken = ", ".join(f"{m.entry.frame.id} ({m.entry.frame.type})" for m in here)
        if here:
            yield Problem("warning" if others else "error", frame.id, f"{example.text!r}: {example.predicate!r} is taken by {taken}")
        else:
            yield Problem("error", frame.id, f"does not match its example {example.text!r}")
        return
    rivals = [f.id for f in candidates(match.bare.predicate, reader) if f.id != frame.id and f.type != frame.type and _equal(f, match.entry.frame)]
    if rivals:
        yield Problem("warning", frame.id, f"{example.text!r} is matched as well, with equal rank, by {', '.join(rivals)}")
    slots = parties_by_slot(match)
    for side, wanted in (("actor", example.actor), ("recipient", example.recipient)):
        if wanted and not any(_covers(example.text, wanted, head, reader) for head in slots[side]):
            words = [reader.analysis.word(head) for head in slots[side]]
            yield Problem("error", frame.id, f"{example.text!r}: the {side} should be {wanted!r}, found {words}")


def parties_by_slot(match: Found) -> Mapping[str, tuple[int, ...]]:
    """The heads that the frame's slots give each side, whether they are parties or things."""
    return {"actor": actor_heads(match), "recipient": recipient_heads(match)}


def _equal(one: Frame, other: Frame) -> bool:
    return specific(one) == specific(other)


def _covers(text: str, wanted: str, head: int, reader: Reader) -> bool:
    start = text.find(wanted)
    first, last = reader.analysis.within(start, start + len(wanted)) if start >= 0 else (0, 0)
    return first <= head < last
