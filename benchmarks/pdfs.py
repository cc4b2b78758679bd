"""How true and how fast PDFs are read: ``python -m benchmarks.pdfs FOLDER … [--each N]``.

With ``--draw`` every page of them is drawn instead, at two pixels a point, as the web chat
draws it: what that takes, how large the pictures are, and which pages say why they cannot be.

Every PDF below the folders is read as ``build`` reads it. Each gives text or one line that
says why not. Of its sentences every N-th is looked for, as printed (the ledger undone), in
what an independent extractor, ``pdftotext`` of poppler-utils, finds on the cited page; blanks
and the forms of ligatures are folded on both sides, nothing else is.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import subprocess
import sys
import time
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path

from chatbot.datatypes import Document, Span
from chatbot.documents import PaperReader, ReadingLimits, as_printed
from chatbot.documents.reading import ReadPaper
from chatbot.documents.reading_process import ReadingProcess
from chatbot.documents.rendering import View
from chatbot.errors import DocumentError

_SHOWN = 60  # characters of a sentence that was not found
_LINE_HYPHEN = re.compile(r"[-\u2010]\s*\n\s*|[-\u2010]\s*$")
_MODES = ((), ("-raw",), ("-layout",))


@dataclass(frozen=True, slots=True)
class FileResult:
    """What came of one file."""

    name: str
    failure: str | None
    pages: int = 0
    seconds: float = 0.0
    labels: str = ""
    sentences: int = 0
    found: int = 0
    rows: int = 0
    rows_found: int = 0
    missed: tuple[str, ...] = ()


def measure(files: Sequence[Path], each: int) -> Iterator[FileResult]:
    """Read every file and look its sentences up."""
    with PaperReader(ReadingLimits()) as reader:
        for file in files:
            started = time.perf_counter()
            try:
                paper = reader.read(file, file.stem)
            except DocumentError as error:
                yield FileResult(file.name, str(error), seconds=time.perf_counter() - started)
                continue
            yield _looked_up(file, paper, time.perf_counter() - started, each)


def _looked_up(file: Path, paper: ReadPaper, seconds: float, each: int) -> FileResult:
    document = paper.document
    sentences = [span for paragraph in document.paragraphs for span in paragraph.sentences]
    rows, parts = [], []
    for span in sentences[::each]:
        (rows if "\n" in document.slice(span) else parts).extend(by_page(document, span))

    def missing(wanted: Sequence[tuple[int, Span]]) -> tuple[str, ...]:
        return tuple(
            f"{page}: {document.slice(span)[:_SHOWN]!r}"
            for page, span in wanted
            if not _on_page(file, page, document, span)
        )

    missed, rows_missed = missing(parts), missing(rows)
    kinds = sorted({page.labelled for page in document.pages})
    labels = f"{document.pages[0].label}–{document.pages[-1].label} {'/'.join(kinds)}"
    return FileResult(
        file.name,
        None,
        len(document.pages),
        seconds,
        labels,
        len(parts),
        len(parts) - len(missed),
        len(rows),
        len(rows) - len(rows_missed),
        missed,
    )


def by_page(document: Document, span: Span) -> list[tuple[int, Span]]:
    """The parts of a span by the number of their page."""
    parts = []
    for page in document.pages:
        start, end = max(span.start, page.span.start), min(span.end, page.span.end)
        if start < end and document.text[start:end].strip():
            parts.append((page.number, Span(start, end)))
    return parts


def fold(text: str) -> str:
    """Compatibility forms undone, blanks, soft hyphens and what could not be decoded left out."""
    plain = unicodedata.normalize("NFKC", text.replace("ı", "i"))
    return "".join(
        s for s in plain if not s.isspace() and s not in "\u00ad\ufffd" and s.isprintable()
    )


def _on_page(file: Path, page: int, document: Document, span: Span) -> bool:
    """Whether every stretch of a span between column breaks is on the page.

    Some modes of the extractor leave out the hyphens at line ends.
    """
    for part in _unbroken(document, span):
        printed = as_printed(document, part)
        forms = {fold(printed), fold(_LINE_HYPHEN.sub("", printed))}
        if not any(form in _page_text(file, page, mode) for mode in _MODES for form in forms):
            return False
    return True


def _unbroken(document: Document, span: Span) -> Iterator[Span]:
    """The span without the places where a column or page ended, or something was left out."""
    start = span.start
    for piece in document.ledger:
        breaks = piece.kind in ("page_break", "running_head", "figure_text")
        if breaks and span.start < piece.start and piece.end < span.end:
            yield Span(start, piece.start)
            start = piece.end
    yield Span(start, span.end)


@lru_cache(maxsize=4096)
def _page_text(file: Path, page: int, mode: tuple[str, ...]) -> str:
    command = ["pdftotext", *mode, "-f", str(page), "-l", str(page), str(file), "-"]
    done = subprocess.run(command, capture_output=True, check=False)
    return fold(done.stdout.decode("utf-8", "replace"))


def draw(files: Sequence[Path], scale: float = 2.0) -> None:
    """Draw every page of every file that can be read; print the sums and each failure."""
    limits = ReadingLimits()
    times, sizes, failures, papers = [], [], 0, 0
    with PaperReader(limits) as reader, ReadingProcess(limits, renewed=400) as drawer:
        for file in files:
            try:
                pages = reader.read(file, file.stem).document.pages
            except DocumentError as error:
                print(f"–  {error}")
                continue
            papers += 1
            for page in pages:
                started = time.perf_counter()
                try:
                    sizes.append(len(drawer.render(file, file.stem, View(page.number, scale))))
                    times.append(time.perf_counter() - started)
                except DocumentError as error:
                    failures += 1
                    print(f"–  {error}")
    print(f"{len(sizes)} pages of {papers} files drawn, {failures} with a reason why not")
    if sizes:
        milliseconds, ordered = [1000 * seconds for seconds in sorted(times)], sorted(sizes)
        middle, high = len(sizes) // 2, len(sizes) * 95 // 100
        print(
            f"ms a page: mean {sum(milliseconds) / len(sizes):.0f}, median "
            f"{milliseconds[middle]:.0f}, p95 {milliseconds[high]:.0f}, max {milliseconds[-1]:.0f}"
        )
        print(
            f"KB a page: mean {sum(ordered) / len(sizes) / 1024:.0f}, median "
            f"{ordered[middle] / 1024:.0f}, p95 {ordered[high] / 1024:.0f}"
        )


def main() -> None:
    """Measure and print one line a file and the sums."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path, metavar="FOLDER")
    parser.add_argument("--each", type=int, default=1, help="look up every N-th sentence")
    parser.add_argument("--json", type=Path, help="write the results there too")
    parser.add_argument("--missed", action="store_true", help="show the sentences not found")
    parser.add_argument("--draw", action="store_true", help="draw the pages instead")
    options = parser.parse_args()
    if options.draw:
        draw(sorted(file for folder in options.folders for file in folder.rglob("*.pdf")))
        return
    if shutil.which("pdftotext") is None:
        sys.exit("pdftotext not found; install the package poppler-utils")
    files = sorted(file for folder in options.folders for file in folder.rglob("*.pdf"))
    results = []
    for result in measure(files, options.each):
        results.append(result)
        print(_line(result), flush=True)
        for words in result.missed if options.missed else ():
            print(f"    {words}")
    _print_sums(results)
    if options.json:
        options.json.write_text(json.dumps([asdict(result) for result in results], indent=1))


def _line(result: FileResult) -> str:
    if result.failure is not None:
        return f"–  {result.failure}"
    share = result.found / result.sentences if result.sentences else 1.0
    return (
        f"✓  {result.name}: {result.pages} pages, {1000 * result.seconds / result.pages:.0f} ms a "
        f"page, labels {result.labels}, {result.found}/{result.sentences} found ({share:.3f})"
    )


def _print_sums(results: Sequence[FileResult]) -> None:
    read = [result for result in results if result.failure is None]
    pages, seconds = sum(r.pages for r in read), sum(r.seconds for r in read)
    found, looked = sum(r.found for r in read), sum(r.sentences for r in read)
    print(f"{len(read)} files read, {len(results) - len(read)} with a reason why not")
    if pages:
        print(f"{pages} pages, {1000 * seconds / pages:.0f} ms a page")
    rows, rows_found = sum(r.rows for r in read), sum(r.rows_found for r in read)
    if rows:
        print(f"{rows_found} of {rows} tables found as they stand: {rows_found / rows:.4f}")
    if looked:
        print(f"{found} of {looked} sentences found on their page: {found / looked:.4f}")


if __name__ == "__main__":
    main()
