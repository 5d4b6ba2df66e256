"""The names of a report, cleaned, and which of them name one and the same.

Names are united by what the text itself shows (the same words, a last name after a full one, an acronym in brackets) and by the tables of
aliases; never by what the world knows of two different people.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sayso.actors.aliases import Entry, Form
from sayso.actors.lexicon import Head
from sayso.actors.parts import HYPHENS
from sayso.actors.pieces import cut
from sayso.actors.scene import Hit, Scene, acts, head_of
from sayso.language.analysis import Name
from sayso.records import Place
from sayso.vocabulary import Kind, Role

PARTICLES = frozenset(
    {"al", "el", "as", "ash", "ad", "an", "ar", "at", "az", "bin", "ibn", "ben", "abu", "abd", "de", "del", "della", "da", "di", "do"}
)
PARTICLES |= frozenset({"dos", "du", "la", "le", "van", "von", "der", "den", "ten", "jr", "sr", "ii", "iii", "iv", "st"})
COURTESY = frozenset({"mr", "mrs", "ms", "dr", "sir", "miss", "sheikh", "gen", "col", "lt", "capt", "sgt", "maj", "sen", "rep", "gov", "rev", "prof"})
EDGES = frozenset({"DET", "PUNCT", "ADP", "PART", "CCONJ", "SCONJ"})
COUNTRY_FEATURE = "A/PCL"
_ACRONYM = re.compile(r"[\"“”']?\s{0,2}\(\s?[\"“]?([A-Z][A-Za-z0-9&.-]{0,9}[A-Z.])[\"”]?\s?[),;]")
_CALLED = re.compile(
    r",?\s?\(?\s?(?:also |better |formerly |previously |commonly |widely |once )?"
    r"known(?: by its acronym| by the acronym)?(?: as)?,?\s(?:the )?[\"“']?"
)
ACRONYM = 2  # capitals at least


@dataclass(frozen=True, slots=True)
class Named:
    """A name in the text: tokens ``[first, last)``, their head, kind and score, and what a table or the gazetteer knows it as."""

    first: int
    last: int
    head: int
    kind: Kind
    score: float
    hit: Hit | None = None
    place: Place | None = None

    @property
    def stands_for_state(self) -> bool:
        """Whether the words are an adjective or the seat of the state that they stand for."""
        return self.hit is not None and self.hit.form is not Form.NAME


def names_of(scene: Scene) -> tuple[Named, ...]:
    """The names of the report in the order of the text: the analyser's, the tables' and the gazetteer's, without titles and demonyms."""
    found: dict[tuple[int, int], Named] = {}
    taken: set[int] = set()
    for first, last, kind, score, hit in sorted(_candidates(scene), key=lambda c: (-(c[1] - c[0]), c[0], c[4] is None)):
        if not taken & set(range(first, last)):
            head = head_of(scene.analysis, first, last)
            found[first, last] = Named(first, last, head, kind, score, hit, _place(scene, first, last))
            taken |= set(range(first, last))
    for name in _acronyms(scene, found.values()):
        if not taken & set(range(name.first, name.last)):
            found[name.first, name.last] = name
            taken |= set(range(name.first, name.last))
    return tuple(found[key] for key in sorted(found))


def _candidates(scene: Scene) -> Iterable[tuple[int, int, Kind, float, Hit | None]]:
    analysis = scene.analysis
    for name in analysis.names:
        first, last, kind = _trimmed(scene, name)
        hit = scene.hit_at.get(last - 1) if first < last else None
        if hit is not None and hit.first <= first and hit.last >= last:
            first, last = hit.first, hit.last
        exact = hit if hit is not None and (hit.first, hit.last) == (first, last) and _stands(scene, hit) else None
        if first < last and (exact is not None or not _idle(scene, first, last, kind)):
            yield first, last, _kind(scene, first, last, exact, kind), name.score, exact
    for hit in scene.hits:
        if _stands(scene, hit):
            yield hit.first, hit.last, _kind(scene, hit.first, hit.last, hit, Kind.PLACE), 1.0, hit
    seen = set()
    for place in scene.places.values():
        if place.id not in seen:
            first, last = analysis.within(place.start, place.end)
            yield first, last, Kind.PLACE, 1.0, None
        seen.add(place.id)


