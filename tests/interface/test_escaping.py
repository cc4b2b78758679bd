import html
import re

from hypothesis import given
from hypothesis import strategies as st

from chatbot.interface.escaping import escape, escape_lines, marked, merged, visible

TEXTS = st.text(max_size=60)


@given(TEXTS)
def test_escaped_text_reads_as_the_text_itself(text):
    assert html.unescape(escape(text)) == visible(text)


@given(TEXTS)
def test_escaped_text_holds_no_character_with_a_meaning_in_html_or_markdown(text):
    without_references = re.sub(r"&#\d+;", "", escape(text))
    assert not re.search(r"[\n\t<>&\"'`*_\[\](){}#+.!|~$\\:/@^=-]", without_references)


def test_controls_and_bidi_overrides_are_replaced_one_for_one():
    assert visible("a\x00b\u202ec\x9bd\r\u2028e") == "a\ufffdb\ufffdc\ufffdd  e"


def test_right_to_left_text_and_its_marks_stay():
    assert visible("שלום\u200f") == "שלום\u200f"


def test_lines_break_where_they_did():
    assert escape_lines("a\nb<") == "a<br>b&#60;"


def test_highlights_are_marked_by_their_offsets_in_the_document():
    assert marked("one two three", 100, [(104, 107)]) == "one <mark>two</mark> three"


def test_highlights_outside_are_ignored_and_overlapping_ones_joined():
    assert marked("abcdef", 10, [(0, 5), (11, 13), (12, 14), (15, 99)]) == (
        "a<mark>bcd</mark>e<mark>f</mark>"
    )


@given(TEXTS, st.lists(st.tuples(st.integers(-5, 70), st.integers(-5, 70)), max_size=5))
def test_marking_changes_no_text(text, ranges):
    plain = re.sub(r"</?mark>", "", marked(text, 0, ranges))
    assert html.unescape(plain) == visible(text)


def test_merged_ranges_touch_nowhere():
    assert [(s.start, s.end) for s in merged([(5, 6), (1, 3), (3, 4), (9, 9)])] == [(1, 4), (5, 6)]
