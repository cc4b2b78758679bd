import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatbot.datatypes import Query
from chatbot.retrieval.spelling import Speller
from chatbot.retrieval.vocabulary import WORD, Vocabularies
from tests.fakes import HashingEncoder
from tests.tiny import FERRY, RAIL, tiny_index

SUMMIT = """\
The summit in Vladivostok

President Park Geun-hye proposed a rail link. The rail link from Rajin to Khasan was built by \
the Eurasian Economic Union (EEU). Kim Dae-jung had asked for investment.

Investors from Seoul came. Bolesław Górski wrote about the proposals of Roh Tae-woo.
"""


def speller_over(index):
    return Speller(index, Vocabularies(index.documents))


@pytest.fixture(scope="module")
def ferries(index):
    return speller_over(index)


@pytest.fixture(scope="module")
def summit(tmp_path_factory):
    folder = tmp_path_factory.mktemp("summit")
    return speller_over(tiny_index(folder, HashingEncoder(), papers={"summit.txt": SUMMIT}))


def corrected(speller, text, documents=(), phrases=()):
    return speller.correct(Query(text, text, phrases, documents)).interpreted


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Who sold the tikcets?", "Who sold the tickets?"),
        ("How many pasengers came?", "How many passengers came?"),
        ("Why did the ferry plan colapsed", "Why did the ferry plan collapsed"),
        ("Wich railway is the longest?", "Which railway is the longest?"),
        ("Wat is the longest railway?", "What is the longest railway?"),
        ("Waht was sold to teh museum?", "What was sold to the museum?"),
        ("the ferryplan of Alba", "the ferry plan of Alba"),
        ("the railwayBruma built", "the railway Bruma built"),
        ("how many pas sengers came", "how many passengers came"),
        ("tunels near bruuma", "tunnels near Bruma"),
        ("THE tikcets", "THE tickets"),
        ("WHO SOLD THE TIKCETS", "WHO SOLD THE TICKETS"),
        ("Tikcets of the ferry", "Tickets of the ferry"),
    ],
)
def test_a_misspelt_word_becomes_the_one_that_the_documents_hold(ferries, typed, meant):
    assert corrected(ferries, typed) == meant


@pytest.mark.parametrize(
    "typed",
    [
        "Who sold the tickets?",
        "Which engineers planned tunnels at Corvo?",
        "What is the harbour programme of the organisation?",  # words, in British spelling
        "When was the line rebranded and defunded?",  # words, though no list has them
        "Does Brunner sell tickets?",  # a name that only looks a little like one
        "Is it about hyperloops and blockchains?",
        "ferry.txt tikcets@example.org rail_wya 1998x",
        "the FERYR line",  # capitals: an abbreviation
        "¿Cuánto cuesta el billete del trasbordador nocturno?",  # another language
        "как называется музей",
        "",
    ],
)
def test_what_is_a_word_or_may_be_one_is_left_alone(ferries, typed):
    assert corrected(ferries, typed) == typed


def test_a_quoted_phrase_is_never_corrected(ferries):
    query = Query("“tikcets” and tikcets", "“tikcets” and tikcets", ("tikcets",))
    found = ferries.correct(query)
    assert found.interpreted == "“tikcets” and tickets"
    assert (found.text, found.phrases) == (query.text, query.phrases)


def test_only_the_documents_searched_say_what_a_name_is(ferries):
    assert corrected(ferries, "trains to Corvvo", ("rail",)) == "trains to Corvo"
    assert corrected(ferries, "trains to Corvvo", ("ferry",)) == "trains to Corvvo"


def test_a_name_is_compared_with_names_only(ferries):
    assert corrected(ferries, "What did Mr Pierr do?") == "What did Mr Pierr do?"
    assert corrected(ferries, "what did the pierr do?") == "what did the pier do?"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("what did vladivostock host", "what did Vladivostok host"),
        ("the Khassan-Radjin link", "the Khasan-Rajin link"),
        ("What did Pak Kun Hye propose?", "What did Park Geun-hye propose?"),
        ("What did Kim Dae Joong ask for?", "What did Kim Dae-jung ask for?"),
        ("No Tae U", "Roh Tae-woo"),
        ("Who is Boleslaw Gorski?", "Who is Bolesław Górski?"),
        ("in vestment", "investment"),
        ("what does eeu mean", "what does EEU mean"),
    ],
)
def test_names_are_known_by_their_sound(summit, typed, meant):
    assert corrected(summit, typed) == meant


@pytest.mark.parametrize(
    "typed", ["park geun hye", "Park Geun Hye", "Kim Dae-jung", "kim jong un", "Khasan–Rajin"]
)
def test_a_name_that_is_held_keeps_its_form(summit, typed):
    assert corrected(summit, typed) == typed


RUSSIAN = """\
Железная дорога

Железная дорога между городами была построена в девятнадцатом веке. Музей открыли в столице, и \
туда приезжают пассажиры. Билеты продаёт железная дорога.
"""


def test_a_paper_in_another_language_has_the_words_of_its_language(tmp_path):
    speller = speller_over(tiny_index(tmp_path, HashingEncoder(), papers={"r.txt": RUSSIAN}))
    assert corrected(speller, "кто продаёт билтеы") == "кто продаёт билеты"
    assert corrected(speller, "кто строит вокзалы") == "кто строит вокзалы"


words = sorted({match.group() for match in WORD.finditer(FERRY + RAIL)})


@given(st.lists(st.sampled_from(words), min_size=1, max_size=12), st.sampled_from(" ?,–\n"))
def test_a_question_of_the_documents_words_is_never_changed(ferries, chosen, end):
    question = " ".join(chosen) + end
    assert corrected(ferries, question) == question


@given(st.text(max_size=80))
def test_any_text_can_be_corrected_and_the_question_stays_as_asked(ferries, text):
    query = Query(text, text)
    assert ferries.correct(query).text == text


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("the rail li nk", "the rail link"),
        ("Invest ors from Seoul", "Investors from Seoul"),
        ("Is the link bi gger?", "Is the link bigger?"),
        ("the pr ofit of the link", "the profit of the link"),
    ],
)
def test_a_torn_word_of_the_documents_or_the_language_is_put_together(summit, typed, meant):
    assert corrected(summit, typed) == meant


def test_a_word_like_a_question_word_stays_where_no_verb_follows(ferries):
    assert corrected(ferries, "Wat Arun by ferry") == "Wat Arun by ferry"


@pytest.mark.parametrize("typed", ["an ad hoc link", "how of ten", "for mat", "the Zyx ing link"])
def test_two_words_that_may_be_meant_stay_apart(summit, typed):
    assert corrected(summit, typed) == typed
