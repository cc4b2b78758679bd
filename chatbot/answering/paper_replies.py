"""Replies about the papers as such: figures, outline, sections, and what they are about."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from chatbot.answering.extracts import make_extract, shown_figure
from chatbot.answering.outline import abstract, headings
from chatbot.answering.request_patterns import PICTURED
from chatbot.answering.section_names import find_section, outermost, section_number
from chatbot.answering.summaries import summary
from chatbot.datatypes import Answer, Document, Figure, RequestKind, Span
from chatbot.documents.figure_labels import label_key
from chatbot.languages.phrases import DEFAULT, phrase, spoken

Papers = tuple[Document, ...]
PaperReply = Callable[[Answer, str, Papers, bool], Answer | None]

SURE = 0.95
"""The confidence of what needs no search, as for other questions about the paper itself."""
MOST_SAMPLES = 3
_TABLES = re.compile(
    r"\btables\b|\bтаблиц\w*|"
    r"(?<!\w)표(?:들\w*|를|가|는|와|도|나|랑|하고|만|의|에|이랑)?(?!\w)"
)
_PICTURES = re.compile(
    rf"{PICTURED}|\b(?:рисун|график|диаграмм|иллюстрац|картин|изображен|схем|фигур|чарт)|"
    r"그림|도표|그래프|차트|이미지|삽화|사진|도식|시각"
)


def figures(bare: Answer, _argument: str, papers: Papers, _typed: bool) -> Answer:
    """All figures, or all tables where only these are asked for, with their own words."""
    found = [(document, figure) for document in papers for figure in document.figures]
    said = "figures" if found else "no_figures"
    tables = [pair for pair in found if _is_table(pair[1])]
    if tables and _asks_tables(bare.question.casefold()):
        found, said = tables, "tables"
    said += "_several" if found and len(papers) > 1 else ""
    captions = [(document, figure.anchor) for document, figure in found if len(figure.anchor)]
    answer = _quoting(bare, captions, said, count=len(found))
    return replace(answer, figures=tuple(shown_figure(f, document) for document, f in found))


def _is_table(figure: Figure) -> bool:
    key = label_key(figure.label) if figure.label else None
    return key is not None and key[0] == "table"


def _asks_tables(question: str) -> bool:
    """Whether a request for figures names tables, and no pictures, in any of the languages."""
    return _TABLES.search(question) is not None and not _PICTURES.search(question)


def outline(bare: Answer, _argument: str, papers: Papers, _typed: bool) -> Answer:
    """The headings of all sections, in order."""
    found = [(paper, section.heading) for paper in papers for section in paper.sections]
    return _quoting(bare, found, "outline" if found else "no_outline")


def section(bare: Answer, argument: str, papers: Papers, typed: bool) -> Answer | None:
    """The most central sentences of a section.

    None where words (not a command, not a number) name no section: they may name a topic.
    """
    for paper in papers:
        known = find_section(paper, argument) if argument else None
        if known is None:
            continue
        heading = paper.slice(known.heading)
        chosen = [(paper, span) for span in summary(paper, known.span)]
        answer = _quoting(bare, chosen or [(paper, known.heading)], "section", section=heading)
        return replace(answer, interpreted_question=heading)
    if not typed and section_number(argument) is None:
        return None
    listed = "; ".join(p.slice(s.heading) for p in papers for s in outermost(p))
    key = "no_section" if argument else "which_section"
    shown = phrase(f"replies.{key if listed else 'no_outline'}", bare.language,
                   wanted=argument, sections=listed)  # fmt: skip
    return replace(bare, message=shown)


def about(bare: Answer, _argument: str, papers: Papers, _typed: bool) -> Answer:
    """The abstract, else the headings and the most central sentences.

    Of several papers only what says most shortly what each is about.
    """
    if len(papers) > 1:
        first = [(paper, span) for paper in papers for span in _subject(paper)[:1]]
        return _quoting(bare, first, "about_several")
    (paper,) = papers
    said = [(paper, span) for span in abstract(paper)]
    if said:
        answer = _quoting(bare, said, "about")
    else:
        spans = (*headings(paper), *summary(paper))
        answer = _quoting(bare, [(paper, span) for span in spans], "about_central")
    return replace(answer, interpreted_question=paper.title)


PAPER_REPLIES: Mapping[RequestKind, PaperReply] = {
    "figures": figures,
    "outline": outline,
    "section": section,
    "about": about,
}


def sample_questions(papers: Papers, language: str) -> tuple[str, ...]:
    """Questions to try: those that a sidecar gives for its paper, else general ones.

    A sidecar's own name their language where it is not English.
    """
    given = [
        str(entry["question"])
        for paper in papers
        for entry in _listed(paper.metadata.get("custom"))
        if isinstance(entry, Mapping)
        and isinstance(entry.get("question"), str)
        and entry.get("language", DEFAULT) == spoken(language)
    ]
    general = [phrase(f"replies.sample_{number}", language) for number in range(1, 4)]
    return tuple((given or general)[:MOST_SAMPLES])


def _listed(custom: object) -> Sequence[object]:
    examples = custom.get("examples") if isinstance(custom, Mapping) else None
    return examples if isinstance(examples, list) else ()


def _subject(paper: Document) -> tuple[Span, ...]:
    return abstract(paper) or summary(paper) or headings(paper)


def _quoting(
    bare: Answer, spans: Sequence[tuple[Document, Span]], key: str, **values: object
) -> Answer:
    """The answer that quotes some spans under a phrase; a command where there are none."""
    extracts = tuple(
        make_extract(document, span, citation)
        for citation, (document, span) in enumerate(spans, start=1)
    )
    message = phrase(f"replies.{key}", bare.language, **values)
    if not extracts:
        return replace(bare, message=message)
    return replace(bare, status="answered", confidence=SURE, message=message, extracts=extracts)
