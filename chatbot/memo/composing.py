"""A memo as blocks of Pandoc's document model, by template."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from chatbot.citations.citing import bare_cite_node, cite_node, makes_notes, processed
from chatbot.citations.nodes import (
    LINE_BREAK,
    SPACE,
    bullets,
    div,
    emphasis,
    header,
    note,
    para,
    quotation,
    strong,
    words,
)
from chatbot.citations.pandoc import Node
from chatbot.datatypes import Excerpt, Memo
from chatbot.errors import UsageError
from chatbot.languages.phrases import DEFAULT, phrase
from chatbot.memo.arranging import by_heading
from chatbot.memo.context import UNNAMED
from chatbot.memo.figure_nodes import Picture, figure_node
from chatbot.memo.finishing import annotated, unwrapped
from chatbot.memo.leads import lead
from chatbot.memo.sources import keys_of, provenance_lines, references_of

Pictures = Mapping[str, Picture]
"""Pictures by the id of their excerpt."""

_NARROW: Node = {"t": "Str", "c": "\u202f"}
_PARAGRAPHS = re.compile(r"\n\s*\n")


@dataclass(frozen=True, slots=True)
class Composition:
    """How a memo is to be composed; without ``style`` citations are left to biblatex.

    ``language`` is that of the fixed phrases.
    """

    template: str
    style: Path | None
    pictures: Pictures
    language: str = DEFAULT

    def words(self, key: str, **values: object) -> str:
        """A fixed phrase of a memo."""
        return phrase(f"memo_export.{key}", self.language, **values)


class _Writer:
    """Writes excerpts one after the other and counts the footnotes."""

    def __init__(self, memo: Memo, composition: Composition) -> None:
        self._memo = memo
        self._style = composition.style
        self._said = composition
        self._keys = keys_of(memo)
        self._in_notes = composition.style is None or makes_notes(composition.style)
        self._notes = 0
        self._figures = 0

    @property
    def said(self) -> Composition:
        """The fixed phrases."""
        return self._said

    def excerpts(self, excerpts: Iterable[Excerpt], *, questions: bool = True) -> list[Node]:
        """Each excerpt with its question and section, where they differ from those before."""
        blocks: list[Node] = []
        question, section = "", ""
        for excerpt in excerpts:
            if questions and excerpt.question and excerpt.question != question:
                blocks.append(lead(emphasis(*words(excerpt.question))))
            stands = self._section(excerpt)
            place = self._place(excerpt)
            if (excerpt.question, stands) != (question, section) or not place:
                blocks.append(lead(strong(*words(stands))))
            else:  # a line between them keeps two quotations apart
                blocks.append(lead(emphasis(*words(place))))
            question, section = excerpt.question, stands
            blocks += self._excerpt(excerpt)
        return blocks

    def _section(self, excerpt: Excerpt) -> str:
        """The section that an excerpt is from, the paper where it is in none."""
        if excerpt.locator.section:
            return excerpt.locator.section[-1]
        return str(self._memo.references.get(excerpt.document, {}).get("title") or excerpt.document)

    def _excerpt(self, excerpt: Excerpt) -> list[Node]:
        """The person's note, the quotation with its citation, warnings."""
        blocks: list[Node] = []
        blocks += [lead(*words(part)) for part in _PARAGRAPHS.split(excerpt.note) if part.strip()]
        cited = self._cited(excerpt)
        picture = self._said.pictures.get(excerpt.id)
        if picture is not None:
            self._figures += 1
            blocks.append(figure_node(excerpt, picture, cited, self._figures, self._said.language))
        else:
            parts = [words(part) for part in _PARAGRAPHS.split(excerpt.quote)]
            parts = [part for part in parts if part]
            parts[-1] = [*parts[-1], *cited]
            blocks.append(quotation(*(para(*part) for part in parts)))
        return blocks + self._warnings(excerpt)

    def _cited(self, excerpt: Excerpt) -> list[Node]:
        """The citation, and as footnotes the paper's notes to the words that are quoted."""
        key = self._keys[excerpt.document]
        self._notes += self._in_notes
        if self._style is None:
            cite = bare_cite_node(key, excerpt.locator)
        else:
            cite = cite_node(key, excerpt.locator, self._notes, self._style)
        nodes = [SPACE, cite]
        for held in excerpt.footnotes:
            self._notes += 1
            named = self._said.words("note", mark=held.mark)
            said = self._said.words("quoted", text=held.text)
            # Two marks side by side would read as one number.
            between = [_NARROW] if nodes[1:] != [cite] or self._in_notes else []
            nodes += [*between, note(para(*words(f"{named} {said}")))]
        return nodes

    def _place(self, excerpt: Excerpt) -> str:
        """Where in its section an excerpt stands, as far as that is known."""
        if excerpt.locator.page is not None:
            return self._said.words("page", page=excerpt.locator.page)
        number = excerpt.locator.paragraph
        return "" if number is None else self._said.words("paragraph", number=number)

    def _warnings(self, excerpt: Excerpt) -> list[Node]:
        """Fixed phrases about what stands around the quotation."""
        said = []
        if excerpt.quoting:
            unnamed = excerpt.quoting == UNNAMED
            name = self._said.words("unnamed") if unnamed else excerpt.quoting
            said.append(self._said.words("quoting", name=name))
        for sentence in excerpt.qualifiers:
            quoted = self._said.words("quoted", text=sentence)
            said.append(f"{self._said.words('mind')} {quoted}")
        return [para(emphasis(*words(line))) for line in said]


