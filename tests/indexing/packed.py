"""Packed e5 files made by hand: a few pieces, one narrow layer, weights drawn from a seed."""

import struct

import numpy as np

HIDDEN, INNER, POSITIONS, TYPES = 32, 64, 24, 2
PIECES = [
    ("<s>", 0.0), ("<pad>", 0.0), ("</s>", 0.0), ("<unk>", 0.0),
    ("▁", -2.0), ("▁query", -3.0), ("▁passage", -3.0), (":", -3.0), ("▁the", -3.0),
    ("▁ferry", -4.0), ("▁fer", -5.0), ("ry", -5.0), ("▁line", -4.0), ("fi", -4.0), ("ne", -4.0),
    ("s", -4.0), (".", -3.0), ("▁1", -5.0), ("9", -5.0), ("8", -5.0), ("▁opened", -4.0),
]  # fmt: skip
NORMAL = {"ﬁ": "fi", "\u200b": "", "\t": " "}


def packed_row(numbers):
    """Rows of 32 numbers as blocks; exact for whole steps from -8 to 7."""
    blocks = b""
    for block in np.asarray(numbers, np.float32).reshape(-1, 32):
        step = float(np.abs(block).max()) / 7 or 1.0
        step = float(np.float16(step))
        codes = np.clip(np.rint(block / step) + 8, 0, 15).astype(np.uint8)
        blocks += struct.pack("<e", step) + (codes[:16] | codes[16:] << 4).tobytes()
    return blocks


def tensors(seed=0):
    """(name, values, packed) of every tensor of the tiny model."""
    rng = np.random.default_rng(seed)

    def drawn(*shape):
        return rng.normal(0, 0.3, shape).astype(np.float32)

    yield "emb.word", drawn(len(PIECES), HIDDEN), True
    yield "emb.pos", drawn(POSITIONS, HIDDEN), False
    yield "emb.type", drawn(TYPES, HIDDEN), False
    yield "emb.ln.w", np.ones(HIDDEN, np.float32), False
    yield "emb.ln.b", np.zeros(HIDDEN, np.float32), False
    for name, rows, columns in (
        ("q", HIDDEN, HIDDEN), ("k", HIDDEN, HIDDEN), ("v", HIDDEN, HIDDEN), ("ao", HIDDEN, HIDDEN),
        ("fi", INNER, HIDDEN), ("fo", HIDDEN, INNER),
    ):  # fmt: skip
        yield f"l0.{name}.w", drawn(rows, columns), True
        yield f"l0.{name}.b", drawn(rows), False
    for name in ("aln", "oln"):
        yield f"l0.{name}.w", np.ones(HIDDEN, np.float32), False
        yield f"l0.{name}.b", np.zeros(HIDDEN, np.float32), False


def model_bytes(seed=0):
    """The bytes of a whole file."""
    names = [piece.encode() for piece, _ in PIECES]
    offsets = np.cumsum([0, *map(len, names)]).astype("<u4")
    normal = b"".join(
        struct.pack(f"<IB{len(forms)}I", ord(sign), len(forms), *map(ord, forms))
        for sign, forms in NORMAL.items()
    )
    head = b"E5S1" + struct.pack(
        "<I7ifi", 1, HIDDEN, 1, 2, INNER, len(PIECES), POSITIONS, TYPES, 1e-12, 32
    )
    head += struct.pack("<5iQ", len(PIECES), 0, 2, 1, 3, int(offsets[-1])) + offsets.tobytes()
    head += np.array([score for _, score in PIECES], "<f4").tobytes() + b"".join(names)
    head += struct.pack("<iI", len(NORMAL), len(normal)) + normal
    parts = [
        (name, packed_row(values) if packed else values.astype("<f4").tobytes(), packed, values)
        for name, values, packed in tensors(seed)
    ]
    directory = 4 + sum(2 + len(name) + 21 for name, *_ in parts)
    at = len(head) + directory
    head += struct.pack("<i", len(parts))
    body = b""
    for name, data, packed, values in parts:
        head += struct.pack(
            f"<H{len(name)}sBIQQ", len(name), name.encode(), packed, values.size, at, len(data)
        )
        at += len(data)
        body += data
    return head + body
