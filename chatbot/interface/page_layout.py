"""The components of the chat page, in their order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import gradio as gr

from chatbot.interface.commands_view import commands_list
from chatbot.interface.component_labels import label
from chatbot.interface.escaping import escape
from chatbot.interface.memo_tab import MemoParts, lay_out_memo
from chatbot.interface.papers_tab import PapersParts, lay_out_papers
from chatbot.interface.papers_view import asked_papers
from chatbot.interface.session import Session
from chatbot.interface.source_panel import source_error
from chatbot.interface.theme import panel_script, script
from chatbot.interface.welcome import masthead, waiting
from chatbot.languages.phrases import DEFAULT, phrase

SESSION_SECONDS = 12 * 3600


@dataclass(frozen=True, slots=True)
class Parts:
    """The components that handlers read and change.

    ``kept`` is the conversation as the browser keeps it, ``language`` the page's, ``plain``
    says that the next question is meant as it stands; ``file`` is what is to be saved, ``taken``
    what is to be copied; ``asking`` says which papers are asked.
    """

    masthead: gr.HTML
    chatbot: gr.Chatbot
    box: gr.Textbox
    commands: gr.HTML
    clear: gr.Button
    notice: gr.HTML
    close: gr.HTML
    tabs: tuple[gr.Tab, gr.Tab]
    source: gr.HTML
    figures: gr.HTML
    memo: MemoParts
    papers: PapersParts
    file: gr.HTML
    taken: gr.HTML
    session: gr.State
    kept: gr.Textbox
    language: gr.Textbox
    plain: gr.Textbox
    asking: gr.HTML

    @property
    def page(self) -> list[Any]:
        """The outputs of a ``Page``, in its order."""
        return [self.chatbot, self.session, self.box, self.notice, self.kept, self.asking]

    @property
    def visitor(self) -> list[Any]:
        """What every handler reads of the conversation and of who has it."""
        return [self.session, self.kept, self.language]

    @property
    def spoken(self) -> list[Any]:
        """What the server writes in the page's language, in the order of ``app_builder``."""
        return [
            self.language,
            self.masthead,
            self.chatbot,
            self.commands,
            self.close,
            self.source,
            self.figures,
            *self.tabs,
            *self.memo.spoken,
            *self.papers.spoken,
        ]


def lay_out() -> Parts:
    """Make the components; to be called in the context of the page."""
    # Not yet in a language: that of the reader is known when the browser has told it.
    head = html(masthead({}, ""), "masthead")
    loading = source_error(phrase("source.loading"))
    with gr.Row(elem_id="main", equal_height=False):
        with gr.Column(scale=3, min_width=0, elem_id="chat"):
            chatbot = _chatbot()
            asking = html(asked_papers(()), "asking")
            with gr.Row(elem_id="composer", equal_height=False):
                box = gr.Textbox(
                    label=label("page.question"),
                    placeholder=label("page.question_hint"),
                    show_label=False,
                    container=False,
                    lines=1,
                    max_lines=6,
                    submit_btn=label("page.ask"),
                    elem_id="box",
                )
                commands = html(commands_list(), "commands")
                clear = gr.Button(label("page.clear"), elem_id="clear", min_width=0, scale=0)
            notice = html("", "notice")
        with gr.Column(scale=2, min_width=0, elem_id="panel"):
            close = html(panel_close(DEFAULT), "panel-close")
            with gr.Tabs(elem_id="tabs"):
                with gr.Tab(label("source.tab"), id="source") as first:
                    source = gr.HTML(
                        loading,
                        elem_id="source",
                        js_on_load=panel_script(),
                        apply_default_css=False,
                    )
                with gr.Tab(
                    label("source.tab_figures"), id="figures", render_children=True
                ) as second:
                    figures = html(loading, "figures")
                memo = lay_out_memo()
                papers = lay_out_papers()
    memo.words.render()
    memo.kept.render()
    return Parts(
        masthead=head,
        chatbot=chatbot,
        box=box,
        commands=commands,
        clear=clear,
        notice=notice,
        close=close,
        tabs=(first, second),
        source=source,
        figures=figures,
        memo=memo,
        papers=papers,
        file=gr.HTML("", elem_id="file", js_on_load=script("saving.js"), apply_default_css=False),
        taken=gr.HTML("", elem_id="taken", js_on_load=script("taken.js"), apply_default_css=False),
        session=gr.State(Session(), time_to_live=SESSION_SECONDS),
        kept=_hidden(),
        language=_hidden(DEFAULT),
        plain=_hidden(),
        asking=asking,
    )


def panel_close(language: str) -> str:
    """The button that closes the panel on a phone; it carries the panel's name too."""
    name = f'data-panel="{escape(phrase("source.panel", language))}"'
    words = escape(phrase("source.panel_close", language))
    return f'<button type="button" data-act="close" {name}>{words}</button>'


def html(value: str, name: str) -> gr.HTML:
    """HTML of the page's own, without a script."""
    return gr.HTML(value, elem_id=name, js_on_load=None, apply_default_css=False)


def _hidden(value: str = "") -> gr.Textbox:
    """A value that goes to the server and back with the events that name it."""
    return gr.Textbox(value, visible="hidden", container=False)


def _chatbot() -> gr.Chatbot:
    return gr.Chatbot(
        label=label("page.name"),
        show_label=False,
        container=False,
        layout="panel",
        height="100%",
        buttons=["copy"],
        placeholder=waiting(),
        latex_delimiters=[],
        sanitize_html=True,
        allow_tags=False,
        line_breaks=False,
        feedback_options=None,
        autoscroll=False,
        elem_id="conversation",
    )
