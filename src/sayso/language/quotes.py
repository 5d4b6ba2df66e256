"""Quotation marks paired on characters, by direction, paragraph by paragraph.

What a mark does follows from its shape and its neighbours, never from a count of the marks before it: a lost space
(``the front,”or the rear``) or a missing mark spoils its own pair and no other. Apostrophes, feet and inches are no marks.
"""

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from sayso.language.analysis import Quotation

MARK = re.compile(r"""''(?!')|``|[“”„‟"＂«»‹›「」『』]|(?<!\w)['‘’‚‛`]|['‘’](?!\w)""")
FAMILIES = {
    **dict.fromkeys(["“", "”", "„", "‟", '"', "＂", "''", "``"], "double"),
    **dict.fromkeys(["'", "‘", "’", "‚", "‛", "`"], "single"),
    **dict.fromkeys("«»", "guillemet"),
    **dict.fromkeys("‹›", "angle"),
    **dict.fromkeys("「」", "corner"),
    **dict.fromkeys("『』", "white corner"),
}
ALWAYS_OPEN = frozenset({"„", "‟", "‛", "``", "「", "『"})
ALWAYS_CLOSE = frozenset("」』")
BEFORE_OPEN = frozenset("([{<—–/=*_“„‘‚«‹\"'`")
AFTER_CLOSE = frozenset(")]}>—–/=*_,.;:!?…”’»›\"'")
STOPS = frozenset(",.!?;:…")
FEET = re.compile(r"\d['’]\d{1,2}\Z")
LONGEST_LABEL = 60


@dataclass(frozen=True, slots=True)
class Mark:
    """A quotation mark at ``[start, end)`` and whether its neighbours let it open or close a quotation."""

    start: int
    end: int
    shape: str
    opens: bool
    closes: bool
    weak: bool = False

    @property
    def family(self) -> str:
        """The kind of marks that it can pair with."""
        return FAMILIES[self.shape]


@cache
def load_elisions() -> frozenset[str]:
    """Words written with an apostrophe before them, in lower case (``data/elisions.toml``)."""
    raw = tomllib.loads(files(__package__).joinpath("data/elisions.toml").read_text(encoding="utf-8"))
    return frozenset(word.lower() for word in raw["words"])


def pair_quotations(text: str, paragraphs: Sequence[tuple[int, int]]) -> tuple[Quotation, ...]:
    """Every pair of quotation marks, in the order of their opening marks, marks included; pairs never cross a paragraph.

    An opening mark without a close reaches to the end of its paragraph (``closed`` false) unless another of its kind opens
    after it; an opening mark at the start of the next paragraph then goes on the same speech (``continues``). Closing marks
    without an opening are left out. Any text is taken; the time is linear in its length.
    """
    found: list[Quotation] = []
    pending = ""
    for number, (start, end) in enumerate(paragraphs):
        following = text[paragraphs[number + 1][0]] if number + 1 < len(paragraphs) else ""
        marks = _marks(text, start, end)
        pairs, pending = _pairs(text, marks, (start, end), pending, following)
        found += pairs
    return tuple(found)


def _marks(text: str, start: int, end: int) -> list[Mark]:
    marks = []
    for found in MARK.finditer(text, start, end):
        first, last, shape = found.start(), found.end(), found.group()
        before = text[first - 1] if first > start else " "
        after = text[last] if last < end else " "
        mark = Mark(first, last, shape, *_single(text, found, before, after)) if FAMILIES[shape] == "single" else None
        marks.append(mark or Mark(first, last, shape, *_double(text, found, before, after)))
    return marks


def _double(text: str, found: re.Match[str], before: str, after: str) -> tuple[bool, bool]:
    """Whether a double mark may open and may close a quotation; both where its neighbours leave it open."""
    shape = found.group()
    if shape in ALWAYS_OPEN:
        return True, False
    if shape in ALWAYS_CLOSE:
        return False, True
    left, right = before.isspace() or before in BEFORE_OPEN, after.isspace() or after in AFTER_CLOSE
    if before.isdigit() and FEET.search(text, max(0, found.start() - 4), found.start()):
        return False, False
    if shape in {'"', "＂", "''"}:
        return (left, right) if left != right else (True, True)
    if shape in {"“", "«", "‹"}:
        return left or not right, right and not left
    return left and not right, right or not left


def _single(text: str, found: re.Match[str], before: str, after: str) -> tuple[bool, bool, bool]:
    """Whether a single mark may open, may close, and closes only weakly (it may as well be an apostrophe)."""
    shape, first, last = found.group(), found.start(), found.end()
    left, right = before.isspace() or before in BEFORE_OPEN, after.isspace() or after in AFTER_CLOSE
    if shape in {"‚", "‛"}:
        return not after.isspace(), False, False
    opens = left and not after.isspace() and shape != "’" and not _elided(text, last)
    closes = not before.isspace() and (right or before in STOPS) and shape != "`"
    if closes and after.isalnum() and _clitic(text, last):
        closes = False
    if text[max(0, first - 2) : first].lower() in {"'n", "’n", "‘n"}:
        closes = False
    weak = closes and before in "snSN" and after == " " and text[last + 1 : last + 2].isalnum()
    return opens, closes or (shape == "‘" and right and not left), weak


