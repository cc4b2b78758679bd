"""The look: style sheets, script and the few variables that Gradio's own parts follow.

Fonts are those of the system; nothing is fetched. The colours live in
``assets/colours.css``, once for light and once for dark, and Gradio's variables point to
them, so that a switch of the colours reaches everything.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import gradio as gr

_COLOUR = re.compile(r"--([\w-]+): (#[0-9a-f]{6});")
_NAMED = re.compile(r"var\(--([\w-]+)\)")
_STYLES = (
    "colours.css",
    "layout.css",
    "chat.css",
    "commands.css",
    "marks.css",
    "panel.css",
    "evaluate.css",
    "pages.css",
    "figures.css",
    "series.css",
    "memo.css",
    "papers.css",
    "table.css",
    "verify.css",
)
_PANEL_SCRIPTS = (
    "panel.js",
    "marks.js",
    "actions.js",
    "commands.js",
    "switching.js",
    "pages.js",
    "series.js",
    "memo.js",
    "memo_tab.js",
    "memo_picking.js",
    "papers.js",
    "papers_drop.js",
    "copying.js",
    "arriving.js",
)
_VARIABLES = {
    "body_background_fill": "var(--page)",
    "body_text_color": "var(--ink)",
    "body_text_color_subdued": "var(--muted)",
    "background_fill_primary": "var(--page)",
    "background_fill_secondary": "var(--page)",
    "block_background_fill": "var(--page)",
    "block_title_text_color": "var(--ink)",
    "block_label_text_color": "var(--ink)",
    "block_border_width": "0px",
    "block_border_color": "var(--line)",
    "block_shadow": "none",
    "block_label_background_fill": "transparent",
    "border_color_primary": "var(--line)",
    "border_color_accent": "var(--accent)",
    "color_accent": "var(--accent)",
    "color_accent_soft": "var(--tint)",
    "link_text_color": "var(--accent)",
    "link_text_color_hover": "var(--accent)",
    "link_text_color_visited": "var(--accent)",
    "link_text_color_active": "var(--accent)",
    "input_background_fill": "var(--surface)",
    "input_border_color": "var(--edge)",
    "input_border_color_focus": "var(--accent)",
    "input_placeholder_color": "var(--muted)",
    "button_primary_background_fill": "var(--accent)",
    "button_primary_background_fill_hover": "var(--accent)",
    "button_primary_text_color": "var(--on-accent)",
    "button_secondary_background_fill": "transparent",
    "button_secondary_background_fill_hover": "var(--tint)",
    "button_secondary_text_color": "var(--ink)",
    "button_secondary_border_color": "var(--edge)",
}
_ONCE = frozenset({"color_accent"})
"""Variables that Gradio has only once."""


def theme() -> gr.themes.Base:
    """Gradio's plain theme, in the colours and fonts of the style sheets."""
    import gradio as gr

    base = gr.themes.Base(
        font=["system-ui", "-apple-system", "Segoe UI", "Roboto", "Noto Sans", "sans-serif"],
        font_mono=["ui-monospace", "Menlo", "Consolas", "monospace"],
        radius_size=gr.themes.sizes.radius_md,
    )
    light_colours, dark_colours = colours()
    light = {name: _with(light_colours, value) for name, value in _VARIABLES.items()}
    dark = {
        f"{name}_dark": _with(dark_colours, value)
        for name, value in _VARIABLES.items()
        if name not in _ONCE
    }
    return base.set(**light, **dark)


def colours() -> tuple[dict[str, str], dict[str, str]]:
    """The colours by their names, for light and for dark."""
    light, _, dark = _asset("colours.css").partition("\n.dark {")
    return dict(_COLOUR.findall(light)), dict(_COLOUR.findall(dark))


def _with(known: Mapping[str, str], value: str) -> str:
    """``var(--name)`` with the colour itself besides: the sign-in page has no style sheet."""
    return _NAMED.sub(lambda found: f"var(--{found[1]}, {known[found[1]]})", value)


def styles() -> str:
    """The style sheets in their order."""
    return "\n".join(_asset(name) for name in _STYLES)


def page_script() -> str:
    """What runs once when the page has loaded: colours, names for screen readers, copying."""
    return _asset("page.js")


def panel_script() -> str:
    """What the Source panel runs: it listens for everything on the page that asks the server."""
    return "\n".join(_asset(name) for name in _PANEL_SCRIPTS)


def script(name: str) -> str:
    """One script of the page, as one event or component runs it."""
    return _asset(name)


def head() -> str:
    """What belongs into the page's head: an icon that needs no file and no request."""
    accent = colours()[0]["accent"].replace("#", "%23")
    drawing = (
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'>"
        f"<rect width='32' height='32' rx='7' fill='{accent}'/>"
        "<path d='M9 10h14M9 16h14M9 22h8' stroke='white' stroke-width='3'/></svg>"
    )
    return f'<link rel="icon" href="data:image/svg+xml,{drawing}">'


def _asset(name: str) -> str:
    return files("chatbot.interface").joinpath("assets", name).read_text(encoding="utf-8")
