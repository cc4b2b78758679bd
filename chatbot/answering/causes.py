"""Questions of why: the sentence that gives the cause of what the one before it says.

“The platform has yet to be launched. This is attributable to a number of factors …”: the second
shares no word with “Why has the platform not started?”, yet is the answer.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from chatbot.answering.evidence import Evidence, best_first
from chatbot.answering.places import paragraph_at
from chatbot.answering.question import QuestionAnalysis
from chatbot.datatypes import Document, Span

_LOOKED_AT = 10
"""How many of the best sentences may have their cause brought along."""
_NEARLY = 0.98
_CAUSE = re.compile(
    r"(?:(?:this|that|it|these|they|such [\w-]+|(?:this|that|these|those|the) [\w-]+(?: [\w-]+)?) "
    r"(?:(?:is|are|was|were|may be|can be|could be|has been|have been) "
    r"(?:(?:largely|mainly|partly|mostly|primarily|in part|probably|also|chiefly|often) )?"
    r"(?:attribut\w+|due|because|owing|caused|explained|down|the (?:result|consequence)|driven|"
    r"rooted|brought about)|(?:largely |mainly |partly |probably )?(?:stems?|stemmed|results?|"
    r"resulted|arises?|arose|follows|followed) from|(?:happens?|happened|occurs?|occurred) because|"
    r"has to do with|had to do with)\b|"
    r"(?:the|one|another|a|its|their) (?:[\w-]+ )?(?:reasons?|causes?|explanation|factor)\b)",
    re.IGNORECASE,
)


def with_causes(
    documents: Mapping[str, Document], ranked: Sequence[Evidence], analysis: QuestionAnalysis
) -> tuple[Evidence, ...]:
    """The ranking where a sentence that opens with a cause comes up behind the one it explains."""
    if "reason" not in analysis.expects:
        return tuple(ranked)
    raised: dict[tuple[str, Span], float] = {}
    for evidence in ranked[:_LOOKED_AT]:
        document = documents[evidence.sentence.document]
        after = _next(document, evidence.span)
        if after is not None and _CAUSE.match(document.slice(after)):
            raised[document.id, after] = round(_NEARLY * evidence.score, 6)
    if not raised:
        return tuple(ranked)
    return best_first(
        replace(e, score=max(e.score, raised.get((e.sentence.document, e.span), e.score)))
        for e in ranked
    )


def _next(document: Document, span: Span) -> Span | None:
    """The sentence that follows in the same paragraph."""
    paragraph = paragraph_at(document, span.start)
    later = [s for s in paragraph.sentences if s.start >= span.end] if paragraph else []
    return later[0] if later else None
