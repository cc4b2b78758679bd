"""The question's content words with their rarity."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from chatbot.datatypes import QueryTerm
from chatbot.indexing.analysis import Token, analyse
from chatbot.indexing.index import Index
from chatbot.languages.detection import crosses

ASKING = frozenset(
    """author describe document everything explain list many mention much name paper please
    roughly say says tell text""".split()
)
"""Words of a question that ask for something and name nothing."""


def query_terms(
    text: str,
    index: Index,
    documents: Collection[str],
    language: str = "en",
    carried: Sequence[tuple[str, float]] = (),
) -> tuple[QueryTerm, ...]:
    """One term a distinct stem of the question, in the order of the question.

    ``language`` is that in which its words are looked up. Words that only ask are left out
    where others remain. ``carried`` are the words that weigh less than the question's own,
    with their weights.
    """
    tokens = analyse(text, language)
    found = _by_stem(token for token in tokens if not token.variant)
    naming = {
        stem: places
        for stem, places in found.items()
        if text[slice(*places[0])].casefold() not in ASKING
    }
    weights = {token.stem: weight for word, weight in carried for token in analyse(word, language)}
    return tuple(
        _weighed(_term(text, stem, places, index, documents), weights.get(stem, 1.0))
        for stem, places in (naming or found).items()
    )


def shared_words(terms: Sequence[QueryTerm], language: str, papers: str) -> tuple[QueryTerm, ...]:
    """The terms of a question that papers in another language can hold.

    Names, numbers and what a gloss gives in the papers' language; a word in the letters of the
    question's own language counts only where the papers happen to hold it.
    """
    return tuple(term for term in terms if term.known or not crosses(term.word, language, {papers}))


def echoed_words(text: str, language: str) -> tuple[QueryTerm, ...]:
    """The content words of a question in its own language, each of the same weight.

    How rare they are in papers of another language says nothing.
    """
    found = _by_stem(token for token in analyse(text, language) if not token.variant)
    return tuple(
        QueryTerm(text[slice(*places[0])], stem, 1.0, False, tuple(places))
        for stem, places in found.items()
    )


def _by_stem(tokens: Iterable[Token]) -> dict[str, list[tuple[int, int]]]:
    places: dict[str, list[tuple[int, int]]] = {}
    for token in tokens:
        known = places.setdefault(token.stem, [])
        if (token.start, token.end) not in known:
            known.append((token.start, token.end))
    return places


def _weighed(term: QueryTerm, weight: float) -> QueryTerm:
    """A term that counts for ``weight`` of its rarity."""
    return term if weight == 1 else replace(term, idf=term.idf * weight, weight=weight)


def _term(
    text: str,
    stem: str,
    places: list[tuple[int, int]],
    index: Index,
    documents: Collection[str],
) -> QueryTerm:
    return QueryTerm(
        word=text[slice(*places[0])],
        stem=stem,
        idf=index.idf(stem, documents),
        known=index.sentence_frequency(stem, documents) > 0,
        places=tuple(places),
    )
