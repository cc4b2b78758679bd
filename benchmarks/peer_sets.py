"""The judged questions that systems are compared on, and their gold in source offsets."""

from __future__ import annotations

import hashlib
import random
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.adapters.exchange import SourceText
from chatbot.datatypes import GoldEvidence, JudgedQuery
from chatbot.documents import discover
from chatbot.documents.decoding import read_text
from chatbot.errors import MissingInput, UsageError
from chatbot.evaluation.queries import read_queries

ROOT = Path(__file__).resolve().parent.parent
SEED = 20171017


@dataclass(frozen=True, slots=True)
class SetSource:
    """A set by name: what it is, where it was published, and where it lies."""

    name: str
    title: str
    published: str
    corpus: str
    queries: str
    bundled: bool = False


SOURCES = {
    source.name: source
    for source in (
        SetSource(
            "paper",
            "the bundled paper, English single-turn questions of its `report` part",
            "bundled with this repository",
            "corpus",
            "corpus/queries/valdai-paper-76.jsonl",
            bundled=True,
        ),
        SetSource(
            "covidqa",
            "COVID-QA: experts' questions over full scientific papers",
            "github.com/deepset-ai/COVID-QA, release of April 2020, CC BY 4.0",
            "covidqa/documents",
            "covidqa/queries.jsonl",
        ),
        SetSource(
            "squad",
            "SQuAD 2.0: questions over Wikipedia articles, half of them adversarially unanswerable",
            "rajpurkar.github.io/SQuAD-explorer, development set, CC BY-SA 4.0",
            "squad/documents",
            "squad/queries.jsonl",
        ),
    )
}


@dataclass(frozen=True, slots=True)
class PeerSet:
    """A set as measured: its documents, the questions drawn, how many there were."""

    source: SetSource
    corpus: Path
    documents: tuple[SourceText, ...]
    queries: tuple[JudgedQuery, ...]
    of: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Quote:
    """A gold quote's place in its source; ``end`` is exclusive."""

    document: str
    start: int
    end: int


def load_set(name: str, data: Path | None, limit: int) -> PeerSet:
    """Read a set and draw at most ``limit`` of its questions.

    Raises:
        UsageError: the set is unknown, or lies outside the repository and no folder is named.
        MissingInput: its files are not there.
    """
    source = SOURCES.get(name)
    if source is None:
        raise UsageError(f"unknown set {name!r}: known are {', '.join(SOURCES)}")
    if data is None and not source.bundled:
        raise UsageError(f"the set {name!r} lies outside the repository: name its folder by --data")
    home = ROOT if source.bundled or data is None else data
    corpus, file = home / source.corpus, home / source.queries
    if not corpus.is_dir():
        raise MissingInput(f"no folder of documents at {corpus}")
    queries = [query for query in read_queries(file) if _taken(source, query)]
    return PeerSet(
        source=source,
        corpus=corpus,
        documents=_documents(corpus),
        queries=sample(queries, limit),
        of=len(queries),
        sha256=hashlib.sha256(file.read_bytes()).hexdigest(),
    )


def _taken(source: SetSource, query: JudgedQuery) -> bool:
    """Whether a question stands alone and, of the bundled ones, is English and for reporting."""
    if query.history or query.answerable is None:
        return False
    labels = query.labels
    return not source.bundled or (labels.get("language"), labels.get("split")) == ("en", "report")


def _documents(corpus: Path) -> tuple[SourceText, ...]:
    return tuple(
        SourceText(found.id, str(found.path), read_text(found.path).text)
        for found in discover(corpus).files
    )


def sample(queries: Sequence[JudgedQuery], limit: int, seed: int = SEED) -> tuple[JudgedQuery, ...]:
    """At most ``limit`` questions in their order, answerable and not in their proportion."""
    if len(queries) <= limit:
        return tuple(queries)
    draw = random.Random(seed)
    strata = [
        [place for place, query in enumerate(queries) if bool(query.answerable) is answerable]
        for answerable in (True, False)
    ]
    first = round(limit * len(strata[0]) / len(queries))
    kept = {
        place
        for stratum, count in zip(strata, (first, limit - first), strict=True)
        for place in draw.sample(stratum, count)
    }
    return tuple(query for place, query in enumerate(queries) if place in kept)


def gold_quotes(query: JudgedQuery, texts: dict[str, str]) -> tuple[Quote | None, ...]:
    """Each piece of relevant evidence in its source, None where its words are not there."""
    return tuple(
        _placed(piece, texts.get(piece.document, ""))
        for piece in query.evidence
        if piece.relevance > 0
    )


def _placed(piece: GoldEvidence, source: str) -> Quote | None:
    """The place of a quote nearest to its stated start, white space aside."""
    pattern = r"\s+".join(map(re.escape, (piece.quote or "").split()))
    wanted = piece.source_start or 0
    places = [match.span() for match in re.finditer(pattern, source)] if pattern else []
    if not places:
        return None
    start, end = min(places, key=lambda place: (abs(place[0] - wanted), place))
    return Quote(piece.document, start, end)
