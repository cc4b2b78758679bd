from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from chatbot.datatypes import GoldEvidence, Span
from chatbot.evaluation.folding import fold, folded
from chatbot.evaluation.gold import Gold, GoldFinder
from tests.evaluation.helpers import document

SOURCE = "It cost \\$5 million.\nIt was *very*\nlate. It cost nothing. It cost nothing."
PAPER = document(SOURCE)
FINDER = GoldFinder({"paper": PAPER})


def find(quote, start=None):
    return FINDER.find(GoldEvidence("paper", quote, start))


def words(gold):
    return [PAPER.slice(span) for span in gold.spans]


def test_the_text_is_what_the_helper_promises():
    assert PAPER.text == "It cost $5 million. It was very late. It cost nothing. It cost nothing."


def test_a_quote_is_found_by_its_source_offset_although_it_stands_twice():
    second = SOURCE.rindex("It cost nothing.")
    gold = find("It cost nothing.", second)
    assert gold.spans == (Span(PAPER.text.rindex("It cost nothing."), len(PAPER.text)),)
    assert gold.fault is None


def test_without_a_start_every_place_counts_and_the_judgement_is_ambiguous():
    gold = find("It cost nothing.")
    assert len(gold.spans) == 2
    assert gold.fault == "ambiguous"


def test_a_quote_may_be_as_printed_or_as_read_and_wrapped_anywhere():
    for quote in ("cost \\$5 million", "cost $5\n  million"):
        assert words(find(quote)) == ["cost $5 million"]
    assert words(find("was *very*\nlate")) == ["was very late"]
    assert words(find("was very late", SOURCE.index("was"))) == ["was very late"]


def test_a_quote_with_offsets_may_be_wrapped_otherwise_than_the_source():
    assert words(find("was *very* late.", SOURCE.index("was"))) == ["was very late."]


def test_a_wrong_start_takes_the_nearest_place_and_says_so():
    gold = find("It cost nothing.", len(SOURCE) - 3)
    assert gold.spans == (Span(PAPER.text.rindex("It cost nothing."), len(PAPER.text)),)
    assert gold.fault == "start_differs"


def test_what_is_not_there_and_documents_that_are_not_there():
    assert find("It cost everything.").fault == "not_found"
    assert FINDER.find(GoldEvidence("other", "x")).fault == "unknown_document"


def test_evidence_without_quote_is_the_whole_document():
    gold = FINDER.find(GoldEvidence("paper"))
    assert gold.whole
    assert gold.fault is None


def test_judged_not_relevant_is_no_gold():
    from chatbot.datatypes import JudgedQuery

    query = JudgedQuery("q", "x", evidence=(GoldEvidence("paper", relevance=0),))
    assert FINDER.locate(query) == ()


def test_the_loose_fold_undoes_what_reading_may_change():
    printed = "The o\ufb03ce’s coun-\ntries³ — *all* of them"
    assert folded(printed, loose=True) == "The office's countries - all of them"
    gold = GoldFinder({"paper": document("The office's countries - all of them.")}).find(
        GoldEvidence("paper", printed)
    )
    assert gold.spans == (Span(0, 36),)


@given(st.text(alphabet=" \n\tab-*\\³ﬁ", max_size=40), st.booleans())
def test_a_folded_text_leads_back_to_its_own_characters(text, loose):
    result = fold(text, loose=loose)
    assert len(result.text) == len(result.offsets)
    assert list(result.offsets) == sorted(result.offsets)
    if not loose:
        assert result.text == " ".join(text.split())
        for character, offset in zip(result.text, result.offsets, strict=True):
            assert character == text[offset] or (character == " " and text[offset].isspace())


def test_gold_is_a_plain_value():
    assert Gold(GoldEvidence("paper")) == Gold(GoldEvidence("paper"))
