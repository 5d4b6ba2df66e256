"""GeoNames dumps into the user's own file: `add`.

Formats (download.geonames.org/export/dump/readme.txt), told apart by their columns, as plain text or as the zip GeoNames serves:
the main table (19 columns: allCountries, a country, cities500 ...), alternateNames and alternateNamesV2 (4 to 10 columns, the second
a geonameid), admin1CodesASCII and admin2Codes (4 columns, the first like ``IQ.01``).
"""

import hashlib
import io
import sqlite3
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from sayso.errors import DataError, InputError
from sayso.places.entries import Rank
from sayso.places.facts import countries
from sayso.places.folding import fold, is_latin
from sayso.places.user import SCHEMA, statements

_MAIN, _CODES = 19, 4
_ALTERNATE = range(4, 11)
_LONGEST_LINE = 100_000
_LONGEST_NAME = 200
_BATCH = 10_000
_SKIPPED_LANGUAGES = frozenset({"link", "wkdt", "post", "iata", "icao", "faac", "tcid", "unlc", "phon", "piny", "abbr"})
_KEPT = frozenset(
    "H.STM H.STMS H.LK H.LKS H.RSV H.SEA H.OCN H.GULF H.BAY H.STRT H.CHN H.CNL H.DAM T.MT T.MTS T.ISL T.ISLS T.DSRT T.VAL T.PASS T.CAPE T.PEN"
    " T.VLC T.PLN"
    " T.PLAT L.RGN L.AREA L.PRK L.CONT L.OILF L.RESV S.DAM S.AIRP S.AIRB S.INSM S.PS S.PRN S.PSTB S.CMP S.OILR".split()
)


@dataclass(frozen=True, slots=True)
class Added:
    """What one dump brought: places, names and division names kept, and rows left out (features, languages and places of no use here)."""

    places: int = 0
    names: int = 0
    divisions: int = 0
    left_out: int = 0


def add(dump: Path, user: Path) -> Added:
    """Add a GeoNames dump to the user's file, all of it or nothing; a row that is there already is replaced.

    Raises `InputError` (S101) where the dump is missing and `DataError` (S303), with the line, where it is malformed: nothing of it is
    kept then, and a file that was not there before is not there after.
    """
    if not dump.is_file():
        raise InputError("S101", "there is no such file.", where=str(dump), fix="Name a GeoNames dump.")
    fresh = not user.exists()
    user.parent.mkdir(parents=True, exist_ok=True)
    try:
        with closing(sqlite3.connect(user, isolation_level=None)) as database, _transaction(database):
            for statement in statements(SCHEMA):
                database.execute(statement)
            with _lines(dump) as lines:
                added = _load(database, dump.name, lines)
            database.execute("INSERT OR REPLACE INTO source VALUES (?)", (_digest(dump),))
    except BaseException as error:
        if fresh:
            user.unlink(missing_ok=True)
        if isinstance(error, sqlite3.DatabaseError):
            raise DataError(
                "S303", "the file of added places cannot be written.", where=user.name, fix="Remove it and add your dumps again."
            ) from error
        raise
    return added


@contextmanager
def _transaction(database: sqlite3.Connection) -> Iterator[None]:
    database.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        database.execute("ROLLBACK")
        raise
    database.execute("COMMIT")


@contextmanager
def _lines(dump: Path) -> Iterator[Iterator[tuple[int, list[str]]]]:
    """The numbered rows of a dump, from the text or from the one table in a zip."""
    try:
        if zipfile.is_zipfile(dump):
            with zipfile.ZipFile(dump) as archive:
                tables = [i for i in archive.infolist() if i.filename.endswith(".txt") and "readme" not in i.filename.lower()]
                main = next((i for i in tables if Path(i.filename).stem == dump.stem), tables[0] if len(tables) == 1 else None)
                if main is None:
                    raise _malformed(dump.name, 0, "the archive holds no table of its own name.")
                with io.TextIOWrapper(archive.open(main), encoding="utf-8", newline="\n") as file:
                    yield _rows(dump.name, file)
        else:
            with dump.open(encoding="utf-8", newline="\n") as file:
                yield _rows(dump.name, file)
    except (UnicodeDecodeError, zipfile.BadZipFile, OSError) as error:
        raise _malformed(dump.name, 0, f"it cannot be read as UTF-8 text ({type(error).__name__}).") from error


def _rows(name: str, file: TextIO) -> Iterator[tuple[int, list[str]]]:
    number = 0
    while line := file.readline(_LONGEST_LINE):
        number += 1
        if len(line) == _LONGEST_LINE:
            raise _malformed(name, number, f"a line is longer than {_LONGEST_LINE} characters.")
        line = line.rstrip("\r\n")
        if line and not line.startswith("#"):
            yield number, line.split("\t")


def _load(database: sqlite3.Connection, name: str, rows: Iterator[tuple[int, list[str]]]) -> Added:
    first = next(rows, None)
    if first is None:
        raise _malformed(name, 0, "it is empty.")
    columns = len(first[1])
    every = _chain(first, rows)
    if columns == _MAIN:
        return _load_places(database, name, every)
    if columns == _CODES and "." in first[1][0]:
        return _load_codes(database, name, every)
    if columns in _ALTERNATE:
        return _load_names(database, name, every, columns)
    raise _malformed(name, first[0], f"{columns} columns are none of GeoNames' tables.")