def _stands(scene: Scene, hit: Hit) -> bool:
    """Whether a hit names its line here: always by name, by an adjective before a noun, by the seat only where that acts or modifies."""
    if hit.form is Form.NAME:
        return True
    if hit.entry.country is None:
        return False
    place, head = scene.places.get(hit.first), head_of(scene.analysis, hit.first, hit.last)
    if hit.form is Form.SEAT:
        return place.role is not Role.LOCATION if place is not None else acts(scene, head)
    return before_noun(scene, head)


def before_noun(scene: Scene, head: int) -> bool:
    """Whether a word modifies the noun that it stands before ("Iraqi troops", "U.S.-led")."""
    analysis = scene.analysis
    place = scene.places.get(head)
    if place is not None and place.role is Role.MODIFIER:
        return True
    if place is not None and place.role is Role.LOCATION:
        return False
    token, steps = head, 0
    while analysis.deprels[token] == "conj" and steps < len(analysis):
        token, steps = analysis.heads[token], steps + 1
    joined = head + 1 < len(analysis) and analysis.word(head + 1) in HYPHENS and analysis.starts[head + 1] == analysis.ends[head]
    return analysis.heads[token] > head and (joined or analysis.deprels[token] in {"amod", "compound", "nmod:poss", "nmod:desc"})


def _idle(scene: Scene, first: int, last: int, kind: Kind) -> bool:
    """Whether a name that no table knows is only an adjective, or a title without a name."""
    analysis = scene.analysis
    word = scene.heads.get(last - 1)
    if word is not None and word.first == first and word.head.word.rstrip(".") in COURTESY:
        return True
    head = head_of(analysis, first, last)
    if kind is Kind.GROUP:
        return analysis.upos[head] == "ADJ" or before_noun(scene, head)
    return kind not in {Kind.PERSON, Kind.PLACE} and last - first == 1 and analysis.deprels[head] == "amod" and before_noun(scene, head)


def _kind(scene: Scene, first: int, last: int, hit: Hit | None, given: Kind) -> Kind:
    if hit is None:
        place = _place(scene, first, last)
        exact = place is not None and scene.analysis.within(place.start, place.end) == (first, last)
        return Kind.PLACE if exact else given
    if hit.form is not Form.NAME:
        return Kind.PLACE
    return given if given is Kind.PERSON and hit.aliases[0].weak and first not in scene.places else hit.entry.kind


def _trimmed(scene: Scene, name: Name) -> tuple[int, int, Kind]:
    """A name without the article, titles, nationality and possessive mark that the analyser may have left on it; "Ms." makes it a person's."""
    analysis, first, last, kind = scene.analysis, name.first, name.last, name.kind
    while first < last and (analysis.upos[first] in EDGES or not analysis.word(first)[:1].isalnum()):
        first += 1
    while last > first and (analysis.lower[last - 1] in {"'s", "'"} or not analysis.word(last - 1)[:1].isalnum()):
        last -= 1
    while last - first > 1:
        if analysis.lower[first].rstrip(".") in COURTESY:
            kind = Kind.PERSON
        title = _title_end(scene, first, last) if kind is Kind.PERSON else 0
        if not title:
            break
        first = title
    return first, last, kind


def _title_end(scene: Scene, first: int, last: int) -> int:
    """The token after the title or nationality that a person's name starts with; 0 where there is none."""
    nation = scene.hit_at.get(first)
    if nation is not None and nation.form is Form.DEMONYM and nation.first == first and nation.last < last:
        return nation.last
    return max((h.last for t in range(first, last - 1) if (h := scene.heads.get(t)) and h.first == first and is_title(h.head)), default=0)


def is_title(head: Head) -> bool:
    """Whether a head noun may stand before a person's name."""
    return head.kind is Kind.PERSON and not head.plural and head.force != "apart"


def _place(scene: Scene, first: int, last: int) -> Place | None:
    place = scene.places.get(last - 1)
    if place is None:
        return None
    covered = scene.analysis.within(place.start, place.end)
    return place if covered[0] <= first and last <= covered[1] else None


