"""What the text says of an entity around each of its mentions: tables, titles, appositions, copulas and the names' own words."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sayso.actors.aliases import INTERNATIONAL, Entry, Form
from sayso.actors.compose import settle
from sayso.actors.naming import Named, is_title, words_of
from sayso.actors.parts import OFFICE, Found, gather
from sayso.actors.pieces import cut
from sayso.actors.scene import HeadHit, Scene
from sayso.language.analysis import Mention
from sayso.vocabulary import Kind, Sector

ALIAS, TITLE, APPOSITION, NAME, NOMINAL = range(5)
TITLE_WORDS = 10
LONGEST_CREDIT = 200
JOINTS = frozenset({"-", "\u2010", "\u2011", "\u2013", "'s", "'"})
AMOUNTS = frozenset({"at", "least", "most", "more", "than", "up", "to", "as", "many", "fewer", "less", "over"})
_LEFTWARD = frozenset({"ADJ", "NOUN", "PROPN", "DET", "NUM", "X", "SYM", "ADV"})
_CREDIT = re.compile(
    r"^\W{0,3}(?:(?i:additional |our )?(?i:reporting|writing|editing|written|story|photographs?|compiled) )?(?i:by)\s"
    r"(?:[^a-z\s][\w.'’-]{0,40}[ ,;]{1,2}|and |in |Editing by |Writing by ){0,12}$"
)


class Evidence(NamedTuple):
    """One reading of an entity: how strong (lowest first), country, sectors, kind, rule, and why something is missing."""

    rank: int
    country: str | None
    sectors: tuple[Sector, ...]
    kind: Kind | None
    rule: str | None
    reason: str


def of_name(scene: Scene, name: Named, named_at: dict[int, int]) -> Iterator[Evidence]:
    """What one name, its title, its apposition and its copula say."""
    if name.stands_for_state:
        yield from _state(scene, name)
        return
    if name.hit is not None:
        yield _read(scene, ALIAS, name.head, gather(name.head, scene))
    elif name.place is not None and name.place.country and name.kind is not Kind.PERSON:
        country, sectors = scene.aliases.actor_code(name.place.country)
        yield Evidence(NAME, country, sectors, Kind.PLACE, name.place.rule or "place", "")
    elif name.kind in {Kind.ORGANIZATION, Kind.GROUP}:
        yield _own_words(scene, name)
    if name.kind is Kind.PERSON and in_credit(scene, name):
        yield Evidence(TITLE, None, (Sector.JRN,), Kind.PERSON, "context:byline", "a byline names no country")
    if name.kind is not Kind.PLACE:
        yield from _title(scene, name)
        for other in equated(scene, name):
            if other not in named_at and scene.analysis.upos[other] in {"NOUN", "PROPN"}:
                yield _read(scene, APPOSITION, other, gather(other, scene))


def in_credit(scene: Scene, name: Named) -> bool:
    """Whether a name stands in a line that says who wrote the report ("By ...", "Reporting by ...; editing by ...")."""
    text, start = scene.analysis.text, scene.analysis.starts[name.first]
    line = text.rfind("\n", max(0, start - LONGEST_CREDIT), start) + 1
    return (line > 0 or start < LONGEST_CREDIT) and _CREDIT.match(text[line:start]) is not None


def _title(scene: Scene, name: Named) -> Iterator[Evidence]:
    """The title before a name, and the term of office that title, name and day pick out."""
    title = title_before(scene, name)
    if title is None:
        yield from _description(scene, name)
        return
    found = gather(title.last - 1, scene, linear_edge(scene, title.first))
    reading = _read(scene, TITLE, title.last - 1, found)
    yield reading._replace(kind=Kind.PERSON)
    term = _term(scene, name, title, reading.country)
    if term is not None:
        yield Evidence(ALIAS, term.country, term.sectors, Kind.PERSON, f"alias:{term.source}", "")


def _state(scene: Scene, name: Named) -> Iterator[Evidence]:
    """The state that an adjective or a seat stands for."""
    if name.hit is not None:
        country, extra = scene.aliases.actor_code(name.hit.entry.country)
        yield Evidence(ALIAS, country, (*name.hit.entry.sectors, *extra, Sector.GOV), Kind.PLACE, f"alias:{name.hit.entry.source}", "")


def of_nominal(scene: Scene, mention: Mention) -> Evidence:
    """What a noun phrase says of the entity that it stands for."""
    return _read(scene, NOMINAL, mention.head, gather(mention.head, scene, mention.first))


def _read(scene: Scene, rank: int, head: int, found: Found) -> Evidence:
    country, sectors, rule = settle(found, head, scene)
    return Evidence(rank, country, sectors, found.kind, rule, found.reason)


def _own_words(scene: Scene, name: Named) -> Evidence:
    """An organisation's name read as a noun phrase: its head word is the last one of the tables before any "of" or "for"."""
    analysis = scene.analysis
    stop = next((t for t in range(name.first + 1, name.last) if analysis.lower[t] in {"of", "for", "in", "on"}), name.last)
    heads = [t for t in range(name.first, stop) if t in scene.heads]
    head = heads[-1] if heads else name.head
    if not heads and name.last - name.first == 1:
        edge = linear_edge(scene, name.first)
        return _read(scene, NAME, head, gather(head, scene, edge))
    found = gather(head, scene, linear_edge(scene, name.first))
    _name_words(scene, name, found)
    for token in range(stop, name.last):
        hit, place = scene.hit_at.get(token), scene.places.get(token)
        if hit is not None and hit.entry.kind is Kind.PLACE:
            found.country(3, hit.entry.country, f"of+alias:{hit.entry.source}")
        elif place is not None:
            found.country(3, scene.aliases.actor_code(place.country)[0], "of+place")
    reading = _read(scene, NAME, head, found)
    foreign = Sector.JRN in reading.sectors and reading.rule is not None and "context:" in reading.rule
    return reading._replace(country=None) if foreign else reading  # agencies write from everywhere


