"""Base forms: what the model's lemma rules cut wrongly is repaired, what they got right stays."""

import pytest

from sayso.language.inflection import forms, mended

VERBS = [
    ("accus", "accused", "VBD", "accuse"),
    ("thanke", "thanked", "VBD", "thank"),
    ("denie", "denies", "VBZ", "deny"),
    ("deni", "denied", "VBN", "deny"),
    ("stopp", "stopped", "VBD", "stop"),
    ("hop", "hoping", "VBG", "hope"),
    ("singe", "singing", "VBG", "sing"),
    ("bann", "banned", "VBD", "ban"),
    ("goe", "goes", "VBZ", "go"),
    ("reache", "reaches", "VBZ", "reach"),
    ("makes", "makes", "VBZ", "make"),
    ("he", "held", "VBN", "hold"),
    ("fle", "fled", "VBD", "flee"),
    ("fe", "fell", "VBD", "fall"),
    ("la", "lay", "VBD", "lie"),
    ("cancell", "cancelled", "VBN", "cancel"),
    ("agre", "agreed", "VBD", "agree"),
    ("fre", "freed", "VBN", "free"),
    ("tie", "tying", "VBG", "tie"),
    ("criticis", "criticised", "VBD", "criticise"),
    ("shell", "shelled", "VBN", "shell"),
    ("charg", "charging", "VBG", "charge"),
    ("hu", "hurt", "VBN", "hurt"),
    ("Fire", "Fired", "VBN", "fire"),
]
NOUNS = [
    ("familie", "families", "family"),
    ("gunme", "gunmen", "gunman"),
    ("clashe", "clashes", "clash"),
    ("people", "people", "person"),
    ("taxe", "taxes", "tax"),
    ("rebels", "rebels", "rebel"),
    ("headquarter", "headquarters", "headquarters"),
    ("movie", "movies", "movie"),
    ("troop", "troops", "troop"),
    ("police", "police", "police"),
    ("civilrson", "civilians", "civilian"),
    ("grandchildre", "grandchildren", "grandchild"),
]


@pytest.mark.parametrize(("lemma", "form", "tag", "base"), VERBS)
def test_verbs(lemma: str, form: str, tag: str, base: str) -> None:
    assert mended(lemma, form, "VERB", tag) == base


@pytest.mark.parametrize(("lemma", "form", "base"), NOUNS)
def test_plurals(lemma: str, form: str, base: str) -> None:
    assert mended(lemma, form, "NOUN", "NNS") == base


def test_other_words_and_unknown_verbs_keep_the_lemma_of_the_model() -> None:
    assert mended("good", "better", "ADJ", "JJR") == "good"
    assert mended("blorf", "blorfed", "VERB", "VBD") == "blorf"
    assert mended("be", "was", "AUX", "VBD") == "be"
    assert mended("find", "find", "VERB", "VB") == "find"


@pytest.mark.parametrize("form", ["", "s", "ed", "ing", "ies", "\N{LATIN SMALL LETTER SHARP S}ed", "'s"])
@pytest.mark.parametrize("tag", ["VBD", "VBG", "VBZ", "VBN"])
def test_odd_forms_never_raise(form: str, tag: str) -> None:
    assert isinstance(mended("x", form, "VERB", tag), str)
    assert isinstance(mended("x", form, "NOUN", "NNS"), str)


def test_every_irregular_base_is_a_verb() -> None:
    known = forms()
    assert {*known.past.values(), *known.participles.values()} <= known.verbs
