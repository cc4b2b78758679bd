"""The process in which files are read and pages drawn: requests on standard input, replies out.

Started by ``reading_process`` as ``python -P -m chatbot.documents.reading_worker MEGABYTES``. A
request is a line of JSON; a reply is a line of JSON that says how many bytes of a document's record
(JSON) and of its boxes follow; to a request with a ``view`` it is a picture's bytes and none.
While a long PDF is read, lines with the pages done come before it, followed by nothing.
Nothing is unpickled on either side.
"""

from __future__ import annotations

import json
import logging
import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from chatbot.errors import ChatbotError

if TYPE_CHECKING:
    from chatbot.datatypes import Document
    from chatbot.documents.page_progress import PageRead

_REMEDY = {".pdf": "print it to a new PDF, or get it anew"}
_ANEW = "save it again in the program that made it, or get it anew"
_SILENT_S, _EVERY_S = 0.5, 0.2  # seconds until the first page is told, and between two


def serve(requests: BinaryIO, replies: BinaryIO) -> None:
    """Answer requests until there are no more."""
    for line in requests:
        record, boxes, reply = _answer(json.loads(line), _PagesTold(replies))
        _send(replies, reply, record, boxes)


def _send(replies: BinaryIO, reply: dict[str, Any], record: bytes, boxes: bytes) -> None:
    head = {**reply, "record": len(record), "boxes": len(boxes)}
    replies.write(json.dumps(head).encode() + b"\n")
    replies.write(record)
    replies.write(boxes)
    replies.flush()


class _PagesTold:
    """Tells how many pages are read, now and then."""

    def __init__(self, replies: BinaryIO) -> None:
        self._replies = replies
        self._next = time.monotonic() + _SILENT_S

    def __call__(self, done: int, total: int) -> None:
        if time.monotonic() < self._next:
            return
        self._next = time.monotonic() + _EVERY_S
        _send(self._replies, {"page": done, "pages": total}, b"", b"")


def _answer(request: dict[str, Any], told: PageRead) -> tuple[bytes, bytes, dict[str, str]]:
    """The record and boxes of a document or a picture, or the reason why there are none."""
    name = Path(request["path"]).name
    try:
        if "view" in request:
            return _render(request), b"", {}
        return (*_read(request, told), {})
    except ChatbotError as error:
        return b"", b"", {"error": str(error)}
    except MemoryError:
        return b"", b"", {"memory": name}
    except Exception as error:  # whatever a damaged file provokes is one line about this file
        return (
            b"",
            b"",
            {
                "error": f"{name} is damaged or unusual and cannot be read "
                f"({type(error).__name__}); {_REMEDY.get(Path(name).suffix.lower(), _ANEW)}"
            },
        )


def _read(request: dict[str, Any], told: PageRead) -> tuple[bytes, bytes]:
    if request.get("wanted") == "printed":
        return _encoded(_printed(request)), b""
    from chatbot.documents.record import to_record

    path = Path(request["path"])
    if path.suffix.lower() != ".pdf":
        document = _read_flow(path, request["id"])
        return _encoded(to_record(document)), b""
    from chatbot.documents.pdf_reader import read_pdf

    reading = read_pdf(
        path,
        request["id"],
        request["password"],
        max_pages=request["max_pages"],
        told=told,
    )
    return _encoded(to_record(reading.document)), reading.boxes.astype("<u2").tobytes()


def _read_flow(path: Path, document_id: str) -> Document:
    """A Word or HTML file, which has no pages."""
    if path.suffix.lower() in (".docx", ".odt"):
        from chatbot.documents.word_reader import read_word_document

        return read_word_document(path, document_id)
    from chatbot.documents.html_reader import read_html_document

    return read_html_document(path, document_id)


def _encoded(record: dict[str, Any]) -> bytes:
    return json.dumps(record, ensure_ascii=True, separators=(",", ":")).encode()


def _render(request: dict[str, Any]) -> bytes:
    from chatbot.documents.rendering import View, render

    return render(
        Path(request["path"]),
        request["password"],
        View(**request["view"]),
        max_pages=request["max_pages"],
    )


def _printed(request: dict[str, Any]) -> dict[str, Any]:
    from chatbot.documents.pdf_printed import printed_values

    path, password = Path(request["path"]), request["password"]
    return printed_values(path, password, max_pages=request["max_pages"])


def limit_memory(megabytes: int) -> None:
    """Refuse this process more memory, where the system can."""
    try:
        import resource
    except ImportError:  # Windows has no such limits
        return
    size = megabytes * 2**20
    for kind, value in ((resource.RLIMIT_AS, size), (resource.RLIMIT_CORE, 0)):
        try:
            resource.setrlimit(kind, (value, value))
        except (OSError, ValueError):  # macOS knows the name only
            continue


def main() -> None:
    """Serve on the standard streams; what libraries print goes to standard error."""
    limit_memory(int(sys.argv[1]))
    logging.disable(logging.CRITICAL)
    replies = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    serve(sys.stdin.buffer, replies)


if __name__ == "__main__":
    main()
