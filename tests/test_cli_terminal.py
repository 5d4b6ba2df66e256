"""What a person sees: marks, names, tables and notes; on wide and narrow terminals, in pipes, and never an escape of the document's."""

import io
import re
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from sayso.cli.layout import MOST_ROWS, show_rows
from sayso.cli.marked import Mark, marked_text, names, statement_marks
from sayso.cli.printable import excerpt, printable
from sayso.cli.terminal import SHOWN, show_coding
from sayso.cli.wording import COLOURS, MARKS, PLAIN_MARKS, letter, who
from sayso.records import (
    Abstention,
    Coding,
    Entity,
    Event,
    Party,
    Place,
    Provenance,
    Report,
    Source,
    Span,
    Statement,
    TimeExpression,
    When,
    report_id,
)
from sayso.vocabulary import Act, Authenticity, Basis, Commitment, Form, Kind, Layer, Realis, Role, SourceKind, Status, TimeType
from sayso.wording import BASIS, COMMITMENT, SHORT_COMMITMENT, STATUS, standing

TEXT = (
    "The mayor of Tartu, Anna Saar, said on Friday that the bridge “will not” be closed.\n\n"
    "“Nobody was hurt,” she said. The harbour guild threatened to march on Tartu."
)
ESCAPE = re.compile(r"\x1b\[[0-9;]*m")


def span(words: str, number: int = 0, text: str = TEXT) -> Span:
    start = -1
    for _ in range(number + 1):
        start = text.index(words, start + 1)
    return Span(start=start, end=start + len(words), text=words)


def coding(text: str = TEXT, *, empty: bool = False, **changes: object) -> Coding:
    report = Report(id=report_id(text), text=text, agency="Harbour Wire", language="en", published="2021-12-03", published_basis=Basis.GIVEN)
    if empty:
        return Coding(report=report, provenance=Provenance(software="sayso 0"), **changes)  # type: ignore[arg-type]
    saar = Source(name="she", authenticity=Authenticity.PURPORTED)
    statements = (
        Statement(
            id="s1", form=Form.MIXED, act=Act.SAY, source=span("The mayor of Tartu, Anna Saar,"), content=(span("the bridge “will not” be closed"),)
        ),
        Statement(id="s2", form=Form.DIRECT, act=Act.SAY, source=span("she"), chain=(saar,), content=(span("“Nobody was hurt,”"),)),
        Statement(id="s3", form=Form.INDIRECT, act=Act.THREATEN, source=span("The harbour guild"), content=(span("to march on Tartu"),)),
    )
    saar_entity = Entity(id="e1", name="Anna Saar", kind=Kind.PERSON, country="EST", mentions=(span("Anna Saar"), span("she")))
    friday = span("Friday")
    time = TimeExpression(
        id="t1", start=friday.start, end=friday.end, text="Friday", type=TimeType.DATE, value="2021-12-03", first="2021-12-03", last="2021-12-03"
    )
    tartu = span("Tartu", 1)
    place = Place(
        id="p1", start=tartu.start, end=tartu.end, text="Tartu", role=Role.LOCATION, name="Tartu", country="EST", latitude=58.38, longitude=26.73
    )
    event = Event(
        id="v1",
        type="THREATEN",
        predicate=span("threatened"),
        realis=Realis.OCCURRED,
        actors=(Party(name="The harbour guild"),),
        when=When(first="2021-12-03", last="2021-12-03"),
    )
    march = Event(id="v2", type="PROTEST", predicate=span("march"), realis=Realis.THREATENED, asserted_in="s3")
    return Coding(
        report=report,
        entities=(saar_entity,),
        times=(time,),
        places=(place,),
        statements=statements,
        events=(event, march),
        abstained=(
            Abstention(path="places[p0].country", reason="two towns of this name"),
            Abstention(path="places[p2].country", reason="two towns of this name"),
        ),
        provenance=Provenance(software="sayso 0"),
    )


def shown(found: Coding, width: int = 100, *, tty: bool = False, no_color: bool = False, encoding: str = "utf-8") -> str:
    stream = io.TextIOWrapper(io.BytesIO(), encoding=encoding, errors="backslashreplace", newline="")
    console = Console(
        file=stream, width=width, force_terminal=tty, no_color=no_color or None, highlight=False, markup=False, emoji=False, legacy_windows=False
    )
    show_coding(console, found)
    stream.flush()
    buffer = stream.buffer
    assert isinstance(buffer, io.BytesIO)
    return buffer.getvalue().decode(encoding)


