"""Bytes to text: encodings, byte-order marks, refusals; whatever the bytes, a `Report` or a coded error."""

import codecs
import io
import tomllib
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.errors import InputError, SaysoError, UsageError
from sayso.intake import Document, Given, check_published, make_report, reports_from_bytes, reports_from_path, reports_from_stream
from sayso.intake.english import check_english, load_words, looks_english
from sayso.intake.files import read_bytes
from sayso.records import Report, report_id, spans_of

ENGLISH = "The minister said on Tuesday that the road to the coast had been shut after a bridge was swept away by the flood.\n"
CURLY = "“The road is shut,” the minister of Côte d’Azur said – and the naïve drivers, who had paid €5, turned back.\r\n"
FORMATS = tomllib.loads(files("sayso.intake").joinpath("data/formats.toml").read_text(encoding="utf-8"))
ENGLISH_DATA = tomllib.loads(files("sayso.intake").joinpath("data/english.toml").read_text(encoding="utf-8"))


def read(data: bytes, **given_: str) -> Report:
    (found,) = reports_from_bytes(data, Given(**given_), "x.txt")
    return found


def code(data: bytes, **given_: str) -> str:
    with pytest.raises(SaysoError) as caught:
        read(data, **given_)
    assert caught.value.where == "x.txt"
    return caught.value.code


@pytest.mark.parametrize(
    ("data", "extractor"),
    [
        (CURLY.encode(), "text/utf-8"),
        (codecs.BOM_UTF8 + CURLY.encode(), "text/utf-8"),
        (CURLY.encode("utf-16"), "text/utf-16"),
        (codecs.BOM_UTF16_BE + CURLY.encode("utf-16-be"), "text/utf-16"),
        (CURLY.encode("utf-32"), "text/utf-32"),
        (CURLY.encode("cp1252"), "text/windows-1252"),
        ((CURLY * 3).encode("mac_roman"), "text/macintosh"),
    ],
)
def test_the_text_is_kept_to_the_character_and_the_encoding_reported(data: bytes, extractor: str) -> None:
    found = read(data, language="en")
    assert found.text in {CURLY, CURLY * 3}
    assert found.extractor == extractor
    assert found.id == report_id(found.text)


def test_nothing_is_normalised() -> None:
    text = f"{ENGLISH}\r\ncafe\u0301\u00a0\u2009caf\u00e9\tﬁ\u200b\u2028\x0c\r mujahideen,”or . . . \n \n"
    assert read(text.encode()).text == text
    assert read(codecs.BOM_UTF8 + b"\xef\xbb\xbf" + ENGLISH.encode()).text == "\ufeff" + ENGLISH


@pytest.mark.parametrize("entry", FORMATS["encoding"], ids=lambda e: e["name"])
def test_every_legacy_encoding_is_told_from_its_example(entry: dict[str, str]) -> None:
    text = entry["example"] * 4
    found = read(text.encode(entry["codec"]), language="en")
    assert found.text == text
    same = {e["name"] for e in FORMATS["encoding"] if text.encode(entry["codec"]).decode(e["codec"], "replace") == text}
    assert (found.extractor or "").removeprefix("text/") in same


@pytest.mark.parametrize("entry", FORMATS["binary"], ids=lambda e: e["example"])
def test_documents_that_are_no_text_are_named(entry: dict[str, str]) -> None:
    with pytest.raises(InputError, match=entry["name"]) as caught:
        read(bytes.fromhex(entry["magic"]) + ENGLISH.encode())
    assert caught.value.code == "S105"


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", "S104"),
        (b" \r\n\t\x0c \n", "S104"),
        (codecs.BOM_UTF8, "S104"),
        (codecs.BOM_UTF8 + b"\xef\xbb\xbf \n", "S104"),
        (codecs.BOM_UTF16_LE, "S104"),
        (ENGLISH.encode() + b"\x00", "S105"),
        (ENGLISH.encode("utf-16-le"), "S105"),
        ((ENGLISH + "\x00").encode("utf-16"), "S105"),
        (b"\x01\x02\x03\x04\x05\x06" * 40, "S105"),
        (codecs.BOM_UTF8 + ENGLISH.encode() + b"\xff", "S106"),
        (codecs.BOM_UTF16_LE + b"\x00\xd8a\x00", "S106"),
        (codecs.BOM_UTF16_LE + b"a", "S106"),
        (CURLY.encode() + b"\xff\xfe", "S106"),
        (CURLY.encode()[:-20] + b"\xe2\x80", "S106"),
    ],
)
def test_refusals(data: bytes, expected: str) -> None:
    assert code(data) == expected