def _chain(first: tuple[int, list[str]], rows: Iterator[tuple[int, list[str]]]) -> Iterator[tuple[int, list[str]]]:
    yield first
    yield from rows


def _load_places(database: sqlite3.Connection, name: str, rows: Iterator[tuple[int, list[str]]]) -> Added:
    iso3 = {c.iso2: c.iso3 for c in countries()}
    places = names = left = 0
    for batch in _batches(rows):
        kept: list[tuple[object, ...]] = []
        keys: list[tuple[str, int, int]] = []
        for number, row in batch:
            if len(row) != _MAIN:
                raise _malformed(name, number, f"{len(row)} columns instead of {_MAIN}.")
            feature = f"{row[6]}.{row[7]}"
            if row[6] not in {"A", "P"} and feature not in _KEPT:
                left += 1
                continue
            place = _place(name, number, row, iso3)
            kept.append(place)
            keys += _keys_of(place[0], row)
        database.executemany("DELETE FROM name WHERE geonameid = ?", [(place[0],) for place in kept])
        database.executemany("INSERT OR REPLACE INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?)", kept)
        database.executemany("INSERT OR IGNORE INTO name VALUES (?, ?, ?)", keys)
        places, names = places + len(kept), names + len(keys)
    return Added(places, names, 0, left)


def _place(name: str, number: int, row: Sequence[str], iso3: dict[str, str]) -> tuple[int, str, str, str | None, str | None, float, float, int]:
    try:
        geonameid, latitude, longitude, population = int(row[0]), float(row[4]), float(row[5]), int(row[14] or 0)
    except ValueError as error:
        raise _malformed(name, number, "the id, the coordinates or the population is no number.") from error
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180 and 0 < geonameid < 2**53 and 0 <= population < 2**40):  # noqa: PLR2004 (degrees)
        raise _malformed(name, number, "the id, the coordinates or the population is out of range.")
    if not row[1] or len(row[1]) > _LONGEST_NAME:
        raise _malformed(name, number, "the name is empty or too long.")
    return geonameid, row[1], f"{row[6]}/{row[7]}" if row[7] else row[6], iso3.get(row[8]), row[10] or None, latitude, longitude, population


def _keys_of(geonameid: object, row: Sequence[str]) -> list[tuple[str, int, int]]:
    found: dict[str, Rank] = {}
    for rank, names in ((Rank.NAME, row[1:3]), (Rank.ALTERNATE, row[3].split(","))):
        for name in names:
            key = fold(name) if len(name) <= _LONGEST_NAME and is_latin(name) and not name[:1].islower() else ""
            if key:
                found.setdefault(key, rank)
    return [(key, int(str(geonameid)), int(rank)) for key, rank in found.items()]


def _load_names(database: sqlite3.Connection, name: str, rows: Iterator[tuple[int, list[str]]], columns: int) -> Added:
    names = left = 0
    for batch in _batches(rows):
        keys: list[tuple[str, int, int]] = []
        for number, row in batch:
            if not _CODES <= len(row) <= columns:
                raise _malformed(name, number, f"{len(row)} columns instead of {columns}.")
            if not (row[0].isdigit() and row[1].isdigit()):
                raise _malformed(name, number, "the first two columns are no ids.")
            key = fold(row[3]) if row[2] not in _SKIPPED_LANGUAGES and len(row[3]) <= _LONGEST_NAME and is_latin(row[3]) else ""
            if key:
                keys.append((key, int(row[1]), int(Rank.ALIAS if row[2] in {"en", ""} else Rank.ALTERNATE)))
        before = database.total_changes
        database.executemany(
            "INSERT INTO name SELECT ?1, ?2, ?3 WHERE EXISTS (SELECT 1 FROM place WHERE geonameid = ?2)"
            " ON CONFLICT (key, geonameid) DO UPDATE SET rank = min(rank, excluded.rank)",
            keys,
        )
        changed = database.total_changes - before
        names, left = names + changed, left + len(batch) - changed
    return Added(0, names, 0, left)


def _load_codes(database: sqlite3.Connection, name: str, rows: Iterator[tuple[int, list[str]]]) -> Added:
    iso3 = {c.iso2: c.iso3 for c in countries()}
    divisions = left = 0
    for batch in _batches(rows):
        kept = []
        for number, row in batch:
            if len(row) != _CODES or "." not in row[0]:
                raise _malformed(name, number, f"this is no row of a table of codes ({len(row)} columns).")
            country, _, code = row[0].partition(".")
            if "." in code or country not in iso3:
                left += 1
                continue
            kept.append((iso3[country], code, row[1]))
        database.executemany("INSERT OR REPLACE INTO division VALUES (?, ?, ?)", kept)
        divisions += len(kept)
    return Added(0, 0, divisions, left)


def _batches(rows: Iterator[tuple[int, list[str]]]) -> Iterator[list[tuple[int, list[str]]]]:
    batch: list[tuple[int, list[str]]] = []
    for row in rows:
        batch.append(row)
        if len(batch) == _BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _digest(dump: Path) -> str:
    with dump.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _malformed(name: str, number: int, what: str) -> DataError:
    where = f"{name}:{number}" if number else name
    return DataError("S303", what, where=where, fix="Take the file from download.geonames.org/export/dump as it is.")
