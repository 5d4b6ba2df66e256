"""Places of a text without a language model, and with what a language model would add: recognition, resolution, roles, abstention."""

import time
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.language.analysis import Analysis, Name
from sayso.language.conllu import read_conllu
from sayso.language.sentences import paragraphs, split_sentences
from sayso.language.tokens import tokenize
from sayso.places import Gazetteer, find_places
from sayso.places.facts import divisions
from sayso.places.finding import read_places
from sayso.places.lexicon import Group, groups
from sayso.records import Abstention, Coding, Dateline, Place, Provenance, Report, report_id
from sayso.vocabulary import Kind, Role

GAZETTEER = Gazetteer.shipped()


def analysis_of(text: str) -> Analysis:
    tokens, parts = tokenize(text), paragraphs(text)
    return Analysis(text, tuple(a for a, _ in tokens), tuple(b for _, b in tokens), tuple(split_sentences(text, tokens, parts)), tuple(parts))


def find(text: str, **fields: object) -> tuple[tuple[Place, ...], tuple[Abstention, ...]]:
    return find_places(Report(id=report_id(text), text=text, **fields), analysis_of(text), GAZETTEER)  # type: ignore[arg-type]


def found(text: str) -> list[tuple[str, str]]:
    return [(p.text, str(p.role)) for p in find(text)[0]]


def place(text: str, name: str, **fields: object) -> Place:
    (wanted,) = [p for p in find(text, **fields)[0] if p.text == name]
    return wanted


@pytest.mark.parametrize("group", groups().values(), ids=lambda g: g.id)
def test_every_group_of_words_does_what_its_example_says(group: Group) -> None:
    assert found(group.example) == list(group.places)


@pytest.mark.parametrize(
    "text",
    [
        "Of course he was reading. March was nice, and Police said so.",
        "The Reading Society of Friends met in the Nice Hall on Sunday.",
        "Mr. Jordan Hamilton and Sen. Paris Whitfield met; Hamilton smiled.",
        "We told us. It was an act of Man, she said.",
        "He studied at the University of Michigan and reads the Boston Globe.",
        "",
        "“”“” . . . — — ’’’ [[ ]] $ US$5",
    ],
)
def test_common_words_people_and_organisations_are_no_places(text: str) -> None:
    assert found(text) == []


def test_common_words_are_places_where_the_text_says_so() -> None:
    assert found("The factory in Reading, England, closed in March.") == [("Reading", "location"), ("England", "location")]
    assert ("Nice", "location") in found("A truck drove into a crowd in the city of Nice, France.")


@pytest.mark.parametrize(
    ("text", "name", "country", "division"),
    [
        ("A tornado hit Springfield, Illinois, at noon.", "Springfield", "USA", "Illinois"),
        ("A tornado hit Springfield, Missouri, at noon.", "Springfield", "USA", "Missouri"),
        ("Shelling went on in Tripoli, Lebanon.", "Tripoli", "LBN", None),
        ("Shelling went on in Tripoli, Libya.", "Tripoli", "LBY", "Tripoli"),
        ("He was born in Córdoba, Argentina, and studied in Rosario.", "Córdoba", "ARG", "Córdoba"),
        ("Police in Birmingham, Alabama, arrested two men.", "Birmingham", "USA", "Alabama"),
        ("Police in Birmingham, England, arrested two men.", "Birmingham", "GBR", "England"),
        ("Troops left Sinjar, a town in northern Iraq.", "Sinjar", "IRQ", "Nineveh"),
        ("Farmers in Georgia, Alabama and Tennessee lost their crops.", "Georgia", "USA", "Georgia"),
        ("Talks between Georgia and Armenia resumed in Tbilisi.", "Georgia", "GEO", None),
        ("Floods hit Valencia, the third-largest city of Venezuela.", "Valencia", "VEN", "Carabobo"),
    ],
)
def test_what_the_text_says_around_a_name_decides(text: str, name: str, country: str, division: str | None) -> None:
    got = place(text, name)
    assert got.country == country
    if division:
        assert got.admin1 == division


def test_population_decides_where_nothing_else_does() -> None:
    assert place("The play opened in London on Friday.", "London").country == "GBR"
    assert place("A fire broke out in Paris overnight.", "Paris").country == "FRA"


def test_the_dateline_decides() -> None:
    text = "A bakery in Alexandria burned down on Friday, and the police of Alexandria asked for help."
    assert {p.country for p in find(text, dateline=Dateline(place="ARLINGTON, Va."))[0]} == {"USA"}
    assert {p.country for p in find(text, dateline=Dateline(place="CAIRO"))[0]} == {"EGY"}


