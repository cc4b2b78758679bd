"""The look: style sheets, script and the few variables that Gradio's own parts follow.

Fonts are those of the system; nothing is fetched. The colours live in
``assets/colours.css``, once for light and once for dark, and Gradio's variables point to
them, so that a switch of the colours reaches everything.
"""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import gradio as gr

_STYLES = ("colours.css", "layout.css", "chat.css", "panel.css")
_VARIABLES = {
    "body_background_fill": "var(--page)",
    "body_text_color": "var(--ink)",
    "body_text_color_subdued": "var(--muted)",
    "background_fill_primary": "var(--page)",
    "background_fill_secondary": "var(--page)",
    "block_background_fill": "transparent",
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
    dark = {f"{name}_dark": value for name, value in _VARIABLES.items() if name not in _ONCE}
    return base.set(**_VARIABLES, **dark)


def styles() -> str:
    """The style sheets in their order."""
    return "\n".join(_asset(name) for name in _STYLES)


def page_script() -> str:
    """What runs once when the page has loaded: colours, names for screen readers, copying."""
    return _asset("page.js")


def panel_script() -> str:
    """What the Source panel runs: it listens for chips, examples and its own buttons."""
    return _asset("panel.js")


def _asset(name: str) -> str:
    return files("chatbot.interface").joinpath("assets", name).read_text(encoding="utf-8")