def _acronyms(scene: Scene, names: Iterable[Named]) -> Iterable[Named]:
    """Acronyms in brackets after a name, and every other place where they stand, as names of its kind."""
    analysis = scene.analysis
    wanted: dict[str, Named] = {}
    for name in names:
        token = acronym_after(scene, name)
        if token is not None:
            wanted.setdefault(analysis.word(token), name)
    for token in range(len(analysis)) if wanted else ():
        owner = wanted.get(analysis.word(token))
        if owner is not None:
            yield Named(token, token + 1, token, owner.kind, owner.score, None, None)


def acronym_after(scene: Scene, name: Named) -> int | None:
    """The token of the acronym that stands in brackets right after a name, where it fits the name."""
    analysis = scene.analysis
    if name.kind in {Kind.PLACE, Kind.PERSON} and name.hit is None:
        return None
    match = _ACRONYM.match(analysis.text, analysis.ends[name.last - 1])
    if match is None or sum(c.isupper() for c in match.group(1)) < ACRONYM:
        return None
    first, last = analysis.within(*match.span(1))
    if last - first != 1:
        return None
    letters = [c.lower() for c in match.group(1) if c.isalpha()]
    words = cut(analysis.slice(name.first, name.last))
    initials = {word[0] for word in words if word[0].isalpha()}
    own = scene.hit_at.get(first)
    other = own is not None and (name.hit is None or own.entry.name != name.hit.entry.name) and not own.aliases[0].weak
    fits = letters[0] in initials and sum(c in initials for c in letters) * 2 >= len(letters)
    return first if fits or (not other and name.kind in {Kind.ORGANIZATION, Kind.GROUP} and len(words) > 1) else None


class Groups:
    """Names joined into sets; the joining is told nothing but what `unite` found."""

    def __init__(self, size: int) -> None:
        """Every one of ``size`` items alone."""
        self._parent = list(range(size))

    def root(self, item: int) -> int:
        """The item that stands for the set of an item."""
        while self._parent[item] != item:
            self._parent[item] = self._parent[self._parent[item]]
            item = self._parent[item]
        return item

    def join(self, one: int, other: int) -> None:
        """Put two sets together; the earlier item stands for both."""
        one, other = sorted((self.root(one), self.root(other)))
        self._parent[other] = one

    def sets(self) -> dict[int, list[int]]:
        """The members of each set, in order."""
        found: dict[int, list[int]] = {}
        for item in range(len(self._parent)):
            found.setdefault(self.root(item), []).append(item)
        return found


def unite(scene: Scene, names: Sequence[Named]) -> tuple[Groups, dict[int, str]]:
    """Which names are of one thing, and for names that could be of several why they were left alone."""
    groups = Groups(len(names))
    by_key: dict[tuple[str, ...], int] = {}
    for number, name in enumerate(names):
        groups.join(by_key.setdefault(_key(scene, name), number), number)
    _join_acronyms(scene, names, groups)
    doubts = _join_persons(scene, names, groups)
    _join_short(scene, names, groups)
    return groups, doubts


def _key(scene: Scene, name: Named) -> tuple[str, ...]:
    """What makes two names the same at first sight: the line of a table, the place of the gazetteer, or the words."""
    if name.hit is not None:
        return ("alias", entry_key(scene, name.hit.entry))
    if name.place is not None and name.place.name is not None:
        if name.place.country and (name.place.feature or "").startswith(COUNTRY_FEATURE):
            return ("alias", scene.aliases.states.get(name.place.country, name.place.country))
        return ("place", name.place.name, str(name.place.country), str(name.place.admin1), str(name.place.geonameid))
    nation = scene.hit_at.get(name.first - 1) if name.kind is Kind.GROUP else None
    return ("text", *((nation.entry.name,) if nation is not None and nation.form is Form.DEMONYM else ()), *words_of(scene, name))


def entry_key(scene: Scene, entry: Entry) -> str:
    """The name that all lines of one thing share."""
    return scene.aliases.states.get(entry.country or "", entry.name) if entry.state and entry.order[0] == 0 else entry.name


