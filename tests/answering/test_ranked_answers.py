"""Promotion, the ordinary draft, abstention and highlights, on a paper made by hand."""

import json
from importlib import resources
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatbot.answering.abstention import Calibration, decide, load_calibration
from chatbot.answering.answerability import FEATURES, LACK, LIKENESS
from chatbot.answering.highlights import matched_words, missing_words
from chatbot.answering.ordinary import ordinary_draft
from chatbot.answering.promotion import REACH, Bonus, following, promote
from chatbot.answering.question import analyse_question
from chatbot.answering.selection import Budget
from chatbot.answering.wording import bare_terms
from chatbot.datatypes import Span
from chatbot.indexing.analysis import analyse
from tests.answering.papers import HARBOUR, find
from tests.answering.scored import evidence, term
from tests.fakes import make_document

PAPER = {"harbour": HARBOUR}


def promoted(question, *ranked, bonus=None):
    terms = bare_terms(question)
    found = promote(PAPER, ranked, analyse_question(question), terms, bonus or Bonus())
    return [(HARBOUR.slice(e.span)[:11], e.score) for e in found]


def test_a_sentence_with_the_asked_number_moves_up():
    assert promoted(
        "How many passengers did the ferry carry?",
        evidence(HARBOUR, "First, nobody", 0.6),
        evidence(HARBOUR, "It carried 1,200", 0.55),
    ) == [("It carried ", 0.65), ("First, nobo", 0.6)]


def test_only_the_best_sentences_are_looked_at():
    order = promoted(
        "How many passengers did the ferry carry?",
        evidence(HARBOUR, "First, nobody", 0.6),
        evidence(HARBOUR, "It carried 1,200", 0.55),
        bonus=Bonus(sentences=1),
    )
    assert order == [("First, nobo", 0.6), ("It carried ", 0.55)]


def test_without_an_asked_kind_the_order_stays():
    ranked = (evidence(HARBOUR, "First, nobody", 0.6), evidence(HARBOUR, "It carried", 0.55))
    assert promoted("ferry passengers", *ranked) == [("First, nobo", 0.6), ("It carried ", 0.55)]


def test_a_sentence_just_after_the_place_shown_moves_up():
    shown = find(HARBOUR, "It carried 1,200")
    ranked = (evidence(HARBOUR, "It carried", 0.6), evidence(HARBOUR, "First, nobody", 0.5))
    gained = following(ranked, [(HARBOUR.id, shown)], 0.2)
    gap = ranked[1].span.start - shown.end
    assert 0 <= gap <= REACH
    assert [(e.span, e.score) for e in gained] == [(ranked[1].span, 0.7), (ranked[0].span, 0.6)]
    assert following(ranked, [("elsewhere", shown)], 0.2) == ranked
    assert following(ranked, [], 0.2) == ranked


def draft(question, *ranked):
    terms = bare_terms(question)
    return ordinary_draft(PAPER, ranked, analyse_question(question), terms, Budget())


def test_the_short_answer_stands_in_the_first_extract():
    found = draft("How many passengers a day in 1999?", evidence(HARBOUR, "It carried 1,200", 0.9))
    place, span = found.short
    assert (place, HARBOUR.slice(span)) == (0, "1,200")
    assert found.excerpts[0].highlights[0] == span


def test_the_extract_of_the_only_likely_short_answer_leads():
    found = draft(
        "How many passengers a day in 1999?",
        evidence(HARBOUR, "Third, storms", 0.9),
        evidence(HARBOUR, "It carried 1,200", 0.8),
    )
    assert [HARBOUR.slice(e.span)[:9] for e in found.excerpts] == ["The city ", "Third, st"]
    assert HARBOUR.slice(found.short[1]) == "1,200"


def drafted(text, question, *openings):
    """The draft over a paper of one paragraph, its sentences ranked as named."""
    paper = make_document(text)
    ranked = [evidence(paper, words, 0.9 - 0.1 * n) for n, words in enumerate(openings)]
    terms = bare_terms(question)
    found = ordinary_draft({"paper": paper}, ranked, analyse_question(question), terms, Budget())
    return found, found.short and paper.slice(found.short[1])


