"""Noun phrases that act without a name: "the rebels", "two police officers", "a spokesman"."""

from collections.abc import Iterable, Sequence

from sayso.actors.evidence import linear_edge
from sayso.actors.naming import Named
from sayso.actors.parts import PREMODIFIERS
from sayso.actors.scene import Scene, acts
from sayso.language.analysis import Mention
from sayso.vocabulary import Kind

PARTICIPANTS = frozenset({"obj", "iobj", "nsubj:pass"})
ANAPHORIC = frozenset({"the", "these", "those", "this", "that", "both"})
QUANTITY = frozenset({"dozen", "hundred", "thousand", "million", "score", "number", "handful", "majority", "most", "rest", "half", "lot"})
QUANTITY |= frozenset({"some", "several", "one", "two", "three", "four", "five", "none", "all", "both", "many", "few"})
STOPS = frozenset(
    {",", ";", ":", "(", ")", "[", "]", "-", "--", "\u2013", "\u2014", '"', "\u201c", "\u201d", "\u2018", "\u00ab", "\u00bb", ".", "?", "!"}
)
RESTRICTIVE = frozenset({"of", "for", "from", "in", "at", "with"})
RECENT = 3  # earlier mentions that a later one is compared with
LONGEST = 6  # tokens of a prepositional phrase that a mention takes in


def nominal_clusters(scene: Scene, covered: set[int]) -> list[list[Mention]]:
    """The acting noun phrases that no name or cluster covers, those of one head word together where the later ones are definite."""
    analysis = scene.analysis
    found: list[list[Mention]] = []
    latest: dict[tuple[str, bool], list[Mention]] = {}
    for token in sorted(scene.heads):
        if token in covered or analysis.upos[token] not in {"NOUN", "PROPN"} or not _stands(scene, token):
            continue
        hit = scene.heads[token]
        mention = mention_of(scene, token)
        key = hit.head.word, hit.head.plural
        known = latest.get(key)
        if known is not None and _again(scene, known, mention) and not _contrary(scene, known, mention):
            known.append(mention)
        elif useful(scene, token) and (acts(scene, token) or analysis.deprels[token] in PARTICIPANTS):
            found.append([mention])
            latest[key] = found[-1]
    return found


def _stands(scene: Scene, token: int) -> bool:
    """Whether a word heads a phrase of its own that takes part in something."""
    relation = scene.analysis.deprels[token].split(":")[0]
    return relation in {"nsubj", "obl", "obj", "iobj", "conj", "nmod", "root"} and scene.analysis.deprels[token] not in {"nmod:desc", "nmod:unmarked"}


def useful(scene: Scene, head: int) -> bool:
    """Whether the tables know what a noun acts as."""
    hit = scene.heads.get(head)
    return (
        hit is not None
        and hit.head.word not in QUANTITY
        and not hit.head.word.endswith(".")
        and hit.head.kind in {Kind.PERSON, Kind.GROUP, Kind.ORGANIZATION}
    )


def _again(scene: Scene, known: Sequence[Mention], mention: Mention) -> bool:
    """Whether a phrase can take up earlier ones: a definite one, or the same words without an article or number."""
    analysis = scene.analysis
    marks = [analysis.lower[child] for child in analysis.children(mention.head, "det", "nummod", "nmod:poss")]
    if any(mark in ANAPHORIC for mark in marks):
        return True
    words = analysis.lower[mention.first : mention.head + 1]
    return not marks and any(analysis.lower[m.first : m.head + 1] == words for m in known[-RECENT:])


def suits(scene: Scene, head: int, name: Named) -> bool:
    """Whether a noun in apposition can be what a name names: one person for a person's, no person for an organisation's."""
    hit = scene.heads.get(head)
    if hit is None or scene.analysis.upos[head] != "NOUN":
        return False
    if name.kind is Kind.PERSON:
        return hit.head.kind is Kind.PERSON and not hit.head.plural
    return name.kind in {Kind.ORGANIZATION, Kind.GROUP} and hit.head.kind in {Kind.ORGANIZATION, Kind.GROUP}


def _contrary(scene: Scene, known: Sequence[Mention], mention: Mention) -> bool:
    """Whether a later phrase has words of its own before its head that the earlier ones do not have."""
    analysis = scene.analysis
    earlier = {analysis.lower[token] for m in (*known[:1], *known[-RECENT:]) for token in range(m.first, m.last)}
    own = {analysis.lower[token] for token in range(mention.first, mention.head) if analysis.upos[token] in {"ADJ", "NOUN", "PROPN", "NUM"}}
    return bool(own - earlier)


def mention_of(scene: Scene, head: int) -> Mention:
    """A head with the words before it that belong to it and the prepositional phrases right after it."""
    analysis = scene.analysis
    first, last, stack = head, head + 1, [head]
    while stack:
        node = stack.pop()
        for child in analysis.dependents[node]:
            if node != head or (child < head and analysis.deprels[child] in PREMODIFIERS):
                first = min(first, child)
                stack.append(child)
    first = max(first, linear_edge(scene, scene.heads[head].first if head in scene.heads else head))
    for child in analysis.children(head, "nmod"):
        case = analysis.children(child, "case")
        if child > head and case and analysis.lower[case[0]] in RESTRICTIVE:
            subtree = analysis.subtree(child)
            if subtree[0] == last and subtree[-1] - subtree[0] + 1 == len(subtree) and len(subtree) <= LONGEST:
                last = subtree[-1] + 1
    return Mention(first, last, head)


def trimmed(scene: Scene, mention: Mention) -> Mention:
    """A mention without what stands before its noun phrase or after a comma, dash, bracket or quotation mark behind its head."""
    analysis, head = scene.analysis, mention.head
    if analysis.upos[head] not in {"NOUN", "PROPN"}:
        return mention
    start = scene.heads[head].first if head in scene.heads else head
    last = next((t for t in range(head + 1, mention.last) if analysis.word(t) in STOPS), mention.last)
    return Mention(max(mention.first, linear_edge(scene, start)), last, head)


def class_of(scene: Scene, mentions: Sequence[Mention]) -> Kind | None:
    """What the first noun of a nameless cluster is."""
    found = (scene.heads.get(m.head) for m in mentions)
    return next((Kind.GROUP if hit.head.plural else hit.head.kind for hit in found if hit is not None), None)


def agrees(scene: Scene, mention: Mention, kind: Kind | None) -> bool:
    """Whether a mention can be of something of a kind: no person is an organisation, and no single person several."""
    hit = scene.heads.get(mention.head)
    if hit is None or kind is None or scene.analysis.upos[mention.head] not in {"NOUN", "PROPN"}:
        return True
    own = Kind.GROUP if hit.head.plural and hit.head.kind is Kind.PERSON else hit.head.kind
    return (own is Kind.PERSON) == (kind is Kind.PERSON)


def kind_of(scene: Scene, mentions: Iterable[Mention]) -> Kind:
    """What a nameless actor is: several people are a group."""
    for mention in mentions:
        hit = scene.heads.get(mention.head)
        if hit is not None:
            if hit.head.kind is Kind.PERSON and (hit.head.plural or scene.analysis.feature(mention.head, "Number") == "Plur"):
                return Kind.GROUP
            return hit.head.kind
    return Kind.OTHER
