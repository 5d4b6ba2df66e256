"""Candidate predicates and the frames that they are of: verbs with their particles, nominalisations, light verbs, participles, headlines.

Only tokens whose lemma the codebook has are looked at; each gives at most one draft, of the most specific frame that fits.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sayso.events.arguments import OBJECT, SUBJECT, UNDERGOER, Arguments, Frameless
from sayso.events.clauses import relation
from sayso.events.codebook import ADJECTIVE, NOUN, VERB, Codebook, Frame
from sayso.events.draft import Draft
from sayso.events.frames import Entry, Index, Matcher, index_of
from sayso.events.participants import AGENT_OF, OWNER_OF, Cast
from sayso.events.setting import Setting
from sayso.events.words import Words
from sayso.language.analysis import Analysis

HYPHENS = frozenset({"-", "\N{EN DASH}", "\N{HYPHEN}", "\N{NON-BREAKING HYPHEN}"})
MUTUAL = (SUBJECT, OBJECT, "by", "poss", "owner", "of", "between", "among", "with", "and", "against")
ANY_RECIPIENT = ("second", "to", "for", "with", "against", "on", OBJECT, "from")  # where a type asks for a recipient and the frame's slots have none
MEANS = (SUBJECT, "by", "with", "in", "during")
MATERIAL = "material conflict"
GROUND = (OBJECT, "in", "into", "on", "to", "toward", "towards", "at", "against")
OPEN = frozenset({"VERB", "NOUN", "ADJ"})
WIDEST = 3
GERUND = frozenset({"nsubj", "obj", "nmod", "obl", "conj"})
Table = Mapping[str, tuple[Entry, ...]]


@dataclass(frozen=True)
class Reader:
    """All that is needed to read the predicates of one report."""

    setting: Setting
    codebook: Codebook
    index: Index
    words: Words
    arguments: Arguments
    cast: Cast
    matcher: Matcher

    @property
    def analysis(self) -> Analysis:
        """The analysis of the report."""
        return self.setting.analysis


@dataclass(frozen=True, slots=True)
class Found:
    """A predicate with the entry that it fits and the tokens of the entry's further words."""

    entry: Entry
    bare: Frameless
    kind: str
    others: tuple[int, ...]


def reader_of(setting: Setting, codebook: Codebook, cast: Cast, arguments: Arguments, words: Words) -> Reader:
    """The reader of a report."""
    return Reader(setting, codebook, index_of(codebook), words, arguments, cast, Matcher(setting.analysis, words, cast.tests, cast.alike))


def drafts_of(reader: Reader) -> tuple[Draft, ...]:
    """The drafts of a report in the order of its predicates; no token is part of two, and a light verb is none of its own."""
    drafts = tuple(_draft(match, reader) for match in matches_of(reader) if not _of_nobody(match, reader.cast))
    return _with_means(drafts, reader)


def _with_means(drafts: tuple[Draft, ...], reader: Reader) -> tuple[Draft, ...]:
    """The drafts; one that a noun of its type is the means of has its modes and parties ("airstrikes by X killed", "killed in a raid by X")."""
    nouns = {draft.predicate: draft for draft in drafts if reader.analysis.upos[draft.predicate] == "NOUN" and draft.clause == draft.predicate}
    taken: set[int] = set()
    found = []
    for draft in drafts:
        heads = [argument.head for name in MEANS for argument in draft.slots.get(name, ())] if draft.predicate not in nouns else []
        means = next((nouns[head] for head in heads if head in nouns and nouns[head].frame.type == draft.frame.type), None)
        found.append(draft if means is None else _by_means(draft, means))
        taken |= {means.predicate} if means is not None else set()
    return tuple(draft for draft in found if draft.predicate not in taken)


def _by_means(draft: Draft, means: Draft) -> Draft:
    mode = tuple(dict.fromkeys((*means.frame.mode, *draft.frame.mode)))
    frame = replace(draft.frame, mode=mode) if mode != draft.frame.mode else draft.frame
    known = {argument.head for argument in (*draft.actors, *draft.recipients)}
    others = tuple(argument for argument in means.actors if argument.head not in known)
    return replace(draft, frame=frame, actors=draft.actors or others)


