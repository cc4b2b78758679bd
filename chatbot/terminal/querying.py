"""``chatbot queries check`` and ``chatbot queries convert``."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from chatbot.datatypes import Document
from chatbot.errors import MissingInput, UsageError
from chatbot.terminal.layout import print_block
from chatbot.terminal.opening import open_papers
from chatbot.terminal.progress import TerminalProgress
from chatbot.terminal.streams import result_console, say, write_json, write_line

if TYPE_CHECKING:
    from rich.console import Console

    from chatbot.evaluation.validate import Fault

_FAULTY = 1


def run_check(options: Namespace) -> int:
    """Print every fault of a query file; the exit status is 1 when there is one."""
    from chatbot.evaluation.validate import validate_queries

    total = _lines_of(options.file)
    with TerminalProgress() as progress:
        documents = open_papers(options, progress).documents
        faults = tuple(validate_queries(options.file, documents, progress))
    if options.json:
        _write_faults(options.file, total, faults)
    else:
        _print_faults(result_console(), total, faults)
    return _FAULTY if faults else 0


def run_convert(options: Namespace) -> int:
    """Write queries in another form, and say what that form cannot hold."""
    from chatbot.evaluation.convert import convert, unpack_corpus
    from chatbot.evaluation.notes import source_notes
    from chatbot.evaluation.sources import open_queries

    if options.unpack and not options.input.is_dir():
        raise UsageError(f"--unpack goes with a BEIR folder: {options.input} is not a folder")
    with TerminalProgress() as progress:
        progress("reading queries", 0, 0)
        source = open_queries(options.input, options.format, options.judgements)
        documents = _corpus(options, progress)
        progress("writing queries", 0, 0)
        unpacked = unpack_corpus(options.input, options.unpack) if options.unpack else ()
        done = convert(source.read, options.to, options.output, documents)
    write_line(f"{_counted(done.queries, 'query', 'queries')} converted")
    for path in done.written:
        write_line(f"written: {path}")
    if options.unpack:
        write_line(f"written: {_counted(len(unpacked), 'document')} into {options.unpack}")
    for note in (*source_notes(source), *done.notes):
        say(f"note: {note}")
    return 0


def _lines_of(path: Path) -> int:
    """How many lines a query file has that are not blank.

    Raises:
        MissingInput: there is no such file.
        UsageError: it is a folder, or has none.
    """
    from chatbot.evaluation.queries import query_lines

    if path.is_dir():
        raise UsageError(
            f"{path} is a folder: name a query file, such as `queries convert` makes of it"
        )
    if not path.exists():
        raise MissingInput(f"query file not found: {path}")
    total = sum(1 for _ in query_lines(path))
    if not total:
        raise UsageError(f"{path} holds no query: write one a line")
    return total


def _corpus(options: Namespace, progress: TerminalProgress) -> Collection[Document]:
    """The documents that the new form is to hold: a BEIR corpus alone holds any."""
    return open_papers(options, progress).documents.values() if options.to == "beir" else ()


def _print_faults(console: Console, total: int, faults: Sequence[Fault]) -> None:
    for fault in faults:
        name = f", {fault.query_id}" if fault.query_id else ""
        print_block(console, f"line {fault.line}{name}: {fault.message}", indent=0)
        if fault.suggestion is not None:
            print_block(console, f"nearest: “{fault.suggestion}”")
        for given, there in fault.differences:
            print_block(console, f"the file has “{given}”, the document “{there}”", style="bold")
    found = _counted(len(faults), "fault") if faults else "no fault"
    print_block(console, f"{_counted(total, 'query', 'queries')}, {found}", indent=0)


def _write_faults(path: Path, total: int, faults: Sequence[Fault]) -> None:
    values = [
        {
            "line": fault.line,
            "query_id": fault.query_id,
            "message": fault.message,
            "suggestion": fault.suggestion,
        }
        for fault in faults
    ]
    write_json({"file": str(path), "queries": total, "faults": values}, indent=2)


def _counted(number: int, noun: str, plural: str | None = None) -> str:
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"
