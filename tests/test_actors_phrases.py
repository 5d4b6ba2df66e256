"""Every entry of the word tables is understood as its example says; so are noun phrases that put them together."""

import re
from functools import cache
from itertools import pairwise

import pytest

from sayso.actors.aliases import Aliases
from sayso.actors.compose import actor_of, actor_of_head
from sayso.actors.scene import Scene, scene_of
from sayso.actors.tables import packaged
from sayso.language.analysis import ROOT, Analysis
from sayso.records import Place, Report, report_id
from sayso.vocabulary import Basis, Role

PREPOSITIONS = frozenset({"of", "in", "for", "from", "at", "with", "to", "near", "across", "inside", "on"})
DETERMINERS = frozenset({"the", "a", "an", "two", "many", "some", "several"})
TOWNS = {
    "Tripoli": "LBY", "Kaduna": "NGA", "Medellin": "COL", "Nairobi": "KEN", "Lagos": "NGA", "Karachi": "PAK", "Aleppo": "SYR",
    "Homs": "SYR", "Darfur": "SDN", "Athens": "GRC", "Milan": "ITA", "Lima": "PER", "Mosul": "IRQ", "Basra": "IRQ",
    "Waziristan": "PAK", "Texas": "USA", "Jos": "NGA", "Gaza City": "PSE", "Kabul": "AFG", "Paris": "FRA", "London": "GBR",
}  # fmt: skip


def report_of(text: str, published: str | None = None) -> Report:
    if published is None:
        return Report(id=report_id(text), text=text)
    return Report(id=report_id(text), text=text, published=published, published_basis=Basis.GIVEN)


def tree_of(text: str) -> Analysis:
    """A noun phrase as a tree: the last word before a preposition is a head, and a preposition's noun depends on the head before it."""
    spans = [m.span() for m in re.finditer(r"(?:[A-Z]\.)+|(?:Sen|Gen|Gov|Rev|Prof|Mr)\.|'s\b|(?:pro|anti|ex|non)-\w+|\w+?(?='s\b)|\w+|[^\w\s]", text)]
    words = [text[a:b] for a, b in spans]
    breaks = [0, *(i for i, w in enumerate(words) if w in PREPOSITIONS or w == ","), len(words)]
    heads, relations = [ROOT] * len(words), ["dep"] * len(words)
    previous = ROOT
    for first, last in pairwise(breaks):
        if first == last:
            continue
        head = last - 1
        for token in range(first, head):
            heads[token], relations[token] = head, "det" if words[token] in DETERMINERS else "compound"
        owners = [t for t in range(first, head) if words[t] == "'s"]
        if owners:
            owner = owners[0] - 1
            heads[owners[0]], relations[owners[0]] = owner, "case"
            relations[owner] = "nmod:poss"
            for token in range(first + (words[first] in PREPOSITIONS), owner):
                heads[token] = owner
        if words[first] in PREPOSITIONS or words[first] == ",":
            relations[first] = "case" if words[first] != "," else "punct"
        heads[head], relations[head] = previous, "root" if previous == ROOT else "appos" if words[first] == "," else "nmod"
        previous = head
    return Analysis(
        text=text,
        starts=tuple(a for a, _ in spans),
        ends=tuple(b for _, b in spans),
        sentences=((0, len(words)),),
        paragraphs=((0, len(text)),),
        upos=tuple("DET" if w in DETERMINERS else "ADP" if w in PREPOSITIONS else "PROPN" if w[:1].isupper() else "NOUN" for w in words),
        xpos=("_",) * len(words),
        feats=("_",) * len(words),
        lemmas=tuple(words),
        heads=tuple(heads),
        deprels=tuple(relations),
    )


@cache
def tables() -> Aliases:
    return Aliases.load()


def scene(text: str, published: str | None = None) -> Scene:
    places = [
        Place(id=f"p{n}", start=m.start(), end=m.end(), text=m.group(), role=Role.LOCATION, name=m.group(), country=code)
        for n, (town, code) in enumerate(TOWNS.items())
        if (m := re.search(rf"\b{town}\b", text)) is not None
    ]
    return scene_of(report_of(text, published), tree_of(text), places, tables())


def coded(text: str, published: str | None = None) -> str:
    found = scene(text, published)
    country, sectors, _ = actor_of(0, len(found.analysis), found)
    return " ".join([country or "-", *sectors])


