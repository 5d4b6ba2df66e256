"""Classes of reported speech, each by sentences of our own: interruptions, leads, headlines, gaps, asides, and the stand of the source."""

from functools import cache

import pytest

from sayso.errors import InstallError
from sayso.intake import Document, Given, make_report
from sayso.language import Analyser
from sayso.records import Statement
from sayso.statements import find_statements


@cache
def analyser() -> Analyser:
    try:
        return Analyser()
    except InstallError:
        pytest.skip("the model is not installed")


def read(text: str) -> tuple[Statement, ...]:
    report = make_report(Document(text=text, extractor="text"), Given(language="en"))
    return find_statements(report, analyser().analyse(report))


def gist(statement: Statement) -> tuple[str, str, str, str | None, list[str]]:
    source = statement.source.text if statement.source is not None else None
    return statement.form.value, statement.act.value, statement.status.value, source, [span.text for span in statement.content]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a cue clause that interrupts
        (
            "The bakers closed at noon, the mayor said, and would open again on Friday.",
            ("indirect", "say", "asserted", "the mayor", ["The bakers closed at noon", "would open again on Friday"]),
        ),
        ("The river, engineers say, will rise until Sunday.", ("indirect", "say", "predicted", "engineers", ["The river", "will rise until Sunday"])),
        (
            "The ferry sank in two minutes, according to the harbour police, but the crew was saved.",
            ("indirect", "say", "asserted", "the harbour police", ["The ferry sank in two minutes", "the crew was saved"]),
        ),
        ("Two men were held, police said, although a neighbour saw four.", ("indirect", "say", "asserted", "police", ["Two men were held"])),
        # where what is said begins and ends
        ("The valley is calm; the road is open, the colonel said.", ("indirect", "say", "asserted", "the colonel", ["the road is open"])),
        (
            "The minister said the army had left, and the farmers went home.",
            ("indirect", "say", "asserted", "The minister", ["the army had left"]),
        ),
        (
            "The guard said nine men had fled, a day after a wall fell.",
            ("indirect", "say", "asserted", "The guard", ["nine men had fled"]),
        ),
        (
            "He told both crews, by his own account, that he would not sail.",
            ("indirect", "say", "denied", "He", ["he would not sail"]),
        ),
        # gaps: what a relative clause is about
        ("Two ships that the navy said had sunk were found in port.", ("indirect", "say", "asserted", "the navy", ["Two ships", "had sunk"])),
        ("The nine wells the company promised were never dug.", ("indirect", "promise", "promised", "the company", ["The nine wells"])),
        (
            "The letter, which he described as a forgery, was burned.",
            ("indirect", "call", "evaluation", "he", ["The letter", "as a forgery"]),
        ),
        # infinitives, who is told, what is asked for
        (
            "The owners agreed to pay all wages, to drop the case and to talk with the union.",
            ("indirect", "agree", "promised", "The owners", ["to pay all wages, to drop the case and to talk with the union"]),
        ),
        ("Lund told two Calder envoys on Monday to leave within a week.", ("indirect", "order", "directive", "Lund", ["to leave within a week"])),
        ("She urged those who had fled to come home.", ("indirect", "urge", "directive", "She", ["to come home"])),
        ("The mayor asked the army for forty tents.", ("indirect", "request", "directive", "The mayor", ["forty tents"])),
        # passives
        ("A clerk was accused of taking the keys.", ("indirect", "accuse", "asserted", None, ["taking the keys"])),
        (
            "Two men suspected of burning the mill were freed.",
            ("indirect", "believe", "asserted", None, ["Two men", "burning the mill"]),
        ),
        # the stand of the source
        (
            "The minister said that the army would guard the road.",
            ("indirect", "say", "promised", "The minister", ["the army would guard the road"]),
        ),
        (
            "The minister said the wages would be paid in May.",
            ("indirect", "say", "promised", "The minister", ["the wages would be paid in May"]),
        ),
        (
            "The union said it would shut the port unless wages were paid.",
            ("indirect", "say", "threatened", "The union", ["it would shut the port unless wages were paid"]),
        ),
        ("The rebels vowed to burn the mill.", ("indirect", "threaten", "threatened", "The rebels", ["to burn the mill"])),
        ("The minister said that the owners should pay.", ("indirect", "say", "directive", "The minister", ["the owners should pay"])),
        ("The nurse said she would never have left.", ("indirect", "say", "conditional", "The nurse", ["she would never have left"])),
        ("The ministry said that the letter was a forgery.", ("indirect", "say", "authorship", "The ministry", ["the letter was a forgery"])),
        ("The gangs asked that the curfew be lifted.", ("indirect", "request", "directive", "The gangs", ["the curfew be lifted"])),
        ("“Open the gate now,” the guard said.", ("direct", "say", "directive", "the guard", ["“Open the gate now,”"])),
        # marked parts
        (
            "The pilot said the ship “was old” and that the pumps had failed.",
            ("mixed", "say", "asserted", "The pilot", ["the ship “was old” and that the pumps had failed"]),
        ),
        (
            "The men were tired, the guard said, “which tells you much.”",
            ("mixed", "say", "asserted", "the guard", ["The men were tired", "“which tells you much.”"]),
        ),
        (
            "The men had been “well fed,” she said, and had slept.",
            ("mixed", "say", "asserted", "she", ["The men had been “well fed,”", "had slept"]),
        ),
        (
            "The envoy rejected “hints” that the talks had failed.",
            ("mixed", "refuse", "denied", "The envoy", ["“hints” that the talks had failed"]),
        ),
        ("The mayor called the vote “a circus”.", ("mixed", "call", "evaluation", "The mayor", ["the vote “a circus”"])),
        ("The judge described the two clerks as thieves.", ("indirect", "call", "evaluation", "The judge", ["the two clerks as thieves"])),
    ],
)
def test_one_statement(text: str, expected: tuple[str, str, str, str | None, list[str]]) -> None:
    assert [gist(one) for one in read(text)] == [expected]


