"""Encoding a corpus, taking over the vectors of passages that did not change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from chatbot.datatypes import Document, Passage
from chatbot.indexing.analysis import analyse
from chatbot.indexing.corpus_vectors import EncodedCorpus, encoded_corpus
from chatbot.indexing.encoders import Encoder, EncoderSource, SentenceSpans, reads
from chatbot.indexing.index import Index
from chatbot.indexing.models import Models
from chatbot.indexing.morphemes import segmenter_of
from chatbot.indexing.progress import Progress
from chatbot.indexing.vectors import EncodedPassages, TokenVectors, concatenate

PassagesByDocument = Mapping[str, tuple[Passage, ...]]

_GROUP = 512
"""Passages handed to an encoder at once: enough to sort by length, little memory."""


def encode_corpus(
    models: Models,
    documents: Mapping[str, Document],
    passages: PassagesByDocument,
    heading: bool,
    previous: Index | None,
    progress: Progress,
) -> tuple[EncodedCorpus, ...]:
    """One ``EncodedCorpus`` a model, rows in the order of ``documents``.

    The token vectors of content words are kept. A document in a language that a model does
    not read has vectors of zeros, which nothing is like.

    Raises:
        EncoderError: a model that is needed cannot be loaded.
    """
    encoded = []
    for place, source in enumerate(models.sources, start=1):
        old = _previous_vectors(source, heading, previous)
        blocks: dict[str, EncodedPassages] = {}
        if previous is not None and old is not None:
            blocks = _reusable(old, documents, passages, previous)
        missing = [name for name in documents if name not in blocks]
        if missing:
            encoder = models.load(source)
            read = [name for name in missing if reads(encoder, {documents[name].language})]
            part = (place, len(models.sources))
            blocks.update(_encode(encoder, part, read, documents, passages, heading, progress))
            unread = (name for name in missing if name not in blocks)
            blocks.update({name: _silent(encoder, passages[name]) for name in unread})
        ordered = [blocks[name] for name in documents]
        vectors = concatenate(ordered)
        encoded.append(encoded_corpus(source.name, source.fingerprint, vectors))
    return tuple(encoded)


def prefix_of(passage: Passage, heading: bool) -> str:
    """What is put before a passage's text for the encoder alone."""
    return f"{passage.section[-1]}. " if heading and passage.section else ""


def _previous_vectors(
    source: EncoderSource, heading: bool, previous: Index | None
) -> EncodedPassages | None:
    """What the same model made of the previous corpus, in the same manner."""
    if previous is None or previous.manifest.form.heading != heading:
        return None
    for corpus in previous.encoded:
        if (corpus.name, corpus.fingerprint) == (source.name, source.fingerprint):
            return corpus.vectors
    return None


def _reusable(
    vectors: EncodedPassages,
    documents: Mapping[str, Document],
    passages: PassagesByDocument,
    previous: Index,
) -> dict[str, EncodedPassages]:
    """The previous vectors of every document whose passages are the same, word for word."""
    blocks = {}
    for name, document in documents.items():
        rows = previous.passage_ranges.get(name)
        if rows is None or not _same_words(previous, document.language):
            continue
        old = previous.passages[rows.start : rows.stop]
        if old == passages[name] and _same_text(old, previous.documents[name], document):
            first, last = previous.sentence_starts[[rows.start, rows.stop]]
            block = slice(rows.start, rows.stop), slice(int(first), int(last))
            blocks[name] = vectors.rows(*block)
    return blocks


def _same_words(previous: Index, language: str) -> bool:
    """Whether the words whose vectors are kept were told as they would be now."""
    now = segmenter_of([language])
    return not now or previous.manifest.segmenter == now


def _same_text(passages: Sequence[Passage], old: Document, new: Document) -> bool:
    return all(old.slice(passage.span) == new.slice(passage.span) for passage in passages)


