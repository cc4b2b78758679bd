"""The documents of a corpus, read where they are new and kept where they are not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial

from chatbot import documents
from chatbot.datatypes import Document
from chatbot.documents import PaperReader, ReadingLimits, ReadPaper
from chatbot.documents.boxes import Boxes
from chatbot.errors import CorpusError, DocumentError, MissingInput
from chatbot.indexing.index import Index
from chatbot.indexing.manifest import SourceRecord, program_fingerprint
from chatbot.indexing.progress import Progress
from chatbot.indexing.sources import CorpusFiles, record_of, tried_with, unchanged

_SAME = "is the same file as"


@dataclass(frozen=True, slots=True)
class Library:
    """Documents by id, the record of every file, and which documents were read anew.

    ``boxes`` are those of the documents with pages (see ``documents.boxes``).
    """

    documents: Mapping[str, Document]
    sources: tuple[SourceRecord, ...]
    read: tuple[str, ...]
    boxes: Mapping[str, Boxes]


def read_library(
    files: CorpusFiles, previous: Index | None, progress: Progress, limits: ReadingLimits
) -> Library:
    """Read the corpus, taking unchanged documents from the previous index.

    A file that cannot be read is recorded with its reason, the others are unharmed.

    Raises:
        CorpusError: no file can be read.
    """
    known = _known(files, previous, limits)
    held = {source.file.sha256: name for name, (source, paper) in known.items() if paper}
    found: dict[str, ReadPaper] = {}
    sources: list[SourceRecord] = []
    read: list[str] = []
    fresh = len(files.files.keys() - known.keys())
    with documents.PaperReader(limits) as reader:
        for name, path in files.files.items():
            if name in known:
                source, paper = known[name]
            else:
                progress("reading documents", len(read), fresh)
                try:
                    source = record_of(name, path, files.folder, None)
                except OSError:
                    continue  # removed since the folder was listed: no longer of the corpus
                same = held.get(source.file.sha256)
                if same is not None:
                    sources.append(_twice(source, same))
                    continue
                source, paper = _read(reader, source, files, limits, progress)
                read.append(name)
                if paper is not None:
                    held[source.file.sha256] = name
            sources.append(source)
            if paper is not None:
                found[name] = paper
    progress("reading documents", fresh, fresh)
    if not found:
        raise CorpusError(_nothing(files, sources))
    return Library(
        {name: paper.document for name, paper in found.items()},
        tuple(sources),
        tuple(name for name in read if name in found),
        {name: paper.boxes for name, paper in found.items() if paper.boxes is not None},
    )


def _known(
    files: CorpusFiles, previous: Index | None, limits: ReadingLimits
) -> dict[str, tuple[SourceRecord, ReadPaper | None]]:
    """What the previous index holds of files that did not change since."""
    if previous is None or previous.manifest.program != program_fingerprint():
        return {}
    looked_ns = previous.manifest.built_ns
    return {
        source.document: (source, _kept(previous, source.document))
        for source in previous.manifest.sources
        if files.files.get(source.document) == files.folder / source.file.path
        and _SAME not in (source.failure or "")  # the other may be gone
        and unchanged(source, files.folder, looked_ns, limits)
    }


def _kept(previous: Index, name: str) -> ReadPaper | None:
    document = previous.documents.get(name)
    return None if document is None else ReadPaper(document, previous.boxes.get(name))


def _twice(source: SourceRecord, same: str) -> SourceRecord:
    """The record of a file that is another one's copy: it would only say everything twice."""
    said = f"{source.file.path} {_SAME} {same}: it is indexed once"
    return replace(source, failure=said)


def _read(
    reader: PaperReader,
    source: SourceRecord,
    files: CorpusFiles,
    limits: ReadingLimits,
    progress: Progress,
) -> tuple[SourceRecord, ReadPaper | None]:
    try:
        path = files.files[source.document]
        return source, reader.read(path, source.document, partial(progress, "reading pages"))
    except (DocumentError, MissingInput) as error:
        tried = tried_with(limits, source.document)
        failed = SourceRecord(source.document, source.file, source.sidecar, str(error), tried)
        return failed, None


def _nothing(files: CorpusFiles, sources: list[SourceRecord]) -> str:
    reasons = [source.failure for source in sources if source.failure] + list(files.skipped)
    first = f": {reasons[0]}" if reasons else ""
    return (
        f"no document in {files.folder} can be read{first}; put "
        f"{', '.join(documents.SUPPORTED_SUFFIXES)} papers there, or use --corpus DIR"
    )
