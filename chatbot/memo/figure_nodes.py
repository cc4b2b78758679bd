"""A figure with its picture as a block of Pandoc's model: caption, citation, words for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from chatbot.citations.nodes import SPACE, attributes, words
from chatbot.citations.pandoc import Node
from chatbot.datatypes import Excerpt
from chatbot.languages.phrases import phrase


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture's file, how many inches wide it is set, and whether it was drawn anew."""

    path: Path
    width: float
    redrawn: bool = False


def figure_node(
    excerpt: Excerpt, picture: Picture, cited: Sequence[Node], number: int, language: str
) -> Node:
    """The figure: its caption is the paper's own, in quotation marks and cited.

    A figure that the paper does not number gets the memo's ``number``; what is drawn anew
    says so.
    """
    width = attributes(width=f"{picture.width:g}in")
    image = {"t": "Image", "c": [width, words(_alternative(excerpt, picture, language)),
                                 [str(picture.path), ""]]}  # fmt: skip
    said = [*words(_caption(excerpt, number, language)), *cited]
    if picture.redrawn:
        said += [SPACE, *words(phrase("memo_export.redrawn", language))]
    caption = [{"t": "Plain", "c": said}]
    return {"t": "Figure", "c": [attributes(), [None, caption], [{"t": "Plain", "c": [image]}]]}


def _caption(excerpt: Excerpt, number: int, language: str) -> str:
    figure, quote = excerpt.figure, excerpt.quote
    said = phrase("memo_export.quoted", language, text=quote)
    label = (figure.label if figure else None) or ""
    if not label:
        said = f"{phrase('memo_export.figure', language, number=number)} {said}"
    elif label.casefold() not in quote.casefold():
        said = f"{label.rstrip('.')}. {said}"
    source = figure.source if figure else None
    if source and source not in quote:
        named = phrase("memo_export.quoted", language, text=source)
        said += f" {phrase('memo_export.source', language)} {named}"
    return said


def _alternative(excerpt: Excerpt, picture: Picture, language: str) -> str:
    figure = excerpt.figure
    parts = (figure.label, figure.title) if figure else ()
    title = " ".join(part for part in parts if part) or " ".join(excerpt.quote.split())
    key = "alternative_redrawn" if picture.redrawn else "alternative"
    return phrase(f"memo_export.{key}", language, title=title)
