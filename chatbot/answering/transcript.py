"""A conversation as a file to keep: Markdown for people, JSON for programs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict

from chatbot.citations import cite
from chatbot.datatypes import Answer, Conversation, Document, Extract
from chatbot.languages.phrases import phrase
from chatbot.languages.reasons import translated_reason

_MARKDOWN = re.compile(r"[\\`*_{}\[\]<>#|~$]")


def as_markdown(
    conversation: Conversation, documents: Mapping[str, Document], date: str, language: str = "en"
) -> str:
    """Each question with what it was answered, every quote with its citation."""
    parts = [f"# {_escaped(_titles(documents))}", date]
    for turn in conversation.turns:
        parts.append(f"## {_escaped(' '.join(turn.question.split()))}")
        parts += _answered(turn.answer, documents, language)
    return "\n\n".join(part for part in parts if part) + "\n"


def as_json(
    conversation: Conversation, documents: Mapping[str, Document], date: str
) -> dict[str, object]:
    """The same as JSON values: questions and answers, a citation with every extract."""
    turns = [
        {"question": turn.question, "answer": asdict(turn.answer), "citations": cited}
        for turn in conversation.turns
        for cited in [[_cited(extract, documents) for extract in turn.answer.extracts]]
    ]
    return {"saved_on": date, "turns": turns}


def _titles(documents: Mapping[str, Document]) -> str:
    return "; ".join(document.title for document in documents.values())


def _answered(answer: Answer, documents: Mapping[str, Document], language: str) -> Iterator[str]:
    if answer.message:
        yield _escaped(answer.message)
    if answer.reason:
        yield _escaped(translated_reason(answer.reason, language))
    for extract in (*answer.extracts, *answer.nearest):
        quoted = "\n".join(f"> {_escaped(line)}" for line in extract.quote.splitlines())
        yield f"{quoted}\n>\n> — {_escaped(_cited(extract, documents))}"
    for figure in answer.figures:
        name = " ".join(part for part in (figure.label, figure.title) if part)
        yield f"- {_escaped(name or phrase('source.untitled', language))}"


def _cited(extract: Extract, documents: Mapping[str, Document]) -> str:
    document = documents.get(extract.document)
    if document is None:
        return extract.document
    return cite({"id": document.id, **document.metadata}, extract.locator)


def _escaped(text: str) -> str:
    return _MARKDOWN.sub(lambda found: f"\\{found[0]}", text)
