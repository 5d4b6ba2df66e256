"""`Gazetteer`: the places that a name may stand for."""

from functools import cached_property, lru_cache
from pathlib import Path

from sayso.places.entries import Entry
from sayso.places.facts import default_path
from sayso.places.folding import fold
from sayso.places.pack import Pack
from sayso.places.user import UserPlaces, user_path

_KEPT_LOOKUPS = 4096
_LONGEST_KEY = 200


class Gazetteer:
    """Names to places: the gazetteer that Sayso ships and, where there is one, the user's own file of added places.

    Nothing is read before the first look-up; the big file is memory-mapped, so several processes share it.
    """

    def __init__(self, pack: Path, user: Path | None = None) -> None:
        """Remember the two files; `open` is the way in."""
        self._pack_path, self._user_path = pack, user
        self._cached = lru_cache(maxsize=_KEPT_LOOKUPS)(self._find)

    @classmethod
    def open(cls, path: Path | None = None) -> "Gazetteer":
        """The shipped gazetteer with the user's places in ``path``, or, without one, in `sayso.places.user.user_path` if that exists.

        Raises `InstallError` (S402) or `DataError` (S303) at the first look-up where a file is damaged.
        """
        own = path or user_path()
        return cls(default_path(), own if path is not None or own.is_file() else None)

    @classmethod
    def shipped(cls) -> "Gazetteer":
        """The shipped gazetteer alone: what it finds does not depend on the machine."""
        return cls(default_path())

    @cached_property
    def identity(self) -> str:
        """What the provenance of a record says of the gazetteer: its digest, and the digests of what the user added."""
        own = self._user.identity if self._user else ""
        return f"geonames:{self._pack.heading.digest[:16]}" + (f"+{own}" if own else "")

    @cached_property
    def source(self) -> str:
        """What the shipped gazetteer was compiled from."""
        return self._pack.heading.source

    def __len__(self) -> int:
        """The number of places in the shipped gazetteer."""
        return self._pack.heading.places

    def verify(self) -> bool:
        """Whether the shipped file is what its heading says (reads all of it)."""
        return self._pack.verify()

    def lookup(self, name: str) -> tuple[Entry, ...]:
        """The places that a name stands for: by rank of the name, then by population; empty where none does."""
        return self.find(fold(name[: 2 * _LONGEST_KEY]))

    def find(self, key: str) -> tuple[Entry, ...]:
        """`lookup` for a name that is folded already."""
        return self._cached(key) if 0 < len(key) <= _LONGEST_KEY else ()

    def _find(self, key: str) -> tuple[Entry, ...]:
        own = self._user.lookup(key) if self._user else []
        known = {e.geonameid for e in own}
        shipped = (self._pack.entry(index, rank) for index, rank in self._pack.postings(key))
        merged = own + [e for e in shipped if e.geonameid is None or e.geonameid not in known]
        return tuple(sorted(merged, key=lambda e: (e.rank, -e.population))) if own else tuple(merged)

    @cached_property
    def _pack(self) -> Pack:
        return Pack(self._pack_path)

    @cached_property
    def _user(self) -> UserPlaces | None:
        return UserPlaces(self._user_path, self._pack.heading.places) if self._user_path else None
