"""What a conversation has shown, and the search that goes on from it."""

from chatbot.conversation.searched import (
    Again,
    goes_on,
    last_shown,
    refused,
    searched_turns,
    shown_pieces,
)
from chatbot.datatypes import Answer, Conversation, Extract, Locator, Request, Span, Turn

MORE = Request("more")


def extract(start, end):
    nowhere = Locator((), None, None)
    return Extract(1, "x", "paper", nowhere, start, end, "x", None, None, (), (), None, 0.0)


def turn(question, *places, status="answered", request=None, interpreted=None):
    pieces = tuple(extract(*place) for place in places)
    return Turn(
        question,
        Answer(question, interpreted or question, status, None, extracts=pieces, request=request),
    )


def test_more_skips_all_that_was_shown_since_the_question():
    conversation = Conversation(
        (
            turn("old", (0, 5)),
            turn("Why did it stall?", (10, 20), interpreted="initiative Why did it stall?"),
            turn("more", (30, 40), status="command", request="more"),
            turn("context", (25, 45), status="command", request="context"),
        )
    )
    assert goes_on(MORE, "more", conversation) == Again(
        "Why did it stall?",
        Conversation(conversation.turns[:1]),
        (("paper", Span(10, 20)), ("paper", Span(30, 40)), ("paper", Span(25, 45))),
    )


def test_more_of_a_question_that_was_searched_as_typed_takes_no_context_along():
    conversation = Conversation((turn("old"), turn("Why did it stall?", (10, 20))))
    again = goes_on(MORE, "more", conversation)
    assert again is not None and again.before == Conversation()


def test_more_is_of_the_last_question_not_of_a_list_of_figures():
    conversation = Conversation((turn("Why?", (1, 2)), turn("/figures", (3, 4), request="figures")))
    again = goes_on(MORE, "more", conversation)
    assert again is not None and again.question == "Why?"
    assert goes_on(MORE, "more", Conversation(conversation.turns[1:])) is None


def test_a_term_is_asked_for_in_the_language_of_the_papers():
    def question(typed, term, language):
        again = goes_on(Request("define", term, language), typed, Conversation())
        return again.question if again else None

    assert question("what does  EEU stand for", "EEU", "en") == "what does EEU stand for"
    assert question("/define EEU", "EEU", "en") == "What does EEU stand for?"
    assert question("EEU가 뭐의 약자야?", "EEU", "ko") == "What does EEU stand for?"
    assert question("/define free trade", "free trade", "en") == "What is free trade?"
    assert question("/define", "", "en") is None


def test_commands_are_no_context_for_a_follow_up_but_what_they_show_is_on_screen():
    shown = turn("/context", (5, 9), status="command", request="context")
    silent = turn("/where", status="command", request="where")
    conversation = Conversation((turn("Why?", (1, 2)), shown, silent))
    assert [t.question for t in searched_turns(conversation)] == ["Why?"]
    assert last_shown(conversation) == shown.answer
    assert last_shown(Conversation((silent,))) is None
    assert not refused(conversation)


def test_after_a_refusal_the_closest_passages_are_what_is_shown():
    piece = extract(1, 2)
    answer = Answer("Why?", "Why?", "not_found", 0.1, nearest=(piece,))
    conversation = Conversation((Turn("Why?", answer),))
    assert shown_pieces(answer) == (piece,)
    assert refused(conversation)
