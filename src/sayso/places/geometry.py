"""Points on the sphere: degrees in, kilometres out (mean Earth radius 6,371 km)."""

import math
from collections.abc import Sequence
from statistics import fmean, median

DIAMETER_KM = 12742.0
DEGREE_KM = 111.2
_CELLS_PER_DEGREE = 2
_FAR = 3.5


def distance_km(latitude: float, longitude: float, other_latitude: float, other_longitude: float) -> float:
    """The great-circle distance of two points (haversine)."""
    a, b = math.radians(latitude), math.radians(other_latitude)
    half = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(math.radians(other_longitude - longitude) / 2) ** 2
    return DIAMETER_KM * math.asin(math.sqrt(min(1.0, half)))


def centre_of(points: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """A centre for an area known by its towns: the mean of the half-degree cells that hold one, drawn half way to the middle of the box.

    Towns far from all others (miscoded ones) are left out. ``points`` must not be empty.
    """
    cells: dict[tuple[int, int], list[tuple[float, float]]] = {}
    for latitude, longitude in points:
        cells.setdefault((round(latitude * _CELLS_PER_DEGREE), round(longitude * _CELLS_PER_DEGREE)), []).append((latitude, longitude))
    means = [(fmean(p[0] for p in cell), fmean(p[1] for p in cell)) for cell in cells.values()]
    middle = (median(p[0] for p in means), median(p[1] for p in means))
    away = [distance_km(*middle, *p) for p in means]
    limit = _FAR * median(away) + 50
    kept = [p for p, d in zip(means, away, strict=True) if d <= limit]
    latitudes, longitudes = [p[0] for p in kept], [p[1] for p in kept]
    box = ((min(latitudes) + max(latitudes)) / 2, (min(longitudes) + max(longitudes)) / 2)
    return (fmean(latitudes) + box[0]) / 2, (fmean(longitudes) + box[1]) / 2


def reach_km(centre: tuple[float, float], points: Sequence[tuple[float, float]]) -> float:
    """The distance from a centre within which nine tenths of the points lie."""
    away = sorted(distance_km(*centre, *p) for p in points)
    return away[min(len(away) - 1, int(len(away) * 0.9))] if away else 0.0


def disc_radius_km(area_km2: float) -> float:
    """The radius of a disc of that area."""
    return math.sqrt(max(0.0, area_km2) / math.pi)


def town_radius_km(population: int) -> float:
    """The radius of a town: a disc with 3,000 people a square kilometre, never less than 1 km or more than 30 km."""
    return min(30.0, max(1.0, disc_radius_km(population / 3000)))
