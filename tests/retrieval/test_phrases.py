import pytest

from chatbot.retrieval.phrases import fold, holds_all, phrase_pattern


@pytest.mark.parametrize(
    ("phrase", "text", "held"),
    [
        ("free trade", "A Free  Trade\nagreement", True),
        ("free trade", "freetrade", False),
        ("trade", "trader", False),
        ("trade", "pre-trade talks", True),
        ("Russia's role", "Russia’s role", True),
        ("2001-2016", "2001–2016", True),
        ("a.b", "axb", False),
        ("58.9%", "by 58.9% to", True),
        ("(1.5%)", "partners (1.5%).", True),
    ],
)
def test_phrases(phrase, text, held):
    assert holds_all(text, [phrase]) is held


def test_every_phrase_must_stand_there():
    assert holds_all("north and south", ["north", "south"])
    assert not holds_all("north and south", ["north", "east"])
    assert holds_all("anything", [])


def test_folding_keeps_offsets():
    text = "“Russia’s” – a role"
    found = phrase_pattern("russia's").search(fold(text))
    assert text[found.start() : found.end()] == "Russia’s"
