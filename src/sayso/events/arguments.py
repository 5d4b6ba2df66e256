"""From a predicate to its logical slots: ``subject object second poss owner infinitive clause complement particle`` and the prepositions.

A slot holds head tokens. Voice, relative clauses, control, raising, coordination and light verbs are undone here, so that a frame never
has to think of them. What the sentence does not say is in no slot.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from sayso.events.clauses import CLOCK, NOMINAL, RELATIVES, VERBAL, Clauses, conjuncts, first_conjunct, relation
from sayso.events.codebook import Light
from sayso.events.words import Words
from sayso.language.analysis import ROOT, Analysis

SUBJECT, OBJECT, SECOND, POSS, OWNER = "subject", "object", "second", "poss", "owner"
INFINITIVE, CLAUSE, COMPLEMENT, PARTICLE, UNDERGOER = "infinitive", "clause", "complement", "particle", "undergoer"
Slots = Mapping[str, tuple[int, ...]]
EMPTY: Slots = MappingProxyType({})
LOOSE = frozenset("on against for from with to toward towards over between among upon at into".split())

BEHIND_NOUN = frozenset({"by", "against", "between", "on", "with"})


@dataclass(frozen=True, slots=True)
class Frameless:
    """A predicate with its slots before any frame is asked: ``clause`` carries tense and polarity, ``light`` the construction if any."""

    predicate: int
    clause: int
    slots: Slots
    light: str | None = None
    passive: bool = False


@dataclass
class _Slots:
    """Slots while they are gathered; what comes first stays first."""

    rows: dict[str, list[int]] = field(default_factory=dict)

    def add(self, name: str, heads: "tuple[int, ...] | list[int]") -> None:
        row = self.rows.setdefault(name, [])
        row.extend(head for head in heads if head not in row)

    def frozen(self) -> Slots:
        return {name: tuple(row) for name, row in self.rows.items() if row}


class Arguments:
    """The slots of the predicates of one text, each worked out once."""

    def __init__(self, analysis: Analysis, words: Words, light: Light) -> None:
        self.analysis, self.words, self.light = analysis, words, light
        self.clauses = Clauses(analysis, words)
        self._verbs: dict[int, Slots] = {}
        self._nouns: dict[int, Frameless] = {}
        self._bare: dict[int, Frameless] = {}
        self._heads = {name: _by_first(rows) for name, rows in (("object", light.object), ("subject", light.subject), ("undergo", light.undergo))}

    def bare(self, verb: int) -> Frameless:
        """A verb as a predicate."""
        found = self._bare.get(verb)
        if found is None:
            found = self._bare[verb] = Frameless(verb, verb, self.verb(verb), passive=self.clauses.passive(verb))
        return found

    def verb(self, verb: int) -> Slots:
        """The slots of a verb."""
        if verb not in self._verbs:
            self._verbs[verb] = self._of_verb(verb)
        return self._verbs[verb]

    def _of_verb(self, verb: int) -> Slots:
        found, clauses = _Slots(), self.clauses
        passive = clauses.passive(verb)
        surface = clauses.subjects(verb)
        objects = clauses.objects(verb) if not passive else self._retained(verb)
        if passive:
            found.add(SUBJECT, self._agents(verb))
            if objects:
                found.add(SECOND, surface)
                found.add(OBJECT, objects)
            else:
                found.add(OBJECT, surface)
        else:
            found.add(SUBJECT, surface)
            found.add(OBJECT, objects)
            for child in self.analysis.children(verb, "iobj"):  # "asked the company for its logs": labelled as a second object, but the only one
                found.add(SECOND if objects else OBJECT, conjuncts(self.analysis, child))
        self._rest(verb, found, passive=passive)
        return found.frozen()

    def _retained(self, verb: int) -> tuple[int, ...]:
        """The object that a passive keeps ("was given a sentence")."""
        heads = [c for c in self.analysis.dependents[verb] if self.analysis.deprels[c] == "obj"]
        return tuple(conjuncts(self.analysis, heads[0])) if heads else ()

    def _agents(self, verb: int) -> tuple[int, ...]:
        """Who a passive says did it: what stands after "by" and is no time."""
        found: list[int] = []
        for child in self.analysis.children(verb, "obl"):
            if self.clauses.preposition(child) == "by" and not self.words.is_one(child, CLOCK):
                found += conjuncts(self.analysis, child)
        return tuple(found)

    def _rest(self, verb: int, found: _Slots, *, passive: bool) -> None:
        """Prepositions, particles and clauses of a verb."""
        analysis = self.analysis
        for child in analysis.dependents[verb]:
            label = relation(analysis, child)
            if label in {"obl", "nmod"}:
                name = self.clauses.preposition(child)
                if name is not None and not (passive and name == "by"):
                    antecedent = analysis.heads[verb] if analysis.lower[child] in RELATIVES and relation(analysis, verb) == "acl" else None
                    found.add(name, conjuncts(analysis, child) if antecedent is None or antecedent == ROOT else conjuncts(analysis, antecedent))
            elif analysis.deprels[child] == "compound:prt" or (label == "advmod" and analysis.upos[child] == "ADP"):
                found.add(PARTICLE, (child,))
            elif label == "xcomp":
                self._complement(child, found)
            elif label == "ccomp":
                found.add(INFINITIVE if self._infinitive(child) else CLAUSE, (child,))
            elif label == "advcl":
                self._adverbial(child, found)
        for head in found.rows.get(OBJECT, ())[:1]:
            self._behind(head, found)

    def _behind(self, noun: int, found: _Slots, names: frozenset[str] = LOOSE) -> None:
        """What stands behind an object may belong to the verb ("lifted sanctions on Guinea"), where the verb has nothing of the kind."""
        for child in self.analysis.children(noun, "nmod"):
            name = self.clauses.preposition(child) if child > noun else None
            if name in names and name not in found.rows:
                found.add(name, conjuncts(self.analysis, child))

    def _infinitive(self, verb: int) -> bool:
        analysis = self.analysis
        return any(analysis.deprels[c] == "mark" and analysis.lower[c] == "to" for c in analysis.dependents[verb])

    def _complement(self, child: int, found: _Slots) -> None:
        if self.analysis.upos[child] in VERBAL:
            found.add(INFINITIVE, (child, *self._joined(child)))
            name = self.clauses.preposition(child)
            if name is not None and name != "to":
                found.add(name, (child,))
        else:
            found.add(COMPLEMENT, (child,))

    def _joined(self, verb: int) -> tuple[int, ...]:
        return tuple(c for c in self.analysis.children(verb, "conj") if self.analysis.upos[c] in VERBAL)

    def _adverbial(self, child: int, found: _Slots) -> None:
        name = self.clauses.preposition(child)
        if self._infinitive(child):
            found.add(INFINITIVE, (child, *self._joined(child)))
        elif name is not None and self.analysis.xpos[child] == "VBG":
            found.add(name, (child, *self._joined(child)))

    def noun(self, noun: int) -> Frameless:
        """A noun as a predicate, with the arguments that its light verb brings."""
        if noun not in self._nouns:
            self._nouns[noun] = self._of_noun(noun)
        return self._nouns[noun]

    def _of_noun(self, noun: int) -> Frameless:
        found = _Slots()
        self._adnominal(noun, found)
        verb, light, passive = self._light_verb(noun)
        if verb is None:
            return Frameless(noun, noun, found.frozen())
        slots = self.verb(verb)
        taken = set(conjuncts(self.analysis, noun)) | {noun}
        if light == "object":
            found.add(SUBJECT, slots.get(SUBJECT, ()))
        elif light == "undergo":
            found.add(UNDERGOER, [h for h in (*self.clauses.subjects(verb),) if h not in taken])
            found.add(SUBJECT, self._agents(verb) if self.clauses.passive(verb) else ())
        for name, heads in slots.items():
            if name not in {SUBJECT, OBJECT, PARTICLE, CLAUSE, COMPLEMENT} and not taken & set(heads):
                found.add(name, heads)
        return Frameless(noun, verb, found.frozen(), light, passive)

    def _adnominal(self, noun: int, found: _Slots) -> None:
        """What stands in the noun's own phrase."""
        analysis = self.analysis
        for child in analysis.dependents[noun]:
            label = analysis.deprels[child]
            if label == "nmod:poss":
                found.add(POSS, conjuncts(analysis, child))
            elif label.startswith(("nmod", "obl")):
                name = self.clauses.preposition(child)
                if name is not None:
                    found.add(name, conjuncts(analysis, child))
            elif label.startswith("compound") or (label == "amod" and child < noun):
                found.add(OWNER, (child, *[c for c in analysis.children(child, "conj") if c < noun]))
            elif label == "acl" and self._infinitive(child):
                found.add(INFINITIVE, (child,))
            elif label.startswith("acl") and analysis.upos[child] in VERBAL and self._about(child):
                found.add(self.clauses.preposition(child) or INFINITIVE, (child,))
        for row in [*found.rows.values()]:  # "the arrest of a bishop by soldiers": the tree may hang "by" on the bishop
            for head in row[-1:]:
                self._behind(head, found, BEHIND_NOUN)
        if relation(analysis, noun) == "conj":
            self._from_first(noun, found)

    def _about(self, child: int) -> bool:
        return self.analysis.xpos[child] == "VBG" and self.clauses.preposition(child) is not None

    def _from_first(self, noun: int, found: _Slots) -> None:
        """A joined noun shares the owner before the first one ("Russia's strikes and raids"), and what follows it says of both."""
        first = first_conjunct(self.analysis, noun)
        for child in self.analysis.children(first, "nmod"):
            if self.analysis.deprels[child] == "nmod:poss" and POSS not in found.rows:
                found.add(POSS, conjuncts(self.analysis, child))

    def _light_verb(self, noun: int) -> tuple[int | None, str | None, bool]:
        """The light verb of a noun, its construction, and whether it is passive."""
        analysis = self.analysis
        for child in analysis.dependents[noun]:  # "an attack carried out by rebels", "a raid that left"
            if relation(analysis, child) == "acl" and analysis.upos[child] in VERBAL and self.is_light(child, "object"):
                undergone = noun in self.verb(child).get(OBJECT, ())
                if undergone:
                    return child, "object", self.clauses.passive(child)
        top = first_conjunct(analysis, noun)
        verb, label = analysis.heads[top], relation(analysis, top)
        if verb == ROOT or analysis.upos[verb] not in VERBAL or label not in {"obj", "nsubj", "obl", "xcomp"}:
            return None, None, False
        passive = self.clauses.passive(verb)
        if ((label == "obj" and not passive) or (label == "nsubj" and passive)) and self.is_light(verb, "object"):
            return verb, "object", passive
        if label == "obl" and not passive and self.is_light(verb, "object", self.clauses.preposition(top)):  # "engaged in talks"
            return verb, "object", passive
        if label in {"obj", "obl"} and self.is_light(verb, "undergo", self.clauses.preposition(top) if label == "obl" else None):
            return verb, "undergo", passive
        if label == "nsubj" and self.is_light(verb, "subject"):
            return verb, "subject", passive
        return None, None, False

    def is_light(self, verb: int, construction: str, preposition: str | None = None) -> bool:
        """Whether a verb is a light one of a construction; with its particle or the preposition of the noun where it asks for one."""
        table = self._heads[construction]
        for lemma in self.words.of(verb):
            for rest in table.get(lemma, ()):
                if preposition is not None and rest != (preposition,):
                    continue
                if preposition is not None or not rest or all(self._beside(verb, word) for word in rest):
                    return True
        return False

    def _beside(self, verb: int, word: str) -> bool:
        """Whether a verb has a word as its particle, adverb, object or preposition, or right after it."""
        analysis = self.analysis
        if any(word in self.words.of(c) for c in analysis.dependents[verb] if c > verb and relation(analysis, c) in HANGING):
            return True
        return any(
            analysis.lower[case] == word
            for c in analysis.dependents[verb]
            if c > verb and relation(analysis, c) in {"obl", "advcl", "xcomp", "ccomp", "obj"}
            for case in analysis.children(c, "case", "mark")
        )

    def has_words(self, verb: int, rest: tuple[str, ...]) -> tuple[int, ...] | None:
        """The tokens that are the further words of a verb's entry ("fire on": "on"); None where one is missing."""
        found: list[int] = []
        for word in rest:
            token = self._word_of(verb, word, found)
            if token is None:
                return None
            found.append(token)
        return tuple(found)

    def _word_of(self, verb: int, word: str, before: list[int]) -> int | None:
        analysis = self.analysis
        after = (before[-1] if before else verb) + 1
        if after < len(analysis) and word in self.words.of(after):
            return after
        objects = self.verb(verb).get(OBJECT, ()) if not before else ()
        near = [c for c in analysis.dependents[verb] if relation(analysis, c) in HANGING]
        for child in (*near, *objects, *(d for b in before for d in analysis.dependents[b])):
            if word in self.words.of(child):
                return child
        nominal = [c for c in (*analysis.dependents[verb], *before) if relation(analysis, c) in {"obl", "nmod", "advcl", "xcomp", "ccomp", "obj"}]
        inner = (d for b in before for d in analysis.children(b, "nmod", "acl"))
        cases = (case for c in (*nominal, *inner) for case in analysis.children(c, "case", "mark") if case > verb)
        return next((case for case in cases if analysis.lower[case] == word), None)


HANGING = frozenset({"compound", "advmod", "obj", "obl", "xcomp", "fixed", "case", "mark", "iobj"})


def _by_first(entries: frozenset[str]) -> dict[str, list[tuple[str, ...]]]:
    """Entries of one or more words by their first; a leading "be" only says that the verb is passive."""
    table: dict[str, list[tuple[str, ...]]] = {}
    for entry in entries:
        words = entry.split()
        if words[0] == "be" and len(words) > 1:
            words = words[1:]
        table.setdefault(words[0], []).append(tuple(words[1:]))
        stem = words[0]
        if stem.endswith("ed") and len(words) > 1:  # "subjected to"
            table.setdefault(stem[:-2], []).append(tuple(words[1:]))
    return table


__all__ = ["NOMINAL", "Arguments", "Frameless", "Slots"]
