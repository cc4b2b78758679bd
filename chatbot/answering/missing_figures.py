"""A figure asked for by a number that no figure has: which papers to ask, and what to say."""

from __future__ import annotations

from collections.abc import Sequence

from chatbot.answering.figures import match_figures, sentences_naming
from chatbot.answering.labelled_figures import key_of, labelled, sort_of
from chatbot.answering.question import QuestionAnalysis
from chatbot.datatypes import Document, QueryTerm

NO_FIGURE = "there is no figure {}"
NO_TABLE = "there is no table {}"
NUMBERED = "{}: those of the paper are {} to {}"


def asked_by_number(analysis: QuestionAnalysis) -> bool:
    """Whether a question names a figure by its number, and nothing that it is about."""
    request = analysis.figure
    if request is None or request.number is None or not request.certain or request.as_labelled:
        return False
    return all(any(sign.isdigit() for sign in word) for word in request.topic)


def papers_with_figure(
    best: Sequence[Document], asked: Sequence[Document], analysis: QuestionAnalysis, most: int
) -> Sequence[Document]:
    """The papers to look in for a figure named by its number alone.

    Those that rank best by a number's digits need not have it: where they do not, others do.
    """
    request = analysis.figure
    if request is None or not asked_by_number(analysis):
        return best
    if any(labelled(document, request.keys) for document in best):
        return best
    others = [document for document in asked if labelled(document, request.keys)][:most]
    return others or best or asked[:most]


def missing_figure(
    documents: Sequence[Document], analysis: QuestionAnalysis, terms: Sequence[QueryTerm]
) -> str | None:
    """Why a figure asked for by its number cannot be shown; None where it can, or may be meant.

    What the text itself says of a figure with that number is something to show.
    """
    request = analysis.figure
    if request is None or not asked_by_number(analysis):
        return None
    kind, number = request.keys[0]
    for document in documents:
        found = match_figures(document, analysis, terms)
        if kind == "table":  # what is called a figure is none
            found = tuple(f for f in found if (key_of(f) or ("", ""))[0] != "figure")
        if found or sentences_naming(document, analysis):
            return None
    reason = (NO_TABLE if kind == "table" else NO_FIGURE).format(number)
    alone = _numbers(documents[0], kind) if len(documents) == 1 else ()
    return NUMBERED.format(reason, alone[0], alone[-1]) if len(alone) > 1 else reason


def _numbers(document: Document, kind: str) -> tuple[str, ...]:
    """The numbers of the paper's figures of a kind, in its order."""
    keys = [key_of(figure) for figure in document.figures]
    if not any(keys):  # then their order counts
        return tuple(str(number) for number in range(1, len(keys) + 1))
    return tuple(key[1] for key in keys if key and sort_of(key[0]) == sort_of(kind))
