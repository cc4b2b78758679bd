"""Fit the calibration of ``confidence`` on public question sets.

    python -m scripts.fit_confidence --data DIR [--work DIR] [--out FILE]

DIR holds one folder a set (``covidqa``, ``squad``), each with ``documents/`` and
``queries.jsonl`` in the project's query format, and ``training/selqa.jsonl``, whose
questions were partly reworded to share few words with their answers. The indexes are kept
in ``--work``, so that a second run encodes nothing.

Positive examples are answerable questions asked of their own document. Negative ones are
SQuAD 2.0's adversarial questions, which name what the article is about and ask what it
does not tell; questions asked of another document of their set; and questions of another
set. The model is a logistic regression. It is fitted with weights that make it tell these
apart, then its bias and slope are fitted again with the weights of the mixture that people
are taken to ask (``ASKED``). All figures printed are of documents that were held out.
"""

from __future__ import annotations

import argparse
import json
import random
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import GroupKFold
from sklearn.preprocessing import StandardScaler

from chatbot.answering.answerability import FEATURES, features
from chatbot.answering.question import analyse_question
from chatbot.datatypes import JudgedQuery
from chatbot.evaluation.abstention import Judged, calibration_error, refused_at_kept
from chatbot.evaluation.queries import read_queries
from chatbot.pipeline import Chatbot, open_index
from chatbot.settings import EncoderSettings, Settings

SETS = ("covidqa", "squad", "selqa")
OUT = Path(__file__).resolve().parent.parent / "chatbot/answering/confidence.json"
ARTICLES = 160
STRENGTH = 0.1
"""Inverse regularisation of the logistic regression over standardised features."""

TAUGHT = {
    "squad own": 1.0, "squad not told": 1.0, "covidqa own": 0.3, "selqa own": 0.3,
    **{f"{name} {kind}": 0.1 for name in SETS for kind in ("wrong document", "other field")},
}  # fmt: skip
"""What each group weighs in all when the model learns to tell them apart."""

ASKED = {
    "squad own": 1.0, "covidqa own": 1.0, "selqa own": 1.0, "squad not told": 0.45,
    **{f"{name} wrong document": 0.1 for name in SETS},
    **{f"{name} other field": 0.1 for name in SETS},
}  # fmt: skip
"""What each group weighs among the questions that people are taken to ask."""

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Example:
    """The features of one question asked of one document, and whether that answers it."""

    group: str
    document: str
    features: tuple[float, ...]
    answerable: bool


@dataclass(frozen=True, slots=True)
class Model:
    """A logistic model over raw features."""

    weights: Floats
    bias: float

    def logits(self, values: Floats) -> Floats:
        """Log odds (n,) of features (n, f)."""
        return values @ self.weights + self.bias


def main() -> int:
    """Fit, report on held-out documents, write the weights."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--work", type=Path, help="where indexes are kept")
    parser.add_argument("--out", type=Path, default=OUT)
    parser.add_argument("--each", type=int, default=500, help="wrong documents asked, a set")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        work = options.work or Path(folder)
        work.mkdir(parents=True, exist_ok=True)
        examples = list(_examples(options.data, work, options.each))
    record: dict[str, object] = {
        "fitted_on": (
            "development documents of COVID-QA (CC BY 4.0) and SQuAD 2.0 (CC BY-SA 4.0), "
            "articles of SelQA (Apache-2.0)"
        ),
        "examples": len(examples),
    }
    for name, used in (("one_encoder", False), ("several_encoders", True)):
        print(name)
        record[name] = _fitted(examples, used)
    options.out.write_text(json.dumps(record, indent=2) + "\n", encoding="utf-8")
    return 0


def _fitted(examples: Sequence[Example], others: bool) -> dict[str, object]:
    """The record of a model, with or without the other encoders' signals."""
    values = np.array([example.features for example in examples])
    if not others:
        values[:, [name.startswith("other_") for name in FEATURES]] = 0.0
    labels = np.array([example.answerable for example in examples])
    groups = [example.group for example in examples]
    documents = [f"{example.group.split()[0]} {example.document}" for example in examples]
    held_out = np.zeros(len(labels))
    for train, test in GroupKFold(5).split(values, labels, documents):
        model = _fit(values[train], labels[train], [groups[at] for at in train])
        held_out[test] = _probability(model.logits(values[test]))
    _report(groups, labels, held_out)
    model = _fit(values, labels, groups)
    return {
        "weights": {
            name: round(float(weight), 5)
            for name, weight in zip(FEATURES, model.weights, strict=True)
        },
        "bias": round(model.bias, 5),
    }


