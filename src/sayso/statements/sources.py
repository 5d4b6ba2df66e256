"""Who says it: the subject of a cue, and the one who is spoken to."""

from dataclasses import dataclass

from sayso.language.analysis import ROOT
from sayso.records import Span
from sayso.statements.cues import COMMAS, Attribution, is_linker
from sayso.statements.lexicon import word_class
from sayso.statements.phrases import bare_name, explained, noun_phrase, phrase_after, phrase_before
from sayso.statements.reported_lexicon import word_list
from sayso.statements.scene import Scene
from sayso.statements.trees import phrase_of
from sayso.vocabulary import Kind, SourceKind

CLIMB = frozenset({"conj", "xcomp", "advcl", "ccomp", "parataxis"})
AFTER = frozenset({"quote.inverted", "quote.after", "quote.distant", "quote.before"})
HIGHEST = 8
LONGEST_OPENING = 5
RELATIVES = frozenset({"who", "which", "that"})
PASSING = frozenset({"quote", "cite"})


@dataclass(frozen=True, slots=True)
class Teller:
    """The source of a statement: its tokens ``[first, last)``, its kind and how it was found."""

    first: int
    last: int
    kind: SourceKind
    rule: str


def teller_of(scene: Scene, found: Attribution) -> Teller | None:
    """The source of a cue, or None where the words do not name one."""
    if not found.cues:
        return None
    cue = found.cues[0][0]
    if found.cue is not None and found.cue.phrase:
        return _teller(scene, phrase_after(scene, found.cues[0][1]), "source.phrase")
    if found.rule == "quote.headline":
        return _teller(scene, (found.gap[0] + 1, found.gap[1]), "source.headline")
    if found.cue is None:
        return _teller(scene, phrase_before(scene, found.cues[0][0], whole=True) or _colon_subject(scene, found), "source.colon")
    if found.cue is not None and found.cue.lemma in PASSING and not _passive(scene, cue):
        return _teller(scene, phrase_after(scene, found.cues[0][1]), "source.quoted")
    if scene.parsed_at(cue):
        parsed = _by_tree(scene, found, cue)
        if parsed is not None or _passive(scene, cue):
            return parsed
    return _by_words(scene, found, cue)


def _colon_subject(scene: Scene, found: Attribution) -> tuple[int, int] | None:
    """The person who is the subject of the clause before a colon (``Holm was blunt: “…”``)."""
    first, last = found.gap
    if first >= last or not scene.parsed_at(first):
        return None
    top = next((token for token in range(first, last) if not first <= scene.analysis.heads[token] < last and scene.words[token][0].isalnum()), None)
    subject = next(iter(scene.analysis.children(top, "nsubj")), None) if top is not None else None
    person = subject is not None and (
        scene.words[subject] in {"he", "she"} or any(n.kind is Kind.PERSON for n in scene.names_in(subject, subject + 1))
    )
    return phrase_of(scene, subject) if person and subject is not None else None


def _by_words(scene: Scene, found: Attribution, cue: int) -> Teller | None:
    """The source without a tree: after an inverted or passive verb, before any other; joined verbs share that of the first."""
    last = found.cues[0][1]
    if found.rule == "quote.inverted":
        return _teller(scene, phrase_after(scene, last), "source.after")
    passing = found.cue is not None and found.cue.lemma in PASSING
    if not passing and last < len(scene.words) and scene.words[last] == "by" and scene.words[cue - 1] in word_class("linkers"):
        return _teller(scene, phrase_after(scene, last + 1), "source.agent")
    start = scene.start_of(cue)
    for token in range(cue, start, -1):
        leans = scene.words[token].endswith("ing") or scene.words[follows_linkers(scene, token)] in {"and", "but", "or"}
        if not (token == cue or (token in scene.cues and scene.owner[token] < 0)) or leans:
            continue
        phrase = phrase_before(scene, token)
        return _teller(scene, phrase, "source.before") if phrase is not None else _teller(scene, phrase_after(scene, token + 1), "source.after")
    opening = phrase_after(scene, start)
    return _teller(scene, opening, "source.opening") if opening is not None and opening[1] - opening[0] <= LONGEST_OPENING else None


def _passive(scene: Scene, cue: int) -> bool:
    """Whether a verb is passive: an auxiliary of being before it, or a passive subject in the tree."""
    if scene.parsed_at(cue):
        return any(relation in {"nsubj:pass", "aux:pass"} for relation in (scene.analysis.deprels[c] for c in scene.analysis.dependents[cue]))
    before = scene.words[max(0, cue - 3) : cue]
    return any(word in word_class("being") for word in before)


def carrier_of(scene: Scene, found: Attribution) -> Span | None:
    """Who passes the words on: the subject of ``quoted X as saying``, the agent of ``was quoted by X as saying``."""
    if found.cue is None or found.cue.lemma not in PASSING or not found.cues:
        return None
    first, last = found.cues[0]
    if _passive(scene, first):
        phrase = phrase_after(scene, last + 1) if last < len(scene.words) and scene.words[last] == "by" else None
    else:
        phrase = phrase_before(scene, first)
    return scene.analysis.span(*bare_name(scene, *phrase)) if phrase is not None else None


