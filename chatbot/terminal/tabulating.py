"""``chatbot table``: every question asked of every paper."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from chatbot.conversation.cleaning import searchable
from chatbot.datatypes import JudgedQuery
from chatbot.errors import MissingInput, UsageError
from chatbot.survey import Cell, Pairs, as_csv, as_json, pairs_of, survey
from chatbot.terminal.layout import print_block, quoted
from chatbot.terminal.opening import open_chatbot
from chatbot.terminal.places import check_place, write_whole
from chatbot.terminal.progress import TerminalProgress
from chatbot.terminal.safe import visible
from chatbot.terminal.streams import result_console, say, write_json

if TYPE_CHECKING:
    from rich.console import Console

    from chatbot.pipeline import Chatbot

_INTERRUPTED = 130
"""As for every call that Ctrl-C ends: what was asked is written, but it is not all."""


def run_table(options: Namespace) -> int:
    """Ask, and print the table or write it to a file."""
    if options.bom and options.csv is None:
        raise UsageError("--bom marks the file of --csv: name one, or leave --bom out")
    queries = _queries(options)
    if options.csv is not None:
        check_place(options.csv)
    with TerminalProgress() as progress:
        chatbot = open_chatbot(options, progress)
        pairs = pairs_of(queries, _chosen(options.document, chatbot))
        if not pairs:
            raise UsageError("nothing to ask: no question is meant for the papers chosen")
        cells = _asked(chatbot, pairs, progress)
    if options.csv is not None:
        write_whole(options.csv, as_csv(cells, mark=options.bom))
    if options.json:
        write_json(as_json(cells, chatbot.documents), indent=2)
    elif options.csv is None:
        _print(result_console(), cells)
    stopped = len(cells) < len(pairs)
    if stopped:
        say(f"warning: stopped after {len(cells)} of {len(pairs)} questions and papers")
    return _INTERRUPTED if stopped else 0


def _queries(options: Namespace) -> list[JudgedQuery]:
    """The questions of the call or of its file, refused before anything heavy starts."""
    from chatbot.evaluation.queries import read_queries

    path: Path | None = options.batch
    if path is None:
        if not options.question:
            raise UsageError("no question: give one in quotation marks, or --batch FILE")
        for question in options.question:
            searchable(question)
        numbered = enumerate(options.question, start=1)
        return [JudgedQuery(str(number), question) for number, question in numbered]
    if options.question:
        raise UsageError(f"a question does not go with --batch: put it into {path}")
    if not path.is_file():
        raise MissingInput(f"query file not found: {path}")
    queries = list(read_queries(path))
    if not queries:
        raise UsageError(f"{path} holds no question: write one a line")
    return queries


def _chosen(names: list[str], chatbot: Chatbot) -> list[str]:
    from chatbot.locations import indexed

    return list(indexed(names, chatbot.documents)) or sorted(chatbot.documents)


def _asked(chatbot: Chatbot, pairs: Pairs, progress: TerminalProgress) -> list[Cell]:
    """The cells, as many as there was time for before Ctrl-C."""
    cells: list[Cell] = []
    try:
        for cell in survey(chatbot, pairs):
            cells.append(cell)
            progress("asking", len(cells), len(pairs))
    except KeyboardInterrupt:
        if not cells:
            raise
    return cells


def _print(console: Console, cells: list[Cell]) -> None:
    """Under each question what each paper says, with its citation."""
    asked = ""
    for cell in cells:
        if cell.query.query_id != asked:
            asked = cell.query.query_id
            console.rule(visible(cell.query.query), align="left", characters="─")
        status = cell.status.replace("_", " ")
        print_block(console, f"{cell.document.id}: {status}", indent=0, style="bold")
        extract = cell.extract
        if extract is None:
            print_block(console, cell.remark, style="dim")
            continue
        print_block(console, quoted(extract.quote, extract.start, extract.highlights))
        print_block(console, cell.citation, style="dim")
