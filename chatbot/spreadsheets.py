"""Texts in the cells of CSV files that spreadsheets open."""

from __future__ import annotations

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def harmless(text: str) -> str:
    """The text, with an apostrophe before what a spreadsheet would take for a formula.

    The signs are those that the OWASP names (“CSV Injection”), the full-width ones included.
    """
    return f"'{text}" if text.startswith(_FORMULA) else text
