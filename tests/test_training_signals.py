"""Labels of the signal heads from annotations, from GUM's relations and from the codebook's examples."""

from pathlib import Path

import pytest

from sayso.evaluation.gold import compile_text
from sayso.language.analysis import Analysis
from sayso.language.conllu import read_conllu
from sayso.language.tokens import tokenize
from sayso.records import Coding
from sayso.training.signals import ATTRIBUTION, IGNORE, attribution_of, codebook_examples, event_labels, events_of, gum_attribution
from sayso.training.sources import CODEBOOK, read_examples

TEXT = "Rebels shelled Ostra on Monday, the mayor said.\n\nThe army said Rebel leaders had denied killing anyone.\n"
SOURCE = """report
  published 2021-02-16
  publisher "Meridian News"
statement S1 indirect say attributed asserted p1
  source "the mayor"
  cue "said" p1
  content "Rebels shelled Ostra on Monday"
statement S2 indirect say attributed asserted p2
  source "The army"
  cue "said" p2
  content "Rebel leaders" .. "killing anyone"
statement S3 indirect deny attributed denied p2
  source "Rebel leaders"
  cue "denied"
  content "killing anyone"
"""


@pytest.fixture
def coding() -> Coding:
    annotation, problems = compile_text(TEXT, SOURCE)
    assert annotation is not None, problems
    return annotation.coding


def words_with(labels: list[int], number: int) -> list[str]:
    return [TEXT[a:b] for (a, b), label in zip(tokenize(TEXT), labels, strict=True) if label == number]


def test_cues_and_sources_come_before_the_contents_around_them(coding: Coding) -> None:
    labels = attribution_of(coding, tokenize(TEXT))
    name = ATTRIBUTION.index
    assert words_with(labels, name("B-cue")) == ["said", "said", "denied"]
    assert words_with(labels, name("B-source")) == ["the", "The", "Rebel"]
    assert words_with(labels, name("I-source")) == ["mayor", "army", "leaders"]
    assert words_with(labels, name("B-content")) == ["Rebels", "killing"]
    assert words_with(labels, name("O")) == [",", ".", "."]


def test_an_event_is_on_the_telling_words_of_its_predicate(coding: Coding) -> None:
    assert set(events_of(coding, tokenize(TEXT))) == {0}
    for text, predicate, name in codebook_examples(CODEBOOK):
        assert text[predicate.start : predicate.end] == predicate.text
        assert name in event_labels()


def test_codebook_examples_say_nothing_of_other_words_and_quiet_ones_say_none(tmp_path: Path) -> None:
    quiet = tmp_path / "quiet.txt"
    quiet.write_text("The champion defended her title.\nTrain drivers left out.\nShares were hammered.\n", encoding="utf-8")
    documents = list(read_examples(CODEBOOK, quiet))
    examples = [d for d in documents if d.corpus == "codebook"]
    assert examples
    assert all(len(d.layers["events"]) == len(d.words) for d in documents)
    assert all(0 not in d.layers["events"] and max(d.layers["events"]) > 0 for d in examples)
    still = [d for d in documents if d.corpus == "quiet"]
    assert [w for d in still for w in d.words if w in {"champion", "drivers", "Shares"}] == ["champion", "Shares"]
    assert all(set(d.layers["events"]) == {0} for d in still)


def tree(rows: str) -> Analysis:
    lines = []
    for number, row in enumerate(rows.split("\n"), 1):
        word, tag, head, relation = row.split()
        lines.append(f"{number}\t{word}\t{word}\t{tag}\t_\t_\t{head}\t{relation}\t_\t_")
    return read_conllu("# newdoc id = x\n# sent_id = 1\n" + "\n".join(lines) + "\n\n", "x")


def units(*rows: tuple[str, int, str]) -> str:
    lines = [f"{i}\t{text}\t0\t_\t_\tpos1=X|sid=1|len=2\t{head}\t{relation}\t_\t_" for i, (text, head, relation) in enumerate(rows, 1)]
    return "\n".join(lines) + "\n"


def test_an_attribution_relation_gives_source_cue_and_content(tmp_path: Path) -> None:
    trees = tree("The DET 2 det\nmayor NOUN 3 nsubj\ninsisted VERB 0 root\nshops NOUN 5 nsubj\nreopened VERB 3 ccomp")
    path = tmp_path / "x.rsd"
    path.write_text(units(("The mayor insisted", 2, "attribution-positive_r"), ("shops reopened", 0, "ROOT")), encoding="utf-8")
    assert [ATTRIBUTION[i] for i in gum_attribution(path, trees) or ()] == ["B-source", "I-source", "B-cue", "B-content", "I-content"]
    path.write_text(units(("The mayor", 2, "attribution-positive_r"), ("shops reopened", 0, "ROOT")), encoding="utf-8")
    assert gum_attribution(path, trees) is None


def test_according_to_is_a_cue_and_a_verb_left_out_of_the_satellite_is_open(tmp_path: Path) -> None:
    trees = tree("According ADP 3 case\nto ADP 3 case\nfarmers NOUN 5 obl\nrain NOUN 5 nsubj\nfailed VERB 0 root\nagain ADV 5 advmod")
    path = tmp_path / "x.rsd"
    rows = (("According to farmers", 2, "attribution-positive_r"), ("rain", 0, "ROOT"), ("failed again", 0, "ROOT"))
    path.write_text(units(*rows), encoding="utf-8")
    labels = gum_attribution(path, trees)
    assert labels is not None
    assert [ATTRIBUTION[i] for i in labels[:4]] == ["B-cue", "I-cue", "B-source", "B-content"]
    assert labels[4:] == [IGNORE, 0]
