"""The annotation format: quotes to spans, records to the Coding, and clear errors for everything else."""

import re
from pathlib import Path
from time import perf_counter

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.errors import DataError
from sayso.evaluation.gold import check_text, compile_text, load
from sayso.evaluation.gold.finder import Finder, NotFoundError
from sayso.evaluation.gold.intervals import interval
from sayso.evaluation.gold.reader import Problem
from sayso.evaluation.gold.scheme import scheme
from sayso.evaluation.gold.syntax import Attribute, Locator, Near, Pick, Quote, nodes, picks
from sayso.records import Coding, spans_of
from sayso.vocabulary import Act, Basis, Factuality, Kind, Realis, Role, SourceKind, Status, WhenBasis

GUIDELINE = (Path(__file__).parent.parent / "docs" / "guideline.md").read_text(encoding="utf-8")
TEXT = re.findall(r"```text\n(.*?)```", GUIDELINE, re.DOTALL)[0]
ANN = re.findall(r"```ann\n(.*?)```", GUIDELINE, re.DOTALL)[0]


def errors(problems: tuple[Problem, ...]) -> list[str]:
    return [p.what for p in problems if p.level == "error"]


def compiled(text: str, source: str) -> Coding:
    annotation, problems = compile_text(text, source)
    assert not errors(problems), errors(problems)
    assert annotation is not None
    return annotation.coding


def test_example_of_the_guideline_is_clean() -> None:
    annotation, problems = check_text(TEXT, ANN)
    assert problems == ()
    assert annotation is not None
    coding = annotation.coding
    assert all(TEXT[s.start : s.end] == s.text for s in spans_of(coding))
    assert [s.content[0].text for s in coding.statements][3] == 'the rebels "lay down their guns"'
    assert [q.text for q in coding.statements[3].quotations] == ['"lay down their guns"']
    assert [s.source_kind for s in coding.statements] == [SourceKind.NOMINAL, SourceKind.NAMED, SourceKind.PRONOUN, SourceKind.PRONOUN]
    assert [link.name for link in coding.statements[0].chain] == ["Lagoon Wire", "interior ministry"]
    assert {(n.span.text, n.kind) for n in annotation.names} == {
        ("Lagoon Wire", Kind.ORGANIZATION),
        ("Mariam Koffi", Kind.PERSON),
        ("ABIDJAN", Kind.PLACE),
        ("Ivory Coast", Kind.PLACE),
    }


def test_what_is_left_out_follows_from_what_is_said() -> None:
    coding = compiled(TEXT, ANN)
    released, headline, demand, disarm = coding.events
    assert released.asserted_in == "S1"
    assert [link.name for link in released.chain] == ["Lagoon Wire", "interior ministry"]
    assert (released.when.first, released.when.last, released.when.basis) == ("2021-03-08", "2021-03-08", WhenBasis.EXPRESSION)
    assert released.links[0].to == headline.id
    assert not released.is_fact
    assert headline.is_fact
    assert (headline.when.first, headline.when.last, headline.when.basis) == (None, "2021-03-09", WhenBasis.TENSE)
    assert demand.performs == "S4"
    assert demand.asserted_in is None
    assert demand.quad == "verbal conflict"
    assert (disarm.realis, disarm.factuality, disarm.asserted_in) == (Realis.DIRECTED, Factuality.UNKNOWN, "S4")
    assert coding.report.published_basis is Basis.GIVEN
    assert coding.report.dateline is not None
    assert (coding.report.dateline.place, coding.report.dateline.date) == ("ABIDJAN", "March 9")


def test_record_survives_json() -> None:
    coding = compiled(TEXT, ANN)
    assert msgspec.json.decode(msgspec.json.encode(coding), type=Coding) == coding


WRAPPED = "“We\n  left,” she said.  She said it twice.\n\n“The others left,” she said again (she was not there)."


