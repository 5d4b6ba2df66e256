"""Codebooks from TOML: one file with types and word lists, and the frame files that it names."""

import hashlib
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import fields
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from sayso.errors import DataError
from sayso.events.codebook import Codebook, Context, EventType, Example, Frame, Light, Mode, Performed, Topic
from sayso.vocabulary import Act, Status

CODE = "S306"
QUADS = frozenset({"verbal cooperation", "material cooperation", "verbal conflict", "material conflict"})
LOGICAL = ("subject", "object", "second", "poss", "owner", "infinitive", "clause", "complement", "particle")
TESTS = frozenset("#person #organization #group #place #country #party #number #thing #name *".split())
TESTS |= frozenset("#armed #police #military #rebel #government #civilian".split())
LISTS = ("mode", "verbs", "nouns", "adjectives", "actor", "recipient", "noun_actor", "noun_recipient", "context")
TOP = frozenset({"codebook", "types", "contexts", "classes", "light", "topics", "acts", "pledges"})
FRAME = frozenset(f.name for f in fields(Frame)) - {"order", "type"}
MOST_BYTES = 8_000_000


def load_codebook(path: Path | None = None) -> Codebook:
    """The codebook in a file; see `sayso.events.codebook.load`."""
    return _load(Path(str(files("sayso.events").joinpath("codebooks/plover.toml"))) if path is None else path)


@cache
def _load(path: Path) -> Codebook:
    digest = hashlib.sha256()
    table = _read(path, digest)
    head = _table(table, "codebook", str(path))
    if unknown := set(table) - TOP:
        raise _error(str(path), f"unknown table {', '.join(sorted(unknown))}", f"Known: {', '.join(sorted(TOP))}.")
    types = {name: _type(name, row, str(path)) for name, row in _table(table, "types", str(path)).items()}
    contexts = {name: _context(name, row, str(path)) for name, row in table.get("contexts", {}).items()}
    classes = {name: frozenset(_words(row, f"{path}: classes.{name}")) for name, row in table.get("classes", {}).items()}
    frames: list[Frame] = []
    for name in _words(head.get("frames", []), f"{path}: codebook.frames", lower=False):
        frames += _frames(_inside(path, name), len(frames), digest)
    book = Codebook(
        name=str(head.get("name", path.stem)),
        version=str(head.get("version", "0")),
        credit=str(head.get("credit", "")),
        hash=digest.hexdigest(),
        types=types,
        frames=tuple(frames),
        contexts=contexts,
        classes=classes,
        light=_light(table.get("light", {}), str(path)),
        topics=tuple(_topic(name, row, str(path)) for name, row in table.get("topics", {}).items()),
        pledges={name: _performed(row, f"{path}: pledges.{name}") for name, row in table.get("pledges", {}).items()},
        **_acts(table.get("acts", {}), str(path)),
    )
    _consistent(book, str(path))
    return book


def _error(where: str, what: str, fix: str = "See docs/codebook.md.") -> DataError:
    return DataError(CODE, what, where=where, fix=fix)


