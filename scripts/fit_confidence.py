"""Fit the calibration of ``confidence`` on public question sets.

    python -m scripts.fit_confidence --data DIR [--work DIR] [--out FILE] [--only NAME]

DIR holds one folder a set (``covidqa``, ``squad``), each with ``documents/`` and
``queries.jsonl`` in the project's query format, and ``training/selqa.jsonl``, whose
questions were partly reworded to share few words with their answers, and ``xquad`` with
questions in Russian about English articles. The indexes are kept in ``--work``, so that a
second run encodes nothing; ``--only`` fits one calibration and leaves the others as they are.

Positive examples are answerable questions asked of their own document. Negative ones are
SQuAD 2.0's adversarial questions, which name what the article is about and ask what it
does not tell; questions asked of another document of their set; and questions of another
set. The model is a logistic regression in which no evidence may speak against an answer and
no lack of it for one. It is fitted with weights that make it tell these groups apart; the
curve from its sums to probabilities is an isotonic regression with the weights of the mixture
that people are taken to ask (``ASKED``). The models ``…_close`` are for the questions whose
likeliest sentences were encoded alone, and fitted on these only. Questions in another language
than the paper are fitted on XQuAD's Russian ones, asked of their own article, of another, of all
and of all others: nothing in the features knows Russian from Korean. All figures printed are of
documents held out.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from sklearn.isotonic import IsotonicRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import GroupKFold

from chatbot.answering.answerability import FEATURES, LIKENESS
from chatbot.evaluation.abstention import Judged, calibration_error, refused_at_kept
from scripts.confidence_examples import SETS, Example, crossing_examples, usual_examples

OUT = Path(__file__).resolve().parent.parent / "chatbot/answering/confidence.json"
CROSSING = "crosslingual"
READ_BY_ALL = ("one_encoder", "several_encoders", "one_encoder_close", "several_encoders_close")
"""The models of questions that the first encoder reads as well."""
FITTED_ON = (
    "development documents of COVID-QA (CC BY 4.0) and SQuAD 2.0 (CC BY-SA 4.0), articles of SelQA "
    "(Apache-2.0); crosslingual: Russian questions and English articles of XQuAD (CC BY-SA 4.0)"
)
STRENGTH = 0.1
"""Inverse regularisation of the logistic regression over standardised features."""
POINTS = 20
"""How many points the curve has, between its ends."""
REACH = 3.0
"""How far beyond the outer points the curve's ends lie."""

CLOSE = "_close"
"""Ends the name of a model of questions whose likeliest sentences were encoded alone."""

SPEAKS_FOR = frozenset({*LIKENESS, "value", "held_in_first", "alone"})
SPEAKS_AGAINST = frozenset(
    {"missing_in_first", "unknown_name", "missing_name", "names_year", "missing_year", "asks_value"}
)
_OTHERS = {name for name in LIKENESS if name.startswith("other_")}
_WORDS = {"maxsim", "other_maxsim", "other_weakest", "missing_in_first"}
_MERE_TOPIC = {"dense", "passage_dense", "other_maxsim"}
UNUSED = {
    "one_encoder": {"held_in_first", "alone", *_OTHERS},
    "one_encoder_close": {"held_in_first", *_WORDS, *_OTHERS},
    "several_encoders": {"held_in_first", "alone", *_MERE_TOPIC},
    "several_encoders_close": {"held_in_first", *_WORDS, *_MERE_TOPIC},
    "multilingual": {"dense", "maxsim", "passage_dense", "held_in_first", "alone"},
    "crosslingual": {
        *("dense", "maxsim", "passage_dense", "other_passage_dense", "other_weakest"),
        *("missing_in_first", "unknown_name", "missing_name", "names_year"),
        *("asks_value", "value", "yes_no", "alone"),
    },
}
"""Features left out: with a second encoder the first one's cosines only tell what a passage is
about, and a near miss is about the same. Where a question shares few words with the papers, these
say nothing. Across languages the words missing are those of one
rendering among many."""

TAUGHT = {
    "squad own": 1.0, "squad not told": 1.0, "covidqa own": 0.3, "selqa own": 0.3,
    **{f"{name} {kind}": 0.1 for name in SETS for kind in ("wrong document", "other field")},
    "xquad own": 1.0, "xquad_all own": 1.0, "xquad wrong document": 1.0,
    "xquad_all other documents": 1.0,
}  # fmt: skip
"""What each group weighs in all when the model learns to tell them apart."""

