"""Text into tokens by rule, after the conventions of Universal Dependencies for English.

Contractions and possessives are split (``do`` + ``n't``), hyphenated words are split at the hyphen except after a prefix
(``24 - minute`` but ``non-lethal``), abbreviations keep their stop, and every mark is a token of its own. Offsets are code
points of the text, which is never changed; the time taken grows with its length alone.
"""

import re
import tomllib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from string import ascii_letters
from typing import Any

APOSTROPHES = "'\N{RIGHT SINGLE QUOTATION MARK}\N{MODIFIER LETTER APOSTROPHE}`\N{ACUTE ACCENT}\N{LEFT SINGLE QUOTATION MARK}"
OPENERS = r"(\[{<\"“‘«„/\-–—="
LONGEST_ADDRESS = 2048
MARKS = (
    r"\u00ad\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u064b-\u065f\u0900-\u0903\u093c\u093e-\u094d\u200b-\u200d\u2060\u20d0-\u20ff\ufe0e\ufe0f\ufeff"
)
A = f"[{APOSTROPHES}]"
W = rf"[\w{MARKS}]"

LIST_NUMBER = re.compile(r"\d{1,3}(?:\.\d{1,2}){0,3}")
CHUNK = re.compile(r"\S+")
CLITIC = re.compile(rf"(?i)(?:n{A}t|{A}(?:s|re|ve|ll|d|m))\Z")
ADDRESS = r"""(?P<address> (?<![\w@]) (?i:
        (?:https?|ftp)://[^\s<>"“”«»]+ | (?:mailto|doi):[^\s<>"“”«»,;]+ | www\.[^\s<>"“”«»,;]+
      | [\w.+%-]{1,64}@[\w-]{1,63}(?:\.{1,3}[\w-]{1,63}){0,8}
      | (?:[a-z0-9_][\w-]{0,62}\.){1,6}(?:com|org|net|edu|gov|mil|int|info|io|uk|us|au|ca|de|fr|ru|cn|in|eu|tv|co)(?![\w-])(?:/[^\s<>"“”«»,;]*)?
      | [\w%-]{1,63}\.(?:docx?|xlsx?|pptx?|pdf|txt|html?|jpe?g|png|gif|mp3|mp4|zip|exe|csv)(?!\w)
    )) |"""
ADDRESS_TAIL = ".,;:!?'\"’”»)]}>"
PIECE = r"""(?x)
    @ADDRESS@
    (?P<elided> (?<!\w) (?:@ELIDED@) (?!@W@) )
  | (?P<listed> (?<!\w) (?:@WHOLES@) (?!\w) )
  | (?P<phone> \+\d{2,}(?:-\d+)* | (?:\d{1,3}[-/.])?(?:\d{3}[-./])?\d{3}-\d{4}(?![\w-]) )
  | (?P<date> \d{1,4}-\d{1,2}-\d{1,4}(?![\w-]) | \d{1,4}(?:/\d{1,4}){1,2}(?![\w/]) )
  | (?P<decade> (?<!\w)@A@\d\ds?(?!@W@) | (?:\d\d)?\d0@A@s(?!@W@) )
  | (?P<dotted> [A-Z][a-z]?\.(?:[A-Z][a-z]?\.)+(?!@W@) | (?:[A-Za-z]\.)+[A-Za-z](?!@W@)\.? )
  | (?P<number> (?: \d{1,2}(?:,\d\d)+,\d{3}(?!\d) | \d+(?:,\d{3}(?!\d))* ) (?:[.:]\d+)* @W@* )
  | (?P<decimal> (?<!\w)\.\d+ )
  | (?P<tag> (?<!\w)[#@][^\W\d_]@W@* )
  | (?P<money> [A-Z]{1,3}\$ )
  | (?P<firm> [A-Z]{1,4}(?:&[A-Z]{1,4})+(?!@W@) )
  | (?P<word> (?:(?<![-\w])(?i:@PREFIXES@)-(?=@W@{2}))? @W@+ (?:@B@@W@+|‘(?i:s|t|re|ve|ll|d|m)(?!@W@))* (?:-(?i:@SUFFIXES@)(?!@W@))? )
  | (?P<clitic> (?<=[^\s@OPENERS@])@A@(?i:s|re|ve|ll|d|m)(?!@W@) )
  | (?P<smiley> [:;=]-?[()DPp](?=\s|\Z) )
  | (?P<run> \.{2,} | …\.? | [!?]{2,} | -{2,} | —+ | \'\' | ’’ | ‘‘ | `` | (?P<same>[*=_+~\#<>|])(?P=same)+ )
  | (?P<one> [\s\S] )
"""


