"""Names and noun phrases to entities: who the report speaks of, with country, sectors, and every mention.

`find_entities` is a pure function of the report, its analysis, its places and the tables of aliases.
"""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import msgspec

from sayso.actors.aliases import Aliases, Form
from sayso.actors.evidence import ALIAS, Evidence, appositions, best, of_name, of_nominal, title_before
from sayso.actors.naming import Named, before_noun, names_of, unite
from sayso.actors.nominals import agrees, class_of, kind_of, mention_of, nominal_clusters, suits, trimmed, useful
from sayso.actors.scene import Scene, acts, known_heads, scene_of
from sayso.language.analysis import Analysis, Mention
from sayso.records import Abstention, Entity, Place, Report, Span
from sayso.vocabulary import Kind, Part, Sector

ACTORS = frozenset({Kind.PERSON, Kind.ORGANIZATION, Kind.GROUP})
PERSONAL = frozenset({"he", "him", "his", "himself", "she", "her", "hers", "herself"})
FRAME = 600  # characters in which a dateline ends
DASHES = frozenset({"-", "--", "\u2013", "\u2014"})
LONGEST_NAME = 8  # tokens of a nameless actor's name
TABLE_VOTE, TITLE_VOTE, PRONOUN_VOTE = 3.0, 2.0, 1.0


@dataclass
class Draft:
    """An entity while its mentions are gathered."""

    names: list[Named] = field(default_factory=list)
    nominals: list[Mention] = field(default_factory=list)
    pronouns: list[Mention] = field(default_factory=list)
    doubt: str | None = None

    @property
    def first(self) -> int:
        """The first token of the first mention."""
        return min([*(n.first for n in self.names), *(m.first for m in self.nominals), *(m.first for m in self.pronouns)], default=0)


def find_entities(
    report: Report, analysis: Analysis, places: tuple[Place, ...], aliases: Aliases
) -> tuple[tuple[Entity, ...], tuple[Place, ...], tuple[Abstention, ...]]:
    """The entities of a report in the order of their first mention (``e1`` ...), its places with ``entity`` filled, and what was left open.

    Every span is a stretch of ``report.text``; no name is written that the text does not hold. Countries are ISO 3166-1 alpha-3 or PLOVER's
    international codes. The order of the places is kept. Never raises on odd text or trees.
    """
    scene = scene_of(report, analysis, places, aliases)
    names = names_of(scene)
    drafts = sorted((draft for draft in _drafts(scene, names) if _wanted(scene, draft, report)), key=lambda draft: draft.first)
    named_at = {token: number for number, name in enumerate(names) for token in range(name.first, name.last)}
    entities = _coded(scene, drafts, named_at)
    again = replace(scene, known=known_heads(analysis, entities))
    coded = [
        (entity, "") if _complete(entity) else _code(replace(again, about=entity.id), draft, named_at, entity.id)
        for entity, draft in zip(entities, drafts, strict=True)
    ]
    entities = tuple(entity for entity, _ in coded)
    reasons = tuple(abstention for entity, reason in coded for abstention in _abstained(entity, reason))
    return entities, _linked(scene, places, entities), reasons


def _wanted(scene: Scene, draft: Draft, report: Report) -> bool:
    """Whether a draft is an entity: places that are only somewhere are none, nor is the agency in dateline or credit line."""
    if not draft.names:
        return True
    if all(name.kind is Kind.PLACE for name in draft.names):
        modifies = any(name.stands_for_state or before_noun(scene, name.head) or acts(scene, name.head) for name in draft.names)
        return modifies or bool(draft.pronouns or draft.nominals)
    if draft.pronouns or draft.nominals or any(name.kind is Kind.PERSON for name in draft.names):
        return True
    return not all(_framed(scene, name, report) for name in draft.names)


def _framed(scene: Scene, name: Named, report: Report) -> bool:
    start, end = scene.analysis.starts[name.first], scene.analysis.ends[name.last - 1]
    inside = any(part.start <= start and end <= part.end and part.part is not Part.HEADLINE for part in report.parts)
    text = scene.analysis.text
    return inside or (start < FRAME and text[start - 1 : start] == "(" and text[end : end + 3].strip(" )") in DASHES)


