"""Agreement between two annotations: known figures, symmetry, and what a difference does to them."""

import pytest

from sayso.evaluation.gold import Annotation, Row, agree, alpha, compile_text
from test_gold_format import ANN, TEXT


def annotation(source: str = ANN) -> Annotation:
    found, problems = compile_text(TEXT, source)
    assert found is not None
    assert not [p for p in problems if p.level == "error"], problems
    return found


def figure(rows: tuple[Row, ...], layer: str, measure: str) -> float | None:
    return next(row.value for row in rows if (row.layer, row.measure) == (layer, measure))


@pytest.mark.parametrize(
    ("one", "two", "value"),
    [
        ("0100000010", "1110010000", 0.095),  # Krippendorff 2011, A: two observers, binary data
        ("aabbdcccedda", "babbbccceddd", 0.692),  # B: two observers, nominal data
        ("ab", "ba", -0.5),
        ("aaaa", "aaaa", 1.0),
    ],
)
def test_alpha_of_known_data(one: str, two: str, value: float) -> None:
    assert alpha(list(zip(one, two, strict=True))) == pytest.approx(value, abs=0.0006)


def test_alpha_of_nothing_is_unknown() -> None:
    assert alpha([]) is None


def test_an_annotation_agrees_with_itself() -> None:
    rows = agree([(annotation(), annotation())])
    assert len(rows) > 35
    assert all(row.value in (1.0, None) for row in rows)


def test_a_missed_statement_costs_recall_and_its_events_say_so() -> None:
    start, end = ANN.index("statement S3"), ANN.index("statement S4")
    rows = agree([(annotation(), annotation(ANN[:start] + ANN[end:]))])
    assert figure(rows, "statements", "content, IoU >= .5") == pytest.approx(2 * 3 / 7)
    assert figure(rows, "statements", "act") == 1.0
    assert figure(rows, "events", "found with equal type") == 1.0


def test_figures_are_the_same_in_both_directions() -> None:
    other = annotation(
        ANN.replace('"March 9" DATE 2021-03-09', '"March" DATE 2021-03')
        .replace("indirect say attributed", "indirect say distanced")
        .replace("event V2 RETREAT occurred mode=release", "event V2 AID historical")
        .replace('mention "Rebels", ', "mention ")
    )
    ahead, back = agree([(annotation(), other)]), agree([(other, annotation())])
    assert {(r.layer, r.measure): r.value for r in ahead} == pytest.approx({(r.layer, r.measure): r.value for r in back})
    assert figure(ahead, "times", "spans, strict") == 0.5
    assert figure(ahead, "times", "spans, overlapping") == 1.0
    assert figure(ahead, "times", "overlapping with equal value") == 0.5
    assert figure(ahead, "events", "found") == 1.0
    assert figure(ahead, "events", "found with equal type") == 0.75
    value = figure(ahead, "statements", "commitment")
    assert value is not None
    assert value < 1


def test_split_coreference_is_seen() -> None:
    split = ANN.replace('  mention "its spokeswoman", "She"\n', '  mention "its spokeswoman"\nentity E5 person "She"\n  mention "She"\n')
    value = figure(agree([(annotation(), annotation(split))]), "entities", "coreference of common mentions (B3)")
    assert value is not None
    assert 0.8 < value < 1


def test_different_texts_are_refused() -> None:
    other, _ = compile_text("Another text.", "report\nquiet\n")
    assert other is not None
    with pytest.raises(ValueError, match="different texts"):
        agree([(annotation(), other)])
