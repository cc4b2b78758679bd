"""Fit the calibration of ``confidence`` on public question sets.

    python -m scripts.fit_confidence --data DIR [--out FILE]

DIR holds one folder a set (``covidqa``, ``squad``), each with ``documents/`` and
``queries.jsonl`` in the project's query format, and ``training/selqa.jsonl``, whose
questions were partly reworded to share few words with their answers. Positive examples
are answerable questions asked of their own document. Negative ones are questions of the
same set asked of another document, and questions of another set. Adversarial questions
are left out: they teach what a crowd worker wrote, not what a paper leaves out. The model
is a logistic regression; refusals are measured on documents that were held out.
"""

from __future__ import annotations

import argparse
import json
import random
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import GroupKFold

from chatbot.answering.abstention import FEATURES, features
from chatbot.answering.question import analyse_question
from chatbot.datatypes import JudgedQuery
from chatbot.evaluation.queries import read_queries
from chatbot.pipeline import Chatbot, open_index

SETS = ("covidqa", "squad", "selqa")
OUT = Path(__file__).resolve().parent.parent / "chatbot/answering/confidence.json"


@dataclass(frozen=True, slots=True)
class Example:
    """The features of one question asked of one document, and whether that answers it."""

    group: str
    document: str
    features: tuple[float, ...]
    answerable: bool


def main() -> int:
    """Fit, report on held-out documents, write the weights."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=OUT)
    parser.add_argument("--each", type=int, default=600, help="questions of each kind and set")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        examples = list(_examples(options.data, Path(folder), options.each))
    values = np.array([example.features for example in examples])
    labels = np.array([example.answerable for example in examples])
    documents = np.array([example.document for example in examples])
    held_out = np.zeros(len(labels))
    for train, test in GroupKFold(5).split(values, labels, documents):
        held_out[test] = _fit(values[train], labels[train]).predict_proba(values[test])[:, 1]
    _report(examples, held_out)
    model = _fit(values, labels)
    record = {
        "weights": {
            name: round(float(weight), 4)
            for name, weight in zip(FEATURES, model.coef_[0], strict=True)
        },
        "bias": round(float(model.intercept_[0]), 4),
        "fitted_on": (
            "development documents of COVID-QA (CC BY 4.0) and SQuAD 2.0 (CC BY-SA 4.0), "
            "articles of SelQA (Apache-2.0)"
        ),
        "examples": len(labels),
    }
    options.out.write_text(json.dumps(record, indent=2) + "\n", encoding="utf-8")
    return 0


def _fit(values: np.ndarray, labels: np.ndarray) -> LogisticRegression:
    return LogisticRegression(C=10, max_iter=2000).fit(values, labels)


def _examples(data: Path, folder: Path, each: int) -> Iterator[Example]:
    chooser = random.Random(0)
    selqa = _selqa(data / "training/selqa.jsonl", folder / "selqa")
    asked = {name: _answerable(data / name / "queries.jsonl") for name in SETS[:2]} | {
        "selqa": selqa
    }
    corpora = {name: data / name / "documents" for name in SETS[:2]} | {"selqa": folder / "selqa"}
    for place, name in enumerate(SETS):
        papers = open_index(corpora[name], folder / f"{name}-index")
        names = sorted(papers.documents)
        for query in _sample(chooser, asked[name], each):
            own = query.documents or (query.evidence[0].document,)
            wrong = chooser.choice([n for n in names if n not in own])
            yield _example(f"{name} own", papers, query, own, answerable=True)
            yield _example(f"{name} wrong document", papers, query, (wrong,), answerable=False)
        for query in _sample(chooser, asked[SETS[place - 1]], each // 2):
            wrong = chooser.choice(names)
            yield _example(f"{name} other field", papers, query, (wrong,), answerable=False)


def _sample(chooser: random.Random, queries: list[JudgedQuery], count: int) -> list[JudgedQuery]:
    return chooser.sample(queries, min(count, len(queries)))


def _answerable(path: Path) -> list[JudgedQuery]:
    return [query for query in read_queries(path) if query.answerable is not False]


def _selqa(path: Path, folder: Path) -> list[JudgedQuery]:
    """Write the longest articles as texts, a paragraph a section; return their questions."""
    records = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    sections: dict[str, dict[str, str]] = {}
    for record in records:
        sections.setdefault(record["article"], {})[record["section"]] = " ".join(
            record["sentences"]
        )
    texts = {name: "\n\n".join(parts.values()) for name, parts in sections.items()}
    longest = sorted(texts, key=lambda name: (-len(texts[name]), name))[:120]
    ids = {name: f"article-{number:03}" for number, name in enumerate(longest)}
    folder.mkdir()
    for name, document in ids.items():
        (folder / f"{document}.txt").write_text(texts[name], encoding="utf-8")
    return [
        JudgedQuery(str(number), record["question"], documents=(ids[record["article"]],))
        for number, record in enumerate(records)
        if record["article"] in ids
    ]


def _example(
    group: str, papers: Chatbot, query: JudgedQuery, documents: tuple[str, ...], *, answerable: bool
) -> Example:
    _, hits = papers.trace(query.query, documents=documents)
    ranked = papers.answerer.ranked(analyse_question(query.query), hits)
    return Example(group, documents[0], features(hits, ranked), answerable)


def _report(examples: list[Example], held_out: np.ndarray) -> None:
    groups = np.array([example.group for example in examples])
    for name in SETS:
        own = held_out[groups == f"{name} own"]
        threshold = np.quantile(own, 0.05)
        for kind in ("wrong document", "other field"):
            other = held_out[groups == f"{name} {kind}"]
            labels = np.r_[np.ones(len(own)), np.zeros(len(other))]
            area = roc_auc_score(labels, np.r_[own, other])
            refused = float((other < threshold).mean())
            print(f"{name}, {kind}: AUROC {area:.3f}, refused at 95 % answered {refused:.3f}")


if __name__ == "__main__":
    raise SystemExit(main())
