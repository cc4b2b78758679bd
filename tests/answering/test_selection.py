import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatbot.answering.evidence import Evidence, best_first
from chatbot.answering.extracts import make_extract
from chatbot.answering.selection import Budget, count_words, leans_back, select
from chatbot.datatypes import ScoredSentence
from tests.answering.papers import HARBOUR, find
from tests.answering.scored import evidence, signals
from tests.fakes import make_document

PAPER = {"harbour": HARBOUR}


def chosen(*ranked, budget=None, documents=None):
    documents = documents or PAPER
    found = select(documents, best_first(ranked), budget or Budget())
    return [documents[extract.document].slice(extract.span) for extract in found]


def test_nothing_gives_nothing():
    assert chosen() == []


def test_best_first_and_weak_ones_left_out():
    assert chosen(
        evidence(HARBOUR, "Third, storms", 1.0),
        evidence(HARBOUR, "Cargo volumes", 0.5),
        evidence(HARBOUR, "Goal One. Cleaner", 0.49),
    ) == [
        "Third, storms closed the line every winter.",
        "Cargo volumes reached 3 million tonnes in 2007 and grew in every port.",
    ]


def test_neighbours_of_one_paragraph_become_one_extract():
    assert chosen(
        evidence(HARBOUR, "First, nobody", 1.0), evidence(HARBOUR, "Surveys came", 0.9)
    ) == ["First, nobody counted the passengers. Surveys came too late."]


def test_neighbours_of_two_paragraphs_stay_apart():
    assert (
        len(chosen(evidence(HARBOUR, "Surveys came", 1.0), evidence(HARBOUR, "Second,", 0.9))) == 2
    )


def test_an_extract_does_not_grow_beyond_its_words():
    tight = Budget(extract_words=8)
    found = chosen(
        evidence(HARBOUR, "First, nobody", 1.0),
        evidence(HARBOUR, "Surveys came", 0.9),
        budget=tight,
    )
    assert found == ["First, nobody counted the passengers.", "Surveys came too late."]


def test_a_sentence_that_leans_brings_the_one_before_it():
    assert chosen(evidence(HARBOUR, "It carried 1,200", 1.0)) == [
        "The city opened a ferry line in 1998. It carried 1,200 passengers a day in 1999 and "
        "400 in 2005."
    ]


def test_a_leaning_sentence_goes_alone_where_there_is_no_room():
    assert chosen(evidence(HARBOUR, "It carried 1,200", 1.0), budget=Budget(extract_words=14)) == [
        "It carried 1,200 passengers a day in 1999 and 400 in 2005."
    ]


TAKEN_BACK = "Exports grew fast. However, this was due to prices. Ports stayed small."


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (120, "Exports grew fast. However, this was due to prices."),
        (5, "Exports grew fast."),
    ],
)
def test_a_sentence_that_takes_it_back_comes_along_where_there_is_room(words, expected):
    paper = make_document(TAKEN_BACK)
    found = chosen(
        evidence(paper, "Exports grew", 1.0),
        budget=Budget(extract_words=words),
        documents={"paper": paper},
    )
    assert found == [expected]


def test_what_takes_it_back_is_flagged_where_it_is_not_shown():
    paper = make_document(TAKEN_BACK)
    alone = make_extract(paper, find(paper, "Exports grew fast."), 1)
    both = make_extract(
        paper, find(paper, "Exports grew fast. However, this was due to prices."), 1
    )
    start, end = alone.qualifier
    assert paper.text[start:end] == "However, this was due to prices."
    assert both.qualifier is None


@pytest.mark.parametrize(
    ("text", "leans"),
    [
        ("This grew.", True),
        ("“However, it fell.", True),
        ("As a result, it fell.", True),
        ("Thistles grew.", False),
        ("Itineraries change.", False),
        ("Trade grew, however.", False),
        ("", False),
    ],
)
def test_leaning(text, leans):
    assert leans_back(text) is leans


def test_what_was_said_is_not_shown_again():
    twice = make_document(
        "The port opened in 1998 near the town.\n\nIn 1998 the port opened near the town.\n\n"
        "The port closed in 2001."
    )
    found = chosen(
        evidence(twice, "The port opened", 1.0),
        evidence(twice, "In 1998 the port", 0.9),
        evidence(twice, "The port closed", 0.8),
        documents={"paper": twice},
    )
    assert found == ["The port opened in 1998 near the town.", "The port closed in 2001."]


def test_no_more_extracts_than_the_budget_names():
    found = chosen(
        *(evidence(HARBOUR, w, 0.9) for w in ("Third, storms", "Cargo volumes", "Steel prices")),
        budget=Budget(extracts=2),
    )
    assert len(found) == 2


def test_the_first_sentence_is_shown_however_long_it_is():
    found = chosen(
        evidence(HARBOUR, "Cargo volumes", 1.0),
        evidence(HARBOUR, "Third, storms", 0.9),
        budget=Budget(extract_words=5, total_words=5),
    )
    assert found == ["Cargo volumes reached 3 million tonnes in 2007 and grew in every port."]


SENTENCES = [s for p in HARBOUR.paragraphs for s in p.sentences]
rankings = st.lists(
    st.tuples(st.sampled_from(SENTENCES), st.integers(1, 20)),
    max_size=12,
    unique_by=lambda pair: pair[0],
)


@given(
    rankings,
    st.builds(
        Budget,
        extract_words=st.integers(5, 40),
        total_words=st.integers(5, 90),
        extracts=st.integers(1, 5),
        cutoff=st.sampled_from([0.0, 0.5]),
    ),
)
def test_extracts_are_runs_of_whole_sentences_within_the_budget(ranking, budget):
    ranked = best_first(
        Evidence(ScoredSentence("harbour", span, "p0", "body", signals()), score / 20)
        for span, score in ranking
    )
    found = select(PAPER, ranked, budget)
    assert len(found) <= budget.extracts
    assert bool(found) == bool(ranked)
    starts, ends = {s.start for s in SENTENCES}, {s.end for s in SENTENCES}
    lengths = [count_words(HARBOUR.slice(extract.span)) for extract in found]
    for extract, length in zip(found, lengths, strict=True):
        assert extract.span.start in starts
        assert extract.span.end in ends
        assert any(p.span.contains(extract.span) for p in HARBOUR.paragraphs)
        assert length <= budget.extract_words or extract.span in SENTENCES
    if sum(lengths) > budget.total_words:
        assert len(found) == 1
        assert found[0].span in SENTENCES
    for place, one in enumerate(found):
        assert not any(one.span.overlap(other.span) for other in found[place + 1 :])
    assert [e.score for e in found] == sorted((e.score for e in found), reverse=True)
