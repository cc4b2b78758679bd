"""A memo as a file in the format that the file's ending names."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from chatbot.citations.nodes import words
from chatbot.citations.pandoc import Node, document_json, run_pandoc
from chatbot.citations.styles import DEFAULT_STYLE, style_file
from chatbot.datatypes import Memo
from chatbot.errors import MissingInput, RunError, UsageError
from chatbot.indexing.durable import replace_file
from chatbot.languages.phrases import DEFAULT, phrase
from chatbot.memo.bibtex import to_bibtex
from chatbot.memo.composing import TEMPLATES, Composition, composed
from chatbot.memo.figure_nodes import Picture
from chatbot.memo.images import shown_width, write_images
from chatbot.memo.office_styles import with_styles
from chatbot.memo.records import records_of
from chatbot.memo.references import to_csl_json, to_ris
from chatbot.memo.sources import references_of
from chatbot.memo.typesetting import to_pdf

Files = dict[str, bytes]
"""What is written, by what follows the stem of the file's name: “.md”, “-figure-1.png”."""

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
_AMPERSAND = "\ue026".encode()
_REFERENCE_FORMATS = (".docx", ".odt")


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """How a memo is exported.

    ``style`` is a bundled style's name or a path to a ``.csl`` file. ``template`` is one of
    ``TEMPLATES``, or the path of a .docx or .odt file whose styles are to be used.
    ``images`` are PNG, JPEG or WebP pictures of figures and plotted excerpts, by the excerpt's
    id; the ids in ``redrawn`` are of charts drawn anew. ``language`` is that of the headings
    and other fixed phrases.
    """

    style: str = DEFAULT_STYLE
    template: str = "memo"
    images: Mapping[str, bytes] = field(default_factory=dict)
    redrawn: frozenset[str] = frozenset()
    language: str = DEFAULT


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
        own = suffix == path.suffix.lower()
        target = path if own else path.with_name(f"{path.stem}{suffix}")
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


@contextmanager
def _whole(
    memo: Memo, options: ExportOptions, stem: str, *, cited: bool = True, beside: bool = False
) -> Iterator[tuple[bytes, dict[str, Path]]]:
    """The whole document for Pandoc, and the files of its pictures while they exist.

    ``cited`` False leaves citations to biblatex; pictures ``beside`` go by their bare names.
    """
    name = options.template if options.template in TEMPLATES else "memo"
    style = style_file(options.style) if cited else None
    pictured = [each.id for each in memo.shown if each.figure is not None or each.plotted]
    held = {each: options.images[each] for each in pictured if each in options.images}
    with tempfile.TemporaryDirectory() as folder:
        files = write_images(held, Path(folder), stem)
        pictures = {
            excerpt: Picture(
                Path(path.name) if beside else path,
                shown_width(held[excerpt]),
                excerpt in options.redrawn,
            )
            for excerpt, path in files.items()
        }
        blocks = composed(memo, Composition(name, style, pictures, options.language))
        yield document_json(blocks, _meta(memo, options)), files


def _meta(memo: Memo, options: ExportOptions) -> dict[str, Node]:
    """The title, and a record of each excerpt: office formats keep them as properties."""
    title = memo.title or phrase("memo_export.memo", options.language)
    meta: dict[str, Node] = {"pagetitle": {"t": "MetaInlines", "c": words(title)}}
    for number, record in enumerate(records_of(memo, options.template), start=1):
        meta[f"excerpt-{number:04}"] = {"t": "MetaString", "c": record}
    return meta


def _office(form: str) -> Callable[[Memo, ExportOptions, str], Files]:
    def write(memo: Memo, options: ExportOptions, stem: str) -> Files:
        arguments = ["-f", "json", "-t", form, "-o", "-"]
        if options.template not in TEMPLATES:
            arguments += ["--reference-doc", options.template]
        own = options.template not in TEMPLATES
        with _whole(memo, options, stem) as (document, _):
            made = run_pandoc(arguments, document)
        return {f".{form}": with_styles(made, own_template=own)}

    return write


def _markdown(memo: Memo, options: ExportOptions, stem: str) -> Files:
    arguments = ["-f", "json", "-t", "gfm-raw_html-tex_math_dollars", "--wrap=none"]
    with _whole(memo, options, stem, beside=True) as (document, files):
        # Pandoc does not escape an ampersand that begins what looks like an entity.
        text = run_pandoc(arguments, document.replace(b"&", _AMPERSAND))
        text = re.sub(_AMPERSAND + rb"(?=#?\w+;)", rb"\\&", text).replace(_AMPERSAND, b"&")
        records = " ".join(records_of(memo, options.template)).encode()
        return {".md": text + b"\n<!-- " + records + b" -->\n", **_beside(files, stem)}


def _html(memo: Memo, options: ExportOptions, stem: str) -> Files:
    arguments = ["-f", "json", "-t", "html5", "--standalone", "--embed-resources"]
    arguments += ["--css", str(_CSS), "--wrap=none", f"--variable=lang:{options.language}"]
    with _whole(memo, options, stem) as (document, _):
        text = run_pandoc(arguments, document)
    tags = "".join(
        f'  <meta name="excerpt" content="{each}" />\n'
        for each in records_of(memo, options.template)
    )
    return {".html": text.replace(b"</head>", tags.encode() + b"</head>", 1)}


def _text(memo: Memo, options: ExportOptions, stem: str) -> Files:
    arguments = ["-f", "json", "-t", "plain", "--columns=72"]
    # A figure without its picture is a quotation like any other.
    with _whole(memo, replace(options, images={}), stem) as (document, _):
        return {".txt": run_pandoc(arguments, document)}


def _latex(memo: Memo, options: ExportOptions, stem: str) -> Files:
    """LaTeX with citations of biblatex; its references as ``.bib`` and pictures beside."""
    arguments = ["-f", "json", "-t", "latex", "--standalone", "--biblatex", "--wrap=none"]
    arguments += [f"--variable=bibliography:{stem}.bib"]
    arguments += [f"--variable=biblio-style:{_BIBLATEX.get(options.style, 'authoryear')}"]
    with _whole(memo, options, stem, cited=False, beside=True) as (document, files):
        text = run_pandoc(arguments, document)
        beside = _beside(files, stem)
    records = "".join(f"% {record}\n" for record in records_of(memo, options.template)).encode()
    references = to_bibtex(references_of(memo)) if memo.shown else b""
    return {".tex": text + records, ".bib": references, **beside}


def _pdf(memo: Memo, options: ExportOptions, stem: str) -> Files:
    with _whole(memo, options, stem) as (document, files):
        return {".pdf": to_pdf(document, list(files.values()), records_of(memo, options.template))}


def _beside(files: Mapping[str, Path], stem: str) -> Files:
    """The pictures under what their names have after the stem."""
    return {path.name.removeprefix(stem): path.read_bytes() for path in files.values()}


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
