"""``chatbot ask`` and ``chatbot search``, for one question or a file of them."""

from __future__ import annotations

from argparse import Namespace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from chatbot.answering.transcript import SUFFIXES, as_json, as_markdown
from chatbot.conversation.cleaning import searchable
from chatbot.datatypes import Answer, Conversation, JudgedQuery
from chatbot.errors import MissingInput, RunError, UsageError
from chatbot.terminal.answers import print_answer
from chatbot.terminal.batch import run_batch
from chatbot.terminal.listings import print_passages
from chatbot.terminal.opening import open_chatbot
from chatbot.terminal.progress import TerminalProgress
from chatbot.terminal.replies import Replier, Reply
from chatbot.terminal.safe import json_text
from chatbot.terminal.streams import result_console, say, write_json

if TYPE_CHECKING:
    from chatbot.pipeline import Chatbot


def run_ask(options: Namespace) -> int:
    """Answer the question, or every question of the batch file."""
    export: Path | None = options.export
    context = not options.as_typed
    if export is not None and export.suffix.lower() not in SUFFIXES:
        raise UsageError(f"--export {export}: name a file that ends in .md or .json")

    def ask(chatbot: Chatbot, query: JudgedQuery) -> Reply:
        if export is None:
            return _ask(chatbot, query, context=context)
        return _ask_and_save(chatbot, query, export, context=context)

    return _run(options, ask)


def run_search(options: Namespace) -> int:
    """List the best passages for the question, or for every question of the batch file."""

    def search(chatbot: Chatbot, query: JudgedQuery) -> Reply:
        return _search(chatbot, query, options.k)

    return _run(options, search)


def _run(options: Namespace, reply: Replier) -> int:
    _check_call(options)
    with TerminalProgress() as progress:
        chatbot = open_chatbot(options, progress)
        if options.batch is None:
            query = JudgedQuery(
                query_id="",
                query=options.question,
                history=tuple(options.history),
                documents=tuple(options.document),
            )
            progress("searching", 0, 0)
            found = reply(chatbot, query)
    if options.batch is not None:
        return run_batch(options.batch, chatbot, reply, as_json=options.json)
    if options.json:
        write_json(found.json, indent=2)
    else:
        found.show()
    return 0


def _check_call(options: Namespace) -> None:
    """Refuse a call that cannot be meant before anything heavy starts."""
    if options.batch is None:
        if options.question is None:
            raise UsageError("no question: give one in quotation marks, or --batch FILE")
        for question in (*options.history, options.question):
            searchable(question)
        return
    for name, value in (
        ("a question", options.question is not None),
        ("--history", options.history),
        ("--document", options.document),
        ("--export", getattr(options, "export", None)),
    ):
        if value:
            raise UsageError(
                f"{name} does not go with --batch: put it into the lines of {options.batch}"
            )
    if not options.batch.is_file():
        raise MissingInput(f"query file not found: {options.batch}")
    try:
        options.batch.open("rb").close()
    except OSError as error:
        raise MissingInput(f"{options.batch} cannot be read: {error.strerror}") from error


def _ask(chatbot: Chatbot, query: JudgedQuery, *, context: bool) -> Reply:
    answer = chatbot.ask(
        query.query, history=query.history, documents=query.documents, context=context
    )
    return _reply(chatbot, query, answer)


def _ask_and_save(chatbot: Chatbot, query: JudgedQuery, path: Path, *, context: bool) -> Reply:
    """The answer, with the conversation up to it written to a file."""
    before = chatbot.replay(query.history, query.documents)
    answer, conversation = chatbot.reply(query.query, before, query.documents, context=context)
    _save(conversation, chatbot, path)
    return _reply(chatbot, query, answer)


def _save(conversation: Conversation, chatbot: Chatbot, path: Path) -> None:
    """Write a conversation in the form that the file's name tells.

    Raises:
        RunError: the file cannot be written.
    """
    today = date.today().isoformat()
    language = conversation.turns[-1].answer.language
    if SUFFIXES[path.suffix.lower()] == "json":
        text = json_text(as_json(conversation, chatbot.documents, today), indent=2) + "\n"
    else:
        text = as_markdown(conversation, chatbot.documents, today, language)
    try:
        path.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise RunError(f"cannot write {path}: {error.strerror or error}") from error
    say(f"written: {path}")


def _reply(chatbot: Chatbot, query: JudgedQuery, answer: Answer) -> Reply:
    from chatbot.answering.serialization import answer_to_json

    return Reply(
        json=answer_to_json(answer, query.query_id or None, documents=chatbot.documents),
        show=lambda: print_answer(result_console(), answer, chatbot.documents),
    )


def _search(chatbot: Chatbot, query: JudgedQuery, k: int) -> Reply:
    from chatbot.answering.serialization import passage_to_json

    ranked = chatbot.search(query.query, k=k, history=query.history, documents=query.documents)
    passages = [
        passage_to_json(rank, scored, chatbot.documents[scored.passage.document])
        for rank, scored in enumerate(ranked, start=1)
    ]
    return Reply(
        json={"query_id": query.query_id, "passages": passages} if query.query_id else passages,
        show=lambda: print_passages(result_console(), ranked, chatbot.documents),
    )
