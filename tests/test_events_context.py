"""Contexts by the codebook's words, near the event, at most three."""

from event_readings import predicate, setting_of
from sayso.events.codebook import Context
from sayso.events.context import MOST, ContextIndex, contexts_of, hits_in
from sayso.records import Party

CONTEXTS = {
    "election": Context("election", "", frozenset({"ballot", "polling station", "vote"})),
    "crime": Context("crime", "", frozenset({"gang", "ransom"})),
    "military": Context("military", "", frozenset({"army", "soldier", "air force"})),
    "legal": Context("legal", "", frozenset({"court", "judge"})),
}


def contexts(text: str, words: str, own: tuple[str, ...] = (), party: str = "") -> tuple[str, ...]:
    setting = setting_of(text)
    parties = (Party(name=party, span=predicate(setting, party)),) if party else ()
    return contexts_of(predicate(setting, words), parties, own, hits_in(setting.analysis, ContextIndex(CONTEXTS)), setting)


def test_words_of_the_event_s_own_paragraph_show_a_context() -> None:
    text = "A gang attacked a polling station and burned the ballots.\n\nThe army and soldiers stayed away from the army base."
    assert contexts(text, "attacked") == ("election",)


def test_a_party_s_own_words_weigh_more() -> None:
    assert contexts("A gang attacked a shop.", "attacked") == ()
    assert contexts("A gang attacked a shop.", "attacked", party="gang") == ("crime",)


def test_the_frame_s_own_come_first_and_three_are_the_most() -> None:
    text = "Soldiers of the army arrested a judge of the court and a gang that asked a ransom, and burned ballots after the vote."
    found = contexts(text, "arrested", own=("economic",))
    assert found[0] == "economic"
    assert len(found) == MOST


def test_phrases_match_by_all_their_words() -> None:
    index = ContextIndex(CONTEXTS)
    setting = setting_of("The air forces met. The air was cold.")
    assert [setting.analysis.word(token) for token, name in hits_in(setting.analysis, index) if name == "military"] == ["air"]
    assert hits_in(setting.analysis, index)[0][0] == 1


def test_none_is_an_answer() -> None:
    assert contexts("Rebels burned a mill.", "burned") == ()
