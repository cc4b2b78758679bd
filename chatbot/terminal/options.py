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
)
