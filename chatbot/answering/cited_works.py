"""Questions about a cited work: its title, pages, publisher, outlet, address or date.

The bibliographic words alone ask for nothing: a note answers only where it accounts for the
rest of the question, and does so clearly better than any sentence outside the notes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from chatbot.answering.aliases import place_stem, with_abbreviations, with_places
from chatbot.answering.footnotes import NOTE_TALK, FootnoteMatch, carrying_sentence, numbers_in
from chatbot.answering.question import QuestionAnalysis
from chatbot.answering.wording import content_stems, coverage, stem, term_weights, words
from chatbot.datatypes import Document, Footnote, QueryTerm, Span

_ASKS = re.compile(
    r"\b(?:(?:what|which) pages?|pages? (?:range|numbers?|of)|page numbers?|chapters?|"
    r"headlines?|headlined|newspapers?|dail(?:y|ies)|magazines?|journals?|publish(?:er|ers|ed)?|"
    r"edit(?:ed|or|ors)|web ?sites?|web (?:pages?|address)|urls?|links?|accessed|retrieved|"
    r"volumes?|pieces?|op-eds?|articles?|books?|reports?|stud(?:y|ies)|papers?|titles?|titled|"
    r"entitled|outlets?|issue number)\b"
)
_TALK = NOTE_TALK | frozenset(
    stem(word)
    for word in """page pages range chapter headline headlined newspaper daily magazine journal
    publisher publish edit editor website web site address url accessed access retrieved
    retrieve volume piece op ed article book report study paper title titled entitled outlet
    press issue date year month day appear run ran come out bring brought print printed
    collected call name full author write written list consult check visit online available
    translation translate version stand begin end first last russian english original""".split()
)
_KINDS: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...] = (
    (
        re.compile(r"\b(?:newspapers?|headline\w*|dail(?:y|ies)|op-eds?|magazines?)\b"),
        re.compile(
            r"\b(?:January|February|March|April|May|June|July|August|September|October|November|"
            r"December)\s\d{1,2}\b|\b\d{1,2}\s(?:January|February|March|April|May|June|July|"
            r"August|September|October|November|December)\b"
        ),
    ),
    (
        re.compile(r"\b(?:chapters?|volumes?|editors?|edited|publishers?|books?)\b"),
        re.compile(r"\b[Ee]ds?\.|\b[Ii]n ['‘“\"]|\bPress\b"),
    ),
    (
        re.compile(r"\bjournals?\b"),
        re.compile(r"\b[Nn]o\.|\b[Vv]ol\.|\bJournal\b|\bReview\b|\d\(\d+\)"),
    ),
    (
        re.compile(r"\b(?:web ?sites?|web (?:pages?|address)|urls?|links?|accessed|retrieved)\b"),
        re.compile(r"https?:|\bwww\.|\b[Aa]ccess(?:ed| date)|\b[Rr]etrieved\b"),
    ),
)
"""How a question names a kind of work, and how a note for such a work looks."""
_CITES = re.compile(
    r"\b(?:1[89]|20)\d\d\b.*['’”\"]|\bpp?\.\s?\d|https?:|\bwww\.|\b[Aa]ccess date|\b[Ee]ds?\."
)
_CITED_FOR = re.compile(
    r"\b(?:cited|given|referenced|quoted|named|used|provided) "
    r"(?:for|on|to support|to back|in support)\b"
)
_ENOUGH = 0.75
_CLEARLY = 0.2
_OF_KIND = 0.25


def asks_for_cited_work(analysis: QuestionAnalysis) -> bool:
    """Whether the wording may ask for the particulars of a cited work."""
    return analysis.figure is None and _ASKS.search(analysis.folded) is not None


def cited_work(
    document: Document, analysis: QuestionAnalysis, question_terms: Sequence[QueryTerm]
) -> FootnoteMatch | None:
    """The note that cites the work a question is about; None where the text fits as well."""
    if not document.footnotes or not asks_for_cited_work(analysis):
        return None
    weights = term_weights(question_terms, analysis.language)
    topic = {place_stem(s): w for s, w in weights.items() if s not in _TALK}
    topic |= {stem(word.text): 1.0 for n in analysis.numbers for word in words(n)}
    scored = [
        (_score(document, note, analysis, topic), note)
        for note in document.footnotes
        if _CITES.search(document.slice(note.span))
    ]
    if not topic or not scored:
        return None
    score, note = max(scored, key=lambda pair: (pair[0], -pair[1].span.start))
    cited_for = score >= _ENOUGH + _OF_KIND and _CITED_FOR.search(analysis.folded)
    if score < _ENOUGH or (not cited_for and score < _elsewhere(document, topic) + _CLEARLY):
        return None
    return FootnoteMatch(note, carrying_sentence(document, note), min(score, 1.0))


def _score(
    document: Document, note: Footnote, analysis: QuestionAnalysis, topic: Mapping[str, float]
) -> float:
    """The topic's share in a note, and a little more where the note is for the named kind."""
    text = document.slice(note.span)
    own = _stems(document, note.span)
    share = coverage(dict(topic), own)
    fits = any(asked.search(analysis.folded) and looks.search(text) for asked, looks in _KINDS)
    sentence = carrying_sentence(document, note)
    if fits and sentence is not None and _CITED_FOR.search(analysis.folded):
        own |= with_abbreviations(document, _stems(document, sentence), analysis.acronyms)
        share = max(share, coverage(dict(topic), own))
    return share + (_OF_KIND if fits and share >= _ENOUGH else 0.0)


def _elsewhere(document: Document, topic: Mapping[str, float]) -> float:
    """The best share of the topic in the paper's title or in a sentence outside the notes."""
    notes = [note.span for note in document.footnotes]
    sentences = [
        sentence
        for paragraph in document.paragraphs
        for sentence in paragraph.sentences
        if not any(note.overlap(sentence) for note in notes)
    ]
    shares = [coverage(dict(topic), _stems(document, sentence)) for sentence in sentences]
    title = with_places(content_stems(document.title, document.language))
    return max([*shares, coverage(dict(topic), title)])


def _stems(document: Document, span: Span) -> frozenset[str]:
    words_held = content_stems(document.slice(span), document.language)
    return with_places(words_held | numbers_in(document, span)) | words_held
