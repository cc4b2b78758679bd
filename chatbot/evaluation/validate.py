"""Check a query file against the documents: every fault with its line and its remedy."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from chatbot.datatypes import Document, GoldEvidence, JudgedQuery
from chatbot.evaluation.gold import Gold, GoldFinder
from chatbot.evaluation.nearest import NearestText, differences
from chatbot.evaluation.queries import QueryLineError, parse_line, query_lines
from chatbot.indexing.progress import Progress, silent


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a line.

    ``suggestion`` is the text that was probably meant, and ``differences`` are the words
    of the file that it has others for: (the file's, the document's).
    """

    line: int
    query_id: str | None
    message: str
    suggestion: str | None = None
    differences: tuple[tuple[str, str], ...] = ()


def validate_queries(
    path: Path, documents: Mapping[str, Document], progress: Progress = silent
) -> Iterator[Fault]:
    """Every fault of a query file, in the order of its lines.

    Checked are the JSON and its types, ids used twice, empty queries, documents that are
    not there, quotes that their document does not hold, that stand in several places
    without ``start``, or that are not where ``start`` says, and contradictions between
    ``answerable`` and the evidence.

    Raises:
        MissingInput: there is no such file.
    """
    checker = _Checker(documents)
    lines: dict[str, int] = {}
    total = sum(1 for _ in query_lines(path))
    for done, (number, line) in enumerate(query_lines(path), start=1):
        progress("checking queries", done, total)
        try:
            query = parse_line(line, number)
        except QueryLineError as error:
            message = str(error).removeprefix(f"line {number}").lstrip(":, ")
            yield Fault(number, error.query_id, message)
            continue
        first = lines.setdefault(query.query_id, number)
        if first != number:
            message = f"query_id {query.query_id!r} was used in line {first}: ids must differ"
            yield Fault(number, query.query_id, message)
        yield from checker.faults(number, query)


class _Checker:
    def __init__(self, documents: Mapping[str, Document]) -> None:
        self._documents = documents
        self._finder = GoldFinder(documents)
        self._nearest = NearestText()

    def faults(self, line: int, query: JudgedQuery) -> Iterator[Fault]:
        """The faults of a query that could be read."""
        for document in query.documents:
            if document not in self._documents:
                yield Fault(line, query.query_id, self._unknown(document))
        for piece in query.evidence:
            yield from self._evidence(line, query, piece)
        yield from _contradictions(line, query)

    def _evidence(self, line: int, query: JudgedQuery, piece: GoldEvidence) -> Iterator[Fault]:
        if query.documents and piece.document not in query.documents:
            message = f"evidence in {piece.document!r}, which is not among its 'documents'"
            yield Fault(line, query.query_id, message)
        found = self._finder.find(piece)
        if found.fault == "unknown_document":
            yield Fault(line, query.query_id, self._unknown(piece.document))
        elif found.fault is not None:
            yield self._misplaced(line, query, found)

    def _misplaced(self, line: int, query: JudgedQuery, found: Gold) -> Fault:
        piece = found.evidence
        quote = _short(piece.quote or "")
        document = self._documents[piece.document]
        if found.fault == "ambiguous":
            places = len(found.spans)
            message = f"quote {quote} stands {places} times in {piece.document!r}: give 'start'"
            return Fault(line, query.query_id, message)
        if found.fault == "start_differs":
            message = (
                f"quote {quote} is not at start {piece.source_start} of {piece.document!r}: "
                f"the source has it elsewhere"
            )
            return Fault(line, query.query_id, message)
        message = f"quote {quote} is not in {piece.document!r}"
        near = self._nearest.to(document, piece.quote or "")
        differing = differences(piece.quote or "", near) if near else ()
        return Fault(line, query.query_id, message, near, differing)

    def _unknown(self, document: str) -> str:
        known = ", ".join(sorted(self._documents)[:5])
        return f"no document {document!r} is there: known are {known}"


def _contradictions(line: int, query: JudgedQuery) -> Iterator[Fault]:
    relevant = [piece for piece in query.evidence if piece.relevance > 0]
    if query.answerable is False and relevant:
        yield Fault(line, query.query_id, "has evidence although 'answerable' is false")
    if query.answerable and not query.evidence and not query.answers:
        message = "is answerable but names neither evidence nor answers"
        yield Fault(line, query.query_id, message)
    repeated = [piece for piece, count in Counter(query.evidence).items() if count > 1]
    for piece in repeated:
        yield Fault(line, query.query_id, f"evidence {_short(piece.quote or '')} is given twice")


def _short(quote: str, room: int = 60) -> str:
    """A quote on one line, cut where it is long."""
    line = " ".join(quote.split())
    return repr(line if len(line) <= room else line[: room - 1] + "…")
