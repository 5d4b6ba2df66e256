"""The time of an event: clause, conjuncts, prepositions, quotations, tense."""

from dataclasses import replace

import pytest

from sayso.language.analysis import Analysis, Quotation
from sayso.language.conllu import read_conllu
from sayso.records import When
from sayso.times import find_times, when_of
from sayso.vocabulary import Precision, WhenBasis
from test_times_grammar import report

PARTS = {
    "VB": "VERB",
    "NN": "NOUN",
    "MD": "AUX",
    "IN": "ADP",
    "PR": "PRON",
    "DT": "DET",
    "CC": "CCONJ",
    "CD": "NUM",
    "RB": "ADV",
    "TO": "PART",
    "JJ": "ADJ",
}


def tree(*rows: str) -> Analysis:
    """One sentence, a row a word: ``word tag head relation``."""
    lines = []
    for number, row in enumerate(rows, 1):
        word, tag, head, relation = row.split()
        upos = "AUX" if relation.startswith(("aux", "cop")) else PARTS.get(tag[:2], "PUNCT")
        lines.append("\t".join([str(number), word, word.lower(), upos, tag, "_", head, relation, "_", "_"]))
    return read_conllu("\n".join(lines) + "\n")


def when(analysis: Analysis, word: str, published: str | None = "2015-12-26") -> When:
    source = report(analysis.text, published)
    times, _ = find_times(source, analysis)
    return when_of(analysis.lower.index(word), analysis, times, source)


TWO_CLAUSES = tree(
    "Police NNS 2 nsubj", "arrested VBD 0 root", "him PRP 2 obj", "on IN 5 case", "Monday NNP 2 obl", "and CC 8 cc", "prosecutors NNS 8 nsubj",
    "charged VBD 2 conj", "two CD 10 nummod", "men NNS 8 obj", "in IN 12 case", "May NNP 8 obl",
)  # fmt: skip


def test_each_clause_has_its_own_time() -> None:
    assert when(TWO_CLAUSES, "arrested") == When(
        time="t1", first="2015-12-21", last="2015-12-21", precision=Precision.DAY, basis=WhenBasis.EXPRESSION
    )
    assert when(TWO_CLAUSES, "charged") == When(
        time="t2", first="2015-05-01", last="2015-05-31", precision=Precision.MONTH, basis=WhenBasis.EXPRESSION
    )


def test_a_time_before_both_verbs_dates_both() -> None:
    shared = tree("On IN 2 case", "Monday NNP 4 obl", "rebels NNS 4 nsubj", "entered VBD 0 root", "and CC 6 cc", "burned VBD 4 conj", "it PRP 6 obj")
    assert when(shared, "entered").time == when(shared, "burned").time == "t1"


def test_a_time_after_the_first_verb_is_not_the_second_ones() -> None:
    own = tree(
        "Rebels NNS 2 nsubj", "entered VBD 0 root", "it PRP 2 obj", "Monday NNP 2 obl:tmod", "and CC 6 cc", "burned VBD 2 conj", "it PRP 6 obj"
    )
    assert when(own, "entered").time == "t1"
    assert when(own, "burned") == When(last="2015-12-26", precision=Precision.VAGUE, basis=WhenBasis.TENSE)


def test_what_is_said_on_a_day_did_not_happen_on_it() -> None:
    said = tree("He PRP 2 nsubj", "said VBD 0 root", "on IN 4 case", "Monday NNP 2 obl", "that IN 7 mark", "it PRP 7 nsubj", "fell VBD 2 ccomp")
    assert when(said, "said").time == "t1"
    assert when(said, "fell") == When(last="2015-12-26", precision=Precision.VAGUE, basis=WhenBasis.TENSE)


def test_an_unfinished_clause_shares_the_time_above_it() -> None:
    claiming = tree("It PRP 2 nsubj", "struck VBD 0 root", "on IN 4 case", "Monday NNP 2 obl", ", , 6 punct", "killing VBG 2 advcl", "two CD 6 obj")
    assert when(claiming, "killing").time == "t1"


def test_the_time_of_a_noun_dates_that_noun() -> None:
    condemned = tree("He PRP 2 nsubj", "condemned VBD 0 root", "Friday NNP 5 nmod:poss", "'s POS 3 case", "attack NN 2 obj")
    assert when(condemned, "attack").time == "t1"
    assert when(condemned, "condemned").basis is WhenBasis.TENSE


def test_the_time_of_an_active_subject_dates_the_verb() -> None:
    storm = tree("A DT 2 det", "blast NN 4 nsubj", "Friday NNP 2 nmod:tmod", "killed VBD 0 root", "two CD 4 obj")
    assert when(storm, "killed").time == "t1"
    claimed = tree("A DT 2 det", "blast NN 5 nsubj:pass", "Friday NNP 2 nmod:tmod", "was VBD 5 aux:pass", "condemned VBN 0 root")
    assert when(claimed, "condemned").basis is WhenBasis.TENSE


def test_an_agreement_is_not_on_the_day_agreed() -> None:
    plans = tree("They PRP 2 nsubj", "agreed VBD 0 root", "yesterday NN 2 obl:tmod", "to TO 5 mark", "meet VB 2 xcomp")
    assert when(plans, "agreed").time == "t1"
    assert when(plans, "meet").time is None


