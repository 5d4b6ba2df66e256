"""The documentation says what the program has."""

import json
import re
from pathlib import Path

import pytest

from sayso.errors import CODES, SaysoError
from sayso.evaluation.gate import EPSILON, judge, read_floors

ROOT = Path(__file__).parent.parent


def test_every_error_code_is_documented_and_no_other() -> None:
    rows = re.findall(r"^\| (S\d{3}) \| ([^|]+) \|", (ROOT / "docs" / "errors.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert {code: what.strip() for code, what in rows} == CODES


def test_every_code_raised_is_registered() -> None:
    used = {code for path in (ROOT / "src").rglob("*.py") for code in re.findall(r"\"(S\d{3})\"", path.read_text(encoding="utf-8"))}
    assert used <= set(CODES)
    with pytest.raises(ValueError, match="S999"):
        SaysoError("S999", "no such code")


def test_an_error_says_what_where_and_what_to_do() -> None:
    assert str(SaysoError("S104", "is empty.", where="a.txt", fix="Give a text.")) == "[S104] a.txt: is empty. Give a text."


def test_links_between_pages_lead_somewhere() -> None:
    for page in (ROOT / "docs").glob("*.md"):
        for target in re.findall(r"\]\(([^)#:]+\.(?:md|json))", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name} links to {target}"


def test_the_model_card_names_every_corpus_and_figure_file() -> None:
    card = (ROOT / "src" / "sayso" / "language" / "model_files" / "CARD.md").read_text(encoding="utf-8")
    for corpus in ("UD English EWT", "GUM", "OntoGUM", "WikiGold", "CrossNER", "re3d", "all-MiniLM-L6-v2", "CC BY-SA 4.0"):
        assert corpus in card
    identity = json.loads((ROOT / "src" / "sayso" / "language" / "model_files" / "checksums.json").read_text(encoding="utf-8"))["identity"]
    assert identity in card


def test_floors_judge_with_a_small_tolerance_and_a_missing_measure_fails() -> None:
    verdicts = judge({"a": 90.0, "b": 90.0, "c": 90.0}, {"a": 90.0 - EPSILON / 2, "b": 90.0 - 2 * EPSILON}, "set")
    assert [v.holds for v in verdicts] == [True, False, False]


def test_the_pinned_floors_cover_every_layer() -> None:
    floors = read_floors(ROOT / "data" / "floors.toml")
    layers = {name.split(".")[0] for name in floors["own"]}
    assert {"names", "times", "places", "entities", "coreference", "statements"} <= layers
    assert {"gum las", "ewt upos", "gum coreference", "re3d names"} <= set(floors["outside"])
