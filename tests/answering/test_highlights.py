from chatbot.answering.highlights import matched_words, missing_words
from chatbot.datatypes import QueryTerm, Span
from tests.fakes import make_document

TEXT = "South Korea and the south of Korea paid. Geun-hye spoke."
PAPER = make_document(TEXT)
WHOLE = Span(0, len(TEXT))
REPUBLIC = QueryTerm("Republic", "republ", 1.0, True, alternatives=(("south", "korea"), ("rk",)))


def marked(*terms):
    return [PAPER.slice(span) for span in matched_words(PAPER, WHOLE, terms)]


def test_an_alternative_is_marked_where_its_words_stand_together():
    assert marked(REPUBLIC) == ["South Korea", "south of Korea"]


def test_a_word_that_an_alternative_accounts_for_is_not_missing():
    zebra = QueryTerm("zebra", "zebra", 1.0, False, alternatives=(("south", "zebra"),))
    assert missing_words([REPUBLIC, zebra], [(PAPER, WHOLE)]) == ("zebra",)


def test_a_hyphened_word_is_marked_once():
    geun, hye = QueryTerm("geun", "geun", 1.0, True), QueryTerm("hye", "hye", 1.0, True)
    assert marked(geun, hye) == ["Geun-hye"]
    assert marked(QueryTerm("geunhye", "geunhy", 1.0, True)) == ["Geun-hye"]
