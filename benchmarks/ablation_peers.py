"""Other systems in the ablation's measures: run where they are installed, else as published.

The afternoon script needs nothing that the program does not, and always runs. The others run
where ``benchmarks.peers --install`` made their environments; else their rows are those of the
page that it wrote, with the questions that they were measured on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from benchmarks.ablation_scores import MEANS, Scores
from benchmarks.adapters.exchange import Chunk, Found, Response
from benchmarks.peer_judging import MEASURES, first_words, question_row
from benchmarks.peer_runs import SYSTEMS, System, run
from benchmarks.peer_sets import PeerSet, gold_quotes
from chatbot.datatypes import JudgedQuery, Span
from chatbot.evaluation.extract_measures import lies_in, word_f1
from chatbot.evaluation.gold import Gold
from chatbot.evaluation.shown import LIST_WORDS, ORDINARY_WORDS, WIDE_KINDS, Shown

AFTERNOON = "chunk + FAISS"
COLUMNS = ("evidence_recall", "first_shown", "answer_hit", "word_f1", "words_shown", "auroc")
"""Measures of systems that give no short answer and refuse nothing."""

_WORD = re.compile(r"\S+")
_PUBLISHED = {"first_shown": 3, "evidence_recall": 4, "auroc": 6, "words_shown": 8}
"""Cells of the peers' page, counted from the system's name at 0."""


@dataclass(frozen=True, slots=True)
class Published:
    """A row of the peers' page: its cells by measure, and the questions they are of."""

    name: str
    questions: str
    cells: dict[str, str]


def runnable() -> tuple[System, ...]:
    """The peers that can run here; the afternoon script runs in this environment."""
    peers = [replace(s, environment=None) if s.name == AFTERNOON else s for s in SYSTEMS[1:]]
    return tuple(s for s in peers if s.environment is None or s.environment.python.exists())


def peer_scores(system: System, measured: PeerSet, timeout: float) -> Scores:
    """What a peer earned with every question of a set.

    Raises:
        PeerFailure: it failed or took too long.
    """
    return response_scores(measured, run(system, measured, threads=1, timeout=timeout))


def response_scores(measured: PeerSet, response: Response) -> Scores:
    """A peer's chunks in the measures of answers; what they cannot have is NaN."""
    texts = {document.id: document.text for document in measured.documents}
    pairs = list(zip(measured.queries, response.found, strict=True))
    rows = [_row(query, found, texts) for query, found in pairs]
    values = np.array([[row.get(key, np.nan) for key in MEANS] for row in rows])
    confidence = np.array([found.score for found in response.found], np.float64)
    return Scores(values, confidence, probable=False)


def _row(query: JudgedQuery, found: Found, texts: dict[str, str]) -> dict[str, float]:
    judged = dict(zip(MEASURES, question_row(query, found, texts), strict=True))
    row = {
        "evidence_recall": judged["evidence recall"],
        "first_shown": judged["first shown"],
        "words_shown": judged["words shown"],
    }
    if not query.answerable:
        return row
    wide = query.labels.get("kind") in WIDE_KINDS
    ranked = found.ranked if found.shown is None else found.shown
    shown, _ = first_words(ranked, texts, LIST_WORDS if wide else ORDINARY_WORDS)
    # Chunks overlap; a word that two of them show is shown once.
    words = tuple(dict.fromkeys(_words(shown, texts)))
    quality = word_f1(Shown(words=words), _gold(query, texts))
    if quality is not None:
        row["word_f1"] = quality
    if query.answers:
        row["answer_hit"] = float(_hit(query.answers, ranked[:1], texts))
    return row


def _words(chunks: Sequence[Chunk], texts: dict[str, str]) -> Iterator[tuple[str, Span]]:
    """The words of chunks at their places in the sources."""
    for chunk in chunks:
        for start, end in chunk.ranges:
            for word in _WORD.finditer(texts[chunk.document][start:end]):
                yield chunk.document, Span(start + word.start(), start + word.end())


def _gold(query: JudgedQuery, texts: dict[str, str]) -> list[Gold]:
    """The gold at its places in the sources."""
    pieces = [piece for piece in query.evidence if piece.relevance > 0]
    return [
        Gold(piece, (Span(place.start, place.end),) if place else ())
        for piece, place in zip(pieces, gold_quotes(query, texts), strict=True)
    ]


def _hit(answers: Sequence[str], chunks: Sequence[Chunk], texts: dict[str, str]) -> bool:
    return any(
        lies_in(answer, texts[chunk.document][start:end])
        for answer in answers
        for chunk in chunks
        for start, end in chunk.ranges
    )


def published(page: str, title: str, leaving: Sequence[str] = ()) -> tuple[Published, ...]:
    """The peers' rows of a set's section on their page, but for some systems."""
    section = re.search(rf"^## {re.escape(title)}\n(.*?)(?=^## |\Z)", page, re.M | re.S)
    if section is None:
        return ()
    counted = re.search(r"^(\d+ of \d+ questions)", section[1], re.M)
    peers = {system.name for system in SYSTEMS[1:]} - set(leaving)
    found = []
    for line in section[1].splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if cells[0] in peers and len(cells) > max(_PUBLISHED.values()):
            picked = {key: cells[at] for key, at in _PUBLISHED.items()}
            picked["words_shown"] = picked["words_shown"].rpartition("/")[2].strip()
            found.append(Published(cells[0], counted[1] if counted else "", picked))
    return tuple(found)
