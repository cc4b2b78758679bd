"""A memo as the HTML of its tab."""

from __future__ import annotations

import json
from collections.abc import Mapping

from chatbot.datatypes import Document, Excerpt, Memo
from chatbot.interface.escaping import escape
from chatbot.interface.memo_card import button_html, card, removed_card
from chatbot.interface.memo_forms import export_form, head_form, tools_template
from chatbot.languages.counting import counted
from chatbot.languages.phrases import phrase
from chatbot.memo.arranging import by_heading
from chatbot.memo.history import History


def memo_page(history: History, documents: Mapping[str, Document], language: str) -> str:
    """The whole tab: what can be done, the head, the excerpts by heading, the export."""
    memo = history.memo
    parts = [_bar(history, language)]
    if not memo.shown:
        parts.append(f'<p class="hint">{escape(phrase("memo.hint", language))}</p>')
    else:
        parts += [head_form(memo, language), export_form(memo, language)]
    parts += [
        _groups(memo, documents, language),
        _removed(memo, language),
        tools_template([heading for heading, _ in by_heading(memo)], language),
    ]
    return (
        f'<section class="memo" lang="{language}" data-version="{history.version}">'
        f"{''.join(parts)}</section>"
    )


def unfilled(language: str) -> str:
    """The tab before the browser has told which memo it keeps."""
    hint = escape(phrase("memo.hint", language))
    return (
        f'<section class="memo" lang="{language}" data-empty><p class="hint">{hint}</p></section>'
    )


def held(memo: Memo) -> str:
    """What is in the memo, as JSON: spans of documents, and figures."""
    spans = [[e.document, p.start, p.end] for e in memo.shown for p in e.pieces]
    figures = [[e.document, e.figure.id] for e in memo.shown if e.figure]
    return json.dumps({"spans": spans, "figures": figures}, ensure_ascii=False)


def _bar(history: History, language: str) -> str:
    name = escape(phrase("memo.tools", language))
    count = escape(counted("memo.count", len(history.memo.shown), language))
    undo, redo = (
        button_html(do, phrase(f"memo.{do}", language), sign)
        for do, sign in (("undo", "↶"), ("redo", "↷"))
    )
    sure = phrase("memo.sure", language)
    others = (
        button_html("open", phrase("memo.open", language)),
        button_html("save", phrase("memo.save", language)),
        button_html("clear", phrase("memo.clear", language), sure=sure),
    )
    picker = '<input type="file" id="memo-file" accept=".json,application/json" hidden>'
    return (
        f'<div class="memo-bar" role="group" aria-label="{name}">'
        f'<p class="memo-count">{count}</p><p class="memo-said" aria-hidden="true"></p>'
        f"{undo}{redo}{''.join(others)}{picker}</div>"
    )


def script_words(language: str) -> str:
    """The phrases that the page's script says by itself."""
    keys = "add in_memo pick_add pick_keep pick_leave_out picked unkept no_reply working"
    said = {key: phrase(f"memo.{key}", language) for key in (*keys.split(), "file_too_large")}
    return " ".join(f'data-{key.replace("_", "-")}="{escape(text)}"' for key, text in said.items())


def _groups(memo: Memo, documents: Mapping[str, Document], language: str) -> str:
    groups, total, at = by_heading(memo), len(memo.shown), 0
    several = len(groups) > 1
    parts = []
    for heading, excerpts in groups:
        cards = "".join(
            card(each, (at + place, total), documents, _title(each, memo), language)
            for place, each in enumerate(excerpts, 1)
        )
        at += len(excerpts)
        head = _heading(heading, several, language)
        parts.append(
            f'<section class="memo-group" data-group="{escape(heading)}">{head}'
            f'<ol class="memo-cards">{cards}</ol></section>'
        )
    return "".join(parts)


def _heading(heading: str, several: bool, language: str) -> str:
    if not heading and not several:
        return ""
    moves = "".join(
        button_html("move_group", phrase(f"memo.group_{way}", language), sign, by=by)
        for way, sign, by in (("up", "↑", -1), ("down", "↓", 1))
        if several
    )
    if not heading:
        name = escape(phrase("memo.no_heading_name", language))
        return f'<div class="memo-heading"><p>{name}</p>{moves}</div>'
    label = escape(phrase("memo.heading", language))
    gone = button_html("dissolve", phrase("memo.dissolve", language), "✕")
    return (
        f'<div class="memo-heading"><input type="text" data-set="rename" aria-label="{label}" '
        f'value="{escape(heading)}">{moves}{gone}</div>'
    )


def _removed(memo: Memo, language: str) -> str:
    gone = [excerpt for excerpt in memo.excerpts if excerpt.removed]
    if not gone:
        return ""
    summary = escape(counted("memo.removed_count", len(gone), language))
    rows = "".join(removed_card(excerpt, language) for excerpt in gone)
    return (
        f'<details class="memo-fold" data-fold="removed"><summary>{summary}</summary>'
        f'<ul class="memo-removed">{rows}</ul></details>'
    )


def _title(excerpt: Excerpt, memo: Memo) -> str:
    return str(memo.references.get(excerpt.document, {}).get("title") or excerpt.document)
