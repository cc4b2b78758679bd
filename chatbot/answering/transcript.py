"""A conversation to keep: Markdown for people, JSON for programs, every quote with its citation.

Markdown is escaped (CommonMark 0.31, “Backslash escapes”), so that a reader sees the quotes
as they stand in the papers; JSON holds them exactly.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Literal

from chatbot.answering.place_words import place_in_words
from chatbot.answering.serialization import Json, answer_to_json
from chatbot.citations import cite
from chatbot.datatypes import Answer, Conversation, Document, Extract, ShownFigure
from chatbot.languages.phrases import phrase

Documents = Mapping[str, Document]
Form = Literal["markdown", "json"]
SUFFIXES: Mapping[str, Form] = {".md": "markdown", ".json": "json"}
FORMAT = "conversation with papers"
VERSION = 1

_MEANS_SOMETHING = re.compile(r"[\\`*_{}\[\]<>&~|$]")
_AT_THE_START = re.compile(r"^(?=[#+=-])|^(\d+)(?=[.)])", re.MULTILINE)
_LEADING = re.compile(r"^[ \t]+", re.MULTILINE)


def as_json(conversation: Conversation, documents: Documents, date: str) -> Json:
    """The turns as answers of the command line, each with the citations of what it quotes.

    ``date`` is the day on which it is saved, as ISO 8601 has it.
    """
    turns = [
        {
            "answer": answer_to_json(turn.answer, documents=documents),
            "citations": [_citation(e, documents, turn.answer) for e in turn.answer.extracts],
            "nearest_citations": [
                _citation(e, documents, turn.answer) for e in turn.answer.nearest
            ],
        }
        for turn in conversation.turns
    ]
    papers = {name: dict(documents[name].metadata) for name in _quoted(conversation, documents)}
    return {
        "format": FORMAT,
        "version": VERSION,
        "saved_on": date,
        "documents": papers,
        "turns": turns,
    }


def as_markdown(
    conversation: Conversation, documents: Documents, date: str, language: str = "en"
) -> str:
    """The turns as Markdown, with the place and the citation under each quote.

    ``language`` is that of the heading; each turn keeps its own.
    """
    names = _quoted(conversation, documents) or tuple(documents)
    titles = "; ".join(escaped(documents[name].title) for name in names)
    blocks = [f"# {phrase('transcript.title', language, title=titles)}"]
    blocks.append(phrase("transcript.saved_on", language, date=date))
    for turn in conversation.turns:
        blocks += _turn(turn.question, turn.answer, documents)
    return "\n\n".join(blocks) + "\n"


def escaped(text: str) -> str:
    """The text with a backslash before whatever Markdown would not show as it is."""
    safe = _MEANS_SOMETHING.sub(r"\\\g<0>", text)
    safe = _LEADING.sub(lambda blanks: "&#32;" * len(blanks.group()), safe)
    return _AT_THE_START.sub(lambda mark: f"{mark[1] or ''}\\", safe)


def _turn(question: str, answer: Answer, documents: Documents) -> Iterator[str]:
    language = answer.language
    yield f"## {escaped(' '.join(question.split()))}"
    asked = answer.interpreted_question
    if answer.status != "command" and answer.request is None and asked != question:
        yield f"*{phrase('transcript.searched_for', language, asked=escaped(asked))}*"
    if answer.message:
        yield "  \n".join(escaped(answer.message).split("\n"))
    elif answer.status in ("not_found", "uncertain"):
        yield phrase(f"transcript.{answer.status}", language)
    if answer.short_answer is not None:
        short = answer.short_answer
        yield f"**{escaped(short.text)}** \\[{short.citation}\\]"
    for extract in answer.extracts:
        yield from _extract(extract, documents, answer)
    for figure in answer.figures:
        yield _figure(figure, language)
    if answer.nearest:
        yield phrase("transcript.nearest", language)
    for extract in answer.nearest:
        yield from _extract(extract, documents, answer)


def _extract(extract: Extract, documents: Documents, answer: Answer) -> Iterator[str]:
    """The quote, then its number, place and citation, then its footnotes."""
    yield "\n".join(f"> {line}".rstrip() for line in escaped(extract.quote).split("\n"))
    said = _citation(extract, documents, answer)
    yield f"\\[{extract.citation}\\] {escaped(str(said['place']))}. {escaped(str(said['note']))}"
    for note in extract.footnotes:
        values = {"mark": escaped(note.mark), "text": escaped(note.text)}
        yield phrase("transcript.footnote", answer.language, **values)


def _figure(figure: ShownFigure, language: str) -> str:
    name = " ".join(part for part in (figure.label, figure.title) if part)
    named = escaped(name) or phrase("transcript.untitled", language)
    lines = [phrase("transcript.figure", language, name=named)]
    if figure.source:
        lines.append(phrase("transcript.source", language, source=escaped(figure.source)))
    return "  \n".join((*lines, *(escaped(note) for note in figure.notes)))


def _citation(extract: Extract, documents: Documents, answer: Answer) -> Json:
    """Number, place in words, and the citation in both styles."""
    document = documents[extract.document]
    item = {"id": document.id, **document.metadata}
    return {
        "citation": extract.citation,
        "place": place_in_words(extract, document, answer.language),
        "author-date": cite(item, extract.locator, "author-date"),
        "note": cite(item, extract.locator, "note"),
    }


def _quoted(conversation: Conversation, documents: Documents) -> tuple[str, ...]:
    """The ids of the papers quoted, in the order in which they first are."""
    pieces = (e for t in conversation.turns for e in (*t.answer.extracts, *t.answer.nearest))
    return tuple(dict.fromkeys(piece.document for piece in pieces if piece.document in documents))
