"""Verb forms to the dictionary forms that the word lists hold: rough, for texts without lemmas."""

from functools import lru_cache

from sayso.places.lexicon import words

_ENDINGS = (("ied", "y"), ("ies", "y"), ("es", ""), ("s", ""), ("ed", ""), ("ed", "e"), ("d", ""), ("ing", ""), ("ing", "e"))
_FORMS = (
    "said:say thought:think saw:see seen:see made:make took:take taken:take held:hold paid:pay "
    "spent:spend sent:send led:lead fought:fight gave:give given:give sold:sell bought:buy began:begin "
    "begun:begin won:win lost:lose beaten:beat knew:know known:know built:build told:tell met:meet "
    "shot:shoot chose:choose chosen:choose sought:seek withdrew:withdraw withdrawn:withdraw stopped:stop planned:plan banned:ban "
    "submitted:submit struck:strike"
)
_IRREGULAR = dict(pair.split(":") for pair in _FORMS.split())


@lru_cache(maxsize=4096)
def stem(word: str, group: str) -> str | None:
    """The verb of a group that a word may be a form of, or None."""
    verbs = words(group)
    if word in verbs:
        return word
    for ending, instead in _ENDINGS:
        if word.endswith(ending) and word[: -len(ending)] + instead in verbs:
            return word[: -len(ending)] + instead
    plain = _IRREGULAR.get(word)
    return plain if plain in verbs else None


def is_verb(word: str) -> bool:
    """Whether a word may be a form of a verb of acting."""
    return stem(word, "agent-verb") is not None
