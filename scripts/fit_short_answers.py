"""Fit the model that says how likely a stretch of a sentence is the short answer.

    python -m scripts.fit_short_answers --data DIR [--out FILE]

DIR holds one folder a set (``covidqa``, ``squad``), each with ``documents/`` and
``queries.jsonl`` in the project's query format. Every question that asks for a number, a
date, a name or a place is answered over its own document; the candidates of the sentences
shown are the examples, right where they share most of their words with a gold answer.
Candidates for questions that the document does not answer are wrong ones. The model is a
logistic regression; what is reported is measured on documents that were held out.

One weight is set, not fitted: that of values given for the very year or name asked for,
of which the public sets have too few.
"""

from __future__ import annotations

import argparse
import json
import re
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import StandardScaler

from chatbot.answering.ordinary import LIKELY
from chatbot.answering.places import paragraph_at
from chatbot.answering.possible_answers import NAME_KINDS, VALUE_KINDS, possible_answers
from chatbot.answering.question import QuestionAnalysis, analyse_question
from chatbot.answering.selection import select
from chatbot.answering.short_answer_features import FEATURES, asked_of, features
from chatbot.answering.wording import term_weights
from chatbot.datatypes import JudgedQuery
from chatbot.evaluation.queries import read_queries
from chatbot.pipeline import Chatbot, open_index

SETS = ("squad", "covidqa")
OUT = Path(__file__).resolve().parent.parent / "chatbot/answering/short_answers.json"
PAIRED = 1.5
ALIKE = 0.6
"""The least word F1 with a gold answer of a right candidate."""


@dataclass(frozen=True, slots=True)
class Example:
    """A candidate for a question: its features, and whether it is right."""

    question: str
    document: str
    answerable: bool
    features: tuple[float, ...]
    right: bool


def main() -> int:
    """Fit, report on held-out documents, write the weights."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=OUT)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        examples = [e for name in SETS for e in _examples(options.data / name, Path(folder) / name)]
    values = np.array([example.features for example in examples])
    labels = np.array([example.right for example in examples])
    documents = np.array([example.document for example in examples])
    held_out = np.zeros(len(labels))
    for train, test in GroupKFold(5).split(values, labels, documents):
        held_out[test] = _fit(values[train], labels[train]).predict_proba(values[test])[:, 1]
    _report(examples, held_out)
    model = _fit(values, labels)
    scaler, regression = model[0], model[1]
    weights = regression.coef_[0] / scaler.scale_
    bias = float(regression.intercept_[0] - (weights * scaler.mean_).sum())
    record = {
        "weights": {
            name: round(float(weight), 4) for name, weight in zip(FEATURES, weights, strict=True)
        }
        | {"paired": PAIRED},
        "bias": round(bias, 4),
        "fitted_on": ("development documents of SQuAD 2.0 (CC BY-SA 4.0) and COVID-QA (CC BY 4.0)"),
        "examples": len(labels),
    }
    options.out.write_text(json.dumps(record, indent=2) + "\n", encoding="utf-8")
    return 0


def _fit(values: np.ndarray, labels: np.ndarray) -> Pipeline:
    model = make_pipeline(StandardScaler(), LogisticRegression(C=0.1, max_iter=3000))
    return model.fit(values, labels)


def _examples(folder: Path, index: Path) -> Iterator[Example]:
    papers = open_index(folder / "documents", index)
    for query in read_queries(folder / "queries.jsonl"):
        analysis = analyse_question(query.query)
        typed = {*VALUE_KINDS, *NAME_KINDS}.intersection(analysis.primary)
        defines = analysis.expects & {"definition", "abbreviation"}
        if query.documents and (typed or analysis.changes) and not defines:
            yield from _candidates(papers, query, analysis)


def _candidates(
    papers: Chatbot, query: JudgedQuery, analysis: QuestionAnalysis
) -> Iterator[Example]:
    """The candidates of every sentence that the answer shows."""
    _, hits = papers.trace(query.query, documents=query.documents)
    ranked = papers.answerer.ranked(analysis, hits)
    scores = {evidence.span: evidence.score for evidence in ranked}
    weights = term_weights(hits.terms)
    gold = query.answers if query.answerable is not False else ()
    for selected in select(papers.documents, ranked, papers.answerer.budget):
        document = papers.documents[selected.document]
        paragraph = paragraph_at(document, selected.span.start)
        sentences = paragraph.sentences if paragraph else ()
        for place, span in enumerate(sentences):
            if not selected.span.contains(span):
                continue
            text = document.slice(span)
            before = document.slice(sentences[place - 1]) if place else ""
            possible = possible_answers(text, analysis)
            period = any("period" in found.kinds for found in possible)
            asked = asked_of(analysis, weights, period=period)
            for found in possible:
                share = scores.get(span, 0.0) / (ranked[0].score or 1.0)
                signals = features(
                    text, before, found, possible, asked, best=share >= 1, score=share
                )
                right = any(_alike(text[found.start : found.end], g) >= ALIKE for g in gold)
                yield Example(query.query_id, document.id, bool(gold), signals, right)


def _alike(one: str, other: str) -> float:
    """F1 over the words, articles and signs aside, as SQuAD measures it."""
    first, second = _words(one), _words(other)
    common = sum((Counter(first) & Counter(second)).values())
    return 2 * common / (len(first) + len(second)) if common else 0.0


def _words(text: str) -> list[str]:
    return [
        word
        for word in re.findall(r"[\w%$€£]+(?:[.,]\d+)*", text.casefold())
        if word not in ("a", "an", "the")
    ]


def _report(examples: list[Example], held_out: np.ndarray) -> None:
    best: dict[str, tuple[float, Example]] = {}
    for example, probability in zip(examples, held_out, strict=True):
        if probability > best.get(example.question, (-1.0, example))[0]:
            best[example.question] = (float(probability), example)
    for least in (0.15, LIKELY, 0.25, 0.3, 0.4, 0.5):
        shown = [example for probability, example in best.values() if probability >= least]
        answerable = [example for example in shown if example.answerable]
        right = sum(example.right for example in answerable)
        print(
            f"from {least:.2f}: shown for {len(answerable)} questions, right for {right} "
            f"({right / max(1, len(answerable)):.3f}); for {len(shown) - len(answerable)} that "
            "the document does not answer"
        )


if __name__ == "__main__":
    raise SystemExit(main())