def words_of(scene: Scene, name: Named) -> tuple[str, ...]:
    """The words of a name, folded, without marks."""
    return tuple(word for word in cut(scene.analysis.slice(name.first, name.last)) if word[0].isalnum())


def _join_acronyms(scene: Scene, names: Sequence[Named], groups: Groups) -> None:
    at = {token: number for number, name in enumerate(names) for token in range(name.first, name.last)}
    text = scene.analysis.text
    for number, name in enumerate(names):
        token = acronym_after(scene, name)
        if token is not None and token in at:
            groups.join(number, at[token])
        match = _CALLED.match(text, scene.analysis.ends[name.last - 1])
        if match is not None and name.kind is not Kind.PLACE:
            first, last = scene.analysis.within(match.end(), match.end() + 1)
            if first < last and first in at and names[at[first]].kind is not Kind.PLACE:
                groups.join(number, at[first])


def _join_persons(scene: Scene, names: Sequence[Named], groups: Groups) -> dict[int, str]:
    """A part of one full name of the report stands for that person; of two, for neither."""
    full: dict[int, tuple[str, ...]] = {}
    for root, members in groups.sets().items():
        if person_like(names, members):
            full[root] = max((words_of(scene, names[m]) for m in members), key=len)
    holding: dict[str, list[int]] = {}
    for root, words in full.items():
        for word in dict.fromkeys(words):
            holding.setdefault(word, []).append(root)
    doubts: dict[int, str] = {}
    for root, members in list(groups.sets().items()):
        short = tuple(w for w in words_of(scene, names[members[0]]) if w not in PARTICLES)
        loose = all(names[m].hit is None and names[m].place is None for m in members)
        if not short or (root not in full and not (loose and len(short) == 1)):
            continue
        length = len(words_of(scene, names[members[0]]))
        longer = [r for r in holding.get(short[0], ()) if r != root and len(full[r]) > length and _part_of(short, full[r])]
        owners = {groups.root(r) for r in longer}
        if len(owners) == 1 and (root in full or _last_name(short, full[longer[0]])):
            groups.join(root, owners.pop())
        elif len(owners) > 1 and root in full:
            doubts[root] = "the report has several people of this name"
    return doubts


def person_like(names: Sequence[Named], members: Iterable[int]) -> bool:
    """Whether more of a set's names were taken for a person's than for anything else."""
    votes: dict[Kind, float] = {}
    for member in members:
        votes[names[member].kind] = votes.get(names[member].kind, 0.0) + names[member].score
    return bool(votes) and max(votes, key=lambda kind: votes[kind]) is Kind.PERSON


def _part_of(short: Sequence[str], words: Sequence[str]) -> bool:
    """Whether the words of a short name stand in a longer one, in order and, particles apart, side by side."""
    plain = [w for w in words if w not in PARTICLES]
    size = len(short)
    if any(tuple(plain[i : i + size]) == tuple(short) for i in range(len(plain) - size + 1)):
        return True
    return size > 1 and len(plain) > size and plain[0] == short[0] and plain[-1] == short[-1] and all(w in plain or len(w) == 1 for w in short)


def _last_name(short: Sequence[str], words: Sequence[str]) -> bool:
    return bool(words) and short[-1] == words[-1]


def _join_short(scene: Scene, names: Sequence[Named], groups: Groups) -> None:
    """Join "the Front" to the one organisation of the report whose name ends with that word."""
    analysis = scene.analysis
    long: Mapping[int, tuple[str, ...]] = {
        n: words_of(scene, name) for n, name in enumerate(names) if name.kind in {Kind.ORGANIZATION, Kind.GROUP} and name.last - name.first > 1
    }
    for number, name in enumerate(names):
        definite = name.first > 0 and analysis.lower[name.first - 1] == "the"
        words = words_of(scene, name)
        if len(words) != 1 or name.hit is not None or not definite or name.kind is Kind.PERSON:
            continue
        owners = {groups.root(n) for n, others in long.items() if words[0] == others[-1]}
        if len(owners) == 1:
            groups.join(number, owners.pop())
