"""Texts read up to their statements, for the tests of the events room."""

from functools import cache

from sayso.events.realis import reality_of
from sayso.events.reality import Reality
from sayso.events.setting import Setting
from sayso.events.standing import Standing, standing_of
from sayso.events.trees import relation, top_of
from sayso.events.when import timing_of
from sayso.reading import STAGES, Resources, read_report
from sayso.records import Report, Span, When, report_id
from sayso.vocabulary import Basis

LIGHT = frozenset({"carried", "launched", "held", "made", "took", "came", "gave", "opened"})
UP_TO_STATEMENTS = tuple(stage for stage in STAGES if stage.name != "events")


@cache
def resources() -> Resources:
    """The packaged resources, loaded once."""
    return Resources()


@cache
def setting_of(text: str, published: str | None = "2024-05-15", publisher: str | None = "The Courier") -> Setting:
    """A text with all that the rooms before the events find in it."""
    basis = Basis.GIVEN if published else Basis.NONE
    report = Report(id=report_id(text), text=text, published=published, published_basis=basis, publisher=publisher)
    coding = read_report(report, resources(), UP_TO_STATEMENTS)
    analysis = resources().analyser.analyse(report)
    return Setting(report, analysis, coding.times, coding.places, coding.entities, coding.statements)


def predicate(setting: Setting, words: str) -> Span:
    """The last occurrence of words in a text, as a span."""
    start = setting.report.text.rindex(words)
    return Span(start=start, end=start + len(words), text=words)


def tokens(setting: Setting, words: str) -> tuple[int, int, range]:
    """The token that carries the type, the one that carries the tense, and all tokens of a predicate."""
    analysis = setting.analysis
    span = predicate(setting, words)
    first, last = analysis.within(span.start, span.end)
    token = top_of(analysis, first, last)
    head = analysis.heads[token]
    light = head >= 0 and analysis.lower[head] in LIGHT and relation(analysis, token) in {"obj", "nsubj", "obl"}
    return token, head if light else token, range(first, last)


def told(text: str, words: str, kind: str = "ASSAULT", published: str | None = "2024-05-15") -> tuple[Standing, When, Reality]:
    """On whose word an event of a text stands, when its words put it, and whether it happened."""
    setting = setting_of(text, published)
    token, clause, inside = tokens(setting, words)
    standing = standing_of(predicate(setting, words), kind, setting)
    timing = timing_of(token, clause, standing, setting)
    return standing, timing, reality_of(token, clause, inside, standing, timing, setting)