def _coded(scene: Scene, drafts: Sequence[Draft], named_at: dict[int, int]) -> tuple[Entity, ...]:
    return tuple(_code(scene, draft, named_at, f"e{number}")[0] for number, draft in enumerate(drafts, start=1))


def _complete(entity: Entity) -> bool:
    """Whether a table has settled an entity, so that what its owners are cannot change it."""
    return entity.kind not in ACTORS or (entity.country is not None and bool(entity.sectors) and (entity.rule or "").startswith("alias:"))


def _drafts(scene: Scene, names: Sequence[Named]) -> list[Draft]:
    """Names united, clusters of the analysis joined to them, and acting noun phrases without a name."""
    groups, doubts = unite(scene, names)
    drafts = {root: Draft(names=[names[m] for m in members], doubt=doubts.get(root)) for root, members in groups.sets().items()}
    at = {token: groups.root(number) for number, name in enumerate(names) for token in range(name.first, name.last)}
    covered = set(at)
    for number, name in enumerate(names):
        beside = [token for token in appositions(scene, name) if token not in covered and suits(scene, token, name)]
        drafts[groups.root(number)].nominals += [mention_of(scene, token) for token in beside]
        covered |= set(beside)
    nameless: list[Draft] = []
    for cluster in scene.analysis.clusters:
        owners = [(m.first, at[m.head]) for m in cluster if m.head in at]
        kind = drafts[owners[0][1]].names[0].kind if owners else class_of(scene, cluster)
        rest = [trimmed(scene, m) for m in cluster if m.head not in covered and agrees(scene, m, kind)]
        covered |= {m.head for m in rest}
        if owners:
            _share(scene, rest, owners, drafts)
        elif (draft := _nameless(scene, rest)) is not None:
            nameless.append(draft)
    nameless += [draft for mentions in nominal_clusters(scene, covered) if _says_something(scene, draft := Draft(nominals=mentions))]
    return [*drafts.values(), *nameless]


def _says_something(scene: Scene, draft: Draft) -> bool:
    """Whether a phrase comes back, or has words that say something of country or sector."""
    if len(draft.nominals) > 1 or any(scene.heads[m.head].head.sectors for m in draft.nominals if m.head in scene.heads):
        return True
    tokens = range(draft.nominals[0].first, draft.nominals[0].last)
    if scene.analysis.children(draft.nominals[0].head, "nmod:poss"):
        return True
    return any(t in scene.hit_at or t in scene.places or t in scene.modifiers for t in tokens)


def _share(scene: Scene, rest: Iterable[Mention], owners: Sequence[tuple[int, int]], drafts: Mapping[int, Draft]) -> None:
    """Give each other mention of a cluster to the nearest name before it (or the first one) in that cluster."""
    firsts = [first for first, _ in owners]
    for mention in rest:
        draft = drafts[owners[max(0, bisect_right(firsts, mention.first) - 1)][1]]
        (draft.pronouns if scene.analysis.upos[mention.head] in {"PRON", "DET"} else draft.nominals).append(mention)


def _nameless(scene: Scene, mentions: Sequence[Mention]) -> Draft | None:
    """A cluster without a name, where one of its mentions acts and a noun says what it is."""
    nominals = [m for m in mentions if scene.analysis.upos[m.head] not in {"PRON", "DET"}]
    if not any(useful(scene, m.head) for m in nominals) or not any(acts(scene, m.head) for m in mentions):
        return None
    return Draft(nominals=nominals, pronouns=[m for m in mentions if m not in nominals])


def _code(scene: Scene, draft: Draft, named_at: dict[int, int], identity: str) -> tuple[Entity, str]:
    """A draft as an entity, and why what is null in it is null."""
    readings = _readings(scene, draft, named_at)
    country, sectors, rule, reason = best(readings)
    kind = _kind(scene, draft, readings)
    if kind is Kind.PLACE:
        sectors = _place_sectors(scene, draft, sectors)
    if kind is Kind.OTHER:
        country, sectors, rule = None, (), None
    entity = Entity(
        id=identity,
        name=_name(scene, draft),
        kind=kind,
        country=country,
        sectors=tuple(sectors),
        mentions=_mentions(scene.analysis, draft),
        rule=rule or ("names" if draft.names else "nominal"),
    )
    return entity, draft.doubt or reason


