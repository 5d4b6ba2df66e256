"""A reported statement in the making."""

from dataclasses import dataclass

from sayso.statements.reported_sources import Sourced
from sayso.statements.reported_trees import Range
from sayso.vocabulary import Act, Commitment, Form, Status

CERTAIN, LIKELY, WEAK = 0.9, 0.75, 0.6


@dataclass(frozen=True, slots=True, kw_only=True)
class Reported:
    """What a construction reports: ranges of tokens throughout. ``status`` is None where the words of the content decide it."""

    cues: tuple[Range, ...]
    act: Act
    rule: str
    status: Status | None = None
    commitment: Commitment = Commitment.ATTRIBUTED
    form: Form = Form.INDIRECT
    contents: tuple[Range, ...] = ()
    sourced: Sourced | None = None
    addressee: Range | None = None
    target: Range | None = None
    carrier: Range | None = None
    confidence: float = LIKELY
