"""Which figure a question means: by synonyms, place, neighbours, kind, or by what is near."""

import time
from dataclasses import replace

import pytest

from chatbot.answering.figures import match_figures, near_figures, source_figure
from chatbot.answering.labelled_figures import as_meant
from chatbot.answering.question import analyse_question
from chatbot.answering.structures import NEAR_FIGURE, figure_draft
from chatbot.answering.wording import bare_terms
from chatbot.documents.text_reader import read_text_document

PAPER = """HARBOURS AND THEIR POWER

Ann Reed

1. Introduction

German-Polish trade grew by 5% in 2009, after a poor year for the two neighbours.

Source: Chamber of Shipping.

Harbours use electricity for cranes and cold stores. Demand has grown since 2005.

ELECTRICITY CONSUMPTION OF TWELVE HARBOURS (2005–2020)

* Hamburg, Gdansk, Bergen

Source: National Grid Office.

Cold stores account for most of the rise, while lighting became more efficient.

Table 1: Sensors installed in each harbour.

The sensors were checked every month against a reference meter.

FOREIGN INVESTMENT IN HARBOURS

Source: Ministry of Finance.

Most of the money came from pension funds, which look for steady returns.
"""


@pytest.fixture(scope="module")
def paper(tmp_path_factory):
    path = tmp_path_factory.mktemp("paper") / "harbours.txt"
    path.write_text(PAPER, encoding="utf-8")
    return read_text_document(path, "harbours")


def asked(paper, question, match=match_figures):
    found = match(paper, analyse_question(question), bare_terms(question))
    return [figure.id for figure in found]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Is there a chart of bilateral commerce?", ["fig-1"]),
        ("Does the paper have a plot of exports between the two countries?", ["fig-1"]),
        ("which figure has no title?", ["fig-1"]),
        ("the untitled chart", ["fig-1"]),
        ("which chart comes before the one about electricity?", ["fig-1"]),
        ("what chart follows the graph of German-Polish trade", ["fig-2"]),
        ("is there a graph of power usage", ["fig-2"]),
        ("Does Bergen appear in any of the charts?", ["fig-2"]),
        ("figure two", ["fig-2"]),
        ("What's the last figure in the paper?", ["fig-4"]),
        ("third diagram title", ["fig-4"]),
        ("graph of money from abroad", ["fig-4"]),
        ("I need the visual that shows overseas capital", ["fig-4"]),
        ("the first table", ["fig-3"]),
        ("list the tables", ["fig-3"]),
        ("list all figures and tables", ["fig-1", "fig-2", "fig-3", "fig-4"]),
        ("What are the titles of the figures?", ["fig-1", "fig-2", "fig-3", "fig-4"]),
        ("where do the data of all the charts come from", ["fig-1", "fig-2", "fig-3", "fig-4"]),
        ("Is there a chart of fish landings?", []),
        ("Which chart has no heading?", ["fig-1"]),
        ("Which harbours does the asterisk stand for?", ["fig-2"]),
        ("Bergen is mentioned in which figure?", ["fig-2"]),
        ("electricity chart and its source", ["fig-2"]),
        ("Is there anything graphical on foreign investment?", ["fig-4"]),
        ("where does the paper chart electricity consumption", ["fig-2"]),
        ("What years are covered by the electricity consumption figure?", ["fig-2"]),
        ("grafic of electricity consumption", ["fig-2"]),
        ("what is the source of the 2 chart", ["fig-2"]),
        ("what comes after the electricity chart?", ["fig-3"]),
        ("Which table lists the sensors?", ["fig-3"]),
        ("Who is credited for the last figure?", ["fig-4"]),
        ("Can I see the one from the Chamber of Shipping?", ["fig-1"]),
        ("Where can I see how much electricity is consumed?", ["fig-2"]),
        ("How is the rise of electricity consumption illustrated?", ["fig-2"]),
    ],
)
def test_the_figure_a_question_means(paper, question, expected):
    assert asked(paper, question) == expected


def test_where_none_fits_the_closest_figures_are_shown_unsurely(paper):
    question = "show the chart of investors by age and sex"
    assert asked(paper, question) == []
    draft = figure_draft([paper], analyse_question(question), bare_terms(question), ())
    assert [figure.id for _, figure in draft.figures] == ["fig-4"]
    assert draft.certainty == draft.ceiling == NEAR_FIGURE


@pytest.mark.parametrize(
    "question",
    [
        "show the chart of fish landings",
        "Is there a chart of the population of Germany?",
        "who are the key figures in the ministry?",
    ],
)
def test_nothing_is_close_to_what_no_figure_is_about(paper, question):
    assert asked(paper, question, near_figures) == []


