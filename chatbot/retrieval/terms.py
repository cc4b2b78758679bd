"""The question's content words with their rarity."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from chatbot.datatypes import QueryTerm
from chatbot.indexing.analysis import analyse
from chatbot.indexing.index import Index

ASKING = frozenset(
    """author describe document everything explain list many mention much name paper please
    roughly say says tell text""".split()
)
"""Words of a question that ask for something and name nothing."""


def query_terms(
    text: str,
    index: Index,
    documents: Collection[str],
    carried: Sequence[tuple[str, float]] = (),
) -> tuple[QueryTerm, ...]:
    """One term a distinct stem of the question, in the order of the question.

    Words that only ask are left out where others remain. ``carried`` are the words that weigh
    less than the question's own, with their weights.
    """
    language = _language(index, documents)
    places: dict[str, list[tuple[int, int]]] = {}
    for token in analyse(text, language):
        if not token.variant:
            places.setdefault(token.stem, []).append((token.start, token.end))
    naming = {
        stem: found
        for stem, found in places.items()
        if text[found[0][0] : found[0][1]].casefold() not in ASKING
    }
    weights = {token.stem: weight for word, weight in carried for token in analyse(word, language)}
    return tuple(
        QueryTerm(
            word=text[found[0][0] : found[0][1]],
            stem=stem,
            idf=index.idf(stem, documents) * weights.get(stem, 1.0),
            known=index.sentence_frequency(stem, documents) > 0,
            places=tuple(found),
            weight=weights.get(stem, 1.0),
        )
        for stem, found in (naming or places).items()
    )


def _language(index: Index, documents: Collection[str]) -> str:
    names = sorted(documents) or sorted(index.documents)
    return index.documents[names[0]].language if names else "en"
