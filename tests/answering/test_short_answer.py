import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatbot.answering.question import analyse_question
from chatbot.answering.short_answer import find_short_answer
from chatbot.answering.wording import bare_terms


def short(sentence, question):
    spans = find_short_answer(sentence, analyse_question(question), bare_terms(question))
    return [sentence[start:end] for start, end in spans]


SHARE = (
    "The share of coal in power generation shrank from 41.5% ($120 million) in 1990 to 12% "
    "($38.2 million) in 2015."
)
FIRMS = "The number of firms dwindled: from 52 in 2007 and 62 in 2008, to 21 in 2014."
RANK = (
    "Between 2010 and 2015 Peru moved from 120th to 62nd in the index and was ranked 40th in 2016."
)
BANK = (
    "On May 3, 2011, the Export Bank of Chile (EBC) signed a five-year agreement with Norway's "
    "SNB to set up a $2 billion fund in Oslo."
)
TWO_SHARES = (
    "In 2005–2016, the share of Spain in imports fell from 52% to 42.5%, while that of Chile rose "
    "from 16.2% to 29.8%."
)


@pytest.mark.parametrize(
    ("sentence", "question", "answer"),
    [
        (SHARE, "What was the share of coal in 2015?", ["12%"]),
        (SHARE, "What was the share of coal in 1990 and 2015?", ["41.5%", "12%"]),
        (SHARE, "How much money was coal worth in 2015?", ["$38.2 million"]),
        (SHARE, "How did the share of coal change?", ["41.5%", "12%"]),
        (FIRMS, "How many firms were there in 2014?", ["21"]),
        (FIRMS, "How many firms were there in 2008?", ["62"]),
        (FIRMS, "How many firms in 2007 and 2014?", ["52", "21"]),
        (RANK, "What rank did Peru have in 2015?", ["62nd"]),
        (RANK, "What rank did Peru have in 2016?", ["40th"]),
        (TWO_SHARES, "What share did Spain have in 2016?", ["42.5%"]),
        (TWO_SHARES, "What share did Chile have in 2005?", ["16.2%"]),
        (TWO_SHARES, "How did the share of Chile change?", ["16.2%", "29.8%"]),
        (BANK, "When did the bank sign the agreement?", ["May 3, 2011"]),
        (BANK, "How large is the fund?", ["$2 billion"]),
        (BANK, "Which bank signed the agreement?", ["Export Bank of Chile (EBC)"]),
        ("Visitors may stay (up to 60 days).", "How many days may I stay?", ["up to 60 days"]),
        ("Exports made 0.067% in 2014, $22 million.", "What sum in 2014?", ["$22 million"]),
        ("The bill was drafted by Mr. Nils Aas in 1931.", "Who drafted it?", ["Mr. Nils Aas"]),
        (BANK, "How long does the agreement run?", ["five-year"]),
        (BANK, "Where was the fund set up?", ["Oslo"]),
        ("Work began in the late 1980s.", "When did work begin?", ["late 1980s"]),
        ("Growth resumed in October 2013.", "When did growth resume?", ["October 2013"]),
        ("The medium term means three to five years.", "How long is it?", ["three to five years"]),
        ("The dam is 85 metres high.", "How high is the dam?", ["85 metres"]),
        ("In 1901 Gustav Moll built the mill.", "Who built the mill?", ["Gustav Moll"]),
        ("The idea came from Park Min-jung.", "Whose idea was it?", ["Park Min-jung"]),
        (
            "Funds came from the Nordic Council of Ministers.",
            "Which organisation gave the funds?",
            ["Nordic Council of Ministers"],
        ),
        (
            "A hypocaust is an underfloor heating system, and it burns wood.",
            "What is a hypocaust?",
            ["an underfloor heating system"],
        ),
        (
            "Cold stores (refrigerated warehouses) are needed.",
            "What are cold stores?",
            ["refrigerated warehouses"],
        ),
        (
            "The Andean Trade Union began, and Peru joined the ATU later.",
            "What does ATU stand for?",
            ["Andean Trade Union"],
        ),
        (
            "Magnetic resonance imaging (MRI) is safe.",
            "what does MRI stand for",
            ["Magnetic resonance imaging"],
        ),
    ],
)
def test_short_answers(sentence, question, answer):
    assert short(sentence, question) == answer


@pytest.mark.parametrize(
    ("sentence", "question"),
    [
        ("Trade grew quickly.", "How many ships sailed?"),
        ("In 2016 trade grew.", "What grew in 2016, and when was 2016?"),
        ("Gustav Moll lived in Bern.", "Who was Gustav Moll?"),
        ("The plan was good.", "Who made the plan?"),
        ("The plan was good.", "Why was the plan good?"),
        ("Prices rose.", ""),
        ("Healers were rare then.", "Who was rare?"),
        ("World War II ended trade.", "Who ended trade?"),
        ("", "How many?"),
    ],
)
def test_nothing_is_invented(sentence, question):
    answer = short(sentence, question)
    assert answer == []


QUESTIONS = st.sampled_from(
    ["How many in 2014?", "Who?", "Where is it?", "When?", "What is x?", "what does AB stand for"]
)


@given(st.text(max_size=200), st.one_of(QUESTIONS, st.text(max_size=80)))
def test_spans_lie_inside_any_sentence(sentence, question):
    spans = find_short_answer(sentence, analyse_question(question), bare_terms(question))
    assert all(0 <= start < end <= len(sentence) for start, end in spans)


@given(
    st.lists(
        st.sampled_from(
            [
                "in",
                "2014",
                "from",
                "52%",
                "$3 million",
                "(",
                ")",
                "Bank",
                "of",
                "Anna",
                "Berg,",
                "to",
            ]
        ),
        max_size=25,
    ),
    QUESTIONS,
)
def test_spans_lie_inside_sentences_full_of_candidates(pieces, question):
    sentence = " ".join(pieces)
    spans = find_short_answer(sentence, analyse_question(question), bare_terms(question))
    assert all(0 <= start < end <= len(sentence) for start, end in spans)


@pytest.mark.parametrize(
    "sentence",
    [
        "The programme for the town up to 2013 was adopted.",
        "Since 2008 this pier has stood empty.",
        "The rule of 1999 does not hold.",
    ],
)
def test_a_year_is_no_count_of_what_follows_it(sentence):
    question = "What is the population of the town?"
    assert find_short_answer(sentence, analyse_question(question), bare_terms(question)) == ()


def test_a_year_like_number_before_a_plural_is_a_count():
    question = "How many people live in the town?"
    sentence = "The town has 2013 inhabitants."
    ((start, end),) = find_short_answer(sentence, analyse_question(question), bare_terms(question))
    assert sentence[start:end].startswith("2013")


@pytest.mark.parametrize(
    "question", ["How much did trade grow in 2017?", "By how much has trade increased?"]
)
def test_growth_is_a_share_before_it_is_a_sum(question):
    sentence = "Trade grew by 58.9% to $5.8 billion in 2017."
    ((start, end), *_) = find_short_answer(
        sentence, analyse_question(question), bare_terms(question)
    )
    assert sentence[start:end] == "58.9%"
