"""Statements from quotations: forms, contents, chains and links, with and without trees."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.language.analysis import Analysis
from sayso.language.conllu import read_conllu
from sayso.language.quotes import pair_quotations
from sayso.language.sentences import paragraphs, split_sentences
from sayso.language.tokens import tokenize
from sayso.records import Coding, Entity, Provenance, Report, Span, Statement, report_id, spans_of
from sayso.statements import find_statements, link_sources
from sayso.vocabulary import Act, Commitment, Form, Kind, SourceKind, Status


def analysed(text: str) -> Analysis:
    tokens, blocks = tokenize(text), paragraphs(text)
    return Analysis(
        text=text,
        starts=tuple(start for start, _ in tokens),
        ends=tuple(end for _, end in tokens),
        sentences=tuple(split_sentences(text, tokens, blocks)),
        paragraphs=tuple(blocks),
        quotations=pair_quotations(text, blocks),
    )


def read(text: str, analysis: Analysis | None = None, publisher: str | None = None, agency: str | None = None) -> tuple[Statement, ...]:
    report = Report(id=report_id(text), text=text, publisher=publisher, agency=agency)
    return find_statements(report, analysis or analysed(text))


def gist(text: str) -> list[tuple[str, str, str | None, list[str]]]:
    return [(s.form.value, s.act.value, s.source.text if s.source else None, [c.text for c in s.content]) for s in read(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # the clause after, before, around
        ("“The road is open,” said Ida Holm, who runs the port.", [("direct", "say", "Ida Holm", ["“The road is open,”"])]),
        ("'The road is open', Ida Holm, the mayor, told the BBC.", [("direct", "say", "Ida Holm", ["'The road is open'"])]),
        ("Ida Holm said, “The road is open.”", [("direct", "say", "Ida Holm", ["“The road is open.”"])]),
        ("The council’s secretary, Ida Holm, said in Calder on Friday: “It is.”", [("direct", "say", "Ida Holm", ["“It is.”"])]),
        ("According to Ida Holm, “the road is open.”", [("direct", "say", "Ida Holm", ["“the road is open.”"])]),
        ("She told them that the road was “open to all” from May.", [("mixed", "say", "She", ["the road was “open to all” from May"])]),
        ("The road is “open to all,” she said.", [("mixed", "say", "she", ["The road is “open to all,”"])]),
        ("The men “will not leave” the town, he said.", [("mixed", "say", "he", ["The men “will not leave” the town"])]),
        ("All but one, she said, were “fit to go.”", [("mixed", "say", "she", ["All but one", "were “fit to go.”"])]),
        ("“Why now?” asked a clerk.", [("direct", "ask", "a clerk", ["“Why now?”"])]),
        # one speech in parts
        ("“We came,” he said, “and we saw.”", [("direct", "say", "he", ["“We came,”", "“and we saw.”"])]),
        ("“We came,” he said. “We saw. We left.”", [("direct", "say", "he", ["“We came,”", "“We saw. We left.”"])]),
        ("“We came,” he said. “We saw,” he added.", [("direct", "say", "he", ["“We came,”"]), ("direct", "say", "he", ["“We saw,”"])]),
        ("He called it “a trap,” “a lie” and “a shame.”", [("mixed", "call", "He", ["it “a trap,” “a lie” and “a shame.”"])]),
        ("“We came.\n\n“We saw.\n\n“We left,” he said.", [("direct", "say", "he", ["“We came.", "“We saw.", "“We left,”"])]),
        ("“We came,” he said. “We saw.\n\n“We left.”", [("direct", "say", "he", ["“We came,”", "“We saw.", "“We left.”"])]),
        ("The minister said:\n\n“We came.”", [("direct", "say", "The minister", ["“We came.”"])]),
        ("“We came,” he said.\n\n“We never asked to.”", [("direct", "say", "he", ["“We came,”"]), ("direct", "say", "he", ["“We never asked to.”"])]),
        # cues in one relation, nested verbs, voices
        ("He threatened Calder by saying, “We will come back.”", [("direct", "threaten", "He", ["“We will come back.”"])]),
        ("He was told by the mayor that “it is over.”", [("direct", "say", "the mayor", ["“it is over.”"])]),
        ("Radio Calder quoted the mayor as saying “it is over.”", [("direct", "say", "the mayor", ["“it is over.”"])]),
        ("He left the hall and said: “It is over.”", [("direct", "say", "He", ["“It is over.”"])]),
        ("Ida Holm accused the army of “theft and arson.”", [("direct", "accuse", "Ida Holm", ["“theft and arson.”"])]),
        # a lost space, an explanation, a headline
        ("“They fear the sappers,”or mine clearers, he said.", [("direct", "say", "he", ["“They fear the sappers,”"])]),
        ("Mayor: “We will not pay”", [("direct", "say", "Mayor", ["“We will not pay”"])]),
        (
            "Speech with no speaker:\n\n“It was a long night and nobody slept.”",
            [("direct", "say", "Speech with no speaker", ["“It was a long night and nobody slept.”"])],
        ),
        ("It rained.\n\n“It was a long night and nobody slept.”", [("direct", "say", None, ["“It was a long night and nobody slept.”"])]),
        # labels, titles, nicknames
        ("The “tax” was lifted.", []),
        ("Idris “the Baker” Sako was freed.", []),
        ("The film “A River Runs Out” opened.", []),
        ("They held a “day of rage” and a “night of light.”", []),
        ("He said its “tax” was low.", [("mixed", "say", "He", ["its “tax” was low"])]),
        ("He said the so-called “tax” was low.", []),
        ("It declared its “state” on the hill.", []),
        # marks inside marks, other marks
        ("“He told me ‘go home’ twice,” she said.", [("direct", "say", "she", ["“He told me ‘go home’ twice,”"])]),
        ("« Partez », dit-il. «It is over,» said Ida Holm.", [("direct", "say", "Ida Holm", ["«It is over,»"])]),
        ("„It is over“, said Ida Holm.", [("direct", "say", "Ida Holm", ["„It is over“"])]),
        ("No marks at all, he said.", []),
        ("", []),
    ],
)
def test_quotations(text: str, expected: list[tuple[str, str, str | None, list[str]]]) -> None:
    assert gist(text) == expected


def test_a_report() -> None:
    text = (
        "CALDER (Lagoon Wire) — “Nobody paid,” Col. Abel Ruiz told reporters on Friday. “The old men talked.”\n\n"
        "He claimed the front was “a band of thieves [smugglers] . . . and worse” and warned that it “will pay for this.”\n\n"
        "To the villagers, he said their so-called “tax” was over."
    )
    first, second, third = read(text, publisher="The Post", agency="Lagoon Wire")
    assert [s.id for s in (first, second, third)] == ["s1", "s2", "s3"]
    assert first.addressee is not None
    assert first.addressee.text == "reporters"
    assert [link.name for link in first.chain] == ["The Post", "Abel Ruiz"]
    assert first.quotations == first.content
    assert second.commitment is Commitment.DISTANCED
    assert [g.text for g in second.glosses] == ["[smugglers]"]
    assert [e.text for e in second.ellipses] == [". . ."]
    assert second.form is Form.MIXED
    assert [q.text for q in second.quotations] == ["“a band of thieves [smugglers] . . . and worse”"]
    assert (third.act, third.status, third.source) == (Act.WARN, Status.THREATENED, second.source)
    assert all(s.inside is None and s.source_entity is None and s.translated is None for s in (first, second, third))


def test_explanations_after_the_mark_are_glosses() -> None:
    (found,) = read("“They fear the sappers,”or mine clearers, he said.")
    assert [g.text for g in found.glosses] == ["or mine clearers"]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("“We saw it,” he said.", Status.ASSERTED),
        ("“We will pay,” he said.", Status.THREATENED),
        ("“We will rebuild it,” he said.", Status.PROMISED),
        ("“It will rain,” he said.", Status.PREDICTED),
        ("“If it rains, they would leave,” he said.", Status.CONDITIONAL),
        ("“Leave the town,” he demanded.", Status.DIRECTIVE),
        ("He hopes for “a long peace.”", Status.DESIRED),
        ("“Who paid?” he asked.", Status.QUESTIONED),
        ("He called it “a sham and a shame.”", Status.EVALUATION),
        ("He denied “any part in it.”", Status.DENIED),
    ],
)
def test_status(text: str, status: Status) -> None:
    assert [s.status for s in read(text)] == [status]


def test_carriers_stand_in_the_chain() -> None:
    (found,) = read("Radio Calder quoted the mayor as saying “it is over.”", agency="Lagoon Wire")
    assert [link.name for link in found.chain] == ["Lagoon Wire", "Radio Calder", "the mayor"]
    assert [c.text for c in found.cue] == ["quoted", "saying"]


TREE = """# newpar
1	The	the	DET	DT	_	2	det	_	_
2	band	band	NOUN	NN	_	6	nsubj	_	SpaceAfter=No
3	,	,	PUNCT	,	_	5	punct	_	_
4	founded	found	VERB	VBN	Tense=Past|VerbForm=Part	2	acl	_	_
5	late	late	ADV	RB	_	4	advmod	_	SpaceAfter=No
6	,	,	PUNCT	,	_	2	punct	_	_
7	claims	claim	VERB	VBZ	VerbForm=Fin	0	root	_	_
8	tolls	toll	NOUN	NNS	_	11	nsubj	_	_
9	are	be	AUX	VBP	_	11	cop	_	_
10	“	"	PUNCT	``	_	11	punct	_	SpaceAfter=No
11	gifts	gift	NOUN	NNS	_	7	ccomp	_	SpaceAfter=No
12	”	"	PUNCT	''	_	11	punct	_	_
13	and	and	CCONJ	CC	_	14	cc	_	_
14	leaves	leave	VERB	VBZ	_	7	conj	_	SpaceAfter=No
15	.	.	PUNCT	.	_	7	punct	_	_
""".replace("2\tband\tband\tNOUN\tNN\t_\t6", "2\tband\tband\tNOUN\tNN\t_\t7")


def test_trees_give_subjects_and_complements() -> None:
    tree = read_conllu(TREE)
    analysis = Analysis(**{**vars(tree), "quotations": pair_quotations(tree.text, tree.paragraphs)})
    (found,) = read(tree.text, analysis)
    assert found.source is not None
    assert found.source.text == "The band"
    assert found.source_kind is SourceKind.NOMINAL
    assert (found.act, found.form) == (Act.CLAIM, Form.MIXED)
    assert [c.text for c in found.content] == ["tolls are “gifts”"]


def test_tags_tell_nouns_from_cues() -> None:
    tree = read_conllu(TREE.replace("\tVERB\tVBZ\tVerbForm=Fin", "\tNOUN\tNNS\t_"))
    analysis = Analysis(**{**vars(tree), "quotations": pair_quotations(tree.text, tree.paragraphs)})
    assert read(tree.text, analysis) == ()


def entity(identity: str, kind: Kind, text: str, *spans: tuple[int, int]) -> Entity:
    mentions = tuple(Span(start=start, end=end, text=text[start:end]) for start, end in spans)
    return Entity(id=identity, name=mentions[0].text, kind=kind, mentions=mentions)


def test_sources_are_linked_to_entities() -> None:
    text = "Ida Holm left. “It is over,” she said. “No,” said the port’s guard."
    she, guard = text.index("she"), text.index("the port")
    port = text.index("port")
    entities = [
        entity("E1", Kind.PERSON, text, (0, 8), (she, she + 3)),
        entity("E2", Kind.PLACE, text, (port, port + 4)),
        entity("E3", Kind.PERSON, text, (guard, len(text) - 1)),
    ]
    first, second = link_sources(read(text, agency="Lagoon Wire"), entities)
    assert (first.source_entity, second.source_entity) == ("E1", "E3")
    assert [(link.name, link.entity) for link in first.chain] == [("Lagoon Wire", None), ("Ida Holm", "E1")]
    assert first.source is not None
    assert first.source.text == "she"


def test_sources_without_an_entity_stay_unlinked() -> None:
    text = "“It is over,” she said."
    assert link_sources(read(text), []) == read(text)


@settings(max_examples=300, deadline=None)
@given(
    st.lists(
        st.sampled_from([*"“”\"'‘’,.:;()[]—", "he", "said", "told", "the", "Holm", "according", "to", "that", "as", "saying", "by", "\n\n", "of"]),
        max_size=40,
    )
)
def test_any_text_gives_exact_spans(pieces: list[str]) -> None:
    text = " ".join(pieces)
    found = read(text)
    report = Report(id=report_id(text), text=text)
    coding = Coding(report=report, statements=found, provenance=Provenance(software="test"))
    assert all(text[span.start : span.end] == span.text for span in spans_of(coding))
    assert [s.id for s in found] == [f"s{number}" for number in range(1, len(found) + 1)]
    assert list(found) == sorted(found, key=lambda s: s.content[0].start)


@pytest.mark.parametrize("unit", ["“a” ", "“a b c d e” said X, ", "X said “yes”, ", "said ", "“", "“Go.” ", "“A.\n\n", "“a, "])
def test_time_is_linear(unit: str) -> None:
    text = unit * 5_000
    analysis = analysed(text)
    started = time.process_time()
    read(text, analysis)
    assert time.process_time() - started < 20
