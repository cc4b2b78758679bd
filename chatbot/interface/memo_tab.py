"""The Memo tab: its components, and which handler each event calls."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import gradio as gr

from chatbot.interface.component_labels import label
from chatbot.interface.escaping import escape
from chatbot.interface.services import Services
from chatbot.languages.phrases import phrase

if TYPE_CHECKING:
    from chatbot.interface.page_layout import Parts


@dataclass(frozen=True, slots=True)
class MemoParts:
    """The components of the tab."""

    tab: gr.Tab
    content: gr.HTML

    @property
    def spoken(self) -> list[Any]:
        """What the server writes in the page's language, in the order of ``spoken_memo``."""
        return [self.tab, self.content]


def lay_out_memo() -> MemoParts:
    """Make the components; to be called in the context of the tabs."""
    with gr.Tab(label("memo.tab"), id="memo", render_children=True) as tab:
        content = gr.HTML("", elem_id="memo", js_on_load=None, apply_default_css=False)
    return MemoParts(tab, content)


def spoken_memo(language: str) -> tuple[Any, ...]:
    """The values for ``MemoParts.spoken``."""
    hint = escape(phrase("memo.hint", language))
    return gr.update(label=phrase("memo.tab", language)), f'<p class="hint">{hint}</p>'


def connect_memo(parts: Parts, services: Services, concurrency: int) -> None:
    """Connect the events of the tab with their handlers."""
