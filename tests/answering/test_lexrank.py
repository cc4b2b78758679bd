"""Central sentences, on graphs small enough to work out by hand."""

import math

import pytest

from chatbot.answering.lexrank import central, centrality, similarities
from chatbot.answering.summaries import summary
from tests.answering.papers import sectioned
from tests.fakes import make_document

HUB = [["a", "b", "c"], ["a", "x"], ["b", "y"], ["c", "z"]]


def test_cosines_weigh_rare_words_more():
    cosines = similarities([["a", "b"], ["a", "c"], ["b"]])
    common = math.log(1 + 3 / 2)  # “a” and “b” stand in two of three sentences
    rare = math.log(1 + 3 / 1)
    length = math.sqrt(2) * common
    assert cosines[0, 1] == pytest.approx(common**2 / (length * math.hypot(common, rare)))
    assert cosines[0, 2] == pytest.approx(1 / math.sqrt(2))
    assert cosines[1, 2] == 0
    assert cosines.diagonal() == pytest.approx([1, 1, 1])


def test_the_sentence_that_shares_words_with_all_others_is_most_central():
    ranks = centrality(similarities(HUB))
    assert max(range(4), key=ranks.__getitem__) == 0
    assert ranks[1] == pytest.approx(ranks[2]) == pytest.approx(ranks[3])
    # All three leaves give the hub all they have: r = .15 / 4 + .85 * 3 l, 1 = r + 3 l.
    assert ranks[0] == pytest.approx((0.15 / 4 + 0.85) / 1.85, abs=1e-4)


def test_a_sentence_said_twice_is_chosen_once_and_order_is_kept():
    chosen = central([*HUB, ["a", "b", "c"]], 4)
    assert chosen == (0, 1, 2, 3)
    assert central([], 3) == ()
    assert central([[], []], 1) == (0,)


def test_a_summary_takes_no_heading_no_announcement_and_no_leaning_sentence():
    sentences = [
        f"The harbour of the city number {n} needs a new pier for its ferries." for n in range(6)
    ]
    said = " ".join(sentences)
    document = sectioned(
        make_document(
            f"# Harbour\n\n{said} This harbour pier of the city needs ferries and a harbour pier. "
            "The harbour of the city needs a new pier for these ferries and reasons:"
        )
    )
    chosen = [document.slice(span) for span in summary(document, document.sections[0].span)]
    assert chosen
    assert set(chosen) <= set(sentences)
