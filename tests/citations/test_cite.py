"""Citations: the bundled Chicago styles, any other style, and metadata that lacks things.

The expected strings of complete items equal the output of citeproc-js for the same
style files.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatbot.citations import cite, cite_html
from chatbot.datatypes import Locator
from chatbot.errors import MissingInput, UsageError

PAPER = {
    "id": "valdai-paper-76",
    "type": "report",
    "title": "The New Northern Policy and Korean-Russian Cooperation",
    "author": [{"family": "Lee", "given": "Jae-Young"}],
    "issued": {"date-parts": [[2017, 10]]},
    "publisher": "Valdai Discussion Club",
    "collection-title": "Valdai Papers",
    "collection-number": "76",
    "language": "en-US",
}
ARTICLE = {
    "id": "a",
    "type": "article-journal",
    "title": "Some article on things",
    "author": [{"family": "Smith", "given": "John"}, {"family": "Doe", "given": "Jane"}],
    "issued": {"date-parts": [["2020", 3, 4]]},
    "container-title": "Journal of X",
    "volume": 3,
    "issue": "2",
    "page": "100-120",
    "language": "en",
}
NEWS = {
    "id": "m",
    "type": "article-newspaper",
    "title": "Seoul looks north",
    "author": [{"family": "Choi", "given": "Na"}],
    "container-title": "The Daily",
    "issued": {"date-parts": [[2017, 9, 7]]},
    "language": "en",
}
PARAGRAPH = Locator(("I. The Initiative",), 15, None)
PAGE = Locator(("I. The Initiative",), 15, "7")
PAGES = Locator(("I. The Initiative",), 15, "7", ("7", "8"))
SECTION = Locator(("Background", "I. The Initiative"), None, None)

OWN_STYLE = """\
<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0"
       default-locale="en-GB">
  <info><title>Own</title><id>own</id><updated>2020-01-01T00:00:00+00:00</updated></info>
  <citation><layout prefix="{" suffix="}">
    <group delimiter=", ">
      <names variable="author"><name initialize-with="." /></names>
      <text variable="title" quotes="true"/>
      <group delimiter=" ">
        <label variable="locator" form="short"/><text variable="locator"/>
      </group>
    </group>
  </layout></citation>
