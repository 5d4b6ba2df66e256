"""Statements: who is presented as saying, thinking or wanting what, on whose say-so."""

from sayso.language.analysis import Analysis
from sayso.records import Report, Statement
from sayso.statements.authenticity import inherit_authenticity
from sayso.statements.chains import link_sources
from sayso.statements.merging import merged
from sayso.statements.quoted import quoted_statements
from sayso.statements.reported import reported_statements

__all__ = ["find_statements", "inherit_authenticity", "link_sources"]


def find_statements(report: Report, analysis: Analysis) -> tuple[Statement, ...]:
    """The statements of a report, in the order of the text, with ids ``s1``, ``s2`` …; ``source_entity`` is left to `link_sources`.

    ``analysis`` must be of the report's text. Quotations need only tokens, sentences, paragraphs and quotation marks; speech without
    marks is found by the trees, and not without them. The time is linear in the length of the text.
    """
    quoted = quoted_statements(report, analysis)
    return merged(quoted, reported_statements(report, analysis, quoted))
