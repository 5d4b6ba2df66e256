"""Statements: who is presented as saying, thinking or wanting what, on whose say-so."""

from sayso.language.analysis import Analysis
from sayso.records import Report, Statement
from sayso.statements.chains import link_sources
from sayso.statements.quoted import quoted_statements

__all__ = ["find_statements", "link_sources"]


def find_statements(report: Report, analysis: Analysis) -> tuple[Statement, ...]:
    """The statements of a report, in the order of the text, with ids ``s1``, ``s2`` …; ``source_entity`` is left to `link_sources`.

    ``analysis`` must be of the report's text. Trees, tags and names make it better, but it needs only tokens, sentences, paragraphs
    and quotations. The time is linear in the length of the text.
    """
    return quoted_statements(report, analysis)
