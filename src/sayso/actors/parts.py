"""The parts of a noun phrase and what each says: head noun, names and words before it, what its prepositions bring in.

Forces and effects of the word tables are explained in ``docs/actors.md``; `sayso.actors.compose` weighs what is gathered here.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from sayso.actors.aliases import INTERNATIONAL, Form
from sayso.actors.lexicon import Head
from sayso.actors.periods import facts
from sayso.actors.scene import HeadHit, Hit, ModifierHit, Scene
from sayso.records import Entity
from sayso.vocabulary import Kind, Sector

# levels of sectors: what stands beside the others, then weakest first
RUN, PAST, ADD, OPEN, GIVE, OWN, OVER, OFFICE = range(-3, 5)
LEVELS = {"office": OFFICE, "own": OWN, "open": OPEN, "apart": OPEN, "over": OVER, "give": GIVE, "add": ADD}
# ranks of countries, best first: the head's own, a nationality before it, whose it is, whose after "of", where it is, who leads it
ITSELF, NATION, OWNER, OF, WHERE, LEADER = range(6)
BELONGING = frozenset({"of", "for", "from", "with", "within", "at", "in"})
LOCATIVE = frozenset({"in", "at", "from", "of", "near", "inside", "across", "around", "throughout", "outside", "on", "for"})
HELPERS = frozenset({"adviser", "advisor", "aide", "aides", "assistant"})
FIGHTERS = frozenset({Sector.REB, Sector.PRM, Sector.CRM})
PREMODIFIERS = frozenset(
    {"det", "amod", "compound", "nummod", "nmod:poss", "nmod:desc", "nmod:unmarked", "flat", "advmod", "goeswith", "name", "nmod"}
)
HYPHENS = "-\u2010\u2011\u2013"
AGAINST = ("anti", "pro", "non")
DEPTH = 4


@dataclass
class Found:
    """What the parts of one noun phrase say, gathered before it is weighed."""

    sectors: list[tuple[int, int, tuple[Sector, ...], str]] = field(default_factory=list)
    countries: list[tuple[int, str, str]] = field(default_factory=list)
    notes: set[str] = field(default_factory=set)
    kind: Kind | None = None
    head: Head | None = None
    reason: str = "the words name no country, place or organisation"

    def sector(self, level: int, at: int, sectors: Sequence[Sector], rule: str) -> None:
        """Note sectors with their level and the token that they come from."""
        if sectors:
            self.sectors.append((level, at, tuple(sectors), rule))

    def country(self, rank: int, code: str | None, rule: str) -> None:
        """Note a country; the lowest rank wins."""
        if code:
            self.countries.append((rank, code, rule))


def gather(head: int, scene: Scene, first: int | None = None, depth: int = 0) -> Found:
    """Everything that the parts of a noun phrase say."""
    found = Found()
    entity = scene.entity_at(head)
    if entity is not None and (entity.country or entity.sectors) and scene.analysis.upos[head] == "PRON":
        return _from_entity(found, entity, head)
    hit = scene.hit_at.get(head)
    word = scene.heads.get(head)
    if hit is not None and (word is None or word.first >= hit.first):
        _from_hit(found, hit, head, scene)
        start = hit.first
    elif word is not None:
        found.head, found.kind, start = word.head, word.head.kind, word.first
        found.country(ITSELF, word.head.country, f"head({word.head.source})")
        if word.head.force in LEVELS:
            found.sector(LEVELS[word.head.force], head, word.head.sectors, f"head({word.head.source})")
    else:
        place = scene.places.get(head)
        start = head
        if place is not None and place.country:
            code, sectors = scene.aliases.actor_code(place.country)
            found.country(NATION, code, "place")
            found.sector(ADD, head, sectors, "place")
        elif entity is not None:
            return _from_entity(found, entity, head)
    edge = min(first if first is not None else head, _left_edge(scene, head, start), start)
    if found.head is None or found.head.force != "apart" or found.head.sectors:
        _before(found, scene, edge, start)
    if depth < DEPTH:
        _after(found, scene, head, depth)
    if entity is not None and not found.countries:
        found.country(OF, entity.country, f"entity({entity.id})")
        if not any(level >= OPEN for level, *_ in found.sectors):
            found.sector(GIVE, head, entity.sectors, f"entity({entity.id})")
    return found


def _from_entity(found: Found, entity: Entity, head: int) -> Found:
    found.country(NATION, entity.country, f"entity({entity.id})")
    found.sector(GIVE, head, entity.sectors, f"entity({entity.id})")
    found.kind = entity.kind
    return found


def _from_hit(found: Found, hit: Hit, head: int, scene: Scene) -> None:
    """A head that a table names: a state acts through its government, its people are nobody's sector."""
    said = facts(hit, scene.published)
    label = f"alias:{said.source}"
    found.kind, found.reason = said.kind, said.reason or found.reason
    found.country(OWNER if said.kind is Kind.ORGANIZATION and said.country not in INTERNATIONAL - {"NGO"} else NATION, said.country, label)
    found.sector(OWN, head, said.sectors, label)
    if hit.entry.kind is Kind.PLACE and said.country and said.country not in INTERNATIONAL:
        if hit.entry.state and hit.form is not Form.DEMONYM:
            found.sectors.insert(0, (OVER, head, (Sector.GOV,), label))
        elif hit.form is Form.DEMONYM and scene.analysis.upos[head] in {"NOUN", "PROPN"} and not _definite(scene, head):
            found.sector(OPEN, head, (Sector.CVL,), label)
            found.kind = Kind.GROUP
        found.notes.add("itself")


