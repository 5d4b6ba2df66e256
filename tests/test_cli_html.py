"""The HTML page: nothing of a document acts on it, every span has its address, every mark has words; and where it is written."""

import base64
import hashlib
import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.cli.html import Destination, make_page
from sayso.cli.html.elements import Markup, element, shown
from sayso.cli.html.marks import DEEPEST, Mark, address, marks_of, passages, weave
from sayso.cli.html.page import load_style
from sayso.cli.html.words import GROUPS, KINDS, ROLES, STANDINGS
from sayso.errors import UsageError
from sayso.records import (
    Abstention,
    Coding,
    Count,
    Entity,
    Event,
    Party,
    Place,
    Provenance,
    Record,
    Report,
    Source,
    Span,
    Statement,
    TimeExpression,
    When,
    report_id,
    spans_of,
)
from sayso.vocabulary import (
    Act,
    Authenticity,
    Basis,
    Commitment,
    Form,
    Kind,
    Layer,
    Realis,
    Role,
    Sector,
    SourceKind,
    Status,
    TimeType,
    WhenBasis,
)
from sayso.wording import COMMITMENT, FORMS, REALIS, SECTORS, WHEN
from test_cli_read import ENGLISH, sayso, write
from test_cli_terminal import TEXT, coding, span

__all__ = ["sayso"]  # a fixture

VOID = {"meta"}
INLINE = {"a", "span", "bdi", "em", "b", "small"}
MAY_LINK = {"href"}
HOSTILE = [
    "</style><script>alert(1)</script>",
    "</title></head><body onload=alert(1)>",
    '"><img src=x onerror=alert(1)>',
    "'><svg/onload=alert(1)>",
    "<!-- --><![CDATA[ ]]>&lt;&amp;&#x3c;script&#x3e;",
    '" onmouseover="alert(1)" style="position:fixed',
    "javascript:alert(1)",
    "<a href='https://example.org/'>here</a>",
    "</p></div></article></main></body></html>",
    "\u202egnp.exe\u2066\u2069\u200f\u061c",
    "\x1b[31m\x00\x07\x7f\x9b\u200b\ufeff\U000e0041",
    "lone \ud800 half \udfff",
]


@dataclass
class Node:
    """An element of a parsed page."""

    tag: str
    attributes: dict[str, str]
    children: "list[Node | str]" = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(child if isinstance(child, str) else child.text for child in self.children)

    def every(self, name: str | None = None) -> "list[Node]":
        inner = [found for child in self.children if isinstance(child, Node) for found in child.every(name)]
        return [self, *inner] if name in {None, self.tag} else inner

    def with_class(self, name: str) -> "list[Node]":
        return [node for node in self.every() if name in node.attributes.get("class", "").split()]


