"""Pairing of quotation marks: adversarial cases, and what holds for any text."""

import time
import tomllib
from importlib.resources import files

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.language.quotes import pair_quotations
from sayso.language.sentences import paragraphs

CASES = [
    # curly double marks
    ("“Go,” he said.", ["“Go,”"]),
    ("He said “no” and “never.”", ["“no”", "“never.”"]),
    ("They fear the front,”or the rear, he said. “We stay.”", ["“We stay.”"]),
    ("“They fear the front,”or the rear, he said. “We stay.”", ["“They fear the front,”", "“We stay.”"]),
    ("He said,“Go.”", ["“Go.”"]),
    ("(“Go,” he said.)", ["“Go,”"]),
    ("“Go”—he said—“now.”", ["“Go”", "“now.”"]),
    ("“I was—” he began.", ["“I was—”"]),
    ("“A “small” town,” he said.", ["“A “small” town,”", "“small”"]),
    ("“I came, he said. “I left,” she said.", ["“I left,”"]),
    ("I came,” he said. “I left,” she said.", ["“I left,”"]),
    ("“Go“ he said. “Now”", ["“Go“", "“Now”"]),
    ("”Go,” he said.", ["”Go,”"]),
    ("”Go,” he said. ”Now,” he said.", ["”Go,”", "”Now,”"]),
    ("“” he said “go”", ["“go”"]),
    ("“Calder”’s mayor and “Pell”s mayor", ["“Calder”", "“Pell”"]),
    ("“He is 6’2” tall,” she said.", ["“He is 6’2” tall,”"]),
    ("“Go.”[3] “Now.”", ["“Go.”", "“Now.”"]),
    # straight double marks
    ('"Go," he said.', ['"Go,"']),
    ('"Go," he said, "now."', ['"Go,"', '"now."']),
    ('fear of the front,"or the rear, he said. "We stay."', ['"We stay."']),
    ('"fear of the front,"or the rear, he said. "We stay."', ['"fear of the front,"', '"We stay."']),
    ('"I came, he said. "I left," she said.', ['"I left,"']),
    ('I came," he said. "I left," she said.', ['"I left,"']),
    ('" Go , " he said', ['" Go , "']),
    ('He said,"Go". She said:"No".', ['"Go"', '"No"']),
    ('a "small"-"large" scale', ['"small"', '"large"']),
    ('an anti-"terror" law', ['"terror"']),
    ('He is 6\'2" tall and "strong" too.', ['"strong"']),
    ('"It is a 12" pipe," he said. "Yes."', ['"It is a 12" pipe,"', '"Yes."']),
    ('a 12" pipe and a 10" pipe', []),
    ('"We will leave in 2015" is what he said', ['"We will leave in 2015"']),
    ('It was called" the fort", he said.', ['" the fort"']),
    ('The "fort "as they call it.', ['"fort "']),
    ('"Calder"\'s mayor', ['"Calder"']),
    ('"" and "x"', ['"x"']),
    ('Who said "go"? "Me"!', ['"go"', '"Me"']),
    ('She said: "He told me "no" twice."', ['"He told me "no" twice."', '"no"']),
    # single marks and apostrophes
    ("‘Go,’ he said.", ["‘Go,’"]),
    ("'Go,' he said.", ["'Go,'"]),
    ("the ’90s, rock ’n’ roll, workers’ rights", []),
    ("the '90s, rock 'n' roll, workers' rights", []),
    ("the ‘90s and ‘em", []),
    ("He’s a friend of O’Connor’s; don't", []),
    ("a ‘workers’ state’ for all", ["‘workers’ state’"]),
    ("‘The workers’ rights are at stake,’ he said.", ["‘The workers’ rights are at stake,’"]),
    ("'The workers' rights are at stake,' he said.", ["'The workers' rights are at stake,'"]),
    ("the 'comrades' and the boys' fathers", ["'comrades'"]),
    ("'It's over,' he said. 'Tis bad.", ["'It's over,'"]),
    ("They said 'tis over and 'twas bad for the boys' club.", []),
    ("under the 'scopes of the big, long and tiresome meetings of many of the workers' councils", []),
    ("`Go,' he said.", ["`Go,'"]),
    ("‘Go’, ‘stay’ or ‘wait’?", ["‘Go’", "‘stay’", "‘wait’"]),
    ("5' by 6' and 40° 26' 46\"", []),
    ("They were goin' home", []),
    ("A ‘b c d.", []),
    # nesting
    ("“He said ‘no’ to me,” she said.", ["“He said ‘no’ to me,”", "‘no’"]),
    ("‘He said “no” to me,’ she said.", ["‘He said “no” to me,’", "“no”"]),
    ("\"He said 'no' to me,\" she said.", ["\"He said 'no' to me,\"", "'no'"]),
    ("'He said \"no\" to me,' she said.", ["'He said \"no\" to me,'", '"no"']),
    ("“He said ‘I heard “no” from him’ to me,” she said.", ["“He said ‘I heard “no” from him’ to me,”", "‘I heard “no” from him’", "“no”"]),
    ("“He said ‘no.’”", ["“He said ‘no.’”", "‘no.’"]),
    ("“It’s the ‘workers’ party,” he said.", ["“It’s the ‘workers’ party,”", "‘workers’"]),
    ("“He said ‘bad,” she said.", ["“He said ‘bad,”"]),
    ("“The dogs’ home,” he said, “is ‘shut.’”", ["“The dogs’ home,”", "“is ‘shut.’”", "‘shut.’"]),
    # other marks
    ("« Partez », dit-il, « vite »", ["« Partez »", "« vite »"]),
    ("«Partez», he said", ["«Partez»"]),
    ("»Geht«, sagte er, »schnell«", ["»Geht«", "»schnell«"]),
    ("„Geht“, sagte er. „Schnell“", ["„Geht“", "„Schnell“"]),
    ("„Idźcie”, powiedział", ["„Idźcie”"]),
    ("„Er sagte ‚geht‘ zu mir“, sagte er", ["„Er sagte ‚geht‘ zu mir“", "‚geht‘"]),
    ("‹Partez›, dit-il", ["‹Partez›"]),
    ("«Il a dit ‹non› hier»", ["«Il a dit ‹non› hier»", "‹non›"]),
    ("「行」 he said", ["「行」"]),
    ("''Go,'' he said, ``now''", ["''Go,''", "``now''"]),
    ('“Go," he said.', ['“Go,"']),
    # nothing to find
    ("", []),
    ("no marks here", []),
    ("” ” ”", []),
    ("’’’", []),
]


