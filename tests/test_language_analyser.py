"""The trained analyser on texts of our own."""

import json
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest

from sayso.errors import InstallError
from sayso.language import Analyser, Analysis
from sayso.language.analysis import ROOT
from sayso.language.model import default_folder, load_model, verify
from sayso.records import Report, report_id
from sayso.vocabulary import Kind

TEXTS = [p.read_text(encoding="utf-8") for p in sorted((Path(__file__).parent.parent / "examples").glob("*.txt"))]


def analyse(text: str) -> Analysis:
    return Analyser().analyse(Report(id=report_id(text), text=text))


def is_forest(analysis: Analysis) -> bool:
    for first, last in analysis.sentences:
        if [analysis.heads[i] for i in range(first, last)].count(ROOT) != 1:
            return False
        if any(not first <= analysis.heads[i] < last for i in range(first, last) if analysis.heads[i] != ROOT):
            return False
        if any(sum(1 for _ in zip(analysis.ancestors(i), range(last - first + 1), strict=False)) > last - first for i in range(first, last)):
            return False
    return True


def test_a_plain_sentence_is_read() -> None:
    found = analyse("President Amina Diallo told the French army on Tuesday that she would leave Niamey.")
    verb = found.lower.index("told")
    assert found.lemmas[verb] == "tell"
    assert found.upos[verb] == "VERB"
    assert found.heads[verb] == ROOT
    assert found.word(found.children(verb, "nsubj")[0]) in {"President", "Diallo", "Amina"}
    names = {found.slice(n.first, n.last): n.kind for n in found.names}
    assert names["Amina Diallo"] == Kind.PERSON
    assert names["Niamey"] == Kind.PLACE
    assert names["French"] == Kind.GROUP


@pytest.mark.parametrize("text", ["", " \n\n ", "?", "“", "...", "\u200b\u200b", "a" * 5000, "\ud800 x", "١٢٣ ٤", "No. " * 400])
def test_odd_texts_are_read(text: str) -> None:
    found = analyse(text)
    assert is_forest(found)
    assert all(found.text[a:b].strip() for a, b in zip(found.starts, found.ends, strict=True))


def test_a_sentence_longer_than_the_window_loses_nothing() -> None:
    text = "The minister said that " + ", ".join(f"the army of district {n} had left the town of Ostra" for n in range(90)) + "."
    found = analyse(text)
    assert len(found.sentences) == 1
    assert is_forest(found)
    assert sum(found.slice(n.first, n.last) == "Ostra" for n in found.names) > 80


def test_pronouns_and_names_of_one_person_are_one_cluster() -> None:
    found = analyse("Amina Diallo resigned on Monday. She said she was tired. Diallo had led the party since 2015.")
    texts = [{found.slice(m.first, m.last) for m in cluster} for cluster in found.clusters]
    assert any({"Amina Diallo", "She", "Diallo"} <= cluster for cluster in texts)


def summary(text: str) -> str:
    found = analyse(text)
    return json.dumps([found.heads, found.deprels, found.lemmas, [str(n) for n in found.names], [str(c) for c in found.clusters]])


def test_the_same_reading_in_any_company_and_any_process() -> None:
    alone = [summary(text) for text in TEXTS[:3]]
    assert [summary(text) for text in reversed(TEXTS[:3])] == alone[::-1]
    with ProcessPoolExecutor(2) as pool:
        assert list(pool.map(summary, TEXTS[:3])) == alone


def test_the_packaged_model_is_whole() -> None:
    assert verify(default_folder()) == Analyser().identity
    assert sum(p.stat().st_size for p in default_folder().iterdir()) <= 32 * 2**20


def test_a_damaged_or_missing_model_is_named(tmp_path: Path) -> None:
    with pytest.raises(InstallError, match="S401"):
        load_model(tmp_path)
    for path in default_folder().iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    (tmp_path / "labels.json").write_text("{}", encoding="utf-8")
    with pytest.raises(InstallError, match=r"labels.json.*damaged"):
        verify(tmp_path)


def test_a_flood_of_marks_does_not_hang() -> None:
    assert len(analyse("“" * 3000)) == 3000
