"""Who does and who undergoes what a verb says, whatever its voice: subjects and objects undone from passives, relatives, control, conjuncts.

All functions speak of head tokens; Universal Dependencies as `Analysis` has them. Nothing recurses on the depth of a tree.
"""

from collections.abc import Iterator

from sayso.events.words import Words
from sayso.language.analysis import ROOT, Analysis

STEPS = 8
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "SYM"})
VERBAL = frozenset({"VERB", "AUX"})
RELATIVES = frozenset({"who", "which", "that", "whom"})
PROMISING = frozenset("promise threaten vow pledge swear agree offer refuse claim".split())
OBJECTED = frozenset({"of", "from", "into", "for"})
HAVING = frozenset({"have", "has", "had", "having", "'ve", "'d"})
COUNTING = frozenset("many most some all several each both half one two three four five none few".split())
CLOCK = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november
    december today tomorrow yesterday now week month year day night evening morning afternoon noon midnight dawn dusk hour minute deadline
    end weekend time""".split()
)
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
ADDRESSED = frozenset({"to", "on", "upon", "with", "for"})


def relation(analysis: Analysis, token: int) -> str:
    """The label of a token's arc without its subtype."""
    return analysis.deprels[token].split(":")[0]


def conjuncts(analysis: Analysis, head: int) -> list[int]:
    """A noun and the nouns joined to it, in the order of the text."""
    found, stack = [head], [head]
    while stack and len(found) < STEPS * STEPS:
        for child in analysis.dependents[stack.pop()]:
            if relation(analysis, child) == "conj" and analysis.upos[child] not in VERBAL:
                found.append(child)
                stack.append(child)
    return sorted(found)


def first_conjunct(analysis: Analysis, token: int) -> int:
    """The first of the words that a token is joined to."""
    for _ in range(STEPS * STEPS):
        if relation(analysis, token) != "conj" or analysis.heads[token] == ROOT:
            break
        token = analysis.heads[token]
    return token


