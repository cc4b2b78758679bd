"""Measures over what an answer shows, each defined in its docstring.

They are this program's own: rankings are judged by passages, answers by what a person sees.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence

from chatbot.datatypes import Answer, JudgedQuery, Span
from chatbot.evaluation.gold import Gold
from chatbot.evaluation.shown import Shown, shown_within

_SAME = str.maketrans("‘’‚“”„‐‑‒–—−", "'''\"\"\"------")
_WITHIN_NUMBER = re.compile(r"[.,]\d")
_EDGES = re.compile(r"^[\s.,;:!?\"'()\[\]]+|[\s.,;:!?\"'()\[\]]+$")


def evidence_recall(shown: Shown, gold: Sequence[Gold]) -> float | None:
    """Share of the gold pieces of which at least half is shown; None without gold."""
    if not gold:
        return None
    return sum(shown.holds(piece) for piece in gold) / len(gold)


def extract_precision(shown: Shown, gold: Sequence[Gold]) -> float | None:
    """Share of the shown words that are gold (half of a word's characters or more).

    None where nothing is shown, and where the gold names no quotes.
    """
    spans = _gold_spans(gold)
    if not shown.words or not spans:
        return None
    return _gold_words(shown, spans) / len(shown.words)


def word_f1(shown: Shown, gold: Sequence[Gold]) -> float | None:
    """Harmonic mean of ``extract_precision`` and of the share of gold words shown.

    As span selection is measured (Rajpurkar et al. 2016, "SQuAD", there over bags of
    words, here over places). None where the gold names no quotes.
    """
    spans = _gold_spans(gold)
    if not spans:
        return None
    held = _gold_words(shown, spans)
    wanted = sum(len((piece.evidence.quote or "").split()) for piece in gold)
    return 2 * held / (len(shown.words) + max(wanted, held)) if held else 0.0


def _gold_spans(gold: Sequence[Gold]) -> dict[str, list[Span]]:
    """The gold's places by document; none where any piece is a whole document."""
    spans: dict[str, list[Span]] = {}
    for piece in gold:
        if piece.whole:
            return {}
        spans.setdefault(piece.evidence.document, []).extend(piece.spans)
    return spans


def _gold_words(shown: Shown, spans: Mapping[str, Sequence[Span]]) -> int:
    """How many of the shown words are gold."""
    return sum(
        any(2 * word.overlap(span) >= len(word) for span in spans.get(document, ()))
        for document, word in shown.words
    )


def answer_hit(answer: Answer, query: JudgedQuery) -> float | None:
    """Whether a gold short answer lies in the first extract; None without short answers."""
    if not query.answers:
        return None
    first = answer.extracts[0].quote if answer.extracts else ""
    return float(any(lies_in(short, first) for short in query.answers))


def short_answer(answer: Answer, query: JudgedQuery) -> float | None:
    """Whether a short answer is given and right; None without gold short answers.

    It is right where it holds a gold one as whole words, or is held by one.
    """
    if not query.answers:
        return None
    given = answer.short_answer.text if answer.short_answer else ""
    return float(any(lies_in(gold, given) or lies_in(given, gold) for gold in query.answers))


def short_answer_right(answer: Answer, query: JudgedQuery) -> float | None:
    """``short_answer`` where one is given; None where none is."""
    return short_answer(answer, query) if answer.short_answer else None


def list_recall(
    answer: Answer, shown: Shown, query: JudgedQuery, gold: Sequence[Gold]
) -> float | None:
    """Share of an enumeration's items shown, for queries whose ``kind`` is ``list``.

    The items are the gold pieces; where a single piece holds the whole list, they are
    the short answers, each to be found in a shown extract.
    """
    if query.labels.get("kind") != "list" or not gold:
        return None
    if len(gold) > 1 or len(query.answers) < 2:
        return evidence_recall(shown, gold)
    extracts = [extract.quote for extract in answer.extracts]
    found = sum(any(lies_in(item, quote) for quote in extracts) for item in query.answers)
    return found / len(query.answers)


def words_shown(answer: Answer) -> float:
    """How many words the extracts of an answer and their footnotes show in all."""
    return float(len(shown_within(answer).words))


def lies_in(short: str, text: str) -> bool:
    """Whether a short answer stands in a text as whole words, forms of signs aside."""
    wanted, words = normalised(short), normalised(text)
    if not wanted:
        return False
    at = words.find(wanted)
    while at >= 0:
        if not (
            _joined(words[:at][-2:], wanted[0]) or _joins(wanted[-1], words[at + len(wanted) :])
        ):
            return True
        at = words.find(wanted, at + 1)
    return False


def normalised(text: str) -> str:
    """NFKC, case folded, one form of quotes and dashes, single blanks, bare edges."""
    same = unicodedata.normalize("NFKC", text).translate(_SAME).casefold()
    return _EDGES.sub("", " ".join(same.split()))


def _joined(before: str, first: str) -> bool:
    """Whether a word, or a number with a point or comma in it, began before ``first``."""
    if _WITHIN_NUMBER.fullmatch(before[::-1]) and first.isdigit():
        return True
    return bool(before) and _in_word(before[-1]) and _in_word(first)


def _joins(last: str, after: str) -> bool:
    """Whether a word, or a number with a point or comma in it, goes on after ``last``."""
    if _WITHIN_NUMBER.fullmatch(after[:2]) and last.isdigit():
        return True
    return bool(after) and _in_word(last) and _in_word(after[0])


def _in_word(character: str) -> bool:
    """Letters and digits, but none of scripts that write words without blanks."""
    return character.isalnum() and unicodedata.category(character) != "Lo"
