"""Statements from quotations: each with its marks, its cue and its source; speech that a cue interrupts or a paragraph breaks is one."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from sayso.records import Report, Span, Statement
from sayso.statements.chains import chain_of
from sayso.statements.contents import content_of, ellipses_of, glosses_of
from sayso.statements.cues import Attribution, attribution, with_role
from sayso.statements.quoted_nouns import noun_attribution, noun_teller
from sayso.statements.reported import story_start
from sayso.statements.reported_status import FUTURE, reported_status
from sayso.statements.scare import is_label
from sayso.statements.scene import REACH, Quoted, Scene
from sayso.statements.sources import Teller, addressee_of, carrier_of, pronouns_of, teller_of
from sayso.statements.status import LONGEST, PLAIN, status_of
from sayso.vocabulary import Act, Commitment, Form, SourceKind, Status

GUESSED = 0.5
TURNS = frozenset({Status.THREATENED, Status.PROMISED, Status.DIRECTIVE, Status.CONDITIONAL, Status.QUESTIONED})
FIRST_PERSON = frozenset({"we", "i"})


@dataclass
class Draft:
    """A statement in the making: its quotations, the token ranges of its content, and what introduces it.

    ``direct`` says that all content stands inside the marks.
    """

    quoted: list[Quoted]
    contents: list[tuple[int, int]]
    found: Attribution | None
    teller: Teller | None
    rules: list[str]
    confidence: float
    direct: bool
    target: tuple[int, int] | None = None
    addressee: Span | None = None
    carrier: Span | None = None

    def take(self, quoted: Quoted, rule: str) -> None:
        """Go on with a quotation."""
        self.quoted.append(quoted)
        self.contents.append((quoted.first, quoted.last))
        if rule not in self.rules:
            self.rules.append(rule)


def quoted_statements(report: Report, scene: Scene) -> tuple[Statement, ...]:
    """Every direct and mixed quotation as a statement, in the order of the text, with the ids ``s1``, ``s2`` and so on."""
    drafts: list[Draft] = []
    head = story_start(report, scene.analysis)
    for quoted in scene.quoted:
        found = attribution(scene, quoted) or noun_attribution(scene, quoted)
        previous = drafts[-1] if drafts else None
        if is_label(scene, quoted, found):
            continue
        turned = _turned(scene, previous, quoted) if previous is not None and found is None else None
        if turned is not None or not (previous is not None and _joins(scene, previous, quoted, found)):
            drafts.append(turned or _draft(scene, previous, quoted, found))
    for draft in drafts:
        draft.contents = [(head[1] if head[0] <= first < head[1] < last else first, last) for first, last in draft.contents]
    ordered = sorted(drafts, key=lambda draft: draft.contents[0])
    return tuple(_statement(scene, report, f"s{number}", draft) for number, draft in enumerate(ordered, start=1))


def _joins(scene: Scene, previous: Draft, quoted: Quoted, found: Attribution | None) -> bool:
    """Put a quotation to the statement before it, where it is one with it."""
    if found is None:
        return _resumes(scene, previous, quoted)
    whole = content_of(scene, quoted, found) == ((quoted.first, quoted.last),)
    if previous.found is not None and found.cues[:1] == previous.found.cues[:1]:
        if previous.direct and whole and found.rule in {"quote.adjacent", "quote.led", "quote.listed"}:
            previous.take(quoted, "quote.interrupted")
            return True
        if not previous.direct and found.rule in {"quote.embedded", "quote.medial", "quote.distant", "quote.listed"}:
            first, last = previous.contents[-1]
            previous.contents[-1] = (first, max(last, content_of(scene, quoted, found)[-1][1]))
            previous.quoted.append(quoted)
            return True
    if (
        quoted.quotation.continues
        and previous.found is None
        and previous.direct
        and whole
        and found.rule in {"quote.after", "quote.inverted", "quote.phrase"}
    ):
        fresh = _draft(scene, None, quoted, found)
        previous.take(quoted, found.rule)
        previous.found, previous.teller, previous.addressee = fresh.found, fresh.teller, fresh.addressee
        previous.confidence = fresh.confidence
        return True
    return False


def _turned(scene: Scene, previous: Draft, quoted: Quoted) -> Draft | None:
    """A quotation that goes on the speech before it with a threat, a promise, an order or a question: a statement of its own."""
    if previous.found is None or not _continues(scene, previous, quoted):
        return None
    draft = replace(previous, quoted=[quoted], contents=[(quoted.first, quoted.last)], rules=["quote.resumed"])
    status = _status(scene, draft)
    return draft if status in TURNS and status is not _status(scene, previous) else None


def _status(scene: Scene, draft: Draft) -> Status:
    act, speakers = _act(scene, draft), _speakers(scene, draft)
    plain = draft.found is not None and not draft.direct and act in PLAIN and scene.parsed_at(draft.contents[0][0])
    if plain and scene.words[draft.contents[0][0]] != "to":
        return reported_status(scene, draft.contents, speakers, act)
    if draft.direct and act is Act.SAY and _is_order(scene, draft):
        return Status.DIRECTIVE
    return status_of(act, _spoken(scene, draft), whole=draft.direct, speakers=speakers)


def _is_order(scene: Scene, draft: Draft) -> bool:
    """Whether speech begins with an imperative, and goes on with no promise or threat of the speaker's."""
    first = scene.inner(draft.quoted[0])[0]
    if first >= len(scene.words) or not scene.parsed_at(first) or scene.analysis.upos[first] != "VERB" or scene.analysis.xpos[first] != "VB":
        return False
    words = _spoken(scene, draft)
    return not any(word in FIRST_PERSON and following in FUTURE for word, following in pairwise(words)) and "?" not in words


