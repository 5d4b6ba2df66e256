"""The page: codings in one HTML file that runs no script and asks nobody for anything."""

import base64
import hashlib
from collections.abc import Sequence
from functools import cache
from importlib import resources

from sayso.cli.html.elements import Markup, element, isolated, join
from sayso.cli.html.report import issuer_of, section, title_of, words_of
from sayso.cli.html.words import legend
from sayso.cli.wording import published
from sayso.records import Coding
from sayso.vocabulary import Layer


def make_page(codings: Sequence[Coding]) -> str:
    """The page for one or several codings; the same codings always give the same page.

    Spans have the address ``c<start>-<end>`` (code points of the report's text), on a page of several reports with the
    number of the report before it: ``r2-c<start>-<end>``. The page encodes as UTF-8 whatever the texts hold.
    """
    several = len(codings) > 1
    sections = [section(coding, number, f"r{number}-" if several else "") for number, coding in enumerate(codings, start=1)]
    title = f"{len(codings)} reports" if several or not codings else title_of(codings[0].report)
    style = load_style() + "".join(_lit(key) for part in sections for key in part.split)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=policy),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="referrer", content="no-referrer"),
        element("meta", name="color-scheme", content="light dark"),
        element("title", f"{title} — Sayso"),
        element("style", Markup(style)),
    )
    body = element("body", element("main", _banner(codings), *(part.markup for part in sections), legend()))
    return f"<!doctype html>\n{element('html', head, body, lang='en')}\n"


@cache
def load_style() -> str:
    """The style sheet of the page."""
    return resources.files(__package__).joinpath("data/style.css").read_text(encoding="utf-8")


def _lit(key: str) -> str:
    """The rule that lights up the later pieces of a mark together with its first."""
    return f':root:has(#{key}:target) [data-of="{key}"]{{background:var(--lit);outline:2px solid var(--ink)}}\n'


def _banner(codings: Sequence[Coding]) -> Markup:
    """What the page is, and for several reports what is on it."""
    line = element("p", "Sayso · who says what, on whose say-so. Every value points to its words: check it there.", class_="banner")
    if len(codings) == 1:
        return line
    return join(
        line, element("h1", f"{len(codings)} reports"), element("nav", element("ol", *_contents(codings)), aria_label="Reports", class_="contents")
    )


def _contents(codings: Sequence[Coding]) -> list[Markup]:
    found = []
    for number, coding in enumerate(codings, start=1):
        report = coding.report
        sizes = {layer.value: len(getattr(coding, layer)) for layer in (Layer.STATEMENTS, Layer.EVENTS) if layer in coding.layers}
        counts = [f"{size:,} {name.removesuffix('s') if size == 1 else name}" for name, size in sizes.items()]
        line = [isolated(issuer_of(report)), *(f" · {part}" for part in (published(report), words_of(report), *counts))]
        found.append(element("li", element("a", isolated(title_of(report)), href=f"#report-{number}"), element("div", *line)))
    return found
