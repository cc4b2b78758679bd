"""The web server: where it listens, who may use it, what it refuses."""

from __future__ import annotations

import os
import socket
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from chatbot.errors import UsageError
from chatbot.interface.auth import checker, read_users
from chatbot.interface.kept import Keeper, key_in
from chatbot.interface.loading import Answering, Loading
from chatbot.interface.services import Services
from chatbot.languages.phrases import LANGUAGES, phrase
from chatbot.locations import Folders

if TYPE_CHECKING:
    import gradio as gr

    from chatbot.documents import ReadingLimits
    from chatbot.feedback import FeedbackStore
    from chatbot.shelf.shelf import PaperShelf

LARGEST_UPLOAD = "20mb"
"""Of a query file or a finished document with pictures. Papers do not come this way."""

SESSIONS_KEPT = 500

_GRADIO_ENVIRONMENT = {
    "GRADIO_ANALYTICS_ENABLED": "False",  # read when gradio is imported
    # Its queue makes a table of all events so far after each one, which nobody looks at.
    "GRADIO_ANALYTICS_CACHE_FREQUENCY": str(10**12),
}


@dataclass(frozen=True, slots=True)
class Address:
    """Where the server listens."""

    host: str
    port: int

    @property
    def url(self) -> str:
        """The page's address for a browser on the same machine."""
        host = "127.0.0.1" if self.host in ("0.0.0.0", "::") else self.host
        return f"http://{f'[{host}]' if ':' in host else host}:{self.port}/"


def serve(
    load: Callable[[], Answering],
    *,
    host: str | None = None,
    port: int | None = None,
    auth_file: Path | None = None,
    queue_size: int = 64,
    concurrency: int = 4,
    feedback: FeedbackStore | None = None,
    folders: Folders | None = None,
    limits: ReadingLimits | None = None,
    shelve: Callable[[Loading, Callable[[str], None]], PaperShelf] | None = None,
    say: Callable[[str], None] | None = None,
) -> None:
    """Serve the web chat until interrupted; the page is there before ``load`` is called.

    ``host`` and ``port`` default to ``GRADIO_SERVER_NAME`` and ``GRADIO_SERVER_PORT``, else
    to 127.0.0.1 and 7860; port 0 takes any free one. ``feedback`` keeps marks made in the
    chat (none: nothing is kept). ``folders`` are those of the papers, with query files to
    evaluate, and of the index, with the key that seals what browsers keep (none: that ends
    with the server) and with pictures, drawn within ``limits``. ``shelve`` makes what adds
    and removes papers, given what deletes the pictures of a file (none: the page does not
    offer it). ``say`` gets the page's address
    (default: one line on standard error).

    Raises:
        UsageError: the address cannot be used, or the file of users is not one.
    """
    address = free_address(host, port)
    check = checker(read_users(auth_file)) if auth_file is not None else None
    loading = Loading(load)
    services = _services(loading, feedback, folders, limits, shelve)
    app = start(services, address, check, queue_size, concurrency)
    (say or _say)(f"{phrase('page.name')}: {address.url}")
    loading.start()
    try:
        threading.Event().wait()
    except KeyboardInterrupt:
        _say("stopped")
    finally:
        app.close(verbose=False)
        if services.pictures is not None:
            services.pictures.close()


def _services(
    loading: Loading,
    feedback: FeedbackStore | None,
    folders: Folders | None,
    limits: ReadingLimits | None,
    shelve: Callable[[Loading, Callable[[str], None]], PaperShelf] | None,
) -> Services:
    if folders is None:
        return Services(loading, feedback)
    from chatbot.pictures import Pictures

    keeper = Keeper(key_in(folders.index))
    pictures = Pictures(lambda: loading.wait().documents, folders, limits)
    return Services(
        loading,
        feedback,
        folders.corpus / "queries",
        keeper,
        folders,
        pictures,
        shelve(loading, pictures.forget) if shelve else None,
    )


def start(
    services: Services,
    address: Address,
    check: Callable[[str, str], bool] | None = None,
    queue_size: int = 64,
    concurrency: int = 4,
) -> gr.Blocks:
    """Serve the page in the background and return at once; ``close()`` ends it."""
    os.environ.update(_GRADIO_ENVIRONMENT)
    from chatbot.interface.app_builder import build_app

    app = build_app(services, concurrency)
    app.queue(max_size=queue_size, default_concurrency_limit=concurrency, api_open=False)
    app.launch(**_launch_options(address, check), app_kwargs={"routes": _routes(services)})
    return app


def _routes(services: Services) -> list[Any]:
    """What is served besides the pages; before Gradio's own, so that it is there at once."""
    from chatbot.interface.papers_desk import PapersDesk
    from chatbot.interface.papers_routes import papers_routes

    routes: list[Any] = [*papers_routes(PapersDesk(services.loading, services.shelf))]
    if services.pictures is not None:
        from chatbot.interface.picture_routes import picture_routes

        routes += picture_routes(services.pictures)
    return routes


def free_address(host: str | None, port: int | None) -> Address:
    """The address to listen at, checked to be free.

    Raises:
        UsageError: it is in use, or is not one of this machine's.
    """
    named = host or os.environ.get("GRADIO_SERVER_NAME") or "127.0.0.1"
    number = _default_port() if port is None else port
    try:
        family = socket.getaddrinfo(named, number, type=socket.SOCK_STREAM)[0][0]
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            if os.name == "posix":  # elsewhere the option would hide that the port is in use
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((named, number))
            return Address(named, probe.getsockname()[1])
    except (OSError, OverflowError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise UsageError(
            f"cannot listen on {named} port {number} ({reason.lower()}): "
            "choose another with --host and --port, or --port 0 for any free port"
        ) from error


def _default_port() -> int:
    text = os.environ.get("GRADIO_SERVER_PORT", "7860")
    if not text.isdigit():
        raise UsageError(f"GRADIO_SERVER_PORT is {text!r}, not a port number: unset or change it")
    return int(text)


def _launch_options(address: Address, check: Callable[[str, str], bool] | None) -> dict[str, Any]:
    from chatbot.interface.component_labels import translations
    from chatbot.interface.theme import head, page_script, styles, theme

    # Before somebody has signed in nothing is known of the reader's language.
    sign_in = " · ".join(phrase("page.sign_in", language) for language in LANGUAGES)

    return {
        "server_name": address.host,
        "server_port": address.port,
        "auth": check,
        "auth_message": sign_in if check else None,
        "prevent_thread_lock": True,
        "quiet": True,
        "inline": False,
        "share": False,
        "ssr_mode": False,
        "pwa": False,
        "mcp_server": False,
        "enable_monitoring": False,
        "run_history": False,
        "footer_links": [],
        "max_file_size": LARGEST_UPLOAD,
        "state_session_capacity": SESSIONS_KEPT,
        "strict_cors": True,
        "theme": theme(),
        "css": styles(),
        "js": page_script(),
        "head": head(),
        "i18n": translations(),
    }


def _say(line: str) -> None:
    sys.stderr.write(f"{line}\n")
    sys.stderr.flush()
