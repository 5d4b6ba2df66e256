"""Finding the time expressions of a report: match, anchor, and write the record."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from sayso.language.analysis import Analysis
from sayso.records import Abstention, Report, TimeExpression
from sayso.times.anchor import Anchor, Mention
from sayso.times.context import Context
from sayso.times.grammar import load_grammar
from sayso.times.lexicon import Lexicon, data, load_lexicon
from sayso.times.matcher import match
from sayso.times.meaning import Item
from sayso.times.pieces import Pieces, cut
from sayso.times.place import Interval, day_of, grain, zone_text
from sayso.times.resolve import resolve
from sayso.times.resolved import Resolved
from sayso.times.senses import keep
from sayso.times.speech import speech_anchors
from sayso.times.story import is_story, story_years
from sayso.times.tense import direction
from sayso.vocabulary import TimeType

RECENT = 8
WEEK = 7


@dataclass(frozen=True, slots=True)
class Found:
    """An expression with its id, and its meaning once resolved."""

    item: Item
    id: str
    resolved: Resolved


def find_times(report: Report, analysis: Analysis) -> tuple[tuple[TimeExpression, ...], tuple[Abstention, ...]]:
    """The time expressions of a report in its order (ids ``t1``, ``t2`` ...), and a reason for each interval left open.

    Values are TIMEX3 (TimeML 1.2.1); intervals are ISO dates or local datetimes, both ends included, as wide as the words leave them.
    Expressions inside a quotation are anchored at the speech, all others at ``report.published``. Never raises on odd input.
    """
    lexicon = load_lexicon(data())
    pieces = cut(analysis)
    items = tuple(item for item in match(pieces, load_grammar(data()), lexicon) if keep(item, pieces))
    published = published_anchor(report)
    quotes = pieces.quotations([(item.first, item.last) for item in items])
    told = tuple(item for item, quote in zip(items, quotes, strict=True) if quote is None)
    years = story_years(items, _headings(items, pieces)) if is_story(told, published) else None
    found = _resolve(items, quotes, pieces, published, lexicon, years)
    times = tuple(_expression(row, pieces) for row in found)
    return times, tuple(
        Abstention(path=f"times[{row.id}].first", reason=row.resolved.reason)
        for row in found
        if row.resolved.reason is not None and row.resolved.span.first is None and row.resolved.span.last is None
    )


def published_anchor(report: Report) -> Anchor:
    """The publication as an anchor: its day in the publisher's zone, and its moment where the hour is known."""
    written = report.published
    if written is None:
        return Anchor(None, None)
    try:
        if "T" in written:
            moment = datetime.fromisoformat(written)
            return Anchor(moment.date(), "published", moment)
        return Anchor(date.fromisoformat(written), "published")
    except ValueError:
        return Anchor(None, None)


def _headings(items: tuple[Item, ...], pieces: Pieces) -> frozenset[int]:
    """The numbers of the expressions that begin a line."""
    text = pieces.analysis.text
    found = set()
    for number, item in enumerate(items):
        before = pieces.ends[item.first - 1] if item.first else 0
        if item.first == 0 or "\n" in text[before : pieces.starts[item.first]]:
            found.add(number)
    return frozenset(found)


class _Told:
    """The dates that a text, or a quotation, has given so far."""

    def __init__(self, anchor: Anchor) -> None:
        self._anchor = anchor
        self._mentions: list[Mention] = []
        self._days: dict[date, Mention] = {}

    def add(self, resolved: Resolved | None, item: Item, name: str, sentence: int) -> None:
        """Takes note of a date or time."""
        if resolved is None or resolved.place is None or item.meaning.type not in {TimeType.DATE, TimeType.TIME}:
            return
        mention = Mention(replace(resolved.place, fiscal=False), name, sentence, item.meaning.how == "absolute")
        self._mentions.append(mention)
        day = day_of(mention.place)
        if day is not None and self._anchor.day is not None and 0 <= (self._anchor.day - day).days <= WEEK:
            self._days.setdefault(day, mention)

    @property
    def recent(self) -> tuple[Mention, ...]:
        """The last dates."""
        return tuple(self._mentions[-RECENT:])

    @property
    def sole(self) -> Mention | None:
        """The only day of the week up to the anchor, where there is one only."""
        return next(iter(self._days.values())) if len(self._days) == 1 else None


