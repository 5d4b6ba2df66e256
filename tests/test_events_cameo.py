"""CAMEO and PLOVER both ways: complete, in the codebook's words, and stable where a code goes there and back."""

from pathlib import Path

import pytest

from sayso.errors import DataError
from sayso.events.cameo import Cameo, Reading, load_cameo
from sayso.events.codebook import Codebook, load

SUBCODES = {
    "01": "010 011 012 013 014 015 016 017 018 019",
    "02": "020 021 0211 0212 0213 0214 022 023 0231 0232 0233 0234 024 0241 0242 0243 0244 025 0251 0252 0253 0254 0255 0256 026 027 028",
    "03": "030 031 0311 0312 0313 0314 032 033 0331 0332 0333 0334 034 0341 0342 0343 0344 035 0351 0352 0353 0354 0355 0356 036 037 038 039",
    "04": "040 041 042 043 044 045 046",
    "05": "050 051 052 053 054 055 056 057",
    "06": "060 061 062 063 064",
    "07": "070 071 072 073 074 075",
    "08": "080 081 0811 0812 0813 0814 082 083 0831 0832 0833 0834 084 0841 0842 085 086 0861 0862 0863 087 0871 0872 0873 0874",
    "09": "090 091 092 093 094",
    "10": "100 101 1011 1012 1013 1014 102 103 1031 1032 1033 1034 104 1041 1042 1043 1044 105 1051 1052 1053 1054 1055 1056 106 107 108",
    "11": "110 111 112 1121 1122 1123 1124 1125 113 114 115 116",
    "12": "120 121 1211 1212 1213 1214 122 1221 1222 1223 1224 123 1231 1232 1233 1234 124 1241 1242 1243 1244 1245 1246 125 126 127 128 129",
    "13": "130 131 1311 1312 1313 132 1321 1322 1323 1324 133 134 135 136 137 138 1381 1382 1383 1384 1385 139",
    "14": "140 141 1411 1412 1413 1414 142 1421 1422 1423 1424 143 1431 1432 1433 1434 144 1441 1442 1443 1444 145 1451 1452 1453 1454",
    "15": "150 151 152 153 154 155",
    "16": "160 161 162 1621 1622 1623 163 164 165 166 1661 1662 1663",
    "17": "170 171 1711 1712 172 1721 1722 1723 1724 173 174 175 176",
    "18": "180 181 182 1821 1822 1823 183 1831 1832 1833 1834 184 185 186",
    "19": "190 191 192 193 194 195 1951 1952 196",
    "20": "200 201 202 203 204 2041 2042",
}
ALL = sorted([*SUBCODES, *(code for row in SUBCODES.values() for code in row.split())])


@pytest.fixture
def cameo() -> Cameo:
    return load_cameo()


@pytest.fixture
def codebook() -> Codebook:
    return load()


def test_every_cameo_code_is_mapped_or_dropped_with_a_reason(cameo: Cameo) -> None:
    assert sorted(cameo.codes) == ALL
    for code, reading in cameo.codes.items():
        assert (reading.type is None) == bool(reading.dropped), code
        assert (reading.type is None) == code.startswith("01"), code


def test_readings_use_only_types_and_modes_of_the_codebook(cameo: Cameo, codebook: Codebook) -> None:
    for code, reading in cameo.codes.items():
        if reading.type is not None:
            assert set(reading.mode) <= set(codebook.types[reading.type].modes), code


def test_every_type_and_mode_has_a_cameo_code(cameo: Cameo, codebook: Codebook) -> None:
    assert set(cameo.types) == set(codebook.types)
    for kind in codebook.types.values():
        assert {mode for name, mode in cameo.modes if name == kind.name} == set(kind.modes)
        assert cameo.cameo_of(kind.name) in cameo.codes
        for mode in kind.modes:
            assert cameo.cameo_of(kind.name, (mode,)) in cameo.codes


def test_the_codebook_gives_the_same_codes(cameo: Cameo, codebook: Codebook) -> None:
    for kind in codebook.types.values():
        assert codebook.cameo_of(kind.name, ()) == cameo.cameo_of(kind.name)
        for mode in kind.modes:
            assert codebook.cameo_of(kind.name, (mode,)) == cameo.cameo_of(kind.name, (mode,)), mode


def test_overrides_of_frames_are_cameo_codes(cameo: Cameo, codebook: Codebook) -> None:
    unknown = {frame.id: frame.cameo for frame in codebook.frames if frame.cameo is not None and frame.cameo not in cameo.codes}
    assert not unknown


def test_a_code_that_names_one_thing_comes_back_as_it_went() -> None:
    cameo = load_cameo()
    back = {key: cameo.plover_of(code) for key, code in cameo.modes.items()}
    same = {key for key, reading in back.items() if (reading.type, reading.mode) == (key[0], (key[1],))}
    assert {("ASSAULT", "abduct"), ("ASSAULT", "drone"), ("COERCE", "curfew"), ("SANCTION", "convict"), ("PROTEST", "hunger")} <= same
    assert ("PROTEST", "strike") not in same  # CAMEO has one code for strikes and boycotts
    for (kind, mode), reading in back.items():
        if (kind, mode) not in same and reading.type == kind:
            assert reading.mode != (mode,)
    assert len(same) > len(back) / 2


@pytest.mark.parametrize(
    ("code", "type_", "mode"),
    [
        ("116", "SANCTION", ("convict",)),
        ("163", "SANCTION", ("discontinue",)),
        ("164", "REJECT", ("meet",)),
        ("195", "ASSAULT", ("aerial",)),
        ("055", "CONCEDE", ()),
        ("0871", "CONCEDE", ()),
    ],
)
def test_departures_from_the_crosswalk_are_stated(cameo: Cameo, code: str, type_: str, mode: tuple[str, ...]) -> None:
    reading = cameo.plover_of(code)
    assert (reading.type, reading.mode) == (type_, mode)
    assert reading.departs


def test_an_override_wins_and_the_first_mode_with_a_code_counts(cameo: Cameo) -> None:
    assert cameo.cameo_of("ASSAULT", ("abduct", "firearms")) == "181"
    assert cameo.cameo_of("ASSAULT", ("abduct",), "184") == "184"
    assert cameo.cameo_of("ASSAULT", ("unheard-of",)) == "19"


def test_an_unlisted_code_is_read_as_its_parent_and_nonsense_is_refused(cameo: Cameo) -> None:
    assert cameo.plover_of("1839") == Reading("ASSAULT", ("explosives",), None, cameo.codes["183"].departs)
    for wrong in ("", "0", "21", "99", "abc", "x" * 100_000):
        with pytest.raises(DataError) as caught:
            cameo.plover_of(wrong)
        assert caught.value.code == "S306"
    with pytest.raises(DataError):
        cameo.cameo_of("FIGHT")


@pytest.mark.parametrize("content", ["", "[plover]\n[codes]\n'01' = {}\n", "[plover]\nAGREE = {}\n[codes]\n", "[codes]\n'01' = 3\n[plover]\n", "= ="])
def test_a_malformed_mapping_is_a_coded_error(tmp_path: Path, content: str) -> None:
    path = tmp_path / "cameo.toml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(DataError) as caught:
        load_cameo(path)
    assert caught.value.code == "S306"
