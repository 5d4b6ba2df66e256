"""Codings as tidy tables (`sayso.exports.columns` says which): facts in ``events``, everything else in ``claims``.

Pure: rows of Python values, in the order of the text, None for what is unknown. The full text of a report is in no table.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import product

from sayso.exports.columns import EVENTS, PAIRS, Layout, layouts
from sayso.language.sentences import paragraphs, split_sentences
from sayso.language.tokens import tokenize
from sayso.records import Coding, Entity, Event, Party, Place, Span, Statement
from sayso.wording import hedged, standing, voice

Value = str | int | float | bool | None
Row = dict[str, Value]
EVIDENCE = 300
BAR, LIST, PARTS, CHAIN = "|", "; ", " ... ", " > "


def rows_of(coding: Coding, rows: str = PAIRS) -> Iterator[tuple[str, Row]]:
    """The rows of a coding, each with the name of its table. ``rows`` is `PAIRS` or `EVENTS`. Raises `ValueError` for another."""
    if rows not in {PAIRS, EVENTS}:
        msg = f"rows are pairs or events, not {rows!r}"
        raise ValueError(msg)
    told = {statement.id: statement for statement in coding.statements}
    entities = {entity.id: entity for entity in coding.entities}
    places = {place.id: place for place in coding.places}
    yield "reports", _report(coding)
    sentences = _sentences(coding.report.text) if coding.events else []
    for event in coding.events:
        table = "events" if event.is_fact else "claims"
        shared = _event(coding, event, told, places, sentences)
        for row in _pairs(event) if rows == PAIRS else [_sides(event)]:
            yield table, shared | row
        yield from _parts(coding.report.id, event, told, entities)
    for statement in coding.statements:
        yield "statements", _statement(coding.report.id, statement, entities)
    for place in coding.places:
        yield "places", _place(coding.report.id, place)
    for time in coding.times:
        names = ("type", "value", "mod", "first", "last", "precision", "anchor", "rule")
        yield "times", {"report": coding.report.id, "time": time.id, **_words(time)} | {name: getattr(time, name) for name in names}


def tables_of(codings: Iterable[Coding], rows: str = PAIRS) -> dict[str, list[Row]]:
    """The tables of some codings in memory, every table there even if it is empty."""
    found: dict[str, list[Row]] = {layout.name: [] for layout in layouts(rows)}
    for coding in codings:
        for name, row in rows_of(coding, rows):
            found[name].append(row)
    return found


def cells(layout: Layout, row: Row) -> list[Value]:
    """The cells of a row in the order of its table's columns; enumerations as plain text."""
    return [str(value) if isinstance(value := row.get(column.name), str) else value for column in layout.columns]


def _report(coding: Coding) -> Row:
    report, made = coding.report, coding.provenance
    names = ("headline", "byline", "agency", "publisher", "uri", "language", "published", "published_basis", "revision", "rights")
    return {
        "report": report.id,
        **{name: getattr(report, name) for name in names},
        "dateline_place": report.dateline.place if report.dateline else None,
        "dateline_date": report.dateline.date if report.dateline else None,
        "words": len(report.text.split()),
        "statements": len(coding.statements),
        "facts": sum(event.is_fact for event in coding.events),
        "claims": sum(not event.is_fact for event in coding.events),
        "left_open": len(coding.abstained),
        "software": made.software,
        "model": made.model,
        "codebook": made.codebook,
        "gazetteer": made.gazetteer,
        "options": BAR.join(f"{name}={value}" for name, value in sorted(made.options.items())) or None,
    }


def _event(coding: Coding, event: Event, told: Mapping[str, Statement], places: Mapping[str, Place], sentences: list[tuple[int, int]]) -> Row:
    plain = ("type", "cameo", "quad", "intensity", "realis", "factuality", "asserted_in", "performs", "rule")
    place = next((places[key] for key in event.where if key in places), None)
    return {
        "report": coding.report.id,
        "event": event.id,
        "published": coding.report.published,
        **{name: getattr(event, name) for name in plain},
        "mode": BAR.join(event.mode) or None,
        "context": BAR.join(event.context) or None,
        **_standing(event, told),
        "first": event.when.first,
        "last": event.when.last,
        "precision": event.when.precision,
        "time_basis": event.when.basis,
        "time": event.when.time,
        "place": (place.name or place.text) if place else None,
        "place_country": place.country if place else None,
        "place_admin1": place.admin1 if place else None,
        "latitude": place.latitude if place else None,
        "longitude": place.longitude if place else None,
        "geonameid": place.geonameid if place else None,
        "radius_km": place.radius_km if place else None,
        "predicate": event.predicate.text,
        "predicate_start": event.predicate.start,
        "predicate_end": event.predicate.end,
        "evidence": _evidence(coding.report.text, event.predicate, sentences),
        "links": BAR.join(f"{link.relation} {link.to}" for link in event.links) or None,
        "confidence": event.confidence.get("type"),
    }


def _standing(event: Event, told: Mapping[str, Statement]) -> Row:
    return {"fact": event.is_fact, "voice": voice(event, told), "asserted_by": CHAIN.join(hedged(link) for link in event.chain) or None}