@pytest.mark.parametrize(
    "question",
    [
        "figures for exports in 2013",
        "How did the figure change in 2009?",
        "What kind of graph is an input of a decision problem?",
        "Who set the table?",
    ],
)
def test_figures_in_other_senses_are_no_request(question):
    assert analyse_question(question).figure is None


def test_several_figures_are_asked_for_at_once(paper):
    def titles(question):
        figures = match_figures(paper, analyse_question(question), bare_terms(question))
        return [figure.title for figure in figures]

    power, money = (
        "ELECTRICITY CONSUMPTION OF TWELVE HARBOURS (2005–2020)",
        "FOREIGN INVESTMENT IN HARBOURS",
    )
    assert titles("show the charts on foreign investment and on electricity") == [money, power]
    assert titles("show the chart on foreign investment and on what it rests") == [money]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("electricity chart", ["fig-2"]),
        ("the National Grid Office figure", ["fig-2"]),
        ("figure electricity harbours", ["fig-2"]),
        ("Could I see the electricity figure, please?", ["fig-2"]),
        ("I'd be grateful if you could pull up the chart of foreign investment", ["fig-4"]),
        ("Would it be possible to look at the paper's last figure?", ["fig-4"]),
        ("Do you have the graphic on how electricity is consumed?", ["fig-2"]),
        ("I want a visual overview of foreign investment", ["fig-4"]),
        ("Electricity consumption: is there a graph?", ["fig-2"]),
        ("What ports are listed below the electricity figure?", ["fig-2"]),
        ("What kind of chart is given for foreign investment?", ["fig-4"]),
        ("shwo me the electricity chrat", ["fig-2"]),
        ("Which figure illustrates electricity flows over the years?", ["fig-2"]),
        ("electricity consumption of twelve harbours", ["fig-2"]),
        ("electricity consumption of twelve harbours in 2020", ["fig-2"]),
        ("electricity consumption of twelve harbours in 2013", []),
        ("What is the electricity consumption of twelve harbours?", []),
        ("list of figures", ["fig-1", "fig-2", "fig-3", "fig-4"]),
        ("What sources do the charts have?", ["fig-1", "fig-2", "fig-3", "fig-4"]),
        ("show me both the investment chart and the electricity chart", ["fig-4", "fig-2"]),
        ("put the electricity chart next to the investment chart", ["fig-2", "fig-4"]),
        ("sources of the investment graph and of the electricity graph", ["fig-4", "fig-2"]),
    ],
)
def test_figures_named_in_many_ways(paper, question, expected):
    assert asked(paper, question) == expected


@pytest.mark.parametrize(
    "question",
    [
        "What was the electricity figure for 2016?",
        "How do we chart a course?",
        "Which authority figure sets the work of the port?",
        "What is a graph neural network?",
        "Who is a public figure here?",
        "By what figure did foreign investment grow?",
        "What figure does the paper give for foreign investment?",
        "Give me the figures for foreign investment",
        "Do pension funds get a slice of the pie?",
    ],
)
def test_numbers_verbs_and_persons_are_no_figures(paper, question):
    assert asked(paper, question) == []


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Where did the author get the numbers for electricity consumption?", "fig-2"),
        ("Is any of the data from the National Grid Office?", "fig-2"),
        ("National Grid Office data", "fig-2"),
        ("Does the Ministry of Finance appear as a source anywhere?", "fig-4"),
        ("Is there data from the Bank of Norway?", None),
        ("Does the paper rely on the Ministry of Finance?", "fig-4"),
        ("Which office compiled the statistics on electricity consumption?", "fig-2"),
        ("Where does the Ministry of Finance take its money from?", None),
    ],
)
def test_data_are_traced_to_the_figure_that_shows_them(paper, question, expected):
    found = source_figure(paper, analyse_question(question), bare_terms(question))
    assert (found[0].id if found else None) == expected


LABELLED = """HARBOURS AND THEIR WAYS

Ann Reed

1. Introduction

Ships came first, as Table I shows, and then the carts of Tables II and IX.

Table I: Ships by harbour.

The roads are drawn in Figure 2-1, and the rails in Figure 2-2.

Figure 2-1: Roads of the coast.

Figure 2-2: Rails of the coast.

Table II: Carts by harbour.

Carts were counted at the gates of the town in spring.
"""


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("What is shown in Table II?", ["Table II"]),
        ("show table 1", ["Table I"]),
        ("Show me Figure 2-2", ["Figure 2-2"]),
        ("What do Tables I and II show?", ["Table I", "Table II"]),
        ("show figure 2", []),
    ],
)
def test_a_figure_is_found_by_its_label_however_it_is_numbered(tmp_path, question, expected):
    path = tmp_path / "ways.txt"
    path.write_text(LABELLED, encoding="utf-8")
    paper = read_text_document(path, "ways")
    found = match_figures(paper, analyse_question(question), bare_terms(question))
    assert [figure.label for figure in found] == expected


