from dataclasses import replace

import pytest

from chatbot.datatypes import Memo
from chatbot.errors import UsageError
from chatbot.memo import arranging
from chatbot.memo.arranging import add, metadata_of, missing_fields
from tests.memo.papers import REFERENCE, excerpt, ferry, memo_of

FERRY = ferry()
ONE = excerpt(FERRY, "It did not stop in winter.")
TWO = excerpt(FERRY, "It cost 40 euros.")
THREE = excerpt(FERRY, "The railway is 87 kilometres long.")


def names(memo):
    return [each.quote for each in memo.shown]


def test_duplicates_and_overlaps_are_noticed():
    memo = memo_of(FERRY, ONE)
    again = add(memo, ONE, REFERENCE)
    assert (again.how, again.other, again.memo) == ("duplicate", ONE.id, memo)
    wider = excerpt(FERRY, "It did not stop in winter. However, storms closed the line twice.")
    lapped = add(memo, wider, REFERENCE)
    assert (lapped.how, lapped.other, len(lapped.memo.excerpts)) == ("overlap", ONE.id, 2)
    assert add(memo, TWO, REFERENCE).how == "added"


def test_what_was_removed_returns_to_its_place():
    memo = memo_of(FERRY, ONE, TWO, THREE)
    without = arranging.remove(memo, TWO.id)
    assert names(without) == [ONE.quote, THREE.quote]
    assert arranging.restore(without, TWO.id) == memo
    assert add(without, TWO, REFERENCE).how == "restored"


@pytest.mark.parametrize(
    ("place", "order"), [(0, [3, 1, 2]), (1, [1, 3, 2]), (2, [1, 2, 3]), (99, [1, 2, 3])]
)
def test_an_excerpt_is_moved_among_those_shown(place, order):
    memo = memo_of(FERRY, ONE, TWO, THREE)
    quotes = {1: ONE.quote, 2: TWO.quote, 3: THREE.quote}
    assert names(arranging.move(memo, THREE.id, place)) == [quotes[n] for n in order]


def test_headings_group_in_the_order_of_first_appearance():
    memo = memo_of(FERRY, replace(ONE, heading="A"), TWO, replace(THREE, heading="A"))
    assert [(h, len(held)) for h, held in arranging.by_heading(memo)] == [("A", 2), ("", 1)]


def test_merging_repeats_nothing_and_keeps_the_first_head():
    first = memo_of(FERRY, ONE, TWO, title="Mine")
    second = memo_of(FERRY, TWO, THREE, title="Theirs")
    both = arranging.merge(first, second)
    assert both.title == "Mine"
    assert names(both) == [ONE.quote, TWO.quote, THREE.quote]
    assert arranging.merge(both, second) == both


def test_an_unknown_excerpt_is_named():
    with pytest.raises(UsageError, match="'nothing'"):
        arranging.remove(Memo(), "nothing")


def test_missing_fields_are_named_and_a_publisher_can_stand_for_an_author():
    assert missing_fields(REFERENCE) == ()
    assert missing_fields({}) == ("title", "date", "author")
    assert missing_fields({"title": "T", "publisher": "P"}) == ("date",)
    assert metadata_of(FERRY)["id"] == "ferry"
