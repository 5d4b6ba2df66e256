"""Interviews and transcripts: who speaks by label or by layout, and whose words *I* are."""

import time

import pytest

from sayso.language.analysis import Analysis, Name
from sayso.language.quotes import pair_quotations
from sayso.language.sentences import paragraphs, split_sentences
from sayso.language.tokens import tokenize
from sayso.records import Entity, Report, Span, report_id
from sayso.statements import find_statements, link_sources
from sayso.statements.transcripts import transcript_statements
from sayso.vocabulary import Act, Kind

LABELLED = """Ida Holm has run the port for nine years.

Q: Is the road open?
A: It is. I drove it myself.

Q: And the bridge?
A: We mend it every spring. [She laughs.] Ask the army."""

ASKED_BY_NAME = """Ten years later, Ida Holm tells Joan Pell what she saw

Holm, 49, runs the port of Calder.

Was the road open?
It was. I drove it myself.

Who guarded the bridge?
My own men did, all night."""


def analysed(text: str, *people: str) -> Analysis:
    tokens, blocks = tokenize(text), paragraphs(text)
    analysis = Analysis(
        text=text,
        starts=tuple(start for start, _ in tokens),
        ends=tuple(end for _, end in tokens),
        sentences=tuple(split_sentences(text, tokens, blocks)),
        paragraphs=tuple(blocks),
        quotations=pair_quotations(text, blocks),
    )
    names = []
    for person in people:
        first, last = analysis.within(text.index(person), text.index(person) + len(person))
        names.append(Name(first, last, Kind.PERSON, 0.9))
    return Analysis(**{**analysis.__dict__, "names": tuple(sorted(names, key=lambda name: name.first))})


def report_of(text: str, publisher: str | None = None) -> Report:
    return Report(id=report_id(text), text=text, publisher=publisher)


def test_labels_give_questions_and_answers() -> None:
    everything = transcript_statements(report_of(LABELLED, "Lagoon Wire"), analysed(LABELLED, "Ida Holm"))
    assert [s.content[0].text for s in everything if s.act is Act.ASK] == ["Is the road open?", "And the bridge?"]
    found = [s for s in everything if s.act is not Act.ASK]
    assert [s.content[0].text for s in found] == ["It is. I drove it myself.", "We mend it every spring. [She laughs.] Ask the army."]
    assert [s.source.text for s in found if s.source] == ["A", "A"]
    assert [link.name for link in found[0].chain] == ["Lagoon Wire", "Ida Holm"]
    assert [gloss.text for gloss in found[1].glosses] == ["[She laughs.]"]


def test_the_one_who_answers_is_linked_and_so_is_i() -> None:
    analysis = analysed(LABELLED, "Ida Holm")
    start = LABELLED.index("Ida Holm")
    holm = Entity(id="e1", name="Ida Holm", kind=Kind.PERSON, mentions=(Span(start=start, end=start + 8, text="Ida Holm"),))
    found = link_sources(find_statements(report_of(LABELLED), analysis), [holm])
    assert {s.source_entity for s in found if s.source and s.source.text != "Q"} == {"e1"}


def test_a_named_interviewer_asks() -> None:
    found = transcript_statements(report_of(ASKED_BY_NAME), analysed(ASKED_BY_NAME, "Ida Holm", "Joan Pell"))
    assert [(s.act, s.source.text if s.source else None) for s in found] == [
        (Act.ASK, "Joan Pell"),
        (Act.SAY, "Ida Holm"),
        (Act.ASK, "Joan Pell"),
        (Act.SAY, "Ida Holm"),
    ]
    assert found[1].content[0].text == "It was. I drove it myself."


def test_a_publisher_that_asks() -> None:
    text = "HERALD: Is the road open, then?\nRUIZ: It is, as of noon.\nHERALD: And the bridge, when?\nRUIZ: Ask the engineers, please."
    found = transcript_statements(report_of(text, "The Calder Herald"), analysed(text))
    assert [(s.source.text, s.act) for s in found if s.source][:2] == [("HERALD", Act.ASK), ("RUIZ", Act.SAY)]


@pytest.mark.parametrize(
    "text",
    [
        "Results:\nCalder: 2\nLund: 1\nMoreno: 0",
        "Note: the road is shut.\n\nThe army said so.",
        "Who will pay?\n\nNobody knows.\n\nThe road stays shut.",
        "Q: alone",
        "",
        "A. B. Holm runs the port.\n\nA. C. Pell owns it.",
    ],
)
def test_other_layouts_are_no_transcripts(text: str) -> None:
    assert transcript_statements(report_of(text), analysed(text)) == ()


def test_time_is_linear() -> None:
    text = "Q: Is it?\nA: It is so.\n\n" * 2000
    analysis, report = analysed(text), report_of(text)
    start = time.process_time()
    assert len(transcript_statements(report, analysis)) == 4000
    assert time.process_time() - start < 3
