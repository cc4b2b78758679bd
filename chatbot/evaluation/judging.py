"""One answered question against its gold: the value of every measure, and why it missed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from chatbot.datatypes import Answer, Hits, JudgedQuery, Qrel, RunEntry
from chatbot.evaluation import extract_measures as extracts
from chatbot.evaluation.gold import Gold
from chatbot.evaluation.passage_measures import (
    PASSAGE_MEASURES,
    PassageJudge,
    only_documents,
    passage_scores,
    run_entries,
)
from chatbot.evaluation.shown import Shown, shown_within, word_limit

Outcome = Literal[
    "shown", "shown too late", "refused", "not retrieved", "not selected", "not in the document"
]
Row = dict[str, float | None]


@dataclass(frozen=True, slots=True)
class Judgement:
    """A question's measures under one configuration, with what they were taken from.

    ``outcomes`` says of each gold piece whether it was shown, else why not.
    """

    row: Row
    outcomes: tuple[Outcome, ...]
    qrels: tuple[Qrel, ...]
    entries: tuple[RunEntry, ...]


def is_answerable(query: JudgedQuery) -> bool | None:
    """What the query says of itself, else whether it has evidence or answers."""
    if query.answerable is not None:
        return query.answerable
    return True if query.evidence or query.answers else None


def judge(
    query: JudgedQuery, gold: Sequence[Gold], answer: Answer, hits: Hits, passages: PassageJudge
) -> Judgement:
    """Measure one answer and the ranking behind it."""
    answerable = is_answerable(query)
    relevant = gold if answerable else ()
    shown = shown_within(answer, word_limit(answer, query))
    qrels = passages.qrels(query.query_id, relevant)
    entries = run_entries(query.query_id, hits.passages, relevant)
    row: Row = dict(passage_scores(qrels, entries).get(query.query_id, {}))
    row["words_shown"] = extracts.words_shown(answer)
    row["time_ms"] = answer.timings_ms.get("total")
    row["confidence"] = _confidence(answer)
    if answerable:
        row |= {
            "evidence_recall": extracts.evidence_recall(shown, relevant),
            "extract_precision": extracts.extract_precision(shown, relevant),
            "word_f1": extracts.word_f1(shown, relevant),
            "answer_hit": extracts.answer_hit(answer, query),
            "short_answer": extracts.short_answer(answer, query),
            "short_answer_right": extracts.short_answer_right(answer, query),
            "list_recall": extracts.list_recall(answer, shown, query, relevant),
        }
    row |= _abstention(answerable, refuses(answer), answer.status == "uncertain")
    ranked = {entry.doc_id for entry in entries}
    outcomes = tuple(_outcome(piece, answer, shown, ranked, passages, gold) for piece in relevant)
    return Judgement(row, outcomes, qrels, entries)


def failed(query: JudgedQuery, gold: Sequence[Gold]) -> Row:
    """The values of a question that got no answer at all: nothing is earned."""
    answerable = is_answerable(query)
    row: Row = {"words_shown": 0.0, **_abstention(answerable, bool(answerable), False)}
    if answerable is not None:
        row["confidence"] = 0.0 if answerable else 1.0
    if answerable and gold:
        row |= dict.fromkeys((*PASSAGE_MEASURES, "evidence_recall", "word_f1"), 0.0)
        row |= {"list_recall": 0.0} if query.labels.get("kind") == "list" else {}
    if answerable and query.answers:
        row |= {"answer_hit": 0.0, "short_answer": 0.0}
    return row


def refuses(answer: Answer) -> bool:
    """Whether nothing of the documents is put forward as an answer."""
    silent = answer.status == "command" and not (answer.extracts or answer.figures)
    return silent or answer.status == "not_found"


def _confidence(answer: Answer) -> float:
    """The confidence; of a reply to a command, whether it shows anything of the paper."""
    return answer.confidence if answer.confidence is not None else float(not refuses(answer))


def _abstention(answerable: bool | None, refused: bool, uncertain: bool) -> Mapping[str, float]:
    if answerable is None:
        return {}
    flagged = float(refused or uncertain)
    if answerable:
        return {"false_refusal": float(refused), "false_flag": flagged}
    return {"refused": float(refused), "flagged": flagged}


def _outcome(
    piece: Gold,
    answer: Answer,
    shown: Shown,
    ranked: set[str],
    passages: PassageJudge,
    gold: Sequence[Gold],
) -> Outcome:
    if shown.holds(piece):
        return "shown"
    if not piece.whole and not piece.spans:
        return "not in the document"
    if shown_within(answer).holds(piece):
        return "shown too late"
    if answer.status == "not_found":
        return "refused"
    document = piece.evidence.document
    if piece.whole:
        found = document in ranked if only_documents(gold) else False
    else:
        found = any(ranked & set(passages.holding(document, span)) for span in piece.spans)
    return "not selected" if found else "not retrieved"
