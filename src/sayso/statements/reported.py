"""Indirect and summary speech: statements without quotation marks of their own, by the construction that reports them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sayso.language.analysis import Analysis
from sayso.records import Report, Span, Statement
from sayso.statements.chains import chain_of
from sayso.statements.contents import glosses_of
from sayso.statements.reported_drafts import Reported
from sayso.statements.reported_nouns import noun_reports
from sayso.statements.reported_status import parted, reported_status
from sayso.statements.reported_trees import Parsed, Range, trimmed
from sayso.statements.reported_verbs import verb_reports
from sayso.statements.scene import Scene
from sayso.vocabulary import Part, SourceKind

LONGEST_DATELINE = 16
DASHES = frozenset({"—", "–", "-", "--", ":"})
FIRST_PERSON = frozenset({"we", "i"})


def reported_statements(report: Report, analysis: Analysis, taken: Sequence[Statement] = ()) -> tuple[Statement, ...]:
    """Every indirect and summary statement that the trees show, in the order of the text; none where there are no trees.

    A construction whose cue is that of one of the statements ``taken`` is left out. Ids are empty: `merged` gives them.
    """
    if not analysis.heads:
        return ()
    scene = _scene(analysis)
    quoted: dict[int, list[Span]] = {}
    for one in taken:
        for span in one.cue:
            quoted.setdefault(span.start, []).extend(one.content)
    begin = _story_start(report, analysis)
    seen: set[int] = set()
    found: list[Statement] = []
    for draft in (*noun_reports(scene), *verb_reports(scene)):
        spots = {analysis.starts[first] for first, _ in draft.cues}
        if spots & seen:
            continue
        seen |= spots
        left = _left(scene, draft, quoted) if spots & quoted.keys() else draft
        parts = _parts(scene, left) if left is not None else ()
        found += [statement for part in parts if (statement := _statement(scene, report, part, begin)) is not None]
    return tuple(found)


def _parts(scene: Scene, draft: Reported) -> tuple[Reported, ...]:
    """A statement, or one for each part of its content that has a status of its own."""
    if draft.status is not None or len(draft.contents) != 1 or draft.rule != "reported.clause":
        return (draft,)
    return tuple(replace(draft, contents=(part,)) for part in parted(scene, draft.contents[0]))


def _scene(analysis: Analysis) -> Parsed:
    """A scene that knows which tokens are quoted, but no cues: the constructions find their own."""
    owner = [-1] * len(analysis)
    for number, quotation in enumerate(analysis.quotations):
        if not quotation.level:
            for token in range(*analysis.within(quotation.start, quotation.end)):
                owner[token] = number
    return Parsed(analysis, (), tuple(owner), {})


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


def _story_start(report: Report, analysis: Analysis) -> tuple[int, int]:
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
    held = [_within_marks(scene, draft.cues[0][0], content) for content in draft.contents]
    contents = tuple(part for content in held if (part := _after(scene, content, dateline)) is not None)
    if draft.contents and not contents:
        return None
    source = _span(analysis, draft.sourced.range) if draft.sourced is not None else None
    carrier = _span(analysis, draft.carrier)
    return Statement(
        id="",
        form=draft.form,
        act=draft.act,
        source=source,
        source_kind=draft.sourced.kind if draft.sourced is not None else SourceKind.UNSTATED,
        chain=chain_of(report, carrier, source),
        cue=tuple(analysis.span(*cue) for cue in draft.cues),
        content=tuple(analysis.span(*content) for content in contents),
        addressee=_span(analysis, draft.addressee),
        target=_span(analysis, draft.target),
        glosses=glosses_of(scene, [(analysis.starts[first], analysis.ends[last - 1]) for first, last in contents], None),
        commitment=draft.commitment,
        status=draft.status or reported_status(scene, contents, _speakers(scene, draft), draft.act),
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


def _after(scene: Scene, content: Range, dateline: Range) -> Range | None:
    """A content without the dateline before it."""
    first, last = content
    if dateline[0] <= first < dateline[1]:
        return trimmed(scene, dateline[1], last) if dateline[1] < last else None
    return content


def _speakers(scene: Scene, draft: Reported) -> frozenset[str]:
    """The pronouns that a source goes by in what it says."""
    if draft.sourced is None:
        return FIRST_PERSON
    last = scene.words[draft.sourced.range[1] - 1]
    if draft.sourced.kind is SourceKind.PRONOUN:
        return FIRST_PERSON | {last}
    head = scene.words[draft.sourced.head]
    return FIRST_PERSON | ({"they"} if head.endswith("s") and draft.sourced.kind is not SourceKind.NAMED else {"he", "she", "it", "they"})
