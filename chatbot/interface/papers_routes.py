"""What the Papers tab asks the server besides questions: the list, files, things to do.

Files come as the body of a request, each for itself, and are written down as they come, so
that the size of one is bounded and no copy lies in the folder of uploads. A request must
come from a page of this server, not from another site, and carry the cookie of the sign-in;
one that changes something must also carry a header that no form of a page can send.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from chatbot.errors import ChatbotError, UsageError
from chatbot.interface.papers_desk import PapersDesk
from chatbot.interface.same_site import from_another_site
from chatbot.interface.signed_in import signed_in
from chatbot.shelf.names import clean_name

LIST, UPLOAD, ACT, FORM = "papers/list", "papers/upload", "papers/act", "papers/citation"
GUARD = "x-papers"
"""The header of requests that change something."""

_LONGEST_ORDER = 256 * 1024
_HEADERS = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
_log = logging.getLogger(__name__)

Endpoint = Callable[[PapersDesk, Request], Awaitable[Mapping[str, Any]]]


def papers_routes(desk: PapersDesk) -> list[Route]:
    """The routes, for Gradio's server to be made with."""
    return [
        Route(f"/{LIST}", _endpoint(desk, _list), methods=["GET"]),
        Route(f"/{FORM}", _endpoint(desk, _form), methods=["GET"]),
        Route(f"/{UPLOAD}", _endpoint(desk, _upload), methods=["POST"]),
        Route(f"/{ACT}", _endpoint(desk, _act), methods=["POST"]),
    ]


def _endpoint(desk: PapersDesk, answer: Endpoint) -> Callable[[Request], Any]:
    async def endpoint(request: Request) -> Response:
        if not signed_in(request):
            return JSONResponse({"problem": "sign in on the page first"}, 401, _HEADERS)
        unguarded = request.method != "GET" and request.headers.get(GUARD) != "1"
        if unguarded or from_another_site(request):
            return JSONResponse({"problem": "this is not a request of the page"}, 403, _HEADERS)
        try:
            return JSONResponse(dict(await answer(desk, request)), headers=_HEADERS)
        except UsageError as error:
            return JSONResponse({"problem": str(error)}, 400, _HEADERS)
        except ChatbotError as error:
            return JSONResponse({"problem": str(error)}, 500, _HEADERS)
        except Exception as error:  # the page's boundary: one line instead of a broken list
            _log.error("a request about the papers failed with %s", type(error).__name__)
            _log.debug("a request about the papers failed", exc_info=error)
            return JSONResponse({"problem": type(error).__name__}, 500, _HEADERS)

    return endpoint


async def _list(desk: PapersDesk, request: Request) -> Mapping[str, Any]:
    query = request.query_params
    language, seen = query.get("language", ""), query.get("seen", "")
    return await run_in_threadpool(desk.list, language, seen)


async def _form(desk: PapersDesk, request: Request) -> Mapping[str, Any]:
    query = request.query_params
    return await run_in_threadpool(desk.form, query.get("document", ""), query.get("language", ""))


async def _upload(desk: PapersDesk, request: Request) -> Mapping[str, Any]:
    """Take one file in; its name comes with the address, its bytes are the body."""
    name = clean_name(request.query_params.get("name", ""))
    shelf = desk.changeable()
    with shelf.files.writing(name) as writer:
        async for block in request.stream():
            writer.write(block)
        return {"file": shelf.arrived(writer.finish())}


async def _act(desk: PapersDesk, request: Request) -> Mapping[str, Any]:
    body = b""
    async for block in request.stream():
        body += block
        if len(body) > _LONGEST_ORDER:
            raise UsageError("the request is too long")
    try:
        order = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise UsageError("the request is not JSON") from error
    if not isinstance(order, dict):
        raise UsageError("the request is no order")
    return await run_in_threadpool(desk.act, order)
