"""The forms of the Memo tab: head, export, missing metadata, the tools of one excerpt."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial

from chatbot.datatypes import Memo
from chatbot.interface.copying import style_names
from chatbot.interface.escaping import escape
from chatbot.interface.memo_card import button_html
from chatbot.interface.memo_files import FORMATS, TEMPLATES
from chatbot.languages.phrases import phrase
from chatbot.memo.completing import lacking
from chatbot.memo.saving import HEAD


def head_form(memo: Memo, language: str) -> str:
    """Title, To, From, Date, Subject and the key findings."""
    fields = "".join(
        _field(phrase(f"memo.{name}", language), getattr(memo, name), f'data-set="head:{name}"')
        for name in HEAD
    )
    label = escape(phrase("memo.findings", language))
    findings = (
        f'<label class="memo-field"><span>{label}</span><textarea rows="3" data-set="findings">'
        f"{escape(chr(10).join(memo.findings))}</textarea></label>"
    )
    return _fold("head", phrase("memo.head", language), fields + findings)


def export_form(memo: Memo, language: str) -> str:
    """Format, style and template, and what of the sources' metadata is missing."""
    say = partial(phrase, language=language)
    forms = [(form, say(f"memo.format_{form[1:]}")) for form in FORMATS]
    templates = [(name, say(f"memo.template_{name}")) for name in TEMPLATES]
    choices = (
        _select("form", say("memo.format"), forms),
        _select("style", say("memo.style"), style_names(language)),
        _select("template", say("memo.template"), templates),
    )
    button = button_html("export", say("memo.export"))
    form = f'<div class="memo-export">{"".join(choices)}{button}</div>'
    return _fold("export", say("memo.export_head"), form + _missing(memo, language), opened=True)


def tools_template(headings: Sequence[str], language: str) -> str:
    """What the page's script puts into the “edit” of an excerpt when that is opened."""
    say = partial(phrase, language=language)
    # A blank stands for no heading: an empty choice is none.
    known = [(name or " ", name or say("memo.no_heading_name")) for name in headings]
    under = _select("under", say("memo.move_under"), [("", "—"), *known]) if known[1:] else ""
    first = _field(say("memo.from_words"), "", 'data-part="first"')
    last = _field(say("memo.to_words"), "", 'data-part="last"')
    heading = _field(say("memo.new_heading"), "", 'data-part="heading"')
    return (
        '<template id="memo-tools"><div class="memo-tools">'
        f'<div class="memo-row">{button_html("extend", say("memo.sentence_before"), by=-1)}'
        f"{button_html('extend', say('memo.sentence_after'), by=1)}</div>"
        f'<p class="aside">{escape(say("memo.select_hint"))}</p>'
        f'<div class="memo-row">{first}{last}{button_html("keep", say("memo.keep"))}'
        f"{button_html('leave_out', say('memo.leave_out'))}</div>"
        f'<div class="memo-row">{heading}{button_html("heading", say("memo.add_heading"))}'
        f"{under}</div></div></template>"
    )


def _missing(memo: Memo, language: str) -> str:
    found = lacking(memo)
    forms = "".join(
        _missing_form(name, fields, memo.references.get(name, {}), language)
        for name, fields in found.items()
    )
    hint = f'<p class="aside">{escape(phrase("memo.missing_hint", language))}</p>'
    return hint + forms if forms else ""


def _missing_form(
    name: str, fields: Iterable[str], reference: Mapping[str, object], language: str
) -> str:
    title = str(reference.get("title") or name)
    legend = escape(phrase("memo.missing", language, title=title))
    inputs = "".join(
        _field(phrase(f"memo.missing_{field}", language), "", f'data-part="{field}"')
        for field in fields
    )
    button = button_html("complete", phrase("memo.complete", language))
    return (
        f'<fieldset class="memo-missing" data-document="{escape(name)}"><legend>{legend}</legend>'
        f"{inputs}{button}</fieldset>"
    )


def _field(label: str, value: str, marks: str) -> str:
    return (
        f'<label class="memo-field"><span>{escape(label)}</span>'
        f'<input type="text" {marks} value="{escape(value)}"></label>'
    )


def _select(name: str, label: str, options: Sequence[tuple[str, str]]) -> str:
    made = "".join(
        f'<option value="{escape(value)}">{escape(shown)}</option>' for value, shown in options
    )
    return (
        f'<label class="memo-field"><span>{escape(label)}</span>'
        f'<select data-choice="{name}">{made}</select></label>'
    )


def _fold(name: str, summary: str, content: str, opened: bool = False) -> str:
    state = " open" if opened else ""
    return (
        f'<details class="memo-fold" data-fold="{name}"{state}>'
        f"<summary>{escape(summary)}</summary>{content}</details>"
    )
