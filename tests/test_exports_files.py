"""Files of tables: CSV that no spreadsheet runs, Parquet with types, folders that lose nothing of the user's."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.errors import InstallError, UsageError
from sayso.exports import parquet
from sayso.exports.columns import EVENTS, layouts
from sayso.exports.csv import ACTIVE, cell, safe
from sayso.exports.dictionary import NAME
from sayso.exports.folder import Folder
from sayso.exports.tables import tables_of
from sayso.exports.write import CSV, PARQUET, check_folder, file_names, tables_in
from sayso.records import Coding, Entity, Event, Party, Provenance, Report, Span, report_id
from sayso.vocabulary import Kind, Realis
from test_cli_read import ENGLISH, sayso, write
from test_evaluation_events import changed, gold

__all__ = ["sayso"]  # a fixture
HOSTILE = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =cmd|' /C calc'!A0", "%x", "|x", "＝1", "'=1", "'quoted'"]


def export(folder: Path, codings: list[Coding], form: str = CSV, rows: str = "pairs", *, claims: bool = True) -> None:
    with tables_in(Folder(str(folder)), form, rows, claims=claims) as write_coding:
        for coding in codings:
            write_coding(coding)


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_csv_files_hold_the_tables(tmp_path: Path) -> None:
    export(tmp_path / "out", [gold()])
    assert {p.name for p in (tmp_path / "out").iterdir()} == {*file_names(CSV), NAME}
    for name, rows in tables_of([gold()]).items():
        found = read(tmp_path / "out" / f"{name}.csv")
        assert [{k: cell(row.get(k)) for k in found[0]} if found else None for row in rows] == found
    raw = (tmp_path / "out" / "events.csv").read_bytes()
    assert raw.count(b"\r\n") == raw.count(b"\n") == 4
    assert not raw.startswith(b"\xef\xbb\xbf")


def test_the_description_fits_the_files(tmp_path: Path) -> None:
    export(tmp_path / "out", [gold()], rows=EVENTS)
    package = json.loads((tmp_path / "out" / "datapackage.json").read_text(encoding="utf-8"))
    for resource in package["resources"]:
        with (tmp_path / "out" / resource["path"]).open(encoding="utf-8", newline="") as stream:
            header = next(csv.reader(stream))
        assert header == [field["name"] for field in resource["schema"]["fields"]]
    assert [resource["name"] for resource in package["resources"]] == [layout.name for layout in layouts()]


@pytest.mark.parametrize("words", HOSTILE)
def test_no_cell_of_text_begins_a_formula(words: str) -> None:
    assert safe(words).startswith("'")
    assert safe(words)[1:] == words
    assert cell(-3.25) == "-3.25"


@given(st.text(st.characters(), max_size=30))
def test_safe_text_can_be_written_and_read_back(words: str) -> None:
    shown = safe(words)
    shown.encode()
    stream = io.StringIO(newline="")
    csv.writer(stream, lineterminator="\r\n").writerow([shown, "x"])
    assert next(csv.reader(io.StringIO(stream.getvalue(), newline=""))) == [shown, "x"]
    assert shown[:1] not in ACTIVE
    back = shown.removeprefix("'")
    assert all(b in {a, "\ufffd"} for a, b in zip(words, back, strict=True))


def test_a_hostile_report_makes_harmless_tables(tmp_path: Path) -> None:
    text = '=HYPERLINK(1) attacked \x00 \ud800 "quoted", one;two\r\nnext line'
    at = text.index("attacked")
    predicate = Span(start=at, end=at + 8, text="attacked")
    coding = Coding(
        report=Report(id=report_id(text), text=text, headline="=1+1"),
        entities=(Entity(id="e1", name="@x", kind=Kind.OTHER),),
        events=(Event(id="1", type="ASSAULT", predicate=predicate, realis=Realis.OCCURRED, actors=(Party(name='a "b", c\nd'),)),),
        provenance=Provenance(software="s"),
    )
    export(tmp_path / "out", [coding])
    assert read(tmp_path / "out" / "reports.csv")[0]["headline"] == "'=1+1"
    (event,) = read(tmp_path / "out" / "events.csv")
    assert event["actor"] == 'a "b", c\nd'
    assert "\x00" not in event["evidence"]


def test_only_facts_and_no_leftover_of_an_export_with_claims(tmp_path: Path) -> None:
    folder = tmp_path / "out"
    export(folder, [gold()])
    assert (folder / "claims.csv").exists()
    (folder / "notes.txt").write_text("mine", encoding="utf-8")
    facts = msgspec.structs.replace(gold(), events=tuple(e for e in gold().events if e.is_fact))
    export(folder, [facts], claims=False)
    assert not (folder / "claims.csv").exists()
    assert (folder / "notes.txt").read_text(encoding="utf-8") == "mine"
    assert "## claims" not in (folder / NAME).read_text(encoding="utf-8")
    assert len(read(folder / "events.csv")) == 3


def test_a_failure_leaves_everything_as_it_was(tmp_path: Path) -> None:
    folder = tmp_path / "out"

    def fail() -> None:
        with tables_in(Folder(str(folder)), CSV) as write_coding:
            write_coding(gold())
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fail()
    assert not folder.exists()
    export(folder, [gold()])
    before = {p.name: p.read_bytes() for p in folder.iterdir()}
    with pytest.raises(KeyboardInterrupt):
        fail()
    export(folder, [])
    assert {p.name: p.read_bytes() for p in folder.iterdir()} == before


def test_folders_that_are_refused(tmp_path: Path) -> None:
    file = write(tmp_path / "a.txt", "x")
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "events.csv").write_text("not ours", encoding="utf-8")
    for name in (file, tmp_path / "no" / "where", mine, "\x00"):
        with pytest.raises(UsageError, match="S204"):
            check_folder(Folder(str(name)), CSV)
    check_folder(Folder(str(tmp_path)), CSV)
    check_folder(Folder(str(tmp_path / "new")), CSV)
    assert (mine / "events.csv").read_text(encoding="utf-8") == "not ours"


def test_without_pyarrow_it_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet, "find_spec", lambda _: None)
    with pytest.raises(InstallError, match=r"S403.*sayso\[parquet\]"):
        check_folder(Folder(str(tmp_path / "out")), PARQUET)
    assert not (tmp_path / "out").exists()


def test_parquet_files_hold_the_same_rows_with_types(tmp_path: Path) -> None:
    arrow = pytest.importorskip("pyarrow.parquet")
    codings = [gold(), changed(4, mode=())]
    export(tmp_path / "out", codings, PARQUET)
    for layout in layouts():
        found = arrow.read_table(tmp_path / "out" / f"{layout.name}.parquet")
        assert found.column_names == [column.name for column in layout.columns]
        assert found.schema.field(0).metadata[b"description"]
        wanted = [{c.name: row.get(c.name) for c in layout.columns} for row in tables_of(codings)[layout.name]]
        assert found.to_pylist() == wanted
    assert (tmp_path / "out" / NAME).exists()


def test_tables_from_the_command_line(sayso: Any, tmp_path: Path) -> None:
    report, out = write(tmp_path / "report.txt", ENGLISH), tmp_path / "out"
    ran = sayso("read", report, "--csv", out)
    assert (ran.status, ran.out) == (0, "")
    assert "tables of 1 report in the folder" in ran.err
    assert len(read(out / "reports.csv")) == 1
    assert sayso("read", report, "--csv", out, "--rows", "events", "--only-asserted").status == 0
    assert not (out / "claims.csv").exists()
    for wrong in (["--rows", "events"], ["--csv", out, "--json"], ["--csv", out, "--parquet", out], ["--conllu", "--only-asserted"]):
        assert sayso("read", report, *wrong).status == 2


def test_files_that_cannot_be_read_leave_no_tables(sayso: Any, tmp_path: Path) -> None:
    ran = sayso("read", tmp_path / "missing.txt", "--csv", tmp_path / "out")
    assert (ran.status, (tmp_path / "out").exists()) == (3, False)
