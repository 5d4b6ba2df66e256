"""Interviews and transcripts: speech that a label or the layout gives to its speaker, without quotation marks."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sayso.language.analysis import Analysis, Name
from sayso.records import Report, Span, Statement
from sayso.statements.chains import chain_of
from sayso.statements.lexicon import word_class
from sayso.vocabulary import Act, Commitment, Form, Kind, SourceKind, Status

LABEL = re.compile(r"(?P<name>[^\W\d_][\w.'’-]{0,24}(?: [^\W\d_][\w.'’-]{0,24}){0,4})(?: \([^()\n]{1,40}\))?(?P<mark>: | [–—] |\. )(?=\S)")
GLOSS = re.compile(r"[\[(][^\[\]()\n]{1,80}[\])]")
MARKS = frozenset('“”"«»„‘')
TELLING = frozenset({("tells",), ("told",)})
TALKING = frozenset({("spoke", "to"), ("speaks", "to"), ("talks", "to"), ("talked", "to"), ("interview", "by")})
ASKED = "asked"
ANSWERED = "answered"
FEWEST = 3
FEWEST_PAIRS = 2
MOST_LABELS = 8
LONGEST_QUESTION = 500
SHORTEST = 4
CONFIDENCE = 0.85
GUESSED = 0.7


@dataclass(frozen=True, slots=True)
class Turn:
    """What one speaker says at a stretch: the characters of its paragraphs, of its label, and whether it asks or answers."""

    parts: tuple[tuple[int, int], ...]
    label: tuple[int, int] | None
    role: str


def transcript_statements(report: Report, analysis: Analysis) -> tuple[Statement, ...]:
    """The turns of an interview or a transcript as direct statements, in the order of the text; none where the text is neither.

    Labels (``Q:``, ``RUIZ:``, ``Ida Holm:``) give the speaker. Without labels, questions that stand as paragraphs of their own alternate
    with what the one who is interviewed answers. Questions that nothing gives to anybody are left out.
    Needs paragraphs only; with names, answers get their speaker. The time is linear in the length of the text.
    """
    turns = _labelled(report, analysis) or _unlabelled(analysis)
    if not turns:
        return ()
    first = turns[0].label[0] if turns[0].label is not None else turns[0].parts[0][0]
    asking, answering = _people(analysis, first)
    found = (_statement(report, analysis, turn, asking if turn.role == ASKED else answering) for turn in turns)
    return tuple(statement for statement in found if statement is not None)


def _labelled(report: Report, analysis: Analysis) -> list[Turn]:
    """The turns that begin with a label; a paragraph without one goes on the turn before it, if another turn follows."""
    text = analysis.text
    labels = [(number, match) for number, (start, end) in enumerate(analysis.paragraphs) if (match := LABEL.match(text, start, end)) is not None]
    kinds = Counter(key for _, match in labels if (key := _key(match)))
    wanted = {key for key in kinds if key in word_class("question labels") | word_class("answer labels")}
    if not (wanted & word_class("question labels") and kinds.total() >= FEWEST):
        wanted = _speakers(analysis, labels, kinds)
    rows = [(number, match) for number, match in labels if _key(match) in wanted]
    turns = []
    for position, (number, match) in enumerate(rows):
        following = rows[position + 1][0] if position + 1 < len(rows) else number + 1
        parts = [(match.end(), analysis.paragraphs[number][1]), *analysis.paragraphs[number + 1 : following]]
        turns.append(Turn(tuple(parts), match.span("name"), _role(report, _key(match))))
    return turns


def _key(match: re.Match[str]) -> str:
    """A label in lower case; empty where a full stop follows anything but ``Q`` or ``A``."""
    key = match["name"].lower().rstrip(".")
    return "" if match["mark"] != ": " and key not in word_class("question labels") | word_class("answer labels") else key


def _speakers(analysis: Analysis, labels: Sequence[tuple[int, re.Match[str]]], kinds: Counter[str]) -> set[str]:
    """The labels that are people taking turns: names or capitals, at least two of them and one that returns."""
    people = {analysis.slice(name.first, name.last).lower() for name in analysis.names if name.kind is Kind.PERSON}
    surnames = {name.rsplit(maxsplit=1)[-1] for name in people}
    fit: set[str] = set()
    for _, match in labels:
        key, printed = _key(match), match["name"]
        named = key in people or key.rsplit(maxsplit=1)[-1] in surnames if key else False
        if (
            key
            and (named or printed.isupper() or key in word_class("interviewers"))
            and len(analysis.text[match.end() : match.end() + 40].split()) > 1
        ):
            fit.add(key)
    returning = any(kinds[key] > 1 for key in fit)
    enough = len(fit) > 1 and sum(kinds[key] for key in fit) > FEWEST
    return fit if enough and returning and len(fit) <= MOST_LABELS else set()


def _role(report: Report, key: str) -> str:
    """Whether a label is the interviewer's, the one of whoever is interviewed, or a speaker's own name (empty)."""
    if key in word_class("answer labels"):
        return ANSWERED
    publisher = (report.publisher or "").lower()
    return ASKED if key in word_class("question labels") | word_class("interviewers") or (publisher and key in publisher) else ""


def _unlabelled(analysis: Analysis) -> list[Turn]:
    """Questions as paragraphs of their own, and what stands between them, in a text where they keep coming."""
    paragraphs = analysis.paragraphs
    asked = [number for number, span in enumerate(paragraphs) if _is_question(analysis, *span)]
    paired = [number for number in asked if _joined(analysis, number) and not (number and _joined(analysis, number - 1))]
    if len(paired) >= FEWEST_PAIRS and len(paired) > len(asked) // 2:
        return _pairs(analysis, range(paired[0], paired[-1] + 1))
    answers = [number for number in asked if number + 1 < len(paragraphs) and number + 1 not in asked]
    if len(answers) < FEWEST or sum(_in_first_person(analysis, paragraphs[number + 1]) for number in answers) * 2 < len(answers):
        return []
    turns: list[Turn] = []
    for position, number in enumerate(asked):
        stop = asked[position + 1] if position + 1 < len(asked) else number + 2
        turns.append(Turn((paragraphs[number],), None, ASKED))
        if number + 1 < min(stop, len(paragraphs)):
            turns.append(Turn(tuple(paragraphs[number + 1 : stop]), None, ANSWERED))
    return turns


def _pairs(analysis: Analysis, numbers: range) -> list[Turn]:
    """Blocks of lines whose first is what is asked: the rest of each is the answer."""
    rows: list[tuple[str, list[tuple[int, int]]]] = []
    asks = True
    for number in range(numbers.start, len(analysis.paragraphs)):
        if number >= numbers.stop and asks:
            break
        role = ASKED if asks else ANSWERED
        if rows and rows[-1][0] == role == ANSWERED:
            rows[-1][1].append(analysis.paragraphs[number])
        else:
            rows.append((role, [analysis.paragraphs[number]]))
        asks = not _joined(analysis, number)
    return [Turn(tuple(parts), None, role) for role, parts in rows]


def _joined(analysis: Analysis, number: int) -> bool:
    """Whether nothing but one line end stands between a paragraph and the next."""
    if number + 1 >= len(analysis.paragraphs):
        return False
    return analysis.text.count("\n", analysis.paragraphs[number][1], analysis.paragraphs[number + 1][0]) == 1


def _is_question(analysis: Analysis, start: int, end: int) -> bool:
    text = analysis.text
    return end - start <= LONGEST_QUESTION and text[end - 1] == "?" and text[start] not in MARKS and len(text[start:end].split()) >= FEWEST


def _in_first_person(analysis: Analysis, span: tuple[int, int]) -> bool:
    first, last = analysis.within(*span)
    spoken = analysis.lower[first:last]
    return bool({"i", "we", "my", "our", "me", "us"} & set(spoken)) or len(spoken) <= SHORTEST


def _people(analysis: Analysis, end: int) -> tuple[Name | None, Name | None]:
    """Who asks and who answers: the one who is *told*, and the person named most often, before the first turn."""
    stop = bisect_left(analysis.starts, end)
    names = [name for name in analysis.names if name.last <= stop and name.kind is Kind.PERSON]
    asking = next((name for name in names if _is_told(analysis, name)), None)
    asker = analysis.slice(asking.first, asking.last) if asking is not None else None
    rest = [name for name in names if analysis.slice(name.first, name.last) != asker]
    if not rest:
        return asking, None
    surnames = Counter(analysis.word(name.last - 1) for name in rest)
    return asking, max(rest, key=lambda name: (surnames[analysis.word(name.last - 1)], name.last - name.first, -name.first))


def _is_told(analysis: Analysis, name: Name) -> bool:
    """Whether somebody ``tells`` a person or ``speaks to`` him, or the words are ``interview by`` him."""
    before = analysis.lower[max(0, name.first - 2) : name.first]
    return before[-1:] in {("tells",), ("told",)} or before in {
        ("spoke", "to"),
        ("speaks", "to"),
        ("talks", "to"),
        ("talked", "to"),
        ("interview", "by"),
    }


def _statement(report: Report, analysis: Analysis, turn: Turn, speaker: Name | None) -> Statement | None:
    if turn.role == ASKED and speaker is None and turn.label is None:
        return None
    content = tuple(_trimmed(analysis.text, *part) for part in turn.parts)
    named = analysis.span(speaker.first, speaker.last) if speaker is not None and turn.role else None
    label = _span(analysis.text, *turn.label) if turn.label is not None else None
    source = label or named
    asked = content[-1].text.endswith("?")
    return Statement(
        id="",
        form=Form.DIRECT,
        act=Act.ASK if asked else Act.SAY,
        source=source,
        source_kind=SourceKind.UNSTATED if source is None else SourceKind.NAMED,
        chain=chain_of(report, None, named or source),
        content=content,
        glosses=tuple(_span(analysis.text, *match.span()) for part in turn.parts for match in GLOSS.finditer(analysis.text, *part)),
        commitment=Commitment.ATTRIBUTED,
        status=Status.QUESTIONED if asked else Status.ASSERTED,
        confidence=GUESSED if turn.label is None else CONFIDENCE,
        rule=f"transcript.{'label' if turn.label is not None else 'layout'}",
    )


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    return _span(text, start, end)


def _span(text: str, start: int, end: int) -> Span:
    return Span(start=start, end=end, text=text[start:end])
