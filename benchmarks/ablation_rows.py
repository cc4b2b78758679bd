"""The rows of the ablation: the program with one ingredient removed, or one choice changed.

Nothing is fitted again: the confidence keeps its weights, so what a row loses in it is what
the ingredient adds as things stand.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from benchmarks.ablation_scores import KEYS
from benchmarks.remembered import RememberedEncoder, RememberedRetriever
from chatbot.answering.abstention import load_calibration
from chatbot.answering.evidence import BODY
from chatbot.datatypes import Answer, Hits
from chatbot.evaluation.configurations import switched
from chatbot.evaluation.runner import Configuration, Tracer
from chatbot.pipeline import Chatbot

DEFAULT = "default"

Besides = Literal["first encoder alone", "likeness for confidence"]
"""What a row changes that no switch does."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row by name: switches of the components, and what else it changes.

    ``columns`` are the measures that say something of it.
    """

    name: str
    switches: Mapping[str, str] = field(default_factory=dict)
    besides: Besides | None = None
    columns: tuple[str, ...] = KEYS


def _off(*switches: str) -> dict[str, str]:
    return dict.fromkeys(switches, "0")


ROWS = (
    Row(DEFAULT),
    Row("without the second encoder", besides="first encoder alone"),
    Row("without MaxSim", _off("weights.maxsim", "weights.other_maxsim", "late_weight")),
    Row(
        "without cosines",
        _off(
            "weights.dense", "weights.other_dense",
            "weights.passage_dense", "weights.other_passage_dense", "dense_weight",
        ),
    ),
    Row("without BM25", {**_off("weights.bm25", "weights.passage_bm25"), "dense_weight": "1"}),
    Row("without coverage", _off("weights.coverage")),
    Row("without neighbours", _off("weights.neighbours")),
    Row("without the shift to dense signals", _off("weights.dense_gain", "weights.lexical_loss")),
    Row("without a closer look at sentences", _off("close_sentences")),
    Row("without the bonus for asked values", _off("bonus.value", "bonus.definition")),
    Row("without lists, figures and notes", _off("structural_documents")),
    Row("without spelling correction", _off("correcting")),
    Row("without other names and forms", _off("expanding")),
    Row("one extract only", {"budget.extracts": "1"}),
    Row("more words", _off("budget.cutoff", "budget.short_cutoff")),
    Row("likeness alone as confidence", besides="likeness for confidence", columns=("auroc",)),
)  # fmt: skip


def configurations(chatbot: Chatbot, rows: Sequence[Row] = ROWS) -> tuple[Configuration, ...]:
    """One configuration a row, over one index; what they have in common is computed once."""
    encoders = [RememberedEncoder(encoder) for encoder in chatbot.retriever.encoders]
    chatbot = replace(
        chatbot,
        retriever=replace(chatbot.retriever, encoders=encoders),
        closer=replace(chatbot.closer, encoder=encoders[0]),
    )
    shared = {id(chatbot.retriever): RememberedRetriever(chatbot.retriever)}
    passages = chatbot.index.passages
    found = []
    for row in rows:
        changed = changed_by(row, chatbot)
        # A row that leaves retrieval alone has the very retriever of the others.
        retriever = changed.retriever
        remembered = shared.setdefault(id(retriever), RememberedRetriever(retriever))
        tracer: Tracer = replace(changed, retriever=remembered)
        if row.besides == "likeness for confidence":
            tracer = ByLikeness(tracer)
        found.append(Configuration(row.name, tracer, passages))
    return tuple(found)


def changed_by(row: Row, chatbot: Chatbot) -> Chatbot:
    """The chatbot as a row has it, its confidence aside.

    Raises:
        UsageError: a component has no switch of that name.
    """
    changed = switched(chatbot, row.switches)
    return _with_first_encoder(changed) if row.besides == "first encoder alone" else changed


def _with_first_encoder(chatbot: Chatbot) -> Chatbot:
    """As where a single encoder is installed: its signals alone, and their calibration."""
    index = replace(chatbot.index, encoded=chatbot.index.encoded[:1])
    encoders = chatbot.retriever.encoders[:1]
    return replace(
        chatbot,
        retriever=replace(chatbot.retriever, index=index, encoders=encoders),
        answerer=replace(
            chatbot.answerer,
            calibration=load_calibration(1),
            close=load_calibration(1, close=True),
        ),
    )


@dataclass(frozen=True, slots=True)
class ByLikeness:
    """The same answers with the best MaxSim of a sentence, encoders averaged, for confidence."""

    tracer: Tracer

    def trace(
        self, question: str, history: Sequence[str] = (), documents: Sequence[str] = ()
    ) -> tuple[Answer, Hits]:
        """The answer with its likeness, and the hits."""
        answer, hits = self.tracer.trace(question, history, documents)
        likeness = max(
            (
                (sentence.signals.maxsim + sentence.signals.other_maxsim) / 2
                for sentence in hits.sentences
                if sentence.role in BODY
            ),
            default=0.0,
        )
        return replace(answer, confidence=likeness), hits
