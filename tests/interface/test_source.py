import html
import re
from dataclasses import replace

import pytest

from chatbot.datatypes import Span
from chatbot.interface.figures_view import figures_page
from chatbot.interface.places import Place, place_at, place_of
from chatbot.interface.segments import segments
from chatbot.interface.source_panel import source_home, source_page
from chatbot.interface.source_view import view

from .answers import answer_to
from .papers import HOSTILE, make_paper

PAPER = make_paper()
DOCUMENTS = {PAPER.id: PAPER}
QUOTED = place_of(answer_to("hallin grow", PAPER).extracts[0])


def text_of(page):
    return html.unescape(re.sub(r"<[^>]+>", "", page))


def marked(page):
    return text_of("".join(re.findall(r"<mark>.*?</mark>", page)))


def targets(page):
    """The places that the panel's buttons lead to, by their names."""
    buttons = re.findall(r'data-show="([^"]+)"[^>]*data-key="([^"]+)"', page)
    return {html.unescape(k): place_at(html.unescape(a), DOCUMENTS) for a, k in buttons}


def span_of(text):
    start = PAPER.text.index(text)
    return Span(start, start + len(text))


def test_the_quote_is_marked_in_its_paragraph_with_its_neighbours():
    page = source_page(QUOTED, PAPER)
    assert marked(page) == PAPER.slice(QUOTED.span)
    shown = text_of(page)
    for part in ("II. What was tried", "Paragraph 6 of 8", "Third, dredging", "The clerk wrote"):
        assert part in shown
    assert '<span class="hit">1&#46;4 metres</span>' in page


def test_one_can_step_to_the_paragraphs_beside_it():
    steps = targets(source_page(QUOTED, PAPER))
    assert PAPER.slice(steps["Previous paragraph"].span).startswith("Third, dredging")
    assert PAPER.slice(steps["Next paragraph"].span).startswith("The clerk wrote")
    assert not steps["Next paragraph"].quoted


def test_stepping_on_and_back_reaches_every_block_and_ends():
    seen, place = [], Place(PAPER.id, Span(0, 1))
    while True:
        now = view(PAPER, place.span)
        seen.append(now.current.span)
        if now.following is None:
            break
        assert view(PAPER, now.following.span).previous.span == now.current.span
        place = replace(place, span=now.following.span)
    assert {p.span for p in PAPER.paragraphs} <= set(seen)
    assert len(seen) == len(PAPER.paragraphs) + len(PAPER.figures) + len(PAPER.footnotes)


def test_as_printed_shows_the_source_and_switches_back():
    printed = source_page(targets(source_page(QUOTED, PAPER))["printed"], PAPER)
    assert "the port of *Hallin* moved" in text_of(printed)
    assert 'aria-pressed="true"' in printed
    assert targets(printed)["printed"] == QUOTED
    assert targets(printed)["Next paragraph"].printed


def test_as_printed_loses_and_doubles_nothing_where_a_quote_cuts_emphasis():
    paragraph = next(p for p in PAPER.paragraphs if p.number == 6)
    for cut in range(1, len(paragraph.span)):
        place = Place(PAPER.id, Span(paragraph.span.start, paragraph.span.start + cut), (), True)
        shown = re.search(r'<p class="paragraph now".*?</span>(.*?)</p>', source_page(place, PAPER))
        assert text_of(shown[1]).startswith("In 2012 the port of *Hallin* moved its pier.")


def test_notes_of_the_paragraph_stand_below_it():
    page = source_page(place_of(answer_to("cost", PAPER).extracts[0]), PAPER)
    assert "Note 1 In the prices of 2015" in text_of(page)
    printed = source_page(replace(QUOTED, span=span_of("The mean loss"), printed=True), PAPER)
    assert "\\$4 million worth of dredging a year.¹" in text_of(printed)


def test_quote_and_both_citations_can_be_copied():
    page = source_page(QUOTED, PAPER)
    place = html.unescape(re.search(r'data-copy-place="([^"]*)"', page)[1])
    assert place_at(place, DOCUMENTS).span == QUOTED.span
    copies = [html.unescape(c) for c in re.findall(r'data-copy="([^"]*)"', page)]
    assert copies[0] == "(Tern 2018, para. 6)"
    assert copies[1].startswith("Ada Tern, ")
    rich = [html.unescape(c) for c in re.findall(r'data-copy-html="([^"]*)"', page)]
    assert rich[0] == copies[0]
    assert rich[1] != copies[1]


