"""How a whole paper is set: the size of its body type and its line spacing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from chatbot.documents.pdf_columns import Line

_CELL_GAP = re.compile(r"(?<![.,:;!?])\t|\t.*\t")
NOTE_SIZE = 0.93  # of the body's: smaller type at a column's foot is a note


@dataclass(frozen=True, slots=True)
class Style:
    """Body type size in points, usual distance of baselines over that size, and habits.

    ``indented``: whether paragraphs open with an indent; ``bold``: whether the body is bold;
    ``mono``: whether it is in type of one width.
    """

    size: float
    leading: float
    indented: bool
    bold: bool
    mono: bool = False

    def is_body(self, line: Line) -> bool:
        """Whether a line is set in the size of the body."""
        return abs(line.run.size - self.size) <= 0.06 * self.size

    def is_prose(self, line: Line) -> bool:
        """Whether a line fills its column like running text."""
        run = line.run
        wide = run.width >= 0.55 * (line.right - line.left)
        return wide and is_joined(run.text) and len(run.text.split()) >= 5


def is_joined(text: str) -> bool:
    """Whether a line is one stretch: a wide gap after a stop is one of justified type."""
    return _CELL_GAP.search(text) is None


def find_style(pages: Sequence[Sequence[Line]]) -> Style:
    """The style that most characters of a paper are set in."""
    sizes: Counter[float] = Counter()
    bolds: Counter[bool] = Counter()
    monos: Counter[bool] = Counter()
    for lines in pages:
        for line in lines:
            sizes[round(line.run.size, 1)] += len(line.run.text)
            bolds[line.run.bold] += len(line.run.text)
            monos[line.run.mono] += len(line.run.text)
    size = max(sizes.items(), key=lambda entry: (entry[1], entry[0]))[0] if sizes else 10.0
    steps: Counter[float] = Counter()
    indents = pairs = 0
    for lines in pages:
        for above, below in pairwise(lines):
            if above.cell != below.cell or abs(below.run.size - size) > 0.06 * size:
                continue
            step = (below.run.base - above.run.base) / size
            if 0.8 < step < 2.6:
                steps[round(step, 1)] += 1
            indent = below.run.left - below.left
            if above.run.left - above.left < 0.5 * size:
                pairs += 1
                indents += 0.7 * size < indent < 4 * size
    leading = steps.most_common(1)[0][0] if steps else 1.2
    return Style(
        size,
        max(leading, 0.9),
        indents > 0.03 * max(pairs, 1),
        bolds[True] > bolds[False],
        monos[True] > monos[False],
    )
