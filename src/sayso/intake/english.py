"""Is it English? A quick look at function words, and py3langid (BSD-3-Clause) where that does not settle it."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from sayso.errors import InputError

SAMPLE = 4000
FEWEST_LETTERS = 80
FEWEST_WORDS = 20
LIKELY = 0.5
HARDLY = 0.001
WORD = re.compile(r"[^\W\d_]+")
NO_LANGUAGE = "zxx"


@dataclass(frozen=True, slots=True)
class FunctionWords:
    """English function words, and the share of a text's words that makes it English."""

    words: frozenset[str]
    share: float


@cache
def load_words() -> FunctionWords:
    """Read ``data/english.toml``."""
    raw = tomllib.loads(files(__package__).joinpath("data/english.toml").read_text(encoding="utf-8"))
    return FunctionWords(words=frozenset(raw["words"]), share=raw["share"])


def looks_english(text: str) -> bool:
    """Whether function words alone show that the beginning of a text is English."""
    words = WORD.findall(text[:SAMPLE].lower())
    known = load_words()
    return len(words) >= FEWEST_WORDS and sum(word in known.words for word in words) >= known.share * len(words)


def check_english(text: str, where: str | None = None) -> str | None:
    """``"en"`` for English, None for a text too short or too odd to tell. Raises `InputError` (S107) for another language.

    Judged on the first 4,000 characters; the same text always gets the same answer.
    """
    if looks_english(text):
        return "en"
    sample = text[:SAMPLE]
    if sum(c.isalpha() for c in sample) < FEWEST_LETTERS:
        return None
    ranked: dict[str, float] = dict(detector().rank(sample))
    language = max(ranked, key=ranked.__getitem__)
    if language == "en":
        return "en"
    if ranked[language] < LIKELY or ranked["en"] > HARDLY or language == NO_LANGUAGE:
        return None
    fix = "Sayso reads English only. If this is English, insist with --language en."
    raise InputError("S107", f"the text seems to be {_name_of(language)}, not English.", where=where, fix=fix)


@cache
def detector() -> Any:
    """Load the language detector, once per process."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415 (heavy)

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def _name_of(language: str) -> str:
    """The English name of a language code."""
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415 (heavy, only for the message)

    try:
        name = Locale(language).get_display_name("en")
    except (UnknownLocaleError, ValueError):
        return language
    return f"{name} ({language})" if name else language