def _read(path: Path, digest: "hashlib._Hash") -> dict[str, Any]:
    """A TOML file as a table; its bytes go into the hash of the codebook."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise _error(str(path), f"cannot be read ({error.strerror})", "Check the path.") from error
    if len(data) > MOST_BYTES:
        raise _error(str(path), "is too large for a codebook", f"Keep files under {MOST_BYTES} bytes.")
    digest.update(data)
    try:
        return tomllib.loads(data.decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise _error(str(path), f"is no TOML ({error})", "Correct the line.") from error


def _inside(path: Path, name: str) -> Path:
    """A frame file of a codebook: beside it or below, nowhere else."""
    folder = path.parent.resolve()
    found = (folder / name).resolve()
    if not found.is_relative_to(folder):
        raise _error(str(path), f"the frame file {name} lies outside the codebook's folder", "Keep frame files beside the codebook or below it.")
    return found


def _table(table: Mapping[str, Any], name: str, where: str) -> dict[str, Any]:
    found = table.get(name)
    if not isinstance(found, dict):
        raise _error(where, f"there is no table [{name}]", f"Write [{name}].")
    return found


def _words(found: Any, where: str, *, lower: bool = True) -> tuple[str, ...]:
    """A list of strings, in lower case; a single string stands for a list of one."""
    rows = [found] if isinstance(found, str) else found
    if not isinstance(rows, list) or not all(isinstance(row, str) and row.strip() for row in rows):
        raise _error(where, "must be a list of words", 'Write: ["attack", "open fire"].')
    return tuple(" ".join(row.split()).lower() if lower else row for row in rows)


def _number(row: Mapping[str, Any], name: str, where: str) -> float | None:
    found = row.get(name)
    if found is not None and (isinstance(found, bool) or not isinstance(found, (int, float))):
        raise _error(where, f"{name} must be a number", f"Write: {name} = -5.0")
    return None if found is None else float(found)


def _text(row: Mapping[str, Any], name: str, where: str) -> str | None:
    found = row.get(name)
    if found is not None and not isinstance(found, (str, int)):
        raise _error(where, f"{name} must be a string", f'Write: {name} = "…"')
    return None if found is None else str(found)


def _type(name: str, row: Any, path: str) -> EventType:
    where = f"{path}: types.{name}"
    if not isinstance(row, dict) or row.get("quad") not in QUADS:
        raise _error(where, "a type needs a quad category", f"Use one of: {', '.join(sorted(QUADS))}.")
    modes = {}
    for mode, given in row.get("modes", {}).items():
        inner = {"definition": given} if isinstance(given, str) else given
        at = f"{where}.modes.{mode}"
        modes[mode] = Mode(mode, _text(inner, "definition", at) or "", _text(inner, "cameo", at), _number(inner, "intensity", at))
    return EventType(
        name=name,
        quad=row["quad"],
        intensity=_number(row, "intensity", where) or 0.0,
        definition=_text(row, "definition", where) or "",
        nature=nature.upper() if (nature := _text(row, "nature", where)) else name,
        cameo=_text(row, "cameo", where),
        recipient=row.get("recipient") is True,
        future=_text(row, "future", where),
        modes=modes,
    )


def _context(name: str, row: Any, path: str) -> Context:
    where = f"{path}: contexts.{name}"
    inner = {"definition": row} if isinstance(row, str) else row
    if not isinstance(inner, dict):
        raise _error(where, "a context needs a definition and words")
    return Context(name, _text(inner, "definition", where) or "", frozenset(_words(inner.get("words", []), where)))


def _light(row: Mapping[str, Any], path: str) -> Light:
    names = ("object", "subject", "undergo")
    if unknown := set(row) - set(names):
        where = f"{path}: light"
        raise _error(where, f"unknown construction {', '.join(sorted(unknown))}", f"Known: {', '.join(names)}.")
    return Light(*(frozenset(_words(row.get(name, []), f"{path}: light.{name}")) for name in names))


def _topic(name: str, row: Any, path: str) -> Topic:
    where = f"{path}: topics.{name}"
    if not isinstance(row, dict):
        raise _error(where, "a topic needs words, types and enough")
    kinds = frozenset(_words(row.get("types", []), where, lower=False))
    return Topic(name, frozenset(_words(row.get("words", []), where)), kinds, int(_number(row, "enough", where) or 1))


def _acts(table: Mapping[str, Any], path: str) -> dict[str, dict[str, Performed]]:
    """What speech acts are, by act and by status (``promise`` is an act, ``promised`` a status; both may also stand in tables of their own)."""
    flat = dict(table)
    for name in ("status", "statuses", "act", "acts"):
        inner = flat.get(name)
        if isinstance(inner, dict) and "type" not in inner:
            flat.update(flat.pop(name))
    found: dict[str, dict[str, Performed]] = {"acts": {}, "statuses": {}}
    for name, row in flat.items():
        where = f"{path}: acts.{name}"
        performed = _performed(row, where)
        act, _, status = name.partition(".")
        if act in tuple(Act) and (not status or status in tuple(Status)):  # "warn.predicted": an act with one status
            found["acts"][name] = performed
        elif name in tuple(Status):
            found["statuses"][name] = performed
        else:
            raise _error(where, "is neither an act nor a status of statements", f"Acts: {', '.join(Act)}. Statuses: {', '.join(Status)}.")
    return found


def _performed(row: Any, where: str) -> Performed:
    if not isinstance(row, dict) or not isinstance(row.get("type"), str):
        raise _error(where, "needs a type", 'Write: accuse = {type = "ACCUSE", mode = "allege"}')
    return Performed(row["type"], _words(row["mode"], where) if row.get("mode") else ())


def _frames(path: Path, order: int, digest: "hashlib._Hash") -> list[Frame]:
    """The frames of one file, in its order; ``type`` at its top is the type of all that name none."""
    table = _read(path, digest)
    if unknown := set(table) - {"type", "frame"}:
        raise _error(str(path), f"unknown table {', '.join(sorted(unknown))}", 'A frame file holds type = "…" and [[frame]] tables.')
    rows = table.get("frame", [])
    if not isinstance(rows, list):
        raise _error(str(path), "frames must be written as [[frame]]")
    return [_frame(row, table.get("type"), path, order + number) for number, row in enumerate(rows)]


def _frame(row: Mapping[str, Any], kind: object, path: Path, order: int) -> Frame:
    where = f"{path}: {row.get('id', f'frame {order + 1}')}"
    if unknown := set(row) - FRAME - {"type"}:
        raise _error(where, f"unknown field {', '.join(sorted(unknown))}", f"Known: {', '.join(sorted(FRAME | {'type'}))}.")
    name, identity = row.get("type", kind), row.get("id")
    if not isinstance(name, str) or not isinstance(identity, str):
        raise _error(where, "a frame needs an id and a type")
    lists = {key: _words(row[key], f"{where}.{key}") for key in LISTS if key in row}
    if not any(lists.get(key) for key in ("verbs", "nouns", "adjectives")):
        raise _error(where, "a frame needs verbs, nouns or adjectives")
    if not lists.get("verbs") and not lists.get("adjectives"):  # of nouns only: their slots may be given without the prefix
        lists = {"noun_actor": lists["actor"]} | lists if "actor" in lists else lists
        lists = {"noun_recipient": lists["recipient"]} | lists if "recipient" in lists else lists
    if "of" in lists.get("noun_actor", ()):  # "of" is one or the other: "the resignation of the minister", "the bombing of a court"
        lists = {"noun_recipient": tuple(slot for slot in Frame.noun_recipient if slot != "of")} | lists
    elif "noun_actor" not in lists:
        taken = lists.get("noun_recipient", Frame.noun_recipient)
        lists["noun_actor"] = tuple(slot for slot in Frame.noun_actor if slot not in taken)
    return Frame(
        id=identity,
        type=name,
        needs=_conditions(row.get("needs", {}), f"{where}.needs"),
        bars=_conditions(row.get("bars", {}), f"{where}.bars"),
        reciprocal=row.get("reciprocal") is True,
        passive_only=row.get("passive_only") is True,
        priority=int(_number(row, "priority", where) or 0),
        cameo=_text(row, "cameo", where),
        positive=_examples(row.get("positive", []), f"{where}.positive"),
        negative=_examples(row.get("negative", []), f"{where}.negative"),
        order=order,
        **lists,  # names are checked above
    )


def _conditions(table: Any, where: str) -> dict[str, frozenset[str]]:
    if not isinstance(table, dict):
        raise _error(where, "must be a table of slots", 'Write: { object = ["@weapon", "#party"] }')
    return {slot.lower(): frozenset(_words(row, f"{where}.{slot}")) for slot, row in table.items()}


def _examples(rows: Any, where: str) -> tuple[Example, ...]:
    if not isinstance(rows, list) or not all(isinstance(row, dict) and isinstance(row.get("text"), str) for row in rows):
        raise _error(where, "must be a list of examples", 'Write: [ { text = "…", predicate = "…" } ]')
    return tuple(Example(row["text"], str(row.get("predicate", "")), _text(row, "actor", where), _text(row, "recipient", where)) for row in rows)


def _consistent(book: Codebook, path: str) -> None:
    """Raise `DataError` where a name is used that the codebook does not have."""
    seen: set[str] = set()
    for frame in book.frames:
        where = f"{path}: frame {frame.id}"
        if frame.id in seen:
            raise _error(where, "two frames have this id", "Give each frame an id of its own.")
        seen.add(frame.id)
        if frame.type not in book.types:
            raise _error(where, f"there is no type {frame.type}", f"Types: {', '.join(book.types)}.")
        _known(frame.mode, book.types[frame.type].modes, where, f"mode of {frame.type}")
        _known(frame.context, book.contexts, where, "context")
        for filler in (f for row in (*frame.needs.values(), *frame.bars.values()) for f in row):
            if filler.startswith("@"):
                _known([filler[1:]], book.classes, where, "class")
            elif filler.startswith("#"):
                _known([filler], TESTS, where, "test")
    _known(book.pledges, book.types, f"{path}: pledges", "type")
    for name, performed in {**book.acts, **book.statuses, **book.pledges}.items():
        _known([performed.type], book.types, f"{path}: acts.{name}", "type")
        _known(performed.mode, book.types[performed.type].modes, f"{path}: acts.{name}", f"mode of {performed.type}")
    for topic in book.topics:
        _known(topic.types, book.types, f"{path}: topics.{topic.name}", "type")
    for kind in book.types.values():
        _known([kind.future] if kind.future else [], book.types, f"{path}: types.{kind.name}", "type")


def _known(names: Iterable[str], known: Iterable[str], where: str, what: str) -> None:
    known = set(known)
    for name in names:
        if name not in known:
            raise _error(where, f"there is no {what} {name!r}", f"Known: {', '.join(sorted(known))}.")
