"""The gazetteer file: one read-only, memory-mapped pack of names and places.

Layout: magic, length of the heading, heading (JSON), then the sections that the heading lists.

    records   23 bytes a place: geonameid, latitude and longitude (1e-5 degrees), countries, division, feature, radius (0.2 km), population
    labels    the names of the places, in blocks of `BLOCK`: length byte + UTF-8; ``label_at`` has the offset of each block
    keys      the keys in order, in blocks of `BLOCK`: shared prefix, rest, number of postings, postings (place * 4 + rank, 3 bytes)
              ``key_at`` has the offset of each block

A look-up costs a binary search over the first keys of the blocks and a scan of one block, some 10 microseconds.
"""

import hashlib
import mmap
import struct
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path

import msgspec

from sayso.errors import InstallError
from sayso.places.entries import Entry, Rank

MAGIC = b"SAYSOGZ1"
BLOCK = 16
_RECORD = struct.Struct("<IiiHHBHI")
_LENGTH = struct.Struct("<I")
_MAX_POSTINGS = 255
_MAX_TEXT = 255
_DEGREE = 100_000
_RADIUS_STEP = 0.2


class Heading(msgspec.Struct, frozen=True):
    """What stands before the sections: closed tables, and where each section lies (offset from the end of the heading, length)."""

    source: str
    digest: str
    places: int
    keys: int
    countries: list[str]
    divisions: list[tuple[str, str, str]]
    features: list[str]
    sections: dict[str, tuple[int, int]]


def write_pack(path: Path, entries: Sequence[Entry], postings: Mapping[str, Sequence[tuple[int, Rank]]], source: str) -> str:
    """Write a pack, byte for byte the same for the same content, and return its digest; the file appears only when it is whole."""
    countries = sorted({"|".join(e.countries) for e in entries})
    divisions = sorted({(e.countries[0], e.admin1, e.division or "") for e in entries if e.admin1 and e.countries} | {("", "", "")})
    features = sorted({e.feature for e in entries})
    country_at = {c: i for i, c in enumerate(countries)}
    division_at = {(d[0], d[1]): i for i, d in enumerate(divisions)}
    feature_at = {f: i for i, f in enumerate(features)}
    records = b"".join(
        _RECORD.pack(
            e.geonameid or 0,
            round(e.latitude * _DEGREE),
            round(e.longitude * _DEGREE),
            country_at["|".join(e.countries)],
            division_at[e.countries[0], e.admin1] if e.admin1 and e.countries else division_at["", ""],
            feature_at[e.feature],
            min(65535, round(e.radius_km / _RADIUS_STEP)),
            min(2**32 - 1, e.population),
        )
        for e in entries
    )
    labels, label_at = _blocks([_text(e.name) for e in entries])
    keys, key_at = _key_blocks(postings)
    body = {"records": records, "labels": labels, "label_at": label_at, "keys": keys, "key_at": key_at}
    digest = hashlib.sha256(b"".join(body.values())).hexdigest()
    sections, offset = {}, 0
    for name, section in body.items():
        sections[name] = (offset, len(section))
        offset += len(section)
    heading = msgspec.json.encode(Heading(source, digest, len(entries), len(postings), countries, divisions, features, sections))
    part = path.with_name(path.name + ".part")
    part.write_bytes(MAGIC + _LENGTH.pack(len(heading)) + heading + b"".join(body.values()))
    part.replace(path)
    return digest


def _text(name: str) -> bytes:
    raw = name.encode()[:_MAX_TEXT].decode(errors="ignore").encode()
    return bytes([len(raw)]) + raw


def _blocks(items: Sequence[bytes]) -> tuple[bytes, bytes]:
    blocks = [b"".join(items[i : i + BLOCK]) for i in range(0, len(items), BLOCK)]
    return b"".join(blocks), _offsets(blocks)


def _offsets(blocks: Sequence[bytes]) -> bytes:
    offsets, at = [], 0
    for block in blocks:
        offsets.append(at)
        at += len(block)
    return struct.pack(f"<{len(offsets)}I", *offsets)


def _key_blocks(postings: Mapping[str, Sequence[tuple[int, Rank]]]) -> tuple[bytes, bytes]:
    ordered = sorted((key.encode(), postings[key]) for key in postings)
    blocks = []
    for i in range(0, len(ordered), BLOCK):
        parts, before = [], b""
        for key, found in ordered[i : i + BLOCK]:
            shared = _shared(before, key)
            kept = found[:_MAX_POSTINGS]
            parts.append(bytes([shared, len(key) - shared]) + key[shared:] + bytes([len(kept)]))
            parts += [(place * 4 + rank).to_bytes(3, "little") for place, rank in kept]
            before = key
        blocks.append(b"".join(parts))
    return b"".join(blocks), _offsets(blocks)


