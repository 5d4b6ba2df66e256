"""Headlines, decks and bullets that report: ``Two dead, hospital says``, ``Police say one held``, ``Taps dry in three towns - ministry``."""

from collections.abc import Iterator

from sayso.statements.reported_drafts import LIKELY, Reported
from sayso.statements.reported_lexicon import Frame, Reporter, load_constructions, word_list
from sayso.statements.reported_sources import Sourced, of_range
from sayso.statements.reported_trees import Range, trimmed
from sayso.statements.scene import Scene
from sayso.vocabulary import Act, Kind

SPEAKING = frozenset(
    {Act.SAY, Act.CLAIM, Act.CONFIRM, Act.WARN, Act.REPORT, Act.ALLEGE, Act.BELIEVE, Act.ESTIMATE, Act.ANNOUNCE, Act.FEAR, Act.PREDICT}
)
STOPS = frozenset({".", "!", "?", "…"})
PARTED = frozenset({";", "*", "•", "(", ")"})
SILENT = frozenset({"add", "tell", "recall", "note", "repeat", "joke", "observe", "comment", "remark"})
DASHES = frozenset({"-", "–", "—", "--", ":"})
PRESENT = frozenset({"VBZ", "VBP"})
NOMINAL = frozenset({"NOUN", "PROPN", "ADJ", "DET", "NUM", "ADP", "PRON", "PART", "PUNCT", "CCONJ"})
VERBS = frozenset({"VERB", "AUX"})
LONGEST = 34
LONGEST_SOURCE = 7
LONGEST_TAIL = 5
SHORTEST = 3


def headline_reports(scene: Scene) -> Iterator[Reported]:
    """What the lines without a full stop report, each in the parts between its semicolons; marked words are left to the quotations."""
    analysis = scene.analysis
    for first, last in analysis.sentences:
        if first == last or last - first > LONGEST or not analysis.upos or not _is_line(scene, first, last):
            continue
        for begin, end in _segments(scene, first, last):
            if all(scene.owner[token] < 0 for token in range(begin, end)):
                yield from _reports(scene, begin, end)


def _is_line(scene: Scene, first: int, last: int) -> bool:
    """Whether a sentence without a stop is a paragraph of its own."""
    if scene.words[last - 1] in STOPS or scene.words[last - 1] == ":":
        return False
    start, end = scene.analysis.paragraph_of(scene.analysis.starts[first])
    return scene.analysis.within(start, end) == (first, last)


def _segments(scene: Scene, first: int, last: int) -> Iterator[Range]:
    begin = first
    for token in range(first, last + 1):
        if token == last or scene.words[token] in PARTED:
            if begin < token:
                yield begin, token
            begin = token + 1


def _reports(scene: Scene, begin: int, end: int) -> Iterator[Reported]:
    tail = _spoken_last(scene, begin, end)
    if tail is not None:
        yield tail
        return
    position = begin
    while position < end:
        found = _spoken_first(scene, position, end)
        if found is None:
            return
        draft, position = found
        yield draft


def _cue(scene: Scene, token: int) -> Reporter | None:
    """The verb of speaking at a token, in the present tense."""
    if scene.analysis.upos[token] != "VERB" or scene.analysis.xpos[token] not in PRESENT:
        return None
    rows = load_constructions().verbs.get(scene.words[token], ())
    fit = (row for row in rows if Frame.CLAUSE in row.frames and not row.particle and row.lemma not in SILENT)
    return next((row for row in fit if row.frames[Frame.CLAUSE].act in SPEAKING), None)


def _spoken_last(scene: Scene, begin: int, end: int) -> Reported | None:
    """``C, X says``; ``C - X``."""
    cue = end - 1
    reporter = _cue(scene, cue)
    comma = next((token for token in range(end - 1, begin, -1) if scene.words[token] == ","), begin)
    if reporter is not None and comma > begin and 0 < cue - comma - 1 <= LONGEST_SOURCE and _nominal(scene, comma + 1, cue):
        return _made(scene, reporter, (cue, end), (begin, comma), (comma + 1, cue))
    dash = next((token for token in range(end - 2, begin, -1) if scene.words[token] in DASHES and _spaced(scene, token)), None)
    if dash is None or end - dash - 1 > LONGEST_TAIL or dash - begin < SHORTEST or not _nominal(scene, dash + 1, end):
        return None
    verbal = any(scene.analysis.upos[token] in VERBS or scene.words[token] == "," for token in range(begin, dash))
    return _made(scene, None, (dash, dash + 1), (begin, dash), (dash + 1, end)) if verbal and _can_speak(scene, dash + 1, end) else None


def _spaced(scene: Scene, token: int) -> bool:
    start, end = scene.analysis.starts[token], scene.analysis.ends[token]
    text = scene.analysis.text
    return text[end : end + 1].isspace() and (scene.words[token] == ":" or text[start - 1 : start].isspace())


def _nominal(scene: Scene, first: int, last: int) -> bool:
    return first < last and all(scene.analysis.upos[token] in NOMINAL and scene.words[token] not in {",", ":"} for token in range(first, last))


def _can_speak(scene: Scene, first: int, last: int) -> bool:
    """Whether a phrase names somebody: a name, or people, or a body."""
    words = set(scene.words[first:last])
    named = any(name.kind in {Kind.PERSON, Kind.ORGANIZATION} for name in scene.names_in(first, last))
    return named or bool(words & (scene.lexicon.unnamed | word_list("bodies") | word_list("speakers")))


def _spoken_first(scene: Scene, begin: int, end: int) -> tuple[Reported, int] | None:
    """``X says C`` up to the next speaker's clause, and where to go on."""
    for cue in range(begin + 1, min(begin + LONGEST_SOURCE + 1, end - 1)):
        reporter = _cue(scene, cue)
        if reporter is None:
            if scene.analysis.upos[cue] in VERBS:
                return None
            continue
        first = cue + 1 + (scene.words[cue + 1] == "that")
        if not _nominal(scene, begin, cue) or scene.analysis.upos[first] in {"ADP", "PART", "SCONJ", "ADV"}:
            return None
        last = next((token for token in range(first + 1, end) if scene.words[token] == "," and _speaks(scene, token + 1, end)), end)
        draft = _made(scene, reporter, (cue, cue + 1), (first, last), (begin, cue))
        return (draft, last + 1) if draft is not None else None
    return None


def _speaks(scene: Scene, begin: int, end: int) -> bool:
    cue = next((token for token in range(begin + 1, min(begin + LONGEST_SOURCE, end)) if _cue(scene, token) is not None), None)
    return cue is not None and _nominal(scene, begin, cue)


def _made(scene: Scene, reporter: Reporter | None, cue: Range, content: Range, source: Range) -> Reported | None:
    found = trimmed(scene, *content)
    if found is None:
        return None
    reading = reporter.frames[Frame.CLAUSE] if reporter is not None else None
    sourced: Sourced | None = of_range(scene, *source, "source.headline")
    return Reported(
        cues=(cue,),
        act=reading.act if reading is not None else Act.SAY,
        rule="reported.headline",
        status=reading.status if reading is not None else None,
        contents=(found,),
        sourced=sourced,
        confidence=LIKELY,
    )
