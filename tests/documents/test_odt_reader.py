"""OpenDocument files as papers: what LibreOffice shows, with structure and notes."""

import io
import zipfile

from chatbot.documents.word_reader import read_word_document
from tests.documents.conftest import check_ledger
from tests.words import saved

NAMES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "text", "table", "style")
)
SENTENCE = "Trade with the north grew by five percent in 2014."


def odt(body, styles=""):
    content = (
        f"<office:document-content {NAMES}><office:automatic-styles>{styles}"
        f"</office:automatic-styles><office:body><office:text>{body}</office:text></office:body>"
        "</office:document-content>"
    )
    outer = (
        f"<office:document-styles {NAMES}><office:styles>"
        '<style:style style:name="Secret" style:family="paragraph">'
        '<style:text-properties text:display="none"/></style:style></office:styles>'
        "</office:document-styles>"
    )
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        package.writestr("content.xml", content)
        package.writestr("styles.xml", outer)
    return target.getvalue()


def read(folder, body, styles=""):
    document = read_word_document(saved(folder, "paper.odt", odt(body, styles)), "paper")
    check_ledger(document)
    return document


def test_structure(tmp_path):
    note = (
        '<text:note text:id="n1" text:note-class="footnote"><text:note-citation>1'
        "</text:note-citation><text:note-body><text:p>By the central bank.</text:p>"
        "</text:note-body></text:note>"
    )
    cells = "".join(
        f"<table:table-row><table:table-cell><text:p>{a}</text:p></table:table-cell>"
        f"<table:table-cell><text:p>{b}</text:p></table:table-cell></table:table-row>"
        for a, b in (("Year", "Growth"), ("2014", "5"))
    )
    document = read(
        tmp_path,
        '<text:h text:outline-level="1">Growth</text:h>'
        f"<text:p>{SENTENCE}{note} It fell later.</text:p>"
        '<text:list text:style-name="L1"><text:list-item><text:p>one</text:p></text:list-item>'
        "</text:list>"
        f'<table:table>{cells}</table:table><text:h text:outline-level="1">Decline</text:h>'
        "<text:p>It went on.</text:p>",
        '<text:list-style style:name="L1"><text:list-level-style-bullet text:level="1"/>'
        "</text:list-style>",
    )
    assert document.text.split("\n\n") == [
        "Growth",
        f"{SENTENCE} It fell later.",
        "one",
        "| Year | Growth |\n| 2014 | 5 |",
        "Decline",
        "It went on.",
        "By the central bank.",
    ]
    assert [section.path for section in document.sections] == [("Growth",), ("Decline",)]
    (note,) = document.footnotes
    assert (note.mark, document.text[: note.anchor]) == ("1", f"Growth\n\n{SENTENCE}")


def test_what_is_hidden_is_not_read(tmp_path):
    styles = (
        '<style:style style:name="T1" style:family="text">'
        '<style:text-properties text:display="none"/></style:style>'
        '<style:style style:name="P1" style:family="paragraph" '
        'style:parent-style-name="Secret"/>'
    )
    body = (
        f'<text:p>{SENTENCE}<text:span text:style-name="T1"> Not for print.</text:span>'
        " So it is.</text:p>"
        '<text:p text:style-name="P1">Nor this.</text:p>'
        '<text:section text:name="A" text:display="none"><text:p>Nor that.</text:p>'
        "</text:section>"
        '<text:section text:name="B"><text:p>But this.</text:p></text:section>'
        '<text:p><text:hidden-paragraph text:condition="x" text:is-hidden="true"/>Not.</text:p>'
    )
    assert read(tmp_path, body, styles).text.split("\n\n") == [
        f"{SENTENCE} So it is.",
        "But this.",
    ]
