"""Which reports of our own are for training, which for tuning, which for the test; and proof that the parts share no text."""

import re
from collections.abc import Iterable
from pathlib import Path

from sayso.errors import DataError

TRAIN, DEV, TEST = "train", "dev", "test"
COUNT = 240
_ID = re.compile(r"r(\d{3})\Z")
_ROUND = 20
_PARTICLE = 3
_DEV_FROM, _TEST_FROM = 12, 15


def split_of(identity: str) -> str:
    """The part that a report (``r001`` .. ``r240``) belongs to: by its number, fixed before the first report was written.

    Of every twenty reports the first twelve are for training, the next three for tuning (dev), the last five for the test.
    Raises ``ValueError`` for another id.
    """
    match = _ID.match(identity)
    number = int(match[1]) if match else 0
    if not 1 <= number <= COUNT:
        msg = f"{identity!r} is no report of ours (r001 .. r{COUNT})"
        raise ValueError(msg)
    place = (number - 1) % _ROUND
    return TRAIN if place < _DEV_FROM else DEV if place < _TEST_FROM else TEST


def read_splits(path: Path) -> dict[str, str]:
    """The table ``id<TAB>split``, one report a line, no header. Raises `DataError` (S301)."""
    table: dict[str, str] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        identity, _, part = line.partition("\t")
        if part not in (TRAIN, DEV, TEST) or identity in table:
            code = "S301"
            raise DataError(code, f"no row of a split table: {line!r}", where=f"{path}:{number}", fix="Write id, a tab, and train, dev or test.")
        table[identity] = part
    return table


def written_splits() -> str:
    """The table of all our reports, as it is kept in ``data/own/splits.tsv``."""
    return "".join(f"{identity}\t{split_of(identity)}\n" for identity in (f"r{number:03d}" for number in range(1, COUNT + 1)))


def shingles(text: str, size: int = 8) -> frozenset[tuple[str, ...]]:
    """Every run of ``size`` words of a text, in lower case and without punctuation; runs that are one long proper name are none."""
    words = re.findall(r"\w+(?:[-'’]\w+)*", text)
    runs = (words[i : i + size] for i in range(len(words) - size + 1))
    return frozenset(tuple(w.lower() for w in run) for run in runs if not all(w[0].isupper() or len(w) <= _PARTICLE for w in run))


def shared_shingles(one: Iterable[tuple[str, str]], two: Iterable[tuple[str, str]], size: int = 8) -> dict[tuple[str, str], str]:
    """For each pair of reports (id and text) from the two parts that share a run of ``size`` words: one such run."""
    owner: dict[tuple[str, ...], str] = {run: identity for identity, text in one for run in shingles(text, size)}
    return {(owner[run], identity): " ".join(run) for identity, text in two for run in sorted(shingles(text, size), reverse=True) if run in owner}
