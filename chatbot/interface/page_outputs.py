"""What handlers give back, as the values of the components that show it."""

from __future__ import annotations

import base64
from typing import Any

import gradio as gr

from chatbot.errors import ChatbotError
from chatbot.interface.chat import Chat, Download, Page, Visitor
from chatbot.interface.commands_view import commands_list
from chatbot.interface.escaping import escape
from chatbot.interface.figures_view import figures_page
from chatbot.interface.loading import Loading
from chatbot.interface.memo_tab import spoken_memo
from chatbot.interface.page_layout import panel_close
from chatbot.interface.papers_tab import spoken_papers
from chatbot.interface.papers_view import asked_papers
from chatbot.interface.ratings import Outcome
from chatbot.interface.source_panel import source_error
from chatbot.interface.welcome import masthead, not_opened, waiting, welcome
from chatbot.languages.phrases import phrase


def waiting_page(language: str) -> tuple[Any, ...]:
    """What the server writes in a language before the papers are open."""
    loading = source_error(phrase("source.loading", language))
    return (
        language,
        masthead({}, language),
        gr.update(placeholder=waiting(language)),
        commands_list(language),
        panel_close(language),
        loading,
        loading,
        *_tabs(language),
    )


def open_page(loading: Loading, chat: Chat, visitor: Visitor, address: object) -> tuple[Any, ...]:
    """What the server writes in a language when the papers are open, or will not open.

    ``address`` is of the place that the Source panel shows.
    """
    language = visitor.language
    try:
        documents = loading.wait().documents
    except ChatbotError as error:
        failed = source_error(f"{visitor.words('page.not_opened')}.")
        placeholder = gr.update(placeholder=not_opened(str(error), language))
        written = waiting_page(language)
        return (*written[:2], placeholder, *written[3:5], failed, failed, *written[7:])
    return (
        language,
        masthead(documents, language),
        gr.update(placeholder=welcome(documents, language)),
        commands_list(language),
        panel_close(language),
        chat.source(address, visitor),
        figures_page(documents, language),
        *_tabs(language),
    )


def _tabs(language: str) -> tuple[Any, ...]:
    """Names that the browser does not change by itself, and the tabs with parts of their own."""
    keys = ("source.tab", "source.tab_figures")
    names = tuple(gr.update(label=phrase(key, language)) for key in keys)
    return (*names, *spoken_memo(language), *spoken_papers(language))


def saved(download: Download) -> tuple[str, str]:
    """The file for the page's script to save, and the line that tells of it."""
    # In base 64, so that it is saved letter by letter.
    name, text = escape(download.name), base64.b64encode(download.text.encode()).decode()
    file = f'<i data-name="{name}" data-text="{text}"></i>' if download.name else ""
    return file, notice(download.notice)


def mark_line(outcome: Outcome) -> str:
    """The line under the chat; the page lets go of a mark that was refused."""
    refused = f' data-refused="{escape(outcome.refused)}"' if outcome.refused else ""
    return f'<p role="status"{refused}>{escape(outcome.line)}</p>'


def notice(line: str) -> str:
    """The line under the question box."""
    return f'<p role="status">{escape(line)}</p>'


def page_outputs(page: Page) -> tuple[Any, ...]:
    """The values for ``Parts.page``."""
    kept = gr.skip() if page.kept is None else page.kept
    asked = asked_papers(page.session.documents)
    return page.messages, page.session, page.box, notice(page.notice), kept, asked
