"""Headlines, bylines, datelines and credits: every example of the data files, whole reports, and what must be left alone."""

import re
import tomllib
from importlib.resources import files
from typing import Any

import pytest

from sayso.intake import Document, Given, make_report
from sayso.intake.agencies import load_agencies
from sayso.intake.dateline import FoundDateline, find_dateline
from sayso.intake.head import is_byline
from sayso.intake.patterns import load_patterns
from sayso.intake.tail import read_tail
from sayso.records import Dateline, Report
from sayso.vocabulary import Basis, Part

STORY = "The council said on Friday that the road along the river would stay shut until the water falls, and asked people to keep away."


def data(name: str) -> dict[str, Any]:
    return tomllib.loads(files("sayso.intake").joinpath(f"data/{name}.toml").read_text(encoding="utf-8"))


def report(text: str, **given: str) -> Report:
    return make_report(Document(text=text, extractor="text/utf-8"), Given(**given))


def dateline(text: str) -> tuple[str, str | None, str | None] | None:
    found = find_dateline(text, 0, len(text))
    return shown(text, found) if found else None


def shown(text: str, found: FoundDateline) -> tuple[str, str | None, str | None]:
    return text[slice(*found.place)], text[slice(*found.date)] if found.date else None, text[slice(*found.agency)] if found.agency else None


def parts(found: Report) -> list[tuple[str, str]]:
    assert all(found.text[p.start : p.end] == p.text for p in found.parts)
    return [(p.part.value, p.text) for p in found.parts]


@pytest.mark.parametrize("entry", data("agencies")["agency"], ids=lambda e: e["name"])
def test_every_agency_is_read_from_its_example_and_by_each_of_its_forms(entry: dict[str, Any]) -> None:
    found = find_dateline(entry["example"], 0, len(entry["example"]))
    assert found is not None
    assert found.agency is not None
    assert load_agencies().known(entry["example"][slice(*found.agency)]) == entry["name"]
    assert {load_agencies().known(form) for form in (entry["name"], *entry["forms"])} == {entry["name"]}


def test_no_form_belongs_to_two_agencies() -> None:
    forms = [form for entry in data("agencies")["agency"] for form in {entry["name"], *entry["forms"]}]
    assert len(forms) == len(set(forms))


def test_an_unlisted_agency_is_known_by_what_its_name_ends_in() -> None:
    words = data("agencies")["words"]
    assert dateline(words["example"]) == ("Doha", None, "Gulf Harbour News Agency")
    assert all(load_agencies().likely(f"Gulf Harbour {word}") for word in words["last"])


@pytest.mark.parametrize("form", [form for forms in data("dates")["months"]["forms"] for form in forms])
def test_every_month(form: str) -> None:
    assert dateline(data("dates")["months"]["example"].format(form.title())) == ("QUITO", f"{form.title()} 4", "AP")


@pytest.mark.parametrize("form", data("dates")["weekdays"]["forms"])
def test_every_weekday(form: str) -> None:
    assert dateline(data("dates")["weekdays"]["example"].format(form.title())) == ("Vienna", form.title(), "AP")


def test_small_words_belong_to_places_and_starters_do_not() -> None:
    place, _, agency = dateline(data("dates")["connectors"]["example"]) or ("", "", "")
    assert (place, agency) == ("SAN JUAN de la Rambla, the Canaries", "AP")
    assert dateline(data("dates")["starters"]["example"]) is None


@pytest.mark.parametrize("entry", data("frame")["tag"], ids=lambda e: e["example"][:12])
def test_every_tag(entry: dict[str, Any]) -> None:
    found = load_patterns().tag.match(entry["example"])
    assert found is not None
    assert re.fullmatch(entry["pattern"], found[0])
    assert all(load_patterns().tag.match(line) is None for line in entry["not"])
    revision = report(f"{entry['example']}\n\n{STORY}").revision
    assert revision == (found[0] if entry["revision"] else None)


