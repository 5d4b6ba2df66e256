"""Base forms of inflected verbs and nouns: repairs lemmas that the model's rules cut in the wrong place.

The model chooses a rule by context; on unseen words it sometimes cuts a letter too many or too few (``accus`` for ``accused``). English
inflects by few rules, and a list of its verbs tells which of the possible base forms exists (`data/verbs.txt`); irregular forms are listed.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

INFLECTED = frozenset({"VBD", "VBN", "VBG", "VBZ"})
FINAL = 5  # letters of the shortest form in -ies that comes from one in -y
SIBILANT = ("ches", "shes", "xes", "sses", "zzes")
VOWELS = frozenset("aeiou")


@dataclass(frozen=True, slots=True)
class Forms:
    """The verbs there are, the base forms of irregular past tenses and participles, and of irregular plurals."""

    verbs: frozenset[str]
    past: Mapping[str, str]
    participles: Mapping[str, str]
    plurals: Mapping[str, str]


@cache
def forms() -> Forms:
    """The packaged lists."""
    folder = resources.files("sayso.language") / "data"
    past: dict[str, str] = {}
    participles: dict[str, str] = {}
    for base, *columns in _rows((folder / "irregular.tsv").read_text(encoding="utf-8")):
        for table, column in zip((past, participles), columns, strict=True):
            table.update({form.rstrip("*"): base for form in column.split()})
    plurals = {plural: base for base, plural in _rows((folder / "plurals.tsv").read_text(encoding="utf-8"))}
    verbs = frozenset(row[0] for row in _rows((folder / "verbs.txt").read_text(encoding="utf-8")))
    return Forms(verbs, past, participles, plurals)


def _rows(text: str) -> Iterator[list[str]]:
    return (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))


def mended(lemma: str, form: str, upos: str, xpos: str) -> str:
    """The lemma of a verb or plural noun, repaired where no such word can be inflected to ``form``; other words keep theirs.

    ``form`` is the word as printed; ``xpos`` its Penn tag. Never raises; words that the lists do not know keep the model's lemma.
    """
    word = form.lower()
    if upos == "VERB" and xpos in INFLECTED:
        return _verb(lemma, word, xpos)
    if upos == "VERB" and word in forms().verbs and lemma.lower() not in forms().verbs:
        return word
    if upos == "NOUN" and xpos == "NNS":
        return _plural(lemma, word)
    return lemma


def _verb(lemma: str, word: str, xpos: str) -> str:
    known = forms()
    irregular = (known.past if xpos == "VBD" else known.participles if xpos == "VBN" else {}).get(word)
    if irregular is not None:
        return irregular
    found = [base for base in _bases(word, xpos) if base in known.verbs]
    if not found and xpos in {"VBD", "VBN"}:
        found = [base for base in (known.past.get(word), known.participles.get(word)) if base is not None]
    return found[0] if found else lemma


def _bases(word: str, xpos: str) -> Iterator[str]:
    """The base forms that a regular form may have, the likeliest first."""
    if xpos == "VBZ":
        yield from (word[:-3] + "y", word[:-1]) if word.endswith("ies") else (word[:-1], word[:-2])
        return
    ending = "ing" if xpos == "VBG" else "ed"
    if not word.endswith(ending):
        yield word
        return
    bare = word[: -len(ending)]
    if word.endswith("ied"):
        yield word[:-3] + "y"
    silent = bare + "e"
    yield from (bare, silent) if _heavy(bare) else (silent, bare)
    if bare[-1:] == bare[-2:-1]:
        yield bare[:-1]
    if word.endswith("ying"):
        yield word[:-4] + "ie"


def _heavy(bare: str) -> bool:
    """Whether a stem ends in two consonants and so rarely dropped an e (``singing``, not ``hoping``)."""
    return len(bare) > 1 and bare[-1] not in VOWELS and bare[-2] not in VOWELS


def _plural(lemma: str, word: str) -> str:
    plurals = forms().plurals
    if word in plurals:
        return plurals[word]
    for ending in ("men", "women", "children"):
        if word.endswith(ending) and word != ending:
            return word[: -len(ending)] + plurals[ending]
    if word.endswith("ies") and len(word) >= FINAL:
        return word[:-3] + "y"
    if word.endswith(SIBILANT):
        return word[:-2]
    if not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return lemma
    longer = word.endswith("es") and word[:-2] == lemma.lower()
    return lemma if longer or lemma.lower() + "s" == word else word[:-1]
