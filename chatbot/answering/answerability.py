"""What speaks for and against the documents' telling what a question asks for.

Likeness alone cannot tell a question that a paper answers from one about something that
it only names (Rajpurkar, Jia and Liang 2018, "Know What You Don't Know"). So besides how
well the best sentences echo the question, it counts what they leave out: its rarest word,
its names and years, a value of the asked kind.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from chatbot.answering.evidence import Evidence
from chatbot.answering.question import QuestionAnalysis
from chatbot.answering.short_answer import weigh
from chatbot.datatypes import Document, Hits, QueryTerm
from chatbot.indexing.analysis import analyse

LIKENESS = (
    "dense",
    "maxsim",
    "passage_dense",
    "other_dense",
    "other_maxsim",
    "other_weakest",
    "other_passage_dense",
)
"""Signals of which the best value among the best sentences counts."""

LACK = (
    "missing_in_first",
    "unknown_name",
    "missing_name",
    "names_year",
    "missing_year",
    "asks_value",
    "value",
    "yes_no",
)
"""What the question holds or asks for, and the best sentences leave out; see ``features``."""

FEATURES = (*LIKENESS, *LACK, "held_in_first", "alone")
BEST = 5
"""How many of the best sentences are looked at: the answer need not be the first."""

_VALUES = frozenset("number money percent date period rank person organisation place".split())
_YES_NO = re.compile(r"(?:is|are|was|were|do|does|did|has|have|can|could|will|would|should)\b")


def features(
    hits: Hits,
    ranked: Sequence[Evidence],
    analysis: QuestionAnalysis,
    documents: Mapping[str, Document],
) -> tuple[float, ...]:
    """The values that the confidence rests on, in the order of ``FEATURES``.

    ``ranked`` are sentences, best first. ``missing_in_first`` is the idf-weighted share of
    the question's words that the best sentence lacks; ``unknown_name`` and
    ``missing_name``: a name of the question that the documents, or the best sentences,
    lack; ``missing_year`` a year of the question that these lack; ``value`` the
    probability of the likeliest value of the asked kind. ``held_in_first`` is the share of
    all the question's words that the best sentence holds, those counted that cannot stand in
    papers of another language. ``alone`` is the best cosine of a sentence by itself, 0 where
    none was looked at so closely. What holds is 1, else 0.
    """
    top = ranked[:BEST]
    if not top:
        return (0.0,) * len(FEATURES)
    signals = [evidence.sentence.signals for evidence in top]
    likeness = [max(getattr(signal, name) for signal in signals) for name in LIKENESS]
    held = [documents[e.sentence.document] for e in top]
    texts = [document.slice(e.span) for document, e in zip(held, top, strict=True)]
    stems = [
        {token.stem for token in analyse(text, document.language)}
        for document, text in zip(held, texts, strict=True)
    ]
    lack = _lack(hits.terms, analysis, texts, stems)
    told = hits.shared * (1.0 - lack[LACK.index("missing_in_first")]) if hits.terms else 0.0
    alone = max(signal.alone or 0.0 for signal in signals)
    return (*likeness, *lack, told, alone)


def looked_at(hits: Hits) -> bool:
    """Whether sentences were encoded alone, the question sharing few words with them."""
    return any(sentence.signals.alone is not None for sentence in hits.sentences)


def _lack(
    terms: Sequence[QueryTerm],
    analysis: QuestionAnalysis,
    texts: Sequence[str],
    stems: Sequence[set[str]],
) -> tuple[float, ...]:
    shown = set().union(*stems)
    total = sum(term.idf for term in terms) or 1.0
    names = [term for term in terms if _is_name(term, analysis.text)]
    written = " ".join(texts)
    return (
        sum(term.idf for term in terms if not term.held_by(stems[0])) / total,
        float(any(not term.known for term in names)),
        float(any(not term.held_by(shown) for term in names)),
        float(bool(analysis.years)),
        float(any(str(year) not in written for year in analysis.years)),
        *_value(analysis, terms, texts),
        float(_YES_NO.match(analysis.folded) is not None),
    )


def _is_name(term: QueryTerm, question: str) -> bool:
    """Whether a word is written as a name, by its capital amid the question."""
    return term.word[:1].isupper() and not question.startswith(term.word)


def _value(
    analysis: QuestionAnalysis, terms: Sequence[QueryTerm], texts: Sequence[str]
) -> tuple[float, float]:
    """Whether a value is asked for, and how likely the likeliest one is the right one."""
    if not _VALUES.intersection(analysis.primary):
        return 0.0, 0.0
    return 1.0, max(weigh(text, analysis, terms).probability for text in texts)
