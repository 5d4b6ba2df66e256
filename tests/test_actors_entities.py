"""Names united, clusters joined, actors coded, places linked, and nothing invented, on sentences of our own."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.actors import find_entities
from sayso.actors.tables import packaged
from sayso.language.analysis import ROOT, Analysis, Mention, Name
from sayso.records import Abstention, Coding, Entity, Place, Provenance, Report
from sayso.vocabulary import Kind, Layer, Role
from test_actors_phrases import report_of, tables

Answer = tuple[tuple[Entity, ...], tuple[Place, ...], tuple[Abstention, ...]]


def analysis_of(*sentences: str, names: tuple[tuple[str, Kind], ...] = ()) -> Analysis:
    """Sentences as words ``form/UPOS/head/relation`` (heads from 1, 0 is the root; ``_`` glues a word to the one before)."""
    text = ""
    starts: list[int] = []
    ends: list[int] = []
    rows: list[tuple[str, int, str]] = []
    bounds: list[tuple[int, int]] = []
    for sentence in sentences:
        base = len(rows)
        for item in sentence.split():
            form, upos, head, relation = item.rsplit("/", 3)
            text += "" if not text or form.startswith("_") else " "
            form = form.removeprefix("_")
            starts.append(len(text))
            text += form
            ends.append(len(text))
            rows.append((upos, ROOT if head == "0" else base + int(head) - 1, relation))
        bounds.append((base, len(rows)))
    bare = Analysis(
        text=text,
        starts=tuple(starts),
        ends=tuple(ends),
        sentences=tuple(bounds),
        paragraphs=((0, len(text)),),
        upos=tuple(r[0] for r in rows),
        xpos=("_",) * len(rows),
        feats=("_",) * len(rows),
        lemmas=tuple(text[a:b].lower() for a, b in zip(starts, ends, strict=True)),
        heads=tuple(r[1] for r in rows),
        deprels=tuple(r[2] for r in rows),
    )
    found: list[Name] = []
    for phrase, kind in names:
        at = text.find(phrase)
        while at >= 0:
            first, last = bare.within(at, at + len(phrase))
            if bare.starts[first] == at and bare.ends[last - 1] == at + len(phrase) and not any(n.first <= first < n.last for n in found):
                found.append(Name(first, last, kind, 0.9))
            at = text.find(phrase, at + 1)
    return replace(bare, names=tuple(sorted(found, key=lambda n: n.first)))


def found(analysis: Analysis, places: tuple[Place, ...] = (), published: str | None = None) -> Answer:
    report = report_of(analysis.text, published)
    entities, linked, open_ = find_entities(report, analysis, places, tables())
    checked(report, analysis, entities, linked, open_)
    return entities, linked, open_


def checked(report: Report, analysis: Analysis, entities: tuple[Entity, ...], places: tuple[Place, ...], open_: tuple[Abstention, ...]) -> None:
    """What holds of every answer."""
    Coding(report=report, entities=entities, places=places, abstained=open_, provenance=Provenance(software="test"), layers=(Layer.ENTITIES,))
    assert [e.id for e in entities] == [f"e{n}" for n in range(1, len(entities) + 1)]
    firsts = [entity.mentions[0].start for entity in entities]
    assert firsts == sorted(firsts)
    flat = " ".join(analysis.text.split())
    for entity in entities:
        assert entity.mentions
        assert entity.rule
        assert entity.name in flat
        assert [m.start for m in entity.mentions] == sorted(m.start for m in entity.mentions)
    assert {p.entity for p in places if p.entity} <= {e.id for e in entities}


def by_name(entities: tuple[Entity, ...]) -> dict[str, Entity]:
    return {entity.name: entity for entity in entities}


def code(entity: Entity) -> str:
    return " ".join([entity.kind, entity.country or "-", *entity.sectors])


def test_a_last_name_stands_for_the_one_person_who_has_it() -> None:
    analysis = analysis_of(
        "Chadian/ADJ/3/amod Interior/PROPN/3/compound Minister/PROPN/4/nmod:desc Ousmane/PROPN/6/nsubj Abakar/PROPN/4/flat resigned/VERB/0/root",
        "Abakar/PROPN/2/nsubj left/VERB/0/root N'Djamena/PROPN/2/obj",
        names=(("Ousmane Abakar", Kind.PERSON), ("Abakar", Kind.PLACE)),
    )
    entities, _, _ = found(analysis)
    minister = by_name(entities)["Ousmane Abakar"]
    assert code(minister) == "person TCD GOV"
    assert [m.text for m in minister.mentions] == ["Ousmane Abakar", "Abakar"]


def test_two_people_of_one_name_stay_two() -> None:
    analysis = analysis_of(
        "Rosa/PROPN/5/nsubj Quispe/PROPN/1/flat and/CCONJ/4/cc Hugo/PROPN/1/conj met/VERB/0/root Hugo/PROPN/5/obj Quispe/PROPN/6/flat",
        "Quispe/PROPN/2/nsubj denied/VERB/0/root it/PRON/2/obj",
        names=(("Rosa Quispe", Kind.PERSON), ("Hugo Quispe", Kind.PERSON), ("Quispe", Kind.PERSON)),
    )
    entities, _, open_ = found(analysis)
    assert {"Rosa Quispe", "Hugo Quispe", "Quispe"} <= set(by_name(entities))
    alone = by_name(entities)["Quispe"]
    assert any(a.path == f"entities[{alone.id}].country" and "several people" in a.reason for a in open_)


def test_arabic_last_names_lose_their_article() -> None:
    analysis = analysis_of(
        "Sami/PROPN/5/nsubj al/PROPN/1/flat _-/PUNCT/4/punct _Kaswani/PROPN/1/flat spoke/VERB/0/root",
        "Kaswani/PROPN/2/nsubj left/VERB/0/root",
        names=(("Sami al-Kaswani", Kind.PERSON), ("Kaswani", Kind.ORGANIZATION)),
    )
    (person,) = found(analysis)[0]
    assert (person.name, len(person.mentions), person.kind) == ("Sami al-Kaswani", 2, Kind.PERSON)


def test_an_acronym_in_brackets_is_the_name_before_it() -> None:
    analysis = analysis_of(
        "The/DET/4/det Lowland/PROPN/4/compound Farmers/PROPN/4/compound League/PROPN/8/nsubj (/PUNCT/6/punct _LFL/PROPN/4/appos _)/PUNCT/6/punct "
        "marched/VERB/0/root",
        "The/DET/2/det LFL/PROPN/3/nsubj sang/VERB/0/root",
        "The/DET/2/det League/PROPN/3/nsubj won/VERB/0/root",
        names=(("Lowland Farmers League", Kind.ORGANIZATION), ("League", Kind.ORGANIZATION)),
    )
    (league,) = found(analysis)[0]
    assert [m.text for m in league.mentions] == ["Lowland Farmers League", "LFL", "LFL", "League"]


def test_an_agency_in_brackets_after_a_town_is_not_its_acronym() -> None:
    analysis = analysis_of(
        "BAMAKO/PROPN/5/dep (/PUNCT/3/punct _AP/PROPN/1/appos _)/PUNCT/3/punct talks/NOUN/6/nsubj failed/VERB/0/root",
        names=(("BAMAKO", Kind.PLACE), ("AP", Kind.ORGANIZATION)),
    )
    assert all(len(entity.mentions) == 1 for entity in found(analysis)[0])


def test_aliases_of_the_tables_are_one_entity_and_adjectives_its_modifiers() -> None:
    analysis = analysis_of(
        "U.S./PROPN/2/compound envoys/NOUN/3/nsubj met/VERB/0/root Americans/PROPN/3/obj",
        "The/DET/3/det United/PROPN/3/compound States/PROPN/4/nsubj agreed/VERB/0/root",
        "ISIS/PROPN/2/nsubj fled/VERB/0/root",
        "Islamic/PROPN/2/compound State/PROPN/3/nsubj lost/VERB/0/root",
        names=(("U.S.", Kind.ORGANIZATION), ("United States", Kind.PLACE), ("ISIS", Kind.ORGANIZATION), ("Islamic State", Kind.PLACE)),
    )
    entities = by_name(found(analysis)[0])
    assert code(entities["United States"]) == "place USA GOV"
    assert [m.text for m in entities["United States"].mentions] == ["U.S.", "United States"]
    assert code(entities["Islamic State"]) == "organization IMG REB"
    assert entities["Islamic State"].rule is not None
    assert entities["Islamic State"].rule.startswith("alias:armed_groups.tsv:")
    assert [m.text for m in entities["Islamic State"].mentions] == ["ISIS", "Islamic State"]
    assert code(entities["U.S. envoys"]) == "group USA GOV"


def test_a_cluster_gives_pronouns_and_noun_phrases_to_the_name() -> None:
    analysis = analysis_of(
        "Boko/PROPN/3/nsubj Haram/PROPN/1/flat fled/VERB/0/root",
        "The/DET/3/det militant/ADJ/3/amod group/NOUN/6/nsubj said/VERB/0/root _,/PUNCT/4/punct its/PRON/7/nmod:poss leader/NOUN/4/obj",
        names=(("Boko Haram", Kind.PLACE),),
    )
    analysis = replace(analysis, clusters=((Mention(0, 2, 0), Mention(3, 6, 5), Mention(8, 9, 8)),))
    entities, _, _ = found(analysis)
    group = by_name(entities)["Boko Haram"]
    assert code(group) == "organization NGA REB"
    assert [m.text for m in group.mentions] == ["Boko Haram", "The militant group", "its"]
    assert [(e.name, code(e)) for e in entities[1:]] == [("its leader", "person NGA REB")]


def test_an_apposition_tells_who_a_person_is() -> None:
    analysis = analysis_of(
        "Amina/PROPN/6/nsubj Diallo/PROPN/1/flat _,/PUNCT/5/punct the/DET/5/det minister/NOUN/1/appos wept/VERB/0/root",
        "Guinea/PROPN/3/nmod:poss _'s/PART/1/case minister/NOUN/4/nsubj left/VERB/0/root",
        names=(("Amina Diallo", Kind.PERSON), ("Guinea", Kind.PLACE)),
    )
    entities = by_name(found(analysis)[0])
    assert code(entities["Amina Diallo"]) == "person GIN GOV"
    assert [m.text for m in entities["Amina Diallo"].mentions][:2] == ["Amina Diallo", "the minister"]


def test_an_office_and_a_last_name_find_the_term_only_on_its_day() -> None:
    analysis = analysis_of(
        "President/PROPN/2/nmod:desc Obama/PROPN/3/nsubj spoke/VERB/0/root",
        names=(("Obama", Kind.PERSON),),
    )
    (on_time,) = found(analysis, published="2014-02-01")[0]
    assert code(on_time) == "person USA GOV"
    assert "alias:leaders.tsv" in (on_time.rule or "")
    (too_late,) = found(analysis, published="2018-02-01")[0]
    assert code(too_late) == "person - GOV"


def test_two_names_of_one_cluster_are_not_made_one_person() -> None:
    analysis = analysis_of(
        "Lina/PROPN/3/nsubj Haddad/PROPN/1/flat met/VERB/0/root Omar/PROPN/3/obj Said/PROPN/4/flat",
        "He/PRON/2/nsubj left/VERB/0/root",
        names=(("Lina Haddad", Kind.PERSON), ("Omar Said", Kind.PERSON)),
    )
    analysis = replace(analysis, clusters=((Mention(0, 2, 0), Mention(3, 5, 3), Mention(5, 6, 5)),))
    entities = by_name(found(analysis)[0])
    assert [m.text for m in entities["Omar Said"].mentions] == ["Omar Said", "He"]
    assert [m.text for m in entities["Lina Haddad"].mentions] == ["Lina Haddad"]


def test_nameless_actors_and_their_later_mentions() -> None:
    analysis = analysis_of(
        "Rebels/NOUN/2/nsubj seized/VERB/0/root a/DET/4/det bridge/NOUN/2/obj in/ADP/6/case Mali/PROPN/2/obl",
        "The/DET/2/det rebels/NOUN/3/nsubj fled/VERB/0/root",
        names=(("Mali", Kind.PLACE),),
    )
    entities, _, _ = found(analysis)
    assert [(e.name, code(e), [m.text for m in e.mentions]) for e in entities] == [("Rebels", "group MLI REB", ["Rebels", "The rebels"])]
    assert "context:only-country" in (entities[0].rule or "")


def test_places_get_their_entity_and_mere_locations_none() -> None:
    analysis = analysis_of(
        "Kenyan/ADJ/2/amod police/NOUN/4/nsubj in/ADP/2/dep arrived/VERB/0/root",
        "Kenya/PROPN/2/nsubj protested/VERB/0/root in/ADP/4/case Garissa/PROPN/2/obl",
        names=(("Kenya", Kind.PLACE), ("Garissa", Kind.PLACE)),
    )
    text = analysis.text

    def place(number: int, word: str, role: Role, feature: str) -> Place:
        start = text.index(f"{word} ") if f"{word} " in text else text.index(word)
        return Place(id=f"p{number}", start=start, end=start + len(word), text=word, role=role, name=word, country="KEN", feature=feature)

    places = (
        place(1, "Kenyan", Role.MODIFIER, "A/PCLI"),
        place(2, "Kenya", Role.ACTOR, "A/PCLI"),
        place(3, "Garissa", Role.LOCATION, "P/PPLA"),
    )
    entities, linked, _ = found(analysis, places)
    kenya = by_name(entities)["Kenya"]
    assert code(kenya) == "place KEN GOV"
    assert [p.entity for p in linked] == [kenya.id, kenya.id, None]
    assert [p.id for p in linked] == ["p1", "p2", "p3"]


def test_what_is_left_open_says_why() -> None:
    analysis = analysis_of("Jonas/PROPN/3/nsubj Weber/PROPN/1/flat sang/VERB/0/root", names=(("Jonas Weber", Kind.PERSON),))
    (person,), _, open_ = found(analysis)
    assert (person.country, person.sectors) == (None, ())
    assert {a.path for a in open_} == {"entities[e1].country", "entities[e1].sectors"}
    assert all(a.reason for a in open_)


@pytest.mark.parametrize(
    "text", ["", " ", "...", "“" * 2000, "\ud800 said \udfff", "(((((", "al- al- al-", "U.S.-led-led-led U.S.", "the the the the"]
)
def test_odd_text_is_no_trouble(text: str) -> None:
    words = text.split()
    starts, ends, at = [], [], 0
    for word in words:
        at = text.index(word, at)
        starts.append(at)
        at += len(word)
        ends.append(at)
    size = len(words)
    analysis = Analysis(
        text=text,
        starts=tuple(starts),
        ends=tuple(ends),
        sentences=((0, size),) if size else (),
        upos=("PROPN",) * size,
        xpos=("_",) * size,
        feats=("_",) * size,
        lemmas=tuple(words),
        heads=tuple(ROOT if i == 0 else 0 for i in range(size)),
        deprels=tuple("root" if i == 0 else "nsubj" for i in range(size)),
        names=tuple(Name(i, i + 1, Kind.PERSON, 0.5) for i in range(size)),
    )
    found(analysis)


WORDS = [
    "the",
    "Iraqi",
    "rebels",
    "of",
    "U.S.",
    "-",
    "led",
    "Hamas",
    "President",
    "Obama",
    "in",
    "Mali",
    "(",
    "UN",
    ")",
    "'s",
    ",",
    "police",
    "Abu",
    "Karzai",
]
TAGS = ["NOUN", "PROPN", "ADJ", "VERB", "ADP", "DET", "PUNCT", "PRON"]
RELATIONS = ["nsubj", "nmod", "appos", "compound", "amod", "conj", "case", "det", "obj", "flat", "nmod:poss", "obl"]


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_odd_trees_are_no_trouble(data: st.DataObject) -> None:
    size = data.draw(st.integers(1, 14))
    words = data.draw(st.lists(st.sampled_from(WORDS), min_size=size, max_size=size))
    heads = [ROOT if i == 0 else data.draw(st.sampled_from([h for h in range(size) if h != i])) for i in range(size)]
    for i in range(size):  # trees have no cycles: whoever never reaches the root hangs on it
        seen, node = set(), i
        while node != ROOT and node not in seen:
            seen.add(node)
            node = heads[node]
        if node != ROOT:
            heads[i] = 0
    rows = " ".join(
        f"{w}/{data.draw(st.sampled_from(TAGS))}/{h + 1}/{data.draw(st.sampled_from(RELATIONS))}" for w, h in zip(words, heads, strict=True)
    )
    analysis = analysis_of(rows)
    names = tuple(Name(i, i + 1, data.draw(st.sampled_from(list(Kind))), 0.9) for i in range(size) if words[i][0].isupper())
    mentions = tuple(Mention(i, i + 1, i) for i in range(0, size, 3))
    found(replace(analysis, names=names, clusters=(mentions,)))


def test_a_long_report_takes_time_in_proportion_to_its_length() -> None:
    sentence = "Ugandan/ADJ/2/amod troops/NOUN/3/nsubj met/VERB/0/root President/PROPN/5/nmod:desc Kato/PROPN/3/obj"
    analysis = analysis_of(*[sentence] * 2000, names=())
    entities, _, _ = found(analysis)
    assert len(entities) < 20


@pytest.mark.parametrize(("example", "gives"), [(row.cell("example"), row.cell("gives")) for row in packaged("actors", "names.tsv")])
def test_words_of_an_organisations_name_say_what_it_is(example: str, gives: str) -> None:
    _, demonym, *name = example.split()
    head = len(name) + 2
    rows = [
        f"The/DET/{head}/det",
        f"{demonym}/ADJ/{head}/amod",
        *(f"{w}/PROPN/{head}/compound" for w in name[:-1]),
        f"{name[-1]}/PROPN/{head + 1}/nsubj",
    ]
    analysis = analysis_of(" ".join([*rows, "spoke/VERB/0/root"]), names=((" ".join(name), Kind.ORGANIZATION),))
    entity = by_name(found(analysis)[0])[" ".join(name)]
    assert " ".join([entity.country or "-", *entity.sectors]) == gives
    assert "names.tsv" in (entity.rule or "")
