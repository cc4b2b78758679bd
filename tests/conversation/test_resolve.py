import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatbot.conversation.resolve import MAX_QUESTION, clean, quoted_phrases, resolve
from chatbot.datatypes import Conversation, Span
from chatbot.errors import BlankQuestion, UsageError
from tests.conversation.talks import after


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
            "How did trade with Denmark grow?",
        ),
        ("Who built the pier?", "Why?", "Why? · built pier"),
        ("Who built the pier?", "When was it built?", "When was it built? · pier"),
        ("Who built the pier?", "And its cost?", "And its cost? · built pier"),
        ("Did the ferry stop?", "Why?", "Why did the ferry stop?"),
    ],
)
def test_a_follow_up_is_put_in_place_or_takes_over_words(earlier, follow_up, searched):
    query = resolve(follow_up, after(earlier))
    assert (query.text, query.interpreted) == (follow_up, searched)


@pytest.mark.parametrize(
    "question",
    [
        "Which companies invested in the harbour railway?",
        "Why did the ferry plan between the two towns collapse?",
        "How many passengers used the ferry in 1999?",
        "What is KEXIM?",
        "ferry timetable",
    ],
)
def test_a_full_question_stands_alone(question):
    query = resolve(question, after("Who built the pier?"))
    assert (query.interpreted, query.carried, query.near) == (question, (), ())


@pytest.mark.parametrize("text", ["And its cost?", "it", "왜?", "почему?", "the last one"])
def test_the_first_question_of_a_conversation_stands_alone(text):
    assert resolve(text, Conversation()).interpreted == text


def test_a_question_can_be_searched_exactly_as_typed():
    query = resolve("Why?", after("Who built the pier?"), context=False)
    assert (query.interpreted, query.carried, query.near) == ("Why?", (), ())


def test_carried_words_weigh_less_the_older_they_are():
    query = resolve("Why?", after("Who built the pier?", "When was it sold?"))
    assert query.interpreted == "Why was it sold? · built pier"
    assert query.carried == (("built", 0.15), ("pier", 0.15))


def test_a_change_of_topic_ends_what_is_carried():
    query = resolve("Where is it?", after("Who built the pier?", "What does the Alba museum show?"))
    assert query.interpreted == "Where is it? · Alba museum"


def test_what_was_shown_last_is_near_only_to_a_follow_up():
    told = after("Who built the pier?", quotes=["The harbour company built it."])
    assert resolve("Why?", told).near == (("paper", Span(0, 29)),)
    assert resolve("Who sold the tickets for the night ferry?", told).near == ()


def test_a_question_that_may_go_on_does_so_only_where_it_shares_a_word():
    told = after("Who built the pier?", quotes=["The company hired divers for the pier."])
    assert resolve("How many divers came?", told).interpreted.startswith("How many divers came? · ")
    assert resolve("How many pupils came?", told).interpreted == "How many pupils came?"


def test_a_history_of_two_hundred_turns_carries_a_few_words():
    told = after("Who built the pier?", *["And its cost?"] * 200)
    query = resolve("Why?", told)
    assert len(query.interpreted) < 100


@given(st.text(max_size=80), st.text(max_size=40))
def test_any_text_is_refused_or_resolved(text, earlier):
    conversation = after(earlier)
    try:
        query = resolve(text, conversation)
    except BlankQuestion:
        assert not any(character.isalnum() for character in clean(text))
        return
    assert query.text == text
    assert query.interpreted.strip()
    words = query.interpreted.casefold()
    assert all(word.casefold() in words and 0 < weight < 1 for word, weight in query.carried)
    assert resolve(text, conversation) == query
