"""Entities for sources that were nobody, and the labels of the language model as statements."""

from dataclasses import replace

from sayso.language.analysis import Analysis
from sayso.language.quotes import pair_quotations
from sayso.language.sentences import paragraphs, split_sentences
from sayso.language.tokens import tokenize
from sayso.records import Entity, Report, Source, Span, Statement, report_id
from sayso.statements import Use, find_statements, speaking_entities
from sayso.statements.learned import SIGNAL
from sayso.vocabulary import Act, Commitment, Form, Kind, Sector, SourceKind, Status


def statement(number: int, words: str, start: int, kind: SourceKind = SourceKind.NOMINAL) -> Statement:
    span = Span(start=start, end=start + len(words), text=words)
    return Statement(
        id=f"s{number}",
        form=Form.INDIRECT,
        act=Act.SAY,
        source=span,
        source_kind=kind,
        chain=(Source(name=words),),
        cue=(Span(start=span.end + 1, end=span.end + 5, text="said"),),
        content=(),
        commitment=Commitment.ATTRIBUTED,
        status=Status.ASSERTED,
    )


def test_a_source_gets_an_entity_of_its_own() -> None:
    found, entities, abstained = speaking_entities([statement(1, "two soldiers", 10)], [])
    assert found[0].source_entity == entities[0].id == "e1"
    assert (entities[0].name, entities[0].kind, entities[0].sectors) == ("two soldiers", Kind.GROUP, (Sector.MIL,))
    assert found[0].chain[-1].entity == "e1"
    assert [one.path for one in abstained] == ["entities[e1].country"]


def test_ids_follow_those_that_are_there() -> None:
    known = Entity(id="e1", name="Ida Holm", kind=Kind.PERSON, mentions=(Span(start=0, end=8, text="Ida Holm"),))
    found, entities, _ = speaking_entities([statement(1, "Ida Holm", 0, SourceKind.NAMED), statement(2, "a nurse", 40)], [known])
    assert [s.source_entity for s in found] == ["e1", "e2"]
    assert entities[0] == known


def test_the_same_words_are_the_same_one() -> None:
    found, entities, _ = speaking_entities(
        [statement(1, "a spokesman", 10), statement(2, "The spokesman", 90), statement(3, "a spokesman for Lund", 190)], []
    )
    assert found[0].source_entity == found[1].source_entity != found[2].source_entity
    assert [m.text for m in entities[0].mentions] == ["a spokesman", "The spokesman"]


def test_pronouns_and_texts_take_up_the_last_source_that_fits() -> None:
    rows = [
        statement(1, "the ministry", 10),
        statement(2, "a nurse", 90),
        statement(3, "it", 190, SourceKind.PRONOUN),
        statement(4, "she", 290, SourceKind.PRONOUN),
        statement(5, "the statement", 390, SourceKind.DOCUMENT),
    ]
    found, entities, _ = speaking_entities(rows, [])
    assert len(entities) == 2
    assert [s.source_entity for s in found] == ["e1", "e2", "e1", "e2", "e2"]


def test_a_pronoun_that_nobody_fits_stays_open() -> None:
    found, entities, _ = speaking_entities([statement(1, "they", 10, SourceKind.PRONOUN)], [])
    assert (found[0].source_entity, entities) == (None, ())


def labelled(text: str, *labels: tuple[str, str]) -> tuple[Report, Analysis]:
    tokens, blocks = tokenize(text), paragraphs(text)
    analysis = Analysis(
        text=text,
        starts=tuple(start for start, _ in tokens),
        ends=tuple(end for _, end in tokens),
        sentences=tuple(split_sentences(text, tokens, blocks)),
        paragraphs=tuple(blocks),
        quotations=pair_quotations(text, blocks),
    )
    signal, begin = ["O"] * len(tokens), 0
    for kind, words in labels:
        start = text.index(words, begin)
        begin = start + len(words)
        for order, token in enumerate(range(*analysis.within(start, begin))):
            signal[token] = f"{'I' if order else 'B'}-{kind}"
    return Report(id=report_id(text), text=text), replace(analysis, signals={SIGNAL: tuple(signal)})


def test_labels_become_statements() -> None:
    report, analysis = labelled(
        "The envoy intimated that the talks had failed.", ("source", "The envoy"), ("cue", "intimated"), ("content", "the talks had failed")
    )
    (found,) = find_statements(report, analysis, Use.MODEL)
    assert found.source is not None
    assert (found.source.text, found.cue[0].text, found.content[0].text) == ("The envoy", "intimated", "the talks had failed")
    assert found.rule == "model.attribution"
    assert found.form is Form.INDIRECT


def test_a_content_before_its_cue_and_one_inside_another() -> None:
    report, analysis = labelled(
        "The road is shut, Holm said. Pell said she hoped it would open.",
        ("content", "The road is shut"),
        ("source", "Holm"),
        ("cue", "said"),
        ("source", "Pell"),
        ("cue", "said"),
        ("source", "she"),
        ("cue", "hoped"),
        ("content", "it would open"),
    )
    found = find_statements(report, analysis, Use.MODEL)
    assert [(s.source.text if s.source else None, s.content[0].text, s.inside) for s in found] == [
        ("Holm", "The road is shut", None),
        ("Pell", "she hoped it would open", None),
        ("she", "it would open", "s2"),
    ]


def test_marks_in_the_content_tell_the_form() -> None:
    report, analysis = labelled(
        "Holm intimated “a long winter” ahead.", ("source", "Holm"), ("cue", "intimated"), ("content", "“a long winter” ahead")
    )
    (found,) = find_statements(report, analysis, Use.MODEL)
    assert found.form is Form.MIXED
    assert [q.text for q in found.quotations] == ["“a long winter”"]


def test_rules_and_labels_cover_each_others_misses() -> None:
    text = "“The road is shut,” Holm said. Pell intimated it would open."
    report, analysis = labelled(text, ("source", "Pell"), ("cue", "intimated"), ("content", "it would open"))
    rules, both = find_statements(report, analysis), find_statements(report, analysis, Use.BOTH)
    assert [s.content[0].text for s in rules] == ["“The road is shut,”"]
    assert [s.content[0].text for s in both] == ["“The road is shut,”", "it would open"]


def test_what_both_find_is_there_once() -> None:
    text = "“The road is shut,” Holm said."
    report, analysis = labelled(text, ("content", "“The road is shut,”"), ("source", "Holm"), ("cue", "said"))
    assert find_statements(report, analysis, Use.BOTH) == find_statements(report, analysis)


def test_labels_of_another_length_are_left_alone() -> None:
    report, analysis = labelled("Holm spoke.", ("cue", "spoke"))
    assert find_statements(report, replace(analysis, signals={SIGNAL: ("B-cue",)}), Use.MODEL) == ()
    assert find_statements(report, replace(analysis, signals={}), Use.MODEL) == ()
