import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatbot.retrieval.late import echoes, late_scores

EAST, NORTH, DIAGONAL = [1.0, 0.0], [0.0, 1.0], [0.6, 0.8]


def matrix(*rows):
    return np.array(rows, np.float32).reshape(-1, 2)


def ints(*values):
    return np.array(values, np.int64)


def scored(query, weights, groups, tokens, ranges):
    """``weights`` are the words'; ``groups`` names the word of each query token."""
    per_word = echoes(
        matrix(*query),
        ints(*groups),
        matrix(*tokens),
        ints(*(start for start, _ in ranges)),
        ints(*(end for _, end in ranges)),
    )
    found = late_scores(per_word, np.array(weights, np.float32))
    return found.mean.tolist(), found.weakest.tolist()


def test_by_hand():
    # The first sentence holds “east” and the diagonal, the second only “north”.
    mean, weakest = scored([EAST, NORTH], [3, 1], [0, 1], [EAST, DIAGONAL, NORTH], [(0, 2), (2, 3)])
    assert mean == pytest.approx([0.75 * 1 + 0.25 * 0.8, 0.25 * 1])
    assert weakest == pytest.approx([0.8, 0.0])


def test_pieces_of_one_word_are_averaged():
    mean, weakest = scored([EAST, NORTH, EAST], [1, 1], [0, 0, 1], [EAST], [(0, 1)])
    assert mean == [0.75]
    assert weakest == [0.5]


def test_a_sentence_without_tokens_scores_nothing():
    nothing_then_all = [0.0, 1.0]
    assert scored([EAST], [1], [0], [EAST], [(0, 0), (0, 1)]) == (nothing_then_all,) * 2


def test_without_question_words_or_tokens_all_scores_are_zero():
    assert scored([], [], [], [EAST], [(0, 1)]) == ([0.0],) * 2
    assert scored([EAST], [1], [0], [], [(0, 0)]) == ([0.0],) * 2
    assert scored([EAST], [1], [0], [EAST], []) == ([],) * 2


def test_words_without_weight_count_alike():
    mean, _ = scored([EAST, NORTH], [0, 0], [0, 1], [EAST], [(0, 1)])
    assert mean == [0.5]


def naive(query, weights, groups, tokens, ranges):
    """MaxSim as the paper defines it, one pair at a time, averaged over a word's pieces."""
    means, weakest = [], []
    total = sum(weights)
    shares = [w / total if total else 1 / len(weights) for w in weights]
    for start, end in ranges:
        best = [
            max((float(np.dot(asked, tokens[at])) for at in range(start, end)), default=0.0)
            for asked in query
        ]
        words = [
            [value for owner, value in zip(groups, best, strict=True) if owner == word]
            for word in range(len(weights))
        ]
        per_word = [sum(values) / len(values) for values in words]
        means.append(sum(share * value for share, value in zip(shares, per_word, strict=True)))
        weakest.append(min(per_word))
    return means, weakest


unit_vectors = st.floats(0, 6.28).map(lambda angle: [float(np.cos(angle)), float(np.sin(angle))])


@given(st.data())
def test_equals_a_naive_loop(data):
    words = data.draw(st.integers(1, 4))
    groups = [*range(words), *data.draw(st.lists(st.integers(0, words - 1), max_size=3))]
    query = data.draw(st.lists(unit_vectors, min_size=len(groups), max_size=len(groups)))
    tokens = data.draw(st.lists(unit_vectors, min_size=1, max_size=8))
    weights = data.draw(st.lists(st.floats(0, 9, width=16), min_size=words, max_size=words))
    bounds = st.tuples(st.integers(0, len(tokens)), st.integers(0, len(tokens))).map(sorted)
    ranges = data.draw(st.lists(bounds, min_size=1, max_size=4))
    mean, weakest = scored(query, weights, groups, tokens, ranges)
    expected_mean, expected_weakest = naive(query, weights, groups, tokens, ranges)
    assert mean == pytest.approx(expected_mean, abs=1e-5)
    assert weakest == pytest.approx(expected_weakest, abs=1e-5)


@given(st.lists(st.integers(1, 4), min_size=1, max_size=5))
def test_adjoining_ranges_give_what_each_gives_alone(lengths):
    rng = np.random.default_rng(len(lengths))
    tokens = rng.normal(size=(sum(lengths), 2)).astype(np.float32)
    query = rng.normal(size=(2, 2)).astype(np.float32)
    ends = np.cumsum(lengths)
    starts = ends - np.array(lengths)
    together = echoes(query, ints(0, 1), tokens, starts, ends)
    alone = [
        echoes(query, ints(0, 1), tokens[a:b], ints(0), ints(b - a))
        for a, b in zip(starts, ends, strict=True)
    ]
    assert np.allclose(together, np.concatenate(alone), atol=1e-6)
