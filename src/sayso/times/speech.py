"""The day of a speech: quotations anchored at the time that stands beside their verb of saying."""

from collections.abc import Iterable

from sayso.times import place as places
from sayso.times.anchor import Anchor
from sayso.times.lexicon import Lexicon
from sayso.times.meaning import Item
from sayso.times.pieces import Pieces
from sayso.times.resolved import Resolved

REACH = 5


def speech_anchors(quotes: Iterable[int], outside: list[tuple[Item, str, Resolved]], pieces: Pieces, lexicon: Lexicon) -> dict[int, Anchor]:
    """The anchor of each quotation whose first or last sentence says, right beside a verb of saying, on which day it was said."""
    said: dict[int, dict[str, Anchor]] = {}
    for item, name, resolved in outside:
        day = places.day_of(resolved.place) if resolved.place is not None else None
        if day is not None and _beside_saying(pieces, item, lexicon):
            said.setdefault(pieces.sentences[item.first], {})[name] = Anchor(day, name)
    found: dict[int, Anchor] = {}
    index = pieces.analysis.sentence_index
    for quote in quotes:
        mark = pieces.analysis.quotations[quote]
        first, last = pieces.analysis.within(mark.start, mark.end)
        if first < last:
            days = {**said.get(index[first], {}), **said.get(index[last - 1], {})}
            if len(days) == 1:
                found[quote] = next(iter(days.values()))
    return found


def _beside_saying(pieces: Pieces, item: Item, lexicon: Lexicon) -> bool:
    around = (*pieces.words[max(0, item.first - REACH) : item.first], *pieces.words[item.last : item.last + REACH])
    return any(word in lexicon.lists["speech"] for word in around)
