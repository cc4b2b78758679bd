"""The commands that the question box offers, as a list that opens above it."""

from __future__ import annotations

from chatbot.interface.escaping import escape
from chatbot.languages.counting import counted
from chatbot.languages.phrases import DEFAULT, phrase

COMMANDS = (
    "more",
    "context",
    "before",
    "after",
    "where",
    "cite",
    "section",
    "define",
    "about",
    "outline",
    "figures",
    "export",
    "clear",
    "help",
)
NEEDS_MORE = frozenset({"section", "define"})
"""Commands that say nothing by themselves: they are put into the box to be completed."""


def commands_list(language: str = DEFAULT) -> str:
    """The button that opens the list, and the list, closed."""
    label = escape(phrase("page_commands.label", language))
    hint = escape(counted("page_commands.hint", len(COMMANDS), language))
    options = "".join(_option(name, language) for name in COMMANDS)
    return (
        f'<button type="button" data-act="commands" aria-label="{label}" title="{label}" '
        f'aria-expanded="false" aria-controls="command-list">/</button>'
        f'<ul id="command-list" role="listbox" aria-label="{label}" data-hint="{hint}" '
        f'lang="{language}" hidden>{options}</ul>'
    )


def _option(name: str, language: str) -> str:
    more = " data-more" if name in NEEDS_MORE else ""
    meaning = escape(phrase(f"page_commands.{name}", language))
    return (
        f'<li id="command-{name}" role="option" aria-selected="false" data-command="/{name}"{more}>'
        f"<b>/{name}</b> <span>{meaning}</span></li>"
    )
