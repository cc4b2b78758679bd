"""A hundred damaged files; ``make fuzz`` reads two thousand."""

from __future__ import annotations

import pytest

from benchmarks.fuzz import built_in, outcomes


@pytest.mark.slow
def test_damaged_files_are_read_or_refused_in_one_line(tmp_path):
    found = list(outcomes(built_in(), 100, seed=7, folder=tmp_path))
    assert {outcome.kind for outcome in found} <= {"read", "refused"}, [o.line for o in found]
    assert max(outcome.seconds for outcome in found) < 60
