"""What the finders of this room look at: one analysed text with its quotations as ranges of tokens and its cues marked."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from sayso.language.analysis import ROOT, Analysis, Name, Quotation
from sayso.records import Span
from sayso.statements.lexicon import Cue, Lexicon, load_lexicon, word_class

REACH = 120
LONGEST_SENTENCE = 400
STOPS = frozenset({".", "?", "!", "…"})


@dataclass(frozen=True, slots=True)
class Quoted:
    """An outermost quotation as the tokens ``[first, last)``, its marks among them."""

    quotation: Quotation
    first: int
    last: int
    paragraph: int

    @property
    def start(self) -> int:
        """The first character, the mark."""
        return self.quotation.start

    @property
    def end(self) -> int:
        """The character after the last one."""
        return self.quotation.end


@dataclass(frozen=True, slots=True)
class CueAt:
    """A cue found at the tokens ``[first, last)``."""

    cue: Cue
    first: int
    last: int


@dataclass(frozen=True)
class Scene:
    """One analysed text, ready for the finders. ``owner`` gives the number of the quotation that holds each token, or -1."""

    analysis: Analysis
    quoted: tuple[Quoted, ...]
    owner: tuple[int, ...]
    cues: Mapping[int, CueAt]
    lexicon: Lexicon = field(default_factory=load_lexicon)

    @property
    def parsed(self) -> bool:
        """Whether there are trees."""
        return bool(self.analysis.heads)

    def parsed_at(self, token: int) -> bool:
        """Whether a token stands in a tree that is worth climbing: sentences longer than any prose are read by their words."""
        first, last = self.analysis.sentence_of(token)
        return self.parsed and last - first <= LONGEST_SENTENCE

    def start_of(self, token: int) -> int:
        """The first token of a token's sentence, no farther back than `REACH`; a quotation after a stop opens a sentence of its own."""
        before = bisect_right(self.breaks, token)
        return max(self.analysis.sentence_of(token)[0], token - REACH, self.breaks[before - 1] if before else 0)

    def end_of(self, token: int) -> int:
        """Where a token's sentence ends, no farther on than `REACH`."""
        after = bisect_right(self.breaks, token)
        return min(self.analysis.sentence_of(token)[1], token + REACH, self.breaks[after] if after < len(self.breaks) else len(self.analysis))

    def paragraph_start(self, number: int) -> int:
        """The first token of a paragraph by its number; the first of the text for a number below 0."""
        if number < 0 or number >= len(self.analysis.paragraphs):
            return 0
        return self.analysis.within(*self.analysis.paragraphs[number])[0]

    def names_in(self, first: int, last: int) -> tuple[Name, ...]:
        """The names that share a token with ``[first, last)``."""
        begin = max(0, bisect_left(self._name_starts, first) - 1)
        near = self.analysis.names[begin : bisect_left(self._name_starts, last)]
        return tuple(name for name in near if name.last > first)

    @cached_property
    def bounds(self) -> list[tuple[int, int]]:
        """The range from the first to the last token of each token's subtree; sentences too long to parse are left as single tokens."""
        heads = self.analysis.heads
        firsts, lasts = list(range(len(heads))), list(range(len(heads)))
        for begin, end in self.analysis.sentences:
            if end - begin > LONGEST_SENTENCE:
                continue
            for token in range(begin, end):
                head = heads[token]
                while head != ROOT and not firsts[head] <= token <= lasts[head]:
                    firsts[head] = min(firsts[head], token)
                    lasts[head] = max(lasts[head], token)
                    head = heads[head]
        return [(first, last + 1) for first, last in zip(firsts, lasts, strict=True)]

    @cached_property
    def breaks(self) -> tuple[int, ...]:
        """Where a quotation begins right after a stop."""
        return tuple(quoted.first for quoted in self.quoted if quoted.first and self.words[quoted.first - 1] in STOPS)

    @cached_property
    def _name_starts(self) -> tuple[int, ...]:
        return tuple(name.first for name in self.analysis.names)

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The words in lower case."""
        return self.analysis.lower

    def span(self, start: int, end: int) -> Span:
        """The span of a range of characters."""
        return Span(start=start, end=end, text=self.analysis.text[start:end])

    def inner(self, quoted: Quoted) -> tuple[int, int]:
        """The tokens between the marks of a quotation."""
        last = quoted.last - 1 if quoted.quotation.closed and quoted.last - quoted.first > 1 else quoted.last
        return quoted.first + 1, max(last, quoted.first + 1)

    def final(self, quoted: Quoted) -> str:
        """The last character of what is quoted, before the closing mark (empty where there is none)."""
        first, last = self.inner(quoted)
        return self.analysis.word(last - 1)[-1] if first < last else ""


def make_scene(analysis: Analysis) -> Scene:
    """The scene of an analysed text."""
    lexicon = load_lexicon()
    quoted: list[Quoted] = []
    owner = [-1] * len(analysis)
    paragraph = 0
    for quotation in analysis.quotations:
        if quotation.level:
            continue
        first, last = analysis.within(quotation.start, quotation.end)
        if first >= last:
            continue
        while paragraph + 1 < len(analysis.paragraphs) and analysis.paragraphs[paragraph + 1][0] <= quotation.start:
            paragraph += 1
        for token in range(first, last):
            owner[token] = len(quoted)
        quoted.append(Quoted(quotation, first, last, paragraph))
    cues = {found.first: found for token in range(len(analysis)) if owner[token] < 0 and (found := _cue_at(analysis, lexicon, token)) is not None}
    return Scene(analysis, tuple(quoted), tuple(owner), cues, lexicon)


def _cue_at(analysis: Analysis, lexicon: Lexicon, token: int) -> CueAt | None:
    """The cue that begins at a token: a verb by its tag, or, without tags, by the words before it."""
    words = analysis.lower
    rows = lexicon.forms.get(words[token])
    if rows is None:
        return None
    found = next(((form, cue) for form, cue in rows if words[token : token + len(form)] == form), None)
    if found is None:
        return None
    form, cue = found
    if not cue.phrase and not _is_verb(analysis, token, cue.lemma):
        return None
    return CueAt(cue, token, token + len(form))


def _is_verb(analysis: Analysis, token: int, lemma: str) -> bool:
    if analysis.upos:
        return analysis.upos[token] == "VERB"
    word, before = analysis.lower[token], analysis.lower[token - 1] if token else ""
    base = word == lemma.split(maxsplit=1)[0] and word not in word_class("unchanged")
    if before in word_class("owners") or ((base or word.endswith("s")) and before in word_class("before nouns")):
        return False
    plural = before.endswith("s") and before not in word_class("not plural") and before[0].isalpha()
    return not base or plural or before in word_class("before bases") or before in word_class("plain subjects")