class Strict(HTMLParser):
    """A parser that accepts only what a browser would not have to repair."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Node("", {})
        self.stack = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), f"twice the same attribute: {names}"
        if self.stack[-1].tag in INLINE | {"p"}:
            assert tag in INLINE, f"<{tag}> in <{self.stack[-1].tag}>"
        assert not (tag == "a" and any(node.tag == "a" for node in self.stack)), "a link in a link"
        node = Node(tag, {name: value or "" for name, value in attrs})
        self.stack[-1].children.append(node)
        if tag not in VOID:
            self.stack.append(node)

    def handle_endtag(self, tag: str) -> None:
        assert self.stack.pop().tag == tag, f"</{tag}> closes another element"

    def handle_data(self, data: str) -> None:
        self.stack[-1].children.append(data)

    def handle_comment(self, data: str) -> None:
        pytest.fail(f"a comment: {data[:50]}")

    def unknown_decl(self, data: str) -> None:
        pytest.fail(f"a declaration: {data[:50]}")


def parse(page: str) -> Node:
    page.encode()
    parser = Strict()
    parser.feed(page)
    parser.close()
    assert parser.stack == [parser.root]
    return parser.root


def check_safe(page: str) -> Node:
    """Nothing that runs, loads, posts or leads outside; every link leads to one element of the page."""
    root = parse(page)
    allowed = {"html", "head", "meta", "title", "style", "body", "main", "header", "nav", "article", "section", "div", "p", "details", "summary"}
    allowed |= {"h1", "h2", "h3", "dl", "dt", "dd", "ol", "li", "table", "thead", "tbody", "tr", "th", "td", *INLINE}
    names = {"http-equiv", "content", "name", "charset", "lang", "class", "id", "href", "title", "open", "scope", "aria-label"}
    names |= {"data-l", "data-r", "data-c", "data-of", "data-code"}
    ids = [node.attributes["id"] for node in root.every() if "id" in node.attributes]
    assert len(ids) == len(set(ids))
    for node in root.every()[1:]:
        assert node.tag in allowed
        assert node.attributes.keys() <= names
        if "href" in node.attributes:
            assert node.attributes["href"][0] == "#"
            assert node.attributes["href"][1:] in ids
        assert not any(ord(c) < 32 or "\u202a" <= c <= "\u202e" or "\u2066" <= c <= "\u2069" for value in node.attributes.values() for c in value)
    (style,) = root.every("style")
    digest = base64.b64encode(hashlib.sha256(style.text.encode()).digest()).decode()
    policies = [node.attributes["content"] for node in root.every("meta") if node.attributes.get("http-equiv") == "Content-Security-Policy"]
    assert policies == [f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"]
    assert not re.search(r"url\(|@import|expression|https?:|//", style.text, re.IGNORECASE)
    return root


def printed(root: Node) -> str:
    return "".join(node.text for node in root.with_class("printed"))


def pieces(root: Node, key: str) -> str:
    """All the text of a mark, from its first piece to its last."""
    return "".join(node.text for node in root.every() if key in {node.attributes.get("id"), node.attributes.get("data-of")})


def bare(text: str = TEXT, **changes: Any) -> Coding:
    report = Report(id=report_id(text), text=text)
    return Coding(report=report, provenance=Provenance(software="sayso 0"), **changes)


def statement(number: int, *content: Span, **changes: Any) -> Statement:
    return Statement(id=f"s{number}", form=Form.INDIRECT, act=Act.SAY, content=content, **changes)


def at(start: int, end: int, text: str) -> Span:
    return Span(start=start, end=end, text=text[start:end])


# Addresses and text


def test_every_span_of_the_record_has_its_address_and_its_words() -> None:
    found = coding()
    root = check_safe(make_page([found]))
    assert printed(root) == TEXT
    for one in spans_of(found):
        assert pieces(root, f"c{one.start}-{one.end}") == one.text
    assert len({(one.start, one.end) for one in spans_of(found)}) == len(marks_of(found))


def test_on_a_page_of_several_reports_addresses_are_kept_apart_and_there_is_a_table_of_contents() -> None:
    found = coding()
    root = check_safe(make_page([found, found, bare("Nobody came.")]))
    for number in (1, 2):
        assert all(pieces(root, f"r{number}-c{one.start}-{one.end}") == one.text for one in spans_of(found))
    (contents,) = root.with_class("contents")
    assert [link.attributes["href"] for link in contents.every("a")] == ["#report-1", "#report-2", "#report-3"]
    assert "Harbour Wire · 2021-12-03 (given) · 29 words · 3 statements · 2 events" in contents.text
    assert check_safe(make_page([found])).with_class("contents") == []


def test_spans_that_overlap_are_split_and_lit_up_together() -> None:
    text = "one two three four\n\nfive six seven"
    spans = [at(0, 13, text), at(4, 18, text), at(8, 25, text), at(4, 13, text), at(14, 34, text)]
    root = check_safe(make_page([bare(text, statements=tuple(statement(i, one) for i, one in enumerate(spans, start=1)))]))
    assert printed(root) == text
    split = {node.attributes["data-of"] for node in root.every() if "data-of" in node.attributes}
    assert {"c4-18", "c8-25", "c14-34"} <= split
    for one in spans:
        assert pieces(root, f"c{one.start}-{one.end}") == one.text
    (style,) = root.every("style")
    assert all(f':root:has(#{key}:target) [data-of="{key}"]' in style.text for key in split)
    bars = [[bar.text for bar in gutter.every("a")] for gutter in root.with_class("gutter")]
    assert bars == [["S1", "S2", "S3", "S4", "S5"], ["S3", "S5"]]
    assert [note.attributes["id"] for note in root.with_class("note")] == ["S1", "S2", "S3", "S4", "S5"]


RANGES = st.lists(st.tuples(st.integers(0, 39), st.integers(1, 20)), max_size=60)
LETTERS = st.text("ab <&\"'\n\r\t\u202e\u2028é😀", min_size=40, max_size=60)


@given(LETTERS, RANGES)
def test_whatever_the_spans_the_text_stays_whole_and_the_elements_nest(text: str, ranges: list[tuple[int, int]]) -> None:
    keys = {(start, min(start + length, len(text))) for start, length in ranges}
    marks = [Mark(start, end) for start, end in sorted(keys, key=lambda key: (key[0], -key[1]))]
    woven = weave(text, passages(text), marks)
    root = parse(element("div", *woven.passages))
    assert len(root.text.replace("\n", "")) == len(re.sub("[\r\n\u2028]", "", text))
    ids = [node.attributes["id"] for node in root.every() if "id" in node.attributes]
    assert sorted(ids) == sorted(address(mark) for mark in marks)


def test_passages_are_the_whole_text() -> None:
    for text in ("", "\n\n", "one", "  one\n\n\n  two\r\n\r\nthree\n", "a\x0bb\u2028c"):
        ranges = passages(text)
        assert "".join(text[a:b] for a, b in ranges) == text
        assert all(text[a:b].strip() for a, b in ranges) or len(ranges) == 1
    assert [TEXT[a:b] for a, b in passages("  one\n\n  two")] != []
    assert passages("  one\n\n  two") == [(0, 7), (7, 12)]


def test_spans_nested_without_end_are_marked_to_a_depth_and_all_have_addresses() -> None:
    text = "x" * 5000
    woven = weave(text, [(0, 5000)], [Mark(i, 5000 - i) for i in range(2400)])
    root = parse(element("div", *woven.passages))
    assert root.text == text
    assert len({node.attributes["id"] for node in root.every("span")}) == 2400
    depth, deepest = 0, 0
    for tag in re.findall(r"<(/?)span", woven.passages[0]):
        depth += -1 if tag else 1
        deepest = max(depth, deepest)
    assert deepest <= DEEPEST + 1


# Hostile documents


def hostile(words: str) -> Coding:
    """A record in which every free value is a document's own words."""
    text = f"{words} said {words}"
    whole, later = at(0, len(words), text), at(len(words) + 6, len(text), text)
    report = Report(
        id=report_id(text),
        text=text,
        headline=words,
        byline=words,
        agency=words,
        publisher=words,
        uri=words,
        language=words,
        published=words,
        published_basis=Basis.METADATA,
        revision=words,
        rights=words,
        extractor=words,
    )
    source = Source(name=words, authenticity=Authenticity.PURPORTED)
    time = TimeExpression(
        id=words, start=0, end=whole.end, text=words, type=TimeType.DATE, value=words, mod=words, first=words, last=words, anchor=words, rule=words
    )
    place = Place(
        id=words, start=0, end=whole.end, text=words, role=Role.ACTOR, name=words, country=words, admin1=words, latitude=1, longitude=-2, rule=words
    )
    event = Event(
        id=words,
        type=words,
        mode=(words,),
        cameo=words,
        predicate=whole,
        actors=(Party(name=words, span=later),),
        recipients=(Party(name=words),),
        where=(words,),
        when=When(first=words),
        counts=(Count(kind=words, span=later, low=2),),
        realis=Realis.OCCURRED,
        asserted_in=words,
        chain=(source,),
    )
    return Coding(
        report=report,
        entities=(Entity(id=words, name=words, kind=Kind.PERSON, country=words, mentions=(whole, later), rule=words),),
        times=(time,),
        places=(place,),
        statements=(
            statement(1, later, source=whole, chain=(source,), addressee=whole, target=later, inside=words, rule=words),
            Statement(id=words, form=Form.DIRECT, act=Act.CLAIM, inside="s1", content=(whole,)),
        ),
        events=(event,),
        abstained=(Abstention(path=f"times[{words}].first", reason=words), Abstention(path=words, reason=words)),
        provenance=Provenance(software=words, model=words, codebook=words, gazetteer=words, options={words: words}),
    )


