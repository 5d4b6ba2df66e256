"""From head tokens to parties: whose phrase it is, which entity, and who stands behind an instrument ("airstrikes by Russia").

A party is somebody who can act. A thing is never one; its owner or its agent is, where the phrase names him.
"""

import tomllib
from collections.abc import Callable, Iterable, Sequence
from functools import cache, cached_property
from importlib.resources import files

from sayso.actors import Aliases
from sayso.actors.scene import head_of
from sayso.events.clauses import NOMINAL, Clauses, conjuncts, relation
from sayso.events.draft import Argument
from sayso.events.setting import Setting
from sayso.events.words import Words
from sayso.language.analysis import Analysis, Mention
from sayso.records import Entity, Party, Span
from sayso.vocabulary import Authenticity, Kind, Role, Sector

ACTORS = frozenset({Kind.PERSON, Kind.ORGANIZATION, Kind.GROUP})
AGENT_OF = ("by", "poss", "owner", "from")
OWNER_OF = ("poss", "owner", "of", "belonging")
COUNTRY = ("A/PCL", "A/TERR")
HELD = frozenset({"held", "controlled", "occupied", "run", "ruled"})
HYPHENS = frozenset({"-", "\N{EN DASH}", "\N{HYPHEN}"})
FRAME = 200  # characters in which a dateline ends
DEPTH = 3
MOST_MENTIONS = 12
STATE = frozenset({Sector.GOV, Sector.MIL, Sector.COP, Sector.JUD, Sector.LEG, Sector.SPY})
ARMED = frozenset({Sector.MIL, Sector.COP, Sector.REB, Sector.UAF, Sector.PRM})
NOBODY = frozenset({"nobody", "none", "no-one"})
SIDES = frozenset({"each", "either", "other", "neither", "both", "another"})
TIMES = frozenset("year month week day hour minute percent per cent dollar euro pound kilometer kilometre mile meter metre ton tonne".split())


@cache
def nouns(name: str) -> frozenset[str]:
    """A list of ``data/people.toml``."""
    table = tomllib.loads(files(__package__).joinpath("data/people.toml").read_text(encoding="utf-8"))
    return frozenset(table[name]["words"].split())