@pytest.mark.parametrize(
    ("preposition", "first", "last"),
    [
        ("since", "2015-05-01", "2015-12-26"),
        ("until", None, "2015-05-31"),
        ("by", None, "2015-05-31"),
        ("before", None, "2015-04-30"),
        ("after", "2015-05-01", "2015-12-26"),
        ("in", "2015-05-01", "2015-05-31"),
    ],
)
def test_prepositions_set_the_bounds(preposition: str, first: str | None, last: str | None) -> None:
    held = tree("They PRP 2 nsubj", "held VBD 0 root", "it PRP 2 obj", f"{preposition} IN 5 case", "May NNP 2 obl")
    found = when(held, "held")
    assert (found.time, found.first, found.last) == ("t1", first, last)


def test_a_range_is_one_interval() -> None:
    held = tree(
        "They PRP 2 nsubj", "held VBD 0 root", "it PRP 2 obj", "from IN 5 case", "May NNP 2 obl", "to IN 7 case", "July NNP 2 obl", "2012 CD 7 nummod"
    )  # fmt: skip
    found = when(held, "held")
    assert (found.first, found.last, found.basis) == ("2012-05-01", "2012-07-31", WhenBasis.EXPRESSION)


@pytest.mark.parametrize(
    ("rows", "word", "wanted"),
    [
        (("Troops NNS 2 nsubj", "left VBD 0 root"), "left", When(last="2015-12-26", precision=Precision.VAGUE, basis=WhenBasis.TENSE)),
        (
            ("Troops NNS 3 nsubj", "have VBP 3 aux", "left VBN 0 root"),
            "left",
            When(last="2015-12-26", precision=Precision.VAGUE, basis=WhenBasis.TENSE),
        ),
        (
            ("Troops NNS 3 nsubj", "are VBP 3 aux", "leaving VBG 0 root"),
            "leaving",
            When(last="2015-12-26", precision=Precision.VAGUE, basis=WhenBasis.ANCHOR),
        ),
        (
            ("Troops NNS 3 nsubj", "will MD 3 aux", "leave VB 0 root"),
            "leave",
            When(first="2015-12-26", precision=Precision.VAGUE, basis=WhenBasis.TENSE),
        ),
    ],
)
def test_without_an_expression_the_tense_speaks(rows: tuple[str, ...], word: str, wanted: When) -> None:
    assert when(tree(*rows), word) == wanted
    assert when(tree(*rows), word, published=None) == When()


def test_a_time_inside_a_quotation_dates_nothing_outside() -> None:
    rows = tree('" `` 4 punct', "We PRP 4 nsubj", "Monday NNP 4 obl", "left VBD 0 root", '" ,, 4 punct', "he PRP 7 nsubj", "said VBD 4 parataxis")
    end = rows.ends[4]
    quoted = replace(rows, quotations=(Quotation(start=0, end=end),))
    assert when(quoted, "said").time is None


def test_a_vague_reference_bounds_one_side() -> None:
    killed = tree("They PRP 2 nsubj", "died VBD 0 root", "in IN 5 case", "recent JJ 5 amod", "weeks NNS 2 obl")
    assert when(killed, "died") == When(time="t1", last="2015-12-26", precision=Precision.VAGUE, basis=WhenBasis.EXPRESSION)


def test_without_a_tree_the_nearest_time_of_the_sentence_is_taken() -> None:
    flat = replace(TWO_CLAUSES, heads=(), deprels=(), upos=(), xpos=())
    assert when(flat, "arrested").time == "t1"
    assert when(flat, "men").time == "t2"
    assert when_of(10**6, flat, (), report(flat.text)).time is None


def test_a_day_spoken_of_in_general_stays_open() -> None:
    rest = tree("Friday NNP 4 nsubj", "is VBZ 4 cop", "a DT 4 det", "day NN 0 root", "of IN 6 case", "rest NN 4 nmod")
    (time, *_), _ = find_times(report(rest.text), rest)
    assert (time.value, time.first) == ("XXXX-WXX-5", None)


@pytest.mark.parametrize(
    ("rows", "value"),
    [
        (("They PRP 2 nsubj", "promised VBD 0 root", "a DT 4 det", "reply NN 2 obj", "in IN 6 case", "May NNP 2 obl"), "2016-05"),
        (("They PRP 2 nsubj", "promised VBD 0 root", "on IN 4 case", "Monday NNP 2 obl", "a DT 6 det", "reply NN 2 obj"), "2015-12-21"),
        (
            ("It PRP 3 nsubj:pass", "was VBD 3 aux:pass", "due JJ 0 root", "to TO 5 mark", "open VB 3 xcomp", "on IN 7 case", "Monday NNP 5 obl"),
            "2015-12-28",
        ),
        (
            ("They PRP 3 nsubj", "were VBD 3 aux:pass", "forced VBN 0 root", "to TO 5 mark", "leave VB 3 xcomp", "on IN 7 case", "Monday NNP 5 obl"),
            "2015-12-21",
        ),
        (("Talks NNS 2 nsubj", "have VBP 3 aux", "stalled VBN 0 root", "since IN 5 case", "May NNP 3 obl"), "2015-05"),
    ],
)
def test_the_tree_gives_the_direction(rows: tuple[str, ...], value: str) -> None:
    analysis = tree(*rows)
    (time,), _ = find_times(report(analysis.text), analysis)
    assert time.value == value
