"""How well a model of pairs tells what a document answers, alone and beside the confidence."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import GroupKFold

from chatbot.answering.abstention import load_calibration
from chatbot.answering.answerability import features
from chatbot.conversation.resolve import resolve
from chatbot.datatypes import Conversation, JudgedQuery
from chatbot.evaluation.queries import read_queries
from chatbot.pipeline import Chatbot, open_index
from chatbot.settings import EncoderSettings, Settings
from scripts.evidence_pairs import Pair

READ = 3
"""How many of the best sentences are read; the likeliest of them counts."""
FOLDS = 5
COMPARED = {"squad": "not told", "covidqa": "wrong document"}
"""By set, the questions that are to be told from those which the document answers."""
_SETTINGS = Settings(encoders=EncoderSettings(names=("minilm", "e5")))

Scorer = Callable[[Sequence[Pair]], NDArray[np.float32]]


@dataclass(frozen=True, slots=True)
class Found:
    """A question asked of a document, its best sentences and the sum behind its confidence."""

    question: str
    document: str
    sentences: tuple[str, ...]
    total: float
    answerable: bool


def measure(scorer: Scorer, data: Path, work: Path, most: int) -> None:
    """Print the AUROC of the confidence's sum, of the model and of both, a line a set.

    At most ``most`` questions of a kind are asked. Both are put together by a logistic
    regression over documents held out. The sum was fitted on these sets, the model was not.
    """
    for name, kind in COMPARED.items():
        papers = open_index(data / name / "documents", work / name, settings=_SETTINGS)
        found = list(_found(papers, data / name / "queries.jsonl", kind, most))
        pairs = [Pair(f.question, text, answers=False) for f in found for text in f.sentences]
        scores = np.split(scorer(pairs), np.cumsum([len(f.sentences) for f in found])[:-1])
        best = np.array([part.max() for part in scores])
        total = np.array([f.total for f in found])
        right = np.array([f.answerable for f in found])
        both = _together(np.stack([total, best], axis=1), right, [f.document for f in found])
        told = [roc_auc_score(right, values) for values in (total, best, both)]
        print(f"{name}, {kind}: sum {told[0]:.3f}  model {told[1]:.3f}  both {told[2]:.3f}")


def _found(papers: Chatbot, queries: Path, kind: str, most: int) -> Iterator[Found]:
    chooser = random.Random(0)
    asked = list(read_queries(queries))
    own = [query for query in asked if query.answerable is not False]
    own = chooser.sample(own, min(most, len(own)))
    if kind == "not told":
        others = [query for query in asked if query.answerable is False]
        others = chooser.sample(others, min(most, len(others)))
        wrong = [(query, query.documents) for query in others]
    else:
        names = sorted(papers.documents)
        wrong = [(q, (chooser.choice([n for n in names if n not in q.documents]),)) for q in own]
    for query in own:
        yield from _asked(papers, query, query.documents, answerable=True)
    for query, documents in wrong:
        yield from _asked(papers, query, documents, answerable=False)


def _asked(
    papers: Chatbot, query: JudgedQuery, documents: tuple[str, ...], *, answerable: bool
) -> Iterator[Found]:
    """What is found for a question; nothing where no sentence is."""
    asked = resolve(query.query, Conversation(), documents)
    asked = papers.glosser.glossed(papers.speller.correct(asked))
    hits = papers.closer.read(asked, papers.retriever.search(asked, papers.candidates))
    analysis = papers.answerer.analysed(asked)
    ranked = papers.answerer.ranked(analysis, hits)
    values = features(hits, ranked, analysis, papers.documents)
    total = float(np.dot(load_calibration(encoders=2).weights, values))
    best = [(papers.documents[e.sentence.document], e.span) for e in ranked[:READ]]
    texts = tuple(document.slice(span) for document, span in best)
    if texts:
        yield Found(asked.interpreted, documents[0], texts, total, answerable)


def _together(
    values: NDArray[np.float64], right: NDArray[np.bool_], documents: Sequence[str]
) -> NDArray[np.float64]:
    """Log odds (n,) from two columns of values, each fitted without the question's document."""
    values = (values - values.mean(axis=0)) / values.std(axis=0)
    odds = np.zeros(len(right))
    for fitted, held_out in GroupKFold(FOLDS).split(values, right, documents):
        model = LogisticRegression(class_weight="balanced").fit(values[fitted], right[fitted])
        odds[held_out] = model.decision_function(values[held_out])
    return odds
