"""What the tables find in one report: hits of aliases, head nouns and modifiers, by token, with the places and entities known so far."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sayso.actors.aliases import INTERNATIONAL, Alias, Aliases, Entry, Form
from sayso.actors.lexicon import Head, Modifier
from sayso.actors.pieces import Pieces, pieces_of, plain
from sayso.language.analysis import Analysis
from sayso.records import Entity, Place, Report
from sayso.vocabulary import Kind, Part, Role

ONLY = "context:only-country"
ACTING = frozenset({"nsubj", "nsubj:pass", "nsubj:outer", "obl:agent", "csubj", "dislocated"})
MOST, SHARE = 2, 0.6  # a country that the report names so often, and in more than so large a share, is what it is about
SHORT = 4  # an alias of at most so many letters counts only exactly as written
CAPITALS = 40  # characters around an acronym that say whether the text is all in capitals
WORDS = frozenset({"is", "us", "who", "let", "eta", "model", "mit", "care", "act"})  # acronyms that a headline in capitals has as words


@dataclass(frozen=True, slots=True)
class Hit:
    """Aliases that match tokens ``[first, last)`` (characters ``[start, end)``), the best supported first."""

    first: int
    last: int
    start: int
    end: int
    aliases: tuple[Alias, ...]

    @property
    def entry(self) -> Entry:
        """The line chosen."""
        return self.aliases[0].entry

    @property
    def form(self) -> Form:
        """How the line is named here."""
        return self.aliases[0].form


@dataclass(frozen=True, slots=True)
class HeadHit:
    """A head noun of the tables on tokens ``[first, last)``."""

    first: int
    last: int
    head: Head


@dataclass(frozen=True, slots=True)
class ModifierHit:
    """A modifier of the tables on tokens ``[first, last)``."""

    first: int
    last: int
    modifier: Modifier


@dataclass(frozen=True)
class Scene:
    """One report as the actors room sees it: everything by token, so that any noun phrase can be coded in a few look-ups.

    ``setting`` is the one country that the report is about, and why, or None where it is about none or several.
    """

    analysis: Analysis
    aliases: Aliases
    published: str | None
    hits: tuple[Hit, ...]
    hit_at: Mapping[int, Hit]
    heads: Mapping[int, HeadHit]
    modifiers: Mapping[int, ModifierHit]
    places: Mapping[int, Place]
    setting: tuple[str | None, str] = (None, "")
    known: Mapping[int, Entity] | None = None
    about: str | None = None

    def entity_at(self, token: int) -> Entity | None:
        """The entity that a token heads a mention of, unless it is the one that is being coded (``about``)."""
        entity = self.known.get(token) if self.known else None
        return entity if entity is not None and entity.id != self.about else None


def _elsewhere(hit: Hit, place: Place | None, aliases: Aliases) -> bool:
    """Whether the places room found a state's name to be another place's (Georgia in America)."""
    if place is None or place.country is None or hit.entry.kind is not Kind.PLACE:
        return False
    return aliases.actor_code(place.country)[0] != hit.entry.country


Mentioned = Sequence[tuple[int, str, Form | None]]


def _mentioned(hit_at: Mapping[int, Hit], places: Mapping[int, Place], aliases: Aliases) -> Mentioned:
    """The states that the report names, by token, and how: by name, demonym or seat, or (None) by a place in them."""
    found: list[tuple[int, str, Form | None]] = []
    for token, hit in hit_at.items():
        if token == hit.first and hit.entry.kind is Kind.PLACE and hit.entry.country and not (hit.form is Form.SEAT and token in places):
            found.append((token, hit.entry.country, hit.form))
    seen: set[str] = set()
    for token, place in sorted(places.items()):
        code, other = aliases.actor_code(place.country)[0], hit_at.get(token)
        if code and place.id not in seen and (other is None or other.form is Form.SEAT):
            found.append((token, code, None))
        seen.add(place.id)
    return found


def _setting(mentioned: Mentioned, dateline: tuple[int, int] | None) -> tuple[str | None, str]:
    """The only country named; or the dateline's where none is named more often; or one that is named far more often than the others."""
    counts = Counter(code for _, code, _ in mentioned)
    if len(counts) == 1:
        return next(iter(counts)), ONLY
    most = max(counts.values(), default=0)
    if dateline is not None:
        inside = [(code, how) for token, code, how in mentioned if dateline[0] <= token < dateline[1] and how is not Form.SEAT]
        codes = {code for code, how in inside if how is Form.NAME} or {code for code, _ in inside}
        if len(codes) == 1 and all(counts[code] == most for code in codes):
            return codes.pop(), "context:dateline"
    leading = [code for code, count in counts.items() if count == most]
    if len(leading) == 1 and most >= MOST and most > sum(counts.values()) * SHARE:
        return leading[0], "context:most-named"
    return None, ""


