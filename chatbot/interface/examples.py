"""Questions to try, in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from chatbot.datatypes import Document, Section
from chatbot.interface.labels import shortened
from chatbot.languages.phrases import DEFAULT, phrase

MOST_EXAMPLES = 8
_HEADING_LENGTH = 80
_TITLE_LENGTH = 40


@dataclass(frozen=True, slots=True)
class Example:
    """A question to try, with the kind of question that it stands for."""

    kind: str
    question: str


def examples(documents: Mapping[str, Document], language: str = DEFAULT) -> tuple[Example, ...]:
    """Questions to try: those of the sidecars, else general ones made from the headings.

    A sidecar names them under ``custom.examples`` (CSL-JSON keeps ``custom`` for such
    things), each ``{"kind": "A number", "question": "…", "language": "en"}``; one without
    a language is in English.
    """
    given = [example for document in documents.values() for example in _given(document, language)]
    if given:
        return tuple(given[:MOST_EXAMPLES])
    if len(documents) > 1:
        return _of_several(tuple(documents.values()), language)
    return tuple(
        example for document in documents.values() for example in _general(document, language)
    )


def _given(document: Document, language: str) -> list[Example]:
    custom = document.metadata.get("custom")
    listed = custom.get("examples") if isinstance(custom, Mapping) else None
    if not isinstance(listed, list):
        return []
    return [
        Example(str(entry.get("kind", "")), entry["question"])
        for entry in listed
        if isinstance(entry, Mapping)
        and isinstance(entry.get("question"), str)
        and entry.get("language", DEFAULT) == language
    ]


def _general(document: Document, language: str) -> tuple[Example, ...]:
    sections = (_about(document, section, language) for section in document.sections[:3])
    found = [
        _example("author", language),
        _example("when", language),
        *(Example(phrase("page_examples.section_kind", language), text) for text in sections),
    ]
    if document.figures:
        found.append(_example("figures", language))
    return (*found[: MOST_EXAMPLES - 1], _example("elsewhere", language))


def _of_several(documents: Sequence[Document], language: str) -> tuple[Example, ...]:
    """A section of each paper, as far as there is room."""
    found = [
        Example(
            shortened(document.title, _TITLE_LENGTH),
            _about(document, document.sections[0], language),
        )
        for document in documents
        if document.sections
    ]
    return (*found[: MOST_EXAMPLES - 1], _example("elsewhere", language))


def _about(document: Document, section: Section, language: str) -> str:
    heading = shortened(document.slice(section.heading), _HEADING_LENGTH)
    return phrase("page_examples.section", language, heading=heading)


def _example(name: str, language: str) -> Example:
    kind = phrase(f"page_examples.{name}_kind", language)
    return Example(kind, phrase(f"page_examples.{name}", language))
