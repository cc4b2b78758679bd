import html
import re
from dataclasses import replace

import pytest

from chatbot.answering.structures import NO_SUCH_FIGURE
from chatbot.datatypes import (
    Answer,
    Enumeration,
    EnumerationShown,
    ItemLabel,
    ListItem,
    Locator,
    Span,
)
from chatbot.interface.labels import byline, full_place, list_noun, short_place, shortened
from chatbot.interface.rendering import (
    held_back,
    render_answer,
    render_note,
    render_question,
    verdict,
)
from chatbot.languages.reasons import NOT_EXACTLY, NOTHING_CLOSE

from .answers import answer_to
from .papers import HOSTILE, extract, make_paper

PAPER = make_paper()
DOCUMENTS = {PAPER.id: PAPER}
QUESTIONS = [
    "By how much did the depth at Hallin grow?",
    "Why do harbours silt up?",
    "Show the figure",
    "What did it cost?",
    "And Oslo?",
    "The clerk",
    "hello",
    "what about ships",
    "Who won the cup?",
]


def rendered(question, **changes):
    answer = answer_to(question, PAPER)
    return render_answer(replace(answer, **changes), DOCUMENTS)


def text_of(message):
    return html.unescape(re.sub(r"<[^>]+>", " ", message))


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_quote_is_shown_letter_by_letter(question):
    answer = answer_to(question, PAPER)
    message = render_answer(answer, DOCUMENTS)
    shown = [
        html.unescape(re.sub(r"</?mark>", "", quote))
        for quote in re.findall(r"<blockquote[^>]*>(.*?)</blockquote>", message)
    ]
    assert shown == [e.quote for e in (*answer.extracts, *answer.nearest)]


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_message_is_one_block_that_markdown_leaves_alone(question):
    message = rendered(question)
    assert message.startswith("<div") and "\n" not in message


def test_a_short_answer_leads_with_its_chip():
    message = rendered("hallin grow")
    lead = re.search(r'<p class="verdict short">(.*?)</p>', message)[1]
    assert text_of(lead).split() == ["1.4", "metres", "[1]"]


def test_highlights_are_marked_and_chips_carry_the_place():
    message = rendered("hallin grow")
    assert "<mark>1&#46;4 metres</mark>" in message
    link = html.unescape(re.search(r'class="chip" href="#src=([^"]+)"', message)[1])
    start = PAPER.text.index("The depth grew")
    assert link.startswith(f"harbours/{start}-")
    assert "[1] § II · ¶ 6" in text_of(message)


def test_a_list_says_how_many_of_its_items_are_shown():
    assert "The paper gives 3 points · 3 of 3 shown" in text_of(rendered("silt"))
    cut = rendered("silt", enumeration=EnumerationShown(3, 6))
    assert "6 points · 3 of 6 shown" in text_of(cut)


def test_an_item_is_named_unless_its_quote_begins_with_the_name():
    named = extract(PAPER, "Nobody had expected it.", item=ItemLabel("l", 1, "Goal One"))
    answer = replace(answer_to("silt", PAPER), extracts=(named,))
    assert '<p class="item" lang="en">Goal One</p>' in render_answer(answer, DOCUMENTS)
    assert 'class="item"' not in rendered("silt")


@pytest.mark.parametrize(
    ("lead", "label", "noun"),
    [
        ("The survey names three reasons.", "First", "reasons"),
        ("It stalled for the following reasons.", "First", "reasons"),
        ("Seoul pursues the following main goals.", "1", "goals"),
        ("Then came this.", "Second", None),
        ("Then came this.", "Area Three", "areas"),
    ],
)
def test_a_list_is_called_what_the_paper_calls_it(lead, label, noun):
    paper = replace(
        PAPER,
        text=lead,
        lists=(
            Enumeration(
                "l", "block", Span(0, len(lead)), (ListItem(1, "", *[Span(0, 1)] * 2, ()),)
            ),
        ),
    )
    item = replace(answer_to("silt", PAPER).extracts[0], list_item=ItemLabel("l", 1, label))
    answer = replace(answer_to("silt", PAPER), extracts=(item,))
    assert list_noun(answer, {paper.id: paper}) == noun


def test_a_footnote_stands_under_the_quote_that_carries_its_mark():
    message = rendered("cost")
    assert "<summary>Note 1</summary>" in message
    assert "In the prices of 2015, after the Coastal Survey." in text_of(message)


def test_uncertain_says_so_and_names_what_is_missing():
    shown = text_of(rendered("oslo"))
    assert "The paper may not answer this exactly." in shown
    assert "Nothing shown here accounts for:  Oslo" in shown


def test_not_found_shows_the_closest_passages_as_no_answer():
    message = rendered("cup")
    assert "The paper does not say." in text_of(message)
    assert message.index("Closest passages") < message.index("<blockquote")


def test_a_figure_card_has_title_notes_source_and_says_that_there_is_no_image():
    shown = text_of(rendered("figure"))
    for part in ("DEPTH OF SIX HARBOURS (1990–2010)", "In metres at low water.", "Coastal Survey"):
        assert part in shown
    assert "The text edition has no image of this figure." in shown
    assert "¶ 8" in shown


