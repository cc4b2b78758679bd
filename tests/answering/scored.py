"""Sentences with signals made by hand, for the tests of ranking and selection."""

from chatbot.answering.evidence import Evidence
from chatbot.datatypes import Hits, QueryTerm, ScoredSentence, SentenceSignals

NO_SIGNALS = dict.fromkeys(SentenceSignals.__dataclass_fields__, 0.0) | {"alone": None}


def signals(**values):
    return SentenceSignals(**(NO_SIGNALS | values))


def sentence(document, words, passage="p0", role="body", **values):
    """The sentence of a document that holds ``words``, with these signals."""
    start = document.text.index(words)
    span = next(s for p in document.paragraphs for s in p.sentences if s.start <= start < s.end)
    return ScoredSentence(document.id, span, passage, role, signals(**values))


def evidence(document, words, score, **values):
    return Evidence(sentence(document, words, **values), score)


def term(word, idf=1.0, known=True, stem=None):
    return QueryTerm(word, stem or word, idf, known)


def hits(*sentences, terms=()):
    return Hits((), tuple(sentences), tuple(terms))
