"""How well a list fits the topic of a question."""

from __future__ import annotations

from chatbot.answering.enumeration_texts import ListNames, ListTopic
from chatbot.answering.question import QuestionAnalysis
from chatbot.answering.question_words import FAILURE, HINDRANCE, noun_group
from chatbot.answering.wording import STOPWORDS, coverage, words

_FAILS_UNSAID = 0.75
_CAUSES = frozenset(noun_group("reason"))


def topic_fit(
    names: ListNames,
    about: ListTopic,
    analysis: QuestionAnalysis,
    topic: dict[str, float],
    context_share: float,
) -> float:
    """Share of the question's topic that the list's introduction and items account for.

    Words of the lead count fully, those of the heading, the items and the paragraph before
    for less. A question about a failure needs a list that speaks of one.
    """
    asks_failure = asks_of_failure(analysis)
    speaks_of_failure = FAILURE.search(names.opening) is not None
    explains = "reason" in analysis.expects and analysis.item is None
    if explains and not asks_failure and speaks_of_failure:
        return 0.0
    rest = {s: w for s, w in topic.items() if s not in _failure_stems(analysis.folded)}
    if not rest:
        unsaid = analysis.item is not None and asks_failure and not speaks_of_failure
        return _FAILS_UNSAID if unsaid else 1.0
    near = coverage(rest, about.lead)
    far = coverage(rest, about.lead | about.context)
    fit = near + context_share * (far - near)
    if "reason" in analysis.expects and _CAUSES.intersection(analysis.list_heads):
        # An explanation is asked for: what is explained stands in the lead, not in items.
        fit = near + 0.5 * context_share * (far - near)
        fit += 0.15 if asks_failure and speaks_of_failure else 0.0
    return min(fit, 1.0)


def asks_of_failure(analysis: QuestionAnalysis) -> bool:
    """Whether a question asks why or how something failed or was hindered."""
    return any(pattern.search(analysis.folded) for pattern in (FAILURE, HINDRANCE))


def _failure_stems(folded: str) -> frozenset[str]:
    """Stems of the words with which a question says that something failed."""
    found = [*FAILURE.finditer(folded), *HINDRANCE.finditer(folded)]
    return frozenset(
        word.stem for match in found for word in words(match.group()) if word.text not in STOPWORDS
    )
