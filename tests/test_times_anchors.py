"""Anchors: tense and weekdays, last/this/next, quotations, stories, no publication date, impossible dates, honest intervals."""

import pytest

from sayso.records import TimeExpression
from sayso.times import find_times
from sayso.vocabulary import Precision
from test_times_grammar import analyse, report, times_in, values


def one(text: str, published: str | None = "2015-12-26") -> TimeExpression:
    found = times_in(text, published)
    assert len(found) == 1
    return found[0]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Rebels released a video on Saturday.", "2015-12-26"),  # the publication's own weekday is its day
        ("Rebels released a video on Sunday.", "2015-12-20"),
        ("Rebels released a video last Saturday.", "2015-12-19"),
        ("Rebels will release a video on Friday.", "2016-01-01"),
        ("Rebels will release a video on Saturday.", "2015-12-26"),
        ("Rebels will release a video next Saturday.", "2016-01-02"),
        ("Rebels were due to meet on Monday.", "2015-12-28"),
        ("The judge ordered them to leave by Tuesday.", "2015-12-29"),
        ("The town fell in May.", "2015-05"),
        ("The town fell in December.", "2015-12"),
        ("The town will vote in May.", "2016-05"),
        ("The town fell last December.", "2014-12"),
        ("The town will vote next December.", "2016-12"),
        ("He was seized on March 9.", "2015-03-09"),
        ("He will be tried on March 9.", "2016-03-09"),
        ("It was the worst raid since February 29.", "2012-02-29"),
        ("The fair was on Friday, March 14.", "2014-03-14"),
        ("The weekend was quiet; over the weekend two died.", "2015-W52-WE"),
        ("He was freed this week.", "2015-W52"),
        ("He was freed last quarter.", "2015-Q3"),
        ("The clinic closed two years ago.", "2013"),
        ("The clinic closed 18 months ago.", "2014-06"),
        ("The clinic closed three weeks ago.", "2015-W49"),
        ("The clinic closed a decade ago.", "200"),
        ("The floods of '97 were worse.", "1997"),
    ],
)
def test_direction_from_the_publication(text: str, value: str) -> None:
    assert one(text).value == value


def test_publication_is_counted_in_its_own_zone() -> None:
    assert one("He died yesterday.", "2015-12-26T00:30:00+05:00").value == "2015-12-25"


def test_hours_ago_need_the_hour() -> None:
    precise = one("He died two hours ago.", "2015-12-26T01:30:00+00:00")
    assert (precise.value, precise.first, precise.precision) == ("2015-12-25T23:30", "2015-12-25T23:00", Precision.HOUR)
    vague = one("He died two hours ago.")
    assert (vague.value, vague.first, vague.last) == ("XXXX-XX-XXTXX", "2015-12-25", "2015-12-26")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Rebels released a video on Saturday.", "XXXX-WXX-6"),
        ("The town fell in May.", "XXXX-05"),
        ("The town fell on 5 May.", "XXXX-05-05"),
        ("The town fell last month.", "XXXX-XX"),
        ("The town fell last week.", "XXXX-WXX"),
        ("The town fell yesterday.", "XXXX-XX-XX"),
        ("The town fell two years ago.", "XXXX"),
        ("The town fell on Saturday night.", "XXXX-WXX-6TNI"),
        ("The town fell before Christmas.", "XXXX-XX-XX"),
    ],
)
def test_without_a_publication_date_nothing_is_guessed(text: str, value: str) -> None:
    times, abstained = find_times(report(text, None), analyse(text))
    assert [time.value for time in times] == [value]
    assert times[0].first is times[0].last is times[0].anchor is None
    assert len(abstained) == 1
    assert abstained[0].path == "times[t1].first"
    assert "--published would settle it" in abstained[0].reason


def test_stated_dates_need_no_publication_date() -> None:
    times, abstained = find_times(report("It fell on 5 May 2013.", None), analyse("It fell on 5 May 2013."))
    assert (times[0].value, times[0].first, times[0].last, times[0].anchor) == ("2013-05-05", "2013-05-05", "2013-05-05", None)
    assert abstained == ()