@pytest.mark.parametrize(("kind", "entry"), [(kind, entry) for kind in ("slug", "note") for entry in data("frame")[kind]])
def test_every_slug_and_note(kind: str, entry: dict[str, Any]) -> None:
    assert re.fullmatch(entry["pattern"], entry["example"])
    assert all(getattr(load_patterns(), kind).fullmatch(line) is None for line in entry["not"])
    found = report(f"{entry['example']}\n\nRoad along river stays shut\n\n{STORY}")
    assert found.headline == "Road along river stays shut"


def test_bylines() -> None:
    raw = data("frame")["byline"]
    assert is_byline(raw["example"])
    assert not any(is_byline(line) for line in raw["not"])
    assert all(is_byline(f"{opening} correspondent Wim van der Laan in Bruges") for opening in raw["opens"])


@pytest.mark.parametrize("entry", data("frame")["credit"], ids=lambda e: e["example"][:16])
def test_every_credit_line(entry: dict[str, Any]) -> None:
    text = f"{STORY}\n\n{entry['example']}"
    tail = read_tail(text)
    assert [text[slice(*span)] for span in tail.credits] == [entry["example"]]
    assert tail.agency == entry.get("agency")
    assert tail.rights == (entry["example"] if entry.get("rights") else None)
    assert all(read_tail(f"{STORY}\n\n{line}").credits == () for line in entry["not"])


@pytest.mark.parametrize(
    ("text", "place", "day", "agency"),
    [
        ("BAGHDAD (AP) — Crowds gathered.", "BAGHDAD", None, "AP"),
        ("Geneva, 12 March (Reuters) - Talks went on.", "Geneva", "12 March", "Reuters"),
        ("LONDON, May 3 - The vote was close.", "LONDON", "May 3", None),
        ("WASHINGTON May 3 (Reuters) - The vote was close.", "WASHINGTON", "May 3", "Reuters"),
        ("KYIV/MOSCOW (Steppe Wire) — Envoys met.", "KYIV/MOSCOW", None, "Steppe Wire"),
        ("NAIROBI, Kenya — Herders moved north.", "NAIROBI, Kenya", None, None),
        ("SASKATOON, Sask. — The river rose.", "SASKATOON, Sask.", None, None),
        ("Ulaanbaatar, 20 September — Miners went home.", "Ulaanbaatar", "20 September", None),
        ("Vienna, Thursday – Inspectors left.", "Vienna", "Thursday", None),
        ("TARTU, 27 July: The mayor denied it.", "TARTU", "27 July", None),
        ("KATHMANDU: Snow closed two passes.", "KATHMANDU", None, None),
        ("ALMATY, 8 May. For three decades nothing moved.", "ALMATY", "8 May", None),
        ("ATHENS, 18 Dec. (ANA-X) - The port was shut.", "ATHENS", "18 Dec.", "ANA-X"),
        ("MASERU. — Snow came early.", "MASERU", None, None),
        ("MOSCOW. March 4 (Interfax) - The rouble fell.", "MOSCOW", "March 4", "Interfax"),
        ("Zwickau, 14 July (Kontor). A fireman was tried.", "Zwickau", "14 July", "Kontor"),
        ("McALLEN, Texas (AP) — Buses left.", "McALLEN, Texas", None, "AP"),
        ("SÃO PAULO, 3 de maio (AP) — x", None, None, None),
        ("WASHINGTON, D.C. (Lake Press) — A bill passed.", "WASHINGTON, D.C.", None, "Lake Press"),
    ],
)
def test_datelines(text: str, place: str | None, day: str | None, agency: str | None) -> None:
    assert dateline(text) == ((place, day, agency) if place else None)


