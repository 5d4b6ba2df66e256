"""The user's own places: an SQLite file beside the gazetteer that Sayso ships, filled by `sayso.places.dumps.add`."""

import os
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from functools import cached_property
from pathlib import Path

from sayso.errors import DataError
from sayso.places.entries import Entry, Rank
from sayso.places.geometry import town_radius_km

FORMAT = 1
SCHEMA = f"""
PRAGMA user_version = {FORMAT};
CREATE TABLE IF NOT EXISTS place (
    geonameid INTEGER PRIMARY KEY, name TEXT NOT NULL, feature TEXT NOT NULL, country TEXT, admin1 TEXT,
    latitude REAL NOT NULL, longitude REAL NOT NULL, population INTEGER NOT NULL
);
CREATE TABLE IF NOT EXISTS name (key TEXT NOT NULL, geonameid INTEGER NOT NULL, rank INTEGER NOT NULL, PRIMARY KEY (key, geonameid)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS division (country TEXT NOT NULL, code TEXT NOT NULL, name TEXT NOT NULL, PRIMARY KEY (country, code)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS source (digest TEXT PRIMARY KEY) WITHOUT ROWID;
"""
_RADII = {"A/ADM1": 80.0, "A/ADM2": 30.0, "A/ADM3": 12.0, "A/ADM4": 6.0, "A/PCLI": 300.0, "H/STM": 60.0, "T/MTS": 60.0, "L/RGN": 60.0}
_RADIUS = 5.0
_FOUND = (
    "SELECT p.geonameid, p.name, p.feature, p.country, p.admin1, d.name, p.latitude, p.longitude, p.population, n.rank FROM name n"
    " JOIN place p USING (geonameid) LEFT JOIN division d ON d.country = p.country AND d.code = p.admin1"
    " WHERE n.key = ? ORDER BY n.rank, p.population DESC, p.geonameid"
)


def user_path() -> Path:
    """Where the user's own places lie: ``sayso/gazetteer.db`` in the data folder of the user (XDG_DATA_HOME, APPDATA)."""
    folder = os.environ.get("XDG_DATA_HOME") or os.environ.get("APPDATA")
    return (Path(folder) if folder else Path.home() / ".local" / "share") / "sayso" / "gazetteer.db"


def statements(script: str) -> Iterable[str]:
    """The statements of a script, so that they run inside a transaction of the caller's."""
    return (part for part in (p.strip() for p in script.split(";")) if part)


class UserPlaces:
    """The places of one user's file, read only."""

    def __init__(self, path: Path, first_index: int) -> None:
        """Open the file; its entries are numbered from ``first_index``. Raises `DataError` (S303) where it is no such file."""
        self._first = first_index
        try:
            self._database = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, check_same_thread=False)
            (found,) = self._database.execute("PRAGMA user_version").fetchone()
        except sqlite3.Error as error:
            raise _unreadable(path) from error
        if found != FORMAT:
            raise _unreadable(path)

    @cached_property
    def identity(self) -> str:
        """The digests of everything that was added, so that records can name it."""
        rows = self._database.execute("SELECT digest FROM source ORDER BY digest").fetchall()
        return ",".join(digest[:12] for (digest,) in rows)

    def lookup(self, key: str) -> list[Entry]:
        """The user's places that a key stands for, best first."""
        key = key.encode(errors="replace").decode()
        return [
            Entry(
                index=self._first + row[0],
                geonameid=row[0],
                name=row[1],
                feature=row[2],
                countries=(row[3],) if row[3] else (),
                admin1=row[4] or None,
                division=row[5],
                latitude=row[6],
                longitude=row[7],
                population=row[8],
                radius_km=town_radius_km(row[8]) if row[2].startswith("P/") else _RADII.get(row[2], _RADIUS),
                rank=Rank(row[9]),
                user=True,
            )
            for row in self._database.execute(_FOUND, (key,))
        ]

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()


def credit(path: Path) -> int:
    """How many places a user's file holds; 0 where there is none."""
    if not path.is_file():
        return 0
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as database:
        (count,) = database.execute("SELECT count(*) FROM place").fetchone()
    return int(count)


def _unreadable(path: Path) -> DataError:
    return DataError("S303", "this is no file of added places.", where=path.name, fix="Remove it and run `sayso gazetteer add` again.")
