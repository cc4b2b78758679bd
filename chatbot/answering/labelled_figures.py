"""Figures by their labels: “Figure 2 and Table 3”, “Algorithm 1”."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from chatbot.answering.question import QuestionAnalysis
from chatbot.answering.question_words import FIGURE_WORDS
from chatbot.datatypes import Document, Figure
from chatbot.documents.figure_labels import Key, label_key


def as_meant(analysis: QuestionAnalysis, documents: Sequence[Document]) -> QuestionAnalysis:
    """The question without its figure where no paper labels any by that word (“code 3”)."""
    request = analysis.figure
    if request is None or not request.as_labelled:
        return analysis
    asked = {kind for kind, _ in request.keys}
    if any(asked & kinds_of(document) for document in documents):
        return analysis
    return replace(analysis, figure=None, expects=analysis.expects - {"figure"})


def labelled(document: Document, keys: Sequence[Key]) -> tuple[Figure, ...]:
    """The figures with these labels, in the paper's order.

    “Chart 2” is “Figure 2” too where the paper calls nothing a chart; words that mean other
    things besides (“Algorithm 2”) have to be the label's own.
    """
    kinds = kinds_of(document)
    exact = {key for key in keys if key[0] in kinds}
    like = {(sort_of(kind), number) for kind, number in set(keys) - exact}
    known = [(figure, key) for figure in document.figures if (key := key_of(figure))]
    return tuple(f for f, key in known if key in exact or (sort_of(key[0]), key[1]) in like)


def key_of(figure: Figure) -> Key | None:
    """The key of a figure's label; None where it has none or one without a number."""
    return label_key(figure.label) if figure.label else None


def kinds_of(document: Document) -> frozenset[str]:
    """The kinds of a paper's labels: “figure”, “table”, “algorithm” …"""
    return frozenset(key[0] for figure in document.figures if (key := key_of(figure)))


def sort_of(kind: str) -> str:
    """“table”, “figure” for every other word of a picture, else the kind itself."""
    return "figure" if kind in FIGURE_WORDS and kind != "table" else kind
