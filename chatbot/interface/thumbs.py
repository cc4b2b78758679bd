"""The two thumbs beside an answer and beside each of its extracts.

They are links with an address, as citation chips are: the chat's sanitiser keeps those.
The script of the page makes buttons of them that tell whether they are pressed.
"""

from __future__ import annotations

from chatbot.interface.escaping import escape
from chatbot.languages.phrases import phrase

ANSWER = "answer"
"""The target of the thumbs of a whole answer; those of extracts are e0, e1 … and n0 …"""


def answer_thumbs(exchange: str, language: str) -> str:
    """A line under an answer that asks whether it is right."""
    helpful, not_helpful = _titles("answer", language)
    pair = _pair(exchange, ANSWER, helpful, not_helpful)
    asked = escape(phrase("feedback.rate_answer", language))
    return f'<p class="rate-answer" lang="{language}">{asked} {pair}</p>'


def extract_thumbs(exchange: str, target: str, language: str) -> str:
    """The thumbs that stand after an extract's citation."""
    return _pair(exchange, target, *_titles("extract", language))


def _titles(what: str, language: str) -> tuple[str, str]:
    return (
        phrase(f"feedback.helpful_{what}", language),
        phrase(f"feedback.not_helpful_{what}", language),
    )


def _pair(exchange: str, target: str, helpful: str, not_helpful: str) -> str:
    links = "".join(
        f'<a class="rate {verdict}" href="#rate={exchange}/{target}/{verdict}" '
        f'title="{escape(title)}"></a>'
        for verdict, title in (("up", helpful), ("down", not_helpful))
    )
    return f'<span class="rates">{links}</span>'
