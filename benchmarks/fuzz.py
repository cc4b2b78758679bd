"""Damaged PDFs must cost one line each: ``python -m benchmarks.fuzz [FOLDER …] [--count N]``.

Files made from small PDFs (or those of the folders) by seeded mutations are read as ``build``
reads them, and their first page is drawn as the web chat draws it. Every one must give a
document and a picture, or a ``DocumentError`` of one line, within the limits of time and
memory; anything else is a fault and ends with exit status 1. How often the reading
process had to be ended or died is told too.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from chatbot.documents import PaperReader, ReadingLimits
from chatbot.documents.reading_process import ReadingProcess
from chatbot.documents.rendering import View
from chatbot.errors import DocumentError
from tests.pdfs import page, pdf

_NUMBER = re.compile(rb"\d+")
_NAME = re.compile(rb"/[A-Za-z]+")
_LARGEST = 400_000  # bytes: a mutation of a big file is mostly a mutation of a picture


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one damaged file: ``read``, ``refused``, ``died``, ``timeout``, ``fault``."""

    kind: str
    seconds: float
    line: str = ""


def built_in() -> list[bytes]:
    """Small files with text, columns, a drawing, page labels and an outline."""
    words = [f"Line {n} tells of ports, roads and railways of the East." for n in range(30)]
    plain = page().lines(72, 90, *words)
    columns = page().lines(50, 90, *words, size=8).lines(320, 90, *words, size=8)
    drawn = page().box(100, 100, 400, 300).text(72, 330, "Figure 1: Ports").lines(72, 360, *words)
    labels = "/PageLabels << /Nums [0 << /S /r >> 1 << /S /D /St 7 >>] >>"
    return [pdf(plain), pdf(plain, columns, drawn, catalog=labels)]


def mutated(data: bytes, chance: random.Random) -> bytes:
    """The file with one to eight random damages."""
    for _ in range(chance.randint(1, 8)):
        data = chance.choice(_DAMAGES)(data, chance)
    return data


def _flip(data: bytes, chance: random.Random) -> bytes:
    place = chance.randrange(len(data) or 1)
    return data[:place] + bytes([chance.randrange(256)]) + data[place + 1 :]


def _drop(data: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(data) or 1)
    return data[:start] + data[start + chance.randint(1, 200) :]


def _repeat(data: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(data) or 1)
    part = data[start : start + chance.randint(1, 400)]
    return data[:start] + part * chance.randint(2, 5) + data[start:]


def _cut(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randint(len(data) // 4, len(data) or 1)]


def _renumber(data: bytes, chance: random.Random) -> bytes:
    value = chance.choice([b"0", b"-1", b"1", b"2", b"99999999999", b"2147483648", b"1e308"])
    return _swap(data, chance, _NUMBER, lambda _: value)


def _rename(data: bytes, chance: random.Random) -> bytes:
    names = _NAME.findall(data[:100_000]) or [b"/X"]
    return _swap(data, chance, _NAME, lambda _: chance.choice(names))


def _swap(
    data: bytes, chance: random.Random, what: re.Pattern[bytes], by: Callable[[bytes], bytes]
) -> bytes:
    found = list(what.finditer(data))
    if not found:
        return data
    match = chance.choice(found)
    return data[: match.start()] + by(match.group()) + data[match.end() :]


_DAMAGES = (_flip, _flip, _drop, _repeat, _cut, _renumber, _renumber, _rename)


def outcomes(sources: Sequence[bytes], count: int, seed: int, folder: Path) -> Iterator[Outcome]:
    """Damage, read and draw ``count`` files, each determined by the seed and its number."""
    limits = ReadingLimits()
    with PaperReader(limits) as reader, ReadingProcess(limits, renewed=400) as drawer:
        for number in range(count):
            chance = random.Random(f"{seed} {number}")
            file = folder / "damaged.pdf"
            file.write_bytes(mutated(chance.choice(sources), chance))
            started = time.perf_counter()
            kind, line = _read(reader, file)
            if kind in ("read", "refused"):
                drawn, fault = _draw(drawer, file)
                kind, line = (kind, line) if drawn in ("read", "refused") else (drawn, fault)
            yield Outcome(kind, time.perf_counter() - started, f"{number}: {line}")


def _read(reader: PaperReader, file: Path) -> tuple[str, str]:
    try:
        document = reader.read(file, "damaged").document
    except DocumentError as error:
        return _refusal(str(error), file)
    except Exception as error:  # whatever escapes is what this looks for
        return "fault", f"{type(error).__name__}: {error}"
    whole = all(page.span.start <= page.span.end for page in document.pages)
    return ("read", "") if whole and document.text.strip() else ("fault", "empty document")


def _draw(drawer: ReadingProcess, file: Path) -> tuple[str, str]:
    try:
        picture = drawer.render(file, "damaged", View(1, 1.0))
    except DocumentError as error:
        return _refusal(str(error), file)
    except Exception as error:  # whatever escapes is what this looks for
        return "fault", f"{type(error).__name__}: {error}"
    return ("read", "") if picture.startswith((b"\x89PNG", b"RIFF")) else ("fault", "no picture")


def _refusal(line: str, file: Path) -> tuple[str, str]:
    if "\n" in line or file.name not in line:
        return "fault", line
    kind = "died" if "ended the process" in line else "refused"
    return "timeout" if "seconds" in line else kind, line


def main() -> None:
    """Run, print the sums and whatever is a fault."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="*", type=Path, metavar="FOLDER")
    parser.add_argument("--count", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    files = sorted(file for folder in options.folders for file in folder.rglob("*.pdf"))
    sources = [file.read_bytes() for file in files if file.stat().st_size <= _LARGEST]
    kinds: Counter[str] = Counter()
    slowest = 0.0
    with tempfile.TemporaryDirectory() as folder:
        for outcome in outcomes(sources or built_in(), options.count, options.seed, Path(folder)):
            kinds[outcome.kind] += 1
            slowest = max(slowest, outcome.seconds)
            if outcome.kind in ("fault", "died", "timeout"):
                print(f"{outcome.kind}: {outcome.line}", flush=True)
    print(f"{options.count} files: {dict(sorted(kinds.items()))}, slowest {slowest:.1f} s")
    print(f"memory of the reading process at most {_peak_mb():,} MB")
    sys.exit(1 if kinds["fault"] or kinds["timeout"] else 0)


def _peak_mb() -> int:
    """The most memory that a process of ours had, where the system says so."""
    try:
        import resource
    except ImportError:
        return 0
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024


if __name__ == "__main__":
    main()
