"""Cue clauses at the end of a sentence, by their words: ``A bomb killed two people, the police said on Monday``.

The tree often fails on the first sentence of a report, where a dateline stands before it; there this reading comes first.
"""

from collections.abc import Iterator

from sayso.statements.cues import is_linker
from sayso.statements.lexicon import word_class
from sayso.statements.reported_drafts import LIKELY, Reported
from sayso.statements.reported_headlines import NOMINAL, SPEAKING
from sayso.statements.reported_lexicon import Frame, Reporter, load_constructions
from sayso.statements.reported_sources import of_range
from sayso.statements.reported_trees import Range, trimmed
from sayso.statements.scene import Scene

FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
TIMES = frozenset("monday tuesday wednesday thursday friday saturday sunday today yesterday late early earlier later".split())
AFTER = frozenset({"on", "in", "at", "by", "to", "after", "during", "through"})
LONGEST_SOURCE = 16
SHORTEST = 4


def tail_reports(scene: Scene, first: int, last: int) -> Iterator[Reported]:
    """The sentences of a range of tokens that end in ``, X said``; what stands before the comma is said, back to a semicolon."""
    verbs = load_constructions().verbs
    for token in range(first, last):
        if scene.words[token] in verbs and scene.analysis.xpos[token] in FINITE and scene.owner[token] < 0 and scene.parsed_at(token):
            reporter = next((row for row in verbs[scene.words[token]] if _speaks(row)), None)
            found = _tail(scene, token, reporter) if reporter is not None else None
            if found is not None:
                yield found


def _speaks(reporter: Reporter) -> bool:
    return Frame.CLAUSE in reporter.frames and not reporter.particle and reporter.frames[Frame.CLAUSE].act in SPEAKING


def _tail(scene: Scene, token: int, reporter: Reporter) -> Reported | None:
    source = _subject_before(scene, token)
    if source is None or not _ends(scene, token):
        return None
    comma = source[0] - 1
    start = scene.analysis.sentence_of(token)[0]
    begin = next((t + 1 for t in range(comma - 1, start, -1) if scene.words[t] == ";"), start)
    content = trimmed(scene, begin, comma)
    if content is None or content[1] - content[0] < SHORTEST or any(scene.owner[t] >= 0 for t in range(*content)):
        return None
    if not any(scene.analysis.xpos[t] in FINITE for t in range(*content)):
        return None
    reading = reporter.frames[Frame.CLAUSE]
    return Reported(
        cues=((token, token + 1),),
        act=reading.act,
        rule="reported.tail",
        status=reading.status,
        commitment=reporter.commitment,
        contents=(content,),
        sourced=of_range(scene, *source, "source.before"),
        confidence=LIKELY,
    )


def _subject_before(scene: Scene, token: int) -> Range | None:
    """The noun phrase between a comma and a verb."""
    last = token
    while last > 0 and is_linker(scene.words[last - 1]):
        last -= 1
    start = max(scene.analysis.sentence_of(token)[0], last - LONGEST_SOURCE)
    comma = next((t for t in range(last - 1, start, -1) if scene.words[t] == ","), None)
    if comma is None or comma + 1 >= last:
        return None
    plain = all(scene.analysis.upos[t] in NOMINAL for t in range(comma + 1, last))
    opens = scene.words[comma + 1] in word_class("no subject") or scene.words[comma + 1] in {"who", "which", "that"}
    return (comma + 1, last) if plain and not opens else None


def _ends(scene: Scene, token: int) -> bool:
    """Whether nothing is said after a verb: a stop, a comma, or when and where it was said."""
    following = scene.words[token + 1] if token + 1 < scene.analysis.sentence_of(token)[1] else "."
    return following in {".", ",", ";"} or following in TIMES or following in AFTER
