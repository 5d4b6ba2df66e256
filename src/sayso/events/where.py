"""Where an event took place: the place that governs its predicate, never just any in the report.

A place (role location) governs a predicate where it hangs on it over the phrases of one clause ("a village in western Niger"), where the clause
goes along with one that it hangs on ("crossed into X and towed away"), where a relative clause says what happened there, or where "there" or a
definite noun ("the town") points back to it. Of several the one nearest to the predicate in the tree, the most specific; places joined by
"and" together. A dateline is where the report was written, and says nothing of an event.
"""

import tomllib
from functools import cache
from importlib.resources import files

from sayso.events.embedding import names_of
from sayso.events.setting import Setting
from sayso.events.standing import Standing
from sayso.events.trees import has_subject, marks, relation
from sayso.events.verbs import form_of
from sayso.language.analysis import ROOT, Analysis
from sayso.records import Place

CLIMB = 8
SHARED = 4
BACK = 3
PHRASES = frozenset({"nmod", "compound", "amod", "appos", "conj", "obl", "obj", "nsubj", "iobj", "flat", "dep", "nummod", "advmod", "xcomp"})
AWAY = frozenset({"from", "than", "like", "despite", "without", "about", "over", "for"})
GROUND = frozenset({"ASSAULT", "COERCE", "PROTEST", "RETREAT", "MOBILIZE", "AID", "SANCTION"})
SPOKEN = frozenset({"REQUEST", "ACCUSE", "REJECT", "THREATEN", "CONCEDE"})
POINTING = frozenset({"the", "this", "that"})


def where_of(predicate: int, clause: int, kind: str, standing: Standing, setting: Setting) -> tuple[str, ...]:
    """The ids of the places that govern a predicate of an event type: mostly one, none where the text ties none to it.

    Deeds on the ground (`GROUND`) also take the place of a clause that tells their circumstances; acts of speech take none.
    """
    if standing.performs is not None or kind in SPOKEN:
        return ()
    near = _near(setting, predicate)
    for number, node in enumerate(_nodes(predicate, clause, standing, setting)):
        found = _hanging(node, near, setting)
        if not found and number <= 1:
            found = _pointed(node, setting)
        if found:
            return found
    return _around(clause, near, standing, setting) if kind in GROUND else ()


def _around(clause: int, near: list[tuple[Place, int]], standing: Standing, setting: Setting) -> tuple[str, ...]:
    """The place that stands in a clause under or over the event's own, nearest in the tree and on the same side of the content's edge."""
    analysis, holder = setting.analysis, standing.asserted_in
    above = {clause: 0, **{node: number for number, node in enumerate(analysis.ancestors(clause), 1) if number <= CLIMB}}
    ranked = []
    for place, token in near:
        start = analysis.starts[token]
        if holder is not None and not any(span.start <= start < span.end for span in holder.content):
            continue
        steps = _circuit(token, above, analysis)
        if steps is not None:
            ranked.append((steps, token, place.id))
    return (min(ranked)[2],) if ranked else ()


def _circuit(token: int, above: dict[int, int], analysis: Analysis) -> int | None:
    """The arcs from a place up to the first token over the event, and down to it; None where the way leads over speech, or away."""
    for step in range(2 * CLIMB):
        if token in above:
            return step + 2 * above[token]
        head, label = analysis.heads[token], relation(analysis, token)
        if head == ROOT or label in {"parataxis", "ccomp", "csubj"}:
            return None
        if _elsewhere(token, head, label, analysis):
            return None
        token = head
    return None


@cache
def _words() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    data = tomllib.loads(files(__package__).joinpath("data/where.toml").read_text(encoding="utf-8"))
    return frozenset(data["back"]["words"]), frozenset(data["there"]["words"]), frozenset(data["seats"]["words"])


def _near(setting: Setting, predicate: int) -> list[tuple[Place, int]]:
    """The places of a sentence where something may happen, each with the token that its name hangs by."""
    first, last = setting.analysis.sentence_of(predicate)
    return [(place, token) for place, token in setting.located if first <= token < last]


def _nodes(predicate: int, clause: int, standing: Standing, setting: Setting) -> list[int]:
    """The tokens whose place is the event's: predicate, light verb, and what they go along with."""
    analysis, holder = setting.analysis, standing.asserted_in
    found = [predicate] if predicate == clause else [predicate, clause]
    node = clause
    for _ in range(SHARED):
        head = analysis.heads[node]
        if head == ROOT or (holder is not None and not any(span.start <= analysis.starts[head] < span.end for span in holder.content)):
            break
        if not _goes_along(node, analysis):
            break
        found.append(head)
        node = head
    return found