MIXED = """HARBOURS AND THEIR CODES

Ann Reed

1. Introduction

Ships came first, as Table 2 shows; code 3 of the port names the reefs.

Figure 2: Ships of the coast.

Figure 3: Carts of the coast.

Table 2: Ships by harbour.

Table 3: Carts by harbour.

Carts were counted at the gates of the town in spring, under scheme 2 of the guild.
"""


def labels_asked(tmp_path, text, question):
    path = tmp_path / "codes.txt"
    path.write_text(text, encoding="utf-8")
    paper = read_text_document(path, "codes")
    analysis = as_meant(analyse_question(question), [paper])
    found = match_figures(paper, analysis, bare_terms(question))
    return [figure.label for figure in found] if analysis.figure else None


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("What do Figure 2 and Table 3 show?", ["Figure 2", "Table 3"]),
        ("Compare Table 2 with Figure 3", ["Figure 3", "Table 2"]),
        ("show table two", ["Table 2"]),
        ("show chart 3", ["Figure 3"]),
        ("show Figure 3 and algorithm 2", ["Figure 3"]),
        ("What does code 3 of the port name?", None),
        ("Which carts were counted under scheme 2?", None),
        ("Who wrote algorithm 2?", None),
        ("Where is plate 3 of the hull?", None),
        ("What is listing 2 of the exchange?", None),
    ],
)
def test_figures_named_by_labels_are_those_of_their_kind(tmp_path, question, expected):
    assert labels_asked(tmp_path, MIXED, question) == expected


def test_a_paper_that_labels_schemes_is_asked_for_them(tmp_path):
    text = MIXED.replace("Figure 3:", "Scheme 2:")
    assert labels_asked(tmp_path, text, "What is shown in Scheme 2?") == ["Scheme 2"]
    assert labels_asked(tmp_path, text, "show figure 2") == ["Figure 2"]


def test_an_extract_that_names_a_scheme_shows_no_figure_of_its_number(tmp_path):
    path = tmp_path / "codes.txt"
    path.write_text(MIXED, encoding="utf-8")
    paper = read_text_document(path, "codes")
    analysis = analyse_question("How were the carts counted?")
    spans = [p.span for p in paper.paragraphs if "scheme 2" in paper.slice(p.span)]
    assert match_figures(paper, analysis, (), spans) == ()
    spans = [p.span for p in paper.paragraphs if "as Table 2" in paper.slice(p.span)]
    assert [figure.label for figure in match_figures(paper, analysis, (), spans)] == ["Table 2"]


def test_a_long_question_takes_no_longer_than_its_length():
    def taken(times):
        question = f"figures {'are there ' * times}zebra"
        begun = time.perf_counter()
        analyse_question(question)
        return time.perf_counter() - begun

    few = min(taken(2) for _ in range(3))
    assert min(taken(20) for _ in range(2)) < 200 * few


def test_a_paper_called_by_its_name_gives_its_own_figures(tmp_path):
    papers = []
    for name, goods in (("WaySet: Roads of a Coast", "Roads"), ("RailSet: Rails", "Rails")):
        path = tmp_path / f"{goods}.txt"
        path.write_text(f"{name}\n\n1. Introduction\n\nWays.\n\nFigure 2: {goods} by year.\n")
        paper = read_text_document(path, goods)
        papers.append(replace(paper, metadata={**paper.metadata, "title": name}))
    analysis = analyse_question("What does Figure 2 of RailSet show?")
    draft = figure_draft(papers, analysis, bare_terms(analysis.text), [])
    assert [document.id for document, _ in draft.figures] == ["Rails"]
    analysis = analyse_question("list the figures of WaySet")
    draft = figure_draft(papers, analysis, bare_terms(analysis.text), [])
    assert [document.id for document, _ in draft.figures] == ["Roads"]


def test_of_figures_that_fit_alike_the_one_worded_as_asked_comes_first(tmp_path):
    text = """Loops

Ann Reed

The graphs of loops are drawn here, and those of loops again.

Figure 1: Control flow graph of a nested loop with a branch.

Figure 2: Control flow graph of a loop with two nested loops.

The graphs end here.
"""
    path = tmp_path / "loops.txt"
    path.write_text(text, encoding="utf-8")
    paper = read_text_document(path, "loops")
    found = asked(
        paper, "Which figure shows the control flow graph of a loop with two nested loops?"
    )
    assert found[0] == "fig-2"
