"""Structure questions over the bundled paper: what answers, and what must not."""

from pathlib import Path

import pytest

from chatbot.answering.about import answer_about
from chatbot.answering.enumerations import extracts_for, match_enumeration
from chatbot.answering.extracts import make_extract
from chatbot.answering.figures import match_figures
from chatbot.answering.footnotes import footnote_question
from chatbot.answering.question import analyse_question
from chatbot.answering.wording import bare_terms
from chatbot.documents import read_document

PAPER = Path(__file__).parents[2] / "corpus" / "valdai-paper-76.txt"

REASONS = "stalled for the following reasons"
GOALS = "pursues the following main goals"
AREAS = "The main areas of cooperation"
ISSUES = "At least three key issues"
INDUSTRY = "should focus on the following areas"
PLATFORM = "attributable to a number of key factors"
PARTNERS = "Greater Eurasian partnership"
SECTORS = "practical projects in sectors"


@pytest.fixture(scope="module")
def paper():
    return read_document(PAPER)


@pytest.mark.parametrize(
    ("question", "lead"),
    [
        ("Why did the Eurasian Initiative stall?", REASONS),
        ("why has the eurasian initiative failed", REASONS),
        ("Why did Park's Eurasian Initiative not work out?", REASONS),
        ("why has the Eurasian Initiative not lived up to expectations?", REASONS),
        ("What are the reasons for the failure of the Eurasian Initiative?", REASONS),
        ("reasons for failure of the initiative", REASONS),
        ("How many reasons are given for the stalling of the Eurasian Initiative?", REASONS),
        ("What hampered the Eurasian Initiative?", REASONS),
        ("what went wrong with the Eurasian Initiative", REASONS),
        ("What goals does the Republic of Korea pursue in its cooperation with Russia?", GOALS),
        ("list the main goals", GOALS),
        ("goals of cooperation with Russia", GOALS),
        ("What are the main areas of cooperation between Korea and Russia?", AREAS),
        ("Name the key issues", ISSUES),
        ("which three key issues have to be taken into account?", ISSUES),
        ("What areas should efforts to expand industrial cooperation focus on?", INDUSTRY),
        ("in which areas should industrial cooperation be promoted", INDUSTRY),
        ("Why has the financial platform not been launched?", PLATFORM),
        ("Which countries does the Greater Eurasian partnership include?", PARTNERS),
        ("In which sectors should practical projects start?", SECTORS),
        ("Why did Korean companies stay in Russia?", None),
        ("why is Russia turning to the East?", None),
        ("Why did the Eurasian Initiative succeed?", None),
        ("why did oil prices collapse?", None),
        ("Why was the May 24 Measure taken?", None),
        ("Why do Korean businesses rank first in household appliances?", None),
        ("What are the goals of China's Belt and Road?", None),
        ("what are the goals of the Northern Policy of Roh Tae-woo?", None),
        ("What are the symptoms of influenza?", None),
        ("list the members of ASEAN", None),
        ("which countries joined the EEU", None),
        ("How many new legal entities were there in 2014?", None),
    ],
)
def test_lists(paper, question, lead):
    match = match_enumeration(paper, analyse_question(question), bare_terms(question))
    if lead is None:
        assert match is None
    else:
        introduction = extracts_for(match)[0].span
        shown = paper.slice(match.enumeration.lead or introduction) + paper.slice(introduction)
        assert lead in shown


@pytest.mark.parametrize(
    ("question", "opening"),
    [
        ("What is goal two?", "Goal Two."),
        ("the third goal", "Goal Three."),
        ("what is the second key issue?", "Second, expanding the Russian-Korean investment"),
        ("the fourth reason", "Fourth, the West's"),
        ("What was the last reason why the initiative stalled?", "Sixth, South Korea lacks"),
        ("what is the fifth area of industrial cooperation", "5. A port and logistics system"),
        ("area 6", "6. An ongoing effort"),
        ("what is the third area", "Area Three."),
    ],
)
def test_single_items(paper, question, opening):
    match = match_enumeration(paper, analyse_question(question), bare_terms(question))
    (extract,) = extracts_for(match)
    assert paper.slice(extract.span).startswith(opening)
    assert len(paper.slice(extract.span).split()) <= 260


