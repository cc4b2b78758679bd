"""Korean lines that break inside a word."""

from __future__ import annotations

import pytest

from chatbot.documents.hangul_lines import HangulLines

# “돌입한” and “보험금은” stand inside lines, “단계” and “진입은” do so too.
ELSEWHERE = "그 나라가 돌입한 뒤에 단계 진입은 늦고\n또 많은 보험금은 그때 왔다.\n"


@pytest.mark.parametrize(
    ("above", "below", "inside"),
    [
        ("이제 돌", "입한다고 했다", True),  # 돌입한… is written elsewhere
        ("낼 보", "험금이 늘었다", True),
        ("그런 단계", "진입을 막았다", False),  # both are words of their own
        ("그런 나", "비가 있었다", False),  # nothing tells
        ("in port", "돌입한다고", False),
    ],
)
def test_the_words_of_the_paper_decide(above, below, inside):
    source = ELSEWHERE + f"{above}\n{below}"
    start = len(source) - len(below)
    assert HangulLines(source).breaks_word(start - 1, start) is inside
