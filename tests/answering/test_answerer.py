"""Answers of every kind over two tiny papers, with the hashing encoder."""

import math
from dataclasses import replace

import pytest

from chatbot.answering.abstention import Calibration
from chatbot.answering.answerability import FEATURES
from chatbot.answering.answerer import (
    BY_WORDS,
    NEAREST,
    NO_PHRASE,
    UNREAD,
    Thresholds,
)
from chatbot.answering.structures import NO_SUCH_FIGURE
from chatbot.datatypes import EnumerationShown
from chatbot.languages.reasons import NOT_EXACTLY, NOTHING_CLOSE
from chatbot.pipeline import assemble
from chatbot.settings import Settings
from tests.fakes import HashingEncoder
from tests.invariants import check_answer
from tests.tiny import tiny_chatbot, tiny_index


@pytest.fixture(scope="module")
def chatbot(tmp_path_factory):
    return tiny_chatbot(tmp_path_factory.mktemp("tiny"))


@pytest.fixture
def ask(chatbot):
    def answered(question, **options):
        answer = chatbot.ask(question, **options)
        check_answer(answer, chatbot.documents)
        return answer

    return answered


def with_certainty(chatbot, probability_bias):
    """The same chatbot with a fixed probability for every ordinary draft."""
    probability = 1 / (1 + math.exp(-probability_bias))
    flat = Calibration((0.0,) * len(FEATURES), ((-1.0, probability), (1.0, probability)))
    return replace(chatbot, answerer=replace(chatbot.answerer, calibration=flat, close=None))


def flat(probability):
    return Calibration((0.0,) * len(FEATURES), ((-1.0, probability), (1.0, probability)))


@pytest.mark.parametrize(
    ("usual", "close", "confidence", "status"),
    [
        (0.9, 0.01, 0.9, "answered"),
        (0.5, 0.01, 0.01, "not_found"),
        (0.01, 0.5, 0.5, "uncertain"),
        (0.01, 0.99, 0.68, "uncertain"),
    ],
)
def test_a_closer_look_only_tells_doubt_from_refusal(chatbot, usual, close, confidence, status):
    answerer = replace(chatbot.answerer, calibration=flat(usual), close=flat(close))
    answer = replace(chatbot, answerer=answerer).ask("Who sold sandwiches aboard the vessel?")
    assert (answer.confidence, answer.status) == (confidence, status)


def test_without_a_closer_look_its_calibration_says_nothing(chatbot):
    answerer = replace(chatbot.answerer, calibration=flat(0.5), close=flat(0.01))
    off = replace(chatbot.closer, close_sentences=0)
    asked = replace(chatbot, answerer=answerer, closer=off)
    assert asked.ask("Who sold sandwiches aboard the vessel?").confidence == 0.5


@pytest.mark.parametrize(
    ("question", "short", "quoted"),
    [
        ("How many passengers a day did the ferry carry in 1999?", "1,200", "It carried 1,200"),
        ("How long is the railway between Bruma and Corvo?", "87 kilometres", "The railway"),
        ("When did the city of Alba open a ferry line?", "1998", "The city of Alba opened"),
        ("What does the museum keep?", None, "The museum keeps a “green lantern”"),
    ],
)
def test_an_answer_with_its_short_answer(ask, question, short, quoted):
    answer = ask(question)
    assert (answer.status, answer.reason, answer.missing) == ("answered", None, ())
    assert (answer.short_answer.text if answer.short_answer else None) == short
    assert quoted in answer.extracts[0].quote


def test_a_short_answer_is_the_first_highlight(ask):
    answer = ask("How many passengers a day did the ferry carry in 1999?")
    extract = answer.extracts[0]
    start, end = extract.highlights[0]
    assert extract.quote[start - extract.start : end - extract.start] == "1,200"


def test_without_a_short_answer_the_questions_words_are_highlighted(ask):
    extract = ask("What does the museum keep?").extracts[0]
    marked = [extract.quote[a - extract.start : b - extract.start] for a, b in extract.highlights]
    assert marked == ["museum keeps"]


def test_a_list_is_shown_whole_and_in_order(ask):
    answer = ask("Why did the ferry plan collapse?")
    assert answer.status == "answered"
    assert answer.enumeration == EnumerationShown(3, 3)
    assert [extract.list_item.number for extract in answer.extracts] == [1, 2, 3]
    assert [extract.list_item.label for extract in answer.extracts] == ["First", "Second", "Third"]
    assert answer.extracts[1].quote.startswith("Second, tickets cost more")


