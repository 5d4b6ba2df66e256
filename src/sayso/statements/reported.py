"""Indirect and summary speech: statements without quotation marks of their own, by the construction that reports them."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import replace

import msgspec

from sayso.language.analysis import Analysis
from sayso.records import Report, Span, Statement
from sayso.statements.chains import chain_of
from sayso.statements.contents import glosses_of
from sayso.statements.reported_drafts import Reported
from sayso.statements.reported_headlines import headline_reports
from sayso.statements.reported_leads import tail_reports
from sayso.statements.reported_lexicon import load_constructions, word_list
from sayso.statements.reported_nouns import noun_reports
from sayso.statements.reported_status import parted, reported_status
from sayso.statements.reported_trees import Range, extent, subject_of, trimmed
from sayso.statements.reported_verbs import verb_reports
from sayso.statements.scare import is_wording
from sayso.statements.scene import Quoted, Scene
from sayso.statements.sources import pronouns_of
from sayso.vocabulary import Act, Commitment, Form, Part, SourceKind, Status

LONGEST_DATELINE = 16
DASHES = frozenset({"—", "–", "-", "--", ":"})
FIRST_PERSON = frozenset({"we", "i"})


def reported_statements(report: Report, scene: Scene, taken: Sequence[Statement] = ()) -> tuple[Statement, ...]:
    """Every indirect and summary statement that the trees show, in the order of the text; none where there are no trees.

    A construction whose cue is that of one of the statements ``taken`` is left out. Ids are empty: `merged` gives them.
    """
    analysis = scene.analysis
    if not analysis.heads:
        return ()
    quoted: dict[int, list[Span]] = {}
    for one in taken:
        for span in one.cue:
            quoted.setdefault(span.start, []).extend(one.content)
    begin = story_start(report, analysis)
    seen: set[int] = set()
    found: list[Statement] = []
    lead = analysis.sentence_of(begin[1]) if begin[0] < begin[1] < len(analysis) else (0, 0)
    rest = (*headline_reports(scene), *noun_reports(scene), *verb_reports(scene), *tail_reports(scene, 0, len(analysis)))
    for draft in (*tail_reports(scene, *lead), *rest):
        spots = {analysis.starts[first] for first, _ in draft.cues}
        if spots & seen:
            continue
        seen |= spots
        left = _left(scene, draft, quoted) if spots & quoted.keys() else draft
        parts = _parts(scene, left) if left is not None else ()
        found += [statement for part in parts if (statement := _statement(scene, report, part, begin)) is not None]
    held = {span.start for one in taken for span in one.quotations}
    loose = [quoted for quoted in scene.quoted if quoted.start not in held and is_wording(scene, quoted)]
    denied = {one.content for one in found if one.act is Act.DENY}
    found = [one for one in found if one.act is Act.DENY or one.source is not None or one.content not in denied]
    nearer = {one.content: one.cue[0].start for one in taken if one.cue}
    return tuple(_marked(scene, one, loose) for one in found if not (one.content and one.cue[0].start < nearer.get(one.content, -1)))


def _marked(scene: Scene, statement: Statement, loose: Sequence[Quoted]) -> Statement:
    """A statement with the marked words in its content that no cue of their own presents: they make it mixed."""
    if statement.form is not Form.INDIRECT:
        return statement
    inside = [
        quoted
        for span in statement.content
        for quoted in loose[bisect_left(loose, span.start, key=_start) : bisect_left(loose, span.end, key=_start)]
        if quoted.end <= span.end
    ]
    if not inside:
        return statement
    return msgspec.structs.replace(statement, form=Form.MIXED, quotations=tuple(scene.span(q.start, q.end) for q in inside))


def _start(quoted: Quoted) -> int:
    return quoted.start


def _parts(scene: Scene, draft: Reported) -> tuple[Reported, ...]:
    """A statement, or one for each part of its content that has a status of its own."""
    if draft.status is not None or len(draft.contents) != 1 or draft.rule != "reported.clause":
        return (draft,)
    return tuple(replace(draft, contents=(part,)) for part in parted(scene, draft.contents[0]))


def _left(scene: Scene, draft: Reported, taken: Mapping[int, Sequence[Span]]) -> Reported | None:
    """What a cue reports besides what is quoted after it: whole clauses before or after, or nothing."""
    if draft.rule not in {"reported.clause", "reported.quoted-as"}:
        return None
    analysis = scene.analysis
    cue = analysis.starts[draft.cues[0][0]]
    quoted = [analysis.within(content.start, content.end) for content in taken.get(cue, ())]
    parts = []
    for first, last in draft.contents:
        inside = [(max(first, begin), min(last, end)) for begin, end in quoted if begin < last and first < end]
        edges = [first, *(edge for pair in sorted(inside) for edge in pair), last]
        parts += [(edges[i], edges[i + 1]) for i in range(0, len(edges), 2) if edges[i] < edges[i + 1]]
    kept = tuple(part for begin, end in parts if (part := trimmed(scene, begin, end)) is not None and _has_clause(scene, part))
    return replace(draft, contents=kept) if kept else None


def _has_clause(scene: Scene, part: Range) -> bool:
    """Whether a range holds a verb with its subject."""
    heads = {scene.analysis.heads[t] for t in range(*part) if scene.analysis.deprels[t].startswith("nsubj")}
    return any(part[0] <= head < part[1] for head in heads)


def story_start(report: Report, analysis: Analysis) -> tuple[int, int]:
    """The tokens of the dateline with the agency and the dash after it: no content begins in them."""
    part = next((part for part in report.parts if part.part is Part.DATELINE), None)
    if part is None:
        return 0, 0
    first, last = analysis.within(part.start, part.end)
    for token in range(last, min(last + LONGEST_DATELINE, len(analysis))):
        if analysis.lower[token] in DASHES:
            return first, token + 1
    return first, last


def _statement(scene: Scene, report: Report, draft: Reported, dateline: Range) -> Statement | None:
    analysis = scene.analysis
    held = [_untagged(scene, draft.cues[0][0], _within_marks(scene, draft.cues[0][0], content)) for content in draft.contents]
    contents = tuple(part for content in held if (part := _after(scene, content, dateline)) is not None)
    if draft.contents and not contents:
        return None
    source = _span(analysis, draft.sourced.range) if draft.sourced is not None else None
    carrier = _span(analysis, draft.carrier)
    act, status = _stance(scene, draft, contents)
    return Statement(
        id="",
        form=draft.form,
        act=act,
        source=source,
        source_kind=draft.sourced.kind if draft.sourced is not None else SourceKind.UNSTATED,
        chain=chain_of(report, carrier, source),
        cue=tuple(analysis.span(*cue) for cue in draft.cues),
        content=tuple(analysis.span(*content) for content in contents),
        addressee=_span(analysis, draft.addressee),
        target=_span(analysis, draft.target),
        glosses=glosses_of(scene, [(analysis.starts[first], analysis.ends[last - 1]) for first, last in contents], None),
        commitment=Commitment.PURPORTED if status is Status.AUTHORSHIP else draft.commitment,
        status=status,
        confidence=draft.confidence,
        rule=" ".join([draft.rule, *([draft.sourced.rule] if draft.sourced is not None else [])]),
    )


def _span(analysis: Analysis, found: Range | None) -> Span | None:
    return analysis.span(*found) if found is not None and found[0] < found[1] else None


def _within_marks(scene: Scene, cue: int, content: Range) -> Range:
    """A content no longer than the quotation that holds its cue: what a speaker reports ends where his own words end."""
    first, last = content
    owner = scene.owner[cue]
    if owner < 0 or first >= last or scene.owner[first] != owner:
        return content
    stop = next((token for token in range(first, last) if scene.owner[token] != owner), last)
    return trimmed(scene, first, stop - 1 if stop < last and stop - first > 1 else stop) or content


def _untagged(scene: Scene, cue: int, content: Range) -> Range:
    """A content that ends before another speaker's clause between commas (``told them he was ill, his wife said, and left``)."""
    first, last = content
    parted = next((t + 1 for t in range(last - 2, first, -1) if scene.words[t] == ";" and scene.owner[t] < 0), None) if last <= cue else None
    if parted is not None:  # a tag at the end takes what stands after a semicolon
        return trimmed(scene, parted, last) or content
    verbs = load_constructions().verbs
    for token in range(max(first, cue + 1), last):
        if scene.words[token] not in verbs or subject_of(scene, token) is None:
            continue
        told = scene.words[token + 1 : token + 2] == ("that",) and scene.analysis.xpos[token] in {"VBD", "VBZ"} and scene.analysis.heads[token] > cue
        if told or scene.analysis.deprels[token] == "parataxis":
            begin = extent(scene, subject_of(scene, token) or token)[0]
            if first < begin - 1 and scene.words[begin - 1] == "," and (told or scene.words[token + 1 : token + 2] in {(",",), (".",), ()}):
                return trimmed(scene, first, begin - 1) or content
    return _before_speaker(scene, cue, content)


