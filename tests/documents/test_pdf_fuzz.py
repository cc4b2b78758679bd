"""A hundred damaged files, and thirty of Word and HTML; ``make fuzz`` reads two thousand."""

from __future__ import annotations

import pytest

from benchmarks.fuzz import built_in, built_in_words, outcomes


@pytest.mark.slow
@pytest.mark.parametrize(("sources", "count"), [(built_in(), 100), (built_in_words(), 30)])
def test_damaged_files_are_read_or_refused_in_one_line(tmp_path, sources, count):
    found = list(outcomes(sources, count, seed=7, folder=tmp_path))
    assert {outcome.kind for outcome in found} <= {"read", "refused"}, [o.line for o in found]
    assert any(outcome.kind == "read" for outcome in found)
    assert max(outcome.seconds for outcome in found) < 60