def flat(text: str) -> str:
    return " ".join(text.split())


def test_a_reading_in_a_pipe_is_plain_and_says_everything_in_words() -> None:
    text = shown(coding())
    assert "\x1b" not in text
    assert text.startswith("Harbour Wire · 2021-12-03 (given) · 29 words · ")
    body = flat(text)
    assert "said on Friday that ⟪A the bridge “will not” be closed⟫." in body
    assert "⟦B “Nobody was hurt,”⟧ she said. The harbour guild threatened ⟨C to march on Tartu⟩." in body
    assert "Brackets: ⟪mixed⟫ ⟦direct⟧ ⟨indirect⟩" in body
    assert "purportedly she" in body
    assert re.search("V1 +THREATEN +The harbour +2021-12-03 +happened", text)
    assert re.search("V2 +PROTEST +according to The ", text)
    assert "harbour guild: threatened [C]" in " ".join(text.replace("[march] on Tartu.", "").split()).replace("guild threatened to", "")
    assert "places[p0].country, places[p2].country: two towns of this name" in body
    for title in (
        "Statements (3)",
        "Facts: events in the reporter's own voice (1)",
        "Claims: events that are no facts here (1)",
        "Entities (1)",
        "Times (1)",
        "Places (1)",
        "Left open",
    ):
        assert title in body


def test_colours_add_to_what_is_there_and_take_nothing_away() -> None:
    plain, coloured, grey = shown(coding()), shown(coding(), tty=True), shown(coding(), tty=True, no_color=True)
    assert ESCAPE.sub("", coloured) == ESCAPE.sub("", grey) == plain
    assert "\x1b[4;36mAnna Saar\x1b[0m" in coloured
    assert "\x1b[4mAnna Saar\x1b[0m" in grey
    assert not re.search(r"\x1b\[[0-9;]*3[0-7]", grey)


@pytest.mark.parametrize("width", [20, 40, 60, 75, 76, 100, 200])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    text = shown(coding(), width)
    assert max(len(line) for line in text.splitlines()) <= width
    assert "Anna Saar" in flat(text)
    assert "⟦B" in text


def test_a_narrow_terminal_gets_cards_with_named_values() -> None:
    text = flat(shown(coding(), 40))
    assert "B purportedly she act say · form direct · standing asserted · content “Nobody was hurt,”" in text
    assert "t1 Friday type date · value 2021-12-03 · from 2021-12-03 · to 2021-12-03" in text


def test_an_ascii_terminal_gets_ascii_brackets_and_lines() -> None:
    text = shown(coding(), encoding="ascii")
    assert "[B \\u201cNobody was hurt,\\u201d] she said." in text.replace("\r", "").replace("\n", " ")
    assert "─" not in text


def test_layers_that_were_read_and_empty_are_said_to_be_empty_and_others_not_mentioned() -> None:
    text = shown(coding(empty=True, layers=(Layer.TIMES,)))
    assert "Times: none found" in text
    assert "Events" not in text
    assert "Left open" not in text


def test_what_a_publication_date_would_settle() -> None:
    reason = "the report has no publication date; --published would settle it"
    report = Report(id=report_id(TEXT), text=TEXT)
    notes = tuple(Abstention(path=f"times[t{i}].first", reason=reason) for i in range(5))
    text = flat(shown(Coding(report=report, abstained=notes, provenance=Provenance(software="s"))))
    assert "no source named · no date" in text
    assert "times[t0].first, times[t1].first, times[t2].first and 2 more: the report has no publication date" in text
    assert "Give the report's day with --published YYYY-MM-DD to settle 5 times." in text
    assert "to settle" not in shown(coding())


