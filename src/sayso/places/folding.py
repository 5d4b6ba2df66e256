"""Names to keys: what two spellings of one name have in common.

A key is lower case, without diacritics, apostrophes and full stops, with hyphens as spaces and *Saint*, *Sainte*, *Fort* and *Mount*
abbreviated, so that ``Port-au-Prince``, ``Sinjār`` and ``Saint-Marc`` are found as ``Port au Prince``, ``Sinjar`` and ``St. Marc``.
"""

import unicodedata
from functools import cache

_SPECIAL = {"ß": "ss", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ı": "i", "œ": "oe", "ð": "d", "þ": "th", "ə": "a", "ħ": "h", "ŧ": "t"}
_DROPPED = "'’‘ʼʻʿʾ`´.\u00ad\u200b\u200e\u200f"
_SPACED = "-‐‑‒–—−,/()&_;:\u00a0\n\t\r"
SHORT = {"saint": "st", "sainte": "ste", "fort": "ft", "mount": "mt"}
_LATIN = (range(0x250), range(0x1E00, 0x1F00))


@cache
def _table() -> dict[int, str]:
    table: dict[int, str] = {}
    for block in _LATIN:
        for code in block:
            letter = chr(code)
            low = letter.lower()
            plain = "".join(_SPECIAL.get(c, c) for c in low)
            plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
            if plain != letter:
                table[code] = plain
    table.update(dict.fromkeys(range(0x300, 0x370), ""))
    table.update({ord(c): "" for c in _DROPPED})
    table.update({ord(c): " " for c in _SPACED})
    return table


def fold(name: str) -> str:
    """The key of a name; ``""`` where it holds no letter or digit. Linear in the length of the name."""
    words = name.translate(_table()).split()
    if not words:
        return ""
    return " ".join(SHORT.get(w, w) for w in words)


def is_latin(name: str) -> bool:
    """Whether every letter of a name is Latin."""
    return all(not c.isalpha() or any(ord(c) in block for block in _LATIN) for c in name)