def test_what_is_withheld_is_not_said() -> None:
    assert read("He declined to comment.") == ()
    assert [gist(s)[1] for s in read("He declined to say how many had fled.")] == ["refuse"]


@pytest.mark.parametrize(
    ("headline", "expected"),
    [
        ("Mill fire kills two, fire chief says", [("fire chief", "Mill fire kills two")]),
        ("Hospital says nine hurt, police say four", [("Hospital", "nine hurt"), ("police", "four")]),
        ("Bridge shut, trains halted in two valleys - ministry", [("ministry", "Bridge shut, trains halted in two valleys")]),
    ],
)
def test_headlines(headline: str, expected: list[tuple[str, str]]) -> None:
    found = read(f"{headline}\n\nLUND, Calder, May 3, 2021 (Lagoon Wire) - The weather was mild.")
    assert [(s.source.text if s.source else "", s.content[0].text) for s in found] == expected


@pytest.mark.parametrize("tail", ["village elders said on Tuesday.", "elders in both valleys said, leaving a market without a guard."])
def test_leads_after_a_dateline(tail: str) -> None:
    lead = "Gunmen killed two shepherds near the border"
    (found,) = read(f"LUND, Calder, May 3, 2021 (Lagoon Wire) - {lead}, {tail}\n\nThe weather was mild on Monday.")
    assert [span.text for span in found.content] == [lead]
    assert found.source is not None
    assert found.source.text in tail


def test_a_speech_that_turns_to_a_threat_is_told_apart() -> None:
    first, second = read("“We waited all winter,” the caller said. “We will burn the mill.”")
    assert [span.text for span in first.content] == ["“We waited all winter,”"]
    assert second.status.value == "threatened"
    assert second.cue == first.cue
