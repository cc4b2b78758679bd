"""Whether a request was made by a page of this server: other sites may not speak for a reader.

Gradio answers every origin, with leave to send any header, unless the request names this
machine itself as its host; routes that change something must not lean on that.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.requests import Request

_OWN = ("same-origin", "none")


def from_another_site(request: Request) -> bool:
    """Whether the browser says that another site made the request.

    To secure addresses browsers send ``Sec-Fetch-Site`` (W3C Fetch Metadata), which no page can
    forge and which holds behind a proxy that changes the host, too. Elsewhere they name the
    origin of whatever could change something, and where they name none, there is no page behind
    the request (a program, an address typed in).
    """
    told = request.headers.get("sec-fetch-site")
    if told is not None:
        return told not in _OWN
    origin = request.headers.get("origin")
    return origin is not None and _netloc(origin) != request.headers.get("host", "").lower()


def _netloc(origin: str) -> str | None:
    """Host and port of an origin, None for what is none ("null")."""
    try:
        return urlsplit(origin).netloc.lower() or None
    except ValueError:
        return None