@dataclass(frozen=True)
class Words:
    """The words that the tokenizer splits or keeps whole against its general rules (``data/words.toml``)."""

    splits: Mapping[str, tuple[str, ...]]
    wholes: frozenset[str]
    prefixes: frozenset[str]
    suffixes: frozenset[str]
    units: frozenset[str]
    labelled: frozenset[str]


def _data(name: str) -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath(f"data/{name}.toml").read_text(encoding="utf-8"))


@cache
def load_words() -> Words:
    """The package's word lists."""
    raw = _data("words")
    return Words(
        splits={row["word"]: tuple(row["parts"]) for row in raw["split"]},
        wholes=frozenset(row["word"] for row in raw["whole"]),
        prefixes=frozenset(raw["prefix"]),
        suffixes=frozenset(raw["suffix"]),
        units=frozenset(raw["unit"]),
        labelled=frozenset(raw["labelled"]),
    )


@cache
def load_abbreviations() -> Mapping[str, str]:
    """What the stop of each abbreviation may mean (``data/abbreviations.toml``), by the form without its stop."""
    return {form.removesuffix("."): kind for kind, forms in _data("abbreviations").items() for form in forms}


@cache
def load_starters() -> frozenset[str]:
    """The words that open a new sentence after an abbreviation (``data/starters.toml``)."""
    return frozenset(_data("starters")["words"])


@cache
def load_speech_verbs() -> frozenset[str]:
    """The verbs that go on the sentence of a quoted question (``data/starters.toml``)."""
    return frozenset(_data("starters")["speech"])


def abbreviation(word: str) -> str | None:
    """The kind of an abbreviation (without its stop) as `load_abbreviations` has it, whatever the capitals of a headline."""
    kinds = load_abbreviations()
    found = kinds.get(word)
    if found is None and len(word) > 1 and word.isupper():
        found = kinds.get(word.capitalize())
    return found


def _alternatives(words: Collection[str]) -> str:
    """A pattern for any of some words, in any capitals and with any apostrophe."""
    return "|".join(f"(?i:{re.escape(word)})" for word in sorted(words, key=len, reverse=True)).replace("'", A)


@cache
def _pattern(*, addresses: bool) -> re.Pattern[str]:
    words = load_words()
    parts = {
        "ADDRESS": ADDRESS if addresses else "",
        "WHOLES": _alternatives(words.wholes),
        "ELIDED": _alternatives({word for word in words.splits if word.startswith("'")}),
        "PREFIXES": "|".join(words.prefixes),
        "SUFFIXES": "|".join(words.suffixes),
        "OPENERS": OPENERS,
        "A": A,
        "B": A.replace("‘", ""),
        "W": W,
    }
    return re.compile(re.sub("@([A-Z]+)@", lambda found: parts[found[1]], PIECE))


def tokenize(text: str) -> list[tuple[int, int]]:
    """The tokens of a text as ranges ``[start, end)`` of code points: in order, not overlapping, never white space.

    Every character that is not white space is in exactly one token. Any string is taken; the time is linear in its length.
    """
    words = load_words()
    known: dict[str, tuple[int, ...]] = {}
    tokens: list[tuple[int, int]] = []
    for found in CHUNK.finditer(text):
        chunk, start = found.group(), found.start()
        if chunk.isalpha() and chunk.lower() not in words.splits:
            tokens.append((start, found.end()))
            continue
        ends = known.get(chunk)
        if ends is None:
            ends = known[chunk] = tuple(_ends(chunk, words))
        before = start
        for end in ends:
            tokens.append((before, start + end))
            before = start + end
    return _join_stops(text, tokens)