def composed(memo: Memo, composition: Composition) -> list[Node]:
    """The blocks of the memo, citations made.

    Raises:
        UsageError: the memo is empty, or the template unknown.
    """
    if not memo.shown and not memo.unanswered:
        raise UsageError(
            "the memo is empty: add extracts to it (“Add to memo”), or make one of a file of "
            "questions with `chatbot memo QUERIES.jsonl --out FILE`"
        )
    template = TEMPLATES.get(composition.template)
    if template is None:
        known = ", ".join(TEMPLATES)
        raise UsageError(f"no template {composition.template!r}: use {known}")
    blocks = template(memo, _Writer(memo, composition))
    if composition.style is None:
        return blocks
    made = processed(blocks, references_of(memo), composition.style)
    return annotated(unwrapped(made), references_of(memo))


def _memo(memo: Memo, writer: _Writer) -> list[Node]:
    said = writer.said
    blocks = [header(1, memo.title or said.words("memo")), *_head(memo, said)]
    if memo.findings:
        blocks += [
            header(2, said.words("findings")),
            bullets([words(each) for each in memo.findings]),
        ]
    for heading, excerpts in by_heading(memo):
        blocks.append(header(2, heading or said.words("excerpts")))
        # A heading that is the question itself is not repeated.
        asked = any(excerpt.question != heading for excerpt in excerpts)
        blocks += writer.excerpts(excerpts, questions=asked)
    return [*blocks, *_unanswered(memo, said), *_sources(memo, said)]


def _excerpts(memo: Memo, writer: _Writer) -> list[Node]:
    said = writer.said
    blocks = [header(1, memo.title or said.words("excerpts")), *writer.excerpts(memo.shown)]
    return [*blocks, *_unanswered(memo, said), *_sources(memo, said)]


def _bibliography(memo: Memo, writer: _Writer) -> list[Node]:
    """Sources first; the excerpts of each are put below its entry once that is made."""
    said = writer.said
    blocks = [header(1, memo.title or said.words("bibliography")), div("refs")]
    for document, key in keys_of(memo).items():
        held = [excerpt for excerpt in memo.shown if excerpt.document == document]
        blocks.append(div(f"below-{key}", *writer.excerpts(held)))
    return [*blocks, *_unanswered(memo, said), *_provenance(memo, said)]


TEMPLATES: dict[str, Callable[[Memo, _Writer], list[Node]]] = {
    "memo": _memo,
    "excerpts": _excerpts,
    "bibliography": _bibliography,
}
"""The templates by name: a memo, a plain list of excerpts, an annotated bibliography."""


def _head(memo: Memo, said: Composition) -> list[Node]:
    fields = {"to": memo.recipient, "from": memo.sender, "date": memo.date, "subject": memo.subject}
    inlines: list[Node] = []
    for key, value in fields.items():
        if value.strip():
            inlines += [LINE_BREAK] if inlines else []
            inlines += [strong(*words(f"{said.words(key)}:")), SPACE, *words(value)]
    return [para(*inlines)] if inlines else []


def _unanswered(memo: Memo, said: Composition) -> list[Node]:
    if not memo.unanswered:
        return []
    asked = bullets([words(question) for question in memo.unanswered])
    return [header(2, said.words("unanswered")), asked]


def _sources(memo: Memo, said: Composition) -> list[Node]:
    if not memo.shown:
        return []
    return [header(2, said.words("sources")), div("refs"), *_provenance(memo, said)]


def _provenance(memo: Memo, said: Composition) -> list[Node]:
    lines = provenance_lines(memo, said.language)
    heading = lead(emphasis(*words(said.words("files"))))
    return [heading, bullets([words(line) for line in lines])]
