"""Abbreviations meet their long forms."""

from chatbot.answering.aliases import (
    related_stems,
    spelled_by_initials,
    with_abbreviations,
    with_long_forms,
)
from chatbot.answering.wording import content_stems
from tests.fakes import make_document

PAPER = make_document("The Republic of Alba (RA) trades with Corvo.")


def test_an_abbreviation_is_held_where_its_long_form_is():
    lead = content_stems("areas of cooperation between the Republic of Alba and Corvo")
    assert with_abbreviations(PAPER, lead, ("RA",)) - lead == {"ra"}


def test_an_abbreviation_is_not_held_without_all_of_its_long_form():
    lead = content_stems("areas of cooperation between Alba and Corvo")
    assert with_abbreviations(PAPER, lead, ("RA",)) == lead
    assert with_abbreviations(PAPER, lead, ("XY",)) == lead


def test_initials_of_neighbouring_words_spell_a_stem():
    words = ("inflows", "foreign", "direct", "investment")
    assert spelled_by_initials(words, frozenset({"fdi"})) == {"foreign", "direct", "investment"}
    assert spelled_by_initials(words, frozenset({"fd"})) == {"foreign", "direct"}
    assert spelled_by_initials(words, frozenset({"f", "xyz"})) == frozenset()


def test_other_forms_of_a_word():
    title = content_stems("Growth of major European countries: consumption and companies")
    asked = content_stems("grown grew economies Europe consumed compared contract")
    assert related_stems(asked, title) == content_stems("grown grew economies Europe consumed")


def test_a_title_holds_what_its_abbreviation_stands_for():
    paper = make_document("Foreign direct investment fell. FDI and foreign direct investment.")
    stems = with_long_forms(paper, "ALBA FDI", frozenset({"alba", "fdi"}))
    assert stems == {"alba", "fdi", *content_stems("foreign direct investment")}
