"""The form in which a person checks the citation of a paper, as HTML."""

from __future__ import annotations

from chatbot.interface.escaping import escape
from chatbot.languages.phrases import DEFAULT, phrase
from chatbot.shelf.describing import FIELDS, TYPES, CitationForm


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
    close = escape(phrase("papers.close", language))
    return (
        f'<form class="cite-form" data-papers-form="describe" data-document="{escape(document)}">'
        f'<p class="aside">{escape(phrase("papers.form_hint", language))}</p>'
        f'<label>{kind}<select name="type">{options}</select></label>{fields}'
        f'<p class="acts"><button type="submit">{escape(phrase("papers.save", language))}</button>'
        f'<button type="button" data-papers="close-form">{close}</button></p></form>'
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
