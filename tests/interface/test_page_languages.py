"""The page in English, Korean and Russian."""

import html
import re
from dataclasses import replace

import pytest

from chatbot.datatypes import Locator
from chatbot.interface.chat import Chat, Visitor
from chatbot.interface.commands_view import COMMANDS, commands_list
from chatbot.interface.component_labels import LABELS, label
from chatbot.interface.evaluation_view import evaluate_intro, marks_intro
from chatbot.interface.examples import examples
from chatbot.interface.figures_view import figures_page
from chatbot.interface.labels import full_place, short_place
from chatbot.interface.loading import Loading
from chatbot.interface.places import place_of
from chatbot.interface.rendering import Manner, held_back, render_answer, verdict
from chatbot.interface.session import Session
from chatbot.interface.source_panel import source_home, source_page
from chatbot.interface.table_view import table_intro
from chatbot.interface.welcome import PAGES, masthead, not_opened, page_masthead, waiting, welcome
from chatbot.languages.phrases import LANGUAGES, phrase
from chatbot.languages.reasons import NOT_EXACTLY, NOTHING_CLOSE

from .answers import answer_to
from .knowing import KnowingChatbot
from .page_words import english_runs, said
from .papers import extract, make_paper

PAPER = make_paper()
PAPERS = {PAPER.id: PAPER}
TWO = {"a": make_paper("a"), "b": make_paper("b", "Other harbours")}
OTHERS = [language for language in LANGUAGES if language != "en"]


def answers(language):
    """One answer of every kind."""
    for question in ("hallin grow", "silt", "figure", "cost", "oslo", "clerk", "ships", "cup"):
        yield replace(answer_to(question, PAPER), reason=NOTHING_CLOSE, language=language)
    several = replace(answer_to("figure", PAPER), figures=answer_to("figure", PAPER).figures * 2)
    yield replace(several, language=language)
    yield replace(answer_to("/export", PAPER), message="…", language=language)
    qualified = replace(extract(PAPER, "Nobody had expected it."), qualifier=(0, 1))
    yield replace(answer_to("cost", PAPER), extracts=(qualified,), language=language)


def everything(language):
    """All that the server writes of the page, without the words of papers and persons."""
    manner = Manner("0" * 16, marking=True, language=language)
    for documents in (PAPERS, TWO):
        yield masthead(documents, language)
        yield welcome(documents, language)
        yield source_home(documents, language)
        yield figures_page(documents, language)
        for answer in answers(language):
            yield render_answer(answer, documents, manner)
    place = place_of(answer_to("hallin grow", PAPER).extracts[0])
    yield source_page(place, PAPER, True, language)
    yield from (waiting(language), not_opened("…", language), commands_list(language))
    yield from (page_masthead(page, language) for page in PAGES)
    yield from (evaluate_intro(language), marks_intro(language), table_intro(language))


AREAS = ("answer.", "page.", "source.", "feedback.", "evaluate.", "places.", "page_")


@pytest.mark.parametrize("language", OTHERS)
def test_no_english_is_left_on_a_page_in_another_language(language):
    whole = " ".join(said(page) for page in everything(language))
    assert [text for text in english_runs(AREAS) if text in whole] == []


def test_the_same_pages_in_english_do_hold_those_phrases():
    whole = " ".join(said(page.replace('lang="en"', "")) for page in everything("en"))
    assert sum(text in whole for text in english_runs(AREAS)) > 50


@pytest.mark.parametrize(
    ("language", "first"),
    [
        ("en", "The paper gives 3 points · 3 of 3 shown"),
        ("ko", "논문은 3가지를 제시합니다 · 3가지 중 3가지 표시"),
        ("ru", "В статье названо: 3 пункта · показано 3 из 3"),
    ],
)
def test_a_list_is_counted_in_the_language_of_the_question(language, first):
    assert verdict(answer_to("silt", PAPER), language=language) == first


@pytest.mark.parametrize(
    ("page", "asked", "shown"), [("ru", "en", "en"), ("en", "ko", "ko"), ("ru", "de", "ru")]
)
def test_an_answer_speaks_as_it_was_asked_and_its_buttons_as_the_page(page, asked, shown):
    answer = replace(answer_to("cup", PAPER), language=asked)
    found = replace(answer_to("cost", PAPER), language=asked)
    message = render_answer(answer, PAPERS, Manner("0" * 16, language=page))
    assert f'lang="{shown}"' in message.split(">", 1)[0]
    assert phrase("answer.not_found", shown) in html.unescape(message)
    buttons = render_answer(found, PAPERS, Manner("0" * 16, language=page))
    assert f'lang="{page}" href="#do=more"' in buttons
    assert f">{phrase('answer.more', page)}</a>" in html.unescape(buttons)


