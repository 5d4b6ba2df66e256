"""The codebook decides, not the names in it: swapping two types in a codebook swaps exactly their rows, and nothing else."""

import re
import shutil
from functools import cache
from importlib.resources import files
from pathlib import Path

import msgspec
import pytest

from sayso.events import find_events
from sayso.events.codebook import Codebook, load
from sayso.language import Analyser
from sayso.reading import Resources, read_report
from sayso.records import Coding, Event, Report, event_id, report_id
from sayso.vocabulary import Basis

TEXT = """Harbour talks collapse as three detained

PORT MARESK, Feb. 6 (Tidewater Press) - Police arrested three trade unionists in Port Maresk on Friday, hours after the governor met envoys
of the dockers' guild.

About 2,000 dockers marched through the capital on Thursday and blocked the customs bridge. Gunmen killed two guards near the harbour on
Wednesday and kidnapped a foreman.

The interior minister, Lena Okafor, accused the guild of arson and threatened to ban it. She demanded that its leaders release the foreman.
The guild denied that its members had attacked anyone.

“We will strike again if they touch our families,” its spokesman, Hugo Brandt, said. He promised to help the wounded guards and praised the
hospital.

Norway sent medical supplies to the town and Denmark imposed sanctions on the guild's treasurer. The navy deployed two frigates off Maresk.
Rebels in the hills withdrew from Ostra last month and apologised for the shelling of a school.

The two governments signed a trade agreement in 2019, and their armies held joint exercises. A court in Ostra sentenced a smuggler to nine
years on Monday. The mayor rejected a request for mediation.
"""
PAIRS: tuple[tuple[str, str], ...] = (
    ("ASSAULT", "PROTEST"),
    ("COERCE", "AID"),
    ("THREATEN", "ACCUSE"),
    ("REQUEST", "SUPPORT"),
    ("AGREE", "REJECT"),
    ("CONSULT", "RETREAT"),
)
PAIRS += (("SANCTION", "MOBILIZE"), ("CONCEDE", "COOPERATE"))


@cache
def shipped() -> Path:
    return Path(str(files("sayso.events").joinpath("codebooks")))


@cache
def resources() -> Resources:
    analyser = Analyser()
    return Resources(load_analyser=lambda: analyser)


@cache
def plain() -> Coding:
    return read_report(Report(id=report_id(TEXT), text=TEXT, published="2026-02-06", published_basis=Basis.GIVEN), resources())


@cache
def analysis() -> object:
    return resources().analyser.analyse(plain().report)


def events(book: Codebook) -> tuple[Event, ...]:
    coding = plain()
    held = (coding.report, analysis(), coding.times, coding.places, coding.entities, coding.statements)
    return find_events(*held, book, resources().aliases)[0]  # type: ignore[arg-type]


def exchange(pairs: tuple[tuple[str, str], ...]) -> dict[str, str]:
    return {a: b for one, other in pairs for a, b in ((one, other), (other, one))}


def swapped(folder: Path, pairs: tuple[tuple[str, str], ...]) -> Codebook:
    """The shipped codebook with the type names of each pair exchanged wherever it names them."""
    shutil.copytree(shipped(), folder)
    names = exchange(pairs)
    for path in folder.rglob("*.toml"):
        words = re.sub(rf"\b({'|'.join(names)})\b", lambda found: names[found[1]], path.read_text(encoding="utf-8"))
        path.write_text(words, encoding="utf-8")
    return load(folder / "plover.toml")


def renamed(found: tuple[Event, ...], pairs: tuple[tuple[str, str], ...]) -> list[Event]:
    """The events with the type names exchanged, and their ids, which hang on them."""
    names, report = exchange(pairs), plain().report.id
    ids = {e.id: event_id(report, e.predicate, names.get(e.type, e.type)) for e in found}
    return [
        msgspec.structs.replace(
            event,
            id=ids[event.id],
            type=names.get(event.type, event.type),
            links=tuple(msgspec.structs.replace(link, to=ids[link.to]) for link in event.links),
        )
        for event in found
    ]


def differences(wanted: list[Event], found: tuple[Event, ...]) -> list[str]:
    """What is not as it should be, in words."""
    known = {event.id: event for event in found}
    lines = [f"{e.type} {e.predicate.text!r} is gone or has another type" for e in wanted if e.id not in known]
    lines += [f"{e.type} {e.predicate.text!r} is new" for e in found if e.id not in {w.id for w in wanted}]
    for event in wanted:
        other = known.get(event.id)
        for name in event.__struct_fields__ if other is not None else ():
            if getattr(event, name) != getattr(other, name):
                lines.append(f"{event.type} {event.predicate.text!r}: {name} was {getattr(event, name)!r}, is {getattr(other, name)!r}")
    return lines


def test_the_text_has_events_of_most_types() -> None:
    found = {event.type for event in events(load())}
    assert len(found) >= 12, found


@pytest.mark.parametrize("pairs", [PAIRS[:1], PAIRS[1:2], PAIRS], ids=["two types", "two others", "all types"])
def test_swapping_types_swaps_exactly_their_rows(pairs: tuple[tuple[str, str], ...], tmp_path: Path) -> None:
    before = events(load())
    book = swapped(tmp_path / "codebooks", pairs)
    assert book.hash != load().hash
    assert {name for pair in pairs for name in pair} & {event.type for event in before}
    after = events(book)
    assert differences(renamed(before, pairs), after) == []
    assert list(after) == renamed(before, pairs)


def test_definitions_in_words_decide_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "codebooks"
    shutil.copytree(shipped(), folder)
    path = folder / "plover.toml"
    words = re.sub(r'^definition = ".*"$', 'definition = "Something else altogether."', path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    path.write_text(words, encoding="utf-8")
    book = load(path)
    assert {kind.definition for kind in book.types.values()} == {"Something else altogether."}
    assert events(book) == events(load())
