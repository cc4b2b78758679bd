from __future__ import annotations

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings

from chatbot.datatypes import Span
from chatbot.documents import as_printed, source_span, text_offset, text_span
from chatbot.documents.ledger import LedgerBuilder
from tests.documents.conftest import check_ledger, document_of

LINES = st.sampled_from(
    [
        "",
        " ",
        "The *first* line costs \\$5.¹",
        "**Bold** words and a_b_c and 2 * 3",
        "¹ A note of the page.",
        "it goes on in lower case, with a mark[^n]",
        "[^n]: A named note.",
        "I. A Heading of the Paper",
        "# Title",
        "Heading\n-------",
        "1. An item of a list",
        "2. Another item",
        "- a bullet",
        "* a starred note",
        "> quoted words",
        "Source: The Office.",
        "AVERAGE PRICES IN TOWNS",
        "Figure 1. A caption of some words",
        "Abstract: BACKGROUND: Why. METHODS: How.",
        "Authors: A, B; C, D",
        "a word that is hyphen-\nated over lines",
        "hyphenated",
        "| a | b |\n|---|---|\n| 1 | 2 |",
        "---",
        "```",
        "12",
        "ﬁnd the\xadre\x00 \u00a0 spaces\there",
        "Long " + "words of a paragraph that goes on " * 4 + "without end",
    ]
)
BREAKS = st.sampled_from(["\n", "\n\n", "\r\n", "\r\n\r\n", "\n \n", "\n\n\n\n", "\f", "\r"])
MESSY = st.lists(st.tuples(LINES, BREAKS), max_size=14).map(
    lambda parts: "".join(line + end for line, end in parts)
)


@settings(max_examples=250, deadline=None)
@given(st.one_of(MESSY, st.text(alphabet="ab *_.\\$[]^1¹\n\r#>-|:AI,", max_size=80)))
def test_the_ledger_accounts_for_every_character(source: str) -> None:
    document = document_of(source)
    check_ledger(document)
    for paragraph in document.paragraphs:
        text = document.slice(paragraph.span)
        assert text
        assert text == text.strip()
        position = paragraph.span.start
        for sentence in paragraph.sentences:
            assert position <= sentence.start < sentence.end <= paragraph.span.end
            assert not document.text[position : sentence.start].strip()
            position = sentence.end
        assert not document.text[position : paragraph.span.end].strip()


@settings(max_examples=150, deadline=None)
@given(MESSY, st.data())
def test_a_contiguous_print_is_the_source_slice(source: str, data: st.DataObject) -> None:
    document = document_of(source)
    if not document.text:
        return
    start = data.draw(st.integers(0, len(document.text) - 1))
    end = data.draw(st.integers(start + 1, len(document.text)))
    printed = as_printed(document, Span(start, end))
    located = source_span(document, Span(start, end))
    if located is None:
        assert printed == ""
        return
    hull = source[slice(*located)]
    assert len(printed) <= len(hull)
    touched = [p.source_start for p in document.ledger if p.start < end and p.end > start]
    if len(printed) == len(hull) and touched == sorted(touched):
        assert printed == hull


@settings(max_examples=150, deadline=None)
@given(MESSY)
def test_copied_offsets_map_both_ways(source: str) -> None:
    document = document_of(source)
    for piece in document.ledger:
        if piece.kind == "copied":
            assert text_offset(document, piece.source_start) == piece.start
            span = text_span(document, piece.source_start, piece.source_end)
            assert span == Span(piece.start, piece.end)


def test_a_builder_merges_neighbouring_copies_only() -> None:
    builder = LedgerBuilder("abcdef")
    builder.copy(0, 2)
    builder.copy(2, 3)
    builder.drop(3, 4, "emphasis")
    builder.copy(4, 6)
    text, pieces = builder.finish()
    assert text == "abcef"
    assert [(p.start, p.end, p.source_start, p.source_end, p.kind) for p in pieces] == [
        (0, 3, 0, 3, "copied"),
        (3, 3, 3, 4, "emphasis"),
        (3, 5, 4, 6, "copied"),
    ]


@pytest.mark.parametrize(
    ("words", "printed"),
    [
        ("and Mongolia.", "and Mongolia.¹"),
        ("RKS Cheonan, a", "RKS *Cheonan*, a"),
        ("Cheonan", "*Cheonan*"),
        ("Cheon", "Cheon"),
        ("to $5.8 billion", "to \\$5.8 billion"),
        ("Eurasian countries in the narrow", "Eurasian countries\nin the narrow"),
        ("between the countries of the", "between the countries\nof the"),
        ("is required, which would", "is required,\n\nwhich would"),
        ("The views and opinions", "The views and opinions"),
        ("of the author and do not", "of the author\nand do not"),
    ],
)
def test_the_paper_as_printed(paper, words: str, printed: str) -> None:
    start = paper.text.index(words)
    span = Span(start, start + len(words))
    assert as_printed(paper, span) == printed
    located = source_span(paper, span)
    assert located is not None
    hull = paper.source.text[slice(*located)]
    assert hull.startswith(printed[:5])
    assert hull.endswith(printed[-3:])


def test_a_closing_sign_before_the_span_is_not_printed(make) -> None:
    document = make("One *two*, three *four* words stand here in a row.")
    start = document.text.index(", three")
    assert as_printed(document, Span(start, start + len(", three four"))) == ", three *four*"


def test_a_source_range_across_a_note_maps_to_the_joined_words(paper) -> None:
    start = paper.source.text.index("Eurasian countries\n\n¹")
    end = paper.source.text.index("in the narrow sense") + len("in the narrow sense")
    span = text_span(paper, start, end)
    assert paper.slice(span) == "Eurasian countries in the narrow sense"