EXAMPLES = [
    (file, row.line, row.cell("words"), row.cell("example"), row.cell("gives"))
    for file in ("heads.tsv", "modifiers.tsv", "links.tsv")
    for row in packaged("actors", file)
]


@pytest.mark.parametrize(("file", "line", "words", "example", "gives"), EXAMPLES, ids=[f"{f}:{n}" for f, n, *_ in EXAMPLES])
def test_every_entry_reads_as_its_example_says(file: str, line: int, words: str, example: str, gives: str) -> None:
    found = scene(example)
    country, sectors, rule = actor_of_head_of(found)
    assert " ".join([country or "-", *sectors]) == gives, f"{file}:{line} {rule}"
    assert any(re.search(rf"\b{re.escape(w[:3].rstrip('-'))}", example, re.IGNORECASE) for w in words.split("|")), (
        "the example shows no word of its line"
    )


def actor_of_head_of(found: Scene) -> tuple[str | None, tuple[str, ...], str | None]:
    root = next(i for i, head in enumerate(found.analysis.heads) if head == ROOT)
    if found.analysis.word(root - 1).endswith("."):  # a title before a name
        root -= 1
    country, sectors, rule = actor_of_head(root, found, 0, context=False)
    return country, tuple(s.value for s in sectors), rule


@pytest.mark.parametrize(
    ("phrase", "published", "gives"),
    [
        # who it is comes from the parts, in any order
        ("Iraqi government troops", None, "IRQ MIL"),
        ("the army of Chad", None, "TCD MIL"),
        ("a retired Ghanaian general", None, "GHA ELI"),
        ("two Greek Cypriot policemen", None, "CYP COP"),
        ("North Korean state media", None, "PRK JRN"),
        ("a spokesman for Kenya's foreign ministry", None, "KEN GOV"),
        ("an aide to the Ethiopian prime minister", None, "ETH GOV"),
        ("Hezbollah fighters", None, "LBN REB PTY"),
        ("the World Bank president", None, "IGO BUS"),
        ("the Iranian Red Crescent", None, "IRN MED"),
        ("a widow in Peru", None, "PER CVL"),
        ("Israelis", None, "ISR CVL"),
        ("the Israelis", None, "ISR"),
        ("Moscow", None, "RUS GOV"),
        # X-backed is not X, X-led is a coalition, X-run is in the hands of X
        ("a U.S.-backed coalition of rebels in Syria", None, "SYR REB"),
        ("Turkish-backed gunmen in Mali", None, "MLI UAF"),
        ("pro-Russian separatists in Moldova", None, "MDA REB"),
        ("an Ethiopian-led peacekeeping force", None, "IGO MIL"),
        ("the Hamas-run interior ministry in Gaza City", None, "PSE GOV REB PTY"),
        ("US-trained Afghan commandos", None, "AFG MIL"),
        # what the words do not settle stays open
        ("Iraqi and Syrian troops", None, "- MIL"),
        ("rebels", None, "- REB"),
        ("its allies", None, "-"),
        ("an ambassador to Iraq", None, "- GOV"),
        # facts of tables hold for their period only
        ("Taliban officials", "2015-03-02", "AFG REB"),
        ("Taliban officials", "2023-03-02", "AFG GOV"),
        ("Taliban officials", None, "AFG"),
        ("the Rapid Support Forces", "2022-05-01", "SDN PRM"),
        ("the Rapid Support Forces", "2024-05-01", "SDN REB"),
        # partly recognised and dependent territories
        ("Abkhaz forces", None, "GEO MIL PRE"),
        ("Greenlandic fishermen", None, "DNK AGR"),
        ("Hong Kong police", None, "HKG COP"),
    ],
)
def test_phrases_are_understood_from_their_parts(phrase: str, published: str | None, gives: str) -> None:
    assert coded(phrase, published) == gives


def test_the_rule_names_the_lines_it_rests_on() -> None:
    found = scene("Peruvian troops")
    rule = actor_of(0, 2, found).rule
    assert rule is not None
    assert re.fullmatch(r"compose:demonym\(countries\.tsv:\d+\)\+head\(heads\.tsv:\d+\)", rule)


def test_a_state_institution_takes_the_one_country_of_the_report() -> None:
    found = scene("Lagos , the army")
    country, _, rule = actor_of_head(3, found)
    assert country == "NGA"
    assert "context:only-country" in str(rule)