def test_one_item_of_a_list(ask):
    answer = ask("What was the second reason for the collapse of the ferry plan?")
    assert answer.enumeration == EnumerationShown(1, 3)
    assert [extract.list_item.number for extract in answer.extracts] == [2]


def test_what_the_papers_do_not_say_is_not_found(ask):
    answer = ask("zeppelin airships over Antarctica?")
    assert (answer.status, answer.reason) == ("not_found", NOTHING_CLOSE)
    assert answer.missing == ("zeppelin", "airships", "Antarctica")
    assert 1 <= len(answer.nearest) <= NEAREST


def test_a_near_miss_is_uncertain_and_names_what_nothing_accounts_for(chatbot):
    unsure = with_certainty(chatbot, 0.0)
    answer = unsure.ask("Which volcano melted the railway tracks in August?")
    check_answer(answer, chatbot.documents)
    assert (answer.status, answer.reason) == ("uncertain", NOT_EXACTLY)
    assert answer.missing == ("volcano", "melted", "August")
    assert answer.extracts


def test_a_figure_that_does_not_exist_is_uncertain_at_best(chatbot, ask):
    answer = ask("Show me the figure on steel prices in 2008")
    assert (answer.status, answer.reason) == ("uncertain", NO_SUCH_FIGURE)
    assert answer.confidence == pytest.approx(chatbot.answerer.thresholds.answered - 0.01)
    assert answer.figures == ()
    certain = with_certainty(chatbot, 20.0)
    assert certain.ask("Show me Figure 7").status == "not_found"


def test_a_quoted_phrase_that_stands_nowhere_is_not_found(ask):
    answer = ask("What is the “purple lantern” of the museum?")
    assert (answer.status, answer.reason) == ("not_found", NO_PHRASE)
    assert (answer.nearest, answer.confidence) == ((), 0.0)


def test_a_quoted_phrase_is_shown_where_it_stands(ask):
    answer = ask("Where does “green lantern” stand?")
    assert answer.status == "answered"
    assert all("green lantern" in extract.quote for extract in answer.extracts)


def test_a_quoted_phrase_that_the_source_breaks_with_emphasis_is_found_and_printed_as_it_is(ask):
    (extract,) = ask("“green lantern”").extracts
    assert "green lantern" in extract.quote
    assert "green *lantern*" in extract.as_printed


@pytest.mark.parametrize(
    ("bias", "status"), [(20.0, "answered"), (-0.5, "uncertain"), (-20.0, "not_found")]
)
def test_the_confidence_decides_the_status(chatbot, bias, status):
    answer = with_certainty(chatbot, bias).ask("Who sold the tickets?")
    assert answer.status == status
    assert bool(answer.extracts) == (status != "not_found")
    assert bool(answer.nearest) == (status == "not_found")
    check_answer(answer, chatbot.documents)


def test_thresholds_may_be_set(chatbot):
    strict = replace(chatbot.answerer, thresholds=Thresholds(1.1, 1.1))
    answer = replace(chatbot, answerer=strict).ask("Who sold the tickets?")
    assert answer.status == "not_found"


def test_documents_that_hold_no_such_list_answer_from_their_sentences(ask):
    answer = ask("Why did the ferry plan collapse?", documents=("rail",))
    assert answer.enumeration is None
    assert {extract.document for extract in (*answer.extracts, *answer.nearest)} <= {"rail"}


def test_a_question_that_no_encoder_reads_is_refused_with_the_remedy(tmp_path):
    english = HashingEncoder("english", languages=frozenset({"en"}))
    chatbot = assemble(tiny_index(tmp_path, english), [english], Settings())
    answer = chatbot.ask("연락선은 승객을 얼마나 태웠나요?")
    assert (answer.status, answer.reason, answer.language) == ("not_found", UNREAD, "ko")
    assert chatbot.ask("How long is the railway between Bruma and Corvo?").status == "answered"


def test_a_paper_that_no_encoder_reads_is_searched_by_its_words(tmp_path):
    english = HashingEncoder("english", languages=frozenset({"en"}))
    korean = (
        "항구\n\n1932년의 연락선은 넓은 만을 건너 북쪽 섬까지 석탄을 날랐다. 섬에는 사람이 산다.\n"
    )
    index = tiny_index(tmp_path, english, papers={"a.txt": korean})
    chatbot = assemble(index, [english], Settings())
    answer = chatbot.ask("연락선은 무엇을 날랐나요?")
    assert (answer.status, answer.reason) == ("uncertain", BY_WORDS)
    assert "석탄" in answer.extracts[0].quote
    assert chatbot.ask("김치찌개 끓이는 방법이 뭐예요?").status == "not_found"
