"""How sure the coder is of each field of an event: the share of such answers that were right on the project's own training reports.

An answer's confidence is that of its bucket (``data/confidence.toml``): a coarse one, and a fine one drawn towards it where few answers were
seen. Buckets look only at what the record says (how a party is named, what the time rests on, in whose voice the event stands). The table is
fitted by `sayso.evaluation.event_confidence`; an unseen bucket has its field's mean.
"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import msgspec

from sayso.events.setting import Setting
from sayso.events.trees import top_of
from sayso.records import Event, Party
from sayso.vocabulary import WhenBasis

FIELDS = ("type", "actors", "recipients", "where", "when", "realis")
GROUND = frozenset({"ASSAULT", "COERCE", "PROTEST", "RETREAT", "MOBILIZE", "AID", "SANCTION"})
NOUNS = frozenset({"NOUN", "PROPN", "ADJ"})
DIGITS = 3


@dataclass(frozen=True, slots=True)
class Table:
    """The mean of every field, and the confidences of buckets by ``field/coarse`` and ``field/coarse/fine``."""

    means: Mapping[str, float]
    buckets: Mapping[str, float]

    def confidence(self, name: str, coarse: str, fine: str) -> float:
        """The confidence of a field in a bucket."""
        found = self.buckets.get(f"{name}/{coarse}/{fine}", self.buckets.get(f"{name}/{coarse}"))
        return round(found if found is not None else self.means.get(name, 0.5), DIGITS)


@cache
def load_table() -> Table:
    """The table that ships with Sayso."""
    data = tomllib.loads(files(__package__).joinpath("data/confidence.toml").read_text(encoding="utf-8"))
    return Table(data["means"], data["buckets"])


def confident(events: Iterable[Event], setting: Setting) -> tuple[Event, ...]:
    """The events with a confidence (0 to 1) for each of `FIELDS`."""
    table = load_table()
    return tuple(msgspec.structs.replace(event, confidence=confidence_of(event, setting, table)) for event in events)


def confidence_of(event: Event, setting: Setting, table: Table) -> dict[str, float]:
    """The confidence of each field of an event."""
    return {name: table.confidence(name, coarse, fine) for name, (coarse, fine) in buckets_of(event, setting).items()}


def buckets_of(event: Event, setting: Setting) -> dict[str, tuple[str, str]]:
    """The coarse and the fine bucket of each field of an event."""
    analysis = setting.analysis
    first, last = analysis.within(event.predicate.start, event.predicate.end)
    noun = first < last and analysis.upos[top_of(analysis, first, last)] in NOUNS
    done = "said" if event.performs is not None else "noun" if noun else "verb"
    voice = "attributed" if event.asserted_in is not None else "own"
    words = "act" if (event.rule or "").startswith("codebook/acts.") else "frame"
    day = event.when.precision.value if event.when.precision is not None else "open"
    return {
        "type": (f"{done}-{words}", event.type),
        "actors": (f"{done}-{_named(event.actors)}", event.type),
        "recipients": (f"{done}-{_named(event.recipients)}", event.type),
        "where": ("some" if event.where else "none", "ground" if event.type in GROUND else "words"),
        "when": (event.when.basis.value, f"{done}-{day if event.when.basis is WhenBasis.EXPRESSION else voice}"),
        "realis": (event.realis.value, f"{done}-{voice}"),
    }


def _named(parties: tuple[Party, ...]) -> str:
    """How the parties are named: not at all, more than one, or one by entity or by words alone."""
    if not parties:
        return "none"
    if len(parties) > 1:
        return "many"
    party = parties[0]
    if party.inferred:
        return "inferred"
    return "entity" if party.entity is not None else "words"
