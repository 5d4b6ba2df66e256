"""Text of documents made safe for a terminal, character for character, so that offsets stay valid.

Escape sequences, other control characters, marks that reverse the direction of writing and invisible tags would let a
document move the cursor, hide words or pass off one text as another; each becomes one visible character.
"""

import re

UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\U000e0000-\U000e007f]")
SPACES = frozenset("\t\n\x0b\x0c\r\x85\u2028\u2029")
PICTURES = 0x2400
DELETE = "\x7f"


def printable(text: str) -> str:
    """The text with as many characters, none of which can do anything to a terminal; line breaks and tabs become spaces."""
    return UNSAFE.sub(_shown, text)


def _shown(found: re.Match[str]) -> str:
    character = found[0]
    if character in SPACES:
        return " "
    if character < " ":
        return chr(PICTURES + ord(character))
    return "\N{SYMBOL FOR DELETE}" if character == DELETE else "\N{REPLACEMENT CHARACTER}"


def excerpt(text: str, length: int) -> str:
    """A text on one line, white space as single spaces, cut to ``length`` characters with an ellipsis."""
    line = " ".join(printable(text[: 4 * length + 100]).split())
    if len(line) <= length and len(text) <= 4 * length + 100:
        return line
    cut = line[: length - 1].rstrip()
    return f"{cut}…"
