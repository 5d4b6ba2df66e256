"""GeoNames dumps in the user's own file: what is kept, and that a malformed one leaves no trace."""

import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from sayso.cli.gazetteer import gazetteer as commands
from sayso.errors import DataError, InputError
from sayso.places import Gazetteer
from sayso.places.dumps import Added, add
from sayso.places.entries import Rank
from sayso.places.user import UserPlaces


def row(number: int, name: str, feature: str = "P.PPL", **changes: str) -> str:
    values = {"alternates": "", "lat": "12.5", "lon": "45.25", "country": "YE", "admin1": "24", "population": "900"} | changes
    kind, code = feature.split(".")
    cells = [str(number), name, name, values["alternates"], values["lat"], values["lon"], kind, code, values["country"], "", values["admin1"]]
    return "\t".join([*cells, "", "", "", values["population"], "", "12", "Asia/Aden", "2024-01-01"])


def write(path: Path, *lines: str) -> Path:
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def user(tmp_path: Path) -> Path:
    return tmp_path / "own" / "gazetteer.db"


def test_places_are_found_beside_the_shipped_ones(tmp_path: Path, user: Path) -> None:
    dump = write(
        tmp_path / "YE.txt", row(1, "Tarmouz", alternates="Tarmuz,ترموز,tarmwz"), row(2, "Old School", "S.SCH"), row(3, "Tarmouz Dam", "S.DAM")
    )
    assert add(dump, user) == Added(places=2, names=3, divisions=0, left_out=1)
    found = Gazetteer.open(user)
    (town,) = found.lookup("Tarmuz")
    assert (town.name, town.country, town.latitude, town.feature, town.geonameid) == ("Tarmouz", "YEM", 12.5, "P/PPL", 1)
    assert (town.rank, town.user) == (Rank.ALTERNATE, True)
    assert found.lookup("Old School") == ()
    assert any(e.country == "FRA" for e in found.lookup("Paris"))
    assert found.identity != Gazetteer.shipped().identity


def test_alternate_names_and_codes(tmp_path: Path, user: Path) -> None:
    add(write(tmp_path / "YE.txt", row(1, "Tarmouz")), user)
    names = write(
        tmp_path / "alternateNamesV2.txt",
        "10\t1\ten\tTarmouz Heights\t\t\t\t\t\t",
        "11\t1\tlink\thttps://example.org\t\t\t\t\t\t",
        "12\t99\ten\tElsewhere\t\t\t\t\t\t",
    )
    assert add(names, user) == Added(names=1, left_out=2)
    assert add(write(tmp_path / "admin1CodesASCII.txt", "YE.24\tLahij\tLahij\t5", "YE.24.01\tSub\tSub\t6"), user) == Added(divisions=1, left_out=1)
    (town,) = Gazetteer.open(user).lookup("Tarmouz Heights")
    assert (town.division, town.rank) == ("Lahij", Rank.ALIAS)


def test_adding_twice_changes_nothing(tmp_path: Path, user: Path) -> None:
    dump = write(tmp_path / "YE.txt", row(1, "Tarmouz"), row(2, "Qasira"))
    add(dump, user)
    before = Gazetteer.open(user).lookup("Tarmouz")
    add(dump, user)
    assert Gazetteer.open(user).lookup("Tarmouz") == before


def test_a_user_place_replaces_the_shipped_one_of_its_id(tmp_path: Path, user: Path) -> None:
    (ramadi,) = Gazetteer.shipped().lookup("Ramadi")
    add(write(tmp_path / "IQ.txt", row(ramadi.geonameid or 0, "Ramadi", "P.PPLA", country="IQ", admin1="01", lat="33.4", lon="43.3")), user)
    (found,) = Gazetteer.open(user).lookup("Ramadi")
    assert (found.feature, found.user) == ("P/PPLA", True)


@pytest.mark.parametrize(
    "bad",
    [
        row(9, "Broken", lat="north"),
        row(9, "Broken", lat="95"),
        row(9, "Broken", population="-4"),
        row(9, ""),
        row(9, "x" * 10_000),
        "9\tBroken\tBroken",
        "x" * 200_000,
    ],
)
def test_a_malformed_row_rolls_everything_back(tmp_path: Path, user: Path, bad: str) -> None:
    add(write(tmp_path / "good.txt", row(1, "Tarmouz")), user)
    dump = write(tmp_path / "bad.txt", *(row(i, f"Place{i}") for i in range(100, 130)), bad, row(200, "After"))
    with pytest.raises(DataError, match="S303") as caught:
        add(dump, user)
    assert caught.value.where == "bad.txt:31"
    found = Gazetteer.open(user)
    assert found.lookup("Place100") == ()
    assert len(found.lookup("Tarmouz")) == 1


@pytest.mark.parametrize("content", [b"", b"one column\n", b"\xff\xfe\x00broken", b"PK\x03\x04 no archive", b"a\tb\tc\td\te\n"])
def test_what_is_no_dump_leaves_no_file(tmp_path: Path, user: Path, content: bytes) -> None:
    (tmp_path / "dump.txt").write_bytes(content)
    with pytest.raises(DataError, match="S303"):
        add(tmp_path / "dump.txt", user)
    assert not user.exists()


def test_a_missing_dump(tmp_path: Path, user: Path) -> None:
    with pytest.raises(InputError, match="S101"):
        add(tmp_path / "none.txt", user)


def test_zipped_dumps(tmp_path: Path, user: Path) -> None:
    with zipfile.ZipFile(tmp_path / "YE.zip", "w") as archive:
        archive.writestr("readme.txt", "about")
        archive.writestr("YE.txt", row(1, "Tarmouz") + "\n")
    assert add(tmp_path / "YE.zip", user).places == 1


def test_another_file_is_no_user_file(tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    other.write_bytes(b"SQLite format 3\x00 but not really")
    with pytest.raises(DataError, match="S303"):
        UserPlaces(other, 0)


def test_commands(tmp_path: Path, user: Path) -> None:
    dump = write(tmp_path / "YE.txt", row(1, "Tarmouz"))
    runner = CliRunner()
    added = runner.invoke(commands, ["add", str(dump), "--user", str(user)])
    assert added.exit_code == 0
    assert "1 places" in added.output
    found = runner.invoke(commands, ["find", "Tarmouz", "--user", str(user)])
    assert "YEM" in found.output
    assert "CC BY 4.0" in runner.invoke(commands, ["show", "--user", str(user)]).output
