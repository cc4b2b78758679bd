import pytest

from chatbot.citations.nodes import plain, words
from chatbot.citations.prepared import for_processor
from chatbot.citations.styles import style_file
from chatbot.errors import MissingInput, UsageError

CHICAGO, GOST = style_file("chicago-notes"), style_file("gost")


def title(text, **more):
    return for_processor({"id": "x", "title": text, **more}, CHICAGO)["title"]


def test_stop_words_are_kept_from_title_case_but_not_at_the_edges():
    assert title("after storms") == "after storms"
    assert title("closed after") == "closed after"
    kept = 'Closed <span class="nocase">after</span> all: after lunch'
    assert title("Closed after all: after lunch") == kept
    assert title("Well-to-do towns") == "Well-to-do towns"
    assert title("Vingt ans après la mort", language="fr") == "Vingt ans après la mort"


def test_gost_sorts_cyrillic_first_and_nameless_works_last():
    names = [[{"family": "Ли"}], [{"family": "Lee"}], []]
    notes = [for_processor({"id": "x", "author": name}, GOST).get("note") for name in names]
    assert notes == ["A", "", "ZZ"]
    assert "note" not in for_processor({"id": "x", "author": names[0]}, CHICAGO)


def test_styles_are_found_by_name_or_path(tmp_path):
    assert style_file("oscola").name == "oscola.csl"
    assert style_file(str(CHICAGO)) == CHICAGO
    with pytest.raises(UsageError, match="no citation style 'aba': use chicago-notes, "):
        style_file("aba")
    with pytest.raises(MissingInput, match=r"nowhere\.csl"):
        style_file(str(tmp_path / "nowhere.csl"))
    broken = tmp_path / "broken.csl"
    broken.write_text("<style/>", "utf-8")
    with pytest.raises(UsageError, match="not a CSL style"):
        style_file(str(broken))


def test_words_lose_what_no_document_can_hold():
    assert plain(words("a\x00b\n  c\ud800\u2028d")) == "ab c d"
