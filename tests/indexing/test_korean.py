"""Korean words without what they carry behind."""

import pytest

from chatbot.indexing.analysis import analyse
from chatbot.indexing.korean import apart, korean_stem


@pytest.mark.parametrize(
    ("word", "stem"),
    [
        ("습지의", "습지"),
        ("연구소에서는", "연구소"),
        ("줄었나요", "줄었"),
        ("줄었다", "줄었"),
        ("도로", "도로"),  # a particle that is all but one syllable stays
        ("EEU", "EEU"),
    ],
)
def test_the_longest_particle_or_ending_goes(word, stem):
    assert korean_stem(word) == stem


def test_letters_and_numbers_stand_apart_from_korean():
    assert apart("EEU가") == [("EEU", 0), ("가", 3)]
    text = "EEU가 2017년에 1,200억"
    found = {token.stem: text[token.start : token.end] for token in analyse(text, "ko")}
    assert found["eeu"] == "EEU"
    assert found["2017"] == "2017"
    assert found["1200"] == "1,200"
    assert "가" not in found


def test_korean_and_russian_function_words_are_not_searched_for():
    assert [t.stem for t in analyse("왜 습지가", "ko") if not t.variant] == ["습지"]
    assert [t.stem for t in analyse("почему это озеро", "ru")] == ["озер"]
    assert [t.stem for t in analyse("почему", "en")] == ["поч"]
