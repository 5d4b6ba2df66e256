"""The lemmas that a token may have: the analysis's own, and those that regular inflection allows where that one is wrong."""

import tomllib
from functools import cache, lru_cache
from importlib.resources import files

from sayso.language.analysis import Analysis

LONGEST = 40
SHORTEST = 3
VOWELS = frozenset("aeiou")


class Words:
    """The possible lemmas of the tokens of one text, worked out once."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis
        self._found = [lemmas_of(lemma, word) for lemma, word in zip(analysis.lemmas or analysis.lower, analysis.lower, strict=True)]
        self._sentences: dict[int, frozenset[str]] = {}

    def of(self, token: int) -> tuple[str, ...]:
        """The lemmas, in lower case, the analysis's own first; always at least one."""
        return self._found[token]

    def of_sentence(self, token: int) -> frozenset[str]:
        """All the lemmas of the sentence of a token."""
        number = self.analysis.sentence_index[token]
        found = self._sentences.get(number)
        if found is None:
            found = self._sentences[number] = frozenset(lemma for t in range(*self.analysis.sentences[number]) for lemma in self.of(t))
        return found

    def is_one(self, token: int, words: frozenset[str]) -> bool:
        """Whether a token is a form of one of the words."""
        return any(word in words for word in self.of(token))


@lru_cache(maxsize=1 << 16)
def lemmas_of(lemma: str, word: str) -> tuple[str, ...]:
    """What a word in lower case may be a form of, the given lemma first."""
    return tuple(dict.fromkeys((lemma.lower(), word, *irregular().get(word, ()), *stems(word))))


@cache
def irregular() -> dict[str, tuple[str, ...]]:
    """The lemmas of irregular forms (``data/irregular.toml``)."""
    table = tomllib.loads(files(__package__).joinpath("data/irregular.toml").read_text(encoding="utf-8"))
    found: dict[str, list[str]] = {}
    for rows in table.values():
        for lemma, *forms in (row.split() for row in rows["forms"]):
            for form in forms:
                found.setdefault(form, []).append(lemma)
    return {form: tuple(lemmas) for form, lemmas in found.items()}


def stems(word: str) -> list[str]:
    """What a form may be a regular inflection of ("shelled": "shell", "shelle", "shel"); empty for words that show none."""
    if not SHORTEST < len(word) <= LONGEST:
        return []
    if word.endswith("ies"):
        return [word[:-3] + "y", word[:-1]]
    if word.endswith("ied"):
        return [word[:-3] + "y", word[:-1]]
    if word.endswith("men"):
        return [word[:-2] + "an"]
    if word.endswith("ed"):
        return [word[:-2], word[:-1], *_single(word[:-2])]
    if word.endswith("ing"):
        return [word[:-3], word[:-3] + "e", *_single(word[:-3])]
    if word.endswith("es"):
        return [word[:-1], word[:-2]]
    if word.endswith("s") and not word.endswith("ss"):
        return [word[:-1]]
    return []


def _single(stem: str) -> list[str]:
    """A stem without its doubled consonant ("stopp")."""
    return [stem[:-1]] if len(stem) > SHORTEST and stem[-1] == stem[-2] and stem[-1] not in VOWELS else []
