"""A file of questions, answered one a line in the same order.

A line that cannot be answered yields its error in its place, and the rest go on.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from chatbot.datatypes import JudgedQuery
from chatbot.errors import UsageError
from chatbot.terminal.replies import Replier
from chatbot.terminal.safe import visible
from chatbot.terminal.streams import result_console, say, write_json

if TYPE_CHECKING:
    from chatbot.pipeline import Chatbot


def run_batch(path: Path, chatbot: Chatbot, reply: Replier, *, as_json: bool) -> int:
    """Print the reply to each line of ``path``, each as soon as it is there.

    Returns the exit status: 1 when a line could not be answered, else 0.
    """
    from chatbot.evaluation.queries import read_batch

    lines = failures = 0
    for entry in read_batch(path):
        lines += 1
        query_id = entry.query_id
        if isinstance(entry, JudgedQuery):
            fault = _reply_to(chatbot, entry, reply, as_json=as_json)
        else:
            fault = entry.message
        if fault is None:
            continue
        failures += 1
        if as_json:
            write_json({"query_id": query_id, "error": fault})
        else:
            say(f"error: {query_id or path}: {fault}")
    if not lines:
        say(f"warning: {path} holds no question")
    if failures:
        say(f"error: {failures} of {lines} lines of {path} could not be answered")
    return 1 if failures else 0


def _reply_to(chatbot: Chatbot, query: JudgedQuery, reply: Replier, *, as_json: bool) -> str | None:
    """Print the reply to one query; the fault of the query where it has one."""
    try:
        found = reply(chatbot, query)
    except UsageError as error:
        return str(error)
    if as_json:
        write_json(found.json)
        return None
    console = result_console()
    console.rule(visible(query.query_id), align="left", characters="─")
    console.print(visible(query.query), soft_wrap=True)
    found.show()
    console.print()
    return None