def _fit(values: Floats, labels: NDArray[np.bool_], groups: Sequence[str]) -> Model:
    scaler = StandardScaler().fit(values)
    telling = LogisticRegression(C=STRENGTH, max_iter=5000).fit(
        scaler.transform(values), labels, _weights(groups, TAUGHT)
    )
    weights = telling.coef_[0] / scaler.scale_
    bias = float(telling.intercept_[0] - weights @ scaler.mean_)
    logits = (values @ weights + bias)[:, None]
    asked = LogisticRegression(C=1e6).fit(logits, labels, _weights(groups, ASKED))
    slope = float(asked.coef_[0, 0])
    return Model(weights * slope, bias * slope + float(asked.intercept_[0]))


def _weights(groups: Sequence[str], wanted: dict[str, float]) -> Floats:
    """A weight an example, so that each group weighs what is wanted of it in all."""
    counts = Counter(groups)
    return np.array([wanted[group] / counts[group] for group in groups]) * 1000


def _probability(logits: Floats) -> Floats:
    return 1.0 / (1.0 + np.exp(-logits))


def _report(groups: Sequence[str], labels: NDArray[np.bool_], confidence: Floats) -> None:
    """Print how well held-out questions are told apart, group by group."""
    names = np.array(groups)
    weights = _weights(groups, ASKED)
    error = calibration_error(Judged(confidence, labels), weights[None])[0]
    print(f"  calibration error in the mixture asked {error:.3f}")
    for name in SETS:
        own = names == f"{name} own"
        low = np.quantile(confidence[own], [0.03, 0.05, 0.1])
        print(f"  {name:8} own: confidence at 3, 5, 10 %: {np.round(low, 3)}")
        for kind in ("not told", "wrong document", "other field"):
            other = names == f"{name} {kind}"
            if not other.any():
                continue
            both = own | other
            judged = Judged(confidence[both], labels[both])
            even = np.ones((1, int(both.sum())))
            print(
                f"  {name:8} {kind:15} AUROC {roc_auc_score(labels[both], confidence[both]):.3f}"
                f"  refused at 95 % {refused_at_kept(judged, even)[0]:.3f}"
                f"  calibration error {calibration_error(judged, even)[0]:.3f}"
            )


def _examples(data: Path, work: Path, each: int) -> Iterator[Example]:
    chooser = random.Random(0)
    selqa = _selqa(data / "training/selqa.jsonl", work / "selqa-documents")
    asked = {name: list(read_queries(data / name / "queries.jsonl")) for name in SETS[:2]}
    asked["selqa"] = selqa
    corpora = {name: data / name / "documents" for name in SETS[:2]}
    corpora["selqa"] = work / "selqa-documents"
    settings = Settings(encoders=EncoderSettings(names=("minilm", "e5")))
    for place, name in enumerate(SETS):
        papers = open_index(corpora[name], work / name, settings=settings)
        names = sorted(papers.documents)
        answerable = [query for query in asked[name] if query.answerable is not False]
        for query in answerable:
            yield _example(f"{name} own", papers, query, query.documents, answerable=True)
        if name == "squad":
            for query in asked[name]:
                if query.answerable is False:
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
    _, hits = papers.trace(query.query, documents=documents)
    analysis = analyse_question(query.query)
    ranked = papers.answerer.ranked(analysis, hits)
    measured = features(hits, ranked, analysis, papers.documents)
    return Example(group, documents[0], measured, answerable)


if __name__ == "__main__":
    raise SystemExit(main())
