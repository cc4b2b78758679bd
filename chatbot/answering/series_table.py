"""Stated series as a table to take away: CSV (RFC 4180), in UTF-8."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from chatbot.answering.series_labels import evidence, measured, written
from chatbot.answering.series_types import Series
from chatbot.datatypes import Document
from chatbot.languages.phrases import DEFAULT, phrase
from chatbot.spreadsheets import harmless

COLUMNS = ("measure", "place", "value", "unit", "words", "certainty", "sentence", "paper")


def series_csv(series: Sequence[Series], document: Document, language: str = DEFAULT) -> str:
    """One line a point, with its words and its sentence as the paper has them.

    The value is the number in the series' unit. A text that a spreadsheet would take for a
    formula gets an apostrophe before it (OWASP, “CSV Injection”).
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([phrase(f"series.column_{name}", language) for name in COLUMNS])
    for one in series:
        for point in one.points:
            texts = (
                one.unit,
                evidence(document, one, point)[1],
                certainty(point.approximate, point.forecast, language),
                written(document, one.sentence),
                document.title,
            )
            head = (measured(document, one), written(document, point.place))
            writer.writerow([*map(harmless, head), f"{point.number:.12g}", *map(harmless, texts)])
    return out.getvalue()


def certainty(approximate: bool, forecast: bool, language: str = DEFAULT) -> str:
    """What is to be known of a value besides its number; empty for a plain one."""
    marks = (("approximate", approximate), ("forecast", forecast))
    return ", ".join(phrase(f"series.{name}", language) for name, holds in marks if holds)
