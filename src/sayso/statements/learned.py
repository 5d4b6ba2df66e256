"""Statements from the language model's labels of cue, source and content words (``analysis.signals["attribution"]``)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sayso.records import Report, Statement
from sayso.statements.chains import chain_of
from sayso.statements.lexicon import Cue
from sayso.statements.phrases import bare_name
from sayso.statements.reported_lexicon import load_constructions
from sayso.statements.reported_status import reported_status
from sayso.statements.reported_trees import Range, trimmed
from sayso.statements.scene import CueAt, Scene
from sayso.statements.sources import pronouns_of, source_kind
from sayso.statements.status import BY_ACT, status_of
from sayso.vocabulary import Act, Commitment, Form, SourceKind, Status

SIGNAL = "attribution"
CUE, SOURCE, CONTENT = "cue", "source", "content"
CONFIDENCE = 0.6
WIDEST_GAP = 3
NEAREST = 12
MOST = 60
STRETCH = 200
SAME = 0.5


@dataclass(frozen=True, slots=True)
class Part:
    """A labelled run of tokens."""

    kind: str
    first: int
    last: int


def learned_statements(report: Report, scene: Scene) -> tuple[Statement, ...]:
    """One statement for each labelled cue with a labelled content; none where the analysis has no labels.

    Labels are flat: what is nested in a content carries its own. A cue takes what follows it in its sentence up to the last labelled
    word, or, where nothing does, the content before it; its source is the nearest label that no other cue stands before.
    """
    labels = scene.analysis.signals.get(SIGNAL, ())
    if len(labels) != len(scene.analysis):
        return ()
    parts = _parts(labels)
    rows: dict[int, list[Part]] = {}
    for part in parts:
        rows.setdefault(scene.analysis.sentence_index[part.first], []).append(part)
    found = (_statement(scene, report, cue, row) for row in rows.values() for cue in row[:MOST] if cue.kind == CUE)
    return tuple(statement for statement in found if statement is not None)


def combined(rules: Sequence[Statement], learned: Sequence[Statement]) -> tuple[Statement, ...]:
    """The statements of the rules, and those learned whose cue and content no rule has found."""
    cues = {point for one in rules for point in _points(one, CUE)}
    near: dict[int, list[set[int]]] = {}
    for one in rules:
        content = _points(one, CONTENT)
        for stretch in {point // STRETCH for point in content}:
            near.setdefault(stretch, []).append(content)
    return (*rules, *(one for one in learned if not (cues & _points(one, CUE)) and not _covered(_points(one, CONTENT), near)))


def _covered(content: set[int], near: Mapping[int, Sequence[set[int]]]) -> bool:
    stretches = {point // STRETCH for point in content}
    return any(_alike(content, other) >= SAME for stretch in stretches for other in near.get(stretch, ()))


def _points(one: Statement, kind: str) -> set[int]:
    return {point for span in (one.cue if kind == CUE else one.content) for point in range(span.start, span.end)}


def _alike(one: set[int], other: set[int]) -> float:
    return len(one & other) / len(one | other) if one | other else 0.0


def _parts(labels: Sequence[str]) -> list[Part]:
    """The labelled runs; an ``I-`` without its ``B-`` opens one."""
    found: list[Part] = []
    for token, label in enumerate(labels):
        prefix, _, kind = label.partition("-")
        if not kind:
            continue
        if prefix == "I" and found and found[-1].kind == kind and found[-1].last == token:
            found[-1] = Part(kind, found[-1].first, token + 1)
        else:
            found.append(Part(kind, token, token + 1))
    return found


def _statement(scene: Scene, report: Report, cue: Part, row: Sequence[Part]) -> Statement | None:
    content = _after(scene, cue, row) or _before(scene, cue, row)
    if content is None:
        return None
    source = _source(cue, row)
    told = _cue_at(scene, cue)
    act, commitment = (told.cue.act, told.cue.commitment) if told is not None else (Act.SAY, Commitment.ATTRIBUTED)
    form, quotations = _form(scene, content)
    span = scene.analysis.span(*bare_name(scene, source.first, source.last)) if source is not None else None
    kind = source_kind(scene, source.first, source.last) if source is not None else SourceKind.UNSTATED
    return Statement(
        id="",
        form=form,
        act=act,
        source=span,
        source_kind=kind,
        chain=chain_of(report, None, span),
        cue=(scene.analysis.span(cue.first, cue.last),),
        content=(scene.analysis.span(*content),),
        quotations=tuple(scene.span(*quotation) for quotation in quotations),
        commitment=commitment,
        status=_status(scene, content, source, kind, act, form),
        confidence=CONFIDENCE,
        rule="model.attribution",
    )


def _after(scene: Scene, cue: Part, row: Sequence[Part]) -> Range | None:
    """The content behind a cue, with the cues and sources inside it."""
    following = [part for part in row if part.first >= cue.last]
    begin = next((part for part in following if part.kind == CONTENT), None)
    if begin is None or begin.first - cue.last > NEAREST:
        return None
    between = [part for part in following if part.first < begin.first]
    if any(part.kind == CUE for part in between) and not any(part.kind == SOURCE for part in between):
        return None
    first, last = min([begin.first, *(part.first for part in between if _opens(part, between))]), begin.last
    for part in following:
        if last <= part.first <= last + WIDEST_GAP:
            last = part.last
    return trimmed(scene, first, max(last, begin.last))


def _opens(part: Part, between: Sequence[Part]) -> bool:
    """Whether a source before the content is the one of a cue that is nested in it."""
    return part.kind == SOURCE and any(other.kind == CUE and other.first >= part.last for other in between)


def _before(scene: Scene, cue: Part, row: Sequence[Part]) -> Range | None:
    """The content before a cue, back to where its labels begin."""
    earlier = [part for part in row if part.last <= cue.first]
    end = next((part for part in reversed(earlier) if part.kind == CONTENT), None)
    if end is None or cue.first - end.last > NEAREST:
        return None
    first = end.first
    for part in reversed(earlier):
        if part.last <= first <= part.last + WIDEST_GAP and part.kind != SOURCE:
            first = part.first
    return trimmed(scene, first, end.last)


def _source(cue: Part, row: Sequence[Part]) -> Part | None:
    before = next((part for part in reversed(row) if part.last <= cue.first and part.kind != CONTENT), None)
    if before is not None and before.kind == SOURCE:
        return before
    after = next((part for part in row if part.first >= cue.last and part.kind != CONTENT), None)
    return after if after is not None and after.kind == SOURCE and after.first - cue.last <= WIDEST_GAP else None


def _cue_at(scene: Scene, cue: Part) -> CueAt | None:
    """What the word lists say of a labelled cue."""
    for token in range(cue.first, cue.last):
        if token in scene.cues:
            return scene.cues[token]
        reporter = next(iter(load_constructions().verbs.get(scene.words[token], ())), None)
        if reporter is not None:
            reading = next(iter(reporter.frames.values()))
            return CueAt(Cue(reporter.lemma, reading.act, reporter.commitment), token, token + 1)
    return None


def _form(scene: Scene, content: Range) -> tuple[Form, list[Range]]:
    inside = [(q.start, q.end) for q in scene.quoted if content[0] <= q.first and q.last <= content[1]]
    bare = [token for token in range(*content) if scene.owner[token] < 0 and scene.words[token][0].isalnum()]
    held = scene.owner[content[0]] >= 0 and not inside
    if not inside or held:
        return Form.INDIRECT, []
    return (Form.MIXED if bare else Form.DIRECT), inside


def _status(scene: Scene, content: Range, source: Part | None, kind: SourceKind, act: Act, form: Form) -> Status:
    if act in BY_ACT:
        return BY_ACT[act]
    speakers = frozenset({"i", "we"}) | (pronouns_of(scene, source.first, source.last, kind) if source is not None else frozenset())
    if form is not Form.DIRECT and scene.parsed_at(content[0]):
        return reported_status(scene, (content,), speakers, act)
    return status_of(act, list(_words(scene, content)), whole=True, speakers=speakers)


def _words(scene: Scene, content: Range) -> Iterator[str]:
    return (word for word in scene.words[content[0] : content[1]] if word[0].isalnum() or word[0] in "?'")