def test_a_few_control_characters_of_an_old_wire_are_kept() -> None:
    text = f"\x01{ENGLISH}\x02\x07{ENGLISH * 3}\x03"
    assert read(text.encode()).text == text


def test_an_error_says_where_the_damage_is() -> None:
    with pytest.raises(InputError, match="byte 115 is no valid UTF-8"):
        read(ENGLISH.encode()[:60] + "é".encode() + ENGLISH.encode()[60:113] + b"\xff" + "— more".encode())


# English


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Der Minister sagte am Dienstag, die Straße zur Küste sei gesperrt, nachdem eine Brücke eingestürzt war.", "German"),
        ("Le ministre a déclaré mardi que la route de la côte était fermée après la chute d’un pont sur la rivière.", "French"),
        ("قال الوزير يوم الثلاثاء إن الطريق إلى الساحل أغلق بعد انهيار الجسر الذي كان يربط بين المدينتين منذ سنوات طويلة.", "Arabic"),
        ("部长星期二表示，由于桥梁倒塌，通往海岸的道路已经关闭，目前尚不清楚何时能够恢复通车。" * 3, "Chinese"),
        ("Министр заявил во вторник, что дорога к побережью закрыта после обрушения моста, построенного в прошлом веке.", "Russian"),
    ],
)
def test_another_language_is_refused_by_name_unless_the_user_insists(text: str, language: str) -> None:
    with pytest.raises(InputError, match=language) as caught:
        read(text.encode())
    assert caught.value.code == "S107"
    assert "--language en" in str(caught.value)
    assert read(text.encode(), language="en").language == "en"


def test_english_is_told_quickly_and_others_are_not() -> None:
    assert set(ENGLISH_DATA["words"]) == load_words().words
    assert looks_english(ENGLISH_DATA["example"] * 2)
    assert not any(looks_english(text * 3) for text in ENGLISH_DATA["not"])
    assert check_english(ENGLISH) == "en"


def test_english_without_function_words_is_left_to_the_detector() -> None:
    text = "Minister quits, bridge collapses, farmers march, court frees striking miners, governor promises swift repairs, rebels seize market town"
    assert not looks_english(text)
    assert check_english(text) in {"en", None}


@pytest.mark.parametrize("text", ["Ja.", "“…”", "12 345 – 678", "¡Hola, amigos!", "?", "“" * 5000, "Solano 4h 11m; Urrutia +38s"])
def test_short_and_odd_texts_pass_without_a_language(text: str) -> None:
    assert check_english(text) is None


def test_a_foreign_tail_beyond_the_sample_does_not_matter() -> None:
    assert check_english(ENGLISH * 60 + "Der Minister sagte am Dienstag. " * 300) == "en"


# Dates


@pytest.mark.parametrize("value", ["2015-12-26", "2024-02-29", "2015-12-26T09:30:00+03:00", "2015-12-26T09:30Z", "2015-12-26T09:30:00.5-05:00"])
def test_good_dates_are_given_back_unchanged(value: str) -> None:
    assert check_published(value) == value
    found = read(ENGLISH.encode(), published=value)
    assert (found.published, found.published_basis) == (value, "given")


BAD_DATES = [
    "yesterday",
    "26/12/2015",
    "2015-13-01",
    "2015-02-29",
    "20151226",
    "2015-W52-6",
    "2015-12-26T09:30:00",
    "2015-12-26 09:30Z",
    "2015-12-26\n",
    " 2015-12-26",
    "２０１５-12-26",
    "2015-12-26T25:00Z",
    "2015-12",
    "0000-01-01",
    "2015-12-26T09:30+99:00",
    "",
]


@pytest.mark.parametrize("value", BAD_DATES)
def test_anything_else_is_refused(value: str) -> None:
    with pytest.raises(UsageError) as caught:
        check_published(value)
    assert caught.value.code == "S201"
    with pytest.raises(UsageError):
        read(ENGLISH.encode(), published=value)


