"""Word files as papers: what Word shows, with structure, notes and metadata."""

import io
import random
import zipfile

import pytest

from chatbot.documents import PaperReader, as_printed, source_span
from chatbot.documents.flow import write_flow
from chatbot.documents.word_flow import flow_blocks
from chatbot.documents.word_reader import read_word_document
from chatbot.errors import ChatbotError, DocumentError
from tests.documents.conftest import check_ledger
from tests.words import W, docx, note_mark, paragraph, run, saved, table

SENTENCE = "Trade with the north grew by five percent in 2014."


def read(folder, body, notes=None, extra=None):
    path = saved(folder, "paper.docx", docx(body, notes, extra))
    document = read_word_document(path, "paper")
    check_ledger(document)
    return document


def words(document):
    return document.text.split("\n\n")


def test_structure(tmp_path):
    body = (
        paragraph("Growth", style="Heading1")
        + paragraph("Trade 3", style="TOC1")
        + paragraph(SENTENCE, note_mark(7), " It fell later.")
        + paragraph("By country", style="Heading2")
        + paragraph("Table 1. Growth by year", style="Caption")
        + table(("Year", "Growth"), ("2014", "5"))
        + paragraph("References", style="Heading1")
        + paragraph("Lee, A. 2014. Trade.")
    )
    document = read(tmp_path, body, {7: "By the central bank."})
    assert words(document) == [
        "Growth",
        f"{SENTENCE} It fell later.",
        "By country",
        "Table 1. Growth by year",
        "| Year | Growth |\n| 2014 | 5 |",
        "References",
        "Lee, A. 2014. Trade.",
        "By the central bank.",
    ]
    assert [section.path for section in document.sections] == [
        ("Growth",),
        ("Growth", "By country"),
        ("References",),
    ]
    (note,) = document.footnotes
    assert (note.mark, document.text[: note.anchor]) == ("1", f"Growth\n\n{SENTENCE}")
    (figure,) = document.figures
    assert (figure.label, figure.title) == ("Table 1", "Growth by year")
    assert document.paragraphs[-1].role == "back"


def test_as_printed_has_the_note_mark_and_no_offsets_in_the_file(tmp_path):
    document = read(tmp_path, paragraph(SENTENCE, note_mark(2), " So it is."), {2: "By a bank."})
    span = document.paragraphs[0].span
    assert as_printed(document, span) == f"{SENTENCE}¹ So it is."
    assert source_span(document, span) is None


def test_what_word_shows_is_what_is_read(tmp_path):
    inserted = f'<w:ins w:id="1" w:author="A">{run("six")}</w:ins>'
    deleted = '<w:del w:id="2" w:author="A"><w:r><w:delText>nine</w:delText></w:r></w:del>'
    comment = '<w:commentRangeStart w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>'
    box = (
        "<w:p><w:r><w:pict><v:shape xmlns:v='urn:schemas-microsoft-com:vml'><v:textbox>"
        f"<w:txbxContent>{paragraph('Words in a box.')}</w:txbxContent>"
        "</v:textbox></v:shape></w:pict></w:r></w:p>"
    )
    hidden = run(" Not for print.", "<w:vanish/>")
    shown = run(" Shown.", '<w:vanish w:val="0"/>')
    body = paragraph("It grew by ", inserted, deleted, comment, " percent.", hidden, shown) + box
    comments = (
        f'<w:comments {W}><w:comment w:id="0">{paragraph("Really?")}</w:comment></w:comments>'
    )
    document = read(tmp_path, body, extra={"word/comments.xml": comments})
    assert words(document) == ["It grew by six percent. Shown.", "Words in a box."]


STYLES = f"""<w:styles {W}>
<w:style w:type="paragraph" w:styleId="Key"><w:rPr><w:vanish/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Key2"><w:basedOn w:val="Key"/></w:style>
<w:style w:type="character" w:styleId="Gone"><w:rPr><w:vanish/></w:rPr></w:style></w:styles>"""


def test_what_a_style_hides_is_not_read(tmp_path):
    gone = run(" Not for print.", '<w:rStyle w:val="Gone"/>')
    shown = run("But this.", '<w:vanish w:val="0"/>')
    body = (
        paragraph(SENTENCE, gone, " So it is.")
        + paragraph("Answers for teachers.", style="Key2")
        + paragraph("Nor this. ", shown, style="Key")
    )
    document = read(tmp_path, body, extra={"word/styles.xml": STYLES})
    assert words(document) == [f"{SENTENCE} So it is.", "But this."]


def test_tables_and_boxes_in_text_boxes_are_read(tmp_path):
    def box(inside):
        return (
            "<w:r><w:pict><v:shape xmlns:v='urn:schemas-microsoft-com:vml'><v:textbox>"
            f"<w:txbxContent>{inside}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
        )

    inner = paragraph("Outer.", box(paragraph("Inner.")))
    body = paragraph(SENTENCE, box(table(("Year", "Growth"), ("2014", "5")) + inner))
    assert words(read(tmp_path, body)) == [
        SENTENCE,
        "| Year | Growth |\n| 2014 | 5 |",
        "Outer.",
        "Inner.",
    ]


