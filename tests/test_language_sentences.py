"""Paragraphs and sentences: examples of the data files, conventions, and what holds for any text."""

import tomllib
from importlib.resources import files
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.evaluation.segmentation import Counts, segmentation_scores, span_counts
from sayso.language.conllu import read_conllu
from sayso.language.sentences import paragraphs, split_sentences
from sayso.language.tokens import tokenize


def data() -> dict[str, Any]:
    return tomllib.loads(files("sayso.language").joinpath("data/starters.toml").read_text(encoding="utf-8"))


def sentences(text: str) -> list[str]:
    tokens = tokenize(text)
    return [text[tokens[first][0] : tokens[last - 1][1]] for first, last in split_sentences(text, tokens, paragraphs(text))]


def blocks(text: str) -> list[str]:
    return [text[start:end] for start, end in paragraphs(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Mr. Holm met Gen. I. Ruiz of Calder, Ala., at 5 p.m. Friday.",
        "BAGHDAD (AP) — The army left.",
        "WASHINGTON, D.C. (AP) — The army left.",
        "Geneva, 12 March (Reuters) - The talks failed.",
        "ST. LOUIS (AP) — The plant closed.",
        "They do “not fear us . . . nor our friends,” he said.",
        "They do “not fear us .\u2009.\u2009. nor our friends.”",
        "“Why did they go?” he asked.",
        "“Why did they go?” Marta Lindqvist of the Union asked.",
        "“Get out!” the guard shouted.",
        "The U.S. Army and the U.N. Security Council met.",
        "It makes 3.5 million, i.e. half, etc. of it.",
        "The fort (b. 1640?) fell.",
        "1. The army left.",
        "He said so (see No. 4) on Sept. 3.",
        "They left at dawn. [3]",
        "They left at dawn.[3][4]",
        "It was J. A. Holm vs. K. Ruiz.",
        "Calder Inc. chairman Ida Holm left.",
        "He wrote to ida.holm@example.org. — and left.",
    ],
)
def test_one_sentence(text: str) -> None:
    assert sentences(text) == [text]


@pytest.mark.parametrize(
    "text",
    [
        "The army left.| It was dawn.",
        "“The army left.”| It was dawn.",
        '"The army left."| "It was dawn," he said.',
        "He said: “The army left.| It was dawn.”| Nobody moved.",
        "(The army left.)| It was dawn.",
        "Was it dawn?| Yes!| It was.",
        "It was dawn ...| The army left.",
        "They left the U.S.| The army stayed.",
        "They left at 5 p.m.| It was dark.",
        "The army left.| 20 were killed.",
        "He took plan B.| The army left.",
        "The army left.[3]| It was dawn.",
        "He runs eHow.| wikiHow came later.",
        "They took food, etc.| Soldiers left.",
        "The army left.|It was dawn.",
    ],
)
def test_several_sentences(text: str) -> None:
    assert sentences(text.replace("|", "")) == [part.strip() for part in text.split("|")]


@pytest.mark.parametrize(("word", "example"), data()["words"].items())
def test_starters(word: str, example: str) -> None:
    first, second = sentences(example)
    assert second.split()[0].strip(",") == word
    assert first.endswith(".")


@pytest.mark.parametrize(("verb", "example"), data()["speech"].items())
def test_speech_verbs(verb: str, example: str) -> None:
    assert verb in example
    assert sentences(example) == [example]


def test_paragraphs_are_parted_by_blank_lines() -> None:
    assert blocks("One.\n\nTwo.\r\n \t\r\nThree.\n") == ["One.", "Two.", "Three."]


def test_lines_are_paragraphs_where_nothing_was_wrapped() -> None:
    assert blocks("Peace talks fail in Calder\nBy Ida Holm\nThe army left on Friday.\nIt was dawn.") == [
        "Peace talks fail in Calder",
        "By Ida Holm",
        "The army left on Friday.",
        "It was dawn.",
    ]


def test_hard_wrapped_lines_are_one_paragraph() -> None:
    text = "The army left the town of Calder on Friday after\nthree days of talks with the council, which said\nthat it would stay."
    text += "\n\nIt was dawn when the\nlast truck left."
    assert blocks(text) == text.split("\n\n")


def test_indented_lines_open_paragraphs_in_wrapped_text() -> None:
    text = "   The army left the town of Calder on Friday after\nthree days of talks with the council."
    text += "\n   It was dawn when the last of its trucks went over\nthe bridge and into the hills."
    assert [block[:9] for block in blocks(text)] == ["The army ", "It was da"]


def test_headline_above_wrapped_text() -> None:
    text = "Army leaves Calder\n\nThe army left the town of Calder on Friday after\nthree days of talks with the council."
    assert [block[:4] for block in blocks(text)] == ["Army", "The "]


@settings(max_examples=200, deadline=None)
@given(st.text(st.one_of(st.characters(), st.sampled_from("Ab. ?!”“\"\n\n—'")), max_size=120))
def test_any_text_is_covered(text: str) -> None:
    tokens, found = tokenize(text), paragraphs(text)
    cut = split_sentences(text, tokens, found)
    assert [token for first, last in cut for token in range(first, last)] == list(range(len(tokens)))
    assert all(first < last for first, last in cut)
    assert "".join("".join(text[a:b].split()) for a, b in found) == "".join(text.split())
    for first, last in cut:
        assert any(start <= tokens[first][0] and tokens[last - 1][1] <= end for start, end in found)


def test_scores_count_characters() -> None:
    assert span_counts([(0, 2), (2, 4)], [(0, 2), (2, 3), (3, 4)]) == Counts(1, 2, 3)
    assert (Counts(1, 2, 3) + Counts(1, 0, 1)).f1 == pytest.approx(2 * 2 / 6)
    assert Counts().f1 == 1.0


def test_scores_of_a_gold_document() -> None:
    rows = ["1\tGo\tgo\tVERB\tVB\t_\t0\troot\t_\tSpaceAfter=No", "2\t.\t.\tPUNCT\t.\t_\t1\tpunct\t_\t_", ""]
    scores = segmentation_scores(read_conllu("\n".join(["# newpar", *rows, *rows])))
    assert scores.tokens == Counts(4, 4, 4)
    assert scores.sentences == Counts(2, 2, 2)
