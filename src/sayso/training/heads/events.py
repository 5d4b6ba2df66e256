"""The PLOVER type of the event whose predicate a word is."""

from sayso.training.heads.signals import Signal
from sayso.training.signals import event_labels


def events() -> Signal:
    """O and sixteen types."""
    return Signal("events", event_labels(), 1.0, 0.15)
