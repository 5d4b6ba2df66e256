"""Which frame of the codebook a predicate is of: an index by lemma, and the conditions on its slots, most specific first."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from sayso.events.arguments import EMPTY, OBJECT, SUBJECT, Frameless
from sayso.events.codebook import ADJECTIVE, NOUN, VERB, Codebook, Frame
from sayso.events.words import Words
from sayso.language.analysis import Analysis

NOUN_SLOTS = {SUBJECT: (SUBJECT, "by", "poss", "owner"), OBJECT: (OBJECT, "of", "on", "against", "undergoer")}
Test = Callable[[int], bool]


@dataclass(frozen=True, slots=True)
class Condition:
    """What a slot must (or must not) hold: words, phrases by their last word with the words before it, and tests."""

    slot: str
    words: frozenset[str]
    phrases: Mapping[str, tuple[tuple[str, ...], ...]]
    tests: frozenset[str]


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """One word or phrase of a frame; ``rest`` are its other words: after a verb, before a noun."""

    frame: Frame
    kind: str
    rest: tuple[str, ...]
    needs: tuple[Condition, ...]
    bars: tuple[Condition, ...]
    rank: tuple[int, ...]


def rank_of(frame: Frame, rest: tuple[str, ...]) -> tuple[int, ...]:
    """The order of entries, the more specific first: more words, higher priority, more needs, more bars, earlier in the codebook."""
    return (-len(rest), *(-number for number in specific(frame)), frame.order)


def specific(frame: Frame) -> tuple[int, int, int]:
    """How specific a frame is: its priority, what it needs, what it bars. Needs come first: a general frame may bar many things."""
    return frame.priority, len(frame.needs) + frame.passive_only, len(frame.bars)


@dataclass(frozen=True, slots=True, eq=False)
class Index:
    """The entries of a codebook by kind of word and by the lemma to look for, most specific first."""

    verbs: Mapping[str, tuple[Entry, ...]]
    nouns: Mapping[str, tuple[Entry, ...]]
    adjectives: Mapping[str, tuple[Entry, ...]]

    known: frozenset[str]


@lru_cache(maxsize=8)
def index_of(codebook: Codebook) -> Index:
    """The index of a codebook, made once."""
    tables: dict[str, dict[str, list[Entry]]] = {VERB: {}, NOUN: {}, ADJECTIVE: {}}
    for frame in codebook.frames:
        needs = tuple(condition(slot, row, codebook.classes) for slot, row in frame.needs.items())
        bars = tuple(condition(slot, row, codebook.classes) for slot, row in frame.bars.items())
        for kind, rows in ((VERB, frame.verbs), (NOUN, frame.nouns), (ADJECTIVE, frame.adjectives)):
            for row in rows:
                words = row.replace("-", " ").split()
                key, rest = (words[-1], tuple(words[:-1])) if kind == NOUN else (words[0], tuple(words[1:]))
                tables[kind].setdefault(key, []).append(Entry(frame, kind, rest, needs, bars, rank_of(frame, rest)))
    made = {kind: {key: tuple(sorted(rows, key=lambda e: e.rank)) for key, rows in table.items()} for kind, table in tables.items()}
    return Index(made[VERB], made[NOUN], made[ADJECTIVE], frozenset(key for table in made.values() for key in table))


def condition(slot: str, fillers: Iterable[str], classes: Mapping[str, frozenset[str]]) -> Condition:
    """The fillers of a slot with their classes opened."""
    words: set[str] = set()
    phrases: dict[str, list[tuple[str, ...]]] = {}
    tests: set[str] = set()
    for filler in fillers:
        for entry in classes.get(filler[1:], frozenset()) if filler.startswith("@") else (filler,):
            parts = tuple(entry.replace("-", " ").split())
            if entry == "*" or entry.startswith("#"):
                tests.add("#agent" if (slot, entry) == (SUBJECT, "#party") else entry)
            elif len(parts) > 1:
                phrases.setdefault(parts[-1], []).append(parts[:-1])
            else:
                words.add(entry)
    return Condition(slot, frozenset(words), {key: tuple(rows) for key, rows in phrases.items()}, frozenset(tests))


class Matcher:
    """The conditions of frames against the slots of one text's predicates; ``tests`` are the ``#`` tests of head tokens.

    ``alike`` gives the other nouns that say what a head token stands for: what a pronoun takes up, of what a quantity is.
    """

    def __init__(self, analysis: Analysis, words: Words, tests: Mapping[str, Test], alike: Callable[[int], tuple[int, ...]]) -> None:
        self.analysis, self.words, self.tests, self.alike = analysis, words, tests, alike

    def fits(self, entry: Entry, found: Frameless) -> bool:
        """Whether a predicate in its construction fulfils the conditions of an entry."""
        if entry.frame.passive_only and not found.passive:
            return False
        for wanted in entry.needs:
            heads = self._heads(wanted.slot, found, entry.kind)
            if not any(self.holds(wanted, head) for head in heads) and not any(self.says(wanted, t) for head in heads for t in self.alike(head)):
                return False
        return not any(self.bars(c, head) for c in entry.bars for head in self._heads(c.slot, found, entry.kind))

    def bars(self, unwanted: Condition, head: int) -> bool:
        """Whether a head token, or what a pronoun stands for, is one of the fillers of a bar."""
        if self.holds(unwanted, head):
            return True
        return self.analysis.upos[head] == "PRON" and any(self.says(unwanted, token) for token in self.alike(head))

    def _heads(self, slot: str, found: Frameless, kind: str) -> tuple[int, ...]:
        slots = found.slots or EMPTY
        if kind != NOUN or slot not in NOUN_SLOTS:
            return slots.get(slot, ())
        return tuple(head for name in NOUN_SLOTS[slot] for head in slots.get(name, ()))

    def holds(self, wanted: Condition, head: int) -> bool:
        """Whether a head token is one of the fillers of a condition."""
        if "*" in wanted.tests or any(self.tests[test](head) for test in wanted.tests if test in self.tests):
            return True
        return self.says(wanted, head)

    def says(self, wanted: Condition, head: int) -> bool:
        """Whether the words of a head token are one of the fillers of a condition."""
        lemmas = self.words.of(head)
        if any(lemma in wanted.words for lemma in lemmas):
            return True
        rows = [row for lemma in lemmas for row in wanted.phrases.get(lemma, ())]
        return any(self.modified(head, row) for row in rows)

    def modified(self, head: int, before: tuple[str, ...]) -> bool:
        """Whether a noun has words before it: right before it (a hyphen aside), or among its modifiers."""
        position, left = head - 1, list(before)
        while left and position >= 0:
            if self.analysis.lower[position] in {"-", "\N{EN DASH}"}:
                position -= 1
            elif left[-1] in self.words.of(position):
                left.pop()
                position -= 1
            else:
                break
        if not left:
            return True
        inner = [c for c in self.analysis.dependents[head] if c < head]
        return len(before) == 1 and any(before[0] in self.words.of(c) for c in inner)
