"""Nouns, phrases and adverbs that report: ``a claim that``, ``its threat to``, ``according to``, ``quoted as saying``, ``purportedly from``."""

from collections.abc import Iterator

from sayso.language.analysis import ROOT
from sayso.statements.reported_drafts import CERTAIN, LIKELY, WEAK, Reported
from sayso.statements.reported_lexicon import Frame, Reporter, load_constructions, word_list
from sayso.statements.reported_sources import Sourced, case_of, of_noun, of_phrase, of_verb
from sayso.statements.reported_trees import Range, around, cut_off, extent, has_mark, is_infinitive, is_passive, subject_of, trimmed
from sayso.statements.scene import Scene
from sayso.statements.trees import phrase_of
from sayso.vocabulary import Act, Commitment, Status

IDENTIFY = frozenset({"identifies", "identified", "identifying"})
WORDS = IDENTIFY | {"according", "saying"}
AUTHORS = frozenset({"from", "by"})
ASKING = frozenset({Act.REQUEST, Act.URGE, Act.DEMAND})
HIGHEST = 12


def noun_reports(scene: Scene) -> Iterator[Reported]:
    """What nouns, fixed phrases and hedging adverbs of a text report."""
    nouns, hedges = load_constructions().nouns, word_list("hedges")
    for token, word in enumerate(scene.words):
        if word not in nouns and word not in WORDS and word not in hedges:
            continue
        found = None
        if not scene.parsed_at(token):
            continue
        if word in nouns and scene.analysis.upos[token] == "NOUN":
            found = _noun(scene, token, nouns[word])
        elif word == "according" and scene.words[token + 1 : token + 2] == ("to",):
            found = _according(scene, token)
        elif word == "saying":
            found = _quoted_as(scene, token)
        elif word in hedges:
            found = _hedge(scene, token)
        elif word in IDENTIFY:
            found = _identified(scene, token)
        if found is not None:
            yield found


def _noun(scene: Scene, token: int, reporter: Reporter) -> Reported | None:
    """``X's claim that C``, ``an order to C``, ``a request for C``."""
    reading = reporter.frames[Frame.NOUN]
    for child in scene.analysis.children(token, "acl", "ccomp", "nmod", "advcl"):
        if child < token:
            continue
        clause = has_mark(scene, child, "that") and subject_of(scene, child) is not None and scene.analysis.deprels[child] != "acl:relcl"
        infinitive = is_infinitive(scene, child)
        noun = reading.act in ASKING and case_of(scene, child) == "for"
        if not (clause or infinitive or noun) or (clause and reading.act in {Act.REQUEST, Act.OFFER}):
            continue
        first, last = cut_off(scene, child, extent(scene, child), clause=clause, asides=frozenset())
        content = trimmed(scene, max(first, token + 1) + noun, last)
        if content is None or scene.words[content[0]] == "comment":
            continue
        cues = ((token, content[0]),) if noun else ((token, token + 1),)
        return Reported(
            cues=cues,
            act=reading.act,
            rule="reported.noun",
            status=reading.status,
            contents=(content,),
            sourced=of_noun(scene, token),
            confidence=WEAK,
        )
    return None


def _according(scene: Scene, token: int) -> Reported | None:
    """``according to X, C``; ``C, according to X``."""
    analysis = scene.analysis
    head = next((h for h in (analysis.heads[token], analysis.heads[token + 1]) if h > token + 1), None)
    if head is None:
        head = next((c for c in analysis.dependents[token] if c > token + 1), None)
    if head is None:
        return None
    host = analysis.heads[head] if analysis.heads[head] != token else analysis.heads[token]
    for _ in range(HIGHEST):
        if host == ROOT or subject_of(scene, host) is not None or analysis.heads[host] == ROOT:
            break
        host = analysis.heads[host]
    sourced = of_phrase(scene, head, "source.phrase")
    if host == ROOT or sourced is None:
        return None
    clause = (token, max(extent(scene, head)[1], sourced.range[1]))
    contents = _beside(scene, host, head, clause)
    if not contents:
        return None
    return Reported(cues=((token, token + 2),), act=Act.SAY, rule="reported.according", contents=contents, sourced=sourced, confidence=CERTAIN)


