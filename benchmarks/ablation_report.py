"""The ablation as a Markdown page: one table a set, and how to make it again."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from benchmarks.ablation_peers import AFTERNOON, Published
from benchmarks.ablation_scores import Figure
from benchmarks.markdown import line, share
from benchmarks.peer_sets import PeerSet

HEADINGS = {
    "evidence_recall": "evidence recall",
    "first_shown": "first extract",
    "answer_hit": "answer hit",
    "short_answer": "short answer right",
    "word_f1": "word F1",
    "words_shown": "words shown",
    "auroc": "AUROC",
    "flagged": "unanswerable flagged",
    "false_flag": "answerable flagged",
    "false_refusal": "answerable refused",
    "calibration_error": "calibration error",
}

_INTRODUCTION = """\
# What each ingredient of the answer adds

The program as it is, and with one ingredient removed at a time, on the same questions.

- Values in brackets are bootstrap 95 % intervals over the questions. **Bold**: the interval of
  the row's difference to the default, question by question, excludes 0. With so many figures
  about one in twenty would be bold by chance alone.
- **Evidence recall**: share of the gold quotes of which at least half is shown in the first 250
  words (900 for lists). **First extract**: the same over the first thing shown, however long.
  **Answer hit**: a gold short answer lies in the first extract. **Short answer right**: one is
  given, and it holds a gold one or is held by it. **Word F1**: of the words that count as shown
  against the gold words, at their places. These are over answerable questions.
- **AUROC**: how well the confidence tells answerable from unanswerable questions.
  **Flagged**: refused, or shown with a warning.
- Nothing is fitted again for a row: the confidence keeps its weights, and reads the signals
  that a row takes from the ranking.

The rows:

- **without the second encoder**: as where only the first is installed, with the calibration of
  a single encoder.
- **without MaxSim**, **cosines**, **BM25**: neither passages nor sentences are ranked by them.
- **without coverage**, **neighbours**: sentences are ranked without them.
- **without the shift to dense signals**: all weights stay as they are, whatever share of the
  question's words the documents hold.
- **without lists, figures and notes**: every question is answered by its best sentences.
- **one extract only**, **more words**: what is shown ends with the first extract, or goes on to
  the budget of 250 words whatever its score (both of the best sentences; lists stay whole).
- **likeness alone as confidence**: the best sentence's MaxSim stands for the confidence, which
  then knows nothing of what the sentences leave out.
- **chunk + FAISS**: the script of an afternoon: 1,000 characters with 200 of overlap, the first
  encoder, cosine. Its chunks are judged like extracts, its score is the best cosine, and it
  refuses nothing. Other systems are described in [peers.md](peers.md); a row that names its
  questions is from that page, where they were fewer, and is not compared with the default.

The weights of the signals were chosen, and those of the confidence fitted, on questions of the
two public sets, which favours the default there; the bundled paper's `report` part had no share
in either.
"""


@dataclass(frozen=True, slots=True)
class Section:
    """A set with its rows by name, those published elsewhere, and what was not measured.

    ``seconds`` is what asking and judging took, the index already built.
    """

    measured: PeerSet
    rows: Mapping[str, Mapping[str, Figure]]
    published: Sequence[Published] = ()
    faults: Sequence[str] = ()
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Made:
    """When, from what and how the page was made."""

    date: str
    commit: str
    command: str
    machine: str


def page(sections: Sequence[Section], made: Made) -> str:
    """The whole page."""
    return "\n".join([_INTRODUCTION, *map(_section, sections), _made(made, sections)])


def _section(section: Section) -> str:
    measured = section.measured
    answerable = sum(bool(query.answerable) for query in measured.queries)
    documents = len(measured.documents)
    return "\n".join(
        [
            f"## {measured.source.title}\n",
            f"{len(measured.queries)} of {measured.of} questions, {answerable} of them "
            f"answerable, over {documents} document{'s' * (documents != 1)}. Source: "
            f"{measured.source.published}; `queries` sha256 `{measured.sha256}`.\n",
            line(["", *HEADINGS.values()]),
            line(["---", *["---:"] * len(HEADINGS)]),
            *(line([_named(name), *_cells(row)]) for name, row in section.rows.items()),
            *(
                line([f"{row.name} ({row.questions})", *(row.cells.get(k, "–") for k in HEADINGS)])
                for row in section.published
            ),
            "",
            *(f"{fault}\n" for fault in section.faults),
        ]
    )


def _named(name: str) -> str:
    return f"{name} (an afternoon's script)" if name == AFTERNOON else name


def _cells(row: Mapping[str, Figure]) -> list[str]:
    return [_cell(key, row[key]) if key in row else "–" for key in HEADINGS]


def _cell(key: str, figure: Figure) -> str:
    if math.isnan(figure.value):
        return "–"
    value, low, high = (_number(key, x) for x in (figure.value, figure.low, figure.high))
    marked = f"**{value}**" if figure.differs else value
    return marked if math.isnan(figure.low) else f"{marked} [{low}, {high}]"


def _number(key: str, value: float) -> str:
    if math.isnan(value):
        return ""
    return f"{value:.0f}" if key == "words_shown" else share(value)


def _made(made: Made, sections: Sequence[Section]) -> str:
    minutes = sum(section.seconds for section in sections) / 60
    return (
        f"## How it was made\n\n{made.date}, commit {made.commit}, {made.machine}, in "
        f"{minutes:.0f} minutes, the indexes already built.\n\n```\n{made.command}\n```\n"
    )
