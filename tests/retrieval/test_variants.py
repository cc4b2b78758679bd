import pytest

from chatbot.datatypes import Query
from chatbot.languages.sounds import name_key, sound
from chatbot.retrieval.aliases import learn
from chatbot.retrieval.british import other_spellings
from chatbot.retrieval.terms import query_terms
from chatbot.retrieval.variants import Variants
from chatbot.retrieval.vocabulary import Vocabularies
from tests.fakes import HashingEncoder
from tests.tiny import tiny_index

PAPER = """\
Trade in the Northeast

South Korea signed a treaty with the Russian Federation. The programme for labour in Northeast \
Asia was an enormous economic success.

Seoul paid for the harbour. The Eurasian Economic Union (EEU) accomodated both. An expert wrote \
to us about Geun-hye.
"""


@pytest.fixture(scope="module")
def paper(tmp_path_factory):
    return tiny_index(
        tmp_path_factory.mktemp("v"), HashingEncoder(), papers={"p.txt": PAPER}, target_words=10
    )


@pytest.fixture(scope="module")
def alternatives(paper):
    variants = Variants(paper, Vocabularies(paper.documents))

    def of(text):
        terms = variants.expand(query_terms(text, paper, ()), Query(text, text))
        return {term.word: set(term.alternatives) for term in terms if term.alternatives}

    return of


@pytest.mark.parametrize(
    ("asked", "word", "held"),
    [
        ("which program", "program", {("programm",)}),
        ("labor", "labor", {("labour",)}),
        ("the harbor", "harbor", {("harbour",)}),
        ("the economy", "economy", {("econom",)}),
        ("who accommodated it", "accommodated", {("accomod",)}),
        ("EEU", "EEU", {("eurasian", "econom", "union")}),
        ("Moscow", "Moscow", {("russian",), ("russian", "feder")}),
    ],
)
def test_another_form_that_the_documents_hold_stands_for_the_word(alternatives, asked, word, held):
    assert alternatives(asked) == {word: held}


def test_every_word_of_a_name_may_be_held_by_another_name(alternatives):
    south = {("south", "korea"), ("seoul",)}
    assert alternatives("Republic of Korea") == {"Republic": south, "Korea": south}
    assert alternatives("What did Seoul's banks do?") == {"Seoul's": {("south", "korea")}}


def test_words_typed_apart_may_be_one_word(alternatives):
    north = {("northeast",)}
    assert alternatives("north-east ports") == {"north": north, "east": north}
    assert alternatives("north of the east") == {}


def test_a_hyphened_word_needs_no_alternative(alternatives):
    assert alternatives("geun hye") == {}


def test_what_only_looks_like_an_abbreviation_is_none(alternatives):
    assert alternatives("what did it give to us") == {}
    assert alternatives("republic for Korea, republic") != {}


def test_a_term_is_as_rare_as_all_its_forms_together(paper):
    variants = Variants(paper, Vocabularies(paper.documents))
    (term,) = variants.expand(query_terms("Moscow", paper, ()), Query("Moscow", "Moscow"))
    assert term.known
    assert term.idf == paper.idf("russian")


def test_terms_without_other_forms_stay_the_same_objects(paper):
    variants = Variants(paper, Vocabularies(paper.documents))
    terms = query_terms("treaty zebra", paper, ())
    assert variants.expand(terms, Query("treaty zebra", "treaty zebra")) == terms


def test_an_introduced_name_joins_the_names_that_are_known():
    held = {"rk", "republ", "korea"}
    learned = learn(["The Republic of Korea (RK) signed."], "en", held.__contains__)
    assert learned.others["seoul",] == (("republ", "korea"), ("rk",))
    assert learned.others["rk",] == (("republ", "korea"),)
    assert ("south", "korea") in learned.others
    assert ("japan",) not in learned.others


@pytest.mark.parametrize(
    ("british", "american"),
    [
        ("labour", "labor"),
        ("organisation", "organization"),
        ("programme", "program"),
        ("centre", "center"),
        ("analyse", "analyze"),
        ("catalogue", "catalog"),
        ("defence", "defense"),
        ("travelling", "traveling"),
        ("enrolment", "enrollment"),
        ("anaemia", "anemia"),
        ("oestrogen", "estrogen"),
        ("grey", "gray"),
        ("neighbourhood", "neighborhood"),
        ("cheque", "check"),
        ("tyre", "tire"),
    ],
)
def test_british_and_american_spellings(british, american):
    assert american in other_spellings(british)
    assert british in other_spellings(american)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Park Geun-hye", "Pak Kŭn-hye"),
        ("Kim Dae-jung", "Kim Tae Chung"),
        ("Moon Jae-in", "Mun Chae In"),
        ("Roh Moo-hyun", "No Mu-hyŏn"),
        ("Lee Myung-bak", "Yi Myŏng-bak"),
        ("Yekaterinburg", "Ekaterinburg"),
        ("Dmitry", "Dmitriy"),
        ("Khasan", "Khassan"),
        ("Wladimir", "Vladimir"),
    ],
)
def test_romanisations_of_one_name_sound_the_same(one, other):
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Rajin", "Rason"), ("Kim Jong-un", "Kim Jong-il"), ("Moscow", "Minsk"), ("Park", "Lee")],
)
def test_different_names_sound_different(one, other):
    assert sound(one) != sound(other)
