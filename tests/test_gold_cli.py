"""The commands of ``sayso gold``, and the view."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from sayso.cli.gold import gold
from test_gold_format import ANN, TEXT


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "r001.txt").write_text(TEXT, encoding="utf-8", newline="")
    (tmp_path / "r001.ann").write_text(ANN, encoding="utf-8", newline="")
    return tmp_path


def run(*args: object) -> tuple[int, str]:
    result = CliRunner().invoke(gold, [str(a) for a in args])
    return result.exit_code, result.output


def test_check(folder: Path) -> None:
    assert run("check", folder) == (0, "1 annotations: 0 errors, 0 warnings\n")
    (folder / "r001.ann").write_text(ANN.replace('"released"', '"freed"'), encoding="utf-8")
    status, output = run("check", folder)
    assert status == 1
    assert 'r001.ann:39: error: "freed" is not in the report' in output


def test_find(folder: Path) -> None:
    assert run("find", folder / "r001.ann", "the", "zebra")[1].splitlines() == [
        '"the" #1  p2#1  …y released two police officers, the interior ministry said. "They…',
        '"the" #2  p3#1  …had been paid and demanded that the rebels "lay down their guns".…',
        '"zebra" does not occur',
    ]


def test_compile_prints_the_record(folder: Path) -> None:
    status, output = run("compile", folder)
    assert status == 0
    coding = json.loads(output)
    assert coding["report"]["text"] == TEXT
    assert coding["events"][2]["performs"] == "S4"


def test_show_marks_the_text_and_tells_the_layers(folder: Path) -> None:
    status, output = run("show", folder / "r001.ann")
    assert status == 0
    assert "S1« [E1 Gunmen in northern <P2/location Ivory Coast>] on {T2 Monday} !V1 released! [E2 two police officers] »S1" in output
    assert "Lagoon Wire > Mariam Koffi: deny (indirect, attributed, denied)" in output
    assert "V1   RETREAT/release occurred CT+  [in S1]" in output
    assert "V2   RETREAT/release occurred CT+  [FACT]" in output


def test_agree(folder: Path, tmp_path: Path) -> None:
    status, output = run("agree", folder, folder)
    assert status == 0
    assert any(line.split() == ["events", "found", "with", "equal", "type", "F1", "100.0", "n=8"] for line in output.splitlines())
    assert json.loads(run("agree", folder, folder, "--json")[1].splitlines()[0])["layer"] == "names"
    empty = tmp_path / "empty"
    empty.mkdir()
    assert run("agree", folder, empty)[0] != 0


def test_names(folder: Path) -> None:
    assert folder
    status, output = run("names")
    assert status == 0
    assert "mode=firearms" in output