@pytest.mark.parametrize("words", HOSTILE)
def test_nothing_of_a_document_acts_on_the_page(words: str) -> None:
    page = make_page([hostile(words), hostile(words)])
    root = check_safe(page)
    assert not root.every("script")
    visible = max("".join(c if c.isprintable() else "\n" for c in words).split("\n"), key=len)
    assert printed(root).count(visible) >= 4
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u200b\ufeff\ud800-\udfff]", page)


def test_characters_that_cannot_be_seen_are_shown_with_their_codes() -> None:
    root = parse(element("p", "a\u202eb\x1bc\u200bd"))
    assert root.text == "a�b␛c�d"
    assert [sign.attributes["data-code"] for sign in root.with_class("sign")] == ["U+202E", "U+001B", "U+200B"]
    assert root.with_class("sign")[0].attributes["title"] == "U+202E RIGHT-TO-LEFT OVERRIDE"


def test_white_space_is_kept_and_line_ends_are_line_feeds() -> None:
    assert shown("a  b\tc\u2009d\r\ne\rf\u2028g\xa0h") == "a  b\tc\u2009d\ne\nf\ng\xa0h"
    assert "white-space: pre-wrap" in load_style()


def test_markup_is_kept_and_text_is_not_markup() -> None:
    assert element("p", "<b>", Markup("<b>"), title='"<&', class_=None) == '<p title="&quot;&lt;&amp;">&lt;b&gt;<b></p>'
    assert not isinstance(shown("<b>") + "<b>", Markup)


