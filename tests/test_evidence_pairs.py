"""Wrong pairs for training are wrong in one thing, and that thing is of the same kind."""

from __future__ import annotations

import json
import random

import numpy as np

from scripts.evidence_pairs import Asked, altered, groups, likest_sentences, untokenised

PLACE, DEED, OTHER = np.eye(3, dtype=np.float32)
KINDS = {
    "seoul": PLACE,
    "moscow": PLACE * 0.7 + OTHER * 0.71,
    "astana": PLACE * 0.6 + OTHER * 0.8,
    "opened": DEED,
}
ASKED = Asked(
    "Who opened the office of Seoul?",
    "The minister opened the office of Seoul.",
    ("Moscow followed.",),
    ("Astana waits.", "Moscow followed."),
)


def vector(word):
    return KINDS.get(word, OTHER)


def alterations(asked, times=200):
    found = (altered(asked, vector, random.Random(seed)) for seed in range(times))
    return {question for question in found if question}


def test_a_name_is_replaced_by_one_of_its_kind_and_nothing_else_is():
    changed = alterations(ASKED)

    assert "Who opened the office of moscow?" in changed
    assert "Who opened the office of astana?" in changed
    # The verb has an opposite; what is like no other word of the article stays.
    assert "Who closed the office of Seoul?" in changed
    assert not any("minister" in question for question in changed)


def test_a_year_becomes_another_year():
    changed = alterations(Asked("What happened in 1990?", "In 1990 it fell.", (), ()))
    years = {int(question[-5:-1]) for question in changed if question != "What happened in 1990?"}

    assert years
    assert 1990 not in years
    assert all(1940 <= year <= 2010 for year in years)


def test_nothing_is_altered_where_nothing_can_be():
    assert alterations(Asked("Why is it so?", "It is so.", (), ())) == set()


def test_sentences_by_their_shared_words_rare_ones_first():
    sentences = [
        "Trade grew in the north.",
        "Trade grew and pipelines were planned.",
        "Nothing of that.",
        "Trade fell.",
    ]

    ranked = likest_sentences("Which pipelines did trade need?", sentences)

    assert ranked[0] == sentences[1]
    assert set(ranked) == {sentences[0], sentences[1], sentences[3]}


def test_words_and_signs_are_put_together_as_they_are_written():
    text = "it did n't cost $ 5 -lrb- about 4 % -rrb- , `` they '' say ."

    assert untokenised(text) == 'it didn\'t cost $5 (about 4%), " they " say.'


def test_the_right_pair_of_each_question_stands_first(tmp_path):
    lines = ["who won ?\tthe north won .", "who lost the war ?\tthe south lost the war ."]
    (tmp_path / "squad_train_sentences.tsv").write_text("\n".join(lines), encoding="utf-8")
    record = {"question": "Who?", "article": "A", "sentences": ["He.", "She."], "relevant": [1]}
    (tmp_path / "selqa.jsonl").write_text(json.dumps(record), encoding="utf-8")

    made = list(groups(tmp_path, vector, random.Random(0)))

    assert [group[0].sentence for group in made] == [
        "the north won.",
        "the south lost the war.",
        "She.",
    ]
    assert all(group[0].answers for group in made)
    assert not any(pair.answers for group in made for pair in group[1:])
