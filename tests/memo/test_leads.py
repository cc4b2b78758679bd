"""Lines that lead to a quotation stay with it; marks side by side are told apart."""

import io
import re
import zipfile

from chatbot.citations.pandoc import document_json, run_pandoc
from chatbot.memo.leads import lead
from chatbot.memo.office_styles import LEAD, with_styles

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
