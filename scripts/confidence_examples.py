"""The questions that the confidence is fitted on, with what is measured of each."""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from chatbot.answering.answerability import features, looked_at
from chatbot.conversation.resolve import resolve
from chatbot.datatypes import Conversation, Hits, JudgedQuery, SentenceSignals
from chatbot.evaluation.queries import read_queries
from chatbot.pipeline import Chatbot, open_index
from chatbot.settings import EncoderSettings, Settings

SETS = ("covidqa", "squad", "selqa")
CROSSING_SET = "xquad"
ARTICLES = 160
_SETTINGS = Settings(encoders=EncoderSettings(names=("minilm", "e5")))


@dataclass(frozen=True, slots=True)
class Example:
    """The features of one question asked of one document, and whether that answers it.

    ``alone`` are the features where only the multilingual encoder reads the question;
    ``close`` says that its likeliest sentences were looked at alone.
    """

    group: str
    document: str
    features: tuple[float, ...]
    alone: tuple[float, ...]
    answerable: bool
    close: bool


def crossing_examples(data: Path, work: Path) -> Iterator[Example]:
    """Russian questions about English articles: of their own, of another, of all, of all others."""
    papers = open_index(data / CROSSING_SET / "documents", work / CROSSING_SET, settings=_SETTINGS)
    chooser = random.Random(0)
    names = sorted(papers.documents)
    for query in read_queries(data / CROSSING_SET / "queries.jsonl"):
        if query.labels.get("language") != "ru":
            continue
        own = query.evidence[0].document
        others = tuple(name for name in names if name != own)
        asked = {
            "xquad own": ((own,), True),
            "xquad_all own": (tuple(names), True),
            "xquad wrong document": ((chooser.choice(others),), False),
            "xquad_all other documents": (others, False),
        }
        for kind, (documents, answerable) in asked.items():
            example = _example(kind, papers, query, documents, answerable=answerable)
            yield replace(example, document=own)


def usual_examples(data: Path, work: Path, each: int, most: int | None) -> Iterator[Example]:
    """English questions about English papers: answerable ones and three kinds of others.

    At most ``most`` questions of a set are asked of their own document, and ``each`` of others.
    """
    chooser = random.Random(0)
    selqa = _selqa(data / "training/selqa.jsonl", work / "selqa-documents")
    asked = {name: list(read_queries(data / name / "queries.jsonl")) for name in SETS[:2]}
    asked["selqa"] = selqa
    corpora = {name: data / name / "documents" for name in SETS[:2]}
    corpora["selqa"] = work / "selqa-documents"
    for place, name in enumerate(SETS):
        papers = open_index(corpora[name], work / name, settings=_SETTINGS)
        names = sorted(papers.documents)
        answerable = [query for query in asked[name] if query.answerable is not False]
        for query in _sample(chooser, answerable, most) if most else answerable:
            yield _example(f"{name} own", papers, query, query.documents, answerable=True)
        if name == "squad":
            untold = [query for query in asked[name] if query.answerable is False]
            for query in _sample(chooser, untold, most) if most else untold:
                own = query.documents
                yield _example("squad not told", papers, query, own, answerable=False)
        for query in _sample(chooser, answerable, each):
            wrong = chooser.choice([n for n in names if n not in query.documents])
            yield _example(f"{name} wrong document", papers, query, (wrong,), answerable=False)
        elsewhere = [query for query in asked[SETS[place - 1]] if query.answerable is not False]
        for query in _sample(chooser, elsewhere, each // 2):
            wrong = chooser.choice(names)
            yield _example(f"{name} other field", papers, query, (wrong,), answerable=False)


def _sample(chooser: random.Random, queries: list[JudgedQuery], count: int) -> list[JudgedQuery]:
    return chooser.sample(queries, min(count, len(queries)))


def _selqa(path: Path, folder: Path) -> list[JudgedQuery]:
    """Write the most asked articles as texts, a paragraph a section; return their questions."""
    records = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    sections: dict[str, dict[str, str]] = {}
    for record in records:
        text = " ".join(record["sentences"])
        sections.setdefault(record["article"], {})[record["section"]] = text
    questions = Counter(record["article"] for record in records)
    lengths = {name: sum(map(len, parts.values())) for name, parts in sections.items()}
    chosen = sorted(sections, key=lambda name: (-questions[name], -lengths[name], name))
    ids = {name: f"article-{number:03}" for number, name in enumerate(chosen[:ARTICLES])}
    folder.mkdir(parents=True, exist_ok=True)
    for name, document in ids.items():
        text = "\n\n".join(sections[name].values())
        (folder / f"{document}.txt").write_text(text, encoding="utf-8")
    return [
        JudgedQuery(str(number), record["question"], documents=(ids[record["article"]],))
        for number, record in enumerate(records)
        if record["article"] in ids
    ]


def _example(
    group: str, papers: Chatbot, query: JudgedQuery, documents: tuple[str, ...], *, answerable: bool
) -> Example:
    asked = resolve(query.query, Conversation(), documents)
    asked = papers.glosser.glossed(papers.speller.correct(asked))
    hits = papers.closer.read(asked, papers.retriever.search(asked, papers.candidates))
    analysis = papers.answerer.analysed(asked)

    def measured(hits: Hits) -> tuple[float, ...]:
        return features(hits, papers.answerer.ranked(analysis, hits), analysis, papers.documents)

    usual, alone = measured(hits), measured(_alone(hits))
    return Example(group, documents[0], usual, alone, answerable, looked_at(hits))


def _alone(hits: Hits) -> Hits:
    """The hits as they are where the first encoder does not read the question."""

    def silent(signals: SentenceSignals) -> SentenceSignals:
        return replace(signals, dense=0.0, maxsim=0.0, passage_dense=0.0, alone=None)

    sentences = tuple(replace(s, signals=silent(s.signals)) for s in hits.sentences)
    return replace(hits, sentences=sentences)
