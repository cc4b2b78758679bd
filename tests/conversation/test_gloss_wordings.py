"""Wordings of whole questions by the real glossaries, and of what a question leans on."""

import pytest

from chatbot.conversation.gloss import Glosser, gloss
from chatbot.conversation.paper_names import PaperNames
from tests.conversation.talks import turn
from tests.conversation.test_gloss import Document


def test_what_a_question_leans_on_is_told_in_the_language_of_the_papers():
    glosser = Glosser({"a": Document("en")}, PaperNames({}))
    asked = "협력의 목표는 무엇인가요?"
    turns = (turn(asked), turn("왜?", searched="왜? · goal peace"), turn("What is peace?"))
    told = [each.answer.interpreted_question for each in glosser.told(turns).turns]
    assert told == [
        "what are the goals of the cooperation",
        "why did · goal peace",
        "What is peace?",
    ]
    assert [each.question for each in glosser.told(turns).turns] == [t.question for t in turns]
    korean = Glosser({"a": Document("ko")}, PaperNames({}))
    assert korean.told(turns).turns == turns


def test_an_ordinal_beside_the_words_for_why_asks_for_one_reason():
    assert gloss("두 번째 이유는 무엇인가요?", "ko") == "what is the second reason"


@pytest.mark.parametrize(
    ("text", "language", "english"),
    [
        ("어느 기관에서 발간한 논문인가요?", "ko", "who published this paper"),
        ("발간 연도가 어떻게 돼요?", "ko", "when was this paper published"),
        ("이 글은 어떤 시리즈에 속하나요?", "ko", "in which series was this paper published"),
        ("Какая организация выпустила эту работу?", "ru", "who published this paper"),
        ("Где работает автор?", "ru", "what is the affiliation of the author"),
    ],
)
def test_what_is_asked_of_the_paper_itself(text, language, english):
    assert gloss(text, language) == english


@pytest.mark.parametrize(
    ("text", "language", "english"),
    [
        ("목표 세 가지", "ko", "what are the goals"),
        ("목표 3가지는?", "ko", "what are the goals"),
        ("목표 3", "ko", "what is goal 3"),
        ("Цели сотрудничества", "ru", "what are the goals of the cooperation"),
        ("цель 2", "ru", "what is goal 2"),
    ],
)
def test_a_count_of_items_asks_for_all_and_a_number_for_one(text, language, english):
    assert gloss(text, language) == english
