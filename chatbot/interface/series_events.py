"""Which handler the events of redrawn charts call."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import gradio as gr

from chatbot.answering.series import series_in
from chatbot.answering.series_table import series_csv
from chatbot.errors import ChatbotError
from chatbot.interface.chat import Download
from chatbot.interface.page_outputs import saved
from chatbot.interface.places import place_at
from chatbot.interface.services import Services
from chatbot.languages.phrases import phrase, spoken

if TYPE_CHECKING:
    from chatbot.interface.page_layout import Parts


def connect_series(parts: Parts, services: Services, concurrency: int) -> None:
    """Connect the button that takes the numbers of a chart away."""

    def numbers(event: gr.EventData, language: str) -> tuple[str, str]:
        return saved(numbers_file(services, getattr(event, "address", None), spoken(language)))

    private: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
    parts.source.numbers(
        numbers,
        parts.language,
        [parts.file, parts.notice],
        concurrency_limit=concurrency,
        trigger_mode="multiple",
        **private,
    )


def numbers_file(services: Services, address: object, language: str) -> Download:
    """The numbers of a place as a CSV file; nothing but a line where it has none."""
    refused = Download("", "", phrase("series.not_saved", language))
    try:
        documents = services.loading.wait().documents
        place = place_at(address, documents, language)
    except ChatbotError:
        return refused
    document = documents[place.document]
    found = series_in(document, place.span)
    if not found:
        return refused
    name = f"{phrase('series.file_name', language)}.csv"
    text = series_csv(found, document, language)
    return Download(name, text, phrase("series.saved", language))
