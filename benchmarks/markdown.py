"""Cells and lines of the pages' tables."""

from __future__ import annotations

from collections.abc import Sequence


def line(cells: Sequence[str]) -> str:
    """A row of a table."""
    return f"| {' | '.join(cells)} |"


def share(value: float) -> str:
    """A share with three digits and no leading zero."""
    sign = "−" if value < -0.0005 else ""
    return sign + f"{abs(value):.3f}".removeprefix("0")
