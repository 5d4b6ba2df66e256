"""How many were killed, injured, detained ..., low, best and high, and on which side they stand.

A figure (`sayso.events.figures`) belongs to the nearest predicate above what it counts, inside one clause or a clause that goes along with it
(``killing at least two``), or to the predicate that describes the counted noun (``nine people detained``). What is counted follows from the word
that governs the noun, then from the noun, then from the type of the event. A figure that none of these explains is left out.
"""

from collections.abc import Sequence

from sayso.actors.lexicon import Lexicon
from sayso.events.draft import Argument, Draft
from sayso.events.embedding import lemma_of, names_of
from sayso.events.figures import CountWords, Figure, load_counts
from sayso.events.setting import Setting
from sayso.events.trees import has_subject, marks, relation
from sayso.events.verbs import form_of
from sayso.language.analysis import ROOT, Analysis
from sayso.records import Count
from sayso.vocabulary import Kind, Side

CLIMB = 8
PHRASE = frozenset({"nmod", "appos", "conj", "obl", "obj", "nsubj", "iobj", "xcomp", "dep", "compound", "amod", "nummod"})
PATIENT = frozenset({"obj", "nsubj:pass", "iobj"})
ALONE = frozenset({"die", "perish", "flee", "vanish", "disappear", "drown", "miss", "leave"})
HURT = frozenset({"killed", "injured", "missing"})
PUT = frozenset({"put", "estimate", "place", "raise", "revise", "rise", "climb", "reach", "stand", "give"})
PEOPLE = frozenset({Kind.PERSON, Kind.GROUP})
OF = 5
BY_HEAD = -1
ABOARD = frozenset({"in", "on", "aboard"})
FEW = 10
WORDS = frozenset({"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "REQUEST", "ACCUSE", "REJECT", "THREATEN"})


def counts_of(draft: Draft, kind: str, mode: tuple[str, ...], predicates: frozenset[int], setting: Setting) -> tuple[Count, ...]:
    """The counts of an event of a type, in the order of the text. ``predicates`` are the predicates and clauses of all drafts of the report."""
    owned = _owned(predicates, setting)
    near = {figure.first: figure for token in (draft.predicate, draft.clause) for figure in owned.get(token, ())}
    if relation(setting.analysis, draft.predicate) == "acl":
        head = setting.analysis.heads[draft.predicate]
        near.update({figure.first: figure for figure in owned.get(BY_HEAD - head, ())})
    if kind == "AGREE":
        near.update({figure.first: figure for figure in setting.figures if _promised(figure, draft, predicates, setting)})
    counts = (_count(near[first], draft, kind, mode, setting) for first in sorted(near))
    return tuple(dict.fromkeys(count for count in counts if count is not None))


def _owned(predicates: frozenset[int], setting: Setting) -> dict[int, list[Figure]]:
    """The figures by the predicate that has them, and (under `BY_HEAD` minus the token) by the words that are counted. Worked out once a report."""
    found = setting.owned.get(predicates)
    if found is None:
        found = setting.owned[predicates] = {}
        for figure in setting.figures:
            owner = owner_of(figure, predicates, setting.analysis)
            if owner is not None:
                found.setdefault(owner, []).append(figure)
            for token in {figure.head, figure.noun} - {None}:
                found.setdefault(BY_HEAD - (token or 0), []).append(figure)
    return found


def _promised(figure: Figure, draft: Draft, predicates: frozenset[int], setting: Setting) -> bool:
    """Whether a figure stands in what a promise promises, and no other predicate has it."""
    analysis = setting.analysis
    start, end = analysis.starts[draft.first], analysis.ends[draft.last - 1]
    at = analysis.starts[figure.first]
    made = any(
        first < end and start < last and any(span.start <= at < span.end for span in statement.content) for first, last, statement in setting.cues
    )
    return made and owner_of(figure, predicates - {draft.predicate, draft.clause}, analysis) is None


def owner_of(figure: Figure, predicates: frozenset[int], analysis: Analysis) -> int | None:
    """The predicate that a figure belongs to: the nearest above it, over phrases and clauses that go along with one another."""
    node = figure.head
    if figure.noun in predicates:
        return figure.noun
    for _ in range(CLIMB):
        if node in predicates:
            return node
        beside = _beside(node, predicates, analysis)
        if beside is not None:
            return beside
        head, label = analysis.heads[node], relation(analysis, node)
        if head == ROOT or not _passes(node, head, label, figure, predicates, analysis):
            return None
        node = head
    return None


def _beside(node: int, predicates: frozenset[int], analysis: Analysis) -> int | None:
    """A noun predicate that a word without one is said of: ``the clashes left 34 dead``, ``the dead were five guards``, ``put the dead at 22``."""
    nested = [*analysis.children(node, "nsubj"), *(child for child in analysis.children(node, "xcomp") if analysis.upos[node] == "VERB")]
    found = next((child for child in nested if child in predicates), None)
    if found is None and analysis.upos[node] == "VERB" and PUT & set(names_of(analysis, node)):
        objects = analysis.children(node, "obj")
        inner = (*objects, *(grand for child in objects for grand in analysis.children(child, "nmod", "acl")))
        found = next((child for child in inner if child in predicates), None)
    return found


def _passes(node: int, head: int, label: str, figure: Figure, predicates: frozenset[int], analysis: Analysis) -> bool:
    """Whether what is counted below a word may belong to what is above it."""
    verb = analysis.upos[node] in {"VERB", "AUX"}
    if verb:
        if label == "conj":
            return (not has_subject(analysis, node) and _harms(node, analysis)) or _hurts(node, analysis)
        going = analysis.xpos[node] in {"VBG", "VBN"} and not has_subject(analysis, node) and not marks(analysis, node)
        return label == "xcomp" or (label in {"advcl", "acl"} and going and analysis.deprels[node] != "acl:relcl")
    if label in {"nmod", "obl"} and analysis.upos[head] not in {"VERB", "AUX"}:
        if marks(analysis, node) & ABOARD and relation(analysis, head) == "nsubj":
            return _thing(figure, analysis, load_counts()) == "vehicles"
        gathered = bool(load_counts().gatherings & set(names_of(analysis, head)))
        return head in predicates or (gathered and relation(analysis, head) in {"obj", "nsubj", "obl", "nmod"})
    if label == "advmod":
        return analysis.lower[node] in load_counts().frequencies and form_of(analysis, head).perfect
    if label == "obl" and "of" in marks(analysis, node) and node < head:
        return False
    return label in PHRASE


def _harms(node: int, analysis: Analysis) -> bool:
    return bool(load_counts().damage & set(names_of(analysis, node))) or _hurts(node, analysis)


def _hurts(node: int, analysis: Analysis) -> bool:
    words = load_counts()
    return any(words.kinds.get(name) in HURT for name in names_of(analysis, node))


def _count(figure: Figure, draft: Draft, kind: str, mode: tuple[str, ...], setting: Setting) -> Count | None:
    analysis = setting.analysis
    what = _kind_of(figure, draft, kind, mode, setting)
    if what is None:
        return None
    return Count(
        kind=what,
        side=_side(figure, draft, what, analysis),
        of=_of(figure, analysis),
        low=figure.low,
        best=figure.best,
        high=figure.high,
        span=analysis.span(figure.first, figure.last),
    )


def _of(figure: Figure, analysis: Analysis) -> str | None:
    """What is counted, in the text's words: the noun with the words between it and the number."""
    if figure.money:
        return "dollars" if "$" in analysis.slice(figure.first, figure.last) else None
    noun = figure.noun
    if noun is None or noun < figure.last:
        return None
    first = noun
    while first - 1 >= figure.last and noun - first < OF and analysis.upos[first - 1] in {"ADJ", "NOUN", "PROPN", "VERB", "PUNCT"}:
        first -= 1
    return analysis.slice(first, noun + 1)


def _kind_of(figure: Figure, draft: Draft, kind: str, mode: tuple[str, ...], setting: Setting) -> str | None:
    """What a figure counts."""
    analysis, words = setting.analysis, load_counts()
    if figure.money:
        return "money"
    if analysis.lower[figure.last - 1] in words.frequencies:
        return "events"
    state = _state(figure, analysis, words)
    if state is not None:
        return state
    thing = _thing(figure, analysis, words)
    if thing is not None:
        return _of_things(thing, figure, draft, kind, analysis)
    human = is_human(figure, setting, words)
    by_verb = _by_verb(figure, draft, analysis, words)
    if by_verb == "personnel" and (analysis.lower[figure.noun or figure.head] not in words.soldiers):
        by_verb = None
    if by_verb is not None and (human or by_verb in HURT):
        return "rescued" if kind == "AID" and by_verb == "released" else by_verb
    return _by_type(figure, draft, kind, mode, analysis) if human else None


def _of_things(thing: str, figure: Figure, draft: Draft, kind: str, analysis: Analysis) -> str | None:
    """What things are counted as: houses only where something is done to them, weapons and vehicles also where somebody uses them."""
    direct = analysis.deprels[figure.head] in PATIENT | {"conj", "nmod", "appos"}
    if thing == "buildings":
        return thing if direct and kind not in {"RETREAT", "CONSULT", "AGREE"} else None
    if thing in {"weapons", "vehicles"} and draft.predicate == analysis.heads[figure.head] and analysis.deprels[figure.head] == "nsubj":
        return thing if kind in {"MOBILIZE", "PROTEST", "RETREAT"} or "explode" in names_of(analysis, draft.predicate) else None
    return "affected" if thing == "other" else thing


def _state(figure: Figure, analysis: Analysis, words: CountWords) -> str | None:
    """The state that the counted noun's own words say (``nine deaths``, ``two dead``, ``left 14 people wounded``)."""
    for token in (figure.noun, figure.head):
        if token is not None and analysis.lower[token] in words.states:
            return words.states[analysis.lower[token]]
    near = [*analysis.children(figure.head, "amod", "acl", "appos", "dep")]
    above = analysis.heads[figure.head]
    if above != ROOT and relation(analysis, figure.head) in {"obj", "nsubj", "obl", "nmod", "conj"}:
        near += [c for c in analysis.children(above, "xcomp", "advcl", "obj", "nsubj") if c != figure.head and abs(c - figure.head) < CLIMB]
        near += (
            [c for n in analysis.children(above, "obj", "nsubj") for c in analysis.children(n, "nmod")] if lemma_of(analysis, above) in PUT else []
        )
        near += [above] if analysis.upos[above] in {"NOUN", "ADJ"} else []
    return next((words.states[analysis.lower[c]] for c in near if analysis.lower[c] in words.states), None)


def _thing(figure: Figure, analysis: Analysis, words: CountWords) -> str | None:
    if figure.noun is None:
        return None
    names = names_of(analysis, figure.noun)
    return next((words.things[name] for name in names if name in words.things), None)


def is_human(figure: Figure, setting: Setting, words: CountWords) -> bool:
    """Whether people are counted."""
    analysis = setting.analysis
    if figure.noun is None:
        return True
    word = analysis.lower[figure.noun]
    if word in words.people or any(len(key) == 1 and head.kind in PEOPLE for key, head in Lexicon.load().heads.get(word, ())):
        return True
    start = analysis.starts[figure.noun]
    return any(entity.kind in PEOPLE and any(m.start <= start < m.end for m in entity.mentions) for entity in setting.entities)


def _governors(figure: Figure, draft: Draft, analysis: Analysis) -> list[tuple[int, bool]]:
    """The words that govern what is counted, up to the predicate, each with whether it is what they act on."""
    found: list[tuple[int, bool]] = []
    if relation(analysis, draft.predicate) == "acl" and analysis.heads[draft.predicate] in {figure.head, figure.noun}:
        reduced = analysis.deprels[draft.predicate] == "acl" and analysis.xpos[draft.predicate] != "VBG"
        return [(draft.predicate, reduced or _passive(draft.predicate, analysis) or _object_of(draft.predicate, analysis))]
    node = figure.head
    for _ in range(CLIMB):
        head, label = analysis.heads[node], analysis.deprels[node]
        if head == ROOT:
            break
        base = label.split(":")[0]
        if base not in {"conj", "appos", "dep", "nummod"} or analysis.upos[head] == "VERB":
            alone = base == "nsubj" and bool(ALONE & set(names_of(analysis, head)))
            found.append((head, label in PATIENT or alone or (base in {"nmod", "obl"} and analysis.upos[head] == "NOUN")))
            if head in {draft.predicate, draft.clause}:
                break
            if base in {"obj", "nsubj"}:
                break
        node = head
    return found


def _object_of(token: int, analysis: Analysis) -> bool:
    """Whether the relative pronoun of a clause is its object (``guards whom inmates had held``)."""
    return any(analysis.deprels[child] == "obj" and analysis.xpos[child] in {"WP", "WDT"} for child in analysis.dependents[token])


def _passive(token: int, analysis: Analysis) -> bool:
    return any(analysis.deprels[child] in {"aux:pass", "nsubj:pass"} for child in analysis.dependents[token])


def _by_verb(figure: Figure, draft: Draft, analysis: Analysis, words: CountWords) -> str | None:
    for token, patient in _governors(figure, draft, analysis):
        if patient:
            names = names_of(analysis, token)
            dead = any(analysis.lower[c] == "dead" for c in analysis.dependents[token])
            found = "killed" if dead else next((words.kinds[name] for name in names if name in words.kinds), None)
            if found is not None:
                return found
    return None


def _by_type(figure: Figure, draft: Draft, kind: str, mode: tuple[str, ...], analysis: Analysis) -> str | None:
    """What people of a side are counted as in an event of a type."""
    side = _side(figure, draft, "affected", analysis)
    recipient = {
        ("COERCE", "arrest"): "detained",
        ("ASSAULT", "abduct"): "abducted",
        ("RETREAT", "release"): "released",
        ("SANCTION", "expel"): "displaced",
    }
    soldiers = analysis.lower[figure.noun or figure.head] in load_counts().soldiers
    if side is Side.ACTOR:
        if kind == "MOBILIZE" or (kind == "RETREAT" and soldiers):
            return "personnel"
        return "participants" if figure.best is None or figure.best >= FEW else None
    if soldiers and kind in {"MOBILIZE", "AGREE", "REQUEST"}:
        return "personnel"
    if kind in WORDS and not (kind == "CONCEDE" and relation(analysis, figure.head) == "nmod"):
        return None
    for name in mode:
        if (kind, name) in recipient:
            return recipient[kind, name]
    return "affected" if side is Side.RECIPIENT or relation(analysis, figure.head) == "nmod" else None


def _side(figure: Figure, draft: Draft, what: str, analysis: Analysis) -> Side:
    """On which side of the event stands what is counted."""
    if what in {"money", "events", "rounds", "weapons"}:
        return Side.OTHER
    for arguments, side in ((draft.actors, Side.ACTOR), (draft.recipients, Side.RECIPIENT)):
        if _among(figure, arguments):
            return side
    if what in {"participants", "personnel"}:
        return Side.ACTOR
    for token, patient in _governors(figure, draft, analysis):
        label = analysis.deprels[figure.head]
        if patient:
            return Side.RECIPIENT
        if label == "nsubj" and analysis.heads[figure.head] == token:
            return Side.ACTOR
    if what in HURT or what in {"detained", "abducted", "released", "displaced"}:
        return Side.RECIPIENT
    return Side.OTHER


def _among(figure: Figure, arguments: Sequence[Argument]) -> bool:
    return any(argument.head in {figure.head, figure.noun} or argument.first <= figure.first < argument.last for argument in arguments)
