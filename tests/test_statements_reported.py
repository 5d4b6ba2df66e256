"""Indirect and summary speech on the trees of the analyser: every row of the lexicon, sources, nesting, hedges and guards."""

import time
from collections.abc import Mapping
from functools import cache
from typing import Any

import pytest

from sayso.errors import InstallError
from sayso.language import Analyser, Analysis
from sayso.records import Entity, Report, Span, Statement, report_id
from sayso.statements import find_statements, inherit_authenticity, link_sources
from sayso.statements.merging import merged
from sayso.statements.reported_lexicon import BY_WORDS, Frame, Reporter, load_constructions, reported_data
from sayso.vocabulary import Act, Authenticity, Commitment, Form, Kind, SourceKind, Status

DATA = reported_data()
ROWS = [(frame.value, lemma, *row) for frame in Frame for lemma, row in DATA[frame.value].items()]
GUARDS = list(DATA["guard"].items())


@cache
def analyser() -> Analyser:
    try:
        return Analyser()
    except InstallError:
        pytest.skip("the model is not installed")


def analysis_of(text: str) -> tuple[Report, Analysis]:
    report = Report(id=report_id(text), text=text, publisher="Lagoon Wire")
    return report, analyser().analyse(report)


def read(text: str) -> tuple[Statement, ...]:
    return find_statements(*analysis_of(text))


def only(text: str) -> Statement:
    found = read(text)
    assert len(found) == 1, [(s.act, s.content) for s in found]
    return found[0]


def lemmas(verbs: Mapping[str, tuple[Reporter, ...]], nouns: Mapping[str, Reporter], word: str) -> set[str]:
    return {reporter.lemma for reporter in (*verbs.get(word, ()), *((nouns[word],) if word in nouns else ()))}


@pytest.mark.parametrize(("frame", "lemma", "act", "status", "example", "expected"), ROWS, ids=lambda value: value[:20])
def test_every_construction_reads_its_example(frame: str, lemma: str, act: str, status: str, example: str, expected: str) -> None:
    everything = read(example)
    verbs, nouns = load_constructions().verbs, load_constructions().nouns
    found = [s for s in everything if s.act == act and lemma in lemmas(verbs, nouns, s.cue[0].text.lower().split(maxsplit=1)[0])]
    assert found, [(s.act, s.cue) for s in everything]
    statement = found[0]
    if frame == Frame.ABOUT:
        assert statement.form is Form.SUMMARY
        assert not statement.content
        assert statement.target is not None
        assert statement.target.text == expected
    else:
        assert statement.form is Form.INDIRECT
        assert statement.content[0].text == expected
    if status != BY_WORDS:
        assert statement.status == status


@pytest.mark.parametrize(("name", "example"), GUARDS)
def test_words_that_look_like_cues_report_nothing(name: str, example: str) -> None:
    assert read(example) == (), name


@pytest.mark.parametrize("name", sorted(DATA["lists"]))
def test_word_lists_are_needed_by_their_examples(name: str) -> None:
    row = DATA["lists"][name]
    found = read(row["example"])
    if not row["cue"]:
        assert found == ()
        return
    statement = next(s for s in found if s.cue[0].text == row["cue"])
    assert [span.text for span in statement.content[:1]] == ([row["content"]] if row["content"] else [])


def test_rows_name_frames_acts_and_statuses() -> None:
    assert load_constructions().verbs
    assert {row[2] for row in ROWS} <= set(Act)
    assert {row[3] for row in ROWS} <= {*Status, BY_WORDS}


@pytest.mark.parametrize(
    ("text", "source", "kind", "content"),
    [
        ("The bridge was closed on Monday, the ministry said.", "the ministry", SourceKind.NOMINAL, ["The bridge was closed on Monday"]),
        ("According to the ministry, the bridge was closed.", "the ministry", SourceKind.NOMINAL, ["the bridge was closed"]),
        ("The bridge was closed, according to two officials.", "two officials", SourceKind.UNNAMED, ["The bridge was closed"]),
        ("The bridges, he said, were closed.", "he", SourceKind.PRONOUN, ["The bridges", "were closed"]),
        ("A letter from the mine said that the pumps had failed.", "A letter from the mine", SourceKind.DOCUMENT, ["the pumps had failed"]),
    ],
)
def test_sources_and_contents(text: str, source: str, kind: SourceKind, content: list[str]) -> None:
    statement = only(text)
    assert statement.source is not None
    assert (statement.source.text, statement.source_kind) == (source, kind)
    assert [span.text for span in statement.content] == content
    assert [link.name for link in statement.chain] == ["Lagoon Wire", source]


def test_a_text_that_is_released_speaks() -> None:
    found = next(s for s in read("The group on Sunday posted a letter, claiming that the mine was safe.") if s.act is Act.CLAIM)
    assert found.source is not None
    assert (found.source.text, found.source_kind, found.commitment) == ("a letter", SourceKind.DOCUMENT, Commitment.DISTANCED)


def test_who_is_told_is_the_addressee() -> None:
    statement = only("The envoy urged both sides to hold their fire.")
    assert statement.addressee is not None
    assert statement.addressee.text == "both sides"


def test_the_accused_is_the_target() -> None:
    statement = only("The mayor accused the army of burning the mill.")
    assert statement.target is not None
    assert (statement.target.text, [c.text for c in statement.cue]) == ("the army", ["accused", "of"])