def _resolve(
    items: tuple[Item, ...], quotes: list[int | None], pieces: Pieces, published: Anchor, lexicon: Lexicon, years: dict[int, int] | None
) -> tuple[Found, ...]:
    """Two passes: what stands outside quotations, then what stands inside, anchored at the day of its speech."""
    ids = [f"t{number}" for number in range(1, len(items) + 1)]
    contexts = [_context(item, pieces, published, lexicon, None if years is None else years.get(n)) for n, item in enumerate(items)]
    resolved: dict[int, Resolved | None] = {}
    told = _Told(published)
    for number, item in enumerate(items):
        if quotes[number] is None:
            context = replace(contexts[number], mentions=told.recent, sole=told.sole, narrative=years is not None)
            resolved[number] = resolve(item.meaning, context)
            told.add(resolved[number], item, ids[number], context.sentence)
    outside = [(items[n], ids[n], r) for n, r in resolved.items() if r is not None]
    anchors = speech_anchors({q for q in quotes if q is not None}, outside, pieces, lexicon)
    said: dict[int, _Told] = {}
    for number, item in enumerate(items):
        quote = quotes[number]
        if quote is not None:
            anchor = anchors.get(quote, Anchor(None, "speech"))
            own = said.setdefault(quote, _Told(anchor))
            context = replace(contexts[number], anchor=anchor, mentions=own.recent, sole=own.sole, quoted=anchor.day is None)
            resolved[number] = resolve(item.meaning, context)
            own.add(resolved[number], item, ids[number], context.sentence)
    return tuple(Found(item, ids[n], _without_season(row)) for n, item in enumerate(items) if (row := resolved[n]) is not None)


def _without_season(resolved: Resolved) -> Resolved:
    """A season has no interval: which months it is depends on the hemisphere."""
    if resolved.place is None or resolved.place.season is None or resolved.span.first is None:
        return resolved
    return replace(resolved, span=Interval(), reason="the months of a season depend on the hemisphere")


def _context(item: Item, pieces: Pieces, published: Anchor, lexicon: Lexicon, year: int | None) -> Context:
    """The context of an expression as far as its place in the text gives it."""
    tokens = pieces.tokens
    found = len(pieces.analysis) > 0
    way = direction(pieces.analysis, tokens[item.first], tokens[item.last - 1] + 1, lexicon) if found else None
    return Context(
        anchor=published,
        mentions=(),
        sentence=pieces.sentences[item.first] if found else 0,
        way=way,
        narrative=False,
        quoted=False,
        lexicon=lexicon,
        published=published,
        year=year,
        before=pieces.word(item.first - 1),
    )


def _expression(row: Found, pieces: Pieces) -> TimeExpression:
    item, resolved = row.item, row.resolved
    start, end = pieces.starts[item.first], pieces.ends[item.last - 1]
    span = resolved.span
    zone = resolved.place.zone if resolved.place is not None else None
    kind = item.meaning.type
    if kind is TimeType.DATE and resolved.place is not None and grain(resolved.place) in {"H", "MIN"}:
        kind = TimeType.TIME
    return TimeExpression(
        id=row.id,
        start=start,
        end=end,
        text=pieces.analysis.text[start:end],
        type=kind,
        value=resolved.value,
        mod=resolved.mod,
        quant=item.meaning.quant,
        freq=item.meaning.freq,
        begin_point=resolved.begin,
        end_point=resolved.end,
        first=_iso(span.first, zone),
        last=_iso(span.last, zone),
        precision=span.precision,
        anchor=resolved.anchor,
        rule=f"{item.rule}:{resolved.how}",
    )


def _iso(moment: date | None, zone: int | None) -> str | None:
    if moment is None:
        return None
    if not isinstance(moment, datetime):
        return moment.isoformat()
    return moment.isoformat(timespec="minutes") + zone_text(zone)