def _definite(scene: Scene, head: int) -> bool:
    analysis = scene.analysis
    return any(analysis.lower[child] in {"the", "these", "those"} for child in analysis.children(head, "det"))


def _left_edge(scene: Scene, head: int, start: int) -> int:
    """The first token of the words before a head that belong to it, through the tree."""
    analysis, edge, stack = scene.analysis, start, [head]
    while stack:
        node = stack.pop()
        for child in analysis.dependents[node]:
            if child < head and (node != head or analysis.deprels[child] in PREMODIFIERS):
                edge = min(edge, child)
                stack.append(child)
    return edge


def _before(found: Found, scene: Scene, edge: int, start: int) -> None:
    """Names, adjectives and nouns before the head."""
    analysis, token = scene.analysis, edge
    while token < start:
        step = token + 1
        hit, modifier = scene.hit_at.get(token), scene.modifiers.get(token)
        entity = scene.entity_at(token)
        if hit is not None and hit.first == token and hit.last <= start and (modifier is None or modifier.last <= hit.last):
            step = _premodifier(found, scene, hit)
        elif modifier is not None and modifier.last <= start:
            _modifier(found, modifier)
            step = modifier.last
        elif (word := _word_inside(scene, token, start)) is not None:
            if word.head.force in {"own", "office"}:
                found.sector(GIVE, token, word.head.sectors, f"head({word.head.source})")
            step = word.last
        elif entity is not None and analysis.heads[token] not in range(edge, token):
            found.country(OWNER, entity.country, f"entity({entity.id})")
            if entity.kind is Kind.PLACE:
                found.notes.add("state")
            else:
                level = OVER if FIGHTERS & set(entity.sectors) else GIVE
                found.sector(level, token, entity.sectors, f"entity({entity.id})")
                found.notes |= {"owner"} if entity.country or entity.sectors else set()
        elif (place := scene.places.get(token)) is not None and place.country and hit is None:
            code, sectors = scene.aliases.actor_code(place.country)
            step = max(step, analysis.within(place.start, place.end)[1])
            effect = _link(scene, place.end, found, place.start)
            if effect is None or effect == "home":
                found.country(NATION, code, "place")
                found.sector(ADD, token, sectors, "place")
                found.notes.add("state")
        token = step


def _word_inside(scene: Scene, token: int, start: int) -> HeadHit | None:
    """A head noun of the tables that stands as a modifier ("police", "army") and ends before the head."""
    for last in range(token, min(token + 3, start)):
        word = scene.heads.get(last)
        if word is not None and word.first == token and word.last <= start:
            return word
    return None


def _modifier(found: Found, hit: ModifierHit) -> None:
    modifier = hit.modifier
    if modifier.force in LEVELS:
        found.sector(LEVELS[modifier.force], hit.first, modifier.sectors, f"modifier({modifier.source})")
    else:
        found.notes.add(modifier.force)
        if modifier.force == "past":
            found.sectors.append((PAST, hit.first, modifier.sectors, f"modifier({modifier.source})"))


def _link(scene: Scene, end: int, found: Found, start: int) -> str | None:
    """The effect of ``-led``, ``-backed`` ... right after a name; ``apart`` after ``pro-`` or ``anti-``; None where nothing stands there."""
    text, lexicon = scene.analysis.text, scene.aliases.lexicon
    before = text[max(0, start - 5) : start].lower().rstrip(HYPHENS)
    if start and text[start - 1] in HYPHENS and before.endswith(AGAINST):
        return "apart"
    match = lexicon.link.match(text, end)
    if match is None:
        return None
    joined = not text[end : match.start(1)].isspace()
    effect = lexicon.effects[match.group(1).lower()][0] if joined or match.group(1).lower() in {"led", "backed"} else None
    if effect:
        found.notes.add(effect)
    return effect