def _resumes(scene: Scene, previous: Draft, quoted: Quoted) -> bool:
    """Whether a quotation without a cue goes on the speech before it, in its paragraph or over an open mark."""
    if not _continues(scene, previous, quoted):
        return False
    previous.take(quoted, "quote.continued" if quoted.quotation.continues else "quote.resumed")
    return True


def _continues(scene: Scene, previous: Draft, quoted: Quoted) -> bool:
    near = quoted.quotation.continues or _follows(scene, previous.quoted[-1], quoted)
    return near and previous.direct and _fills_sentences(scene, quoted)


def _follows(scene: Scene, before: Quoted, quoted: Quoted) -> bool:
    """Whether a quotation stands in the paragraph of another, with no sentence of the reporter's between."""
    if before.paragraph != quoted.paragraph:
        return False
    return scene.analysis.sentence_index[quoted.first] - scene.analysis.sentence_index[before.last - 1] <= 1


def _speaker_before(scene: Scene, previous: Draft | None, quoted: Quoted) -> Teller | None:
    """Who speaks in a quotation without a cue: the source of the last cue before it, in its paragraph or the one before."""
    floor = max(previous.quoted[-1].last if previous is not None else 0, scene.paragraph_start(quoted.paragraph - 1), quoted.first - REACH)
    for token in range(quoted.first - 1, floor - 1, -1):
        found = scene.cues.get(token)
        if found is not None and not found.cue.phrase:
            teller = teller_of(scene, Attribution("quote.before", found.cue, ((found.first, found.last),), (found.last, quoted.first), GUESSED))
            if teller is not None and scene.words[teller.first] != "it":
                return teller
    near = previous is not None and previous.found is not None and 0 <= quoted.paragraph - previous.quoted[-1].paragraph <= 1
    return previous.teller if near and previous is not None else None


def _fills_sentences(scene: Scene, quoted: Quoted) -> bool:
    """Whether nothing but quotations stands in the sentences of a quotation."""
    around = [*range(scene.start_of(quoted.first), quoted.first), *range(quoted.last, scene.end_of(quoted.last - 1))]
    return not any(scene.words[token][0].isalnum() and scene.owner[token] < 0 for token in around)


def _same_sentence(scene: Scene, previous: Draft, quoted: Quoted) -> bool:
    return scene.analysis.sentence_index[previous.quoted[-1].last - 1] == scene.analysis.sentence_index[quoted.first]


