"""The codebook as frozen records: types, modes, contexts, word classes, guards and frames (`sayso.events.loading` reads them from TOML).

Everything in it is data that a researcher edits; the words of frames are lower-case lemmas, never regular expressions.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

VERB, NOUN, ADJECTIVE = "verb", "noun", "adjective"


@dataclass(frozen=True, slots=True)
class Mode:
    """A mode of a type, with the CAMEO code and the intensity of events of it where they differ from the type's."""

    name: str
    definition: str
    cameo: str | None = None
    intensity: float | None = None


@dataclass(frozen=True, slots=True)
class EventType:
    """A type of event; ``recipient`` says that it is not coded without one, ``future`` which type it becomes when it is only planned.

    ``nature`` is what the engine takes it for, one of PLOVER's sixteen in capitals; the type's own name where the codebook says none.
    """

    name: str
    quad: str
    intensity: float
    definition: str
    nature: str
    cameo: str | None = None
    recipient: bool = False
    future: str | None = None
    modes: Mapping[str, Mode] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Context:
    """A context and the lemmas (or phrases, words joined by a blank) of a paragraph that show it."""

    name: str
    definition: str
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class Topic:
    """A guard against metaphors: where ``enough`` of the words stand, events of ``types`` are not coded."""

    name: str
    words: frozenset[str]
    types: frozenset[str]
    enough: int


@dataclass(frozen=True, slots=True)
class Performed:
    """The type and modes of the event that a speech act is when no frame matches its cue."""

    type: str
    mode: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Light:
    """Lemmas of light verbs, by construction: the noun is their object, their subject, or what their subject undergoes."""

    object: frozenset[str] = frozenset()
    subject: frozenset[str] = frozenset()
    undergo: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence of a frame with the words of its predicate, and of its parties where it states them."""

    text: str
    predicate: str
    actor: str | None = None
    recipient: str | None = None


@dataclass(frozen=True, eq=False)
class Frame:
    """Predicates in one construction, the type that they are of, and who is actor and recipient; ``order`` is its place in the codebook."""

    id: str
    type: str
    mode: tuple[str, ...] = ()
    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    actor: tuple[str, ...] = ("subject",)
    recipient: tuple[str, ...] = ("object",)
    noun_actor: tuple[str, ...] = ("by", "poss", "owner", "of")
    noun_recipient: tuple[str, ...] = ("on", "against", "of", "to")
    needs: Mapping[str, frozenset[str]] = field(default_factory=dict)
    bars: Mapping[str, frozenset[str]] = field(default_factory=dict)
    reciprocal: bool = False
    passive_only: bool = False
    priority: int = 0
    context: tuple[str, ...] = ()
    cameo: str | None = None
    positive: tuple[Example, ...] = ()
    negative: tuple[Example, ...] = ()
    order: int = 0

    @property
    def rule(self) -> str:
        """The name of the frame in the rules of events."""
        return f"codebook/{self.id}"


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong with a codebook; an ``error`` makes it unusable, a ``warning`` is worth a look."""

    level: str
    where: str
    what: str


@dataclass(frozen=True, eq=False)
class Codebook:
    """All that the events room knows of meaning. ``classes`` hold words for conditions; ``acts`` are by act, ``statuses`` by status.

    ``pledges`` say, by the type of what a speaker says that he will do, what his saying so is ("will withdraw": CONCEDE).
    """

    name: str
    version: str
    credit: str
    hash: str
    types: Mapping[str, EventType]
    frames: tuple[Frame, ...]
    contexts: Mapping[str, Context] = field(default_factory=dict)
    classes: Mapping[str, frozenset[str]] = field(default_factory=dict)
    light: Light = Light()
    topics: tuple[Topic, ...] = ()
    acts: Mapping[str, Performed] = field(default_factory=dict)
    statuses: Mapping[str, Performed] = field(default_factory=dict)
    pledges: Mapping[str, Performed] = field(default_factory=dict)

    @property
    def identity(self) -> str:
        """Name, version and the first 12 digits of the hash over all of its files, for the provenance of a record."""
        return f"{self.name}-{self.version}+{self.hash[:12]}"

    def pledged(self, kind: str) -> Performed | None:
        """What announcing a deed of a type is."""
        future = self.types[kind].future
        return self.pledges.get(kind) or (Performed(future) if future is not None else None)

    def cameo_of(self, kind: str, mode: tuple[str, ...], frame: Frame | None = None) -> str | None:
        """The CAMEO code of an event: the frame's, else that of its first mode that has one, else its type's."""
        if frame is not None and frame.cameo is not None and frame.type == kind:
            return frame.cameo
        modes = self.types[kind].modes
        return next((modes[m].cameo for m in mode if m in modes and modes[m].cameo is not None), self.types[kind].cameo)

    def intensity_of(self, kind: str, mode: tuple[str, ...]) -> float:
        """The intensity of an event: that of its first mode that has one, else its type's."""
        modes = self.types[kind].modes
        found = next((modes[m].intensity for m in mode if m in modes and modes[m].intensity is not None), None)
        return self.types[kind].intensity if found is None else found


def load(path: Path | None = None) -> Codebook:
    """The codebook in a file and the frame files that it names; without a path the one that ships with Sayso.

    Raises `DataError` (S306) with the file and the entry where something is malformed or a file is missing.
    """
    from sayso.events.loading import load_codebook  # noqa: PLC0415 (the records stand below their reader)

    return load_codebook(path)


def check(path: Path | None = None) -> tuple[Problem, ...]:
    """Everything wrong with a codebook: its form, its names, and every example of its frames run through the analyser."""
    from sayso.events.checking import check_codebook  # noqa: PLC0415 (the records stand below what checks them)

    return check_codebook(path)
