"""``chatbot build``, ``chatbot documents`` and ``chatbot text``."""

from __future__ import annotations

from argparse import Namespace

from chatbot.terminal.listings import print_documents
from chatbot.terminal.opening import open_chatbot, require_documents
from chatbot.terminal.progress import TerminalProgress
from chatbot.terminal.streams import result_console, write_exactly, write_json


def run_documents(options: Namespace) -> int:
    """List what is indexed."""
    from chatbot.answering.serialization import document_to_json

    with TerminalProgress() as progress:
        chatbot = open_chatbot(options, progress)
    documents = [chatbot.documents[key] for key in sorted(chatbot.documents)]
    if options.json:
        write_json([document_to_json(document) for document in documents], indent=2)
    else:
        print_documents(result_console(), documents)
    return 0


def run_text(options: Namespace) -> int:
    """Write the text of one document, exactly."""
    with TerminalProgress() as progress:
        chatbot = open_chatbot(options, progress)
    require_documents([options.id], chatbot.documents)
    write_exactly(chatbot.documents[options.id].text)
    return 0
