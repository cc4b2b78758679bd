"""A memo as blocks of Pandoc's document model, by template."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from chatbot.citations.citing import bare_cite_node, cite_node, makes_notes, processed
from chatbot.citations.nodes import (
    LINE_BREAK,
    SPACE,
    attributes,
    bullets,
    contents,
    div,
    emphasis,
    header,
    note,
    para,
    plain,
    quotation,
    strong,
    words,
)
from chatbot.citations.pandoc import Node
from chatbot.datatypes import Excerpt, Memo
from chatbot.errors import UsageError
from chatbot.memo.arranging import by_heading
from chatbot.memo.sources import keys_of, provenance_lines, references_of

Images = Mapping[str, Path]
"""Picture files by figure id."""

_PARAGRAPHS = re.compile(r"\n\s*\n")


@dataclass(frozen=True, slots=True)
class Composition:
    """How a memo is to be composed; without ``style`` citations are left to biblatex."""

    template: str
    style: Path | None
    images: Images


class _Writer:
    """Writes excerpts one after the other and counts the footnotes."""

    def __init__(self, memo: Memo, composition: Composition) -> None:
        self._memo = memo
        self._style = composition.style
        self._images = composition.images
        self._keys = keys_of(memo)
        self._in_notes = composition.style is None or makes_notes(composition.style)
        self._notes = 0

    def excerpts(self, excerpts: Iterable[Excerpt], *, questions: bool = True) -> list[Node]:
        """Each excerpt with its question and section, where they differ from those before."""
        blocks: list[Node] = []
        question, section = "", ""
        for excerpt in excerpts:
            if questions and excerpt.question and excerpt.question != question:
                blocks.append(para(emphasis(*words(excerpt.question))))
            lead = self._lead(excerpt)
            place = _place(excerpt)
            if (excerpt.question, lead) != (question, section) or not place:
                blocks.append(para(strong(*words(lead))))
            else:  # a line between them keeps two quotations apart
                blocks.append(para(emphasis(*words(place))))
            question, section = excerpt.question, lead
            blocks += self._excerpt(excerpt)
        return blocks

    def _lead(self, excerpt: Excerpt) -> str:
        """The section that an excerpt is from, the paper where it is in none."""
        if excerpt.locator.section:
            return excerpt.locator.section[-1]
        return str(self._memo.references.get(excerpt.document, {}).get("title") or excerpt.document)

    def _excerpt(self, excerpt: Excerpt) -> list[Node]:
        """The person's note, the quotation with its citation, warnings."""
        blocks: list[Node] = []
        blocks += [para(*words(part)) for part in _PARAGRAPHS.split(excerpt.note) if part.strip()]
        cited = self._cited(excerpt)
        image = self._images.get(excerpt.figure.id) if excerpt.figure else None
        if image is not None:
            blocks.append(_figure(excerpt, image, cited))
        else:
            parts = [words(part) for part in _PARAGRAPHS.split(excerpt.quote)]
            parts = [part for part in parts if part]
            parts[-1] = [*parts[-1], *cited]
            blocks.append(quotation(*(para(*part) for part in parts)))
        return blocks + _warnings(excerpt)

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
            said = words(f"Note {held.mark} in the source: “{held.text}”")
            nodes.append(note(para(*said)))
        return nodes


def _place(excerpt: Excerpt) -> str:
    """Where in its section an excerpt stands, as far as that is known."""
    if excerpt.locator.page is not None:
        return f"Page {excerpt.locator.page}"
    paragraph = excerpt.locator.paragraph
    return "" if paragraph is None else f"Paragraph {paragraph}"


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
    return _annotated(_unwrapped(made), references_of(memo))


def _memo(memo: Memo, writer: _Writer) -> list[Node]:
    blocks = [header(1, memo.title or "Memo"), *_head(memo)]
    if memo.findings:
        blocks += [header(2, "Key findings"), bullets([words(each) for each in memo.findings])]
    for heading, excerpts in by_heading(memo):
        blocks.append(header(2, heading or "Excerpts"))
        # A heading that is the question itself is not repeated.
        asked = any(excerpt.question != heading for excerpt in excerpts)
        blocks += writer.excerpts(excerpts, questions=asked)
    return [*blocks, *_unanswered(memo), *_sources(memo)]


def _excerpts(memo: Memo, writer: _Writer) -> list[Node]:
    blocks = [header(1, memo.title or "Excerpts"), *writer.excerpts(memo.shown)]
    return [*blocks, *_unanswered(memo), *_sources(memo)]


