"""HTML files as papers: what a browser shows of the paper itself."""

import random

import pytest

from chatbot.documents import PaperReader, as_printed
from chatbot.documents.html_reader import read_html_document
from chatbot.errors import ChatbotError, DocumentError
from tests.documents.conftest import check_ledger
from tests.words import saved

PAGE = """<!DOCTYPE html><html><head><title>Journal | Trade</title>
<meta name="citation_title" content="Trade in the North">
<meta name="citation_author" content="Lee, Ann"><meta name="citation_author" content="Bo Kim">
<meta name="citation_publication_date" content="2014/05/01">
<meta name="citation_doi" content="10.1234/abc"><style>p {color: red}</style></head>
<body><nav><ul><li>Home<li>About</ul></nav><header>The site</header><article>
<h1>Trade in the North</h1><p hidden>Not shown.<p style="display:none">Nor this.</p>
<h2 id=growth>Growth</h2>
<p>Trade grew &amp; grew by&nbsp;5&#37;<a href="#fn1" id="r1"><sup>1</sup></a> and
fell<sup><a href="#fn2">[2]</a></sup>, see <a href="#lee">[1]</a>.<br>So <!-- no -->
it is: x<sup>2</sup>
<ul><li>one<ul><li>deep</ul><li><p>two<p>more of two</ul>
<ol start=3 type=a><li>third<li>fourth</ol>
<table><caption>Table 1. By year</caption><tr><th>Year<th>%
<tr><td>2014<td>5<br>or 6</table>
<figure><img src="http://example.org/x.png" alt="">
<figcaption>Figure 1. A map.</figcaption></figure>
<script>document.write("<p>written")</script>
<h2>References</h2><ol><li id=lee>Lee, A. 2014.</ol>
<aside role="doc-endnotes"><ol><li id=fn1><p>By a bank. <a href="#r1">↩</a>
<li id=fn2>2. By none.</ol>
</aside></article><footer>The publisher</footer></body></html>"""


def read(folder, page, name="paper.html"):
    document = read_html_document(saved(folder, name, page), "paper")
    check_ledger(document)
    return document


def words(document):
    return document.text.split("\n\n")


def test_a_page_of_a_journal(tmp_path):
    document = read(tmp_path, PAGE)
    assert words(document) == [
        "Trade in the North",
        "Growth",
        "Trade grew & grew by 5% and fell, see [1]. So it is: x²",
        "one",
        "deep",
        "two",
        "more of two",
        "c. third",
        "d. fourth",
        "Table 1. By year",
        "| Year | % |\n| 2014 | 5 or 6 |",
        "Figure 1. A map.",
        "References",
        "1. Lee, A. 2014.",
        "By a bank.",
        "By none.",
    ]
    assert [section.path for section in document.sections] == [("Growth",), ("References",)]
    assert [(note.mark, document.text[: note.anchor][-6:]) for note in document.footnotes] == [
        ("1", " by 5%"),
        ("2", "d fell"),
    ]
    assert [figure.label for figure in document.figures] == ["Table 1", "Figure 1"]
    assert document.paragraphs[-1].role == "back"
    printed = as_printed(document, document.paragraphs[1].span)
    assert printed == "Trade grew & grew by\xa05%¹ and fell², see [1].\nSo it is: x²"


def test_meta_tags_are_the_citation(tmp_path):
    metadata = read(tmp_path, PAGE).metadata
    assert metadata["title"] == "Trade in the North"
    assert metadata["author"] == [
        {"family": "Lee", "given": "Ann"},
        {"family": "Kim", "given": "Bo"},
    ]
    assert metadata["issued"] == {"date-parts": [[2014, 5, 1]]}
    assert metadata["DOI"] == "10.1234/abc"
    assert metadata["custom"] == {"unchecked": ["DOI", "author", "issued", "title"]}


def test_a_table_that_arranges_the_page_is_no_table(tmp_path):
    page = (
        "<table><tr><td><p>One paragraph.<p>Another one.<td>" + "A long column. " * 30 + "</table>"
    )
    assert words(read(tmp_path, page))[:2] == ["One paragraph.", "Another one."]


ONE, TWO = "Trade grew by five percent.", "It fell again later."


