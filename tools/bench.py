"""Speed, measured and never tested: words a second of the language layer, reports a second of everything by stage, memory, start-up (`make bench`).

The bench set is half Wikinews articles, half Voice of America sentences put together to reports, of 500 words each, where the corpora are at hand
(``SAYSO_DATA``, default ``../shared/data``); else the bundled examples. Rates count 500 words as a report. Medians of several runs.
"""

import csv
import os
import re
import resource
import statistics
import subprocess
import sys
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from itertools import pairwise
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
os.environ.setdefault("OMP_NUM_THREADS", "1")

RUNS = 3
WORDS = 500
OF_EACH = 20
CLOSING = re.compile(r" (?=[.,;:!?%)]|'(?:s|re|ve|ll|d|m)\b|n't\b)")


def texts() -> tuple[str, list[str]]:
    """The name of the bench set, and its reports."""
    data = Path(os.environ.get("SAYSO_DATA", "../shared/data")) / "language"
    found = wikinews(data / "wikinews_2019_2020") + voa(data / "voa_text_gmb" / "sentences.txt")
    if found:
        return f"{len(found)} reports of {WORDS} words from {data}", found
    examples = [p.read_text(encoding="utf-8") for p in sorted(Path("examples").glob("*.txt"))]
    return f"the {len(examples)} bundled examples", examples


def wikinews(folder: Path) -> list[str]:
    """Articles cut to the length of a report; shorter ones are left out."""
    csv.field_size_limit(10_000_000)
    rows: list[dict[str, str]] = []
    for path in sorted(folder.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as stream:
            rows += csv.DictReader(stream)
    return [cut(row["text"]) for row in rows if len((row["text"] or "").split()) >= WORDS][:OF_EACH]


def voa(path: Path) -> list[str]:
    """Runs of sentences, the blanks of their tokens taken out again, two sentences a paragraph."""
    if not path.exists():
        return []
    with path.open(encoding="utf-8") as stream:
        lines = [CLOSING.sub("", line.strip()) for line, _ in zip(stream, range(2 * WORDS), strict=False)]
    paragraphs = [" ".join(lines[i : i + 2]) for i in range(0, len(lines), 2)]
    reports: list[list[str]] = [[]]
    for paragraph in paragraphs:
        if sum(len(p.split()) for p in reports[-1]) >= WORDS:
            reports.append([])
        reports[-1].append(paragraph)
    return [cut("\n\n".join(held)) for held in reports[:-1]][:OF_EACH]


def cut(text: str) -> str:
    """The first words of a text, its white space kept."""
    ends = [found.end() for found in re.finditer(r"\S+", text)]
    return text[: ends[min(WORDS, len(ends)) - 1]] if ends else text


def words_of(batch: list[str]) -> int:
    """The words of some reports, by white space."""
    return sum(len(text.split()) for text in batch)


@cache
def loaded(make):
    """What a process loads once."""
    return make()


def analyse(batch: list[str]) -> tuple[int, float]:
    """Tokens and CPU seconds of the language layer over some reports."""
    from sayso.language import Analyser
    from sayso.records import Report, report_id

    analyser = loaded(Analyser)
    analyser.analyse(Report(id=report_id("Warm up."), text="Warm up."))
    started = time.process_time()
    words = sum(len(analyser.analyse(Report(id=report_id(t), text=t))) for t in batch)
    return words, time.process_time() - started


def read(batch: list[str]) -> tuple[int, float, dict[str, float], float]:
    """Reports, CPU seconds, CPU seconds by stage and peak memory (MB) with everything on."""
    from dataclasses import replace

    from sayso.reading import STAGES, Resources, read_report
    from sayso.records import Report, report_id

    spent: Counter[str] = Counter()

    def timed(stage):
        def run(reading, resources):
            started = time.process_time()
            try:
                return stage.run(reading, resources)
            finally:
                spent[stage.name] += time.process_time() - started

        return replace(stage, run=run)

    stages = tuple(timed(stage) for stage in STAGES)
    resources = loaded(Resources)
    warm = "VIENNA, March 3 - Police in Vienna arrested two men on Monday, the interior ministry said. “We will act,” it added."
    read_report(Report(id=report_id(warm), text=warm), resources, stages)
    spent.clear()
    started = time.process_time()
    for text in batch:
        read_report(Report(id=report_id(text), text=text), resources, stages)
    return len(batch), time.process_time() - started, dict(spent), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def median_of(command: list[str]) -> float:
    """Median CPU milliseconds of a command (user and system)."""
    found = []
    for _ in range(RUNS + 2):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        found.append(1000 * (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime))
    return statistics.median(found)


def show_profile(found: list[tuple[int, float, dict[str, float], float]], reports: float) -> None:
    """Milliseconds of CPU a report by stage, and the share of each."""
    total = sum(seconds for _, seconds, _, _ in found)
    spent = sum((Counter(stages) for _, _, stages, _ in found), Counter())
    spent["the rest"] = total - sum(spent.values())
    print(f"CPU by stage, ms a {WORDS}-word report:")
    for name, seconds in spent.items():
        print(f"  {name:<12} {1000 * seconds / reports:7.1f}  {100 * seconds / total:5.1f} %")
    print(f"  {'all':<12} {1000 * total / reports:7.1f}")


def wall(pool: ProcessPoolExecutor, work, halves: list[list[str]]) -> tuple[float, list]:
    """The median seconds by the clock of a work over two halves, setting up left out, and what the last run gave."""
    found = []
    list(pool.map(work, [["Warm up."]] * 2))
    marks = [time.perf_counter()]
    for _ in range(RUNS):
        found = list(pool.map(work, halves))
        marks.append(time.perf_counter())
    seconds = [b - a for a, b in pairwise(marks)]
    return statistics.median(seconds), found


def main() -> None:
    """Print the table."""
    name, reports = texts()
    print(f"bench set: {name}; load average {os.getloadavg()[0]:.1f} on {os.cpu_count()} CPUs")
    halves = [reports[::2], reports[1::2]]
    size = words_of(reports) / WORDS
    one = [analyse(reports) for _ in range(RUNS)]
    print(f"language layer, words per CPU second: {statistics.median(w / s for w, s in one):,.0f}")
    with ProcessPoolExecutor(2) as pool:
        seconds, given = wall(pool, analyse, halves)
        print(f"language layer, words a second, two processes: {sum(w for w, _ in given) / seconds:,.0f}")
        seconds, found = wall(pool, read, halves)
    cpu = max(s for _, s, _, _ in found)
    print(
        f"everything on, {WORDS}-word reports a second, two processes: {size / seconds:.1f} (by the clock), {size / cpu:.1f} (by CPU time of the slower one)"
    )
    print(f"peak memory a process: {max(f[3] for f in found):.0f} MB")
    show_profile(found, size)
    python = sys.executable
    print(f"import of the command line, CPU ms: {median_of([python, '-c', 'import sayso.cli']) - median_of([python, '-c', 'pass']):.0f}")
    print(f"first report from a cold start, CPU ms: {median_of([python, '-m', 'sayso', 'read', '--json', 'examples/bridge-talks.txt']):.0f}")


if __name__ == "__main__":
    main()
