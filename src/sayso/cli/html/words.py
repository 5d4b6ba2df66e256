"""The marks of the page: classes of the style sheet and labels for the words of the record (`sayso.wording`), and the legend made of them."""

from collections.abc import Mapping
from dataclasses import dataclass

from sayso.cli.html.elements import Markup, element, isolated, join
from sayso.cli.printable import excerpt
from sayso.records import Coding, Event, Source, Statement
from sayso.vocabulary import REAL, Kind, Role, Status
from sayso.wording import ARROW, COMMITMENT, REALIS, SHORT_COMMITMENT, STATUS, UNNAMED

LONG_NAME = 80
STANDINGS = {
    Status.ASSERTED: "said",
    Status.PRESUPPOSED: "said",
    Status.PERFORMATIVE: "said",
    Status.EVALUATION: "said",
    Status.AUTHORSHIP: "said",
    Status.DENIED: "denied",
    Status.THREATENED: "threatened",
    Status.PROMISED: "ahead",
    Status.PREDICTED: "ahead",
    Status.CONDITIONAL: "open",
    Status.QUESTIONED: "open",
    Status.DESIRED: "open",
    Status.DIRECTIVE: "demanded",
}
GROUPS = {
    "said": "said to be so: asserted, judged, taken for granted, done by saying it, or about authorship (solid)",
    "denied": "denied (double)",
    "threatened": "threatened (thick dashes)",
    "ahead": "promised or predicted (thin dashes)",
    "open": "on a condition, asked or wished (dots)",
    "demanded": "demanded (dashes and dots)",
}
KINDS = {
    Kind.PERSON: "person (solid line)",
    Kind.ORGANIZATION: "organization (double line)",
    Kind.GROUP: "group (dashes)",
    Kind.PLACE: "place that has no dots (thick line)",
    Kind.OTHER: "something else with a name (wave)",
}
ROLES = {
    Role.LOCATION: ("L", "location: where something is or happens"),
    Role.ACTOR: ("A", "actor: a state or town that acts, as in “Oslo said”"),
    Role.MODIFIER: ("M", "modifier: a word like “Norwegian” in “Norwegian troops”"),
}


def label(statement: Statement, number: int) -> str:
    """What stands before a statement in the text: its number, its standing and any hedge."""
    hedges = [str(link.authenticity) for link in statement.chain[-1:] if link.authenticity]
    parts = [STATUS[statement.status], SHORT_COMMITMENT[statement.commitment], *(f"speaker {hedge}" for hedge in hedges)]
    return f"S{number} " + ", ".join(filter(None, parts))


@dataclass(frozen=True, slots=True)
class Keys:
    """What ids of a record stand for: the names of entities, the numbers of statements."""

    names: Mapping[str, str]
    numbers: Mapping[str, int]


def keys_of(coding: Coding) -> Keys:
    """The keys of a record."""
    return Keys({entity.id: entity.name for entity in coding.entities}, {s.id: number for number, s in enumerate(coding.statements, start=1)})


def chain_of(keys: Keys, links: tuple[Source, ...]) -> Markup:
    """The chain of say-so from the publisher inwards, each name with its hedge."""
    parts: list[str] = []
    for link in links:
        name = isolated(excerpt(keys.names.get(link.entity or "", link.name), LONG_NAME))
        hedge = element("em", f" ({link.authenticity})") if link.authenticity else ""
        parts += [ARROW, name, hedge]
    return join(*parts[1:])


def speakers(keys: Keys, statement: Statement) -> Markup:
    """On whose say-so a statement stands: the chain, and the words of the text for its source where they differ."""
    chain = chain_of(keys, statement.chain)
    source = excerpt(statement.source.text, LONG_NAME) if statement.source else ""
    kind = UNNAMED.get(statement.source_kind)
    if not source:
        return chain if len(statement.chain) > 1 else join(chain, ARROW if chain else "", "not stated")
    known = isolated(source) in chain
    words = None if known and not kind else join(", ".join(filter(None, [kind])), " " if kind else "", "“", isolated(source), "”")
    return join(chain, " (" if chain else "", words, ")" if chain else "") if words else chain


def standing(statement: Statement) -> str:
    """How the source and the reporter stand to a statement."""
    return f"{STATUS[statement.status]}; {COMMITMENT[statement.commitment]}"


def event_label(event: Event, number: int) -> str:
    """What stands before the word that tells of an event."""
    return f"V{number} " + ("fact" if event.is_fact else "claimed" if event.asserted_in and event.realis in REAL else REALIS[event.realis])


def legend() -> Markup:
    """Every mark of a page, in words."""
    groups = [(element("span", "words", class_=f"st st-{name}", data_l="S1"), words) for name, words in GROUPS.items()]
    statements = [
        (element("span", "words", class_="quo"), "the part of a statement that is between quotation marks"),
        (element("span", "said", class_="cue"), "the word that reports a statement (slanted)"),
        (element("span", "she", class_="src"), "the words for its source (bold)"),
        (element("span", "[words]", class_="gloss"), "an explanation that the reporter put in (grey, slanted)"),
    ]
    names = [(element("span", "Name", class_=f"who k-{kind.value}"), words) for kind, words in KINDS.items()]
    places = [(element("span", "Place", class_="place", data_r=sign), words) for sign, words in ROLES.values()]
    others = [
        (element("span", "Friday", class_="time"), "time expression (box)"),
        (element("span", "seized", class_="ev ev-fact", data_l="V1 fact"), "event that the reporter, in his own voice, has as a fact"),
        (element("span", "seized", class_="ev ev-claim", data_l="V2 claimed"), "event that is claimed, threatened, denied …: not a fact here"),
        (element("span", "ABC", class_="part"), "headline, byline, dateline or credit line (bold, wide letters)"),
        (element("span", "\N{REPLACEMENT CHARACTER}", class_="sign", data_code="U+202E"), "a character that cannot be seen, and its code"),
    ]
    lists = [("Statements: what it is said to be", groups), ("Parts of a statement", statements), ("Names", names)]
    lists += [("Places, dotted, with a letter", places), ("Times, events, the rest", others)]
    columns = [
        element("div", element("h3", title), element("dl", *(join(element("dt", mark), element("dd", words)) for mark, words in rows)))
        for title, rows in lists
    ]
    note = (
        "S1, S2 … number the statements. Their bars stand at the left of each paragraph that holds them, also where they overlap; "
        "the notes beside it name the chain of say-so, the publisher first. Words outside statements are the reporter’s own. "
        "Each span has an address of its own, like #c12-20 for the characters 12 to 20 (code points, the last not included)."
    )
    keys = element("div", *columns, class_="keys")
    return element("section", element("h2", "What the marks mean"), keys, element("p", note), class_="legend", id="marks")
