"""Country and sectors of any noun phrase, from its parts: "Iraqi government troops", "the Saudi-led coalition", "a spokesman for the ministry".

Nothing is guessed: what the words do not say stays null, with the reason. The codes are PLOVER's.
"""

from collections.abc import Sequence
from typing import NamedTuple

from sayso.actors.aliases import INTERNATIONAL
from sayso.actors.parts import ADD, FIGHTERS, GIVE, LEADER, OFFICE, OPEN, OVER, OWN, OWNER, PAST, RUN, Found, gather
from sayso.actors.scene import ONLY, Scene, head_of
from sayso.vocabulary import Kind, Sector

COALITIONS = frozenset({"coalition", "alliance", "force", "forces", "mission", "troops", "troop", "peacekeeper", "operation", "unit", "effort"})
COURTS = frozenset({"court", "tribunal", "observer", "monitor", "organization", "organisation", "body", "mediator"})
ENVOYS = frozenset({"diplomat", "ambassador", "consul", "consul general", "high commissioner", "envoy", "special envoy", "delegation", "negotiator"})
LOOSE = frozenset({Sector.CVL, Sector.LAB, Sector.JRN, Sector.CRM, Sector.UAF})  # at home there only where the report names no other country
ABROAD = frozenset({Sector.REF, Sector.JRN, Sector.SOC})  # as often of another country as of this one
STATE_SECTORS = frozenset({Sector.GOV, Sector.MIL, Sector.COP, Sector.JUD, Sector.LEG, Sector.SPY})
ARMED = frozenset({Sector.MIL, Sector.COP, Sector.REB, Sector.PRM, Sector.UAF})


class Actor(NamedTuple):
    """The country (ISO 3166-1 alpha-3 or PLOVER's international codes), the sectors and the rule of a noun phrase; null where it does not say."""

    country: str | None
    sectors: tuple[Sector, ...]
    rule: str | None


def actor_of(first: int, last: int, scene: Scene) -> Actor:
    """Who the noun phrase on tokens ``[first, last)`` is, as PLOVER codes it. Never raises on odd trees."""
    return actor_of_head(head_of(scene.analysis, first, last), scene, first) if first < last else Actor(None, (), None)


def actor_of_head(head: int, scene: Scene, first: int | None = None, *, context: bool = True) -> Actor:
    """Who the noun phrase around a head token is; ``context`` lets state institutions take the report's one country."""
    return settle(gather(head, scene, first), head, scene, context=context)


def settle(found: Found, head: int, scene: Scene, *, context: bool = True) -> Actor:
    """Weigh what was gathered: one country, the sectors of the strongest level with the added ones, and the rule."""
    country, rules = _country(found, scene, head)
    sectors, more = _sectors(found, country)
    if country is None and context and found.head is not None and _institution(found, sectors):
        country, rule = _context(scene, head)
        if rule != ONLY and sectors[0] in LOOSE:
            country, rule = None, ""
        rules += [rule] if rule else []
    rules += more
    if not country and not sectors:
        return Actor(None, (), None)
    rules = list(dict.fromkeys(rules))
    if len(rules) == 1 and rules[0].startswith("alias:"):
        return Actor(country, sectors, rules[0])
    return Actor(country, sectors, "compose:" + "+".join(rules) if rules else None)


def _country(found: Found, scene: Scene, head: int) -> tuple[str | None, list[str]]:
    word = _word(found) or scene.analysis.lower[head]
    strong = {s for level, _, sectors, _ in found.sectors if level in {OWN, OVER, OFFICE} for s in sectors}
    if ("led-by-state" in found.notes or "wide" in found.notes) and word in COALITIONS and not strong & FIGHTERS and _free(found):
        return "IGO", ["led" if "led-by-state" in found.notes else "wide"]
    if "several" in found.notes:
        found.reason = "the words name several countries"
        return None, []
    if found.countries:
        rank, code, rule = min(found.countries, key=lambda row: row[0])
        if rank != LEADER:  # a state that only leads is not the actor's own
            return code, [rule]
    if "wide" in found.notes:
        if word in COURTS:
            return "IGO", ["wide"]
        if Sector.SOC in {s for _, _, sectors, _ in found.sectors for s in sectors}:
            return "NGO", ["wide"]
    return None, []


def _word(found: Found) -> str:
    """The last word of the head noun; empty where the tables do not know it."""
    return found.head.word.split()[-1] if found.head else ""


def _free(found: Found) -> bool:
    """Whether nobody's own country or organisation stands beside the leader of a coalition."""
    return "owner" not in found.notes and not any(rank <= OWNER for rank, _, _ in found.countries)


def _sectors(found: Found, country: str | None) -> tuple[tuple[Sector, ...], list[str]]:
    levels = [row for row in found.sectors if row[0] >= OPEN]
    if found.head is not None and found.head.force == "own" and not set(found.head.sectors) & (ARMED | FIGHTERS):
        levels = [(GIVE, *row[1:]) if row[0] == OVER else row for row in levels]  # a rebel fighter is a rebel, a rebel doctor is not
    if country == "IGO" and {"led-by-state", "wide"} & found.notes and not any(row[0] >= OWN for row in levels):
        return ((Sector.MIL,), ["coalition"]) if _word(found) in COALITIONS else ((), [])
    if "owner" in found.notes and found.head is not None and not set(found.head.sectors) & ARMED:
        levels = [row for row in levels if row[0] > OPEN]
    national = country is not None and country not in INTERNATIONAL and "state" in found.notes and "owner" not in found.notes
    if not levels and found.head is not None and found.head.force == "state" and national:
        levels = [(OPEN, 0, (Sector.GOV,), f"head({found.head.source})")]
    chosen: list[Sector] = []
    rules: list[str] = []
    if levels:
        top = max(row[0] for row in levels)
        _, _, sectors, rule = max((row for row in levels if row[0] == top), key=lambda row: row[1])
        chosen += sectors
        rules.append(rule)
    if "past" in found.notes:
        rows = [row for row in found.sectors if row[0] == PAST]
        if set(chosen) & STATE_SECTORS or not chosen:
            return rows[0][2], [*rules, rows[0][3]]
        return (), [rows[0][3]]
    for level, _, sectors, rule in found.sectors:
        if level in {ADD, RUN} and any(s not in chosen for s in sectors):
            chosen += [s for s in sectors if s not in chosen]
            rules.append(rule)
    return tuple(chosen), rules


def _institution(found: Found, sectors: Sequence[Sector]) -> bool:
    head = found.head
    if head is None or not sectors or head.word in ENVOYS or found.notes & {"wide", "several", "led-by-state"}:
        return False
    return sectors[0] not in ABROAD or (sectors[0] is Sector.JRN and head.kind is Kind.ORGANIZATION)


def _context(scene: Scene, head: int) -> tuple[str | None, str]:
    """The country of a state institution that the words around it leave open: of the place that opens its sentence, or the report's one country."""
    analysis = scene.analysis
    if any(child > head and (child in scene.hit_at or child in scene.places) for child in analysis.children(head, "nmod")):
        return None, ""
    first, _ = analysis.sentence_of(head)
    if analysis.lower[first] in {"in", "at"}:
        for token in range(first + 1, min(first + 4, head)):
            place, hit = scene.places.get(token), scene.hit_at.get(token)
            code = place.country if place else hit.entry.country if hit and hit.entry.kind is Kind.PLACE else None
            if code:
                return scene.aliases.actor_code(code)[0], "context:sentence-place"
    return scene.setting
