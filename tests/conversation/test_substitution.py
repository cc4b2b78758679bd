import pytest

from chatbot.conversation.persons import with_person
from chatbot.conversation.substitution import substituted
from chatbot.conversation.years import dated, years_known
from chatbot.datatypes import Answer, Conversation, ShortAnswer
from tests.conversation.talks import extract, turn


@pytest.mark.parametrize(
    ("previous", "fragment", "question"),
    [
        ("How did imports grow in 2012?", "and in 2015?", "How did imports grow in 2015?"),
        ("How did imports grow?", "in 2015?", "How did imports grow in 2015?"),
        ("How did imports grow in 2012?", "and exports?", "How did exports grow in 2012?"),
        ("How did imports grow?", "No, I meant exports.", "How did exports grow?"),
        ("How did trade with Norway grow?", "And Denmark?", "How did trade with Denmark grow?"),
        ("How many people live in Alba?", "in Corvo?", "How many people live in Corvo?"),
        ("What would it mean for Alba?", "For Corvo too?", "What would it mean for Corvo?"),
        ("What is Alba's role?", "and Corvo's?", "What is Corvo's role?"),
        ("What share does Alba have in Corvo's trade?", "Doria?",
         "What share does Alba have in Doria's trade?"),
        ("What did Alba do for its Far East?", "and Siberia?", "What did Alba do for Siberia?"),
        ("What is the EEU?", "and the SCO?", "What is the SCO?"),
        ("Who began the Northern Policy?", "What about the Sunshine Policy?",
         "Who began the Sunshine Policy?"),
        ("How long is its short term?", "And the long term?", "How long is its long term?"),
        ("What is Goal One?", "And Goal Two?", "What is Goal Two?"),
        ("What could help farming in the hills?", "what about in the towns?",
         "What could help farming in the towns?"),
        ("How could Alba do more for farming?", "same for fisheries?",
         "How could Alba do more for fisheries?"),
        ("When did the deal with Alba begin?", "and the one with Corvo?",
         "When did the deal with Corvo begin?"),
    ],
)  # fmt: skip
def test_a_fragment_takes_the_place_of_its_kind(previous, fragment, question):
    assert substituted(fragment, previous) == question


@pytest.mark.parametrize(
    ("previous", "asking", "question"),
    [
        ("When did the ferry stop?", "why?", "Why did the ferry stop?"),
        ("How much did Alba invest abroad?", "since when?", "Since when did Alba invest abroad?"),
        ("Is the ferry running?", "how come?", "Why is the ferry running?"),
        ("Is the ferry running?", "Why not?", "Why isn't the ferry running?"),
        ("Can the ferry run?", "Why not?", "Why can't the ferry run?"),
        ("Has Alba signed a deal?", "who with?", "With whom has Alba signed a deal?"),
    ],
)
def test_an_asking_word_alone_asks_the_question_before_anew(previous, asking, question):
    assert substituted(asking, previous) == question


@pytest.mark.parametrize(
    ("previous", "text"),
    [
        ("Who built the pier?", "Why?"),
        ("Who built the pier?", "And what is its cost?"),
        ("Which areas matter most?", "What about fisheries?"),
        ("Who wrote it?", "왜?"),
    ],
)
def test_what_has_no_place_is_not_put_anywhere(previous, text):
    assert substituted(text, previous) is None


def test_he_is_the_author_or_the_name_that_answered():
    unnamed = Answer("", "", "answered", 0.9)
    named = Answer("", "", "answered", 0.9, short_answer=ShortAnswer("Ada Byron", 1))
    dated_answer = Answer("", "", "answered", 0.9, short_answer=ShortAnswer("in 1998", 1))
    assert with_person("what is his job?", "Who is the author?", unnamed) == (
        "what is the author's job?"
    )
    assert with_person("where did she live?", "Who ran it?", named) == ("where did Ada Byron live?")
    assert with_person("where did she live?", "Who ran it?", dated_answer) is None
    assert with_person("where was it?", "Who is the author?", named) is None


def test_a_year_is_reckoned_from_the_latest_one_asked_for_or_given():
    asked = Conversation((turn("How was it in 2010?"), turn("And in 2015?")))
    assert years_known(asked) == ("2015", "2010")
    marked = extract("It began in 1998.", highlights=((12, 16),))
    given = Conversation((turn("When did it begin?", [marked]),))
    assert years_known(given) == ("1998",)
    assert dated("and the year after?", ("2015", "2010")) == "and in 2016?"
    assert dated("what of the previous year?", ("2015",)) == "what of in 2014?"
    assert dated("what else happened that year?", ("1998",)) == "what else happened in 1998?"
    assert dated("the year before the war?", ("1998",)) == "the year before the war?"
    assert dated("and the year after?", ()) == "and the year after?"
