"""What the gazetteer says of one place."""

from dataclasses import dataclass
from enum import IntEnum


class Rank(IntEnum):
    """How a key leads to an entry, strongest first."""

    NAME = 0
    ALIAS = 1
    ALTERNATE = 2
    DEMONYM = 3


@dataclass(frozen=True, slots=True)
class Entry:
    """One place of the gazetteer, with the rank of the key that found it.

    ``countries`` are ISO 3166-1 alpha-3 codes (several for a river or a range, none for an ocean); ``admin1`` is the GeoNames code of the
    first-level division and ``division`` its name; degrees are WGS 84; ``user`` marks an entry of the user's own file.
    """

    index: int
    geonameid: int | None
    name: str
    feature: str
    countries: tuple[str, ...]
    admin1: str | None
    division: str | None
    latitude: float
    longitude: float
    population: int
    radius_km: float
    rank: Rank = Rank.NAME
    user: bool = False

    @property
    def country(self) -> str | None:
        """The country, where there is exactly one."""
        return self.countries[0] if len(self.countries) == 1 else None

    @property
    def is_country(self) -> bool:
        """Whether the entry is a country or a dependent territory of today."""
        return self.feature.startswith("A/PCL") and len(self.countries) == 1

    @property
    def is_division(self) -> bool:
        """Whether the entry is a first-level division."""
        return self.feature == "A/ADM1"

    @property
    def is_town(self) -> bool:
        """Whether the entry is a populated place."""
        return self.feature.startswith("P/")