@pytest.mark.parametrize(
    ("page", "found"),
    [
        (f"<form action=x><label>Find</label><input value=x><p>{ONE}</p>"
         "<select><option>1990</select><button>Go</button></form>", [ONE]),
        (f'<script>x = "<!--"</script><p>{ONE}<style><!-- p {{}}</style><p>{TWO}<!-- no -->',
         [ONE, TWO]),
        (f"<!-- <script> --><p>{ONE}<!-- </script> --><p>{TWO}", [ONE, TWO]),
        (f"Menu of the site<main><p>{ONE}<p>{TWO}</main>", [ONE, TWO]),
        (f"<p hidden>Not shown.<h2>Growth</h2><p>{ONE}", ["Growth", ONE]),
        (f"<div><p hidden>Not <b>shown</b>.</div>{ONE}", [ONE]),
        (f"<ul><li hidden>No<ul><li>Nor this</ul> nor that<li>{ONE}</ul>", [ONE]),
        (f"<ul><li hidden>No<ul><li>Nor this</ul></li></ul>{ONE}", [ONE]),
        (f"<ul><li hidden>Not shown.</ul>{ONE}", [ONE]),
        (f"<title>Trade<body><p>{ONE}", [ONE]),
    ],
    ids="form script commented main heading around nested open list title".split(),
)  # fmt: skip
def test_what_a_browser_shows_is_read(tmp_path, page, found):
    assert words(read(tmp_path, page)) == found


def test_a_note_mark_before_the_words_is_a_mark(tmp_path):
    page = (
        f'<p>{TWO}<p><a href="#fn1"><sup>1</sup></a> {ONE}<ol><li id="fn1" class=footnote>'
        "By a bank.</ol>"
    )
    document = read(tmp_path, page)
    assert words(document) == [TWO, ONE, "By a bank."]
    (note,) = document.footnotes
    assert (note.mark, note.anchor) == ("1", document.text.index(ONE))


RUSSIAN = "Торговля выросла на пять процентов, а затем снова упала."


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (f'<meta charset="windows-1251"><p>{RUSSIAN}'.encode("cp1251"), "cp1251"),
        (f'<meta charset="utf-8"><p>{RUSSIAN}'.encode("cp1251"), "cp1251"),
        (f'<meta charset="latin-1"><p>{RUSSIAN}'.encode(), "utf-8"),
        (f'<?xml version="1.0" encoding="koi8-r"?><p>{RUSSIAN}'.encode("koi8-r"), "koi8-r"),
        (f"<p>{RUSSIAN}".encode("utf-16"), "utf-16-le"),
        (f'<meta charset="rot13"><p>{RUSSIAN}'.encode(), "utf-8"),
    ],
)
def test_encodings(tmp_path, data, encoding):
    document = read(tmp_path, data)
    assert (document.text, document.source.encoding) == (RUSSIAN, encoding)


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 10_000 + RUSSIAN,
        "<table><tr><td>" * 5_000 + RUSSIAN,
        "<!--" * 50_000 + f"<p>{RUSSIAN}",
        "<![CDATA[" * 50_000 + f"<p>{RUSSIAN}</p>",
        f'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><p>{RUSSIAN}</p>',
    ],
    ids=["divs", "tables", "comments", "sections", "entities"],
)
def test_odd_files_are_read(tmp_path, page):
    assert read(tmp_path, page).text == RUSSIAN


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (b" \n", "is empty"),
        (b"<html><body><script>x = 1</script></body></html>", "holds no text"),
        (b"%PDF-1.7\n\x00\x01\x02\x03" * 60, "is a PDF although its name"),
        (b"<p>word " * (21 * 2**17), "is too big (21.0 MB; at most 20 MB)"),
    ],
)
def test_bad_files_are_one_line(tmp_path, data, line):
    with pytest.raises(DocumentError, match=r"^bad\.html [^\n]*$") as raised:
        read(tmp_path, data, "bad.html")
    assert line in str(raised.value)


def test_mutated_files_give_text_or_one_line(tmp_path):
    dice = random.Random(6)
    read = 0
    with PaperReader() as reader:
        for _ in range(40):
            data = bytearray(PAGE.encode())
            for _ in range(dice.randint(1, 12)):
                place = dice.randrange(len(data))
                if dice.random() < 0.5:
                    data[place] = dice.randrange(256)
                else:
                    del data[place : place + dice.randrange(1, 80)]
            path = saved(tmp_path, "mutated.htm", bytes(data))
            try:
                check_ledger(reader.read(path, "mutated").document)
                read += 1
            except ChatbotError as error:
                assert str(error).startswith("mutated.htm ") and "\n" not in str(error)
    assert read >= 35, "a damaged page is a page still"