def test_two_years_are_answered_by_one_stretch():
    text = "Exports were $3 billion in 2010, $4 billion in 2011 and $6 billion in 2012."
    found, short = drafted(text, "What were exports worth in 2010 and 2012?", "Exports")
    assert short == "$3 billion in 2010, $4 billion in 2011 and $6 billion in 2012"
    assert [text[h.start : h.end] for h in found.excerpts[0].highlights] == [
        "$3 billion",
        "$6 billion",
    ]


def test_two_sentences_with_another_value_for_the_year_give_no_short_answer():
    text = (
        "Exports of steel were $3 billion in 2010 and $6 billion in 2012. "
        "Exports of coal were $2 billion in 2010 and $1 billion in 2012."
    )
    assert drafted(text, "How much were exports in 2010?", text[:25], "Exports of coal")[1] is None
    assert drafted(text, "How much were exports of coal in 2010?", text[:25], "Exports of coal")[
        1
    ] in (None, "$2 billion")


def test_half_of_a_comparison_is_no_short_answer():
    text = "Road freight cost $30 million in 2012."
    assert drafted(text, "How much did road freight cost in 2012?", "Road")[1] == "$30 million"
    assert drafted(text, "Compare the cost of road and rail freight in 2012", "Road")[1] is None


def test_a_sentence_without_the_asked_words_gives_no_short_answer():
    text = "Visitors spent $8 million on souvenirs."
    assert drafted(text, "How much did the railway tunnel cost?", "Visitors")[1] is None


@pytest.mark.parametrize("question", ["Did exports reach $3 billion?", "Was it closed in 1998?"])
def test_yes_and_no_are_never_invented(question):
    text = "Exports were $3 billion in 2010. It was closed in 1999."
    assert drafted(text, question, "Exports", "It was")[1] is None


def test_the_sentence_that_spells_out_a_term_comes_first():
    text = (
        "The NTA grew quickly. It hired many clerks in those years. "
        "The Northern Transport Agency (NTA) was founded in Riga."
    )
    found, short = drafted(text, "What is the NTA?", "The NTA")
    assert short == "Northern Transport Agency"
    assert text[found.excerpts[0].span.start :].startswith("The Northern")
    assert found.certainty == 0.9


def test_a_mere_caption_is_no_answer():
    found = draft("ferry passengers", evidence(HARBOUR, "PASSENGERS OF THE FERRY", 0.9))
    assert (found.excerpts, found.short) == ((), None)


CURVE = ((-1.0, 0.1), (1.0, 0.3), (2.0, 0.9))


def test_the_probability_is_read_off_the_curve():
    model = Calibration((2.0, 0.0, 1.0), CURVE)
    assert model.probability((0.0, 9.0, 0.0)) == pytest.approx(0.2)
    assert model.probability((0.5, 9.0, 0.5)) == pytest.approx(0.6)
    assert model.probability((1.0, 0.0, 0.0)) == pytest.approx(0.9)
    assert model.probability((-9.0, 0.0, 0.0)) == 0.1
    assert model.probability((9.0, 0.0, 0.0)) == 0.9


def test_features_must_fit_the_weights():
    with pytest.raises(ValueError, match="zip"):
        Calibration((1.0,), CURVE).probability((1.0, 2.0))


@pytest.mark.parametrize("close", [False, True])
@pytest.mark.parametrize("encoders", [1, 2])
def test_the_curve_rises_all_the_way(encoders, close):
    curve = load_calibration(encoders, close=close).curve
    assert all(a[0] < b[0] and a[1] < b[1] for a, b in pairwise(curve))
    assert all(0.0 < probability < 1.0 for _, probability in curve)


@pytest.mark.parametrize(
    ("confidence", "status"),
    [(1.0, "answered"), (0.5, "answered"), (0.4999, "uncertain"), (0.1, "uncertain"),
     (0.0999, "not_found"), (0.0, "not_found")],
)  # fmt: skip
def test_two_thresholds_decide(confidence, status):
    assert decide(confidence, 0.5, 0.1) == status


