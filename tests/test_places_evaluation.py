"""Scores of places: what counts as found, as near, and as a false alarm; corpora that cannot be read."""

from pathlib import Path

import pytest

from sayso.errors import DataError
from sayso.evaluation.place_weights import conditional_logit, logistic, write_weights
from sayso.evaluation.places import PlacesScore, score_document
from sayso.evaluation.toponym_corpora import GoldPlaces, GoldToponym, codings, geovirus, wiktor
from sayso.places.recognition import weights
from sayso.records import Place, Report, report_id
from sayso.vocabulary import Role

TEXT = "Anbar province and Basra: a dam near Basra, Iraqi troops, Ghent"


def gold(*toponyms: GoldToponym, complete: bool = True, modifiers: bool = False) -> GoldPlaces:
    return GoldPlaces("x", Report(id=report_id(TEXT), text=TEXT), toponyms, complete=complete, modifiers=modifiers)


def place(number: int, start: int, end: int, role: Role = Role.LOCATION, **values: object) -> Place:
    return Place(id=f"p{number}", start=start, end=end, text=TEXT[start:end], role=role, **values)  # type: ignore[arg-type]


ANBAR = GoldToponym(0, 5, 33.0, 42.0)
BASRA = GoldToponym(19, 24, 30.5, 47.8)


def test_found_near_and_false() -> None:
    found = [
        place(1, 0, 14, latitude=33.5, longitude=42.5),
        place(2, 19, 24, latitude=40.0, longitude=47.8),
        place(3, 58, 63),
        place(4, 44, 49, Role.MODIFIER),
        place(5, 26, 42, rule="described:facility"),
    ]
    score = score_document(gold(ANBAR, BASRA), found)
    assert (score.right, score.gold, score.found) == (2, 2, 3)
    assert (score.near, score.located, score.answered) == (1, 2, 2)
    assert score.precision == pytest.approx(2 / 3)
    assert score.within == 0.5


def test_missed_toponyms_count_against_accuracy() -> None:
    score = score_document(gold(ANBAR, BASRA), [place(1, 0, 5, latitude=33.0, longitude=42.0)])
    assert (score.recall, score.within, score.precision) == (0.5, 0.5, 1.0)


def test_modifiers_count_where_the_gold_has_them() -> None:
    extra = [place(1, 44, 49, Role.MODIFIER)]
    assert score_document(gold(), extra).found == 0
    assert score_document(gold(modifiers=True), extra).found == 1
    assert score_document(gold(complete=False), [place(1, 58, 63)]).found == 0


def test_roles_and_countries() -> None:
    wanted = GoldToponym(0, 5, country="IRQ", role="location")
    score = score_document(gold(wanted, modifiers=True), [place(1, 0, 5, Role.ACTOR, country="IRQ")])
    assert (score.role, score.with_role, score.country, score.with_country) == (0, 1, 1, 1)


def test_scores_add_up() -> None:
    one = PlacesScore(documents=1, gold=4, found=2, right=2, located=4, near=1)
    both = one + one
    assert (both.documents, both.f1, both.within) == (2, one.f1, 0.25)


GEOVIRUS = """<articles><article><source>s</source><text>In Basra.</text><locations><location><name>Basra</name><start>4</start><end>9</end>
<lat>30.5</lat><lon>47.8</lon><page>p</page></location></locations></article>
<article><source>s</source><text>None.</text><locations/></article></articles>"""


def test_geovirus_offsets_are_made_zero_based(tmp_path: Path) -> None:
    path = tmp_path / "GeoVirus.xml"
    path.write_text(GEOVIRUS, encoding="utf-8")
    first, second = geovirus(path)
    assert [first.report.text[t.start : t.end] for t in first.toponyms] == ["Basra"]
    assert [d.name for d in geovirus(path, "dev")] == [first.name]
    assert [d.name for d in geovirus(path, "train")] == [second.name]


@pytest.mark.parametrize("reader", [geovirus, wiktor, codings])
@pytest.mark.parametrize(
    "content", [b"\xff\xfe", b"<articles><article/>", b"{}", b"<articles><article><locations><location/></locations></article></articles>"]
)
def test_what_is_no_corpus_says_so(tmp_path: Path, reader: object, content: bytes) -> None:
    path = tmp_path / "corpus"
    path.write_bytes(content)
    with pytest.raises(DataError, match="S302"):
        list(reader(path))  # type: ignore[operator]


def test_logistic_learns_what_separates() -> None:
    rows = [{"bias": 1.0, "good": 1.0}, {"bias": 1.0, "bad": 1.0}] * 30
    fitted = logistic(rows, [True, False] * 30, {"kept": 7.0})
    assert fitted["good"] > 1 > -1 > fitted["bad"]
    assert fitted["kept"] == 7.0


def test_conditional_logit_prefers_what_is_right() -> None:
    fitted = conditional_logit([([{"big": 1.0}, {"small": 1.0}], [True, False])] * 20)
    assert fitted["big"] > 0 > fitted["small"]


def test_weights_survive_writing(tmp_path: Path) -> None:
    write_weights({"vote": {"own": 1.0404, "bias": -0.25}}, tmp_path / "w.toml")
    assert (tmp_path / "w.toml").read_text(encoding="utf-8").endswith("[vote]\nbias = -0.25\nown = 1.04\n")


def test_shipped_weights_are_whole() -> None:
    model = weights()
    assert model.recognition["country"] > 0 > model.recognition["person_elsewhere"]
    assert model.ranking["inside"] > 0 > model.ranking["outside"]
    assert 0 < model.limits["resolution"] < model.limits["recognition"] < 1
