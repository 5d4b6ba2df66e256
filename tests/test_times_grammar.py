"""The time grammar: every rule and every named day on its examples, and the words that must not fire."""

import tomllib

import pytest

from sayso.language.analysis import Analysis
from sayso.language.quotes import pair_quotations
from sayso.language.sentences import paragraphs, split_sentences
from sayso.language.tokens import tokenize
from sayso.records import Report, TimeExpression, report_id
from sayso.times import find_times
from sayso.times.grammar import Rule, expand, load_grammar
from sayso.times.lexicon import data, load_lexicon
from sayso.vocabulary import Basis

PUBLISHED = "2015-12-26"  # a Saturday
RULES = load_grammar(data()).rules
EXAMPLES = [pytest.param(rule, example, id=f"{rule.id}-{number}") for rule in RULES for number, example in enumerate(rule.examples)]
FEASTS = tomllib.loads((data() / "holidays.toml").read_text(encoding="utf-8"))["holiday"]


def report(text: str, published: str | None = PUBLISHED) -> Report:
    basis = Basis.NONE if published is None else Basis.GIVEN
    return Report(id=report_id(text), text=text, published=published, published_basis=basis)


def analyse(text: str) -> Analysis:
    """Tokens, sentences and quotations by rule: what the times room must do with when there is no model."""
    tokens, parts = tokenize(text), paragraphs(text)
    return Analysis(
        text=text,
        starts=tuple(start for start, _ in tokens),
        ends=tuple(end for _, end in tokens),
        sentences=tuple(split_sentences(text, tokens, parts)),
        paragraphs=tuple(parts),
        quotations=tuple(pair_quotations(text, parts)),
    )


def times_in(text: str, published: str | None = PUBLISHED) -> tuple[TimeExpression, ...]:
    found, _ = find_times(report(text, published), analyse(text))
    return found


def values(text: str, published: str | None = PUBLISHED) -> list[tuple[str, str]]:
    return [(time.text, time.value) for time in times_in(text, published)]


def unbrace(sentence: str) -> tuple[str, int, int]:
    start = sentence.index("{")
    return sentence.replace("{", "").replace("}", ""), start, sentence.index("}") - 1


@pytest.mark.parametrize(("rule", "example"), EXAMPLES)
def test_rule_finds_its_example(rule: Rule, example: tuple[str, ...]) -> None:
    sentence, kind, value, *rest = example
    text, start, end = unbrace(sentence)
    found = [time for time in times_in(text) if (time.start, time.end) == (start, end)]
    assert len(found) == 1
    time = found[0]
    assert (time.type, time.value) == (kind, value)
    assert time.rule is not None
    assert time.rule.partition(":")[0] == rule.id
    for name, wanted in zip(("mod", "quant", "freq"), rest, strict=False):
        if wanted:
            assert getattr(time, name) == wanted


@pytest.mark.parametrize("feast", [pytest.param(feast, id=feast["names"][0]) for feast in FEASTS])
def test_named_day_finds_its_example(feast: dict[str, list[str]]) -> None:
    text, start, end = unbrace(feast["example"][0])
    found = [time.value for time in times_in(text) if (time.start, time.end) == (start, end)]
    assert found == [feast["example"][1]]


def test_every_final_rule_has_an_example() -> None:
    assert [rule.id for rule in RULES if rule.final and not rule.examples] == []


def test_rule_ids_are_unique() -> None:
    ids = [rule.id for rule in RULES]
    assert len(ids) == len(set(ids))


def test_patterns_expand() -> None:
    assert expand("[the] <month> (of|,) <YEAR=year>") == [
        (("word", "the"), ("month", "month"), ("word", "of"), ("YEAR", "year")),
        (("word", "the"), ("month", "month"), ("word", ","), ("YEAR", "year")),
        (("month", "month"), ("word", "of"), ("YEAR", "year")),
        (("month", "month"), ("word", ","), ("YEAR", "year")),
    ]