def _pairs(event: Event) -> Iterator[Row]:
    """One row for each actor with each recipient; an empty side is one empty party."""
    pairs = list(product(event.actors or (None,), event.recipients or (None,)))
    for number, (actor, recipient) in enumerate(pairs, start=1):
        yield {"pair": number, "pairs": len(pairs), **_party("actor", actor), **_party("recipient", recipient)}


def _party(side: str, party: Party | None) -> Row:
    if party is None:
        return {}
    return {
        side: party.name,
        f"{side}_entity": party.entity,
        f"{side}_country": party.country,
        f"{side}_sectors": BAR.join(party.sectors) or None,
        f"{side}_authenticity": party.authenticity,
        f"{side}_inferred": party.inferred,
    }


def _sides(event: Event) -> Row:
    """The parties of an event in one row: the values of several joined, an unknown one as an empty part."""
    row: Row = {}
    for side, parties in (("actor", event.actors), ("recipient", event.recipients)):
        held = [_party(side, party) for party in parties]
        for name in held[0] if held else ():
            parts = [("true" if one[name] else "false") if isinstance(one[name], bool) else str(one[name] or "") for one in held]
            row[name] = LIST.join(parts) if any(parts) else None
    return row


def _parts(report: str, event: Event, told: Mapping[str, Statement], entities: Mapping[str, Entity]) -> Iterator[tuple[str, Row]]:
    """Participants, counts, places and links of an event."""
    for side, parties in (("actor", event.actors), ("recipient", event.recipients)):
        for number, party in enumerate(parties, start=1):
            entity = entities.get(party.entity or "")
            yield (
                "participants",
                {
                    "report": report,
                    "event": event.id,
                    "fact": event.is_fact,
                    "side": side,
                    "number": number,
                    "name": party.name,
                    **(_words(party.span) if party.span else {}),
                    "entity": party.entity,
                    "kind": entity.kind if entity else None,
                    "country": party.country,
                    "sectors": BAR.join(party.sectors) or None,
                    "authenticity": party.authenticity,
                    "inferred": party.inferred,
                },
            )
    prefix = "" if event.is_fact else "claimed_"
    for count in event.counts:
        row: Row = {"report": report, "event": event.id, "type": event.type, **_standing(event, told)}
        row |= {"kind": count.kind, "side": count.side, "of": count.of, **_words(count.span)}
        yield "counts", row | {f"{prefix}low": count.low, f"{prefix}best": count.best, f"{prefix}high": count.high}
    for number, key in enumerate(event.where, start=1):
        yield "event_places", {"report": report, "event": event.id, "fact": event.is_fact, "number": number, "place": key}
    for link in event.links:
        yield "links", {"report": report, "event": event.id, "relation": link.relation, "to": link.to}


def _statement(report: str, statement: Statement, entities: Mapping[str, Entity]) -> Row:
    entity = entities.get(statement.source_entity or "")
    names = ("form", "act", "source_kind", "source_entity", "commitment", "status", "inside", "confidence", "rule")
    return {
        "report": report,
        "statement": statement.id,
        **{name: getattr(statement, name) for name in names},
        "source": statement.source.text if statement.source else None,
        "source_name": entity.name if entity else None,
        "source_country": entity.country if entity else None,
        "source_sectors": (BAR.join(entity.sectors) or None) if entity else None,
        "source_authenticity": statement.chain[-1].authenticity if statement.chain else None,
        "asserted_by": CHAIN.join(hedged(link) for link in statement.chain) or None,
        "standing": standing(statement),
        "cue": PARTS.join(span.text for span in statement.cue) or None,
        "content": _cut(PARTS.join(span.text for span in statement.content)) or None,
        "content_start": statement.content[0].start if statement.content else None,
        "content_end": statement.content[-1].end if statement.content else None,
        "addressee": statement.addressee.text if statement.addressee else None,
        "target": statement.target.text if statement.target else None,
    }


def _place(report: str, place: Place) -> Row:
    names = ("role", "name", "country", "admin1", "feature", "latitude", "longitude", "geonameid", "radius_km", "score", "rule")
    return {"report": report, "place": place.id, **_words(place)} | {name: getattr(place, name) for name in names}


def _words(span: Span) -> Row:
    return {"words": span.text, "start": span.start, "end": span.end}


def _sentences(text: str) -> list[tuple[int, int]]:
    tokens = tokenize(text)
    return [(tokens[first][0], tokens[last - 1][1]) for first, last in split_sentences(text, tokens, paragraphs(text)) if first < last]


def _evidence(text: str, span: Span, sentences: list[tuple[int, int]]) -> str:
    """The sentence of a span on one line; of a long one the part around the span."""
    start, end = next(((a, b) for a, b in sentences if a <= span.start < b), (span.start, span.end))
    if end - start > EVIDENCE:
        start = max(start, span.start - EVIDENCE // 3)
        end = min(end, max(start + EVIDENCE, span.end))
    return " ".join(text[start:end].split())


def _cut(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= EVIDENCE else line[: EVIDENCE - 1].rstrip() + "…"