def _before_speaker(scene: Scene, cue: int, content: Range) -> Range:
    """A content that has swallowed the subject of the next cue (``denied it, and the union, by telephone, | said``): without its last clause."""
    first, last = content
    stop = scene.end_of(last - 1)
    following = last + 1 if last < stop and scene.words[last] == "," else last
    swallowed = first > cue and following < stop and scene.words[following] in load_constructions().verbs and scene.analysis.xpos[following] == "VBD"
    if not swallowed:
        return content
    joints = (t for t in range(last - 2, first, -1) if scene.words[t] in {",", ";"} and scene.words[t + 1] in {"and", "but", "while"})
    cut = next(joints, None)
    return trimmed(scene, first, cut) or content if cut is not None else content


def _after(scene: Scene, content: Range, dateline: Range) -> Range | None:
    """A content without the dateline before it."""
    first, last = content
    if dateline[0] <= first < dateline[1]:
        return trimmed(scene, dateline[1], last) if dateline[1] < last else None
    return content


def _speakers(scene: Scene, draft: Reported) -> frozenset[str]:
    """The pronouns that a source goes by in what it says."""
    return FIRST_PERSON if draft.sourced is None else FIRST_PERSON | pronouns_of(scene, *draft.sourced.range, draft.sourced.kind)


def _stance(scene: Scene, draft: Reported, contents: Sequence[Range]) -> tuple[Act, Status]:
    """Act and status: what is promised with harm is threatened, and who *vows* it threatens."""
    negated = bool(contents) and scene.words[contents[0][0]] in {"not", "never"}
    if (
        draft.act in {Act.PROMISE, Act.THREATEN}
        and not negated
        and word_list("vengeance") & {scene.words[t] for part in contents for t in range(*part)}
    ):
        sworn = scene.words[draft.cues[0][0]].startswith(("vow", "sw"))
        return (Act.THREATEN if sworn else draft.act), Status.THREATENED
    return draft.act, draft.status or reported_status(scene, contents, _speakers(scene, draft), draft.act)