def test_the_outline_says_where_one_is():
    page = source_page(QUOTED, PAPER)
    here = re.search(r'aria-current="location">(.*?)</button>', page)[1]
    assert text_of(here) == "II. What was tried"


def test_an_opened_paragraph_is_not_marked_as_a_quote():
    page = source_page(Place(PAPER.id, PAPER.paragraphs[-1].span, quoted=False), PAPER)
    assert "<mark>" not in page and 'class="paragraph now"' in page


@pytest.mark.parametrize("text", ["DEPTH OF SIX", "In the prices of 2015", "I. Why harbours"])
def test_figures_notes_and_headings_can_be_opened_too(text):
    assert text in text_of(source_page(Place(PAPER.id, span_of(text)), PAPER))


def test_front_matter_is_named():
    assert "Front matter" in text_of(source_page(Place(PAPER.id, span_of("Ada Tern")), PAPER))


def test_segments_tile_the_span_whatever_is_marked():
    place = Place("x", Span(3, 8), ((4, 6), (5, 7)))
    parts = segments(Span(0, 10), place)
    assert [(p.span.start, p.span.end, p.quoted, p.hit) for p in parts] == [
        (0, 3, False, False),
        (3, 4, True, False),
        (4, 5, True, True),
        (5, 6, True, True),
        (6, 7, True, True),
        (7, 8, True, False),
        (8, 10, False, False),
    ]


def test_a_document_without_any_structure_is_shown_as_its_title():
    empty = replace(PAPER, sections=(), paragraphs=(), figures=(), footnotes=())
    assert "Harbours of the North" in text_of(source_page(QUOTED, empty))


def test_hostile_text_in_a_document_is_text():
    hostile = replace(
        make_paper(title=HOSTILE),
        figures=(replace(PAPER.figures[0], title=HOSTILE, source=HOSTILE, notes=(HOSTILE,)),),
    )
    place = Place(hostile.id, hostile.paragraphs[7].span)
    pages = source_page(place, hostile) + source_home({"x": hostile}) + figures_page({"x": hostile})
    for unsafe in ("<img src=x", "<script", "javascript:", "onerror=", "{{", "${"):
        assert unsafe not in pages
    assert pages.count("window&#46;hacked") >= 10


def test_all_figures_are_listed_and_an_untitled_one_is_called_so():
    page = figures_page(DOCUMENTS)
    shown = text_of(page)
    assert page.count('class="figure-card"') == 2
    assert "Untitled figure" in shown and "Source: Port of Hallin" in shown
    assert shown.count("The text edition has no image of this figure.") == 2
    assert "No paragraph of the text was found to discuss it." in shown


def test_an_image_is_shown_with_its_title_as_alternative():
    figure = replace(PAPER.figures[0], image="images/fig 1.png")
    page = figures_page({"x": replace(PAPER, figures=(figure,))})
    assert 'alt="DEPTH OF SIX HARBOURS &#40;1990–2010&#41;"' in page
    assert (
        html.unescape(re.search(r'src="([^"]+)"', page)[1]) == "gradio_api/file=images/fig%201.png"
    )


def test_a_figure_with_a_place_on_its_page_shows_its_picture_when_it_comes_into_view():
    figure = replace(PAPER.figures[0], page="iv", region=(90.0, 60.0, 390.0, 210.0))
    page = figures_page({"x": replace(PAPER, figures=(figure,))})
    image = re.search(r"<img[^>]*>", page)[0]
    assert html.unescape(re.search(r'src="([^"]+)"', image)[1]) == (
        f"papers/figure?document={PAPER.id}&figure={figure.id}"
    )
    assert 'loading="lazy" width="400" height="200"' in image
    assert 'alt="DEPTH OF SIX HARBOURS &#40;1990–2010&#41;"' in image
    link = page[page.index('class="figure-picture"') :]
    assert html.unescape(re.search(r'href="#src=([^"]+)"', link)[1]) == (
        f"{PAPER.id}/{figure.anchor.start}-{figure.anchor.end}/quote/"
    )
    assert "no image" not in text_of(page) and "Page iv" in text_of(page)


def test_no_figures_are_said_to_be_none():
    assert "No figures were found" in figures_page({"x": replace(PAPER, figures=())})


def test_home_lists_the_sections_of_one_paper_and_folds_those_of_several():
    assert text_of(source_home(DOCUMENTS)).count("What was tried") == 1
    assert source_home({**DOCUMENTS, "b": make_paper("b")}).count("<details>") == 2
