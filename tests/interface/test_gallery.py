"""Many figures in one answer are small pictures, not dozens of cards and captions."""

import html
import re
from dataclasses import replace

from chatbot.answering.extracts import make_extract, shown_figure
from chatbot.datatypes import Answer, Figure, Span
from chatbot.interface.rendering import render_answer

from .papers import make_paper


def paper_with_figures(name, count):
    """A paper whose text is captions, each a figure on page 3."""
    text = "".join(f"Figure {n}: Depth {n} of harbours.\n\n" for n in range(1, count + 1))
    figures, start = [], 0
    for n in range(1, count + 1):
        end = text.index("\n", start)
        figures.append(
            Figure(
                f"fig-{n}", f"Figure {n}", f"Depth {n} of harbours", None, (), Span(start, end),
                None, (), page="3", region=(0, 0, 90, 60),
            )
        )  # fmt: skip
        start = end + 2
    made = make_paper(name, f"Paper {name}")
    return replace(
        made, text=text, figures=tuple(figures), paragraphs=(), sections=(), footnotes=(), lists=()
    )


def answer_with(*papers):
    shown = [(paper, figure) for paper in papers for figure in paper.figures]
    return Answer(
        "Show the figures", "Show the figures", "answered", 0.95, figures_asked=True,
        extracts=tuple(
            make_extract(p, f.anchor, citation) for citation, (p, f) in enumerate(shown, start=1)
        ),
        figures=tuple(shown_figure(f, p) for p, f in shown),
    )  # fmt: skip


def test_many_figures_are_a_gallery_with_every_citation_once():
    one, two = paper_with_figures("one", 3), paper_with_figures("two", 4)
    message = render_answer(answer_with(one, two), {"one": one, "two": two})
    assert message.count("<li>") == 7
    assert "<blockquote" not in message and "figure-card" not in message
    text = html.unescape(re.sub(r"<[^>]+>", " ", message))
    for n in range(1, 8):
        assert text.count(f"[{n}] ") == 1
    assert text.index("Paper one") < text.index("[1]") < text.index("Paper two") < text.index("[4]")


def test_few_figures_keep_their_cards_and_their_words():
    paper = paper_with_figures("one", 4)
    message = render_answer(answer_with(paper), {"one": paper})
    assert message.count('class="figure-card"') == message.count("<blockquote") == 4


def test_what_is_quoted_besides_is_not_lost():
    paper = paper_with_figures("one", 5)
    answer = answer_with(paper)
    besides = replace(answer.extracts[0], start=answer.extracts[0].start + 1)
    message = render_answer(replace(answer, extracts=(besides,)), {"one": paper})
    assert "<blockquote" in message


def test_of_very_many_figures_the_first_are_shown_and_all_counted():
    paper = paper_with_figures("one", 61)
    message = render_answer(answer_with(paper), {"one": paper})
    assert message.count("<li>") == 60
    assert "Only the first 60 of 61 figures are listed" in message
