"""Names made consistent over a report."""

from sayso.language.analysis import Name
from sayso.language.names import agree
from sayso.vocabulary import Kind

WORDS = "Baghor fled . Rebels took Baghor . Later Baghor burned and Jo Baghor wept .".split()
SENTENCES = [(0, 3), (3, 7), (7, 15)]


def test_the_kind_is_voted_on() -> None:
    found = agree([Name(0, 1, Kind.PERSON, 0.5), Name(5, 6, Kind.PLACE, 0.9)], WORDS, SENTENCES)
    assert {n.kind for n in found if n.last - n.first == 1} == {Kind.PLACE}


def test_a_missed_occurrence_is_found_but_not_inside_another_name() -> None:
    given = [Name(0, 1, Kind.PLACE, 0.9), Name(5, 6, Kind.PLACE, 0.9), Name(11, 13, Kind.PERSON, 0.9)]
    found = agree(given, WORDS, SENTENCES)
    assert [(n.first, n.last) for n in found] == [(0, 1), (5, 6), (8, 9), (11, 13)]


def test_doubtful_names_are_not_spread() -> None:
    assert len(agree([Name(0, 1, Kind.PLACE, 0.6)], WORDS, SENTENCES)) == 1


def test_nothing_gives_nothing() -> None:
    assert agree([], WORDS, SENTENCES) == ()
