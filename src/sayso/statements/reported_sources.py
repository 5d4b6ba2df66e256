"""Who says it, in reported speech: subject, agent, antecedent, possessor."""

from dataclasses import dataclass

from sayso.language.analysis import ROOT
from sayso.statements.phrases import bare_name, explained
from sayso.statements.reported_trees import DEEPEST, Range, partners, subject_of
from sayso.statements.scene import Scene
from sayso.statements.sources import source_kind
from sayso.statements.trees import phrase_of
from sayso.vocabulary import SourceKind

UP = frozenset({"xcomp", "conj", "advcl", "ccomp", "parataxis"})
RELATIVES = frozenset({"who", "which", "that", "whom"})
EMPTY = frozenset({"there", "nobody", "none", "what", "this", "that", "everything", "nothing"})
LONGEST = 40


@dataclass(frozen=True, slots=True)
class Sourced:
    """A source: its tokens, the head of its phrase, its kind and how it was found."""

    range: Range
    head: int
    kind: SourceKind
    rule: str


def of_phrase(scene: Scene, head: int, rule: str, without: int = -1) -> Sourced | None:
    """The source that a noun phrase names, bare where it is a name."""
    first, last = phrase_of(scene, head, without)
    if first >= last or last - first > LONGEST:
        return None
    first, last = bare_name(scene, *explained(scene, first, last))
    return Sourced((first, last), head, source_kind(scene, first, last), rule) if first < last else None


def of_range(scene: Scene, first: int, last: int, rule: str) -> Sourced:
    """The source that a range of tokens names."""
    first, last = bare_name(scene, first, last)
    head = next((token for token in range(last - 1, first - 1, -1) if not first <= scene.analysis.heads[token] < last), last - 1)
    return Sourced((first, last), head, source_kind(scene, first, last), rule)


def of_verb(scene: Scene, verb: int) -> Sourced | None:
    """The source of an active verb: its subject, or that of the clause it is a part of; the antecedent of a relative."""
    analysis, token = scene.analysis, verb
    for _ in range(DEEPEST):
        subject = subject_of(scene, token)
        relation, head = analysis.deprels[token], analysis.heads[token]
        if subject is not None:
            if scene.words[subject] in RELATIVES:
                return of_phrase(scene, head, "source.relative", token) if relation.startswith("acl") else None
            if scene.words[subject] in EMPTY:
                return None
            return of_phrase(scene, subject, "source.subject")
        if head == ROOT:
            return None
        if relation.split(":")[0] == "acl":
            return of_phrase(scene, _antecedent(scene, head), "source.noun", token)
        carrier = _carrier(scene, head, token) if relation == "advcl" and scene.words[token].endswith("ing") else None
        if carrier is not None:
            return carrier
        if relation.split(":")[0] not in UP:
            return None
        cue = analysis.heads[head]
        joined = relation == "conj" and cue != ROOT and analysis.deprels[head] == "ccomp" and partners(scene, cue, head, token)
        token = cue if joined else head
    return None


def _antecedent(scene: Scene, noun: int) -> int:
    """What a relative pronoun stands for, where the tree takes the pronoun itself for a noun."""
    verb = scene.analysis.heads[noun]
    relative = scene.words[noun] in RELATIVES and verb != ROOT and scene.analysis.deprels[verb].startswith("acl")
    return scene.analysis.heads[verb] if relative else noun


def _carrier(scene: Scene, verb: int, clause: int) -> Sourced | None:
    """The text that a participle belongs to: ``released a message, claiming that C``."""
    head = next((c for c in scene.analysis.children(verb, "obj") if verb < c < clause), None)
    if head is None or scene.words[head] not in scene.lexicon.document:
        return None
    first, last = phrase_of(scene, head)
    last = next((t for t in range(head + 1, last) if scene.words[t].endswith("ly")), last)
    return Sourced((first, last), head, SourceKind.DOCUMENT, "source.carrier") if first < last else None


def of_passive(scene: Scene, verb: int) -> Sourced | None:
    """The source of a passive verb: its agent, where it is stated."""
    agent = next(iter(scene.analysis.children(verb, "obl:agent")), None)
    if agent is None:
        agent = next((c for c in scene.analysis.children(verb, "obl") if _case(scene, c) == "by"), None)
    return of_phrase(scene, agent, "source.agent") if agent is not None else None


def of_noun(scene: Scene, noun: int) -> Sourced | None:
    """The source of a noun that reports: its possessor, or who stands after ``by``, ``from`` or ``of``."""
    analysis = scene.analysis
    owner = next(iter(analysis.children(noun, "nmod:poss")), None)
    if owner is not None:
        return of_phrase(scene, owner, "source.possessor")
    agent = next((c for c in analysis.children(noun, "nmod", "obl") if _case(scene, c) in {"by", "from"}), None)
    return of_phrase(scene, agent, "source.agent") if agent is not None else None


def _case(scene: Scene, token: int) -> str:
    return next((scene.words[c] for c in scene.analysis.children(token, "case")), "")


def case_of(scene: Scene, token: int) -> str:
    """The preposition of a phrase, or an empty string."""
    return _case(scene, token)
