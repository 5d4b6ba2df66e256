"""The bench set: Wikinews and Voice of America where the corpora are at hand, else the bundled examples; 500 words a report."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def bench() -> ModuleType:
    spec = importlib.util.spec_from_file_location("bench", ROOT / "tools" / "bench.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["bench"] = module
    spec.loader.exec_module(module)
    return module


def test_without_corpora_the_examples_are_read(bench: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAYSO_DATA", str(tmp_path))
    monkeypatch.chdir(ROOT)
    name, found = bench.texts()
    assert "examples" in name
    assert len(found) == len(list((ROOT / "examples").glob("*.txt")))


def test_with_corpora_there_are_as_many_of_each(bench: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wiki, voa = tmp_path / "language" / "wikinews_2019_2020", tmp_path / "language" / "voa_text_gmb"
    wiki.mkdir(parents=True)
    voa.mkdir()
    long = " ".join(["word"] * 600)
    (wiki / "wikinews_2019.csv").write_text(f'url,date,title,text\nu,d,t,"{long}"\nu,d,t,"too short"\n', encoding="utf-8")
    (voa / "sentences.txt").write_text("Police said , on Monday , that they 've left .\n" * 200, encoding="utf-8")
    monkeypatch.setenv("SAYSO_DATA", str(tmp_path))
    name, found = bench.texts()
    assert "reports of 500 words" in name
    assert {len(text.split()) for text in found} == {500}
    assert sum(text.startswith("word") for text in found) == 1
    assert all("Police said, on Monday, that they've left." in text for text in found if not text.startswith("word"))


def test_a_cut_keeps_the_white_space(bench: ModuleType) -> None:
    text = "a\n\nb  c " * 300
    assert text.startswith(bench.cut(text))
    assert len(bench.cut(text).split()) == 500
    assert bench.cut("") == ""