ASKED = {
    "squad own": 1.0, "covidqa own": 1.0, "selqa own": 1.0, "squad not told": 0.3,
    **{f"{name} wrong document": 0.2 for name in SETS},
    **{f"{name} other field": 0.1 for name in SETS},
    "xquad own": 1.0, "xquad_all own": 1.0, "xquad wrong document": 2.0,
    "xquad_all other documents": 8.0,
}  # fmt: skip
"""What each group weighs among the questions that people are taken to ask.

Across languages little but likeness tells a question apart, and everyday questions are more like
any paper than those of other articles are. So there unanswered ones weigh as much as makes
nine in ten of them refused.
"""

IN_OTHER_WORDS = 4.0
"""How many times as often questions are asked in other words than the papers' as in the public
sets, whose askers had the text before them."""

COMPARED = {
    **{name: ("own", ("not told", "wrong document", "other field")) for name in SETS},
    "xquad": ("own", ("wrong document",)),
    "xquad_all": ("own", ("other documents",)),
}
"""By set, the answerable group and those that are to be told from it."""

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Model:
    """Weights of raw features, and the points of the curve (p, 2)."""

    weights: Floats
    curve: Floats

    def probability(self, values: Floats) -> Floats:
        """Probabilities (n,) for features (n, f)."""
        return np.interp(values @ self.weights, self.curve[:, 0], self.curve[:, 1])


