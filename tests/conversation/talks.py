"""Conversations made by hand."""

from chatbot.datatypes import Answer, Conversation, Extract, ItemLabel, Locator, ShownFigure, Turn


def extract(quote, item=None, highlights=()):
    """An extract at the start of “paper”, perhaps the item (number, label) of its list."""
    return Extract(
        citation=1,
        quote=quote,
        document="paper",
        locator=Locator((), 1, None),
        start=0,
        end=len(quote),
        as_printed=quote,
        source_start=None,
        source_end=None,
        highlights=highlights,
        footnotes=(),
        list_item=ItemLabel("list-1", *item) if item else None,
        score=1.0,
    )


def turn(question, extracts=(), searched=None, **changes):
    """A question with what it was answered by."""
    answer = Answer(
        question, searched or question, "answered", 0.9, extracts=tuple(extracts), **changes
    )
    return Turn(question, answer)


def figure(title):
    """A figure as an answer shows it."""
    return ShownFigure("fig-1", None, title, "KEXIM", (), "paper", None, None, ())


def after(*questions, quotes=()):
    """A conversation in which these were asked in turn; the last one was shown some quotes."""
    *earlier, last = questions
    shown = [extract(quote) for quote in quotes]
    return Conversation((*(turn(one) for one in earlier), turn(last, shown)))
