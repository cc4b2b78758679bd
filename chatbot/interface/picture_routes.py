"""What the web server answers besides the pages: pictures of papers, and their files.

Who may not see the page may not see these: a request must carry the cookie of the sign-in.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.routing import Route

from chatbot.errors import ChatbotError, UsageError
from chatbot.interface.picture_addresses import FIGURE, FILE, PAGE
from chatbot.interface.signed_in import signed_in
from chatbot.pictures import Pictures, media_type

_HEADERS = {
    "Cache-Control": "private, no-cache",  # kept by the browser, asked for again by its mark
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
}
_CLOSED = {"Content-Security-Policy": "default-src 'none'; sandbox"}
"""Not for PDFs: browsers show these with a page of their own."""

_LOGIN = "/login_check"
Answer = Callable[[Pictures, Request], Response]


def picture_routes(pictures: Pictures) -> list[Route]:
    """The routes, for Gradio's server to be made with."""
    answers: dict[str, Answer] = {PAGE: _page, FIGURE: _figure, FILE: _file}
    return [
        Route(f"/{path}", _endpoint(pictures, answer), methods=["GET"])
        for path, answer in answers.items()
    ]


def _endpoint(pictures: Pictures, answer: Answer) -> Callable[[Request], Any]:
    async def endpoint(request: Request) -> Response:
        if not signed_in(request):
            return _line("sign in on the page first", 401)
        return await run_in_threadpool(_answered, answer, pictures, request)

    return endpoint


def _answered(answer: Answer, pictures: Pictures, request: Request) -> Response:
    try:
        return answer(pictures, request)
    except UsageError as error:
        return _line(str(error), 404)
    except ChatbotError as error:
        return _line(str(error), 422)


def _page(pictures: Pictures, request: Request) -> Response:
    query = request.query_params
    try:
        number, scale = int(query.get("number", "")), float(query.get("scale", "1"))
    except ValueError as error:
        raise UsageError("number and scale of a page are numbers") from error
    return _picture(pictures.page(query.get("document", ""), number, scale), request)


def _figure(pictures: Pictures, request: Request) -> Response:
    query = request.query_params
    found = pictures.figure(query.get("document", ""), query.get("figure", ""))
    return _picture(found, request)


def _file(pictures: Pictures, request: Request) -> Response:
    """The PDF itself; of other papers the text that was read, which every browser shows."""
    document = pictures.document(request.query_params.get("document", ""))
    if document.source.media_type != "application/pdf":
        text = document.source.text.encode("utf-8", "replace")
        return Response(text, media_type="text/plain; charset=utf-8", headers=_HEADERS | _CLOSED)
    file = pictures.file(document.id)
    return FileResponse(
        file,
        media_type="application/pdf",
        filename=file.name,
        content_disposition_type="inline",
        headers=_HEADERS,
    )


def _picture(data: bytes, request: Request) -> Response:
    mark = f'"{hashlib.sha256(data).hexdigest()[:32]}"'
    headers = _HEADERS | _CLOSED | {"ETag": mark}
    if request.headers.get("if-none-match") == mark:
        return Response(status_code=304, headers=headers)
    return Response(data, media_type=media_type(data), headers=headers)


def _line(text: str, status: int) -> Response:
    return PlainTextResponse(text, status, headers=_HEADERS | _CLOSED)
