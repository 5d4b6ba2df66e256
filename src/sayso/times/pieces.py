"""Cutting a text into pieces: the words, numbers and marks that the grammar of time expressions is written over.

Pieces do not depend on a tokeniser's habits: ``24-minute`` is three pieces whether it is one token or three, ``5:30pm`` is two.
Each piece knows its characters and the token that holds its first one.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from sayso.language.analysis import Analysis
from sayso.vocabulary import Kind

_LETTER = r"[^\W\d_]"
_PIECE = re.compile(
    rf"""
      [A-Za-z]{{2,}}+(?=[ \n,])                              # a plain word, the quick way
    | \d{{4}}-\d{{2}}-\d{{2}}(?:T\d{{2}}:\d{{2}}(?::\d{{2}}(?:\.\d+)?)?(?:Z|[+-]\d{{2}}:?\d{{2}})?)?(?![\d-])  # ISO 8601
    | \d{{1,2}}-\d{{1,2}}-\d{{4}}(?![\d-])                  # 26-12-2015
    | \d+(?:[-./]\d+){{2,}}                                 # 26/12/2015, and telephone numbers
    | \d{{3}}-\d{{4}}(?![\d-])                              # telephone numbers
    | \d{{1,2}}:\d{{2}}(?::\d{{2}})?(?![\d:])               # 10:30
    | \d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?(?![\d,])             # 12,000
    | \d+\.\d+                                              # 2.5
    | \d+(?:st|nd|rd|th)(?!{_LETTER})                       # 20th
    | ['’]?\d{{1,3}}0['’]?s(?!{_LETTER})                    # 1990s, '90s, 1990's
    | ['’]\d{{2}}(?!\d)                                     # '99
    | \d+
    | o['’]clock(?!{_LETTER})
    | ['’](?:s|re|ve|d|ll|m|t)(?!{_LETTER})
    | (?:{_LETTER}\.){{2,}}                                 # a.m., U.S.
    | {_LETTER}\.{_LETTER}(?!{_LETTER})                     # a.m
    | {_LETTER}+(?=n['’]t(?!{_LETTER}))                     # did + n't
    | n['’]t(?!{_LETTER})
    | {_LETTER}+
    | --+
    | \S
    """,
    re.VERBOSE | re.IGNORECASE,
)
_PLAIN = str.maketrans({"’": "'", "‘": "'", "‐": "-", "‑": "-", "–": "-"})


@dataclass(frozen=True)
class Pieces:
    """The pieces of a text as parallel tuples; ``words`` are in lower case, with plain apostrophes and hyphens (for look-ups only)."""

    analysis: Analysis
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    words: tuple[str, ...]

    def __len__(self) -> int:
        """The number of pieces."""
        return len(self.words)

    def raw(self, piece: int) -> str:
        """The characters of a piece."""
        return self.analysis.text[self.starts[piece] : self.ends[piece]]

    def word(self, piece: int) -> str:
        """The word of a piece; empty before the first and after the last."""
        return self.words[piece] if 0 <= piece < len(self.words) else ""

    def capital(self, piece: int) -> bool:
        """Whether a piece begins with a capital letter."""
        return 0 <= piece < len(self.words) and self.analysis.text[self.starts[piece]].isupper()

    def glued(self, piece: int) -> bool:
        """Whether no white space stands before a piece."""
        return 0 < piece < len(self.words) and self.ends[piece - 1] == self.starts[piece]

    @cached_property
    def tokens(self) -> tuple[int, ...]:
        """The token that holds, or else follows, the first character of each piece (the last token at the end)."""
        ends, count, token, found = self.analysis.ends, len(self.analysis), 0, []
        for start in self.starts:
            while token < count - 1 and ends[token] <= start:
                token += 1
            found.append(token)
        return tuple(found)

    @cached_property
    def sentences(self) -> tuple[int, ...]:
        """The number of the sentence of each piece."""
        index = self.analysis.sentence_index
        return tuple(index[token] if token < len(index) else 0 for token in self.tokens)

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """The different words of the text."""
        return frozenset(self.words)

    @cached_property
    def persons(self) -> frozenset[int]:
        """The tokens inside the names of people of more than one word."""
        people = (name for name in self.analysis.names if name.kind is Kind.PERSON and name.last - name.first > 1)
        return frozenset(token for name in people for token in range(name.first, name.last))

    @cached_property
    def lone_persons(self) -> frozenset[int]:
        """The tokens that are the name of somebody all alone."""
        return frozenset(name.first for name in self.analysis.names if name.kind is Kind.PERSON and name.last - name.first == 1)

    @cached_property
    def before_may(self) -> frozenset[str]:
        """The words with a capital that stand before ``May`` somewhere in the text."""
        return frozenset(
            self.words[here - 1]
            for here, word in enumerate(self.words)
            if word == "may" and self.capital(here) and self.capital(here - 1) and self.words[here - 1].isalpha()
        )

    def quotations(self, spans: list[tuple[int, int]]) -> list[int | None]:
        """The number of the innermost quotation around each range of pieces; the ranges come in the order of the text."""
        marks = sorted(enumerate(self.analysis.quotations), key=lambda row: (row[1].start, -row[1].end))
        found: list[int | None] = []
        open_marks: list[tuple[int, int]] = []
        index = 0
        for first, last in spans:
            start, end = self.starts[first], self.ends[last - 1]
            while index < len(marks) and marks[index][1].start <= start:
                while open_marks and open_marks[-1][1] <= marks[index][1].start:
                    open_marks.pop()
                open_marks.append((marks[index][0], marks[index][1].end))
                index += 1
            while open_marks and open_marks[-1][1] < end:
                open_marks.pop()
            found.append(open_marks[-1][0] if open_marks else None)
        return found

    def opens(self, piece: int) -> bool:
        """Whether a piece begins a sentence (marks before it apart), so that its capital letter says nothing."""
        before = piece - 1
        while before >= 0 and self.sentences[before] == self.sentences[piece]:
            if self.words[before][0].isalnum():
                return False
            before -= 1
        return True


def cut(analysis: Analysis) -> Pieces:
    """The pieces of an analysed text, in its order; every character that is not white space belongs to one piece."""
    found = list(_cut(analysis.text))
    return Pieces(
        analysis=analysis,
        starts=tuple(start for start, _, _ in found),
        ends=tuple(end for _, end, _ in found),
        words=tuple(word for _, _, word in found),
    )


def _cut(text: str) -> Iterator[tuple[int, int, str]]:
    for match in _PIECE.finditer(text):
        word = match.group().lower()
        yield match.start(), match.end(), word if word.isascii() else word.translate(_PLAIN)
