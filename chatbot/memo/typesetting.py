"""Documents of Pandoc's model as PDF, set by Typst, which comes as a Python package.

Its own serif font has Latin, Greek and Cyrillic letters; Hangul comes from NanumGothic, the
font files of the ``koreanize-matplotlib`` package (none of its code is run). Nothing of the
machine's own fonts is needed, so a PDF looks the same everywhere.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

from chatbot.citations.pandoc import run_pandoc
from chatbot.errors import RunError

FONTS = ("Libertinus Serif", "NanumGothic")

_TEMPLATE = """\
#set document(keywords: ($keywords$))
#set page(paper: "a4", margin: 25mm, numbering: "1")
#set text(font: ($fonts$), size: 11pt)
#set par(justify: false, leading: 0.7em)
#set heading(numbering: none)
#show heading: it => block(above: 1.4em, below: 0.8em, it)
#show quote.where(block: true): set block(above: 0.8em, below: 1.1em)
#show quote.where(block: true): it => pad(left: 8mm, right: 8mm, it)
#set super(typographic: false) // raised for readers of the file too, not by a glyph of the font
#set figure(numbering: none)
#show figure.caption: it => align(left, it.body) // a centred last line would look indented
#show link: set text(fill: rgb("#1a4b8c"))
#let horizontalrule = line(length: 100%)
$body$
"""


def to_pdf(document: bytes, images: Sequence[Path] = (), keywords: Sequence[str] = ()) -> bytes:
    """The PDF of a whole document of Pandoc's model, with its pictures and keywords.

    Raises:
        RunError: Typst is not installed or fails.
    """
    try:
        import typst
    except ImportError as error:
        raise RunError("PDF needs the typst package: pip install typst") from error
    with tempfile.TemporaryDirectory() as folder:
        body = run_pandoc(["-f", "json", "-t", "typst", "--wrap=none"], document).decode("utf-8")
        body = body.replace("...", ".\\u{2e}.")  # which Typst would make an ellipsis of
        for number, path in enumerate(images):
            local = f"image-{number}{path.suffix}"
            shutil.copyfile(path, Path(folder) / local)
            body = body.replace(f'"{path}"', f'"{local}"')
        source = Path(folder) / "memo.typ"
        fonts = ", ".join(f'"{name}"' for name in FONTS)
        stated = "".join(f'"{keyword}", ' for keyword in keywords)
        page = _TEMPLATE.replace("$fonts$", fonts).replace("$keywords$", stated)
        page = page.replace("$body$", body)
        source.write_text(page, encoding="utf-8")
        try:
            made = typst.compile(
                os.fspath(source), font_paths=_font_folders(), ignore_system_fonts=True
            )
        except (RuntimeError, ValueError) as error:
            raise RunError(
                f"typst could not set the PDF: {' '.join(str(error).split())}"
            ) from error
    return bytes(made)


def _font_folders() -> list[str]:
    """Where fonts are besides those that Typst brings."""
    found = find_spec("koreanize_matplotlib")
    if found is None or not found.submodule_search_locations:
        return []
    return [str(Path(found.submodule_search_locations[0]) / "fonts")]
