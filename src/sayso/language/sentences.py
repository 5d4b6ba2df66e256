"""Paragraphs and sentences of a text, by rule.

A sentence ends at a stop, with the marks that close after it, or at the end of its paragraph; the stops of abbreviations,
initials, list numbers and ellipses do not end it unless what follows opens a new one.
"""

import re
from collections.abc import Sequence

from sayso.language.tokens import abbreviation, load_speech_verbs, load_starters

LINE_END = re.compile(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
WIDEST_WRAP = 132
CLOSERS = frozenset("”’»›)]}\"'") | {"''", "’’"}
OPENERS = frozenset("“‘«‹„‚\"'`([{") | {"``", "‘‘", "''"}
STRAIGHT = frozenset({'"', "'", "''"})
BRACKETS = frozenset("([{")
DASHES = frozenset("-–—")
IN_NAMES = DASHES | {"al", "of", "the", "’s", "'s"}
STOPS = frozenset(".!?…。！？")
NAME_LENGTH = 7
SENTENCE_MARKS = ".!?:…\"”’')»]"


def paragraphs(text: str) -> list[tuple[int, int]]:
    """The paragraphs of a text as ranges of code points, trimmed of white space, in order; all else is white space.

    Blank lines part paragraphs. Within a block of lines, a line is a paragraph of its own unless the text was wrapped at a
    width; in a wrapped block, an indented line and a line after a short last line open a paragraph.
    """
    blocks = _blocks(text)
    wrapped = _is_wrapped(text, [line for block in blocks for line in block[1:]])
    found: list[tuple[int, int]] = []
    for block in blocks:
        width = max(end - start for start, end, _ in block)
        for number, (start, end, indent) in enumerate(block):
            if number and _continues(text, block[number - 1], (start, end, indent), width, wrapped=wrapped):
                found[-1] = (found[-1][0], end)
            else:
                found.append((start, end))
    return found


def _blocks(text: str) -> list[list[tuple[int, int, int]]]:
    """Runs of lines that are not blank; each line as its trimmed range and its indent."""
    blocks: list[list[tuple[int, int, int]]] = []
    fresh = True
    position = 0
    while position <= len(text):
        found = LINE_END.search(text, position)
        stop = found.start() if found else len(text)
        line = text[position:stop]
        if line.strip():
            indent = len(line) - len(line.lstrip())
            row = (position + indent, position + len(line.rstrip()), indent)
            if fresh:
                blocks.append([row])
            else:
                blocks[-1].append(row)
            fresh = False
        else:
            fresh = True
        position = found.end() if found else len(text) + 1
    return blocks


def _is_wrapped(text: str, lines: list[tuple[int, int, int]]) -> bool:
    """Whether most lines that follow a line without a blank between go on a sentence in lower case."""
    if not lines or max(end - start for start, end, _ in lines) > WIDEST_WRAP:
        return False
    return 2 * sum(text[start].islower() for start, _, _ in lines) >= len(lines)


def _continues(text: str, before: tuple[int, int, int], line: tuple[int, int, int], width: int, *, wrapped: bool) -> bool:
    """Whether a line goes on the paragraph of the line before it."""
    closed = text[before[1] - 1] in SENTENCE_MARKS
    if not wrapped:
        return text[line[0]].islower() and not closed
    if line[2] > before[2]:
        return False
    space = text.find(" ", line[0], line[1])
    word = (space if space != -1 else line[1]) - line[0]
    full = before[1] - before[0] + before[2] + 1 + word > width - 3
    return full or (not closed and text[line[0]].islower())


def split_sentences(text: str, tokens: Sequence[tuple[int, int]], paragraphs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The sentences as half-open ranges of tokens: every token is in one, and none crosses the end of a paragraph."""
    words = [text[start:end] for start, end in tokens]
    sentences: list[tuple[int, int]] = []
    first = 0
    for _, end in [*paragraphs, (0, len(text))]:
        last = first
        while last < len(tokens) and tokens[last][0] < end:
            last += 1
        sentences += _paragraph_sentences(tokens, words, first, last)
        first = last
    return sentences


def _paragraph_sentences(tokens: Sequence[tuple[int, int]], words: Sequence[str], first: int, last: int) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    start = position = first
    while position < last:
        word = words[position]
        position += 1
        if word[-1] not in STOPS:
            continue
        stop = position - 1
        position = _after_closers(tokens, words, position, last)
        if position < last and _ends(tokens, words, start, stop, position):
            found.append((start, position))
            start = position
    if start < last:
        found.append((start, last))
    return found


def _after_closers(tokens: Sequence[tuple[int, int]], words: Sequence[str], position: int, last: int) -> int:
    """The first token after a stop that is no closing mark of it, no further stop and no part of a note number ``[3]``."""
    while position < last:
        word = words[position]
        glued = tokens[position][0] == tokens[position - 1][1]
        closes = word in CLOSERS and (glued or (position + 1 == last and word in STRAIGHT))
        if closes or (word[0] in STOPS and word[-1] in STOPS):
            position += 1
        elif word == "[" and position + 2 < last and words[position + 2] == "]" and words[position + 1].isdigit():
            position += 3
        else:
            break
    return position


def _ends(tokens: Sequence[tuple[int, int]], words: Sequence[str], start: int, stop: int, after: int) -> bool:
    """Whether the stop ends the sentence that began at ``start``, given that ``after`` is the next token."""
    word, following = words[stop], words[after]
    glued = tokens[after][0] == tokens[after - 1][1]
    opened = following in OPENERS and not glued
    head = words[after + 1] if opened and after + 1 < len(words) else following
    capital = not head[0].islower() or any(letter.isupper() for letter in head[1:])
    listed = stop - start <= 1 and _is_label(words[start])
    if listed or following[0] in DASHES or following in {",", ";", ":"} or (following in CLOSERS and not opened):
        return False
    if len(word) > 1 and word[-1] == "." and word[0].isalnum():
        return _abbreviation_ends(word, head, opened=opened and following not in BRACKETS, capital=capital and following not in BRACKETS)
    if glued:
        return head[0].isupper() and stop > start and len(words[stop - 1]) > 1 and words[stop - 1].islower()
    if word[0] == "…" or word.startswith("..") or words[stop:after].count(".") > 1:
        return capital and head != "I"
    if word[-1] != "." and after > stop + 1 and _names_speaker(words, after):
        return False
    return capital or (opened and word == ".")


def _names_speaker(words: Sequence[str], after: int) -> bool:
    """Whether a name and a verb of speech stand here (``“Why?” Marta Lindqvist asked``)."""
    for word in words[after : after + NAME_LENGTH]:
        if word in load_speech_verbs():
            return True
        if not (word[0].isupper() or word in IN_NAMES):
            return False
    return False


def _is_label(word: str) -> bool:
    """Whether a sentence that began with this word has so far only the number or letter of a list."""
    bare = word.rstrip(".")
    return (bare.replace(".", "").isdigit() and len(bare) < len("1984")) or (len(bare) == 1 and bare.isalpha())


def _abbreviation_ends(word: str, head: str, *, opened: bool, capital: bool) -> bool:
    kind = abbreviation(word[:-1])
    if kind in {"title", "inner"} or (kind is None and len(word) == len("J.")):
        return False
    return head in load_starters() or (capital and (opened or word == "etc."))
