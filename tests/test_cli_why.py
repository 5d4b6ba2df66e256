"""`sayso why` names characters, rule and table line."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from sayso.cli.app import sayso
from sayso.cli.why import table_lines

TEXT = "NIAMEY, Niger (AP) — The army said on Tuesday that it had left Agadez.\n\nPresident Amina Diallo spoke in Niamey on Monday.\n"


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_a_time_is_explained_and_what_is_open_says_why(report: Path) -> None:
    found = CliRunner().invoke(sayso, ["why", str(report), "t1"])
    assert found.exit_code == 0, found.output
    assert "[Tuesday]" in found.output
    assert "XXXX-WXX-2" in found.output
    assert "--published would settle it" in found.output


def test_an_unknown_id_is_a_coded_error(report: Path) -> None:
    found = CliRunner().invoke(sayso, ["why", str(report), "e99"])
    assert found.exit_code != 0
    assert "S202" in str(found.exception) + found.output


def test_the_users_own_alias_line_is_used_and_named(report: Path, tmp_path: Path) -> None:
    packaged = (Path(__file__).parent.parent / "src" / "sayso" / "actors" / "data" / "leaders.tsv").read_text(encoding="utf-8").splitlines()
    header = next(line for line in packaged if line and not line.startswith("#"))
    columns = header.split("\t")
    values = {"name": "Amina Diallo", "country": "NER", "sectors": "JUD", "kind": "person", "aliases": "Amina Diallo"}
    mine = tmp_path / "mine.tsv"
    mine.write_text(header + "\n" + "\t".join(values.get(column, "") for column in columns) + "\n", encoding="utf-8")
    lines = []
    for number in range(1, 12):
        found = CliRunner().invoke(sayso, ["why", str(report), f"e{number}", "--aliases", str(mine)])
        if found.exit_code == 0 and "Amina Diallo" in found.output:
            lines = found.output.splitlines()
    assert any("mine.tsv:2" in line for line in lines), lines


def test_lines_of_tables_that_are_not_there_are_left_out() -> None:
    assert table_lines("alias:nowhere.tsv:3+head(heads.tsv:999999)", ()) == []
