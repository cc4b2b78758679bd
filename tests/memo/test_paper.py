"""The bundled paper: many excerpts through every format, and seeded edits caught."""

import pytest

from benchmarks.memo_edits import edited, excerpts, measured, paged
from chatbot.datatypes import Memo
from chatbot.documents import read_document
from chatbot.memo.arranging import add, metadata_of
from chatbot.memo.excerpts import elided
from chatbot.memo.exporting import ExportOptions, export_memo
from chatbot.memo.saving import save_memo
from chatbot.memo.verifying import verify_file

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def paper(corpus):
    """The paper, with pages put in."""
    return paged(read_document(corpus / "valdai-paper-76.txt"))


def with_gaps(document, held):
    """The excerpts, and after each of three sentences the same without the second."""
    made = []
    for each in held:
        made.append(each)
        piece = each.pieces[0]
        later = [
            sentence
            for paragraph in document.paragraphs
            for sentence in paragraph.sentences
            if piece.start < sentence.start and sentence.end < piece.end
        ]
        if later:
            made.append(elided(document, each, later[0].start, later[0].end))
    return made


@pytest.mark.parametrize(
    "suffix", [".docx", ".odt", ".md", ".html", ".tex", ".txt", ".pdf", ".json"]
)
def test_a_hundred_excerpts_are_exact_in_every_format(paper, tmp_path, suffix):
    memo = Memo(title="All of it")
    for each in with_gaps(paper, excerpts(paper)[::2]):
        memo = add(memo, each, metadata_of(paper)).memo
    path = tmp_path / f"memo{suffix}"
    if suffix == ".json":
        save_memo(memo, path)
    else:
        export_memo(memo, path, ExportOptions(style="chicago-author-date"))
    found = verify_file(path, {paper.id: paper})
    assert len(memo.shown) >= 100
    assert sum(len(each.pieces) > 1 for each in memo.shown) >= 5
    assert [v for v in found.verdicts if v.status != "exact"] == []
    quoted = [" ".join(v.text.split()) for v in found.verdicts if v.cited or suffix == ".json"]
    assert quoted == [" ".join(each.quote.split()) for each in memo.shown]


def test_seeded_edits_are_caught(paper, tmp_path):
    held = excerpts(paper)
    made = [edited(paper, each, seed) for seed, each in enumerate(held)]
    found = measured(paper, ".docx", "harvard", made, held, tmp_path)
    assert found.edits >= 200
    assert {each.kind for each in made} == {
        "page",
        "sentence inside",
        "sentence at an edge",
        "digit",
        "negation",
        "word",
        "dropped_word",
        "punctuation",
    }
    assert found.edits - found.caught <= 0.01 * found.edits, found.missed
    assert found.false_alarms == 0
