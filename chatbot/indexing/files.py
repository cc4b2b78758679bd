"""The files of one generation of an index: how each part is written and read.

Nothing here can run code: JSON, arrays without pickled objects, and FAISS' own format,
which is parsed only after the checksum of its bytes has matched.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray
from pydantic import TypeAdapter

from chatbot.datatypes import Document, Passage
from chatbot.documents.boxes import Boxes
from chatbot.errors import IndexFault
from chatbot.indexing.corpus_vectors import EncodedCorpus
from chatbot.indexing.durable import write_file
from chatbot.indexing.index import Index, assemble
from chatbot.indexing.manifest import EncoderRecord, Manifest
from chatbot.indexing.postings import Postings
from chatbot.indexing.vectors import EncodedPassages, TokenVectors

Array = NDArray[Any]

_DOCUMENT = TypeAdapter(Document)
_PASSAGE = TypeAdapter(Passage)


def write_parts(folder: Path, index: Index) -> dict[str, str]:
    """Write everything but the manifest into ``folder``; file names with their sha256.

    Raises:
        OSError: the disk is full or may not be written.
    """
    writers: dict[str, Callable[[BinaryIO], object]] = {
        "documents.jsonl": _lines(_DOCUMENT, list(index.documents.values())),
        "passages.jsonl": _lines(_PASSAGE, list(index.passages)),
        "vocabulary.json": _json(list(index.passage_postings.vocabulary)),
    }
    arrays = {
        **_posting_arrays("passages", index.passage_postings),
        **_posting_arrays("sentences", index.sentence_postings),
        "boxes": _all_boxes(index),
    }
    for number, corpus in enumerate(index.encoded):
        writers[f"encoder-{number}.faiss"] = _faiss(corpus)
        arrays.update(_vector_arrays(f"encoder-{number}", corpus.vectors))
    writers.update({f"{name}.npy": _array(array) for name, array in arrays.items()})
    return {name: write_file(folder / name, writer) for name, writer in writers.items()}


def read_parts(folder: Path, manifest: Manifest) -> Index:
    """The index that ``write_parts`` wrote.

    Raises:
        FileNotFoundError: the generation was removed meanwhile, or is incomplete.
        IndexFault: a file is altered or does not fit the others.
        OSError: a file cannot be read.
    """
    parts = _Parts(folder, manifest.files)
    try:
        documents = [_DOCUMENT.validate_json(line) for line in parts.lines("documents.jsonl")]
        passages = [_PASSAGE.validate_json(line) for line in parts.lines("passages.jsonl")]
        stems = json.loads(parts.data("vocabulary.json"))
        vocabulary = {stem: column for column, stem in enumerate(stems)}
        sentences = sum(len(passage.sentences) for passage in passages)
        postings = (
            parts.postings("passages", vocabulary, len(passages)),
            parts.postings("sentences", vocabulary, sentences),
        )
        encoded = [
            parts.corpus(f"encoder-{number}", record, (len(passages), sentences))
            for number, record in enumerate(manifest.encoders)
        ]
        by_id = {document.id: document for document in documents}
        boxes = _boxes_of(by_id, parts.array("boxes"))
        return assemble(by_id, passages, encoded, postings, manifest, boxes=boxes)
    except (ValueError, LookupError, TypeError, RuntimeError) as error:
        raise IndexFault(f"the index files in {folder} do not fit together") from error


@dataclass(frozen=True, slots=True)
class _Parts:
    """A generation's folder with the checksums that its files must have."""

    folder: Path
    checksums: Mapping[str, str]

    def data(self, name: str) -> bytes:
        """A file's bytes, checked."""
        data = (self.folder / name).read_bytes()
        self._check(name, hashlib.sha256(data).hexdigest())
        return data

    def lines(self, name: str) -> list[bytes]:
        """The lines of a JSON Lines file, checked."""
        return self.data(name).split(b"\n")[:-1]

    def array(self, name: str) -> Array:
        """An array mapped into memory, its file checked."""
        file = self.folder / f"{name}.npy"
        with file.open("rb") as stream:
            self._check(file.name, hashlib.file_digest(stream, "sha256").hexdigest())
        # An empty file cannot be mapped, nor can an array without any number.
        mapped: Array = np.load(file, mmap_mode="r", allow_pickle=False)
        return mapped

    def postings(self, name: str, vocabulary: Mapping[str, int], size: int) -> Postings:
        """The postings called ``name``, over ``size`` rows."""
        starts = np.asarray(self.array(f"{name}.starts"))
        if len(starts) != len(vocabulary) + 1:
            raise ValueError(f"{name}: {len(starts) - 1} columns, {len(vocabulary)} stems")
        scores = np.asarray(self.array(f"{name}.scores"))
        return Postings(vocabulary, scores, np.asarray(self.array(f"{name}.rows")), starts, size)

    def corpus(self, name: str, record: EncoderRecord, shape: tuple[int, int]) -> EncodedCorpus:
        """The vectors of one encoder, for ``shape`` (passages, sentences)."""
        import faiss

        data = np.frombuffer(self.data(f"{name}.faiss"), np.uint8)
        index = faiss.deserialize_index(data)
        sentences = self.array(f"{name}.sentences")
        found = (index.ntotal, *sentences.shape, index.d)
        if found != (shape[0], shape[1], record.dimension, record.dimension):
            raise ValueError(f"{name}: shapes {found} instead of {shape} by {record.dimension}")
        tokens = ranges = None
        if record.tokens:
            names = ("tokens", "token-scales", "token-spans", "token-starts")
            tokens = TokenVectors(*(self.array(f"{name}.{part}") for part in names))
            ranges = self.array(f"{name}.sentence-tokens")
        passages = index.reconstruct_n(0, index.ntotal)
        vectors = EncodedPassages(passages, sentences, tokens, ranges)
        return EncodedCorpus(record.name, record.fingerprint, vectors, index)

    def _check(self, name: str, actual: str) -> None:
        expected = self.checksums.get(name)
        if actual != expected:
            raise IndexFault(f"{self.folder / name} is altered or truncated (checksum differs)")


