"""Quotations that a noun presents: ``charges of “…”``, ``a strip of paper with the words “…”``."""

from sayso.statements.cues import Attribution
from sayso.statements.phrases import bare_name, phrase_before
from sayso.statements.reported_sources import of_noun
from sayso.statements.scene import Quoted, Scene
from sayso.statements.sources import Teller, source_kind
from sayso.statements.trees import phrase_of

RULE = "quote.noun"
CONFIDENCE = 0.7
BEARING = frozenset({"with", "bearing", "carrying", "read", "reading"})
SHORTEST = 2
LONGEST = 3


def noun_attribution(scene: Scene, quoted: Quoted) -> Attribution | None:
    """The noun right before the marks that presents them (``[nouns]`` in ``data/cues.toml``); None for fewer than two marked words."""
    first, last = scene.inner(quoted)
    if last - first < SHORTEST:
        return None
    for length in range(LONGEST, 1, -1):
        begin = quoted.first - length
        cue = scene.lexicon.nouns.get(scene.words[begin : quoted.first]) if begin >= scene.start_of(quoted.first) else None
        if cue is not None and scene.owner[begin] < 0:
            return Attribution(RULE, cue, ((begin, quoted.first),), (quoted.first, quoted.first), CONFIDENCE)
    return None


def noun_teller(scene: Scene, found: Attribution) -> Teller | None:
    """Whose words they are: the possessor of the noun, who stands after ``by``, or the thing that bears the words."""
    begin = found.cues[0][0]
    noun = next((token for token in range(begin, found.cues[0][1]) if scene.words[token] not in BEARING | {"the", "of"}), begin)
    if scene.words[begin] in BEARING:
        head = scene.analysis.heads[noun] if scene.parsed_at(noun) else -1
        phrase = phrase_of(scene, head, noun) if 0 <= head < begin and scene.analysis.upos[head] == "NOUN" else phrase_before(scene, begin)
        return Teller(*bare_name(scene, *phrase), source_kind(scene, *phrase), "source.bearer") if phrase is not None else None
    sourced = of_noun(scene, noun) if scene.parsed_at(noun) else None
    return Teller(*sourced.range, sourced.kind, sourced.rule) if sourced is not None else None