def found(text: str) -> list[str]:
    return [text[q.start : q.end] for q in pair_quotations(text, paragraphs(text))]


def shape(text: str) -> list[tuple[str, bool, bool]]:
    return [(text[q.start : q.end], q.closed, q.continues) for q in pair_quotations(text, paragraphs(text))]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_pairs(text: str, expected: list[str]) -> None:
    assert found(text) == expected


def test_there_are_many_cases() -> None:
    assert len(CASES) >= 60


def test_levels() -> None:
    text = "“A ‘b “c” d’ e” and “f”"
    assert [q.level for q in pair_quotations(text, paragraphs(text))] == [0, 1, 2, 0]


@pytest.mark.parametrize("mark", ["“”", '""', "‘’", "«»"])
def test_a_speech_over_paragraphs(mark: str) -> None:
    left, right = mark[0], mark[1]
    text = f"{left}We came.\n\n{left}We saw.\n\n{left}We left,{right} he said."
    assert shape(text) == [(f"{left}We came.", False, False), (f"{left}We saw.", False, True), (f"{left}We left,{right}", True, True)]


def test_a_speech_that_opens_inside_a_paragraph() -> None:
    text = "“Yes,” he said. “We came.\n\n“We left,” he said. “Yes.”"
    assert shape(text) == [("“Yes,”", True, False), ("“We came.", False, False), ("“We left,”", True, True), ("“Yes.”", True, False)]


def test_a_speech_whose_later_paragraphs_have_no_opening_mark() -> None:
    assert shape("“We came.\n\nWe left.” He smiled.") == [("“We came.", False, False), ("We left.”", True, True)]


def test_a_closed_speech_does_not_continue() -> None:
    assert shape("“We came.”\n\n“We left.”") == [("“We came.”", True, False), ("“We left.”", True, False)]


def test_a_missing_mark_spoils_its_own_paragraph_only() -> None:
    assert found("“We came, he said.\n\nShe said: “We left.” And “no.”")[1:] == ["“We left.”", "“no.”"]


@pytest.mark.parametrize(
    ("word", "example"), tomllib.loads(files("sayso.language").joinpath("data/elisions.toml").read_text(encoding="utf-8"))["words"].items()
)
def test_elisions(word: str, example: str) -> None:
    assert f"'{word}" in example
    assert found(f"{example} It is the boys' own.") == []


@settings(max_examples=400, deadline=None)
@given(st.text(st.sampled_from("ab \n.,“”‘’\"'„«»`1s—()"), max_size=60))
def test_pairs_are_in_order_within_paragraphs_and_nest(text: str) -> None:
    blocks = paragraphs(text)
    quotations = pair_quotations(text, blocks)
    assert list(quotations) == sorted(quotations, key=lambda q: (q.start, -q.end))
    for one in quotations:
        assert any(start <= one.start < one.end <= end for start, end in blocks)
        for other in quotations:
            assert (
                one.end <= other.start
                or other.end <= one.start
                or one.start <= other.start < other.end <= one.end
                or other.start <= one.start < one.end <= other.end
            )


@pytest.mark.parametrize("unit", ["“", '"', "”", "“‘", "'", "‘a ", "s' ", '1" ', "«", "“a\n\n", "„“"])
def test_time_is_linear(unit: str) -> None:
    text = unit * 30_000
    started = time.process_time()
    pair_quotations(text, paragraphs(text))
    assert time.process_time() - started < 5
