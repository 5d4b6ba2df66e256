"""Score five variants of the acceptance report: other names, dates and verbs, the gold's offsets moved along.

usage: python tools/acceptance_variants.py [--acceptance ../shared/acceptance] [--all]

Each variant is written into a temporary folder with its gold and its `check.py`, read with `sayso read`, and scored. Printed is a row a
measure and a column a variant, the original first; with ``--all`` the misses too. Exit status 1 where a row of statements is not full.
"""

import argparse
import json
import re
import shutil
import subprocess
import sys
import tempfile
from calendar import monthrange
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

MONTHS = "January February March April May June July August September October November December".split()
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
PUBLISHED = date(2015, 12, 26)
LABELS = frozenset({"id", "form", "act", "commitment", "status", "type", "mode", "realis", "role"})
FULL = ("statements ", "purported", "glosses", "scare", "reporter")
HALF = "nested"


@dataclass(frozen=True)
class Variant:
    """Words to replace by others, whole words only, and by how many months every date moves."""

    months: int
    words: Mapping[str, str]


VARIANTS = (
    Variant(
        -2,
        {
            "Baghdadi": "Tamari", "Abu Bakr": "Khalil Omar", "Islamic State": "Desert Banner", "ISIS": "DBF", "Israel": "Cyprus", "Israeli": "Cypriot",
            "said": "stated", "added": "continued", "mocked": "ridiculed", "released": "issued", "purportedly": "allegedly", "urged": "exhorted",
            "self-styled": "self-proclaimed",
        },
    ),
    Variant(
        5,
        {
            "Baghdadi": "Qasemi", "Abu Bakr": "Idris", "Islamic State": "Northern Crescent", "ISIS": "NC", "Saudi Arabia": "Jordan", "Saudi": "Jordanian",
            "Salouli": "Hashemi", "taunted": "mocked", "warned": "cautioned", "declared": "proclaimed", "message": "recording", "released": "posted",
            "claiming": "boasting",
        },
    ),
    Variant(
        -3,
        {
            "Baghdadi": "Sabri", "Abu Bakr": "Yunus", "Islamic State": "Black Standard", "ISIS": "BSM", "United States": "United Kingdom",
            "America": "Britain", "U.S.": "U.K.", "added": "went on", "mocked": "derided", "taunted": "ridiculed", "purportedly": "supposedly",
            "promise": "assure", "audio": "tape",
        },
    ),
    Variant(
        8,
        {
            "Baghdadi": "Mansoori", "Abu Bakr": "Haydar", "Islamic State": "Army of the Steppe", "ISIS": "AOS", "Russia": "Turkey", "Russian": "Turkish",
            "Ummah": "Millah", "said": "insisted", "announced": "unveiled", "claiming": "professing", "urged": "encouraged", "self-styled": "so-called",
        },
    ),
    Variant(
        13,
        {
            "Baghdadi": "Rashidov", "Abu Bakr": "Timur", "Islamic State": "Eastern Vanguard", "ISIS": "EVG", "Israel": "Armenia", "Israeli": "Armenian",
            "Jews": "Christians", "Shiites": "Druze", "said": "argued", "added": "concluded", "falsely": "wrongly", "purportedly": "ostensibly",
            "mocked": "derided", "released": "published",
        },
    ),
)  # fmt: skip


def moved(day: date, months: int) -> date:
    """A day some months later or earlier; the last day of a month stays the last."""
    count = day.year * 12 + day.month - 1 + months
    year, month = divmod(count, 12)
    last = monthrange(day.year, day.month)[1]
    return date(year, month + 1, monthrange(year, month + 1)[1] if day.day == last else min(day.day, monthrange(year, month + 1)[1]))


def table_of(variant: Variant) -> dict[str, str]:
    """All words to replace, the names of months and of the day of publication among them."""
    table = dict(variant.words)
    for number, name in enumerate(MONTHS):
        table[name] = MONTHS[(number + variant.months) % 12]
    table[DAYS[PUBLISHED.weekday()]] = DAYS[moved(PUBLISHED, variant.months).weekday()]
    return table


def replaced(text: str, table: Mapping[str, str]) -> tuple[str, Callable[[int], int]]:
    """A text with words replaced, and the new place of each old offset."""
    pattern = re.compile("|".join(rf"(?<!\w){re.escape(word)}(?!\w)" for word in sorted(table, key=len, reverse=True)))
    places, pieces, position, size = list(range(len(text) + 1)), [], 0, 0
    for found in pattern.finditer(text):
        pieces += [text[position : found.start()], table[found.group()]]
        for old in range(position, found.start() + 1):
            places[old] = size + old - position
        size += found.start() - position + len(table[found.group()])
        for old in range(found.start() + 1, found.end()):
            places[old] = min(places[found.start()] + old - found.start(), size)
        position = found.end()
    for old in range(position, len(text) + 1):
        places[old] = size + old - position
    return "".join([*pieces, text[position:]]), lambda old: places[old]


