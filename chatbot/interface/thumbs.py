"""The two thumbs beside an answer and beside each of its extracts.

They are links with an address, as citation chips are: the chat's sanitiser keeps those.
The script of the page makes buttons of them that tell whether they are pressed.
"""

from __future__ import annotations

from chatbot.interface import messages
from chatbot.interface.escaping import escape

ANSWER = "answer"
"""The target of the thumbs of a whole answer; those of extracts are e0, e1 … and n0 …"""


def answer_thumbs(exchange: str) -> str:
    """A line under an answer that asks whether it is right."""
    pair = _pair(exchange, ANSWER, messages.HELPFUL_ANSWER, messages.NOT_HELPFUL_ANSWER)
    return f'<p class="rate-answer">{escape(messages.RATE_ANSWER)} {pair}</p>'


def extract_thumbs(exchange: str, target: str) -> str:
    """The thumbs that stand after an extract's citation."""
    return _pair(exchange, target, messages.HELPFUL_EXTRACT, messages.NOT_HELPFUL_EXTRACT)


def _pair(exchange: str, target: str, helpful: str, not_helpful: str) -> str:
    links = "".join(
        f'<a class="rate {verdict}" href="#rate={exchange}/{target}/{verdict}" '
        f'title="{escape(title)}"></a>'
        for verdict, title in (("up", helpful), ("down", not_helpful))
    )
    return f'<span class="rates">{links}</span>'
