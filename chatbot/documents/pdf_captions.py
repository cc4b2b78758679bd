"""How a caption opens: “Figure 3:”, “Table 1.”, “Box 4”."""

from __future__ import annotations

import re

CAPTION = re.compile(
    r"(Fig(?:ure)?|Table|Chart|Graph|Diagram|Map|Exhibit|Scheme|Plate|Box|Algorithm|Listing|Code)"
    r"\.?\s+(?:[A-Z]{0,2}[.-]?\d{1,3}(?:[.-]\d{1,3})?[a-z]?|[IVX]{1,5})"
    r"(?P<stop>\s*[.:|—–]|(?=\s+[A-Z“\"(])|$)",
    re.IGNORECASE,
)
_TABULAR = frozenset({"table", "box", "algorithm", "listing", "code"})


def has_caption(text: str) -> bool:
    """Whether a line may open a caption."""
    return text[:1].isupper() and CAPTION.match(text) is not None


def names_table(text: str) -> bool:
    """Whether a caption is that of rows of text, not of a drawing."""
    match = CAPTION.match(text)
    return match is not None and match[1].lower() in _TABULAR
