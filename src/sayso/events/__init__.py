"""Events: who did what to whom, coded by a codebook that a researcher can edit."""

from sayso.events.build import find_events
from sayso.events.codebook import Codebook, check, load

__all__ = ["Codebook", "check", "find_events", "load"]