def _widest_first(places: Iterable[Place]) -> list[Place]:
    """Toponyms so that inner ones overwrite outer ones; places that are only described ("a dam on the river") are no names."""
    return sorted((place for place in places if place.text[:1].isupper()), key=lambda place: place.start - place.end)


def scene_of(report: Report, analysis: Analysis, places: Iterable[Place], aliases: Aliases, entities: Iterable[Entity] = ()) -> Scene:
    """The scene of a report; with its entities, possessors and heads that they cover are understood as well."""
    pieces = pieces_of(analysis.text, analysis.starts, analysis.ends)
    found = tuple(_hits(analysis, pieces, aliases))
    day = report.published[:10] if report.published else None
    support, persons = _support(found), _persons(analysis)
    hits = tuple(hit for raw in found if not _in_person(raw, persons) and (hit := _chosen(raw, support, day)) is not None)
    heads, modifiers = _words(pieces, aliases)
    at = {token: place for place in _widest_first(places) for token in range(*analysis.within(place.start, place.end))}
    hits = tuple(hit for hit in hits if not _elsewhere(hit, at.get(hit.first), aliases))
    hit_at = {token: hit for hit in hits for token in range(hit.first, hit.last)}
    return Scene(
        analysis=analysis,
        aliases=aliases,
        published=day,
        hits=hits,
        hit_at=hit_at,
        heads=heads,
        modifiers=modifiers,
        places=at,
        setting=_setting(_mentioned(hit_at, at, aliases), _dateline(report, analysis)),
        known=known_heads(analysis, entities),
    )


def known_heads(analysis: Analysis, entities: Iterable[Entity]) -> dict[int, Entity]:
    """The entity of each token that heads one of its mentions."""
    known: dict[int, Entity] = {}
    for entity in entities:
        for mention in entity.mentions:
            first, last = analysis.within(mention.start, mention.end)
            if first < last:
                known[head_of(analysis, first, last)] = entity
    return known


def head_of(analysis: Analysis, first: int, last: int) -> int:
    """The token of ``[first, last)`` that depends on none of the others; a noun before anything else where the tree is broken."""
    tops = [token for token in range(first, last) if not first <= analysis.heads[token] < last]
    nouns = [token for token in tops if analysis.upos[token] in {"NOUN", "PROPN", "PRON"}]
    return (nouns or tops or [first])[0]


def _dateline(report: Report, analysis: Analysis) -> tuple[int, int] | None:
    spans = [part for part in report.parts if part.part is Part.DATELINE]
    return analysis.within(spans[0].start, spans[0].end) if spans else None


def _persons(analysis: Analysis) -> dict[int, tuple[int, int]]:
    """The names of persons by token."""
    return {t: (name.first, name.last) for name in analysis.names if name.kind is Kind.PERSON for t in range(name.first, name.last)}


def _in_person(hit: Hit, persons: Mapping[int, tuple[int, int]]) -> bool:
    """Whether a hit that is no person stands inside a longer name of a person ("Michael Jordan")."""
    first, last = persons.get(hit.first, (hit.first, hit.last))
    inside = first <= hit.first and hit.last <= last and last - first > hit.last - hit.first
    return inside and all(alias.entry.kind is not Kind.PERSON for alias in hit.aliases)


def _hits(analysis: Analysis, pieces: Pieces, aliases: Aliases) -> Iterable[Hit]:
    """The aliases in the text, leftmost longest, on the boundaries of words, in the case that their letters ask for."""
    words, at, count, known = pieces.words, 0, len(pieces.words), aliases.raw
    while at < count:
        step = 1
        for needed, options in aliases.starting(words[at]) if words[at] in known and pieces.tokens[at] >= 0 else ():
            size = len(needed)
            if words[at : at + size] == needed:
                start, end = pieces.starts[at], pieces.ends[at + size - 1]
                fitting = tuple(option for option in options if _same_case(analysis.text, start, end, option.text))
                if fitting:
                    yield Hit(pieces.tokens[at], pieces.tokens[at + size - 1] + 1, start, end, fitting)
                    step = size
                    break
        at += step


