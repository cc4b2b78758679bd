"""Checking a finished document's quotations against the indexed papers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from chatbot.answering.places import paragraph_at
from chatbot.datatypes import Document
from chatbot.languages.phrases import DEFAULT, phrase
from chatbot.memo.baskets import verify_basket
from chatbot.memo.brackets import of_the_words
from chatbot.memo.folding import Paper, fold, paper_of
from chatbot.memo.matching import Match, Nearest, exact_matches, nearest, slices
from chatbot.memo.places import named_place, stands_there, true_place
from chatbot.memo.quotations import Quotation, quotations_in, recorded_files, without_marks
from chatbot.memo.reading import read_finished
from chatbot.memo.shortened import Checked, with_records
from chatbot.memo.verdicts import Verdict, Verification

_LIKE_A_CHANGE = 0.8


@dataclass(frozen=True, slots=True)
class _Reading:
    """A quotation read in one way: its words, and what is said of their source.

    ``bracket`` is what was taken off the words' end as a citation.
    """

    text: str
    citations: tuple[str, ...]
    bracket: str = ""


def verify_file(
    path: Path, documents: Mapping[str, Document], language: str = DEFAULT
) -> Verification:
    """The verdicts on every quotation of a file.

    ``documents`` are the indexed papers by id; messages are in ``language``.

    Raises:
        MissingInput: there is no such file.
        UsageError: it is of a kind that cannot be read, or damaged.
    """
    if path.suffix.lower() == ".json":
        return verify_basket(path, documents, language)
    papers = [paper_of(documents[name]) for name in sorted(documents)]

    def known(words: str) -> bool:
        return any(fold(words).text in paper.text.text for paper in papers)

    finished = read_finished(path, known)
    recorded = recorded_files(finished.blocks)
    checker = _Checker(papers, recorded, language)
    checked = checker.checked(quotations_in(finished.blocks))
    verdicts, unchecked = with_records(checked, finished.records, documents, language)
    nothing = phrase("verify.no_quotation", language, file=str(path))
    gone = sorted(recorded.keys() - {paper.document.source.name for paper in papers})
    absent = phrase("verify.files_gone", language, names=", ".join(gone)) if gone else ""
    notes = (unchecked, absent, "" if verdicts else nothing)
    return Verification(str(path), tuple(verdicts), tuple(note for note in notes if note))


class _Checker:
    """Holds quotations against papers; ``recorded`` are file hashes of when they were quoted."""

    def __init__(self, papers: Sequence[Paper], recorded: Mapping[str, str], language: str) -> None:
        self._language = language
        self._papers = papers
        self._documents = {paper.document.id: paper.document for paper in papers}
        self._titles = {_words(paper.document.title) for paper in papers}
        sources = [paper.document.source for paper in papers]
        self._changed = {
            source.name
            for source in sources
            if recorded.get(source.name, source.sha256) != source.sha256
        }

    def checked(self, quotations: Iterable[Quotation]) -> list[Checked]:
        """A verdict on each quotation; what is no quotation of a paper is left out."""
        pairs = ((each, self._verdict(each)) for each in quotations)
        return [(each, verdict) for each, verdict in pairs if verdict is not None]

    def _said(self, key: str, **values: object) -> str:
        return phrase(f"verify.{key}", self._language, **values)

    def _verdict(self, quotation: Quotation) -> Verdict | None:
        if self._is_title(quotation):
            return None
        readings = [r for r in _readings(quotation) if any(map(str.isalnum, r.text))]
        for reading in readings:
            matches = exact_matches(self._papers, reading.text)
            cited = [match for match in matches if not self._quotes_on(reading, match)]
            if cited:
                title = quotation.lenient and all(map(self._titles_part, cited))
                return None if title else self._of_exact(reading, cited)
            if matches:
                readings = readings[:1]
                break
        if quotation.is_term:
            return None
        near = [(found, r) for r in readings if (found := nearest(self._papers, r.text))]
        if not near:
            return None if quotation.lenient else self._unfound(readings[-1])
        found, reading = max(near, key=lambda pair: pair[0].similarity)
        if quotation.lenient and found.similarity < _LIKE_A_CHANGE:
            return None
        return self._of_changed(reading, found)

    def _quotes_on(self, reading: _Reading, match: Match) -> bool:
        """Whether the bracket that was taken for a citation belongs to the words."""
        document = self._documents[match.document]
        cited = len(reading.citations) > 1
        return bool(reading.bracket) and of_the_words(reading.bracket, document, match, cited=cited)

    def _titles_part(self, match: Match) -> bool:
        """Whether words stand in a heading, or before the text: a title, or some of it."""
        document, span = self._documents[match.document], match.spans[0]
        first = paragraph_at(document, span.start)
        headed = any(section.heading.contains(span) for section in document.sections)
        return headed or (first is not None and first.role == "front")

    def _is_title(self, quotation: Quotation) -> bool:
        """Whether these are a paper's title, which styles write with other capitals."""
        sure_block = quotation.kind == "block" and not quotation.lenient
        return not sure_block and _words(quotation.text) in self._titles

    def _of_exact(self, reading: _Reading, matches: Sequence[Match]) -> Verdict:
        """Exact words: at the place named, if one is; the file may have changed since."""
        first = matches[0]
        wrong: str | None = None
        for match in matches:
            cited = self._misplaced(reading, match)
            if cited is None:
                first, wrong = match, None
                break
            wrong = wrong or cited
        document = self._documents[first.document]
        verdict = Verdict(
            text=reading.text,
            status="exact",
            document=document.id,
            start=first.spans[0].start,
            end=first.spans[-1].end,
            source=slices(document, first.spans),
            cited=wrong or (reading.citations[0] if reading.citations else None),
            expected=true_place(document, first.spans) or None,
        )
        if document.source.name in self._changed:
            said = self._said("source_changed_same", name=document.source.name)
            return replace(verdict, status="source_changed", message=said)
        if wrong is not None:
            place = verdict.expected or self._said("another_place")
            said = self._said("elsewhere", place=place)
            return replace(verdict, status="wrong_locator", message=said)
        return verdict

    def _misplaced(self, reading: _Reading, match: Match) -> str | None:
        """The citation that names another place than the match has; None where none does."""
        document = self._documents[match.document]
        for citation in reading.citations:
            place = named_place(citation, document)
            if place is not None:
                return None if stands_there(document, match.spans, place) else citation
        return None

    def _of_changed(self, reading: _Reading, found: Nearest) -> Verdict:
        document = self._documents[found.document]
        changed = document.source.name in self._changed
        said = self._said("source_changed", name=document.source.name) if changed else ""
        return Verdict(
            text=reading.text,
            status="source_changed" if changed else "changed",
            document=document.id,
            start=found.span.start,
            end=found.span.end,
            source=document.slice(found.span),
            diff=found.diff,
            cited=reading.citations[0] if reading.citations else None,
            expected=true_place(document, [found.span]) or None,
            message=said,
        )

    def _unfound(self, reading: _Reading) -> Verdict:
        cited = reading.citations[0] if reading.citations else None
        said = self._said("unfound")
        return Verdict(text=reading.text, status="not_found", cited=cited, message=said)


def _readings(quotation: Quotation) -> Iterable[_Reading]:
    """The ways to read a quotation, the plainest first.

    A block quotation may end in its citation in brackets, and may stand in quotation marks;
    a full stop or comma before a closing mark may belong to the sentence around.
    """
    cited = quotation.citations
    texts = [quotation.text]
    if quotation.trailing:
        texts.append(quotation.text[: quotation.text.rindex(quotation.trailing)].rstrip())
    for number, text in enumerate(texts):
        bracket = quotation.trailing if number else ""
        said = (*cited, bracket) if bracket else cited
        yield _Reading(text, said, bracket)
        inner = without_marks(text) if quotation.kind == "block" else None
        if inner is not None:
            yield _Reading(inner, said, bracket)
    if quotation.kind != "block" and quotation.text[-1:] in ",.":
        yield _Reading(quotation.text[:-1], cited)


def _words(text: str) -> str:
    return " ".join("".join(c if c.isalnum() else " " for c in text.casefold()).split())
