import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatbot.retrieval.late import max_sim

EAST, NORTH, DIAGONAL = [1.0, 0.0], [0.0, 1.0], [0.6, 0.8]


def matrix(*rows):
    return np.array(rows, np.float32).reshape(-1, 2)


def ints(*values):
    return np.array(values, np.int64)


def scored(query, weights, groups, tokens, ranges):
    found = max_sim(
        matrix(*query),
        np.array(weights, np.float32),
        ints(*groups),
        matrix(*tokens),
        ints(*(start for start, _ in ranges)),
        ints(*(end for _, end in ranges)),
    )
    return found.mean.tolist(), found.weakest.tolist()


def test_by_hand():
    # The first sentence holds “east” and the diagonal, the second only “north”.
    mean, weakest = scored([EAST, NORTH], [3, 1], [0, 1], [EAST, DIAGONAL, NORTH], [(0, 2), (2, 3)])
    assert mean == pytest.approx([0.75 * 1 + 0.25 * 0.8, 0.25 * 1])
    assert weakest == pytest.approx([0.8, 0.0])


def test_pieces_of_one_word_are_averaged_before_the_weakest_word_is_taken():
    _, apart = scored([EAST, NORTH], [1, 1], [0, 1], [EAST], [(0, 1)])
    _, together = scored([EAST, NORTH], [1, 1], [0, 0], [EAST], [(0, 1)])
    assert apart == [0.0]
    assert together == [0.5]


def test_a_sentence_without_tokens_scores_nothing():
    assert scored([EAST], [1], [0], [EAST], [(0, 0), (0, 1)]) == ([0.0, 1.0], [0.0, 1.0])


def test_without_question_words_or_tokens_all_scores_are_zero():
    assert scored([], [], [], [EAST], [(0, 1)]) == ([0.0], [0.0])
    assert scored([EAST], [1], [0], [], [(0, 0)]) == ([0.0], [0.0])
    assert scored([EAST], [1], [0], [EAST], []) == ([], [])


def test_words_without_weight_count_alike():
    mean, _ = scored([EAST, NORTH], [0, 0], [0, 1], [EAST], [(0, 1)])
    assert mean == [0.5]


def naive(query, weights, groups, tokens, ranges):
    """MaxSim as the paper defines it, one pair at a time."""
    means, weakest = [], []
    total = sum(weights)
    for start, end in ranges:
        best = [
            max((float(np.dot(asked, tokens[at])) for at in range(start, end)), default=0.0)
            for asked in query
        ]
        shares = [w / total if total else 1 / len(weights) for w in weights]
        means.append(sum(share * value for share, value in zip(shares, best, strict=True)))
        words = {word: [] for word in groups}
        for word, value in zip(groups, best, strict=True):
            words[word].append(value)
        weakest.append(min(sum(values) / len(values) for values in words.values()))
    return means, weakest


unit_vectors = st.floats(0, 6.28).map(lambda angle: [float(np.cos(angle)), float(np.sin(angle))])


@given(st.data())
def test_equals_a_naive_loop(data):
    query = data.draw(st.lists(unit_vectors, min_size=1, max_size=5))
    tokens = data.draw(st.lists(unit_vectors, min_size=1, max_size=8))
    size = len(query)
    weights = data.draw(st.lists(st.floats(0, 9, width=16), min_size=size, max_size=size))
    groups = data.draw(st.lists(st.integers(0, 3), min_size=size, max_size=size))
    bounds = st.tuples(st.integers(0, len(tokens)), st.integers(0, len(tokens))).map(sorted)
    ranges = data.draw(st.lists(bounds, min_size=1, max_size=4))
    mean, weakest = scored(query, weights, groups, tokens, ranges)
    expected_mean, expected_weakest = naive(query, weights, groups, tokens, ranges)
    assert mean == pytest.approx(expected_mean, abs=1e-5)
    assert weakest == pytest.approx(expected_weakest, abs=1e-5)
