"""The gazetteer: keys, the pack, the shipped file, facts."""

import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.errors import InstallError
from sayso.places import Gazetteer, facts
from sayso.places.entries import Entry, Rank
from sayso.places.folding import fold, is_latin
from sayso.places.geometry import centre_of, distance_km, town_radius_km
from sayso.places.pack import Pack, write_pack


@pytest.fixture(scope="module")
def shipped() -> Gazetteer:
    return Gazetteer.shipped()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sinjār", "Sinjar"),
        ("Port-au-Prince", "Port au Prince"),
        ("Saint-Marc", "St. Marc"),
        ("Côte d’Ivoire", "Cote d'Ivoire"),
        ("Łódź", "Lodz"),
        ("U.S.", "US"),
        ("Fort  Hood", "Ft. Hood"),
        ("İstanbul", "Istanbul"),
    ],
)
def test_spellings_of_one_name_share_a_key(one: str, other: str) -> None:
    assert fold(one) == fold(other) != ""


def test_different_names_keep_different_keys() -> None:
    assert len({fold(n) for n in ("Gaza", "Gazi", "New York", "Newyork", "Paris", "Parish")}) == 6


@given(st.text(max_size=40))
def test_fold_is_idempotent_on_any_text(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_latin() -> None:
    assert is_latin("Đà Nẵng")
    assert not is_latin("Москва")


def test_distance() -> None:
    assert distance_km(51.5, -0.12, 48.86, 2.35) == pytest.approx(343, abs=3)
    assert distance_km(0, 0, 0, 180) == pytest.approx(20015, abs=10)
    assert distance_km(10, 20, 10, 20) == 0


def test_centre_leaves_out_miscoded_towns() -> None:
    towns = [(45.0 + i / 10, 120.0 + i / 10) for i in range(20)]
    latitude, longitude = centre_of([*towns, (30.0, 100.0)])
    assert latitude == pytest.approx(45.95, abs=0.4)
    assert longitude == pytest.approx(120.95, abs=0.4)


def test_town_radius_is_bounded() -> None:
    assert town_radius_km(0) == 1
    assert 5 < town_radius_km(500_000) < 10
    assert town_radius_km(50_000_000) == 30


def entry(index: int, name: str, **changes: object) -> Entry:
    values: dict[str, object] = {"geonameid": index + 1, "feature": "P/PPL", "countries": ("ABC",), "admin1": "01", "division": "North"}
    values |= {"latitude": 1.5, "longitude": -2.25, "population": 1000 + index, "radius_km": 2.0} | changes
    return Entry(index=index, name=name, **values)  # type: ignore[arg-type]


def test_pack_gives_back_what_was_written(tmp_path: Path) -> None:
    entries = [entry(i, f"Town {i} ä") for i in range(100)]
    entries.append(entry(100, "Sea", feature="H/SEA", countries=("ABC", "DEF"), admin1=None, division=None, geonameid=None))
    postings = {f"town {i}": [(i, Rank.NAME), (99 - i, Rank.ALTERNATE)] for i in range(100)} | {"sea": [(100, Rank.ALIAS)]}
    digest = write_pack(tmp_path / "g.bin", entries, postings, "test 1")
    pack = Pack(tmp_path / "g.bin")
    assert pack.verify()
    assert (pack.heading.digest, pack.heading.source, pack.heading.places) == (digest, "test 1", 101)
    assert [pack.entry(i) for i in range(101)] == entries
    for key, found in postings.items():
        assert pack.postings(key) == found
    for key in ("", "a", "town", "town 100", "zzz", "\udcff", "x" * 10_000):
        assert pack.postings(key) == []


def test_packs_are_reproducible(tmp_path: Path) -> None:
    for name in ("a", "b"):
        write_pack(tmp_path / name, [entry(0, "A")], {"a": [(0, Rank.NAME)]}, "s")
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


@pytest.mark.parametrize("content", [b"", b"nothing", b"SAYSOGZ1\xff\xff\xff\x00", b"SAYSOGZ1\x02\x00\x00\x00{}"])
def test_damaged_packs_are_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "g.bin").write_bytes(content)
    with pytest.raises(InstallError, match="S402"):
        Pack(tmp_path / "g.bin")


