"""One report on the page: what it is, its text as printed with the notes beside it, and its tables."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from sayso.cli.html.elements import Markup, element, isolated, join
from sayso.cli.html.marks import marks_of, passages, weave
from sayso.cli.html.tables import listed, place_of, tables
from sayso.cli.html.words import STANDINGS, Keys, keys_of, speakers, standing
from sayso.cli.printable import excerpt
from sayso.cli.wording import published
from sayso.records import Coding, Report, Statement
from sayso.wording import FORMS, STATUS

TITLE = 200
OPENING = 70


@dataclass(frozen=True, slots=True)
class Section:
    """One report as HTML, and the addresses of its marks that are in several pieces."""

    markup: Markup
    split: tuple[str, ...]


def title_of(report: Report) -> str:
    """The headline, or the first words of the text."""
    if report.headline:
        return excerpt(report.headline, TITLE)
    words = excerpt(report.text.strip(), OPENING)
    return f"No headline: “{words}”" if words else "No headline, no text"


def issuer_of(report: Report) -> str:
    """Who issued the report."""
    return " / ".join(dict.fromkeys(filter(None, (report.agency, report.publisher)))) or "no source named"


def words_of(report: Report) -> str:
    """How long the report is."""
    count = len(report.text.split())
    return f"{count:,} word{'' if count == 1 else 's'}"


def section(coding: Coding, number: int, prefix: str) -> Section:
    """The section of one report; ``prefix`` keeps its addresses apart from those of other reports on the page."""
    text = coding.report.text
    ranges = passages(text)
    woven = weave(text, ranges, marks_of(coding), prefix)
    beside = _statements_by_passage(coding, ranges)
    keys = keys_of(coding)
    rows = [_passage(keys, markup, held, prefix) for markup, held in zip(woven.passages, beside, strict=True)]
    links = [(f"{prefix}{name}", words) for name, words in (("text", "Text"), *_layer_links(coding), ("open", "Left open"))]
    return Section(
        element(
            "article",
            element("header", element("h2" if prefix else "h1", isolated(title_of(coding.report))), _frame(coding)),
            element(
                "nav",
                *(element("a", words, href=f"#{name}") for name, words in (*links, ("marks", "What the marks mean"))),
                aria_label="Parts of this report",
                class_="parts",
            ),
            element("div", *rows, class_="text", id=f"{prefix}text"),
            *tables(coding, prefix),
            id=f"report-{number}",
        ),
        woven.split,
    )


def _layer_links(coding: Coding) -> list[tuple[str, str]]:
    found = []
    for layer in coding.layers:
        if layer.value == "events" and coding.events:
            found += [("facts", "Facts"), ("claims", "Claims")]
        else:
            found.append((layer.value, layer.value.capitalize()))
    order = ["statements", "facts", "claims", "events", "entities", "times", "places"]
    return sorted(found, key=lambda link: order.index(link[0]))


def _frame(coding: Coding) -> Markup:
    """What is known of the report, its identity and its reading; what was looked for and is not known is said to be so."""
    report, made = coding.report, coding.provenance
    dateline = ", ".join(filter(None, (report.dateline.place, report.dateline.date))) if report.dateline else None
    options = [f"{name}={value}" for name, value in made.options.items()]
    parts = [("model", made.model), ("codebook", made.codebook), ("gazetteer", made.gazetteer)]
    read = [made.software, *(f"{name} {value}" for name, value in parts if value), *options]
    rows = [
        ("Agency", report.agency or "not known"),
        ("Publisher", report.publisher or "not given"),
        ("Published", published(report)),
        ("Byline", report.byline),
        ("Dateline", dateline),
        ("Revision", report.revision),
        ("Length", f"{words_of(report)}, {len(report.text):,} characters"),
        ("Language", report.language),
        ("Address", report.uri),
        ("Rights", report.rights or "not stated"),
        ("Report id", report.id),
        ("Read by", " · ".join(read)),
        ("Text taken by", report.extractor),
        ("Layers", ", ".join(coding.layers) or "none: the text alone"),
    ]
    pairs = [element("div", element("dt", name), element("dd", isolated(excerpt(value, 2 * TITLE)))) for name, value in rows if value]
    return element("dl", *pairs, class_="frame")


def _statements_by_passage(coding: Coding, ranges: Sequence[tuple[int, int]]) -> list[list[tuple[int, Statement, bool]]]:
    """For each passage the statements with words in it: number, statement, whether it is the first one with them."""
    starts = [start for start, _ in ranges]
    found: list[dict[int, tuple[int, Statement, bool]]] = [{} for _ in ranges]
    for number, statement in enumerate(coding.statements, start=1):
        first = True
        for span in sorted(statement.content or statement.cue, key=lambda span: span.start):
            index = _index(starts, span.start)
            while index < len(ranges) and starts[index] < span.end:
                if number not in found[index]:
                    found[index][number] = (number, statement, first)
                    first = False
                index += 1
    return [list(held.values()) for held in found]


def _index(starts: Sequence[int], position: int) -> int:
    """The passage that a character is in."""
    return bisect_right(starts, position) - 1


def _passage(keys: Keys, markup: Markup, held: Sequence[tuple[int, Statement, bool]], prefix: str) -> Markup:
    """A paragraph with the bars of its statements at the left and their notes at the right."""
    bars = [
        element(
            "a",
            f"S{number}",
            href=f"#{prefix}S{number}",
            class_=f"bar bar-{STANDINGS[statement.status]}",
            title=f"S{number}: {STATUS[statement.status]}" + ("" if first else ", continued"),
        )
        for number, statement, first in held
    ]
    notes = [_note(keys, number, statement, prefix) for number, statement, first in held if first]
    return element(
        "div",
        element("div", *bars, class_="gutter") if bars else None,
        element("p", markup, class_="printed"),
        element("div", *notes, class_="notes") if notes else None,
        class_="row",
    )


def _note(keys: Keys, number: int, statement: Statement, prefix: str) -> Markup:
    """A statement in words: what kind, on whose say-so, how it stands."""
    inside = keys.numbers.get(statement.inside or "")
    others = [("to ", statement.addressee), ("about ", statement.target), *(("explained: ", gloss) for gloss in statement.glosses)]
    extras = [join(name, place_of(span, prefix, span.text)) for name, span in others if span]
    extras += [join("inside ", element("a", f"S{inside}", href=f"#{prefix}S{inside}"))] if inside else []
    extras += [Markup("in translation")] if statement.translated else []
    label = element("a", f"S{number}", href=f"#{prefix}statement-{number}")
    return element(
        "div",
        element("div", element("b", label), f" {statement.act.value} · {FORMS[statement.form]}"),
        element("div", speakers(keys, statement), class_="chain"),
        element("div", standing(statement), class_="standing"),
        element("div", listed(extras, "; "), class_="extras") if extras else None,
        class_=f"note bar-{STANDINGS[statement.status]}",
        id=f"{prefix}S{number}",
    )
