"""What the lines of a table say of a hit on the day of the report: facts lapse, and a day that is not known settles nothing."""

from typing import NamedTuple

from sayso.actors.aliases import Entry
from sayso.actors.scene import Hit
from sayso.vocabulary import Kind, Sector

NO_DAY = "the report has no publication date, and the tables give different answers for different periods"
NO_LINE = "the tables have no line for the day of the report"


class Facts(NamedTuple):
    """Country, sectors and kind on a day, the line that says so (``FILE:LINE``), and why something is left open."""

    country: str | None
    sectors: tuple[Sector, ...]
    kind: Kind
    source: str
    reason: str | None = None


def facts(hit: Hit, day: str | None) -> Facts:
    """What the tables say of a hit on ``day`` (an ISO date, or None where it is not known)."""
    entries = list(dict.fromkeys(alias.entry for alias in hit.aliases))
    latest = max(entries, key=lambda e: e.order)
    entries = [e for e in entries if e.order[0] == latest.order[0]]
    if day is None:
        return _undated(entries, latest)
    live = [e for e in entries if e.holds_on(day)]
    if live:
        best = max(live, key=lambda e: e.order)
        return Facts(best.country, best.sectors, best.kind, best.source)
    if latest.kind is Kind.PERSON:
        return _out_of_office(entries, day)
    if len(entries) == 1:
        return Facts(latest.country, latest.sectors, latest.kind, latest.source)
    return Facts(_shared_country(entries), _shared(entries), latest.kind, latest.source, NO_LINE)


def _undated(entries: list[Entry], latest: Entry) -> Facts:
    held = latest.kind is Kind.PERSON and any(Sector.GOV in e.sectors for e in entries)
    sectors = () if held else _shared(entries)
    reason = NO_DAY if held or (not sectors and any(e.sectors for e in entries)) else None
    return Facts(_shared_country(entries), sectors, latest.kind, latest.source, reason)


def _out_of_office(entries: list[Entry], day: str) -> Facts:
    """Before a first term nothing is known of the office; after a last one, a holder of state office is a former official."""
    before = [e for e in entries if e.until and day > e.until]
    if not before:
        return Facts(_shared_country(entries), (), Kind.PERSON, entries[0].source, NO_LINE)
    last = max(before, key=lambda e: e.until)
    sectors = (Sector.ELI,) if Sector.GOV in last.sectors else last.sectors
    return Facts(last.country, sectors, Kind.PERSON, last.source)


def _shared(entries: list[Entry]) -> tuple[Sector, ...]:
    return tuple(s for s in entries[0].sectors if all(s in e.sectors for e in entries))


def _shared_country(entries: list[Entry]) -> str | None:
    countries = {e.country for e in entries}
    return entries[0].country if len(countries) == 1 else None
