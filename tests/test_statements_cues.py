"""Every entry of the word lists: its example is read as the entry says."""

import tomllib
from importlib.resources import files
from typing import Any

import pytest

from sayso.language.analysis import Analysis
from sayso.language.quotes import pair_quotations
from sayso.language.sentences import paragraphs, split_sentences
from sayso.language.tokens import tokenize
from sayso.records import Report, Statement, report_id
from sayso.statements import find_statements
from sayso.statements.lexicon import load_lexicon
from sayso.vocabulary import Act, SourceKind


def data(name: str) -> dict[str, Any]:
    return tomllib.loads(files("sayso.statements").joinpath(f"data/{name}.toml").read_text(encoding="utf-8"))


def analysed(text: str) -> Analysis:
    tokens, blocks = tokenize(text), paragraphs(text)
    return Analysis(
        text=text,
        starts=tuple(start for start, _ in tokens),
        ends=tuple(end for _, end in tokens),
        sentences=tuple(split_sentences(text, tokens, blocks)),
        paragraphs=tuple(blocks),
        quotations=pair_quotations(text, blocks),
    )


def read(text: str) -> tuple[Statement, ...]:
    return find_statements(Report(id=report_id(text), text=text), analysed(text))


def only(text: str) -> Statement:
    found = read(text)
    assert len(found) == 1, [s.content for s in found]
    return found[0]


CUES = data("cues")
VERBS = [(act, lemma, example) for act, rows in CUES["verbs"].items() for lemma, example in rows.items()]
PHRASES = [(act, phrase, example) for act, rows in CUES["phrases"].items() for phrase, example in rows.items()]


@pytest.mark.parametrize(("act", "lemma", "example"), [*VERBS, *PHRASES], ids=lambda value: value[:24])
def test_every_cue_expresses_its_act(act: str, lemma: str, example: str) -> None:
    found = only(example)
    forms = {tuple(form): cue for rows in load_lexicon().forms.values() for form, cue in rows if cue.lemma == lemma}
    assert found.act == act
    assert tuple(found.cue[0].text.lower().split()) in forms
    assert found.commitment == CUES["commitment"].get(lemma, "attributed")
    assert found.content[0].text.strip(".") in example


NOUNS = [(act, words, example) for act, rows in CUES["nouns"].items() for words, example in rows.items()]


@pytest.mark.parametrize(("act", "words", "example"), NOUNS, ids=lambda value: value[:24])
def test_nouns_present_marked_words(act: str, words: str, example: str) -> None:
    found = only(example)
    assert found.act == act
    assert found.cue[0].text == words
    assert found.content == found.quotations


def test_every_act_has_a_cue() -> None:
    assert set(CUES["verbs"]) == {act.value for act in Act}


def test_commitments_and_forms_belong_to_cues() -> None:
    lemmas = {lemma for _, lemma, _ in VERBS}
    assert set(CUES["commitment"]) | set(CUES["forms"]) | set(CUES["addressed"]) | set(CUES["direct"]) <= lemmas


@pytest.mark.parametrize(("lemma", "example"), CUES["direct"].items())
def test_cues_of_free_speech_report_nothing_else(lemma: str, example: str) -> None:
    forms = [" ".join(form) for rows in load_lexicon().forms.values() for form, cue in rows if cue.lemma == lemma]
    assert any(form in example for form in forms)
    assert read(example) == ()


@pytest.mark.parametrize(("lemma", "example"), CUES["addressed"].items())
def test_addressees(lemma: str, example: str) -> None:
    found = only(example)
    assert found.addressee is not None, lemma
    assert found.addressee.text == "the council"
    assert found.source is not None
    assert found.source.text == "Lindqvist"


@pytest.mark.parametrize(("words", "example"), [*data("naming")["before"].items(), *data("naming")["objects"].items()])
def test_naming_words_make_labels(words: str, example: str) -> None:
    assert words.split(maxsplit=1)[0][:4] in example.lower()
    assert analysed(example).quotations
    assert read(example) == ()


SOURCES = data("sources")


@pytest.mark.parametrize(("word", "example"), SOURCES["unnamed"].items())
def test_unnamed_sources(word: str, example: str) -> None:
    found = only(example)
    assert found.source is not None
    assert word in found.source.text
    assert found.source_kind is SourceKind.UNNAMED


@pytest.mark.parametrize(("word", "example"), SOURCES["document"].items())
def test_documents(word: str, example: str) -> None:
    found = only(example)
    assert found.source is not None
    assert word in found.source.text
    assert found.source_kind is SourceKind.DOCUMENT


@pytest.mark.parametrize(("title", "example"), SOURCES["titles"].items())
def test_titles_are_no_part_of_a_name(title: str, example: str) -> None:
    found = only(example)
    assert found.source is not None
    assert title not in found.source.text.split()
    assert found.source_kind is SourceKind.NAMED
    assert f"{found.source.text} said" in example


@pytest.mark.parametrize(("pronoun", "example"), SOURCES["pronouns"].items())
def test_pronouns(pronoun: str, example: str) -> None:
    found = only(example)
    assert found.source is not None
    assert found.source.text == pronoun
    assert found.source_kind is SourceKind.PRONOUN


@pytest.mark.parametrize("row", data("words").values(), ids=list(data("words")))
def test_word_classes(row: dict[str, str]) -> None:
    (found,) = [s for s in read(row["example"]) if s.act is not Act.ASK]
    assert found.source is not None
    assert found.source.text == row["source"]
    assert [span.text for span in found.content] == [row["content"]]
