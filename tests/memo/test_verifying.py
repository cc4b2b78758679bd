from dataclasses import replace

import pytest

from chatbot.citations.pandoc import run_pandoc
from chatbot.datatypes import Span
from chatbot.errors import MissingInput, UsageError
from chatbot.memo.excerpts import excerpt_of_figure
from chatbot.memo.exporting import ExportOptions, export_memo
from chatbot.memo.flow import Block, Mark
from chatbot.memo.quotations import quotations_in
from chatbot.memo.saving import save_memo
from chatbot.memo.verdicts import verification_to_json
from chatbot.memo.verifying import verify_file
from tests.fakes import make_document
from tests.interface.papers import make_paper
from tests.memo.papers import TEXT, excerpt, ferry, memo_of

FERRY = ferry()
PAGED = ferry(pages=True)
RAW = "The town kept a *green*[^1] bell worth \\$5. It rang."


def verdicts(tmp_path, text, document=FERRY, name="memo.md"):
    path = tmp_path / name
    path.write_text(text, "utf-8")
    return verify_file(path, {document.id: document}).verdicts


def statuses(tmp_path, text, document=FERRY, name="memo.md"):
    return [verdict.status for verdict in verdicts(tmp_path, text, document, name)]


@pytest.mark.parametrize(
    "quoted",
    [
        "“It did not stop in winter.”",
        "«It did not stop in winter.»",
        "„It did not stop in winter.“",
        "„It did not stop in winter.”",
        '"It did not stop in winter."',
        "> It did not stop in winter.",
        "> “It did not stop in winter.”",
        "> It did not stop\n> in   winter.",
        "It says “It did not stop in winter,” and more.",
        "“It cost […] 40 euros.”",
        "“The ferry carried ... in 1999.”",
        "“[i]t did not stop in winter.”",
        "“It did not stop in winter. [...] It cost 40 euros.”",
        "“snow stopped the trains”",
        "“the pier was sold to a museum that never opened.” The town was surprised.",
        "“According to Minister Anna Berg, ‘the pier was sold to a museum that never opened.’”",
    ],
)
def test_unedited_quotations_are_exact_however_they_are_set(tmp_path, quoted):
    assert statuses(tmp_path, f"As said:\n\n{quoted}\n") == ["exact"]


@pytest.mark.parametrize(
    ("quoted", "diff"),
    [
        ("It did stop in winter.", [("removed", "not")]),
        ("It cost 41 euros.", [("removed", "40"), ("added", "41")]),
        ("carried 1,300 passengers a day", [("removed", "1,200"), ("added", "1,300")]),
        ("Engineers planned four tunnels, snow", [("removed", ";"), ("added", ",")]),
        ("It never did not stop in winter.", [("added", "never")]),
    ],
)
def test_an_edit_is_shown_word_by_word(tmp_path, quoted, diff):
    (verdict,) = verdicts(tmp_path, f"> {quoted}\n")
    assert verdict.status == "changed"
    assert [run for run in verdict.diff if run[0] != "same"] == diff
    assert verdict.document == "ferry"


def test_a_number_cut_at_its_edge_is_not_exact(tmp_path):
    assert statuses(tmp_path, "> 200 passengers a day in 1999.\n") == ["changed"]
    assert statuses(tmp_path, "> a day in 199\n")[0] != "exact"


def test_words_of_no_paper_are_not_found_and_terms_are_left_alone(tmp_path):
    assert statuses(tmp_path, "He said “we shall all fly to the moon tomorrow”.") == ["not_found"]
    assert statuses(tmp_path, "A so-called “moon base” was built.") == []
    assert statuses(tmp_path, "The “green lantern” hung there.") == ["exact"]
    assert statuses(tmp_path, "Some “41 euros” were paid.") == ["not_found"]


def test_questions_headings_and_heads_quote_nothing(tmp_path):
    text = "# On “the flight to the moon”\n\n**Subject:** “our flight to the moon”\n\n"
    assert statuses(tmp_path, f"{text}What is “the flight to the moon”?\n") == []


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


def test_words_as_printed_are_exact_too(tmp_path):
    source = replace(make_document(RAW).source, text=RAW)
    clean = "The town kept a green bell worth $5. It rang."
    document = make_document(clean)
    assert statuses(tmp_path, "> a green bell worth $5.", document) == ["exact"]
    from chatbot.documents.text_reader import parse

    read = parse(source, "paper")
    assert statuses(tmp_path, '"The town kept a *green*[^1] bell worth \\$5."', read, "m.txt") == [
        "exact"
    ]


def test_composed_and_decomposed_letters_are_the_same(tmp_path):
    document = make_document("북방정책은 성공했다고 한다. Café déjà vu was open.")
    text = "> 북방정책은 성공했다고 한다. Cafe\u0301 de\u0301ja\u0300 vu was open."
    assert statuses(tmp_path, text, document) == ["exact"]


def test_a_source_that_changed_since_is_told(tmp_path):
    path = tmp_path / "memo.md"
    export_memo(memo_of(FERRY, excerpt(FERRY, "It cost 40 euros.")), path)
    later = ferry(text=TEXT.replace("cost 40 euros", "cost 45 euros"))
    (verdict,) = verify_file(path, {"ferry": later}).verdicts[:1]
    assert (verdict.status, verdict.source) == ("source_changed", "It cost 45 euros.")
    assert ("removed", "45") in verdict.diff
    elsewhere = ferry(text=TEXT + " More.")
    (verdict,) = verify_file(path, {"ferry": elsewhere}).verdicts[:1]
    assert (verdict.status, verdict.diff) == ("source_changed", None)
    assert "still holds these words" in verdict.message


