"""A conversation as the browser keeps it, so that a reload or a restart does not lose it.

The server keeps nothing: the conversation lies in the browser, as JSON, compressed, with a
signature (HMAC-SHA-256, RFC 2104) that only the server's key makes. So what comes back is
what was given out, to the same user, or it is refused. What is kept is bounded; older
exchanges go first. The papers' fingerprint goes with it, since answers quote their text.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import logging
import os
import secrets
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkstemp

from pydantic import TypeAdapter, ValidationError

from chatbot.datatypes import Answer, Document
from chatbot.errors import UsageError
from chatbot.interface.session import Exchange, Session

LARGEST_KEPT = 256 * 1024
"""Characters that a kept conversation may take; browsers give a page about five million."""

KEY_NAME = "page.key"
_KEY_LENGTH = 32
_FORMAT = b"1"
_LARGEST_TEXT = 16 * 1024 * 1024

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class KeptExchange:
    """An answered question with all that is needed to show it again."""

    id: str
    question: str
    context: bool
    answer: Answer


@dataclass(frozen=True, slots=True)
class Kept:
    """A conversation, oldest exchange first, and the papers that it was had with.

    ``documents`` are the ids of those that are asked (none: all).
    """

    papers: str
    exchanges: tuple[KeptExchange, ...]
    documents: tuple[str, ...] = ()


_KEPT = TypeAdapter(Kept)


class Keeper:
    """Seals conversations for the browser, and opens those that it sealed."""

    def __init__(self, key: bytes | None = None) -> None:
        """Without a ``key`` one is made up, and nothing outlives the server."""
        self._key = key or secrets.token_bytes(_KEY_LENGTH)

    def seal(self, session: Session, papers: str, user: str = "") -> str:
        """The answered part of a session in letters, digits and signs; empty for nothing.

        The papers that are asked go with it.
        """
        exchanges = tuple(_kept(exchange) for exchange in session.exchanges)
        kept = [exchange for exchange in exchanges if exchange is not None]
        while kept or session.documents:
            whole = Kept(papers, tuple(kept), session.documents)
            data = zlib.compress(_KEPT.dump_json(whole))
            text = base64.urlsafe_b64encode(data).decode()
            if len(text) <= LARGEST_KEPT:
                return f"{self._signature(text, user)}.{text}"
            if not kept:
                break
            kept = kept[1:]
        return ""

    def open(self, sealed: str, user: str = "") -> Kept:
        """What ``seal`` was given for this user.

        Raises:
            UsageError: this key sealed no such thing for this user, or another version of
                the program did.
        """
        signature, _, text = sealed[: LARGEST_KEPT + 100].partition(".")
        expected = self._signature(text, user).encode()
        if not hmac.compare_digest(signature.encode("utf-8", "replace"), expected):
            raise UsageError("the conversation was not kept by this server")
        try:
            reader = zlib.decompressobj()
            data = reader.decompress(base64.urlsafe_b64decode(text), _LARGEST_TEXT)
            return _KEPT.validate_json(data)
        except (binascii.Error, zlib.error, ValidationError) as error:
            raise UsageError("the conversation was kept by another version") from error

    def sign(self, purpose: str, text: str, user: str = "") -> str:
        """The signature of something else that browsers keep, for one purpose only."""
        return self._signature(f"{purpose}\n{text}", user)

    def signed(self, purpose: str, text: str, user: str, signature: str) -> bool:
        """Whether ``sign`` gave this signature."""
        expected = self.sign(purpose, text, user).encode()
        return hmac.compare_digest(signature.encode("utf-8", "replace"), expected)

    def _signature(self, text: str, user: str) -> str:
        # The parts cannot run into each other: a digest has always the same length.
        parts = (_FORMAT, user.encode("utf-8", "replace"), text.encode("utf-8", "replace"))
        digests = b"".join(hashlib.sha256(part).digest() for part in parts)
        return hmac.new(self._key, digests, hashlib.sha256).hexdigest()


def fingerprint(documents: Mapping[str, Document]) -> str:
    """A name for these papers with these texts."""
    whole = hashlib.sha256()
    for name, document in sorted(documents.items()):
        for part in (name, document.text):
            whole.update(hashlib.sha256(part.encode("utf-8", "surrogatepass")).digest())
    return whole.hexdigest()[:32]


def key_in(folder: Path) -> bytes:
    """The key that lies in a folder, made at the first call and readable by its owner only.

    Where it can be neither read nor made, one that ends with the server.
    """
    path = folder / KEY_NAME
    try:
        if not path.exists():
            _make_key(path)
        key = path.read_bytes()
    except OSError as error:
        _log.warning("conversations end with the server: %s: %s", path, error.strerror)
        return secrets.token_bytes(_KEY_LENGTH)
    if len(key) != _KEY_LENGTH:
        _log.warning("conversations end with the server: %s is damaged: delete it", path)
        return secrets.token_bytes(_KEY_LENGTH)
    return key


def _make_key(path: Path) -> None:
    """Write a new key whole, unless another server was faster."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = mkstemp(prefix=f".{KEY_NAME}", dir=path.parent)  # the owner's only
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(secrets.token_bytes(_KEY_LENGTH))
        if path.exists():
            return
        Path(name).rename(path)
    finally:
        Path(name).unlink(missing_ok=True)


def _kept(exchange: Exchange) -> KeptExchange | None:
    if exchange.answer is None:
        return None
    return KeptExchange(exchange.id, exchange.question, exchange.context, exchange.answer)
