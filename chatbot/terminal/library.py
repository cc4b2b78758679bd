"""``chatbot build``, ``chatbot documents`` and ``chatbot text``."""

from __future__ import annotations

from argparse import Namespace

from chatbot.terminal.listings import print_documents
from chatbot.terminal.opening import open_papers, warn_of_gaps
from chatbot.terminal.progress import TerminalProgress
from chatbot.terminal.streams import result_console, write_exactly, write_json, write_line


def run_build(options: Namespace) -> int:
    """Build or update the index and say what was done."""
    from chatbot import pipeline
    from chatbot.settings import load_settings

    with TerminalProgress() as progress:
        index = pipeline.build(
            options.corpus,
            options.index,
            settings=load_settings(options.settings),
            progress=progress,
        )
    warn_of_gaps(index)
    documents, passages = len(index.documents), len(index.passages)
    write_line(f"{_counted(documents, 'document')}, {_counted(passages, 'passage')} indexed")
    if index.report is not None:
        for did, names in (("read", index.report.read), ("removed", index.report.removed)):
            for name in names:
                write_line(f"{did}: {name}")
    return 0


def run_documents(options: Namespace) -> int:
    """List what is indexed."""
    from chatbot.answering.serialization import document_to_json

    with TerminalProgress() as progress:
        papers = open_papers(options, progress).documents
    documents = [papers[key] for key in sorted(papers)]
    if options.json:
        write_json([document_to_json(document) for document in documents], indent=2)
    else:
        print_documents(result_console(), documents)
    return 0


def run_text(options: Namespace) -> int:
    """Write the text of one document, exactly."""
    from chatbot.indexing.known import indexed

    with TerminalProgress() as progress:
        papers = open_papers(options, progress).documents
    (known,) = indexed([options.id], papers)
    write_exactly(papers[known].text)
    return 0


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
