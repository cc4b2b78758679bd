import json
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from chatbot.answering.extracts import bare_source, make_extract, shown_figure, trim
from chatbot.answering.serialization import answer_to_json, document_to_json, passage_to_json
from chatbot.datatypes import (
    Answer,
    EnumerationShown,
    ItemLabel,
    Page,
    Passage,
    ScoredPassage,
    ShortAnswer,
    Span,
)
from tests.answering.papers import HARBOUR, find
from tests.fakes import make_document


def test_an_extract_knows_where_it_stands():
    span = find(HARBOUR, "It carried 1,200 passengers a day in 1999 and 400 in 2005.")
    extract = make_extract(HARBOUR, Span(span.start - 1, span.end + 1), 3, highlights=(span,))
    assert extract.quote == "It carried 1,200 passengers a day in 1999 and 400 in 2005."
    assert extract.locator.section == ("I. The ferry plan",)
    assert extract.locator.paragraph == 7
    assert (extract.source_start, extract.source_end) == (span.start, span.end)
    assert extract.highlights == ((span.start, span.end),)
    assert [note.mark for note in extract.footnotes] == ["1"]


def test_pages_of_an_extract():
    document = make_document("One two. Three four.")
    document = replace(
        document,
        pages=(Page("iv", 1, 10, 10, Span(0, 12)), Page("v", 2, 10, 10, Span(12, 20))),
    )
    across = make_extract(document, Span(9, 20), 1)
    assert (across.locator.page, across.locator.pages) == ("iv", ("iv", "v"))


def test_a_very_long_sentence_is_cut_at_clauses_around_what_is_wanted():
    clauses = [f"clause {n} has exactly five;" for n in range(40)]
    document = make_document(" ".join([*clauses, "the end."]))
    wanted = find(document, "clause 30 has")
    cut = trim(document, Span(0, len(document.text)), (wanted,), max_words=20)
    assert cut.contains(wanted)
    quote = document.slice(cut)
    assert len(quote.split()) <= 20
    assert quote.startswith("clause")
    assert quote.endswith(";")


def test_a_short_sentence_stays_whole():
    document = make_document("One; two; three.")
    assert trim(document, Span(0, 16), (), max_words=5) == Span(0, 16)


@given(st.integers(-5, 2000), st.integers(-5, 2000), st.integers(1, 60))
def test_a_quote_is_always_a_slice(start, end, words):
    extract = make_extract(HARBOUR, Span(start, end), 1, max_sentence_words=words)
    assert extract.quote == HARBOUR.text[extract.start : extract.end]
    assert all(extract.start <= a < b <= extract.end for a, b in extract.highlights)


def test_the_source_of_a_figure_is_bare():
    assert bare_source("Source: Port Office.") == "Port Office"
    assert bare_source("Sources: A and B") == "A and B"
    assert bare_source(None) is None
    assert shown_figure(HARBOUR.figures[0], HARBOUR).source == "Port Office"


KEYS = [
    "question",
    "interpreted_question",
    "status",
    "confidence",
    "reason",
    "missing",
    "short_answer",
    "extracts",
    "figures",
    "enumeration",
    "nearest",
    "series",
    "message",
    "language",
    "request",
    "timings_ms",
]


def test_an_empty_answer_has_every_key():
    record = answer_to_json(Answer("q", "q", "not_found", 0.123456), documents={})
    assert list(record) == KEYS
    assert record["confidence"] == 0.1235
    assert record["extracts"] == record["figures"] == record["nearest"] == []
    assert record["short_answer"] is None
    assert list(answer_to_json(Answer("q", "q", "command", None), "7", documents={})) == [
        "query_id",
        *KEYS,
    ]


def test_a_full_answer_round_trips_through_json():
    extract = make_extract(
        HARBOUR,
        find(HARBOUR, "Second, tickets cost more than the bus."),
        1,
        list_item=ItemLabel("list-1", 2, "Second"),
        score=0.123456789,
    )
    answer = Answer(
        "q",
        "q",
        "answered",
        0.9,
        short_answer=ShortAnswer("tickets", 1),
        extracts=(extract,),
        figures=(shown_figure(HARBOUR.figures[0], HARBOUR),),
        enumeration=EnumerationShown(3, 3),
        timings_ms={"total": 1.23456},
    )
    record = json.loads(json.dumps(answer_to_json(answer, documents={})))
    (shown,) = record["extracts"]
    assert shown["list_item"] == {"list": "list-1", "number": 2, "label": "Second"}
    assert shown["score"] == 0.123457
    assert shown["page"] is None
    assert shown["section"] == ["I. The ferry plan"]
    assert record["short_answer"] == {"text": "tickets", "citation": 1}
    assert record["enumeration"] == {"shown": 3, "of": 3}
    assert record["figures"][0] == {
        "id": "fig-1",
        "label": None,
        "title": "PASSENGERS OF THE FERRY BY YEAR",
        "source": "Port Office",
        "notes": [],
        "document": "harbour",
        "page": None,
        "image": None,
        "mentions": [7],
    }


def test_a_passage_and_a_document_as_json():
    span = find(HARBOUR, "Third, storms closed the line every winter.")
    passage = Passage("p1", "harbour", span, ("I. The ferry plan",), 11, (span,))
    record = passage_to_json(1, ScoredPassage(passage, 0.87654321), HARBOUR)
    assert record["text"] == "Third, storms closed the line every winter."
    assert record["score"] == 0.876543
    assert (record["rank"], record["paragraph"], record["page"]) == (1, 11, None)
    described = document_to_json(HARBOUR)
    assert described["title"] == "Bridges Across the Strait"
    assert [figure["id"] for figure in described["figures"]] == ["fig-1", "fig-2", "fig-3"]
