"""``chatbot memo``."""

from __future__ import annotations

import datetime
from argparse import Namespace
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from chatbot.datatypes import JudgedQuery, Memo
from chatbot.errors import UsageError
from chatbot.terminal.opening import open_chatbot
from chatbot.terminal.places import check_place
from chatbot.terminal.progress import TerminalProgress
from chatbot.terminal.streams import say

if TYPE_CHECKING:
    from chatbot.memo.exporting import ExportOptions
    from chatbot.pipeline import Chatbot

_PICTURED = (".docx", ".odt", ".pdf", ".md", ".html", ".tex")


def run_memo(options: Namespace) -> int:
    """Write the memo of a query file in the format that the name of ``--out`` ends in."""
    from chatbot.memo.exporting import ExportOptions, check_options, export_memo
    from chatbot.memo.saving import save_memo
    from chatbot.memo.sources import missing_lines

    wanted = ExportOptions(options.style, options.template, language=options.memo_language)
    check_options(options.out.suffix.lower(), wanted)
    for path in (options.out, *([options.save] if options.save else [])):
        check_place(path)
    queries = _read(options.queries)
    with TerminalProgress() as progress:
        chatbot = open_chatbot(options, progress)
        memo = _made(options, chatbot, queries, progress)
        wanted = _with_pictures(wanted, memo, chatbot, options)
    for line in missing_lines(memo):
        say(f"warning: {line}")
    if options.save:
        save_memo(memo, options.save)
    for path in export_memo(memo, options.out, wanted):
        say(f"written: {path}")
    return 0


def _with_pictures(
    wanted: ExportOptions, memo: Memo, chatbot: Chatbot, options: Namespace
) -> ExportOptions:
    """The same export with the pictures of the memo's figures, as far as they can be drawn."""
    if options.out.suffix.lower() not in _PICTURED or not any(e.figure for e in memo.shown):
        return wanted
    from chatbot.loading import reading_limits
    from chatbot.locations import locate
    from chatbot.memo.pictures import drawn_for
    from chatbot.pictures import Pictures
    from chatbot.settings import load_settings

    folders = locate(options.corpus, options.index)
    limits = reading_limits(load_settings(options.settings), folders.index)
    pictures = Pictures(lambda: chatbot.documents, folders, limits)
    try:
        drawn = drawn_for(memo, chatbot.documents, pictures, wanted.language)
    finally:
        pictures.close()
    if drawn.missing:
        say(f"warning: {drawn.missing} of the memo's figures have no picture; the words are in")
    return replace(wanted, images=drawn.images, redrawn=drawn.redrawn)


def _made(
    options: Namespace, chatbot: Chatbot, queries: list[JudgedQuery], progress: TerminalProgress
) -> Memo:
    from chatbot.languages.phrases import phrase
    from chatbot.memo.building import memo_of_questions

    language = options.memo_language
    today = datetime.datetime.now().astimezone().date().isoformat()
    memo = Memo(
        title=options.memo_title or phrase("memo_export.memo", language),
        recipient=options.memo_to,
        sender=options.memo_from,
        date=today,
        subject=options.memo_subject,
    )
    for number, query in enumerate(queries, start=1):
        progress("answering", number, len(queries))
        try:
            memo = memo_of_questions(chatbot, [query], accessed=today, head=memo, language=language)
        except UsageError as error:
            raise UsageError(f"{options.queries}, {query.query_id}: {error}") from error
    return memo


def _read(path: Path) -> list[JudgedQuery]:
    from chatbot.evaluation.queries import read_queries

    queries = list(read_queries(path))
    if not queries:
        raise UsageError(f"{path} holds no question: write one a line")
    return queries
