"""What all tests share: no network, fast tests first, and the real chatbot built once."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from chatbot.pipeline import Chatbot

# Set before any library that reads them is imported.
os.environ["HF_HUB_OFFLINE"] = "1"
os.environ["TRANSFORMERS_OFFLINE"] = "1"
os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"
os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
os.environ["TOKENIZERS_PARALLELISM"] = "false"
for name in ("CHATBOT_SETTINGS", "GRADIO_SERVER_NAME", "GRADIO_SERVER_PORT"):
    os.environ.pop(name, None)

ROOT = Path(__file__).parents[1]
_LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost", "0.0.0.0", ""})
_LAST = ("model", "slow", "browser")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Fast tests first, then those with the real model, slow ones, and browsers last."""
    items.sort(key=_effort)


def _effort(item: pytest.Item) -> int:
    return max(
        (place for place, name in enumerate(_LAST, start=1) if item.get_closest_marker(name)),
        default=0,
    )


@pytest.fixture(scope="session", autouse=True)
def _offline() -> Iterator[None]:
    """Refuse every connection that would leave this machine, and every outside look-up."""
    patch = pytest.MonkeyPatch()
    connect, look_up = socket.socket.connect, socket.getaddrinfo

    def guarded_connect(self: socket.socket, address: object) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6):
            _require_loopback(address[0] if isinstance(address, tuple) else address)
        connect(self, address)

    def guarded_look_up(host: object, *args: object, **kwargs: object) -> object:
        _require_loopback(host)
        return look_up(host, *args, **kwargs)

    patch.setattr(socket.socket, "connect", guarded_connect)
    patch.setattr(socket, "getaddrinfo", guarded_look_up)
    yield
    patch.undo()


def _require_loopback(host: object) -> None:
    name = host.decode() if isinstance(host, bytes) else host
    if name is not None and name not in _LOOPBACK:
        raise OSError(f"a test tried to reach {name!r}: tests stay on this machine")


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The bundled papers."""
    return ROOT / "corpus"


@pytest.fixture(scope="session")
def paper_index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the index of the bundled papers is built, once ``paper_chatbot`` was asked for."""
    return tmp_path_factory.mktemp("paper") / "index"


@pytest.fixture(scope="session")
def paper_chatbot(corpus: Path, paper_index: Path) -> Chatbot:
    """The chatbot over the bundled papers with the real model; mark its users ``model``."""
    from chatbot.pipeline import open_index

    return open_index(corpus, paper_index)
