"""Lists, figures, notes and the paper itself: what is asked for, and what is not."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chatbot.answering.about import answer_about
from chatbot.answering.enumerations import extracts_for, match_enumeration
from chatbot.answering.figures import match_figures
from chatbot.answering.footnotes import footnote_question, footnotes_in
from chatbot.answering.question import analyse_question
from chatbot.answering.wording import bare_terms
from tests.answering.papers import HARBOUR, block_list, find, inline_list
from tests.fakes import make_document


def asked_list(question):
    match = match_enumeration(HARBOUR, analyse_question(question), bare_terms(question))
    if match is None:
        return None
    if match.lacking:
        return f"{match.enumeration.id} lacks it"
    return match.enumeration.id + (f"#{match.item.number}" if match.item else "")


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Why did the ferry plan collapse?", "list-1"),
        ("why did the ferry not work out", "list-1"),
        ("What were the reasons for the failure of the ferry plan?", "list-1"),
        ("reasons for the failure of the ferry", "list-1"),
        ("What went wrong with the ferry plan?", "list-1"),
        ("What prevented the ferry plan from succeeding?", "list-1"),
        ("How many reasons are there for the collapse of the ferry plan?", "list-1"),
        ("what causes brought down the ferry plan?", "list-1"),
        ("What are the goals of the city's harbour policy?", "list-2"),
        ("list the goals", "list-2"),
        ("which aims does the city have for the harbour", "list-2"),
        ("What is the second goal?", "list-2#2"),
        ("goal three", "list-2#3"),
        ("the last reason", "list-1#3"),
        ("Which towns will the bridge serve?", "list-3"),
        ("Why did the council sell the old pier?", None),
        ("Why did steel prices rise?", None),
        ("Why did the ferry plan succeed?", None),
        ("why did the bridge collapse", None),
        ("What are the goals of the opposition in parliament?", None),
        ("what is the fifth goal?", "list-2 lacks it"),
        ("what is the third reason", "list-1#3"),
        ("What obstacles kept the ferry plan from succeeding?", "list-1"),
        ("what stood in the way of the ferry plan?", "list-1"),
        ("Which problems did the ferry plan run into?", "list-1"),
        ("What held the ferry plan back?", "list-1"),
        ("summarize the reasons the ferry plan was not successful", "list-1"),
        ("What does the city want in its harbour policy?", "list-2"),
        ("What do you want to know?", None),
        ("Which countries joined?", None),
        ("How many passengers did it carry?", None),
        ("Who ran the ferry?", None),
    ],
)
def test_which_list_is_asked(question, expected):
    assert asked_list(question) == expected


def test_extracts_of_a_block_list_are_its_items_and_the_trailer():
    question = "Why did the ferry plan collapse?"
    match = match_enumeration(HARBOUR, analyse_question(question), bare_terms(question))
    extracts = extracts_for(match)
    assert [HARBOUR.slice(e.span) for e in extracts] == [
        "First, nobody counted the passengers. Surveys came too late.",
        "Second, tickets cost more than the bus. A family paid 40 euros.",
        "Third, storms closed the line every winter.",
        "There were other obstacles, such as old piers and a lack of crews.",
    ]
    assert [e.label.number if e.label else None for e in extracts] == [1, 2, 3, None]
    assert match.of == 3


def test_an_inline_list_is_one_sentence_with_its_items_highlighted():
    question = "Which towns will the bridge serve?"
    match = match_enumeration(HARBOUR, analyse_question(question), bare_terms(question))
    (extract,) = extracts_for(match)
    assert HARBOUR.slice(extract.span).startswith("The bridge will serve")
    assert [HARBOUR.slice(h) for h in extract.highlights] == [
        "Alba",
        "Bruma",
        "Corvo on the northern shore",
    ]


def asked_figures(question, spans=()):
    analysis = analyse_question(question)
    return [f.id for f in match_figures(HARBOUR, analysis, bare_terms(question), spans)]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("show me the chart of ferry passengers", ["fig-1"]),
        ("Is there a graph on steel prices?", ["fig-2"]),
        ("figure 2", ["fig-2"]),
        ("is there a chart about cargo volumes", ["fig-3"]),
        ("display the customs chart", ["fig-3"]),
        ("list all figures", ["fig-1", "fig-2", "fig-3"]),
        ("what does the first chart show?", ["fig-1"]),
        ("on a chart, how steel was priced in Europe", ["fig-2"]),
        ("Did the Port Office supply the data for any of the figures?", ["fig-1"]),
        ("does a graph use customs statistics?", ["fig-3"]),
        ("which graph's source is the Port Office?", ["fig-1"]),
        ("is there anything visual on steel?", ["fig-2"]),
        ("could I see a picture of what Europeans pay as the steel price", ["fig-2"]),
        ("Was any graph drawn from central bank data?", []),
        ("figure 7", []),
        ("show me the chart on unemployment", []),
        ("How many passengers were there?", []),
    ],
)
def test_which_figure_is_asked(question, expected):
    assert asked_figures(question) == expected


def test_an_extract_that_names_a_figure_brings_it():
    sentence = find(HARBOUR, "Steel prices rose by 30% in 2008, as Figure 2 shows.")
    assert asked_figures("how much did steel rise", (sentence,)) == ["fig-2"]


def asked_notes(question):
    analysis = analyse_question(question)
    return [
        match.footnote.mark for match in footnote_question(HARBOUR, analysis, bare_terms(question))
    ]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("What does footnote 2 say?", ["2"]),
        ("footnote 9", []),
        ("What source does it give for the passengers in 2005?", ["1"]),
        ("who reported that steel prices rose by 30%?", ["2"]),
        ("What is the source for the unemployment rate?", []),
        ("How many passengers were there?", []),
    ],
)
def test_which_note_is_asked(question, expected):
    assert asked_notes(question) == expected


def test_a_note_comes_with_the_sentence_that_carries_its_mark():
    question = "footnote 1"
    (match,) = footnote_question(HARBOUR, analyse_question(question), bare_terms(question))
    assert HARBOUR.slice(match.sentence).endswith("400 in 2005.")


def test_notes_belong_to_extracts_up_to_their_last_character():
    carrying = find(HARBOUR, "It carried 1,200 passengers a day in 1999 and 400 in 2005.")
    assert [n.mark for n in footnotes_in(HARBOUR, carrying)] == ["1"]
    following = find(HARBOUR, "The Port Authority of Ostrava (PAO) ran it.")
    assert footnotes_in(HARBOUR, following) == ()


@pytest.mark.parametrize(
    ("question", "topic", "short"),
    [
        ("Who wrote this paper?", "author", "Ana Pereira"),
        ("author?", "author", "Ana Pereira"),
        (
            "what is the author's position",
            "affiliation",
            "Senior Lecturer, University of Porto (UP)",
        ),
        ("Where does the author work?", "affiliation", "Senior Lecturer, University of Porto (UP)"),
        ("Who published this study?", "publisher", "Maritime Institute"),
        ("when was the paper published", "date", "May 2009"),
        ("What is the title of this paper?", "title", "Bridges Across the Strait"),
        ("Which series is it in?", "series", "Harbour Studies No. 12"),
        ("May I attribute these views to the institute?", "attribution", None),
        ("Where can I find the paper online?", "contact", "maritime.example.org"),
    ],
)
def test_questions_about_the_paper_itself(question, topic, short):
    match = answer_about(HARBOUR, analyse_question(question))
    assert match.topic == topic
    assert (HARBOUR.slice(match.short) if match.short else None) == short
    assert match.spans


@pytest.mark.parametrize(
    "question",
    [
        "Who wrote the harbour plan?",
        "who is the author of the ferry plan",
        "When was the ferry line opened?",
        "Who published the Port Yearbook?",
        "what does the author say about steel",
        "what is the author's view of the bridge",
        "where was it built?",
        "What is the title of the second goal?",
    ],
)
def test_questions_about_contents_are_not_about_the_paper(question):
    assert answer_about(HARBOUR, analyse_question(question)) is None


@settings(max_examples=60)
@given(st.text(max_size=120))
def test_no_question_crashes_anything(question):
    analysis, terms = analyse_question(question), bare_terms(question)
    match = match_enumeration(HARBOUR, analysis, terms)
    spans = [e.span for e in extracts_for(match)] if match else []
    match_figures(HARBOUR, analysis, terms, spans)
    footnote_question(HARBOUR, analysis, terms)
    about = answer_about(HARBOUR, analysis)
    spans += about.spans if about else ()
    assert all(0 <= s.start < s.end <= len(HARBOUR.text) for s in spans)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("point 2 of the harbour policy goals", "list-2#2"),
        ("Which goal comes last?", "list-2#3"),
        ("What kinds of towns will the bridge serve?", "list-3"),
    ],
)
def test_loose_names_of_lists_and_items(question, expected):
    assert asked_list(question) == expected


def test_the_source_of_a_figure_is_no_footnote():
    question = "Where do the numbers in the steel chart come from?"
    assert asked_notes(question) == []
    assert asked_figures(question) == ["fig-2"]


def test_a_list_that_leans_back_brings_the_sentence_before_and_the_added_factor():
    document = make_document(
        "The tram was never built. This is due to several factors, including high costs, old maps "
        "and bad weather. Noise was another factor. Buses run instead."
    )
    listed = inline_list(
        document,
        "list-1",
        "This is due to several factors, including",
        ("high costs", "old maps", "bad weather"),
    )
    document = replace(document, lists=(listed,))
    question = "Why was the tram never built?"
    match = match_enumeration(document, analyse_question(question), bare_terms(question))
    (extract,) = extracts_for(match)
    quote = document.slice(extract.span)
    assert quote.startswith("The tram was never built.")
    assert quote.endswith("Noise was another factor.")


def test_a_series_of_numbers_is_no_list():
    document = make_document("Sales by region came to 52 in 2007, 21 in 2014 and 17 in 2016.")
    series = inline_list(
        document, "list-1", "Sales by region came to", ("52 in 2007", "21 in 2014", "17 in 2016")
    )
    document = replace(document, lists=(series,))
    question = "What are the sales by region?"
    assert match_enumeration(document, analyse_question(question), bare_terms(question)) is None


def test_a_sentence_that_announces_a_list_is_no_list_of_its_own():
    lead = "The port has commands to show, change, or undo rights:"
    document = make_document(f"{lead}\n\nSHOWR\n\nCHGR\n\nUNDOR\n\n")
    joined = inline_list(document, "list-1", "The port has commands to", ["show", "change"])
    joined = replace(
        joined,
        items=(
            *joined.items,
            replace(joined.items[1], number=3, span=find(document, "undo rights:")),
        ),
    )
    question = "What commands does the port have to show rights?"
    announced = block_list(document, "list-2", lead, [("", "SHOWR"), ("", "CHGR"), ("", "UNDOR")])
    document = replace(document, lists=(joined, announced))
    match = match_enumeration(document, analyse_question(question), bare_terms(question))
    assert match is not None and match.enumeration.id == "list-2"
