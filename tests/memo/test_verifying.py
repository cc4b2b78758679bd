"""Whether quoted words are exact, and what differs."""

from dataclasses import replace

import pytest

from chatbot.memo.exporting import ExportOptions, export_memo
from tests.fakes import make_document
from tests.memo.checking import FERRY, statuses, verdicts
from tests.memo.papers import excerpt, ferry, memo_of

RAW = "The town kept a *green*[^1] bell worth \\$5. It rang."


@pytest.mark.parametrize(
    "quoted",
    [
        "“It did not stop in winter.”",
        "«It did not stop in winter.»",
        "„It did not stop in winter.“",
        "„It did not stop in winter.”",
        '"It did not stop in winter."',
        "> It did not stop in winter.",
        "> “It did not stop in winter.”",
        "> It did not stop\n> in   winter.",
        "It says “It did not stop in winter,” and more.",
        "“It cost […] 40 euros.”",
        "“The ferry carried ... in 1999.”",
        "“[i]t did not stop in winter.”",
        "“It did not stop in winter. [...] It cost 40 euros.”",
        "“snow stopped the trains”",
        "‘It did not stop in winter’, she wrote; ‘closed’ was the word.",
        "『It did not stop in winter』",
        "She adds: “It did not stop in winter.\n\n“So it goes, and will go.",
        "“the pier was sold to a museum that never opened.” The town was surprised.",
        "“According to Minister Anna Berg, ‘the pier was sold to a museum that never opened.’”",
    ],
)
def test_unedited_quotations_are_exact_however_they_are_set(tmp_path, quoted):
    assert statuses(tmp_path, f"As said:\n\n{quoted}\n") == ["exact"]


@pytest.mark.parametrize(
    ("quoted", "diff"),
    [
        ("It did stop in winter.", [("removed", "not")]),
        ("It cost 41 euros.", [("removed", "40"), ("added", "41")]),
        ("carried 1,300 passengers a day", [("removed", "1,200"), ("added", "1,300")]),
        ("Engineers planned four tunnels, snow", [("removed", ";"), ("added", ",")]),
        ("It never did not stop in winter.", [("added", "never")]),
    ],
)
def test_an_edit_is_shown_word_by_word(tmp_path, quoted, diff):
    (verdict,) = verdicts(tmp_path, f"> {quoted}\n")
    assert verdict.status == "changed"
    assert [run for run in verdict.diff if run[0] != "same"] == diff
    assert verdict.document == "ferry"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("‘Engineers planned five tunnels; snow stopped the trains’, he says.", ["changed"]),
        ("The ‘Tunnels of the northern mountains’ is another book.", []),
        ("He said ‘all tunnels of the north are shut’ (Ito 2001, 4).", ["not_found"]),
        ("The travellers’ trunks and the guards’ lamps and the ferry carried, she said’s.", []),
        ("『Tunnels of the northern mountains』(Ito 2001)", []),
    ],
)
def test_single_marks_and_corner_brackets_raise_no_alarm_of_their_own(tmp_path, text, found):
    assert statuses(tmp_path, text) == found


def test_single_marks_end_at_the_last_that_is_no_apostrophe(tmp_path):
    text = "‘Critics’ claim that nobody needed it’, he says, ‘it cost 41 euros in all’."
    assert [v.text for v in verdicts(tmp_path, text)] == ["Critics’ claim that nobody needed it"]


def test_the_number_of_an_earlier_note_is_no_page(tmp_path):
    text = "> It cost 40 euros.[^1]\n\n[^1]: Berg (n 71).\n"
    (verdict,) = verdicts(tmp_path, text, ferry(pages=True))
    assert (verdict.status, verdict.cited) == ("exact", "Berg (n 71).")


def test_headings_of_a_paper_are_titles_in_notes(tmp_path):
    text = "> It cost 40 euros.[^1]\n\n[^1]: Berg, “The Ferry,” in “A Ferry Line,” 2019, para. 1.\n"
    assert statuses(tmp_path, text) == ["exact"]


def test_a_number_cut_at_its_edge_is_not_exact(tmp_path):
    assert statuses(tmp_path, "> 200 passengers a day in 1999.\n") == ["changed"]
    assert statuses(tmp_path, "> a day in 199\n")[0] != "exact"


def test_words_of_no_paper_are_not_found_and_terms_are_left_alone(tmp_path):
    assert statuses(tmp_path, "He said “we shall all fly to the moon tomorrow”.") == ["not_found"]
    assert statuses(tmp_path, "A so-called “moon base” was built.") == []
    assert statuses(tmp_path, "The “green lantern” hung there.") == ["exact"]
    assert statuses(tmp_path, "Some “41 euros” were paid.") == ["not_found"]


def test_questions_headings_and_heads_quote_nothing(tmp_path):
    text = "# On “the flight to the moon”\n\n**Subject:** “our flight to the moon”\n\n"
    assert statuses(tmp_path, f"{text}What is “the flight to the moon”?\n") == []


def test_words_as_printed_are_exact_too(tmp_path):
    source = replace(make_document(RAW).source, text=RAW)
    clean = "The town kept a green bell worth $5. It rang."
    document = make_document(clean)
    assert statuses(tmp_path, "> a green bell worth $5.", document) == ["exact"]
    from chatbot.documents.text_reader import parse

    read = parse(source, "paper")
    assert statuses(tmp_path, '"The town kept a *green*[^1] bell worth \\$5."', read, "m.txt") == [
        "exact"
    ]


def test_composed_and_decomposed_letters_are_the_same(tmp_path):
    document = make_document("북방정책은 성공했다고 한다. Café déjà vu was open.")
    text = "> 북방정책은 성공했다고 한다. Cafe\u0301 de\u0301ja\u0300 vu was open."
    assert statuses(tmp_path, text, document) == ["exact"]


def test_a_style_by_its_own_file_is_used(tmp_path):
    from chatbot.citations.styles import style_file

    own = tmp_path / "own.csl"
    own.write_bytes(style_file("apa").read_bytes())
    path = tmp_path / "m.md"
    export_memo(
        memo_of(FERRY, excerpt(FERRY, "It cost 40 euros.")), path, ExportOptions(style=str(own))
    )
    assert "(Berg, 2019, para. 1)" in path.read_text("utf-8")