def _of_nobody(match: Found, cast: Cast) -> bool:
    """Whether nobody did or suffered it ("no one was hurt")."""
    return any(cast.nobody(head) for name in (SUBJECT, OBJECT) for head in match.bare.slots.get(name, ()))


def matches_of(reader: Reader) -> tuple[Found, ...]:
    """The predicates with the frames that they are of."""
    known, words = reader.index.known, reader.words
    tokens = [token for token, upos in enumerate(reader.analysis.upos) if upos in OPEN and not known.isdisjoint(words.of(token))]
    found = [match for token in tokens if (match := next(_matching(token, reader), None)) is not None]
    nouns = {m.bare.predicate for m in found if m.kind == NOUN}
    taken = {token for match in found for token in match.others if not (token in nouns and match.kind == VERB)}
    taken |= {m.bare.clause for m in found if m.kind == NOUN and m.bare.clause != m.bare.predicate and m.bare.light != "subject"}
    return tuple(match for match in found if match.bare.predicate not in taken)


def candidates(token: int, reader: Reader) -> tuple[Frame, ...]:
    """All the frames that a token fits, the most specific first."""
    return tuple(dict.fromkeys(match.entry.frame for match in _matching(token, reader)))


def _matching(token: int, reader: Reader) -> Iterator[Found]:
    """The entries that a token fits, the most specific first."""
    lemmas = reader.words.of(token)
    tables = _tables(token, reader)
    options = [(n, kind, entry) for n, (kind, table) in enumerate(tables) for lemma in lemmas if lemma in table for entry in table[lemma]]
    if not options or _modifies(token, reader.analysis):
        return
    options.sort(key=lambda option: (option[0], option[2].rank))
    for _, kind, entry in options:
        others = _others(token, entry, reader)
        if others is not None and reader.matcher.fits(entry, bare := _bare(token, kind, reader)):
            yield Found(entry, bare, kind, others)


def _tables(token: int, reader: Reader) -> Iterator[tuple[str, Table]]:
    """The kinds of entries that a token may be of, by its part of speech; a gerund may be a noun, a participle an adjective."""
    analysis, index = reader.analysis, reader.index
    upos, word = analysis.upos[token], analysis.lower[token]
    if upos == "VERB":
        yield VERB, index.verbs
        if analysis.xpos[token] == "VBG" and relation(analysis, token) in GERUND:
            yield NOUN, index.nouns
    elif upos == "NOUN":
        yield NOUN, index.nouns
        if word.endswith("ing"):
            yield NOUN, index.verbs
    elif upos == "ADJ":
        yield ADJECTIVE, index.adjectives
        if word.endswith("ed") or analysis.xpos[token] in {"VBN", "VBG"}:
            yield VERB, index.verbs


def _modifies(token: int, analysis: Analysis) -> bool:
    """Whether a word only says of what kind something is ("U.S.-backed", "attack helicopters", "Islamic State-held")."""
    label = relation(analysis, token)
    if label == "compound" and analysis.deprels[token] != "compound:prt":
        return True
    return label in {"amod", "acl"} and token > 0 and analysis.lower[token - 1] in HYPHENS


def _others(token: int, entry: Entry, reader: Reader) -> tuple[int, ...] | None:
    """The tokens of the further words of an entry; None where they are not there."""
    if not entry.rest:
        return ()
    if not reader.words.of_sentence(token).issuperset(entry.rest):
        return None
    if entry.kind == NOUN:
        return tuple(range(token - len(entry.rest), token)) if reader.matcher.modified(token, entry.rest) else None
    return reader.arguments.has_words(token, entry.rest)


def _bare(token: int, kind: str, reader: Reader) -> Frameless:
    if kind == NOUN:
        return reader.arguments.noun(token)
    return reader.arguments.bare(token)


