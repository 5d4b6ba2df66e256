"""The word lists of this room (``data/*.toml``), as frozen tables."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from sayso.vocabulary import Act, Commitment

VOWELS = frozenset("aeiou")


@dataclass(frozen=True, slots=True)
class Cue:
    """A word or phrase that reports: its lemma (with a particle, if any), the act it expresses and what the reporter makes of it.

    ``addressed`` verbs take the one who is spoken to as their object; ``direct`` ones report only speech that stands on its own.
    """

    lemma: str
    act: Act
    commitment: Commitment = Commitment.ATTRIBUTED
    addressed: bool = False
    direct: bool = False
    phrase: bool = False


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Cues by inflected form (as tuples, the longest first), nouns that present marked words, and the word lists of sources and labels."""

    forms: Mapping[str, tuple[tuple[tuple[str, ...], Cue], ...]]
    nouns: Mapping[tuple[str, ...], Cue]
    before: frozenset[tuple[str, ...]]
    objects: frozenset[str]
    unnamed: frozenset[str]
    document: frozenset[str]
    titles: frozenset[str]
    pronouns: frozenset[str]


@cache
def load_lexicon() -> Lexicon:
    """The word lists that ship with Sayso."""
    cues, naming, sources = _data("cues"), _data("naming"), _data("sources")
    table: dict[str, list[tuple[tuple[str, ...], Cue]]] = {}
    for words, cue in _forms(cues):
        table.setdefault(words[0], []).append((words, cue))
    return Lexicon(
        forms={first: tuple(sorted(rows, key=lambda row: -len(row[0]))) for first, rows in table.items()},
        nouns={tuple(words.split()): Cue(words, Act(act)) for act, rows in cues["nouns"].items() for words in rows},
        before=frozenset(tuple(words.replace("-", " - ").split()) for words in naming["before"]),
        objects=frozenset(naming["objects"]),
        unnamed=frozenset(sources["unnamed"]),
        document=frozenset(sources["document"]),
        titles=frozenset(sources["titles"]),
        pronouns=frozenset(word.lower() for word in sources["pronouns"]),
    )


@cache
def word_class(name: str) -> frozenset[str]:
    """A class of function words (``data/words.toml``), in lower case."""
    return frozenset(_data("words")[name]["words"].split())


@cache
def _data(name: str) -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath(f"data/{name}.toml").read_text(encoding="utf-8"))


def _forms(cues: dict[str, Any]) -> Iterator[tuple[tuple[str, ...], Cue]]:
    """Every inflected form of every cue."""
    commitments, irregular, addressed = cues["commitment"], cues["forms"], cues["addressed"]
    for act, lemmas in cues["verbs"].items():
        for lemma in lemmas:
            cue = Cue(lemma, Act(act), Commitment(commitments.get(lemma, "attributed")), lemma in addressed, lemma in cues["direct"])
            for form in regular_forms(lemma) | set(irregular.get(lemma, ())):
                yield tuple(form.split()), cue
    for act, phrases in cues["phrases"].items():
        for phrase in phrases:
            yield tuple(phrase.split()), Cue(phrase, Act(act), phrase=True)


def regular_forms(lemma: str) -> set[str]:
    """The regular inflections of an English verb, a particle kept (``point out``, ``pointed out``)."""
    verb, _, particle = lemma.partition(" ")
    if verb.endswith("e"):
        forms = {verb, f"{verb}s", f"{verb}d", f"{verb[:-1]}ing"}
    elif verb.endswith("y") and verb[-2] not in VOWELS:
        forms = {verb, f"{verb[:-1]}ies", f"{verb[:-1]}ied", f"{verb}ing"}
    else:
        third = f"{verb}es" if verb.endswith(("s", "sh", "ch", "x", "z", "o")) else f"{verb}s"
        forms = {verb, third, f"{verb}ed", f"{verb}ing"}
    return {f"{form} {particle}".strip() for form in forms}
