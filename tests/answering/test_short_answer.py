import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatbot.answering.candidates import find_candidates
from chatbot.answering.definitions import defining_words
from chatbot.answering.question import analyse_question
from chatbot.answering.short_answer import find_short_answer, weigh
from chatbot.answering.short_answer_years import for_years
from chatbot.answering.wording import bare_terms
from chatbot.documents.abbreviations import beside


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

OFFICES = "The agency employs 240 people in Quito and 85 in Lima."
SHARES_BESIDE = "That is less than the shares of Chile (75%), Peru (15.5%) and Brazil (6.9%)."
MEMBERS = "The member states (Chile, Peru and Bolivia) share the costs."


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
        (RANK, "What was Peru's rank in 2010 and 2015?", ["120th", "62nd"]),
        (TWO_SHARES, "How much did the share of Chile grow?", ["16.2%", "29.8%"]),
        (OFFICES, "How many people does the agency employ in Lima?", ["85"]),
        (OFFICES, "How many people does the agency employ in Quito?", ["240"]),
        (SHARES_BESIDE, "What share does Peru have?", ["15.5%"]),
        (MEMBERS, "Which countries share the costs?", ["Chile, Peru and Bolivia"]),
        (MEMBERS, "Who is named beside Chile, Peru and Bolivia?", []),
        ("2. The plan has three parts.", "How many parts does the plan have?", ["three"]),
        ("The long term is six to 10 years.", "How long is the long term?", ["six to 10 years"]),
        ("Sales fell by 3% to $8 million.", "By what percentage did sales fall?", ["3%"]),
        ("Sales fell to $8 million.", "By how much did sales fall?", []),
        ("It opened in May 1990.", "What year did it open?", ["May 1990"]),
        ("It opened late in May.", "What year did it open?", []),
        ("He met Lord Vane. Bell left.", "Who met whom?", ["Lord Vane"]),
        (
            "The fund sits in the Ministry of Trade and Finance.",
            "In which ministry does the fund sit?",
            ["Ministry of Trade and Finance"],
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


def test_a_contrary_word_makes_an_answer_unlikely():
    question = "How long is the short term?"
    weighed = [
        weigh(sentence, analyse_question(question), bare_terms(question)).probability
        for sentence in ("The short term is two years.", "The long term is ten years.")
    ]
    assert weighed[0] > weighed[1] + 0.2


@pytest.mark.parametrize(
    ("years", "expected"),
    [((2014,), ["21"]), ((2007, 2014), ["52", "21"]), ((2019,), [])],
)
def test_values_belong_to_their_years(years, expected):
    pool = find_candidates(FIRMS, "number")
    found = for_years(FIRMS, pool, pool[0], years)
    assert [FIRMS[c.start : c.end] for c in found] == expected


def test_values_listed_behind_the_years_belong_to_them_in_order():
    sentence = "It was $19 in 2012, $8 in 2013 and $22 in 2014, or 6%, 1% and 3%."
    pool = find_candidates(sentence, "percent")
    for year, share in ((2012, "6%"), (2013, "1%"), (2014, "3%")):
        (found,) = for_years(sentence, pool, pool[0], (year,))
        assert sentence[found.start : found.end] == share


def test_a_name_asked_about_by_its_abbreviation_is_no_answer():
    sentence = "The Export Bank of Ostrava (EBO) signed a treaty with the Corvo Trust."
    assert short(sentence, "Which bank did EBO sign a treaty with?") != [
        "Export Bank of Ostrava (EBO)"
    ]


@pytest.mark.parametrize(
    ("sentence", "term", "answer"),
    [
        ("A hypocaust is a heating system, and it burns wood.", "hypocaust", "a heating system"),
        ("Trade between Peru and the Union is essential.", "the Union", None),
        ("Since 1971 the Union was slow to act on prices.", "the Union", None),
        ("By joining the Union, the new state gained much.", "the Union", None),
        ("Hypocausts, i.e. heating systems, are rare.", "hypocausts", "heating systems"),
        ("Such problems are called NP-intermediate.", "NP", None),
        ("Rebates (if clear and immediate) help.", "rebates", None),
    ],
)
def test_definitions(sentence, term, answer):
    found = defining_words(sentence, analyse_question(f"What is {term}?"))
    assert (found and sentence[found[0] : found[1]]) == answer


@pytest.mark.parametrize(
    ("sentence", "short_form", "long_form"),
    [
        ("The threat of the US missile defence system (THAAD) grew.", "THAAD", None),
        ("The Export-Import Bank of Korea (KEXIM) paid.", "KEXIM", "Export-Import Bank of Korea"),
        ("Some special economic zones (SEZs) opened.", "SEZ", "special economic zones"),
        (
            "Members of the Organization of Apple Growers (OAG).",
            "OAG",
            "Organization of Apple Growers",
        ),
    ],
)
def test_expansions(sentence, short_form, long_form):
    found = beside(sentence, short_form)
    assert (found and sentence[found[0] : found[1]]) == long_form


@pytest.mark.parametrize(
    ("sentence", "numbers"),
    [
        ("A block has one or more layers.", []),
        ("At least one of the nine towers fell.", ["nine"]),
        ("They help one another, and no one leaves.", []),
        ("Once the gate is open, one can pass.", []),
        ("It failed in the second half, which is the one that counts.", []),
        ("One in five farms closed.", []),
        ("It needs one quadrillion grains.", ["one quadrillion"]),
        ("One mill was built, and it is cleaned once a year.", ["One", "once"]),
        ("One or two layers are enough; more than one is better.", ["One or two", "more than one"]),
        ("Half of the nine towers have at least one gate.", ["Half", "nine", "at least one"]),
    ],
)
def test_number_words_are_numbers_only_where_they_count(sentence, numbers):
    found = find_candidates(sentence, "number")
    assert [sentence[number.start : number.end] for number in found] == numbers
