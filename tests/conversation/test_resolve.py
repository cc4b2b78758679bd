import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatbot.conversation.resolve import MAX_QUESTION, clean, needs_context, quoted_phrases, resolve
from chatbot.datatypes import Answer, Conversation, Turn
from chatbot.errors import BlankQuestion, UsageError


def after(*questions):
    """A conversation in which these were searched for."""
    return Conversation(
        tuple(Turn(text, Answer(text, text, "answered", 0.9)) for text in questions)
    )


@pytest.mark.parametrize("text", ["", "   \n\t", "🤷🤷", "?!…", "\u202e\u200b", "\x00\x1b", "“”"])
def test_a_question_without_a_word_is_refused(text):
    with pytest.raises(BlankQuestion, match="type a question"):
        resolve(text, Conversation())


@pytest.mark.parametrize("text", ["7", "왜?", "почему", "😀 why"])
def test_one_letter_or_digit_is_enough(text):
    assert resolve(text, Conversation()).text == text


def test_a_very_long_question_is_refused_with_its_length():
    with pytest.raises(UsageError, match=r"100,000 characters: shorten it to at most 2,000"):
        resolve("x" * 100_000, Conversation())
    assert resolve("x" * MAX_QUESTION, Conversation()).interpreted == "x" * MAX_QUESTION


def test_blanks_around_a_question_do_not_count_as_its_length():
    assert resolve(f"{' ' * 100_000}why?", Conversation()).interpreted == "why?"


@pytest.mark.parametrize(
    ("typed", "searched"),
    [
        ("  How \n much\t? ", "How much ?"),
        ("How\x07 much\x01?", "How much ?"),
        ("\u202eHow much\u202c?", "How much?"),
        ("tra\u00adde\u200b grew", "trade grew"),
        ("one\u2028two", "one two"),
        ("\ud83dbroken", "broken"),
        ("\x1b[31mred\x1b[0m words", "red words"),
        ("<b>bold</b> *stars*", "<b>bold</b> *stars*"),
    ],
)
def test_control_and_direction_characters_are_not_searched(typed, searched):
    assert clean(typed) == searched
    assert resolve(typed, Conversation()).interpreted == searched


def test_the_question_stays_as_asked():
    assert resolve("  Why\x07? ", Conversation(), ("paper",)).text == "  Why\x07? "


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        ('What is "free trade" here?', ("free trade",)),
        ("What is “free trade” here?", ("free trade",)),
        ("What is «free trade» here?", ("free trade",)),
        ('“one two” and "three"', ("one two", "three")),
        ("Korea's role isn't 'quoted'", ()),
        ('an open "quote', ()),
        ('nothing in ""', ()),
        ('blanks in "   "', ()),
    ],
)
def test_quoted_phrases(text, phrases):
    assert quoted_phrases(text) == phrases
    assert resolve(text, Conversation()).phrases == phrases


@pytest.mark.parametrize(
    ("earlier", "follow_up", "searched"),
    [
        (
            "How did trade with Norway grow?",
            "And with Denmark?",
            "trade Norway grow And with Denmark?",
        ),
        ("Who built the pier?", "Why?", "built pier Why?"),
        ("Who built the pier?", "When was it built?", "pier When was it built?"),
        ("Who built the pier?", "And its cost?", "built pier And its cost?"),
    ],
)
def test_a_follow_up_takes_over_the_content_words(earlier, follow_up, searched):
    query = resolve(follow_up, after(earlier))
    assert (query.text, query.interpreted) == (follow_up, searched)


@pytest.mark.parametrize(
    "question",
    [
        "Which companies invested in the harbour railway?",
        "Why did the ferry plan between the two towns collapse?",
        "How many passengers used the ferry in 1999?",
    ],
)
def test_a_full_question_stands_alone(question):
    assert not needs_context(question)
    assert resolve(question, after("Who built the pier?")).interpreted == question


def test_the_first_question_of_a_conversation_stands_alone():
    assert resolve("And its cost?", Conversation()).interpreted == "And its cost?"


def test_words_are_carried_over_several_turns_by_what_was_searched():
    first = Turn("Who built the pier?", Answer("", "Who built the pier?", "answered", 0.9))
    second = Turn("When?", Answer("When?", "built pier When?", "answered", 0.9))
    assert resolve("Why?", Conversation((first, second))).interpreted == "built pier Why?"


@given(st.text(max_size=80), st.text(max_size=40))
def test_any_text_is_refused_or_resolved(text, earlier):
    conversation = after(earlier)
    try:
        query = resolve(text, conversation)
    except BlankQuestion:
        assert not any(character.isalnum() for character in clean(text))
        return
    assert query.text == text
    assert query.interpreted.endswith(clean(text))
    assert clean(query.interpreted) == query.interpreted or earlier


def test_an_opener_with_hardly_a_subject_takes_over_and_one_with_its_own_does_not():
    assert needs_context("What about the fisheries in all of the years?")
    assert not needs_context("And when was the memorandum renewed?")
    assert not needs_context("The fisheries in all of the years, please tell")
