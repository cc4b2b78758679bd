"""Files of several kinds and programs."""

from dataclasses import replace

import pytest

from chatbot.citations.pandoc import run_pandoc
from chatbot.errors import MissingInput, UsageError
from chatbot.memo.exporting import ExportOptions, export_memo
from chatbot.memo.saving import save_memo
from chatbot.memo.verdicts import verification_to_json
from chatbot.memo.verifying import verify_file
from tests.fakes import make_document
from tests.memo.checking import FERRY, verdicts
from tests.memo.papers import TEXT, excerpt, ferry, memo_of


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
    assert found.status == "not_found" and found.message.startswith(
        "the paper ferry is not indexed"
    )


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


def test_files_that_are_not_indexed_are_named_in_every_format(tmp_path):
    made = memo_of(FERRY, excerpt(FERRY, "It cost 40 euros."))
    other = make_document("Nothing of that.", "other")
    for form in (".docx", ".odt", ".pdf", ".md", ".html", ".tex", ".txt"):
        path = tmp_path / f"m{form}"
        export_memo(made, path, ExportOptions())
        assert verify_file(path, {"ferry": FERRY}).notes == ()
        (note,) = verify_file(path, {"other": other}).notes
        assert note.endswith(f"not to be checked: {FERRY.source.name}")
        later = verify_file(path, {"ferry": ferry(text=f"{TEXT} More.")}).verdicts
        assert {v.status for v in later} == {"source_changed"}


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


@pytest.mark.parametrize("form", [".docx", ".pdf", ".md", ".tex", ".txt"])
@pytest.mark.parametrize("style", ["chicago-notes", "apa"])
def test_a_page_labelled_with_a_hyphen_is_one_page(tmp_path, form, style):
    paged = ferry(pages=True)
    labels = [replace(page, label=f"7-{page.label}") for page in paged.pages]
    paper = replace(paged, pages=tuple(labels))
    path = tmp_path / f"m{form}"
    made = memo_of(paper, excerpt(paper, "snow stopped the trains"))
    export_memo(made, path, ExportOptions(style=style))
    (verdict,) = verify_file(path, {"ferry": paper}).verdicts
    assert (verdict.status, verdict.expected) == ("exact", "p. 7\u20118")
    moved = replace(paper, pages=(labels[0], replace(labels[1], label="7-9")))
    assert verify_file(path, {"ferry": moved}).verdicts[0].status == "wrong_locator"


def test_what_looks_like_an_entity_is_kept_in_markdown(tmp_path):
    paper = make_document("It says &amp; and &lt; and &#38; and R&D; but no more.", "ferry")
    made = memo_of(paper, excerpt(paper, "It says &amp; and &lt; and &#38; and R&D; but no more."))
    export_memo(made, tmp_path / "m.md")
    assert [v.status for v in verify_file(tmp_path / "m.md", {"ferry": paper}).verdicts] == [
        "exact"
    ]


def test_quotation_styles_of_other_programs_are_known_in_word_files(tmp_path):
    words = "It did stop in winter.\n\nHowever, storms closed the line (2001–2016)"
    text = f'::: {{custom-style="Quotations"}}\n{words}\n:::\n'
    path = tmp_path / "other.docx"
    path.write_bytes(run_pandoc(["-f", "markdown-smart", "-t", "docx", "-o", "-"], text.encode()))
    (verdict,) = verify_file(path, {"ferry": FERRY}).verdicts
    assert verdict.status == "changed" and "closed the line" in verdict.text
