from __future__ import annotations

import json

import pytest
from hypothesis import given, settings

from chatbot.documents.record import from_record, to_record
from chatbot.errors import DocumentError
from tests.documents.conftest import document_of
from tests.documents.test_ledger import MESSY


def test_the_paper_survives_a_round_trip(paper) -> None:
    assert from_record(json.loads(json.dumps(to_record(paper)))) == paper


@settings(max_examples=100, deadline=None)
@given(MESSY)
def test_any_document_survives_a_round_trip(source: str) -> None:
    document = document_of(source)
    assert from_record(json.loads(json.dumps(to_record(document)))) == document


@pytest.mark.parametrize("part", ["text", "ledger", "source", "paragraphs"])
def test_a_damaged_record_is_refused(make, part: str) -> None:
    record = to_record(make("Some words stand here."))
    del record[part]
    with pytest.raises(DocumentError, match="sample is damaged"):
        from_record(record)
    with pytest.raises(DocumentError, match="damaged"):
        from_record({**record, part: [[1]]})
