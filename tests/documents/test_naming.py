from dataclasses import replace

import pytest

from chatbot.documents.naming import named_papers
from tests.fakes import make_document

TITLES = {
    "bert": "BERT: Pre-training of Deep Transformers",
    "roberta": "RoBERTa: A Robustly Optimized Approach",
    "lm": "Megatron-LM: Training Large Models",
    "ports": "Ports: Trade by Sea",
}
PAPERS = {name: make_document("Words.", name, title=title) for name, title in TITLES.items()}


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("How does BERT's masking work?", {"bert"}),
        ("Does roberta differ from bert?", {"bert", "roberta"}),
        ("What is Megatron-LM trained on?", {"lm"}),
        ("Which ports grew?", set()),
        ("What about BERTs and LMs?", set()),
    ],
)
def test_papers_are_named_by_what_stands_before_the_colon(question, named):
    assert named_papers(question, PAPERS) == named


def test_naming_every_paper_or_having_one_says_nothing():
    two = {name: PAPERS[name] for name in ("bert", "roberta")}
    assert named_papers("BERT or RoBERTa?", two) == frozenset()
    assert named_papers("BERT?", {"bert": PAPERS["bert"]}) == frozenset()
    assert replace(PAPERS["bert"], metadata={}).title == "bert"
