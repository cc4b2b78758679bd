"""Who may use the routes beside the pages: whoever Gradio would show the pages."""

from __future__ import annotations

from starlette.requests import Request


def signed_in(request: Request) -> bool:
    """Whether Gradio would show this request the page."""
    app = request.app
    if app.auth is None and app.auth_dependency is None:
        return True
    token = request.cookies.get(f"access-token-{app.cookie_id}") or request.cookies.get(
        f"access-token-unsecure-{app.cookie_id}"
    )
    return app.tokens.get(token) is not None
