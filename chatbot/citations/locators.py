"""Where an extract stands, in the terms of the Citation Style Language."""

from __future__ import annotations

import re
from collections.abc import Sequence

from chatbot.datatypes import Locator

UNBROKEN = "\u2011"
"""The hyphen inside a page's label."""

_NUMBERED_HEADING = re.compile(
    r"(?:section|chapter|part)?\s*(?P<number>[IVXLCDM]+|\d+(?:\.\d+)*|[A-Z])[.):]?(?:\s|$)",
    re.IGNORECASE,
)


def csl_locator(locator: Locator) -> tuple[str, str] | None:
    """The CSL locator label and its value, or None where nothing is known.

    The page as printed comes first, since that is what readers look up; else the paragraph,
    else the innermost section by its number (``I``) or, unnumbered, its heading in quotes.
    """
    pages = locator.pages or ((locator.page,) if locator.page else ())
    if pages:
        return "page", _page_range(pages)
    if locator.paragraph is not None:
        return "paragraph", str(locator.paragraph)
    if locator.section:
        return "section", _section_label(locator.section[-1])
    return None


def _page_range(pages: Sequence[str]) -> str:
    """First and last of the pages of one extract, which runs on without a gap.

    The hyphen of a page's own label (“7-45” for the 45th of chapter 7) is one that no style
    takes for the sign of a range.
    """
    first, last = (page.replace("-", UNBROKEN) for page in (pages[0], pages[-1]))
    return first if first == last else f"{first}-{last}"


def _section_label(heading: str) -> str:
    """The number that a heading begins with, else the whole heading.

    A capital letter counts as a number only with a stop after it (``A.``, not ``A view``).
    """
    found = _NUMBERED_HEADING.match(heading)
    if found is None:
        return f"“{heading}”"
    number = found["number"]
    stopped = found[0].rstrip().endswith((".", ")", ":"))
    if number[0].isdigit() or (number.isupper() and stopped):
        return number
    return f"“{heading}”"
