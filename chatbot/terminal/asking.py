"""``chatbot ask`` and ``chatbot search``, for one question or a file of them."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING

from chatbot.conversation.cleaning import searchable
from chatbot.datatypes import JudgedQuery
from chatbot.errors import MissingInput, UsageError
from chatbot.terminal.answers import print_answer
from chatbot.terminal.batch import run_batch
from chatbot.terminal.listings import print_passages
from chatbot.terminal.opening import open_chatbot
from chatbot.terminal.progress import TerminalProgress
from chatbot.terminal.replies import Replier, Reply
from chatbot.terminal.streams import result_console, write_json

if TYPE_CHECKING:
    from chatbot.pipeline import Chatbot


def run_ask(options: Namespace) -> int:
    """Answer the question, or every question of the batch file."""

    def ask(chatbot: Chatbot, query: JudgedQuery) -> Reply:
        return _ask(chatbot, query, context=not options.as_typed)

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
    from chatbot.answering.serialization import answer_to_json

    answer = chatbot.ask(
        query.query, history=query.history, documents=query.documents, context=context
    )
    return Reply(
        json=answer_to_json(answer, query.query_id or None),
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
