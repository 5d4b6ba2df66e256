"""Lemma rules turn forms into lemmas and carry over to unseen words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.language.lemmas import apply_rule, lemma_rule


@given(st.text(max_size=15), st.text(min_size=1, max_size=15))
def test_a_rule_gives_its_own_lemma_back(form: str, lemma: str) -> None:
    assert apply_rule(lemma_rule(form, lemma), form) == lemma


@pytest.mark.parametrize(
    ("form", "lemma", "other", "expected"),
    [("troops", "troop", "camps", "camp"), ("Said", "say", "said", "say"), ("denied", "deny", "replied", "reply"), ("U.S.", "U.S.", "U.N.", "U.N.")],
)
def test_a_rule_learned_on_one_word_works_on_another(form: str, lemma: str, other: str, expected: str) -> None:
    assert apply_rule(lemma_rule(form, lemma), other) == expected


@given(st.sampled_from(["l|3,x|4,y", "k|0,|9,e", "t|2,|0,"]), st.text(max_size=6))
def test_a_rule_too_long_for_a_word_leaves_it(rule: str, form: str) -> None:
    assert isinstance(apply_rule(rule, form), str)
