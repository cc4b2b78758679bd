"""The documents of a corpus, read where they are new and kept where they are not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from chatbot import documents
from chatbot.datatypes import Document
from chatbot.errors import CorpusError, DocumentError, MissingInput
from chatbot.indexing.index import Index
from chatbot.indexing.manifest import SourceRecord, program_fingerprint
from chatbot.indexing.progress import Progress
from chatbot.indexing.sources import CorpusFiles, record_of, unchanged


@dataclass(frozen=True, slots=True)
class Library:
    """Documents by id, the record of every file, and which documents were read anew."""

    documents: Mapping[str, Document]
    sources: tuple[SourceRecord, ...]
    read: tuple[str, ...]


def read_library(files: CorpusFiles, previous: Index | None, progress: Progress) -> Library:
    """Read the corpus, taking unchanged documents from the previous index.

    A file that cannot be read is recorded with its reason, the others are unharmed.

    Raises:
        CorpusError: no file can be read.
    """
    known = _known(files, previous)
    found: dict[str, Document] = {}
    sources: list[SourceRecord] = []
    read: list[str] = []
    for done, (name, path) in enumerate(files.files.items()):
        progress("reading documents", done, len(files.files))
        if name in known:
            source, document = known[name]
        else:
            try:
                source = record_of(name, path, files.folder, None)
            except OSError:
                continue  # removed since the folder was listed: no longer of the corpus
            source, document = _read(source, files)
            read.append(name)
        sources.append(source)
        if document is not None:
            found[name] = document
    progress("reading documents", len(files.files), len(files.files))
    if not found:
        raise CorpusError(_nothing(files, sources))
    return Library(found, tuple(sources), tuple(name for name in read if name in found))


def _known(
    files: CorpusFiles, previous: Index | None
) -> dict[str, tuple[SourceRecord, Document | None]]:
    """What the previous index holds of files that did not change since."""
    if previous is None or previous.manifest.program != program_fingerprint():
        return {}
    looked_ns = previous.manifest.built_ns
    return {
        source.document: (source, previous.documents.get(source.document))
        for source in previous.manifest.sources
        if files.files.get(source.document) == files.folder / source.file.path
        and unchanged(source, files.folder, looked_ns)
    }


def _read(source: SourceRecord, files: CorpusFiles) -> tuple[SourceRecord, Document | None]:
    path = files.files[source.document]
    try:
        return source, documents.read_document(path, document_id=source.document)
    except (DocumentError, MissingInput) as error:
        failed = SourceRecord(source.document, source.file, source.sidecar, str(error))
        return failed, None


def _nothing(files: CorpusFiles, sources: list[SourceRecord]) -> str:
    reasons = [source.failure for source in sources if source.failure] + list(files.skipped)
    first = f": {reasons[0]}" if reasons else ""
    return (
        f"no document in {files.folder} can be read{first}; put "
        f"{', '.join(documents.SUPPORTED_SUFFIXES)} papers there, or use --corpus DIR"
    )