@pytest.mark.parametrize(
    "text",
    [
        "The governor said on Tuesday that the road was shut.",
        "Anna Smith (D-Ohio) — who voted no — left early.",
        "NASA — the agency that ran the flight — said so.",
        "March 3 - The vote was close.",
        "May — he said — was a long month.",
        "On Tuesday, May 3 - a day of rain - nobody came.",
        "In Paris, May 3 - The day of rain.",
        "President Adeyemi, Tuesday - the day he left - said so.",
        "Obama (pictured) - the man of the hour.",
        "WHO IS HE? Banzoumba led a force.",
        "Q: Is the fighting over?",
        "UN, “EU” and AU — three bodies.",
        "12 March (Reuters) - Talks went on.",
        "",
        "—",
        "PARIS",
        "PARIS —",
    ],
)
def test_what_only_looks_like_a_dateline_is_left_alone(text: str) -> None:
    assert dateline(text) is None


def test_a_whole_update_with_every_part() -> None:
    text = (
        "UPDATE 3-River bursts banks, mayor flees\n\n* Toll raised from 2\n* Bridge gone\n\n(Adds mayor's flight, weather)\n\n"
        "By Ilse Brandt and Jo P. Quist\n\nARNHEM, Netherlands, Nov 30 (Northern Wire) - " + STORY + "\n\nNobody was hurt.\n\n"
        "(Reporting by Ilse Brandt;\nediting by Moira Keane)\n\n(This story was corrected on Dec. 1.)\n"
    )
    found = report(text)
    assert found.headline == "UPDATE 3-River bursts banks, mayor flees"
    assert found.revision == "UPDATE 3"
    assert found.byline == "By Ilse Brandt and Jo P. Quist"
    assert found.dateline == Dateline(place="ARNHEM, Netherlands", date="Nov 30")
    assert found.agency == "Northern Wire"
    assert (found.published, found.published_basis) == (None, Basis.NONE)
    assert parts(found) == [
        ("headline", "UPDATE 3-River bursts banks, mayor flees"),
        ("byline", "By Ilse Brandt and Jo P. Quist"),
        ("dateline", "ARNHEM, Netherlands, Nov 30"),
        ("credit", "Northern Wire"),
        ("credit", "(Reporting by Ilse Brandt;\nediting by Moira Keane)"),
    ]


def test_a_text_without_blank_lines() -> None:
    found = report(f"River bursts banks\nBy Ilse Brandt\nThe Associated Press\nARNHEM, Netherlands (AP) — {STORY}\nNobody was hurt.")
    assert (found.headline, found.byline, found.agency) == ("River bursts banks", "By Ilse Brandt", "Associated Press")
    assert found.dateline == Dateline(place="ARNHEM, Netherlands")


def test_a_wrapped_headline_and_a_wrapped_dateline_keep_their_line_breaks() -> None:
    found = report("River bursts banks after\nthree days of rain\r\n\r\n    ARNHEM, Nov\n30 (AP) -- " + STORY)
    assert found.dateline == Dateline(place="ARNHEM", date="Nov 30")
    assert found.headline == "River bursts banks after\nthree days of rain"
    found = report("River bursts banks\n\nARNHEM, the\nNetherlands (AP) -- " + STORY)
    assert found.dateline == Dateline(place="ARNHEM, the Netherlands")


@pytest.mark.parametrize(
    "text",
    [
        STORY,
        f"{STORY}\n\n{STORY}",
        f"The road is shut.\n\n{STORY}",
        f"Dear editor,\n\n{STORY}",
        f"Thursday interview\n\nThe man who bought a bridge\n\n{STORY}",
        f"Is the road shut?\n\n{STORY}",
        f"{'Long ' * 60}\n\n{STORY}",
        "Road along river stays shut",
        "Road along river stays shut\n\nBridge gone",
        f"Road along river stays shut\n\n{'Q: Is it?'}",
    ],
)
def test_no_headline_is_guessed(text: str) -> None:
    assert report(text).headline is None