def _draft(scene: Scene, previous: Draft | None, quoted: Quoted, found: Attribution | None) -> Draft:
    if found is None:
        same = _fills_sentences(scene, quoted) or (previous is not None and _same_sentence(scene, previous, quoted))
        teller = _speaker_before(scene, previous, quoted) if same else None
        rule = "quote.alone" if teller is None else "quote.same-speaker"
        return Draft([quoted], [(quoted.first, quoted.last)], None, teller, [rule], GUESSED, direct=True)
    found, target = with_role(scene, found)
    teller = noun_teller(scene, found) if found.rule == "quote.noun" else teller_of(scene, found)
    contents = list(content_of(scene, quoted, found))
    direct = all(quoted.first <= first and last <= quoted.last for first, last in contents)
    addressee, carrier = addressee_of(scene, found, teller), carrier_of(scene, found)
    return Draft([quoted], contents, found, teller, [found.rule], found.confidence, direct, target, addressee, carrier)


def _statement(scene: Scene, report: Report, identity: str, draft: Draft) -> Statement:
    analysis, found = scene.analysis, draft.found
    cue = found.cue if found is not None else None
    act = _act(scene, draft)
    source = analysis.span(draft.teller.first, draft.teller.last) if draft.teller else None
    content = tuple(_content_spans(scene, draft))
    ranges = [(span.start, span.end) for span in content]
    return Statement(
        id=identity,
        form=Form.DIRECT if draft.direct else Form.MIXED,
        act=act,
        source=source,
        source_kind=draft.teller.kind if draft.teller else SourceKind.UNSTATED,
        chain=chain_of(report, draft.carrier, source),
        cue=tuple(analysis.span(first, last) for first, last in (found.cues if found else ())),
        content=content,
        quotations=tuple(scene.span(quoted.start, quoted.end) for quoted in draft.quoted),
        addressee=draft.addressee,
        target=analysis.span(*draft.target) if draft.target else None,
        glosses=glosses_of(scene, ranges, found),
        ellipses=ellipses_of(scene, ranges),
        commitment=cue.commitment if cue is not None else Commitment.ATTRIBUTED,
        status=_status(scene, draft),
        confidence=draft.confidence,
        rule=" ".join([*draft.rules, *([draft.teller.rule] if draft.teller else [])]),
    )


def _act(scene: Scene, draft: Draft) -> Act:
    """The act of the cue; to ask somebody *to do* something is to request it."""
    cue = draft.found.cue if draft.found is not None else None
    first = draft.contents[0][0]
    opening = scene.words[first + 1] if scene.owner[first] >= 0 and first + 1 < len(scene.words) else scene.words[first]
    if cue is not None and cue.act is Act.ASK and opening == "to":
        return Act.REQUEST
    return cue.act if cue is not None else Act.SAY


def _spoken(scene: Scene, draft: Draft) -> list[str]:
    """The words of the first sentence of the content in lower case, a question mark among them."""
    words: list[str] = []
    for token in (token for first, last in draft.contents for token in range(first, last)):
        word = scene.words[token]
        if word[0] in ".!…" and words:
            break
        if word[0].isalnum() or word[0] in "?'" or word == "n't":
            words.append(word)
        if word[0] == "?" or len(words) > LONGEST:
            break
    return words


def _speakers(scene: Scene, draft: Draft) -> frozenset[str]:
    """The pronouns that a source goes by in what it says: the first person, and in a reported clause its own."""
    teller = draft.teller
    return FIRST_PERSON if draft.direct or teller is None else FIRST_PERSON | pronouns_of(scene, teller.first, teller.last, teller.kind)


def _content_spans(scene: Scene, draft: Draft) -> Iterator[Span]:
    """The content in characters; where it begins or ends with a quotation, with its marks."""
    starts = {quoted.first: quoted.start for quoted in draft.quoted}
    ends = {quoted.last: quoted.end for quoted in draft.quoted}
    for first, last in draft.contents:
        start = starts.get(first, scene.analysis.starts[first])
        yield scene.span(start, ends.get(last, scene.analysis.ends[last - 1]))
