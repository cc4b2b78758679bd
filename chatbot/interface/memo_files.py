"""A memo as files: exported for others, saved and opened again."""

from __future__ import annotations

import base64
import binascii
import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, replace

from chatbot.citations.styles import STYLES
from chatbot.datatypes import Memo
from chatbot.errors import UsageError
from chatbot.interface.memo_asked import LARGEST_FILE, MOST_EXCERPTS, Asked, Change
from chatbot.languages.counting import counted
from chatbot.memo.arranging import merge
from chatbot.memo.grouping import tidied
from chatbot.memo.pictures import Drawn, FigurePictures, drawn_for
from chatbot.memo.standing import standing

MEMO_ENDING = ".memo.json"

FORMATS = (".docx", ".odt", ".pdf", ".md", ".html", ".tex", ".txt", ".bib", ".ris", ".json")
_REFERENCES = (".bib", ".ris", ".json")
_WORDS_ONLY = (*_REFERENCES, ".txt")
TEMPLATES = ("memo", "excerpts", "bibliography")


@dataclass(frozen=True, slots=True)
class MadeFile:
    """A file for the browser to save, and the line that tells of it."""

    name: str
    data: bytes
    line: str


def exported_file(memo: Memo, asked: Asked, pictures: FigurePictures | None) -> MadeFile:
    """The memo in the format, the style and the template that were chosen.

    Excerpts whose words are not the paper's are no quotations: they are left out and counted.

    Raises:
        UsageError: the choice is none, or the memo holds nothing to be exported.
        RunError: the converter fails.
    """
    suffix, style, template = (asked.text(name, 40) for name in ("form", "style", "template"))
    if suffix not in FORMATS or style not in STYLES or template not in TEMPLATES:
        raise UsageError(asked.visitor.words("memo.not_understood"))
    if not memo.shown:
        raise UsageError(asked.visitor.words("memo.empty_remedy"))
    memo, unquoted = _quotations(memo, asked)
    if not memo.shown:
        raise UsageError(unquoted)
    # Exporting brings converters along that only those who export need.
    from chatbot.memo.exporting import ExportOptions, exported

    stem = asked.visitor.words("memo.file_name")
    language = asked.visitor.language
    drawn = Drawn({}, frozenset())
    if suffix not in _WORDS_ONLY:
        drawn = drawn_for(memo, asked.documents, pictures, language)
    options = ExportOptions(style, template, drawn.images, drawn.redrawn, language)
    files = exported(memo, suffix, options, stem=stem)
    if len(files) == 1:
        name, data = f"{stem}{suffix}", files[suffix]
    else:
        name, data = f"{stem}.zip", _zipped({f"{stem}{end}": held for end, held in files.items()})
    line = asked.visitor.words("memo.exported", name=name)
    if drawn.missing:
        line += f" {counted('memo.not_drawn', drawn.missing, language)}"
    unsure = sum(standing(each, asked.documents) != "exact" for each in memo.shown)
    if unsure and suffix not in _REFERENCES:
        line += f" {counted('memo.not_standing', unsure, language)}"
    return MadeFile(name, data, f"{line} {unquoted}".rstrip())


def _quotations(memo: Memo, asked: Asked) -> tuple[Memo, str]:
    """The memo with what is quoted truly, and the line that counts the rest, if any."""
    false = {e.id for e in memo.shown if standing(e, asked.documents) == "changed"}
    if not false:
        return memo, ""
    line = counted("memo.not_quoted", len(false), asked.visitor.language)
    return replace(memo, excerpts=tuple(e for e in memo.excerpts if e.id not in false)), line


def saved_file(memo: Memo, asked: Asked) -> MadeFile:
    """The memo as a file of its own, to be opened again."""
    from chatbot.memo.saving import memo_bytes

    name = f"{asked.visitor.words('memo.file_name')}{MEMO_ENDING}"
    return MadeFile(name, memo_bytes(memo), asked.visitor.words("memo.saved", name=name))


def opened_file(memo: Memo, asked: Asked) -> Change:
    """The memo with what a file holds; an empty one becomes the file's.

    Raises:
        UsageError: it is no memo file, or nothing of it can be read.
    """
    from chatbot.memo.saving import read_memo

    name = asked.text("name", 300)
    try:
        data = base64.b64decode(asked.text("data", LARGEST_FILE), validate=True)
    except (binascii.Error, ValueError) as error:
        raise UsageError(asked.visitor.words("memo.not_understood")) from error
    opened = read_memo(data, name)
    if len(memo.excerpts) + len(opened.memo.excerpts) > MOST_EXCERPTS:
        raise UsageError(asked.visitor.words("memo.file_full", limit=MOST_EXCERPTS))
    before = len(memo.shown)
    made = opened.memo if not memo.excerpts else merge(memo, opened.memo)
    grown = len(made.shown) - (before if memo.excerpts else 0)
    line = counted("memo.opened", grown, asked.visitor.language, name=name)
    repeated = len(opened.memo.shown) - grown
    if repeated > 0:
        line += f" {counted('memo.repeated', repeated, asked.visitor.language)}"
    return Change(tidied(made), " ".join([line, *(f"{said}." for said in opened.problems)]))


def _zipped(files: Mapping[str, bytes]) -> bytes:
    """One archive, the same for the same files."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name), data)
    return held.getvalue()
