"""Matching: the grammar over the pieces of a text, class by class, in time linear in the text."""

from collections.abc import Iterator

from sayso.times.captures import Made, Site
from sayso.times.grammar import Grammar, Node, Rule
from sayso.times.lexer import edges_at
from sayso.times.lexicon import Lexicon
from sayso.times.make import MAKERS
from sayso.times.meaning import Capture, Item, Meaning
from sayso.times.pieces import Pieces

Chart = list[dict[str, list[tuple[int, object]]]]
Found = tuple[int, int, Made, Rule]
Captures = tuple[tuple[str, Capture], ...]
DEICTIC, TIME = "DEICTIC", "time"
CLASS_OF_UNIT = {"Y": "YEAR", "M": "MONTH", "Q": "MONTH", "SN": "MONTH", "W": "WEEK", "WE": "WEEK", "FN": "WEEK", "D": "DAY"}


def match(pieces: Pieces, grammar: Grammar, lexicon: Lexicon) -> tuple[Item, ...]:
    """The expressions of a text in its order, without overlaps: the leftmost first, of those the longest, of those the first rule's."""
    chart = _chart(pieces, lexicon)
    by_word: dict[str, list[int]] = {}
    by_class: dict[str, set[int]] = {}
    for piece, word in enumerate(pieces.words):
        by_word.setdefault(word, []).append(piece)
        for name in chart[piece]:
            by_class.setdefault(name, set()).add(piece)
    found: list[Found] = []
    for name, trie in grammar.tries.items():
        rows = [row for start in _starts(pieces.words, chart, trie, by_word, by_class) for row in _at(pieces, chart, start, trie, lexicon)]
        for start, end, made, rule in rows:
            if isinstance(made, Meaning):
                for yielded in _enter(chart[start], grammar, class_of(made) if name == DEICTIC else name, end, made):
                    by_class.setdefault(yielded, set()).add(start)
            if rule.final:
                found.append((start, end, made, rule))
    return tuple(_choose(found))


def _starts(words: tuple[str, ...], chart: Chart, trie: Node, by_word: dict[str, list[int]], by_class: dict[str, set[int]]) -> list[int]:
    """The pieces at which a class can begin: by a class there, or by a word that the next piece can follow."""
    found: set[int] = set()
    for kind in trie.kinds:
        found |= by_class.get(kind, set())
    size = len(words)
    for root in trie.words.keys() & by_word.keys():
        node = trie.words[root]
        for start in by_word[root]:
            after = start + 1
            if node.rules or (after < size and (words[after] in node.words or not node.kinds.isdisjoint(chart[after]))):
                found.add(start)
    return sorted(found)


def class_of(made: Meaning) -> str:
    """The class of a deictic expression, by its unit."""
    place = made.calendar
    if place.weekday is not None or made.holiday is not None:
        return "DAY"
    if place.month is not None or place.season is not None:
        return "MONTH"
    return CLASS_OF_UNIT.get(made.unit or "", "PERIOD")


def _enter(row: dict[str, list[tuple[int, object]]], grammar: Grammar, name: str, end: int, made: Meaning) -> tuple[str, ...]:
    """Enters an expression under its class and the unions of that, unless the same stretch is there already; gives these classes."""
    classes = (name, *grammar.unions.get(name, ()))
    for yielded in classes:
        edges = row.setdefault(yielded, [])
        if all(there != end for there, _ in edges):
            edges.append((end, made))
    return classes


def _chart(pieces: Pieces, lexicon: Lexicon) -> Chart:
    chart: Chart = []
    entries, words = lexicon.entries, pieces.words
    for piece, word in enumerate(words):
        row: dict[str, list[tuple[int, object]]] = {}
        chart.append(row)
        if word not in entries and not word[0].isdecimal() and word[0] != "'" and TIME not in words[piece + 1 : piece + 3]:
            continue
        for name, end, value in edges_at(pieces, piece, lexicon):
            row.setdefault(name, []).append((end, value))
    return chart


def _at(pieces: Pieces, chart: Chart, start: int, trie: Node, lexicon: Lexicon) -> Iterator[Found]:
    """What a class has at a piece: of several meanings of the same stretch only the first rule's."""
    best: dict[int, Found] = {}
    for end, rule, captures in _walk(pieces, chart, start, trie):
        if end in best and best[end][3].rank <= rule.rank:
            continue
        if not _stands(pieces, start, end, rule):
            continue
        made = MAKERS[rule.make](dict(captures), rule.settings, Site(pieces, lexicon, start, end))
        if made is not None:
            best[end] = (start, end, made, rule)
    yield from best.values()


def _walk(pieces: Pieces, chart: Chart, start: int, trie: Node) -> Iterator[tuple[int, Rule, Captures]]:
    stack: list[tuple[Node, int, Captures]] = [(trie, start, ())]
    size = len(pieces)
    while stack:
        node, here, captures = stack.pop()
        for rule in node.rules:
            yield here, rule, captures
        if here >= size:
            continue
        after = node.words.get(pieces.words[here])
        if after is not None:
            stack.append((after, here + 1, captures))
        row = chart[here]
        if not row or node.kinds.isdisjoint(row):
            continue
        for (kind, name), target in node.classes.items():
            for end, value in row.get(kind, ()):
                stack.append((target, end, (*captures, (name, Capture(value, here, end)))))


def _stands(pieces: Pieces, start: int, end: int, rule: Rule) -> bool:
    before, after = pieces.word(start - 1), pieces.word(end)
    if rule.before and before not in rule.before:
        return False
    if rule.after and after not in rule.after:
        return False
    return before not in rule.not_before and after not in rule.not_after


def _choose(found: list[Found]) -> Iterator[Item]:
    reached = 0
    for start, end, made, rule in sorted(found, key=lambda row: (row[0], -row[1], row[3].rank)):
        if start < reached:
            continue
        reached = end
        items = (Item(start, end, made),) if isinstance(made, Meaning) else made
        for item in items:
            yield Item(item.first, item.last, item.meaning, rule.id)
