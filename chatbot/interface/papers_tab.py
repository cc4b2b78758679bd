"""The Papers tab: its components, and which handler each event calls.

The list, files and what is done to papers go by routes of their own (``papers_routes``);
which papers are asked belongs to the conversation and goes by an event.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import gradio as gr

from chatbot.interface.chat import Chat, Visitor
from chatbot.interface.component_labels import label
from chatbot.interface.papers_view import asked_papers, papers_shell
from chatbot.interface.session import Session
from chatbot.languages.phrases import phrase, spoken

if TYPE_CHECKING:
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


def spoken_papers(language: str) -> tuple[Any, ...]:
    """The values for ``PapersParts.spoken``; the list itself is fetched by the page's script."""
    return gr.update(label=phrase("papers.tab", language)), papers_shell(language)


def connect_papers(parts: Parts, chat: Chat, concurrency: int) -> None:
    """Connect the events of the tab with their handlers."""

    def choose(
        event: gr.EventData, session: Session, kept: str, language: str, request: gr.Request
    ) -> tuple[Any, ...]:
        visitor = Visitor(spoken(language), request.username or "")
        page = chat.choose(getattr(event, "documents", None), session, kept, visitor)
        return page.session, page.kept, asked_papers(page.session.documents)

    parts.source.choose(
        choose,
        parts.visitor,
        [parts.session, parts.kept, parts.asking],
        concurrency_limit=concurrency,
        api_visibility="private",
        show_progress="hidden",
    )
