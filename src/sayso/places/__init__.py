"""Toponyms -> places: gazetteer, recognition, resolution (`find_places`)."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sayso.places.finding import find_places
    from sayso.places.gazetteer import Gazetteer

__all__ = ["Gazetteer", "find_places"]


def __getattr__(name: str) -> Any:  # PEP 562: a look-up does not need the whole pipeline
    if name == "find_places":
        from sayso.places.finding import find_places  # noqa: PLC0415

        return find_places
    if name == "Gazetteer":
        from sayso.places.gazetteer import Gazetteer  # noqa: PLC0415

        return Gazetteer
    raise AttributeError(name)
