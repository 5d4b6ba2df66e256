"""The constructions that report without quotation marks (``data/reported.toml``), as frozen tables."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

from sayso.statements.lexicon import load_lexicon, regular_forms
from sayso.vocabulary import Act, Commitment, Status

BY_WORDS = "words"


class Frame(StrEnum):
    """How a cue takes what it reports."""

    CLAUSE = "clause"
    INFINITIVE = "infinitive"
    TOLD = "told"
    PARTICIPLE = "participle"
    PHRASE = "phrase"
    CHARGE = "charge"
    NAMED = "named"
    AMOUNT = "amount"
    FOR = "for"
    ABOUT = "about"
    RAISED = "raised"
    NOUN = "noun"


@dataclass(frozen=True, slots=True)
class Reading:
    """What a cue in a frame means: its act, and the status of its content where the cue alone decides it."""

    act: Act
    status: Status | None


@dataclass(frozen=True, slots=True)
class Reporter:
    """A cue lemma (``particle``: the words after its first), the reporter's commitment and its frames."""

    lemma: str
    particle: tuple[str, ...]
    commitment: Commitment
    frames: Mapping[Frame, Reading]


@dataclass(frozen=True, slots=True)
class Constructions:
    """Cues by the first word of each inflected form, those with particles first; nouns by their forms."""

    verbs: Mapping[str, tuple[Reporter, ...]]
    nouns: Mapping[str, Reporter]


@cache
def reported_data() -> dict[str, Any]:
    """The rows of ``data/reported.toml``."""
    return tomllib.loads(files(__package__).joinpath("data/reported.toml").read_text(encoding="utf-8"))


@cache
def word_list(name: str) -> frozenset[str]:
    """A word list of the constructions (``[lists.*]``), in lower case."""
    return frozenset(reported_data()["lists"][name]["words"].split())


@cache
def load_constructions() -> Constructions:
    """The constructions that ship with Sayso."""
    data = reported_data()
    frames: dict[str, dict[Frame, Reading]] = {}
    for frame in Frame:
        if frame is not Frame.NOUN:
            for lemma, row in data[frame.value].items():
                frames.setdefault(lemma, {})[frame] = _reading(row)
    known = load_lexicon().forms
    commitments = {cue.lemma: cue.commitment for rows in known.values() for _, cue in rows}
    irregular: dict[str, set[tuple[str, ...]]] = {}
    for rows in known.values():
        for form, cue in rows:
            irregular.setdefault(cue.lemma, set()).add(form)
    verbs: dict[str, list[Reporter]] = {}
    for lemma, row_frames in frames.items():
        reporter = Reporter(lemma, tuple(lemma.split()[1:]), commitments.get(lemma.split()[0], Commitment.ATTRIBUTED), row_frames)
        for first in _first_words(lemma, data["forms"], irregular):
            verbs.setdefault(first, []).append(reporter)
    return Constructions({word: tuple(sorted(rows, key=lambda r: -len(r.particle))) for word, rows in verbs.items()}, dict(_nouns(data)))


def _reading(row: list[str]) -> Reading:
    return Reading(Act(row[0]), None if row[1] == BY_WORDS else Status(row[1]))


def _first_words(lemma: str, forms: Mapping[str, list[str]], known: Mapping[str, set[tuple[str, ...]]]) -> set[str]:
    """The inflected first words of a lemma: its own irregular forms, those of its verb, or else the regular ones."""
    verb = lemma.split(maxsplit=1)[0]
    listed = {form.split()[0] for form in forms.get(lemma, ())} | {form[0] for form in known.get(verb, ())}
    listed |= {form[0] for form in known.get(lemma, ())}
    return listed or regular_forms(verb)


def _nouns(data: Mapping[str, Mapping[str, list[str]]]) -> Iterator[tuple[str, Reporter]]:
    for noun, row in data[Frame.NOUN.value].items():
        reporter = Reporter(noun, (), Commitment.ATTRIBUTED, {Frame.NOUN: _reading(row)})
        yield noun, reporter
        yield f"{noun}s", reporter
