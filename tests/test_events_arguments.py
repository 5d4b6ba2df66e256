"""Logical slots: voice, relatives, control, coordination and light verbs undone."""

import tomllib
from functools import cache
from importlib.resources import files
from pathlib import Path

import pytest

from sayso.events.arguments import Arguments
from sayso.events.codebook import load
from sayso.events.words import Words, lemmas_of
from sayso.language import Analyser
from sayso.language.analysis import Analysis
from sayso.records import Report, report_id

SMALL = Path(__file__).parent / "codebooks" / "small.toml"


@cache
def analyser() -> Analyser:
    return Analyser()


def analysed(text: str) -> tuple[Analysis, Arguments]:
    analysis = analyser().analyse(Report(id=report_id(text), text=text))
    return analysis, Arguments(analysis, Words(analysis), load(SMALL).light)


def verb(text: str, word: str) -> dict[str, list[str]]:
    analysis, arguments = analysed(text)
    token = next(t for t in range(len(analysis)) if analysis.word(t) == word)
    return {name: [analysis.word(h) for h in heads] for name, heads in arguments.verb(token).items()}


def noun(text: str, word: str) -> dict[str, list[str]]:
    analysis, arguments = analysed(text)
    token = next(t for t in range(len(analysis)) if analysis.word(t) == word)
    found = arguments.noun(token)
    slots = {name: [analysis.word(h) for h in heads] for name, heads in found.slots.items()}
    return slots | {"light": [found.light or ""], "clause": [analysis.word(found.clause)]}


@pytest.mark.parametrize(
    ("text", "word", "subject", "other"),
    [
        ("Gunmen attacked the village on Monday.", "attacked", ["Gunmen"], ["village"]),
        ("The village was attacked by gunmen on Monday.", "attacked", ["gunmen"], ["village"]),
        ("The village was attacked by Friday.", "attacked", [], ["village"]),
        ("The rebels who attacked the village fled.", "attacked", ["rebels"], ["village"]),
        ("The town that the rebels captured is empty.", "captured", ["rebels"], ["town"]),
        ("The town captured by the rebels is empty.", "captured", ["rebels"], ["town"]),
        ("Soldiers guarding the bridge shot a boy.", "guarding", ["Soldiers"], ["bridge"]),
        ("The army ordered the police to leave the square.", "leave", ["police"], ["square"]),
        ("The army promised the villagers to leave the square.", "leave", ["army"], ["square"]),
        ("The police were ordered to leave the square.", "leave", ["police"], ["square"]),
        ("The rebels are believed to have killed the mayor.", "killed", ["rebels"], ["mayor"]),
        ("He accused the army of shelling the town.", "shelling", ["army"], ["town"]),
        ("He appealed to the rebels to free the priest.", "free", ["rebels"], ["priest"]),
        ("Rebels stormed the camp and killed the guard.", "killed", ["Rebels"], ["guard"]),
        ("The men were arrested and beaten by soldiers.", "beaten", ["soldiers"], ["men"]),
        ("The rebels and the militia attacked the town.", "attacked", ["rebels", "militia"], ["town"]),
        ("Gunmen killed a teacher and a nurse.", "killed", ["Gunmen"], ["teacher", "nurse"]),
        ("The mayor denied beating the clerk.", "beating", ["mayor"], ["clerk"]),
        ("The jailed activist fell ill.", "jailed", [], ["activist"]),
        ("Two men were held on suspicion of killing the mayor.", "killing", ["men"], ["mayor"]),
    ],
)
def test_subject_and_object_are_the_logical_ones(text: str, word: str, subject: list[str], other: list[str]) -> None:
    slots = verb(text, word)
    assert slots.get("subject", []) == subject
    assert slots.get("object", []) == other


def test_what_is_shared_by_joined_verbs() -> None:
    assert verb("Soldiers attacked and burned the village.", "attacked")["object"] == ["village"]
    assert verb("Soldiers attacked and burned the village.", "burned")["subject"] == ["Soldiers"]


def test_prepositions_infinitives_and_clauses_have_slots_of_their_own() -> None:
    assert verb("The bloc imposed sanctions on Guinea.", "imposed")["on"] == ["Guinea"]
    assert verb("The army threatened to shell the town.", "threatened")["infinitive"] == ["shell"]
    assert verb("The minister said that the rebels fled.", "said")["clause"] == ["fled"]
    assert verb("They accused him of killing a guard.", "accused")["of"] == ["killing"]
    assert verb("The court gave the editor a sentence.", "gave")["second"] == ["editor"]


@pytest.mark.parametrize(
    ("text", "word", "slot", "heads"),
    [
        ("Rebels carried out an attack on the base.", "attack", "subject", ["Rebels"]),
        ("Rebels carried out an attack on the base.", "attack", "on", ["base"]),
        ("An attack was carried out by rebels.", "attack", "subject", ["rebels"]),
        ("The convoy came under fire from gunmen.", "fire", "undergoer", ["convoy"]),
        ("The convoy came under fire from gunmen.", "fire", "from", ["gunmen"]),
        ("The attack by rebels on the base failed.", "attack", "by", ["rebels"]),
        ("Russia's attack on the port failed.", "attack", "poss", ["Russia"]),
        ("The rebel attack on the port failed.", "attack", "owner", ["rebel"]),
        ("The shelling of the town by the army went on.", "shelling", "by", ["army"]),
    ],
)
def test_nouns_take_their_arguments_from_their_phrase_and_their_light_verb(text: str, word: str, slot: str, heads: list[str]) -> None:
    assert noun(text, word)[slot] == heads


def test_the_light_verb_carries_the_tense() -> None:
    assert noun("Rebels carried out an attack on the base.", "attack")["clause"] == ["carried"]
    assert noun("The convoy came under fire.", "fire")["light"] == ["undergo"]
    assert noun("Clashes took place near the port while the attack failed.", "attack")["light"] == [""]


def test_lemmas_come_from_regular_inflection_where_the_analysis_is_wrong() -> None:
    assert "kill" in lemmas_of("kille", "killed")
    assert "gunman" in lemmas_of("gunme", "gunmen")
    assert "city" in lemmas_of("citie", "cities")
    assert "stop" in lemmas_of("stopp", "stopping")
    assert lemmas_of("bus", "bus") == ("bus",)


@pytest.mark.parametrize("text", ["", " ", "…", "”" * 2000, "attack " * 400, "who " * 300, "\ud800 attacked \udfff"])
def test_odd_text_is_no_trouble(text: str) -> None:
    analysis, arguments = analysed(text)
    for token in range(len(analysis)):
        arguments.verb(token)
        arguments.noun(token)


def test_the_examples_of_the_word_lists_hold_words_of_them() -> None:
    data = files("sayso.events") / "data"
    people = tomllib.loads((data / "people.toml").read_text(encoding="utf-8"))
    for name, row in people.items():
        words = set(row["words"].split())
        assert any(set(lemmas_of(w, w)) & words for w in row["example"].lower().rstrip(".").split()), name
    irregular = tomllib.loads((data / "irregular.toml").read_text(encoding="utf-8"))
    assert {"shoot", "flee"} <= {lemma for w in irregular["verbs"]["example"].rstrip(".").split() for lemma in lemmas_of(w, w)}
    assert {"wife", "man", "child"} <= {
        lemma for w in irregular["nouns"]["example"].replace(",", "").rstrip(".").split() for lemma in lemmas_of(w, w)
    }