def test_the_papers_words_are_said_to_be_in_the_papers_language():
    paper = replace(PAPER, language="ru")
    message = render_answer(answer_to("cost", paper), {paper.id: paper}, Manner(language="ko"))
    assert message.count('<blockquote lang="ru">') == 1
    assert '</summary><p lang="ru">In the prices' in message.replace("&#46;", ".")
    page = source_page(place_of(answer_to("cost", paper).extracts[0]), paper, language="ko")
    assert '<div class="text" lang="ru">' in page


@pytest.mark.parametrize(
    ("language", "short", "full"),
    [
        ("en", "§ III · ¶ 12 · p. 7", "section III. Goals, paragraph 12, page 7"),
        ("ko", "§ III · ¶ 12 · 7쪽", "III. Goals 절, 12번째 문단, 7쪽"),
        ("ru", "§ III · ¶ 12 · с. 7", "раздел III. Goals, абзац 12, страница 7"),
    ],
)
def test_places_are_named_in_the_language(language, short, full):
    locator = Locator(("III. Goals",), 12, "7", ("7",))
    assert short_place(locator, language) == short
    assert full_place(locator, language) == full


def test_pages_from_and_to():
    locator = Locator((), None, "7", ("7", "8"))
    assert [short_place(locator, language) for language in LANGUAGES] == [
        "pp. 7–8",
        "7–8쪽",
        "с. 7–8",
    ]


def test_why_an_answer_holds_back_is_translated():
    answer = replace(answer_to("cup", PAPER), reason=NOTHING_CLOSE)
    assert held_back(answer, "ru") == "в статье нет ничего достаточно близкого к вопросу"
    assert held_back(replace(answer, reason=NOT_EXACTLY), "ru") is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_examples_are_given_in_the_readers_language(language):
    with_own = {
        "custom": {
            "examples": [
                {"kind": "k", "question": f"in {tag}?", "language": tag} for tag in ("ko", "ru")
            ]
            + [{"kind": "k", "question": "in en?"}]
        }
    }
    given = {"x": replace(PAPER, metadata=with_own)}
    assert [example.question for example in examples(given, language)] == [f"in {language}?"]
    general = examples({"x": replace(PAPER, metadata={})}, language)
    assert general[0].question == phrase("page_examples.author", language)
    assert any("II. What was tried" in example.question for example in general)


def test_the_switch_shows_the_languages_by_their_own_names():
    head = masthead(PAPERS, "ko")
    assert re.findall(r'data-language="(\w+)"[^>]*aria-pressed="(\w+)"', head) == [
        ("en", "false"),
        ("ko", "true"),
        ("ru", "false"),
    ]
    for name in ("English", "한국어", "Русский"):
        assert f'aria-label="{name}"' in head


def test_a_component_has_no_label_that_the_browser_would_not_find():
    assert all("__i18n__" in str(label(key)) for key in LABELS)
    with pytest.raises(KeyError):
        label("page.retry")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_command_is_explained(language):
    listed = commands_list(language)
    assert re.findall(r'data-command="/(\w+)"', listed) == list(COMMANDS)
    assert str(len(COMMANDS)) in html.unescape(listed)


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "Type a question first"),
        ("ko", "먼저 질문을 입력하거나"),
        ("ru", "Сначала введите вопрос"),
    ],
)
def test_what_the_program_says_itself_is_in_the_pages_language(language, line):
    loading = Loading(KnowingChatbot)
    loading.wait()
    chat, visitor = Chat(loading), Visitor(language)
    (page,) = chat.ask(" ", Session(), visitor)
    assert page.notice.startswith(line)
    (page,) = chat.ask("x" * 3000, Session(), visitor)
    assert re.search(r"3[, \N{NO-BREAK SPACE}]?000", page.notice)
    *_, page = chat.ask("break down", Session(), visitor)
    assert phrase("page.failed", language) in html.unescape(page.messages[1]["content"])


def test_a_switch_changes_the_buttons_of_what_was_said_and_nothing_else():
    loading = Loading(KnowingChatbot)
    loading.wait()
    chat = Chat(loading, marking=True)
    *_, page = chat.ask("hallin grow", Session())
    *_, page = chat.ask("crash", page.session)
    again = chat.respeak(page.session, Visitor("ru"))
    assert "Ответ верный?" in html.unescape(again.messages[1]["content"])
    assert [e.answer for e in again.session.exchanges] == [e.answer for e in page.session.exchanges]
    assert [e.id for e in again.session.exchanges] == [e.id for e in page.session.exchanges]
    assert chat.respeak(again.session, Visitor("en")).messages == page.messages


def test_a_heading_that_is_quoted_is_placed_by_its_number():
    heading = extract(PAPER, "II. What was tried")
    answer = replace(answer_to("cost", PAPER), extracts=(heading,))
    message = html.unescape(render_answer(answer, PAPERS, Manner(language="ko")))
    assert ">[1] § II</a>" in message