@pytest.mark.parametrize("pattern", ["<month> )", "a ] b"])
def test_unbalanced_patterns_are_refused(pattern: str) -> None:
    with pytest.raises(ValueError, match="cannot read"):
        expand(pattern)


def test_lexicon_classes_used_exist() -> None:
    made_by_the_lexer = {
        "number", "ord", "dayth", "dayword", "day", "hour", "two", "four", "year", "year2", "hhmm", "int", "hm", "hmdot",
        "decade", "decade2", "decade_old", "iso", "slashed", "place_time",
    }  # fmt: skip
    entries = {kind for rows in load_lexicon(data()).entries.values() for _, kind, _ in rows}
    known = made_by_the_lexer | entries | set(load_grammar(data()).tries) | {"ANY", "word"}
    used = {kind for rule in RULES for pattern in rule.patterns for sequence in expand(pattern) for kind, _ in sequence}
    assert used - known == set()


@pytest.mark.parametrize(
    "text",
    [
        "He may march on the capital if a second brigade joins him.",
        "They sat in the sun and waited for the fall of the city.",
        "Mar Elias church and the sat nav were hit by the second wave.",
        "March on the square!",
        "Prime Minister Theresa May said that May would resign.",
        "Call 555-1234, 020 7946 0958 or 212-555-0187 for help.",
        "The home side won 3-2 after leading 21-14.",
        "He paid $2015 for it; Resolution 1973 and Flight 1549 were cited.",
        "Some 1,990 people and 2000 troops were counted.",
        "The Sunday Times and the China Daily reported it.",
        "Bloody Sunday was remembered.",
        "The striker scored in the 69th minute of the second half.",
        "The year 0 and 25:61 mean nothing.",
        "Version 1.2.3 is out.",
        "At the same time, the government denies it.",
    ],
)
def test_words_that_are_no_times(text: str) -> None:
    assert values(text) == []


def test_hyphenated_words_need_no_particular_tokens() -> None:
    text = "In the 24-minute tape from mid-December a 30-year-old speaks."
    one_token_a_word = Analysis(
        text=text,
        starts=tuple(i for i in range(len(text)) if text[i] != " " and (i == 0 or text[i - 1] == " ")),
        ends=tuple(i for i in range(1, len(text) + 1) if text[i - 1] != " " and (i == len(text) or text[i] == " ")),
        sentences=((0, len(text.split())),),
    )
    found, _ = find_times(report(text), one_token_a_word)
    assert [(time.text, time.value) for time in found] == [("24-minute", "PT24M"), ("mid-December", "2015-12"), ("30-year-old", "P30Y")]
    assert values(text) == [("24-minute", "PT24M"), ("mid-December", "2015-12"), ("30-year-old", "P30Y")]


def test_possessive_stays_outside() -> None:
    assert values("Saturday's raid and 2014's floods were discussed.") == [("Saturday", "2015-12-26"), ("2014", "2014")]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Votes were held on June 4, 5 and 9.", [("June 4", "2015-06-04"), ("5", "2015-06-05"), ("9", "2015-06-09")]),
        ("They met between 2 and 5 June 2014.", [("2", "2014-06-02"), ("5 June 2014", "2014-06-05")]),
        ("He ruled from 1998 to 2003.", [("1998", "1998"), ("2003", "2003")]),
        ("It rained on June 4-6.", [("June 4", "2015-06-04"), ("6", "2015-06-06")]),
        ("The war of 1914-18 began in July.", [("1914", "1914"), ("18", "1918"), ("July", "1918-07")]),
        ("They fought from May to July 2012.", [("May", "2012-05"), ("July 2012", "2012-07")]),
        ("It grew in the 1980s and '90s.", [("the 1980s", "198"), ("'90s", "199")]),
        ("Shops open from 9 to 11 a.m. on Monday.", [("9", "2015-12-21T09:00"), ("11 a.m. on Monday", "2015-12-21T11:00")]),
    ],
)
def test_lists_and_ranges_are_one_expression_each(text: str, wanted: list[tuple[str, str]]) -> None:
    assert values(text) == wanted
