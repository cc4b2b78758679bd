"""Whether a bracket at a quotation's end is of its words or the citation of its source."""

from __future__ import annotations

import difflib
import re

from chatbot.datatypes import Document
from chatbot.memo.folding import fold
from chatbot.memo.matching import Match
from chatbot.memo.places import named_place, stands_there

_BRACKET = re.compile(r"[\s,.;:]*(?P<said>\((?:[^()]|\([^()]*\))*\)|\[[^\[\]]*\])")
_WORD = re.compile(r"\w+")
_ALIKE = 0.6


def of_the_words(bracket: str, document: Document, match: Match, *, cited: bool) -> bool:
    """Whether the paper goes on after the match with a bracket much like this one.

    It was quoted then and edited, and is no citation; unless it is the only one beside the
    quotation (not ``cited`` otherwise) and names the place where the match stands: a work cites
    others in the form in which it is cited itself.
    """
    said = _BRACKET.match(document.text, match.spans[-1].end)
    if said is None or not _alike(bracket, said["said"]):
        return False
    place = None if cited else named_place(bracket, document)
    return place is None or not stands_there(document, match.spans, place)


def _alike(one: str, other: str) -> bool:
    first, second = (_WORD.findall(fold(text).text) for text in (one, other))
    return difflib.SequenceMatcher(None, first, second, autojunk=False).ratio() >= _ALIKE