def test_a_long_text_is_shown_at_its_beginning() -> None:
    text = shown(coding("word " * (SHOWN // 2), empty=True))
    assert "The text goes on for 90,000 characters" in text
    assert len(text) < SHOWN * 1.2


def test_many_rows_are_cut_with_a_word() -> None:
    stream = io.StringIO()
    show_rows(Console(file=stream, width=40), ("", "x", "y"), [(str(i), "a", "b") for i in range(MOST_ROWS + 7)], "Rows")
    assert f"Rows ({MOST_ROWS + 7})" in stream.getvalue()
    assert "7 more rows are left out" in flat(stream.getvalue())


HOSTILE = "Red \x1b[31malert\x1b[0m \x07bell \x9b2J clear \u202egnp.exe\u202c tab\there \x7f nul\x00 [bold]markup[/bold] :smile: \U000e0041tag"


@pytest.mark.parametrize("width", [30, 100])
def test_nothing_of_the_document_reaches_the_terminal_raw(width: int) -> None:
    name = Entity(id="e\x1b[1m", name="A\x1b]0;x\x07", kind=Kind.OTHER)
    report = Report(id=report_id(HOSTILE), text=HOSTILE, agency="AP\x1b[2J", published="2021-12-03", published_basis=Basis.GIVEN)
    note = Abstention(path="x\x1b[1m", reason="y\x1b[1m")
    text = shown(Coding(report=report, entities=(name,), abstained=(note,), provenance=Provenance(software="s")), width)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", text)
    body = text.replace("\n", "").replace(" ", "")
    assert "[bold]markup[/bold]:smile:" in body
    assert "␛[31malert" in body


@given(st.text())
def test_printable_keeps_every_offset(text: str) -> None:
    safe = printable(text)
    assert len(safe) == len(text)
    assert all(a == b for a, b in zip(safe, text, strict=True) if b.isalnum())
    assert not re.search("[\x00-\x1f\x7f-\x9f\ud800-\udfff]", safe)
    assert printable(safe) == safe


@given(st.text(max_size=80), st.integers(2, 30))
def test_excerpts_fit(text: str, length: int) -> None:
    cut = excerpt(text, length)
    assert len(cut) <= length
    assert "\n" not in cut
    assert cut.endswith("…") or cut == " ".join(printable(text).split())


@given(st.text("ab \n“”", min_size=1, max_size=40), st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=6))
def test_marks_are_inserted_and_nothing_else_changes(text: str, ranges: Iterable[tuple[int, int]]) -> None:
    spans = [(min(a, b), max(a, b)) for a, b in ranges if max(a, b) <= len(text) and a != b]
    marks = sorted([Mark(a, (1, a - b), "<") for a, b in spans] + [Mark(b, (0, b - a), ">") for a, b in spans], key=lambda m: (m.position, m.order))
    found = marked_text(text, 0, len(text), marks, ()).plain
    assert found.replace("<", "").replace(">", "") == printable(text)
    assert found.count("<") == found.count(">") == len(spans)


def test_nested_brackets_close_from_the_inside() -> None:
    text = "he said she left"
    report = Report(id=report_id(text), text=text)
    outer = Statement(id="s1", form=Form.INDIRECT, act=Act.SAY, content=(span("said she left", 0, text),))
    inner = Statement(id="s2", form=Form.DIRECT, act=Act.SAY, content=(span("she left", 0, text),))
    found = Coding(report=report, statements=(outer, inner), provenance=Provenance(software="s"))
    assert marked_text(text, 0, len(text), statement_marks(found), names(found)).plain == "he ⟨A said ⟦B she left⟧⟩"


def test_pronouns_and_long_descriptions_are_not_underlined() -> None:
    assert [TEXT[n.start : n.end] for n in names(coding())] == ["Anna Saar", "Tartu"]


def test_every_code_has_its_words() -> None:
    assert set(STATUS) == set(Status)
    assert set(COMMITMENT) == set(SHORT_COMMITMENT) == set(Commitment)
    assert set(BASIS) == set(Basis) - {Basis.NONE}
    assert set(MARKS) == set(PLAIN_MARKS) == set(Form)
    assert set(COLOURS) == set(Kind)
    assert len(set(MARKS.values())) == len(set(PLAIN_MARKS.values())) == len(Form)


def test_letters() -> None:
    assert [letter(n) for n in (0, 1, 25, 26, 27, 701, 702)] == ["A", "B", "Z", "AA", "AB", "ZZ", "AAA"]


def test_who_and_standing() -> None:
    statement = Statement(
        id="s1", form=Form.DIRECT, act=Act.SAY, source_kind=SourceKind.UNSTATED, commitment=Commitment.DISTANCED, status=Status.DENIED
    )
    assert who(statement) == "(unstated)"
    assert standing(statement) == "denied, reporter keeps away"
