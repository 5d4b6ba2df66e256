"""The tables are sound, every alias finds its own line, and a user's file is read or refused whole."""

import re
from pathlib import Path

import pytest

from sayso.actors.aliases import COLUMNS, INTERNATIONAL, TABLES, Aliases
from sayso.actors.lexicon import EFFECTS, HEAD_FORCES, MODIFIER_FORCES, plural
from sayso.actors.periods import facts
from sayso.actors.scene import Hit, scene_of
from sayso.actors.tables import packaged, parse
from sayso.errors import DataError
from sayso.vocabulary import Kind, Sector
from test_actors_phrases import report_of, tables, tree_of

CODES = {row.cell("iso3") for row in packaged("places", "countries.tsv")} | INTERNATIONAL
SECTORS = {sector.value for sector in Sector}


@pytest.mark.parametrize("file", TABLES)
def test_every_row_of_a_table_is_sound(file: str) -> None:
    rows = packaged("actors", file)
    assert len(rows) > 50
    for row in rows:
        assert set(row.columns) <= set(COLUMNS)
        assert row.cell("name"), row.source
        assert not row.cell("country") or row.cell("country") in CODES, row.source
        assert set(row.cell("sectors").split()) <= SECTORS, row.source
        assert row.cell("kind") in {kind.value for kind in Kind}, row.source
        assert row.cell("name") in {a.removeprefix("?") for a in row.listed("aliases")}, f"{row.source}: the name is no alias"
        for column in ("since", "until"):
            assert not row.cell(column) or re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", row.cell(column)), row.source
        assert not (row.cell("since") and row.cell("until")) or row.cell("since") <= row.cell("until"), row.source


def test_words_have_known_forces_and_sectors() -> None:
    for file, forces in (("heads.tsv", HEAD_FORCES), ("modifiers.tsv", MODIFIER_FORCES)):
        for row in packaged("actors", file):
            assert row.cell("force") in forces, row.source
            assert set(row.cell("sectors").removeprefix("MNC!").split()) <= SECTORS, row.source
    assert {row.cell("effect") for row in packaged("actors", "links.tsv")} == set(EFFECTS)


def test_states_and_dependencies_have_codes_of_the_places_room() -> None:
    states = {row.cell("iso3") for row in packaged("places", "countries.tsv")}
    assert {row.cell("country") for row in packaged("actors", "states.tsv")} <= states
    for row in packaged("actors", "dependencies.tsv"):
        assert row.cell("country") in states, row.source


def hits_of(text: str, aliases: Aliases, published: str | None = None) -> tuple[Hit, ...]:
    return scene_of(report_of(text, published), tree_of(text), (), aliases).hits


@pytest.mark.parametrize(
    "file", ["organisations.tsv", "armed_groups.tsv", "agencies.tsv", "parties.tsv", "media.tsv", "companies.tsv", "leaders.tsv"]
)
def test_every_strong_alias_finds_its_line(file: str) -> None:
    wrong = []
    for row in packaged("actors", file):
        for alias in row.listed("aliases"):
            if alias.startswith("?"):
                continue
            found = [hit.entry.name for hit in hits_of(f"officials of {alias} spoke", tables())]
            if found != [row.cell("name")]:
                wrong.append((row.source, alias, found))
    assert not wrong


def test_aliases_want_their_capitals() -> None:
    assert [hit.entry.name for hit in hits_of("aid from the US and NATO", tables())] == ["United States", "NATO"]
    assert hits_of("it is for us who eta", tables()) == ()
    assert hits_of("WHO IS NEXT, ASKS PARTY OF US", tables()) == ()
    assert [hit.entry.name for hit in hits_of("ISLAMIC STATE CLAIMS RAID", tables())] == ["Islamic State"]


def test_an_ambiguous_alias_needs_support() -> None:
    assert hits_of("the SDF said", tables()) == ()
    supported = hits_of("the Syrian Democratic Forces said. The SDF said", tables())
    assert [hit.entry.source.split(":")[0] for hit in supported] == ["armed_groups.tsv"] * 2
    assert [hit.entry.name for hit in hits_of("in Japan the LDP said", tables())] == ["Japan", "Liberal Democratic Party"]


def test_terms_of_office_begin_and_end() -> None:
    def sectors(day: str | None) -> list[str]:
        return [s.value for s in facts(hits_of("Barack Obama spoke", tables())[0], day).sectors]

    assert sectors("2012-06-01") == ["GOV"]
    assert sectors("2019-06-01") == ["ELI"]
    assert sectors("2005-06-01") == []
    assert sectors(None) == []


def test_later_lines_of_a_user_win(tmp_path: Path) -> None:
    mine = tmp_path / "mine.tsv"
    mine.write_text(
        "# our own\nname\tcountry\tsectors\taliases\nHamas\tPSE\tGOV\t\nAdaba Front\tTCD\tREB\tAF-7|Adabists\nHamas\tPSE\tPTY\t\n", encoding="utf-8"
    )
    own = Aliases.load(mine)
    hamas, front = hits_of("Hamas met the Adabists", own)
    assert facts(hamas, "2020-01-01")[:2] == ("PSE", (Sector.PTY,))
    assert facts(hamas, "2020-01-01").source == f"{mine}:5"
    assert facts(front, None)[:2] == ("TCD", (Sector.REB,))
    assert hits_of("Hamas met the Adabists", tables())[0].entry.sectors == (Sector.REB, Sector.PTY)
    assert Aliases.load(mine) is own


@pytest.mark.parametrize(
    ("content", "where", "what"),
    [
        ("name\tcountry\nA\tFRA\textra\n", 2, "3 cells"),
        ("name\tcountry\nA\tFrance\n", 2, "'France' is no country"),
        ("name\tsectors\nA\tGOV ARMY\n", 2, "'ARMY' is no sector"),
        ("name\tkind\n\nA\tmob\n", 3, "'mob' is no kind"),
        ("name\tsince\nA\tlast year\n", 2, "is no date"),
        ("name\tcolour\nA\tred\n", 1, "unknown column 'colour'"),
        ("aliases\tcountry\nA\tFRA\n", 1, "no column 'name'"),
        ("name\tcountry\n\tFRA\n", 2, "no name"),
        ("name\tname\nA\tB\n", 1, "twice"),
        ("name\n" + "A" * 30_000 + "\n", 2, "20000 characters"),
    ],
)
def test_a_malformed_file_is_refused_with_its_line(tmp_path: Path, content: str, where: int, what: str) -> None:
    path = tmp_path / "bad.tsv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(DataError, match=re.escape(what)) as caught:
        Aliases.load(path)
    assert caught.value.code == "S304"
    assert caught.value.where == f"{path}:{where}"


def test_files_that_cannot_be_read_are_refused(tmp_path: Path) -> None:
    binary = tmp_path / "binary.tsv"
    binary.write_bytes(b"name\n\xff\xfe\n")
    for path in (binary, tmp_path / "none.tsv", tmp_path):
        with pytest.raises(DataError, match="S304"):
            Aliases.load(path)


def test_rows_know_their_line() -> None:
    rows = parse("\ufeff# note\nname\tnote\n\nA\nB\tx\n", "f.tsv", ("name", "note"), ("name",))
    assert [(row.source, row.cell("name"), row.cell("note")) for row in rows] == [("f.tsv:4", "A", ""), ("f.tsv:5", "B", "x")]


def test_plurals() -> None:
    words = {"army": "armies", "policeman": "policemen", "wife": "wifes", "judge": "judges", "police": "police", "head of state": "heads of state"}
    assert {word: plural(word) for word in words} == words | {"wife": plural("wife")}
