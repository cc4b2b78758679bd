from __future__ import annotations

from dataclasses import replace

import pytest

from chatbot.datatypes import (
    EnumerationShown,
    GoldEvidence,
    JudgedQuery,
    ShortAnswer,
    ShownFigure,
)
from chatbot.evaluation.extract_measures import (
    answer_hit,
    evidence_recall,
    extract_precision,
    lies_in,
    list_recall,
    short_answer,
    short_answer_right,
    word_f1,
    words_shown,
)
from chatbot.evaluation.gold import GoldFinder
from chatbot.evaluation.shown import shown_within, word_limit
from tests.evaluation.helpers import answer, document, extract

NUMBERS = " ".join(f"w{number:03d}" for number in range(1000))
LONG = document(NUMBERS, "long")
PAPER = document(
    "One two three four. Five six seven eight. A note says more. Title of it.", "paper"
)
FINDER = GoldFinder({"long": LONG, "paper": PAPER})


def gold(*quotes, document_id="paper"):
    return tuple(FINDER.find(GoldEvidence(document_id, quote)) for quote in quotes)


def words(first, last):
    return " ".join(f"w{number:03d}" for number in range(first, last + 1))


def figure(title, source=None, notes=(), document_id="paper"):
    return ShownFigure("fig-1", None, title, source, tuple(notes), document_id, None, None, ())


def test_half_of_a_quote_is_enough_and_less_is_not():
    quote = gold("One two three four.")  # 19 characters
    assert evidence_recall(shown_within(answer(extract(PAPER, "One two th"))), quote) == 1.0  # 10
    assert evidence_recall(shown_within(answer(extract(PAPER, "One two t"))), quote) == 0.0  # 9


def test_recall_is_the_share_of_pieces_and_undefined_without_any():
    pieces = gold("One two three four.", "Five six seven eight.")
    shown = shown_within(answer(extract(PAPER, "Five six seven eight.")))
    assert evidence_recall(shown, pieces) == 0.5
    assert evidence_recall(shown, ()) is None


def test_overlapping_extracts_count_a_character_once():
    quote = gold("One two three four.")
    twice = answer(extract(PAPER, "One t"), extract(PAPER, "One t"), extract(PAPER, "One two"))
    assert evidence_recall(shown_within(twice), quote) == 0.0
    halves = answer(extract(PAPER, "One tw"), extract(PAPER, "o thr"))
    assert evidence_recall(shown_within(halves), quote) == 1.0


def test_only_the_first_words_count():
    query = JudgedQuery("q", "x")
    said = answer(extract(LONG, words(0, 199)), extract(LONG, words(300, 399)))
    shown = shown_within(said, word_limit(said, query))
    assert len(shown.words) == 250
    assert evidence_recall(shown, gold(words(330, 349), document_id="long")) == 1.0
    assert evidence_recall(shown, gold(words(341, 349), document_id="long")) == 1.0
    assert evidence_recall(shown, gold(words(350, 359), document_id="long")) == 0.0
    assert words_shown(said) == 300.0


def test_lists_and_questions_with_several_pieces_may_show_more():
    plain, listed = JudgedQuery("q", "x"), JudgedQuery("q", "x", labels={"kind": "list"})
    several = JudgedQuery("q", "x", labels={"kind": "multi_evidence"})
    said = answer()
    assert [word_limit(said, query) for query in (plain, listed, several)] == [250, 900, 900]
    assert word_limit(answer(enumeration=EnumerationShown(3, 3)), plain) == 900


def test_a_footnote_shown_with_its_extract_counts_and_uses_up_words():
    said = answer(extract(PAPER, "One two three four.", notes=["A note says more."]))
    assert evidence_recall(shown_within(said), gold("A note says more.")) == 1.0
    assert words_shown(said) == 8.0
    assert evidence_recall(shown_within(said, 5), gold("A note says more.")) == 0.0


def test_a_shown_figure_shows_its_title_source_and_notes():
    said = answer(figures=(figure("TITLE OF *IT*", "One two three four"),))
    assert evidence_recall(shown_within(said), gold("Title of it.")) == 1.0
    assert evidence_recall(shown_within(said), gold("One two three four.")) == 1.0
    other = answer(figures=(figure("Title of it.", document_id="long"),))
    assert evidence_recall(shown_within(other), gold("Title of it.")) == 0.0


