import pytest

from chatbot.documents.abbreviations import introduced


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("The Republic of Korea (RK) is", [("RK", "Republic of Korea")]),
        ("the Eurasian Economic Union (EEU, 2015) and", [("EEU", "Eurasian Economic Union")]),
        ("the Bank of Korea (hereinafter the Bank)", [("Bank", "Bank of Korea")]),
        ("foreign direct investment (hereafter “FDI”)", [("FDI", "foreign direct investment")]),
        ("the project is in crisis (Brexit)", []),
        ("trade grew (KITA)", []),
        ("in 2016 (see Figure)", []),
    ],
)
def test_short_forms_that_a_text_introduces(text, pairs):
    assert list(introduced(text)) == pairs
