"""Hard cases of quotation marks and speech (`data/adversarial_statements.toml`): pairs, statements, exact spans, never an error."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from sayso.language.analysis import Analysis
from sayso.language.quotes import pair_quotations
from sayso.language.sentences import paragraphs, split_sentences
from sayso.language.tokens import tokenize
from sayso.records import Report, report_id, spans_of
from sayso.statements import find_statements

CASES = tomllib.loads((Path(__file__).parent / "data" / "adversarial_statements.toml").read_text(encoding="utf-8"))["case"]
FEWEST = 60


def analysed(text: str) -> Analysis:
    tokens, blocks = tokenize(text), paragraphs(text)
    return Analysis(
        text=text,
        starts=tuple(start for start, _ in tokens),
        ends=tuple(end for _, end in tokens),
        sentences=tuple(split_sentences(text, tokens, blocks)),
        paragraphs=tuple(blocks),
        quotations=pair_quotations(text, blocks),
    )


def test_there_are_enough_cases() -> None:
    assert len(CASES) >= FEWEST
    assert len({case["name"] for case in CASES}) == len(CASES)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_pairs(case: dict[str, Any]) -> None:
    text = case["text"] * case.get("times", 1)
    found = [text[q.start : q.end] for q in pair_quotations(text, paragraphs(text)) if q.level == 0]
    if "pairs" in case:
        assert found == case["pairs"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_statements(case: dict[str, Any]) -> None:
    text = case["text"] * case.get("times", 1)
    found = find_statements(Report(id=report_id(text), text=text), analysed(text))
    for statement in found:
        assert all(span.text == text[span.start : span.end] for span in spans_of(statement))
    if "found" in case:
        gist = [[s.form.value, s.act.value, s.source.text if s.source is not None else "", [c.text for c in s.content]] for s in found]
        assert gist == case["found"]
