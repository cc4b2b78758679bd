"""From a document to passages: balanced runs of whole sentences of one paragraph."""

from __future__ import annotations

import bisect
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from chatbot.datatypes import Document, Paragraph, ParagraphRole, Passage, SectionPath, Span
from chatbot.documents.sentences import split_sentences

TARGET_WORDS = 110


@dataclass(frozen=True, slots=True)
class _Block:
    """What a passage may not reach across: a paragraph, a footnote, a figure's words."""

    span: Span
    sentences: tuple[Span, ...]
    section: SectionPath
    paragraph: int | None
    role: ParagraphRole


@dataclass(frozen=True, slots=True)
class _Size:
    """How long a sentence is, in words and in the encoder's tokens."""

    words: int
    tokens: int


def chunk(
    document: Document,
    target_words: int = TARGET_WORDS,
    *,
    count_tokens: Callable[[str], int] | None = None,
    max_tokens: int | None = None,
) -> tuple[Passage, ...]:
    """The passages of ``document``, in the order of its text, never overlapping.

    A paragraph longer than ``target_words`` is cut into as few passages as will do, as
    even in length as whole sentences allow. A sentence that alone exceeds the target or
    the token limit stays whole: the encoder sees it in windows. Footnotes and the words
    of figures are passages of their own.

    Args:
        document: what is to be chunked.
        target_words: the longest a passage may be, in words.
        count_tokens: the encoder's token count of a text, special tokens included.
        max_tokens: the encoder's limit; without it only words count.
    """
    passages: list[Passage] = []
    for block in _blocks(document):
        for run in _runs(document, block, target_words, count_tokens, max_tokens):
            passages.append(
                Passage(
                    id=f"{document.id}#{len(passages):05d}",
                    document=document.id,
                    span=Span(run[0].start, run[-1].end),
                    section=block.section,
                    paragraph=block.paragraph,
                    sentences=run,
                    role=block.role,
                )
            )
    return tuple(passages)


def _blocks(document: Document) -> list[_Block]:
    blocks = [
        _Block(
            paragraph.span,
            paragraph.sentences or (paragraph.span,),
            _section_path(document, paragraph),
            paragraph.number,
            paragraph.role,
        )
        for paragraph in document.paragraphs
    ]
    aside = [(note.span, note.paragraph) for note in document.footnotes]
    aside += [(figure.anchor, figure.paragraph) for figure in document.figures]
    by_place = sorted(document.paragraphs, key=lambda paragraph: paragraph.span)
    by_number = {paragraph.number: paragraph for paragraph in document.paragraphs}
    for span, number in aside:
        home = by_number[number] if number in by_number else _before(by_place, span)
        path = _section_path(document, home) if home else ()
        role: ParagraphRole = home.role if home else "body"
        sentences = split_sentences(document.slice(span), span.start, document.language)
        blocks.append(_Block(span, sentences or (span,), path, number, role))
    return sorted((block for block in blocks if len(block.span)), key=lambda block: block.span)


def _before(paragraphs: Sequence[Paragraph], span: Span) -> Paragraph | None:
    """The last paragraph that begins before ``span``."""
    at = bisect.bisect_left([paragraph.span for paragraph in paragraphs], span)
    return paragraphs[at - 1] if at else None


def _section_path(document: Document, paragraph: Paragraph) -> SectionPath:
    return () if paragraph.section is None else document.sections[paragraph.section].path


def _runs(
    document: Document,
    block: _Block,
    target_words: int,
    count_tokens: Callable[[str], int] | None,
    max_tokens: int | None,
) -> Iterator[tuple[Span, ...]]:
    """The block's sentences in runs that keep to the target, as even as can be."""
    texts = [document.slice(sentence) for sentence in block.sentences]
    room = 0
    tokens = [0] * len(texts)
    if count_tokens is not None and max_tokens is not None:
        special = count_tokens("")
        room = max_tokens - special
        tokens = [count_tokens(text) - special for text in texts]
    sizes = [_Size(len(text.split()), count) for text, count in zip(texts, tokens, strict=True)]
    first = 0
    for length in _even_lengths(sizes, target_words, room):
        yield block.sentences[first : first + length]
        first += length


def _even_lengths(sizes: Sequence[_Size], words: int, tokens: int) -> list[int]:
    """Lengths of the fewest runs within the limits; of these, with the shortest longest.

    The smallest word limit that needs no more runs is found by bisection.
    """
    fewest = len(_fill(sizes, words, tokens))
    limits = range(1, words + 1)
    at = bisect.bisect_left(
        limits, True, key=lambda limit: len(_fill(sizes, limit, tokens)) <= fewest
    )
    return _fill(sizes, limits[min(at, words - 1)], tokens)


def _fill(sizes: Sequence[_Size], words: int, tokens: int) -> list[int]:
    """Run lengths when every run takes as many sentences as fit."""
    lengths: list[int] = []
    taken = _Size(0, 0)
    for size in sizes:
        grown = _Size(taken.words + size.words, taken.tokens + size.tokens)
        if lengths and grown.words <= words and grown.tokens <= tokens:
            lengths[-1] += 1
            taken = grown
        else:
            lengths.append(1)
            taken = size
    return lengths
