"""Gold annotations: the format that people write, its compiler to the record, lint, agreement, and the view for review.

``load(path)`` is the way in; ``docs/guideline.md`` describes the format and the rules of annotation.
"""

from sayso.evaluation.gold.agreement import Row, agree, agree_folders, alpha
from sayso.evaluation.gold.compiler import Annotation, compile_file, compile_text, load
from sayso.evaluation.gold.lint import check, check_text
from sayso.evaluation.gold.reader import Name, Problem
from sayso.evaluation.gold.splits import read_splits, shared_shingles, split_of
from sayso.evaluation.gold.view import show

__all__ = [
    "Annotation",
    "Name",
    "Problem",
    "Row",
    "agree",
    "agree_folders",
    "alpha",
    "check",
    "check_text",
    "compile_file",
    "compile_text",
    "load",
    "read_splits",
    "shared_shingles",
    "show",
    "split_of",
]
