"""The paragraph styles of Word and OpenDocument exports.

Pandoc names a style of one's own but says nothing of how it looks: what leads to a quotation
(question, section, note) is to stay on its page. Word memos that follow no template of the person's
are set closer than Pandoc's reference document is: text of 11 and notes of 9 points.
"""

from __future__ import annotations

import io
import re
import zipfile

LEAD = "MemoLead"
"""The style of lines that must not be left alone at the foot of a page."""

_WORD, _OPEN = "word/styles.xml", "styles.xml"
_WORD_LEAD = (
    f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{LEAD}"><w:name w:val="{LEAD}" />'
    '<w:basedOn w:val="BodyText" /><w:qFormat /><w:pPr><w:keepNext /><w:keepLines />'
    '<w:spacing w:before="120" w:after="60" /></w:pPr></w:style>'
)
_WORD_NOTE = '<w:pPr><w:spacing w:after="40" /></w:pPr><w:rPr><w:sz w:val="18" /></w:rPr>'
_OPEN_LEAD = (
    f'<style:style style:name="{LEAD}" style:display-name="{LEAD}" style:family="paragraph" '
    'style:parent-style-name="Text_20_body"><style:paragraph-properties '
    'fo:keep-with-next="always" fo:margin-top="0.08in" fo:margin-bottom="0.04in" />'
    "</style:style>"
)


def with_styles(data: bytes, *, own_template: bool) -> bytes:
    """The document with the style of leads, and set closer unless a template was given.

    A template that has the style itself keeps it.
    """
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as read, zipfile.ZipFile(made, "w") as written:
        for entry in read.infolist():
            content = read.read(entry)
            if entry.filename in (_WORD, _OPEN):
                text = content.decode("utf-8")
                text = _word(text, own_template) if entry.filename == _WORD else _open(text)
                content = text.encode("utf-8")
            written.writestr(entry, content, entry.compress_type)
    return made.getvalue()


def _word(text: str, own_template: bool) -> str:
    bare = re.compile(
        rf'<w:style [^>]*w:styleId="{LEAD}"[^>]*>(?:(?!<w:pPr|</w:style>).)*</w:style>', re.DOTALL
    )
    text = bare.sub(_WORD_LEAD, text, count=1)
    if own_template:
        return text
    text = re.sub(r'(<w:docDefaults>.*?<w:sz w:val=")24(".*?<w:szCs w:val=")24', r"\g<1>22\g<2>22",
                  text, count=1, flags=re.DOTALL)  # fmt: skip
    note = re.compile(
        r'(<w:style [^>]*w:styleId="FootnoteText"[^>]*>(?:(?!</w:style>).)*)</w:style>', re.DOTALL
    )
    return note.sub(rf"\g<1>{_WORD_NOTE}</w:style>", text, count=1)


def _open(text: str) -> str:
    if f'style:name="{LEAD}"' not in text:
        text = text.replace("</office:styles>", f"{_OPEN_LEAD}</office:styles>", 1)
    return text