def _encode(
    encoder: Encoder,
    part: tuple[int, int],
    names: Sequence[str],
    documents: Mapping[str, Document],
    passages: PassagesByDocument,
    heading: bool,
    progress: Progress,
) -> Iterator[tuple[str, EncodedPassages]]:
    stage = f"encoding with {encoder.name}" + (" ({} of {})".format(*part) if part[1] > 1 else "")
    total = sum(len(passages[name]) for name in names)
    done = 0

    def advance(count: int) -> None:
        nonlocal done
        done += count
        progress(stage, done, total)

    progress(stage, 0, total)
    for group in _groups(names, passages):
        members = [passage for name in group for passage in passages[name]]
        prefixes = [prefix_of(passage, heading) for passage in members]
        texts = [
            prefix + documents[passage.document].slice(passage.span)
            for prefix, passage in zip(prefixes, members, strict=True)
        ]
        spans = [
            _sentence_spans(passage, len(prefix))
            for prefix, passage in zip(prefixes, members, strict=True)
        ]
        block = encoder.encode_passages(texts, spans, advance)
        languages = [documents[passage.document].language for passage in members]
        block = content_tokens(_without_prefixes(block, prefixes), texts, prefixes, languages)
        yield from _by_document(block, group, passages)


def _silent(encoder: Encoder, passages: Sequence[Passage]) -> EncodedPassages:
    """Zeros for passages in a language that an encoder does not read."""
    nothing = encoder.encode_passages([], [], lambda _: None)
    count = sum(len(passage.sentences) for passage in passages)
    rows = np.zeros((len(passages), encoder.dimension), np.float32)
    sentences = np.zeros((count, encoder.dimension), np.float32)
    if nothing.tokens is None:
        return EncodedPassages(rows, sentences)
    starts = np.zeros(len(passages) + 1, np.int64)
    tokens = replace(nothing.tokens, starts=starts)
    return EncodedPassages(rows, sentences, tokens, np.zeros((count, 2), np.int64))


def _groups(names: Sequence[str], passages: PassagesByDocument) -> Iterator[list[str]]:
    """Consecutive documents with about ``_GROUP`` passages together."""
    group: list[str] = []
    size = 0
    for name in names:
        group.append(name)
        size += len(passages[name])
        if size >= _GROUP:
            yield group
            group, size = [], 0
    if group:
        yield group


def _sentence_spans(passage: Passage, shift: int) -> SentenceSpans:
    """Where the passage's sentences stand in the text that the encoder gets."""
    shift -= passage.span.start
    return [(span.start + shift, span.end + shift) for span in passage.sentences]


def _without_prefixes(block: EncodedPassages, prefixes: Sequence[str]) -> EncodedPassages:
    """Token spans counted in the passage; the prefix's own tokens get negative ones."""
    if block.tokens is None or not any(prefixes):
        return block
    tokens = block.tokens
    lengths = np.array([len(prefix) for prefix in prefixes], np.int32)
    shifts = np.repeat(lengths, np.diff(tokens.starts))
    spans = (tokens.spans - shifts[:, None]).astype(np.int32)
    moved = TokenVectors(tokens.codes, tokens.scales, spans, tokens.starts)
    return EncodedPassages(block.passages, block.sentences, moved, block.sentence_tokens)


def content_tokens(
    block: EncodedPassages,
    texts: Sequence[str],
    prefixes: Sequence[str],
    languages: Sequence[str],
) -> EncodedPassages:
    """The block with the token vectors of content words alone.

    Stop words and signs are no evidence by themselves, and are nearly half of all tokens.
    """
    if block.tokens is None:
        return block
    kept = np.zeros(len(block.tokens.codes), np.bool_)
    for row, (text, prefix, language) in enumerate(zip(texts, prefixes, languages, strict=True)):
        first, last = int(block.tokens.starts[row]), int(block.tokens.starts[row + 1])
        spans = block.tokens.spans[first:last] + len(prefix)
        content = np.concatenate([[0], np.cumsum(_content_letters(text, language))])
        kept[first:last] = content[spans[:, 1]] > content[spans[:, 0]]
    return block.with_tokens(kept)


def _content_letters(text: str, language: str) -> NDArray[np.bool_]:
    """Which characters of a text belong to words that are no stop words."""
    letters = np.zeros(len(text), np.bool_)
    for token in analyse(text, language):
        letters[token.start : token.end] = True
    return letters


def _by_document(
    block: EncodedPassages, names: Sequence[str], passages: PassagesByDocument
) -> Iterator[tuple[str, EncodedPassages]]:
    row = sentence = 0
    for name in names:
        rows = row + len(passages[name])
        sentences = sentence + sum(len(passage.sentences) for passage in passages[name])
        yield name, block.rows(slice(row, rows), slice(sentence, sentences))
        row, sentence = rows, sentences
