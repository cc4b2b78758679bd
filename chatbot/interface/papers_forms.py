"""The form in which the citation of a paper is completed, and the buttons of the Papers tab."""

from __future__ import annotations

from chatbot.interface.escaping import escape
from chatbot.languages.phrases import DEFAULT, phrase
from chatbot.shelf.describing import FIELDS, TYPES, CitationForm


def papers_button(act: str, key: str, language: str, kind: str = "") -> str:
    """A button that asks the page's script for ``act``, in the words of phrase ``key``."""
    named = f' class="{kind}"' if kind else ""
    words = escape(phrase(key, language))
    return f'<button type="button"{named} data-papers="{act}">{words}</button>'


def citation_form(document: str, form: CitationForm, language: str = DEFAULT) -> str:
    """The fields of a citation, as they stand."""
    types = TYPES if form.type in TYPES else (form.type, *TYPES)
    options = "".join(
        f'<option value="{escape(kind)}"{" selected" if kind == form.type else ""}>'
        f"{escape(_type_name(kind, language))}</option>"
        for kind in types
    )
    fields = "".join(
        _field(name, getattr(form, name), language) for name in FIELDS if name != "type"
    )
    kind = escape(phrase("papers.field_type", language))
    return (
        f'<form class="cite-form" data-papers-form="describe" data-document="{escape(document)}">'
        f'<p class="aside">{escape(phrase("papers.form_hint", language))}</p>'
        f'<label>{kind}<select name="type">{options}</select></label>{fields}'
        f'<p class="acts"><button type="submit">{escape(phrase("papers.save", language))}</button>'
        f"{papers_button('close-form', 'papers.close', language)}</p></form>"
    )


def _type_name(kind: str, language: str) -> str:
    return phrase(f"papers.type_{kind}", language) if kind in TYPES else kind


def _field(name: str, value: str, language: str) -> str:
    words = escape(phrase(f"papers.field_{name}", language))
    required = " required" if name == "title" else ""
    return (
        f'<label>{words}<input type="text" name="{name}" value="{escape(value)}" '
        f'maxlength="1000"{required}></label>'
    )