def _by_tree(scene: Scene, found: Attribution, cue: int) -> Teller | None:
    """The subject of a verb by the tree; a participle or an infinitive takes that of the clause it belongs to."""
    analysis, token = scene.analysis, cue
    passing = found.cue is not None and found.cue.lemma in PASSING
    agent = next(iter(analysis.children(cue, "obl:agent")), None)
    if not passing and (agent is not None or _passive(scene, cue)):
        return _teller(scene, phrase_of(scene, agent), "source.agent") if agent is not None else None
    for _ in range(HIGHEST):
        subject = next(iter(analysis.children(token, "nsubj")), None)
        if subject is not None and (subject < token or found.rule in AFTER):
            return _subject(scene, token, subject)
        head, relation = analysis.heads[token], analysis.deprels[token].split(":")[0]
        if head != ROOT and relation == "acl":
            return _teller(scene, phrase_of(scene, head, token), "source.noun")
        if subject is not None or head == ROOT or relation not in CLIMB or scene.owner[head] >= 0:
            return None
        token = head
    return None


def _subject(scene: Scene, verb: int, subject: int) -> Teller | None:
    """A subject; ``who`` stands for the noun that its clause is about."""
    if scene.words[subject] in RELATIVES and scene.analysis.deprels[verb].startswith("acl"):
        return _teller(scene, phrase_of(scene, scene.analysis.heads[verb], verb), "source.relative")
    if scene.owner[subject] >= 0:
        return None
    return _teller(scene, phrase_of(scene, subject), "source.subject")


def _teller(scene: Scene, phrase: tuple[int, int] | None, rule: str) -> Teller | None:
    if phrase is None or phrase[0] >= phrase[1]:
        return None
    first, last = bare_name(scene, *explained(scene, *phrase))
    return Teller(first, last, source_kind(scene, first, last), rule)


def source_kind(scene: Scene, first: int, last: int) -> SourceKind:
    """How the words of a source name it: pronoun, name, text, somebody never named, or a description."""
    words, lexicon = scene.words[first:last], scene.lexicon
    if len(words) == 1 and words[0] in lexicon.pronouns:
        return SourceKind.PRONOUN
    head = _head_word(scene, first, last)
    if head in lexicon.document:
        return SourceKind.DOCUMENT
    names = scene.names_in(first, last)
    whole = any(name.first <= first and last <= name.last for name in names)
    if whole or (not scene.analysis.names and all(word[0].isupper() for word in _plain_words(scene, first, last))):
        return SourceKind.NAMED
    if head in lexicon.unnamed:
        return SourceKind.UNNAMED
    return SourceKind.NOMINAL


def pronouns_of(scene: Scene, first: int, last: int, kind: SourceKind) -> frozenset[str]:
    """The pronouns that a source goes by in what it is reported to say: its own, those of a person, of several people, or of a body."""
    if kind is SourceKind.PRONOUN:
        return frozenset({scene.words[last - 1]})
    head = _head_word(scene, first, last)
    names = [name for name in scene.names_in(first, last) if head in scene.words[name.first : name.last]]
    if any(name.kind is Kind.PERSON for name in names):
        return frozenset({"he", "she"})
    if head.endswith("s") and kind is not SourceKind.NAMED:
        return frozenset({"they"})
    body = bool(names) or head in word_list("bodies")
    return frozenset({"it", "they"}) if body else frozenset({"he", "she", "it", "they"})


def _plain_words(scene: Scene, first: int, last: int) -> list[str]:
    return [
        scene.analysis.word(t)
        for t in range(first, last)
        if scene.words[t][0].isalpha() and scene.words[t] not in {"al", "of", "the", "bin", "de", "van"}
    ]


def _head_word(scene: Scene, first: int, last: int) -> str:
    """The head of a phrase: by the tree, or the last word before a preposition or a relative."""
    if scene.parsed_at(first):
        top = next((t for t in range(first, last) if not first <= scene.analysis.heads[t] < last), first)
        return scene.words[top]
    end = noun_phrase(scene, first, last)
    return scene.words[end - 1]


def addressee_of(scene: Scene, found: Attribution, teller: Teller | None) -> Span | None:
    """Who is spoken to: the object of ``told``, ``to X`` after the verb, or ``To X,`` at the head of the sentence."""
    if found.cue is None or not found.cues:
        return None
    first, last = found.cues[0]
    if found.cue.addressed and _passive(scene, first):
        told = phrase_before(scene, first)
        return scene.analysis.span(*told) if told is not None else None
    follows = scene.words[last] if last < len(scene.words) else ""
    begin = last + 1 if follows == "to" else last
    if (found.cue.addressed and follows != "to") or (follows == "to" and found.rule != "quote.inverted" and _begins_phrase(scene, begin)):
        phrase = phrase_after(scene, begin)
        apart = phrase is not None and (teller is None or phrase[0] >= teller.last or phrase[1] <= teller.first)
        plain = phrase is not None and all(scene.words[token] in word_class("determiners") for token in range(*phrase))
        if phrase is not None and apart and not plain and not any(scene.owner[token] >= 0 for token in range(*phrase)):
            return scene.analysis.span(*phrase)
    start = scene.start_of(first)
    if scene.words[start] == "to" and teller is not None and teller.first - 1 > start and scene.words[teller.first - 1] in COMMAS:
        return scene.analysis.span(start + 1, teller.first - 1)
    return None


def _begins_phrase(scene: Scene, token: int) -> bool:
    """Whether a noun phrase, not an infinitive, begins after ``to``."""
    if token >= len(scene.words):
        return False
    word = scene.words[token]
    if scene.analysis.upos:
        return scene.analysis.upos[token] in {"DET", "NOUN", "PROPN", "PRON", "ADJ", "NUM"}
    return (
        word in word_class("determiners")
        or word in {"him", "them", "us", "me", "you"}
        or scene.analysis.word(token)[0].isupper()
        or word.endswith("s")
    )


def follows_linkers(scene: Scene, token: int) -> int:
    """The first token before a verb that is no adverb or auxiliary."""
    position = token - 1
    while position >= 0 and is_linker(scene.words[position]):
        position -= 1
    return position
