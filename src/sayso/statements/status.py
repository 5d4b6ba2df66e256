"""How the source stands to what it says: from the act, and from mood and modality in the words."""

from collections.abc import Collection, Sequence

from sayso.statements.lexicon import word_class
from sayso.vocabulary import Act, Status

BY_ACT = {
    **dict.fromkeys((Act.THREATEN,), Status.THREATENED),
    **dict.fromkeys((Act.PROMISE, Act.OFFER, Act.AGREE), Status.PROMISED),
    **dict.fromkeys((Act.DEMAND, Act.REQUEST, Act.URGE, Act.ORDER, Act.SUGGEST), Status.DIRECTIVE),
    **dict.fromkeys((Act.DENY, Act.REFUSE), Status.DENIED),
    **dict.fromkeys((Act.HOPE, Act.WANT), Status.DESIRED),
    **dict.fromkeys((Act.PREDICT, Act.FEAR), Status.PREDICTED),
    **dict.fromkeys((Act.DOUBT,), Status.QUESTIONED),
    **dict.fromkeys((Act.MOCK, Act.PRAISE, Act.CRITICISE, Act.CALL), Status.EVALUATION),
    **dict.fromkeys((Act.THANK, Act.APOLOGISE), Status.PRESUPPOSED),
}
FUTURE = frozenset({"will", "'ll", "wo", "shall", "would", "'d"})
CONDITIONS = frozenset({"if", "unless"})
MODALS = frozenset({"would", "could", "should", "will", "'ll", "'d", "can", "may"})
NEGATIONS = frozenset({"not", "n't", "never"})
PLAIN = frozenset(
    {Act.SAY, Act.WARN, Act.ANNOUNCE, Act.CLAIM, Act.ANSWER, Act.EXPLAIN, Act.PREDICT, Act.CONFIRM, Act.REPORT, Act.BELIEVE, Act.DECLARE}
)
LONGEST = 60
FIRST_CLAUSE = 15


def status_of(act: Act, words: Sequence[str], *, whole: bool, speakers: Collection[str]) -> Status:
    """The status of a content from its first sentence, given in lower case.

    ``whole`` where it is speech and not part of a clause; ``speakers`` are the pronouns that the source goes by in it.
    """
    if act is Act.ASK or (words and words[-1].startswith("?")):
        return Status.QUESTIONED
    spoken = act is Act.AGREE if whole else act is Act.SUGGEST and bool(word_class("finite") & set(words))
    if act in BY_ACT and not spoken:
        return BY_ACT[act]
    if act is Act.SAY and words[:1] == ["to"]:
        return Status.DIRECTIVE
    return _by_words(words[:LONGEST], speakers, warned=act is Act.WARN) if act in PLAIN else Status.ASSERTED


def _by_words(words: Sequence[str], speakers: Collection[str], *, warned: bool) -> Status:
    """Conditions, refusals, threats, promises and predictions by their verbs."""
    condition = next((position for position, word in enumerate(words[:FIRST_CLAUSE]) if word in CONDITIONS), None)
    if condition is not None and MODALS & set(words) and not {"told", "said", "that"} & set(words[:condition]):
        return Status.CONDITIONAL
    future = next((position for position, word in enumerate(words[: LONGEST if warned else FIRST_CLAUSE]) if word in FUTURE), None)
    if future is None:
        return Status.ASSERTED
    own = future > 0 and words[future - 1] in speakers
    rest = words[future + 1 :]
    if own and rest[:1] and rest[0] in NEGATIONS:
        return Status.DENIED
    if word_class("harm") & set(rest) and (warned or set(speakers) & set(words[:future])):
        return Status.THREATENED
    return Status.PROMISED if own else Status.PREDICTED