def test_evidence_that_is_a_whole_document_is_shown_by_any_extract_of_it():
    whole = (FINDER.find(GoldEvidence("paper")),)
    assert evidence_recall(shown_within(answer(extract(PAPER, "One"))), whole) == 1.0
    assert evidence_recall(shown_within(answer(extract(LONG, "w000"))), whole) == 0.0


def test_precision_is_the_share_of_shown_words_that_are_gold():
    said = answer(extract(PAPER, "One two three four. Five six seven eight."))
    assert extract_precision(shown_within(said), gold("Five six seven eight.")) == 0.5
    assert extract_precision(shown_within(said), gold("One two thr")) == 3 / 8
    assert extract_precision(shown_within(answer()), gold("One")) is None
    assert extract_precision(shown_within(said), (FINDER.find(GoldEvidence("paper")),)) is None


def test_word_f1_by_hand():
    said = answer(extract(PAPER, "One two three four. Five six seven eight."))
    # All 4 gold words among 8: precision 1/2, recall 1.
    assert word_f1(shown_within(said), gold("Five six seven eight.")) == pytest.approx(2 / 3)
    # 4 of 8 gold words, nothing else: precision 1, recall 1/2.
    half = shown_within(answer(extract(PAPER, "Five six seven eight.")))
    both = gold("One two three four.", "Five six seven eight.")
    assert word_f1(half, both) == pytest.approx(2 / 3)
    assert word_f1(half, gold("One two three four.")) == 0.0
    assert word_f1(shown_within(answer()), both) == 0.0
    assert word_f1(half, (FINDER.find(GoldEvidence("paper")),)) is None


@pytest.mark.parametrize(
    ("given", "gold_answers", "right"),
    [
        ("58.9%", ("58.9%",), 1.0),
        ("October 2013", ("2013",), 1.0),
        ("Export-Import Bank", ("the Export-Import Bank of Korea",), 1.0),
        ("9%", ("58.9%",), 0.0),
        ("2014", ("2013", "two years"), 0.0),
        (None, ("2013",), 0.0),
        ("2013", (), None),
    ],
)
def test_a_short_answer_is_right_where_it_and_a_gold_one_hold_each_other(
    given, gold_answers, right
):
    said = answer(extract(PAPER, "One"))
    if given is not None:
        said = replace(said, short_answer=ShortAnswer(given, 1))
    query = JudgedQuery("q", "x", answers=gold_answers)
    assert short_answer(said, query) == right
    assert short_answer_right(said, query) == (None if given is None else right)


@pytest.mark.parametrize(
    ("short", "text", "lies"),
    [
        ("58.9%", "grew by 58.9% to", True),
        ("58", "grew by 158 to", False),
        ("58", "grew by 58.9%", False),
        ("9", "grew by 58,9%", False),
        ("58", "in 58, 59 and 60.", True),
        ("19th", "fell to the 19th place", True),
        ("$2.5 billion", "amounted to $2.5\nbillion.", True),
        ("2.5 billion", "amounted to 12.5 billion", False),
        ("the Bank of “Korea”", 'The bank of "Korea" said', True),
        ("2005-2016", "in 2005–2016, the", True),
        ("art", "a party", False),
        ("서울", "서울에서", True),
        ("", "anything", False),
        ("...", "anything", False),
    ],
)
def test_a_short_answer_lies_in_a_text_as_whole_words(short, text, lies):
    assert lies_in(short, text) is lies


def test_answer_hit_looks_at_the_first_extract_alone():
    query = JudgedQuery("q", "x", answers=("seven", "nine"))
    assert answer_hit(answer(extract(PAPER, "Five six seven eight.")), query) == 1.0
    said = answer(extract(PAPER, "One two"), extract(PAPER, "seven"))
    assert answer_hit(said, query) == 0.0
    assert answer_hit(answer(), query) == 0.0
    assert answer_hit(answer(), JudgedQuery("q", "x")) is None


def test_list_recall_counts_pieces_or_the_answers_of_a_single_piece():
    listed = JudgedQuery("q", "x", answers=("two", "six", "nine"), labels={"kind": "list"})
    said = answer(extract(PAPER, "One two three four."), extract(PAPER, "Five six"))
    shown = shown_within(said)
    single = gold("One two three four. Five six seven eight.")
    assert list_recall(said, shown, listed, single) == pytest.approx(2 / 3)
    pieces = gold("One two three four.", "A note says more.")
    assert list_recall(said, shown, listed, pieces) == 0.5
    assert list_recall(said, shown, JudgedQuery("q", "x"), pieces) is None
