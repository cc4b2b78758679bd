"""What puts something into the memo, from the chat and from the panels.

In the chat they are links with an address, which the sanitiser keeps; the script of the
page makes buttons of them that tell what is in the memo already.
"""

from __future__ import annotations

from urllib.parse import quote

from chatbot.datatypes import Figure, ShownFigure
from chatbot.interface.escaping import escape
from chatbot.interface.places import Place, address
from chatbot.languages.phrases import DEFAULT, phrase


def memo_link(place: Place, language: str = DEFAULT) -> str:
    """A link that adds the words of a place."""
    return _link(f"#memo={address(place)}", language)


def memo_figure_link(document: str, figure: Figure | ShownFigure, language: str = DEFAULT) -> str:
    """A link that adds a figure."""
    return _link(f"#memo-figure={quote(document, safe='')}/{quote(figure.id, safe='')}", language)


def memo_series_link(here: str, language: str = DEFAULT) -> str:
    """A link that adds the words at an address with the chart of their numbers."""
    return _link(f"#memo-series={here}", language)


def memo_button(place: Place, language: str = DEFAULT) -> str:
    """A button, where there may be one, that adds the words of a place."""
    words = escape(phrase("memo.add", language))
    return (
        f'<button type="button" data-memo="{escape(address(place))}" title="{words}">'
        f"{escape(phrase('memo.tab', language))}</button>"
    )


def _link(href: str, language: str) -> str:
    words = escape(phrase("memo.add", language))
    return f'<a class="memo-add" href="{escape(href)}" title="{words}"></a>'
