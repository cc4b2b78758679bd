"""What the Source panel shows for an address that a browser sent."""

from __future__ import annotations

import logging

from chatbot.errors import ChatbotError
from chatbot.interface.loading import Loading
from chatbot.interface.places import place_at
from chatbot.interface.series_view import plot_page
from chatbot.interface.source_panel import source_error, source_home, source_page
from chatbot.languages.phrases import DEFAULT, phrase

_log = logging.getLogger(__name__)


def source_at(
    address: object, loading: Loading, marking: bool = False, language: str = DEFAULT
) -> str:
    """The panel for an address that a chip carried; for none, what there is to read.

    ``marking`` offers to mark the place as the right passage for the last question. What
    cannot be shown is said in one line.
    """
    failed = phrase("source.not_shown", language)
    try:
        chatbot = loading.wait()
        documents = chatbot.documents
        if not address:
            return source_home(documents, language)
        place = place_at(address, documents, language)
        document = documents[place.document]
        if place.plotted:
            return plot_page(place, document, language)
        boxes = chatbot.index.boxes.get(place.document)
        return source_page(place, document, marking, language, boxes)
    except ChatbotError as error:
        return source_error(f"{failed}: {error}")
    except Exception as error:  # the page's boundary: one line instead of a broken panel
        # The error's own text may hold the paper's, so only at debug.
        _log.error("showing a place failed with %s", type(error).__name__)
        _log.debug("showing a place failed", exc_info=error)
        return source_error(f"{failed} ({type(error).__name__}).")
