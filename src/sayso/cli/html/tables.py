"""The layers of a coding as tables; every row leads back to its characters."""

import re
from collections.abc import Iterable, Mapping, Sequence

from sayso.cli.html.elements import Markup, element, isolated, join
from sayso.cli.html.marks import address
from sayso.cli.html.words import Keys, chain_of, event_label, keys_of, speakers, standing
from sayso.cli.printable import excerpt
from sayso.records import Abstention, Coding, Count, Event, Party, Span, Statement
from sayso.vocabulary import Layer, Sector
from sayso.wording import COUNTRYLESS, FORMS, REALIS, RELATION, SECTORS, WHEN, figure, interval, voice, what

SHORT = 60
LONG = 200
FEW = 6
HALF = 0.5
PATH = re.compile(r"(statements|events|entities|times|places)\[([^\]]{1,80})\]")

Row = tuple[str, Sequence[str | None]]


def tables(coding: Coding, prefix: str) -> list[Markup]:
    """The tables of the layers that the coding has, and what was left open."""
    found: list[Markup] = []
    columns: tuple[str, ...]
    if Layer.STATEMENTS in coding.layers:
        columns = ("", "on whose say-so", "act", "form", "standing", "words", "to or about", "rule", "characters")
        found.append(_table("Statements", "statements", columns, _statements(coding, prefix), prefix))
    if Layer.EVENTS in coding.layers and coding.events:
        columns, after = ("", "what", "who", "to whom", "where", "when", "how many"), ("links", "confidence, rule", "evidence")
        facts, claims = ([n for n, event in enumerate(coding.events) if event.is_fact is fact] for fact in (True, False))
        found.append(
            _table("Events: facts, in the reporter’s own voice", "facts", (*columns, "realis", *after), _events(coding, facts, prefix), prefix)
        )
        found.append(
            _table(
                "Events: claims, threats, denials and plans, not facts here",
                "claims",
                (*columns, "on whose say-so", *after),
                _events(coding, claims, prefix),
                prefix,
            )
        )
    elif Layer.EVENTS in coding.layers:
        found.append(_table("Events", "events", (), [], prefix))
    if Layer.ENTITIES in coding.layers:
        columns = ("", "name", "kind", "country", "sectors", "rule", "mentions")
        found.append(_table("Entities", "entities", columns, _entities(coding, prefix), prefix))
    if Layer.TIMES in coding.layers:
        columns = ("", "words", "type", "value", "from", "to", "precision", "anchor", "rule", "characters")
        found.append(_table("Times", "times", columns, _times(coding, prefix), prefix))
    if Layer.PLACES in coding.layers:
        columns = ("", "words", "role", "place", "country", "coordinates", "rule", "characters")
        found.append(_table("Places", "places", columns, _places(coding, prefix), prefix))
    return [*found, _open(coding.abstained, _rows_by_path(coding), prefix)]


def _table(title: str, name: str, columns: Sequence[str], rows: Iterable[Row], prefix: str) -> Markup:
    """A table that can be folded away. Columns in which nothing is written are left out; narrow windows show rows as cards."""
    held = list(rows)
    heading = element("summary", element("h3", f"{title} ({len(held)})"))
    if not held:
        return element("details", heading, element("p", "None found.", class_="none"), id=f"{prefix}{name}", open="")
    kept = [i for i in range(len(columns)) if any(cells[i] for _, cells in held)]
    head = element("tr", *(element("th", columns[i] or "no.", scope="col") for i in kept))
    body = [
        element(
            "tr", *(element("td", element("div", cells[i]), data_c=columns[i] or None, class_=None if cells[i] else "empty") for i in kept), id=row
        )
        for row, cells in held
    ]
    table = element("table", element("thead", head), element("tbody", *body))
    return element("details", heading, element("div", table, class_="wide"), id=f"{prefix}{name}", open="")


def place_of(span: Span, prefix: str, words: str | None = None) -> Markup:
    """A link to a span of the text, by its offsets or by words."""
    inside = isolated(excerpt(words, SHORT)) if words else f"{span.start}–{span.end}"
    return element("a", inside, href=f"#{address(span, prefix)}", title=f"characters {span.start}–{span.end}" if words else None)


