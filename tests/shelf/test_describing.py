"""What the form does not show stays as it is."""

from dataclasses import replace

import pytest

from chatbot.shelf.describing import form_of, item_of

KING = {"family": "King", "given": "Martin", "suffix": "Jr."}
BEETHOVEN = {"family": "Beethoven", "given": "Ludwig", "dropping-particle": "van"}
BOARD = {"literal": "Board of Water, Roads; and Canals"}
METADATA = {"title": "Canals", "author": [KING, BEETHOVEN, BOARD]}
TYPED = "King, Martin; Beethoven, Ludwig; Board of Water, Roads; and Canals"


@pytest.mark.parametrize(
    ("typed", "authors"),
    [
        (f"{TYPED}; Nil, A.", [KING, BEETHOVEN, BOARD, {"family": "Nil", "given": "A."}]),
        (TYPED.replace("Ludwig", "L."), [KING, {"family": "Beethoven", "given": "L."}, BOARD]),
        (TYPED.removeprefix("King, Martin; "), [BEETHOVEN, BOARD]),
        (f"Board;{TYPED}", [{"literal": "Board"}, KING, BEETHOVEN, BOARD]),
        (TYPED.replace("; ", "  ;\n"), [KING, BEETHOVEN, BOARD]),
        (f"{TYPED};King, Martin", [KING, BEETHOVEN, BOARD, {"family": "King", "given": "Martin"}]),
    ],
)
def test_an_author_whose_words_stay_keeps_what_the_form_does_not_show(typed, authors):
    form = form_of(METADATA)
    assert form.authors == TYPED
    assert item_of(replace(form, authors=typed), METADATA)["author"] == authors
    assert "author" not in item_of(replace(form, authors=" ; "), METADATA)
