"""The process in which PDFs are read: requests on standard input, readings on standard output.

Started by ``pdf_process`` as ``python -P -m chatbot.documents.pdf_worker MEGABYTES``. A request
is a line of JSON; a reply is a line of JSON that says how many bytes of a document's record
(JSON) and of its boxes follow. Nothing is unpickled on either side.
"""

from __future__ import annotations

import json
import logging
import os
import sys
from pathlib import Path
from typing import Any, BinaryIO

from chatbot.errors import ChatbotError


def serve(requests: BinaryIO, replies: BinaryIO) -> None:
    """Answer requests until there are no more."""
    for line in requests:
        record, boxes, reply = _answer(json.loads(line))
        head = {**reply, "record": len(record), "boxes": len(boxes)}
        replies.write(json.dumps(head).encode() + b"\n")
        replies.write(record)
        replies.write(boxes)
        replies.flush()


def _answer(request: dict[str, Any]) -> tuple[bytes, bytes, dict[str, str]]:
    """The record and boxes of a document, or the reason why there are none."""
    name = Path(request["path"]).name
    try:
        return (*_read(request), {})
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
                f"({type(error).__name__}); print it to a new PDF, or get it anew"
            },
        )


def _read(request: dict[str, Any]) -> tuple[bytes, bytes]:
    if request.get("wanted") == "printed":
        return _printed(request), b""
    from chatbot.documents.pdf_reader import read_pdf
    from chatbot.documents.record import to_record

    reading = read_pdf(
        Path(request["path"]),
        request["id"],
        request["password"],
        max_pages=request["max_pages"],
    )
    record = json.dumps(to_record(reading.document), ensure_ascii=True, separators=(",", ":"))
    return record.encode(), reading.boxes.astype("<u2").tobytes()


def _printed(request: dict[str, Any]) -> bytes:
    from chatbot.documents.pdf_printed import printed_values

    path, password = Path(request["path"]), request["password"]
    values = printed_values(path, password, max_pages=request["max_pages"])
    return json.dumps(values, ensure_ascii=True, separators=(",", ":")).encode()


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
