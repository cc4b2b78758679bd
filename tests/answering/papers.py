"""Small papers made by hand, with lists, notes and figures, for the answering tests."""

from dataclasses import replace

from chatbot.datatypes import Enumeration, Figure, Footnote, ListItem, Span
from tests.fakes import make_document


def find(document, words):
    """The span of some words of the document."""
    start = document.text.index(words)
    return Span(start, start + len(words))


def block_list(document, identifier, lead, items, trailer=None):
    """A list of paragraphs: ``items`` are (label, opening words of each paragraph)."""
    lead_span = _sentence(document, lead) if lead else None
    spans = [_paragraph(document, opening) for _, opening in items]
    return Enumeration(
        identifier,
        "block",
        lead_span,
        tuple(
            ListItem(number, label, paragraph.sentences[0], paragraph.span, (paragraph.number,))
            for number, ((label, _), paragraph) in enumerate(
                zip(items, spans, strict=True), start=1
            )
        ),
        _paragraph(document, trailer).span if trailer else None,
    )


def inline_list(document, identifier, lead, items):
    """A list inside one sentence, its items given by their words."""
    spans = [find(document, words) for words in items]
    return Enumeration(
        identifier,
        "inline",
        find(document, lead),
        tuple(
            ListItem(number, str(number), span, span, ())
            for number, span in enumerate(spans, start=1)
        ),
    )


def note(document, mark, after, text):
    """A footnote whose mark stood right after the words ``after``."""
    return Footnote(mark, find(document, text), find(document, after).end, None)


def figure(document, identifier, title, mentions=(), label=None, source=None, notes=()):
    """A figure with its title in the text, or at the end of it without one."""
    anchor = find(document, title) if title else Span(len(document.text), len(document.text))
    return Figure(identifier, label, title, source, notes, anchor, None, mentions)


def sectioned(document):
    """The document with each section reaching to the next, as a reader of files makes them."""
    ends = [section.span.start for section in document.sections[1:]] + [len(document.text)]
    sections = tuple(
        replace(section, span=Span(section.span.start, end))
        for section, end in zip(document.sections, ends, strict=True)
    )
    return replace(document, sections=sections)


def front(document, *openings, role="front"):
    """The document with the paragraphs that open so made front (or back) matter."""
    paragraphs = tuple(
        replace(p, role=role, number=None) if document.slice(p.span).startswith(openings) else p
        for p in document.paragraphs
    )
    return replace(document, paragraphs=paragraphs)


def _sentence(document, words):
    span = find(document, words)
    return next(s for p in document.paragraphs for s in p.sentences if s.contains(span))


def _paragraph(document, opening):
    return next(p for p in document.paragraphs if document.slice(p.span).startswith(opening))


HARBOUR = make_document(
    "\n\n".join(
        (
            "Harbour Studies No. 12",
            "May 2009",
            "Bridges Across the Strait",
            "Ana Pereira",
            "Senior Lecturer, University of Porto (UP)",
            "The views in this study are the author's own and do not reflect those of the "
            "Maritime Institute.",
            "# I. The ferry plan",
            "The city opened a ferry line in 1998. It carried 1,200 passengers a day in 1999 and "
            "400 in 2005. The Port Authority of Ostrava (PAO) ran it.",
            "Nevertheless, the ferry plan collapsed for the following reasons.",
            "First, nobody counted the passengers. Surveys came too late.",
            "Second, tickets cost more than the bus. A family paid 40 euros.",
            "Third, storms closed the line every winter.",
            "There were other obstacles, such as old piers and a lack of crews.",
            "# II. What the city wants now",
            "The city has three main goals in its harbour policy.",
            "Goal One. Cleaner water in the inner harbour.",
            "Goal Two. More jobs on the docks. Wages should rise as well.",
            "Goal Three. A bridge that ships can pass.",
            "The bridge will serve the towns of Alba, Bruma and Corvo on the northern shore.",
            "Steel prices rose by 30% in 2008, as Figure 2 shows. The old pier was sold because "
            "it was unsafe.",
            "PASSENGERS OF THE FERRY BY YEAR",
            "Figure 2. Price of steel in Europe",
            "Cargo volumes reached 3 million tonnes in 2007 and grew in every port.",
            "Port Yearbook, 2006, p. 14.",
            "According to the Steel Federation, annual report 2008.",
            "maritime.example.org",
        )
    ),
    "harbour",
)
HARBOUR = front(
    HARBOUR, "Harbour Studies", "May 2009", "Bridges Across", "Ana", "Senior", "The views"
)
HARBOUR = front(HARBOUR, "maritime.example", "Port Yearbook", "According to the", role="back")
HARBOUR = replace(
    HARBOUR,
    metadata={
        "title": "Bridges Across the Strait",
        "author": [{"family": "Pereira", "given": "Ana"}],
        "publisher": "Maritime Institute",
        "issued": {"date-parts": [[2009, 5]]},
        "collection-title": "Harbour Studies",
        "number": "12",
    },
    lists=(
        block_list(
            HARBOUR,
            "list-1",
            "Nevertheless, the ferry plan",
            [("First", "First,"), ("Second", "Second,"), ("Third", "Third,")],
            "There were other",
        ),
        block_list(
            HARBOUR,
            "list-2",
            "The city has three main goals",
            [("Goal One", "Goal One"), ("Goal Two", "Goal Two"), ("Goal Three", "Goal Three")],
        ),
        inline_list(
            HARBOUR,
            "list-3",
            "the towns of",
            ("Alba", "Bruma", "Corvo on the northern shore"),
        ),
    ),
    footnotes=(
        note(HARBOUR, "1", "400 in 2005.", "Port Yearbook, 2006, p. 14."),
        note(
            HARBOUR,
            "2",
            "30% in 2008",
            "According to the Steel Federation, annual report 2008.",
        ),
    ),
    figures=(
        figure(
            HARBOUR, "fig-1", "PASSENGERS OF THE FERRY BY YEAR", (7,), source="Source: Port Office."
        ),
        figure(HARBOUR, "fig-2", "Price of steel in Europe", (18,), label="Figure 2"),
        figure(HARBOUR, "fig-3", None, (21,), source="Customs"),
    ),
)
"""A made-up paper: two block lists, an inline one, two notes, three figures."""
