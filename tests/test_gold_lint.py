"""Lint: every rule fires on its fault and keeps quiet on the clean example."""

import pytest

from sayso.evaluation.gold import check_text
from test_gold_format import ANN, TEXT


def found(source: str, text: str = TEXT) -> list[tuple[str, str]]:
    return [(p.level, p.what) for p in check_text(text, source)[1]]


@pytest.mark.parametrize(
    ("old", "new", "level", "says"),
    [
        ('person "Mariam Koffi"', 'person "Maria Koffi"', "error", "not in the report"),
        ('  mention "the interior ministry", "its"\n', "", "error", "has no mention"),
        ('mention "its spokeswoman"', 'mention "They", "its spokeswoman"', "error", "is a mention of"),
        ('name "Mariam Koffi"\n', 'name "Mariam Koffi"\n  name "reporters"\n', "warning", "lower case"),
        ('T2 "Monday" DATE 2021-03-08', 'T2 "Monday" DATE 2021-03-09', "error", "was a Tuesday"),
        ('T1 "March 9" DATE 2021-03-09', 'T1 "March 9" DATE 2021-04-09', "error", "not in the month"),
        ("DATE 2021-03-08", "DATE yesterday", "error", "no value of a DATE"),
        ("DATE 2021-03-08", "DATE 2021-03-08 quant=EVERY", "error", "belong to a SET"),
        ("DATE 2021-03-08", "DATE 2021-03-08 mod=EARLY", "error", "no mod"),
        ("DATE 2021-03-08", "DATE 2021-03-08 anchor=T9", "error", "no time T9"),
        ("DATE 2021-03-08", "DATE 2021-03-08 first=2021-05-01 last=2021-05-02", "error", "outside the value"),
        ("DATE 2021-03-08", "DATE 2021-03-08 first=2021-03-08 last=2021-03-07", "error", "is after"),
        ('"Ivory Coast" location country=CIV', '"Ivory Coast" actor country=CIV', "error", "without an entity"),
        ('"Ivory Coast" location country=CIV', '"Ivory Coast" location', "warning", "has no country"),
        ('"Ivory Coast" location country=CIV', '"Ivory Coast" location country=CIV latitude=91 longitude=0', "error", "not on the globe"),
        ('"Ivory Coast" location country=CIV', '"Ivory Coast" location country=CIV latitude=7', "error", "come together"),
        ('  cue "denied"\n', "", "error", "has no cue"),
        ('  content "a ransom had been paid"\n', "", "error", "has no content"),
        ('content "a ransom had been paid"', 'content "denied that" .. "paid"', "error", "inside the content of S3"),
        ("indirect deny attributed denied", "indirect deny attributed asserted", "warning", "act deny with status asserted"),
        ("mixed demand attributed directive", "indirect demand attributed directive", "error", "has quoted parts"),
        ('  quote `"lay down their guns"`\n', "", "error", "quotes nothing"),
        ("direct say attributed asserted", "direct say purported asserted", "error", "go together"),
        ('source "Mariam Koffi" -> E4', 'source "Mariam Koffi" -> E4 purported', "warning", "is hedged in S2"),
        ("event V4 RETREAT directed", "event V4 RETREAT occurred", "error", "whose status is directive"),
        ("event V4 RETREAT directed", "event V4 SANCTION directed presupposed", "error", "no mode of SANCTION"),
        ("event V2 RETREAT occurred mode=release", "event V2 AID occurred", None, ""),
        ("event V3 REQUEST occurred mode=yield", "event V3 AGREE occurred", None, ""),
        ('n=2 of="police', 'low=4 best=2 of="police', "error", "low=4 best=2"),
        ("  when T2\n", "  when T2 first=2021-03-12 last=2021-03-12\n", "error", "after the report"),
        ("  performs S4\n", "", "warning", "makes no event"),
        ('predicate "demanded"', 'predicate "rebels"', "warning", "is not its cue"),
        ('"They"', '"They" #1', None, ""),
        (', "She"\n', "\n", "warning", "'she' is in no entity"),
        ('time T2 "Monday" DATE 2021-03-08\n', "", "warning", "'Monday' is in no time expression"),
        ('  cue "said"\n', '  cue "interior"\n', "warning", "'said' is no cue"),
        ("statement S2 direct", "statement S2 direct", None, ""),
    ],
)
def test_each_rule_fires_on_its_fault(old: str, new: str, level: str | None, says: str) -> None:
    assert old in ANN
    problems = found(ANN.replace(old, new, 1))
    if level is None:
        assert not [p for p in problems if p[0] == "error"]
    else:
        assert [p for p in problems if p[0] == level and says in p[1]], problems


def test_forgotten_names_and_quotations_are_noticed() -> None:
    without = (
        ANN.replace('name organization "Lagoon Wire"\n', "").replace('place P2 "Ivory Coast" location country=CIV\n', "").replace("  where P2\n", "")
    )
    warned = [what for level, what in found(without) if level == "warning"]
    assert any("'Lagoon'" in what for what in warned)
    assert any("'Coast'" in what for what in warned)
    cut = ANN[: ANN.index("statement S2")] + ANN[ANN.index("statement S3") :]
    assert any("They are tired but well" in what for _, what in found(cut))


def test_a_presupposed_event_keeps_its_own_realis() -> None:
    text = "He denied any part in the bombing.\n"
    source = (
        'report\n  published 2021-03-09\nentity E1 person "He"\n  mention "He"\n'
        'statement S1 indirect deny attributed denied\n  source "He" -> E1\n  cue "denied"\n  content "any part in the bombing"\n'
        'event V1 ASSAULT occurred{} mode=explosives\n  predicate "bombing"\n  actor none\n  recipient "He" -> E1\n'
    )
    assert any(level == "error" and "status is denied" in what for level, what in found(source.format(""), text))
    assert not [p for p in found(source.format(" presupposed"), text) if p[0] == "error"]


def test_quiet_and_events_exclude_each_other() -> None:
    assert any("quiet" in what for _, what in found(ANN + "quiet\n"))
    assert any("no event" in what for _, what in found("report\n", "Nothing happened.\n"))
    assert found("report\nquiet\n", "Nothing happened.\n") == []


def test_layers_that_were_not_done_are_not_linted() -> None:
    assert found("report\nlayers times\n", "Nothing happened, said Ann Ro.\n") == []