def listed(parts: Iterable[Markup], between: str = ", ") -> Markup:
    """Several things one after the other; from the `FEW`-th on they are folded away."""
    held = list(parts)
    few = [part if i == 0 else join(between, part) for i, part in enumerate(held[:FEW])]
    rest = [part if i == 0 else join(between, part) for i, part in enumerate(held[FEW:])]
    return join(*few, element("details", element("summary", f"{len(rest)} more"), *rest) if rest else "")


def _statements(coding: Coding, prefix: str) -> Iterable[Row]:
    keys = keys_of(coding)
    for number, statement in enumerate(coding.statements, start=1):
        inside = keys.numbers.get(statement.inside or "")
        words = " … ".join(span.text for span in statement.content[:FEW])
        others = [(name, span) for name, span in (("to ", statement.addressee), ("about ", statement.target)) if span]
        yield (
            f"{prefix}statement-{number}",
            (
                element("a", f"S{number}", href=f"#{prefix}S{number}"),
                join(speakers(keys, statement), f"; inside S{inside}" if inside else ""),
                statement.act.value,
                FORMS[statement.form],
                standing(statement),
                isolated(excerpt(words, LONG)),
                listed(join(name, place_of(span, prefix, span.text)) for name, span in others),
                rule_of(statement.rule, statement.confidence),
                listed(place_of(span, prefix) for span in statement.content or statement.cue),
            ),
        )


def _events(coding: Coding, chosen: Sequence[int], prefix: str) -> Iterable[Row]:
    keys, places = keys_of(coding), {place.id: place for place in coding.places}
    told = {statement.id: statement for statement in coding.statements}
    numbers = {event.id: number for number, event in enumerate(coding.events, start=1)}
    for index in chosen:
        event = coding.events[index]
        where = [place_of(places[key], prefix, places[key].name or places[key].text) for key in event.where if key in places]
        spans = {(span.start, span.end): span for span in (event.predicate, *event.evidence)}
        links = [join(f"{RELATION[link.relation]} ", _link(numbers.get(link.to), prefix)) for link in event.links]
        yield (
            f"{prefix}event-{index + 1}",
            (
                element("span", event_label(event, index + 1), class_="no"),
                join(what(event), _extras(event)),
                listed((_party(party, prefix) for party in event.actors), "; "),
                listed((_party(party, prefix) for party in event.recipients), "; "),
                listed(where),
                _when(event),
                listed((_count(count, prefix) for count in event.counts), "; "),
                _voice(keys, event, told, prefix),
                listed(links, "; "),
                _confidence(event),
                listed(place_of(span, prefix, span.text) for span in spans.values()),
            ),
        )


def _extras(event: Event) -> Markup | None:
    """What else the codebook says of an event: contexts and the CAMEO code, small."""
    parts = [*event.context, *([f"CAMEO {event.cameo}"] if event.cameo else [])]
    return join(" ", element("small", ", ".join(parts))) if parts else None


def _link(number: int | None, prefix: str) -> Markup:
    return element("a", f"V{number}", href=f"#{prefix}event-{number}") if number else element("span", "another event")


def _confidence(event: Event) -> Markup | None:
    """The confidence in each field, and the rule that made the event."""
    figures = ", ".join(f"{name} {value:.2f}" for name, value in event.confidence.items())
    return join(*(element("div", element("small", part)) for part in (figures, excerpt(event.rule or "", LONG)) if part)) or None


def _party(party: Party, prefix: str) -> Markup:
    name = place_of(party.span, prefix, party.name) if party.span else isolated(excerpt(party.name, SHORT))
    notes = ", ".join(filter(None, [str(party.authenticity or ""), "inferred" if party.inferred else ""]))
    return join(name, f" ({notes})" if notes else "")


def _when(event: Event) -> Markup | None:
    words, basis = interval(event.when), WHEN[event.when.basis]
    days = [element("span", excerpt(part, SHORT), class_="no") for part in words.split(" ") if part]
    return listed([*days, *([join(f"({basis})")] if basis else [])], " ") if days else None


def _count(count: Count, prefix: str) -> Markup:
    return join(f"{count.kind}: {figure(count) or 'no figure'} (", place_of(count.span, prefix, count.span.text), ")")


def _voice(keys: Keys, event: Event, told: Mapping[str, Statement], prefix: str) -> Markup:
    """On whose say-so an event stands, in words, with the statement that holds it and the whole chain."""
    words = REALIS[event.realis] if event.is_fact else voice(event, told)
    number = keys.numbers.get(event.asserted_in or "")
    statement = join(" (", element("a", f"S{number}", href=f"#{prefix}S{number}"), ")") if number else None
    chain = chain_of(keys, event.chain)
    return join(isolated(words), statement, element("div", element("small", chain)) if chain and len(event.chain) > 1 else None)


