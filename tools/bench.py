"""Speed, measured and never tested: words a second of the language layer, reports a second of everything, start-up (`make bench`).

The reports are Wikinews articles where the corpora are at hand, else the bundled examples. Medians of several runs.
"""

import csv
import os
import resource
import statistics
import subprocess
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

RUNS = 3
WORDS = 500


def texts() -> list[str]:
    """Reports of about 500 words."""
    path = Path(os.environ.get("SAYSO_DATA", "../shared/data")) / "language" / "wikinews_2019_2020" / "wikinews_2019.csv"
    if path.exists():
        csv.field_size_limit(10_000_000)
        with path.open(encoding="utf-8", newline="") as stream:
            rows = list(csv.DictReader(stream))
        column = max(rows[0], key=lambda name: len(rows[0][name] or ""))
        found = [row[column] for row in rows if len((row[column] or "").split()) > WORDS // 2]
    else:
        found = [p.read_text(encoding="utf-8") for p in sorted(Path("examples").glob("*.txt"))]
    return [" ".join(text.split(" ")[:WORDS]) for text in found][:40]


def analyse(batch: list[str]) -> tuple[int, float]:
    """Words and CPU seconds of the language layer over some reports."""
    from sayso.language import Analyser
    from sayso.records import Report, report_id

    analyser = Analyser()
    analyser.analyse(Report(id=report_id("Warm up."), text="Warm up."))
    started = time.process_time()
    words = sum(len(analyser.analyse(Report(id=report_id(t), text=t))) for t in batch)
    return words, time.process_time() - started


def read(batch: list[str]) -> tuple[int, float, dict[str, float], float]:
    """Reports, CPU seconds, seconds by stage and peak memory (MB) with everything on."""
    from sayso.reading import Resources, read_report
    from sayso.records import Report, report_id

    resources = Resources()
    read_report(Report(id=report_id("Warm up."), text="Warm up."), resources)
    started = time.process_time()
    for text in batch:
        read_report(Report(id=report_id(text), text=text), resources)
    return len(batch), time.process_time() - started, {}, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def median_of(command: list[str]) -> float:
    """Median CPU milliseconds of a command (user and system)."""
    found = []
    for _ in range(RUNS + 2):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        found.append(1000 * (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime))
    return statistics.median(found)


def main() -> None:
    """Print the table."""
    reports = texts()
    halves = [reports[::2], reports[1::2]]
    one = [analyse(reports) for _ in range(RUNS)]
    print(f"language layer, words per CPU second: {statistics.median(w / s for w, s in one):,.0f}")
    rates, speeds = [], []
    with ProcessPoolExecutor(2) as pool:
        list(pool.map(analyse, [["Warm up."]] * 2))
        for _ in range(RUNS):
            started = time.perf_counter()
            words = sum(w for w, _ in pool.map(analyse, halves))
            rates.append(words / (time.perf_counter() - started))
        list(pool.map(read, [["Warm up."]] * 2))
        for _ in range(RUNS):
            started = time.perf_counter()
            found = list(pool.map(read, halves))
            speeds.append(len(reports) / (time.perf_counter() - started))
    print(f"language layer, words a second, two processes: {statistics.median(rates):,.0f}")
    print(
        f"everything on, reports a second, two processes: {statistics.median(speeds):.1f}   peak memory a process: {max(f[3] for f in found):.0f} MB"
    )
    python = sys.executable
    print(f"import of the command line, CPU ms: {median_of([python, '-c', 'import sayso.cli']) - median_of([python, '-c', 'pass']):.0f}")
    print(f"first report from a cold start, CPU ms: {median_of([python, '-m', 'sayso', 'read', '--json', 'examples/bridge-talks.txt']):.0f}")


if __name__ == "__main__":
    main()
