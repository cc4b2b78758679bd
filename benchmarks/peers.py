"""This program beside what one would pick instead, on the same questions and weights.

    python -m benchmarks.peers --install [--data DIR] [--sets paper covidqa squad]

benchmarks/README.md says what is compared and where the sets come from.
"""

from __future__ import annotations

import argparse
import datetime
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from platform import python_version

from benchmarks.checkout import commit
from benchmarks.peer_judging import judge
from benchmarks.peer_report import Measured, Outcome, Provenance, page
from benchmarks.peer_runs import SYSTEMS, PeerFailure, System, install, run
from benchmarks.peer_sets import ROOT, SOURCES, PeerSet, load_set
from chatbot.errors import ChatbotError

DEFAULT_OUT = ROOT / "docs/benchmarks/peers.md"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run every system over every set and write the page."""
    options = _options(arguments)
    try:
        sets = [load_set(name, options.data, options.limit) for name in options.sets]
    except ChatbotError as error:
        print(error, file=sys.stderr)
        return error.exit_status
    packages: dict[str, dict[str, str]] = {}
    unusable = _installed() if options.install else {}
    results = [Measured(each, _outcomes(each, options, unusable, packages)) for each in sets]
    text = page(results, _provenance(options, packages))
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_text(text, encoding="utf-8")
    print(f"written to {options.out}")
    return 0


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.peers", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("--install", action="store_true", help="create the peers' environments")
    parser.add_argument("--data", type=Path, help="the folder that holds covidqa/ and squad/")
    parser.add_argument("--sets", nargs="+", choices=tuple(SOURCES), help="default: all there are")
    parser.add_argument("--limit", type=int, default=300, help="questions of a set (%(default)s)")
    parser.add_argument("--threads", type=int, default=1, help="of each system (%(default)s)")
    parser.add_argument("--timeout", type=float, default=900, help="seconds of a run (%(default)s)")
    parser.add_argument("--out", type=Path, default=DEFAULT_OUT, help="the Markdown page")
    options = parser.parse_args(arguments)
    if options.limit < 1 or options.threads < 1:
        parser.error("--limit and --threads must be at least 1")
    options.sets = options.sets or (list(SOURCES) if options.data else ["paper"])
    return options


def _installed() -> dict[str, str]:
    """The environments that could not be installed, by folder, with the reason."""
    failed: dict[str, str] = {}
    for environment in dict.fromkeys(system.environment for system in SYSTEMS):
        if environment is None:
            continue
        print(f"installing {environment.folder}", file=sys.stderr)
        try:
            install(environment)
        except PeerFailure as failure:
            failed[environment.folder] = f"does not install: {failure}"
    return failed


def _outcomes(
    measured: PeerSet,
    options: argparse.Namespace,
    unusable: dict[str, str],
    packages: dict[str, dict[str, str]],
) -> dict[str, Outcome]:
    """Each system's judgement, or why there is none; notes the package versions used."""

    def outcome(system: System) -> Outcome:
        print(f"{measured.source.name}: {system.name}", file=sys.stderr)
        folder = system.environment.folder if system.environment else ""
        if folder in unusable:
            return unusable[folder]
        try:
            response = run(system, measured, threads=options.threads, timeout=options.timeout)
        except PeerFailure as failure:
            return str(failure)
        packages[system.name] = response.packages
        return judge(measured, response)

    return {system.name: outcome(system) for system in SYSTEMS}


def _provenance(options: argparse.Namespace, packages: dict[str, dict[str, str]]) -> Provenance:
    sets = " ".join(options.sets)
    data = " --data DIR" if options.data else ""
    limits = f"--limit {options.limit} --threads {options.threads}"
    return Provenance(
        date=datetime.datetime.now(tz=datetime.UTC).date().isoformat(),
        commit=commit(),
        command=f"python -m benchmarks.peers --install{data} --sets {sets} {limits}",
        machine=f"{os.cpu_count()} cores ({options.threads} used), Python {python_version()}",
        packages=packages,
    )


if __name__ == "__main__":
    raise SystemExit(main())