def test_a_statement_in_a_statement_is_nested() -> None:
    outer, inner = read("The governor said that the ministry had promised to rebuild the bridge.")
    assert (outer.id, inner.id, inner.inside) == ("s1", "s2", "s1")
    assert [link.name for link in inner.chain] == ["Lagoon Wire", "The governor", "the ministry"]
    assert (inner.act, inner.status) == (Act.PROMISE, Status.PROMISED)


def test_parts_that_differ_in_status_are_statements_of_their_own() -> None:
    past, future = read("The mission said that it had flown troops to the base and would defend the camp.")
    assert [s.content[0].text for s in (past, future)] == ["it had flown troops to the base", "would defend the camp"]
    assert (past.status, future.status) == (Status.ASSERTED, Status.PROMISED)
    assert past.cue == future.cue


def test_a_speaker_quotes_others() -> None:
    found = next(s for s in read("Radio Calder quoted the mayor as saying that the bridge was closed."))
    assert found.source is not None
    assert (found.source.text, [c.text for c in found.cue]) == ("the mayor", ["quoted", "saying"])
    assert [link.name for link in found.chain] == ["Lagoon Wire", "Radio Calder", "the mayor"]


def test_an_aside_after_the_content_is_the_reporters() -> None:
    found = next(s for s in read("The mayor accused the army of burning the mill, a charge that the ministry rejected.") if s.act is Act.ACCUSE)
    assert found.content[0].text == "burning the mill"


def test_ids_run_in_the_order_of_the_text_over_both_kinds() -> None:
    found = read("The envoy welcomed the accord.\n\n“The road is open,” the mayor said.\n\nThe mayor said that the bridge was open.")
    assert [s.id for s in found] == ["s1", "s2", "s3"]
    assert [s.form for s in found] == [Form.SUMMARY, Form.DIRECT, Form.INDIRECT]


def test_what_is_not_said_is_not_reported_and_what_is_not_believed_is_denied() -> None:
    assert read("The ministry did not say that the bridge was closed.") == ()
    assert only("The doctors do not believe that the boy was poisoned.").status is Status.DENIED


def test_without_trees_there_is_no_indirect_speech() -> None:
    report, analysis = analysis_of("The ministry said that the bridge was closed.")
    bare = Analysis(text=analysis.text, starts=analysis.starts, ends=analysis.ends, sentences=analysis.sentences)
    assert find_statements(report, bare) == ()


def span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start=start, end=start + len(words), text=words)


def test_a_hedge_on_a_carrier_is_inherited_until_it_is_withdrawn() -> None:
    text = (
        "The front released a recording purportedly from its leader, Tomas Brandt.\n\nBrandt said that the truce was over.\n\n"
        "The ministry said that the road was open.\n\nThe police confirmed that the recording was genuine.\n\nBrandt said that he would fight."
    )
    mentions = [Span(start=m, end=m + 6, text="Brandt") for m in range(len(text)) if text.startswith("Brandt", m)]
    full = span(text, "Tomas Brandt")
    leader = Entity(id="e1", name="Tomas Brandt", kind=Kind.PERSON, mentions=(full, *mentions[1:]))
    ministry = Entity(id="e2", name="ministry", kind=Kind.ORGANIZATION, mentions=(span(text, "The ministry"),))
    found = inherit_authenticity(link_sources(read(text), (leader, ministry)), (leader, ministry))
    hedge = found[0]
    assert (hedge.act, hedge.commitment, hedge.status) == (Act.PURPORT, Commitment.PURPORTED, Status.AUTHORSHIP)
    assert hedge.content[0].text == "from its leader, Tomas Brandt"
    said = [s.chain[-1].authenticity for s in found if s.source_entity in {"e1", "e2"}]
    assert said == [Authenticity.PURPORTED, None, None]


def test_merging_nothing_is_nothing() -> None:
    assert merged((), ()) == ()
    assert inherit_authenticity((), ()) == ()


@pytest.mark.parametrize("text", ["said", "said said said that that to of", "according to", "“” said to be", "purportedly from"])
def test_odd_input_never_raises(text: str) -> None:
    assert isinstance(read(text), tuple)


def test_time_is_linear_in_the_length_of_the_text() -> None:
    report, analysis = analysis_of("The mayor said that he hoped that the army had promised to leave. " * 40)
    copies = 20
    size, text = len(analysis), analysis.text * copies
    long = Analysis(
        text=text,
        starts=tuple(s + k * len(analysis.text) for k in range(copies) for s in analysis.starts),
        ends=tuple(e + k * len(analysis.text) for k in range(copies) for e in analysis.ends),
        sentences=tuple((a + k * size, b + k * size) for k in range(copies) for a, b in analysis.sentences),
        upos=analysis.upos * copies,
        xpos=analysis.xpos * copies,
        feats=analysis.feats * copies,
        lemmas=analysis.lemmas * copies,
        heads=tuple(h if h < 0 else h + k * size for k in range(copies) for h in analysis.heads),
        deprels=analysis.deprels * copies,
    )
    started = time.process_time()
    short = find_statements(report, analysis)
    once = time.process_time() - started
    started = time.process_time()
    many = find_statements(Report(id=report_id(text), text=text), long)
    assert len(many) == copies * len(short)
    assert time.process_time() - started < max(0.2, 6 * copies * once)


def test_example_rows_are_complete() -> None:
    rows: dict[str, dict[str, Any]] = {frame.value: DATA[frame.value] for frame in Frame}
    assert all(len(row) == 4 and row[3] in row[2] for table in rows.values() for row in table.values())