def _ends(chunk: str, words: Words) -> Iterator[int]:
    """Where the tokens of a run of characters without white space end."""
    pattern = _pattern(addresses=len(chunk) <= LONGEST_ADDRESS)
    position = 0
    while found := pattern.match(chunk, position):
        kind, end = found.lastgroup, found.end()
        if kind == "address":
            end = position + len(found.group().rstrip(ADDRESS_TAIL))
        elif kind in {"word", "elided"}:
            yield from _word_ends(chunk, position, end, words)
        elif kind == "number" and (cut := _unit(found.group(), words)):
            yield position + cut
        if kind not in {"word", "elided"}:
            yield end
        position = end


def plain(word: str) -> str:
    """A word for look-up: lower case, every apostrophe straight."""
    for mark in APOSTROPHES[1:]:
        word = word.replace(mark, "'")
    return word.lower()


def _unit(number: str, words: Words) -> int:
    """Where the unit in ``50km`` begins; 0 where none does (``3rd``, ``1990s``)."""
    digits = len(number.rstrip(ascii_letters))
    return digits if number[digits:] in words.units else 0


def _word_ends(chunk: str, start: int, end: int, words: Words) -> Iterator[int]:
    """The ends of a word and the clitics at its end; listed words are split as the list says."""
    word = chunk[start:end]
    if word.isalpha() and word.lower() not in words.splits:
        yield end
        return
    parts = words.splits.get(plain(word))
    if parts:
        for part in parts:
            start += len(part)
            yield start
        return
    ends: list[int] = []
    while (found := CLITIC.search(chunk, max(start, end - 4), end)) and found.start() > start:
        ends.append(end)
        end = found.start()
    yield end
    yield from reversed(ends)


def _join_stops(text: str, tokens: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Stops that belong to an abbreviation, an initial or the number of a list, put back to what they follow."""
    joined: list[tuple[int, int]] = []
    for number, (start, end) in enumerate(tokens):
        if end - start == 1 and text[start] == "." and joined and joined[-1][1] == start:
            following = tokens[number + 1] if number + 1 < len(tokens) else None
            if following is None or following[0] > end or text[following[0]] != ".":
                before = joined[-2] if len(joined) > 1 else None
                if _keeps_stop(text, before, joined[-1], following):
                    joined[-1] = (joined[-1][0], end)
                    continue
        joined.append((start, end))
    return joined


def _keeps_stop(text: str, before: tuple[int, int] | None, token: tuple[int, int], following: tuple[int, int] | None) -> bool:
    word = text[token[0] : token[1]]
    after = text[following[0] : following[1]] if following else ""
    if len(word) == 1 and word.isupper():
        return (before is None or before[1] < token[0] or not text[before[0]].isdigit()) and _initial(text, before, word, after)
    if LIST_NUMBER.fullmatch(word):
        gap = text[before[1] : token[0]] if before else "\n"
        return "\n" in gap and after != "" and following is not None and following[0] > token[1] + 1
    kind = abbreviation(word)
    loose = word[0].isupper() and (after == "," or after[:1].islower())
    if kind == "numbered":
        return after[:1].isdigit() or loose or (before is not None and text[before[0]] == "(")
    if kind == "unit":
        return before is not None and text[before[0]].isdigit()
    if kind == "state":
        return loose or after == ")" or (before is not None and text[before[0] : before[1]] == ",")
    return kind is not None


def _initial(text: str, before: tuple[int, int] | None, word: str, after: str) -> bool:
    """Whether a capital letter and a stop are somebody's initial."""
    if not after[:1].isupper() and after not in {",", "-"}:
        return False
    previous = text[before[0] : before[1]] if before else ""
    if previous.lower() in load_words().labelled:
        return False
    if len(after) > 1 and after in load_starters():
        return False
    return word != "I" or previous[:1].isupper()
