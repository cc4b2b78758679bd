"""A closer look at the likeliest sentences where the question is in other words than theirs.

A kept sentence vector is pooled in the context of its passage, which blurs what the sentence
itself says. Encoded alone it tells better whether it means the same as a question that shares
few words with it, and whether nothing in the papers does. That costs a pass of the encoder a
sentence, so it is done for a few sentences, and only where words do not decide.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np

from chatbot.datatypes import Document, Hits, Query, ScoredSentence
from chatbot.indexing.analysis import analyse
from chatbot.indexing.encoders import Encoder
from chatbot.indexing.vectors import Floats
from chatbot.retrieval.fusion import weighted_sum

DIGITS = 6
"""Cosines are rounded before they are compared, so that float noise decides nothing."""

SHARES: Mapping[str, float] = {
    "maxsim": 0.25,
    "other_maxsim": 0.25,
    "dense": 0.15,
    "other_dense": 0.15,
    "bm25": 0.1,
    "coverage": 0.1,
}
"""What each signal weighs in the choice of the sentences to look at."""

KEPT = 4096
"""Sentences whose vectors are kept for further questions (6 MB); with one more all are dropped."""


@dataclass(frozen=True, slots=True)
class CloseReader:
    """Encodes the likeliest sentences of a question alone, by the first encoder.

    ``close_sentences`` is how many (0: none are), ``lacking`` the share of the question's
    words, weighted by rarity, that the likeliest sentence must lack for it.
    """

    documents: Mapping[str, Document]
    encoder: Encoder
    close_sentences: int = 8
    lacking: float = 0.7
    kept: dict[str, Floats] = field(default_factory=dict, repr=False, compare=False)

    def read(self, query: Query, hits: Hits) -> Hits:
        """The hits with ``alone`` signals where a closer look is worth it, else unchanged."""
        places = [at for at, sentence in enumerate(hits.sentences) if sentence.role == "body"]
        if hits.reading != "usual" or not places or not self.close_sentences:
            return hits
        scores = _likeliness([hits.sentences[at] for at in places])
        order = np.argsort(-np.round(scores, DIGITS), kind="stable")
        likeliest = [places[at] for at in order[: self.close_sentences]]
        if self._lack(hits, hits.sentences[likeliest[0]]) <= self.lacking:
            return hits
        asked = self.encoder.encode_query(query.gloss or query.interpreted).vector
        sentences = list(hits.sentences)
        for at in likeliest:
            vector = self._vector(self._text(sentences[at]))
            cosine = round(float(vector @ asked), DIGITS)
            signals = replace(sentences[at].signals, alone=cosine)
            sentences[at] = replace(sentences[at], signals=signals)
        return replace(hits, sentences=tuple(sentences))

    def _text(self, sentence: ScoredSentence) -> str:
        return self.documents[sentence.document].slice(sentence.span)

    def _lack(self, hits: Hits, sentence: ScoredSentence) -> float:
        """The share of the question's words that a sentence lacks; 1 where there are none."""
        language = self.documents[sentence.document].language
        stems = {token.stem for token in analyse(self._text(sentence), language)}
        total = sum(term.idf for term in hits.terms)
        held = sum(term.idf for term in hits.terms if term.held_by(stems))
        return 1.0 - held / total if total else 1.0

    def _vector(self, text: str) -> Floats:
        """A sentence's vector (d,), always encoded by itself: beside others it would round
        in another way, and the same question would not give the same answer bit for bit."""
        found = self.kept.get(text)
        if found is None:
            found = self.encoder.encode_passages([text], [[(0, len(text))]], _ignore).passages[0]
            if len(self.kept) >= KEPT:
                self.kept.clear()
            self.kept[text] = found
        return found


def _ignore(_: int) -> None:
    """Progress that nobody waits for."""


def _likeliness(sentences: list[ScoredSentence]) -> Floats:
    """A rough score (n,) of sentences: a weighted sum of their min-max normalised signals."""
    columns = [
        (share, np.array([getattr(s.signals, name) for s in sentences], np.float32))
        for name, share in SHARES.items()
    ]
    return weighted_sum(columns)
