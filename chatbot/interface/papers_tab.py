"""The Papers tab: its components, and which handler each event calls."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import gradio as gr

from chatbot.interface.component_labels import label
from chatbot.interface.escaping import escape
from chatbot.interface.services import Services
from chatbot.languages.phrases import phrase

if TYPE_CHECKING:
    from chatbot.datatypes import Document
    from chatbot.interface.page_layout import Parts


@dataclass(frozen=True, slots=True)
class PapersParts:
    """The components of the tab."""

    tab: gr.Tab
    content: gr.HTML

    @property
    def spoken(self) -> list[Any]:
        """What the server writes in the page's language, in the order of ``spoken_papers``."""
        return [self.tab, self.content]


def lay_out_papers() -> PapersParts:
    """Make the components; to be called in the context of the tabs."""
    with gr.Tab(label("papers.tab"), id="papers", render_children=True) as tab:
        content = gr.HTML("", elem_id="papers", js_on_load=None, apply_default_css=False)
    return PapersParts(tab, content)


def spoken_papers(documents: Mapping[str, Document], language: str) -> tuple[Any, ...]:
    """The values for ``PapersParts.spoken``; no documents while they are being opened."""
    del documents
    hint = escape(phrase("papers.hint", language))
    return gr.update(label=phrase("papers.tab", language)), f'<p class="hint">{hint}</p>'


def connect_papers(parts: Parts, services: Services, concurrency: int) -> None:
    """Connect the events of the tab with their handlers."""
