"""CoNLL-U in and out."""

import pytest

from sayso.errors import DataError
from sayso.language.analysis import ROOT, Analysis, Name
from sayso.language.conllu import read_conllu, write_conllu
from sayso.vocabulary import Kind

TREE = """# newdoc id = d
# newpar
# text = They didn't stop.
1	They	they	PRON	PRP	Number=Plur	4	nsubj	_	_
2-3	didn't	_	_	_	_	_	_	_	_
2	did	do	AUX	VBD	_	4	aux	_	_
3	n't	not	PART	RB	_	4	advmod	_	_
4	stop	stop	VERB	VB	_	0	root	_	SpaceAfter=No
5	.	.	PUNCT	.	_	4	punct	_	_

# text = “Go”
1	“	“	PUNCT	``	_	2	punct	_	SpaceAfter=No
2	Go	go	VERB	VB	_	0	root	_	SpaceAfter=No
3	”	”	PUNCT	''	_	2	punct	_	_

# newpar
1	Ostra	Ostra	PROPN	NNP	_	0	root	_	_
1.1	fell	fall	VERB	_	_	_	_	_	_

"""


def test_text_words_sentences_and_paragraphs() -> None:
    found = read_conllu(TREE)
    assert found.text == "They didn't stop. “Go”\n\nOstra"
    assert [found.word(i) for i in range(len(found))] == ["They", "did", "n't", "stop", ".", "“", "Go", "”", "Ostra"]
    assert found.sentences == ((0, 5), (5, 8), (8, 9))
    assert [found.text[a:b] for a, b in found.paragraphs] == ["They didn't stop. “Go”", "Ostra"]
    assert found.heads == (3, 3, 3, ROOT, 3, 6, ROOT, 6, ROOT)


def test_the_round_trip_keeps_everything() -> None:
    found = read_conllu(TREE)
    again = read_conllu(write_conllu(found, "d"))
    assert (again.text, again.starts, again.heads, again.deprels, again.lemmas, again.sentences) == (
        found.text,
        found.starts,
        found.heads,
        found.deprels,
        found.lemmas,
        found.sentences,
    )


def test_names_are_written_in_the_last_column() -> None:
    found = read_conllu(TREE)
    named = Analysis(**{**{f: getattr(found, f) for f in found.__dataclass_fields__}, "names": (Name(8, 9, Kind.PLACE, 0.9),)})
    assert "Name=B-place" in write_conllu(named).splitlines()[-2]


def test_a_line_with_missing_columns_is_named() -> None:
    with pytest.raises(DataError, match=r"S302.*line 2"):
        read_conllu("# x\n1\tThey\tthey\n\n", "bad.conllu")


def test_tree_helpers() -> None:
    found = read_conllu(TREE)
    assert found.subtree(3) == (0, 1, 2, 3, 4)
    assert found.children(3, "nsubj", "aux") == (0, 1)
    assert list(found.ancestors(0)) == [3]
    assert found.feature(0, "Number") == "Plur"
    assert found.feature(1, "Number") is None
    assert found.within(5, 11) == (1, 3)
    assert found.span(1, 3).text == "didn't"
    assert found.sentence_of(6) == (5, 8)
