import pytest

from chatbot.answering.evidence import BODY_AND_FRONT, Weights, best_first, known_share, rank
from tests.answering.papers import HARBOUR
from tests.answering.scored import evidence, hits, sentence, term
from tests.fakes import make_document

ALONE = Weights(neighbours=0.0)
KNOWN = (term("word"),)


def ranked(*sentences, weights=ALONE, terms=KNOWN, **options):
    return [
        (HARBOUR.slice(e.span)[:12], e.score)
        for e in rank(hits(*sentences, terms=terms), weights, **options)
    ]


def test_nothing_ranks_nothing():
    assert rank(hits(), Weights()) == ()


def test_the_score_is_the_weighted_mean_of_normalised_signals():
    low = sentence(HARBOUR, "Surveys came", maxsim=0.2, dense=0.1)
    mid = sentence(HARBOUR, "A family paid", passage="p1", maxsim=0.4, dense=0.1)
    high = sentence(HARBOUR, "Third, storms", passage="p2", maxsim=0.6, dense=0.3)
    weights = Weights(neighbours=0.0, maxsim=0.5, dense=0.25, bm25=0.25, coverage=0.0)
    # Nobody measured anything else, so the two signals share the score among them.
    scores = [score for _, score in ranked(low, mid, high, weights=weights)]
    assert scores == pytest.approx([1.0, 0.25 / 0.75, 0.0], abs=1e-6)


def test_a_signal_that_is_the_same_everywhere_keeps_its_share():
    low = sentence(HARBOUR, "Surveys came", maxsim=0.2, bm25=3.0)
    high = sentence(HARBOUR, "Third, storms", passage="p2", maxsim=0.6, bm25=3.0)
    weights = Weights(neighbours=0.0, maxsim=0.5, bm25=0.25)
    scores = [score for _, score in ranked(low, high, weights=weights)]
    assert scores == pytest.approx([0.5 / 0.75, 0.0], abs=1e-6)


def test_every_encoder_has_its_say():
    first = sentence(HARBOUR, "Surveys came", passage="p1", maxsim=0.9, other_maxsim=0.1)
    second = sentence(HARBOUR, "Third, storms", passage="p2", maxsim=0.1, other_maxsim=0.9)
    weights = Weights(neighbours=0.0, maxsim=0.2, other_maxsim=0.3)
    order = ranked(first, second, weights=weights)
    assert order == [("Third, storm", pytest.approx(0.6)), ("Surveys came", pytest.approx(0.4))]


def test_a_good_neighbour_lifts_a_sentence_of_the_same_passage():
    first = sentence(HARBOUR, "First, nobody", maxsim=0.9)
    near = sentence(HARBOUR, "Surveys came", maxsim=0.1)
    far = sentence(HARBOUR, "Third, storms", passage="p9", maxsim=0.1)
    order = ranked(first, near, far, weights=Weights(neighbours=0.2))
    assert [name for name, _ in order] == ["First, nobod", "Surveys came", "Third, storm"]
    assert order[1][1] == pytest.approx(0.2 * order[0][1], abs=1e-6)
    assert order[2][1] == 0.0


def test_unknown_words_move_the_weight_to_the_dense_signals():
    lexical = sentence(HARBOUR, "Surveys came", passage="p1", bm25=9.0, coverage=1.0)
    dense = sentence(HARBOUR, "Third, storms", passage="p2", dense=0.9, passage_dense=0.9)
    known = ranked(lexical, dense, terms=[term("pier")])
    unknown = ranked(lexical, dense, terms=[term("zeppelin", known=False)])
    assert known[0][0] == "Surveys came"
    assert unknown[0][0] == "Third, storm"


def test_front_matter_is_left_out_unless_asked_for():
    title = sentence(HARBOUR, "Bridges Across", role="front", maxsim=0.9)
    body = sentence(HARBOUR, "Third, storms", passage="p1", maxsim=0.1)
    assert [name for name, _ in ranked(title, body)] == ["Third, storm"]
    assert len(ranked(title, body, roles=BODY_AND_FRONT)) == 2


def test_ties_go_by_place():
    tied = [evidence(HARBOUR, words, 0.5) for words in ("Third,", "First,", "Second,")]
    assert [HARBOUR.slice(e.span)[:5] for e in best_first(tied)] == ["First", "Secon", "Third"]


def test_the_known_share_goes_by_rarity():
    assert known_share([]) == 0.0
    assert known_share([term("a", 3.0), term("b", 1.0, known=False)]) == 0.75


def test_unknown_words_take_weight_from_the_lexical_signals_alone():
    """With no weight on the dense signals the shift still lowers the lexical ones."""
    lexical = sentence(HARBOUR, "Surveys came", passage="p1", bm25=9.0)
    late = sentence(HARBOUR, "Third, storms", passage="p2", maxsim=0.9)
    weights = Weights(maxsim=0.4, dense=0.0, bm25=0.5, neighbours=0.0)
    assert ranked(lexical, late, weights=weights, terms=[term("pier")])[0][0] == "Surveys came"
    unknown = [term("zeppelin", known=False)]
    assert ranked(lexical, late, weights=weights, terms=unknown)[0][0] == "Third, storm"


def test_sentences_looked_at_alone_change_places_within_their_range():
    first, second, third = "Ships came in spring.", "Trains ran at night.", "Carts rolled all day."
    document = make_document(f"{first} {second} {third}")
    scored = [
        sentence(document, first, passage="a", maxsim=1.0, alone=0.1),
        sentence(document, second, passage="b", maxsim=0.5, alone=0.9),
        sentence(document, third, passage="c", maxsim=0.0),
    ]
    ranked = rank(hits(*scored), Weights(alone=0.8))
    assert [document.slice(e.span) for e in ranked] == [second, first, third]
    untouched = {e.span: e.score for e in rank(hits(*scored), Weights(alone=0.0))}
    assert ranked[2].score == untouched[ranked[2].span], "the one not looked at stays"
    scores = sorted(untouched.values(), reverse=True)
    # 0.8 and 0.2 of the way up between the two scores there were.
    low, high = scores[1], scores[0]
    assert ranked[0].score == pytest.approx(low + 0.8 * (high - low), abs=1e-5)
    assert ranked[1].score == pytest.approx(low + 0.2 * (high - low), abs=1e-5)