def _readings(scene: Scene, draft: Draft, named_at: dict[int, int]) -> list[Evidence]:
    readings = [evidence for name in draft.names for evidence in of_name(scene, name, named_at)]
    return readings + [of_nominal(scene, mention) for mention in draft.nominals]


def _place_sectors(scene: Scene, draft: Draft, sectors: Sequence[Sector]) -> tuple[Sector, ...]:
    """A state that acts is its government; a place that only lies there has no sector but a disputed one's."""
    acting = any(acts(scene, name.head) for name in draft.names if name.hit is None or name.hit.form is not Form.DEMONYM)
    return tuple(s for s in sectors if s is Sector.PRE or (acting and s is Sector.GOV))


def _kind(scene: Scene, draft: Draft, readings: Sequence[Evidence]) -> Kind:
    """The kind that most of the report's evidence speaks for: the tables, the analyser's labels, titles and pronouns."""
    if not draft.names:
        return kind_of(scene, draft.nominals)
    votes = dict.fromkeys(Kind, 0.0)
    for name in draft.names:
        votes[name.kind] += TABLE_VOTE if name.hit is not None else name.score
        votes[Kind.PERSON] += TITLE_VOTE if name.hit is None and title_before(scene, name) is not None else 0
    votes[Kind.PERSON] += PRONOUN_VOTE * any(scene.analysis.lower[m.head] in PERSONAL for m in draft.pronouns)
    tabled = next((e.kind for e in readings if e.rank == ALIAS and e.kind is not None), None)
    top = max(votes.values())
    leading = [kind for kind, score in votes.items() if score == top and score > 0] or [Kind.OTHER]
    return tabled if tabled in leading else leading[0]


def _name(scene: Scene, draft: Draft) -> str:
    """The longest proper name that the text has; of a nameless actor the fullest phrase, without its article."""
    analysis = scene.analysis
    if draft.names:
        best_name = max(draft.names, key=lambda n: (_proper(n), analysis.ends[n.last - 1] - analysis.starts[n.first], -n.first))
        return " ".join(analysis.slice(best_name.first, best_name.last).split())
    phrases = [(_bare(analysis, mention), mention) for mention in draft.nominals]
    first, mention = max(phrases, key=lambda phrase: (phrase[1].head - phrase[0], -phrase[0]))
    return " ".join(analysis.slice(first, min(mention.last, max(mention.head + 1, first + LONGEST_NAME))).split())


def _proper(name: Named) -> int:
    """How far a name is one: a state's name before its adjective, and before other words for the same place."""
    if name.stands_for_state:
        return 0
    return 2 if name.hit is not None and name.kind is Kind.PLACE else 1


def _bare(analysis: Analysis, mention: Mention) -> int:
    """The first token of a phrase after its article."""
    first = mention.first
    while first < mention.head and analysis.upos[first] in {"DET", "PUNCT"}:
        first += 1
    return first


def _mentions(analysis: Analysis, draft: Draft) -> tuple[Span, ...]:
    spans = {(n.first, n.last) for n in draft.names} | {(m.first, m.last) for m in (*draft.nominals, *draft.pronouns)}
    return tuple(analysis.span(first, last) for first, last in sorted(spans) if first < last)


def _abstained(entity: Entity, reason: str) -> Iterable[Abstention]:
    if entity.kind not in ACTORS:
        return
    if entity.country is None:
        yield Abstention(path=f"entities[{entity.id}].country", reason=reason)
    if not entity.sectors:
        yield Abstention(path=f"entities[{entity.id}].sectors", reason=reason)


def _linked(scene: Scene, places: Sequence[Place], entities: Sequence[Entity]) -> tuple[Place, ...]:
    """The places, each with the entity of place kind whose mention it is, or else the entity that has its very characters as a mention."""
    exact = {(mention.start, mention.end): entity for entity in entities for mention in entity.mentions}
    tokens = {
        token: entity
        for entity in entities
        if entity.kind is Kind.PLACE
        for mention in entity.mentions
        for token in range(*scene.analysis.within(mention.start, mention.end))
    }
    linked = []
    for place in places:
        covered = range(*scene.analysis.within(place.start, place.end))
        entity = exact.get((place.start, place.end)) or next((tokens[token] for token in covered if token in tokens), None)
        linked.append(msgspec.structs.replace(place, entity=entity.id) if entity is not None else place)
    return tuple(linked)