@pytest.mark.parametrize(
    ("pick", "scope", "start"),
    [
        (Pick("“We left,”"), None, 0),
        (Pick("she said", locators=(Locator(number=1),)), None, WRAPPED.index("she said")),
        (Pick("she said", locators=(Locator(2, 2),)), None, WRAPPED.rindex("she said")),
        (Pick("she said"), Locator(2, 2), WRAPPED.rindex("she said")),
        (Pick("she", locators=(Locator(2, 2, 2),)), None, WRAPPED.index("she was")),
        (Pick("she", near="(she was"), None, WRAPPED.index("she was")),
        (Pick("She", locators=(Locator(0, 0),)), Locator(2, 2), WRAPPED.index("She")),
        (Pick("“The", to="left,”"), None, WRAPPED.index("“The")),
    ],
)
def test_finds_the_occurrence_that_is_meant(pick: Pick, scope: Locator | None, start: int) -> None:
    (span,) = Finder(WRAPPED).spans(pick, scope)
    assert span.start == start
    assert " ".join(span.text.split()).startswith(pick.text)
    if pick.to:
        assert span.text.endswith(pick.to)


@pytest.mark.parametrize(
    ("pick", "scope", "says"),
    [
        (Pick("she said"), None, "2 times"),
        (Pick("she said", locators=(Locator(number=3),)), None, "no occurrence #3"),
        (Pick("twice"), Locator(2, 2), "elsewhere"),
        (Pick("sh"), None, "not in the report"),
        (Pick('"We left,"'), None, "is"),
        (Pick("it", near="said"), None, "3 times"),
        (Pick("“We", to="there"), None, "does not follow"),
        (Pick("twice. “The"), None, "paragraph break"),
        (Pick("it", locators=(Locator(9, 9),)), None, "no paragraph p9"),
    ],
)
def test_refuses_what_is_not_there_or_not_one(pick: Pick, scope: Locator | None, says: str) -> None:
    with pytest.raises(NotFoundError, match=re.escape(says)) as caught:
        Finder(WRAPPED).spans(pick, scope)
    assert caught.value.fix


def test_every_occurrence_but_not_in_longer_names() -> None:
    text = "Niger said the Niger River rose. Niger's capital, near the Niger River, is dry.\n"
    source = 'report\nquiet\nentity E1 place "Niger" country=NER\nplace P1 "Niger" * actor E1\nplace P2 "Niger River" * location\n'
    coding = compiled(text, source)
    assert [(p.id, p.start) for p in coding.places if p.entity == "E1"] == [("P1", 0), ("P1.2", text.index("Niger's"))]
    assert [m.start for m in coding.entities[0].mentions] == [0, text.index("Niger's")]
    assert sum(p.name == "Niger River" for p in coding.places) == 2


def test_demonyms_are_modifiers_and_names_of_groups() -> None:
    source = 'report\nquiet\nentity E1 place "Iraqi" country=IRQ\nplace P1 "Iraqi" demonym E1 name=Iraq\n'
    annotation, problems = compile_text("The Iraqi army moved.", source)
    assert not errors(problems)
    assert annotation is not None
    assert (annotation.coding.places[0].role, annotation.coding.places[0].name) == (Role.MODIFIER, "Iraq")
    assert annotation.names[0].kind is Kind.GROUP


def test_line_grammar() -> None:
    (node,), faults = nodes('count killed "at least 12"~"killed at least 12," low=12 of="men and boys", p3#2 # a comment "\n')
    assert faults == ()
    assert node.line.tokens == (
        "killed",
        Quote("at least 12"),
        Near("killed at least 12,"),
        Attribute("low", "12"),
        Attribute("of", "men and boys", quoted=True),
        "p3#2",
    )
    found, rest = picks((Quote("she"), "#2", "#4", Quote("the minister"), "p3", "#2", "->", "E1"))
    assert found == (Pick("she", locators=(Locator(number=2), Locator(number=4))), Pick("the minister", locators=(Locator(3, 3, 2),)))
    assert rest == ("->", "E1")


BASE = 'report\n  published 2021-03-09\n  publisher "P"\n'
MESSAGE = "Rebels killed two men on Monday, Ann Ro said. She denied it. Rebels lied."


