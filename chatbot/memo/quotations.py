"""The quotations of a finished document, each with the citation beside it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from chatbot.languages.phrases import LANGUAGES, phrase
from chatbot.memo.flow import Block
from chatbot.memo.rarer_marks import rarer_pairs

Kind = Literal["block", "inline", "note"]

_CLOSERS = {"“": "”", "«": "»", "„": "“”", '"': '"'}
_OPENERS = "".join(_CLOSERS)


def _said(*keys: str) -> str:
    """A pattern of the phrases that memos have in any language, values left open."""
    texts = {phrase(f"memo_export.{key}", tag) for tag in LANGUAGES for key in keys}
    return "|".join(re.sub(r"\\{\w+\\}", r"\\S+", re.escape(text)) for text in sorted(texts))


_REFERENCES = re.compile(
    r"(?:bibliography|references|works cited|литература|список литературы|참고 ?문헌|"
    rf"{_said('sources')})\W*",
    re.IGNORECASE,
)
_HEAD = re.compile(rf"(?:{_said('to', 'from', 'date', 'subject')}):")
_CITATION = re.compile(r"[\s,.;]*(?P<said>\((?:[^()]|\([^()]*\))*\)|\[[^\[\]]*\])")
_TRAILING = re.compile(r"\s*(?P<said>\((?:[^()]|\([^()]*\))*\)|\[[^\[\]]*\])[.\s]*$")
_PAPERS_NOTE = re.compile(rf"\s*(?:{_said('note')})")  # office programs put a blank before
_IBID = re.compile(r"(?:ibid|ibidem|id|там же)\.?", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?…]\s|\n")
_FILE = re.compile(r"(?:[•*-]\s+)?(?P<name>\S.*?),\s+SHA-256\s+(?P<hash>[0-9a-f]{64})")
_FEWEST = 3
"""Fewer quoted words are a term, not a quotation, unless cited or with a number."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words that a document presents as quoted.

    ``citations`` are what is said of the source beside it, nearest first. ``trailing`` is a
    bracket at the end of a block quotation, which may be its citation or belong to the words.
    ``lenient``: in a note or list of sources, where quotation marks hold titles too, or
    guessed from its indentation.
    """

    text: str
    kind: Kind
    citations: tuple[str, ...] = ()
    trailing: str = ""
    lenient: bool = False

    @property
    def is_term(self) -> bool:
        """Whether these are too few words to be more than a term."""
        few = len(re.findall(r"\w+", self.text)) < _FEWEST
        return few and not self.citations and not any(c.isdigit() for c in self.text)


def quotations_in(blocks: Sequence[Block]) -> list[Quotation]:
    """Every quotation of the document, in order, those of notes after their paragraph's."""
    found: list[Quotation] = []
    in_references = False
    for number, block in enumerate(blocks):
        named = _REFERENCES.fullmatch(block.text.strip()) is not None
        if block.kind == "heading" or (named and block.kind == "text"):  # plain text has none
            in_references = named
            continue
        if block.kind == "quote":
            found.append(_block_quotation(block))
        elif not _is_question(block.text) and not _HEAD.match(block.text):
            found += _inline(block, lenient=in_references)
            found += _going_on(block, blocks[number + 1 : number + 2])
        for mark in block.marks:
            found += _inline(Block("text", mark.text), lenient=not _PAPERS_NOTE.match(mark.text))
    said = [quotation for quotation in found if any(c.isalnum() for c in quotation.text)]
    return _without_ibid(said)


def recorded_files(blocks: Iterable[Block]) -> dict[str, str]:
    """The hash of each file that the document says it was quoted from, by name."""
    texts = (block.text for block in blocks if block.kind == "text")
    return {found["name"]: found["hash"] for text in texts for found in _FILE.finditer(text)}


