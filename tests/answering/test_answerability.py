"""What the best sentences hold and leave out, on a paper made by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatbot.answering.answerability import BEST, FEATURES, LACK, features
from chatbot.answering.question import analyse_question
from chatbot.answering.short_answer import weigh
from chatbot.datatypes import QueryTerm
from chatbot.indexing.analysis import analyse
from tests.answering.papers import HARBOUR
from tests.answering.scored import evidence, hits

PAPER = {"harbour": HARBOUR}


def terms_of(question, unknown=(), **alternatives):
    return tuple(
        QueryTerm(
            question[t.start : t.end],
            t.stem,
            2.0,
            t.stem not in unknown,
            ((t.start, t.end),),
            alternatives.get(t.stem, ()),
        )
        for t in analyse(question)
        if not t.variant
    )


def measured(question, *ranked, **options):
    terms = terms_of(question, **options)
    values = features(hits(terms=terms), ranked, analyse_question(question), PAPER)
    return dict(zip(FEATURES, values, strict=True))


def test_no_sentence_gives_no_feature():
    assert features(hits(), (), analyse_question("why?"), PAPER) == (0.0,) * len(FEATURES)


def test_the_best_value_among_the_best_sentences_counts():
    found = measured(
        "ferry?",
        evidence(HARBOUR, "First,", 0.9, maxsim=0.2, dense=0.7),
        evidence(HARBOUR, "Second,", 0.8, maxsim=0.6, other_weakest=0.5),
        *[evidence(HARBOUR, "Third,", 0.1)] * (BEST - 2),
        evidence(HARBOUR, "Cargo", 0.0, maxsim=1.0),
    )
    assert (found["maxsim"], found["dense"], found["other_weakest"]) == (0.6, 0.7, 0.5)


def test_words_that_the_best_sentence_lacks_are_missing():
    question = "Which storms closed the zeppelin line?"
    held, other = (
        evidence(HARBOUR, "Third, storms closed the line", 1.0),
        evidence(HARBOUR, "Cargo", 0.5),
    )
    assert measured(question, held, other)["missing_in_first"] == pytest.approx(0.25)
    assert measured(question, other, held)["missing_in_first"] == pytest.approx(1.0)


def test_another_form_of_a_word_is_not_missing():
    question = "Which tempests closed the line?"
    sentence = evidence(HARBOUR, "Third, storms closed the line", 1.0)

    def missing(**forms):
        return measured(question, sentence, **forms)["missing_in_first"]

    assert missing() == pytest.approx(1 / 3)
    assert missing(tempest=(("storm",),)) == 0.0
    assert missing(tempest=(("storm", "wild"),)) == pytest.approx(1 / 3)


def test_a_name_is_a_capital_amid_the_question():
    sentence = evidence(HARBOUR, "It carried 1,200", 1.0)
    assert measured("How many did Napoleon carry?", sentence)["missing_name"] == 1.0
    assert measured("Napoleon carried how many?", sentence)["missing_name"] == 0.0
    unknown = measured("How many did Napoleon carry?", sentence, unknown=("napoleon",))
    assert unknown["unknown_name"] == 1.0


def test_a_year_that_no_sentence_names_is_missing():
    sentence = evidence(HARBOUR, "The city opened a ferry line in 1998.", 1.0)
    there = measured("What opened in 1998?", sentence)
    assert (there["names_year"], there["missing_year"]) == (1.0, 0.0)
    assert measured("What opened in 2016?", sentence)["missing_year"] == 1.0
    assert measured("What opened?", sentence)["names_year"] == 0.0


def test_a_value_of_the_asked_kind_is_looked_for():
    number = evidence(HARBOUR, "It carried 1,200", 1.0)
    other = evidence(HARBOUR, "Third, storms", 0.5)
    question = "How many passengers did it carry?"
    without = measured(question, other)
    assert (without["asks_value"], without["value"]) == (1.0, 0.0)
    held = measured(question, other, number)
    assert held["asks_value"] == 1.0
    text = HARBOUR.slice(number.span)
    likely = weigh(text, analyse_question(question), terms_of(question)).probability
    assert held["value"] == pytest.approx(likely)
    assert likely > 0.1
    assert measured("What closed the line?", other)["asks_value"] == 0.0


def test_questions_to_be_confirmed():
    sentence = evidence(HARBOUR, "Third, storms", 1.0)
    assert measured("Did storms close the line?", sentence)["yes_no"] == 1.0
    assert measured("What did storms close?", sentence)["yes_no"] == 0.0


@given(st.lists(st.sampled_from([*HARBOUR.text.split(), "zeppelin", "1850", "Napoleon"])))
def test_every_feature_is_a_finite_number(words):
    question = " ".join(["Who", *words])
    ranked = [evidence(HARBOUR, "Third, storms", 0.7), evidence(HARBOUR, "It carried", 0.4)]
    found = measured(question, *ranked)
    assert list(found) == list(FEATURES)
    assert all(0.0 <= found[name] <= 1.0 for name in LACK)
