"""What a PDF's lines say of its quotations and notes."""

from chatbot.documents.printed import Printed, PrintedLine
from chatbot.memo.line_ends import gaps_closed, joined
from chatbot.memo.printed_lines import blocks_of_print


def line(text, top, left=70.0, *, page=0, size=11.0, raised=(), running=False):
    right = left + 5.0 * len(text)
    return PrintedLine(text, page, left, right, top, top + size, size, False, raised, running)


FULL = "The ferry carried passengers in every season of that long year and"
PAGE = (
    line("She wrote at length about the ferries of the strait, and that it did", 100),
    line("not end well.", 115),
    line(FULL, 150, 100),
    line("stopped.1", 165, 100, raised=((8, 9),)),
    line("Then all was as it had been in the years before the great storms of", 200),
    line("1999.", 215),
    line("1 Berg, Bridges, 7.", 700, size=9.0, raised=((0, 1),)),
)


def blocks(*lines, known=lambda _: False):
    return blocks_of_print(Printed(lines, ""), known)


def test_what_is_indented_is_quoted_and_its_note_is_at_its_mark():
    first, quoted, last = blocks(*PAGE)
    assert [first.kind, quoted.kind, last.kind] == ["text", "quote", "text"]
    assert quoted.text == f"{FULL} stopped."
    assert [(mark.offset, mark.text) for mark in quoted.marks] == [
        (len(quoted.text), "Berg, Bridges, 7.")
    ]
    assert quoted.sure
    assert last.text.endswith("storms of 1999.")


def test_an_indented_paragraph_without_a_citation_is_only_a_guess():
    assert not blocks(*PAGE[:2], PAGE[2], line("stopped.", 165, 100), *PAGE[4:6])[1].sure


def test_a_quotation_goes_on_over_the_page_and_over_its_notes_and_number():
    number = line("7", 800, 300, running=True)
    later = line("7", 800, 300, page=1, running=True)
    rest = line("stopped at last.", 70, 100, page=1)
    found = blocks(*PAGE[:3], PAGE[6], number, rest, later)
    assert [b.text for b in found if b.kind == "quote"] == [f"{FULL} stopped at last."]


def test_a_last_word_with_its_marks_is_taken_for_one_that_did_not_fit():
    last = line("3)1 2", 115, 100, raised=((2, 3), (4, 5)))
    notes = [line(f"{n} Berg, {n}.", 690 + 10 * n, size=9.0, raised=((0, 1),)) for n in (1, 2)]
    wide = line(f"{FULL} so on", 85, 100)  # so “3)” alone would have fitted on the next line
    quoted = blocks(line("It is said:", 70), wide, line(f"{FULL}", 100, 100), last, *notes)[1]
    assert quoted.text.endswith("year and 3)") and len(quoted.marks) == 2


def test_gaps_between_hangul_and_digits_are_closed_where_the_papers_have_none():
    held = "선박 15척을 2014년부터 48억 달러 3 곳"
    assert gaps_closed("선박 15 척을 2014 년부터 48 억 달러", held.__contains__) == held[:-4]
    assert gaps_closed("달러 3 곳", held.__contains__) == "달러 3 곳"


def test_the_number_of_a_single_page_is_no_part_of_its_last_note():
    assert blocks(*PAGE, line("1", 760, 300))[1].marks[0].text == "Berg, Bridges, 7."


def test_a_caption_of_the_paper_is_quoted_and_one_of_the_writer_quotes():
    held = "Table 1: The results of all ferries, and the “Average” of each line."
    known = held.__contains__
    papers = line("Table 1: The results of all ferries, and the “Average” (Berg 2019, 7)", 100, 100)
    writers = line("Table 1. “The results of all ferries” (Berg 2019, 7)", 200, 100)
    plain = line("A line of text at the left edge of the page, as long as it can be made", 60)
    after = line("Another line at the left edge.", 300)
    kinds = [block.kind for block in blocks(plain, papers, writers, after, known=known)]
    assert kinds == ["text", "quote", "text", "text"]


def test_marks_that_touch_are_told_apart_by_the_order_of_notes():
    one = line("It stopped.1", 100, raised=((11, 12),))
    two = line("It went on.23", 130, raised=((11, 13),))
    notes = [line(f"{n} Berg, {n}.", 690 + 10 * n, size=9.0, raised=((0, 1),)) for n in (1, 2, 3)]
    assert [[m.text for m in b.marks] for b in blocks(one, two, *notes)] == [
        ["Berg, 1."],
        ["Berg, 2.", "Berg, 3."],
    ]


def test_raised_numbers_without_a_note_are_kept():
    (block,) = blocks(line("It is 10 m2 big.", 100, raised=((10, 11),)))
    assert (block.text, block.marks) == ("It is 10 m2 big.", ())


def test_a_word_broken_at_a_line_end_is_mended_as_the_papers_have_it():
    held = "the cooperation of inter-Korean bodies at https://x.org/page"
    assert joined("the coop-", "eration", held.__contains__) == "the cooperation"
    assert joined("of inter-", "Korean", held.__contains__) == "of inter-Korean"
    assert joined("of never-", "seen", held.__contains__) == "of never-seen"
    assert joined("at https://x.org/", "page", held.__contains__) == "at https://x.org/page"
    assert joined("to and/", "or", held.__contains__) == "to and/ or"
