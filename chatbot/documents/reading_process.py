"""Reading and drawing files in a process of its own, with limits on time and memory.

A file that hangs, crashes or devours memory costs one line about this file: the process is
ended and the next file gets a new one.
"""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO, Any

import numpy as np

import chatbot
from chatbot.datatypes import Document
from chatbot.documents.boxes import Boxes
from chatbot.documents.page_progress import PageRead, untold
from chatbot.documents.record import from_record
from chatbot.documents.rendering import View
from chatbot.errors import DocumentError

_RENEWED = 40  # files after which a process is replaced: memory it did not give back
_START_S = 60.0  # a busy machine may take long to start Python


@dataclass(frozen=True, slots=True)
class ReadingLimits:
    """What reading one file may cost, and the passwords of encrypted PDFs by document id.

    They hold for every file that is read apart, Word and HTML files as well; ``max_pages`` is
    for PDFs.
    """

    seconds: float = 60.0
    megabytes: int = 1500
    max_pages: int = 2000
    passwords: Mapping[str, str] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True)
class _Reply:
    head: Mapping[str, Any]
    record: bytes
    boxes: bytes


class ReadingProcess:
    """Reads or draws one file after the other; a context manager that ends its process."""

    def __init__(self, limits: ReadingLimits, renewed: int = _RENEWED) -> None:
        """``renewed`` is the number of requests after which the process is replaced."""
        self._limits = limits
        self._renewed = renewed
        self._process: subprocess.Popen[bytes] | None = None
        self._replies: queue.Queue[_Reply | None] = queue.Queue()
        self._files = 0

    def __enter__(self) -> ReadingProcess:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the process."""
        if self._process is None:
            return
        self._process.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                stream.close()
        self._process, self._files = None, 0

    def read(self, path: Path, document_id: str, told: PageRead = untold) -> tuple[Document, Boxes]:
        """The document of a PDF and its boxes; ``told`` hears of a long one's pages.

        What ``told`` raises ends the process and goes through.

        Raises:
            DocumentError: it cannot be read, or not within the limits.
        """
        reply = self._reply(path, document_id, {}, told)
        document = from_record(json.loads(reply.record))
        boxes = np.frombuffer(reply.boxes, "<u2").reshape(-1, 4)
        return document, boxes

    def render(self, path: Path, document_id: str, view: View) -> bytes:
        """The picture of a page or region of a PDF, as PNG or WebP.

        Raises:
            DocumentError: it cannot be drawn, or not within the limits.
        """
        return self._reply(path, document_id, {"view": asdict(view)}).record

    def printed(self, path: Path) -> Mapping[str, Any]:
        """The lines of a PDF with their looks, as ``pdf_printed`` gives them.

        Raises:
            DocumentError: it cannot be read, or not within the limits.
        """
        reply = self._reply(path, "", {"wanted": "printed"})
        values: Mapping[str, Any] = json.loads(reply.record)
        return values

    def _reply(
        self, path: Path, document_id: str, wanted: Mapping[str, Any], told: PageRead = untold
    ) -> _Reply:
        if self._files >= self._renewed:
            self.close()
        fresh = self._files == 0
        reply = self._ask(path, document_id, wanted, told)
        if not fresh and (reply is None or "memory" in reply.head):
            self.close()  # an earlier file may be to blame
            reply = self._ask(path, document_id, wanted, told)
        if reply is None:
            raise DocumentError(self._died(path))
        if "memory" in reply.head:
            self.close()
            raise DocumentError(self._too_big(path))
        if "error" in reply.head:
            raise DocumentError(str(reply.head["error"]))
        return reply

    def _ask(
        self, path: Path, document_id: str, wanted: Mapping[str, Any], told: PageRead
    ) -> _Reply | None:
        """The reply about a file, None where the process died of it.

        Raises:
            DocumentError: it took too long.
        """
        process = self._running()
        password = self._limits.passwords.get(document_id)
        request = {
            "path": str(path),
            "id": document_id,
            "password": password,
            "max_pages": self._limits.max_pages,
            **wanted,
        }
        patience = self._limits.seconds + (_START_S if self._files == 0 else 0.0)
        self._files += 1
        try:
            _stream(process.stdin).write(json.dumps(request).encode() + b"\n")
            _stream(process.stdin).flush()
            reply = self._awaited(patience, told)
        except queue.Empty:
            self.close()
            raise DocumentError(
                f"{path.name} cannot be read within {self._limits.seconds:g} seconds (setting "
                "pdf.seconds); split it or raise the setting"
            ) from None
        except OSError:
            reply = None
        if reply is None:
            self._code = process.wait()
            self.close()
        return reply

    def _awaited(self, patience: float, told: PageRead) -> _Reply | None:
        """The reply that is no page count, within some seconds.

        Raises:
            queue.Empty: it did not come.
        """
        until = time.monotonic() + patience
        while True:
            reply = self._replies.get(timeout=max(until - time.monotonic(), 0.0))
            if reply is None or "page" not in reply.head:
                return reply
            try:
                told(int(reply.head["page"]), int(reply.head["pages"]))
            except BaseException:
                self.close()  # its reply would be taken for the next file's
                raise

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None:
            self._replies = queue.Queue()
            self._process = _start(self._limits.megabytes)
            pump = threading.Thread(
                target=_pump, args=(_stream(self._process.stdout), self._replies), daemon=True
            )
            pump.start()
        return self._process

    def _died(self, path: Path) -> str:
        return (
            f"{path.name} cannot be read: reading it ended the process that reads (status "
            f"{self._code}), by a fault of the file or by needing more than "
            f"{self._limits.megabytes:,} MB of memory (setting pdf.memory_mb); get it anew or "
            f"{'print it to a new PDF' if path.suffix.lower() == '.pdf' else 'save it again'}"
        )

    def _too_big(self, path: Path) -> str:
        return (
            f"{path.name} cannot be read with {self._limits.megabytes:,} MB of memory (setting "
            "pdf.memory_mb); split it or raise the setting"
        )

    _code = 0


def _start(megabytes: int) -> subprocess.Popen[bytes]:
    root = str(Path(chatbot.__file__).parents[1])
    paths = [root, *filter(None, [os.environ.get("PYTHONPATH")])]
    one_thread = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    return subprocess.Popen(
        [sys.executable, "-P", "-m", "chatbot.documents.reading_worker", str(megabytes)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, **one_thread, "PYTHONPATH": os.pathsep.join(paths)},
    )


def _stream(stream: IO[bytes] | None) -> IO[bytes]:
    if stream is None:
        raise OSError("the process has no such stream")
    return stream


def _pump(stream: IO[bytes], replies: queue.Queue[_Reply | None]) -> None:
    """Move replies from a process to a queue; None when there will be no more."""
    try:
        for line in stream:
            head = json.loads(line)
            record, boxes = stream.read(head["record"]), stream.read(head["boxes"])
            if len(record) != head["record"] or len(boxes) != head["boxes"]:
                break
            replies.put(_Reply(head, record, boxes))
    except (OSError, ValueError):
        pass
    replies.put(None)