def _draft(match: Found, reader: Reader) -> Draft:
    """A match with its parties."""
    frame, bare, cast = match.entry.frame, match.bare, reader.cast
    actors: tuple[int, ...] = _mutual(match, reader) if frame.reciprocal else ()
    recipients: tuple[int, ...] = ()
    if not frame.reciprocal:
        actors = _first(_actor_slots(match), bare, cast, AGENT_OF)
        recipients = _first(_recipient_slots(match), bare, cast, OWNER_OF, frozenset(actors))
        if not recipients and reader.codebook.types[frame.type].recipient:
            recipients = _first(ANY_RECIPIENT, bare, cast, OWNER_OF, frozenset(actors))
            recipients = recipients or cast.places(head for name in ANY_RECIPIENT[:3] for head in bare.slots.get(name, ()))
    holders: tuple[int, ...] = ()
    if not recipients and not frame.reciprocal and reader.codebook.types[frame.type].quad == MATERIAL:
        holders = tuple(h for name in GROUND for head in bare.slots.get(name, ()) if (h := cast.holder(head)) is not None and h not in actors)
    first, last = _extent(match)
    return Draft(
        predicate=bare.predicate,
        first=first,
        last=last,
        clause=bare.clause,
        frame=frame,
        slots={name: tuple(cast.argument(head) for head in heads) for name, heads in bare.slots.items()},
        actors=tuple(cast.argument(head) for head in actors),
        recipients=tuple(cast.argument(head) for head in recipients) or tuple(cast.argument(head, inferred=True) for head in holders[:1]),
    )


def _actor_slots(match: Found) -> Sequence[str]:
    frame = match.entry.frame
    if match.kind != NOUN:
        return frame.actor
    if match.bare.light == "undergo":
        return (SUBJECT, "from", "by", "at", *(slot for slot in frame.noun_actor if slot not in {"of", "poss"}))
    return (SUBJECT, *frame.noun_actor) if match.bare.light == "object" else frame.noun_actor


def _recipient_slots(match: Found) -> Sequence[str]:
    frame = match.entry.frame
    if match.kind != NOUN:
        return frame.recipient
    return (UNDERGOER, *frame.noun_recipient) if match.bare.light == "undergo" else frame.noun_recipient


def actor_heads(match: Found) -> tuple[int, ...]:
    """What the slots of the actor hold, be it somebody or not."""
    if match.entry.frame.reciprocal:
        return _all_heads(match)
    return tuple(head for name in _actor_slots(match) for head in match.bare.slots.get(name, ()))


def recipient_heads(match: Found) -> tuple[int, ...]:
    """What the slots of the recipient hold, be it somebody or not."""
    return tuple(head for name in _recipient_slots(match) for head in match.bare.slots.get(name, ()))


def _first(names: Iterable[str], bare: Frameless, cast: Cast, inside: Sequence[str], skip: frozenset[int] = frozenset()) -> tuple[int, ...]:
    """The parties in the first slot that holds any."""
    for name in names:
        heads = [head for head in bare.slots.get(name, ()) if name != "owner" or cast.owner(head)]
        found = cast.parties(heads, inside, skip)
        if found:
            return found
    return ()


def _mutual(match: Found, reader: Reader) -> tuple[int, ...]:
    """All the parties of what is done to each other."""
    return reader.cast.parties(_all_heads(match, reader.cast), AGENT_OF)


def _all_heads(match: Found, cast: Cast | None = None) -> tuple[int, ...]:
    frame = match.entry.frame
    names = (*frame.noun_actor, *frame.noun_recipient) if match.kind == NOUN else (*frame.actor, *frame.recipient)
    wanted: list[str] = [*dict.fromkeys((SUBJECT, *names, *(MUTUAL if match.kind == NOUN else ("with", "against"))))]
    heads = [(name, head) for name in wanted for head in match.bare.slots.get(name, ())]
    return tuple(head for name, head in heads if name != "owner" or cast is None or cast.owner(head))


def _extent(match: Found) -> tuple[int, int]:
    """The predicate with its particle and further words, where they stand close together."""
    token = match.bare.predicate
    particles = match.bare.slots.get("particle", ()) if match.kind != NOUN else ()
    tokens = sorted({token, *match.others, *(p for p in particles if p == token + 1)})
    first, last = tokens[0], tokens[-1] + 1
    return (first, last) if last - first <= len(tokens) + WIDEST - 1 else (token, token + 1)
