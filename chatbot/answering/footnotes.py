"""Footnotes of an extract, and questions that a footnote answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from chatbot.answering.aliases import with_abbreviations
from chatbot.answering.figures import match_figures
from chatbot.answering.places import paragraph_at, sentence_at
from chatbot.answering.question import QuestionAnalysis
from chatbot.answering.question_items import item_number, ordinals_from_end
from chatbot.answering.request_patterns import FOOTNOTE_ALL, FOOTNOTE_IN_WORDS
from chatbot.answering.wording import content_stems, coverage, stem, term_weights, words
from chatbot.datatypes import Document, ExtractFootnote, Footnote, QueryTerm, Span

NOTE_TALK = frozenset(
    stem(word)
    for word in """source sources footnote endnote note reference references citation cite cited
    quote quoted report reported give given support back data figure figures number numbers
    statistics information estimate claim statement come taken use used provide provided
    obtain according state stated wrote author backs find found does link website literature
    work publication say read contain""".split()
)
_THRESHOLD = 0.5


@dataclass(frozen=True, slots=True)
class FootnoteMatch:
    """A note that answers, with the sentence that carries its mark (None: no mark found).

    ``score`` is the share of the question's topic that sentence and note account for.
    """

    footnote: Footnote
    sentence: Span | None
    score: float


def footnotes_in(document: Document, span: Span) -> tuple[ExtractFootnote, ...]:
    """The notes whose marks stand inside the span or directly at its end."""
    return tuple(
        ExtractFootnote(note.mark, document.slice(note.span), note.span.start, note.span.end)
        for note in document.footnotes
        if note.anchor is not None and span.start < note.anchor <= span.end
    )


def footnote_question(
    document: Document,
    analysis: QuestionAnalysis,
    question_terms: Sequence[QueryTerm],
) -> tuple[FootnoteMatch, ...]:
    """The notes that a question for a source or a note asks for, best first.

    A figure's source stands with the figure, not in a note. A note named by its number is
    the answer; otherwise the note whose carrying sentence
    (or own text) accounts for the question's topic. () when no note does.
    """
    if "footnote" not in analysis.expects or not document.footnotes:
        return ()
    figure = analysis.figure is not None and "note" not in analysis.folded
    if figure and match_figures(document, analysis, question_terms):
        return ()
    word = note_named_in_words(analysis.folded)
    if word:
        named = [*document.footnotes][slice(word - 1, word) if word > 0 else slice(word, None)][:1]
    else:
        named = [note for note in document.footnotes if note.mark == analysis.note]
    asked = document.footnotes if asks_for_all_notes(analysis) else named
    if asked:
        return tuple(FootnoteMatch(n, carrying_sentence(document, n), 1.0) for n in asked)
    if word or (analysis.note is not None and "note" in analysis.folded):
        return ()
    topic = _topic(analysis, question_terms)
    if not topic:
        return ()
    matches = [_match(document, note, topic, analysis.acronyms) for note in document.footnotes]
    good = [match for match in matches if match.score >= _THRESHOLD]
    best = max((match.score for match in good), default=0.0)
    near = [match for match in good if match.score >= best - 0.05]
    return tuple(sorted(near, key=lambda match: (-match.score, match.footnote.span.start)))


def asks_for_all_notes(analysis: QuestionAnalysis) -> bool:
    """Whether all notes are asked for, not one of them."""
    return FOOTNOTE_ALL.fullmatch(analysis.folded) is not None


def note_named_in_words(folded: str) -> int:
    """The number of “the tenth footnote” or “note number eight” (-1: the last); 0 for none."""
    match = FOOTNOTE_IN_WORDS.search(ordinals_from_end(folded))
    return item_number(next(group for group in match.groups() if group)) if match else 0


def _topic(analysis: QuestionAnalysis, question_terms: Sequence[QueryTerm]) -> dict[str, float]:
    weights = term_weights(question_terms, analysis.language)
    numbers = {stem(word.text): 1.0 for n in analysis.numbers for word in words(n)}
    rest = {s: w for s, w in weights.items() if s not in NOTE_TALK}
    return {**numbers, **rest}


def _match(
    document: Document, note: Footnote, topic: dict[str, float], acronyms: Sequence[str]
) -> FootnoteMatch:
    """Score a note by its sentence, its own text, and a little by the sentences around."""
    language = document.language
    sentence = carrying_sentence(document, note)
    own = content_stems(document.slice(note.span), language) | numbers_in(document, note.span)
    carried: frozenset[str] = frozenset()
    around: frozenset[str] = frozenset()
    if sentence is not None:
        carried = content_stems(document.slice(sentence), language) | numbers_in(document, sentence)
        carried = with_abbreviations(document, carried, acronyms)
        paragraph = paragraph_at(document, sentence.start)
        if paragraph is not None:
            near = Span(paragraph.span.start, sentence.end)
            around = content_stems(document.slice(near), language) | numbers_in(document, near)
    close = coverage(topic, carried | own)
    wide = coverage(topic, carried | own | around)
    score = max(coverage(topic, carried), coverage(topic, own), 0.95 * close)
    return FootnoteMatch(note, sentence, score + 0.5 * (wide - close))


def numbers_in(document: Document, span: Span) -> frozenset[str]:
    """The stems of the words in a span that begin with a digit."""
    return frozenset(word.stem for word in words(document.slice(span)) if word.text[0].isdigit())


def carrying_sentence(document: Document, note: Footnote) -> Span | None:
    """The sentence whose words carry the mark (it stands just after them)."""
    return sentence_at(document, note.anchor - 1) if note.anchor else None