def _beside(scene: Scene, host: int, head: int, clause: Range) -> tuple[Range, ...]:
    """The clause that a phrase of source stands in."""
    if scene.analysis.heads[head] == host:
        return around(scene, host, head, clause)
    first, last = extent(scene, host)
    parts = ((first, min(clause[0], last)), (max(clause[1], first), last))
    kept = [part for begin, end in parts if begin < end and (part := trimmed(scene, begin, end)) is not None]
    return tuple(part for part in kept if part[0] <= host < part[1])


def _quoted_as(scene: Scene, token: int) -> Reported | None:
    """``X was quoted as saying C``; ``Radio Calder quoted X as saying C``: X speaks, who quotes passes it on."""
    analysis = scene.analysis
    passing = next((t for t in range(token - 1, max(token - HIGHEST, -1), -1) if scene.words[t] in {"quoted", "cited", "quotes", "quoting"}), None)
    clause = next((c for c in analysis.children(token, "ccomp") if c > token), None)
    if passing is None or clause is None or scene.words[token - 1] != "as" or analysis.sentence_of(passing) != analysis.sentence_of(token):
        return None
    carrier = None
    if is_passive(scene, passing) or analysis.deprels[passing].startswith("acl"):
        sourced = of_verb(scene, passing)
        agent = next((c for c in analysis.dependents[passing] if case_of(scene, c) == "by"), None)
        teller = of_phrase(scene, agent, "source.agent") if agent is not None else None
    else:
        quoted = next((c for c in analysis.children(passing, "obj", "iobj", "nsubj") if passing < c < token), None)
        sourced = of_phrase(scene, quoted, "source.quoted") if quoted is not None else None
        teller = of_verb(scene, passing)
    carrier = teller.range if teller is not None else None
    content = trimmed(scene, max(token + 1, extent(scene, clause)[0]), extent(scene, clause)[1])
    if content is None or sourced is None:
        return None
    cues = ((passing, passing + 1), (token, token + 1))
    return Reported(cues=cues, act=Act.SAY, rule="reported.quoted-as", contents=(content,), sourced=sourced, carrier=carrier, confidence=LIKELY)


def _hedge(scene: Scene, token: int) -> Reported | None:
    """``a message purportedly from X``: a statement about who wrote it."""
    if scene.words[token + 1 : token + 2] not in {("from",), ("by",)}:
        return None
    analysis = scene.analysis
    head = next((h for h in (analysis.heads[token + 1],) if h > token), None)
    if head is None or case_of(scene, head) not in AUTHORS:
        return None
    content = trimmed(scene, token + 1, _named_end(scene, head))
    if content is None:
        return None
    return _authorship(token, content, None)


def _identified(scene: Scene, token: int) -> Reported | None:
    """``a man who identifies himself as X``: who somebody says he is."""
    analysis = scene.analysis
    himself = next((c for c in analysis.children(token, "obj") if scene.words[c].endswith(("self", "selves"))), None)
    sourced = of_verb(scene, token)
    if himself is None or sourced is None or sourced.range[0] <= token < sourced.range[1]:
        return None
    named = next((c for c in analysis.dependents[token] if c > himself and any(scene.words[k] == "as" for k in analysis.dependents[c])), None)
    if named is None:
        return None
    content = trimmed(scene, himself, _named_end(scene, named))
    if content is None:
        return None
    return _authorship(token, content, sourced)


def _authorship(token: int, content: Range, sourced: Sourced | None) -> Reported:
    """A statement about who wrote or spoke."""
    return Reported(
        cues=((token, token + 1),),
        act=Act.PURPORT,
        rule="reported.authorship",
        status=Status.AUTHORSHIP,
        commitment=Commitment.PURPORTED,
        contents=(content,),
        sourced=sourced,
        confidence=LIKELY,
    )


def _named_end(scene: Scene, head: int) -> int:
    """Where a phrase with the name that explains it ends, a name that the tree cuts short taken whole."""
    last = phrase_of(scene, head)[1]
    for child in scene.analysis.children(head, "appos"):
        last = max(last, phrase_of(scene, child)[1])
    if scene.words[last : last + 1] == (",",):
        last = next((name.last for name in scene.names_in(last + 1, last + 2) if name.first == last + 1), last)
    return max([last, *(name.last for name in scene.names_in(last - 1, last))])