def test_the_main_part_may_be_numbered(tmp_path):
    with zipfile.ZipFile(io.BytesIO(docx(paragraph(SENTENCE)))) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        for name, part in parts.items():
            moved = part.replace(b"word/document.xml", b"word/document2.xml")
            package.writestr(name.replace("document.xml", "document2.xml"), moved)
    path = saved(tmp_path, "paper.docx", target.getvalue())
    assert read_word_document(path, "paper").text == SENTENCE


def node(kind, *contents):
    return {"t": kind, "c": contents[0] if len(contents) == 1 else list(contents)}


def test_items_have_their_own_numbers():
    """A list of terms, and a list, at the start of a numbered item."""
    one, two, three = ([node("Plain", [node("Str", word)])] for word in ("one", "two", "three"))
    terms = node(
        "DefinitionList", [[[node("Str", "term")], [one]], [[node("Str", "other")], [two]]]
    )
    form = [1, node("Decimal"), node("Period")]
    inner = node("OrderedList", [5, node("LowerAlpha"), node("OneParen")], [three])
    flow = write_flow(
        flow_blocks({"meta": {}, "blocks": [node("OrderedList", form, [[terms], [inner]])]})
    )
    assert flow.text.split("\n\n") == ["1. term", "one", "other", "two", "e) three", ""]


def test_hyphens_and_stars_are_signs_like_others(tmp_path):
    soft = "<w:r><w:t>co</w:t><w:softHyphen/><w:t>operation</w:t></w:r>"
    document = read(tmp_path, paragraph("The ", soft, " of *two* states costs \\$5 a year."))
    assert document.text == "The cooperation of *two* states costs \\$5 a year."
    printed = as_printed(document, document.paragraphs[0].span)
    assert printed == "The co\xadoperation of *two* states costs \\$5 a year."


def test_properties_and_sidecar(tmp_path):
    core = (
        '<p xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Trade in the North</dc:title>'
        "<dc:creator>Ann Lee;Kim, Bo</dc:creator></p>"
    )
    stated = read(tmp_path, paragraph(SENTENCE), extra={"docProps/core.xml": core}).metadata
    assert (stated["title"], stated["author"]) == (
        "Trade in the North",
        [{"family": "Lee", "given": "Ann"}, {"family": "Kim", "given": "Bo"}],
    )
    saved(tmp_path, "paper.csl.json", '{"type": "report", "title": "From the sidecar"}')
    assert read(tmp_path, paragraph(SENTENCE)).metadata["title"] == "From the sidecar"


def zipped(**parts):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in parts.items():
            package.writestr(name.replace("__", "/") + ".xml", part)
    return target.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600
ENTITY = f'<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/passwd">]><w:document {W}>&a;</w:document>'


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (b"", "is empty"),
        (b"just text", "is not a .docx file"),
        (OLE, "is an old Word file"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "is protected by a password"),
        (docx(paragraph(SENTENCE))[:700], "is damaged"),
        (zipped(other="x"), "is a zip file but not a .docx"),
        (zipped(word__document=b" " * 90_000_000), "unpacks to more than 80 MB"),
        (zipped(word__document=ENTITY), "declares entities"),
        (docx("<w:sdt><w:sdtContent>" * 5000), "nested 10,002 levels deep"),
        (docx("<w:p>"), "is damaged and cannot be read"),
        (docx(paragraph("")), "holds no text"),
    ],
    ids=range(11),
)
def test_bad_files_are_one_line(tmp_path, data, line):
    with pytest.raises(DocumentError) as raised:
        read_word_document(saved(tmp_path, "bad.docx", data), "bad")
    message = str(raised.value)
    assert message.startswith("bad.docx ")
    assert line in message
    assert "\n" not in message


def mutated(data, dice):
    changed = bytearray(data)
    for _ in range(dice.randint(1, 2)):
        place = dice.randrange(len(changed))
        if dice.random() < 0.5:
            changed[place] ^= 1 << dice.randrange(5)
        else:
            del changed[place : place + dice.randrange(1, 30)]
    return bytes(changed)


def test_mutated_files_give_text_or_one_line(tmp_path):
    """Half of them damaged as files, half in the XML inside a sound package."""
    body = (
        paragraph("Growth", style="Heading1")
        + paragraph(f"{SENTENCE} " * 40, note_mark(2))
        + table(("a", "b"), ("c", "d"))
    )
    dice = random.Random(6)
    read = 0
    with PaperReader() as reader:
        for number in range(40):
            if number % 2:
                data = mutated(docx(body, {2: "By a bank."}), dice)
            else:
                inside = mutated(body.encode(), dice).decode("utf-8", "replace")
                data = docx(inside, {2: "By a bank."})
            path = saved(tmp_path, "mutated.docx", data)
            try:
                check_ledger(reader.read(path, "mutated").document)
                read += 1
            except ChatbotError as error:
                assert str(error).startswith("mutated.docx ") and "\n" not in str(error)
    assert 0 < read < 40