def _bibliography(memo: Memo, writer: _Writer) -> list[Node]:
    """Sources first; the excerpts of each are put below its entry once that is made."""
    blocks = [header(1, memo.title or "Annotated bibliography"), div("refs")]
    for document, key in keys_of(memo).items():
        held = [excerpt for excerpt in memo.shown if excerpt.document == document]
        blocks.append(div(f"below-{key}", *writer.excerpts(held)))
    return [*blocks, *_unanswered(memo), *_provenance(memo)]


TEMPLATES: dict[str, Callable[[Memo, _Writer], list[Node]]] = {
    "memo": _memo,
    "excerpts": _excerpts,
    "bibliography": _bibliography,
}
"""The templates by name: a memo, a plain list of excerpts, an annotated bibliography."""


def _head(memo: Memo) -> list[Node]:
    fields = {
        "To": memo.recipient,
        "From": memo.sender,
        "Date": memo.date,
        "Subject": memo.subject,
    }
    inlines: list[Node] = []
    for label, value in fields.items():
        if value.strip():
            inlines += [LINE_BREAK] if inlines else []
            inlines += [strong(*words(f"{label}:")), SPACE, *words(value)]
    return [para(*inlines)] if inlines else []


def _unanswered(memo: Memo) -> list[Node]:
    if not memo.unanswered:
        return []
    return [header(2, "Not answered by the papers"), bullets([words(q) for q in memo.unanswered])]


def _sources(memo: Memo) -> list[Node]:
    return [header(2, "Sources"), div("refs"), *_provenance(memo)] if memo.shown else []


def _provenance(memo: Memo) -> list[Node]:
    lines = provenance_lines(memo)
    return [para(emphasis(*words("Files quoted from"))), bullets([words(line) for line in lines])]


def _warnings(excerpt: Excerpt) -> list[Node]:
    """Fixed phrases about what stands around the quotation."""
    said = []
    if excerpt.quoting:
        said.append(f"The paper quotes {excerpt.quoting} here.")
    said += [f"Mind the sentence beside it: “{words_}”" for words_ in excerpt.qualifiers]
    return [para(emphasis(*words(line))) for line in said]


def _figure(excerpt: Excerpt, image: Path, cited: Sequence[Node]) -> Node:
    alternative = (excerpt.figure.title if excerpt.figure else None) or "Figure"
    picture = {"t": "Image", "c": [attributes(), words(alternative), [str(image), ""]]}
    caption = [{"t": "Plain", "c": [*words(f"“{excerpt.quote}”"), *cited]}]
    return {"t": "Figure", "c": [attributes(), [None, caption], [{"t": "Plain", "c": [picture]}]]}


def _unwrapped(blocks: Sequence[Node]) -> list[Node]:
    """Without the processor's own marks, which some formats would write out."""
    return [_bare(block) for block in blocks]


def _bare(node: Node) -> Node:
    """The element with citations and spans in it replaced by what they hold."""
    content = node.get("c")
    return node if not isinstance(content, list) else {**node, "c": _bare_list(content)}


def _bare_list(values: list[object]) -> list[object]:
    made: list[object] = []
    for value in values:
        if isinstance(value, list):
            made.append(_bare_list(value))
        elif isinstance(value, dict) and value.get("t") in ("Cite", "Span"):
            made += _bare_list(contents(value))
        elif isinstance(value, dict) and "t" in value:
            made.append(_bare(value))
        else:
            made.append(value)
    return made


def _annotated(blocks: Sequence[Node], references: Sequence[Mapping[str, object]]) -> list[Node]:
    """Divisions opened; what belongs below an entry of the bibliography put there.

    A style may leave out a work of which too little is known: it is listed by its title.
    """
    below = {_identifier(b).removeprefix("below-"): contents(b) for b in blocks}
    made: list[Node] = []
    for block in blocks:
        name = _identifier(block)
        if name == "refs":
            entries = {_identifier(e).removeprefix("ref-"): contents(e) for e in contents(block)}
            for item in references:
                key = str(item["id"])
                if not plain(entries.get(key)).strip():
                    entries[key] = [para(*words(str(item["title"])))]
            for key, entry in entries.items():
                made += [*entry, *below.get(key, [])]
        elif not name.startswith("below-"):
            made.append(block)
    return made


def _identifier(block: Node) -> str:
    return str(block["c"][0][0]) if block.get("t") == "Div" else ""