def _all_boxes(index: Index) -> Boxes:
    """The boxes of all documents with pages, one after the other."""
    none = np.zeros((0, 4), np.uint16)
    return np.concatenate([none, *(index.boxes[name] for name in _paged(index.documents))])


def _boxes_of(documents: Mapping[str, Document], boxes: Array) -> dict[str, Boxes]:
    """What ``_all_boxes`` put together, taken apart by the lengths of the texts."""
    names = _paged(documents)
    ends = np.cumsum([len(documents[name].text) for name in names]).tolist()
    if boxes.shape != ((ends[-1] if ends else 0), 4):
        raise ValueError(f"boxes: shape {boxes.shape} for {names}")
    return {
        name: boxes[end - len(documents[name].text) : end]
        for name, end in zip(names, ends, strict=True)
    }


def _paged(documents: Mapping[str, Document]) -> list[str]:
    return [name for name, document in documents.items() if document.pages]


def _posting_arrays(name: str, postings: Postings) -> dict[str, Array]:
    return {
        f"{name}.scores": postings.scores,
        f"{name}.rows": postings.rows,
        f"{name}.starts": postings.starts,
    }


def _vector_arrays(name: str, vectors: EncodedPassages) -> dict[str, Array]:
    arrays: dict[str, Array] = {f"{name}.sentences": vectors.sentences}
    if vectors.tokens is not None and vectors.sentence_tokens is not None:
        arrays[f"{name}.tokens"] = vectors.tokens.codes
        arrays[f"{name}.token-scales"] = vectors.tokens.scales
        arrays[f"{name}.token-spans"] = vectors.tokens.spans
        arrays[f"{name}.token-starts"] = vectors.tokens.starts
        arrays[f"{name}.sentence-tokens"] = vectors.sentence_tokens
    return arrays


def _lines(adapter: TypeAdapter[Any], values: list[Any]) -> Callable[[BinaryIO], object]:
    def write(stream: BinaryIO) -> None:
        for value in values:
            stream.write(adapter.dump_json(value) + b"\n")

    return write


def _json(value: object) -> Callable[[BinaryIO], object]:
    return lambda stream: stream.write(json.dumps(value, ensure_ascii=False).encode())


def _array(array: Array) -> Callable[[BinaryIO], object]:
    return lambda stream: np.save(stream, array, allow_pickle=False)


def _faiss(corpus: EncodedCorpus) -> Callable[[BinaryIO], object]:
    import faiss

    return lambda stream: stream.write(faiss.serialize_index(corpus.index).tobytes())