def _description(scene: Scene, name: Named) -> Iterator[Evidence]:
    """A nationality right before a person's name, with or without a noun that the tables do not know ("Chilean climber Name")."""
    token = name.first - 1
    if name.kind is not Kind.PERSON or token < 0 or token in scene.heads or not _adjoins(scene, name):
        return
    nation = scene.hit_at.get(token)
    if scene.analysis.upos[token] == "NOUN" or (nation is not None and nation.form is Form.DEMONYM):
        yield _read(scene, TITLE, token, gather(token, scene, linear_edge(scene, token)))._replace(sectors=(), kind=Kind.PERSON)


def _name_words(scene: Scene, name: Named, found: Found) -> None:
    """What the words of `names.tsv` in an organisation's name say."""
    words = cut(scene.analysis.slice(name.first, name.last))
    for at, word in enumerate(words):
        for needed, entry in scene.aliases.lexicon.names.get(word, ()):
            if words[at : at + len(needed)] == needed and (len(words) > len(needed) or len(needed) > 1):
                found.sector(OFFICE, name.first + at, entry.sectors, f"name({entry.source})")
                break


def title_before(scene: Scene, name: Named) -> HeadHit | None:
    """The title that stands right before a name ("French President Name"; a comma or another noun parts them)."""
    token = name.first - 1
    word = scene.heads.get(token) if token >= 0 else None
    if word is None or not is_title(word.head):
        return None
    return word if _adjoins(scene, name) else None


def _adjoins(scene: Scene, name: Named) -> bool:
    """Whether only white space of one sentence parts a name from the word before it."""
    analysis, token = scene.analysis, name.first - 1
    between = analysis.text[analysis.ends[token] : analysis.starts[name.first]]
    return not between.strip() and analysis.sentence_index[token] == analysis.sentence_index[name.first]


def linear_edge(scene: Scene, first: int) -> int:
    """The first token of the run of nouns, adjectives and names that ends before ``first``."""
    analysis, edge = scene.analysis, first
    start = analysis.sentence_of(first)[0]
    effects = scene.aliases.lexicon.effects
    while edge > start and first - edge < TITLE_WORDS:
        token = edge - 1
        joined = analysis.lower[token] in JOINTS or analysis.lower[token] in effects or analysis.deprels[token] == "nmod:poss"
        joined |= analysis.lower[token] in AMOUNTS and (analysis.lower[edge] in AMOUNTS or analysis.upos[edge] == "NUM")
        if not joined and analysis.upos[token] not in _LEFTWARD:
            break
        edge = token
    return edge


def appositions(scene: Scene, name: Named) -> Iterator[int]:
    """The nouns in apposition to a name, before or after it."""
    analysis = scene.analysis
    for token in range(name.first, name.last):
        for child in analysis.children(token, "appos"):
            if not name.first <= child < name.last:
                yield child
    if analysis.deprels[name.head] == "appos":
        yield analysis.heads[name.head]


def equated(scene: Scene, name: Named) -> Iterator[int]:
    """The nouns that the text sets equal to a name: its appositions, and the predicate of "is"."""
    yield from appositions(scene, name)
    head = scene.analysis.heads[name.head]
    if scene.analysis.deprels[name.head] == "nsubj" and scene.analysis.children(head, "cop"):
        yield head


def _term(scene: Scene, name: Named, title: HeadHit, country: str | None) -> Entry | None:
    """The line of an office holder whom title, last name and the day of the report pick out ("President Putin")."""
    words = words_of(scene, name)
    entries = scene.aliases.leaders.get(words[-1], ()) if words else ()
    office = cut(title.head.word)[-1]
    fitting = [
        e
        for e in entries
        if e.office
        and cut(e.office)[-1] == office
        and (country is None or country == e.country)
        and set(words) <= set(cut(e.name))
        and (scene.published is None or e.holds_on(scene.published))
    ]
    return fitting[0] if len({e.name for e in fitting}) == 1 and (scene.published or len(fitting) == 1) else None


def best(readings: Sequence[Evidence]) -> tuple[str | None, tuple[Sector, ...], str | None, str]:
    """Country, sectors, rule and reason of an entity: the strongest reading, its gaps filled from the next ones."""
    ordered = sorted(readings, key=lambda e: (e.rank, e.country is None, not e.sectors))
    if ordered and ordered[0].rank == ALIAS and ordered[0].country in INTERNATIONAL:
        ordered = [e for e in ordered if e.rank == ALIAS or e.kind is Kind.PERSON]  # what a table leaves open of a world body is not its subject's
    country = next((e for e in ordered if e.country), None)
    sectors = next((e for e in ordered if e.sectors), None)
    rules = dict.fromkeys(e.rule for e in (country, sectors) if e is not None and e.rule)
    reason = next((e.reason for e in ordered if e.reason), "nothing in the text says")
    return country.country if country else None, sectors.sectors if sectors else (), "; ".join(rules) or None, reason