def test_near_names_pull_together() -> None:
    text = "Fighting spread from Mosul to Sinjar and Tal Afar, and refugees fled to Dohuk and Erbil."
    assert {p.country for p in find(text)[0]} == {"IRQ"}


def test_unknown_names_stay_open_and_empty_nothing_else() -> None:
    places, open_values = find("Gunmen attacked the village of Tarmouz in Yemen on Monday. Sanaa was calm.")
    by_text = {p.text: p for p in places}
    assert by_text["Tarmouz"].latitude is None
    assert by_text["Tarmouz"].country == "YEM"
    assert by_text["Sanaa"].latitude == pytest.approx(15.35, abs=0.2)
    assert [(a.path, a.reason) for a in open_values] == [(f"places[{by_text['Tarmouz'].id}].latitude", "the gazetteer does not know this name")]


def test_a_name_with_its_type_is_one_toponym() -> None:
    got = place("The provincial capital of the sprawling Diyala province is calm.", "Diyala province")
    assert (got.name, got.feature, got.country) == ("Diyala", "A/ADM1", "IRQ")


def test_counties_are_not_the_towns_of_their_name() -> None:
    got = place("Judges in Dallas County, Texas, met.", "Dallas County")
    assert (got.feature, got.geonameid, got.name) == ("A/ADM2", None, "Dallas County")


def test_rivers_take_the_country_that_the_sentence_speaks_of() -> None:
    got = place("Rebels in Syria crossed the Euphrates River at night.", "Euphrates River")
    assert (got.name, got.country) == ("Euphrates", "SYR")
    assert place("Rebels crossed the Euphrates River at night.", "Euphrates River").country is None


def test_described_places_are_found_and_not_named() -> None:
    text = "Rebels in Sudan seized an old bridge on the Blue Nile and advanced in the country’s east."
    places, open_values = find(text)
    bridge, east = (next(p for p in places if p.text == t) for t in ("an old bridge on the Blue Nile", "the country’s east"))
    assert (bridge.name, bridge.latitude, bridge.geonameid, bridge.feature) == (None, None, None, "S/BDG")
    assert (east.name, east.country, east.geonameid) == (None, "SDN", None)
    assert east.longitude is not None
    assert east.longitude > 31
    assert {a.path for a in open_values} >= {f"places[{bridge.id}].name", f"places[{east.id}].name"}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("A French-led mission and U.S.-backed rebels met Lebanese Druze leaders.", ["French", "U.S.", "Lebanese"]),
        ("the Zionist [Israeli] army", ["Zionist [Israeli]"]),
        ("Iraqis and Americans voted; “the Dutch”, he said.", []),
        ("He spoke in Russian about the storm.", []),
        ("The Italian Red Cross and Turkish Airlines helped.", []),
    ],
)
def test_demonyms_modify_or_are_left_alone(text: str, wanted: list[str]) -> None:
    assert [p.text for p in find(text)[0] if p.role is Role.MODIFIER] == wanted


def test_ambiguous_demonyms_follow_the_report() -> None:
    assert place("Congolese troops moved east.", "Congolese").country is None
    assert place("The Democratic Republic of Congo said Congolese troops moved east.", "Congolese").country == "COD"


TREE = """# newdoc
# text = Kenya accused rebels backed by Uganda of raids in Sudan.
1	Kenya	Kenya	PROPN	NNP	Number=Sing	2	nsubj	_	_
2	accused	accuse	VERB	VBD	Tense=Past	0	root	_	_
3	rebels	rebel	NOUN	NNS	Number=Plur	2	obj	_	_
4	backed	back	VERB	VBN	_	3	acl	_	_
5	by	by	ADP	IN	_	6	case	_	_
6	Uganda	Uganda	PROPN	NNP	Number=Sing	4	obl	_	_
7	of	of	ADP	IN	_	8	case	_	_
8	raids	raid	NOUN	NNS	Number=Plur	2	obl	_	_
9	in	in	ADP	IN	_	10	case	_	_
10	Sudan	Sudan	PROPN	NNP	Number=Sing	8	nmod	_	SpaceAfter=No
11	.	.	PUNCT	.	_	2	punct	_	_

# text = The Peru government and Chile's parliament praised Bolivia.
1	The	the	DET	DT	_	3	det	_	_
2	Peru	Peru	PROPN	NNP	Number=Sing	3	compound	_	_
3	government	government	NOUN	NN	Number=Sing	7	nsubj	_	_
4	and	and	CCONJ	CC	_	6	cc	_	_
5-6	Chile's	_	_	_	_	_	_	_	_
5	Chile	Chile	PROPN	NNP	Number=Sing	6	nmod:poss	_	_
6	parliament	parliament	NOUN	NN	Number=Sing	3	conj	_	_
7	praised	praise	VERB	VBD	Tense=Past	0	root	_	_
8	Bolivia	Bolivia	PROPN	NNP	Number=Sing	7	obj	_	SpaceAfter=No
9	.	.	PUNCT	.	_	7	punct	_	_
"""


