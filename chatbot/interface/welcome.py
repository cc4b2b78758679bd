"""What a first-time visitor sees: what the paper is and what to ask it."""

from __future__ import annotations

from collections.abc import Mapping

from chatbot.datatypes import Document
from chatbot.interface.escaping import escape
from chatbot.interface.examples import Example, examples
from chatbot.interface.labels import byline
from chatbot.languages.counting import counted
from chatbot.languages.phrases import DEFAULT, LANGUAGES, phrase

SAID = {
    "copied": "page.copied",
    "not-copied": "page.not_copied",
    "dark": "page.dark",
    "light": "page.light",
    "plain": "page.plain",
    "retry": "page.retry",
    "undo": "page.undo",
    "copy-message": "page.copy_message",
    "asking": "papers.asking",
    "ask-all": "papers.all",
}
"""What the page's script says by itself, each by the name under which it finds it."""

PAGES = ("table", "verify", "evaluate")
"""The other pages, by their addresses, which are their catalogues' names too."""


def masthead(documents: Mapping[str, Document], language: str = DEFAULT) -> str:
    """The line above everything: the program's name and the switches."""
    name = _name(documents, language)
    paper = ""
    if len(documents) == 1:
        document = next(iter(documents.values()))
        own = f'lang="{escape(document.language)}"'
        paper = f'<span class="of" {own}>{escape(document.title)}</span>'
    elif documents:
        paper = (
            f'<span class="of">{escape(counted("page.papers", len(documents), language))}</span>'
        )
    links = "".join(_page_link(page, language) for page in PAGES)
    return (
        f'<div class="masthead" data-papers="{len(documents)}"><h1>{escape(name)}</h1>{paper}'
        f'<span class="switches">{language_switch(language)}'
        f'<span class="pages">{links}</span>{_pages_menu(links, language)}'
        f'<button type="button" class="open-panel" data-act="panel">'
        f"{escape(phrase('source.panel_open', language))}</button>"
        f"{theme_switch(language)}</span></div>{announcer(name, language)}"
    )


def page_masthead(page: str, language: str = DEFAULT) -> str:
    """The same line of another page, one of ``PAGES``, with the way back to the chat."""
    title = phrase(f"{page}.title", language)
    back = escape(phrase("page.back", language))
    return (
        f'<div class="masthead"><h1>{escape(title)}</h1><span class="switches">'
        f'{language_switch(language)}<a class="to-page" href="./">{back}</a>'
        f"{theme_switch(language)}</span></div>{announcer(title, language)}"
    )


def _pages_menu(links: str, language: str) -> str:
    """The links again where the line is too narrow for them."""
    name = escape(phrase("page.pages", language))
    return (
        f'<details class="pages-menu"><summary aria-label="{name}" title="{name}">'
        f'<span aria-hidden="true">☰</span></summary><div>{links}</div></details>'
    )


def _page_link(page: str, language: str) -> str:
    """A link to another page; it opens beside the conversation."""
    return (
        f'<a class="to-page" href="{page}" target="_blank" rel="noopener" '
        f'title="{escape(phrase(f"{page}.new_tab", language))}">'
        f"{escape(phrase(f'{page}.title', language))}</a>"
    )


def language_switch(language: str) -> str:
    """A button a language, each by its own name; the present one is pressed."""
    buttons = "".join(
        f'<button type="button" data-language="{code}" lang="{code}" '
        f'aria-pressed="{"true" if code == language else "false"}" aria-label="{escape(name)}">'
        f'<span class="whole" aria-hidden="true">{escape(name)}</span>'
        f'<span class="code" aria-hidden="true">{code}</span></button>'
        for code, name in LANGUAGES.items()
    )
    label = escape(phrase("page.language", language))
    return f'<span class="languages" role="group" aria-label="{label}">{buttons}</span>'


def theme_switch(language: str) -> str:
    """The button between light and dark."""
    name = escape(phrase("page.theme", language))
    return (
        f'<button type="button" class="theme" data-act="theme" aria-label="{name}" '
        f'title="{name}"><span aria-hidden="true">◐</span></button>'
    )


def announcer(title: str, language: str) -> str:
    """The page's title and what its script says, for screen readers too."""
    said = "".join(f' data-{name}="{escape(phrase(key, language))}"' for name, key in SAID.items())
    return (
        f'<p id="announcer" class="unseen" role="status" data-in="{language}" '
        f'data-title="{escape(title)}"{said}></p>'
    )


def welcome(documents: Mapping[str, Document], language: str = DEFAULT) -> str:
    """The empty chat: title, author, size, the promise, and questions to try."""
    if len(documents) == 1:
        document = next(iter(documents.values()))
        own = f'lang="{escape(document.language)}"'
        about = [
            f'<p class="welcome-title" {own}>{escape(document.title)}</p>',
            f'<p class="aside" {own}>{escape(byline(document))}</p>' if byline(document) else "",
            f'<p class="aside">{escape(_size(document, language))}</p>'
            if document.sections
            else "",
            _promise("page.promise", language),
        ]
    else:
        count = counted("page.papers", len(documents), language)
        about = [
            f'<p class="welcome-title">{escape(count)}</p>',
            _promise("page.promise_several", language),
        ]
    known = enumerate(examples(documents, language))
    tries = "".join(_example(index, example) for index, example in known)
    heading = escape(phrase("page.try", language))
    tries = f'<p class="try">{heading}</p><ul class="examples">{tries}</ul>'
    return f'<div class="welcome" lang="{language}">{"".join(about)}{tries}</div>'


def waiting(language: str = DEFAULT) -> str:
    """The empty chat while the papers are being opened."""
    return (
        f'<div class="welcome" lang="{language}">'
        f'<p class="welcome-title">{escape(phrase("page.name", language))}</p>'
        f"{_promise('page.promise', language)}"
        f'<p class="aside">{escape(phrase("page.loading_papers", language))}</p></div>'
    )


def not_opened(error: str, language: str = DEFAULT) -> str:
    """The empty chat when the papers could not be opened."""
    heading = escape(phrase("page.not_opened", language))
    return (
        f'<div class="welcome" lang="{language}"><p class="welcome-title">{heading}</p>'
        f'<p class="promise" lang="en">{escape(error)}</p></div>'
    )


def _name(documents: Mapping[str, Document], language: str) -> str:
    return phrase("page.name_several" if len(documents) > 1 else "page.name", language)


def _promise(key: str, language: str) -> str:
    return f'<p class="promise">{escape(phrase(key, language))}</p>'


def _example(index: int, example: Example) -> str:
    kind = f"<small>{escape(example.kind)}</small> " if example.kind else ""
    return f'<li><a href="#ask={index}">{kind}{escape(example.question)}</a></li>'


def _size(document: Document, language: str) -> str:
    parts = [counted("page.sections", len(document.sections), language)]
    if document.figures:
        parts.append(counted("page.figures", len(document.figures), language))
    return " · ".join(parts)
