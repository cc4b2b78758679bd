"""An evaluation as HTML: how far it is, its tables, its report in a frame."""

from __future__ import annotations

from chatbot.evaluation import PlainTable
from chatbot.interface.escaping import escape
from chatbot.interface.workbench import Look, Results
from chatbot.languages.counting import number
from chatbot.languages.phrases import DEFAULT, phrase, phrases

LARGEST_FRAME = 6_000_000
"""Characters of a report that is still shown in the page."""


def evaluate_intro(language: str = DEFAULT) -> str:
    """What the page is for."""
    return f"<p>{escape(phrase('evaluate.intro', language))}</p>"


def marks_intro(language: str = DEFAULT) -> str:
    """What can be made of the marks."""
    heading = escape(phrase("evaluate.make", language))
    return f"<h2>{heading}</h2><p>{escape(phrase('evaluate.make_intro', language))}</p>"


def status_line(text: str, kind: str = "") -> str:
    """One line, told to screen readers as well."""
    return f'<p class="line {kind}" role="status">{escape(text)}</p>'


def progress_line(look: Look, language: str = DEFAULT) -> str:
    """How far a run is, in words and as a bar."""
    text = escape(_progress(look, language))
    length = f'value="{look.done}" max="{look.total}"' if look.total else ""
    name = escape(phrase("evaluate.title", language))
    # Not a live region: a screen reader would read every step.
    return f'<p class="line">{text}</p><progress aria-label="{name}" {length}></progress>'


def _progress(look: Look, language: str) -> str:
    """The stage and how far it is; a stage without a phrase of its own as it stands."""
    stage = look.stage.rstrip(" …")
    key = f"evaluate.stage_{stage}"
    named = phrase(key, language) if key in phrases(DEFAULT) else f"{stage[:1].upper()}{stage[1:]}"
    if not look.total:
        return f"{named} …"
    done, total = number(look.done, language), number(look.total, language)
    return phrase("evaluate.progress", language, stage=named, done=done, total=total)


def results_page(results: Results, language: str = DEFAULT) -> str:
    """Notes, the table of all queries, and the report in a frame that may do nothing.

    The other tables are in the report; they are shown besides where it is too large.
    """
    notes = "".join(f"<li>{escape(note)}</li>" for note in results.notes)
    listed = f'<ul class="notes" lang="en">{notes}</ul>' if notes else ""
    if len(results.page) > LARGEST_FRAME:
        tables = "".join(map(_table, results.tables))
        too_large = escape(phrase("evaluate.report_too_large", language))
        return f"{listed}<p>{too_large}</p>{tables}"
    return f"{listed}{_table(results.tables[0])}{_frame(results.page, language)}"


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
        f'<h2 lang="en">{title}</h2>'
        f'<div class="wide" lang="en" role="region" tabindex="0" aria-label="{title}">'
        f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _frame(page: str, language: str) -> str:
    # The report has no script; the sandbox makes sure that none of its text becomes one.
    inside = page.replace("&", "&amp;").replace('"', "&quot;")
    name = escape(phrase("evaluate.report", language))
    return f'<h2>{name}</h2><iframe sandbox="" title="{name}" srcdoc="{inside}"></iframe>'