def test_roles_by_the_tree() -> None:
    text = "Kenya accused rebels backed by Uganda of raids in Sudan. The Peru government praised Bolivia."
    first = "\n".join(TREE.split("\n\n", maxsplit=1)[0].splitlines())
    analysis = read_conllu(first + "\n\n")
    places, _ = find_places(Report(id=report_id(analysis.text), text=analysis.text), analysis, GAZETTEER)
    assert [(p.text, str(p.role)) for p in places] == [("Kenya", "actor"), ("Uganda", "actor"), ("Sudan", "location")]
    assert text.startswith(analysis.text)


def test_names_of_the_language_layer_are_heard() -> None:
    text = "Soldiers loved Qasrun late. Washington shook his head, Tarek Washington being tired."
    plain = analysis_of(text)
    at = {plain.word(i): i for i in range(len(plain))}
    named = replace(plain, names=(Name(at["Qasrun"], at["Qasrun"] + 1, Kind.PLACE, 0.98), Name(6, 7, Kind.PERSON, 0.99)))
    report = Report(id=report_id(text), text=text)
    assert "Qasrun" not in [p.text for p in find_places(report, plain, GAZETTEER)[0]]
    assert "Qasrun" in [p.text for p in find_places(report, named, GAZETTEER)[0]]


def test_places_make_a_sound_record() -> None:
    text = "BEIRUT (AFN) — Lebanon’s army said shells hit Tyre, and Moscow warned Israel about the country’s south.\n\nTyre’s mayor agreed."
    places, open_values = find(text)
    coding = Coding(report=Report(id=report_id(text), text=text), places=places, abstained=open_values, provenance=Provenance(software="test"))
    assert len({p.id for p in coding.places}) == len(places)
    assert [p.start for p in places] == sorted(p.start for p in places)
    assert {(p.text, str(p.role)) for p in places} >= {("BEIRUT", "location"), ("Moscow", "actor"), ("Israel", "actor")}
    assert len({(p.latitude, p.longitude) for p in places if p.text == "Tyre"}) == 1
    assert all(p.rule for p in places)


def test_decisions_can_be_explained() -> None:
    text = "A tornado hit Springfield, Illinois, at noon."
    reading = read_places(Report(id=report_id(text), text=text), None, GAZETTEER)
    springfield = next(r for r in reading.resolutions if r.group.key == "springfield")
    assert "inside" in springfield.ranked[0].features
    assert len(springfield.ranked) > 5
    assert sum(r.share for r in springfield.ranked) == pytest.approx(1)
    assert 0.5 < springfield.probability <= 1


@pytest.mark.parametrize(
    "text",
    [
        "A" * 10_000,
        "Paris " * 2_000,
        "the village of " + "X" * 10_000,
        "“" * 100_000,
        "St. " * 5_000,
        "Al-" * 5_000 + "Raqqa",
        "In " + ", ".join(["Paris"] * 1_000),
        "PARIS — " * 500,
        "\udcff in Paris \ud800",
        "By " * 3_000,
        "the country’s " * 2_000,
        "a dam on the " * 2_000,
        "Springfield, a a a a a " * 1_000,
        "In " + ", ".join(d.name for d in divisions()),
    ],
)
def test_hostile_texts_are_read_in_linear_time(text: str) -> None:
    start = time.process_time()
    find_places(Report(id=report_id(text), text=text), Analysis(text, (), (), ()), GAZETTEER)
    assert time.process_time() - start < 5


@given(st.text(alphabet="Paris inof,.’“'-—()[]\n\tU.S9é", max_size=120))
@settings(max_examples=100, deadline=None)
def test_any_text_is_read_and_spans_are_exact(text: str) -> None:
    places, _ = find(text)
    for one in places:
        assert one.text == text[one.start : one.end]
