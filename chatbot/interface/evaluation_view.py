"""An evaluation as HTML: how far it is, its tables, its report in a frame."""

from __future__ import annotations

from chatbot.evaluation import PlainTable
from chatbot.interface import messages
from chatbot.interface.escaping import escape
from chatbot.interface.workbench import Look, Results

LARGEST_FRAME = 6_000_000
"""Characters of a report that is still shown in the page."""


def evaluate_masthead() -> str:
    """The line on top, with the way back to the chat."""
    return (
        f'<div class="masthead"><h1>{escape(messages.EVALUATE_TITLE)}</h1>'
        f'<span class="switches"><a class="to-page" href="./">{escape(messages.BACK_TO_CHAT)}</a>'
        f'<button type="button" class="theme" data-act="theme" aria-label="{messages.THEME}" '
        f'title="{messages.THEME}"><span aria-hidden="true">◐</span></button></span></div>'
        f'<p id="announcer" class="unseen" role="status" data-dark="{escape(messages.DARK)}" '
        f'data-light="{escape(messages.LIGHT)}"></p>'
    )


def status_line(text: str, kind: str = "") -> str:
    """One line, told to screen readers as well."""
    return f'<p class="line {kind}" role="status">{escape(text)}</p>'


def progress_line(look: Look) -> str:
    """How far a run is, in words and as a bar."""
    text = escape(messages.asked_so_far(look.stage.rstrip(" …"), look.done, look.total))
    length = f'value="{look.done}" max="{look.total}"' if look.total else ""
    # Not a live region: a screen reader would read every step.
    return (
        f'<p class="line">{text}</p>'
        f'<progress aria-label="{escape(messages.EVALUATE)}" {length}></progress>'
    )


def results_page(results: Results) -> str:
    """Notes, the table of all queries, and the report in a frame that may do nothing.

    The other tables are in the report; they are shown besides where it is too large.
    """
    notes = "".join(f"<li>{escape(note)}</li>" for note in results.notes)
    listed = f'<ul class="notes">{notes}</ul>' if notes else ""
    if len(results.page) > LARGEST_FRAME:
        tables = "".join(map(_table, results.tables))
        return f"{listed}<p>{escape(messages.REPORT_TOO_LARGE)}</p>{tables}"
    return f"{listed}{_table(results.tables[0])}{_frame(results.page)}"


def _table(table: PlainTable) -> str:
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in table.columns)
    rows = "".join(
        f'<tr><th scope="row">{escape(row[0])}</th>'
        + "".join(f"<td>{escape(cell)}</td>" for cell in row[1:])
        + "</tr>"
        for row in table.rows
    )
    title = escape(table.title)
    return (
        f'<h2>{title}</h2><div class="wide" role="region" tabindex="0" aria-label="{title}">'
        f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _frame(page: str) -> str:
    # The report has no script; the sandbox makes sure that none of its text becomes one.
    inside = page.replace("&", "&amp;").replace('"', "&quot;")
    name = escape(messages.REPORT)
    return f'<h2>{name}</h2><iframe sandbox="" title="{name}" srcdoc="{inside}"></iframe>'
