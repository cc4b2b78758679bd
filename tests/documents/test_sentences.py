from __future__ import annotations

import pytest

from chatbot.documents.sentences import split_sentences


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("It rains. It snows.", ["It rains.", "It snows."]),
        ("1. Cold chains. They help.", ["1. Cold chains.", "They help."]),
        ("Goal One. Creating a system. It works.", ["Goal One. Creating a system.", "It works."]),
        ("It is known [3] . We agree [4, 5] .", ["It is known [3] .", "We agree [4, 5] ."]),
        ("Smith et al. Found it in May.", ["Smith et al. Found it in May."]),
        ("It was J. Smith who came. He left.", ["It was J. Smith who came.", "He left."]),
        ("It cost $5.8 billion. That is much.", ["It cost $5.8 billion.", "That is much."]),
        ("It was found (3) . The virus spreads.", ["It was found (3) .", "The virus spreads."]),
        ("It is 5-fold (16) , giving more. So.", ["It is 5-fold (16) , giving more.", "So."]),
        ("It was found. mRNA was low.", ["It was found.", "mRNA was low."]),
        ("It was low in 2 (3) (4) . So", ["It was low in 2 (3) (4) .", "So"]),
        ("It is in Table. 1. It is so.", ["It is in Table. 1.", "It is so."]),
        ("He left the table. Two came.", ["He left the table.", "Two came."]),
        ("“Is it so?” she asked. It was.", ["“Is it so?” she asked.", "It was."]),
    ],
)
def test_sentences_of_a_paragraph(text: str, sentences: list[str]) -> None:
    spans = split_sentences(text, 100)
    assert [text[span.start - 100 : span.end - 100] for span in spans] == sentences