# Words


def test_standing_chain_and_hedges_are_in_words_beside_the_text() -> None:
    text = "The caliph purportedly said the city would fall. He denied it, an official said."
    chain = (Source(name="Harbour Wire"), Source(name="he", entity="e1", authenticity=Authenticity.PURPORTED))
    statements = (
        statement(1, span("the city would fall", text=text), source=span("The caliph", text=text), chain=chain, status=Status.THREATENED),
        statement(
            2,
            span("He denied it", text=text),
            source=span("an official", text=text),
            source_kind=SourceKind.UNNAMED,
            chain=(Source(name="Harbour Wire"), Source(name="an official")),
            status=Status.DENIED,
            commitment=Commitment.DISTANCED,
        ),
        statement(3, span("fall", text=text)),
    )
    entity = Entity(id="e1", name="Abu Bakr", kind=Kind.PERSON)
    root = check_safe(make_page([bare(text, statements=statements, entities=(entity,))]))
    first, second, third = root.with_class("note")
    assert "Harbour Wire ▸ Abu Bakr (purported) (“The caliph”)" in first.text
    assert "threatened; the reporter passes it on" in first.text
    assert "Harbour Wire ▸ an official (unnamed “an official”)" in second.text
    assert "denied; the reporter keeps away from it" in second.text
    assert "not stated" in third.text
    labels = [node.attributes["data-l"] for node in root.with_class("st") if "data-l" in node.attributes]
    assert labels[:2] == ["S1 threatened, speaker purported", "S3 asserted"]


def test_facts_and_claims_are_in_different_tables() -> None:
    root = check_safe(make_page([coding()]))
    held = {node.attributes["id"]: node.text for node in root.every("details") if "id" in node.attributes}
    assert "V1 fact" in held["facts"]
    assert "PROTEST" not in held["facts"]
    assert "V2 threatened" in held["claims"]
    assert "according to The harbour guild: threatened (S3)" in held["claims"]
    assert [node.attributes["data-l"] for node in root.with_class("ev")][:2] == ["V1 fact", "V2 threatened"]


def test_tables_lead_to_their_characters_and_reasons_to_their_rows() -> None:
    found = coding()
    root = check_safe(make_page([found]))
    (row,) = [node for node in root.every("tr") if node.attributes.get("id") == "place-1"]
    assert "58.38° N, 26.73° E" in row.text
    assert f"#c{found.places[0].start}-{found.places[0].end}" in [link.attributes["href"] for link in row.every("a")]
    reason = Abstention(path="places[p1].country", reason="two towns of this name")
    root = check_safe(make_page([coding(empty=True, places=found.places, abstained=(reason,))]))
    (row,) = [node for node in root.every("tr") if node.attributes.get("id") == "open-1"]
    assert [link.attributes["href"] for link in row.every("a")] == ["#place-1"]


def test_the_legend_and_the_style_sheet_know_every_mark() -> None:
    root = check_safe(make_page([coding()]))
    (legend,) = root.with_class("legend")
    used = {name for mark in root.with_class("printed") for node in mark.every("span") for name in node.attributes.get("class", "").split()}
    explained = {name for node in legend.every("span") for name in node.attributes.get("class", "").split()}
    assert used <= explained
    assert explained >= {f"st-{name}" for name in GROUPS} | {f"k-{kind}" for kind in Kind}
    style = load_style()
    assert all(f".{name} " in style or f".{name}[" in style or f".{name}:" in style for name in explained)
    assert all(f".bar-{name} " in style for name in GROUPS)
    assert all(mode in style for mode in ("prefers-color-scheme: dark", "@media print", "forced-colors", ":target"))


def test_every_value_of_the_closed_lists_has_words() -> None:
    for words, values in (
        (STANDINGS, Status),
        (COMMITMENT, Commitment),
        (FORMS, Form),
        (KINDS, Kind),
        (ROLES, Role),
        (SECTORS, Sector),
        (REALIS, Realis),
        (WHEN, WhenBasis),
    ):
        assert set(words) == set(values)
    assert set(STANDINGS.values()) == set(GROUPS)


