"""Transcripts: quotes exact in JSON, and read as they stand in Markdown."""

import json
import re

import pytest

from chatbot.answering.extracts import make_extract
from chatbot.answering.transcript import as_json, as_markdown, escaped
from chatbot.datatypes import Answer, Conversation, Span, Turn
from tests.fakes import make_document

TEXT = "# I. Costs\n\nSteel *rose* by <b>30%</b> [in 2008] & 1_000 piers fell.\n\nOther words."
DOCUMENT = make_document(TEXT, title="Piers | and _bridges_")
DOCUMENTS = {"paper": DOCUMENT}


def conversation(language="en"):
    span = DOCUMENT.paragraphs[0].span
    extract = make_extract(DOCUMENT, span, 1)
    answer = Answer("How *much*?", "How *much*?", "answered", 0.9, extracts=(extract,),
                    language=language)  # fmt: skip
    closest = make_extract(DOCUMENT, DOCUMENT.paragraphs[1].span, 1)
    refused = Answer("Why?", "piers Why?", "not_found", 0.1, nearest=(closest,), language=language)
    return Conversation((Turn("How *much*?", answer), Turn("Why?", refused)))


def shown(markdown):
    """What a reader sees of escaped Markdown: CommonMark drops a backslash before a mark."""
    return re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", markdown).replace("&#32;", " ")


def test_markdown_reads_as_the_paper_and_cites_every_quote():
    text = as_markdown(conversation(), DOCUMENTS, "2026-11-24")
    quote = DOCUMENT.slice(DOCUMENT.paragraphs[0].span)
    assert f"> {quote}" in shown(text)
    assert f"> {quote}" not in text
    assert text.startswith(
        "# A conversation about Piers \\| and \\_bridges\\_\n\nSaved on 2026-11-24"
    )
    assert "\\[1\\] section “I. Costs”, paragraph 1. " in text
    assert "## How \\*much\\*?" in text
    assert "*Searched for: piers Why?*" in text
    assert "The paper does not answer this.\n\nClosest passages (not an answer):" in text


def test_a_turn_is_told_in_its_own_language():
    text = as_markdown(conversation("ru"), DOCUMENTS, "2026-11-24", "ko")
    assert text.startswith("# ‘Piers")
    assert "\\[1\\] раздел «I. Costs», абзац 1. " in text


def test_json_holds_the_quotes_exactly_with_both_citations():
    saved = json.loads(json.dumps(as_json(conversation(), DOCUMENTS, "2026-11-24")))
    first, second = saved["turns"]
    [extract] = first["answer"]["extracts"]
    assert extract["quote"] == TEXT[extract["start"] : extract["end"]]
    [citation] = first["citations"]
    assert citation["place"] == "section “I. Costs”, paragraph 1"
    assert {"author-date", "note"} <= set(citation)
    assert second["nearest_citations"][0]["place"] == "section “I. Costs”, paragraph 2"
    assert saved["documents"] == {"paper": {"title": "Piers | and _bridges_"}}


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("# no heading", "\\# no heading"),
        ("1. no list", "1\\. no list"),
        ("- no list", "\\- no list"),
        ("a - b 1. c", "a - b 1. c"),
        ("x\n=== y", "x\n\\=== y"),
        ("    no code", "&#32;&#32;&#32;&#32;no code"),
        ("\\*", "\\\\\\*"),
        ("$5 & `x`", "\\$5 \\& \\`x\\`"),
    ],
)
def test_what_markdown_would_read_is_escaped(text, safe):
    assert escaped(text) == safe


def test_a_quote_over_blank_lines_stays_one_quotation():
    document = make_document("One.\n\nTwo.")
    extract = make_extract(document, Span(0, 10), 1)
    turn = Turn("q", Answer("q", "q", "answered", 0.9, extracts=(extract,)))
    text = as_markdown(Conversation((turn,)), {"paper": document}, "2026-11-24")
    assert "> One.\n>\n> Two." in text
