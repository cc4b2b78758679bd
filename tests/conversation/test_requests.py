"""Requests about the answer: told from questions to the papers, in three languages."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatbot.conversation.commands import COMMANDS
from chatbot.conversation.requests import SPOKEN, recognise
from chatbot.conversation.wordings import MOST_CHARACTERS, wording
from chatbot.datatypes import Answer, Conversation, Request, Turn

JUDGED = Path(__file__).parents[2] / "corpus" / "queries" / "requests.jsonl"


def after(*questions, language="en"):
    turns = (
        Turn(text, Answer(text, text, "answered", 0.9, language=language)) for text in questions
    )
    return Conversation(tuple(turns))


def asked(question, language="en"):
    """Kind and argument of the request that a question is after another question."""
    request = recognise(question, after("Why did the plan stall?"), language)
    return (request.kind, request.argument) if request else None


@pytest.mark.parametrize(
    ("question", "request_made"),
    [
        ("more", ("more", "")),
        ("Is there anything else about this?", ("more", "")),
        ("could I see the whole paragraph, please?", ("context", "")),
        ("[2] in context", ("context", "2")),
        ("the previous paragraph", ("before", "")),
        ("what comes next?", ("after", "")),
        ("where does it say so?", ("where", "")),
        ("Which page is the second quote on?", ("where", "2")),
        ("Where's the last extract from?", ("where", "last")),
        ("cite that", ("cite", "")),
        ("Cite the third extract as a note", ("cite", "note 3")),
        ("citation in APA style please", ("cite", "apa")),
        ("Show me all the figures", ("figures", "")),
        ("table of contents", ("outline", "")),
        ("What does section III say?", ("section", "III")),
        ("Summarise part two for me", ("section", "two")),
        ("the section on Exports to Russia", ("section", "Exports to Russia")),
        ("What is this paper about?", ("about", "")),
        ("tl;dr", ("about", "")),
        ("what does EEU stand for?", ("define", "EEU")),
        ("define visa-free regime", ("define", "visa-free regime")),
        ("Hello!", ("greeting", "")),
        ("great, thanks a lot", ("thanks", "")),
        ("what can I ask you?", ("help", "")),
        ("let's start over", ("clear", "")),
        ("save this conversation as markdown", ("export", "")),
        ("어디에 나와요?", ("where", "")),
        ("두 번째 발췌문을 인용해 주세요", ("cite", "2")),
        ("제3장 요약해 줘", ("section", "3")),
        ("EEU가 무슨 약자야?", ("define", "EEU")),
        ("더 보여 줘", ("more", "")),
        ("이 논문은 무엇에 관한 거예요?", ("about", "")),
        ("где это сказано?", ("where", "")),
        ("покажи ещё", ("more", "")),
        ("Кратко изложи третий раздел", ("section", "третий")),
        ("как расшифровывается EEU?", ("define", "EEU")),
        ("о чём эта статья?", ("about", "")),
        ("предыдущий абзац", ("before", "")),
        ("Ⅲ장 요지가 뭐예요?", ("section", "III")),
        ("논문에 나온 표랑 그림 다 보여주세요", ("figures", "")),
        ("다음 인용문 보여주세요", ("more", "")),
        ("윗 문단 보여줘", ("before", "")),
        ("ㄱㅅ", ("thanks", "")),
        ("подскажи страницу", ("where", "")),
    ],
)
def test_requests_in_plain_words(question, request_made):
    assert asked(question) == request_made


@pytest.mark.parametrize(
    "question",
    [
        "where does it say so about visas?",
        "What does section III say about visas?",
        "What more could Seoul do?",
        "Which figures show trade with China?",
        "Show the figure on investment",
        "What is the source of Figure 3?",
        "where is Figure 2?",
        "open the second chart",
        "What comes right after the second reason?",
        "Which chart has no heading?",
        "How many figures have no title?",
        "Какой источник у рисунка 2?",
        "두 번째 그림의 출처는?",
        "What is the context of the Eurasian Initiative?",
        "Who else took part?",
        "tell me more about the fourth one",
        "What happened before that?",
        "Where are they?",
        "What is the EEU?",
        "Where is the gas pipeline?",
        "What is the main goal of cooperation?",
        "한국은 어디에 투자했나요?",
        "더 큰 시장은 어디인가요?",
        "Где находится порт Раджин?",
        "О чём договорились стороны?",
        "why?",
        "and in 2016?",
        "",
    ],
)
def test_one_word_of_the_papers_makes_it_a_question(question):
    assert asked(question) is None


def test_a_word_may_be_misspelt_by_a_letter():
    assert asked("anyting more on that") == ("more", "")
    assert asked("show the contxet") == ("context", "")
    assert asked("show the contract") is None


@pytest.mark.parametrize(
    ("question", "request_made"),
    [
        ("whats this paper about", ("about", "")),
        ("wats TSR short for", ("define", "TSR")),
        ("can u show more pls", ("more", "")),
        ("lemme see the paragraph", ("context", "")),
        ("next paragraf", ("after", "")),
        ("продолжай пж", ("more", "")),
    ],
)
def test_short_forms_are_read_as_whole_words(question, request_made):
    assert asked(question) == request_made


def test_of_an_inflected_word_the_stem_may_be_misspelt():
    assert asked("следущий абзац") == ("after", "")
    assert asked("покажи предидущего абзаца текст") == ("before", "")
    assert asked("следственный абзац") is None


@pytest.mark.parametrize(
    "question",
    ["just the exports", "page of history", "where is he now?", "any chance of reunification?"],
)
def test_a_word_of_one_request_is_a_topic_elsewhere(question):
    assert asked(question) is None


def test_what_it_is_about_is_about_the_paper_only_in_the_beginning():
    question = "What is it about?"
    assert recognise(question, Conversation()) == Request("about")
    assert recognise(question, after("What is Khasan?")) is None
    assert recognise("whats it about", after("What is Khasan?")) is None


def judged():
    rows = [json.loads(line) for line in JUDGED.read_text(encoding="utf-8").splitlines()]
    assert len(rows) >= 200
    return [
        (row["request"], recognise(row["query"], after(*row["history"]), row["language"]))
        for row in rows
    ]


def test_blindly_written_wordings_are_recognised_and_other_questions_are_not_mistaken():
    pairs = judged()
    right = [made is not None and made.kind == kind for kind, made in pairs if kind]
    mistaken = [made is not None for kind, made in pairs if kind is None]
    assert sum(right) / len(right) >= 0.95
    assert sum(mistaken) / len(mistaken) <= 0.01


@pytest.mark.parametrize(
    ("typed", "request_made"),
    [
        ("/more", Request("more")),
        ("/Cite note 2", Request("cite", "note 2")),
        ("/section III", Request("section", "III")),
        ("/where [2]", Request("where", "[2]")),
        ("/define Eurasian  Economic Union", Request("define", "Eurasian Economic Union")),
        ("/nonsense here", Request("unknown", "nonsense")),
        ("/더", Request("more", "", "ko")),
        ("/раздел II", Request("section", "II", "ru")),
        ("/о-статье", Request("about", "", "ru")),
    ],
)
def test_commands(typed, request_made):
    assert recognise(typed, Conversation()) == request_made


def test_a_command_is_in_the_language_of_the_conversation():
    assert recognise("/more", after("왜?", language="ko")) == Request("more", "", "ko")


@pytest.mark.parametrize("typed", ["/etc/passwd is what?", "either/or", "/ 7", "50 km/h?"])
def test_a_slash_alone_makes_no_command(typed):
    assert recognise(typed, Conversation()) is None


def test_no_two_commands_share_a_name():
    names = [command.name for command in COMMANDS]
    names += [n for command in COMMANDS for others in command.others.values() for n in others]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("language", SPOKEN)
def test_every_command_has_words_of_its_own_in_every_language(language):
    table = wording(language)
    kinds = {rule.kind for rule in table.rules}
    assert {command.kind for command in COMMANDS} <= kinds


def test_a_pasted_page_is_no_request_and_takes_no_time():
    assert recognise("more " * MOST_CHARACTERS, Conversation()) is None


@given(st.text(max_size=80), st.sampled_from(SPOKEN))
def test_whatever_is_typed_gives_a_request_or_none(text, language):
    made = recognise(text, Conversation(), language)
    assert made is None or made.language in SPOKEN


@pytest.mark.parametrize(
    ("text", "language"), [("it?", "en"), ("How come?", "en"), ("왜?", "ko"), ("он?", "ru")]
)
def test_what_only_points_back_asks_for_a_full_question_where_nothing_was_said(text, language):
    request = recognise(text, Conversation(), language)
    assert (request.kind, request.language) == ("incomplete", language)
    assert recognise(text, after("Why did the ferry stop?"), language) is None


@pytest.mark.parametrize("text", ["author", "fisheries?", "who wrote it", "EEU"])
def test_a_word_that_names_something_is_searched_even_first(text):
    request = recognise(text, Conversation())
    assert request is None or request.kind != "incomplete"


@pytest.mark.parametrize(
    ("text", "language"),
    [("논문 제목이 뭐예요?", "ko"), ("Где работает автор?", "ru"), ("What is it titled?", "en")],
)
def test_what_the_paper_says_of_itself_is_searched(text, language):
    assert asked(text, language) is None