@pytest.mark.parametrize(
    ("encoders", "name", "rests_on"),
    [
        (1, "one_encoder", {"dense", "maxsim", "passage_dense"}),
        (2, "several_encoders", {"maxsim", "other_dense", "other_weakest", "other_passage_dense"}),
    ],
)
def test_the_calibration_file_says_what_it_rests_on_and_was_fitted_on(encoders, name, rests_on):
    file = resources.files("chatbot.answering").joinpath("confidence.json")
    record = json.loads(file.read_text(encoding="utf-8"))
    assert set(record[name]["weights"]) == rests_on | set(LACK)
    assert record["fitted_on"]
    assert record["examples"] > 0
    weights = dict(zip(FEATURES, load_calibration(encoders).weights, strict=True))
    assert all(weights[feature] >= 0 for feature in LIKENESS), "likeness speaks for an answer"
    lacks = ("missing_in_first", "unknown_name", "missing_name", "missing_year")
    assert all(weights[feature] <= 0 for feature in lacks), "what is missing speaks against one"
    assert weights["missing_name"] < 0
    assert weights["missing_year"] < 0
    assert weights["maxsim"] > 0


@pytest.mark.parametrize("encoders", [1, 2])
def test_a_closer_look_weighs_meaning_and_no_shared_words(encoders):
    model = load_calibration(encoders, close=True)
    weights = dict(zip(FEATURES, model.weights, strict=True))
    assert weights["alone"] > 0
    for feature in ("maxsim", "other_maxsim", "other_weakest", "missing_in_first"):
        assert weights[feature] == 0
    assert model.probability((0.0,) * len(FEATURES)) < 0.1


def test_nothing_found_is_hardly_an_answer():
    for encoders in (1, 2):
        model = load_calibration(encoders)
        assert model.probability((0.0,) * len(FEATURES)) < 0.1
        whole = [float(name in LIKENESS) for name in FEATURES]
        assert model.probability(whole) > 0.95


def terms_of(question):
    return [term(question[t.start : t.end], stem=t.stem) for t in analyse(question)]


def highlighted(words, question):
    span = find(HARBOUR, words)
    return [HARBOUR.slice(place) for place in matched_words(HARBOUR, span, terms_of(question))]


def test_the_questions_words_are_highlighted_whatever_their_form():
    assert highlighted("The city opened a ferry line in 1998.", "cities with ferries") == [
        "city",
        "ferry",
    ]


def test_words_side_by_side_are_one_highlight():
    assert highlighted("The city opened a ferry line in 1998.", "ferry lines") == ["ferry line"]


def test_nothing_in_common_highlights_nothing():
    assert highlighted("Third, storms closed", "steel") == []


def test_missing_words_are_as_asked():
    asked = terms_of("Which zeppelins closed the line?")
    shown = [(HARBOUR, find(HARBOUR, "Third, storms closed the line"))]
    assert missing_words(asked, shown) == ("zeppelins",)
    assert missing_words(asked, ()) == ("zeppelins", "closed", "line")
    assert missing_words((), ()) == ()


@given(st.sampled_from([s for p in HARBOUR.paragraphs for s in p.sentences]), st.data())
def test_highlights_lie_inside_and_apart(span, data):
    words = data.draw(st.lists(st.sampled_from(HARBOUR.text.split()), max_size=6))
    places = matched_words(HARBOUR, span, terms_of(" ".join(words)))
    assert all(span.contains(place) and len(place) for place in places)
    assert all(a.end < b.start for a, b in pairwise(places))
    assert all(isinstance(place, Span) for place in places)


def test_words_that_only_ask_are_not_missing():
    terms = (term("Show"), term("figures"), term("says"), term("zeppelin"))
    assert missing_words(terms, ()) == ("zeppelin",)


@pytest.mark.parametrize(
    ("question", "extracts"),
    [
        ("How many passengers did it carry?", 1),
        ("How many passengers did it carry and when did storms close it?", 2),
    ],
)
def test_one_short_answer_does_not_settle_two_questions(question, extracts):
    ranking = (
        evidence(HARBOUR, "It carried", 1.0),
        evidence(HARBOUR, "Third, storms", 0.6),
    )
    analysis = analyse_question(question)
    draft = ordinary_draft({HARBOUR.id: HARBOUR}, ranking, analysis, bare_terms(question), Budget())
    assert len(draft.excerpts) == extracts


def test_a_value_for_another_place_does_not_answer_beside_a_plainer_one():
    text = (
        "Investment of Peru was $9 billion in 2012, $7 billion in 2013. "
        "The investment that Peru made in Chile was $3 million in 2012, $2 million in 2013."
    )
    plain, narrow = text[:30], "The investment that"
    assert drafted(text, "How much did Peru invest in Chile in 2013?", narrow, plain)[1] in (
        None,
        "$2 million",
    )
    assert drafted(text, "How much did Peru invest in 2013?", narrow, plain)[1] != "$2 million"