</style>
"""


@pytest.mark.parametrize(
    ("locator", "expected"),
    [
        (PARAGRAPH, "(Lee 2017, para. 15)"),
        (PAGE, "(Lee 2017, 7)"),
        (PAGES, "(Lee 2017, 7–8)"),
        (SECTION, "(Lee 2017, sec. I)"),
        (Locator((), None, None), "(Lee 2017)"),
        (None, "(Lee 2017)"),
    ],
)
def test_author_date_with_each_locator(locator: Locator | None, expected: str) -> None:
    assert cite(PAPER, locator) == expected


def test_full_note() -> None:
    assert cite(PAPER, PARAGRAPH, "note") == (
        "Jae-Young Lee, The New Northern Policy and Korean-Russian Cooperation, "
        "Valdai Papers 76 (Valdai Discussion Club, 2017), para. 15."
    )


def test_note_in_html_has_the_title_in_italics() -> None:
    assert cite_html(PAPER, PARAGRAPH, "note") == (
        "Jae-Young Lee, <i>The New Northern Policy and Korean-Russian Cooperation</i>, "
        "Valdai Papers 76 (Valdai Discussion Club, 2017), para. 15."
    )


def test_american_punctuation_goes_inside_the_quotation_marks() -> None:
    assert cite(ARTICLE, PARAGRAPH, "note") == (
        "John Smith and Jane Doe, “Some Article on Things,” Journal of X 3, no. 2 (2020): para. 15."
    )


def test_a_missing_edition_leaves_no_label_behind() -> None:
    assert cite(NEWS, PARAGRAPH, "note") == (
        "Na Choi, “Seoul Looks North,” The Daily, September 7, 2017, para. 15."
    )


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("IV. Outlook", "sec. IV"),
        ("2.1 Data", "sec. 2.1"),
        ("Section 3: Results", "sec. 3"),
        ("A. Method", "sec. A"),
        ("A view from Korean-Russian trade", "sec. “A view from Korean-Russian trade”"),
        ("I think so", "sec. “I think so”"),
        ("Conclusion", "sec. “Conclusion”"),
    ],
)
def test_a_section_is_named_by_its_number_else_by_its_heading(heading: str, expected: str) -> None:
    assert cite(PAPER, Locator((heading,), None, None)) == f"(Lee 2017, {expected})"


def test_an_id_alone_is_cited_as_it_is() -> None:
    assert cite({"id": "my-paper_v2"}, PARAGRAPH) == "(“my-paper_v2,” para. 15)"
    assert cite({"id": "my-paper_v2"}, PARAGRAPH, "note") == "“my-paper_v2,” para. 15."


def test_an_unknown_date_is_left_out_and_not_called_absent() -> None:
    undated = {key: value for key, value in PAPER.items() if key != "issued"}
    assert cite(undated, PARAGRAPH) == "(Lee, para. 15)"


def test_fields_of_the_wrong_kind_are_left_out() -> None:
    odd = {
        "id": "x",
        "title": "Things",
        "author": [{"family": ""}, "Lee", {"literal": "IMF", "extra": 1}],
        "issued": {"date-parts": [[]]},
        "volume": ["3"],
        "custom": {"note": "n"},
    }
    assert cite(odd, PARAGRAPH) == "(IMF, para. 15)"


def test_a_russian_title_keeps_its_case() -> None:
    book = {
        "id": "r",
        "type": "book",
        "language": "ru",
        "title": "Новая северная политика",
        "author": [{"family": "Ли", "given": "Чжэ Ён"}],
        "issued": {"literal": "2017"},
    }
    assert cite(book, PARAGRAPH, "note") == "Чжэ Ён Ли, Новая северная политика (2017), para. 15."


def test_html_of_metadata_is_escaped() -> None:
    hostile = {"id": "h", "title": "<script>alert(1)</script> & more", "type": "report"}
    text = cite_html(hostile, PARAGRAPH, "note")
    assert "<script>" not in text
    assert "&lt;script&gt;" in text
    assert "&amp;" in text


def test_a_style_by_path_keeps_its_own_locale(tmp_path: Path) -> None:
    style = tmp_path / "own.csl"
    style.write_text(OWN_STYLE, encoding="utf-8")
    assert cite(ARTICLE, PAGES, style=style) == (
        "{J. Smith, J. Doe, ‘Some article on things’, pp. 7–8}"
    )


def test_a_missing_style_is_named() -> None:
    with pytest.raises(MissingInput, match=r"none\.csl"):
        cite(PAPER, PARAGRAPH, style=Path("none.csl"))


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        ("no xml", "is not a CSL style"),
        ("<html/>", "outermost element is <html>"),
        (
            '<style xmlns="http://purl.org/net/xbiblio/csl" class="note" version="1.0"/>',
            "independent-parent",
        ),
    ],
)
def test_a_file_that_is_no_usable_style_is_refused(
    tmp_path: Path, content: str, fault: str
) -> None:
    style = tmp_path / "odd.csl"
    style.write_text(content, encoding="utf-8")
    with pytest.raises(UsageError, match=fault):
        cite(PAPER, PARAGRAPH, style=style)


@given(title=st.text(max_size=30), family=st.text(max_size=12))
def test_no_metadata_breaks_a_citation_or_its_markup(title: str, family: str) -> None:
    item = {"id": "x", "type": "report", "title": title, "author": [{"family": family}]}
    assert cite(item, PARAGRAPH, "note").strip()
    html = cite_html(item, PARAGRAPH, "note")
    assert html.count("<i>") == html.count("</i>")
    assert html.count("<") == 2 * html.count("<i>")