@pytest.mark.parametrize(
    ("source", "says"),
    [
        ("entity E1 person", "needs an id, a kind"),
        ('entity E1 human "Ann Ro"\n  name "Ann Ro"', "no kind"),
        ('entity X1 person "Ann Ro"', "starts with its id"),
        ('entity E1 person "Ann Ro"\n  name "Ann Ro"\nentity E1 person "Ann Ro"', "there twice"),
        ('entity E1 person "Ann Ro" country=XX\n  name "Ann Ro"', "no country code"),
        ('entity E1 person "Ann Ro" sectors=BOSS\n  name "Ann Ro"', "no sector"),
        ('entity E1 person "Ann Ro"\n  alias "Ann Ro"', "unknown field"),
        ('time T1 "Monday" DAY 2021-03-08', "no timetype"),
        ('time T1 "Monday" DATE 2021-02-30', "not in the calendar"),
        ('time T1 "Monday" DATE', "needs its words"),
        ('place P1 "Rebels" #1 somewhere', "means nothing"),
        ("statement S1 indirect say attributed", "in this order"),
        ("statement S1 indirect shout attributed asserted", "no act"),
        ('statement S1 indirect say attributed asserted\n  source "Ann Ro" -> E9', "no entity E9"),
        ("event V1 WAR occurred", "needs a PLOVER type"),
        ("event V1 ASSAULT occurred", "needs one predicate"),
        ('event V1 ASSAULT occurred mode=demo\n  predicate "killed"', "no mode of ASSAULT"),
        ('event V1 ASSAULT occurred context=war\n  predicate "killed"', "no context"),
        ('event V1 ASSAULT future\n  predicate "killed"', "needs its factuality"),
        ('event V1 ASSAULT occurred\n  predicate "killed"\n  where P7', "no place P7"),
        ('event V1 ASSAULT occurred\n  predicate "killed"\n  performs S7', "no statement S7"),
        ('event V1 ASSAULT occurred\n  predicate "killed"\n  link same V1', "no other event"),
        ('event V1 ASSAULT occurred\n  predicate "killed"\n  count killed "two" n=some', "no whole number"),
        ('event V1 ASSAULT occurred\n  predicate "killed"\n  count dead "two" n=2', "no kind of count"),
        ('event V1 ASSAULT occurred\n  predicate "killed"\n  in S1', "no statement's content holds"),
        ('event V1 ASSAULT occurred\n  predicate "killed"\nevent V2 ASSAULT occurred\n  predicate "killed"', "two events"),
        ("note this", "unknown record"),
        ('entity E1 person "Ann Ro', "never closed"),
    ],
)
def test_errors_are_found_and_say_what_to_do(source: str, says: str) -> None:
    _, problems = compile_text(MESSAGE, f"{BASE}{source}\n", "x.ann")
    hits = [p for p in problems if says in p.what]
    assert hits, [str(p) for p in problems]
    assert hits[0].line >= 4
    assert hits[0].fix
    assert str(hits[0]).startswith("x.ann:")


def test_a_chain_runs_from_the_publisher_through_the_enclosing_statement() -> None:
    text = "TV Uno quoted Ann Ro as saying that a guard had told her the men fled. She said she believed it."
    source = (
        f'{BASE}quiet\nentity E1 person "Ann Ro"\n  name "Ann Ro"\n  mention "She", "her", "she"\n'
        'entity E2 organization "TV Uno"\n  name "TV Uno"\nentity E3 person "guard"\n  mention "a guard"\n'
        'statement S1 indirect say attributed asserted\n  source "Ann Ro" -> E1\n  cue "quoted", "saying"\n'
        '  content "a guard" .. "fled"\n  chain E2 > E1 disputed\n'
        'statement S2 indirect say attributed asserted\n  source "a guard" -> E3\n  cue "told"\n  content "the men fled"\n'
        'statement S3 indirect say attributed asserted\n  source "She" -> E1\n  cue "said"\n  content "she believed it"\n'
        'statement S4 indirect believe attributed asserted\n  source "she" -> E1\n  cue "believed"\n  content "it"\n'
    )
    one, two, three, four = compiled(text, source).statements
    assert [(link.name, link.authenticity) for link in two.chain] == [("P", None), ("TV Uno", None), ("Ann Ro", "disputed"), ("guard", None)]
    assert (one.inside, two.inside, four.inside) == (None, "S1", "S3")
    assert [link.name for link in four.chain] == [link.name for link in three.chain] == ["P", "Ann Ro"]
    assert two.source_kind is SourceKind.UNNAMED