def test_a_command_shows_its_message_and_a_rewritten_question_is_told():
    assert "Hello. Ask a question about the paper." in text_of(rendered("hello"))
    assert "Searched for:" not in rendered("hello", interpreted_question="else")
    assert "Searched for:  what about ships (after: nothing)" in text_of(
        rendered("what about ships")
    )


def test_other_capitals_are_no_other_question():
    asked = rendered("cup").count("Searched for:")
    assert rendered("cup", interpreted_question="CUP").count("Searched for:") == asked == 0


def test_hostile_text_is_shown_as_text_wherever_it_stands():
    answer = answer_to("oslo", PAPER)
    footnote = replace(
        answer_to("cost", PAPER).extracts[0].footnotes[0], mark=HOSTILE, text=HOSTILE
    )
    quote = replace(
        answer.extracts[0], footnotes=(footnote,), locator=Locator((HOSTILE,), 3, HOSTILE)
    )
    message = render_answer(
        replace(
            answer,
            reason=HOSTILE,
            missing=(HOSTILE,),
            interpreted_question=HOSTILE,
            extracts=(quote,),
        ),
        DOCUMENTS,
    )
    for unsafe in ("<img", "<script", "javascript:", "`", "$", "*", "{{", "onerror="):
        assert unsafe not in message
    assert text_of(message).count(HOSTILE) >= 4
    assert HOSTILE in text_of(render_question(HOSTILE))
    assert HOSTILE in text_of(render_note(HOSTILE))


def test_with_several_papers_chips_name_the_paper_and_verdicts_speak_of_papers():
    both = {**DOCUMENTS, "other": make_paper("other", "Another Title")}
    message = render_answer(answer_to("cost", PAPER), both)
    assert "[1] Harbours of the North · § I · ¶ 1" in text_of(message)
    assert verdict(answer_to("cup", PAPER), several=True) == "The papers do not say."
    asked_one = replace(answer_to("cup", PAPER), searched=1)
    assert verdict(asked_one, several=True) == "The paper does not say."


def test_what_a_removed_paper_answered_still_names_it():
    others = {"other": make_paper("other", "Another Title")}
    quoted = text_of(render_answer(answer_to("cost", PAPER), others))
    assert "[1] harbours (no longer here) · § I · ¶ 1" in quoted
    message = text_of(render_answer(answer_to("Show the figure", PAPER), others))
    name = answer_to("Show the figure", PAPER).figures[0].title
    assert f"{name} · harbours (no longer here)" in message


def test_places_are_named_short_and_full():
    locator = Locator(("II. What was tried",), 6, "12", ("12", "13"))
    assert short_place(locator) == "§ II · ¶ 6 · pp. 12–13"
    assert full_place(locator) == "section II. What was tried, paragraph 6, pages 12–13"
    assert short_place(Locator(("Methods and materials of the survey",), None, None)) == (
        "Methods and materials of …"
    )
    assert short_place(Locator((), None, None)) == ""


def test_a_byline_takes_what_is_known():
    assert byline(PAPER) == "Ada Tern · Coast Papers 12 · 2018"
    assert byline(replace(PAPER, metadata={})) == ""
    many = {"author": [{"literal": f"A{n}"} for n in range(5)]}
    assert byline(replace(PAPER, metadata=many)) == "A0, A1, A2 et al."
    ordered = {"author": [{"family": "Lee", "given": "Jae-Young", "static-ordering": True}]}
    assert byline(replace(PAPER, metadata=ordered)) == "Lee Jae-Young"


@pytest.mark.parametrize(
    ("quote", "place"),
    [
        ("Source: Coastal Survey.", "Figure"),
        ("In the prices of 2015", "Note 1"),
        ("Ada Tern", "Front matter"),
    ],
)
def test_a_chip_names_what_stands_outside_the_sections(quote, place):
    outside = replace(extract(PAPER, quote), locator=Locator((), None, None))
    message = render_answer(replace(answer_to("cost", PAPER), extracts=(outside,)), DOCUMENTS)
    assert f"[1] {place}" in text_of(message)


def test_a_heading_that_only_looks_like_a_numeral_is_no_number():
    assert short_place(Locator(("Mild: a case",), None, None)) == "Mild: a case"
    assert short_place(Locator(("3.2. Results",), None, None)) == "§ 3.2"


def test_shortening_cuts_at_a_word():
    assert shortened("one two three", 9) == "one two …"
    assert shortened("short", 9) == "short"


@pytest.mark.parametrize(
    ("status", "reason", "said"),
    [
        ("uncertain", NOT_EXACTLY, None),
        ("uncertain", NO_SUCH_FIGURE, NO_SUCH_FIGURE),
        ("not_found", NOTHING_CLOSE, NOTHING_CLOSE),
        ("answered", NO_SUCH_FIGURE, None),
    ],
)
def test_a_reason_is_said_where_the_verdict_does_not_say_it(status, reason, said):
    assert held_back(Answer("q?", "q?", status, 0.5, reason=reason)) == said
