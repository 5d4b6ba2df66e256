"""A small builder of HTML: whatever is not markup already is text, and text is escaped and cannot act on the page.

Control characters, marks that change the direction of writing, invisible characters and lone surrogates are shown as
visible signs, so that a document can neither hide words nor pass off one text as another.
"""

import re
import unicodedata
from html import escape

from sayso.cli.printable import printable

VOID = frozenset({"meta"})
LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
INVISIBLE = "\xad\u115f\u1160\u180e\u200b\u2060-\u2064\u206a-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\ufffe\uffff"
UNSAFE = re.compile(f"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff{INVISIBLE}\U000e0000-\U000e007f]")
UNSEEN = re.compile(f"[{INVISIBLE}]")


class Markup(str):
    """Text that is HTML already and goes into a page as it is; only this module makes it out of other text."""

    __slots__ = ()


def element(name: str, /, *children: str | None, **attributes: str | None) -> Markup:
    """One element. Children that are no `Markup` are shown as text; attributes that are None are left out.

    A final underscore of an attribute's name is dropped (``class_``), other underscores are hyphens.
    """
    written = "".join(f' {key.rstrip("_").replace("_", "-")}="{attribute(value)}"' for key, value in attributes.items() if value is not None)
    if name in VOID:
        return Markup(f"<{name}{written}>")
    return Markup(f"<{name}{written}>{join(*children)}</{name}>")


def join(*children: str | None) -> Markup:
    """Children one after the other, without an element around them."""
    return Markup("".join(child if isinstance(child, Markup) else shown(child) for child in children if child))


def attribute(value: str) -> str:
    """A value that can stand between the quotation marks of an attribute, on one line."""
    return escape(UNSEEN.sub("\N{REPLACEMENT CHARACTER}", printable(value)))


def shown(text: str) -> Markup:
    """Text as HTML: each character is there once, line ends as line feeds, each unsafe character as a sign with its code beside it."""
    lines = LINE_ENDS.sub("\n", text)
    if not UNSAFE.search(lines):
        return Markup(escape(lines, quote=False))
    found, done = [], 0
    for unsafe in UNSAFE.finditer(lines):
        found += [escape(lines[done : unsafe.start()], quote=False), _sign(unsafe[0])]
        done = unsafe.end()
    return Markup("".join([*found, escape(lines[done:], quote=False)]))


def isolated(text: str) -> Markup:
    """Words of a document among words of the page: what is written from right to left does not reorder its neighbours."""
    return element("bdi", text)


def _sign(character: str) -> Markup:
    code = f"U+{ord(character):04X}"
    picture = UNSEEN.sub("\N{REPLACEMENT CHARACTER}", printable(character))
    return element("span", picture, class_="sign", data_code=code, title=f"{code} {unicodedata.name(character, 'control character')}")