def _same_case(text: str, start: int, end: int, alias: str) -> bool:
    """Whether a stretch of text may be the alias: capitals where the alias has them, short ones exactly, no words of a headline in capitals."""
    found, wanted = (c for c in ("".join(filter(str.isalnum, plain(t))) for t in (text[start:end], alias)))
    if found == wanted:
        if found.lower() not in WORDS or not wanted.isupper() or not text[start:end].isalpha():
            return True
        around = text[max(0, start - CAPITALS) : start] + text[end : end + CAPITALS]
        return any(c.islower() for c in around) or not any(c.isalpha() for c in around)
    if len(wanted) <= SHORT or len(found) != len(wanted):
        return False
    return all(not w.isupper() or f.isupper() for f, w in zip(found, wanted, strict=True))


@dataclass(frozen=True, slots=True)
class _Support:
    """What the report names beyond doubt: lines by their full names, and states with the hits that name them."""

    full: frozenset[str]
    states: Mapping[str, frozenset[int]]


def _support(found: Iterable[Hit]) -> _Support:
    full: set[str] = set()
    states: dict[str, set[int]] = {}
    for hit in found:
        for alias in hit.aliases:
            if not alias.weak and alias.form is Form.NAME and len(alias.text) >= len(alias.entry.name) - SHORT:
                full.add(alias.entry.name)
            if not alias.weak and alias.entry.kind is Kind.PLACE and alias.entry.country:
                states.setdefault(alias.entry.country, set()).add(hit.start)
    return _Support(frozenset(full), {country: frozenset(starts) for country, starts in states.items()})


def _chosen(hit: Hit, support: _Support, day: str | None) -> Hit | None:
    """A hit with the aliases that stand, the best supported first; None where all are weak and nothing in the report supports them."""
    options = hit.aliases
    if len(options) == 1 and not options[0].weak:
        return hit
    ranked = []
    for option in options:
        home = option.entry.country if option.entry.country not in INTERNATIONAL else None
        full = len(option.text) < len(option.entry.name) and option.entry.name in support.full
        country = bool(support.states.get(home or "", frozenset()) - {hit.start})
        strength = 3 if full else 2 if not option.weak else 1 if country else 0
        named = option.form is Form.NAME or option.entry.kind is not Kind.PLACE
        ranked.append((strength, day is None or option.entry.holds_on(day), named, option.entry.order, option))
    ranked.sort(key=lambda row: row[:4], reverse=True)
    best = ranked[0]
    rivals = {row[4].entry.name for row in ranked if row[0] == best[0] and row[4].weak}
    if best[0] == 0 or (best[0] == 1 and len(rivals) > 1):
        return None
    kept = tuple(row[4] for row in ranked if row[0] > 0 and row[4].entry.name == best[4].entry.name)
    return Hit(hit.first, hit.last, hit.start, hit.end, kept)


def _words(pieces: Pieces, aliases: Aliases) -> tuple[dict[int, HeadHit], dict[int, ModifierHit]]:
    """The longest head noun that ends on each token, and the longest modifier that starts on each."""
    heads: dict[int, HeadHit] = {}
    modifiers: dict[int, ModifierHit] = {}
    words, tokens, known, others = pieces.words, pieces.tokens, aliases.lexicon.heads, aliases.lexicon.modifiers
    for at, word in enumerate(words):
        if word in known and tokens[at] >= 0:
            for needed, head in known[word]:
                if words[at : at + len(needed)] == needed:
                    last = tokens[at + len(needed) - 1]
                    if last not in heads or tokens[at] < heads[last].first:
                        heads[last] = HeadHit(tokens[at], last + 1, head)
        if word in others and tokens[at] >= 0:
            for needed, modifier in others[word]:
                if words[at : at + len(needed)] == needed:
                    modifiers.setdefault(tokens[at], ModifierHit(tokens[at], tokens[at + len(needed) - 1] + 1, modifier))
                    break
    return heads, modifiers


def acts(scene: Scene, head: int) -> bool:
    """Whether a head word does or says something: subject, agent, or a place that the places room calls an actor."""
    analysis = scene.analysis
    place = scene.places.get(head)
    if place is not None:
        return place.role is Role.ACTOR
    token, steps = head, 0
    while analysis.deprels[token] == "conj" and steps < len(analysis):
        token, steps = analysis.heads[token], steps + 1
    relation = analysis.deprels[token]
    if relation in ACTING:
        return True
    by = [child for child in analysis.children(token, "case") if analysis.lower[child] == "by"]
    return relation.startswith("obl") and bool(by)