class Clauses:
    """Verbs of one text with their subjects and objects. Nothing in it depends on what was asked before."""

    def __init__(self, analysis: Analysis, words: Words) -> None:
        self.analysis, self.words = analysis, words

    def cases(self, token: int) -> list[int]:
        """The prepositions of a noun; a conjunct without one has those of the first."""
        analysis = self.analysis
        own = [child for child in analysis.dependents[token] if analysis.deprels[child].startswith("case") and child < token]
        if not own and relation(analysis, token) == "conj":
            first = first_conjunct(analysis, token)
            own = [child for child in analysis.dependents[first] if analysis.deprels[child].startswith("case") and child < first]
        return own

    def preposition(self, token: int) -> str | None:
        """The preposition of a noun or of a gerund ("of" in "accused of shelling")."""
        analysis = self.analysis
        for child in self.cases(token):
            if analysis.lower[child] not in {"'s", "'"}:
                return analysis.lower[child]
        marks = (child for child in analysis.dependents[token] if analysis.deprels[child] == "mark")
        return next((analysis.lower[child] for child in marks if analysis.upos[child] != "PART" and analysis.lower[child] != "that"), None)

    def passive(self, verb: int) -> bool:
        """Whether a verb is passive, a participle without an auxiliary included."""
        analysis = self.analysis
        labels = {analysis.deprels[child] for child in analysis.dependents[verb]}
        if "aux:pass" in labels:
            return True
        if any(analysis.lower[child] in HAVING for child in analysis.children(verb, "aux")):
            return False
        if "nsubj:pass" in labels:
            return True
        if analysis.xpos[verb] != "VBN":
            return False
        if relation(analysis, verb) == "conj" and analysis.upos[analysis.heads[verb]] in VERBAL and "nsubj" not in labels:
            return self.passive_head(verb)
        return "obj" not in labels or analysis.deprels[verb] == "acl"

    def passive_head(self, verb: int) -> bool:
        """Whether the first of joined verbs is passive."""
        first = first_conjunct(self.analysis, verb)
        return first != verb and self.analysis.upos[first] in VERBAL and self.passive(first)

    def subjects(self, verb: int) -> tuple[int, ...]:
        """The surface subject of a verb with its conjuncts: its own, the antecedent of its relative, or the one that it shares."""
        node: int | None = verb
        for _ in range(STEPS):
            if node is None:
                return ()
            own = self._own_subject(node)
            if own is not None:
                return tuple(self._spread(own))
            found, node = self._shared(node)
            if found is not None:
                return tuple(self._spread(found))
        return ()

    def _spread(self, head: int) -> Iterator[int]:
        yield from conjuncts(self.analysis, head)

    def _own_subject(self, verb: int) -> int | None:
        """The subject that hangs on a verb: of several the last before it, since a tree may hang the place of a dateline there as well."""
        analysis = self.analysis
        found = [
            child
            for child in analysis.dependents[verb]
            if (relation(analysis, child) == "nsubj" and analysis.deprels[child] != "nsubj:outer" and not self._misplaced(verb, child))
            or self._stranded(verb, child)
        ]
        if not found:
            return None
        before = [child for child in found if child < verb]
        before = [child for child in before if analysis.lower[child] not in COUNTING] or before  # "the crowd, many in orange, chanted"
        child = before[-1] if before else found[0]
        antecedent = self.antecedent(verb, child)
        return child if antecedent is None else antecedent

    def _stranded(self, verb: int, child: int) -> bool:
        """Whether a noun that a tree hangs on an infinitive stands before its "to": object of the verb above, subject of the infinitive."""
        analysis = self.analysis
        if child > verb or relation(analysis, child) not in {"obj", "nsubj", "iobj"} or analysis.lower[child] in RELATIVES:
            return False
        return any(analysis.deprels[mark] == "mark" and analysis.lower[mark] == "to" and child < mark for mark in analysis.dependents[verb])

    def _misplaced(self, verb: int, child: int) -> bool:
        """Whether what a tree calls the subject stands after a joined verb, and so is its object ("denied this and accused the police of")."""
        analysis = self.analysis
        return child > verb and relation(analysis, verb) == "conj" and analysis.upos[analysis.heads[verb]] in VERBAL

    def antecedent(self, verb: int, pronoun: int) -> int | None:
        """What a relative pronoun of a relative clause stands for."""
        analysis = self.analysis
        if analysis.lower[pronoun] not in RELATIVES:
            return None
        node = verb
        for _ in range(STEPS):
            label, head = relation(analysis, node), analysis.heads[node]
            if head == ROOT or label not in {"acl", "conj", "ccomp", "xcomp"}:
                return None
            if label == "acl":
                return head if head < pronoun else None
            node = head
        return None

    def _shared(self, verb: int) -> tuple[int | None, int | None]:
        """The subject that a verb without one has from what it hangs on, or the verb whose subject it shares."""
        analysis = self.analysis
        head, label = analysis.heads[verb], relation(analysis, verb)
        if head == ROOT:
            return None, None
        if label == "conj":
            head = self._joined_to(verb, head)
            return None, head if analysis.upos[head] not in {"NOUN", "PROPN"} or self._has_subject(head) else None
        if label in {"xcomp", "ccomp", "csubj", "parataxis", "dep"}:
            return self._controlled(verb, head) if label in {"xcomp", "ccomp"} else (None, None)
        if label in {"advcl", "obl"}:
            return self._adverbial(verb, head)
        if label == "amod":
            return head, None
        if label in {"acl", "nmod"}:
            return self._adnominal(verb, head)
        return None, None

    def _joined_to(self, verb: int, head: int) -> int:
        """The verb that a verb is joined to: a finite one to a finite one ("accuses him of working for them and threatens")."""
        analysis = self.analysis
        for _ in range(STEPS):
            above = analysis.heads[head]
            if not self.finite(verb) or self.finite(head) or above == ROOT or analysis.upos[head] not in VERBAL:
                return head
            head = above if analysis.upos[above] in VERBAL else analysis.heads[above] if analysis.heads[above] != ROOT else head
        return head

    def finite(self, verb: int) -> bool:
        """Whether a verb has a tense of its own, or a modal or finite auxiliary."""
        analysis = self.analysis
        return analysis.xpos[verb] in FINITE or any(analysis.xpos[child] in FINITE for child in analysis.children(verb, "aux", "cop"))

    def _has_subject(self, token: int) -> bool:
        return bool(self.analysis.children(token, "nsubj"))

    def _controlled(self, verb: int, head: int) -> tuple[int | None, int | None]:
        """The subject of a complement: the object of the verb above where it has one and does not promise, else its subject."""
        analysis = self.analysis
        if relation(analysis, verb) == "ccomp" and analysis.xpos[verb] not in {"VB", "VBG"}:
            return None, None
        objects = analysis.children(head, "obj", "iobj")
        if objects and not self.passive(head) and not self.words.is_one(head, PROMISING) and self._infinite(verb):
            return objects[0], None
        addressed = [c for c in analysis.children(head, "obl") if c < verb and self.preposition(c) in ADDRESSED and not self.passive(head)]
        if addressed and analysis.xpos[verb] == "VB" and self.words.is_one(head, CALLING):
            return addressed[0], None
        return None, head

    def _infinite(self, verb: int) -> bool:
        return self.analysis.upos[verb] in VERBAL

    def _adverbial(self, verb: int, head: int) -> tuple[int | None, int | None]:
        """The subject of an adverbial clause without one: of "of", "from", "for" the object of the verb above, else its subject."""
        analysis = self.analysis
        if analysis.xpos[verb] not in {"VBG", "VBN", "VB"}:
            return None, None
        if analysis.xpos[verb] == "VBG" and analysis.xpos[head] == "VBG" and verb and analysis.lower[verb - 1] == ",":
            head = self._finite_above(head) if relation(analysis, head) == "acl" else head
        objects = analysis.children(head, "obj", "iobj")
        if objects and self.preposition(verb) in OBJECTED and objects[0] < verb and not self.passive(head):
            return objects[0], None
        addressed = [c for c in analysis.children(head, "obl") if c < verb and self.preposition(c) in ADDRESSED]
        if analysis.xpos[verb] == "VB" and not self.passive(head) and self.words.is_one(head, CALLING) and (addressed or objects):
            return (objects or addressed)[0], None
        return None, head

    def _finite_above(self, verb: int) -> int:
        """The finite verb above a participle that a noun has ("fired on a crowd demanding water, killing two")."""
        analysis, node = self.analysis, verb
        for _ in range(STEPS):
            node = analysis.heads[node]
            if node == ROOT:
                return verb
            if analysis.upos[node] in VERBAL and self.finite(node):
                return node
        return verb

    def _adnominal(self, verb: int, noun: int) -> tuple[int | None, int | None]:
        """The subject of a participle or infinitive on a noun: the noun itself, or for "charges of killing" whoever they are about."""
        analysis = self.analysis
        if analysis.xpos[verb] in {"VBG", "VBN", "VBD"} and self.preposition(verb) is None:
            return noun, None
        if analysis.xpos[verb] not in {"VB", "VBG"}:
            return noun, None
        for child in analysis.children(noun, "nmod"):
            if analysis.deprels[child] == "nmod:poss" or (child < verb and self.preposition(child) in {"by", "for", "against", "on"}):
                return child, None
        governor = analysis.heads[noun]
        if governor == ROOT:
            return None, None
        if analysis.upos[governor] not in VERBAL:
            return None, None
        if relation(analysis, noun) == "nsubj":
            return None, None
        objects = [c for c in analysis.children(governor, "obj") if c != noun and c < verb]
        if objects and relation(analysis, noun) == "obl" and not self.passive(governor):
            return objects[0], None
        return None, governor

    def objects(self, verb: int) -> tuple[int, ...]:
        """The surface objects of an active verb: its own, a relative's antecedent, or those that joined verbs share."""
        analysis = self.analysis
        for child in analysis.dependents[verb]:
            if self._is_object(verb, child):
                antecedent = self.antecedent(verb, child)
                return tuple(conjuncts(analysis, child if antecedent is None else antecedent))
        for below in analysis.children(verb, "xcomp", "ccomp"):
            for child in analysis.dependents[below]:
                if child > verb and self._stranded(below, child):
                    return tuple(conjuncts(analysis, child))
        gap = self._gap(verb)
        if gap is not None:
            return tuple(conjuncts(analysis, gap))
        following = [c for c in analysis.dependents[verb] if relation(analysis, c) == "conj" and analysis.upos[c] in VERBAL]
        if following and following[0] - verb == 2 and analysis.upos[verb + 1] == "CCONJ":  # noqa: PLR2004 ("attacked and burned")
            shared = analysis.children(following[0], "obj")
            return tuple(conjuncts(analysis, shared[0])) if shared else ()
        return ()

    def _is_object(self, verb: int, child: int) -> bool:
        analysis = self.analysis
        label = relation(analysis, child)
        if label == "obj":
            return not self._stranded(verb, child)
        if label == "nsubj" and child > verb:
            return self._two_subjects(verb) or self._misplaced(verb, child)
        bare = analysis.deprels[child] == "obl" and not self.cases(child) and analysis.upos[child] in NOMINAL
        return bare and (analysis.lower[child] == "whom" or (child > verb and not self.words.is_one(child, CLOCK)))

    def _two_subjects(self, verb: int) -> bool:
        """Whether a verb has a subject on either side, of which the second can only be its object."""
        return sum(relation(self.analysis, c) == "nsubj" for c in self.analysis.dependents[verb]) > 1

    def _gap(self, verb: int) -> int | None:
        """The noun that a relative clause without a pronoun for it has as its object ("the town that rebels captured")."""
        analysis = self.analysis
        noun = analysis.heads[verb]
        if noun == ROOT or analysis.deprels[verb] not in {"acl:relcl", "acl"} or analysis.xpos[verb] in {"VBG", "VB"}:
            return None
        subject = [c for c in analysis.dependents[verb] if relation(analysis, c) == "nsubj"]
        if not subject or self.antecedent(verb, subject[0]) is not None:
            return None
        if any(analysis.lower[c] == "whose" for c in analysis.dependents[subject[0]]):
            return None
        bound = [c for c in analysis.dependents[verb] if c < subject[0] and analysis.lower[c] in {"where", "when", "why", "how"}]
        oblique = [c for c in analysis.children(verb, "obl") if analysis.lower[c] in RELATIVES]
        return None if bound or oblique else noun


CALLING = frozenset("call appeal urge ask order tell press want invite beg plead demand lobby warn instruct".split())
