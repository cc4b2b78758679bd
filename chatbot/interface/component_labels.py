"""The labels of Gradio's own components, which the browser shows in the page's language.

Gradio looks them up in the browser (``gr.I18n``), where the page's script changes the
language; everything else on the page is written by the server.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, cast

from chatbot.languages.phrases import LANGUAGES, phrase

if TYPE_CHECKING:
    import gradio as gr

LABELS = (
    "page.name",
    "page.question",
    "page.question_hint",
    "page.ask",
    "page.clear",
    "source.tab",
    "source.tab_figures",
    "memo.tab",
    "papers.tab",
    "evaluate.questions",
    "evaluate.upload",
    "evaluate.configurations",
    "evaluate.configurations_info",
    "evaluate.more",
    "evaluate.more_info",
    "evaluate.where",
    "evaluate.where_info",
    "evaluate.group",
    "evaluate.group_info",
    "evaluate.start",
    "evaluate.stop",
    "evaluate.downloads",
    "evaluate.make",
    "evaluate.made_file",
    "table.questions",
    "table.questions_info",
    "table.upload",
    "table.papers",
    "table.papers_info",
    "table.download",
    "verify.drop",
)
"""The phrases that stand in components."""


@cache
def translations() -> gr.I18n:
    """The labels in every language, for ``launch``."""
    import gradio as gr

    return gr.I18n(
        **{
            language: {_name(key): phrase(key, language) for key in LABELS}
            for language in LANGUAGES
        }
    )


def label(key: str) -> str:
    """A mark, taken for a string by components, that the browser replaces by the phrase.

    Raises:
        KeyError: the phrase is not among ``LABELS``.
    """
    if key not in LABELS:
        raise KeyError(key)
    return cast("str", translations()(_name(key)))


def _name(key: str) -> str:
    # In the browser a stop would lead into a nested object.
    return key.replace(".", "_")
