"""Statements: who is presented as saying, thinking or wanting what, on whose say-so."""

from enum import StrEnum

from sayso.language.analysis import Analysis
from sayso.records import Report, Statement
from sayso.statements.authenticity import inherit_authenticity
from sayso.statements.chains import link_sources
from sayso.statements.learned import combined, learned_statements
from sayso.statements.merging import merged
from sayso.statements.quoted import quoted_statements
from sayso.statements.reported import reported_statements
from sayso.statements.scene import make_scene
from sayso.statements.source_entities import speaking_entities
from sayso.statements.transcripts import transcript_statements

__all__ = ["Use", "find_statements", "inherit_authenticity", "link_sources", "speaking_entities"]


class Use(StrEnum):
    """What finds statements: the rules, the labels of the language model, or the rules and what only the labels show."""

    RULES = "rules"
    MODEL = "model"
    BOTH = "both"


def find_statements(report: Report, analysis: Analysis, use: Use = Use.RULES) -> tuple[Statement, ...]:
    """The statements of a report, in the order of the text, with ids ``s1``, ``s2`` …; ``source_entity`` is left to `link_sources`.

    ``analysis`` must be of the report's text. Quotations need only tokens, sentences, paragraphs and quotation marks; speech without
    marks is found by the trees, and not without them. The time is linear in the length of the text.
    """
    scene = make_scene(analysis)
    if use is Use.MODEL:
        return merged((), learned_statements(report, scene))
    quoted = quoted_statements(report, scene)
    found = (*transcript_statements(report, analysis), *quoted, *reported_statements(report, scene, quoted))
    return merged((), combined(found, learned_statements(report, scene)) if use is Use.BOTH else found)