def gold_of(gold: Any, text: str, place: Callable[[int], int], words: Callable[[str], str]) -> Any:
    """A gold reading with its spans moved, its dates shifted and its words replaced."""
    if isinstance(gold, dict):
        if {"start", "end", "text"} <= gold.keys():
            start, end = place(gold["start"]), place(gold["end"])
            rest = {key: gold_of(value, text, place, words) for key, value in gold.items() if key not in {"start", "end", "text"}}
            return {"start": start, "end": end, "text": text[start:end], **rest}
        return {key: value if key in LABELS else gold_of(value, text, place, words) for key, value in gold.items()}
    if isinstance(gold, list):
        return [gold_of(value, text, place, words) for value in gold]
    return words(gold) if isinstance(gold, str) else gold


def shifted(string: str, months: int) -> str:
    """A string with its ISO days and months moved."""
    string = re.sub(r"\d{4}-\d\d-\d\d", lambda m: moved(date.fromisoformat(m[0]), months).isoformat(), string)
    return re.sub(r"(?<![\d-])\d{4}-\d\d(?![\d-])", lambda m: moved(date.fromisoformat(f"{m[0]}-15"), months).isoformat()[:7], string)


def written(folder: Path, acceptance: Path, variant: Variant) -> date:
    """Write text, gold and check of a variant into a folder; its publication day."""
    text = (acceptance / "wire.txt").read_text(encoding="utf-8")
    gold = json.loads((acceptance / "wire.gold.json").read_text(encoding="utf-8"))
    table = table_of(variant)
    changed, place = replaced(text, table)
    lower = {**table, **{word.lower(): new.lower() for word, new in table.items() if word in variant.words and word[0].isupper()}}
    news = gold_of(gold, changed, place, lambda string: shifted(replaced(string, lower)[0], variant.months))
    check = (acceptance / "check.py").read_text(encoding="utf-8")
    check = re.sub(r"(?<=[{ ])(\d{3,4})(?=: \{)", lambda m: str(place(int(m[1]))), check)
    (folder / "wire.txt").write_text(changed, encoding="utf-8")
    (folder / "wire.gold.json").write_text(json.dumps(news), encoding="utf-8")
    (folder / "check.py").write_text(shifted(check, variant.months), encoding="utf-8")
    return moved(PUBLISHED, variant.months)


def scored(folder: Path, published: date) -> str:
    """What the check of a folder prints of Sayso's reading of its text."""
    command = [str(Path(sys.executable).parent / "sayso"), "read", str(folder / "wire.txt"), "--published", published.isoformat(), "--json"]
    coding = subprocess.run(command, capture_output=True, check=True, text=True).stdout
    (folder / "coding.json").write_text(coding, encoding="utf-8")
    return subprocess.run(
        [sys.executable, str(folder / "check.py"), str(folder / "coding.json"), "--all"], check=False, capture_output=True, text=True
    ).stdout


def rows_of(printed: str) -> dict[str, tuple[int, int]]:
    """The measures that a check printed: got and of."""
    found = re.finditer(r"^([^\s:][^:\n]*): (\d+)/(\d+)", printed, re.MULTILINE)
    return {match[1]: (int(match[2]), int(match[3])) for match in found}


def short(rows: Sequence[Mapping[str, tuple[int, int]]]) -> list[str]:
    """The rows of statements that are not full in some variant (nested: less than half)."""
    names = rows[0].keys()
    full = [name for name in names if name.startswith(FULL) and any(row.get(name, (0, 1))[0] < row.get(name, (0, 1))[1] for row in rows)]
    half = [name for name in names if name.startswith(HALF) and any(2 * row.get(name, (0, 1))[0] < row.get(name, (0, 1))[1] for row in rows)]
    return full + half


def main() -> None:
    """Score the report and its variants, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--acceptance", type=Path, default=Path("../shared/acceptance"))
    parser.add_argument("--all", action="store_true", help="print the misses")
    options = parser.parse_args()
    rows, misses = [], []
    with tempfile.TemporaryDirectory() as place:
        for number, variant in enumerate((Variant(0, {}), *VARIANTS)):
            folder = Path(place) / str(number)
            folder.mkdir()
            if number:
                published = written(folder, options.acceptance, variant)
            else:
                published = PUBLISHED
                for path in options.acceptance.iterdir():
                    shutil.copy(path, folder)
            printed = scored(folder, published)
            rows.append(rows_of(printed))
            misses += [f"{number}{line}" for line in printed.splitlines() if line.startswith("  ")]
    for name in rows[0]:
        print(name.ljust(44), *("{:>4}/{}".format(*row.get(name, (0, 0))) for row in rows))
    if options.all:
        print(*misses, sep="\n")
    left = short(rows)
    print(f"not full: {', '.join(left) or 'none'}")
    sys.exit(1 if left else 0)


if __name__ == "__main__":
    main()