def main() -> int:
    """Fit, report on held-out documents, write the weights."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--work", type=Path, help="where indexes are kept")
    parser.add_argument("--out", type=Path, default=OUT)
    parser.add_argument("--only", choices=UNUSED, nargs="+", help="the calibrations to fit")
    parser.add_argument("--each", type=int, default=500, help="wrong documents asked, a set")
    parser.add_argument("--most", type=int, help="own questions asked, a set (default: all)")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        work = options.work or Path(folder)
        work.mkdir(parents=True, exist_ok=True)
        wanted = options.only or list(UNUSED)
        crossing = [name for name in wanted if name == CROSSING]
        usual = [name for name in wanted if name != CROSSING]
        record = json.loads(OUT.read_text(encoding="utf-8")) if options.only else {}
        record["fitted_on"] = FITTED_ON
        if usual:
            examples = list(usual_examples(options.data, work, options.each, options.most))
            record["examples"] = len(examples)
            record |= {name: _fitted(examples, name) for name in usual}
        if crossing:
            examples = list(crossing_examples(options.data, work))
            record |= {name: _fitted(examples, name) for name in crossing}
    options.out.write_text(json.dumps(record, indent=2) + "\n", encoding="utf-8")
    return 0


def _fitted(everything: Sequence[Example], name: str) -> dict[str, object]:
    """The record of a model of the features that it uses."""
    print(name)
    unused = UNUSED[name]
    weighed = _weighed(everything, IN_OTHER_WORDS if name.endswith(CLOSE) else 1.0)
    chosen = [at for at, e in enumerate(everything) if e.close or not name.endswith(CLOSE)]
    examples, weights = [everything[at] for at in chosen], weighed.only(chosen)
    values = np.array([each.features if name in READ_BY_ALL else each.alone for each in examples])
    values[:, [key in unused for key in FEATURES]] = 0.0
    labels = np.array([example.answerable for example in examples])
    groups = [example.group for example in examples]
    documents = [f"{example.group.split()[0]} {example.document}" for example in examples]
    held_out = np.zeros(len(labels))
    for train, test in GroupKFold(5).split(values, labels, documents):
        model = fit(values[train], labels[train], weights.only(train))
        held_out[test] = model.probability(values[test])
    _report(groups, labels, held_out, weights.asked)
    model = fit(values, labels, weights)
    slopes = zip(FEATURES, model.weights, strict=True)
    return {
        "examples": len(examples),
        "weights": {key: round(float(w), 5) for key, w in slopes if key not in unused},
        "curve": [[round(float(x), 4), round(float(y), 4)] for x, y in model.curve],
    }


@dataclass(frozen=True, slots=True)
class Weighed:
    """What examples (n,) weigh when groups are told apart, and among the questions asked."""

    taught: Floats
    asked: Floats

    def only(self, rows: Sequence[int] | NDArray[np.int64]) -> Weighed:
        """Those of some examples."""
        return Weighed(self.taught[rows], self.asked[rows])


def _weighed(examples: Sequence[Example], others: float) -> Weighed:
    """The weights of all examples: a part of them keeps its share of its groups.

    ``others`` is how many times those in other words count among the questions asked.
    """
    groups = [example.group for example in examples]
    apart = [others if e.close and e.answerable else 1.0 for e in examples]
    return Weighed(_weights(groups, TAUGHT), _weights(groups, ASKED) * np.array(apart))


def fit(values: Floats, labels: NDArray[np.bool_], weights: Weighed) -> Model:
    """Weights that tell the groups apart, and the curve of the mixture that is asked."""
    slopes = _signed_regression(values, labels, weights.taught)
    return Model(slopes, _curve(values @ slopes, labels, weights.asked))


def _signed_regression(values: Floats, labels: NDArray[np.bool_], weights: Floats) -> Floats:
    """A regularised logistic regression whose weights have the signs that they may have."""
    middle, spread = values.mean(axis=0), values.std(axis=0)
    spread = np.where(spread > 0, spread, 1.0)
    scaled = (values - middle) / spread
    signs = np.where(labels, 1.0, -1.0)

    def loss(parameters: Floats) -> tuple[float, Floats]:
        slopes = parameters[:-1]
        margins = -signs * (scaled @ slopes + parameters[-1])
        pull = -signs * weights / (1.0 + np.exp(-margins))
        value = float((weights * np.logaddexp(0.0, margins)).sum() + slopes @ slopes / 2 / STRENGTH)
        return value, np.append(scaled.T @ pull + slopes / STRENGTH, pull.sum())

    bounds = [
        (0.0 if name in SPEAKS_FOR else None, 0.0 if name in SPEAKS_AGAINST else None)
        for name in FEATURES
    ]
    start = np.zeros(len(FEATURES) + 1)
    found = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=[*bounds, (None, None)])
    return np.asarray(found.x[:-1] / spread)


def _curve(sums: Floats, labels: NDArray[np.bool_], weights: Floats) -> Floats:
    """Points of the isotonic regression of labels on sums, even in both kinds of questions."""
    order = np.argsort(sums, kind="stable")
    sums, labels, weights = sums[order], labels[order].astype(float), weights[order]
    share = np.where(
        labels > 0, weights / weights[labels > 0].sum(), weights / weights[labels == 0].sum()
    )
    group = np.minimum((np.cumsum(share) / share.sum() * POINTS).astype(int), POINTS - 1)
    total = np.bincount(group, weights, POINTS)
    places = np.bincount(group, weights * sums, POINTS) / total
    shares = np.bincount(group, weights * labels, POINTS) / total
    rising = IsotonicRegression(y_min=0.005, y_max=0.99).fit_transform(
        places, shares, sample_weight=total
    )
    # A little slope where the regression is flat, so that unequal sums stay unequal.
    steps = np.arange(POINTS)
    highest = 0.99 - (POINTS - 1 - steps) * 1e-4
    rising = np.maximum.accumulate(np.minimum(rising + steps * 1e-3, highest))
    first, last = rising[0] / 3, (1.0 + rising[-1]) / 2
    ends = [places[0] - REACH, *places, places[-1] + REACH]
    return np.stack([ends, [first, *rising, last]], axis=1)


def _weights(groups: Sequence[str], wanted: dict[str, float]) -> Floats:
    """A weight an example, so that each group weighs what is wanted of it in all."""
    counts = Counter(groups)
    return np.array([wanted[group] / counts[group] for group in groups]) * 1000


def _report(
    groups: Sequence[str], labels: NDArray[np.bool_], confidence: Floats, weights: Floats
) -> None:
    """Print how well held-out questions are told apart, group by group."""
    names = np.array(groups)
    error = calibration_error(Judged(confidence, labels), weights[None])[0]
    print(f"  calibration error in the mixture asked {error:.3f}")
    for name, (kept, refused) in COMPARED.items():
        own = names == f"{name} {kept}"
        if not own.any():
            continue
        low = np.quantile(confidence[own], [0.03, 0.05, 0.1])
        print(f"  {name:8} {kept}: confidence at 3, 5, 10 %: {np.round(low, 3)}")
        for kind in refused:
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


if __name__ == "__main__":
    raise SystemExit(main())