def _shared(before: bytes, key: bytes) -> int:
    """How many bytes two keys have in common at their start."""
    return next((i for i, (a, b) in enumerate(zip(before, key, strict=False)) if a != b), min(len(before), len(key)))


class Pack:
    """A gazetteer file, mapped into memory; nothing is read before the first look-up."""

    def __init__(self, path: Path) -> None:
        """Map the file. Raises `InstallError` (S402) where it is missing, cut short or of another format."""
        try:
            with path.open("rb") as file:
                self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        except (OSError, ValueError) as error:
            raise _damaged(path, "the gazetteer file is missing or empty.") from error
        if len(self._map) < len(MAGIC) + _LENGTH.size or self._map[: len(MAGIC)] != MAGIC:
            raise _damaged(path, "this is no gazetteer file.")
        (length,) = _LENGTH.unpack_from(self._map, len(MAGIC))
        self._base = len(MAGIC) + _LENGTH.size + length
        try:
            self.heading = msgspec.json.decode(self._map[len(MAGIC) + _LENGTH.size : self._base], type=Heading)
        except msgspec.MsgspecError as error:
            raise _damaged(path, "the heading of the gazetteer file is damaged.") from error
        if self._base + sum(size for _, size in self.heading.sections.values()) != len(self._map):
            raise _damaged(path, "the gazetteer file is cut short.")

    def verify(self) -> bool:
        """Whether the content still has the digest that the heading states (reads the whole file)."""
        return hashlib.sha256(self._map[self._base :]).hexdigest() == self.heading.digest

    def postings(self, key: str) -> list[tuple[int, Rank]]:
        """The places that a key stands for, best first."""
        wanted = key.encode(errors="replace")
        block = bisect_right(self._first_keys, wanted) - 1
        if block < 0 or len(wanted) > _MAX_TEXT:
            return []
        for found, at, count in self._scan(block):
            if found == wanted:
                cells = self._map[at : at + 3 * count]
                values = (int.from_bytes(cells[i : i + 3], "little") for i in range(0, 3 * count, 3))
                return [(value >> 2, Rank(value & 3)) for value in values]
        return []

    def entry(self, index: int, rank: Rank = Rank.NAME) -> Entry:
        """One place."""
        at = self._section("records") + index * _RECORD.size
        geonameid, latitude, longitude, country, division, feature, radius, population = _RECORD.unpack_from(self._map, at)
        countries = self.heading.countries[country]
        _, code, name = self.heading.divisions[division]
        return Entry(
            index=index,
            geonameid=geonameid or None,
            name=self._label(index),
            feature=self.heading.features[feature],
            countries=tuple(countries.split("|")) if countries else (),
            admin1=code or None,
            division=name or None,
            latitude=latitude / _DEGREE,
            longitude=longitude / _DEGREE,
            population=population,
            radius_km=radius * _RADIUS_STEP,
            rank=rank,
        )

    def _section(self, name: str) -> int:
        offset: int = self._base + self.heading.sections[name][0]
        return offset

    def _offset(self, table: str, block: int) -> int:
        (offset,) = _LENGTH.unpack_from(self._map, self._section(table) + 4 * block)
        return int(offset)

    def _label(self, index: int) -> str:
        at = self._section("labels") + self._offset("label_at", index // BLOCK)
        for _ in range(index % BLOCK):
            at += 1 + self._map[at]
        return self._map[at + 1 : at + 1 + self._map[at]].decode()

    @cached_property
    def _first_keys(self) -> list[bytes]:
        start, size = self.heading.sections["key_at"]
        base, data = self._section("keys"), self._map
        offsets = struct.unpack_from(f"<{size // 4}I", data, self._base + start)
        return [data[base + o + 2 : base + o + 2 + data[base + o + 1]] for o in offsets]

    def _scan(self, block: int) -> Iterator[tuple[bytes, int, int]]:
        at, before = self._section("keys") + self._offset("key_at", block), b""
        for _ in range(min(BLOCK, self.heading.keys - block * BLOCK)):
            shared, rest = self._map[at], self._map[at + 1]
            before = before[:shared] + self._map[at + 2 : at + 2 + rest]
            count = self._map[at + 2 + rest]
            at += 3 + rest
            yield before, at, count
            at += 3 * count


def _damaged(path: Path, what: str) -> InstallError:
    return InstallError("S402", what, where=path.name, fix="Run `sayso gazetteer build`, or reinstall Sayso.")
