"""The options of each subcommand."""

from __future__ import annotations

import argparse
from argparse import ArgumentParser
from pathlib import Path


def add_common_options(parser: ArgumentParser) -> None:
    """The options that every subcommand takes."""
    common = parser.add_argument_group("where the papers and the index are")
    common.add_argument(
        "--corpus",
        type=Path,
        metavar="DIR",
        help="folder of papers (default: corpus/ beside app.py, else in the current folder)",
    )
    common.add_argument(
        "--index",
        type=Path,
        metavar="DIR",
        help="folder of the index (default: index/ beside app.py, else in the current folder); "
        "alone, it is used with the corpus that it was built from",
    )
    parser.add_argument(
        "--settings",
        type=Path,
        metavar="FILE",
        help="settings in TOML (default: CHATBOT_SETTINGS, else chatbot.toml where there is one)",
    )
    parser.add_argument("--debug", action="store_true", help="show the traceback of an error")


def no_options(parser: ArgumentParser) -> None:
    """For a subcommand with the common options only."""


def json_option(parser: ArgumentParser) -> None:
    """For a subcommand whose result is also there as JSON."""
    parser.add_argument("--json", action="store_true", help="print JSON instead of text")


def ask_options(parser: ArgumentParser) -> None:
    """For ``ask``."""
    question_options(parser)
    parser.add_argument(
        "--as-typed",
        action="store_true",
        help="search the question exactly as it is typed, whatever was asked before it",
    )
    parser.add_argument(
        "--export",
        type=Path,
        metavar="FILE",
        help="also write the conversation, with all its citations, as FILE.md or FILE.json",
    )


def question_options(parser: ArgumentParser) -> None:
    """For ``search``, and most of ``ask``."""
    parser.add_argument("question", nargs="?", metavar="QUESTION", help="in quotation marks")
    parser.add_argument(
        "--history",
        action="append",
        default=[],
        metavar="QUESTION",
        help="an earlier question of the conversation, oldest first (may be repeated)",
    )
    parser.add_argument(
        "--document",
        action="append",
        default=[],
        metavar="ID",
        help="search only this document (may be repeated; default: all)",
    )
    parser.add_argument(
        "--batch",
        type=Path,
        metavar="QUERIES.jsonl",
        help="answer every line of a query file instead, each as a conversation of its own; "
        'a faulty line gives {"query_id", "error"} in its place and exit status 1',
    )
    json_option(parser)


def search_options(parser: ArgumentParser) -> None:
    """For ``search``."""
    question_options(parser)
    parser.add_argument(
        "-k", type=_positive, default=10, metavar="N", help="how many passages (default: 10)"
    )


def text_options(parser: ArgumentParser) -> None:
    """For ``text``."""
    parser.add_argument("id", metavar="ID", help="id of a document, as `documents` lists it")


def evaluate_options(parser: ArgumentParser) -> None:
    """For ``evaluate``."""
    parser.add_argument(
        "queries",
        type=Path,
        metavar="QUERIES",
        help="a query file (JSON Lines), a BEIR folder, or TREC topics",
    )
    files = parser.add_argument_group("files to write")
    files.add_argument("--run", dest="run_file", type=Path, metavar="OUT.trec", help="TREC run")
    files.add_argument("--qrels", type=Path, metavar="OUT.qrels", help="judgements of passages")
    files.add_argument("--json", type=Path, metavar="OUT.json", help="every measure")
    files.add_argument("--html", type=Path, metavar="OUT.html", help="report for a browser")
    for name, metavar, explanation in (
        ("--configuration", "NAME[:SWITCH=VALUE,…]", "default, hybrid, dense or sparse"),
        ("--baseline", "FILE", "compare with a saved evaluation (.json) or TREC run"),
        ("--measure", "KEY", "only this measure"),
        ("--where", "LABEL=VALUE", "only queries with this label"),
        ("--document", "ID", "search only this document where a query names none"),
    ):
        parser.add_argument(
            name,
            action="append",
            default=[],
            metavar=metavar,
            type=Path if name == "--baseline" else str,
            help=f"{explanation} (may be repeated)",
        )
    parser.add_argument("--kind", default="kind", metavar="LABEL", help="what to group by")
    _source_options(parser, "QUERIES")


