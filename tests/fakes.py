"""Stand-ins for tests: a deterministic encoder and documents made by hand."""

import hashlib
import re

import numpy as np

from chatbot.datatypes import Document, Paragraph, Piece, Section, SourceFile, Span
from chatbot.indexing.analysis import analyse
from chatbot.indexing.encoders import EncoderSource
from chatbot.indexing.gather import EncodedText, gather
from chatbot.indexing.vectors import EncodedQuery, unit

DIMENSION = 64


class HashingEncoder:
    """A bag of hashed stems: texts that share words are close, nothing is learnt.

    A token's vector is a fixed random direction of its stem; a text's vector their mean.
    ``languages`` are those it claims to read, None for any.
    """

    def __init__(self, name="hashing", dimension=DIMENSION, max_tokens=256, languages=None):
        self.name = name
        self.languages = languages
        self.dimension = dimension
        self.max_tokens = max_tokens
        self.fingerprint = hashlib.sha256(f"{name} {dimension}".encode()).hexdigest()
        self.encoded: list[str] = []
        """Every passage text encoded so far."""

    def count_tokens(self, text):
        return len(text.split()) + 2

    def encode_passages(self, texts, sentence_spans, advance):
        self.encoded.extend(texts)
        advance(len(texts))
        return gather([[(0, self._form(text))] for text in texts], sentence_spans, self.dimension)

    def encode_query(self, text):
        form = self._form(text)
        spans = tuple((int(start), int(end)) for start, end in form.spans)
        return EncodedQuery(form.vector, unit(form.hidden), spans)

    def source(self):
        """What a resolver gives for this encoder."""
        return EncoderSource(self.name, self.fingerprint, lambda: self)

    def _form(self, text):
        tokens = [token for token in analyse(text) if not token.variant]
        hidden = np.stack(
            [self._direction(token.stem) for token in tokens] or [self._direction("")]
        )
        spans = np.array([(token.start, token.end) for token in tokens] or [(0, 0)], np.int64)
        return EncodedText(unit(hidden.mean(axis=0)), hidden, spans)

    def _direction(self, stem):
        seed = int.from_bytes(hashlib.sha256(stem.encode()).digest()[:8], "big")
        return np.random.default_rng(seed).standard_normal(self.dimension).astype(np.float32)


def resolver(*encoders):
    """A resolver that knows these encoders by their names."""
    sources = {encoder.name: encoder.source() for encoder in encoders}
    return sources.__getitem__


def make_document(text, document_id="paper", language="en", title=None):
    """A document of sections and paragraphs separated by blank lines.

    A block that begins with “# ” is a heading; a sentence ends at “. ”, “! ” or “? ”.
    """
    sections, paragraphs, offset = [], [], 0
    for block in text.split("\n\n"):
        span = Span(offset, offset + len(block))
        offset = span.end + 2
        if block.startswith("# "):
            heading = Span(span.start + 2, span.end)
            sections.append(Section(heading, span, (block[2:],), 1))
        elif block:
            section = len(sections) - 1 if sections else None
            paragraphs.append(
                Paragraph(span, "body", len(paragraphs) + 1, section, _sentences(block, span.start))
            )
    return Document(
        id=document_id,
        text=text,
        metadata={"title": title} if title else {},
        source=SourceFile(f"{document_id}.txt", _sha256(text), "text/plain", "utf-8", text),
        ledger=(Piece(0, len(text), 0, len(text), "copied"),),
        sections=tuple(sections),
        paragraphs=tuple(paragraphs),
        lists=(),
        footnotes=(),
        figures=(),
        language=language,
    )


def _sentences(block, at):
    ends = [match.end() for match in re.finditer(r"[.!?](?=\s|$)", block)]
    if not ends or ends[-1] < len(block.rstrip()):
        ends.append(len(block.rstrip()))
    spans, start = [], 0
    for end in ends:
        while start < end and block[start].isspace():
            start += 1
        spans.append(Span(at + start, at + end))
        start = end
    return tuple(spans)


def _sha256(text):
    return hashlib.sha256(text.encode()).hexdigest()
