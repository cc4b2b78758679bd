import pytest

from chatbot.errors import UsageError
from chatbot.memo.completing import completed, known_reference, lacking

from .papers import excerpt, ferry, memo_of

BARE = ferry(reference={})
MEMO = memo_of(BARE, excerpt(BARE, "It cost 40 euros."))


def test_what_a_person_adds_completes_the_reference_and_stays():
    assert lacking(MEMO) == {"ferry": ("title", "date", "author")}
    fields = {"title": " Ferries ", "author": "Berg, Anna; Port Press", "date": "2019-05"}
    full = completed(MEMO, "ferry", fields)
    assert lacking(full) == {}
    item = full.references["ferry"]
    assert item["author"] == [{"family": "Berg", "given": "Anna"}, {"literal": "Port Press"}]
    assert item["issued"] == {"date-parts": [[2019, 5]]}
    again = known_reference(full, "ferry", {"id": "ferry", "title": "The paper’s own"})
    assert again["title"] == "The paper’s own" and again["author"] == item["author"]


def test_blank_fields_invent_nothing():
    assert completed(MEMO, "ferry", {"title": " ", "date": ""}) == MEMO


@pytest.mark.parametrize(
    "date",
    [
        "May 2019", "2019-13", "2019-05-40", "19",
        "2019-02-31", "2019-02-29", "2019-05-0", "2019-0", "0000", "0000-05",
    ],
)  # fmt: skip
def test_a_date_that_is_none_is_told(date):
    with pytest.raises(UsageError, match=date):
        completed(MEMO, "ferry", {"date": date})


def test_a_leap_day_is_a_date():
    full = completed(MEMO, "ferry", {"date": "2020-02-29"})
    assert full.references["ferry"]["issued"] == {"date-parts": [[2020, 2, 29]]}
