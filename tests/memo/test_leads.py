"""Lines that lead to a quotation stay with it; marks side by side are told apart."""

import io
import re
import zipfile
from dataclasses import replace

from chatbot.citations.pandoc import document_json, run_pandoc
from chatbot.datatypes import ShownFigure
from chatbot.memo.arranging import add
from chatbot.memo.exporting import ExportOptions, exported
from chatbot.memo.leads import lead
from chatbot.memo.office_styles import LEAD, with_styles
from chatbot.memo.verifying import verify_file
from tests.memo.papers import REFERENCE, excerpt, ferry, memo_of

FERRY = ferry()

LINE = [{"t": "Str", "c": "Where"}]


def styles(form, *, own_template=False):
    made = run_pandoc(["-f", "json", "-t", form, "-o", "-"], document_json([lead(*LINE)]))
    with zipfile.ZipFile(io.BytesIO(with_styles(made, own_template=own_template))) as archive:
        assert archive.testzip() is None
        name = "word/styles.xml" if form == "docx" else "styles.xml"
        return archive.read(name).decode(), archive.infolist()[0]


def test_leads_are_kept_with_what_follows_in_word():
    text, _ = styles("docx")
    style = re.search(rf'<w:style [^>]*w:styleId="{LEAD}".*?</w:style>', text, re.DOTALL)[0]
    assert "<w:keepNext />" in style
    note = re.search(r'<w:style [^>]*w:styleId="FootnoteText".*?</w:style>', text, re.DOTALL)[0]
    assert '<w:sz w:val="18" />' in note
    given, _ = styles("docx", own_template=True)
    note = re.search(r'<w:style [^>]*w:styleId="FootnoteText".*?</w:style>', given, re.DOTALL)[0]
    assert "keepNext" in given and "w:sz" not in note


def test_leads_are_kept_with_what_follows_in_opendocument():
    text, first = styles("odt")
    style = re.search(rf'<style:style style:name="{LEAD}".*?</style:style>', text, re.DOTALL)[0]
    assert 'fo:keep-with-next="always"' in style
    # The format wants its type first, as it is.
    assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)


def test_a_figure_takes_the_place_of_the_mere_words_of_its_caption():
    shown = ShownFigure("fig-1", None, "Trains", None, (), "ferry", None, None, ())
    words = excerpt(FERRY, "The railway is 87 kilometres long.")
    held = add(memo_of(FERRY, words), replace(words, figure=shown), REFERENCE)
    assert held.how == "added"
    assert [each.figure for each in held.memo.shown] == [shown]
    assert add(held.memo, words, REFERENCE).how == "duplicate"


def test_two_notes_side_by_side_are_not_one_number():
    memo = memo_of(
        FERRY, excerpt(FERRY, "Engineers planned four tunnels; snow stopped the trains.")
    )
    text = exported(memo, ".txt", ExportOptions(style="chicago-notes"))[".txt"].decode()
    assert re.search(r"trains\.\[1\]\s\[2\]", text)
    text = exported(memo, ".txt", ExportOptions(style="chicago-author-date"))[".txt"].decode()
    assert re.search(r"para\.\s3\)\[1\]", text)


def test_a_title_in_other_capitals_is_no_changed_quotation(tmp_path):
    memo = tmp_path / "memo.txt"
    title = "A tale of the strait, its bridges and ferries"
    paper = replace(FERRY, text=f"{FERRY.text}\n\n{title}", metadata=REFERENCE | {"title": title})
    memo.write_text("Berg. “A Tale of the Strait, Its Bridges and Ferries.” Port Press.\n", "utf-8")
    assert verify_file(memo, {paper.id: paper}).verdicts == ()
    memo.write_text("“The railway Is 87 kilometres long.”\n", "utf-8")
    assert [v.status for v in verify_file(memo, {paper.id: paper}).verdicts] == ["changed"]
