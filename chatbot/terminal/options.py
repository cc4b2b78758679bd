"""Which subcommands there are, with their options and examples."""

from __future__ import annotations

import argparse
from argparse import ArgumentParser
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Command:
    """A subcommand; ``run`` names its function as ``module:function``."""

    name: str
    summary: str
    examples: str
    add_options: Callable[[ArgumentParser], None]
    run: str


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


def _no_options(parser: ArgumentParser) -> None:
    """For a subcommand with the common options only."""


def _json_option(parser: ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print JSON instead of text")


def _question_options(parser: ArgumentParser) -> None:
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
    _json_option(parser)


def _search_options(parser: ArgumentParser) -> None:
    _question_options(parser)
    parser.add_argument(
        "-k", type=_positive, default=10, metavar="N", help="how many passages (default: 10)"
    )


def _text_options(parser: ArgumentParser) -> None:
    parser.add_argument("id", metavar="ID", help="id of a document, as `documents` lists it")


def _evaluate_options(parser: ArgumentParser) -> None:
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
    parser.add_argument(
        "--format",
        default="auto",
        choices=("auto", "jsonl", "beir", "trec"),
        help="of QUERIES (default: told by what it is)",
    )
    parser.add_argument("--judgements", type=Path, metavar="FILE", help="qrels of TREC topics")


def _serve_options(parser: ArgumentParser) -> None:
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


def _port(text: str) -> int:
    if not text.isdecimal() or int(text) > 65535:
        raise argparse.ArgumentTypeError(f"{text!r} is not a port number from 0 to 65535")
    return int(text)


def _positive(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from 1")
    return int(text)


COMMANDS = (
    Command(
        "build",
        "build or update the index of the papers",
        "  chatbot build\n  chatbot build --corpus papers --index papers-index",
        _no_options,
        "chatbot.terminal.library:run_build",
    ),
    Command(
        "ask",
        "answer a question with verbatim, cited extracts",
        '  chatbot ask "Why did the Eurasian Initiative stall?"\n'
        '  chatbot ask "Who wrote it?" --document valdai-paper-76 --json\n'
        "  chatbot ask --batch queries.jsonl --json > answers.jsonl",
        _question_options,
        "chatbot.terminal.asking:run_ask",
    ),
    Command(
        "search",
        "list the passages that fit a question best, and nothing made of them",
        '  chatbot search "free trade agreement" -k 5\n'
        "  chatbot search --batch queries.jsonl --json > passages.jsonl",
        _search_options,
        "chatbot.terminal.asking:run_search",
    ),
    Command(
        "documents",
        "list the indexed documents",
        "  chatbot documents\n  chatbot documents --json",
        _json_option,
        "chatbot.terminal.library:run_documents",
    ),
    Command(
        "text",
        "write the text of a document that all offsets count in, exactly",
        "  chatbot text valdai-paper-76 > valdai-paper-76.clean.txt",
        _text_options,
        "chatbot.terminal.library:run_text",
    ),
    Command(
        "evaluate",
        "measure answers and passages against judged questions",
        "  chatbot evaluate corpus/queries/valdai-paper-76.jsonl\n"
        "  chatbot evaluate queries.jsonl --configuration default --configuration sparse\n"
        "  chatbot evaluate queries.jsonl --where split=report --json measures.json",
        _evaluate_options,
        "chatbot.terminal.evaluating:run_evaluate",
    ),
    Command(
        "serve",
        "open the web chat",
        "  chatbot serve\n  chatbot serve --host 0.0.0.0 --port 8000 --auth users.txt",
        _serve_options,
        "chatbot.terminal.serving:run_serve",
    ),
)