# Files


def test_files(tmp_path: Path) -> None:
    good = tmp_path / "good.txt"
    good.write_bytes(ENGLISH.encode())
    (found,) = reports_from_path(good, Given(publisher="The Page"))
    assert (found.text, found.publisher, found.uri) == (ENGLISH, "The Page", None)
    cases = {tmp_path / "missing.txt": "S101", good / "inside": "S101", tmp_path: "S102", tmp_path / ("x" * 300): "S108", tmp_path / "\x00": "S101"}
    for path, expected in cases.items():
        with pytest.raises(InputError) as caught:
            reports_from_path(path)
        assert caught.value.code == expected
        assert caught.value.where == str(path)


def test_size_limit(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    path.write_bytes(b"x" * 101)
    assert len(read_bytes(path, 101)) == 101
    with pytest.raises(InputError, match="larger") as caught:
        read_bytes(path, 100)
    assert caught.value.code == "S103"
    with pytest.raises(InputError, match="standard input"):
        reports_from_stream(io.BytesIO(b"x" * 101), limit=100)


def test_an_endless_stream_is_left_at_the_limit() -> None:
    with pytest.raises(InputError, match="20 MB"):
        reports_from_path(Path("/dev/zero"))


def test_two_hundred_megabytes_are_refused_without_reading_them(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as stream:
        stream.truncate(200_000_000)
    with pytest.raises(InputError) as caught:
        reports_from_path(path)
    assert caught.value.code == "S103"


# Hostile text

HOSTILE = {
    "quotation marks": "“" * 1_000_000,
    "straight marks": "\"'" * 500_000,
    "one line": "The man said that it was late. " * 160_000,
    "stops": "." * 1_000_000,
    "empty lines": "x" + "\n" * 1_000_000 + "y",
    "short lines": "a\n" * 300_000,
    "brackets": "(Adds " + "(" * 100_000,
    "places": "PARIS, " * 100_000,
    "capitals": "A" * 3_000_000,
    "by": "By " + "A B " * 100_000,
    "credits": "(Reporting by " * 50_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_is_read_in_linear_time(name: str) -> None:
    assert read(HOSTILE[name].encode()).text == HOSTILE[name]


def test_half_a_surrogate_pair_is_refused() -> None:
    with pytest.raises(InputError) as caught:
        make_report(Document(text="a \ud800 b", extractor="text"))
    assert caught.value.code == "S106"


def intact(report: Report) -> None:
    spans = list(spans_of(report))
    assert [s.start for s in spans] == sorted(s.start for s in spans)
    assert all(report.text[s.start : s.end] == s.text for s in spans)
    assert (report.published is None) or report.published_basis == "dateline"


@given(st.binary(max_size=400))
@settings(deadline=None)
def test_any_bytes_are_a_report_or_a_coded_error(data: bytes) -> None:
    try:
        found = read(data)
    except InputError as problem:
        refused = problem.code
    else:
        intact(found)
        return
    assert refused in {"S104", "S105", "S106", "S107"}


PIECES: list[Any] = [
    "\n",
    "\n\n",
    "\r\n",
    " ",
    ", ",
    "(AP)",
    "(Reuters) -",
    " — ",
    "--",
    ":",
    ".",
    "“",
    "”",
    "BAGHDAD",
    "NAIROBI, Kenya",
    "May 3",
    "3 May 2021",
]
PIECES += [
    "By Ann Lee",
    "UPDATE 2-",
    "(Adds toll)",
    "* ",
    "Reporting by Bo",
    "Associated Press",
    "the",
    "Tuesday",
    ENGLISH,
    "©",
    "2015",
    "'",
    "\u2028",
    "a" * 90,
]


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=6), max_size=30).map("".join))
@settings(deadline=None, max_examples=300)
def test_parts_are_exact_in_any_text(text: str) -> None:
    try:
        found = make_report(Document(text=text, extractor="text"), Given(language="en"))
    except InputError:
        assert any("\ud800" <= c <= "\udfff" for c in text)
        return
    intact(found)
    assert found.text == text
    shown = {p.part.value: p.text for p in reversed(found.parts)}
    assert (found.headline, found.byline) == (shown.get("headline"), shown.get("byline"))
    assert (found.dateline is None) == ("dateline" not in shown)
