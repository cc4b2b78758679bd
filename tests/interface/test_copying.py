import html
import re
from dataclasses import replace

from chatbot.datatypes import Span
from chatbot.interface.copying import copied, copied_place
from chatbot.interface.loading import Loading
from chatbot.interface.places import Place, address
from tests.memo.papers import TEXT, excerpt, ferry

from .knowing import KnowingChatbot

FERRY = ferry()
LOADING = Loading(lambda: KnowingChatbot(documents={"ferry": FERRY}))


def span_of(words):
    start = TEXT.index(words)
    return Span(start, start + len(words))


def test_a_short_quotation_stands_in_marks_with_its_citation():
    made = copied(FERRY, span_of("It cost 40 euros."))
    assert made.plain == "“It cost 40 euros.” (Berg 2019, para. 1)"
    assert made.html == ('<p><span lang="en">“It cost 40 euros.”</span> (Berg 2019, para. 1)</p>')


def test_a_long_one_is_a_block_of_its_own():
    words = TEXT[TEXT.index("The ferry carried") : TEXT.index(" The town")]
    made = copied(FERRY, span_of(words))
    first, second = words.split("\n\n")
    assert made.html == (
        f'<blockquote lang="en"><p>{first}</p><p>{second} '
        '<span lang="en">(Berg 2019, para. 1)</span></p></blockquote>'
    )
    assert made.plain == f"“{words}” (Berg 2019, para. 1)"


def test_a_note_goes_on_a_line_of_its_own_with_the_styles_italics():
    made = copied(FERRY, span_of("It cost 40 euros."), "chicago-notes")
    assert made.plain.startswith("“It cost 40 euros.”\n\nAnna Berg, Bridges Across the Strait")
    assert "<i>Bridges Across the Strait</i>" in made.html


def test_marks_are_those_of_the_papers_language_and_nothing_is_markup():
    russian = replace(FERRY, language="ru")
    assert copied(russian, span_of("It cost 40 euros.")).plain.startswith("«It cost 40 euros.»")
    signs = copied(FERRY, span_of("\\n <b> [link](x)."))
    assert "&lt;b&gt;" in signs.html
    assert "<b>" in signs.plain


def test_a_fault_copies_nothing_and_logs_no_word_of_the_paper(monkeypatch, caplog):
    def fail(*_):
        raise ValueError("40 euros")

    monkeypatch.setattr("chatbot.interface.copying.copied", fail)
    place = address(Place("ferry", span_of("It cost 40 euros.")))
    assert copied_place(place, "apa", 7, LOADING) == '<i data-asked="7"></i>'
    assert "euros" not in caplog.text and "ValueError" in caplog.text


def test_what_a_browser_names_is_checked():
    held = excerpt(FERRY, "It cost 40 euros.").pieces[0]
    place = address(Place("ferry", Span(held.start, held.end)))
    made = copied_place(place, "apa", 3, LOADING)
    assert 'data-asked="3"' in made
    plain = html.unescape(re.search(r'data-plain="([^"]*)"', made)[1])
    assert plain == "“It cost 40 euros.” (Berg, 2019, para. 1)"
    assert copied_place(place, "/etc/passwd.csl", 3, LOADING).count("data-plain") == 1
    assert copied_place("ferry/9-1/quote/", "apa", "x", LOADING) == '<i data-asked="0"></i>'
