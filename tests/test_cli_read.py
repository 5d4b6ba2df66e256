"""``sayso read`` and the program around it: exit statuses, streams, bad input, bugs; with a fake analyser."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

import click
import pytest

from sayso.cli import app
from sayso.cli.inspection import Check, check, load_credits, needed_packages
from sayso.cli.published import read_dates
from sayso.cli.trouble import describe_crash
from sayso.errors import DataError, InputError, InstallError
from sayso.intake import reports_from_path
from sayso.language.analysis import ROOT, Analysis
from sayso.language.sentences import paragraphs
from sayso.reading import STAGES, Resources, read_report
from sayso.records import Coding, Report

ENGLISH = (
    "ARNHEM (AP) — The council said on Friday that the road along the river would stay shut until the water falls.\n\n“Nobody was hurt,” she said.\n"
)
SECRET = "the secret words of the document"  # noqa: S105 (no password)


class FakeAnalyser:
    """One token a paragraph: as fast as can be."""

    identity = "fake:0"

    def __init__(self, problem: Exception | None = None) -> None:
        self.problem = problem

    def analyse(self, report: Report) -> Analysis:
        if self.problem and SECRET in report.text:
            raise self.problem
        parts = paragraphs(report.text)
        count = len(parts)
        return Analysis(
            text=report.text,
            starts=tuple(a for a, _ in parts),
            ends=tuple(b for _, b in parts),
            sentences=tuple((i, i + 1) for i in range(count)),
            paragraphs=tuple(parts),
            upos=("X",) * count,
            xpos=("X",) * count,
            feats=("_",) * count,
            lemmas=("x",) * count,
            heads=(ROOT,) * count,
            deprels=("root",) * count,
        )


class Ran:
    """What a run of the program left behind."""

    def __init__(self, status: int, out: str, err: str) -> None:
        self.status, self.out, self.err = status, out, err

    @property
    def records(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.out.split("\n") if line]


@pytest.fixture
def sayso(capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("COLUMNS", "80")

    def run(*arguments: object, analyser: FakeAnalyser | None = None) -> Ran:
        with (
            os.fdopen(os.dup(1), "w", encoding="utf-8") as out,
            os.fdopen(os.dup(2), "w", encoding="utf-8") as err,
        ):
            monkeypatch.setattr(sys, "stdout", out)
            monkeypatch.setattr(sys, "stderr", err)
            status = app.run([str(a) for a in arguments], obj=Resources(load_analyser=lambda: analyser or FakeAnalyser()))
        found = capfdbinary.readouterr()
        return Ran(status, found.out.decode(), found.err.decode())

    return run


@pytest.fixture
def report(tmp_path: Path) -> Path:
    return write(tmp_path / "report.txt", ENGLISH)


def write(path: Path, text: str | bytes) -> Path:
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_json_is_one_record_a_line_and_nothing_else(sayso: Any, report: Path, tmp_path: Path) -> None:
    other = write(tmp_path / "other.txt", "Nobody\u2028came.\r\n")
    ran = sayso("read", "--json", report, other, report)
    assert (ran.status, ran.err) == (0, "")
    assert [r["report"]["text"] for r in ran.records] == [ENGLISH, "Nobody\u2028came.\r\n", ENGLISH]
    assert ran.records[0] == ran.records[2]
    assert ran.out.count("\n") == 3
    assert ran.records[0]["report"]["agency"] == "Associated Press"
    assert ran.records[0]["report"]["uri"] is None
    assert str(tmp_path) not in ran.out


def test_given_values_reach_the_record(sayso: Any, report: Path) -> None:
    ran = sayso("read", "--json", report, "--published", "2021-12-03", "--publisher", "The Page")
    found = ran.records[0]["report"]
    assert (found["published"], found["published_basis"], found["publisher"]) == ("2021-12-03", "given", "The Page")


def test_conllu(sayso: Any, report: Path) -> None:
    ran = sayso("read", "--conllu", report)
    assert ran.status == 0
    assert ran.out.startswith("# newdoc id = ")
    assert all(line.count("\t") == 9 for line in ran.out.splitlines() if line and not line.startswith("#"))


def test_a_person_gets_a_plain_reading_in_a_pipe(sayso: Any, report: Path) -> None:
    ran = sayso("read", report, "--width", 40)
    assert ran.status == 0
    assert "\x1b" not in ran.out
    assert ran.out.startswith("Associated Press · no date · ")
    assert max(len(line) for line in ran.out.splitlines()) <= 40


BAD = {
    "missing": ("S101", None),
    "folder": ("S102", None),
    "empty": ("S104", b""),
    "blank": ("S104", b" \r\n\t"),
    "nul": ("S105", b"The council said\x00 so."),
    "binary": ("S105", bytes(range(1, 32)) * 20),
    "pdf": ("S105", b"%PDF-1.7 The council said so."),
    "broken": ("S106", "“Nobody was hurt,” she said — twice.".encode() + b"\xff"),
    "german": ("S107", "Der Minister sagte am Dienstag, die Straße zur Küste sei gesperrt, nachdem eine Brücke eingestürzt war.".encode()),
}


def bad(folder: Path, name: str) -> Path:
    path = folder / f"{name}.txt"
    content = BAD[name][1]
    if content is not None:
        path.write_bytes(content)
    elif name == "folder":
        path.mkdir()
    return path


@pytest.mark.parametrize("name", BAD)
def test_bad_input_alone_is_a_coded_error_with_status_3(sayso: Any, tmp_path: Path, name: str) -> None:
    path = bad(tmp_path, name)
    ran = sayso("read", "--json", path)
    assert (ran.status, ran.out) == (3, "")
    assert ran.err.startswith(f"sayso: [{BAD[name][0]}] {path}: ")
    assert "Traceback" not in ran.err


def test_bad_files_are_skipped_and_the_others_read(sayso: Any, tmp_path: Path, report: Path) -> None:
    files = [bad(tmp_path, name) for name in BAD]
    ran = sayso("read", "--json", *files[:4], report, *files[4:], report)
    assert ran.status == 1
    assert [r["report"]["text"] for r in ran.records] == [ENGLISH] * 2
    assert [line.split("[")[1][:4] for line in ran.err.splitlines()[:-1]] == [code for code, _ in BAD.values()]
    assert ran.err.splitlines()[-1] == f"sayso: 2 of {len(files) + 2} files read, {len(files)} skipped"


def test_all_files_bad_is_status_3(sayso: Any, tmp_path: Path) -> None:
    assert sayso("read", *(bad(tmp_path, name) for name in BAD)).status == 3


def test_a_file_beyond_the_limit_is_refused(sayso: Any, tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as stream:
        stream.truncate(200_000_000)
    ran = sayso("read", path)
    assert ran.status == 3
    assert "[S103]" in ran.err


@pytest.mark.parametrize("text", ["“" * 1_000_000, "The man said that it was late. " * 160_000, "x\n" * 200_000], ids=["marks", "one line", "lines"])
@pytest.mark.parametrize("mode", ["--json", "--no-color"])
def test_hostile_text_is_read(sayso: Any, tmp_path: Path, text: str, mode: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sayso.reading.read_report", partial(read_report, stages=STAGES[:2]))
    ran = sayso("read", mode, write(tmp_path / "x.txt", text))
    assert (ran.status, ran.err) == (0, "")
    assert mode != "--json" or ran.records[0]["report"]["text"] == text


def test_language_en_insists(sayso: Any, tmp_path: Path) -> None:
    ran = sayso("read", "--json", "--language", "en", bad(tmp_path, "german"))
    assert ran.status == 0
    assert ran.records[0]["report"]["language"] == "en"


def test_names_of_files_cannot_write_to_the_terminal(sayso: Any, tmp_path: Path) -> None:
    ran = sayso("read", tmp_path / "a\x1b[31mb\udcff.txt")
    assert ran.status == 3
    assert "\x1b" not in ran.err


@pytest.mark.parametrize(
    "arguments",
    [
        ["read"],
        ["read", "x.txt", "--json", "--conllu"],
        ["read", "x.txt", "--json", "--html", "x.html"],
        ["read", "x.txt", "--html", "no/such/folder/x.html"],
        ["read", "x.txt", "--published", "2021-12-03", "--published-from", "t.toml"],
        ["read", "x.txt", "--published", "yesterday"],
        ["read", "x.txt", "--published", ""],
        ["read", "x.txt", "--published-from", "missing.toml"],
        ["read", "x.txt", "--language", "de"],
        ["read", "x.txt", "--width", "3"],
        ["read", "x.txt", "--nonsense"],
        ["nonsense"],
        ["--nonsense"],
    ],
)
def test_requests_that_make_no_sense_are_status_2_and_read_nothing(sayso: Any, arguments: list[str]) -> None:
    ran = sayso(*arguments)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err
    assert "Traceback" not in ran.err


def test_a_bad_date_says_what_to_write(sayso: Any, report: Path) -> None:
    ran = sayso("read", report, "--published", "26.12.2015")
    assert "[S201]" in ran.err
    assert "YYYY-MM-DD" in ran.err


# Tables of dates


def test_published_from(sayso: Any, tmp_path: Path, report: Path) -> None:
    table = write(tmp_path / "published.toml", '[published]\n"report.txt" = 2021-12-03\n"zoned.txt" = 2021-12-03T23:30:00+05:00\n')
    zoned, other = write(tmp_path / "zoned.txt", ENGLISH), write(tmp_path / "other.txt", ENGLISH)
    ran = sayso("read", "--json", report, zoned, other, "--published-from", table)
    dates = [(r["report"]["published"], r["report"]["published_basis"]) for r in ran.records]
    assert dates == [("2021-12-03", "given"), ("2021-12-03T23:30:00+05:00", "given"), (None, "none")]


def test_a_table_beside_a_report_is_not_used_unasked(sayso: Any, tmp_path: Path, report: Path) -> None:
    write(tmp_path / "published.toml", '[published]\n"report.txt" = 2021-12-03\n')
    assert sayso("read", "--json", report).records[0]["report"]["published"] is None


@pytest.mark.parametrize(
    "text",
    ["[published", "x = 1", "published = 3", '[published]\n"a" = 2021-12-03T10:00:00', '[published]\n"a" = "soon"', "[published]\na = 7", b"\xff"],
)
def test_malformed_tables(tmp_path: Path, text: str | bytes) -> None:
    with pytest.raises(DataError) as caught:
        read_dates(write(tmp_path / "t.toml", text))
    assert caught.value.code == "S305"


def test_the_examples_have_dates_that_can_be_read() -> None:
    examples = Path(__file__).parent.parent / "examples"
    dates = read_dates(examples / "published.toml")
    assert {name for name in dates if not (examples / name).is_file()} == set()


# Bugs and broken installations


def test_a_bug_is_reported_without_a_word_of_the_document(sayso: Any, tmp_path: Path, report: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SAYSO_DEBUG", raising=False)
    path = write(tmp_path / "bug.txt", f"The council said so. {SECRET}")
    ran = sayso("read", "--json", report, path, report, analyser=FakeAnalyser(ValueError(SECRET)))
    assert ran.status == 5
    assert [r["report"]["text"] for r in ran.records] == [ENGLISH] * 2
    assert SECRET not in ran.err
    assert f"[S501] {path}: a bug in Sayso (ValueError)" in ran.err
    assert "sayso/reading.py:" in ran.err
    assert "Traceback" not in ran.err


def test_sayso_debug_shows_the_traceback(sayso: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAYSO_DEBUG", "1")
    ran = sayso("read", write(tmp_path / "bug.txt", SECRET + ENGLISH), analyser=FakeAnalyser(ValueError("what it was")))
    assert ran.status == 5
    assert "Traceback" in ran.err
    assert "what it was" in ran.err


def test_a_crash_report_names_causes_and_no_folder_of_the_machine() -> None:
    def fail() -> None:
        try:
            int(SECRET)
        except ValueError as problem:
            raise RuntimeError(SECRET) from problem

    try:
        fail()
    except RuntimeError as problem:
        text = describe_crash(problem, "x.txt")
    assert "RuntimeError" in text
    assert "ValueError" in text
    assert "fail" in text
    assert SECRET not in text
    assert str(Path(__file__).parent) not in text


def test_a_missing_model_ends_it_with_status_5(sayso: Any, tmp_path: Path, report: Path) -> None:
    path = write(tmp_path / "x.txt", SECRET + ENGLISH)
    ran = sayso("read", path, report, analyser=FakeAnalyser(InstallError("S401", "the model is missing.")))
    assert (ran.status, ran.out) == (5, "")
    assert ran.err == "sayso: [S401] the model is missing.\n"


@pytest.mark.parametrize(("problem", "status"), [(KeyboardInterrupt(), 130), (BrokenPipeError(), 141)])
def test_interrupts_and_closed_pipes_are_quiet(sayso: Any, tmp_path: Path, problem: BaseException, status: int) -> None:
    ran = sayso("read", write(tmp_path / "x.txt", SECRET + ENGLISH), analyser=FakeAnalyser(problem))  # type: ignore[arg-type]
    assert (ran.status, ran.err.strip()) == (status, "")


# The program as a process


def python(code: str, *arguments: object, data: bytes = b"", **environment: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-c", code, *(str(a) for a in arguments)]
    return subprocess.run(command, input=data, capture_output=True, check=False, timeout=120, env={**os.environ, **environment})  # noqa: S603 (our own code)


FAKE = f"""
import sys
sys.path.insert(0, {str(Path(__file__).parent)!r})
from test_cli_read import FakeAnalyser
from sayso.cli.app import run
from sayso.reading import Resources
sys.exit(run(sys.argv[1:], obj=Resources(load_analyser=FakeAnalyser)))
"""


def test_standard_input() -> None:
    ran = python(FAKE, "read", "-", "--json", data=ENGLISH.encode("cp1252"))
    assert (ran.returncode, ran.stderr) == (0, b"")
    record = json.loads(ran.stdout)
    assert (record["report"]["text"], record["report"]["extractor"]) == (ENGLISH, "text/windows-1252")
    ran = python(FAKE, "read", "-", "--json")
    assert ran.returncode == 3
    assert b"[S104] standard input" in ran.stderr


def test_records_are_utf_8_whatever_the_locale(report: Path) -> None:
    ran = python(FAKE, "read", report, "--json", PYTHONIOENCODING="ascii", PYTHONUTF8="0", LC_ALL="C")
    assert json.loads(ran.stdout.decode())["report"]["text"] == ENGLISH
    ran = python(FAKE, "read", report, PYTHONIOENCODING="ascii", PYTHONUTF8="0", LC_ALL="C")
    assert (ran.returncode, ran.stderr) == (0, b"")
    assert ran.stdout.isascii()


def test_a_closed_pipe_is_quiet(report: Path) -> None:
    command = [sys.executable, "-c", FAKE, "read", "--json", *[str(report)] * 2000]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:  # noqa: S603 (our own code)
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        errors = process.stderr.read()
    assert errors == b""
    assert process.returncode == 141


@pytest.mark.parametrize(
    "code", ["import sayso.cli", "from sayso.cli.app import run; run(['--help'])", "from sayso.cli.app import run; run(['read', '--help'])"]
)
def test_the_command_line_starts_fast_and_loads_nothing_heavy(code: str) -> None:
    heavy = "{'numpy', 'onnxruntime', 'tokenizers', 'rich', 'py3langid', 'babel', 'charset_normalizer'}"
    probe = f"import sys, time\nstart = time.process_time()\n{code}\nprint(time.process_time() - start, {heavy} & set(sys.modules), file=sys.stderr)"
    best = min(float(python(probe).stderr.split()[0]) for _ in range(3))
    assert python(probe).stderr.split(maxsplit=1)[1].strip() == b"set()"
    assert best < 0.25


# The other commands


def test_stages_shows_every_stage(sayso: Any) -> None:
    ran = sayso("stages")
    assert ran.status == 0
    assert all(stage.name in ran.out and all(name in ran.out for name in (*stage.reads, *stage.writes)) for stage in STAGES)


def test_doctor_lists_packages_and_data_with_their_licences(sayso: Any) -> None:
    ran = sayso("doctor", "--licences")
    packages, missing = needed_packages()
    assert ran.status == 0
    assert all(package.name in ran.out for package in packages)
    assert all(credit.licence in ran.out for credit in load_credits())
    assert missing == ()


def test_reading_needs_at_most_forty_packages_all_with_free_licences() -> None:
    packages, _ = needed_packages()
    assert {"click", "msgspec", "onnxruntime", "numpy"} <= {package.name for package in packages}
    assert not {"torch", "pytest", "sayso"} & {package.name for package in packages}
    assert len(packages) <= 40
    assert [package.name for package in packages if not package.licence] == []
    assert [package.name for package in packages if "GPL" in (package.licence or "").replace("LGPL", "")] == []


def test_doctor_says_what_is_wrong(sayso: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing() -> str:
        raise InstallError("S401", "the model is missing.")

    monkeypatch.setattr("sayso.cli.inspection.look_at_model", missing)
    ran = sayso("doctor")
    assert ran.status == 5
    assert "WRONG" in ran.out
    assert "S401" in ran.out
    monkeypatch.setattr("sayso.cli.inspection.look_at_model", lambda: "all right")
    assert sayso("doctor").status == 0


def test_checks() -> None:
    def unreadable() -> str:
        raise OSError("secret")

    assert check("x", lambda: "fine") == Check("x", sound=True, says="fine")
    assert check("x", unreadable) == Check("x", sound=False, says="OSError: it cannot be loaded")


def test_help_and_version(sayso: Any) -> None:
    assert sayso("--version").out.startswith("sayso ")
    ran = sayso("--help")
    assert ran.status == 0
    assert [name for name in app.COMMANDS if f"\n  {name} " not in ran.out] == []
    assert sayso("read", "-h").status == 0


def test_the_manual_names_every_command_and_every_option() -> None:
    manual = (Path(__file__).parent.parent / "docs" / "cli.md").read_text(encoding="utf-8")
    context = click.Context(app.sayso)
    for name in ("read", "stages", "doctor"):
        command = app.sayso.get_command(context, name)
        assert command is not None
        assert f"`sayso {name}" in manual
        options = [option for parameter in command.params for option in parameter.opts if option.startswith("--")]
        assert [option for option in options if f"`{option}" not in manual] == []


def test_every_error_has_its_place_in_the_hierarchy(sayso: Any, report: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> Sequence[Coding]:
        raise InputError("S108", "it cannot be read (Permission denied).", where="x")

    monkeypatch.setattr("sayso.intake.reports_from_path", refuse)
    ran = sayso("read", report)
    assert ran.status == 3
    assert ran.err == "sayso: [S108] x: it cannot be read (Permission denied).\n"


def test_the_reading_is_quick_outside_the_model(tmp_path: Path) -> None:
    path = write(tmp_path / "x.txt", ENGLISH * 20)
    reports_from_path(path)
    start = time.process_time()
    for _ in range(20):
        reports_from_path(path)
    assert (time.process_time() - start) / 20 < 0.02
