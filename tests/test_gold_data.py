"""Our own reports: the split is the rule, the parts share no text, and what is annotated is without error."""

import re
from collections import Counter
from pathlib import Path

import pytest

from sayso.errors import DataError
from sayso.evaluation.gold import check, read_splits, shared_shingles, split_of
from sayso.evaluation.gold.splits import DEV, TEST, TRAIN, written_splits

OWN = Path(__file__).parent.parent / "data" / "own"
REPORTS = sorted((OWN / "reports").glob("r*.txt"))


def annotated() -> list[Path]:
    return [
        p for p in sorted((OWN / "reports").glob("r*.ann")) if any(line.startswith(("entity", "quiet")) for line in p.read_text("utf-8").splitlines())
    ]


def test_table_is_the_rule() -> None:
    assert (OWN / "splits.tsv").read_text(encoding="utf-8") == written_splits()
    table = read_splits(OWN / "splits.tsv")
    assert Counter(table.values()) == {TRAIN: 144, DEV: 36, TEST: 60}
    assert [split_of(i) for i in ("r001", "r012", "r013", "r015", "r016", "r020", "r021", "r240")] == [
        TRAIN, TRAIN, DEV, DEV, TEST, TEST, TRAIN, TEST
    ]  # fmt: skip


@pytest.mark.parametrize("identity", ["r000", "r241", "x001", "r1", "r0011"])
def test_other_ids_are_refused(identity: str) -> None:
    with pytest.raises(ValueError, match="no report of ours"):
        split_of(identity)


def test_a_faulty_table_says_where(tmp_path: Path) -> None:
    (tmp_path / "splits.tsv").write_text("r001\ttrain\nr002 dev\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"splits\.tsv:2"):
        read_splits(tmp_path / "splits.tsv")


def test_shared_runs_of_words_are_found() -> None:
    one = [("a", "One two, three four five; six seven eight nine.")]
    assert shared_shingles(one, [("b", "zero TWO three four five six seven eight nine ten")]) == {
        ("a", "b"): "two three four five six seven eight nine"
    }
    assert shared_shingles(one, [("c", "two three four five six seven nine eight")]) == {}


def test_the_parts_share_no_eight_words() -> None:
    parts: dict[str, list[tuple[str, str]]] = {TRAIN: [], DEV: [], TEST: []}
    for path in REPORTS:
        parts[split_of(path.stem)].append((path.stem, path.read_text(encoding="utf-8")))
    for path in sorted((OWN / "names").glob("*.txt")):
        parts[TRAIN].append((path.name, re.sub(r"\[\w+ ([^\]]*)\]", r"\1", path.read_text(encoding="utf-8"))))
    assert shared_shingles(parts[TRAIN], [*parts[DEV], *parts[TEST]]) == {}
    assert shared_shingles(parts[DEV], parts[TEST]) == {}


def test_every_report_has_an_annotation_file() -> None:
    assert [p.stem for p in REPORTS if not p.with_suffix(".ann").exists()] == []


@pytest.mark.parametrize("path", annotated(), ids=lambda p: p.stem)
def test_annotation_is_without_error(path: Path) -> None:
    assert [str(p) for p in check(path)[1] if p.level == "error"] == []
