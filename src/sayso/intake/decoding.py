"""Bytes to text: byte-order marks, UTF-8, and legacy encodings by charset-normalizer; nothing is normalised or replaced.

UTF-8 is what valid UTF-8 says. Anything else is judged by charset-normalizer among the encodings of ``data/formats.toml``:
the least mess, then the most coherent English, then the order of that file (many texts are the same in several of them).
"""

import codecs
import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from sayso.errors import InputError

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
HIGH = re.compile(rb"[\x80-\xff]+")
CONTROL = re.compile(r"[\x00-\x08\x0e-\x19\x1b-\x1f\x7f-\x84\x86-\x9f]")
FEW_CONTROLS = 4
CONTROL_SHARE = 0.01
SAVE_AS_UTF8 = "Save it as UTF-8 text."


@dataclass(frozen=True, slots=True)
class Formats:
    """Signatures of files that are no text, and legacy encodings as ``(Python codec, IANA name)``, likeliest first."""

    binary: tuple[tuple[bytes, str], ...]
    encodings: tuple[tuple[str, str], ...]


@cache
def load_formats() -> Formats:
    """Read ``data/formats.toml``."""
    raw = tomllib.loads(files(__package__).joinpath("data/formats.toml").read_text(encoding="utf-8"))
    return Formats(
        binary=tuple((bytes.fromhex(entry["magic"]), entry["name"]) for entry in raw["binary"]),
        encodings=tuple((entry["codec"], entry["name"]) for entry in raw["encoding"]),
    )


def decode(data: bytes, where: str | None = None) -> tuple[str, str]:
    """The text of some bytes, to the character, without its byte-order mark, and the name of its encoding.

    Raises `InputError`: S104 where there is nothing but white space, S105 for binary data, S106 for bytes that no encoding explains.
    """
    for magic, name in load_formats().binary:
        if data.startswith(magic):
            raise InputError("S105", f"this is {name}, not text.", where=where, fix="Save its text in a file first.")
    text, encoding = _decode(data, where)
    if not text.strip().strip("\ufeff\u200b\u2060"):
        raise InputError("S104", "there is no text in it.", where=where)
    controls = len(CONTROL.findall(text))
    if "\x00" in text or (controls > FEW_CONTROLS and controls > CONTROL_SHARE * len(text)):
        raise InputError("S105", "this is binary data, not text (it is full of control characters).", where=where, fix=SAVE_AS_UTF8)
    return text, encoding


def _decode(data: bytes, where: str | None) -> tuple[str, str]:
    for mark, codec in MARKS:
        if data.startswith(mark):
            try:
                return data[len(mark) :].decode(codec), codec.removesuffix("-le").removesuffix("-be")
            except UnicodeDecodeError as problem:
                raise _undecodable(codec, problem.start + len(mark), where) from problem
    if b"\x00" in data:
        raise InputError("S105", "this is binary data, not text (it holds NUL bytes).", where=where, fix=SAVE_AS_UTF8)
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as problem:
        if _damaged_utf8(data):
            raise _undecodable("utf-8", problem.start, where) from problem
        found = _legacy(data)
        if found is None:
            raise _undecodable("utf-8", problem.start, where) from problem
        return found


def _undecodable(codec: str, position: int, where: str | None) -> InputError:
    what = f"byte {position} is no valid {codec.upper()}, and no other encoding explains the text."
    return InputError("S106", what, where=where, fix=SAVE_AS_UTF8)


def _damaged_utf8(data: bytes) -> bool:
    """Whether most bytes outside ASCII form UTF-8 characters, so that the rest is damage rather than another encoding."""
    high = sum(len(run) for run in HIGH.findall(data))
    return 2 * sum(len(character) for character in MULTIBYTE.findall(data)) > high


def _legacy(data: bytes) -> tuple[str, str] | None:
    """The text in the likeliest legacy encoding, or None where none makes sense of it."""
    from charset_normalizer import from_bytes  # noqa: PLC0415 (only where it is needed)

    order = [codec for codec, _ in load_formats().encodings]
    names = dict(load_formats().encodings)
    ranked: list[tuple[float, float, int]] = []
    for match in from_bytes(data, cp_isolation=order, preemptive_behaviour=False):
        ranked += [(round(match.chaos, 3), -match.coherence, order.index(codec)) for codec in match.could_be_from_charset if codec in names]
    for _, _, number in sorted(ranked):
        try:
            return data.decode(order[number]), names[order[number]]
        except UnicodeDecodeError:
            continue
    return None
