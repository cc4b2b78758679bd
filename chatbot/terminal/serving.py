"""``chatbot serve``, which is what ``app.py`` runs."""

from __future__ import annotations

import os
import sys
import webbrowser
from argparse import Namespace
from typing import TYPE_CHECKING, cast

from chatbot.terminal.opening import open_chatbot
from chatbot.terminal.progress import TerminalProgress
from chatbot.terminal.streams import say

if TYPE_CHECKING:
    from collections.abc import Callable

    from chatbot.interface.loading import Loading
    from chatbot.pipeline import Chatbot
    from chatbot.shelf.shelf import PaperShelf


def run_serve(options: Namespace) -> int:
    """Serve the web chat until interrupted; the papers are opened behind the page."""
    from chatbot.feedback import FeedbackStore
    from chatbot.interface.server import serve
    from chatbot.loading import reading_limits
    from chatbot.locations import feedback_file, locate
    from chatbot.settings import load_settings

    settings = load_settings(options.settings)
    server, feedback = settings.server, settings.feedback
    # A wrong call is told before a page is served.
    folders = locate(options.corpus, options.index)

    def load() -> Chatbot:
        with TerminalProgress() as progress:
            return open_chatbot(options, progress)

    def shelve(loading: Loading, forget_pictures: Callable[[str], None]) -> PaperShelf:
        from chatbot.shelf.shelf import PaperShelf, ShelfLimits

        limits = ShelfLimits(
            largest=int(server.max_upload_mb * 2**20),
            at_once=server.max_uploads,
            papers=server.max_papers,
            read_only=options.read_only or server.read_only,
        )
        # What answers here is what ``load`` gave, or took its place.
        current = cast("Callable[[], Chatbot]", loading.wait)
        return PaperShelf(folders, settings, current, loading.replace, forget_pictures, limits)

    def announce(line: str) -> None:
        say(line)
        if options.open and _has_display():
            webbrowser.open(line.rsplit(" ", 1)[-1])

    serve(
        load,
        host=options.host or _unless("GRADIO_SERVER_NAME", server.host),
        port=options.port if options.port is not None else _unless_port(server.port),
        auth_file=options.auth,
        queue_size=server.queue_size,
        concurrency=server.concurrency,
        feedback=FeedbackStore(feedback_file(feedback.file)) if feedback.enabled else None,
        folders=folders,
        limits=reading_limits(settings, folders.index),
        shelve=shelve,
        say=announce,
    )
    return 0


def _unless(variable: str, value: str) -> str | None:
    """``value``, unless the environment says otherwise, which the server reads itself."""
    return None if os.environ.get(variable) else value


def _unless_port(port: int) -> int | None:
    return None if os.environ.get("GRADIO_SERVER_PORT") else port


def _has_display() -> bool:
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
