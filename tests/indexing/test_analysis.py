from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatbot.indexing.analysis import analyse, stem_of, stems


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Trade grew by 58.9%", ["trade", "grew", "58.9"]),
        ("$1,234.5 and 2,5 and $2.5", ["1234.5", "2.5", "2.5"]),
        ("the 2+2 format", ["2+2", "format"]),
        ("Rajin-Khasan", ["rajin", "khasan", "rajinkhasan"]),
        ("COVID-19", ["covid", "19", "covid19"]),
        ("2001–2016, 2001-2016", ["2001", "2016", "2001", "2016"]),
        ("Russia’s and Russia's", ["russia", "russia"]),
        ("U.S. policies", ["us", "polici"]),
        ("R&D of H1N1", ["r&d", "h1n1"]),
        ("l'économie", ["l", "économi"]),
        ("ﬁnal ＦＩＮＡＬ", ["final", "final"]),
        ("The WHO said who", ["who", "said"]),
        ("WHO SAID", ["said"]),
        ("экономического", ["экономическ"]),
        ("협력은", ["협력", "협력", "력은"]),
        ("cafe\u0301", ["café"]),
        ("", []),
        ("— … !", []),
    ],
)
def test_terms(text, expected):
    assert stems(text) == expected


def test_a_word_is_stemmed_by_its_script_whatever_the_language():
    assert stems("Russian экономического", "ru") == stems("Russian экономического", "en")


def test_the_documents_language_stems_words_of_its_script():
    assert stems("Häusern", "de") == ["haus"]


def test_an_unknown_language_falls_back_to_the_script():
    assert stems("policies", "tlh") == stems("policies", "en")


def test_further_forms_are_marked():
    tokens = analyse("Rajin-Khasan 협력은")
    assert [token.stem for token in tokens if token.variant] == ["rajinkhasan", "협력", "력은"]


@given(st.text())
def test_places_hold_the_words(text):
    for token in analyse(text):
        assert 0 <= token.start < token.end <= len(text)
        assert token.stem


@given(st.lists(st.sampled_from(["trade", "58.9%", "Rajin-Khasan", "U.S.", "2+2", "협력은"])))
def test_terms_do_not_depend_on_their_neighbours(words):
    alone = [stem for word in words for stem in stems(f"a {word}")]
    assert stems(" ".join(["a", *words])) == alone


def test_stems_go_by_script_and_nothing_stays_nothing():
    assert [stem_of(word) for word in ("agreements", "поездами", "1990s", "")] == [
        "agreement",
        "поезд",
        "1990s",
        "",
    ]
    assert stem_of("ports", "ru") == "port"


def test_stems_are_the_same_in_every_thread():
    words = [f"{word}{ending}" for word in ("trade", "railway", "port") for ending in ("s", "ing")]
    with ThreadPoolExecutor(4) as pool:
        rounds = list(pool.map(lambda _: [stem_of.__wrapped__(word) for word in words], range(40)))
    assert all(found == rounds[0] for found in rounds)


def test_contractions_of_question_words_are_stopwords():
    assert stems("What's Area Three about, and who's to blame?") == ["area", "three", "blame"]