def test_a_pack_cut_short_is_refused(tmp_path: Path) -> None:
    write_pack(tmp_path / "g.bin", [entry(0, "A")], {"a": [(0, Rank.NAME)]}, "s")
    (tmp_path / "g.bin").write_bytes((tmp_path / "g.bin").read_bytes()[:-1])
    with pytest.raises(InstallError, match="cut short"):
        Pack(tmp_path / "g.bin")


def test_a_missing_pack_is_refused_at_the_first_lookup(tmp_path: Path) -> None:
    gazetteer = Gazetteer(tmp_path / "none.bin")
    with pytest.raises(InstallError, match="S402"):
        gazetteer.lookup("Paris")


def test_shipped_file_is_small_and_whole(shipped: Gazetteer) -> None:
    assert facts.default_path().stat().st_size <= 15e6
    assert shipped.verify()
    assert len(shipped) > 230_000
    assert shipped.identity.startswith("geonames:")


@pytest.mark.parametrize(
    ("name", "feature", "country"),
    [
        ("Ramadi", "P/PPL", "IRQ"),
        ("U.S.", "A/PCLI", "USA"),
        ("Burma", "A/PCLI", "MMR"),
        ("Anbar", "A/ADM1", "IRQ"),
        ("Rakhine State", "A/ADM1", "MMR"),
        ("Baghdad", "P/PPLC", "IRQ"),
        ("Darfur", "L/RGN", "SDN"),
        ("Donbass", "L/RGN", "UKR"),
        ("Tigris River", "H/STM", None),
        ("Pennsylvania", "A/ADM1", "USA"),
        ("Calif.", "A/ADM1", "USA"),
        ("Kiev", "P/PPLC", "UKR"),
    ],
)
def test_names_in_use_are_known(shipped: Gazetteer, name: str, feature: str, country: str | None) -> None:
    assert any(e.feature == feature and e.country == country for e in shipped.lookup(name))


def test_demonyms_are_marked(shipped: Gazetteer) -> None:
    (found,) = shipped.lookup("Iraqi")
    assert (found.name, found.rank) == ("Iraq", Rank.DEMONYM)
    assert {e.countries[0] for e in shipped.lookup("Congolese")} == {"COD", "COG"}


def test_odd_names_are_simply_not_found(shipped: Gazetteer) -> None:
    for name in ("", " ", "’", "x" * 10_000, "Paris " * 2_000, "\udcff", "\x00"):
        assert shipped.lookup(name) == ()


def test_facts_are_sound() -> None:
    codes = {c.iso3 for c in facts.countries()}
    assert len(codes) == len(facts.countries()) > 240
    assert len({(d.country, d.code) for d in facts.divisions()}) == len(facts.divisions()) > 2_500
    assert {d.country for d in facts.divisions()} <= codes
    assert len(facts.regions()) > 500
    for region in facts.regions():
        assert set(region.countries) <= codes, region.name
        assert -90 <= region.point[0] <= 90, region.name
        assert -180 <= region.point[1] <= 180, region.name
        assert 0 < region.radius_km <= 8000, region.name
        assert region.feature[1] == "/", region.name
    names = {(d.country, d.name) for d in facts.divisions()}
    assert set(facts.division_demonyms()) <= names


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="reads the memory of a process from /proc")
def test_cold_lookup_is_fast_and_small() -> None:
    program = """
        import time
        start = time.process_time()
        from sayso.places.gazetteer import Gazetteer
        assert Gazetteer.shipped().lookup("Ramadi")
        used = time.process_time() - start
        kilobytes = next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM"))
        print(used, kilobytes)
    """
    command = [sys.executable, "-c", textwrap.dedent(program)]
    runs = [subprocess.run(command, check=True, capture_output=True, text=True).stdout.split() for _ in range(3)]  # noqa: S603 (our own words)
    assert min(float(seconds) for seconds, _ in runs) < 0.25  # 0.15 s on an idle machine
    assert max(int(kilobytes) for _, kilobytes in runs) < 60_000
