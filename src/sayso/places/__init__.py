"""Toponyms -> places: gazetteer, recognition, resolution (`find_places`)."""

from sayso.places.finding import find_places
from sayso.places.gazetteer import Gazetteer

__all__ = ["Gazetteer", "find_places"]
