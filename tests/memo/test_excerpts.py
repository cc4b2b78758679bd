import pytest

from chatbot.errors import UsageError
from chatbot.memo.context import UNNAMED
from chatbot.memo.excerpts import elided, extended, trimmed
from tests.memo.papers import excerpt, ferry

FERRY = ferry()


def check(document, made):
    assert made.pieces
    for piece in made.pieces:
        assert document.text[piece.start : piece.end] == piece.quote


def test_an_excerpt_carries_its_place_file_and_notes():
    made = excerpt(FERRY, "Engineers planned four tunnels; snow stopped the trains.", question="Q?")
    check(FERRY, made)
    assert made.locator.section == ("II. The Railway",)
    assert made.locator.paragraph == 3
    assert made.source_sha256 == FERRY.source.sha256
    assert [(note.mark, note.text) for note in made.footnotes] == [("3", "It cost 40 euros")]
    assert made.question == "Q?"


def test_pages_of_all_parts_are_kept():
    paged = ferry(pages=True)
    made = excerpt(paged, "The town was surprised.", "The railway is 87 kilometres long.")
    assert made.locator.page == "7"
    assert made.locator.pages == ("7", "8")
    assert made.quote == "The town was surprised. […] The railway is 87 kilometres long."


def test_a_qualifying_sentence_after_and_a_framing_one_before_are_shown():
    after = excerpt(FERRY, "It did not stop in winter.")
    assert after.qualifiers == ("However, storms closed the line twice.",)
    before = excerpt(FERRY, "It cost 40 euros.")
    assert before.qualifiers == ("Critics claim that nobody needed it.",)
    leaning = excerpt(FERRY, "However, storms closed the line twice.")
    assert leaning.qualifiers == ("It did not stop in winter.",)
    assert excerpt(FERRY, "The railway is 87 kilometres long.").qualifiers == ()


def test_words_that_are_themselves_quoted_name_their_speaker():
    assert excerpt(FERRY, "the pier was sold to a museum").quoting == "Minister Anna Berg"
    assert excerpt(FERRY, "green lantern").quoting == UNNAMED
    assert excerpt(FERRY, "The town was surprised.").quoting is None


def test_trim_elide_and_extend_stay_verbatim():
    made = excerpt(FERRY, "The ferry carried 1,200 passengers a day in 1999.", note="mine")
    at = FERRY.text.index(" a day")
    cut = trimmed(FERRY, made, 0, at)
    assert cut.quote == "The ferry carried 1,200 passengers"
    assert (cut.note, cut.id) == ("mine", made.id)
    gap = elided(FERRY, made, at, at + len(" a day"))
    assert gap.quote == "The ferry carried 1,200 passengers […] in 1999."
    check(FERRY, gap)
    longer = extended(FERRY, gap, after=1)
    assert longer.quote.endswith("in 1999. It did not stop in winter.")
    check(FERRY, longer)
    assert extended(FERRY, made, before=3).quote == made.quote


def test_nothing_left_is_refused_in_one_line():
    made = excerpt(FERRY, "It cost 40 euros.")
    with pytest.raises(UsageError, match="nothing of ferry was chosen"):
        trimmed(FERRY, made, 0, 3)
    with pytest.raises(UsageError, match="overlap"):
        excerpt(FERRY, "It cost 40", "40 euros.")