def _elided(text: str, position: int) -> bool:
    """Whether the word that starts here is one that an apostrophe stands before: ``'90s``, ``'em``."""
    word = re.compile(r"\w{1,12}").match(text, position)
    if word is None:
        return False
    return bool(re.fullmatch(r"\d\ds?", word[0])) or word[0].lower() in load_elisions()


def _clitic(text: str, position: int) -> bool:
    return bool(re.compile(r"(?:s|re|ve|ll|d|m|t)(?!\w)").match(text, position))


def _pairs(text: str, marks: Sequence[Mark], paragraph: tuple[int, int], pending: str, following: str) -> tuple[list[Quotation], str]:
    """The quotations of one paragraph, and the family of the marks that it leaves open for the next."""
    stack: list[Mark] = []
    depth = dict.fromkeys(FAMILIES.values(), 0)
    latest: dict[str, int] = {}
    ranges: list[tuple[int, int, bool]] = []
    strong = _strong_ahead(marks)
    for number, mark in enumerate(_respaced(text, marks)):
        family = mark.family
        if _closes(mark, stack, depth, strong=strong[number], inch=_is_inch(text, marks, number)):
            while stack[-1].family != family:
                depth[stack.pop().family] -= 1
            opened = stack.pop()
            depth[family] -= 1
            if opened.end < mark.start:
                ranges.append((opened.start, mark.end, True))
        elif mark.opens and not (mark.shape == '"' and text[mark.start - 1 : mark.start].isdigit()):
            stack.append(mark)
            depth[family] += 1
            latest[family] = mark.start
        elif family == pending and mark.closes and not mark.weak and not ranges and not stack:
            ranges.append((paragraph[0], mark.end, True))
    if not (pending and stack and stack[0].start == paragraph[0]):
        stack = [mark for mark in stack if latest[mark.family] == mark.start]
    left_open = _left_open(stack, paragraph, following)
    if left_open is not None and left_open.end < paragraph[1]:
        ranges.append((left_open.start, paragraph[1], False))
    return _levels(ranges, paragraph, pending), left_open.family if left_open is not None else ""


def _respaced(text: str, marks: Sequence[Mark]) -> Iterator[Mark]:
    """The marks, straight ones with the space on their wrong side (``called" the fort", he``, ``the "fort "as``) turned round."""
    following: list[Mark | None] = []
    later = None
    for mark in reversed(marks):
        following.append(later)
        if mark.family == "double":
            later = mark
    opened = False
    for mark, later in zip(marks, reversed(following), strict=True):
        turned = mark
        if mark.shape == '"' and mark.opens != mark.closes:
            if mark.closes and not opened and later is not None and later.shape == '"' and later.closes and not later.opens:
                turned = replace(mark, opens=True, closes=False)
            elif mark.opens and opened and text[mark.end].islower() and (later is None or not later.closes):
                turned = replace(mark, opens=False, closes=True)
        if mark.family == "double":
            opened = turned.opens and not (turned.closes and opened)
        yield turned


def _strong_ahead(marks: Sequence[Mark]) -> list[bool]:
    """For each mark, whether a single mark that surely closes comes before the next single mark that opens."""
    ahead = [False] * len(marks)
    strong = False
    for number in range(len(marks) - 1, -1, -1):
        mark = marks[number]
        ahead[number] = strong
        if mark.family == "single" and mark.opens:
            strong = False
        elif mark.family == "single" and mark.closes and not mark.weak:
            strong = True
    return ahead


def _is_inch(text: str, marks: Sequence[Mark], number: int) -> bool:
    """Whether a straight mark after a figure (``a 12" pipe``) is followed by another mark that closes."""
    mark = marks[number]
    if mark.shape not in {'"', "”"} or not text[mark.start - 1 : mark.start].isdigit():
        return False
    following = next((other for other in marks[number + 1 : number + 4] if other.family == "double"), None)
    return following is not None and following.closes and not following.opens and text[mark.end : mark.end + 1] == " "


def _closes(mark: Mark, stack: Sequence[Mark], depth: dict[str, int], *, strong: bool, inch: bool) -> bool:
    """Whether a mark closes the nearest quotation of its family that is open."""
    family = mark.family
    if not depth[family] or inch:
        return False
    if family == "single":
        low = stack[-1].shape == "‚"
        if stack[-1].family != family or not mark.closes or (mark.shape == "‘" and not low):
            return False
        return not mark.weak or (not strong and mark.start - stack[-1].end <= LONGEST_LABEL)
    return mark.closes


def _left_open(stack: Sequence[Mark], paragraph: tuple[int, int], following: str) -> Mark | None:
    """The opening mark that reaches to the end of the paragraph, if any."""
    if stack and stack[0].start == paragraph[0] and stack[0].family == FAMILIES.get(following):
        return stack[0]
    for mark in reversed(stack):
        if mark.family != "single" or mark.start == paragraph[0] or FAMILIES.get(following) == "single":
            return mark
    return None


def _levels(ranges: list[tuple[int, int, bool]], paragraph: tuple[int, int], pending: str) -> list[Quotation]:
    """The ranges in order, each with the number of those around it."""
    found: list[Quotation] = []
    around: list[int] = []
    for start, end, closed in sorted(ranges, key=lambda r: (r[0], -r[1])):
        while around and around[-1] <= start:
            around.pop()
        found.append(Quotation(start, end, len(around), closed, bool(pending) and start == paragraph[0]))
        around.append(end)
    return found
