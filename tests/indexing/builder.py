"""Builds an index in a process of its own, with a fake encoder that can be slowed down.

python -m tests.indexing.builder CORPUS INDEX SECONDS_PER_PASSAGE
"""

import sys
import time
from pathlib import Path

from chatbot.indexing.build import build_index
from tests.fakes import HashingEncoder, resolver


class SlowEncoder(HashingEncoder):
    """Takes its time over every passage."""

    pause_s = 0.0

    def encode_passages(self, texts, sentence_spans, advance):
        for _ in texts:
            time.sleep(self.pause_s)
        return super().encode_passages(texts, sentence_spans, advance)


def main(corpus, index, pause_s):
    encoder = SlowEncoder()
    encoder.pause_s = float(pause_s)

    def progress(stage, done, total):
        sys.stdout.write(f"{stage} {done}/{total}\n")
        sys.stdout.flush()

    built = build_index(
        Path(corpus),
        Path(index),
        encoder_names=["hashing"],
        progress=progress,
        resolve=resolver(encoder),
    )
    sys.stdout.write(f"built {len(encoder.encoded)} of {len(built.passages)}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