class Cast:
    """The people, bodies and states of one report, by token."""

    def __init__(self, setting: Setting, aliases: Aliases, words: Words, clauses: Clauses) -> None:
        self.setting, self.aliases, self.words, self.clauses = setting, aliases, words, clauses
        self.analysis: Analysis = setting.analysis
        self._alike: dict[int, tuple[int, ...]] = {}
        self.known: dict[int, tuple[Entity, Span]] = {}
        framed = {name.lower() for name in (setting.report.agency, setting.report.publisher) if name}
        for entity in setting.entities:
            for mention in entity.mentions:
                if entity.name.lower() in framed and (mention.text.lower() not in framed or mention.start < FRAME):
                    continue  # "(Meridian) - Gunmen": who acts is never the agency in the dateline
                first, last = self.analysis.within(mention.start, mention.end)
                if first < last:
                    self._keep(head_of(self.analysis, first, last), entity, mention)

    def _keep(self, head: int, entity: Entity, mention: Span) -> None:
        held = self.known.get(head)
        if held is None or (entity.kind in ACTORS and (held[0].kind not in ACTORS or len(mention.text) > len(held[1].text))):
            self.known[head] = (entity, mention)

    @cached_property
    def by_id(self) -> dict[str, Entity]:
        """The entities by their ids."""
        return {entity.id: entity for entity in self.setting.entities}

    @cached_property
    def countries(self) -> dict[int, bool]:
        """The tokens of places: whether it is a state."""
        found: dict[int, bool] = {}
        for place in self.setting.places:
            state = (place.feature or "").startswith(COUNTRY) or place.role is Role.ACTOR
            for token in range(*self.analysis.within(place.start, place.end)):
                found[token] = found.get(token, False) or state
        return found

    def entity(self, head: int) -> Entity | None:
        """The entity that a token heads a mention of."""
        held = self.known.get(head)
        return held[0] if held is not None else None

    def is_party(self, head: int) -> bool:
        """Whether a phrase stands for somebody who can act."""
        entity = self.entity(head)
        if entity is not None and entity.kind in ACTORS:
            return True
        if entity is not None and entity.kind is Kind.PLACE:
            return self.countries.get(head, self.analysis.upos[head] == "PRON")
        return self._human(head)

    def _human(self, head: int) -> bool:
        """Whether the words alone say that somebody can act: a pronoun, a number of people, a noun of the actors' tables."""
        analysis = self.analysis
        if analysis.lower[head] in nouns("pronouns"):
            return True
        if head in self.countries:
            return self.countries[head]
        if analysis.lower[head] == "those":
            return bool(analysis.children(head, "acl"))
        if analysis.upos[head] == "NUM":
            return not any(self.words.is_one(c, TIMES) for c in analysis.dependents[head]) and relation(analysis, head) in {"nsubj", "obj", "conj"}
        if self._quantity(head):
            return relation(analysis, head) in {"nsubj", "obj", "conj", "obl"}
        if analysis.upos[head] not in {"NOUN", "PROPN"} and not analysis.xpos[head].startswith("NN"):
            return False
        if analysis.lower[head] in nouns("not") or (analysis.lower[head] == "side" and not self._one_of_two(head)):
            return False
        return self.collective(head) is not None or self.words.is_one(head, nouns("states"))

    def _one_of_two(self, head: int) -> bool:
        """Whether a "side" is a party ("each side", "the rebel side"), not the side of something."""
        return any(self.analysis.lower[c] in SIDES or self.analysis.deprels[c] in {"compound", "amod"} for c in self.analysis.dependents[head])

    def collective(self, head: int) -> Kind | None:
        """What the tables of the actors room say that a noun is, where it is somebody."""
        rows = self.aliases.lexicon.heads
        for lemma in self.words.of(head):
            for needed, found in rows.get(lemma, ()):
                if len(needed) == 1 and found.kind in ACTORS:
                    return found.kind
        before = self.analysis.lower[head - 1] if head else ""
        for needed, found in rows.get(before, ()):
            if len(needed) > 1 and needed[-1] in self.words.of(head) and found.kind in ACTORS:
                return found.kind
        return Kind.PERSON if self.words.is_one(head, nouns("people")) else Kind.GROUP if self.words.is_one(head, nouns("bodies")) else None

    def kind(self, head: int) -> Kind | None:
        """What a phrase stands for: the entity's kind, else the table's."""
        entity = self.entity(head)
        return entity.kind if entity is not None else self.collective(head)

    @cached_property
    def tests(self) -> dict[str, Callable[[int], bool]]:
        """The ``#`` tests of frames, on head tokens."""
        numbers = self.analysis.upos
        return {
            "#person": lambda head: self.kind(head) is Kind.PERSON or self.analysis.lower[head] in nouns("pronouns"),
            "#organization": lambda head: self.kind(head) is Kind.ORGANIZATION,
            "#group": lambda head: self.kind(head) is Kind.GROUP,
            "#place": lambda head: head in self.countries or self.kind(head) is Kind.PLACE,
            "#country": lambda head: self.countries.get(head, False),
            "#party": lambda head: self.is_party(head) or (self._quantity(head) and bool(self._resolved(head, ("of",)))),
            "#agent": lambda head: bool(self._resolved(head, AGENT_OF)),
            "#armed": lambda head: bool(ARMED & set(self._sectors(head))),
            "#police": lambda head: Sector.COP in self._sectors(head),
            "#military": lambda head: Sector.MIL in self._sectors(head),
            "#rebel": lambda head: bool({Sector.REB, Sector.UAF, Sector.PRM} & set(self._sectors(head))),
            "#government": lambda head: bool(STATE & set(self._sectors(head))),
            "#civilian": lambda head: Sector.CVL in self._sectors(head),
            "#number": lambda head: numbers[head] == "NUM" or any(numbers[c] == "NUM" for c in self.analysis.dependents[head]),
            "#thing": lambda head: not self.is_party(head) and numbers[head] not in {"PRON", "VERB", "AUX"},
            "#name": lambda head: numbers[head] == "PROPN",
        }

    def alike(self, head: int) -> tuple[int, ...]:
        """The other nouns that say what a head stands for: those of its entity or cluster, of what a quantity is."""
        found = self._alike.get(head)
        if found is None:
            found = self._alike[head] = self._same_as(head)
        return found

    def _same_as(self, head: int) -> tuple[int, ...]:
        analysis = self.analysis
        if self._quantity(head):
            return self._inner(head, ("of",))
        entity = self.entity(head)
        if entity is not None:
            heads = [head_of(analysis, *span) for m in entity.mentions[:MOST_MENTIONS] if (span := analysis.within(m.start, m.end))[0] < span[1]]
        elif analysis.upos[head] == "PRON":
            heads = [mention.head for mention in self._clusters.get(head, ())[:MOST_MENTIONS]] or self._before(head)
        else:
            return ()
        return tuple(t for t in dict.fromkeys(heads) if t != head and analysis.upos[t] in {"NOUN", "PROPN"})

    def _before(self, head: int) -> list[int]:
        """The nouns that a pronoun for things may take up: those before it in its sentence and the one before that agree in number."""
        analysis = self.analysis
        if analysis.lower[head] not in {"it", "them", "they", "these", "those"}:
            return []
        number = "Sing" if analysis.lower[head] == "it" else "Plur"
        first = analysis.sentences[max(analysis.sentence_index[head] - 1, 0)][0]
        nouns_before = (t for t in range(first, head) if analysis.upos[t] == "NOUN")
        return [t for t in nouns_before if (analysis.feature(t, "Number") or number) == number][-MOST_MENTIONS:]

    @cached_property
    def _clusters(self) -> dict[int, tuple[Mention, ...]]:
        return {mention.head: cluster for cluster in self.analysis.clusters for mention in cluster}

    def nobody(self, head: int) -> bool:
        """Whether a phrase says that there is nobody ("no one", "none of them")."""
        analysis = self.analysis
        if analysis.lower[head] in NOBODY:
            return True
        return analysis.lower[head] == "one" and any(analysis.lower[child] == "no" for child in analysis.dependents[head])

    def _sectors(self, head: int) -> tuple[Sector, ...]:
        entity = self.entity(head)
        return entity.sectors if entity is not None and entity.sectors else self._coded(head)[1]

    def places(self, heads: Iterable[int]) -> tuple[int, ...]:
        """Those of some head tokens that are places of the report."""
        return tuple(head for head in heads if head in self.countries or self.kind(head) is Kind.PLACE)

    def parties(self, heads: Iterable[int], inside: Sequence[str], skip: frozenset[int] = frozenset()) -> tuple[int, ...]:
        """The head tokens of the parties that some slots hold: themselves, or whom their phrases name as agent or owner."""
        found: list[int] = []
        for head in heads:
            for token in self._resolved(head, inside):
                if token not in skip and not self._same(token, found):
                    found.append(token)
        return tuple(found)

    def _same(self, token: int, found: Sequence[int]) -> bool:
        entity = self.entity(token)
        return token in found or (entity is not None and any(self.entity(other) is entity for other in found))

    def _resolved(self, head: int, inside: Sequence[str]) -> tuple[int, ...]:
        """A phrase as parties; looked into where it is a thing or only a quantity, no deeper than `DEPTH`."""
        for _ in range(DEPTH):
            if self.is_party(head) and not self._quantity(head):
                return (head,)
            named = next((child for child in self.analysis.children(head, "appos", "flat") if self.is_party(child)), None)
            if named is not None:
                return (named,)
            inner = self._inner(head, ("of",) if self._quantity(head) else inside)
            if not inner:
                return (head,) if self.is_party(head) else ()
            parties = tuple(token for token in inner if self.is_party(token))
            if parties:
                return parties
            head = inner[0]
        return ()

    def _quantity(self, head: int) -> bool:
        """Whether a head only says how many ("dozens of protesters") and has no entity of its own."""
        return head not in self.known and self.words.is_one(head, nouns("quantities"))

    def _inner(self, head: int, names: Sequence[str]) -> tuple[int, ...]:
        """Whom a phrase names as its agent or owner, by the first of the names that has one."""
        analysis = self.analysis
        rows: dict[str, list[int]] = {}
        for child in analysis.dependents[head]:
            label = analysis.deprels[child]
            if label == "nmod:poss":
                rows.setdefault("poss", []).extend(conjuncts(analysis, child))
            elif label.startswith("nmod"):
                rows.setdefault(self.clauses.preposition(child) or "", []).extend(conjuncts(analysis, child))
            elif label.startswith("compound") or (label == "amod" and child < head):
                rows.setdefault("owner", []).extend(t for t in (child, *analysis.children(child, "conj")) if self.owner(t))
            elif label == "acl" and analysis.upos[child] == "VERB":
                rows.setdefault("by", []).extend(
                    t for o in analysis.children(child, "obl") if self.clauses.preposition(o) == "by" for t in conjuncts(analysis, o)
                )
        return next((tuple(rows[name]) for name in names if rows.get(name)), ())

    def owner(self, token: int) -> bool:
        """Whether a word before a noun says whose it is: an entity, a demonym, a name or a noun for people; never a bare place."""
        entity = self.entity(token)
        if entity is not None:
            return entity.kind in ACTORS or entity.country is not None
        return self.analysis.upos[token] == "NOUN" and self.collective(token) is not None

    def holder(self, head: int) -> int | None:
        """Who the words before a place say holds it ("the rebel-held town")."""
        analysis = self.analysis
        for child in analysis.dependents[head]:
            if analysis.deprels[child] == "amod" and analysis.lower[child] in HELD and child > 1 and analysis.lower[child - 1] in HYPHENS:
                return child - 2 if self.owner(child - 2) or self.is_party(child - 2) else None
        return None

    def argument(self, head: int, *, inferred: bool = False) -> Argument:
        """The phrase of a head: its entity's mention, else what belongs to it in one piece."""
        held = self.known.get(head)
        if held is not None:
            return Argument(head, *self.analysis.within(held[1].start, held[1].end), inferred)
        return Argument(head, *phrase(self.analysis, head), inferred)

    def party(self, argument: Argument, authenticity: Authenticity | None = None) -> Party:
        """The party of an argument: the entity's name, country and sectors, or what its own words say."""
        held, analysis = self.known.get(argument.head), self.analysis
        span = analysis.span(argument.first, argument.last)
        if held is not None:
            entity = held[0]
            return self.of_entity(entity, span, authenticity, inferred=argument.inferred)
        country, sectors = self._coded(argument.head)
        return Party(
            name=" ".join(span.text.split()),
            span=None if argument.inferred else span,
            country=country,
            sectors=sectors,
            authenticity=authenticity,
            inferred=argument.inferred,
        )

    def _coded(self, head: int) -> tuple[str | None, tuple[Sector, ...]]:
        """Country and sectors of somebody who is no entity: of a place or entity right before the noun, and of the noun in the actors' tables."""
        analysis = self.analysis
        if analysis.upos[head] not in NOMINAL or analysis.upos[head] == "PRON":
            return None, ()
        owners = [c for c in analysis.dependents[head] if c < head and analysis.deprels[c] in {"amod", "compound", "nmod:poss"}]
        country = next((code for c in owners if (code := self._country(c)) is not None), None)
        rows = (row for lemma in self.words.of(head) for row in self.aliases.lexicon.heads.get(lemma, ()))
        return country, next((found.sectors for needed, found in rows if len(needed) == 1), ())

    def _country(self, token: int) -> str | None:
        entity = self.entity(token)
        return entity.country if entity is not None else None

    def of_entity(self, entity: Entity, span: Span | None, authenticity: Authenticity | None = None, *, inferred: bool = False) -> Party:
        """An entity as a party."""
        return Party(
            name=entity.name,
            span=None if inferred else span,
            entity=entity.id,
            country=entity.country,
            sectors=entity.sectors,
            authenticity=authenticity,
            inferred=inferred,
        )


PHRASE = frozenset({"det", "amod", "compound", "nummod", "flat", "nmod:poss", "case", "advmod", "goeswith"})
AFTER = frozenset({"of", "for", "from", "in"})
LONGEST = 12


def phrase(analysis: Analysis, head: int) -> tuple[int, int]:
    """The tokens of a noun phrase in one piece: what stands before its head, and the restrictive phrases right after it."""
    first, stack = head, [head]
    while stack:
        node = stack.pop()
        for child in analysis.dependents[node]:
            label = analysis.deprels[child]
            before = child < head and (node != head or (label in PHRASE and label != "case") or label.split(":")[0] in {"compound", "flat"})
            if before and child >= head - LONGEST:
                first = min(first, child)
                stack.append(child)
    last = head + 1
    for child in sorted(analysis.dependents[head]):
        label = analysis.deprels[child]
        tree = analysis.subtree(child)
        joined = tree[0] == last and tree[-1] - tree[0] + 1 == len(tree) and len(tree) <= LONGEST
        if (
            child > head
            and joined
            and (label.split(":")[0] in {"flat", "compound"} or (label.startswith("nmod") and analysis.lower[tree[0]] in AFTER))
        ):
            last = tree[-1] + 1
    return first, last
