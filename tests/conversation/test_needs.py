import pytest

from chatbot.conversation.needs import leaning


@pytest.mark.parametrize(
    "text",
    [
        "Why?",
        "how come?",
        "And what about fisheries?",
        "Who would it answer to?",
        "What is his job?",
        "Brazil?",
        "for Korea too?",
        "tell me more about the fourth one",
        "who plays the main part there?",
        "what else happened that year?",
        "did things get better the year after?",
        "Interesting. How do they get away with it?",
        "What is the first based on?",
        "Cool! What kinds of innovations?",
        "왜?",
        "그 이유는?",
        "그럼 수출은?",
        "почему?",
        "а экспорт?",
        "А кто его автор?",
        "А Япония?",
        "일본은요?",
        "Почему это произошло?",
    ],
)
def test_what_cannot_be_understood_alone_leans_fully(text):
    assert leaning(text) == "fully"


@pytest.mark.parametrize(
    "text",
    [
        "Does Russia process its fish before exporting it?",
        "Tell me which country has a trade deal and when that deal took effect.",
        "SCO — what is that short for?",
        "KITA: what do these letters mean?",
        "Is it getting easier for entrepreneurs to open a shop in Moscow?",
        "What idea guides Russia as it widens cooperation?",
        "Is there a plan for the Northern Sea Route?",
        "Which facts show that cooperation stays below its potential?",
        "Who wrote this paper?",
        "What was the first railway in Siberia?",
        "Great Britain signed which treaty in 1902?",
        "What sections is the paper divided into?",
        "What is inflation?",
        "What does SPIEF stand for?",
        "ASEAN = ?",
        "LNG imports",
        "And when did Russia declare its debt moratorium?",
        "북극항로에 대해 저자는 무엇을 제안하나요?",
        "Сколько Россия инвестировала за рубежом в 2012 году?",
        "Who is the author?",
        "Каковы цели сотрудничества с Россией?",
        "Кто выиграл чемпионат мира 2018 года?",
        "러시아와 협력하는 목표는 무엇인가요?",
        "2018년 월드컵 우승팀은?",
        "이 논문은 무엇에 관한 것인가요?",
        "О чём эта статья?",
    ],
)
def test_what_names_its_own_subject_leans_on_nothing(text):
    assert leaning(text) == "none"


@pytest.mark.parametrize("text", ["How many leaders came?", "What caused the drought?"])
def test_a_short_question_without_a_name_may_go_on_from_before(text):
    assert leaning(text) == "lightly"
