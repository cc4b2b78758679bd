"""What each ingredient of the answer adds: the program without it, on the same questions.

    python -m benchmarks.ablation --data DIR [--work DIR] [--sets paper,covidqa,squad]

benchmarks/README.md says what is compared and where the sets come from. The indexes are kept
in ``--work``, so that a second run encodes no document.
"""

from __future__ import annotations

import argparse
import datetime
import os
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from platform import python_version

import numpy as np

from benchmarks.ablation_peers import COLUMNS, peer_scores, published, runnable
from benchmarks.ablation_report import Made, Section, page
from benchmarks.ablation_rows import DEFAULT, ROWS
from benchmarks.ablation_runs import opened, rows_scored
from benchmarks.ablation_scores import figures
from benchmarks.ablation_sets import load
from benchmarks.checkout import commit
from benchmarks.peer_runs import PeerFailure
from benchmarks.peer_sets import ROOT, SOURCES, PeerSet
from chatbot.errors import ChatbotError
from chatbot.indexing.progress import Progress

DEFAULT_OUT = ROOT / "docs/benchmarks/ablation.md"
PEERS = ROOT / "docs/benchmarks/peers.md"

_TIMEOUT = 3600.0
"""Seconds that a peer may take for a set."""

_REPORTED = 100
"""Questions between two lines of progress."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure every row on every set and write the page."""
    options = _options(arguments)
    try:
        sets = [load(name, options.data, options.limit) for name in options.sets]
        with tempfile.TemporaryDirectory() as folder:
            work = options.work or Path(folder)
            sections = [_section(measured, work) for measured in sets]
    except ChatbotError as error:
        print(error, file=sys.stderr)
        return error.exit_status
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_text(page(sections, _made(options)), encoding="utf-8")
    print(f"written to {options.out}")
    return 0


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.ablation", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("--data", type=Path, help="the folder that holds covidqa/ and squad/")
    parser.add_argument("--work", type=Path, help="where indexes are kept (default: not)")
    parser.add_argument("--sets", help="names with commas between (default: all there are)")
    parser.add_argument("--limit", type=int, help="questions of a set, for a trial")
    parser.add_argument("--out", type=Path, default=DEFAULT_OUT, help="the Markdown page")
    options = parser.parse_args(arguments)
    if options.limit is not None and options.limit < 1:
        parser.error("--limit must be at least 1")
    everything = list(SOURCES) if options.data else ["paper"]
    options.sets = options.sets.split(",") if options.sets else everything
    return options


def _section(measured: PeerSet, work: Path) -> Section:
    """A set measured: the program's rows, then the other systems'."""
    _tell(f"{measured.source.name}: opening")
    chatbot = opened(measured, work)
    began = time.perf_counter()
    scored = rows_scored(measured, chatbot, progress=_progress(measured.source.name))
    columns = {row.name: row.columns for row in ROWS}
    faults = []
    for system in runnable():
        _tell(f"{measured.source.name}: {system.name}")
        try:
            scored[system.name] = peer_scores(system, measured, _TIMEOUT)
        except PeerFailure as failure:
            faults.append(f"{system.name} was not measured: {failure}")
            continue
        columns[system.name] = COLUMNS
    answerable = np.array([bool(query.answerable) for query in measured.queries])
    found = figures(scored, answerable, DEFAULT)
    seconds = time.perf_counter() - began
    _tell(f"{measured.source.name}: {seconds:.0f} s")
    others = PEERS.read_text(encoding="utf-8") if PEERS.exists() else ""
    return Section(
        measured=measured,
        rows={
            name: {key: figure for key, figure in row.items() if key in columns[name]}
            for name, row in found.items()
        },
        published=published(others, measured.source.title, leaving=tuple(scored)),
        faults=faults,
        seconds=seconds,
    )


def _progress(name: str) -> Progress:
    def progress(stage: str, done: int, total: int) -> None:
        if done % _REPORTED == 0 or done == total:
            _tell(f"{name}: {stage} {done} of {total}")

    return progress


def _tell(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def _made(options: argparse.Namespace) -> Made:
    data = " --data DIR" if options.data else ""
    limit = f" --limit {options.limit}" if options.limit else ""
    return Made(
        date=datetime.datetime.now(tz=datetime.UTC).date().isoformat(),
        commit=commit(),
        command=f"python -m benchmarks.ablation{data} --sets {','.join(options.sets)}{limit}",
        machine=f"{os.cpu_count()} cores, Python {python_version()}",
    )


if __name__ == "__main__":
    raise SystemExit(main())
