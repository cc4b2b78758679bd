"""The index as the rest of the program sees it: read-only, rows in a fixed order."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from chatbot.datatypes import Document, ParagraphRole, Passage, Span
from chatbot.documents.boxes import Boxes
from chatbot.indexing.corpus_vectors import EncodedCorpus
from chatbot.indexing.manifest import BuildReport, Manifest
from chatbot.indexing.postings import Postings
from chatbot.indexing.vectors import Ints


@dataclass(frozen=True, slots=True)
class IndexedSentence:
    """A sentence with the row of its passage in ``Index.passages``."""

    document: str
    span: Span
    passage: int
    role: ParagraphRole


@dataclass(frozen=True, slots=True)
class Index:
    """Documents, their passages and sentences, and what is needed to search them.

    Rows of vectors and postings are positions in ``passages`` and ``sentences``. The
    rows of a document follow each other, and so do the sentences of a passage.
    ``encoded`` holds one corpus an encoder, in the order configured. ``report`` tells
    what a build just did, and is None for an index that was only opened. ``boxes`` say where the
    characters of documents with pages stand (see ``documents.boxes``).
    """

    documents: Mapping[str, Document]
    passages: tuple[Passage, ...]
    sentences: tuple[IndexedSentence, ...]
    encoded: tuple[EncodedCorpus, ...]
    passage_postings: Postings
    sentence_postings: Postings
    manifest: Manifest
    sentence_starts: Ints = field(repr=False)
    passage_ranges: Mapping[str, range] = field(repr=False)
    report: BuildReport | None = None
    boxes: Mapping[str, Boxes] = field(default_factory=dict, repr=False)

    def passage_rows(self, documents: Collection[str] = ()) -> Ints:
        """The passage rows of some documents (none named: of all), ascending.

        Raises:
            KeyError: a document is not indexed.
        """
        if not documents:
            return np.arange(len(self.passages), dtype=np.int64)
        ranges = sorted({self.passage_ranges[name] for name in documents}, key=_start)
        return np.concatenate([np.arange(r.start, r.stop, dtype=np.int64) for r in ranges])

    def sentence_rows(self, documents: Collection[str] = ()) -> Ints:
        """The sentence rows of some documents (none named: of all), ascending.

        Raises:
            KeyError: a document is not indexed.
        """
        if not documents:
            return np.arange(len(self.sentences), dtype=np.int64)
        ranges = sorted({self.passage_ranges[name] for name in documents}, key=_start)
        bounds = [(self.sentence_starts[r.start], self.sentence_starts[r.stop]) for r in ranges]
        return np.concatenate([np.arange(first, last, dtype=np.int64) for first, last in bounds])

    def sentences_of(self, passage: int) -> range:
        """The sentence rows of the passage in row ``passage``."""
        return range(int(self.sentence_starts[passage]), int(self.sentence_starts[passage + 1]))

    def idf(self, stem: str, documents: Collection[str] = ()) -> float:
        """A stem's rarity over the sentences of some documents (none named: of all)."""
        return self.sentence_postings.idf(stem, self._among(documents))

    def sentence_frequency(self, stem: str, documents: Collection[str] = ()) -> int:
        """How many sentences of some documents (none named: of all) hold the stem."""
        return self.sentence_postings.frequency(stem, self._among(documents))

    def _among(self, documents: Collection[str]) -> Ints | None:
        return self.sentence_rows(documents) if documents else None


def assemble(
    documents: Mapping[str, Document],
    passages: Sequence[Passage],
    encoded: Sequence[EncodedCorpus],
    postings: tuple[Postings, Postings],
    manifest: Manifest,
    report: BuildReport | None = None,
    boxes: Mapping[str, Boxes] | None = None,
) -> Index:
    """An index of its parts; ``passages`` are grouped by document."""
    sentences = tuple(
        IndexedSentence(passage.document, span, row, passage.role)
        for row, passage in enumerate(passages)
        for span in passage.sentences
    )
    lengths = [len(passage.sentences) for passage in passages]
    ranges = {name: range(0, 0) for name in documents}
    for row, passage in enumerate(passages):
        known = ranges[passage.document]
        ranges[passage.document] = range(known.start if known else row, row + 1)
    return Index(
        documents=documents,
        passages=tuple(passages),
        sentences=sentences,
        encoded=tuple(encoded),
        passage_postings=postings[0],
        sentence_postings=postings[1],
        manifest=manifest,
        sentence_starts=np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64),
        passage_ranges=ranges,
        report=report,
        boxes=boxes or {},
    )


def _start(rows: range) -> int:
    return rows.start
