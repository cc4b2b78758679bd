import pytest

from chatbot.retrieval.language import words_of_language
from chatbot.retrieval.near import Lexicon, misprinted, nearest, slip
from chatbot.retrieval.spacing import joined_with, split_in_two
from chatbot.retrieval.vocabulary import read_vocabulary

TEXT = "The port had a pier. Old Pier was sold; the ports were in Porto. Nobody accomodated Kerry."


@pytest.fixture(scope="module")
def english():
    return words_of_language("en")


@pytest.fixture(scope="module")
def vocabulary():
    return read_vocabulary([TEXT])


@pytest.mark.parametrize(
    ("likelier", "less"),
    [
        (("tikcet", "ticket"), ("tixket", "ticket")),  # a swap, a neighbouring key
        (("tticket", "ticket"), ("taicket", "ticket")),  # a letter doubled, another one added
        (("tixket", "ticket"), ("tipket", "ticket")),  # keys side by side, keys apart
        (("ticet", "ticket"), ("icket", "ticket")),  # dropped inside, dropped at the front
        (("tiket", "ticket"), ("tkt", "ticket")),  # one edit, more
    ],
)
def test_usual_slips_are_likelier(likelier, less):
    edits = 2 if less[0] == "tkt" else 1
    assert slip(*likelier, 1) > slip(*less, edits)


def test_keys_touch_in_their_row_and_across_rows():
    touching = [("q", "w"), ("a", "q"), ("s", "w"), ("x", "s"), ("x", "d")]
    apart = [("a", "e"), ("q", "e"), ("q", "z"), ("p", "q")]
    assert all(slip(f"in{one}et", f"in{two}et", 1) == 0.15 for one, two in touching)
    assert all(slip(f"in{one}et", f"in{two}et", 1) == 0.08 for one, two in apart)


def test_without_a_clear_winner_nothing_is_meant(english):
    vocabulary = read_vocabulary(["Boats and boots. Boats and boots."])
    lexicon = Lexicon(vocabulary, english, lambda word: vocabulary.counts.get(word, 0), str)
    assert nearest("bovts", lexicon, named=False, opens=False) is None


def test_the_vocabulary_counts_words_and_knows_names(vocabulary):
    assert vocabulary.counts["pier"] == 2
    assert vocabulary.names == {"porto": "Porto", "kerry": "Kerry"}
    assert vocabulary.capitalised == {"the", "old", "pier", "porto", "nobody", "kerry"}
    assert vocabulary.size == 17


def test_a_word_of_the_language_meets_its_misprint_in_the_documents(vocabulary):
    assert list(misprinted("accommodated", vocabulary, "en")) == ["accomodated"]
    assert list(misprinted("accomodated", vocabulary, "en")) == []


@pytest.mark.parametrize(
    ("word", "pair"),
    [("soldport", "sold port"), ("oldport", None), ("thePier", "the Pier"), ("portsmen", None)],
)
def test_glued_words_are_those_of_the_documents(vocabulary, english, word, pair):
    assert split_in_two(word, vocabulary, english) == pair


@pytest.mark.parametrize(
    ("first", "second", "whole"),
    [("accomo", "dated", "accomodated"), ("the", "port", None), ("port", "s", None)],
)
def test_torn_words_are_those_of_the_documents(vocabulary, english, first, second, whole):
    assert joined_with(first, second, vocabulary, [english]) == whole


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("nucular", "nuclear"),
        ("forigen", "foreign"),
        ("comitee", "committee"),
        ("mitengs", None),  # meetings, matings: words of two stems have its consonants
    ],
)
def test_words_spelt_by_ear_keep_their_consonants(english, typed, meant):
    vocabulary = read_vocabulary(["Nuclear plants. A foreign committee. No meetings, no matings."])
    lexicon = Lexicon(vocabulary, english, lambda word: vocabulary.counts.get(word, 0), str)
    assert nearest(typed, lexicon, named=False, opens=False) == meant