def _entities(coding: Coding, prefix: str) -> Iterable[Row]:
    for number, entity in enumerate(coding.entities, start=1):
        yield (
            f"{prefix}entity-{number}",
            (
                isolated(excerpt(entity.id, SHORT)),
                isolated(excerpt(entity.name, LONG)),
                entity.kind.value,
                country_of(entity.country),
                ", ".join(sector_of(sector) for sector in entity.sectors),
                rule_of(entity.rule),
                listed(place_of(span, prefix, span.text) for span in entity.mentions),
            ),
        )


def _times(coding: Coding, prefix: str) -> Iterable[Row]:
    for number, time in enumerate(coding.times, start=1):
        extra = [("mod", time.mod), ("quant", time.quant), ("freq", time.freq), ("begins", time.begin_point), ("ends", time.end_point)]
        yield (
            f"{prefix}time-{number}",
            (
                isolated(excerpt(time.id, SHORT)),
                isolated(excerpt(time.text, SHORT)),
                time.type.value.lower(),
                " ".join([time.value, *(f"{name}={value}" for name, value in extra if value)]),
                time.first,
                time.last,
                time.precision.value if time.precision else None,
                time.anchor,
                rule_of(time.rule),
                place_of(time, prefix),
            ),
        )


def _places(coding: Coding, prefix: str) -> Iterable[Row]:
    for number, place in enumerate(coding.places, start=1):
        yield (
            f"{prefix}place-{number}",
            (
                isolated(excerpt(place.id, SHORT)),
                isolated(excerpt(place.text, SHORT)),
                place.role.value,
                isolated(excerpt(", ".join(filter(None, [place.name, place.admin1])), LONG)) if place.name else None,
                country_of(place.country),
                _point(place.latitude, place.longitude, place.radius_km),
                rule_of(place.rule, place.score),
                place_of(place, prefix),
            ),
        )


def _point(latitude: float | None, longitude: float | None, radius: float | None) -> str | None:
    """Degrees with their hemispheres, and how far around the point the place reaches."""
    if latitude is None or longitude is None:
        return None
    point = f"{abs(latitude):.2f}° {'N' if latitude >= 0 else 'S'}, {abs(longitude):.2f}° {'E' if longitude >= 0 else 'W'}"
    return f"{point}, within {radius:,.0f} km" if radius is not None and radius >= HALF else point


def country_of(code: str | None) -> str | None:
    """A country's code, and what PLOVER's codes for the countryless mean."""
    return f"{code} ({COUNTRYLESS[code]})" if code in COUNTRYLESS else code


def sector_of(sector: Sector) -> str:
    """A sector's code and what it means."""
    return f"{sector.value} ({SECTORS[sector]})"


def rule_of(rule: str | None, confidence: float | None = None) -> Markup | None:
    """The rule behind a value and the confidence in it."""
    if not rule and confidence is None:
        return None
    return element("small", excerpt(rule or "", LONG), f" {confidence:.2f}" if confidence is not None else "")


def _rows_by_path(coding: Coding) -> dict[tuple[str, str], str]:
    """The rows that paths of abstentions point to."""
    layers = (("statements", "statement"), ("events", "event"), ("entities", "entity"), ("times", "time"), ("places", "place"))
    return {
        (layer, item.id): f"{name}-{number}"
        for layer, name in layers
        if layer in coding.layers
        for number, item in enumerate(getattr(coding, layer), start=1)
    }


def _open(abstained: Sequence[Abstention], rows: dict[tuple[str, str], str], prefix: str) -> Markup:
    """What was left open and why, like reasons together."""
    paths: dict[str, list[Markup]] = {}
    for abstention in abstained:
        found = PATH.match(abstention.path)
        row = rows.get((found[1], found[2])) if found else None
        words = excerpt(abstention.path, SHORT)
        paths.setdefault(abstention.reason, []).append(element("a", words, href=f"#{prefix}{row}") if row else element("span", words))
    held = [(f"{prefix}open-{number}", (excerpt(reason, LONG), listed(paths[reason]))) for number, reason in enumerate(paths, start=1)]
    return _table("Left open, with the reason", "open", ("reason", "values"), held, prefix)
