"""Damaged files must cost one line each: ``python -m benchmarks.fuzz [FOLDER …] [--count N]``.

Files made from small PDFs (or those of the folders) by seeded mutations are read as ``build``
reads them, and their first page is drawn as the web chat draws it. With ``--word`` these are
Word and HTML files, the first damaged as zip or in the XML inside a sound one. Every one must
give a document (and a PDF a picture), or a ``DocumentError`` of one line, within the limits of
time and memory; anything else is a fault and ends with exit status 1. How often the reading
process had to be ended or died is told too.
"""

from __future__ import annotations

import argparse
import io
import random
import re
import sys
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from chatbot.documents import PaperReader, ReadingLimits
from chatbot.documents.reading_process import ReadingProcess
from chatbot.documents.rendering import View
from chatbot.errors import DocumentError
from tests.pdfs import page, pdf
from tests.words import docx, note_mark, paragraph, table

_NUMBER = re.compile(rb"\d+")
_NAME = re.compile(rb"/[A-Za-z]+")
_WORD = (".docx", ".odt", ".html", ".htm", ".xhtml")
_ZIPPED = (".docx", ".odt")
_LARGEST = 400_000  # bytes: a mutation of a big file is mostly a mutation of a picture

Source = tuple[str, bytes]
"""The suffix of a sound file, and its bytes."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one damaged file: ``read``, ``refused``, ``died``, ``timeout``, ``fault``."""

    kind: str
    seconds: float
    line: str = ""


def built_in() -> list[Source]:
    """Small files with text, columns, a drawing, page labels and an outline."""
    words = [f"Line {n} tells of ports, roads and railways of the East." for n in range(30)]
    plain = page().lines(72, 90, *words)
    columns = page().lines(50, 90, *words, size=8).lines(320, 90, *words, size=8)
    drawn = page().box(100, 100, 400, 300).text(72, 330, "Figure 1: Ports").lines(72, 360, *words)
    labels = "/PageLabels << /Nums [0 << /S /r >> 1 << /S /D /St 7 >>] >>"
    files = pdf(plain), pdf(plain, columns, drawn, catalog=labels)
    return [(".pdf", file) for file in files]


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


def built_in_words() -> list[Source]:
    """A small Word and a small HTML file with headings, a note, a list and a table."""
    words = [f"Paragraph {n} tells of ports, roads and railways of the East." for n in range(9)]
    body = (
        paragraph("Ports", style="Heading1")
        + "".join(paragraph(line, note_mark(2)) for line in words)
        + table(("Year", "Goods"), ("2014", "5"))
    )
    page = (
        "<!DOCTYPE html><html><head><title>Ports</title><script>x = 1</script></head><body><main>"
        f"<h1>Ports</h1><p>{'<p>'.join(words)}<sup><a href=#fn1>1</a></sup><ul><li>one<li>two</ul>"
        "<table><tr><th>Year<th>Goods<tr><td>2014<td>5</table><!-- no -->"
        "<aside role=doc-endnotes><p id=fn1>By a bank.</aside></main></body></html>"
    )
    return [(".docx", docx(body, {2: "By a bank."})), (".html", page.encode())]


def damaged(source: Source, chance: random.Random) -> bytes:
    """The file damaged as it is, or, every second time for a zip, in one part inside it."""
    suffix, data = source
    if suffix not in _ZIPPED or chance.random() < 0.5:
        return mutated(data, chance)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    name = chance.choice([name for name in parts if name.endswith(".xml")])
    parts[name] = mutated(parts[name], chance)
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        for name, part in parts.items():
            package.writestr(name, part)
    return target.getvalue()


def outcomes(sources: Sequence[Source], count: int, seed: int, folder: Path) -> Iterator[Outcome]:
    """Damage, read and draw ``count`` files, each determined by the seed and its number."""
    limits = ReadingLimits()
    with PaperReader(limits) as reader, ReadingProcess(limits, renewed=400) as drawer:
        for number in range(count):
            chance = random.Random(f"{seed} {number}")
            source = chance.choice(sources)
            file = folder / f"damaged{source[0]}"
            file.write_bytes(damaged(source, chance))
            started = time.perf_counter()
            kind, line = _read(reader, file)
            if source[0] == ".pdf" and kind in ("read", "refused"):
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
    parser.add_argument("--word", action="store_true", help="Word and HTML files, not PDFs")
    options = parser.parse_args()
    kinds_read = _WORD if options.word else (".pdf",)
    files = sorted(file for folder in options.folders for file in folder.rglob("*.*"))
    sources: list[Source] = [
        (file.suffix.lower(), file.read_bytes())
        for file in files
        if file.suffix.lower() in kinds_read and file.stat().st_size <= _LARGEST
    ]
    small = built_in_words() if options.word else built_in()
    kinds: Counter[str] = Counter()
    slowest = 0.0
    with tempfile.TemporaryDirectory() as folder:
        for outcome in outcomes(sources or small, options.count, options.seed, Path(folder)):
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
