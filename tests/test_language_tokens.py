"""The tokenizer: conventions, examples of the data files, and what holds for any text."""

import time
import tomllib
from importlib.resources import files
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.language.tokens import tokenize


def words(text: str) -> list[str]:
    return [text[start:end] for start, end in tokenize(text)]


def data(name: str) -> dict[str, Any]:
    return tomllib.loads(files("sayso.language").joinpath(f"data/{name}.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They don't, can’t and won't.", "They do n't , ca n’t and wo n't ."),
        ("I'd've said it's Ruiz’s, y'all", "I 'd 've said it 's Ruiz ’s , y' all"),
        ("the workers’ rights of O'Connor and d'Arc", "the workers ’ rights of O'Connor and d'Arc"),
        ("a 24-minute, U.S.-led, non-lethal, mid-1980s raid", "a 24 - minute , U.S. - led , non-lethal , mid-1980s raid"),
        ("the al-Rashidi co-founder self-styled", "the al - Rashidi co-founder self - styled"),
        ("of the front,”or the rear,” he said", "of the front , ” or the rear , ” he said"),
        ("“masters,”said Ida", "“ masters , ” said Ida"),
        ("we . . . left", "we . . . left"),
        ("we .\u2009.\u2009. left", "we . . . left"),
        ("we...left… and…. so", "we ... left … and …. so"),
        ("It ended. . . . Then", "It ended . . . . Then"),
        ("Why?! No!!! --- yes", "Why ?! No !!! --- yes"),
        ("Calder—its capital—fell – fast", "Calder — its capital — fell – fast"),
        ("killed/injured on 9/11, 11/28/2000 and 2015-12-26, 1/2 and/or", "killed / injured on 9/11 , 11/28/2000 and 2015-12-26 , 1/2 and / or"),
        ("1,234,567 or 3.5 or 50,000th, 1990s and [13,14]", "1,234,567 or 3.5 or 50,000th , 1990s and [ 13 , 14 ]"),
        ("$5.5m US$40bn £3 €2 5% #1", "$ 5.5 m US$ 40 bn £ 3 € 2 5 % # 1"),
        ("at 5pm, 17:30 and 3-2 by 10km", "at 5 pm , 17:30 and 3 - 2 by 10 km"),
        ("at 40°C and 6'2\"", "at 40 ° C and 6 ' 2 \""),
        ("see https://example.org/a-b?c=d&e. Or www.example.org,", "see https://example.org/a-b?c=d&e . Or www.example.org ,"),
        ("<ida.holm@example.co.uk> @idaholm #NoWar", "< ida.holm@example.co.uk > @idaholm #NoWar"),
        ("call 555-0132 or +44", "call 555-0132 or +44"),
        ("the ’90s, ’em and rock ’n’ roll", "the ’90s , ’em and rock ’n’ roll"),
        ("J. K. Holm, D.C., Ph.D., a.m. and e.g. AT&T", "J. K. Holm , D.C. , Ph.D. , a.m. and e.g. AT&T"),
        ("So did I. They chose plan B. The end", "So did I . They chose plan B . The end"),
        ("No. 4 said no. GEN. Ruiz: no.", "No. 4 said no . GEN. Ruiz : no ."),
        ("Nov.28 in Sept. 2015", "Nov. 28 in Sept. 2015"),
        ("“Titanic”’s ‘crew’s’", "“ Titanic ” ’s ‘ crew ’s ’"),
        ("''Go,'' ``he'' said", "'' Go , '' `` he '' said"),
        ("of the peace.He left.", "of the peace . He left ."),
        ("(b. March 1961)[3]", "( b. March 1961 ) [ 3 ]"),
        ("cafe\u0301-owner \ud800 \U0001f600!", "cafe\u0301 - owner \ud800 \U0001f600 !"),
    ],
)
def test_conventions(text: str, expected: str) -> None:
    assert words(text) == expected.split()


def test_list_numbers_keep_their_stop_at_the_start_of_a_line() -> None:
    assert words("1. First\n2. Second\n\n3.1. Third") == ["1.", "First", "2.", "Second", "3.1.", "Third"]
    assert words("It was 1. Then 2.") == ["It", "was", "1", ".", "Then", "2", "."]


@pytest.mark.parametrize(("form", "example"), [(form, text) for forms in data("abbreviations").values() for form, text in forms.items()])
def test_abbreviations_keep_their_stop(form: str, example: str) -> None:
    assert form in words(example)


def test_abbreviations_of_some_kinds_need_their_neighbours() -> None:
    assert words("Say no. Then go in. Be at mass.")[2:4] == [".", "Then"]
    assert words("They came in Mar. and they were at Mass.")[-2:] == ["Mass", "."]


@pytest.mark.parametrize("row", data("words")["split"], ids=lambda row: row["word"])
def test_split_words(row: dict[str, Any]) -> None:
    separate = row["example"].split()
    assert words(row["example"].replace(" ".join(_cased(row["parts"], row["example"])), "".join(_cased(row["parts"], row["example"])))) == separate


def _cased(parts: list[str], example: str) -> list[str]:
    joined = " ".join(parts)
    position = example.lower().index(joined)
    return example[position : position + len(joined)].split()


@pytest.mark.parametrize("row", data("words")["whole"], ids=lambda row: row["word"])
def test_whole_words(row: dict[str, Any]) -> None:
    assert row["word"] in words(row["example"]) == row["example"].split()


@pytest.mark.parametrize(("prefix", "example"), data("words")["prefix"].items())
def test_prefixes(prefix: str, example: str) -> None:
    assert any(word.lower().startswith(f"{prefix}-") for word in words(example))


@pytest.mark.parametrize(("suffix", "example"), data("words")["suffix"].items())
def test_suffixes(suffix: str, example: str) -> None:
    assert any(word.endswith(f"-{suffix}") for word in words(example))


@pytest.mark.parametrize(("unit", "example"), data("words")["unit"].items())
def test_units(unit: str, example: str) -> None:
    glued = example.replace(f" {unit}", unit).replace("$ ", "$")
    assert glued != example
    assert words(glued) == example.split()


@pytest.mark.parametrize(("noun", "example"), data("words")["labelled"].items())
def test_labelled(noun: str, example: str) -> None:
    assert noun in example
    assert words(f"{example.removesuffix(' .')}. They left")[-3:] == [".", "They", "left"]


@settings(max_examples=300, deadline=None)
@given(st.text(st.one_of(st.characters(), st.sampled_from("ab.,-'’“” \n1$%@/")), max_size=80))
def test_every_character_is_in_one_token(text: str) -> None:
    tokens = tokenize(text)
    covered = [position for start, end in tokens for position in range(start, end)]
    assert covered == [position for position, character in enumerate(text) if not character.isspace()]
    assert all(start < end for start, end in tokens)


@pytest.mark.parametrize("unit", ["a", "a.", "“", "a-", "'", "a'", "1,", "a@", "http://", "A&", "-9", "e\u0301"])
def test_time_is_linear(unit: str) -> None:
    started = time.process_time()
    tokenize(unit * 50_000)
    assert time.process_time() - started < 5
