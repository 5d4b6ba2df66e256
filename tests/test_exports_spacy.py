"""A reading as a spaCy Doc: every character kept, trees and span groups where they belong. Skipped where spaCy is not installed."""

import builtins
from typing import Any

import pytest

from sayso.errors import InstallError
from sayso.exports.spacy import GROUPS, to_doc
from sayso.language.analysis import ROOT, Analysis, Name
from sayso.language.sentences import paragraphs, split_sentences
from sayso.language.tokens import tokenize
from sayso.records import Coding, Provenance, Report, report_id
from sayso.vocabulary import Kind
from test_evaluation_events import TEXT, gold

ODD = ["", " ", "\n\n", "  two  blanks  ", "\t\n one\r\n\r\ntwo.  Three", "a\u00a0b", "no.\n\nend \n"]


def analysed(text: str) -> Analysis:
    """Tokens and sentences of a text, with a tree in which every word hangs on the first of its sentence."""
    tokens = tokenize(text)
    sentences = tuple(split_sentences(text, tokens, paragraphs(text)))
    heads = [first for first, last in sentences for _ in range(first, last)]
    roots = {first for first, _ in sentences}
    size = len(tokens)
    return Analysis(
        text=text,
        starts=tuple(a for a, _ in tokens),
        ends=tuple(b for _, b in tokens),
        sentences=sentences,
        upos=("NOUN",) * size,
        xpos=("NN",) * size,
        feats=("_",) * size,
        lemmas=tuple(text[a:b].lower() for a, b in tokens),
        heads=tuple(ROOT if i in roots else head for i, head in enumerate(heads)),
        deprels=tuple("root" if i in roots else "dep" for i in range(size)),
        names=(Name(0, 1, Kind.GROUP, 0.9),) if size else (),
    )


def empty(text: str) -> Coding:
    return Coding(report=Report(id=report_id(text), text=text), provenance=Provenance(software="s"))


@pytest.mark.parametrize("text", [TEXT, *ODD])
def test_every_character_is_kept(text: str) -> None:
    pytest.importorskip("spacy")
    doc = to_doc(empty(text), analysed(text))
    assert doc.text == text
    assert [t.idx for t in doc if not t.is_space] == list(analysed(text).starts)
    assert len(list(doc.sents)) == len(analysed(text).sentences) or not text.strip()


def test_spans_groups_tags_and_trees() -> None:
    pytest.importorskip("spacy")
    coding = gold()
    analysis = analysed(TEXT)
    doc: Any = to_doc(coding, analysis)
    assert set(doc.spans) == set(GROUPS)
    assert [(s.text, s.label_, s.id_) for s in doc.spans["facts"]] == [(e.predicate.text, e.type, e.id) for e in coding.events if e.is_fact]
    assert [s.text for s in doc.spans["claims"]] == ["released", "lay down"]
    assert [(s.text, s.label_) for s in doc.spans["times"]] == [("March 9", "DATE"), ("Monday", "DATE"), ("March 8", "DATE")]
    assert doc.spans["statements"][0].text == coding.statements[0].content[0].text
    assert [e.label_ for e in doc.ents] == ["NORP"]
    words = [t for t in doc if t.pos_ != "SPACE"]
    assert [t.lemma_ for t in words] == list(analysis.lemmas)
    assert [t.head.i == t.i for t in words] == [head == ROOT for head in analysis.heads]
    assert doc.user_data["sayso"]["report"]["id"] == coding.report.id


def test_a_doc_survives_the_disk() -> None:
    spacy = pytest.importorskip("spacy")
    doc = to_doc(gold(), analysed(TEXT))
    again = spacy.tokens.Doc(doc.vocab).from_bytes(doc.to_bytes())
    assert again.text == TEXT
    assert [s.id_ for s in again.spans["facts"]] == [s.id_ for s in doc.spans["facts"]]
    assert again.user_data["sayso"] == doc.user_data["sayso"]


def test_texts_that_differ_are_refused() -> None:
    pytest.importorskip("spacy")
    with pytest.raises(ValueError, match="different texts"):
        to_doc(empty("one"), analysed("two"))


def test_without_spacy_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    known = builtins.__import__

    def refuse(name: str, *rest: Any) -> Any:
        if name.split(".", maxsplit=1)[0] == "spacy":
            raise ImportError(name)
        return known(name, *rest)

    monkeypatch.setattr(builtins, "__import__", refuse)
    with pytest.raises(InstallError, match=r"S403.*sayso\[spacy\]"):
        to_doc(empty("x"), analysed("x"))
