"""Series that sentences state, checked by hand: no point may be wrong."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatbot.answering.series import series_in_text
from chatbot.answering.series_words import CHANGE


def read(text):
    """Each series as “value @ place” in its order, with its unit and what is measured."""
    return [
        (
            [f"{words(text, point.value)} @ {words(text, point.place)}" for point in one.points],
            one.unit,
            words(text, one.measure) if one.measure else None,
        )
        for one in series_in_text(text)
    ]


def words(text, span):
    return text[span.start : span.end]


@pytest.mark.parametrize(
    ("text", "points", "unit", "measure"),
    [
        (
            "As a consequence, the number of new firms has dwindled: from 52 in 2007 and 62 in "
            "2008, to 21 in 2014, 18 in 2015, and 17 in 2016.",
            ["52 @ 2007", "62 @ 2008", "21 @ 2014", "18 @ 2015", "17 @ 2016"],
            "",
            "the number of new firms",
        ),
        (
            "Foreign investment was equal to $28.4 billion in 2012, $70.7 billion in 2013 and "
            "$22.1 billion in 2015.",
            ["$28.4 billion @ 2012", "$70.7 billion @ 2013", "$22.1 billion @ 2015"],
            "$ billion",
            "Foreign investment",
        ),
        (
            "The share of rail fell to 17% in 2016 from 52% in 2007.",
            ["52% @ 2007", "17% @ 2016"],
            "%",
            "The share of rail",
        ),
        (
            "Deaths fell from 1.8 million in 2000 to 900,000 in 2013 [1].",
            ["1.8 million @ 2000", "900,000 @ 2013"],
            "",
            "Deaths",
        ),
        (
            "The town had about 1,200 inhabitants in 1910 and 3,400 in 1950.",
            ["about 1,200 @ 1910", "3,400 @ 1950"],
            "inhabitants",
            "The town",
        ),
        (
            "Output (in tonnes) was 12, 15 and 18 in 2001, 2002 and 2003, respectively.",
            ["12 @ 2001", "15 @ 2002", "18 @ 2003"],
            "",
            "Output (in tonnes)",
        ),
        (
            "In 2010, exports were worth €5 billion, in 2011 €6 billion and in 2012 €8 billion.",
            ["€5 billion @ 2010", "€6 billion @ 2011", "€8 billion @ 2012"],
            "€ billion",
            "exports",
        ),
        (
            "Prices rose from 5 to 7 percent between 1990 and 1995.",
            ["5 @ 1990", "7 percent @ 1995"],
            "percent",
            "Prices",
        ),
        (
            "Growth stood at 2.1% in the first quarter of 2016 and 1.9% in the second quarter of "
            "2016.",
            ["2.1% @ first quarter of 2016", "1.9% @ second quarter of 2016"],
            "%",
            "Growth",
        ),
        (
            "There were 280 cases as of 12 January 2020, and 609 as of 18 January 2020.",
            ["280 @ 12 January 2020", "609 @ 18 January 2020"],
            "cases",
            None,
        ),
        (
            "The deficit was −1.5% of GDP in 2009 and −0.5% of GDP in 2011.",
            ["−1.5% @ 2009", "−0.5% @ 2011"],
            "% of GDP",
            "The deficit",
        ),
        (
            "Enrolment reached 40,000 in 2012/13 and 42,000 in 2013/14.",
            ["40,000 @ 2012/13", "42,000 @ 2013/14"],
            "",
            "Enrolment",
        ),
        (
            "The largest shares are those of China (75%), Brazil (15.5%), and even India (6.92%).",
            ["75% @ China", "15.5% @ Brazil", "6.92% @ India"],
            "%",
            "The largest shares are those",
        ),
        (
            "By share of trade, Russia 52%, Korea 30% and Japan 18% were ahead.",
            ["52% @ Russia", "30% @ Korea", "18% @ Japan"],
            "%",
            "By share of trade",
        ),
        (
            "Coal accounts for 58%, oil for 19%, hydropower for 8% and gas for 7% of the mix.",
            ["58% @ Coal", "19% @ oil", "8% @ hydropower", "7% @ gas"],
            "%",
            None,
        ),
        (
            "By share, German leads—followed by Serbian (4.2%), Turkish (2.3%) and Polish (0.5%).",
            ["4.2% @ Serbian", "2.3% @ Turkish", "0.5% @ Polish"],
            "%",
            "By share, German leads—followed",
        ),
        (
            "Of the people, 81% were Russians, 7.2% Tatars and 11.8% others and unspecified.",
            ["81% @ Russians", "7.2% @ Tatars", "11.8% @ others and unspecified"],
            "%",
            "Of the people",
        ),
        (
            'By share: mestizo (59.5%), Quechua (22.7%), white (4.9%), and "Others" (6.7%).',
            ["59.5% @ mestizo", "22.7% @ Quechua", "4.9% @ white", '6.7% @ "Others"'],
            "%",
            "By share",
        ),
        (
            "The fleet numbered 14 ships in 1920, 22 in 1930 and 41 in 1938.",
            ["14 @ 1920", "22 @ 1930", "41 @ 1938"],
            "ships",
            "The fleet",
        ),
        (
            "Of them, 56.2% were Catholics, 35.7% Jews, 5% Orthodox Christians and 2.8% "
            "Protestants.",
            ["56.2% @ Catholics", "35.7% @ Jews", "5% @ Orthodox Christians", "2.8% @ Protestants"],
            "%",
            None,
        ),
    ],
)
def test_a_stated_series_is_read_in_order(text, points, unit, measure):
    assert read(text) == [(points, unit, measure)]


def test_two_measures_over_the_same_years_are_two_series():
    text = (
        "In 2005–2016, the EU's share in trade shrank from 52% to 42.5%, while that of APEC "
        "countries surged from 16.2% to 29.8%."
    )
    assert read(text) == [
        (["52% @ 2005", "42.5% @ 2016"], "%", "the EU's share in trade"),
        (["16.2% @ 2005", "29.8% @ 2016"], "%", "that of APEC countries"),
    ]


def test_what_is_expected_and_what_is_about_is_marked():
    text = "Use was about 52% in 2010, 60% in 2015 and will reach 80% in 2030."
    (series,) = series_in_text(text)
    assert [point.approximate for point in series.points] == [True, False, False]
    assert [point.forecast for point in series.points] == [False, False, True]


def test_numbers_are_in_the_unit_of_the_series():
    (billions,) = series_in_text("It was $28.4 billion in 2012 and $70.7 billion in 2013.")
    (mixed,) = series_in_text("Deaths fell from 1.8 million in 2000 to 900,000 in 2013.")
    (plain,) = series_in_text("The town had 1,300,000 people in 1939 and 420,000 in 1945.")
    (spelt,) = series_in_text("It was 5 mn in 2001 and 6 million in 2002.")
    assert [point.number for point in billions.points] == [28.4, 70.7]
    assert [point.number for point in mixed.points] == [1.8e6, 9e5]
    assert [point.number for point in spelt.points] == [5e6, 6e6]
    assert [one.in_full for one in (billions, mixed, plain, spelt)] == [False, True, False, True]


def test_points_stand_at_their_time():
    text = "It was 5% in the third quarter of 2015 and 7% in the first quarter of 2017."
    (series,) = series_in_text(text)
    assert [point.position for point in series.points] == [2015.5, 2017.0]


@pytest.mark.parametrize(
    "text",
    [
        "The drug entered Phase 2 in 2015 and Phase 3 in 2017.",
        "Article 5 in 2007 and Article 6 in 2008 were amended.",
        "He scored from Table 3 in 2001 and Table 4 in 2002.",
        "The law was signed on 12 December 2007 and 13 December 2008.",
        "Patients aged from 18 to 65 were enrolled between 2005 and 2016.",
        "Temperatures ranged from 5 to 12 degrees between 2005 and 2016.",
        "Call 555 0199 in 2010 or 555-0200 in 2011.",
        "Trade fell by 31% in 2015 and by 12% in 2016.",
        "Trade fell 31% in 2015 and 12% in 2016.",
        "Trade grew by 58.9% to $5.8 billion in 2017 and 3% in 2018.",
        "An increase of 5% in 2007 and 6% in 2008 was seen.",
        "It rose 5 percentage points in 2007 and 6 percentage points in 2008.",
        "It was 10–12 billion in 2010 and 14–16 billion in 2011.",
        "It was 10 to 12 billion in 2010 and 15 billion in 2011.",
        "It was between 10 and 12 billion in 2010, and 15 billion in 2011.",
        "More than 52% in 2007 and 62% in 2008 agreed.",
        "It was 52% in 2007, over 62% in 2008 and at least 70% in 2009.",
        "It was 52% in the 1990s and 62% in the 2000s.",
        "It was 52 ± 3 in 2007 and 62 ± 4 in 2008.",
        "Men had 52% in 2007 and women 62% in 2008.",
        "It was 52% in 2007 in Russia and 62% in 2008 in Korea.",
        "They killed 25 soldiers in 2001 and 30 civilians in 2002.",
        "It was $5 in 2010 and 6% in 2011.",
        "It was $5 in 2010 and €6 in 2011.",
        "It was 5 in 2010 and 7 billion in 2015.",
        "It was 52% in 2007 and 62% in 2007.",
        "It was 52% in 2007 and 60% in the first quarter of 2008.",
        "It was 52% in 2007–2010 and 60% in 2011–2014.",
        "It was $5 million in 2012 and 2013, and $7 million in 2014.",
        "Russia moved from 120th in 2010 to 62nd in 2015.",
        "The footnote 52 in 2007.3 and 62 in 2008.4 are wrong.",
        "Its share fell from 52% to 42.5% between 2005 and 2010, and since then from 42.5% to 40%.",
        "It was 52% in early 2007 and 62% in late 2008.",
        "The rates were 5% and 7% in 2007 and 2008 among men and women, respectively.",
        "It was 3 in 2010 dollars and 4 in 2011 dollars.",
        "The buffer had 5% serum, 1% Tween and 0.1% azide.",
        "The medium held serum (10%), penicillin (1%) and glutamine (1%).",
        "Any upper infection (31.5%) was more frequent than any lower one (7.9%).",
        "Shares were China (75%), Brazil (<15.5%), and India (6.92%).",
        "Smith (2007) and Lee (2008) studied 52 and 62 patients.",
        "Volume 13 in 2007, 1497–1508, and 42 in 2008.",
        "The decimal comma of 52,5% in 2007 and 62,5% in 2008 is not read.",
        "By share, 60% were mestizo, 23% Quechua, 10% white, and 7% and others.",
        "He was 52 years old in 2007 and 62 years old in 2017.",
        "It is expected to rise from 52% in 2020 to 80% in 2030.",
        "The rate was 50% in 2007 and 10% higher in 2008.",
        "The rate was 50% in 2007 and a further 10% in 2008.",
        "The rate was 50% in 2007 and up 10% in 2008.",
        "The rate was 50% in 2007 and another 10% in 2008.",
        "The rate was 50% in 2007, 10% above that in 2008.",
        "The rate was 50% in 2007, 10% higher in 2008 and 12% in 2009.",
        "The rate was 50% in 2007, 10% higher in 2008, 12% in 2009 and 13% in 2010.",
        "Exports were $5 billion in 2007 and $2 billion higher in 2008.",
        "The number of ships was 100 in 2007 and 20 more in 2008.",
        "The number of ships was 100 in 2007 and 20 less in 2008.",
        "In 2007 the rate was 50% and in 2008 10% higher.",
        "In 2007 there were 100 ships, in 2008 20 fewer.",
        "The rates were 12% and 15% higher in 2001 and 2002, respectively.",
        "Prices rose from 5% more to 7% more between 1990 and 1995.",
        "The number of cases was 5 in 2001 and 7 percent in 2002.",
        "The number of cases fell from 9 in 2001 to 7 percent in 2002.",
        "Use rose from 5 cases to 7 percent between 1990 and 1995.",
    ],
)
def test_numbers_that_are_no_certain_series_are_left_alone(text):
    assert read(text) == []


def test_a_run_of_levels_ends_where_a_difference_follows():
    text = "The rate was 50% in 2007 and 55% in 2008, and 10% higher in 2009."
    assert [points for points, *_ in read(text)] == [["50% @ 2007", "55% @ 2008"]]


@pytest.mark.parametrize(
    "form",
    [
        "52 deaths in 2007 {}zebra 62 in 2008",
        "52 deaths in 2007 {}zebra in 2008 and 62 in 2009",
        "{}zebra 52 in 2007 and 62 in 2008",
        "It was 52 in 2007 and to {}zebra 62 in 2008",
        "It was 52 in 2007 and fell to {}zebra 62 in 2008",
        "It was 52 in 2007, to {}62 in 2008",
    ],
)
@pytest.mark.parametrize("word", ["only", "finally", "steadily", "just", "fell", "a", "more", "("])
def test_a_long_run_of_words_takes_no_longer_than_its_length(form, word):
    def taken(times):
        text = form.format(f"{word} " * times)
        begun = time.perf_counter()
        series_in_text(text)
        return time.perf_counter() - begun

    # 16 times the words; where a run is tried in two ways a word, not even 40 would end.
    few = min(taken(20) for _ in range(3))
    assert min(taken(320) for _ in range(2)) < 160 * few


PIECES = st.sampled_from(
    "from to in and , ; by 52 17% $5 billion 1,200 2007 2008 1999 2012/13 (75%) China Russia the "
    "first quarter of 2016 about between respectively fell rose share . – 3.5 % January "
    "only finally steadily higher more less further up down −$1.5 million thousand was a".split()
)
DIFFERENCE = re.compile(
    rf"\b(?:by|another|further|up|down|{CHANGE}(?: \w+ly)?)$|"
    r"^ (?:higher|more|less|further|up|down)\b"
)


@given(st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=30).map(" ".join)))
def test_every_point_is_in_the_words(text):
    for series in series_in_text(text):
        assert len(series.points) >= 2
        assert series.sentence.start == 0 and series.sentence.end == len(text)
        for point in series.points:
            assert 0 <= point.value.start < point.value.end <= len(text)
            assert 0 <= point.place.start < point.place.end <= len(text)
            assert any(letter.isdigit() for letter in words(text, point.value))
        positions = [point.position for point in series.points]
        if series.kind == "periods":
            assert positions == sorted(set(positions))
            for point in series.points:
                assert str(int(point.position)) in words(text, point.place)
                around = text[: point.value.start].rstrip(), text[point.value.end :]
                assert not any(DIFFERENCE.search(side) for side in around)
