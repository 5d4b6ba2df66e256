"""Speech acts as events of their speakers: statements whose cue no frame has matched, and the parties of all events that are done in words."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from sayso.events.codebook import Codebook, Frame, Performed
from sayso.events.draft import Argument, Draft
from sayso.events.participants import Cast
from sayso.events.predicates import Reader
from sayso.language.analysis import Analysis
from sayso.records import Party, Span, Statement
from sayso.vocabulary import Act, Status

EMPTY: Mapping[str, Draft] = MappingProxyType({})
VOICED = frozenset({Act.SAY, Act.ANNOUNCE, Act.DECLARE, Act.WARN, Act.CLAIM, Act.ANSWER, Act.EXPLAIN, Act.CONFIRM})

NOT = frozenset({"not", "n't", "never"})
PLEDGING = frozenset({Act.PROMISE, Act.OFFER, Act.AGREE})
BLAMING = frozenset({Act.ACCUSE, Act.ALLEGE, Act.CRITICISE, Act.CLAIM, Act.SAY})


def acts_of(reader: Reader, drafts: Sequence[Draft], menacing: Mapping[str, Draft] = EMPTY) -> tuple[Draft, ...]:
    """A draft for every statement that is an event by its act or status (``[acts]`` of the codebook) and whose cue no draft has.

    ``menacing`` are the drafts of harm that a statement says is to come, by its id: saying so is a threat.
    """
    taken = {token for draft in drafts for token in range(draft.first, draft.last)}
    found = []
    for statement in reader.setting.statements:
        performed = _menaced(menacing.get(statement.id), statement, reader) or performed_by(statement, drafts, reader)
        if performed is None or not statement.cue:
            continue
        first, last = reader.analysis.within(statement.cue[0].start, statement.cue[0].end)
        if first < last and not taken & set(range(first, last)) and not _refused(first, last, statement, reader):
            taken |= set(range(first, last))
            found.append(_draft(first, last, performed, statement, reader))
    return tuple(found)


def as_pledged(drafts: Sequence[Draft], reader: Reader) -> tuple[Draft, ...]:
    """The drafts, those that promise a deed with the type that the deed makes the promise ("promised to occupy": THREATEN)."""
    cues = [(span, s) for s in reader.setting.statements if s.status in {Status.PROMISED, Status.THREATENED} for span in s.cue[:1]]
    spoken = {performed.type for performed in reader.codebook.pledges.values()}
    return tuple(_pledged(draft, cues, drafts, reader) if draft.frame.type in spoken else draft for draft in drafts)


def _pledged(draft: Draft, cues: Sequence[tuple[Span, Statement]], drafts: Sequence[Draft], reader: Reader) -> Draft:
    span = draft.span(reader.analysis)
    statement = next((s for cue, s in cues if cue.start < span.end and span.start < cue.end), None)
    deed = _deed(statement, drafts, reader) if statement is not None else None
    performed = _made_by(deed, reader) if deed is not None else None
    if statement is not None and statement.status is Status.THREATENED and (performed is None or performed.type != _threat(reader.codebook)):
        performed = reader.codebook.statuses.get(Status.THREATENED.value)
    if performed is None or performed.type == draft.frame.type:
        return draft
    return replace(draft, frame=replace(draft.frame, type=performed.type, mode=performed.mode, cameo=None))


def _refused(first: int, last: int, statement: Statement, reader: Reader) -> bool:
    """Whether the codebook has frames for a cue, and none of them fits it: then its act alone does not make it an event."""
    if statement.act in VOICED:
        return False
    lemmas = [lemma for token in range(first, last) for lemma in reader.words.of(token)]
    return any(lemma in reader.index.verbs or lemma in reader.index.nouns for lemma in lemmas)


def _menaced(deed: Draft | None, statement: Statement, reader: Reader) -> Performed | None:
    """The threat that a statement is whose speaker has harm to come."""
    if deed is None or statement.act not in VOICED:
        return None
    threat = reader.codebook.statuses.get(Status.THREATENED.value)
    pledged = reader.codebook.pledges.get(deed.frame.type)
    return pledged if threat is not None and pledged is not None and pledged.type == threat.type else threat


def performed_by(statement: Statement, drafts: Sequence[Draft], reader: Reader) -> Performed | None:
    """What a statement does by its act, or a plain one by the status of what it says; a promise is what its deed makes it."""
    codebook, act, status = reader.codebook, statement.act.value, statement.status.value
    if statement.status in {Status.PROMISED, Status.CONDITIONAL}:
        deed = _deed(statement, drafts, reader)
        pledged = _made_by(deed, reader) if deed is not None else None
        if pledged is not None and (statement.status is Status.PROMISED or pledged.type == _threat(codebook)):
            return pledged
    if statement.status is Status.THREATENED and statement.act in PLEDGING:
        return codebook.statuses.get(status)
    own = codebook.acts.get(f"{act}.{status}") or codebook.acts.get(act)
    if own is not None or statement.act not in VOICED or statement.status is Status.PROMISED:
        return own
    return codebook.statuses.get(status)


def _made_by(deed: Draft, reader: Reader) -> Performed | None:
    """What announcing a deed is; that harm will not be done is a promise, that something will not be given a refusal."""
    codebook, analysis = reader.codebook, reader.analysis
    performed = codebook.pledged(deed.frame.type)
    if performed is None or not any(analysis.lower[child] in NOT for child in analysis.children(deed.clause, "advmod")):
        return performed
    return codebook.statuses.get(Status.PROMISED.value) if performed.type == _threat(codebook) else codebook.acts.get(Act.REFUSE.value)


def _threat(codebook: Codebook) -> str | None:
    """The type that threats are of."""
    found = codebook.statuses.get(Status.THREATENED.value)
    return found.type if found is not None else None


def _deed(statement: Statement, drafts: Sequence[Draft], reader: Reader) -> Draft | None:
    """The draft that the main verb of a content is."""
    for span in statement.content:
        first, last = reader.analysis.within(span.start, span.end)
        if first < last:
            top = top_of(reader.analysis, first, last)
            return next((draft for draft in drafts if top in (draft.clause, draft.predicate)), None)
    return None


def _draft(first: int, last: int, performed: Performed, statement: Statement, reader: Reader) -> Draft:
    name = statement.act.value if statement.act.value in reader.codebook.acts else statement.status.value
    frame = Frame(id=f"acts.{name}", type=performed.type, mode=performed.mode, order=len(reader.codebook.frames))
    head = top_of(reader.analysis, first, last)
    slots = reader.arguments.verb(head) if reader.analysis.upos[head] in {"VERB", "AUX"} else reader.arguments.noun(head).slots
    return Draft(
        predicate=head,
        first=first,
        last=last,
        clause=head,
        frame=frame,
        slots={name: tuple(reader.cast.argument(token) for token in heads) for name, heads in slots.items()},
        actors=(),
        recipients=(),
    )


def top_of(analysis: Analysis, first: int, last: int) -> int:
    """The token of a range on which the others hang."""
    return next((token for token in range(first, last) if not first <= analysis.heads[token] < last), first)


def speakers(draft: Draft, statement: Statement, cast: Cast) -> tuple[Party, ...]:
    """Who performs a statement: whom the predicate's own words name, else its source, with the hedge that the chain puts on him."""
    authenticity = statement.chain[-1].authenticity if statement.chain else None
    if draft.actors:
        return tuple(cast.party(argument, authenticity) for argument in draft.actors)
    entity = cast.by_id.get(statement.source_entity or "")
    if entity is not None:
        return (cast.of_entity(entity, statement.source, authenticity),)
    if statement.source is None:
        return ()
    head = head_in(statement.source, cast)
    return () if head is None else (cast.party(_exact(head, statement.source, cast), authenticity),)