def _premodifier(found: Found, scene: Scene, hit: Hit) -> int:
    """A name of the tables before the head; returns the token after it."""
    effect = _link(scene, hit.end, found, hit.start)
    said = facts(hit, scene.published)
    label = f"{'demonym' if hit.form is Form.DEMONYM else 'alias'}({said.source})"
    place = scene.places.get(hit.first)
    country = said.country
    if hit.entry.kind is Kind.PLACE and place is not None and place.country:
        country = scene.aliases.actor_code(place.country)[0]
    if effect == "apart":
        return hit.last
    if hit.entry.kind is Kind.PLACE:
        code, extra = scene.aliases.actor_code(country)
        if effect == "led":
            found.notes.add("led-by-state")
            found.country(LEADER, code, label)
            return hit.last
        rank = NATION if effect is None else OF
        if any(r == NATION and c != code for r, c, _ in found.countries) and _coordinated(scene, hit):
            found.notes.add("several")
        found.country(rank, code, label)
        found.sector(ADD, hit.first, (*said.sectors, *extra), label)
        found.notes.add("state")
        return hit.last
    if effect in {"run", "led"}:
        found.country(OWNER, country, label)
        found.sectors.append((RUN, hit.first, said.sectors, label))
        return hit.last
    found.country(OWNER, country, label)
    found.sector(OVER if FIGHTERS & set(said.sectors) else GIVE, hit.first, said.sectors, label)
    found.notes.add("owner")
    return hit.last


def _coordinated(scene: Scene, hit: Hit) -> bool:
    """Whether a conjunction or comma stands before a name in the same noun phrase ("Iraqi and Syrian troops")."""
    return hit.first > 0 and scene.analysis.lower[hit.first - 1] in {"and", ",", "or", "&", "-", "/"}


def _after(found: Found, scene: Scene, head: int, depth: int) -> None:
    """What prepositions after the head bring in: whose the actor is, and where."""
    apart = found.head is not None and found.head.force == "apart"
    for child, preposition in _phrases(scene, head):
        inner = gather(child, scene, None, depth + 1)
        somewhere = "itself" in inner.notes or (inner.head is not None and inner.head.kind is Kind.PLACE)
        if somewhere or (child in scene.places and inner.head is None):
            if preposition in LOCATIVE and not (apart and preposition in {"of", "for"}):
                _where(found, scene, child, preposition, inner)
        elif not apart and (preposition in BELONGING or (preposition == "to" and found.head is not None and found.head.word in HELPERS)):
            _whose(found, child, preposition, inner)


def _where(found: Found, scene: Scene, child: int, preposition: str, inner: Found) -> None:
    """The country of a place that a preposition joins to the head; of several countries, none."""
    codes = {code for code in (_country_at(scene, token) for token in (child, *scene.analysis.children(child, "conj"))) if code}
    if len(codes) > 1:
        found.notes.add("several")
    for _, code, rule in sorted(inner.countries)[:1]:
        found.country(OF if preposition in {"of", "for"} else WHERE, scene.aliases.actor_code(code)[0], f"{preposition}+{rule}")
    if preposition in {"of", "for"}:
        found.notes.add("state")


def _country_at(scene: Scene, token: int) -> str | None:
    place, hit = scene.places.get(token), scene.hit_at.get(token)
    return place.country if place is not None else hit.entry.country if hit is not None and hit.entry.kind is Kind.PLACE else None


def _whose(found: Found, child: int, preposition: str, inner: Found) -> None:
    """Country and sectors of the body or person that a preposition joins to the head."""
    for _, code, rule in sorted(inner.countries)[:1]:
        found.country(OF, code, f"{preposition}+{rule}")
    for level, _, sectors, rule in inner.sectors:
        if (level == OPEN and "owner" in inner.notes) or (Sector.BUS in sectors and found.sectors):
            continue
        found.sector(level if level in {ADD, OVER} or level < ADD else GIVE, child, sectors, f"{preposition}+{rule}")
    found.notes |= inner.notes & {"led-by-state", "wide", "led"}
    if inner.sectors or inner.countries:
        found.notes.add("owner")


def _phrases(scene: Scene, head: int) -> Iterator[tuple[int, str]]:
    """The nouns that prepositions join to a head, with the preposition; through the tree, and after "of" by position where the tree misses it."""
    analysis = scene.analysis
    seen = set()
    for child in analysis.children(head, "nmod"):
        if child > head:
            case = analysis.children(child, "case")
            if case and case[0] < child:
                seen.add(child)
                yield child, analysis.lower[case[0]]
    after = head + 1
    if not seen and after + 1 < len(analysis) and analysis.lower[after] == "of" and analysis.heads[after] != head:
        child = analysis.heads[after]
        if child > after and analysis.heads[child] != head:
            yield child, "of"
