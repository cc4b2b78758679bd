"""Papers and memos made by hand for the memo tests."""

from dataclasses import replace

from chatbot.datatypes import Memo, Page, Span
from chatbot.memo.arranging import add, metadata_of
from chatbot.memo.excerpts import excerpt_of
from tests.answering.papers import find, note
from tests.fakes import make_document

TEXT = """\
# I. The Ferry

The ferry carried 1,200 passengers a day in 1999. It did not stop in winter. However, storms \
closed the line twice. Critics claim that nobody needed it. It cost 40 euros.

According to Minister Anna Berg, “the pier was sold to a museum that never opened.” The town \
was surprised.

# II. The Railway

The railway is 87 kilometres long. Engineers planned four tunnels; snow stopped the trains.

The town keeps a “green lantern” & a bell_tower, 100% of $5 {braces} #1 ^2 ~x~ \\n <b> [link](x)."""

REFERENCE = {
    "type": "report",
    "title": "Bridges Across the Strait",
    "author": [{"family": "Berg", "given": "Anna"}],
    "publisher": "Port Press",
    "issued": {"date-parts": [[2019]]},
}


def ferry(pages=False, text=TEXT, reference=REFERENCE):
    """A paper of two sections, four paragraphs and one footnote; with two pages if wanted."""
    document = make_document(text, "ferry")
    document = replace(document, metadata=reference)
    if text == TEXT:
        mark = note(document, "3", "four tunnels", "It cost 40 euros")
        document = replace(document, footnotes=(mark,))
    if pages:
        middle = text.index("# II.") if "# II." in text else len(text) // 2
        document = replace(
            document,
            pages=(
                Page("7", 1, 595.0, 842.0, Span(0, middle)),
                Page("8", 2, 595.0, 842.0, Span(middle, len(text))),
            ),
        )
    return document


def excerpt(document, *words, **about):
    """The excerpt of some words of a document."""
    return excerpt_of(document, [find(document, part) for part in words], **about)


def memo_of(document, *excerpts, **head):
    """A memo with some excerpts of one document."""
    memo = Memo(**head)
    for each in excerpts:
        memo = add(memo, each, metadata_of(document)).memo
    return memo
