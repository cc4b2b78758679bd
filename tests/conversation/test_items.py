import pytest

from chatbot.conversation.items import figure_question, item_question
from chatbot.datatypes import Conversation, EnumerationShown
from tests.conversation.talks import extract, figure, turn

REASONS = turn(
    "What are the main reasons why the ferry stopped?",
    [
        extract("First, nobody came.", (1, "First")),
        extract("Second, tickets cost too much.", (2, "Second")),
        extract("Third, storms.", (3, "Third")),
    ],
    enumeration=EnumerationShown(3, 3),
)
GOALS = turn(
    "Which goals does the city have?",
    [extract("Goal One. Peace.", (1, "Goal One")), extract("Goal Two. Trade.", (2, "Goal Two"))],
)


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("the last reason", "What is the third main reason why the ferry stopped?"),
        (
            "Tell me more about the second one.",
            "What is the second main reason why the ferry stopped?",
        ),
        ("and the first?", "What is the first main reason why the ferry stopped?"),
        ("say more on number 2", "What is the second main reason why the ferry stopped?"),
        ("последняя?", "What is the third main reason why the ferry stopped?"),
        ("두 번째는?", "What is the second main reason why the ferry stopped?"),
    ],
)
def test_an_ordinal_names_an_item_of_the_list_just_shown(text, question):
    assert item_question(text, Conversation((REASONS,))) == question


def test_a_reason_is_asked_for_by_its_place_after_a_question_of_why():
    why = turn(
        "Why did the ferry stop?",
        [extract("First, nobody came.", (1, "First")), extract("Second, storms.", (2, "Second"))],
    )
    searched = "The second of the reasons: why did the ferry stop?"
    for text in ("What is the last reason?", "두 번째는?", "А вторая?"):
        assert item_question(text, Conversation((why,))) == searched


def test_an_item_is_asked_by_its_label_where_it_has_one():
    assert item_question("and the last?", Conversation((GOALS,))) == "What is Goal Two?"


def test_an_item_shown_alone_leaves_the_others_to_ask_for():
    alone = turn("What is Goal One?", [extract("Goal One. Peace.", (1, "Goal One"))])
    talk = Conversation((GOALS, alone))
    assert item_question("and the next one?", talk) == "What is Goal Two?"
    assert item_question("and the last?", talk) == "What is Goal Two?"


@pytest.mark.parametrize(
    "text",
    [
        "the tenth reason",
        "Who won the Second World War?",
        "What was in the third shipment?",
        "Первая мировая война?",
        "Why?",
    ],
)
def test_what_asks_for_no_item_of_the_list_is_left_alone(text):
    assert item_question(text, Conversation((REASONS,))) is None


def test_without_a_list_there_is_no_item():
    assert item_question("the last one", Conversation((turn("Who built the pier?"),))) is None


def test_what_is_asked_of_it_is_asked_of_the_figure_just_shown():
    answer = turn("Show me the chart of trade.", figures=(figure("TRADE BY REGION"),)).answer
    assert figure_question("what is its source?", answer) == (
        "What is the source of the figure on TRADE BY REGION?"
    )
    assert figure_question("and the one on growth?", answer) == "Show me the figure on growth."
    assert figure_question("which years is that for?", answer) == (
        "Show me the figure on TRADE BY REGION."
    )
    assert figure_question("why did it grow?", answer) is None
    assert figure_question("what is its source?", turn("Who?").answer) is None
