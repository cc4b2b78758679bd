"""Finished documents read back as text blocks: Word, OpenDocument, PDF, Markdown, HTML and more."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from pathlib import Path

from chatbot.citations.pandoc import read_with_pandoc
from chatbot.documents.printed import read_printed
from chatbot.errors import DocumentError, MissingInput, RunError, UsageError
from chatbot.memo.flow import Block, Mark, flow_of, joined_quotations, one_a_run
from chatbot.memo.line_ends import Known
from chatbot.memo.printed_lines import blocks_of_print
from chatbot.memo.records import Record, records_in, records_of_file

_FORMS = {
    ".docx": "docx",
    ".odt": "odt",
    ".md": "gfm-tex_math_dollars-tex_math_gfm-emoji-autolink_bare_uris",
    ".markdown": "gfm-tex_math_dollars-tex_math_gfm-emoji-autolink_bare_uris",
    ".html": "html-tex_math_dollars",
    ".htm": "html-tex_math_dollars",
    ".tex": "latex",
}
READABLE = (*_FORMS, ".pdf", ".txt")
"""The endings of the documents that can be checked, besides a memo's own file."""

_DEFINITION = re.compile(r"^\[(\d+)\]\s+")
_CITED = re.compile(r"(?:\[\d+\]|[)\]])[.\s]*$")
_MARK = re.compile(r"\[(\d+)\]")


@dataclass(frozen=True, slots=True)
class Finished:
    """A finished document: its blocks in reading order, and what it keeps of its excerpts."""

    blocks: list[Block]
    records: list[Record]


def read_finished(path: Path, known: Known = lambda _: False) -> Finished:
    """The blocks of a document and its records.

    ``known`` says whether the papers hold some characters: PDFs break words at line ends.

    Raises:
        MissingInput: there is no such file.
        UsageError: it is of another kind, or damaged.
    """
    if not path.is_file():
        raise MissingInput(f"file to verify not found: {path}")
    suffix = path.suffix.lower()
    if suffix == ".txt":
        text = path.read_bytes().decode("utf-8-sig", errors="replace")
        return Finished(blocks_of_text(text), records_of_file(path))
    if suffix == ".pdf":
        return _finished_pdf(path, known)
    if suffix not in _FORMS:
        raise UsageError(f"{path} cannot be verified: use {', '.join(READABLE)}, or a memo’s .json")
    data = path.read_bytes()
    if suffix == ".tex":
        # Pandoc writes these and does not read them.
        data = data.replace(b"\\textbar{}", b"|").replace(b"\\footnotetext{", b"\\footnote{")
    try:
        blocks = flow_of(read_with_pandoc(data, _FORMS[suffix]))
        if suffix == ".odt":  # which is read as a quotation a paragraph
            blocks = one_a_run(blocks)
        return Finished(blocks, records_of_file(path))
    except RunError as error:
        if str(error).startswith("pandoc failed"):
            raise UsageError(f"{path} is not a readable {suffix} file ({error})") from error
        raise


def _finished_pdf(path: Path, known: Known) -> Finished:
    try:
        printed = read_printed(path)
    except DocumentError as error:
        raise UsageError(str(error)) from error
    return Finished(blocks_of_print(printed, known), records_in(printed.keywords))


def blocks_of_text(text: str) -> list[Block]:
    """The blocks of plain text: indented or “>” paragraphs are quotations, [1] a note.

    A paragraph that begins with “[1]” is the note of that number.
    """
    parts = [part for part in re.split(r"\n[ \t]*\n", text.replace("\r\n", "\n")) if part.strip()]
    notes: dict[str, str] = {}
    kept: list[tuple[bool, str]] = []
    open_note = ""
    for part in parts:
        quoted, words = _unindented(part)
        found = _DEFINITION.match(words)
        if found is not None and not quoted:
            open_note = found[1]
            notes[open_note] = words[found.end() :]
        elif open_note and quoted:
            notes[open_note] += f" {words}"
        else:
            open_note = ""
            kept.append((quoted, words))
    return _merged([_marked(quoted, words, notes) for quoted, words in kept])


def _unindented(part: str) -> tuple[bool, str]:
    """Whether a paragraph is set as a quotation, and its words on one line."""
    lines = [line for line in part.split("\n") if line.strip()]
    quoted = all(line.startswith(("  ", "\t", ">")) for line in lines)
    listed = lines[0].lstrip().startswith(("- ", "* "))
    words = " ".join(line.strip().removeprefix(">").strip() for line in lines)
    return quoted and (not listed or _CITED.search(words) is not None), words


def _marked(quoted: bool, words: str, notes: dict[str, str]) -> Block:
    text, marks, last = "", [], 0
    for found in _MARK.finditer(words):
        if found[1] in notes:
            text += words[last : found.start()]
            marks.append(Mark(len(text), notes[found[1]]))
            last = found.end()
    return Block("quote" if quoted else "text", text + words[last:], tuple(marks))


def _merged(blocks: list[Block]) -> list[Block]:
    """Quotations of several paragraphs put together, as they stand one after the other."""
    made: list[Block] = []
    for kind, run in itertools.groupby(blocks, key=lambda block: block.kind):
        held = list(run)
        made += joined_quotations(held) if kind == "quote" else held
    return made