def check_options(parser: ArgumentParser) -> None:
    """For ``queries check``."""
    parser.add_argument(
        "file", type=Path, metavar="FILE", help="a query file: one JSON object a line"
    )
    json_option(parser)


def convert_options(parser: ArgumentParser) -> None:
    """For ``queries convert``."""
    parser.add_argument(
        "input",
        type=Path,
        metavar="INPUT",
        help="a query file (JSON Lines), a BEIR folder, or TREC topics with --judgements",
    )
    parser.add_argument(
        "output", type=Path, metavar="OUTPUT", help="a new file (jsonl), or a new folder"
    )
    parser.add_argument(
        "--to",
        required=True,
        choices=("jsonl", "beir", "trec"),
        help="jsonl: a query file; beir: corpus.jsonl, queries.jsonl and qrels/test.tsv, its "
        "corpus being the indexed documents; trec: topics.tsv and qrels.txt",
    )
    _source_options(parser, "INPUT")
    parser.add_argument(
        "--unpack",
        type=Path,
        metavar="DIR",
        help="also write each document of a BEIR folder into this new folder as a text file, "
        "ready for --corpus",
    )


def from_feedback_options(parser: ArgumentParser) -> None:
    """For ``queries from-feedback``."""
    parser.add_argument("output", type=Path, metavar="OUT.jsonl", help="a new query file")


def _source_options(parser: ArgumentParser, queries: str) -> None:
    parser.add_argument(
        "--format",
        default="auto",
        choices=("auto", "jsonl", "beir", "trec"),
        help=f"of {queries} (default: told by what it is)",
    )
    parser.add_argument(
        "--judgements",
        type=Path,
        metavar="FILE",
        help="qrels: of TREC topics, or which of a BEIR folder's",
    )


def serve_options(parser: ArgumentParser) -> None:
    """For ``serve``."""
    parser.add_argument(
        "--host", metavar="ADDRESS", help="default: GRADIO_SERVER_NAME, else 127.0.0.1"
    )
    parser.add_argument(
        "--port",
        type=_port,
        metavar="N",
        help="default: GRADIO_SERVER_PORT, else 7860; 0 takes any free one",
    )
    parser.add_argument(
        "--auth", type=Path, metavar="FILE", help="who may use it: lines of user and password"
    )
    parser.add_argument(
        "--open", action="store_true", help="open the page in a browser, where there is a display"
    )
    parser.add_argument(
        "--read-only",
        action="store_true",
        help="offer neither adding nor removing papers, for a page that many share",
    )


def _port(text: str) -> int:
    if not text.isdecimal() or int(text) > 65535:
        raise argparse.ArgumentTypeError(f"{text!r} is not a port number from 0 to 65535")
    return int(text)


def _positive(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from 1")
    return int(text)


def table_options(parser: ArgumentParser) -> None:
    """For ``table``."""
    parser.add_argument("question", nargs="*", metavar="QUESTION", help="each in quotation marks")
    parser.add_argument(
        "--batch",
        type=Path,
        metavar="QUERIES.jsonl",
        help="ask every question of a file; one that names documents is asked of these alone",
    )
    parser.add_argument(
        "--document",
        action="append",
        default=[],
        metavar="ID",
        help="ask this document (may be repeated; default: all)",
    )
    parser.add_argument(
        "--csv", type=Path, metavar="FILE", help="write the table as CSV in UTF-8 instead"
    )
    parser.add_argument(
        "--bom", action="store_true", help="begin the CSV with a byte-order mark, as Excel likes it"
    )
    json_option(parser)
