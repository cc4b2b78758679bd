import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatbot.answering.question import MAX_CHARACTERS, analyse_question, fold


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("How many ferries cross the strait?", "number"),
        ("how much did the bridge cost", "money"),
        ("What percentage of voters agreed?", "percent"),
        ("By how much did exports rise?", "percent"),
        ("What share of trade goes to Asia", "percent"),
        ("When was the treaty signed?", "date"),
        ("In what year did the war end?", "date"),
        ("How long did the strike last?", "period"),
        ("What place does Chile hold in the ranking?", "rank"),
        ("Who designed the tower?", "person"),
        ("Which bank financed the canal?", "organisation"),
        ("Where was the congress held?", "place"),
        ("Which city hosted the games?", "place"),
        ("What is a moratorium?", "definition"),
        ("What does IMF stand for?", "abbreviation"),
        ("Why did prices fall?", "reason"),
        ("Is the port open in winter?", "yes_no"),
        ("Who wrote this paper?", "about"),
        ("what does footnote 4 say", "footnote"),
        ("show me the chart on exports", "figure"),
        ("What are the goals of the plan?", "list"),
        ("what is the third goal?", "list_item"),
    ],
)
def test_kind_of_answer_expected(question, kind):
    assert kind in analyse_question(question).expects


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("What was the share of exports in 2010?", "definition"),
        ("key figures of the French revolution", "figure"),
        ("he could not figure out the answer", "figure"),
        ("what was the Second World War", "list_item"),
        ("who wrote the roadmap?", "about"),
        ("when was the agreement published", "about"),
        ("who is the author of the peace plan?", "about"),
    ],
)
def test_kind_of_answer_not_expected(question, kind):
    assert kind not in analyse_question(question).expects


@pytest.mark.parametrize(
    ("question", "head"),
    [
        ("What are the three main reasons for the delay?", "reason"),
        ("why did the merger fail", "reason"),
        ("what went wrong with the launch?", "reason"),
        ("What hampered the reform?", "reason"),
        ("list the goals", "goal"),
        ("Name all key issues of the talks", "issue"),
        ("how many stages does the plan have?", "stage"),
        ("Which countries signed the treaty?", "country"),
        ("reasons for failure of the project", "reason"),
        ("the criteria for admission", "criterion"),
        ("In which areas should firms invest?", "area"),
    ],
)
def test_head_of_an_asked_list(question, head):
    analysis = analyse_question(question)
    assert analysis.list_request
    assert head in analysis.list_heads


@pytest.mark.parametrize(
    ("question", "number", "head"),
    [
        ("What is the third area?", 3, "area"),
        ("the second key policy issue", 2, "issue"),
        ("goal two", 2, "goal"),
        ("Area no. 5", 5, "area"),
        ("what was the last reason", -1, "reason"),
        ("tell me about the 4th step", 4, "step"),
        ("reason iii", 3, "reason"),
    ],
)
def test_single_item(question, number, head):
    analysis = analyse_question(question)
    assert analysis.item is not None
    assert (analysis.item.number, analysis.item.head) == (number, head)
    assert not analysis.list_request


@pytest.mark.parametrize(
    ("question", "number", "position", "everything", "topic"),
    [
        ("show me figure 3", "3", None, False, ("3",)),
        ("what does the second chart show?", None, 2, False, ()),
        ("the last table", None, None, None, None),
        ("list the figures", None, None, True, ()),
        ("Which charts are there?", None, None, True, ()),
        ("is there a graph about coal prices", None, None, False, ("coal", "prices")),
        ("chart of GDP growth", None, None, False, ("gdp", "growth")),
    ],
)
def test_figure_request(question, number, position, everything, topic):
    figure = analyse_question(question).figure
    if everything is None:
        assert figure is None
        return
    assert (figure.number, figure.position, figure.everything) == (number, position, everything)
    assert figure.topic == topic


def test_details_of_a_question():
    analysis = analyse_question("What was “hard power” worth in 2010 and 2016, i.e. $3.5 billion?")
    assert analysis.years == (2010, 2016)
    assert analysis.numbers == ("2010", "2016", "3.5")
    assert analyse_question("everything on NATO").everything
    assert analyse_question("all mentions of the bank").everything
    assert analyse_question("How did the share change?").changes
    assert analyse_question("footnote 12").note == "12"


@pytest.mark.parametrize(
    "question",
    [
        "Could you please tell me why the plan failed?",
        "please tell me why the plan failed",
        "WHY THE PLAN FAILED",
        "According to the paper, why the plan failed",
    ],
)
def test_politeness_and_case_do_not_matter(question):
    assert fold(question).rstrip("?") == "why the plan failed"


@given(st.text(max_size=300))
def test_any_text_is_analysed(question):
    analysis = analyse_question(question)
    assert analysis.text == question


def test_a_very_long_question_is_cut():
    assert len(analyse_question("why " * 50_000).folded) <= MAX_CHARACTERS


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("Which period does the steel price chart cover?", ("steel", "price")),
        ("What year begins the graph of ferry passengers?", ("ferry", "passengers")),
        ("What note accompanies the growth figure?", ("growth",)),
    ],
)
def test_a_figure_named_in_passing_is_no_certain_request(question, topic):
    figure = analyse_question(question).figure
    assert figure is not None
    assert not figure.certain
    assert figure.topic == topic


@pytest.mark.parametrize(
    "question",
    ["What is the growth figure for 2016?", "What does graph theory study?", "Who drew the chart?"],
)
def test_a_number_a_theory_and_a_chart_without_a_topic_are_no_figure(question):
    assert analyse_question(question).figure is None


@pytest.mark.parametrize(
    ("question", "number", "head"),
    [
        ("The third of the three key issues", 3, "issue"),
        ("What is listed second among the goals?", 2, "goal"),
        ("the last of these reasons", -1, "reason"),
        ("the 4th of its five main areas", 4, "area"),
    ],
)
def test_one_of_several_items(question, number, head):
    item = analyse_question(question).item
    assert item is not None
    assert (item.number, item.head) == (number, head)


def test_the_second_of_the_world_wars_is_no_item():
    assert analyse_question("Who won the second of the world wars?").item is None
