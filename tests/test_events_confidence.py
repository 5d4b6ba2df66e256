"""Confidences: a number for each field, from the fitted table, and the fitting itself."""

import pytest

from event_readings import predicate, setting_of
from sayso.evaluation.event_confidence import Answer, fit, judged, written
from sayso.events.confidence import FIELDS, confident, load_table
from sayso.records import Event, Party, event_id
from sayso.vocabulary import Realis


def made(actors: tuple[Party, ...] = ()) -> Event:
    setting = setting_of("Rebels attacked a convoy in Mali.")
    span = predicate(setting, "attacked")
    return Event(id=event_id(setting.report.id, span, "ASSAULT"), type="ASSAULT", predicate=span, realis=Realis.OCCURRED, actors=actors)


def test_every_field_has_a_number_between_none_and_all() -> None:
    (found,) = confident([made()], setting_of("Rebels attacked a convoy in Mali."))
    assert set(found.confidence) == set(FIELDS)
    assert all(0.0 < value < 1.0 for value in found.confidence.values())


def test_the_shipped_table_was_fitted_and_tells_answers_apart() -> None:
    table = load_table()
    assert set(table.means) == set(FIELDS)
    assert len(table.buckets) > 50
    setting = setting_of("Rebels attacked a convoy in Mali.")
    named, unnamed = confident([made(actors=(Party(name="Rebels", entity="e1"),)), made()], setting)
    assert named.confidence["actors"] != unnamed.confidence["actors"]


def test_fitting_gives_each_bucket_its_share_drawn_to_the_mean() -> None:
    rows = [Answer("type", "verb", "ASSAULT", right=True)] * 80 + [Answer("type", "noun", "ASSAULT", right=False)] * 20
    table = fit(rows)
    assert table.means["type"] == pytest.approx(0.8, abs=0.03)
    assert table.confidence("type", "verb", "ASSAULT") > 0.95
    assert table.confidence("type", "noun", "ASSAULT") < 0.3
    assert table.confidence("type", "noun", "unseen") == table.confidence("type", "noun", "")
    assert table.confidence("type", "unseen", "") == pytest.approx(table.means["type"], abs=0.001)
    assert [j.confidence for j in judged(rows[:1], table)] == [table.confidence("type", "verb", "ASSAULT")]


def test_rare_fine_buckets_are_left_to_the_coarse_one() -> None:
    table = fit([Answer("when", "tense", "verb-own", right=True)] * 3)
    assert "when/tense" in table.buckets
    assert "when/tense/verb-own" not in table.buckets


def test_the_written_table_reads_back() -> None:
    table = fit([Answer(name, "a", "b", right=True) for name in FIELDS for _ in range(9)])
    text = written(table)
    assert '"type/a/b" = ' in text
    assert "[means]" in text