def test_a_memo_file_is_checked_by_place_checksum_and_hash(tmp_path):
    path = tmp_path / "memo.json"
    memo = memo_of(
        FERRY, excerpt(FERRY, "It cost 40 euros."), excerpt(FERRY, "The town was surprised.")
    )
    save_memo(memo, path)
    saved = path.read_text("utf-8")
    assert [v.status for v in verify_file(path, {"ferry": FERRY}).verdicts] == ["exact", "exact"]
    for old, new, status in (
        ("It cost 40 euros.", "It cost 41 euros.", "changed"),
        ('"paragraph": 1', '"paragraph": 2', "wrong_locator"),
    ):
        assert old in saved
        path.write_text(saved.replace(old, new), "utf-8")
        found = verify_file(path, {"ferry": FERRY})
        assert [v.status for v in found.verdicts] == [status, "exact"]
        assert found.notes == ("excerpt 1 was changed outside the program",)
    path.write_text(saved, "utf-8")
    later = ferry(text=TEXT + " More.")
    assert {v.status for v in verify_file(path, {"ferry": later}).verdicts} == {"source_changed"}
    moved = replace(FERRY, id="renamed")
    found = verify_file(path, {"renamed": moved}).verdicts[0]
    assert (found.status, found.document) == ("exact", "renamed")
    other = make_document("Nothing of that.", "other")
    found = verify_file(path, {"other": other}).verdicts[0]
    assert (found.status, found.message.split(":")[0]) == ("not_found", "ferry is not indexed")


def test_a_word_file_of_another_program_is_read(tmp_path):
    """Inline quotations, a table, a quotation style and an endnote, not made by us."""
    text = (
        "Intro “It cost 40 euros” (Berg 2019, para. 1).\n\n"
        '::: {custom-style="Intense Quote"}\nIt did stop in winter.\n:::\n\n'
        "| A | B |\n|---|---|\n| “It did not stop in winter.” | x |\n\n"
        "- point “The town was surprised”[^1]\n\n[^1]: Berg, para. 3.\n"
    )
    path = tmp_path / "other.docx"
    path.write_bytes(run_pandoc(["-f", "markdown-smart", "-t", "docx", "-o", "-"], text.encode()))
    found = [v.status for v in verify_file(path, {"ferry": FERRY}).verdicts]
    assert found == ["exact", "changed", "exact", "wrong_locator"]


def test_plain_text_is_read_by_indent_and_number(tmp_path):
    text = (
        "Dear all,\n\n  It did stop\n  in winter.[1]\n\n> It cost 40 euros.\n\n- “The town was\n"
        "  surprised.”\n\n[1] Berg, para. 1.\n"
    )
    found = verdicts(tmp_path, text, name="mail.txt")
    assert [v.status for v in found] == ["changed", "exact", "exact"]
    assert found[0].cited == "Berg, para. 1."


def test_files_that_cannot_be_read_are_named(tmp_path):
    with pytest.raises(MissingInput, match=r"none\.docx"):
        verify_file(tmp_path / "none.docx", {})
    other = tmp_path / "a.xyz"
    other.write_text("x", "utf-8")
    with pytest.raises(UsageError, match=r"a\.xyz cannot be verified: use \.docx"):
        verify_file(other, {})
    broken = tmp_path / "a.docx"
    broken.write_bytes(b"PK nothing")
    with pytest.raises(UsageError, match=r"not a readable \.docx file"):
        verify_file(broken, {})


def test_json_has_every_key_and_a_file_without_quotations_says_so(tmp_path):
    path = tmp_path / "m.md"
    path.write_text("> It did stop in winter.", "utf-8")
    values = verification_to_json(verify_file(path, {"ferry": FERRY}))
    assert (values["file"], values["exact"], values["counts"]) == (str(path), False, {"changed": 1})
    assert values["quotations"] == [
        {
            "text": "It did stop in winter.",
            "status": "changed",
            "document": "ferry",
            "start": TEXT.index("It did not"),
            "end": TEXT.index("It did not") + len("It did not stop in winter."),
            "source": "It did not stop in winter.",
            "diff": [
                {"change": "same", "text": "It did"},
                {"change": "removed", "text": "not"},
                {"change": "same", "text": "stop in winter."},
            ],
            "cited": None,
            "expected": "para. 1",
            "message": "",
        }
    ]
    path.write_text("Nothing.", "utf-8")
    nothing = verify_file(path, {"ferry": FERRY})
    assert nothing.exact
    assert nothing.notes == (f"{path} holds no quotation",)


def test_a_style_by_its_own_file_is_used(tmp_path):
    from chatbot.citations.styles import style_file

    own = tmp_path / "own.csl"
    own.write_bytes(style_file("apa").read_bytes())
    path = tmp_path / "m.md"
    export_memo(
        memo_of(FERRY, excerpt(FERRY, "It cost 40 euros.")), path, ExportOptions(style=str(own))
    )
    assert "(Berg, 2019, para. 1)" in path.read_text("utf-8")


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
