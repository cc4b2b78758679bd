"""Papers in Korean and Russian, from reading to an answer; both are made up."""

import json
from pathlib import Path

import pytest

from chatbot.documents import read_document
from chatbot.indexing import e5
from chatbot.pipeline import open_index

PAPERS = Path(__file__).parent / "papers"
QUESTIONS = [
    json.loads(line)
    for line in (PAPERS / "questions.jsonl").read_text(encoding="utf-8").splitlines()
]


def headings(document):
    return [section.path[-1] for section in document.sections]


def test_a_korean_paper_is_read():
    paper = read_document(PAPERS / "harbour-ko.txt")
    assert paper.language == "ko"
    assert headings(paper)[0] == "머리말"
    assert headings(paper)[-1] == "맺음말"
    assert "김서윤" not in headings(paper)
    first = next(p for p in paper.paragraphs if p.role == "body")
    assert len(first.sentences) == 5
    (reasons,) = paper.lists
    assert [item.label for item in reasons.items] == ["첫째", "둘째", "셋째"]
    assert paper.slice(reasons.lead) == "습지가 줄어든 까닭은 크게 세 가지이다."


def test_a_russian_paper_is_read():
    paper = read_document(PAPERS / "lake-ru.txt")
    assert paper.language == "ru"
    assert {"Введение", "Заключение"} <= set(headings(paper))
    (reasons,) = paper.lists
    assert [item.label for item in reasons.items] == ["Во-первых", "Во-вторых", "В-третьих"]
    texts = [paper.slice(s) for p in paper.paragraphs for s in p.sentences]
    assert "В 1985 г. через озеро прошло 11,4 млн тонн грузов." in texts
    assert any(text.startswith("Его площадь составляет 9 720 кв. км, а") for text in texts)


@pytest.fixture(scope="module")
def chatbot(tmp_path_factory):
    if e5.model_file() is None:
        pytest.skip("the multilingual encoder is not installed")
    return open_index(PAPERS, tmp_path_factory.mktemp("index"))


@pytest.mark.model
@pytest.mark.parametrize("asked", QUESTIONS, ids=lambda asked: asked["query"])
def test_the_answer_is_shown_in_the_papers_own_words(chatbot, asked):
    answer = chatbot.ask(asked["query"], documents=(asked["document"],))
    text = chatbot.documents[asked["document"]].text
    shown = answer.extracts or answer.nearest
    assert any(asked["answer"] in extract.quote for extract in shown[:3])
    assert all(text[extract.start : extract.end] == extract.quote for extract in shown)
    assert answer.language == asked["language"]


@pytest.mark.model
def test_most_answers_are_shown_and_everyday_questions_refused(chatbot):
    told = [chatbot.ask(q["query"], documents=(q["document"],)).status for q in QUESTIONS]
    assert sum(status == "not_found" for status in told) <= 2
    everyday = {
        "harbour-ko": ["김치찌개 끓이는 법 알려줘", "파이썬에서 리스트를 어떻게 정렬하나요?"],
        "lake-ru": ["Как варить борщ?", "Кто выиграл чемпионат мира по футболу?"],
    }
    for document, questions in everyday.items():
        for question in questions:
            assert chatbot.ask(question, documents=(document,)).status == "not_found"
