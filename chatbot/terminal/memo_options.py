"""The options of ``memo`` and ``verify``."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path

from chatbot.languages.phrases import DEFAULT, LANGUAGES
from chatbot.terminal.options import json_option


def memo_options(parser: ArgumentParser) -> None:
    """For ``memo``."""
    parser.add_argument(
        "queries", type=Path, metavar="QUERIES.jsonl", help="a query file: one question a line"
    )
    parser.add_argument(
        "--out",
        type=Path,
        required=True,
        metavar="FILE",
        help="the file to write; its ending names the format: .docx .odt .pdf .md .html .tex .txt, "
        "or .json .bib .ris for the references alone",
    )
    parser.add_argument(
        "--style",
        default="chicago-notes",
        metavar="S",
        help="chicago-notes (default), chicago-author-date, apa, mla, harvard, oscola, gost, or "
        "the path of a .csl file",
    )
    parser.add_argument(
        "--template",
        default="memo",
        metavar="T",
        help="memo (default), excerpts, bibliography, or the path of a .docx or .odt file whose "
        "styles are to be used",
    )
    for name, explanation in (
        ("title", "the memo's title"),
        ("to", "whom it is for"),
        ("from", "who sends it"),
        ("subject", "what it is about"),
    ):
        parser.add_argument(
            f"--{name}", dest=f"memo_{name}", default="", metavar="TEXT", help=explanation
        )
    parser.add_argument(
        "--language",
        dest="memo_language",
        choices=LANGUAGES,
        default=DEFAULT,
        help="the language of the memo's headings and other fixed phrases (default: en)",
    )
    parser.add_argument(
        "--save", type=Path, metavar="MEMO.json", help="also write the memo's own file, to go on"
    )


def verify_options(parser: ArgumentParser) -> None:
    """For ``verify``."""
    parser.add_argument(
        "file",
        type=Path,
        metavar="FILE",
        help="a finished document (.docx .odt .pdf .md .html .tex .txt) or a memo’s own .json",
    )
    json_option(parser)
