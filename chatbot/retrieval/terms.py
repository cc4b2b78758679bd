"""The question's content words with their rarity."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from chatbot.datatypes import Query, QueryTerm
from chatbot.indexing.analysis import Token, analyse
from chatbot.indexing.index import Index

ASKING = frozenset(
    """author describe document everything explain list many mention much name paper please
    roughly say says tell text""".split()
)
"""Words of a question that ask for something and name nothing."""
_PRINTED = re.compile(r"[A-Za-z0-9\u00c0-\u024f](?:[\w.,&'’-]*[A-Za-z0-9\u00c0-\u024f])?")
"""Names and numbers in a question in other letters, as a paper would print them."""


def query_terms(text: str, index: Index, documents: Collection[str]) -> tuple[QueryTerm, ...]:
    """One term a distinct stem of the question, in the order of the question.

    Words that only ask are left out where others remain.
    """
    tokens = analyse(text, _language(index, documents))
    found = _by_stem(token for token in tokens if not token.variant)
    naming = {
        stem: places
        for stem, places in found.items()
        if text[slice(*places[0])].casefold() not in ASKING
    }
    return tuple(
        _term(text, stem, places, index, documents) for stem, places in (naming or found).items()
    )


def crossing_terms(query: Query, index: Index) -> tuple[QueryTerm, ...]:
    """What papers in another language can hold of a question.

    Its names and numbers in Latin letters, other words that the papers happen to hold, and
    the words of its gloss, which have no place in the question.
    """
    text, documents = query.interpreted, query.documents
    language = _language(index, documents)
    tokens = [token for token in analyse(text, language) if not token.variant]
    printed = [
        Token(token.stem, match.start() + token.start, match.start() + token.end)
        for match in _PRINTED.finditer(text)
        for token in analyse(match.group(), language)
        if not token.variant
    ]
    terms: dict[str, QueryTerm] = {}
    for stem, places in _by_stem([*printed, *tokens]).items():
        term = _term(text, stem, places, index, documents)
        if term.known or any(token.stem == stem for token in printed):
            terms[stem] = term
    for term in query_terms(query.gloss, index, documents) if query.gloss else ():
        terms.setdefault(term.stem, _placeless(term))
    return tuple(terms.values())


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


def _placeless(term: QueryTerm) -> QueryTerm:
    return QueryTerm(term.word, term.stem, term.idf, term.known)


def _language(index: Index, documents: Collection[str]) -> str:
    names = sorted(documents) or sorted(index.documents)
    return index.documents[names[0]].language if names else "en"