@pytest.mark.parametrize(
    ("value", "mod", "first", "last"),
    [
        ("2021-03-09", None, "2021-03-09", "2021-03-09"),
        ("2021-03-09TNI", None, "2021-03-09", "2021-03-09"),
        ("2021-02", None, "2021-02-01", "2021-02-28"),
        ("2020-12", "MID", "2020-12-11", "2020-12-20"),
        ("2020", "END", "2020-09-01", "2020-12-31"),
        ("2020-W53", None, "2020-12-28", "2021-01-03"),
        ("2021-W10-WE", None, "2021-03-13", "2021-03-14"),
        ("2021-Q3", None, "2021-07-01", "2021-09-30"),
        ("2021-H2", None, "2021-07-01", "2021-12-31"),
        ("199", None, "1990-01-01", "1999-12-31"),
        ("18", None, "1800-01-01", "1899-12-31"),
        ("2021-SP", None, None, None),
        ("P3D", None, None, None),
        ("PAST_REF", None, None, None),
        ("XXXX-WXX-1", None, None, None),
    ],
)
def test_intervals_follow_from_plain_values(value: str, mod: str | None, first: str | None, last: str | None) -> None:
    found = interval(value, mod)
    assert (found.first, found.last) == (first, last)


def test_loading_a_faulty_file_says_where(tmp_path: Path) -> None:
    (tmp_path / "r001.txt").write_text("Ann Ro left.", encoding="utf-8")
    path = tmp_path / "r001.ann"
    path.write_text('report\nquiet\nentity E1 person "Ann Ro"\n  name "Ann Row"\n', encoding="utf-8")
    with pytest.raises(DataError, match=r"S301.*r001\.ann:4"):
        load(path)
    path.write_text('report\nquiet\nentity E1 person "Ann Ro"\n  name "Ann Ro"\n', encoding="utf-8")
    assert load(path).coding.entities[0].mentions[0].start == 0


@settings(max_examples=150, deadline=None)
@given(
    st.text(max_size=80),
    st.lists(st.sampled_from([*ANN.split("\n"), '"', "`", "  cue *", "event V1 AID future p9", "~", "key=", "\ud800"]), max_size=14),
)
def test_never_raises(text: str, lines: list[str]) -> None:
    check_text(text, "\n".join(lines))


def test_nothing_but_marks_is_read_fast() -> None:
    started = perf_counter()
    _, problems = check_text('"' * 200_000, "report\nquiet\n" + ("name other " + '"' * 9_000 + "\n") * 5 + '"' * 200_000 + "\n" + "`" * 9_999)
    assert perf_counter() - started < 10
    assert any("never closed" in what for what in errors(problems))
    assert any("more than" in what for what in errors(problems))


def test_plover_lists_are_whole() -> None:
    types = scheme().types
    assert len(types) == 16
    assert len(scheme().contexts) == 37
    assert {name for name, kind in types.items() if kind.recipient} == {"COOPERATE", "AID", "SANCTION"}
    assert set(types["REQUEST"].modes) == set(types["REJECT"].modes)
    assert all(kind.definition.endswith(".") for kind in types.values())


def test_guideline_names_what_the_lists_hold() -> None:
    rows = {row.split()[0]: set(row.split()[1:]) for row in re.findall(r"^\| ([A-Z]{3,}[ a-z-]*) \|", GUIDELINE, re.MULTILINE)}
    assert rows == {name: set(kind.modes) for name, kind in scheme().types.items()}
    table = GUIDELINE[GUIDELINE.index("| status |") : GUIDELINE.index("## 6.")]
    statuses = {name: realis for name, realis in re.findall(r"^\| (\w+) \| [^|]+ \| ([^|]+) \|", table, re.MULTILINE) if name != "status"}
    assert set(statuses) == set(Status)
    for name, realis in statuses.items():
        assert scheme().status_realis.get(name) == (None if realis == "their own" else () if realis == "no event" else tuple(realis.split(", ")))
    acts = GUIDELINE[GUIDELINE.index("**act**") : GUIDELINE.index("**commitment**")]
    assert [act for act in Act if not re.search(rf"\b{act}\b", acts)] == []
    assert [count for count in scheme().counts if count not in GUIDELINE] == []


def test_guideline_times_are_values() -> None:
    table = GUIDELINE[GUIDELINE.index("| words (published") : GUIDELINE.index("**Anchor.**")]
    lines = re.findall(r'`("[^`]+" (?:DATE|TIME|DURATION|SET) [^`]+)`', table)
    assert len(lines) > 5
    for number, line in enumerate(lines, 1):
        words = re.findall(r'"([^"]+)"', line)[0]
        source = f"report\nlayers times\ntime T1 {line.replace('anchor=T1', 'anchor=DCT')}\n"
        assert not errors(check_text(f"It was {words} then.", source)[1]), (number, line)
