"""The ``meta`` tags of an HTML page → CSL-JSON fields."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from chatbot.documents.metadata import Metadata
from chatbot.documents.stated import fields

_TITLES = ("citation_title", "dc.title", "dcterms.title", "og:title")
_AUTHORS = ("citation_author", "citation_authors", "dc.creator", "dcterms.creator", "author")
_DATES = (
    "citation_publication_date",
    "citation_date",
    "citation_online_date",
    "dc.date",
    "dc.date.issued",
    "dcterms.date",
    "dcterms.issued",
    "article:published_time",
    "date",
)
_DOIS = ("citation_doi", "dc.identifier", "dcterms.identifier", "doi", "prism.doi")
_OTHERS = {
    "citation_journal_title": "container-title",
    "citation_conference_title": "container-title",
    "citation_publisher": "publisher",
    "dc.publisher": "publisher",
    "citation_volume": "volume",
    "citation_issue": "issue",
    "citation_issn": "ISSN",
    "citation_isbn": "ISBN",
}
_DATE = 10  # characters of “2020-05-17”


def stated_in(meta: Mapping[str, Sequence[str]], title: str) -> Metadata:
    """The fields that a page's ``meta`` tags, by lower-case name, and its title state."""
    authors = next((list(meta[name]) for name in _AUTHORS if meta.get(name)), [])
    first, last = meta.get("citation_firstpage", ()), meta.get("citation_lastpage", ())
    pages = [("page", f"{first[0]}–{last[0]}" if last else first[0])] if first else []
    found = fields(
        titles=[*_values(meta, _TITLES), title],
        authors=authors,
        dates=[value[:_DATE] for value in _values(meta, _DATES)],
        dois=_values(meta, _DOIS),
        others=[*((_OTHERS[n], v) for n in _OTHERS for v in meta.get(n, ())[:1]), *pages],
    )
    if "container-title" in found and "citation_journal_title" in meta:
        found["type"] = "article-journal"
    return found


def _values(meta: Mapping[str, Sequence[str]], names: Sequence[str]) -> list[str]:
    return [value for name in names for value in meta.get(name, ())]
