"""The words that decide whether what hangs on them took place (``data/embedding.toml``)."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

from sayso.events.trees import marks, relation
from sayso.language.analysis import Analysis
from sayso.vocabulary import Factuality

CLAUSAL = frozenset({"xcomp", "ccomp", "csubj", "acl"})
LOOSE = frozenset({"advcl", "obl", "nmod"})
NOMINAL = frozenset({"obj", "nmod", "obl", "nsubj:pass", "nsubj"})
COMPLEMENTS = frozenset({"of", "for", "on", "against", "from", "about", "out"})
PARTICLES = frozenset({"compound:prt", "advmod", "case", "obl"})
NEAR = 3


class Effect(StrEnum):
    """What a word makes of the event that hangs on it."""

    OWN = "own"
    GIVEN = "given"
    ONGOING = "ongoing"
    NEGATED = "negated"
    FUTURE = "future"
    HYPOTHETICAL = "hypothetical"
    DIRECTED = "directed"
    THREATENED = "threatened"
    BELIEVED = "believed"
    POSSIBLE = "possible"
    REPORTED = "reported"


@dataclass(frozen=True, slots=True)
class Word:
    """One entry: the effect, what the past tense makes of it, and the factuality where it is not the effect's usual one."""

    lemma: str
    effect: Effect
    past: Effect | None = None
    factuality: Factuality | None = None


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The entries by the way in which an event hangs on them (``clause``, ``noun``, ``noun of``, ``from``, ``word``) and by lemma.

    Examples are text, predicate and realis; ``bare`` ones hold where no statement was found.
    """

    tables: Mapping[str, Mapping[str, Word]]
    irregular: Mapping[str, str]
    lasting: frozenset[str]
    examples: tuple[tuple[str, str, str], ...]
    bare: tuple[tuple[str, str, str], ...]

    def find(self, how: str, lemma: str) -> Word | None:
        """The entry of a lemma."""
        return self.tables.get(how, {}).get(lemma)


@cache
def load_embedding() -> Lexicon:
    """The words that ship with Sayso. The first entry of a lemma for one way of hanging counts."""
    data = tomllib.loads(files(__package__).joinpath("data/embedding.toml").read_text(encoding="utf-8"))
    tables: dict[str, dict[str, Word]] = {}
    examples: list[tuple[str, str, str]] = []
    bare: list[tuple[str, str, str]] = []
    for row in data["word"]:
        examples.extend((text, word, realis) for text, word, realis in row.get("examples", ()))
        bare.extend((text, word, realis) for text, word, realis in row.get("bare", ()))
        past, value = row.get("past"), row.get("factuality")
        for lemma in row["words"]:
            entry = Word(lemma, Effect(row["effect"]), Effect(past) if past else None, Factuality(value) if value else None)
            for how in row["on"]:
                tables.setdefault(how, {}).setdefault(lemma, entry)
    lasting = data["lasting"]
    examples.extend((text, word, realis) for text, word, realis in lasting["examples"])
    return Lexicon(tables, data["irregular"], frozenset(lasting["words"]), tuple(examples), tuple(bare))


def lemma_of(analysis: Analysis, token: int) -> str:
    """The lemma of a token in lower case, or its word where it has none."""
    lemma = analysis.lemmas[token].lower() if analysis.lemmas else ""
    return lemma if lemma and lemma != "_" else analysis.lower[token]


@cache
def stems_of(word: str) -> tuple[str, ...]:
    """What a regular inflection may come from, for words whose lemma is wrong (``stopped``: stopp, stoppe, stop)."""
    for ending, added in (("ies", ("y",)), ("ied", ("y",)), ("ing", ("", "e")), ("ed", ("", "e")), ("es", ("", "e")), ("s", ("",))):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            stem = word[: -len(ending)]
            single = (stem[:-1],) if stem[-1] == stem[-2] else ()
            return (*(stem + tail for tail in added), *single)
    return ()


def names_of(analysis: Analysis, token: int) -> tuple[str, ...]:
    """How a word may be entered: with each particle that follows it, then alone; by its form, its lemma, and what a regular form may come from."""
    word, lemma = analysis.lower[token], lemma_of(analysis, token)
    known = load_embedding().irregular.get(word)
    alone = (word, known) if known is not None else tuple(dict.fromkeys((word, lemma, *stems_of(word))))
    after = [analysis.lower[c] for c in analysis.dependents[token] if 0 < c - token <= NEAR and analysis.deprels[c] in PARTICLES]
    phrases = tuple(f"{name} {particle}" for particle in after for name in alone)
    bound = any(analysis.deprels[c] == "compound:prt" for c in analysis.dependents[token])
    return phrases if bound else (*phrases, *alone)


def embedding_of(analysis: Analysis, node: int, head: int, *, noun: bool) -> Word | None:
    """What the word above makes of an event: of a clause by its complement, of a noun by its object or ``of`` phrase; None where it is not listed."""
    lexicon, label = load_embedding(), relation(analysis, node)
    marked = marks(analysis, node)
    ways: list[str] = []
    if noun and analysis.deprels[node] in NOMINAL:
        oblique = label in {"obl", "nmod"}
        if not oblique or not marked or marked & (COMPLEMENTS | {"to"}):
            ways = ["noun", "noun of"] if oblique else ["noun"]
    elif label in CLAUSAL and (analysis.deprels[node] != "acl:relcl" or _that(analysis, node)):
        ways = ["from", "clause"] if "from" in marked else ["clause"]
    elif label in LOOSE and marked & (COMPLEMENTS | {"to"}):
        ways = ["from"] if "from" in marked else ["clause"]
    if label == "acl" and marked & {"of", "from"} and relation(analysis, head) in {"obj", "iobj", "nsubj"}:
        head = analysis.heads[head]
    if not ways and label == "advcl" and not marked and node and analysis.lower[node - 1] in {"of", "from"}:
        ways = ["from"] if analysis.lower[node - 1] == "from" else ["clause"]
    for how in ways:
        for name in names_of(analysis, head):
            found = lexicon.find(how, name)
            if found is not None:
                return found
    return None


def _that(analysis: Analysis, node: int) -> bool:
    """Whether ``that`` opens a clause as its mark (``the allegation that soldiers looted it``)."""
    return any(analysis.deprels[child] == "mark" and analysis.lower[child] == "that" for child in analysis.dependents[node])


def modifier_of(analysis: Analysis, node: int) -> Word | None:
    """What an adverb or adjective of the event itself makes of it (``allegedly``, ``planned``)."""
    lexicon = load_embedding()
    for child in analysis.dependents[node]:
        if analysis.deprels[child].split(":")[0] in {"advmod", "amod"}:
            found = lexicon.find("word", analysis.lower[child])
            if found is not None:
                return found
    return None