@pytest.mark.parametrize(
    ("quoted", "value"),
    [
        ("We march today", "PRESENT_REF"),
        ("We marched yesterday", "PAST_REF"),
        ("We march tomorrow", "FUTURE_REF"),
        ("We won last month", "PAST_REF"),
        ("We win next year", "FUTURE_REF"),
        ("We left two weeks ago", "PAST_REF"),
        ("We met on Friday", "XXXX-WXX-5"),
        ("We won on 5 May 2013", "2013-05-05"),
        ("We won in 2013", "2013"),
    ],
)
def test_inside_a_quotation_the_anchor_is_the_speech(quoted: str, value: str) -> None:
    time = one(f"“{quoted},” the commander said.")
    assert time.value == value
    assert time.anchor in ({None} if value[:4] == "2013" else {"speech"})


def test_a_dated_speech_anchors_its_quotation() -> None:
    spoken, said = times_in("“We march tomorrow,” the commander said on Wednesday.")
    assert (spoken.value, spoken.anchor) == ("2015-12-24", said.id)


def test_the_day_of_another_sentence_is_not_the_day_of_the_speech() -> None:
    said, spoken = times_in("He was freed on Wednesday. “We march tomorrow,” the commander added.")
    assert (said.value, spoken.value) == ("2015-12-23", "FUTURE_REF")


def test_indirect_speech_is_anchored_at_the_report() -> None:
    assert values("He said that they would march tomorrow.") == [("tomorrow", "2015-12-27")]


@pytest.mark.parametrize(
    ("text", "values_wanted"),
    [
        ("He fled on 3 March 2009 and died two days later.", ["2009-03-03", "2009-03-05"]),
        ("He fled on 3 March 2009. The following day it rained.", ["2009-03-03", "2009-03-04"]),
        ("He fled on 3 March 2009. The previous evening it had rained.", ["2009-03-03", "2009-03-02TEV"]),
        ("He fled in 2009. That year it rained; the year before, it had not.", ["2009", "2009", "2008"]),
        ("He fled in October 2009 and came back the following spring.", ["2009-10", "2010-SP"]),
        ("He fled on 3 March 2009. Later that month it rained.", ["2009-03-03", "2009-03"]),
        ("The army took Ora last month, and Bel fell at the same time.", ["2015-11", "2015-11"]),
        ("He fled on 3 March 2009 and was seen at 4 p.m.", ["2009-03-03", "2009-03-03T16:00"]),
        ("He was arrested on 3 March 2009. In June he was freed.", ["2009-03-03", "2009-06"]),
    ],
)
def test_anaphors_count_from_the_date_before(text: str, values_wanted: list[str]) -> None:
    assert [time.value for time in times_in(text)] == values_wanted


def test_anaphors_name_their_antecedent() -> None:
    first, second = times_in("He fled on 3 March 2009 and died two days later.")
    assert (first.id, second.anchor) == ("t1", "t1")


def test_an_anaphor_from_too_coarse_a_date_stays_open() -> None:
    _, later = times_in("He fled in 2009. Two days later he died.")
    assert (later.value, later.first) == ("2009-XX-XX", None)


def test_histories_are_read_from_their_own_dates() -> None:
    text = (
        "The war began in 1936. On 17 July 1936 officers rose in Africa. By August the rebels held the west. "
        "In November they reached the capital. In February 1937 they took Malaga, and in April a town in the north was bombed. "
        "The north fell in October. The offensive of March 1938 split the republic. In July its army crossed the river. "
        "Barcelona fell in January 1939, Madrid in March."
    )
    found = [time.value for time in times_in(text, "2009-12-19")]
    assert found == [
        "1936", "1936-07-17", "1936-08", "1936-11", "1937-02", "1937-04", "1937-10", "1938-03", "1938-07", "1939-01", "1939-03",
    ]  # fmt: skip


def test_news_with_some_old_years_is_no_history() -> None:
    text = "The accords of 1991, 1993, 1995, 1998 and 2000 failed. Talks resumed on Tuesday. They broke down in May, he said today."
    assert values(text)[-3:] == [("Tuesday", "2015-12-22"), ("May", "2015-05"), ("today", "2015-12-26")]


