"""Citations beside quotations: which they are, and whether they are right."""

from dataclasses import replace

import pytest

from chatbot.datatypes import Span
from chatbot.memo.excerpts import excerpt_of_figure
from chatbot.memo.exporting import export_memo
from chatbot.memo.flow import Block, Mark
from chatbot.memo.quotations import quotations_in
from chatbot.memo.verifying import verify_file
from tests.interface.papers import make_paper
from tests.memo.checking import statuses
from tests.memo.papers import ferry, memo_of

PAGED = ferry(pages=True)


@pytest.mark.parametrize(
    ("citation", "status"),
    [
        ("(Berg 2019, para. 1)", "exact"),
        ("(Berg 2019, para. 2)", "wrong_locator"),
        ("(Berg 2019, ¶ 1)", "exact"),
        ("(Berg 2019, paras. 1–4)", "wrong_locator"),
        ("(Berg 2019, sec. I)", "exact"),
        ("(Berg 2019, section II)", "wrong_locator"),
        ("(Berg 2019)", "exact"),
        ("[Берг, 2019, абз. 1]", "exact"),
        ("[Берг, 2019, абз. 3]", "wrong_locator"),
        ("[^1]\n\n[^1]: Berg, *Bridges*, para. 1, <https://x.org/a/9>.", "exact"),
        ("[^1]\n\n[^1]: Berg, *Bridges*, para. 9, <https://x.org/a/1>.", "wrong_locator"),
    ],
)
def test_the_paragraph_or_section_beside_is_checked(tmp_path, citation, status):
    assert statuses(tmp_path, f"“It cost 40 euros” {citation}") == [status]
    if not citation.startswith("[^"):
        assert statuses(tmp_path, f"> It cost 40 euros. {citation}") == [status]


@pytest.mark.parametrize(
    ("citation", "status"),
    [
        ("(Berg, 2019, p. 7)", "exact"),
        ("(Berg, 2019, p. 8)", "wrong_locator"),
        ("(Berg 2019, 7)", "exact"),
        ("(Berg 2019, 8)", "wrong_locator"),
        ("(Berg 7)", "exact"),
        ("(Berg 2019)", "exact"),
        ("[Берг, 2019, с. 8]", "wrong_locator"),
        ("[^1]\n\n[^1]: Berg, *Bridges*, no. 76 (Port Press, 2019), 7, <https://x.org>.", "exact"),
        ("[^1]\n\n[^1]: Berg, *Bridges*, no. 7 (Port Press, 2019), 8.", "wrong_locator"),
        ("[^1]\n\n[^1]: Berg, *Bridges*, no. 76 (Port Press, 2019).", "exact"),
    ],
)
def test_the_page_beside_is_checked(tmp_path, citation, status):
    assert statuses(tmp_path, f"“It cost 40 euros” {citation}", PAGED) == [status]


def test_a_quotation_over_two_pages_needs_both(tmp_path):
    quoted = "“The town was surprised. […] The railway is 87 kilometres long.”"
    assert statuses(tmp_path, f"{quoted} (Berg 2019, 7–8)", PAGED) == ["exact"]
    assert statuses(tmp_path, f"{quoted} (Berg 2019, 8)", PAGED) == ["wrong_locator"]


def test_ibid_stands_for_the_citation_before(tmp_path):
    notes = "[^1]: Berg, *Bridges*, para. 1.\n\n[^2]: Ibid.\n"
    text = "> It cost 40 euros.[^1]\n\nand\n\n> {}[^2]\n\n" + notes
    assert statuses(tmp_path, text.format("It did not stop in winter.")) == ["exact", "exact"]
    moved = text.format("The town was surprised.")
    assert statuses(tmp_path, moved) == ["exact", "wrong_locator"]


def test_titles_in_notes_and_sources_are_no_quotations(tmp_path):
    text = (
        "> It cost 40 euros.[^1]\n\n# Sources\n\nIto, “Counting all of the Passengers,” 2007.\n\n"
        "[^1]: Ito, “Counting all of the Passengers,” 2007; Berg wrote “It cost 41 euros.”\n"
    )
    assert statuses(tmp_path, text) == ["exact", "changed"]


def test_a_note_of_the_paper_is_no_citation_though_a_blank_goes_before_it():
    marks = (
        Mark(21, " Note 2 in the source: “See Berg, p. 103–125.”"),
        Mark(21, "Ito 2007, p. 7."),
    )
    (first, *_) = quotations_in([Block("quote", "The town kept a bell.", marks)])
    assert first.citations == ("Ito 2007, p. 7.",)


def test_a_figure_is_cited_by_the_paragraph_that_it_goes_with(tmp_path):
    paper = make_paper()
    made = excerpt_of_figure(paper, paper.figures[0])
    path = tmp_path / "memo.docx"
    export_memo(memo_of(paper, made), path)
    (verdict,) = verify_file(path, {paper.id: paper}).verdicts
    assert verdict.status == "exact"
    wrong = replace(made, locator=replace(made.locator, paragraph=3))
    export_memo(memo_of(paper, wrong), path)
    (verdict,) = verify_file(path, {paper.id: paper}).verdicts
    assert verdict.status == "wrong_locator"


@pytest.mark.parametrize(
    ("quoted", "status"),
    [
        ("The port grew (through its trade; conversely, its risk fell).[^1]", "exact"),
        ("The port grew (through its trade or; conversely, its risk fell).[^1]", "changed"),
        (
            "The port grew (through its trade or; conversely, its risk fell). (Berg, p. 7)",
            "changed",
        ),
        ("“The port grew (through its trade or; conversely, its risk fell).”[^1]", "changed"),
        ("The port grew (Berg 2019).", "exact"),
        ("The sea rose (Berg 2019, p. 7).", "exact"),
        ("The sea rose (Berg 2018, p. 15).[^1]", "changed"),
    ],
)
def test_a_bracket_much_like_the_papers_own_is_of_the_words(tmp_path, quoted, status):
    text = (
        "The port grew (through its trade; conversely, its risk fell). "
        "The sea rose (Berg 2018, p. 5). Nobody asked why it did so."
    )
    paper = ferry(pages=True, text=text)
    paper = replace(paper, pages=(replace(paper.pages[0], span=Span(0, len(text))),))
    assert statuses(tmp_path, f"> {quoted}\n\n[^1]: Berg, p. 7.\n", paper) == [status]
