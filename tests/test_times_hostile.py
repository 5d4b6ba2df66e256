"""Odd and hostile input: nothing raises, nothing takes long, every span reads what it says, intervals never run backwards."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.language.analysis import Analysis
from sayso.records import TimeExpression
from sayso.times import find_times, when_of
from test_times_grammar import analyse, report

WORDS = [
    "the", "a", "last", "next", "this", "May", "5", ",", "2015", "-", "'", "s", "two", "days", "ago", "later", "of", "and", "to", "early",
    "mid", "end", "morning", "Monday", "on", "in", "at", "p.m.", "10:30", "GMT", "every", "week", "century", "BC", "half", "quarter",
    "Christmas", "year", "years", "hour", "(", ")", "first", "same", "time", "following", "since", "until", "Ramadan", "'90s", "“", "”",
    "9999", "0000", "fiscal", "overnight", "winter", "second", "decade", "ten", "thousand", "eve", "now", "said", ".", "will", "\n\n",
]  # fmt: skip
PUBLISHED = ["2015-12-26", "9999-12-31", "0001-01-01", "2016-02-29T23:59:59+14:00", "nonsense", "2015-02-30", None]


def check(text: str, published: str | None, analysis: Analysis | None = None) -> tuple[TimeExpression, ...]:
    found = analyse(text) if analysis is None else analysis
    times, abstained = find_times(report(text, published), found)
    ids = [one.id for one in times]
    assert len(set(ids)) == len(ids)
    reached = 0
    for one in times:
        assert one.start >= reached
        reached = one.end
        assert text[one.start : one.end] == one.text
        if one.first is not None and one.last is not None and len(one.first) == len(one.last):
            assert one.first <= one.last
    for row in abstained:
        assert row.path.removeprefix("times[").partition("]")[0] in ids
    return times


@settings(max_examples=80, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=60), st.sampled_from(PUBLISHED))
def test_any_mix_of_time_words(words: list[str], published: str | None) -> None:
    text = " ".join(words)
    times = check(text, published)
    analysis = analyse(text)
    for token in range(0, len(analysis), 7):
        when_of(token, analysis, times, report(text, published))


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=80), st.sampled_from(PUBLISHED))
def test_any_text(text: str, published: str | None) -> None:
    check(text, published)


@pytest.mark.parametrize("text", ["", " ", "\n", ".", "“", "''", "\ud800 in May \udfff", "5", "May", "-", "\N{ZERO WIDTH SPACE}May 5"])
def test_tiny_texts(text: str) -> None:
    check(text, "2015-12-26")


def test_no_tokens_at_all() -> None:
    nothing = Analysis(text="He left in May.", starts=(), ends=(), sentences=())
    assert [one.value for one in check("He left in May.", "2015-12-26", nothing)] == ["2015-05"]


LONG = [
    '"' * 6666, "“" * 2666 + "”" * 2666, "1" * 66666, "1-" * 6666, "1." * 6666, "a" * 66666, "the " * 6666, "May " * 6666,
    "one hundred and " * 2666, "the end of " * 3333, "two days and " * 1333, "in 2015 " * 1333, "5 and " * 3333, "the same time " * 1666,
    "“in May” he said on Monday. " * 500, "“in May " * 1000, "New Year's Eve " * 1000,
]  # fmt: skip


@pytest.mark.parametrize("text", LONG, ids=lambda text: text[:12])
def test_time_grows_with_length_alone(text: str) -> None:
    half, whole = text[: len(text) // 2], text
    analyses = [analyse(half), analyse(whole)]
    taken = []
    for part, analysis in zip((half, whole), analyses, strict=True):
        began = time.process_time()
        check(part, "2015-12-26", analysis)
        taken.append(time.process_time() - began)
    assert taken[1] < 5
    assert taken[1] < 4 * taken[0] + 0.2