# Layers that are empty or absent


@pytest.mark.parametrize("text", ["", "\n", "...", "Nobody came.", "“" * 20_000, "x\n" * 3_000])
@pytest.mark.parametrize("layers", [(), tuple(Layer)])
def test_empty_and_absent_layers(text: str, layers: tuple[Layer, ...]) -> None:
    root = check_safe(make_page([bare(text, layers=layers)]))
    assert printed(root) == text
    folded = {node.attributes.get("id") for node in root.every("details")}
    assert {"statements", "entities", "times", "places", "events"} & folded == {layer.value for layer in layers}


def test_no_reports_at_all() -> None:
    assert "0 reports" in check_safe(make_page([])).text


def test_the_page_depends_on_the_records_alone() -> None:
    assert make_page([coding()]) == make_page([coding()])


# The command


def test_a_page_is_written_and_nothing_else(sayso: Any, tmp_path: Path) -> None:
    report = write(tmp_path / "report.txt", ENGLISH)
    out = tmp_path / "page.html"
    ran = sayso("read", report, report, "--html", out)
    assert (ran.status, ran.out) == (0, "")
    assert ran.err == f"sayso: 2 reports on the page {out}\n"
    assert printed(check_safe(out.read_text(encoding="utf-8"))) == 2 * ENGLISH
    assert sorted(path.name for path in tmp_path.iterdir()) == ["page.html", "report.txt"]
    assert sayso("read", report, "--html", out).status == 0
    assert printed(parse(out.read_text(encoding="utf-8"))) == ENGLISH


def test_a_page_on_standard_output(sayso: Any, tmp_path: Path) -> None:
    ran = sayso("read", write(tmp_path / "report.txt", ENGLISH), "--html", "-")
    assert ran.status == 0
    assert printed(parse(ran.out)) == ENGLISH


def test_unreadable_files_are_skipped_and_without_reports_there_is_no_page(sayso: Any, tmp_path: Path) -> None:
    report, out = write(tmp_path / "report.txt", ENGLISH), tmp_path / "page.html"
    ran = sayso("read", tmp_path / "missing", "--html", out)
    assert (ran.status, out.exists()) == (3, False)
    ran = sayso("read", tmp_path / "missing", report, "--html", out)
    assert (ran.status, out.exists()) == (1, True)
    assert "[S101]" in ran.err


@pytest.mark.parametrize("option", ["--json", "--conllu"])
def test_one_form_of_output_at_a_time(sayso: Any, tmp_path: Path, option: str) -> None:
    ran = sayso("read", write(tmp_path / "report.txt", ENGLISH), "--html", tmp_path / "page.html", option)
    assert (ran.status, ran.out) == (2, "")
    assert "exclude each other" in ran.err
    assert not (tmp_path / "page.html").exists()


def test_nothing_but_a_page_is_overwritten(sayso: Any, tmp_path: Path) -> None:
    report, other = write(tmp_path / "report.txt", ENGLISH), write(tmp_path / "other.txt", "notes")
    page = write(tmp_path / "report.html", b"<!doctype html>" + ENGLISH.encode())
    (tmp_path / "link").symlink_to(report)
    refused = {report: report, tmp_path: report, other: report, tmp_path / "link": report, tmp_path / "none" / "x": report, page: page}
    for out, source in refused.items():
        ran = sayso("read", source, "--html", out)
        assert (ran.status, ran.out) == (2, "")
        assert ran.err.startswith("sayso: [S204] ")
    assert (report.read_text(encoding="utf-8"), other.read_text(encoding="utf-8")) == (ENGLISH, "notes")


def test_a_page_that_cannot_be_finished_leaves_the_old_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = write(tmp_path / "page.html", "<!doctype html>old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(UsageError, match="No space left"):
        Destination(str(out)).write("<!doctype html>new")
    assert [(path.name, path.read_text(encoding="utf-8")) for path in tmp_path.iterdir()] == [("page.html", "<!doctype html>old")]


def test_odd_names_are_refused_with_a_code() -> None:
    for name in ("a\0b", "x" * 5000, ""):
        with pytest.raises(UsageError) as caught:
            Destination(name).check(())
        assert caught.value.code == "S204"


def test_records_are_not_changed_by_being_shown() -> None:
    found = coding()
    make_page([found])
    assert isinstance(found, Record)
    assert found == coding()