def without_marks(text: str) -> str | None:
    """The words inside quotation marks around the whole text; None where there are none."""
    stripped = text.strip()
    for start, end in _pairs(stripped):
        if start == 0 and end >= len(stripped) - 2 and end > 1:
            return stripped[1:end]
        break
    return None


def _without_ibid(quotations: Sequence[Quotation]) -> list[Quotation]:
    """An “ibid.” that names no place of its own stands for the citation before it."""
    made: list[Quotation] = []
    last: tuple[str, ...] = ()
    for quotation in quotations:
        citations = quotation.citations
        if citations and _IBID.fullmatch(citations[0].strip()):
            citations = last
        last = citations or last
        made.append(replace(quotation, citations=citations))
    return made


def _block_quotation(block: Block) -> Quotation:
    notes = tuple(m.text for m in block.marks if not _PAPERS_NOTE.match(m.text))
    bracket = _TRAILING.search(block.text)
    trailing = bracket["said"] if bracket else ""
    return Quotation(block.text.strip(), "block", notes, trailing, lenient=not block.sure)


def _is_question(text: str) -> bool:
    """Words in a question are asked about, not quoted."""
    return text.rstrip().endswith(("?", "？"))


def _inline(block: Block, *, lenient: bool) -> list[Quotation]:
    pairs = list(_pairs(block.text))
    found = []
    for number, (start, end) in enumerate(pairs):
        until = pairs[number + 1][0] if number + 1 < len(pairs) else len(block.text)
        citations = _citations_after(block, end + 1, until)
        found.append(Quotation(block.text[start + 1 : end], "inline", citations, lenient=lenient))
    for start, end in rarer_pairs(block.text, pairs):
        citations = _citations_after(block, end + 1, len(block.text))
        # Corner brackets hold titles in running text too, and these may be cited.
        unsure = lenient or not citations or block.text[start] != "‘"
        found.append(Quotation(block.text[start + 1 : end], "inline", citations, lenient=unsure))
    return found


def _going_on(block: Block, following: Sequence[Block]) -> Iterator[Quotation]:
    """What is quoted to the end of a paragraph, the next of which opens with the mark again."""
    if not following or following[0].kind != "text" or following[0].text[:1] not in _CLOSERS:
        return
    after = max((end + 1 for _, end in _pairs(block.text)), default=0)
    start = block.text.find(following[0].text[0], after)
    if start >= 0:
        yield Quotation(block.text[start + 1 :], "inline")


def _citations_after(block: Block, end: int, until: int) -> tuple[str, ...]:
    """The notes up to the end of the sentence, and the first bracket in it."""
    stop = _SENTENCE_END.search(block.text, end)
    last = min(until, stop.start() + 1 if stop else len(block.text))
    said = [
        mark.text
        for mark in block.marks
        if end <= mark.offset <= last + 1 and not _PAPERS_NOTE.match(mark.text)
    ]
    bracket = _CITATION.search(block.text[end : max(last, min(until, end + 200))])
    if bracket is not None:
        said.append(bracket["said"])
    return tuple(said)


def _pairs(text: str) -> Iterator[tuple[int, int]]:
    """The (opening, closing) offsets of the outermost quotation marks."""
    at = 0
    while at < len(text):
        if text[at] not in _OPENERS:
            at += 1
            continue
        end = _closing(text, at)
        if end is None:
            at += 1
        else:
            yield at, end
            at = end + 1


def _closing(text: str, start: int) -> int | None:
    """Where the quotation that opens at ``start`` closes, quotations inside it counted."""
    opener = text[start]
    closers = _CLOSERS[opener]
    if opener == '"':
        end = text.find('"', start + 1)
        return None if end < 0 else end
    depth = 0
    for place in range(start, len(text)):
        character = text[place]
        if character == opener and (place == start or opener not in closers):
            depth += 1
        elif character in closers and place > start:
            depth -= 1
            if depth == 0:
                return place
    simple = min((found for c in closers if (found := text.find(c, start + 1)) > 0), default=-1)
    return None if simple < 0 else simple
