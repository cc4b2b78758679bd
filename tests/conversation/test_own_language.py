"""Questions in the language of some of the papers: these are asked in its own words too."""

from dataclasses import replace

import pytest

from chatbot.conversation.own_language import in_own_language, surer
from chatbot.datatypes import Answer, Query
from tests.fakes import make_document

PAPERS = {
    "ko": replace(make_document("한국의 항만은 서른 개이다."), language="ko"),
    "en": make_document("Korea has thirty harbours."),
}
ASKED = Query("한국의 항만은?", "한국의 항만은?", language="ko", gloss="harbours of Korea")


def test_a_glossed_question_goes_to_the_papers_in_its_language_as_typed():
    own = in_own_language(ASKED, PAPERS)
    assert own == replace(ASKED, gloss="", documents=("ko",))
    assert in_own_language(replace(ASKED, documents=("en",)), PAPERS) is None
    assert in_own_language(replace(ASKED, language="ru"), PAPERS) is None
    assert in_own_language(replace(ASKED, gloss=""), PAPERS) is None


@pytest.mark.parametrize(
    ("status", "confidence", "chosen"),
    [("answered", 0.9, True), ("answered", 0.8, False), ("uncertain", 0.9, False)],
)
def test_only_a_sure_answer_of_theirs_takes_the_place_of_all_papers(status, confidence, chosen):
    own, best = Answer("?", "?", status, confidence), Answer("?", "?", "answered", 0.85)
    assert surer(own, best) is chosen
