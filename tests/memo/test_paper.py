"""The bundled paper: many excerpts through every format, and seeded edits caught."""

import random
from dataclasses import replace

import pytest

from chatbot.datatypes import Memo, Page, Span
from chatbot.documents import read_document
from chatbot.memo.arranging import add, metadata_of
from chatbot.memo.excerpts import elided, excerpt_of
from chatbot.memo.exporting import ExportOptions, export_memo
from chatbot.memo.saving import save_memo
from chatbot.memo.verifying import verify_file
from tests.memo import edits

pytestmark = pytest.mark.slow
PAGES = 14


@pytest.fixture(scope="module")
def paper(corpus):
    """The paper, with pages put in: their labels begin at 3."""
    document = read_document(corpus / "valdai-paper-76.txt")
    size = len(document.text) // PAGES + 1
    pages = [
        Page(str(n + 3), n + 1, 1.0, 1.0, Span(n * size, min((n + 1) * size, len(document.text))))
        for n in range(PAGES)
    ]
    return replace(document, pages=tuple(pages))


def excerpts(document):
    """One to four sentences from every paragraph, some with a part elided."""
    made = []
    for paragraph in document.paragraphs:
        sentences = paragraph.sentences if paragraph.number else ()
        for number in range(len(sentences)):
            last = min(number + len(made) % 4, len(sentences) - 1)
            each = excerpt_of(document, [Span(sentences[number].start, sentences[last].end)])
            if len(each.quote.split()) > 5:
                made.append(each)
            if len(made) % 9 == 0 and last > number:
                middle = sentences[number + 1]
                made.append(elided(document, each, middle.start, middle.end))
    return made


def memo_of(document, held):
    memo = Memo(title="All of it")
    for each in held:
        memo = add(memo, each, metadata_of(document)).memo
    return memo


@pytest.mark.parametrize(
    "suffix", [".docx", ".odt", ".md", ".html", ".tex", ".txt", ".pdf", ".json"]
)
def test_a_hundred_excerpts_are_exact_in_every_format(paper, tmp_path, suffix):
    held = excerpts(paper)
    memo = memo_of(paper, held[:: max(1, len(held) // 110)])
    path = tmp_path / f"memo{suffix}"
    if suffix == ".json":
        save_memo(memo, path)
    else:
        export_memo(memo, path, ExportOptions(style="chicago-author-date"))
    found = verify_file(path, {paper.id: paper})
    assert len(memo.shown) >= 100
    assert [v for v in found.verdicts if v.status != "exact"] == []
    quoted = [" ".join(v.text.split()) for v in found.verdicts if v.cited or suffix == ".json"]
    assert quoted == [" ".join(each.quote.split()) for each in memo.shown]


def edited(paper, each, seed):
    """The kind of the edit and the excerpt after it; every seventh has its page swapped."""
    place, piece = each.locator, each.pieces[0]
    inside = [
        paper.slice(s)
        for p in paper.paragraphs
        for s in p.sentences
        if p.number and piece.start <= s.start < piece.end
    ]
    if seed % 7 == 0:
        label = str(int(place.page) + 1 + (len(place.pages) > 1))
        return "page", replace(each, locator=replace(place, page=label, pages=(label,)))
    if len(inside) >= 3 and seed % 2:
        kind, text = "sentence", edits.dropped_sentence(random.Random(seed), inside)
    else:
        kind, text = edits.edited(piece.quote, seed)
    return kind, replace(each, pieces=(replace(piece, quote=text),))


def test_seeded_edits_are_caught(paper, tmp_path):
    held = [each for each in excerpts(paper) if len(each.pieces) == 1]
    made = [edited(paper, each, seed) for seed, each in enumerate(held)]
    memo = replace(memo_of(paper, held), excerpts=tuple(each for _, each in made))
    path = tmp_path / "memo.docx"
    export_memo(memo, path, ExportOptions(style="harvard"))
    found = [v for v in verify_file(path, {paper.id: paper}).verdicts if v.cited]
    assert len(found) == len(made) >= 200
    assert {kind for kind, _ in made} >= {"page", "sentence", "digit", "negation", "punctuation"}
    missed = [
        (kind, verdict.text)
        for (kind, _), verdict in zip(made, found, strict=True)
        if verdict.status != ("wrong_locator" if kind == "page" else "changed")
    ]
    assert len(missed) <= 0.01 * len(made), missed
