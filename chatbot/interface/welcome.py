"""What a first-time visitor sees: what the paper is and what to ask it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from chatbot.datatypes import Document, Section
from chatbot.interface import messages
from chatbot.interface.escaping import escape
from chatbot.interface.labels import byline, shortened

MOST_EXAMPLES = 8
_HEADING_LENGTH = 80
_TITLE_LENGTH = 40


@dataclass(frozen=True, slots=True)
class Example:
    """A question to try, with the kind of question that it stands for."""

    kind: str
    question: str


_ELSEWHERE = Example("Not in the papers", "What is the boiling point of tungsten?")


def masthead(documents: Mapping[str, Document]) -> str:
    """The line above everything: the program's name and the two switches."""
    name = messages.NAME_SEVERAL if len(documents) > 1 else messages.NAME
    paper = ""
    if len(documents) == 1:
        document = next(iter(documents.values()))
        paper = f'<span class="of">{escape(document.title)}</span>'
    elif documents:
        paper = f'<span class="of">{escape(messages.papers(len(documents)))}</span>'
    return (
        f'<div class="masthead"><h1>{escape(name)}</h1>{paper}'
        '<span class="switches">'
        f'<a class="to-page" href="evaluate" target="_blank" rel="noopener" '
        f'title="{escape(messages.EVALUATE_NEW_TAB)}">{escape(messages.EVALUATE)}</a>'
        f'<button type="button" class="open-panel" data-act="panel">'
        f"{escape(messages.PANEL_OPEN)}</button>"
        f'<button type="button" class="theme" data-act="theme" aria-label="{messages.THEME}" '
        f'title="{messages.THEME}"><span aria-hidden="true">◐</span></button></span></div>'
        f'<p id="announcer" class="unseen" role="status" data-copied="{escape(messages.COPIED)}" '
        f'data-not-copied="{escape(messages.NOT_COPIED)}" data-dark="{escape(messages.DARK)}" '
        f'data-light="{escape(messages.LIGHT)}"></p>'
    )


def welcome(documents: Mapping[str, Document]) -> str:
    """The empty chat: title, author, size, the promise, and questions to try."""
    if len(documents) == 1:
        document = next(iter(documents.values()))
        about = [
            f'<p class="welcome-title">{escape(document.title)}</p>',
            f'<p class="aside">{escape(byline(document))}</p>' if byline(document) else "",
            f'<p class="aside">{escape(_size(document))}</p>' if document.sections else "",
            f'<p class="promise">{escape(messages.PROMISE)}</p>',
        ]
    else:
        about = [
            f'<p class="welcome-title">{escape(messages.papers(len(documents)))}</p>',
            f'<p class="promise">{escape(messages.PROMISE_SEVERAL)}</p>',
        ]
    tries = "".join(_example(index, example) for index, example in enumerate(examples(documents)))
    tries = f'<p class="try">{escape(messages.TRY)}</p><ul class="examples">{tries}</ul>'
    return f'<div class="welcome">{"".join(about)}{tries}</div>'


def waiting() -> str:
    """The empty chat while the papers are being opened."""
    return (
        f'<div class="welcome"><p class="welcome-title">{escape(messages.NAME)}</p>'
        f'<p class="promise">{escape(messages.PROMISE)}</p>'
        f'<p class="aside">{escape(messages.LOADING_PAPERS)}</p></div>'
    )


def not_opened(error: str) -> str:
    """The empty chat when the papers could not be opened."""
    return (
        f'<div class="welcome"><p class="welcome-title">{escape(messages.NOT_OPENED)}</p>'
        f'<p class="promise">{escape(error)}</p></div>'
    )


def examples(documents: Mapping[str, Document]) -> tuple[Example, ...]:
    """Questions to try: those of the sidecars, else general ones made from the headings.

    A sidecar names them under ``custom.examples`` (CSL-JSON keeps ``custom`` for such
    things), each ``{"kind": "A number", "question": "…"}``.
    """
    given = [example for document in documents.values() for example in _given(document)]
    if given:
        return tuple(given[:MOST_EXAMPLES])
    if len(documents) > 1:
        return _of_several(tuple(documents.values()))
    return tuple(example for document in documents.values() for example in _general(document))


def _given(document: Document) -> list[Example]:
    custom = document.metadata.get("custom")
    listed = custom.get("examples") if isinstance(custom, Mapping) else None
    if not isinstance(listed, list):
        return []
    return [
        Example(str(entry.get("kind", "")), entry["question"])
        for entry in listed
        if isinstance(entry, Mapping) and isinstance(entry.get("question"), str)
    ]


def _general(document: Document) -> tuple[Example, ...]:
    found = [
        Example("About the paper", "Who wrote this paper?"),
        Example("When", "When was it published?"),
        *(Example("A section", _about(document, section)) for section in document.sections[:3]),
    ]
    if document.figures:
        found.append(Example("Figures", "Which figures are there?"))
    return (*found[: MOST_EXAMPLES - 1], _ELSEWHERE)


def _of_several(documents: Sequence[Document]) -> tuple[Example, ...]:
    """A section of each paper, as far as there is room."""
    found = [
        Example(shortened(document.title, _TITLE_LENGTH), _about(document, document.sections[0]))
        for document in documents
        if document.sections
    ]
    return (*found[: MOST_EXAMPLES - 1], _ELSEWHERE)


def _about(document: Document, section: Section) -> str:
    heading = shortened(document.slice(section.heading), _HEADING_LENGTH)
    return f"What does the section “{heading}” say?"


def _example(index: int, example: Example) -> str:
    kind = f"<small>{escape(example.kind)}</small> " if example.kind else ""
    return f'<li><a href="#ask={index}">{kind}{escape(example.question)}</a></li>'


def _size(document: Document) -> str:
    parts = [messages.sections(len(document.sections))]
    if document.figures:
        parts.append(messages.figures(len(document.figures)))
    return " · ".join(parts)
