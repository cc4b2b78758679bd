"""Which language a question or a text is in."""

import pytest

from chatbot.languages.detection import crosses, detect_language, function_words, question_language


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("What's Thomas Piketty's job?", "en"),
        ("why?", "en"),
        ("한러 교역은 얼마나 늘었나요?", "ko"),
        ("EEU와 FTA를 맺은 나라는?", "ko"),
        ("Что критиковал Икбал?", "ru"),
        ("Кто основал McKinsey & Company?", "ru"),
        ("Чому зупинилася ініціатива?", "uk"),
        ("Warum stockt die Initiative?", "de"),
        ("Pourquoi l'initiative est-elle au point mort ?", "fr"),
        ("¿Quién dirige el banco?", "es"),
        ("なぜ延期されたのですか", "ja"),
    ],
)
def test_a_question_tells_its_language(question, language):
    assert question_language(question) == language


@pytest.mark.parametrize("question", ["APEC?", "2016", "KEXIM loans", "Brazil?"])
@pytest.mark.parametrize("usual", ["en", "ko", "de"])
def test_a_question_with_nothing_to_tell_takes_the_usual_language(question, usual):
    assert question_language(question, usual) == usual


def test_a_question_in_the_letters_of_the_conversation_alone_is_in_its_language():
    assert question_language("Владивосток", "uk") == "uk"
    assert question_language("Владивосток", "ko") == "ru"


def test_a_foreign_name_does_not_make_a_question_foreign():
    assert question_language("Who leads the newspaper El País?") == "en"
    assert question_language("Как понимать «the good life»?") == "ru"


def test_a_whole_text_needs_many_function_words_of_another_language():
    german = "Die Stadt liegt an dem Fluss und ist mit der Bahn von Norden zu erreichen. " * 3
    assert detect_language(german) == "de"
    assert detect_language("The city lies on the river. Das ist die Stadt und der Fluss.") == "en"


def test_function_words_are_known_by_the_first_part_of_the_code():
    assert "почему" in function_words("ru-RU")
    assert function_words("xx") == frozenset()


@pytest.mark.parametrize(
    ("text", "language", "papers", "across"),
    [
        ("왜 늦어졌나요?", "ko", {"en"}, True),
        ("왜 늦어졌나요?", "ko", {"en", "ko"}, False),
        ("APEC, 2016?", "ko", {"en"}, False),
        ("why?", "en", {"en"}, False),
        ("why?", "en", {"ko"}, True),
        ("Warum?", "de", {"en"}, True),
        ("Чому?", "uk", {"ru"}, True),
        ("why?", "en", set(), False),
    ],
)
def test_which_questions_cross_languages(text, language, papers, across):
    assert crosses(text, language, papers) is across
