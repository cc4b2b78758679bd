"""Whether the figures and tables of open PDFs are found, and where.

``python -m benchmarks.figures FOLDER …`` reads the PDFs that ``figures.jsonl`` names, a line
a captioned figure or table: the file, the physical page, the label, and its place (left,
top, right, bottom in points from the page's top left corner) as checked by eye on the
rendered page.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from chatbot.datatypes import Document, Figure
from chatbot.documents.boxes import page_at
from chatbot.documents.pdf_reader import read_pdf

LIST = Path(__file__).with_name("figures.jsonl")
TOLERANCE = 10.0
"""Points by which each side of a place may differ: less than a line of text."""

Key = tuple[int, str]


def expected(path: Path = LIST) -> dict[str, list[dict[str, Any]]]:
    """The listed figures by file name."""
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        found[row["file"]].append(row)
    return dict(found)


def placed(document: Document) -> dict[Key, Figure]:
    """The labelled figures of a document by page and label."""
    found: dict[Key, Figure] = {}
    for figure in document.figures:
        page = page_at(document, figure.anchor.start)
        if figure.label is not None and page is not None:
            found[document.pages[page].number, figure.label] = figure
    return found


def is_right(region: Sequence[float] | None, wanted: Sequence[float]) -> bool:
    """Whether no side of a place is off by more than the tolerance."""
    if region is None:
        return False
    return all(abs(a - b) <= TOLERANCE for a, b in zip(region, wanted, strict=True))


def judge(figures: Mapping[Key, Figure], rows: Iterable[Mapping[str, Any]]) -> list[str]:
    """For each listed figure “right”, “wrong place” or “missing”."""
    verdicts = []
    for row in rows:
        figure = figures.get((row["page"], row["label"]))
        if figure is None:
            verdicts.append("missing")
        else:
            verdicts.append("right" if is_right(figure.region, row["region"]) else "wrong place")
    return verdicts


def main() -> None:
    """Measure and print what is not right, and the sums."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path, metavar="FOLDER")
    options = parser.parse_args()
    files = {file.name: file for folder in options.folders for file in folder.rglob("*.pdf")}
    total: list[str] = []
    others = 0
    for name, rows in expected().items():
        if name not in files:
            sys.exit(f"{name} is in none of the folders; name the one that has it")
        figures = placed(read_pdf(files[name], Path(name).stem).document)
        verdicts = judge(figures, rows)
        others += len(figures) - sum(verdict != "missing" for verdict in verdicts)
        for row, verdict in zip(rows, verdicts, strict=True):
            if verdict != "right":
                print(f"{name}, page {row['page']}, {row['label']}: {verdict}")
        total += verdicts
    count = len(total)
    found = count - total.count("missing")
    print(f"{found} of {count} figures and tables found: {found / count:.3f}")
    print(
        f"{total.count('right')} of {count} in the right place: {total.count('right') / count:.3f}"
    )
    print(f"{others} found that are not listed")


if __name__ == "__main__":
    main()
