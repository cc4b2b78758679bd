"""A memo made of questions: one group of excerpts for each that the papers answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from chatbot.datatypes import Answer, Document, Excerpt, JudgedQuery, Memo
from chatbot.languages.phrases import DEFAULT, phrase
from chatbot.memo.arranging import add, metadata_of
from chatbot.memo.excerpts import excerpt_of_extract, excerpt_of_figure

if TYPE_CHECKING:
    from chatbot.pipeline import Chatbot


def memo_of_questions(
    chatbot: Chatbot,
    queries: Iterable[JudgedQuery],
    *,
    accessed: str,
    head: Memo,
    language: str = DEFAULT,
) -> Memo:
    """The memo with the excerpts that answer each question, under the question as heading.

    ``accessed`` is the date of access (ISO); ``head`` the memo to go on with;
    ``language`` that of the fixed phrases.

    Raises:
        UnknownDocument: a query names a document that is not indexed.
    """
    memo = head
    for query in queries:
        answer = chatbot.ask(query.query, history=query.history, documents=query.documents)
        memo = with_answer(
            memo, query.query, answer, chatbot.documents, accessed=accessed, language=language
        )
    return memo


def with_answer(
    memo: Memo,
    question: str,
    answer: Answer,
    documents: Mapping[str, Document],
    *,
    accessed: str = "",
    language: str = DEFAULT,
) -> Memo:
    """The memo with what an answer shows; a question without extracts becomes a plain line."""
    asked = " ".join(question.split())
    excerpts = _excerpts(answer, documents, asked, accessed)
    if not excerpts:
        return replace(memo, unanswered=(*memo.unanswered, asked))
    for number, excerpt in enumerate(excerpts):
        unsure = answer.status == "uncertain" and number == 0
        note = phrase("answer.uncertain_several", language) if unsure else ""
        held = replace(excerpt, heading=asked, note=note)
        reference = metadata_of(documents[excerpt.document])
        memo = add(memo, held, reference, repeat=True).memo
    return memo


def _excerpts(
    answer: Answer, documents: Mapping[str, Document], question: str, accessed: str
) -> list[Excerpt]:
    made = [
        excerpt_of_extract(documents[e.document], e, question=question, accessed=accessed)
        for e in answer.extracts
    ]
    for shown in answer.figures:
        document = documents[shown.document]
        figure = next((f for f in document.figures if f.id == shown.id), None)
        if figure is not None and document.slice(figure.anchor).strip():
            made.append(excerpt_of_figure(document, figure, question=question, accessed=accessed))
    return made
