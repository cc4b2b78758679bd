"""Lines that lead to what follows them, as a block of Pandoc's model."""

from __future__ import annotations

from chatbot.citations.nodes import div, para
from chatbot.citations.pandoc import Node
from chatbot.memo.office_styles import LEAD


def lead(*inlines: Node) -> Node:
    """A paragraph that stays on the page of what follows it.

    By a style of its name in office formats, a property in Typst and a class in HTML.
    """
    return div(
        "", para(*inlines), classes=["lead"], **{"custom-style": LEAD, "typst:sticky": "true"}
    )