def addressed(draft: Draft, statement: Statement, cast: Cast) -> tuple[Party, ...]:
    """To whom or against whom a statement is: what the frame gives, else the one who is spoken to, else the target."""
    if draft.recipients:
        return tuple(cast.party(argument) for argument in draft.recipients)
    told = _told_of(draft, statement, cast)
    if told:
        return tuple(cast.party(cast.argument(token)) for token in told)
    for span in (statement.addressee, statement.target):
        head = None if span is None else head_in(span, cast)
        if span is not None and head is not None and (tokens := cast.parties((head,), ("poss", "owner", "of"))):
            return tuple(cast.party(cast.argument(token)) for token in tokens)
    return ()


def _told_of(draft: Draft, statement: Statement, cast: Cast) -> tuple[int, ...]:
    """Whom the complement of a speech act is about: the subject of what is demanded or alleged, the object of what is threatened."""
    clauses = cast.clauses
    heads: tuple[int, ...] = ()
    if statement.status is Status.DIRECTIVE or statement.act in BLAMING:
        heads = tuple(head for row in draft.slots.get("clause", ()) if not clauses.passive(row.head) for head in clauses.subjects(row.head))
    elif statement.status is Status.THREATENED:
        heads = tuple(head for row in draft.slots.get("infinitive", ()) for head in clauses.objects(row.head))
    speakers = {argument.head for argument in draft.slots.get("subject", ())}
    mine = {entity.id for head in speakers if (entity := cast.entity(head)) is not None}
    found = [(head, cast.entity(head)) for head in cast.parties(heads, ()) if head not in speakers]
    return tuple(head for head, entity in found if entity is None or entity.id not in mine)


def head_in(span: Span, cast: Cast) -> int | None:
    """The head token of a span."""
    first, last = cast.analysis.within(span.start, span.end)
    return top_of(cast.analysis, first, last) if first < last else None


def _exact(head: int, span: Span, cast: Cast) -> Argument:
    first, last = cast.analysis.within(span.start, span.end)
    return replace(cast.argument(head), first=first, last=last)