@pytest.mark.parametrize(
    ("text", "first", "last", "precision"),
    [
        ("He fled in mid-December.", "2015-12-11", "2015-12-20", "month"),
        ("He fled in early 2014.", "2014-01-01", "2014-04-30", "year"),
        ("He fled in late 2014.", "2014-09-01", "2014-12-31", "year"),
        ("He fled in the late 1990s.", "1996-01-01", "1999-12-31", "decade"),
        ("He fled in the 19th century.", "1800-01-01", "1899-12-31", "century"),
        ("He fled in the second half of 2014.", "2014-07-01", "2014-12-31", "half"),
        ("He fled last week.", "2015-12-14", "2015-12-20", "week"),
        ("He fled last weekend.", "2015-12-19", "2015-12-20", "weekend"),
        ("He fled on Friday morning.", "2015-12-25T00:00", "2015-12-25T11:59", "day"),
        ("He fled last night.", "2015-12-25T18:00", "2015-12-26T05:59", "day"),
        ("He fled at 3 p.m. on Friday.", "2015-12-25T15:00", "2015-12-25T15:59", "hour"),
        ("He fled at 3:20 p.m. GMT on Friday.", "2015-12-25T15:20Z", "2015-12-25T15:20Z", "minute"),
        ("He fled at midnight on Friday.", "2015-12-25T00:00", "2015-12-26T00:59", "day"),
        ("He has fled recently.", None, "2015-12-26", "vague"),
        ("He will soon flee.", "2015-12-26", None, "vague"),
        ("Forty died in the past two weeks.", "2015-12-12", "2015-12-26", "vague"),
        ("He fled earlier this month.", "2015-12-01", "2015-12-26", "month"),
        ("He fled during Ramadan 2015.", "2015-06-17", "2015-07-18", "vague"),
        ("He fled in about 1998.", "1998-01-01", "1998-12-31", "vague"),
    ],
)
def test_intervals_are_as_wide_as_the_words(text: str, first: str | None, last: str | None, precision: str) -> None:
    time = one(text)
    assert (time.first, time.last, time.precision) == (first, last, precision)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("It happened on 30 February.", "February has no day 30"),
        ("It happened on 29 February 2015.", "February has no day 29 in 2015"),
        ("It happened on 31 April 2011.", "April has no day 31 in 2011"),
        ("The log says 2015-13-45.", "no such day"),
        ("He signed on 3/7/08.", "day and month may change places"),
        ("It began in the summer of 2014.", "the months of a season depend on the hemisphere"),
        ("The deficit fell in fiscal 2010.", "fiscal years begin on different days"),
        ("The city burned in 480 BC.", "before the year 1"),
        ("He fled at 3 p.m. with his sons.", "the text gives no day for this time"),
        ("He fled two days later.", "no date before it in the text that it could be counted from"),
    ],
)
def test_what_cannot_be_settled_says_why(text: str, reason: str) -> None:
    times, abstained = find_times(report(text), analyse(text))
    assert len(times) == 1
    assert times[0].first is times[0].last is None
    assert [row.reason for row in abstained] == [reason]


def test_durations_and_sets_are_not_on_the_timeline() -> None:
    times, abstained = find_times(report(text := "In a 24-minute tape he swore every day for years."), analyse(text))
    assert [time.value for time in times] == ["PT24M", "P1D", "PXY"]
    assert all(time.first is None and time.last is None for time in times)
    assert abstained == ()


def test_points_of_durations_are_named() -> None:
    past, following = one("Forty died in the past two weeks."), times_in("It burned on 3 May 2009, and the following two weeks were dry.")[1]
    assert (past.end_point, past.begin_point) == ("published", None)
    assert (following.begin_point, following.first) == ("t1", "2009-05-03")
    first = one("Output fell in the first nine months of 2014.")
    assert (first.begin_point, first.end_point, first.value) == ("2014-01-01", "2014-09-30", "P9M")
