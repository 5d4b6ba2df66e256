"""Word senses: whether May is a month, a year a year and a season a season, decided on the words around, and on tags where there are any."""

from sayso.times.lexicon import Lexicon
from sayso.times.meaning import Item
from sayso.times.pieces import Pieces

AMBIGUOUS = frozenset({"may", "march"})
CAPITAL = frozenset({"may", "march", "august"})
MAX_DAY = 31
MODERN = range(1900, 2051)
NAMED_YEARS = range(1000, 2200)


def is_month(pieces: Pieces, piece: int, end: int, lexicon: Lexicon) -> bool:
    """Whether the full name of a month is one: not the verb, not the modal, not a person."""
    word = pieces.words[piece]
    if _in_person(pieces, piece) or (word in CAPITAL and not pieces.capital(piece)):
        return False
    if word not in AMBIGUOUS or _day_or_year(pieces, end) or _day_or_year(pieces, piece - 1):
        return True
    if _tag(pieces, piece)[:2] in {"MD", "VB"} or pieces.opens(piece) or _lone(pieces, piece):
        return False
    before = pieces.word(piece - 1)
    march = before == "the" and not pieces.word(end)[:1].isalnum()
    return before in lexicon.lists["month_before"] and not march and not (word == "may" and _surname(pieces, piece, end, lexicon))


def is_short_month(pieces: Pieces, piece: int, end: int, lexicon: Lexicon) -> bool:  # noqa: ARG001
    """Whether an abbreviation of a month is one: with a capital, beside a day or a year."""
    return pieces.capital(piece) and (_day_or_year(pieces, end) or _day_or_year(pieces, piece - 1))


def is_weekday(pieces: Pieces, piece: int, end: int, lexicon: Lexicon) -> bool:
    """Whether the full name of a weekday is one, and no part of a title (the Sunday Times, Bloody Sunday)."""
    after, before = pieces.word(end), pieces.word(piece - 1)
    if after in lexicon.lists["newspaper"] and pieces.capital(end) and pieces.capital(piece):
        return False
    return not (before in lexicon.lists["weekday_names"] and pieces.capital(piece - 1)) and not _in_person(pieces, piece)


def is_short_weekday(pieces: Pieces, piece: int, end: int, lexicon: Lexicon) -> bool:
    """Whether an abbreviation of a weekday is one: with a capital, before a date."""
    after = end + (pieces.word(end) == ",")
    kinds = {kind for _, kind, _ in lexicon.entries.get(pieces.word(after), ())}
    figure = pieces.word(after).isdecimal() and pieces.word(after + 1) not in {"am", "pm", "a.m.", "p.m.", "a.m", "p.m", ":", "-", "to"}
    return pieces.capital(piece) and (figure or bool(kinds & {"month", "month_short"}))


def is_season(pieces: Pieces, piece: int, end: int, lexicon: Lexicon) -> bool:  # noqa: ARG001
    """Whether the name of a season is no verb (by its tag, where there is one)."""
    return not _tag(pieces, piece).startswith("VB")


def is_upper(pieces: Pieces, piece: int, end: int, lexicon: Lexicon) -> bool:  # noqa: ARG001
    """Whether a zone or an era is written with capitals or points, or is a phrase."""
    return end - piece > 1 or pieces.raw(piece).isupper() or "." in pieces.words[piece]


def is_capital(pieces: Pieces, piece: int, end: int, lexicon: Lexicon) -> bool:  # noqa: ARG001
    """Whether the name of a feast holds a capital letter or a figure."""
    return any(pieces.capital(here) or pieces.word(here)[0].isdigit() for here in range(piece, end))


def is_adverb(pieces: Pieces, piece: int, end: int, lexicon: Lexicon) -> bool:  # noqa: ARG001
    """Whether a frequency word is no part of a name (the Daily News)."""
    return not pieces.capital(piece) or (pieces.opens(piece) and not pieces.capital(end))


def is_plain_figure(pieces: Pieces, piece: int, lexicon: Lexicon) -> bool:
    """Whether a figure is no amount of money, percentage or part of a longer figure."""
    if pieces.word(piece - 1) in lexicon.lists["currency"] or pieces.word(piece + 1) in {"%", "°"}:
        return False
    return not (pieces.word(piece - 1) in {".", ":", "/"} and pieces.glued(piece) and pieces.word(piece - 2).isdecimal())


def is_year(pieces: Pieces, piece: int, value: int, lexicon: Lexicon) -> bool:
    """Whether a figure of four digits is a year rather than an amount or a number of something."""
    lists = lexicon.lists
    before, after = pieces.word(piece - 1), pieces.word(piece + 1)
    if before in lists["year_never_before"] or after in lists["year_never_after"] or not is_plain_figure(pieces, piece, lexicon):
        return False
    if before == "-" and pieces.glued(piece) and pieces.glued(piece - 1) and _is_label(pieces.word(piece - 2), lexicon):
        return False
    if value in MODERN or (after == "-" and pieces.word(piece + 2).isdecimal() and pieces.glued(piece + 2)):
        return True
    return value in NAMED_YEARS and before in lists["year_before"] and _tag(pieces, piece + 1) not in {"NNS", "JJ"}


def _is_label(word: str, lexicon: Lexicon) -> bool:
    """Whether a word glued to a figure makes a name of it (COVID-2019) and no date (mid-2019, June-2019)."""
    kinds = {kind for _, kind, _ in lexicon.entries.get(word, ())}
    return word.isalpha() and word not in {"pre", "post", "circa"} and not kinds & {"early", "month", "month_short", "season", "edge"}


def _day_or_year(pieces: Pieces, piece: int) -> bool:
    word = pieces.word(piece)
    if word in {",", "of", "the", "-"}:
        word = pieces.word(piece + 1) if word != "-" else ""
        return len(word) == len("2015") and word.isdecimal() and word[0] in "12"
    if word.isdecimal() and pieces.word(piece + 1) in {"bc", "b.c", "b.c.", "bce", "ad"}:
        return True
    digits = word[:-2] if word[-2:] in {"st", "nd", "rd", "th"} else word
    if not (digits.isdecimal() and digits.isascii()):
        return False
    return 1 <= int(digits[:5]) <= MAX_DAY or (len(digits) == len("2015") and digits[0] in "12")


def _tag(pieces: Pieces, piece: int) -> str:
    xpos = pieces.analysis.xpos
    if not xpos or not 0 <= piece < len(pieces):
        return ""
    return xpos[pieces.tokens[piece]]


def _in_person(pieces: Pieces, piece: int) -> bool:
    return bool(pieces.persons) and pieces.tokens[piece] in pieces.persons


def _lone(pieces: Pieces, piece: int) -> bool:
    return bool(pieces.lone_persons) and pieces.tokens[piece] in pieces.lone_persons


def _surname(pieces: Pieces, piece: int, end: int, lexicon: Lexicon) -> bool:
    """Whether May is somebody whom the text has named in full, here the subject of a verb."""
    if pieces.word(end) not in SUBJECT and pieces.word(piece - 1) not in {"and", "or", "as", "than", "with", "of", "for"}:
        return False
    return bool(pieces.before_may - lexicon.lists["month_before"])


SUBJECT = frozenset({"said", "says", "told", "'s", "has", "had", "will", "would", "is", "was", "who", "did", "does", "and"})


def keep(item: Item, pieces: Pieces) -> bool:
    """Whether a match is no part of the name of a person."""
    return not pieces.persons or not all(pieces.tokens[piece] in pieces.persons for piece in range(item.first, item.last))