def _goes_along(node: int, analysis: Analysis) -> bool:
    """Whether a clause happens where the one above it does."""
    label = relation(analysis, node)
    if label in {"xcomp", "nsubj", "obj", "obl", "nmod", "compound"}:
        return True
    if label == "conj":
        return not has_subject(analysis, node) and not form_of(analysis, node).modal
    if label == "advcl":
        return not has_subject(analysis, node) or bool(marks(analysis, node) & {"when", "as", "while"})
    return label == "acl"


def _hanging(node: int, near: list[tuple[Place, int]], setting: Setting) -> tuple[str, ...]:
    """The places that hang nearest on a node over phrases alone."""
    ranked = sorted((steps, token, place.id) for place, token in near if (steps := _steps(token, node, setting.analysis)) is not None)
    if not ranked:
        return ()
    first = ranked[0]
    joined = [row for row in ranked[1:] if _joined(row[1], first[1], setting.analysis)]
    return tuple(row[2] for row in sorted((first, *joined), key=lambda row: row[1]))


def _steps(token: int, node: int, analysis: Analysis) -> int | None:
    """How many arcs a place is from a node, over phrases only; None where a clause stands between, or the phrase leads away.

    An owner's name ("Pakistan's Balochistan province") counts as farther than what it owns.
    """
    owner = 2 if analysis.deprels[token] == "nmod:poss" else 0
    for step in range(CLIMB):
        if token == node:
            return step + owner
        head, label = analysis.heads[token], relation(analysis, token)
        if head == ROOT or label not in PHRASES or analysis.upos[token] in {"VERB", "AUX"} or _elsewhere(token, head, label, analysis):
            return None
        token = head
    return None


def _elsewhere(token: int, head: int, label: str, analysis: Analysis) -> bool:
    """Whether a phrase leads away from where things happen (``from X``, ``the road to X``, ``the government in X``) or acts (``X's generals``)."""
    if label in {"nsubj", "iobj"} and analysis.upos[token] == "PROPN":
        return True
    if analysis.deprels[token] == "nmod:poss" and relation(analysis, head) == "nsubj":
        return True
    if label not in {"obl", "nmod"}:
        return False
    marked = marks(analysis, token)
    noun = analysis.upos[head] not in {"VERB", "AUX"}
    return bool(marked & AWAY) or (noun and label == "nmod" and ("to" in marked or bool(_words()[2] & set(names_of(analysis, head)))))


def _joined(token: int, first: int, analysis: Analysis) -> bool:
    return relation(analysis, token) == "conj" and analysis.heads[token] == first


def _pointed(node: int, setting: Setting) -> tuple[str, ...]:
    """The place named before that ``there`` or a definite noun of the clause points back to."""
    analysis = setting.analysis
    nouns, adverbs, _ = _words()
    for child in analysis.dependents[node]:
        label = relation(analysis, child)
        if label == "advmod" and analysis.lower[child] in adverbs:
            return _last_named(child, setting)
        inner = (child, *analysis.children(child, "nmod")) if label in {"obl", "obj", "nsubj", "nmod"} else ()
        for token in inner:
            if _points(token, nouns, analysis):
                found = _called(token, setting)
                if found:
                    return found
    return ()


def _points(token: int, nouns: frozenset[str], analysis: Analysis) -> bool:
    if not nouns & set(names_of(analysis, token)):
        return False
    inner = analysis.dependents[token]
    return any(analysis.lower[c] in POINTING and analysis.deprels[c] == "det" for c in inner) and not any(
        relation(analysis, c) in {"nmod", "compound", "appos", "acl"} for c in inner
    )


def _called(token: int, setting: Setting) -> tuple[str, ...]:
    """The last place before a noun that is called by it (``the town of Dorne``, ``Dorne, a fishing town``)."""
    names = set(names_of(setting.analysis, token))
    for place, at in reversed(setting.located):
        if at < token and names & _classes(at, setting.analysis):
            return (place.id,)
    return ()


def _classes(token: int, analysis: Analysis) -> set[str]:
    """The nouns that a place is called by."""
    found = [*analysis.children(token, "appos")]
    if relation(analysis, token) in {"nmod", "compound", "appos", "flat", "amod"} and analysis.heads[token] != ROOT:
        found.append(analysis.heads[token])
    return {name for noun in found for name in names_of(analysis, noun)}


def _last_named(token: int, setting: Setting) -> tuple[str, ...]:
    """The last place named before a token, not further back than a few sentences."""
    analysis = setting.analysis
    number = analysis.sentence_index[token]
    earliest = analysis.sentences[max(number - BACK, 0)][0]
    before = [(place, at) for place, at in setting.located if earliest <= at < token]
    return (before[-1][0].id,) if before else ()