def test_the_six_reasons_are_complete_and_bounded(paper):
    question = "Why did the Eurasian Initiative stall?"
    match = match_enumeration(paper, analyse_question(question), bare_terms(question))
    extracts = extracts_for(match)
    assert [e.label.number for e in extracts if e.label] == [1, 2, 3, 4, 5, 6]
    assert "constraining factors" in paper.slice(extracts[-1].span)
    assert sum(len(paper.slice(e.span).split()) for e in extracts) <= 900


def test_quotes_of_every_list_are_slices(paper):
    for enumeration in paper.lists:
        for item in enumeration.items:
            extract = make_extract(paper, item.span, 1)
            assert extract.quote == paper.text[extract.start : extract.end]


@pytest.mark.parametrize(
    ("question", "titles"),
    [
        ("show me the chart of South Korean FDI in Russia", ["SOUTH KOREA FDI"]),
        ("Show the FDI chart", ["SOUTH KOREA FDI"]),
        ("is there a chart on Korean-Russian trade?", ["KITA"]),
        ("Is there a figure from KITA?", ["KITA"]),
        ("show me the figure about GDP growth", ["AVERAGE GDP"]),
        ("which chart uses Global Insight data", ["AVERAGE GDP"]),
        ("graph of Russia's foreign trade structure", ["RUSSIA'S FOREIGN"]),
        ("chart of trade by region", ["RUSSIA'S FOREIGN"]),
        ("figure 2", ["SOUTH KOREA FDI"]),
        ("what does the third chart show", ["AVERAGE GDP"]),
        ("list the figures", ["KITA", "SOUTH KOREA FDI", "AVERAGE GDP", "RUSSIA'S FOREIGN"]),
        ("figure 9", []),
        ("show me a chart of oil prices", []),
        ("is there a graph about population", []),
        ("does the paper have a chart on North Korean missile tests?", []),
        ("how much did trade grow", []),
    ],
)
def test_figures(paper, question, titles):
    figures = match_figures(paper, analyse_question(question), bare_terms(question))
    assert len(figures) == len(titles)
    for figure, title in zip(figures, titles, strict=True):
        assert title in (figure.title or figure.source)


@pytest.mark.parametrize(
    ("question", "marks"),
    [
        ("What does footnote 3 say?", ["3"]),
        ("What source does it give for Russia's FDI in 2012 and 2013?", ["9"]),
        ("which source supports the Doing Business ranking?", ["10"]),
        ("who reported that investment dropped to $110 million in 2016?", ["3"]),
        ("According to whom does Russia account for 2.51% of Korean FDI in BRICS?", ["4"]),
        ("what source is cited for the free-trade agreements with Vietnam and India?", ["7"]),
        ("footnote 12", []),
        ("what is the source of the population figures?", []),
        ("Who introduced the idea of Greater Eurasia?", []),
    ],
)
def test_notes(paper, question, marks):
    matches = footnote_question(paper, analyse_question(question), bare_terms(question))
    assert [match.footnote.mark for match in matches] == marks


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("Who wrote this paper?", "Lee Jae-Young"),
        ("who is the author?", "Lee Jae-Young"),
        ("What is the author's position?", "Vice President"),
        ("Where does the author work?", "Vice President"),
        ("Who published the paper?", "Valdai Discussion Club"),
        ("When was this paper published?", "October 2017"),
        ("what is the title of the paper", "THE NEW NORTHERN POLICY"),
        ("Which series is the paper in?", "76 VALDAI PAPERS"),
        ("May the views be attributed to the Valdai Club?", None),
        ("Is this the official position of the club?", None),
    ],
)
def test_about_the_paper(paper, question, short):
    match = answer_about(paper, analyse_question(question))
    if short is None:
        assert any("do not represent" in paper.slice(span) for span in match.spans)
    else:
        assert paper.slice(match.short).startswith(short)


@pytest.mark.parametrize(
    "question",
    [
        "who wrote the roadmap?",
        "who introduced the idea of Greater Eurasia",
        "when was the visa-free agreement signed",
        "when was the roadmap published",
        "what does the author say about sanctions",
        "What is the position of the author on North Korea",
        "who is the author of the Northern Policy",
    ],
)
def test_not_about_the_paper(paper, question):
    assert answer_about(paper, analyse_question(question)) is None
