"""The evaluation of times: the readers of each format, and the counts."""

from pathlib import Path

import msgspec
import pytest

from sayso.errors import DataError
from sayso.evaluation.timeml import GoldTime, gold_files, read_gold
from sayso.evaluation.times import Fraction, evaluate_times, pair_up, score
from sayso.language.analysis import Analysis
from sayso.records import Coding, Provenance, Report, TimeExpression
from sayso.vocabulary import Layer, TimeType
from test_times_grammar import analyse, report

TIMEML = """<?xml version="1.0" ?>
<TimeML><DOCID>a</DOCID>
<DCT><TIMEX3 tid="t0" type="DATE" value="2013-03-22" functionInDocument="CREATION_TIME">March 22, 2013</TIMEX3></DCT>
<TEXT>The envoy <EVENT eid="e1">left</EVENT> on <TIMEX3 tid="t1" type="DATE" value="2013-03-21">Thursday</TIMEX3> for
<TIMEX3 tid="t2" type="DURATION" value="P2W">two weeks</TIMEX3>.</TEXT></TimeML>"""
TIMEX2 = """<DOC><DATETIME> <TIMEX2 val="2009-12-19T17:00:00">2009-12-19T17:00:00</TIMEX2> </DATETIME>
<TEXT>Salt & bread ran out in <TIMEX2 val="1941-12" mod="START">early December <TIMEX2 val="1941">1941</TIMEX2></TIMEX2>,
<TIMEX2>that period</TIMEX2> being cold.</TEXT></DOC>"""
CAT = """<?xml version="1.0" ?><Document doc_id="1">
<token number="0" sentence="0" t_id="1">Headline</token>
<token number="1" sentence="1" t_id="2">June</token><token number="2" sentence="1" t_id="3">9</token>
<token number="3" sentence="1" t_id="4">,</token><token number="4" sentence="1" t_id="5">2008</token>
<token number="5" sentence="2" t_id="6">It</token><token number="6" sentence="2" t_id="7">fell</token>
<token number="7" sentence="2" t_id="8">today</token><token number="8" sentence="2" t_id="9">.</token>
<token number="9" sentence="6" t_id="10">Tomorrow</token>
<Markables><TIMEX3 m_id="1" type="DATE" value="09-06-2008" functionInDocument="CREATION_TIME">
<token_anchor t_id="2"/><token_anchor t_id="3"/><token_anchor t_id="4"/><token_anchor t_id="5"/></TIMEX3>
<TIMEX3 m_id="2" type="DATE" value="2008-06-09" functionInDocument="NONE"><token_anchor t_id="8"/></TIMEX3>
<TIMEX3 m_id="3" type="DATE" value="2009" functionInDocument="NONE"/></Markables></Document>"""


def analysed(source: Report) -> Analysis:
    return analyse(source.text)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, content in (("a.tml", TIMEML), ("b.key.xml", TIMEX2), ("c.xml", CAT)):
        (tmp_path / name).write_text(content, encoding="utf-8")
    (tmp_path / "notes.txt").write_text("no corpus file", encoding="utf-8")
    return tmp_path


def test_timeml(folder: Path) -> None:
    gold = read_gold(folder / "a.tml")
    assert gold.report.published == "2013-03-22"
    assert [(gold.report.text[t.start : t.end], t.type, t.value) for t in gold.times] == [
        ("Thursday", "DATE", "2013-03-21"),
        ("two weeks", "DURATION", "P2W"),
    ]


def test_wikiwars_keeps_the_outermost_expression(folder: Path) -> None:
    gold = read_gold(folder / "b.key.xml")
    assert gold.report.published == "2009-12-19"
    assert [(gold.report.text[t.start : t.end], t.type, t.value) for t in gold.times] == [
        ("early December 1941", None, "1941-12"),
        ("that period", None, None),
    ]


def test_cat_scores_the_annotated_part_only(folder: Path) -> None:
    gold = read_gold(folder / "c.xml")
    assert gold.report.published == "2008-06-09"
    assert gold.report.text == "Headline\n\nJune 9, 2008\n\nIt fell today.\nTomorrow"
    assert [(gold.report.text[t.start : t.end], t.value) for t in gold.times] == [("June 9, 2008", "2008-06-09"), ("today", "2008-06-09")]
    assert gold.report.text[gold.scope[1] :] == "\nTomorrow"


def test_codings(tmp_path: Path) -> None:
    source = report("He left in May.")
    time = TimeExpression(id="t1", start=11, end=14, text="May", type=TimeType.DATE, value="2015-05")
    coding = Coding(report=source, times=(time,), provenance=Provenance(software="hand"), layers=(Layer.TIMES,))
    path = tmp_path / "x.json"
    path.write_bytes(msgspec.json.encode(coding))
    assert read_gold(path).times == (GoldTime(11, 14, "DATE", "2015-05"),)
    assert evaluate_times([path], analysed).value.f1 == 1.0


def test_folders_are_read_in_order(folder: Path) -> None:
    assert [path.name for path in gold_files((folder,))] == ["a.tml", "b.key.xml", "c.xml"]
    found = evaluate_times([folder], analysed)
    assert (found.documents, found.relaxed.gold) == (3, 6)
    assert found.relaxed.hits == 5
    assert found.value.hits == 5
    assert found.invented == 0


@pytest.mark.parametrize(
    "content", ["<TimeML><TEXT>", "<TimeML></TimeML>", '<!DOCTYPE a [<!ENTITY b "c">]><TimeML><TEXT>&b;</TEXT></TimeML>', '{"report": 1}']
)
def test_malformed_files_are_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "bad.tml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(DataError, match="S302"):
        read_gold(path)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="S302"):
        read_gold(tmp_path / "none.tml")


def found(start: int, end: int, value: str) -> TimeExpression:
    return TimeExpression(id=f"t{start}", start=start, end=end, text="x" * (end - start), type=TimeType.DATE, value=value)


def test_counts() -> None:
    gold = (GoldTime(0, 5, "DATE", "2015"), GoldTime(10, 20, "TIME", "2015-05"), GoldTime(30, 35, "DATE", None))
    guesses = (found(0, 5, "2015"), found(12, 20, "2015-05-01"), found(40, 45, "2014"))
    result = score([pair_up("x", gold, guesses)])
    assert result.strict == Fraction(1, 3, 3)
    assert result.relaxed == Fraction(2, 3, 3)
    assert result.type == Fraction(1, 3, 3)
    assert result.value == Fraction(1, 3, 3)
    assert result.invented == 1


def test_pairs_are_one_to_one_and_closest_first() -> None:
    gold = (GoldTime(0, 10, "DATE", "a"), GoldTime(12, 15, "DATE", "b"))
    pairing = pair_up("x", gold, (found(0, 15, "c"), found(0, 10, "a")))
    assert [(want.value, got.value) for want, got in pairing.pairs] == [("a", "a"), ("b", "c")]


def test_no_gold_scores_nothing() -> None:
    empty = score([])
    assert (empty.relaxed.f1, empty.relaxed.precision, empty.relaxed.recall) == (0.0, 0.0, 0.0)
