"""Cue, source and content words of statements."""

from sayso.training.heads.signals import Signal
from sayso.training.signals import ATTRIBUTION


def attribution() -> Signal:
    """Seven labels: O, and B and I of each part."""
    return Signal("attribution", ATTRIBUTION, 0.6, 0.6)