def test_a_question_is_a_headline_only_where_a_frame_follows() -> None:
    assert report(f"Who will mend the road?\n\nBy Ilse Brandt\n\n{STORY}").headline == "Who will mend the road?"


def test_a_headline_may_end_in_an_abbreviation() -> None:
    assert report(f"Envoy flies home to U.S.\n\n{STORY}").headline == "Envoy flies home to U.S."


def test_a_closing_credit_names_the_agency_and_nothing_else_is_set() -> None:
    found = report(f"{STORY}\n\nNobody was hurt.\n\n— Associated Press")
    assert found.agency == "Associated Press"
    assert parts(found) == [("credit", "— Associated Press")]
    assert (found.headline, found.byline, found.dateline, found.published, found.revision, found.rights, found.publisher, found.uri) == (None,) * 8


@pytest.mark.parametrize("ending", ["— Benjamin Franklin", "— She left.", "(Applause)", "Reporting from the coast is hard.", "The Times", "DNA"])
def test_names_of_nobody_known_are_no_credits(ending: str) -> None:
    found = report(f"{STORY}\n\n{ending}")
    assert (found.agency, found.parts) == (None, ())


def test_the_dateline_agency_wins_and_explains_a_bare_credit() -> None:
    found = report(f"ARNHEM (DNA) -- {STORY}\n-- DNA\n")
    assert found.agency == "DNA"
    assert parts(found)[1:] == [("credit", "DNA"), ("credit", "-- DNA")]
    assert report(f"ARNHEM (Reuters) - {STORY}\n\n— Associated Press").agency == "Reuters"


def test_contributors_do_not_make_an_agency_the_source() -> None:
    found = report(f"{STORY}\n\nThe Associated Press contributed to this report.")
    assert found.agency is None
    assert [kind for kind, _ in parts(found)] == ["credit"]


def test_a_copyright_line_is_kept_as_the_rights() -> None:
    found = report(f"{STORY}\n\n© 2015 The Associated Press. All rights reserved.")
    assert found.rights == "© 2015 The Associated Press. All rights reserved."


@pytest.mark.parametrize(
    ("line", "published"),
    [
        ("PARIS, March 4, 2021 (AFP) - ", "2021-03-04"),
        ("Paris, Thursday, 4 March 2021 (AFP) - ", "2021-03-04"),
        ("PARIS, 2021-03-04 (AFP) - ", "2021-03-04"),
        ("PARIS, March 4 (AFP) - ", None),
        ("PARIS, Thursday (AFP) - ", None),
        ("PARIS, 31 February 2021 (AFP) - ", None),
    ],
)
def test_only_a_full_date_in_the_dateline_dates_the_report(line: str, published: str | None) -> None:
    found = report(line + STORY)
    assert found.dateline is not None
    assert (found.published, found.published_basis) == (published, Basis.DATELINE if published else Basis.NONE)


def test_given_beats_metadata_beats_dateline() -> None:
    text = f"PARIS, March 4, 2021 (AFP) - {STORY}"
    from_file = Document(text=text, extractor="html", published="2021-03-05", published_basis=Basis.METADATA)
    from_url = Document(text=text, extractor="html", published="2021-03-06", published_basis=Basis.URL)
    assert make_report(from_file, Given(published="2021-03-07")).published_basis is Basis.GIVEN
    assert make_report(from_file).published == "2021-03-05"
    assert make_report(from_url).published_basis is Basis.DATELINE
    assert make_report(Document(text=STORY, extractor="html", published="2021-03-06", published_basis=Basis.URL)).published_basis is Basis.URL


def test_metadata_beats_what_the_text_shows() -> None:
    found = make_report(Document(text=f"Road shut again\n\n{STORY}", extractor="html", headline="A road", agency="X", publisher="The Page"), Given())
    assert (found.headline, found.agency, found.publisher) == ("A road", "X", "The Page")
    assert found.parts[0].part is Part.HEADLINE
