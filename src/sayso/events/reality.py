"""What the status of a content makes of the events inside it: the table of the design, and harm to come that is a threat."""

from collections.abc import Collection
from dataclasses import dataclass

from sayso.records import Statement
from sayso.vocabulary import Act, Factuality, Form, Realis, Status

BY_STATUS = {
    Status.DENIED: Realis.NEGATED,
    Status.CONDITIONAL: Realis.HYPOTHETICAL,
    Status.QUESTIONED: Realis.HYPOTHETICAL,
    Status.DESIRED: Realis.HYPOTHETICAL,
    Status.THREATENED: Realis.THREATENED,
    Status.PROMISED: Realis.FUTURE,
    Status.PREDICTED: Realis.FUTURE,
    Status.DIRECTIVE: Realis.DIRECTED,
}
USUAL = {
    Realis.OCCURRED: Factuality.CERTAIN,
    Realis.ONGOING: Factuality.CERTAIN,
    Realis.HISTORICAL: Factuality.CERTAIN,
    Realis.FUTURE: Factuality.CERTAIN,
    Realis.NEGATED: Factuality.CERTAIN_NOT,
    Realis.THREATENED: Factuality.UNKNOWN,
    Realis.HYPOTHETICAL: Factuality.UNKNOWN,
    Realis.DIRECTED: Factuality.UNKNOWN,
}
BY_VERB = frozenset(
    {Act.SAY, Act.WARN, Act.ANNOUNCE, Act.CLAIM, Act.ANSWER, Act.EXPLAIN, Act.CONFIRM, Act.REPORT, Act.BELIEVE, Act.DECLARE, Act.CALL}
)
HOSTILE = frozenset({"ASSAULT", "COERCE", "SANCTION", "PROTEST", "MOBILIZE", "ACCUSE", "THREATEN"})
VOWING = frozenset({Act.PROMISE, Act.THREATEN})
VOWS = ("vow", "swear", "swore", "sworn")
CONDITIONS = frozenset({"if", "unless", "until"})


@dataclass(frozen=True, slots=True)
class Reality:
    """Realis and factuality with the rule that decided.

    ``presupposed`` where the words around take the event for granted; ``told`` where a past tense of its own tells it.
    """

    realis: Realis
    factuality: Factuality
    rule: str
    presupposed: bool = False
    told: bool = False


def by_status(own: Reality, holder: Statement) -> Reality:
    """What the status of the content makes of an event that it does not just presuppose."""
    wanted = BY_STATUS.get(holder.status)
    if wanted is None or own.presupposed or (own.told and holder.act in BY_VERB):
        return own
    if own.realis is Realis.NEGATED and wanted is Realis.FUTURE:
        return Reality(wanted, Factuality.CERTAIN_NOT, "status")
    if own.realis is Realis.NEGATED and wanted is Realis.HYPOTHETICAL:
        return Reality(wanted, USUAL[wanted], "status")
    value = own.factuality if wanted is Realis.FUTURE and own.realis is Realis.FUTURE else USUAL[wanted]
    return Reality(wanted, value, "status")


def menaces(found: Reality, holder: Statement, kind: str, sentence: Collection[str]) -> bool:
    """Whether harm that a source says is to come is a threat: it warns or vows, puts a condition, or speaks of force in its own words.

    ``kind`` is the type of the event, ``sentence`` the words of its sentence in lower case.
    """
    if kind not in HOSTILE or found.presupposed or found.factuality is Factuality.CERTAIN_NOT or holder.act not in BY_VERB | VOWING:
        return False
    ahead = found.rule == "modal will" or (found.rule == "status" and found.realis in {Realis.FUTURE, Realis.HYPOTHETICAL})
    if not ahead or holder.status is Status.QUESTIONED:
        return False
    vowed = any(word in span.text.lower() for span in holder.cue for word in VOWS)
    conditional = bool(CONDITIONS & set(sentence))
    forceful = kind == "ASSAULT" and holder.form is Form.DIRECT
    return vowed or forceful or (conditional and (holder.act is Act.WARN or found.realis is Realis.FUTURE)) or holder.act is Act.WARN
