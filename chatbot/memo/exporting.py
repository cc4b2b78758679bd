"""A memo as a file in the format that the file's ending names."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from chatbot.citations.nodes import words
from chatbot.citations.pandoc import Node, document_json, run_pandoc
from chatbot.citations.styles import DEFAULT_STYLE, style_file
from chatbot.datatypes import Memo
from chatbot.errors import MissingInput, RunError, UsageError
from chatbot.indexing.durable import replace_file
from chatbot.memo.bibtex import to_bibtex
from chatbot.memo.composing import TEMPLATES, Composition, Images, composed
from chatbot.memo.references import to_csl_json, to_ris
from chatbot.memo.sources import references_of
from chatbot.memo.typesetting import to_pdf

Files = dict[str, bytes]
"""What is written, by the ending of the file's name."""

_CSS = Path(__file__).with_name("memo.css")
_BIBLATEX = {
    "chicago-notes": "verbose-note",
    "chicago-author-date": "authoryear",
    "apa": "authoryear",
    "mla": "authortitle",
    "harvard": "authoryear",
    "oscola": "verbose-ibid",
    "gost": "authoryear",
}
_REFERENCE_FORMATS = (".docx", ".odt")


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """How a memo is exported.

    ``style`` is a bundled style's name or a path to a ``.csl`` file. ``template`` is one of
    ``TEMPLATES``, or the path of a .docx or .odt file whose styles are to be used.
    ``images`` are picture files by figure id.
    """

    style: str = DEFAULT_STYLE
    template: str = "memo"
    images: Images = field(default_factory=dict)


def export_memo(memo: Memo, path: Path, options: ExportOptions | None = None) -> tuple[Path, ...]:
    """Write the memo to ``path`` and what belongs to it beside; the files written.

    Raises:
        UsageError: the ending, style or template is unknown, or the memo is empty.
        MissingInput: a style's or template's file does not exist.
        RunError: the folder cannot be written, or Pandoc fails.
    """
    files = exported(memo, path.suffix.lower(), options or ExportOptions(), stem=path.stem)
    written = []
    for suffix, data in files.items():
        target = path if suffix == path.suffix.lower() else path.with_suffix(suffix)
        try:
            replace_file(target, data)
        except OSError as error:
            raise RunError(
                f"{target} cannot be written ({error.strerror}): choose a folder that exists "
                "and that you may write to"
            ) from error
        written.append(target)
    return tuple(written)


def exported(memo: Memo, suffix: str, options: ExportOptions, stem: str = "memo") -> Files:
    """The contents of the files that an export in one format consists of.

    Raises what ``export_memo`` raises, but for writing.
    """
    check_options(suffix, options)
    if suffix in _DOCUMENTS:
        return _DOCUMENTS[suffix](memo, options, stem)
    if not memo.shown:
        raise UsageError("the memo quotes no paper: add an excerpt before exporting references")
    return {suffix: _REFERENCES[suffix](references_of(memo))}


def check_options(suffix: str, options: ExportOptions) -> None:
    """Refuse a format, style or template that cannot be used.

    Raises what ``export_memo`` raises of these.
    """
    if suffix not in FORMATS:
        known = ", ".join(FORMATS)
        raise UsageError(f"no export format {suffix!r}: let the file’s name end in {known}")
    style_file(options.style)
    if options.template in TEMPLATES:
        return
    path = Path(options.template)
    if path.suffix.lower() not in _REFERENCE_FORMATS:
        known = ", ".join(TEMPLATES)
        raise UsageError(
            f"no template {options.template!r}: use {known}, or the path of a .docx or .odt file"
        )
    if path.suffix.lower() != suffix:
        raise UsageError(f"template {path} is a {path.suffix} file: it goes with that format only")
    if not path.is_file():
        raise MissingInput(f"template not found: {path}")


def _blocks(memo: Memo, options: ExportOptions, *, cited: bool = True) -> bytes:
    """The whole document for Pandoc; ``cited`` False leaves citations to biblatex."""
    name = options.template if options.template in TEMPLATES else "memo"
    style = style_file(options.style) if cited else None
    blocks = composed(memo, Composition(name, style, options.images))
    return document_json(blocks, _meta(memo))


def _meta(memo: Memo) -> Mapping[str, Node]:
    title = memo.title or "Memo"
    return {"pagetitle": {"t": "MetaInlines", "c": words(title)}}


def _office(form: str) -> Callable[[Memo, ExportOptions, str], Files]:
    def write(memo: Memo, options: ExportOptions, _stem: str) -> Files:
        arguments = ["-f", "json", "-t", form, "-o", "-"]
        if options.template not in TEMPLATES:
            arguments += ["--reference-doc", options.template]
        return {f".{form}": run_pandoc(arguments, _blocks(memo, options))}

    return write


def _markdown(memo: Memo, options: ExportOptions, _stem: str) -> Files:
    arguments = ["-f", "json", "-t", "gfm-raw_html-tex_math_dollars", "--wrap=none"]
    return {".md": run_pandoc(arguments, _blocks(memo, options))}


def _html(memo: Memo, options: ExportOptions, _stem: str) -> Files:
    arguments = ["-f", "json", "-t", "html5", "--standalone", "--embed-resources"]
    arguments += ["--css", str(_CSS), "--wrap=none"]
    return {".html": run_pandoc(arguments, _blocks(memo, options))}


def _text(memo: Memo, options: ExportOptions, _stem: str) -> Files:
    arguments = ["-f", "json", "-t", "plain", "--columns=72"]
    return {".txt": run_pandoc(arguments, _blocks(memo, options))}


def _latex(memo: Memo, options: ExportOptions, stem: str) -> Files:
    """LaTeX with citations of biblatex, and its references beside as ``.bib``."""
    arguments = ["-f", "json", "-t", "latex", "--standalone", "--biblatex", "--wrap=none"]
    arguments += [f"--variable=bibliography:{stem}.bib"]
    arguments += [f"--variable=biblio-style:{_BIBLATEX.get(options.style, 'authoryear')}"]
    text = run_pandoc(arguments, _blocks(memo, options, cited=False))
    references = to_bibtex(references_of(memo)) if memo.shown else b""
    return {".tex": text, ".bib": references}


def _pdf(memo: Memo, options: ExportOptions, _stem: str) -> Files:
    return {".pdf": to_pdf(_blocks(memo, options), options.images)}


_DOCUMENTS: dict[str, Callable[[Memo, ExportOptions, str], Files]] = {
    ".docx": _office("docx"),
    ".odt": _office("odt"),
    ".pdf": _pdf,
    ".md": _markdown,
    ".html": _html,
    ".tex": _latex,
    ".txt": _text,
}
_REFERENCES: dict[str, Callable[..., bytes]] = {
    ".json": to_csl_json,
    ".bib": to_bibtex,
    ".ris": to_ris,
}
FORMATS = (*_DOCUMENTS, *_REFERENCES)
"""The endings of the formats that a memo can be exported to."""
